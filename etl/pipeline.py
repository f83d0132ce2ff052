"""One run of the pipeline: read, check, work out the published minimum, publish; I/O stays at the two ends."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine

from etl.account import Account, account_of_figures, account_of_records
from etl.catalogue import Catalogue, Language
from etl.corrections import correct, correction_counts, correction_rows, load_corrections
from etl.declared import counts_from
from etl.disclosure import UNITS
from etl.figures import Figure, months_of
from etl.inputs import CheckedSource, check_sources, quarantine, rows_by_table
from etl.microdata.source import STEPS, CountedSource
from etl.microdata.tallies import tallies
from etl.minimum import totals_below_events
from etl.progress import Display
from etl.publish import Outcome, RenderedFile, publish
from etl.quarantine import run_folder
from etl.records import (
    ProtectedRecords,
    Protection,
    count_sources,
    protect_records,
    record_fingerprints,
    record_sources,
)
from etl.release import Release, figures_of, input_hashes, now, release_id, release_tables
from etl.rendering import file_count, render_files
from etl.report import coverage, national_totals
from etl.series import SeriesRows, build_series
from etl.suppressed import suppressed_before
from geo.artefact import Boundary
from geo.regions import RegionTree
from geo.wording import Wording

Rows = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Workplace:
    """What a run works with."""

    catalogue: Catalogue
    tree: RegionTree
    boundaries: tuple[Boundary, ...]
    engine: Engine
    quarantine: Path
    display: Display
    wording: Wording
    lang: Language
    today: date


@dataclass(frozen=True, slots=True)
class Prepared:
    """What a run read and worked out; ``release`` is None where too much was refused."""

    accounts: tuple[Account, ...]
    quarantined: tuple[Path, ...]
    release: Release | None
    review: tuple[tuple[Figure, int], ...] = ()
    protections: tuple[Protection, ...] = ()


@dataclass(frozen=True, slots=True)
class RunResult(Prepared):
    """What a run read, found and published; ``outcome`` is None where too much was refused."""

    outcome: Outcome | None = None


def run(place: Workplace) -> RunResult:
    """Read, check and publish; a release is published whole or not at all.

    Raises:
        UnreadableFileError: a file cannot be used at all.
        SQLAlchemyError: the database cannot be reached or written.
    """
    prepared = prepare(place, quarantine_folder=run_folder(place.quarantine))
    outcome = _publish(place, prepared.release) if prepared.release else None
    return RunResult(**{field.name: getattr(prepared, field.name) for field in fields(prepared)}, outcome=outcome)


def prepare(place: Workplace, *, quarantine_folder: Path | None = None, release_id: str | None = None) -> Prepared:
    """Read, check and work out a release in memory; of the database only what releases suppress is read.

    Args:
        place: what is worked with.
        quarantine_folder: where refused rows are kept; None: nothing at all is written.
        release_id: a release of the database to work out again; None: a new one.

    Raises:
        UnreadableFileError: a file cannot be used at all, or a correction fits no row.
        CatalogueError: a source of records is not declared as it must be.
        DisclosureError: a small count of records could be worked out.
    """
    sources = _read(place)
    counted = _count(place, quarantine_folder)
    quarantined = (
        *_set_aside(place, sources, quarantine_folder),
        *(item.quarantined for item in counted if item.quarantined is not None),
    )
    accounts = (*map(account_of_figures, sources), *map(account_of_records, counted))
    if not all(account.tolerated for account in accounts):
        return Prepared(accounts=accounts, quarantined=quarantined, release=None)
    rows = _with_counts_from(_corrected(place, rows_by_table(sources)))
    figures = figures_of(rows["violations"])
    series = _reconcile(place, figures)
    records = _protect(place, counted, series, release_id)
    hashes = input_hashes(catalogue=place.catalogue, sources=sources) | record_fingerprints(counted)
    return Prepared(
        accounts=accounts,
        quarantined=quarantined,
        release=_release(
            place, sources=sources, hashes=hashes, rows=rows, figures=figures, series=series, records=records
        ),
        review=totals_below_events(figures),
        protections=records.protections,
    )


def _publish(place: Workplace, release: Release) -> Outcome:
    def render(connection: Connection, release_id: str) -> Iterable[RenderedFile]:
        return render_files(connection=connection, release_id=release_id, catalogue=place.catalogue)

    total = sum(map(len, release.tables.values())) + file_count(place.catalogue)
    with place.display.step(place.wording.text("step_publish", place.lang), total=total) as advance:
        return publish(engine=place.engine, new=release, render=render, advance=advance)


def _read(place: Workplace) -> tuple[CheckedSource, ...]:
    with place.display.step(place.wording.text("step_read", place.lang), total=len(place.catalogue.sources)) as advance:
        return check_sources(catalogue=place.catalogue, today=place.today, advance=advance)


def _count(place: Workplace, folder: Path | None) -> tuple[CountedSource, ...]:
    sources = record_sources(place.catalogue)
    if not sources:
        return ()
    title = place.wording.text("step_count_records", place.lang)
    with place.display.step(title, total=STEPS * len(sources)) as advance:
        return count_sources(
            catalogue=place.catalogue,
            tree=place.tree,
            today=place.today,
            folder=folder,
            wording=place.wording,
            lang=place.lang,
            advance=advance,
        )


def _protect(
    place: Workplace, counted: tuple[CountedSource, ...], series: SeriesRows, release_id: str | None
) -> ProtectedRecords:
    found = tallies(counted=counted, catalogue=place.catalogue, tree=place.tree)
    if not found:
        return protect_records(found, catalogue=place.catalogue, tree=place.tree, observations=(), before={})
    before = suppressed_before(engine=place.engine, catalogue=place.catalogue, release_id=release_id)
    title = place.wording.text("step_protect", place.lang)
    with place.display.step(title, total=UNITS * len(found)) as advance:
        return protect_records(
            found,
            catalogue=place.catalogue,
            tree=place.tree,
            observations=series.observations,
            before=before,
            advance=advance,
        )


def _set_aside(place: Workplace, sources: tuple[CheckedSource, ...], folder: Path | None) -> tuple[Path, ...]:
    if folder is None:
        return ()
    return quarantine(sources=sources, folder=folder, wording=place.wording, lang=place.lang)


def _corrected(place: Workplace, rows: Rows) -> Rows:
    """Make the corrections, and put them beside the rows as a table of their own."""
    filed = load_corrections(place.catalogue)
    made = correct(catalogue=place.catalogue, rows=rows, corrections=filed, today=place.today)
    return made | {"corrections": correction_rows(catalogue=place.catalogue, rows=rows, corrections=filed)}


def _with_counts_from(rows: Rows) -> Rows:
    declarations = [
        row
        | {
            "counts_from": counts_from(
                day=row["date"], precision=row["date_precision"], published=row["source_published"]
            )
        }
        for row in rows["declarations"]
    ]
    return rows | {"declarations": declarations}


def _reconcile(place: Workplace, figures: tuple[Figure, ...]) -> SeriesRows:
    groups = {(figure.election, figure.unit) for figure in figures}
    with place.display.step(
        place.wording.text("step_reconcile", place.lang), total=len(groups) * len(months_of(figures))
    ) as advance:
        return build_series(figures=figures, tree=place.tree, advance=advance)


def _release(
    place: Workplace,
    *,
    sources: tuple[CheckedSource, ...],
    hashes: dict[str, str],
    rows: Rows,
    figures: tuple[Figure, ...],
    series: SeriesRows,
    records: ProtectedRecords,
) -> Release:
    elections = place.catalogue.tables["violations"].field("election").codes
    tables = release_tables(
        inputs=rows, series=series, tree=place.tree, boundaries=place.boundaries, elections=elections
    ) | {"correction": rows["corrections"], **records.tables}
    months = months_of(figures)
    return Release(
        release_id=release_id(hashes=hashes, tables=tables),
        created_at=now(),
        first_month=months[0],
        last_month=months[-1],
        report={
            "rows": {item.source.name: {"read": item.raw.row_count, "refused": item.refused} for item in sources},
            "corrections": correction_counts(rows["corrections"]),
            "coverage": coverage(tables=tables, tree=place.tree),
            "totals": national_totals(tables["observation"]),
            "records": sorted(source.name for source in record_sources(place.catalogue)),
            "disclosure": [protection.public() for protection in records.protections],
            "inputs": hashes,
        },
        tables=tables,
    )
