"""Writes the page on what civil servants must not do: by kind, with legal basis and sanction, and the regulations."""

from collections.abc import Sequence

from markupsafe import Markup

from dashboard import formats
from dashboard.elements import el, join
from dashboard.guide.parts import DATA_LANGUAGE, Opening, Section, facts, page, quoted, slug, source
from dashboard.languages import spoken
from dashboard.plain_pages import Asked
from dashboard.reference import Prohibition, Reference, Regulation, ViolationType
from dashboard.wording import text
from etl.catalogue import Language

PATH = "/aturan"
LABELS = ("ethics", "discipline", "decree")
Group = tuple[ViolationType, Sequence[Prohibition]]


def write(asked: Asked) -> str:
    """Write the whole document."""
    lang, reference = asked.lang, asked.snapshot.reference
    found = groups(reference)
    opening = Opening(
        title=text("rules_title", lang),
        heading=text("rules_heading", lang),
        lead=_lead(reference, found, lang),
        after=_after(asked),
    )
    sections = [
        Section("larangan", text("rules_prohibitions_heading", lang), _prohibitions(found, lang)),
        Section("peraturan", text("rules_regulations_heading", lang), _regulations(reference.regulations, lang)),
    ]
    return page(asked, opening, sections)


def groups(reference: Reference) -> list[Group]:
    """Return the kinds with the acts that are forbidden under them, in the order of the kinds; others are left out."""
    kinds = {kind.code: kind for kind in reference.violation_types}
    found: dict[str, list[Prohibition]] = {code: [] for code in kinds}
    for item in reference.prohibitions:
        found[item.violation_type].append(item)
    return [(kinds[code], items) for code, items in found.items() if items]


def _lead(reference: Reference, found: Sequence[Group], lang: Language) -> str:
    counts = {
        "acts": len(reference.prohibitions),
        "kinds": len(found),
        "regulations": len(reference.regulations),
    }
    return text("rules_lead", lang, **{name: formats.number(count, lang) for name, count in counts.items()})


def _after(asked: Asked) -> Markup:
    lang = asked.lang
    report = el("a", text("rules_report_link", lang), href=spoken("/lapor", lang))
    return join(
        el("p", text("rules_caveat", lang), class_="warning"),
        el("p", text("guide_in_indonesian", lang), class_="hint") if lang != DATA_LANGUAGE else None,
        el("p", text("rules_report", lang), " ", report, "."),
    )


def _prohibitions(found: Sequence[Group], lang: Language) -> Markup:
    if not found:
        return el("p", text("rules_none", lang), class_="empty")
    return join(
        el("p", text("rules_labels", lang)),
        el("ul", *(el("li", text(f"rules_label_{name}", lang)) for name in LABELS), class_="points"),
        _contents(found, lang),
        *(_kind(kind, items, lang) for kind, items in found),
    )


def _contents(found: Sequence[Group], lang: Language) -> Markup:
    entries = (el("li", el("a", kind.labels[lang], href=f"#{kind.code}")) for kind, _ in found)
    title = text("rules_contents", lang)
    return el("nav", el("ul", *entries), class_="contents", aria_label=title)


def _kind(kind: ViolationType, items: Sequence[Prohibition], lang: Language) -> Markup:
    acts = el("ul", *(_act(item, lang) for item in items), class_="acts")
    return el("div", el("h3", kind.labels[lang], id=kind.code), acts, class_="kind")


def _act(item: Prohibition, lang: Language) -> Markup:
    label = item.rules.get(lang)
    entries = [
        (text("rules_basis", lang), _stated(item.legal_basis, lang)),
        (text("rules_sanction", lang), _stated(item.sanction, lang)),
        (text("guide_source", lang), source(item.url)),
    ]
    marked = (el("span", label, class_=f"rule rule-{slug(item.rules.get(DATA_LANGUAGE, label))}"), " ") if label else ()
    return el("li", el("p", *marked, item.acts[lang], class_="act"), facts(entries))


def _stated(words: str | None, lang: Language) -> Markup:
    return quoted(words, lang) if words else el("span", text("rules_not_stated", lang), class_="unstated")


def _regulations(regulations: Sequence[Regulation], lang: Language) -> Markup:
    if not regulations:
        return el("p", text("rules_none", lang), class_="empty")
    return join(
        el("p", text("rules_regulations", lang)),
        el("ul", *(_regulation(item, lang) for item in regulations), class_="cards"),
    )


def _regulation(item: Regulation, lang: Language) -> Markup:
    return el(
        "li",
        el("h3", item.name, id=slug(item.name)),
        el("p", quoted(item.title, lang), class_="hint"),
        el("p", quoted(item.summary, lang)),
        el("p", text("guide_source", lang), ": ", source(item.url), class_="hint"),
    )
