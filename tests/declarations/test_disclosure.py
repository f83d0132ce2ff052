from pathlib import Path

import pytest
import yaml

from etl.catalogue import CatalogueError, load_catalogue
from etl.schema import metadata
from tests.copied_data import copy_data

CATALOGUE = load_catalogue()


def test_every_table_of_records_is_counted_into_a_table_of_its_own() -> None:
    records = {name for name, table in CATALOGUE.tables.items() if table.kind == "microdata"}
    assert set(CATALOGUE.disclosure) == records
    published = [rule.publishes for rule in CATALOGUE.disclosure.values()]
    assert len(set(published)) == len(published)
    for rule in CATALOGUE.disclosure.values():
        assert CATALOGUE.tables[rule.publishes].kind == "published"
        assert set(metadata.tables[rule.publishes].columns.keys()) - {"release_id"} <= set(
            CATALOGUE.tables[rule.publishes].names
        )


def test_every_dimension_of_a_table_of_counts_is_tabulated() -> None:
    for rule in CATALOGUE.disclosure.values():
        names = set(CATALOGUE.tables[rule.publishes].names)
        dimensions = names & {"period", "case_type", "latest_stage"}
        assert {name for tabulation in rule.tabulations for name in tabulation} == dimensions


def test_no_table_of_records_holds_a_column_for_a_person_or_a_free_text() -> None:
    for name in CATALOGUE.disclosure:
        assert {field.type for field in CATALOGUE.tables[name].columns} <= {"string", "code", "date"}


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"threshold": 1}, "violation_cases.threshold"),
        ({"publishes": "kasus"}, "violation_cases.publishes"),
        ({"tabulations": [["month"]]}, "violation_cases.tabulations"),
        ({"tabulations": []}, "violation_cases.tabulations"),
    ],
)
def test_a_wrong_rule_is_named_with_its_key(tmp_path: Path, change: dict[str, object], key: str) -> None:
    root = copy_data(tmp_path / "data")
    content = yaml.safe_load((root / "disclosure.yml").read_text("utf-8"))
    content["violation_cases"] |= change
    (root / "disclosure.yml").write_text(yaml.safe_dump(content), "utf-8")
    with pytest.raises(CatalogueError, match=rf"disclosure\.yml: {key}"):
        load_catalogue(root)


def test_records_without_a_rule_are_refused(tmp_path: Path) -> None:
    root = copy_data(tmp_path / "data")
    content = yaml.safe_load((root / "disclosure.yml").read_text("utf-8"))
    del content["declaration_signatures"]
    (root / "disclosure.yml").write_text(yaml.safe_dump(content), "utf-8")
    with pytest.raises(CatalogueError, match="declaration_signatures: a table of records without a rule"):
        load_catalogue(root)
