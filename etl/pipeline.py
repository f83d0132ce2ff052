"""One run of the pipeline: read, check, work out the published minimum, publish; I/O stays at the two ends."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine

from etl.catalogue import Catalogue
from etl.corrections import correct, correction_counts, correction_rows, load_corrections
from etl.declared import counts_from
from etl.figures import Figure, months_of
from etl.inputs import CheckedSource, check_sources, quarantine, rows_by_table
from etl.minimum import totals_below_events
from etl.progress import Display
from etl.publish import Outcome, RenderedFile, publish
from etl.release import Release, figures_of, input_hashes, now, release_id, release_tables
from etl.rendering import file_count, render_files
from etl.report import coverage, national_totals
from etl.series import SeriesRows, build_series
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
    lang: str
    today: date


@dataclass(frozen=True, slots=True)
class Prepared:
    """What a run read and worked out; ``release`` is None where too much was refused."""

    sources: tuple[CheckedSource, ...]
    quarantined: tuple[Path, ...]
    release: Release | None
    review: tuple[tuple[Figure, int], ...] = ()


@dataclass(frozen=True, slots=True)
class RunResult:
    """What a run read, found and published; ``release`` is None where too much was refused."""

    sources: tuple[CheckedSource, ...]
    quarantined: tuple[Path, ...]
    release: Release | None
    outcome: Outcome | None
    review: tuple[tuple[Figure, int], ...]


def run(place: Workplace) -> RunResult:
    """Read, check and publish; a release is published whole or not at all.

    Raises:
        UnreadableFileError: a file cannot be used at all.
        SQLAlchemyError: the database cannot be reached or written.
    """
    folder = place.quarantine / f"{datetime.now().astimezone():%Y%m%d-%H%M%S}"
    prepared = prepare(place, quarantine_folder=folder)
    release = prepared.release
    return RunResult(
        sources=prepared.sources,
        quarantined=prepared.quarantined,
        release=release,
        outcome=_publish(place, release) if release else None,
        review=prepared.review,
    )


def prepare(place: Workplace, *, quarantine_folder: Path | None = None) -> Prepared:
    """Read, check and work out a release in memory; the database is not touched.

    Args:
        place: what is worked with.
        quarantine_folder: where refused rows are kept; None: nothing at all is written.

    Raises:
        UnreadableFileError: a file cannot be used at all, or a correction fits no row.
    """
    sources = _read(place)
    quarantined = _set_aside(place, sources, quarantine_folder)
    if not all(source.tolerated for source in sources):
        return Prepared(sources=sources, quarantined=quarantined, release=None)
    rows = _with_counts_from(_corrected(place, rows_by_table(sources)))
    figures = figures_of(rows["violations"])
    series = _reconcile(place, figures)
    return Prepared(
        sources=sources,
        quarantined=quarantined,
        release=_release(place, sources=sources, rows=rows, figures=figures, series=series),
        review=totals_below_events(figures),
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
    rows: Rows,
    figures: tuple[Figure, ...],
    series: SeriesRows,
) -> Release:
    elections = place.catalogue.tables["violations"].field("election").codes
    tables = release_tables(
        inputs=rows, series=series, tree=place.tree, boundaries=place.boundaries, elections=elections
    ) | {"correction": rows["corrections"]}
    months = months_of(figures)
    hashes = input_hashes(catalogue=place.catalogue)
    return Release(
        release_id=release_id(hashes=hashes, tables=tables),
        created_at=now(),
        first_month=months[0],
        last_month=months[-1],
        report={
            "rows": {
                source.source.name: {"read": source.raw.row_count, "refused": source.refused} for source in sources
            },
            "corrections": correction_counts(rows["corrections"]),
            "coverage": coverage(tables=tables, tree=place.tree),
            "totals": national_totals(tables["observation"]),
            "inputs": hashes,
        },
        tables=tables,
    )
