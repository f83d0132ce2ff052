"""Answers the addresses of plain pages: complete documents of the current release, readable without any script."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from flask import Flask, Response, request

from dashboard.caching import of_release
from dashboard.chosen_release import Chosen, ChosenReleases
from dashboard.languages import OTHER, in_address, language
from dashboard.opendata.asked import RELEASE
from dashboard.pages import ENDPOINT
from dashboard.release import Snapshot
from dashboard.state import checked, written
from etl.catalogue import Language
from etl.describe import Edition
from geo.wording import LANGUAGES

LANG = "lang"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a plain page is asked for.

    Attributes:
        snapshot: the current release.
        edition: the same release as it is described and cited.
        lang: language of the page.
        path: address of the page without its query.
        query: what the query says; a page takes from it what it knows.
        repeated: the same with every value of a parameter that stands there more than once.
        parts: the variable parts of the path.
    """

    snapshot: Snapshot
    edition: Edition
    lang: Language
    path: str
    query: Mapping[str, str]
    repeated: Mapping[str, Sequence[str]]
    parts: Mapping[str, str]

    @property
    def pinned(self) -> str:
        """Return the release that the address keeps to; empty where it follows the current one."""
        return self.query.get(RELEASE, "")

    def here(self, **known: str) -> dict[Language, str]:
        """Write the one address of this page in each language; ``known`` are the parameters that it kept."""
        return {lang: written(self.path, {**known, LANG: in_address(lang)}) for lang in OTHER}


Write = Callable[[Asked], str]
Answer = Callable[[Asked], Response]


@dataclass(frozen=True, slots=True)
class PlainPages:
    """Registers plain pages on a server."""

    server: Flask
    releases: ChosenReleases

    def add(self, rule: str, name: str, write: Write, *, of_any_release: bool = False) -> None:
        """Register a page.

        Args:
            rule: its address, with variable parts as Flask writes them.
            name: of its endpoint.
            write: makes the document; it may abort with 404 where a part of the path names nothing.
            of_any_release: whether the address may name an older release.
        """
        self.add_file(
            rule,
            name,
            lambda asked: Response(write(asked), content_type="text/html; charset=utf-8"),
            of_any_release=of_any_release,
        )

    def add_file(self, rule: str, name: str, answer: Answer, *, of_any_release: bool = False) -> None:
        """Register what belongs to a page but is no HTML, such as its PDF; arguments as of ``add``."""

        def answered(**parts: str) -> Response:
            named = request.args.get(RELEASE, "") if of_any_release else ""
            found = self.releases.asked(named)
            return self._answer(answer, parts, found) if isinstance(found, Chosen) else found

        self.server.add_url_rule(rule, f"{ENDPOINT}{name}", answered)

    @staticmethod
    def _answer(answer: Answer, parts: Mapping[str, str], found: Chosen) -> Response:
        snapshot, edition = found
        query, repeated = request.args.to_dict(), request.args.to_dict(flat=False)
        asked = Asked(snapshot, edition, asked_language(), request.path, query, repeated, parts)
        response = answer(asked)
        response.add_etag()
        return of_release(response, release_id=snapshot.release_id, created_at=snapshot.created_at)


def asked_language() -> Language:
    """Return the language of the address.

    Raises:
        ParameterError: there is no such language.
    """
    return language(checked(LANG, request.args.get(LANG) or LANGUAGES[0], LANGUAGES))
