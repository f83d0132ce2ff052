"""Writes how to read the chosen rows with common tools, for copying."""

from dataclasses import dataclass

from dashboard.opendata.choice import Choice
from etl.catalogue import Table


@dataclass(frozen=True, slots=True)
class Recipe:
    """One way to read the rows: the key of its texts, and what to copy."""

    key: str
    code: str


def recipes(choice: Choice, *, root: str) -> tuple[Recipe, ...]:
    """Return all ways, the address itself first."""
    plain = choice.address("csv", root=root)
    return (
        Recipe("url", plain),
        Recipe("excel", choice.address("xlsx", root=root)),
        Recipe("sheets", f'=IMPORTDATA("{plain}")'),
        Recipe("curl", f"curl -fL -o {choice.public}.csv '{plain}'"),
        Recipe("pandas", _pandas(choice.table, plain)),
        Recipe("r", _r(choice.table, plain)),
    )


def code_columns(table: Table) -> tuple[str, ...]:
    """Name the columns of digits that are no numbers: a program must read them as text."""
    return tuple(field.public for field in table.columns if field.name.endswith("_code"))


def _pandas(table: Table, address: str) -> str:
    codes = ", ".join(f'"{name}": "string"' for name in code_columns(table))
    dates = ", ".join(f'"{field.public}"' for field in table.columns if field.type == "date")
    options = [
        f'    "{address}",',
        *([f"    dtype={{{codes}}},"] if codes else []),
        *([f"    parse_dates=[{dates}],"] if dates else []),
    ]
    return "\n".join(["import pandas as pd", "", "data = pd.read_csv(", *options, ")"])


def _r(table: Table, address: str) -> str:
    codes = ", ".join(f"{name} = col_character()" for name in code_columns(table))
    options = [f'  "{address}"' + ("," if codes else ""), *([f"  col_types = cols({codes})"] if codes else [])]
    return "\n".join(["library(readr)", "", "data <- read_csv(", *options, ")"])
