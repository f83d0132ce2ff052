"""Say what the declaration of an indicator, a query parameter, a chart or a palette may hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import StringConstraints

from etl.catalogue_models import Bilingual, Declared, Field, Name

ChartKind = Literal["map", "trend", "ranking", "stages", "profile"]
Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9a-f]{6}$")]


class Indicator(Declared):
    """Explain one quantity that pages show."""

    name: Name
    field: Name
    title: Bilingual
    definition: Bilingual
    method: Bilingual
    caveat: Bilingual
    unit: Bilingual | None = None


class Parameter(Declared):
    """Describe one query parameter; its values are the codes of its field unless the declaration narrows them."""

    name: Name
    field: Name | None = None
    title: Bilingual
    values: tuple[str, ...] = ()
    default: str | None = None
    default_from: Literal["last_month"] | None = None
    default_by_election: Mapping[str, str] = {}

    def default_for(self, *, election: str, last_month: str) -> str:
        """Return the value that an absent parameter stands for."""
        if self.default_from == "last_month":
            return last_month
        return self.default_by_election.get(election) or self.default or ""


class ImageParameter(Declared):
    """Describe one query parameter of images: it has some values, or is a whole number between two limits."""

    name: Name
    title: Bilingual
    values: tuple[str, ...] = ()
    least: int | None = None
    most: int | None = None
    default: str
    kinds: tuple[Literal["svg", "png", "pdf"], ...]


class ClassBreaks(Declared):
    """Give the lower bound of each class of a map, per counting unit, and of rates where a level has them."""

    orang: tuple[int, ...]
    kasus: tuple[int, ...]
    per_10000: tuple[float, ...] = ()

    def bounds(self, unit: str) -> tuple[int, ...]:
        """Return the lower bounds of the classes for a counting unit."""
        return self.kasus if unit == "kasus" else self.orang


class ChartDeclaration(Declared):
    """Describe a chart as charts.yml writes it, with names where Chart holds what they name."""

    name: Name
    kind: ChartKind
    indicator: Name
    title: Bilingual
    parameters: tuple[Name, ...]
    classes: Mapping[str, ClassBreaks] = {}
    day_classes: tuple[int, ...] = ()
    marked_stages: tuple[Name, ...] = ()
    columns: tuple[Name, ...] = ()


class Palette(Declared):
    """Give the colours of a theme; classes run from the smallest number to the largest, declared from late to early."""

    name: Literal["light", "dark"]
    background: Colour
    outline: Colour
    classes: tuple[Colour, ...]
    nol: Colour
    nihil_terpublikasi: Colour
    disembunyikan: Colour
    declared: tuple[Colour, ...]
    prevention: Colour


@dataclass(frozen=True, slots=True)
class Chart:
    """Describe one chart: what it shows, what it may be asked, how its numbers are classed, what its files hold.

    Attributes:
        classes: lower bounds of the classes of counts, by region level.
        day_classes: lower bounds of classes of days before polling day.
        columns: fields of its files, where they are not those of a published table.
    """

    name: str
    kind: ChartKind
    indicator: Indicator
    title: Bilingual
    parameters: Mapping[str, Parameter]
    classes: Mapping[str, ClassBreaks]
    day_classes: tuple[int, ...]
    marked_stages: tuple[str, ...]
    columns: tuple[Field, ...]
