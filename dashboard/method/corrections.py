"""Builds the section on corrections: what was changed, why, who was told; on a phone each row stands as a block."""

from datetime import date

from markupsafe import Markup

from dashboard import formats
from dashboard.elements import Child, el, join
from dashboard.languages import spoken
from dashboard.method.facts import CorrectionFact
from dashboard.method.view import MethodView
from dashboard.state import REGION_PATH
from etl.catalogue import Field

PUBLISHED = "koreksi"
COLUMNS = ("what", "why", "informed", "status")
RECORD_TABLES = {"violations": "sumber", "declarations": "deklarasi"}
"""Public table in which the corrected record stands."""


def corrections_part(view: MethodView) -> Markup:
    """Build the explanation, the number of corrections, and the table with all of them."""
    return join(el("p", view.text("metode_koreksi")), _listed(view) if view.facts.corrections else _none(view))


def _none(view: MethodView) -> Markup:
    return el("p", view.text("metode_koreksi_none"), class_="empty")


def _listed(view: MethodView) -> Markup:
    return join(
        el("p", view.text("metode_koreksi_counts", **_counts(view))),
        el(
            "p",
            el("a", view.text("metode_koreksi_file"), href=_file(view), download=True),
            el("a", view.text("metode_koreksi_all"), href=view.link("/data", tabel=PUBLISHED) + "#saring"),
            class_="files",
        ),
        _table(view),
    )


def _counts(view: MethodView) -> dict[str, str]:
    found = [correction.status for correction in view.facts.corrections]
    status = view.catalogue.fields["correction_status"]
    return {code: formats.number(found.count(code), view.lang) for code in status.codes}


def _file(view: MethodView) -> str:
    return f"/api/v1/{PUBLISHED}.csv?rilis={view.edition.release_id}&unduh=1"


def _table(view: MethodView) -> Markup:
    heads = (el("th", view.text(f"metode_koreksi_column_{name}"), scope="col", role="columnheader") for name in COLUMNS)
    return el(
        "table",
        el("caption", view.text("metode_koreksi_caption"), class_="quiet"),
        el("thead", el("tr", *heads, role="row"), role="rowgroup"),
        el("tbody", *(_row(item, view) for item in view.facts.corrections), role="rowgroup"),
        class_="corrections",
        role="table",
    )


def _row(item: CorrectionFact, view: MethodView) -> Markup:
    """Build one row; roles are written out, because a table drawn as blocks would lose them."""
    cells = zip(COLUMNS, (_what(item, view), _why(item, view), _informed(item, view), _status(item, view)), strict=True)
    return el(
        "tr",
        *(el("td", cell, role="cell", data_head=view.text(f"metode_koreksi_column_{name}")) for name, cell in cells),
        id=item.correction_id,
        role="row",
    )


def _what(item: CorrectionFact, view: MethodView) -> Markup:
    return join(
        el("p", el("strong", item.correction_id), " · ", _record(item, view), " · ", _region(item, view)),
        el("p", _change(item, view)),
    )


def _region(item: CorrectionFact, view: MethodView) -> Markup:
    """Lead to the page of the region, which always shows the newest release."""
    return el("a", item.region_name, href=spoken(f"{REGION_PATH}/{item.region_code}", view.lang))


def _record(item: CorrectionFact, view: MethodView) -> Child:
    """Name the record, and lead to it where the release still holds it."""
    name = view.text("metode_koreksi_record", record=item.record_id)
    if item.left_out:
        return name
    address = view.link("/data", tabel=RECORD_TABLES[item.table], wilayah=item.region_code)
    return el("a", name, href=f"{address}#hasil")


def _change(item: CorrectionFact, view: MethodView) -> str:
    if item.field is None:
        return view.text("metode_koreksi_exclude")
    field = _field(item, item.field, view)
    before, after = (_value(field, value, view) for value in (item.before, item.after))
    return view.text("metode_koreksi_change", field=field.label(view.lang), before=before, after=after)


def _field(item: CorrectionFact, public: str, view: MethodView) -> Field:
    return next(field for field in view.catalogue.tables[item.table].columns if field.public == public)


def _value(field: Field, value: str | None, view: MethodView) -> str:
    if value is None:
        return view.text("metode_koreksi_empty")
    if field.type == "date":
        return formats.day(date.fromisoformat(value), view.lang)
    return field.value_label(value, view.lang) if value in field.codes else value


def _why(item: CorrectionFact, view: MethodView) -> Markup:
    basis = view.text("metode_koreksi_basis", records=item.basis)
    return join(el("p", item.why[view.lang]), el("p", basis, class_="hint"))


def _informed(item: CorrectionFact, view: MethodView) -> Child:
    return item.informed[view.lang] or view.text("metode_koreksi_nobody")


def _status(item: CorrectionFact, view: MethodView) -> Markup:
    label = view.catalogue.fields["correction_status"].value_label(item.status, view.lang)
    return join(
        el("p", el("strong", label, class_=f"state state-{item.status}")),
        el("p", formats.day(item.decided, view.lang), class_="hint"),
    )
