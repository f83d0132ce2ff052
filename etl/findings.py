"""What the verification of a release found, as data, and in words of both languages."""

from collections.abc import Mapping
from dataclasses import dataclass

from etl.catalogue import Catalogue
from geo.wording import Wording

Key = tuple[tuple[str, object], ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it should be; ``code`` has a sentence ``verify_<code>``.

    ``table`` and ``key`` say which row is meant, as (column, value) pairs; ``values`` fill the sentence, None standing
    for a cell without a value.
    """

    code: str
    table: str = ""
    key: Key = ()
    values: Mapping[str, object] | None = None

    def sentence(self, *, wording: Wording, catalogue: Catalogue, lang: str) -> str:
        """Say in words what differs."""
        empty = wording.text("verify_empty", lang)
        values = {name: empty if value is None else value for name, value in (self.values or {}).items()}
        if self.table:
            values["table"] = wording.text(f"diff_table_{self.table}", lang)
        if self.key:
            values["row"] = ", ".join(f"{_public(catalogue, name)}={value}" for name, value in self.key)
        if "column" in values:
            values["column"] = _public(catalogue, str(values["column"]))
        return wording.text(f"verify_{self.code}", lang, **values)


def _public(catalogue: Catalogue, name: str) -> str:
    """Return the name under which people know a column."""
    return catalogue.fields[name].public if name in catalogue.fields else name
