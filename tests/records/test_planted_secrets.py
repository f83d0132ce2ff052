"""Personal data planted everywhere: real commands run over it, and it is found nowhere but where its owner keeps it."""

import signal
import stat
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from dashboard.server import create_server
from etl.__main__ import main
from etl.catalogue import load_catalogue
from etl.microdata.source import tally_source
from etl.reading import UnreadableFileError
from etl.values.places import load_region_names
from etl.wording import load_wording
from tests.etl.small_project import copy_project, finished, start
from tests.records.invented_project import declare
from tests.records.searching import Layer, files_under, found, layers, watched_processes
from tests.records.secret_files import (
    LOCATION,
    MAPPED,
    OTHER,
    OTHER_SECRETS,
    SECRET,
    SECRETS,
    broken_files,
    other_file,
    secret_database,
    secret_workbook,
)
from tests.workplaces import TODAY

HELD = "held while the rows are in memory"
ALL_SECRETS = SECRETS | OTHER_SECRETS
TABLES = ("kasus", "tanda_tangan", "wilayah", "pelanggaran", "rilis", "koreksi")
PAGES = ("/", "/data", "/data/umpan.xml", "/metode", "/api/v1/katalog.jsonld", "/api/v1/openapi.json", "/readyz")


@dataclass(frozen=True)
class Site:
    """A copied project with planted secrets, and its database."""

    project: Path

    @property
    def data(self) -> Path:
        return self.project / "data"

    @property
    def database(self) -> Path:
        return self.project / "rilis.sqlite3"

    @property
    def workbook(self) -> Path:
        return self.data / LOCATION

    def begin(self, *arguments: str, prelude: str = "") -> Any:
        return start(self.project, *arguments, address=f"sqlite:///{self.database}", prelude=prelude)

    def do(self, *arguments: str, prelude: str = "") -> tuple[int, str]:
        return finished(self.begin(*arguments, prelude=prelude))

    def places(self) -> Iterator[Layer]:
        """Look everywhere but into the files of the owners, their declarations, and what they get back."""
        own = (self.data / "kiriman", self.data / "metadata" / "sources.yml")
        back = self.project.glob("data/quarantine/*/rahasia.*")
        return files_under(self.project, without=(*own, *back))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    site = Site(copy_project(tmp_path_factory.mktemp("project")))
    secret_workbook(site.workbook)
    other_file(site.data / "kiriman" / "lain.csv")
    declare(site.data / "metadata", {"rahasia": SECRET, "lain": OTHER})
    return site


@pytest.fixture(scope="module")
def published(site: Site) -> tuple[str, set[bytes]]:
    """Publish once; returns what the command said, and the command lines of the time."""
    seen: set[bytes] = set()
    with watched_processes(seen):
        code, said = site.do("run")
    assert code == 0, said
    return said, seen


def test_a_published_release_and_all_around_it_hold_no_secret(site: Site, published: tuple[str, set[bytes]]) -> None:
    said, seen = published
    assert "rahasia" in said
    assert any(b"workbook_child" in line for line in seen)
    assert found(ALL_SECRETS, [("said", said.encode()), *(("process", line) for line in seen)]) == set()
    assert found(ALL_SECRETS, site.places()) == set()
    assert not list((site.project / "tmp").iterdir())


def test_only_the_owner_gets_back_what_was_refused(site: Site, published: tuple[str, set[bytes]]) -> None:  # noqa: ARG001
    (own,) = site.project.glob("data/quarantine/*/rahasia.xlsx")
    (other,) = site.project.glob("data/quarantine/*/lain.xlsx")
    assert [stat.S_IMODE(path.stat().st_mode) for path in (own, other, own.parent)] == [0o600, 0o600, 0o700]
    back = {key for key, _place in found(SECRETS, layers("own", own.read_bytes()))}
    assert back >= {*MAPPED, "doubled key", "dropped name"}
    assert found(SECRETS, layers("other", other.read_bytes())) == set()


def test_what_the_web_app_serves_holds_no_secret(site: Site, published: tuple[str, set[bytes]]) -> None:  # noqa: ARG001
    client = create_server(address=f"sqlite:///{site.database}").test_client()
    catalogue = load_catalogue(site.data / "metadata")
    assert {table.public for table in catalogue.tables.values()} >= set(TABLES)
    tables = [
        f"/api/v1/{table}.{suffix}" for table in TABLES for suffix in ("csv", "json", "xlsx", "parquet", "geojson")
    ]
    answers = {address: client.get(address) for address in (*PAGES, *tables)}
    served = {address: answer.data for address, answer in answers.items() if answer.status_code == 200}
    assert {"/", "/data", "/api/v1/kasus.csv", "/api/v1/kasus.xlsx", "/api/v1/kasus.parquet"} <= served.keys()
    everything = [(address, answer.data) for address, answer in answers.items()]
    assert found(ALL_SECRETS, (layer for place in everything for layer in layers(*place))) == set()


def test_looking_through_a_file_tells_no_secret(site: Site) -> None:
    given = ("check", str(site.workbook), "--table", "violation_cases", "--source", "rahasia")
    for process in [site.begin(*given), site.begin(*given, "--quarantine")]:
        code, said = finished(process)
        assert code == 1
        assert "region_unknown" in said
        assert found(ALL_SECRETS, [("said", said.encode())]) == set()
    assert found(ALL_SECRETS, site.places()) == set()


def test_working_a_release_out_again_tells_no_secret(site: Site, published: tuple[str, set[bytes]]) -> None:  # noqa: ARG001
    code, said = site.do("verify")
    assert code == 0, said
    assert found(ALL_SECRETS, [("said", said.encode()), *site.places()]) == set()


FAILING = {
    "an undeclared column": ({"heading": SECRETS["heading"]}, ""),
    "too many refused rows": ({"wrong": 300}, ""),
    "no memory": ({}, "import etl.microdata.records as records; records.MEMORY = '1MB'"),
}


@pytest.mark.parametrize(("written", "prelude"), FAILING.values(), ids=FAILING)
def test_a_run_that_fails_leaves_no_secret(
    site: Site,
    published: tuple[str, set[bytes]],  # noqa: ARG001
    written: dict[str, Any],
    prelude: str,
) -> None:
    before = site.database.read_bytes()
    secret_workbook(site.workbook, **written)
    code, said = site.do("run", prelude=prelude)
    secret_workbook(site.workbook)
    assert code == 1
    assert "Stopped" in said
    assert "Traceback" not in said
    assert site.database.read_bytes() == before
    assert found(ALL_SECRETS, [("said", said.encode()), *site.places()]) == set()


@pytest.mark.parametrize("step", ["group_records", "match_records", "count_records", "refused_rows"])
def test_a_run_that_is_killed_while_it_reads_leaves_no_secret(site: Site, step: str) -> None:
    held = f"import etl.microdata.source as s, time; s.{step} = lambda *a, **k: print('{HELD}') or time.sleep(600)"
    process = site.begin("run", prelude=held)
    lines = []
    for line in process.stdout:
        lines.append(line)
        if HELD in line:
            break
    process.send_signal(signal.SIGKILL)
    lines.append(process.communicate()[0])
    assert HELD in "".join(lines)
    assert process.returncode == -signal.SIGKILL
    assert found(ALL_SECRETS, [("said", "".join(lines).encode()), *site.places()]) == set()
    assert not list((site.project / "tmp").iterdir())


def told(metadata: Path, name: str, **changes: Any) -> str:
    """Return all that is said of a source that cannot be read."""
    catalogue, wording = load_catalogue(metadata), load_wording()
    with pytest.raises(UnreadableFileError) as caught:
        tally_source(
            catalogue=catalogue,
            source=catalogue.sources[name].model_copy(update=changes),
            names=load_region_names(),
            today=TODAY,
            quarantine_folder=None,
            wording=wording,
            lang="id",
        )
    problem = caught.value.problem
    sentences = [problem.sentence(wording=wording, lang=lang) for lang in ("id", "en")]
    return "\n".join([repr(problem), *sentences, *traceback.format_exception(caught.value, chain=True)])


def test_files_that_cannot_be_read_are_not_quoted(site: Site, tmp_path: Path) -> None:
    for path in broken_files(tmp_path).values():
        said = told(site.data / "metadata", "rahasia", location=str(path))
        assert found(ALL_SECRETS, [("said", said.encode())]) == set()


DATABASES = {
    "column": "SELECT nama_rekaan, nomor AS Nomor FROM perkara WHERE nama = '{query}'",
    "value": "SELECT nomor, json_extract(nama, '$') AS Wilayah FROM perkara",
    "delete": "DELETE FROM perkara WHERE nama = '{query}'",
}


@pytest.mark.parametrize("query", DATABASES.values(), ids=DATABASES)
def test_errors_of_a_database_are_not_quoted(site: Site, tmp_path: Path, query: str) -> None:
    secret_database(tmp_path / "register.sqlite3")
    location = f"sqlite:///{tmp_path / 'register.sqlite3'}"
    said = told(site.data / "metadata", "rahasia", location=location, query=query.format(**OTHER_SECRETS))
    assert found(ALL_SECRETS, [("said", said.encode())]) == set()


@pytest.mark.parametrize("by_name", [True, False], ids=["in a variable", "in the declaration"])
def test_the_address_of_a_database_is_not_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], by_name: bool
) -> None:
    user, password = OTHER_SECRETS["address of database"], OTHER_SECRETS["password"]
    address = f"postgresql://{user}:{password}@127.0.0.1:1/{user}"
    monkeypatch.setenv("REGISTER_REKAAN", address)
    location = "env:REGISTER_REKAAN" if by_name else address
    assert main(["check", location, "--table", "violation_cases"]) == 1
    printed = capsys.readouterr()
    assert "violation_cases" in printed.out
    assert found(ALL_SECRETS, [("said", (printed.out + printed.err).encode())]) == set()
