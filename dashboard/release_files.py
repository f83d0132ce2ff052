"""Hands out the files that browsers keep: of the releases in memory, and those that pages of older ones ask for."""

from collections.abc import Callable
from functools import lru_cache, partial

from flask import Flask, Response, abort

from dashboard import phrases, values
from dashboard.hashed_file import HashedFile, release_of
from dashboard.packed_answers import TAG, packed_answer
from dashboard.release import Snapshot
from dashboard.snapshot import ReleaseReader
from geo.wording import LANGUAGES

KEPT_OLDER = 4
NUMBERS = "values"
PHRASES = {lang: f"phrases_{lang}" for lang in LANGUAGES}
ENDPOINTS = {NUMBERS, *PHRASES.values()}

Maker = Callable[[Snapshot], HashedFile]


class ReleaseFiles:
    """Keep a few files, by release: a page that is still open may be of a release that no longer is the current one.

    Args:
        reader: knows the stored releases.
        kept: returns the file of the current release, which its pages name and which is kept with them.
        written: writes the file of any other release, whose rows need not be kept.
    """

    def __init__(self, reader: ReleaseReader, *, kept: Maker, written: Maker) -> None:
        self._reader = reader
        self._kept = kept
        self._write = written
        self._of_release = lru_cache(maxsize=KEPT_OLDER)(self._written)

    def named(self, name: str) -> HashedFile | None:
        """Return the file with this very name; none where no stored release has it.

        Raises:
            NoReleaseError: it is not in memory, and the database cannot be asked.
        """
        try:
            found = self._of_release(release_of(name))
        except LookupError:
            return None
        return found if found.name == name else None

    def _written(self, release_id: str) -> HashedFile:
        """Write the file of a release; a missing one is an error, so that nobody can fill the memory with names."""
        current = self._reader.current()
        if current.release_id == release_id:
            return self._kept(current)
        snapshot = self._reader.release(release_id)
        if snapshot is None:
            raise LookupError(release_id)
        return self._write(snapshot)


def register(server: Flask, reader: ReleaseReader) -> None:
    """Register the addresses of the files: numbers, and what is said of them in each language."""
    numbers = ReleaseFiles(reader, kept=values.values_file, written=values.write_values)
    _register(server, NUMBERS, values.PATH, numbers)
    for lang, endpoint in PHRASES.items():
        kept, written = (partial(make, lang=lang) for make in (phrases.phrases_file, phrases.write_phrases))
        _register(server, endpoint, phrases.path(lang), ReleaseFiles(reader, kept=kept, written=written))


def _register(server: Flask, endpoint: str, path: str, files: ReleaseFiles) -> None:
    server.add_url_rule(f"{path}<name>", endpoint, lambda name: _answer(files.named(name)))


def _answer(found: HashedFile | None) -> Response:
    if found is None:
        abort(404)
    return packed_answer(found.body, mimetype="application/json", tag=found.content_hash[:TAG])
