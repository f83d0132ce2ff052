"""Builds the section that works a number out from its very records; every number in it is computed."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from dashboard import formats
from dashboard.elements import Child, el, join
from dashboard.method.example import Stated, Step
from dashboard.method.view import MethodView

MINUS, PLUS = " \N{MINUS SIGN} ", " + "
Line = tuple[str, Child]


def example_part(view: MethodView) -> Markup:
    """Build the steps from a kabupaten or kota up to the country."""
    steps = view.facts.example
    if not steps:
        return el("p", view.text("metode_contoh_none"), class_="empty")
    return join(
        el("p", view.text("metode_contoh", **_named(view), names=_names(steps))),
        el("ol", *(_step(step, view) for step in steps), class_="example"),
        el("p", view.text("metode_contoh_found")),
    )


def _named(view: MethodView) -> dict[str, str]:
    series = view.facts.series
    fields = view.catalogue.tables["violations"]
    labels = {
        name: fields.field(name).value_label(getattr(series, name), view.lang) for name in ("election", "stage", "unit")
    }
    lowered = {name: label[:1].lower() + label[1:] for name, label in labels.items() if name != "election"}
    return labels | lowered | {"month": formats.month(series.month, view.lang)}


def _names(steps: Sequence[Step]) -> str:
    return ", ".join(step.region.name for step in steps)


def _step(step: Step, view: MethodView) -> Markup:
    pairs = (el("div", el("dt", name), el("dd", value)) for name, value in _lines(step, view))
    head = el("h3", _heading(step, view), class_="example-name")
    return el("li", head, el("dl", *pairs, class_="sums"))


def _heading(step: Step, view: MethodView) -> str:
    named = {"region": step.region.name, "count": _number(step.published.count, view), "unit": _named(view)["unit"]}
    return view.text("metode_contoh_step", **named)


def _lines(step: Step, view: MethodView) -> Iterator[Line]:
    if step.events:
        yield view.text("metode_contoh_events"), _events(step.events, view)
    if step.totals:
        yield view.text("metode_contoh_totals"), _totals(step.totals, view)
    if step.parts:
        yield (
            view.text(f"metode_contoh_parts_{step.region.level}", count=_number(len(step.parts), view)),
            _parts(step, view),
        )
    yield view.text("metode_contoh_result"), _result(step, view)
    if step.published.unexplained:
        yield view.text("metode_contoh_unexplained"), _unexplained(step, view)


def _events(records: Sequence[Stated], view: MethodView) -> Markup:
    total = sum(record.count for record in records)
    added = PLUS.join(_number(record.count, view) for record in records)
    written = f"{added} = {_number(total, view)}" if len(records) > 1 else added
    return join(el("p", written, class_="sum"), _records(records, view))


def _totals(records: Sequence[Stated], view: MethodView) -> Markup:
    largest = _number(max(record.count for record in records), view)
    return join(el("p", largest, class_="sum"), _records(records, view))


def _records(records: Sequence[Stated], view: MethodView) -> Markup:
    return el("ul", *(_record(record, view) for record in records), class_="stated")


def _record(record: Stated, view: MethodView) -> Markup:
    day = formats.record_day(record.period_end, record.date_precision, view.lang)
    said = view.text("metode_contoh_record", count=_number(record.count, view), authority=record.authority, day=day)
    origin = el("a", record.publisher, href=record.url, rel="noopener")
    return el("li", said, " (", record.record_id, ", ", origin, ")")


def _parts(step: Step, view: MethodView) -> Markup:
    named = (el("li", region.name, " ", _number(count, view)) for region, count in step.parts)
    details = el("details", el("summary", view.text("metode_contoh_parts_list")), el("ul", *named, class_="parts-list"))
    return join(el("p", _number(step.below, view), class_="sum"), details)


def _result(step: Step, view: MethodView) -> Markup:
    implied = step.published.count > step.result
    key = "metode_contoh_result_implied" if implied else "metode_contoh_result_why"
    why = view.text(key, result=_number(step.result, view))
    return join(el("p", el("strong", _number(step.published.count, view)), class_="sum"), el("p", why, class_="hint"))


def _unexplained(step: Step, view: MethodView) -> Markup:
    numbers = [_number(number, view) for number in (step.published.count, step.below)]
    written = f"{MINUS.join(numbers)} = {_number(step.published.unexplained or 0, view)}"
    return join(el("p", written, class_="sum"), el("p", view.text("metode_contoh_unexplained_why"), class_="hint"))


def _number(number: int, view: MethodView) -> str:
    return formats.number(number, view.lang)
