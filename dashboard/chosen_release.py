"""Finds the release that an address names, for what is set into other pages and must not change there."""

from functools import lru_cache
from typing import NamedTuple

from flask import Response

from dashboard import site
from dashboard.opendata.asked import asked_edition
from dashboard.opendata.editions import Editions
from dashboard.release import Snapshot
from dashboard.snapshot import NoReleaseError, ReleaseReader
from etl.describe import Edition

OLDER = 2
"""Older releases kept in memory: those that are asked for are mostly the same few."""


class Chosen(NamedTuple):
    """A release with all that it shows, and as it is described."""

    snapshot: Snapshot
    edition: Edition


class ChosenReleases:
    """Hands out the current release, or the one that an address names."""

    def __init__(self, reader: ReleaseReader, editions: Editions) -> None:
        self._reader = reader
        self._editions = editions
        self._older = lru_cache(maxsize=OLDER)(reader.release)

    def current(self) -> Chosen:
        """Return the current release.

        Raises:
            NoReleaseError: none was ever read.
        """
        snapshot = self._reader.current()
        edition = self._editions.of(snapshot.release_id, root=site.root())
        if edition is None:
            raise NoReleaseError
        return Chosen(snapshot, edition)

    def asked(self, named: str) -> Chosen | Response:
        """Return the release that the request names, or the current one; an answer of its own where it was pruned.

        Raises:
            ParameterError: there never was such a release.
            NoReleaseError: none was ever read.
        """
        current = self.current()
        if named in {"", current.snapshot.release_id}:
            return current
        edition = asked_edition(self._editions)
        return edition if isinstance(edition, Response) else self._kept(edition)

    def for_programs(self, named: str) -> Chosen:
        """Return the release with a number, or the current one.

        Raises:
            ApiError: there never was such a release, or it was pruned.
            NoReleaseError: none was ever read.
        """
        current = self.current()
        if named in {"", current.snapshot.release_id}:
            return current
        return self._kept(self._editions.find([named], root=site.root()))

    def _kept(self, edition: Edition) -> Chosen:
        snapshot = self._older(edition.release_id)
        if snapshot is None:
            raise NoReleaseError
        return Chosen(snapshot, edition)
