"""Hands out the files of numbers: those of the releases in memory, and those that pages of older releases ask for."""

from functools import lru_cache

from flask import Flask, Response, abort

from dashboard.packed_answers import TAG, packed_answer
from dashboard.snapshot import ReleaseReader
from dashboard.values import PATH, ValuesFile, release_of, write_values

KEPT_OLDER = 4


class ValueFiles:
    """Keep a few files, by release: a page that is still open may be of a release that no longer is the current one."""

    def __init__(self, reader: ReleaseReader) -> None:
        self._reader = reader
        self._of_release = lru_cache(maxsize=KEPT_OLDER)(self._written)

    def named(self, name: str) -> ValuesFile | None:
        """Return the file with this very name; none where no stored release has it.

        Raises:
            NoReleaseError: it is not in memory, and the database cannot be asked.
        """
        try:
            found = self._of_release(release_of(name))
        except LookupError:
            return None
        return found if found.name == name else None

    def _written(self, release_id: str) -> ValuesFile:
        """Write the file of a release; a missing one is an error, so that nobody can fill the memory with names."""
        snapshot = self._reader.release(release_id)
        if snapshot is None:
            raise LookupError(release_id)
        return write_values(snapshot)


def register(server: Flask, reader: ReleaseReader) -> None:
    """Register the address of the files."""
    files = ValueFiles(reader)
    server.add_url_rule(f"{PATH}<name>", "values", lambda name: _answer(files.named(name)))


def _answer(found: ValuesFile | None) -> Response:
    if found is None:
        abort(404)
    return packed_answer(found.body, mimetype="application/json", tag=found.content_hash[:TAG])
