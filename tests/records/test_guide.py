"""Does what the guide for agencies says, with its own words: every command and the declaration are taken from it."""

import re
import shlex
import stat
import textwrap
from pathlib import Path

import openpyxl
import pytest

from tests.etl.small_project import ROOT, copy_project, finished, start

GUIDE = (ROOT / "data" / "KIRIMAN.md").read_text(encoding="utf-8").split("## English")[0]
COMMANDS = [
    shlex.split(line, comments=True) for line in re.findall(r"^ +\.venv/bin/python -m etl (.+)$", GUIDE, re.MULTILINE)
]
DECLARATION = textwrap.dedent(re.search(r"```yaml\n(.+?)```", GUIDE, re.DOTALL)[1])  # type: ignore[index]
SENT = ["No Perkara", "Nama Terlapor", "Kabupaten/Kota", "Tgl Laporan", "Bentuk Pelanggaran", "Status Penanganan"]


def do(project: Path, command: list[str]) -> tuple[int, str]:
    return finished(start(project, *command, address=f"sqlite:///{project / 'rilis.sqlite3'}"))


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_project(tmp_path_factory.mktemp("stranger"))


def test_the_guide_names_five_commands() -> None:
    assert [command[0] for command in COMMANDS] == ["template", "template", "check", "check", "run"]


def test_an_empty_file_is_written_filled_in_and_found_right(project: Path) -> None:
    code, said = do(project, COMMANDS[0])
    assert code == 0, said
    written = project / "templat-violation_cases.xlsx"
    book = openpyxl.load_workbook(written)
    headings = [cell.value for cell in book.worksheets[0][1]]
    row = {
        "key": "K1",
        "kode_wilayah": "Kab. Bantul",
        "pemilihan": "pilkada-2024",
        "tanggal_kasus": "12 Oktober 2024",
        "jenis": "media_sosial",
        "tahap": "dugaan",
    }
    for column, heading in enumerate(headings, start=1):
        book.worksheets[0].cell(2, column).value = row[str(heading)]
    book.save(written)
    code, said = do(project, [written.name if part == "BERKAS" else part for part in COMMANDS[2]])
    assert code == 0, said
    assert "1 rows read, 1 accepted, 0 refused" in said


def test_a_file_is_declared_checked_mended_and_published(project: Path) -> None:
    target = project / "data" / "kiriman" / "kasus.xlsx"
    target.parent.mkdir(exist_ok=True)
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    rest = ["Contoh Rekaan", "Bantul", "12/10/2024", "Media sosial", "Sudah disanksi"]
    for row in (SENT, *([number, *rest] for number in range(30)), [31, "Contoh Rekaan", "Bantull", *rest[2:]]):
        sheet.append(row)
    book.save(target)
    with (project / "data" / "metadata" / "sources.yml").open("a", encoding="utf-8") as file:
        file.write("\n" + DECLARATION)

    check, publish = COMMANDS[3:]
    code, said = do(project, check)
    assert (code, "row 32, column Kabupaten/Kota" in said) == (1, True), said
    sheet["C32"] = "Kabupaten Bantul"
    book.save(target)
    code, said = do(project, check)
    assert code == 0, said
    code, said = do(project, publish)
    assert code == 0, said
    assert re.search(r"kasus_rekaan +│ +31 │ +31 │ +0 │", said)
    assert stat.S_IMODE((project / ".pantau" / "kunci").stat().st_mode) == 0o600


def test_a_declaration_that_is_no_yaml_is_told_in_a_sentence(project: Path) -> None:
    declared = project / "data" / "metadata" / "sources.yml"
    before = declared.read_text(encoding="utf-8")
    declared.write_text(before + "rekaan: {table: [\n", encoding="utf-8")
    code, said = do(project, ["releases"])
    declared.write_text(before, encoding="utf-8")
    assert code == 1
    assert said.startswith("sources.yml: cannot be read")
    assert "Traceback" not in said


def test_what_agencies_hand_over_stays_out_of_git() -> None:
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert {"data/kiriman/", "data/quarantine/", "/templat-*", ".pantau/"} <= set(ignored)
