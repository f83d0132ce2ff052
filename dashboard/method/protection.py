"""Builds the sections on agencies' records, releases and boundaries."""

from markupsafe import Markup

from dashboard.elements import el, join
from dashboard.languages import spoken
from dashboard.method.sections import paragraphs, points
from dashboard.method.view import MethodView
from etl.catalogue import DisclosureRule
from etl.describe import citation
from geo.source import GADM

GEOJSON = "wilayah.geojson"


def agencies_part(view: MethodView) -> Markup:
    """Say how records of agencies are counted and protected; thresholds are those of the declarations."""
    never = (view.text(f"metode_instansi_{kind}") for kind in ("never", "refused", "counted"))
    rules = (_threshold(rule, view) for rule in view.catalogue.disclosure.values())
    return join(
        el("p", view.text("metode_instansi")),
        _present(view),
        el("h3", view.text("metode_instansi_never_heading")),
        points(*never),
        el("h3", view.text("metode_instansi_small_heading")),
        points(*rules),
        paragraphs(*(view.text(f"metode_instansi_{kind}") for kind in ("others", "audit", "public"))),
    )


def _present(view: MethodView) -> Markup:
    if not view.facts.agency_tables:
        return el("p", view.text("metode_instansi_none"))
    tables = [el("a", el("code", name), href=view.link("/data", tabel=name)) for name in view.facts.agency_tables]
    return el("p", view.text("metode_instansi_some"), Markup(", ").join(tables), ".")


def _threshold(rule: DisclosureRule, view: MethodView) -> str:
    title = view.catalogue.tables[rule.publishes].title.text(view.lang)
    return view.text("metode_instansi_threshold", table=title, threshold=rule.threshold)


def releases_part(view: MethodView) -> Markup:
    """Say what a release is and how to cite this one."""
    links = {
        view.link("/data") + "#kutip": "metode_rilis_forms",
        spoken("/rilis.atom", view.lang): "metode_rilis_feed",
        view.link("/data", tabel="rilis") + "#saring": "metode_rilis_list",
    }
    return join(
        paragraphs(view.text("metode_rilis"), view.text("metode_rilis_cite")),
        el("blockquote", el("p", citation(view.edition).text(view.lang))),
        el(
            "ul",
            *(el("li", el("a", view.text(key), href=address)) for address, key in links.items()),
            class_="machines",
        ),
    )


def boundaries_part(view: MethodView) -> Markup:
    """Say where the boundaries come from and on which terms, as the release holds them."""
    sources = view.facts.boundary_sources
    origin = view.text("metode_batas_source", source=", ".join(sources)) if sources else view.text("metode_batas_none")
    return join(
        paragraphs(origin, *_terms(view), *(view.text(f"metode_batas_{kind}") for kind in ("area", "tiles"))),
    )


def _terms(view: MethodView) -> list[str]:
    if not view.facts.boundary_sources:
        return []
    restricted = GADM.name in view.facts.boundary_sources
    return [view.text("metode_batas_gadm", file=GEOJSON) if restricted else view.text("metode_batas_own")]
