"""Decides what each column of a file is: a field, a key, or a column that is read past; nothing else may pass."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NoReturn

from etl.catalogue import CatalogueError, Source, Table
from etl.intake.headings import column_letters
from etl.microdata.layout import ELECTION
from etl.problems import Expected, Problem, expected
from etl.reading import UnreadableFileError
from etl.values.personal import safe_value
from etl.values.spelling import plain, tidy
from etl.values.vocabulary import Vocabulary

KEY = "key"
DROP = "drop"
KEY_HEADINGS = ("kunci", "key")


@dataclass(frozen=True, slots=True)
class Plan:
    """What the columns of one file are.

    Attributes:
        fields: field -> ordinal of its column.
        constants: field -> the value that every row has.
        keys: ordinals of the columns that tell rows apart.
        headings: the heading of every field that has a column, as messages may show it.
    """

    fields: Mapping[str, int]
    constants: Mapping[str, str]
    keys: tuple[int, ...]
    headings: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Found:
    """The columns of a file as it was opened.

    Attributes:
        name: what messages call the file.
        headers: the headings in order.
        header_row: the row that holds them, 0 where there is none.
        vocabulary: texts that messages may show.
    """

    name: str
    headers: Sequence[str]
    header_row: int
    vocabulary: Vocabulary


def roles(*, table: Table, source: Source) -> dict[str, str]:
    """Return what each plain heading stands for: a field, ``key`` or ``drop``.

    A source that names no columns has the declared headings: a field's heading, its public name, or a title.
    """
    if source.columns:
        return {plain(heading): role for heading, role in source.columns.items()}
    found = {plain(heading): KEY for heading in KEY_HEADINGS} if table.holds_records else {}
    for headings in zip(*(_headings(table, name) for name in table.names), strict=True):
        for heading, name in zip(headings, table.names, strict=True):
            found.setdefault(plain(heading), name)
    return found


def plan_columns(*, table: Table, source: Source, found: Found) -> Plan:
    """Assign every column of a file.

    Raises:
        CatalogueError: a constant is declared for a field that has a column.
        UnreadableFileError: a column is not declared, stands twice or is missing.
    """
    known = roles(table=table, source=source)
    assigned = [(ordinal, known.get(plain(heading))) for ordinal, heading in enumerate(found.headers)]
    _refuse_undeclared([ordinal for ordinal, role in assigned if role is None], found, source)
    fields = _fields(assigned, found)
    keys = tuple(ordinal for ordinal, role in assigned if role == KEY)
    _refuse_two_values(source, fields)
    _refuse_missing_headings(source, found)
    _refuse_missing_fields(table, {*fields, *source.constants}, found)
    return Plan(
        fields={name: fields[name] for name in table.names if name in fields},
        constants=source.constants,
        keys=keys,
        headings={name: tidy(found.headers[ordinal]) for name, ordinal in fields.items()},
    )


def check_records_declaration(*, source: Source) -> None:
    """Refuse a source of records that does not say what tells its rows apart, and for what it is complete.

    Raises:
        CatalogueError: no column is the key, or the coverage or its elections are missing.
    """
    if source.columns and KEY not in source.columns.values():
        raise CatalogueError(
            f"sources.yml: {source.name}.columns: no column tells the rows apart; declare one as 'key',"
            " such as the case number or the NIP (it is never kept)"
        )
    if source.coverage is None:
        raise CatalogueError(
            f"sources.yml: {source.name}.coverage: missing; add regions, first and last, such as"
            ' coverage: {regions: ["34"], first: "2024-01", last: "2024-11"}'
        )
    if ELECTION not in source.constants and not source.coverage.elections:
        raise CatalogueError(
            f"sources.yml: {source.name}.coverage.elections: missing; name the elections for which the records are"
            f" complete, such as elections: [pilkada-2024], or the one of all rows under constants: {ELECTION}"
        )


def check_key_found(*, plan: Plan, found: Found) -> None:
    """Refuse a file of records in which nothing tells the rows apart.

    Raises:
        UnreadableFileError: no column is the key.
    """
    if not plan.keys:
        _refuse(found, "", "missing_key", wanted=expected(", ".join(KEY_HEADINGS)))


def _headings(table: Table, name: str) -> tuple[str, ...]:
    column = next(column for column in table.layout if column.field.name == name)
    return (column.header, column.field.public, column.field.title.id, column.field.title.en)


def check_declaration(*, table: Table, source: Source) -> None:
    """Refuse a source that names what its table does not have, or one field twice.

    Raises:
        CatalogueError: with what is wrong, and what there is.
    """
    for key, names in _declared_names(source):
        for name in names:
            if name not in table.names:
                known = ", ".join((*table.names, *((KEY, DROP) if key == "columns" else ())))
                raise CatalogueError(f"sources.yml: {source.name}.{key}: no field {name!r}; fields are {known}")
    fields = [role for role in source.columns.values() if role not in {KEY, DROP}]
    doubled = [name for name in fields if fields.count(name) > 1 or name in source.constants]
    if doubled:
        raise CatalogueError(f"sources.yml: {source.name}: {doubled[0]} is declared twice; name one column or constant")


def _declared_names(source: Source) -> Iterator[tuple[str, list[str]]]:
    yield "columns", [role for role in source.columns.values() if role not in {KEY, DROP}]
    yield "values", list(source.values)
    yield "constants", list(source.constants)


def _refuse_undeclared(ordinals: Sequence[int], found: Found, source: Source) -> None:
    if not ordinals:
        return
    names = [
        f"{column_letters(ordinal)} '{safe_value(found.headers[ordinal], found.vocabulary)}'" for ordinal in ordinals
    ]
    _refuse(found, "", "undeclared_column", value=", ".join(names), wanted=expected(source.name))


def _fields(assigned: Sequence[tuple[int, str | None]], found: Found) -> dict[str, int]:
    fields: dict[str, int] = {}
    for ordinal, role in assigned:
        if role in {None, KEY, DROP}:
            continue
        name = str(role)
        if name in fields:
            letters = f"{column_letters(fields[name])}, {column_letters(ordinal)}"
            _refuse(found, tidy(found.headers[ordinal]), "two_columns", value=letters, wanted=expected(name))
        fields[name] = ordinal
    return fields


def _refuse_two_values(source: Source, fields: Mapping[str, int]) -> None:
    """Refuse a constant beside a column: where they differ, nobody can tell which is right."""
    for name in source.constants:
        if name in fields:
            raise CatalogueError(
                f"sources.yml: {source.name}.constants.{name}: the file has a column for it; remove the constant,"
                " or declare all columns and drop that one"
            )


def _refuse_missing_headings(source: Source, found: Found) -> None:
    """A dropped column may be missing: whoever leaves names out does well."""
    there = {plain(heading) for heading in found.headers}
    for heading, role in source.columns.items():
        if role != DROP and plain(heading) not in there:
            _refuse(found, heading, "missing_heading", wanted=expected(role))


def _refuse_missing_fields(table: Table, there: set[str], found: Found) -> None:
    for column in table.layout:
        name = column.field.name
        if column.required and name not in there:
            _refuse(found, name, "missing_field", wanted=expected(", ".join(dict.fromkeys(_headings(table, name)))))


def _refuse(found: Found, column: str, code: str, *, value: str = "", wanted: Expected) -> NoReturn:
    raise UnreadableFileError(Problem(found.name, found.header_row, column, code, value=value, expected=wanted))
