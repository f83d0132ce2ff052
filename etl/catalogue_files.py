"""Read the YAML files of declarations into their models, and name file and key of whatever is broken."""

from __future__ import annotations

import csv
from collections.abc import Hashable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import ValidationError

from etl.catalogue_models import CatalogueError, CodeValue, Declared

Model = TypeVar("Model", bound=Declared)


class _StrictLoader(yaml.CSafeLoader):
    """Refuse a key that stands twice, where plain YAML would silently let the second win."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        doubled = sorted({str(key) for key in keys if keys.count(key) > 1})
        if doubled:
            raise yaml.constructor.ConstructorError(problem=f"key stands twice: {', '.join(doubled)}")
        return super().construct_mapping(node, deep=deep)


def read_declarations(path: Path, model: type[Model], section: str = "") -> dict[str, Model]:
    """Read the named declarations of a file, or of one section of it."""
    entries = _section(path, section) if section else _mapping(path)
    prefix = f"{section}." if section else ""
    return {name: _declaration(path.name, prefix, name, entry, model) for name, entry in entries.items()}


def check_sections(path: Path, *known: str) -> None:
    """Refuse a section that no reader knows."""
    unknown = [name for name in _mapping(path) if name not in known]
    if unknown:
        raise CatalogueError(f"{path.name}: unknown section {unknown[0]!r}; sections are {', '.join(known)}")


def read_codes(path: Path, code: str) -> dict[str, CodeValue]:
    """Read the codes of a reference table with their labels in both languages."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        return {row[code]: CodeValue(id=row["label_id"], en=row["label_en"]) for row in rows}
    except (OSError, KeyError, ValidationError) as error:
        raise CatalogueError(f"{path.name}: needs columns {code}, label_id, label_en, all filled: {error}") from error


def _section(path: Path, section: str) -> Mapping[str, Any]:
    content = _mapping(path).get(section)
    if not isinstance(content, dict):
        raise CatalogueError(f"{path.name}: {section}: a mapping of names is missing")
    return content


def _mapping(path: Path) -> Mapping[str, Any]:
    try:
        content = _StrictLoader(path.read_text(encoding="utf-8")).get_single_data()
    # A day that no calendar has, a number of thousands of digits or endless nesting are no errors of YAML.
    except (OSError, ValueError, RecursionError, yaml.YAMLError) as error:
        raise CatalogueError(f"{path.name}: cannot be read: {error}") from error
    if not isinstance(content, dict) or not all(isinstance(name, str) for name in content):
        raise CatalogueError(f"{path.name}: must be a mapping whose keys are text")
    return content


def _declaration(file: str, prefix: str, name: str, entry: object, model: type[Model]) -> Model:
    key = f"{prefix}{name}"
    if not isinstance(entry, dict):
        raise CatalogueError(f"{file}: {key}: must be a mapping, is {entry!r}")
    if "name" in entry:
        raise CatalogueError(f"{file}: {key}.name: the key is the name; it is not declared again")
    try:
        return model.model_validate({**entry, "name": name})
    except ValidationError as error:
        raise CatalogueError(_problems(file, key, error)) from error


def _problems(file: str, key: str, error: ValidationError) -> str:
    return "\n".join(
        f"{file}: {'.'.join([key, *map(str, problem['loc'])])}: {problem['msg']} (found {problem['input']!r})"
        for problem in error.errors()
    )
