"""Holds the rows of one file in memory: the mapped cells as they are, and of the key only a salted hash.

One pass over the file fills the table. Nothing is written to disk: the database has no folder for what does not fit
into its memory, so that a killed run leaves nothing behind, and a file too large for it is refused in words.
"""

import re
import resource
import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import duckdb

from etl.catalogue import Table
from etl.intake.relation import Relation, literal, only_row
from etl.microdata.plan import Plan
from etl.problems import Problem, expected
from etl.reading import UnreadableFileError

MEMORY = "1000MB"
THREADS = 2
CLOCK = (
    r"[ T,]+((pukul|jam|pkl\.?) )?[0-9]{1,2}[:.][0-9]{2}([:.][0-9]{2}([.,][0-9]+)?)?"
    r"( ?(am|pm|wib|wita|wit|[+]0[789]:?00))?$"
)
"""The time behind a date: it makes every cell different, and only the day is used.

Not one of another zone than those of Indonesia: 17.00 UTC is the next day there, and perhaps the next month.
"""

NO_KEY = ("", "-", "--", "\u2013", "\u2014", ".", "nihil", "tidakada", "n/a")
"""What people write where there is no number, small and without blanks; it tells no rows apart."""
LONGEST_NO_KEY = 12
"""Bytes; longer keys need not be compared with them."""
PLAIN_KEY = "[0-9A-Za-z]+"
UNSEEN_IN_KEY = "[\\p{Z}\\p{C}'\u2018\u2019`]+"
"""Blanks of every kind, invisible characters, and the text mark of Excel."""
PERSONAL_NUMBER = "[0-9](?:[./-]?[0-9]){15}(?:(?:[./-]?[0-9]){2})?"
"""A NIP of 18 or a NIK of 16 digits, perhaps in groups: the marks between them are a matter of taste."""


@dataclass(frozen=True, slots=True)
class Records:
    """The table ``tally_records`` of a connection: columns ``key`` (NULL where empty), ``m0``, ``m1``, ...

    Attributes:
        connection: the database in memory.
        relation: the file as it was opened.
        plan: what its columns are.
        fields: the field of each column m0, m1, ...
        cells: the SQL over the relation's view that each of these columns was made by.
        row_count: how many rows the table has; the n-th (rowid n) is the n-th row of the relation's view.
    """

    connection: duckdb.DuckDBPyConnection
    relation: Relation
    plan: Plan
    fields: tuple[str, ...]
    cells: tuple[str, ...]
    row_count: int

    @property
    def columns(self) -> tuple[str, ...]:
        """Name the columns of the mapped cells."""
        return tuple(f"m{number}" for number in range(len(self.fields)))


@contextmanager
def workspace(name: str) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a database in memory, for as long as one file is worked on.

    From then on a crash leaves no image of the memory behind, which would hold the rows.

    Args:
        name: what messages call the file.

    Raises:
        UnreadableFileError: the file is too large for the memory, or the database could not read it.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
    connection = duckdb.connect(":memory:", config={"memory_limit": MEMORY, "threads": THREADS, "temp_directory": ""})
    try:
        yield connection
    # What the database says may quote cells: its words go no further.
    except duckdb.OutOfMemoryException:
        raise UnreadableFileError(Problem(name, 0, "", "out_of_memory", expected=expected(MEMORY))) from None
    except duckdb.Error as error:
        raise UnreadableFileError(Problem(name, 0, "", "unreadable_file", value=type(error).__name__)) from None
    finally:
        connection.close()


def load_records(*, connection: duckdb.DuckDBPyConnection, relation: Relation, plan: Plan, table: Table) -> Records:
    """Read the mapped cells of a relation into ``tally_records``, in the order of its rows."""
    fields = tuple(plan.fields)
    cells = tuple(_cell(f"c{plan.fields[name]}", kind=table.field(name).type) for name in fields)
    connection.execute(f"CREATE TABLE tally_records AS {records_query(relation=relation, plan=plan, cells=cells)}")
    (row_count,) = only_row(connection, "SELECT count(*) FROM tally_records")
    return Records(connection, relation, plan, fields, cells, row_count)


def records_query(*, relation: Relation, plan: Plan, cells: Sequence[str]) -> str:
    """Return the query for the records of a relation.

    It must read straight from the file: only then are the rows in their order, by which they are found again.
    """
    chosen = [f"{_key(plan.keys)} AS key", *(f"{cell} AS m{number}" for number, cell in enumerate(cells))]
    return f"SELECT {', '.join(chosen)} FROM {relation.view}"  # noqa: S608 (names of our own)


def distinct_texts(records: Records, column: str, *, limit: int) -> list[str]:
    """List the different texts of a column, the most frequent first."""
    sql = (
        f"SELECT {column} FROM tally_groups WHERE {column} IS NOT NULL"  # noqa: S608 (names of our own)
        f" GROUP BY 1 ORDER BY sum(n) DESC, 1 LIMIT {limit}"
    )
    return [text for (text,) in records.connection.execute(sql).fetchall()]


def group_records(records: Records) -> None:
    """Count the rows with the same mapped cells, in a table ``tally_groups`` with their number ``n``."""
    columns = "".join(f"{column}, " for column in records.columns)
    records.connection.execute(
        f"CREATE TABLE tally_groups AS SELECT {columns}count(*) AS n FROM tally_records GROUP BY ALL"  # noqa: S608 (names of our own)
    )


def fill_values(records: Records, column: str, values: Mapping[str, str]) -> None:
    """Write what the texts of a column mean into a table ``tally_<column>`` (raw, value)."""
    records.connection.execute(f"CREATE TABLE tally_{column} (raw VARCHAR, value VARCHAR)")
    records.connection.execute(
        f"INSERT INTO tally_{column} SELECT unnest(?::VARCHAR[]), unnest(?::VARCHAR[])",
        [list(values), list(values.values())],
    )


def _cell(column: str, *, kind: str) -> str:
    if kind != "date":
        return column
    return f"CASE WHEN contains({column}, ':') THEN regexp_replace({column}, '(?i){CLOCK}', '') ELSE {column} END"


def _key(ordinals: Sequence[int]) -> str:
    """Return the expression of the key: blanks, capitals and marks in a NIP make no difference, an empty one is NULL.

    A sign for nothing is as good as empty. The salt is new for every file and kept nowhere: a hash tells nothing, and
    cannot be compared with another's.
    """
    if not ordinals:
        return "0::UBIGINT"
    parts = [_key_part(f"c{ordinal}") for ordinal in ordinals]
    empty = " AND ".join(map(_no_key, ordinals, parts))
    return f"CASE WHEN {empty} THEN NULL ELSE hash('{secrets.token_hex(16)}', {', '.join(parts)}) END"


def _key_part(cell: str) -> str:
    """Return the expression of a cell of the key as it is compared; most keys are plain and pass quickly."""
    seen = f"regexp_replace({cell}, {literal(UNSEEN_IN_KEY)}, '', 'g')"
    digits = f"regexp_replace({seen}, '[./-]', '', 'g')"
    marked = f"CASE WHEN regexp_full_match({seen}, {literal(PERSONAL_NUMBER)}) THEN {digits} ELSE {seen} END"
    return f"lower(CASE WHEN regexp_full_match({cell}, '{PLAIN_KEY}') THEN {cell} ELSE {marked} END)"


def _no_key(ordinal: int, part: str) -> str:
    """Return the expression that tells whether a cell of the key is as good as empty.

    Never with IN: the database would join the list to the rows, and the rows would lose their order.
    """
    pattern = literal(f"^({'|'.join(map(re.escape, NO_KEY))})$")
    return f"(c{ordinal} IS NULL OR (strlen(c{ordinal}) <= {LONGEST_NO_KEY} AND regexp_matches({part}, {pattern})))"
