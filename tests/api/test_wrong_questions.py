"""Whatever is wrong with a question, the answer is 400 with one body that names the parameter and what is allowed."""

from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.api.parameters import names
from etl.catalogue import load_catalogue
from tests.api.conftest import RELEASE

TABLES = ("wilayah", "pelanggaran", "ringkasan", "jenis", "deklarasi", "sumber", "sumber_angka", "koreksi", "rilis")
VALID = {
    "wilayah": {"00", "0", "11", "12", "1101", "1102", "1201"},
    "provinsi": {"11", "12"},
    "tingkat": {"nasional", "provinsi", "kabupaten_kota"},
    "pemilihan": {"pilkada-2024", "pemilu-2024"},
    "tahap": {"dugaan", "diproses", "diteruskan", "terbukti", "sanksi", "tidak_terbukti"},
    "satuan": {"orang", "kasus"},
    "dasar": {"publikasi", "kasus"},
    "rilis": {RELEASE, "dipangkas001"},
    "unduh": {"1"},
    "lang": {"id", "en"},
    "batas": {str(number) for number in range(1, 100_001)},
}
CURIOUS = [
    "",
    "0x1",
    "-1",
    "1e3",
    "\u0663",
    "\uff11",
    "2024-13",
    "2024-00",
    "2024-1",
    "2024-01-01",
    "' OR 1=1",
    "\x00",
    "00 ",
    "=1",
]
texts = st.one_of(st.text(max_size=40), st.sampled_from(CURIOUS))
bounded = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def refused(answer: Any, parameter: str) -> bool:
    body = answer.json["galat"]
    return (
        answer.status_code == 400
        and set(body) == {"kode", "pesan", "parameter", "boleh"}
        and body["parameter"] == parameter
        and bool(body["boleh"])
        and bool(body["pesan"])
    )


@bounded
@given(data=st.data(), table=st.sampled_from(TABLES), suffix=st.sampled_from(["csv", "json", "xlsx", "parquet"]))
def test_a_wrong_value_of_any_parameter_is_refused(
    api: FlaskClient, data: st.DataObject, table: str, suffix: str
) -> None:
    known = [name for name in names(load_catalogue().published(table), suffix) if name in VALID]
    name = data.draw(st.sampled_from(known))
    value = data.draw(texts.filter(lambda text: text not in VALID[name]))
    if name == "batas" and value.isascii() and value.isdigit() and value.lstrip("0") in VALID[name]:
        return
    assert refused(api.get(f"/api/v1/{table}.{suffix}", query_string={name: value}), name)


@bounded
@given(name=st.text(min_size=1, max_size=20), value=texts)
def test_an_unknown_parameter_is_refused(api: FlaskClient, name: str, value: str) -> None:
    if name in names(load_catalogue().published("sumber"), "csv"):
        return
    assert refused(api.get("/api/v1/sumber.csv", query_string={name: value}), name)


@pytest.mark.parametrize("name", ["sejak", "sampai"])
@pytest.mark.parametrize(
    "value", ["2024", "2024-13", "2024-1", "24-01", "2024-01-01", "\u0662\u0660\u0662\u0664-01", "2024-01\n", ""]
)
def test_a_month_is_written_in_one_way(name: str, value: str, api: FlaskClient) -> None:
    assert refused(api.get("/api/v1/pelanggaran.csv", query_string={name: value}), name)


@pytest.mark.parametrize(("name", "value"), [("batas", "0"), ("batas", "100001"), ("lewati", "-1"), ("lewati", "1.5")])
def test_pages_have_bounds(name: str, value: str, api: FlaskClient) -> None:
    assert refused(api.get("/api/v1/sumber.json", query_string={name: value}), name)


@pytest.mark.parametrize("name", ["tahap", "rilis", "unduh", "sampai", "provinsi"])
def test_a_parameter_with_one_value_stands_once(name: str, api: FlaskClient) -> None:
    assert refused(api.get(f"/api/v1/pelanggaran.csv?{name}=1&{name}=1"), name)


def test_pages_belong_to_json_alone(api: FlaskClient) -> None:
    assert refused(api.get("/api/v1/sumber.csv?batas=1"), "batas")


def test_the_summary_has_an_end_but_no_beginning(api: FlaskClient) -> None:
    assert refused(api.get("/api/v1/ringkasan.csv?sejak=2024-01"), "sejak")


def test_the_body_is_the_promised_one(api: FlaskClient) -> None:
    assert api.get("/api/v1/sumber.csv?satuan=persen&lang=en").json == {
        "galat": {
            "kode": "nilai_salah",
            "pesan": "The value 'persen' of 'satuan' is unknown. Known are: orang, kasus.",
            "parameter": "satuan",
            "boleh": ["orang", "kasus"],
        }
    }
