"""Holds what the method page shows, and the addresses that it leads to."""

from dataclasses import dataclass

from dashboard.languages import in_address
from dashboard.method.facts import Facts
from dashboard.state import written
from dashboard.wording import text
from etl.catalogue import Catalogue, Language
from etl.describe import Edition

PATH = "/metode"


@dataclass(frozen=True, slots=True)
class MethodView:
    """One release as the page tells of it; `asked` is the release in the address, empty for the newest."""

    edition: Edition
    facts: Facts
    lang: Language
    asked: str
    current: str

    @property
    def catalogue(self) -> Catalogue:
        """Return the declarations."""
        return self.edition.catalogue

    @property
    def older(self) -> bool:
        """Tell whether a release is shown that is not the current one."""
        return self.edition.release_id != self.current

    def text(self, key: str, **values: object) -> str:
        """Return one text in the language of the page."""
        return text(key, self.lang, **values)

    def page(self, lang: Language) -> str:
        """Write the address of this page in a language."""
        return self.link(PATH, lang=lang)

    def link(self, path: str, *, lang: Language | None = None, **query: str) -> str:
        """Write the address of a page of the site, in the same release and language."""
        return written(path, {**query, "rilis": self.asked, "lang": in_address(lang or self.lang)})
