"""Reads the reference lists of a release from the database."""

import re
from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import Connection, RowMapping, Table, select

from dashboard.reference import Channel, Prohibition, Reference, Regulation, ViolationType, Vulnerability
from etl import schema_reference as schema
from geo.wording import LANGUAGES

RULE = re.compile(r"\[(?P<rules>[^\]]+)\]\s*")
"""Leads the description of a forbidden act: which rules forbid it."""


def read_reference(connection: Connection, release_id: str) -> Reference:
    """Read the lists of one release."""

    def rows(table: Table) -> Iterable[RowMapping]:
        chosen = select(table).where(table.c.release_id == release_id).order_by(table.c[schema.LISTED])
        return connection.execute(chosen).mappings()

    return Reference(
        vulnerability=_by_region(map(_vulnerability, rows(schema.vulnerability))),
        violation_types=tuple(map(_violation_type, rows(schema.violation_type))),
        prohibitions=tuple(map(_prohibition, rows(schema.prohibition))),
        regulations=tuple(map(_regulation, rows(schema.regulation))),
        channels=tuple(map(_channel, rows(schema.reporting_channel))),
    )


def _by_region(found: Iterable[Vulnerability]) -> dict[str, tuple[Vulnerability, ...]]:
    grouped: dict[str, list[Vulnerability]] = defaultdict(list)
    for item in found:
        grouped[item.region].append(item)
    return {code: tuple(items) for code, items in grouped.items()}


def _vulnerability(row: RowMapping) -> Vulnerability:
    return Vulnerability(
        region=row["region_code"],
        level=row["region_level"],
        score=row["score"],
        rank=row["rank"],
        rank_scope=row["rank_scope"],
        url=row["source_url"],
        publisher=row["source_publisher"],
        published=row["source_published"],
        note=row["note"],
    )


def _violation_type(row: RowMapping) -> ViolationType:
    return ViolationType(row["violation_type"], {lang: row[f"label_{lang}"] for lang in LANGUAGES})


def _prohibition(row: RowMapping) -> Prohibition:
    said = {lang: row[f"description_{lang}"] for lang in LANGUAGES}
    led = {lang: found for lang, words in said.items() if (found := RULE.match(words))}
    return Prohibition(
        violation_type=row["violation_type"],
        rules={lang: found["rules"] for lang, found in led.items()},
        acts={lang: words[led[lang].end() :] if lang in led else words for lang, words in said.items()},
        legal_basis=row["legal_basis"],
        sanction=row["sanction"],
        url=row["source_url"],
    )


def _regulation(row: RowMapping) -> Regulation:
    return Regulation(row["short_name"], row["title_id"], row["year"], row["what_it_says"], row["source_url"])


def _channel(row: RowMapping) -> Channel:
    return Channel(
        name=row["channel"],
        operator=row["operator"],
        audience=row["audience"],
        contact=row["url_or_contact"],
        state=row["channel_state"],
        url=row["source_url"],
        note=row["note"],
    )
