"""What may be chosen from a published table, and which choices a table knows."""

from dataclasses import dataclass

from etl.catalogue import Table

MONTH_PATTERN = r"^(19|20)[0-9]{2}-(0[1-9]|1[0-2])$"
SUMMARY = "ringkasan"
# Public parameter -> the fields that carry it; the first one that a table has is compared.
MONTH_FIELDS = ("month", "period_end", "date")
CODE_FIELDS = {"pemilihan": "election", "tahap": "stage", "satuan": "unit", "dasar": "basis"}


@dataclass(frozen=True)
class Filters:
    """A choice of rows; what is not given is not limited. Months are written ``YYYY-MM`` and both ends belong to it."""

    regions: tuple[str, ...] = ()
    province: str | None = None
    level: str | None = None
    election: str | None = None
    stage: str | None = None
    unit: str | None = None
    basis: str | None = None
    since: str | None = None
    until: str | None = None

    def public(self) -> dict[str, str]:
        """Return the choice under the public names of its parameters, in one fixed order; several regions by commas."""
        given = {
            "wilayah": ",".join(self.regions) or None,
            "provinsi": self.province,
            "tingkat": self.level,
            "pemilihan": self.election,
            "tahap": self.stage,
            "satuan": self.unit,
            "dasar": self.basis,
            "sejak": self.since,
            "sampai": self.until,
        }
        return {name: value for name, value in given.items() if value is not None}


ALL = Filters()


def filter_names(table: Table) -> tuple[str, ...]:
    """List the public parameters that choose rows of a published table; they follow from its columns."""
    names: list[str] = []
    if "region_code" in table.names:
        names += ["wilayah", "provinsi", "tingkat"]
    names += [name for name, field in CODE_FIELDS.items() if field in table.names]
    if month_field(table) is not None:
        names += ["sejak", "sampai"]
    elif table.public == SUMMARY:
        names.append("sampai")
    return tuple(names)


def month_field(table: Table) -> str | None:
    """Name the column that ``sejak`` and ``sampai`` look at."""
    return next((name for name in MONTH_FIELDS if name in table.names), None)
