"""Verifies the current release: works it out again from its inputs and compares every number and every file.

Nothing is written, neither to the database nor to the quarantine, and the site may run meanwhile.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, func, select

from etl.comparison import rows_of_release
from etl.engine import snapshot_of
from etl.findings import Finding
from etl.history import NoReleaseError
from etl.pipeline import Workplace, prepare
from etl.publish import has_tables, require_columns
from etl.reading import UnreadableFileError
from etl.release import Release
from etl.schema import release
from etl.verify_files import damaged_boundaries, damaged_files, differing_files, kept_files
from etl.verify_rows import differing_rows

# The rest of a report tells how the run went, which may differ without any number being another.
REPORTED = ("corrections", "coverage", "disclosure", "records", "rows", "totals")
TAKEN = "audit_seconds"
"""How long something took differs from time to time."""

Record = Mapping[str, Any]
Advance = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Verification:
    """What was compared, and everything that differs."""

    release_id: str
    rows: int
    files: int
    findings: tuple[Finding, ...]


def verify(place: Workplace) -> Verification:
    """Compare the current release with what its inputs gave on the day it was made: tomorrow's dates come true.

    Raises:
        NoReleaseError: the database holds no current release.
        ForeignSchemaError: the database holds tables of another version of this project.
    """
    with snapshot_of(place.engine) as connection:
        record = _current(connection)
    day = min(place.today, _day_of(record))
    again, unread = _work_out(replace(place, today=day), record["release_id"])
    with snapshot_of(place.engine) as connection:
        return _compare(place, connection, again, unread)


def _compare(
    place: Workplace, connection: Connection, again: Release | None, unread: tuple[Finding, ...]
) -> Verification:
    record = _current(connection)
    release_id = record["release_id"]
    rows, files = _row_count(connection, release_id), kept_files(connection=connection, release_id=release_id)
    with place.display.step(place.wording.text("verify_step", place.lang), total=rows + len(files)) as advance:
        findings = (
            *unread,
            *damaged_files(files=files),
            *damaged_boundaries(connection=connection, release_id=release_id),
            *(() if again is None else _differences(connection, record, again, advance)),
            *differing_files(
                connection=connection,
                release_id=release_id,
                catalogue=place.catalogue,
                files=files,
                advance=advance,
            ),
        )
    return Verification(release_id, rows=rows, files=len(files), findings=findings)


def _day_of(record: Record) -> date:
    """Return the day on which a release was made, as the calendar here had it."""
    return datetime.fromisoformat(record["created_at"]).astimezone().date()


def _current(connection: Connection) -> Record:
    if not has_tables(connection):
        raise NoReleaseError
    require_columns(connection)
    record = connection.execute(select(release).where(release.c.is_current)).mappings().first()
    if record is None:
        raise NoReleaseError
    return dict(record)


def _work_out(place: Workplace, release_id: str) -> tuple[Release | None, tuple[Finding, ...]]:
    try:
        prepared = prepare(place, release_id=release_id)
    except UnreadableFileError as error:
        reason = error.problem.sentence(wording=place.wording, lang=place.lang)
        return None, (Finding("not_worked_out", values={"reason": reason}),)
    refused = [account.name for account in prepared.accounts if not account.tolerated]
    findings = [Finding("too_many_refused", values={"file": name}) for name in refused]
    return prepared.release, tuple(findings)


def _row_count(connection: Connection, release_id: str) -> int:
    counts = (
        connection.scalar(select(func.count()).select_from(table).where(table.c.release_id == release_id))
        for table in rows_of_release()
    )
    return sum(count or 0 for count in counts)


def _differences(connection: Connection, record: Record, again: Release, advance: Advance) -> list[Finding]:
    kept = json.loads(record["report"])
    rows = differing_rows(connection=connection, release_id=record["release_id"], tables=again.tables, advance=advance)
    findings = [
        *_differing_inputs(kept.get("inputs", {}), again.report["inputs"]),
        *_differing_record(record, kept, again),
        *rows,
    ]
    if not findings and again.release_id != record["release_id"]:
        findings = [Finding("identity", values={"kept": record["release_id"], "again": again.release_id})]
    return findings


def _differing_inputs(kept: Mapping[str, str], again: Mapping[str, str]) -> Iterator[Finding]:
    for name in sorted(kept.keys() | again.keys()):
        if kept.get(name) != again.get(name):
            code = "input_new" if name not in kept else "input_gone" if name not in again else "input_changed"
            yield Finding(code, values={"file": name})


def _differing_record(record: Record, kept: Mapping[str, Any], again: Release) -> Iterator[Finding]:
    for name in ("first_month", "last_month"):
        if record[name] != getattr(again, name):
            yield Finding("record", values={"column": name, "kept": record[name], "again": getattr(again, name)})
    wanted = json.loads(again.record()["report"])
    for name in REPORTED:
        if _without_times(kept.get(name)) != _without_times(wanted.get(name)):
            yield Finding("report", values={"part": name})


def _without_times(part: Any) -> Any:  # noqa: ANN401 (a part of a report is of any kind)
    if not isinstance(part, list):
        return part
    return [
        {name: value for name, value in item.items() if name != TAKEN} if isinstance(item, dict) else item
        for item in part
    ]
