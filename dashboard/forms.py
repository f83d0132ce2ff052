"""Builds the parts of forms that send their state in the address, and work without scripts."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from markupsafe import Markup

from dashboard import formats
from dashboard.elements import el, join
from dashboard.languages import in_address
from dashboard.wording import text

SEARCH_PATH, SEARCH_QUERY = "/cari", "q"
Options = Iterable[tuple[str, str]]
"""Values of a choice with their words."""


def hidden(query: Mapping[str, str]) -> Markup:
    """Keep what a form does not ask for; what is empty means nothing, and is left out."""
    return join(*(el("input", type="hidden", name=name, value=value) for name, value in query.items() if value))


def search_field(name: str, *, typed: str, title: str, hint: str, names: str | None = None) -> Markup:
    """Build a field for a name; ``names`` is the id of a list of names that the browser offers."""
    field = el(
        "input",
        type="search",
        name=name,
        value=typed,
        placeholder=hint,
        list=names,
        autocomplete="off",
        autocapitalize="words",
        spellcheck="false",
        enterkeyhint="search",
    )
    return el("label", el("span", title), field, class_="name-field")


def region_search(lang: str, *, typed: str, title: str, hint: str, class_: str, button: str | None = None) -> Markup:
    """Build the search for a region, which suggests some where scripts run; ``button`` is the class of its button."""
    return el(
        "form",
        search_field(SEARCH_QUERY, typed=typed, title=title, hint=hint),
        hidden({"lang": in_address(lang)}),
        el("button", text("cari_submit", lang), type="submit", class_=button),
        action=SEARCH_PATH,
        method="get",
        role="search",
        class_=class_,
        data_saran="buka",
        data_kata=text("cari_suggested", lang),
    )


def option(value: str, said: str, chosen: str = "") -> Markup:
    """Build one entry of a list of choices."""
    return el("option", said, value=value, selected=value == chosen)


def options(pairs: Options, chosen: str) -> Iterator[Markup]:
    """Build the entries of a list of choices: pairs of value and words, one of them chosen."""
    return (option(value, said, chosen) for value, said in pairs)


def tabs(title: str, choices: Iterable[tuple[str, str, bool]]) -> Markup:
    """Build links of which one is chosen: their words, addresses, and whether it is this one."""
    links = (el("li", el("a", said, href=target, aria_current="true" if on else None)) for said, target, on in choices)
    heading = el("span", title, class_="tabs-title", aria_hidden="true")
    return el("nav", heading, el("ul", *links), class_="tabs", aria_label=title)


def month_tabs(title: str, months: Iterable[tuple[str, str, bool]], lang: str) -> Markup:
    """Build links to months, given as ``YYYY-MM``, in a line a year."""
    lines = (_year(year, list(found), lang) for year, found in groupby(months, key=lambda month: month[0][:4]))
    heading = el("span", title, class_="tabs-title", aria_hidden="true")
    return el("nav", heading, el("div", *lines), class_="tabs tabs-months", aria_label=title)


def _year(year: str, months: Iterable[tuple[str, str, bool]], lang: str) -> Markup:
    links = (
        el("a", _month(month, lang), href=target, aria_current="true" if on else None) for month, target, on in months
    )
    return el("div", el("span", year, class_="year", aria_hidden="true"), el("ul", *(el("li", link) for link in links)))


def _month(month: str, lang: str) -> Markup:
    return join(formats.month_name(month, lang), el("span", f" {month[:4]}", class_="quiet"))
