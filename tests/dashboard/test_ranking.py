"""The ranking orders what was announced, shares ranks between equals, and keeps apart what has no number."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from itertools import product

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, insert, select, update

from dashboard.database import Database
from dashboard.ranking.state import RankState, parse_ranking, ranking_query
from dashboard.ranking.view import ranking_view
from dashboard.release import Place, Snapshot
from dashboard.server import create_server
from dashboard.snapshot import ReleaseReader
from etl import schema
from etl.engine import open_engine
from tests.dashboard.invented import PILKADA, publish

PAGE, CSV = "/peringkat", "/grafik/peringkat-pelanggaran.csv"
RELEASE = "rekaan000001"


@pytest.fixture
def fuller(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Engine, FlaskClient]]:
    """Serve the invented release with more kabupaten: two that share a rank, one that is suppressed."""
    address = f"sqlite:///{tmp_path_factory.mktemp('urut') / 'rekaan.sqlite3'}"
    engine = open_engine(address=address)
    publish(engine)
    more = [("1103", "Kabupaten Rekaan Satu"), ("1104", "Kabupaten Rekaan Dua"), ("1105", "Kota Rekaan Tiga")]
    same = {"release_id": RELEASE, "region_level": "kabupaten_kota", "parent_code": "11", "pns_count": None}
    numbers = {"1103": (5, "ada"), "1104": (2, "ada"), "1105": (1, "disembunyikan")}
    with engine.begin() as connection:
        connection.execute(insert(schema.region), [{**same, "region_code": code, "name": name} for code, name in more])
        connection.execute(insert(schema.observation), [_number(code, *known) for code, known in numbers.items()])
    server = create_server(address=address)
    yield engine, server.test_client()
    server.extensions["engine"].dispose()
    engine.dispose()


def _number(code: str, value: int, status: str) -> dict[str, object]:
    return {
        "release_id": RELEASE, "region_code": code, "election": PILKADA, "stage": "dugaan", "unit": "orang",
        "month": "2024-10", "added": value, "cumulative": value, "unexplained": 0, "status": status,
        "implied": False, "basis": "publikasi",
    }  # fmt: skip


def ranks(page: str) -> list[tuple[str, str]]:
    """Return rank and code of the rows of the table, as a reader sees them."""
    found = re.findall(r'<tr id="d(\d+)"><td class="rank">(.*?)</td>', page)
    return [(re.sub(r"<[^>]+>", "", rank), code) for code, rank in found]


def block(page: str, kind: str) -> list[str]:
    """Return the codes of the regions in a list below the table."""
    found = re.search(rf'<section id="tanpa-{kind}".*?</section>', page, flags=re.DOTALL)
    return re.findall(r'href="/wilayah/(\d+)', found[0]) if found else []


def codes(text: str) -> list[str]:
    return [row["kode_wilayah"] for row in csv.DictReader(io.StringIO(text))]


def test_equals_share_a_rank_and_the_next_one_is_counted_on(fuller: tuple[Engine, FlaskClient]) -> None:
    page = fuller[1].get(PAGE).text
    assert ranks(page) == [("1 seri", "1101"), ("1 seri", "1103"), ("3", "1104")]


def test_what_has_no_number_stands_apart_each_kind_by_itself(fuller: tuple[Engine, FlaskClient]) -> None:
    page = fuller[1].get(PAGE).text
    assert (block(page, "zeros"), block(page, "suppressed"), block(page, "nothing")) == (["1102"], ["1105"], ["1201"])
    assert "bukan berarti bersih" in page
    file = list(csv.DictReader(io.StringIO(fuller[1].get(CSV).text)))
    assert [(row["kode_wilayah"], row["status"]) for row in file] == [
        ("1101", "ada"), ("1103", "ada"), ("1104", "ada"), ("1102", "nol"), ("1105", "disembunyikan"),
        ("1201", "nihil_terpublikasi"),
    ]  # fmt: skip


def test_the_sentence_names_all_that_share_the_first_rank(fuller: tuple[Engine, FlaskClient]) -> None:
    page = fuller[1].get(PAGE).text
    tied = "sama banyak: Kabupaten Aceh Selatan (Aceh) dan Kabupaten Rekaan Satu (Aceh). Masing-masing sedikitnya 5"
    assert tied in page
    assert (
        "tied: Kabupaten Aceh Selatan (Aceh) and Kabupaten Rekaan Satu (Aceh)" in fuller[1].get(f"{PAGE}?lang=en").text
    )
    assert "3 dari 6 kabupaten/kota di Indonesia punya angka. Untuk 1 lainnya" in page


def test_a_sum_of_zeros_is_no_number(fuller: tuple[Engine, FlaskClient]) -> None:
    engine = fuller[0]
    with engine.begin() as connection:
        of_one = schema.observation.c.region_code == "1104"
        connection.execute(update(schema.observation).where(of_one).values(cumulative=0, added=0))
    snapshot = ReleaseReader(Database(engine)).current()
    view = ranking_view(snapshot, parse_ranking({}, snapshot))
    assert [row.place.code for row in view.ranked] == ["1101", "1103"]
    assert [row.place.code for row in view.nothing] == ["1104", "1201"]


def test_a_search_keeps_the_rank_among_all(fuller: tuple[Engine, FlaskClient]) -> None:
    page = fuller[1].get(f"{PAGE}?cari=rekan+dua").text
    assert ranks(page) == [("3", "1104")]
    assert codes(fuller[1].get(f"{CSV}?cari=rekan+dua").text) == ["1104"]
    found = fuller[1].get(f"{PAGE}?cari=tapteng").text
    assert (ranks(found), block(found, "nothing")) == ([], ["1201"])
    assert "<details open" in found
    nothing = fuller[1].get(f"{PAGE}?cari=zzzzzz").text
    assert "Tidak ada kabupaten/kota yang cocok" in nothing
    assert codes(fuller[1].get(f"{CSV}?cari=zzzzzz").text) == []


def test_a_province_is_ranked_by_itself(fuller: tuple[Engine, FlaskClient]) -> None:
    page = fuller[1].get(f"{PAGE}?provinsi=12").text
    assert (ranks(page), block(page, "nothing")) == ([], ["1201"])
    assert "Tidak satu pun dari 1 kabupaten/kota di Sumatera Utara punya angka" in page


def test_orders(fuller: tuple[Engine, FlaskClient]) -> None:
    order = {
        name: [code for _, code in ranks(fuller[1].get(f"{PAGE}?urut={name}").text)] for name in ("nama", "deklarasi")
    }
    assert order == {"nama": ["1101", "1104", "1103"], "deklarasi": ["1101", "1103", "1104"]}
    page = fuller[1].get(f"{PAGE}?urut=nama").text
    assert page.count("aria-sort") == 1
    assert 'aria-sort="ascending"><span class="sorted">Daerah' in page


def test_rates_are_ranked_where_they_exist(client: FlaskClient) -> None:
    page = client.get(f"{PAGE}?tingkat=provinsi&urut=per_10000").text
    assert ranks(page) == [("1", "11")]
    assert "penyebut kecil" in page
    assert "Untuk setiap 10.000 PNS, sedikitnya 2,50 ASN" in page
    assert "10.000 PNS</" not in client.get(f"{PAGE}?urut=per_10000").text


@pytest.mark.parametrize("query", ["urut=x", "provinsi=99", "provinsi=1101", "tahap=x", "sampai=2031-01", "lang=xx"])
def test_a_wrong_value_is_refused_readably(query: str, client: FlaskClient) -> None:
    answer = client.get(f"{PAGE}?{query}")
    assert (answer.status_code, answer.mimetype) == (400, "text/html")
    program = client.get(f"{CSV}?{query}")
    assert (program.status_code, program.mimetype) == (400, "application/json")


def test_the_file_refuses_what_it_does_not_know_and_the_page_leaves_it_out(client: FlaskClient) -> None:
    assert client.get(f"{CSV}?utm_source=x").status_code == 400
    page = unescape(client.get(f"{PAGE}?utm_source=x&cari=++aceh+&urut=jumlah&lang=en").text)
    assert '<link rel="canonical" href="http://localhost/peringkat?cari=aceh&lang=en">' in page


def test_every_state_is_written_as_it_is_read(snapshot: Snapshot) -> None:
    queries = [
        {},
        {"pemilihan": "pemilu-2024", "tahap": "sanksi", "urut": "nama"},
        {"tingkat": "provinsi", "satuan": "kasus", "provinsi": "11", "cari": "a & b", "lang": "en"},
        {"sampai": "2024-09", "urut": "per_10000"},
    ]
    states = [parse_ranking(query, snapshot) for query in queries]
    assert [parse_ranking(ranking_query(state, snapshot), snapshot) for state in states] == states
    assert ranking_query(states[0], snapshot) == {}


def test_what_a_visitor_types_cannot_break_out(client: FlaskClient) -> None:
    assert "<script>alert" not in client.get(PAGE, query_string={"cari": '"><script>alert(1)</script>'}).text


def test_the_download_says_what_it_holds(client: FlaskClient) -> None:
    answer = client.get(f"{CSV}?tingkat=provinsi&unduh=1")
    assert answer.headers["Content-Disposition"].endswith(
        f'"peringkat-pelanggaran_pilkada-2024_dugaan_orang_2024-10_provinsi_{RELEASE}.csv"'
    )
    data = client.get("/grafik/peringkat-pelanggaran.json").json
    assert data is not None
    assert [row["kode_wilayah"] for row in data["data"]] == ["1101", "1102", "1201"]


def _raw(engine: Engine, *, election: str, stage: str, unit: str, month: str) -> dict[str, tuple[int, str]]:
    """Read what holds at the end of a month from the rows of the release, without the code of the page."""
    stored = schema.observation.c
    chosen = select(stored.region_code, stored.month, stored.cumulative, stored.status).where(
        stored.election == election, stored.stage == stage, stored.unit == unit, stored.month <= month
    )
    with engine.connect() as connection:
        rows = sorted(connection.execute(chosen), key=lambda row: row[1])
    return {code: (value, status) for code, _, value, status in rows}


@pytest.mark.parametrize("digits", [2, 4])
@pytest.mark.parametrize(
    ("election", "stage", "unit", "month"),
    [
        ("pilkada-2024", "dugaan", "orang", "2024-10"),
        ("pilkada-2024", "dugaan", "kasus", "2024-12"),
        ("pilkada-2024", "diteruskan", "orang", "2024-12"),
        ("pemilu-2024", "terbukti", "orang", "2024-03"),
    ],
)
def test_the_real_ranking_is_the_one_of_the_raw_rows(
    digits: int,
    election: str,
    stage: str,
    unit: str,
    month: str,
    real: FlaskClient,
    published: tuple[Engine, str, object],
) -> None:
    raw = _raw(published[0], election=election, stage=stage, unit=unit, month=month)
    known = {code: value for code, (value, _) in raw.items() if len(code) == digits and code != "00" and value}
    counts = Counter(known.values())
    expected = sorted(
        (1 + sum(other > value for other in known.values()), code, counts[value] > 1) for code, value in known.items()
    )
    level = "provinsi" if digits == 2 else "kabupaten_kota"
    query = f"pemilihan={election}&tahap={stage}&satuan={unit}&sampai={month}&tingkat={level}"
    page = real.get(f"{PAGE}?{query}").text
    assert ranks(page) == [(f"{rank} seri" if tied else str(rank), code) for rank, code, tied in expected]
    zeros = sorted(code for code, (_, status) in raw.items() if status == "nol" and len(code) == digits)
    assert block(page, "zeros") == zeros
    assert len(block(page, "nothing")) == (38 if digits == 2 else 514) - len(known) - len(zeros)
    file = codes(real.get(f"/grafik/peringkat-pelanggaran.csv?{query}").text)
    assert file[: len(expected)] == [code for _, code, _ in expected]
    assert len(file) == len(set(file)) == (38 if digits == 2 else 514)


def test_the_journalists_question_is_answered(real: FlaskClient) -> None:
    page = unescape(real.get(f"{PAGE}?sampai=2024-10").text)
    assert "Kabupaten Bima (Nusa Tenggara Barat). Sedikitnya 38 ASN" in page
    (csv_link,) = re.findall(r'href="(/grafik/peringkat-pelanggaran\.csv[^"]+)"', page)
    assert csv_link == "/grafik/peringkat-pelanggaran.csv?sampai=2024-10&unduh=1"
    assert codes(real.get(csv_link).text.removeprefix("\ufeff"))[0] == "5206"
    assert f'href="{PAGE}"' in real.get("/").text
    assert f'href="{PAGE}?sampai=2024-10"' in real.get(PAGE).text


@pytest.mark.parametrize(
    ("election", "unit", "level"),
    list(product(("pilkada-2024", "pemilu-2024"), ("orang", "kasus"), ("kabupaten_kota", "provinsi"))),
)
def test_every_state_has_a_page_in_both_languages(election: str, unit: str, level: str, real: FlaskClient) -> None:
    for lang in ("id", "en"):
        answer = real.get(f"{PAGE}?pemilihan={election}&satuan={unit}&tingkat={level}&lang={lang}")
        assert answer.status_code == 200
        assert f'<html lang="{lang}">' in answer.text


def test_links_of_the_page_lead_to_the_same_numbers(real: FlaskClient) -> None:
    page = unescape(real.get(f"{PAGE}?tahap=diteruskan&sampai=2024-10&cari=bima&lang=en").text)
    assert 'href="/wilayah/5206?tahap=diteruskan&sampai=2024-10&lang=en"' in page
    links = set(re.findall(r'(?:href|src)="(/[^"#]*)', page))
    assert len(links) > 20
    assert [link for link in sorted(links) if _status(real, link) != 200] == []


def _status(client: FlaskClient, link: str) -> int:
    with client.head(link) as answer:
        return answer.status_code


def test_regions_of_one_state_are_ranked_once(snapshot: Snapshot) -> None:
    state = parse_ranking({}, snapshot)
    assert ranking_view(snapshot, state) is ranking_view(snapshot, replace(state))
    assert isinstance(state, RankState)
    assert all(isinstance(row.place, Place) for row in ranking_view(snapshot, state).field)
