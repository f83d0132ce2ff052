"""A broken declaration stops the load and says in which file, at which key, and what is wrong."""

from pathlib import Path

import pytest

from etl.catalogue import CatalogueError, load_catalogue
from tests.copied_data import copy_data


@pytest.fixture
def metadata(tmp_path: Path) -> Path:
    return copy_data(tmp_path / "data")


def break_declaration(metadata: Path, file: str, old: str, new: str) -> None:
    text = (metadata / file).read_text("utf-8")
    assert old in text
    (metadata / file).write_text(text.replace(old, new, 1), "utf-8")


CASES = [
    pytest.param(
        "fields.yml", "  public: id_catatan\n", "  public: id_catatan\n  colour: red\n",
        "fields.yml: record_id.colour: Extra inputs are not permitted", id="unknown key",
    ),
    pytest.param(
        "fields.yml", "title: {id: Kode wilayah, en: Region code}", "title: {id: Kode wilayah}",
        "fields.yml: region_code.title.en: Field required", id="missing language",
    ),
    pytest.param(
        "fields.yml", "title: {id: Kode wilayah, en: Region code}", 'title: {id: Kode wilayah, en: " "}',
        "fields.yml: region_code.title.en: String should have at least 1 character", id="empty language",
    ),
    pytest.param(
        "fields.yml", "  type: month", "  type: fortnight",
        "fields.yml: month.type: Input should be", id="unknown type",
    ),
    pytest.param(
        "fields.yml", "  public: id_catatan\n", "  public: id_catatan\n  public: nomor\n",
        "key stands twice: public", id="key twice",
    ),
    pytest.param(
        "fields.yml", "  public: id_catatan\n", "  public: id_catatan\n  name: nomor\n",
        "fields.yml: record_id.name: the key is the name", id="name declared again",
    ),
    pytest.param(
        "fields.yml", "  values_from: violation_types", "  values_from: kinds",
        "fields.yml: violation_type.values_from: no source fills 'kinds'", id="codes from nowhere",
    ),
    pytest.param(
        "fields.yml", "  public: bulan\n  type: month", "  public: bulan\n  type: code",
        "fields.yml: month: values or values_from belong to type code", id="code without codes",
    ),
    pytest.param(
        "tables.yml", "{name: scope, required: true}", "{name: scop, required: true}",
        "tables.yml: declarations.fields: no field 'scop' is declared", id="unknown field",
    ),
    pytest.param(
        "tables.yml", "{name: scope, required: true}", "{name: election, required: true}",
        "tables.yml: declarations.fields: a field stands there twice", id="field twice",
    ),
    pytest.param(
        "tables.yml", "values: [pilkada-2024, pemilu-2024]", "values: [pilkada-2024, pilkada-2029]",
        "tables.yml: violations.election.values: no code 'pilkada-2029' is declared", id="unknown code",
    ),
    pytest.param(
        "tables.yml", "primary_key: [record_id]", "primary_key: [nomor]",
        "tables.yml: violations.primary_key: no column 'nomor' is declared", id="key without column",
    ),
    pytest.param(
        "tables.yml", "{field: region_code, table: regions}", "{field: region_code, table: planets}",
        "tables.yml: violations.foreign_keys.region_code: no table 'planets' is declared", id="foreign key to nowhere",
    ),
    pytest.param(
        "tables.yml", "      - period_in_order", "      - period_in_ordr",
        "tables.yml: violations.rules: no rule 'period_in_ordr' is declared", id="unknown rule",
    ),
    pytest.param(
        "tables.yml", "    public: wilayah\n", "",
        "tables.yml: region.public: published tables have a public name", id="published without a name",
    ),
    pytest.param(
        "tables.yml", "\nrules:\n", "\nrulez:\n",
        "tables.yml: unknown section 'rulez'", id="unknown section",
    ),
    pytest.param(
        "sources.yml", "disclosure: published", "disclosure: microdata",
        "sources.yml: violations.disclosure: of violations it must be 'published'", id="figures declared as records",
    ),
    pytest.param(
        "sources.yml", "table: declarations", "table: declaration_signatures",
        "sources.yml: declarations.disclosure: of declaration_signatures it must be 'microdata'",
        id="records declared as published",
    ),
    pytest.param(
        "sources.yml", "location: reference/regions.csv\n", "location: reference/regions.csv\n  renewal: {days: 31}\n",
        "sources.yml: regions.renewal: only compiled statements have one", id="promise of renewal for a list",
    ),
    pytest.param(
        "sources.yml", "renewal: {days: 31,", "renewal: {days: 0,",
        "sources.yml: violations.renewal.days: Input should be greater than or equal to 1", id="renewal each moment",
    ),
    pytest.param(
        "sources.yml", "table: declarations", "table: promises",
        "sources.yml: declarations.table: no table 'promises' is declared", id="source without table",
    ),
    pytest.param(
        "indicators.yml", "field: unexplained", "field: unknown",
        "indicators.yml: not_broken_down.field: no field 'unknown' is declared", id="indicator without field",
    ),
    pytest.param(
        "charts.yml", "indicator: monthly_increase", "indicator: growth",
        "charts.yml: charts.tren-pelanggaran.indicator: no indicator 'growth' is declared",
        id="chart without indicator",
    ),
    pytest.param(
        "charts.yml", "parameters: [pemilihan, tahap,", "parameters: [pemilihan, tahapan,",
        "charts.yml: charts.peta-pelanggaran.parameters: no parameter 'tahapan' is declared", id="unknown parameter",
    ),
    pytest.param(
        "charts.yml", "- days_before_polling", "- days_before",
        "charts.yml: charts.peta-deklarasi.columns: no field 'days_before' is declared", id="unknown column",
    ),
    pytest.param(
        "charts.yml", "values: [publikasi]", "values: [rumor]",
        "charts.yml: parameters.dasar.values: no code 'rumor' is declared", id="parameter with unknown code",
    ),
    pytest.param(
        "charts.yml", '"#390f50"', '"purple"',
        "charts.yml: palettes.light.classes.4: String should match pattern", id="not a colour",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "message"), CASES)
def test_a_broken_declaration_is_named(metadata: Path, file: str, old: str, new: str, message: str) -> None:
    break_declaration(metadata, file, old, new)
    with pytest.raises(CatalogueError) as error:
        load_catalogue(metadata)
    assert message in str(error.value)
    assert file in str(error.value)


def test_a_missing_file_is_named(metadata: Path) -> None:
    (metadata / "sources.yml").unlink()
    with pytest.raises(CatalogueError, match=r"^sources\.yml: cannot be read"):
        load_catalogue(metadata)


def test_a_file_that_is_no_mapping_is_named(metadata: Path) -> None:
    (metadata / "sources.yml").write_text("- violations\n", "utf-8")
    with pytest.raises(CatalogueError, match=r"^sources\.yml: must be a mapping"):
        load_catalogue(metadata)


def test_a_code_list_without_labels_is_named(metadata: Path) -> None:
    (metadata.parent / "reference" / "violation_types.csv").write_text("violation_type\nlainnya\n", "utf-8")
    with pytest.raises(
        CatalogueError, match=r"^violation_types\.csv: needs columns violation_type, label_id, label_en"
    ):
        load_catalogue(metadata)


def test_an_untouched_copy_loads(metadata: Path) -> None:
    assert load_catalogue(metadata).tables.keys() == load_catalogue().tables.keys()
