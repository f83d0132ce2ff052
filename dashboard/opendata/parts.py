"""Builds the parts of the data page: list of tables, filters, downloads, preview, recipes."""

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from dashboard import formats
from dashboard.elements import Child, el, join
from dashboard.forms import option
from dashboard.opendata.choice import Choice, Known
from dashboard.opendata.measure import Chosen, bytes_words, rows_words, size_words
from dashboard.opendata.recipes import Recipe
from dashboard.wording import text
from etl.catalogue import Table
from etl.describe import Edition
from etl.export.filters import filter_names

FIRST_FORMATS = ("xlsx", "csv", "json", "parquet")
NUMERIC = {"integer", "number"}
LONG = {"text", "url"}
WIDE = {"wilayah", "provinsi"}
SHORT_LINK = 38


def tables_part(edition: Edition, known: Known, choice: Choice) -> Markup:
    """Build the list of tables: what a row is, how many there are, and the way to each."""
    lang = choice.lang
    entries = [_table_entry(edition, table, choice) for table in known.tables]
    return join(
        el("h2", text("data_tables_heading", lang), id="tabel"),
        el("p", text("data_levels", lang), class_="warning"),
        el("ol", *entries, class_="tables"),
    )


def _table_entry(edition: Edition, table: Table, choice: Choice) -> Markup:
    lang, public = choice.lang, str(table.public)
    current = public == choice.public
    link = el(
        "a",
        table.title.text(lang),
        href=_table_address(choice, public),
        aria_current="true" if current else None,
    )
    return el(
        "li",
        el("h3", link, " ", el("code", public)),
        el("p", table.description.text(lang)),
        el("p", *_whole_files(edition, public, lang), class_="whole"),
        class_="chosen" if current else None,
    )


def _table_address(choice: Choice, public: str) -> str:
    """Write the address that shows another table; filters stay behind, as the other may not know them."""
    query = [f"tabel={public}", *([f"rilis={choice.release}"] if choice.release else [])]
    return "/data?" + "&".join([*query, *(["lang=en"] if choice.lang == "en" else [])]) + "#saring"


def _whole_files(edition: Edition, public: str, lang: str) -> Iterable[Child]:
    file = edition.file(f"{public}.csv")
    if file:
        yield el("span", rows_words(file.rows, lang) if file.rows else text("data_rows_none", lang), class_="rows")
    for suffix in ("xlsx", "csv"):
        found = edition.file(f"{public}.{suffix}")
        size = f" {bytes_words(found.size, lang)}" if found else ""
        target = f"/api/v1/{public}.{suffix}?rilis={edition.release_id}&unduh=1"
        label = text(f"data_format_{suffix}", lang)
        yield el("a", el("span", label), el("span", size, class_="size"), href=target, download=True)


def filter_part(known: Known, choice: Choice) -> Markup:
    """Build the form that chooses rows; it works without scripts."""
    lang = choice.lang
    names = filter_names(choice.table)
    fields = [_filter(known, choice, name) for name in names]
    return el(
        "form",
        el("input", type="hidden", name="tabel", value=choice.public),
        el("input", type="hidden", name="lang", value=lang) if lang == "en" else None,
        _chosen_regions(known, choice),
        el("div", *fields, _release_choice(known, choice), class_="fields"),
        el(
            "p",
            el("button", text("data_filter_submit", lang), type="submit"),
            el("a", text("data_filter_clear", lang), href=_table_address(choice, choice.public), class_="clear"),
            class_="submit",
        ),
        action="/data#saring",
        method="get",
        id="saring-formulir",
        class_="filter",
    )


def _chosen_regions(known: Known, choice: Choice) -> Markup | None:
    """Keep the regions that are chosen as ticks, so that one can be taken away and another added."""
    if not choice.filters.regions:
        return None
    ticks = [
        el(
            "label",
            el("input", type="checkbox", name="wilayah", value=code, checked=True),
            f" {known.regions[code]} ",
            el("code", code),
        )
        for code in choice.filters.regions
    ]
    legend = el("legend", text("data_filter_regions", choice.lang))
    return el("fieldset", legend, *ticks, class_="ticks")


def _filter(known: Known, choice: Choice, name: str) -> Markup:
    lang = choice.lang
    key = "wilayah_more" if name == "wilayah" and choice.filters.regions else name
    chosen = "" if name == "wilayah" else choice.filters.public().get(name, "")
    default = text(f"data_any_{name}" if name in {"sejak", "sampai"} else "data_any", lang)
    if choice.public == "ringkasan" and name == "sampai":
        default = text("data_any_last", lang)
    options = _options(known, choice, name, chosen)
    all_of_them = el("option", default, value="")
    return _select(name, text(f"data_filter_{key}", lang), [all_of_them, *options], wide=name in WIDE)


def _select(name: str, label: str, options: Sequence[Markup], *, wide: bool = False) -> Markup:
    return el("label", el("span", label), el("select", *options, name=name), class_="wide" if wide else None)


def _options(known: Known, choice: Choice, name: str, chosen: str) -> list[Markup]:
    lang = choice.lang
    if name == "wilayah":
        return _regions_by_province(known)
    if name == "provinsi":
        return [option(code, said, chosen) for code, said in known.provinces.items()]
    if name in {"sejak", "sampai"}:
        return [option(month, formats.month(month, lang), chosen) for month in known.months]
    field = known.field(choice.table, name)
    return [option(code, field.value_label(code, lang), chosen) for code in known.values(choice.table, name)]


def _regions_by_province(known: Known) -> list[Markup]:
    groups = [
        el(
            "optgroup",
            *(option(code, said) for code, said in known.regions.items() if code[:2] == province),
            label=name,
        )
        for province, name in known.provinces.items()
    ]
    whole = [option(code, said) for code, said in known.regions.items() if code[:2] not in known.provinces]
    return [*whole, *groups]


def _release_choice(known: Known, choice: Choice) -> Markup:
    lang = choice.lang
    options = [
        el("option", text("data_release_newest", lang), value=""),
        *(option(name, text("data_release_fixed", lang, release=name), choice.release) for name in known.releases),
    ]
    return _select("rilis", text("data_filter_rilis", lang), options, wide=True)


def downloads_part(edition: Edition, choice: Choice, chosen: Chosen) -> Markup:
    """Build the count of rows and the buttons, the format that opens right in a spreadsheet first."""
    lang = choice.lang
    return join(
        el("p", _count_words(choice, chosen), class_="count", role="status"),
        el("ul", *(_button(edition, choice, chosen, suffix) for suffix in FIRST_FORMATS), class_="buttons"),
        el("p", text("data_excel_hint", lang), class_="hint"),
    )


def _count_words(choice: Choice, chosen: Chosen) -> Markup:
    lang = choice.lang
    numbers = {"rows": formats.number(chosen.count, lang), "total": formats.number(chosen.total, lang)}
    if chosen.count == chosen.total:
        return el("strong", text("data_count_all", lang, **numbers))
    if not chosen.count:
        return el("strong", text("data_count_none", lang, **numbers))
    return el("strong", text("data_count_part", lang, **numbers))


def _button(edition: Edition, choice: Choice, chosen: Chosen, suffix: str) -> Markup:
    lang = choice.lang
    size = size_words(edition, choice, chosen, suffix)
    rows = rows_words(chosen.count, lang)
    detail = ", ".join(filter(None, [rows, size]))
    return el(
        "li",
        el(
            "a",
            el("strong", text(f"data_button_{suffix}", lang)),
            el("span", detail),
            href=choice.address(suffix, unduh="1"),
            download=True,
            class_=f"button button-{suffix}",
        ),
    )


def preview_part(choice: Choice, chosen: Chosen) -> Markup | None:
    """Build the first rows as they stand in the file."""
    if not chosen.rows:
        return None
    lang, columns = choice.lang, choice.table.columns
    heads = [el("th", field.public, scope="col", class_=_kind(field.type)) for field in columns]
    body = [
        el(
            "tr",
            *(
                el("td", _cell(field.type, cell), class_=_kind(field.type))
                for field, cell in zip(columns, row, strict=True)
            ),
        )
        for row in chosen.rows
    ]
    caption = text("data_preview", lang, rows=formats.number(len(chosen.rows), lang))
    return el(
        "div",
        el("table", el("caption", caption), el("thead", el("tr", *heads)), el("tbody", *body), class_="preview"),
        class_="table-scroll",
        role="region",
        aria_label=caption,
        tabindex=0,
    )


def _kind(field_type: str) -> str | None:
    return "number" if field_type in NUMERIC else "long" if field_type in LONG else None


def _cell(field_type: str, cell: str) -> Child:
    if field_type != "url" or not cell.startswith(("https://", "http://")):
        return cell
    short = cell.partition("://")[2].removeprefix("www.")
    return el("a", short if len(short) <= SHORT_LINK else f"{short[:SHORT_LINK]}…", href=cell, rel="nofollow noopener")


def recipes_part(choice: Choice, ways: Sequence[Recipe]) -> Markup:
    """Build the addresses and short programs that read the chosen rows."""
    lang = choice.lang
    kept = "data_use_fixed" if choice.release else "data_use_newest"
    return join(
        el("h3", text("data_use_heading", lang)),
        el("p", text(kept, lang, release=choice.release)),
        *(_recipe(way, lang) for way in ways),
    )


def _recipe(way: Recipe, lang: str) -> Markup:
    return el(
        "details",
        el("summary", text(f"data_use_{way.key}", lang)),
        el("p", text(f"data_use_{way.key}_how", lang), class_="hint"),
        copyable(way.code, lang),
        open=way.key == "url",
    )


def copyable(code: str, lang: str) -> Markup:
    """Build a block of text with a button that copies it; the button shows only where scripts run."""
    labels = {"data_copied": text("data_copied", lang)}
    return el(
        "div",
        el("pre", el("code", code), tabindex=0),
        el("button", text("data_copy", lang), type="button", class_="copy", hidden=True, **labels),
        class_="copyable",
    )
