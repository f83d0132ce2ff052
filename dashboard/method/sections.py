"""Builds the sections on what is counted: records, the published minimum, stages, zero, declarations, the rate."""

from collections.abc import Iterable, Iterator

from markupsafe import Markup

from dashboard import formats
from dashboard.elements import Child, el, join
from dashboard.invitation import invitation
from dashboard.method.view import MethodView
from etl.catalogue import Field
from etl.rates import PER, SMALL_DENOMINATOR

ALL_RECORDS = "sumber_angka"


def paragraphs(*said: str) -> Markup:
    """Build one paragraph for each text."""
    return join(*(el("p", words) for words in said))


def points(*said: Child, tag: str = "ul") -> Markup:
    """Build a list."""
    return el(tag, *(el("li", words) for words in said), class_="points")


def codes(field: Field, view: MethodView) -> Markup:
    """Build the list of a field's codes with what they mean, as declared."""
    return el("dl", *(part for code in field.codes for part in _code(field, code, view)), class_="terms")


def _code(field: Field, code: str, view: MethodView) -> Iterable[Markup]:
    yield el("dt", field.value_label(code, view.lang), " ", el("code", code))
    yield el("dd", field.value_definition(code, view.lang))


def counted_part(view: MethodView) -> Markup:
    """Say what is counted and what is not."""
    caveat = view.catalogue.indicators["published_minimum"].caveat.text(view.lang)
    kinds = ("units", "others", "persons", "nothing")
    return join(
        el("p", view.text("metode_hitung")),
        points(*(view.text(f"metode_hitung_{kind}") for kind in kinds)),
        el("p", caveat, class_="warning"),
    )


def sources_part(view: MethodView) -> Markup:
    """Say what a source must be, and invite those that are missing."""
    conditions = (view.text(f"metode_sumber_{kind}") for kind in ("official", "public", "dated"))
    return join(
        el("p", view.text("metode_sumber")),
        points(*conditions),
        el("p", view.text("metode_sumber_then")),
        points(*_promises(view)),
        invitation(view.lang, leading=False),
    )


def _promises(view: MethodView) -> Iterator[str]:
    """Say how often new records are to be expected."""
    for source in view.catalogue.sources.values():
        if source.renewal is not None:
            said = view.text(
                "metode_sumber_renewal",
                table=view.catalogue.tables[source.table].title.text(view.lang),
                days=formats.number(source.renewal.days, view.lang),
            )
            until = source.renewal.until
            ends = view.text("metode_sumber_until", day=formats.day(until, view.lang)) if until else ""
            yield f"{said}{ends}."


def minimum_part(view: MethodView) -> Markup:
    """Say how records become one number."""
    table = el("a", el("code", ALL_RECORDS), href=view.link("/data", tabel=ALL_RECORDS))
    steps = (view.text(f"metode_minimum_{step}") for step in ("own", "later", "parts", "months"))
    return join(
        el("p", view.text("metode_minimum")),
        codes(view.catalogue.fields["measure"], view),
        points(*steps, tag="ol"),
        el("p", view.text("metode_minimum_traced"), table, "."),
    )


def stages_part(view: MethodView) -> Markup:
    """Say what the stages are, and which presuppose which."""
    return join(
        codes(view.catalogue.fields["stage"], view),
        paragraphs(view.text("metode_tahap_implied"), view.text("metode_tahap_apart")),
    )


def zero_part(view: MethodView) -> Markup:
    """Say what zero means, and what an empty cell means."""
    return join(el("p", view.text("metode_nol")), codes(view.catalogue.fields["status"], view))


def declarations_part(view: MethodView) -> Markup:
    """Say when a region counts as having declared."""
    declared = view.catalogue.indicators["first_declaration"]
    said = (part.text(view.lang) for part in (declared.definition, declared.method))
    return join(
        paragraphs(*said, view.text("metode_deklarasi_month")),
        codes(view.catalogue.fields["scope"], view),
        el("p", declared.caveat.text(view.lang)),
    )


def rate_part(view: MethodView) -> Markup:
    """Say what the rate compares."""
    rate = view.catalogue.indicators["rate_per_10000_pns"]
    said = (part.text(view.lang) for part in (rate.definition, rate.method, rate.caveat))
    limit = formats.number(SMALL_DENOMINATOR, view.lang)
    return paragraphs(*said, view.text("metode_banding_small", limit=limit))


def rate_heading(view: MethodView) -> str:
    """Name the rate."""
    return view.text("metode_banding_heading", per=formats.number(PER, view.lang))


def limits_part(view: MethodView) -> Markup:
    """Say what the numbers cannot tell."""
    facts, lang = view.facts, view.lang
    found = view.text(
        "metode_batasan_found",
        violations=formats.number(facts.violation_regions, lang),
        declarations=formats.number(facts.declaration_regions, lang),
        all=formats.number(facts.regencies, lang),
    )
    return points(found, *(view.text(f"metode_batasan_{kind}") for kind in ("authorities", "pages", "levels")))
