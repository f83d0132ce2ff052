"""Describes a region's page to search engines: where it lies, which place it is, which files hold its numbers."""

from markupsafe import Markup

from dashboard.opendata.embedded import linked_data
from dashboard.region.view import PageView
from dashboard.release import Place, Snapshot
from dashboard.sentences import headline
from dashboard.state import region_address, written
from etl.describe.edition import API, LICENCE_URL, Document, Edition
from geo.regions import NATIONAL

FILE_TABLE = "ringkasan"


def linked_script(view: PageView, snapshot: Snapshot, edition: Edition) -> Markup:
    """Write the description."""
    graph = [_path(view, snapshot, edition), _data(view, snapshot, edition)]
    return linked_data({"@context": "https://schema.org", "@graph": graph})


def _path(view: PageView, snapshot: Snapshot, edition: Edition) -> Document:
    entries = [
        {"@type": "ListItem", "position": position, "name": place.name, "item": _page(place, view, snapshot, edition)}
        for position, place in enumerate(view.path, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": entries}


def _page(place: Place, view: PageView, snapshot: Snapshot, edition: Edition) -> str:
    return f"{edition.root}{region_address(view.state, snapshot, place.code)}"


def _data(view: PageView, snapshot: Snapshot, edition: Edition) -> Document:
    query = {"wilayah": view.place.code, "rilis": edition.release_id}
    return {
        "@type": "Dataset",
        "name": view.place.name,
        "description": headline(view.region.headline),
        "url": _page(view.place, view, snapshot, edition),
        "isPartOf": {"@id": f"{edition.root}/data#dataset"},
        "license": LICENCE_URL,
        "dateModified": edition.created_at,
        "isAccessibleForFree": True,
        "spatialCoverage": _place(view.path),
        "temporalCoverage": f"{view.region.trend.months[0]}/{view.state.month}",
        "distribution": {
            "@type": "DataDownload",
            "encodingFormat": "text/csv",
            "contentUrl": edition.root + written(f"{API}/{FILE_TABLE}.csv", query),
        },
    }


def _place(path: tuple[Place, ...]) -> Document:
    *above, place = path
    kind = "Country" if place.code == NATIONAL else "AdministrativeArea"
    within = {"containedInPlace": _place(tuple(above))} if above else {}
    return {"@type": kind, "name": place.name, "identifier": place.code, **within}
