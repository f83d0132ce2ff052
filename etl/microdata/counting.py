"""Decides in the database which records are accepted, and counts them; what is refused is only listed by position."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pyarrow as pa

from etl.catalogue_models import Coverage
from etl.intake.relation import literal, only_row
from etl.microdata.layout import ELECTION, MONTH_LENGTH, REGION, Layout
from etl.microdata.records import Records
from geo.regions import NATIONAL, PROVINCE_LENGTH

KEYS_AT_ONCE = 3_000_000
"""Different keys that are compared at one time, so that the memory needed does not grow with the file."""

Group = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """Accepted records by region, election and dimensions, and how many rows were refused."""

    counts: Mapping[Group, int]
    refused: int


def count_records(
    records: Records, *, constants: Mapping[str, str], layout: Layout, coverage: Coverage | None
) -> Counted:
    """Count the accepted records; positions of the others stand in ``tally_refused`` afterwards.

    A row is accepted where every cell means something, region and month are covered, and its key is there and stands
    in no earlier accepted row.

    Args:
        records: the rows, with their groups and what their cells mean.
        constants: field -> value of every row.
        layout: by what is counted.
        coverage: for what the source is complete; None: everything passes.
    """
    values = {name: f"v{number}.value" for number, name in enumerate(records.fields)}
    values |= {name: literal(value) for name, value in constants.items()}
    _classify(records, values, layout, coverage)
    _refuse_groups(records)
    _refuse_keys(records)
    _refuse_doubled(records)
    (refused,) = only_row(records.connection, "SELECT count(*) FROM tally_refused")
    return Counted(counts=_counts(records, layout), refused=refused)


def _classify(records: Records, values: Mapping[str, str], layout: Layout, coverage: Coverage | None) -> None:
    """Make ``tally_classes``: the groups with what they mean, and whether they are accepted."""
    period, *others = (values[name] for name in layout.fields)
    month = f"left({period}, {MONTH_LENGTH})"
    wanted = [values[REGION], values[ELECTION], month, *others]
    chosen = ", ".join(f"{value} AS d{number}" for number, value in enumerate(wanted))
    whole = " AND ".join(f"{value} IS NOT NULL" for value in values.values())
    inside = _inside(coverage, region=values[REGION], month=month, election=values[ELECTION])
    joins = " ".join(
        f"LEFT JOIN tally_{column} v{number} ON v{number}.raw = g.{column}"
        for number, column in enumerate(records.columns)
    )
    records.connection.execute(
        f"CREATE TABLE tally_classes AS SELECT g.*, {chosen}, ({whole}) AND coalesce({inside}, false) AS accepted"  # noqa: S608 (names of our own)
        f" FROM tally_groups g {joins}"
    )


def _inside(coverage: Coverage | None, *, region: str, month: str, election: str) -> str:
    if coverage is None:
        return "true"
    codes, elections = (", ".join(map(literal, names)) for names in (coverage.regions, coverage.elections))
    here = f"{region} IN ({codes}) OR left({region}, {PROVINCE_LENGTH}) IN ({codes})"
    regions = "true" if NATIONAL in coverage.regions else here
    months = f"{month} BETWEEN {literal(coverage.first)} AND {literal(coverage.last)}"
    return f"({regions}) AND {months} AND {election} IN ({elections})"


def _refuse_groups(records: Records) -> None:
    """Begin ``tally_refused`` (position, position of the first row with the same key) with rows of refused groups."""
    same = _same(records, "r", "g")
    records.connection.execute(
        "CREATE TABLE tally_refused AS SELECT r.rowid AS position, NULL::BIGINT AS first"  # noqa: S608 (names of our own)
        f" FROM tally_records r JOIN (FROM tally_classes WHERE NOT accepted) g ON {same}"
    )


def _same(records: Records, left: str, right: str) -> str:
    return " AND ".join(f"{left}.{c} IS NOT DISTINCT FROM {right}.{c}" for c in records.columns) or "true"


def _refuse_keys(records: Records) -> None:
    records.connection.execute(
        "INSERT INTO tally_refused SELECT rowid, NULL FROM tally_records"
        " WHERE key IS NULL AND rowid NOT IN (SELECT position FROM tally_refused)"
    )


def _refuse_doubled(records: Records) -> None:
    """Refuse rows whose key stands in an earlier accepted row."""
    if not records.plan.keys:
        return
    run = records.connection.execute
    run("CREATE TABLE tally_doubled (key UBIGINT)")
    parts = records.row_count // KEYS_AT_ONCE + 1
    for part in range(parts):
        run(
            "INSERT INTO tally_doubled SELECT key FROM tally_records"  # noqa: S608 (names of our own)
            f" WHERE key % {parts} = {part} GROUP BY key HAVING count(*) > 1"
        )
    run(
        "CREATE TABLE tally_rivals AS SELECT r.rowid AS position, r.key FROM tally_records r"
        " SEMI JOIN tally_doubled USING (key) ANTI JOIN tally_refused f ON f.position = r.rowid"
    )
    run(
        "INSERT INTO tally_refused SELECT r.position, f.first FROM tally_rivals r"
        " JOIN (SELECT key, min(position) AS first FROM tally_rivals GROUP BY key) f"
        " ON f.key = r.key AND r.position > f.first"
    )


def _counts(records: Records, layout: Layout) -> dict[Group, int]:
    """Add up the accepted groups, without the rows of them that were refused for their key; the result is in order."""
    columns = ", ".join(f"d{number}" for number in range(len(layout.fields) + 2))
    found = records.connection.sql(
        f"SELECT {columns}, sum(n)::BIGINT AS n FROM (SELECT {columns}, n FROM tally_classes WHERE accepted"  # noqa: S608 (names of our own)
        f" UNION ALL SELECT {columns}, -1 FROM tally_refused f JOIN tally_records r ON r.rowid = f.position"
        f" JOIN tally_classes g ON {_same(records, 'r', 'g')} WHERE g.accepted)"
        " GROUP BY ALL HAVING sum(n) <> 0 ORDER BY ALL"
    ).to_arrow_table()
    *values, numbers = found.columns
    return dict(zip(zip(*map(_shared, values), strict=True), numbers.to_pylist(), strict=True))


def _shared(texts: pa.ChunkedArray) -> Iterator[str]:
    """Yield texts, equal ones as the same object: there are few, and what comes after compares them often."""
    for chunk in texts.chunks:
        coded = chunk.dictionary_encode()
        yield from map(coded.dictionary.to_pylist().__getitem__, coded.indices.to_pylist())
