"""Says what a data address may be asked: one query parameter with its values."""

from dataclasses import dataclass
from typing import Any

from etl.catalogue import Bilingual


@dataclass(frozen=True, slots=True)
class Query:
    """One query parameter of a data address."""

    name: str
    title: Bilingual
    values: tuple[str, ...] = ()
    pattern: str | None = None
    repeatable: bool = False
    minimum: int | None = None
    maximum: int | None = None
    default: str | None = None

    @staticmethod
    def several(one: dict[str, Any]) -> dict[str, Any]:
        """Write the JSON Schema of a parameter that may be repeated."""
        return {"type": "array", "items": one, "minItems": 1, "uniqueItems": True}

    def one(self) -> dict[str, Any]:
        """Write the JSON Schema of one value."""
        if self.minimum is not None:
            bounds = {"minimum": self.minimum, "maximum": self.maximum}
            return {"type": "integer", **{name: bound for name, bound in bounds.items() if bound is not None}}
        given = {"enum": list(self.values) or None, "pattern": self.pattern, "default": self.default}
        return {"type": "string", **{name: value for name, value in given.items() if value is not None}}
