"""Records of agencies on their way into a release: counted source by source, then protected, then rows of its tables.

What leaves this module is counts only, and none that could give anybody away.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from etl.catalogue import Catalogue, Language, Source
from etl.disclosure import bounds_from, protect
from etl.disclosure.protection import Summary
from etl.fingerprint import fingerprint, secret_key
from etl.microdata.source import CountedSource, tally_source
from etl.suppressed import Before
from etl.tally import Tally
from etl.values.places import load_region_names
from geo.regions import RegionTree
from geo.wording import Wording

Row = dict[str, Any]
Advance = Callable[[int], None]
BASIS_RECORDS = "kasus"


@dataclass(frozen=True, slots=True)
class Protection:
    """How the counts of one table and election were protected."""

    table: str
    election: str
    summary: Summary

    def public(self) -> Row:
        """Return what everybody may know.

        How many counts were small and how many went with them stays out: where it is known that none went with
        them, every suppressed number is known to be small.
        """
        return {
            "table": self.table,
            "election": self.election,
            "cells": self.summary.cells,
            "suppressed": self.summary.primary + self.summary.complementary,
            "blocks": self.summary.blocks,
            "audit_seconds": round(self.summary.seconds_auditing, 3),
        }


@dataclass(frozen=True, slots=True)
class ProtectedRecords:
    """Rows of the tables of counts, and how they were protected."""

    tables: Mapping[str, list[Row]]
    protections: tuple[Protection, ...]


def record_sources(catalogue: Catalogue) -> tuple[Source, ...]:
    """List the sources whose rows are only counted."""
    return tuple(source for source in catalogue.sources.values() if catalogue.tables[source.table].holds_records)


def count_sources(
    *,
    catalogue: Catalogue,
    tree: RegionTree,
    today: date,
    folder: Path | None,
    wording: Wording,
    lang: Language,
    advance: Advance,
) -> tuple[CountedSource, ...]:
    """Count the records of every source of records.

    Args:
        catalogue: all declarations.
        tree: the regions.
        today: later dates are refused.
        folder: where refused rows are kept; None: nothing is written.
        wording: the catalogue of sentences.
        lang: the language of the reasons beside refused rows.
        advance: told one for each step of each source.

    Raises:
        CatalogueError: the declaration of a source is incomplete.
        UnreadableFileError: a file cannot be used.
    """
    sources = record_sources(catalogue)
    if not sources:
        return ()
    names = load_region_names(tree)
    return tuple(
        tally_source(
            catalogue=catalogue,
            source=source,
            names=names,
            today=today,
            quarantine_folder=folder,
            wording=wording,
            lang=lang,
            advance=lambda: advance(1),
        )
        for source in sources
    )


def protect_records(
    found: Iterable[Tally],
    *,
    catalogue: Catalogue,
    tree: RegionTree,
    observations: Iterable[Row],
    before: Before,
    advance: Advance = lambda _done: None,
) -> ProtectedRecords:
    """Suppress what could give somebody away, and make rows of the rest; the audit is part of it.

    Args:
        found: the tallies of all sources of records.
        catalogue: all declarations.
        tree: the regions.
        observations: the published minimum, which readers know as well.
        before: what earlier releases suppressed.
        advance: told ``etl.disclosure.protection.UNITS`` for each table and election.

    Raises:
        DisclosureError: a small count could be worked out.
    """
    observations = tuple(observations)
    tables: dict[str, list[Row]] = {rule.publishes: [] for rule in catalogue.disclosure.values()}
    protections = []
    for tally in found:
        rule = catalogue.disclosure[tally.table]
        protected = protect(
            tally=tally,
            tabulations=rule.tabulations,
            threshold=rule.threshold,
            tree=tree,
            bounds=bounds_from(observations=observations, tally=tally),
            before=before.get((tally.table, tally.election), frozenset()),
            advance=advance,
        )
        tables[rule.publishes] += _published(protected.rows, table=rule.publishes)
        protections.append(Protection(tally.table, tally.election, protected.summary))
    return ProtectedRecords(tables=tables, protections=tuple(protections))


def _published(rows: Iterable[Row], *, table: str) -> Iterator[Row]:
    """Name the count as its table does."""
    for row in rows:
        named = {**row, table: row["count"], "basis": BASIS_RECORDS}
        del named["count"]
        yield named


def record_fingerprints(counted: Iterable[CountedSource]) -> dict[str, str]:
    """Return a fingerprint of the counts of each source, by its name; without sources no key is asked for."""
    found = tuple(counted)
    key = secret_key() if found else b""
    return {item.source.name: fingerprint(counts=item.counts, key=key) for item in found}
