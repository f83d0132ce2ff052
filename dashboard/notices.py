"""Says on every page what holds at this moment and is no part of a release: old data, a database that is away.

Pages are made, kept and compared without it. A page names the place where notices stand; they are put in on the way
out.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache

from markupsafe import Markup

from dashboard.elements import el
from dashboard.formats import day, number
from dashboard.languages import OTHER, spoken
from dashboard.release import Snapshot
from dashboard.snapshot import ReleaseReader
from dashboard.wording import text
from etl.catalogue import Language, Source, load_catalogue

METHOD = "/metode"
STATED: Mapping[str, Callable[[Snapshot], Iterable[date]]] = {
    "violations": lambda snapshot: (row.published for row in snapshot.violations.values()),
    "declarations": lambda snapshot: (row.published for row in snapshot.declarations),
}
"""Which days tell how far the rows of a table reach: those on which their sources were published."""
PLACE = Markup("<!--pengumuman {}-->")


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing that visitors have to know now.

    Attributes:
        key: of its text.
        last: the last day that is meant.
        days: a number of days that is meant.
        table: the table that is meant.
    """

    key: str
    last: date
    days: int = 0
    table: str = ""


Said = tuple[Notice, ...]


def place(lang: Language) -> Markup:
    """Mark in a document where notices stand."""
    return PLACE.format(lang)


def put_in(document: bytes, notices: Said) -> bytes:
    """Write notices into a document that has a place for them; any other content stays as it is."""
    for lang in OTHER:
        document = document.replace(place(lang).encode(), banner(notices, lang).encode(), 1)
    return document


@lru_cache(maxsize=8)
def banner(notices: Said, lang: Language) -> Markup:
    """Write notices as they stand at the top of a page."""
    way = el("a", text("notice_link", lang), href=spoken(METHOD, lang))
    said = (el("p", _sentence(notice, lang)) for notice in notices)
    return el("aside", *said, el("p", way), class_="notice", aria_label=text("notice_label", lang))


def _sentence(notice: Notice, lang: Language) -> str:
    table = load_catalogue().tables[notice.table].title.text(lang) if notice.table else ""
    return text(notice.key, lang, day=day(notice.last, lang), days=number(notice.days, lang), table=table)


def overdue(snapshot: Snapshot, sources: Iterable[Source], today: date) -> Iterable[Notice]:
    """Find the sources that were to be renewed by now and were not."""
    for source in sources:
        if source.renewal is not None:
            last = max(STATED[source.table](snapshot), default=date.min)
            if last < source.renewal.due(today):
                yield Notice("notice_overdue", last, source.renewal.days, source.table)


class Notices:
    """Knows what has to be said now.

    Args:
        reader: knows the release, and whether the database answers.
        today: the day it is.
    """

    def __init__(self, reader: ReleaseReader, *, today: Callable[[], date] = lambda: datetime.now(UTC).date()) -> None:
        self._reader = reader
        self._today = today
        self._overdue = lru_cache(maxsize=4)(_overdue)

    def now(self, snapshot: Snapshot) -> Said:
        """Return what has to be said beside a release."""
        said = self._overdue(snapshot, self._today())
        return said if self._reader.reachable else (*said, _away(snapshot))


def _overdue(snapshot: Snapshot, today: date) -> Said:
    return tuple(overdue(snapshot, load_catalogue().sources.values(), today))


def _away(snapshot: Snapshot) -> Notice:
    return Notice("notice_away", datetime.fromisoformat(snapshot.created_at).date())
