"""Holds the reference lists of one release: vulnerability index, rules, reporting channels, kinds of violation."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

CLOSED = "ditutup"


@dataclass(frozen=True, slots=True)
class Vulnerability:
    """One announced rank of a region, and its score where that was announced too.

    Attributes:
        score: 0 to 100, as announced; None where only the rank was.
        rank: 1 is the most vulnerable.
        rank_scope: what the region is compared with; ranks of different scopes cannot be compared.
        note: in Indonesian.
    """

    region: str
    level: str
    score: float | None
    rank: int
    rank_scope: str
    url: str
    publisher: str
    published: date
    note: str | None


@dataclass(frozen=True, slots=True)
class ViolationType:
    """One kind of violation."""

    code: str
    labels: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Prohibition:
    """One forbidden act.

    Attributes:
        violation_type: its kind.
        rules: which rules forbid it (ethics, discipline), by language; empty where the data does not say.
        acts: what is forbidden, by language.
        legal_basis: in Indonesian; None where the source names none.
        sanction: in Indonesian; None where the source states none.
        url: the source.
    """

    violation_type: str
    rules: Mapping[str, str]
    acts: Mapping[str, str]
    legal_basis: str | None
    sanction: str | None
    url: str


@dataclass(frozen=True, slots=True)
class Regulation:
    """One law or rule, with what it says on neutrality; title and summary are in Indonesian."""

    name: str
    title: str
    year: int
    summary: str
    url: str


@dataclass(frozen=True, slots=True)
class Channel:
    """One way to report an alleged violation; its texts are in Indonesian.

    Attributes:
        contact: an address of the web, or where to go in person; None where it is not known.
        state: whether it can still be used.
        url: the source of all this.
    """

    name: str
    operator: str
    audience: str
    contact: str | None
    state: str
    url: str
    note: str | None

    @property
    def is_closed(self) -> bool:
        """Tell whether nobody can report here any more."""
        return self.state == CLOSED


@dataclass(frozen=True, slots=True)
class Reference:
    """All reference lists of a release, in the order of their files; a release made before they were kept has none.

    ``vulnerability`` holds the ranks of each region by its code; a region may have several.
    """

    vulnerability: Mapping[str, tuple[Vulnerability, ...]] = field(default_factory=dict)
    violation_types: tuple[ViolationType, ...] = ()
    prohibitions: tuple[Prohibition, ...] = ()
    regulations: tuple[Regulation, ...] = ()
    channels: tuple[Channel, ...] = ()
