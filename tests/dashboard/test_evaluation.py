import io
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from flask.testing import FlaskClient
from pypdf import PdfReader

from dashboard.evaluation.shares import shares
from dashboard.evaluation.view import evaluation_view
from dashboard.release import Snapshot, Violation
from dashboard.state import ViewState

State = Callable[..., ViewState]
ADDRESS = "/evaluasi/1101?periode=2024-10"


def test_the_page_says_number_and_growth_of_the_period(client: FlaskClient) -> None:
    said = client.get(ADDRESS).text
    assert "<h1>Kabupaten Aceh Selatan</h1>" in said
    row = re.search(r'<th scope="row">Dugaan</th>(.*?)</tr>', said)
    assert row
    assert re.findall(r">([^<]+)<", row[1]) == ["5 (tersirat)", "+1", "belum ada"]


def test_the_first_month_grew_from_nothing(snapshot: Snapshot, state: State) -> None:
    view = evaluation_view(snapshot, state(sampai="2024-01"), "1101")
    assert view.previous is None
    assert all(change.added == 0 for change in view.changes)


def test_declarations_count_to_polling_day(client: FlaskClient) -> None:
    assert "17 September 2024, 71 hari sebelum hari pemungutan suara" in client.get(ADDRESS).text
    assert "1 dari 2 kabupaten/kota di provinsi ini" in client.get("/evaluasi/11").text
    assert "1 dari 3 kabupaten/kota tercatat" in client.get("/evaluasi/00").text


def test_a_region_without_a_record_is_told_so_and_not_called_clean(client: FlaskClient) -> None:
    said = client.get("/evaluasi/1201").text
    assert "Itu tidak berarti tidak ada apa-apa." in said
    assert "Belum ada catatan yang menentukan angka" in said


def test_the_record_of_later_months_is_not_in_an_earlier_period(client: FlaskClient) -> None:
    said = client.get("/evaluasi/1101?periode=2024-08").text
    assert "Belum ada catatan deklarasi" in said
    assert re.search(r'<th scope="row">Sosialisasi</th><td class="word">1 Agustus 2024</td>', said)


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/evaluasi/9999", 404), ("/evaluasi/9999.pdf", 404), ("/evaluasi/x", 404),
        ("/evaluasi/1101?periode=2031-01", 400), ("/evaluasi/1101.pdf?periode=x", 400),
        ("/evaluasi/1101?pemilihan=x", 400), ("/evaluasi/1101?lang=de", 400),
        ("/evaluasi/1101?utm_source=x", 200), ("/evaluasi/1101?periode=", 200),
    ],
)  # fmt: skip
def test_addresses_are_checked(address: str, status: int, client: FlaskClient) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    if status == 400:
        assert "periode" in answer.text or "periode" not in address
    if "utm" in address:
        assert 'rel="canonical" href="http://localhost/evaluasi/1101"' in answer.text


def test_the_sheet_says_what_the_page_says(client: FlaskClient) -> None:
    answer = client.get("/evaluasi/1101.pdf?periode=2024-10")
    reader = PdfReader(io.BytesIO(answer.data))
    said = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    assert answer.mimetype == "application/pdf"
    assert reader.metadata
    assert reader.metadata.title == "Kabupaten Aceh Selatan: evaluasi netralitas ASN, Oktober 2024"
    for words in ("5 (tersirat)", "+1", "71 hari sebelum", "belum dapat dihitung", "rekaan000001", "/evaluasi/1101"):
        assert words in said
    fonts = [font for page in reader.pages for font in page["/Resources"]["/Font"].values()]  # type: ignore[index]
    described = [font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"] for font in fonts]
    assert described
    assert all({"/FontFile2", "/FontFile3"} & set(font.get_object()) for font in described)
    assert client.get("/evaluasi/1101.pdf?periode=2024-10").data == answer.data


def test_the_sheet_speaks_english(client: FlaskClient) -> None:
    reader = PdfReader(io.BytesIO(client.get("/evaluasi/1101.pdf?lang=en").data))
    assert "What was declared" in reader.pages[0].extract_text()


def _record(snapshot: Snapshot, name: str, stage: str, count: int, **other: object) -> Violation:
    same = {"record_id": name, "region": "1201", "measure": "kumulatif", "authority": "KASN", "period_end": DAY}
    return replace(snapshot.violations["V1"], **{**same, "stage": stage, "count": count, **other})  # type: ignore[arg-type]


DAY = date(2024, 10, 2)
LATER = date(2024, 10, 20)


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        ([("terbukti", 8, {}), ("sanksi", 6, {})], 75),
        ([("terbukti", 8, {}), ("sanksi", 6, {"authority": "BKN"})], None),
        ([("terbukti", 8, {}), ("sanksi", 6, {"period_end": LATER})], None),
        ([("terbukti", 8, {}), ("sanksi", 6, {"date_precision": "bulan"})], None),
        ([("terbukti", 8, {}), ("sanksi", 6, {"unit": "kasus"})], None),
        ([("terbukti", 8, {"measure": "peristiwa"}), ("sanksi", 6, {"measure": "peristiwa"})], None),
        ([("terbukti", 8, {}), ("sanksi", 6, {}), ("sanksi", 2, {})], None),
        ([("terbukti", 8, {}), ("sanksi", 9, {})], None),
        ([("terbukti", 0, {}), ("sanksi", 0, {})], None),
        ([("terbukti", 8, {"region": "11"}), ("sanksi", 6, {"region": "11"})], None),
        ([("terbukti", 8, {}), ("sanksi", 6, {}), ("terbukti", 10, {"period_end": LATER}),
          ("sanksi", 5, {"period_end": LATER})], 50),
    ],
)  # fmt: skip
def test_a_share_needs_both_numbers_of_one_authority_for_one_date(
    records: list[tuple[str, int, dict[str, object]]], expected: float | None, snapshot: Snapshot, state: State
) -> None:
    rows = [
        _record(snapshot, f"X{index}", stage, count, **other) for index, (stage, count, other) in enumerate(records)
    ]
    invented = replace(snapshot, violations={row.record_id: row for row in rows})
    found = {(share.part, share.whole): share.percent for share in shares(invented, state(), "1201")}
    assert found["sanksi", "terbukti"] == expected
    assert found["diteruskan", "dugaan"] is None
