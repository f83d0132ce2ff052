"""A release: all rows of the public database, under an identity made from what went in and what came out."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain, groupby
from typing import Any

from etl.catalogue import Catalogue
from etl.corrections import correction_files
from etl.declared import declared_regions
from etl.export.json_rows import json_rows
from etl.figures import Figure, Measure, Stage, dated
from etl.inputs import CheckedSource
from etl.intake.database import is_database
from etl.kinds import type_counts
from etl.schema_reference import LISTED, REFERENCE_TABLES
from etl.series import SeriesRows
from geo.artefact import Boundary
from geo.regions import RegionTree

Row = dict[str, Any]
ID_LENGTH = 12


@dataclass(frozen=True, slots=True)
class Release:
    """What is published: rows by table, and the record of the release."""

    release_id: str
    created_at: str
    first_month: str
    last_month: str
    report: Mapping[str, Any]
    tables: Mapping[str, list[Row]]

    def record(self) -> Row:
        """Return the row of the table ``release``."""
        return {
            "release_id": self.release_id,
            "created_at": self.created_at,
            "first_month": self.first_month,
            "last_month": self.last_month,
            "report": json.dumps(self.report, ensure_ascii=False, sort_keys=True),
        }


def figures_of(rows: Iterable[Row]) -> tuple[Figure, ...]:
    """Turn rows of published violations into figures; a record of which only the month is known counts at its end."""
    return tuple(
        Figure(
            record_id=row["record_id"],
            region_code=row["region_code"],
            election=row["election"],
            measure=Measure(row["measure"]),
            stage=Stage(row["stage"]),
            unit=row["unit"],
            count=row["count"],
            until=dated(day=row["period_end"], precision=row["date_precision"]),
        )
        for row in rows
    )


def release_tables(
    *,
    inputs: Mapping[str, list[Row]],
    series: SeriesRows,
    tree: RegionTree,
    boundaries: Iterable[Boundary],
    elections: Iterable[str],
) -> dict[str, list[Row]]:
    """Put together the rows of every table of the public database; order within a table is stable.

    Args:
        inputs: accepted rows by table name: violations, declarations with ``counts_from``, and all reference lists.
        series: the published minimum.
        tree: the regions.
        boundaries: the web boundaries.
        elections: the elections for which declarations are summed up.
    """
    pns = {row["region_code"]: row["pns_count"] for row in inputs["pns_count"]}
    return {
        "region": [
            {
                "region_code": region.code,
                "region_level": region.level.value,
                "name": region.name,
                "parent_code": region.parent,
                "pns_count": pns.get(region.code),
            }
            for region in tree
        ],
        "observation": series.observations,
        "number_source": series.sources,
        "number_note": series.notes,
        "violation": sorted(inputs["violations"], key=lambda row: row["record_id"]),
        "declaration": sorted(inputs["declarations"], key=lambda row: row["record_id"]),
        "declared": [
            {
                "region_code": item.region_code,
                "election": item.election,
                "first_declared": item.first_declared,
                "activity_count": item.activity_count,
            }
            for item in declared_regions(rows=inputs["declarations"], elections=elections)
        ],
        "election_stage": [_election_stage(row) for row in inputs["election_stages"]],
        "boundary": [
            {
                "region_level": boundary.level,
                "detail": boundary.detail,
                "file_name": boundary.file_name,
                "content_hash": boundary.content_hash,
                "points": boundary.points,
                "source": boundary.source,
                "body_br": boundary.body_br,
            }
            for boundary in boundaries
        ],
        "type_count": type_counts(inputs["violations"]),
        **{table.name: _listed(inputs[name]) for name, table in REFERENCE_TABLES.items()},
    }


def _election_stage(row: Row) -> Row:
    return {("stage" if name == "election_stage" else name): value for name, value in row.items()}


def _listed(rows: Iterable[Row]) -> list[Row]:
    """Number the rows of a reference list in the order of its file."""
    return [row | {LISTED: place} for place, row in enumerate(rows, start=1)]


def input_hashes(*, catalogue: Catalogue, sources: Iterable[CheckedSource]) -> dict[str, str]:
    """Return the SHA-256 of every published input and every declaration, by its name; of a database that of its rows.

    Records of agencies are left out: a plain hash would let anybody check a guess (see ``etl.fingerprint``).
    """
    sources = tuple(sources)
    paths = {
        item.source.called: catalogue.path_of(item.source) for item in sources if not is_database(item.source.location)
    }
    rows = {item.source.name: _rows_hash(item) for item in sources if is_database(item.source.location)}
    paths |= {path.name: path for path in sorted(catalogue.root.glob("*.yml"))}
    paths |= {f"{path.parent.name}/{path.name}": path for path in correction_files(catalogue)}
    return rows | {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in paths.items()}


def _rows_hash(item: CheckedSource) -> str:
    return hashlib.sha256("\n".join(sorted(_written(item.checked.accepted))).encode()).hexdigest()


def release_id(*, hashes: Mapping[str, str], tables: Mapping[str, list[Row]]) -> str:
    """Return the identity of a release: a hash of inputs, declarations and published rows, not of when it was made."""
    digest = hashlib.sha256(json.dumps(hashes, sort_keys=True).encode())
    for name in sorted(tables):
        for written in _written(tables[name]):
            digest.update(f"{name} {written}\n".encode())
    return digest.hexdigest()[:ID_LENGTH]


def _written(rows: Iterable[Row]) -> Iterator[str]:
    """Write rows in the one way in which equal rows are equal texts; those that follow each other mostly are alike."""
    for names, alike in groupby(rows, key=tuple):
        first = next(alike)
        # Boundaries count by the hash of their content: their compressed bytes depend on the library's version.
        columns = sorted(name for name in names if not isinstance(first[name], bytes))
        yield from json_rows(columns, (tuple(map(row.__getitem__, columns)) for row in chain([first], alike)))


def now() -> str:
    """Return the present moment in UTC, to the second."""
    return datetime.now(tz=UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
