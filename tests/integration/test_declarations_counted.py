"""The page of declarations says what a plain count of the file of declarations gives, made here without our code."""

import calendar
import csv
import io
import re
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml
from flask.testing import FlaskClient

from dashboard.release import Snapshot
from etl.catalogue import METADATA

DATA = METADATA.parent
POLLING = {"pilkada-2024": date(2024, 11, 27), "pemilu-2024": date(2024, 2, 14)}
LAST = {"pilkada-2024": date(2024, 12, 31), "pemilu-2024": date(2024, 10, 31)}
OATHS = {"ikrar_deklarasi", "pakta_integritas", "ikrar_dan_pakta"}
Row = dict[str, str]
each_election = pytest.mark.parametrize("election", POLLING)


@pytest.fixture
def client(site: tuple[Snapshot, FlaskClient]) -> FlaskClient:
    return site[1]


def rows_of(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def declarations() -> list[Row]:
    """Read the file of declarations as an editor keeps it, with the corrections that are applied."""
    rows = {row["record_id"]: row for row in rows_of(DATA / "declarations.csv")}
    for file in sorted((DATA / "corrections").glob("*.yml")):
        for correction in (yaml.safe_load(file.read_text("utf-8")) or {}).values():
            if correction["table"] == "declarations" and correction["status"] == "applied":
                assert correction["action"] == "set"
                rows[correction["record"]][correction["field"]] = str(correction["to"])
    return list(rows.values())


def counts_from(row: Row) -> date:
    day = date.fromisoformat(row["date"])
    if row["date_precision"] == "hari":
        return day
    end = day.replace(day=calendar.monthrange(day.year, day.month)[1])
    return min(end, date.fromisoformat(row["source_published"]))


def first_days(election: str) -> dict[str, date]:
    """Return since when each region has declared."""
    found: dict[str, date] = {}
    for row in declarations():
        if row["election"] in {election, "keduanya"} and row["scope"] == "seluruh" and row["activity"] in OATHS:
            day = counts_from(row)
            found[row["region_code"]] = min(day, found.get(row["region_code"], day))
    return found


def regencies() -> list[str]:
    return [row["region_code"] for row in rows_of(DATA / "reference" / "regions.csv") if len(row["region_code"]) == 4]


def chart(client: FlaskClient, path: str) -> list[Row]:
    answer = client.get(f"/grafik/{path}")
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.text, newline="")))


@each_election
def test_the_headline_is_the_count_of_the_file(client: FlaskClient, election: str) -> None:
    declared = [code for code, day in first_days(election).items() if len(code) == 4 and day <= LAST[election]]
    page = client.get(f"/deklarasi?pemilihan={election}").text
    assert 20 < len(declared) < len(regencies()) == 514
    assert f"Sedikitnya {len(declared)} dari 514 kabupaten/kota" in page
    governments = [code for code, day in first_days(election).items() if len(code) == 2 and code != "00"]
    assert f"Sedikitnya {len(governments)} dari 38 pemerintah provinsi" in page


@each_election
def test_every_first_day_of_the_map_is_that_of_the_file(client: FlaskClient, election: str) -> None:
    rows = chart(client, f"peta-deklarasi.csv?pemilihan={election}")
    first = first_days(election)
    expected = {code: first[code].isoformat() if code in first else "" for code in regencies()}
    assert {row["kode_wilayah"]: row["deklarasi_pertama"] for row in rows} == expected
    for row in rows:
        day = first.get(row["kode_wilayah"])
        assert row["hari_sebelum_pemungutan"] == (str((POLLING[election] - day).days) if day else "")
        assert row["status"] == ("ada" if day else "nihil_terpublikasi")


@each_election
def test_the_curve_is_the_share_on_every_day(client: FlaskClient, election: str) -> None:
    days = [day for code, day in first_days(election).items() if len(code) == 4]
    rows = chart(client, f"tren-deklarasi.csv?pemilihan={election}")
    assert [row["dihitung_sejak"] for row in rows] == sorted({day.isoformat() for day in days})
    for row in rows:
        reached = sum(day <= date.fromisoformat(row["dihitung_sejak"]) for day in days)
        assert (int(row["sudah_berdeklarasi"]), float(row["cakupan_deklarasi"])) == (reached, round(reached / 514, 4))
    assert sum(int(row["berdeklarasi_hari_itu"]) for row in rows) == len(days)


def test_a_declaration_known_by_its_month_counts_on_the_earlier_of_month_end_and_publication(
    client: FlaskClient,
) -> None:
    by_month = [row for row in declarations() if row["date_precision"] == "bulan" and len(row["region_code"]) == 4]
    first = {election: first_days(election) for election in POLLING}
    kinds, checked = set(), 0
    for row in by_month:
        election = row["election"] if row["election"] in POLLING else "pilkada-2024"
        day, published = counts_from(row), date.fromisoformat(row["source_published"])
        if first[election].get(row["region_code"]) != day or row["activity"] not in OATHS:
            continue
        kinds.add(day == published)
        before, after = (
            chart(client, f"peta-deklarasi.csv?pemilihan={election}&sampai={on}") if f"{on:%Y-%m}" >= "2024-01" else []
            for on in (day - timedelta(days=1), day)
        )
        if before and after:
            shown = [next(r for r in rows if r["kode_wilayah"] == row["region_code"]) for rows in (before, after)]
            assert [r["deklarasi_pertama"] for r in shown] == ["", day.isoformat()]
            checked += 1
    assert kinds == {True, False}
    assert checked > 3


@each_election
def test_the_marked_days_and_the_classes_are_counted_alike(client: FlaskClient, election: str) -> None:
    page = client.get(f"/deklarasi?pemilihan={election}").text
    before = [(POLLING[election] - day).days for code, day in first_days(election).items() if len(code) == 4]
    classes = (sum(days >= 90 for days in before), sum(30 <= days < 90 for days in before))
    for name, count in zip(("ikrar-2", "ikrar-1"), classes, strict=True):
        assert re.search(rf'swatch-{name}".*?<strong class="legend-count">{count}<', page)
    for days in (90, 30, 7):
        reached = sum(found >= days for found in before)
        assert re.search(rf'H-{days} <span class="hint">[^<]+</span></th><td[^>]*>{reached}</td>', page)


@each_election
def test_a_province_is_measured_by_its_own_number(client: FlaskClient, election: str) -> None:
    first = first_days(election)
    page = client.get(f"/deklarasi?pemilihan={election}").text
    for code, name in (("33", "Jawa Tengah"), ("73", "Sulawesi Selatan"), ("34", "Daerah Istimewa Yogyakarta")):
        own = [region for region in regencies() if region[:2] == code]
        declared = sum(region in first for region in own)
        assert re.search(rf">{name}</a></th><td[^>]*>{declared} dari {len(own)}</td>", page)
        chosen = client.get(f"/deklarasi?pemilihan={election}&provinsi={code}").text
        assert f"{name}: sedikitnya {declared} dari {len(own)} kabupaten/kota" in chosen


@each_election
def test_the_table_has_every_declared_region_once(client: FlaskClient, election: str) -> None:
    declared = {code for code in first_days(election) if len(code) == 4}
    for order in ("tanggal", "nama", "provinsi"):
        page = client.get(f"/deklarasi?pemilihan={election}&urut={order}").text
        body = page[page.index('<table class="declared"') :]
        listed = re.findall(r'<th scope="row"[^>]*><a href="/wilayah/(\d{4})', body)
        assert len(listed) == len(declared)
        assert set(listed) == declared


@pytest.mark.parametrize("activity", ["rapat_koordinasi", "surat_edaran", "pakta_integritas"])
def test_a_kind_lists_as_many_regions_as_it_counts(client: FlaskClient, activity: str) -> None:
    rows = [row for row in declarations() if row["election"] in {"pilkada-2024", "keduanya"}]
    found = [row["region_code"] for row in rows if row["activity"] == activity and len(row["region_code"]) == 4]
    page = client.get(f"/deklarasi?kegiatan={activity}").text
    numbers = rf"kegiatan={activity}#daftar\">[^<]+</a></th><td[^>]*>{len(set(found))}</td><td[^>]*>{len(found)}</td>"
    assert re.search(numbers, page)
    assert f"{len(set(found))} kabupaten/kota, masing-masing" in page
