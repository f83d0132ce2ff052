"""Give every part of the project the declarations of `data/metadata`: fields, tables, indicators, charts and sources.

The web app reads this module too, so it imports no step of the pipeline. A declaration that is broken, or that names
something which does not exist, stops the load with a CatalogueError. Dead declarations are the tests' business.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from etl.catalogue_charts import Chart, ChartDeclaration, ClassBreaks, ImageParameter, Indicator, Palette, Parameter
from etl.catalogue_files import check_sections, read_codes, read_declarations
from etl.catalogue_models import (
    COMPILED,
    MICRODATA,
    Bilingual,
    CatalogueError,
    CodeValue,
    Column,
    ColumnDeclaration,
    Constraints,
    Coverage,
    DisclosureRule,
    Field,
    ForeignKey,
    Language,
    Rule,
    Source,
    Table,
    TableDeclaration,
)

__all__ = [
    "METADATA",
    "MICRODATA",
    "Bilingual",
    "Catalogue",
    "CatalogueError",
    "Chart",
    "ClassBreaks",
    "CodeValue",
    "Column",
    "Constraints",
    "Coverage",
    "DisclosureRule",
    "Field",
    "ForeignKey",
    "Indicator",
    "Language",
    "Palette",
    "Parameter",
    "Rule",
    "Source",
    "Table",
    "load_catalogue",
]

METADATA = Path(__file__).resolve().parent.parent / "data" / "metadata"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Hold all declarations, each by its name."""

    root: Path
    fields: Mapping[str, Field]
    tables: Mapping[str, Table]
    rules: Mapping[str, Rule]
    indicators: Mapping[str, Indicator]
    parameters: Mapping[str, Parameter]
    images: Mapping[str, ImageParameter]
    charts: Mapping[str, Chart]
    palettes: Mapping[str, Palette]
    sources: Mapping[str, Source]
    disclosure: Mapping[str, DisclosureRule]

    def path_of(self, source: Source) -> Path:
        """Locate the file of a source in the data folder."""
        return self.root.parent / source.location

    def sources_of(self, table: str) -> tuple[Source, ...]:
        """List the sources whose rows make up a table."""
        return tuple(source for source in self.sources.values() if source.table == table)

    def published(self, public: str) -> Table:
        """Return the published table with a public name."""
        for table in self.tables.values():
            if table.public == public:
                return table
        raise CatalogueError(f"tables.yml: no published table {public!r}")


@cache
def load_catalogue(root: Path = METADATA) -> Catalogue:
    """Read all declarations of a folder once and check that they fit together."""
    check_sections(root / "tables.yml", "tables", "rules")
    check_sections(root / "charts.yml", "parameters", "images", "charts", "palettes")
    sources = read_declarations(root / "sources.yml", Source)
    declared = read_declarations(root / "tables.yml", TableDeclaration, section="tables")
    rules = read_declarations(root / "tables.yml", Rule, section="rules")
    _check_sources(sources, declared)
    fields = _with_reference_codes(read_declarations(root / "fields.yml", Field), declared, sources, root)
    tables = {name: _table(table, fields, declared, rules) for name, table in declared.items()}
    indicators = read_declarations(root / "indicators.yml", Indicator)
    _require("indicators.yml", ((f"{i.name}.field", i.field) for i in indicators.values()), fields, "field")
    parameters = _parameters(read_declarations(root / "charts.yml", Parameter, section="parameters"), fields)
    charts = read_declarations(root / "charts.yml", ChartDeclaration, section="charts")
    return Catalogue(
        root=root,
        fields=fields,
        tables=tables,
        rules=rules,
        indicators=indicators,
        parameters=parameters,
        images=read_declarations(root / "charts.yml", ImageParameter, section="images"),
        charts={name: _chart(chart, indicators, parameters, fields) for name, chart in charts.items()},
        palettes=read_declarations(root / "charts.yml", Palette, section="palettes"),
        sources=sources,
        disclosure=_disclosure(read_declarations(root / "disclosure.yml", DisclosureRule), declared),
    )


def _require(file: str, uses: Iterable[tuple[str, str]], known: Iterable[str], what: str) -> None:
    names = set(known)
    for key, name in uses:
        if name not in names:
            raise CatalogueError(f"{file}: {key}: no {what} {name!r} is declared")


def _check_sources(sources: Mapping[str, Source], tables: Mapping[str, TableDeclaration]) -> None:
    _require("sources.yml", ((f"{source.name}.table", source.table) for source in sources.values()), tables, "table")
    for source in sources.values():
        wanted = MICRODATA if tables[source.table].kind == MICRODATA else "published"
        if source.disclosure != wanted:
            # A source that is taken for neither would be passed over, and records taken for figures would be published.
            raise CatalogueError(f"sources.yml: {source.name}.disclosure: of {source.table} it must be {wanted!r}")
        if source.renewal is not None and tables[source.table].kind != COMPILED:
            raise CatalogueError(f"sources.yml: {source.name}.renewal: only compiled statements have one")


def _disclosure(
    rules: Mapping[str, DisclosureRule], tables: Mapping[str, TableDeclaration]
) -> Mapping[str, DisclosureRule]:
    file = "disclosure.yml"
    _require(file, ((rule.name, rule.name) for rule in rules.values()), tables, "table")
    _require(file, ((f"{rule.name}.publishes", rule.publishes) for rule in rules.values()), tables, "table")
    for rule in rules.values():
        names = _field_names(tables[rule.publishes])
        uses = ((f"{rule.name}.tabulations", name) for tabulation in rule.tabulations for name in tabulation)
        _require(file, uses, names, "column")
    missing = [name for name, table in tables.items() if table.kind == MICRODATA and name not in rules]
    if missing:
        raise CatalogueError(f"{file}: {missing[0]}: a table of records without a rule of disclosure")
    return rules


def _with_reference_codes(
    fields: Mapping[str, Field], tables: Mapping[str, TableDeclaration], sources: Mapping[str, Source], root: Path
) -> dict[str, Field]:
    """Fill in the codes that a reference table holds, so that every code field knows its codes."""
    return {name: _with_codes(field, tables, sources, root) for name, field in fields.items()}


def _with_codes(
    field: Field, tables: Mapping[str, TableDeclaration], sources: Mapping[str, Source], root: Path
) -> Field:
    key = f"fields.yml: {field.name}"
    if (field.type == "code") != bool(field.values or field.values_from):
        raise CatalogueError(f"{key}: values or values_from belong to type code, and to it only")
    if field.values_from is None:
        return field
    found = [source for source in sources.values() if source.table == field.values_from and source.table in tables]
    if field.values or not found:
        raise CatalogueError(f"{key}.values_from: no source fills {field.values_from!r}, or values stand beside it")
    return field.model_copy(update={"values": read_codes(root.parent / found[0].location, field.name)})


def _table(
    table: TableDeclaration,
    fields: Mapping[str, Field],
    tables: Mapping[str, TableDeclaration],
    rules: Mapping[str, Rule],
) -> Table:
    _require("tables.yml", ((f"{table.name}.fields", column.name) for column in table.fields), fields, "field")
    _require("tables.yml", ((f"{table.name}.rules", rule) for rule in table.rules), rules, "rule")
    _check_table_names(table, rules)
    return Table(
        name=table.name,
        kind=table.kind,
        public=table.public,
        title=table.title,
        description=table.description,
        layout=tuple(_column(table.name, column, fields[column.name]) for column in table.fields),
        primary_key=table.primary_key,
        foreign_keys=_foreign_keys(table, tables),
        rules=tuple(rules[name] for name in table.rules),
    )


def _check_table_names(table: TableDeclaration, rules: Mapping[str, Rule]) -> None:
    own = _field_names(table)
    if len(set(own)) != len(own):
        raise CatalogueError(f"tables.yml: {table.name}.fields: a field stands there twice")
    if (table.kind == "published") != (table.public is not None):
        raise CatalogueError(f"tables.yml: {table.name}.public: published tables have a public name, others do not")
    _require("tables.yml", ((f"{table.name}.primary_key", name) for name in table.primary_key), own, "column")
    for rule in table.rules:
        _require("tables.yml", ((f"{table.name}.rules.{rule}", name) for name in rules[rule].fields), own, "column")


def _field_names(table: TableDeclaration) -> tuple[str, ...]:
    return tuple(column.name for column in table.fields)


def _column(table: str, column: ColumnDeclaration, field: Field) -> Column:
    _require("tables.yml", ((f"{table}.{column.name}.values", code) for code in column.values), field.codes, "code")
    kept = {code: value for code, value in field.values.items() if not column.values or code in column.values}
    narrowed = field.model_copy(update={"values": kept})
    return Column(field=narrowed, header=column.column or column.name, required=column.required)


def _foreign_keys(table: TableDeclaration, tables: Mapping[str, TableDeclaration]) -> tuple[ForeignKey, ...]:
    keys = tuple(ForeignKey(key.field, key.table, key.target or key.field) for key in table.foreign_keys)
    for key in keys:
        where = f"{table.name}.foreign_keys.{key.field}"
        _require("tables.yml", [(where, key.field)], _field_names(table), "column")
        _require("tables.yml", [(where, key.table)], tables, "table")
        _require("tables.yml", [(where, key.target)], _field_names(tables[key.table]), f"column in {key.table}:")
    return keys


def _parameters(parameters: Mapping[str, Parameter], fields: Mapping[str, Field]) -> dict[str, Parameter]:
    return {name: _parameter(parameter, fields) for name, parameter in parameters.items()}


def _parameter(parameter: Parameter, fields: Mapping[str, Field]) -> Parameter:
    """Take the allowed values from the field where the declaration does not narrow them."""
    where = f"parameters.{parameter.name}"
    if parameter.field is None:
        return parameter
    _require("charts.yml", [(f"{where}.field", parameter.field)], fields, "field")
    codes = fields[parameter.field].codes
    _require("charts.yml", ((f"{where}.values", code) for code in parameter.values), codes, "code")
    return parameter.model_copy(update={"values": parameter.values or codes})


def _chart(
    chart: ChartDeclaration,
    indicators: Mapping[str, Indicator],
    parameters: Mapping[str, Parameter],
    fields: Mapping[str, Field],
) -> Chart:
    where = f"charts.{chart.name}"
    _require("charts.yml", [(f"{where}.indicator", chart.indicator)], indicators, "indicator")
    _require("charts.yml", ((f"{where}.parameters", name) for name in chart.parameters), parameters, "parameter")
    _require("charts.yml", ((f"{where}.columns", name) for name in chart.columns), fields, "field")
    return Chart(
        name=chart.name,
        kind=chart.kind,
        indicator=indicators[chart.indicator],
        title=chart.title,
        parameters={name: parameters[name] for name in chart.parameters},
        classes=chart.classes,
        day_classes=chart.day_classes,
        marked_stages=chart.marked_stages,
        columns=tuple(fields[name] for name in chart.columns),
    )
