from collections.abc import Callable

from flask.testing import FlaskClient

from dashboard.files import columns, map_rows, to_csv, trend_rows
from dashboard.reading import trend_view
from dashboard.release import Snapshot
from dashboard.state import ViewState

PROVINCES = (
    "kode_wilayah,nama_wilayah,tingkat,kode_provinsi,nama_provinsi,pemilihan,tahap,satuan,jumlah,tidak_terinci,status,"
    "tersirat,dasar,per_10000_pns,jumlah_pns,penyebut_kecil,deklarasi_pertama,jumlah_kegiatan,jumlah_sumber,rilis\r\n"
    "11,Aceh,provinsi,11,Aceh,pilkada-2024,dugaan,orang,5,0,ada,false,publikasi,2.5,20000,true,,0,1,rekaan000001\r\n"
    "12,Sumatera Utara,provinsi,12,Sumatera Utara,pilkada-2024,dugaan,orang,,,nihil_terpublikasi,false,publikasi,,"
    "200000,,,0,0,rekaan000001\r\n"
)
MONTHS = (
    "kode_wilayah,nama_wilayah,tingkat,kode_provinsi,pemilihan,tahap,satuan,bulan,jumlah,kumulatif,tidak_terinci,"
    "status,dasar,rilis\r\n"
    "00,Indonesia,nasional,,pilkada-2024,dugaan,orang,2024-09,4,4,0,ada,publikasi,rekaan000001\r\n"
    "00,Indonesia,nasional,,pilkada-2024,dugaan,orang,2024-10,1196,1200,1195,ada,publikasi,rekaan000001\r\n"
)


def test_the_map_file_holds_the_data_of_the_map(client: FlaskClient) -> None:
    assert client.get("/grafik/peta-pelanggaran.csv?tingkat=provinsi").text == PROVINCES


def test_the_trend_file_holds_the_months_that_changed(snapshot: Snapshot, state: Callable[..., ViewState]) -> None:
    assert to_csv(trend_rows(snapshot, state()), columns("pelanggaran")) == MONTHS


def test_a_download_has_a_mark_for_spreadsheets_and_a_name_that_says_what_it_is(client: FlaskClient) -> None:
    answer = client.get("/grafik/peta-pelanggaran.csv?tingkat=provinsi&unduh=1")
    assert answer.text == "\ufeff" + PROVINCES
    name = "peta-pelanggaran_pilkada-2024_dugaan_orang_2024-10_provinsi_rekaan000001.csv"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'


def test_no_cell_is_run_as_a_formula() -> None:
    rows: list[dict[str, str | int | float | None]] = [{"a": "=1+1", "b": -1}, {"a": "@x", "b": None}]
    assert to_csv(rows, ("a", "b")) == "a,b\r\n'=1+1,-1\r\n'@x,\r\n"


def test_json_has_the_same_columns(client: FlaskClient) -> None:
    (aceh, _) = client.get("/grafik/peta-pelanggaran.json?tingkat=provinsi").json["data"]  # type: ignore[index]
    assert tuple(aceh) == columns("ringkasan")


def test_truth_values_are_truth_values_in_json(client: FlaskClient) -> None:
    (aceh, _) = client.get("/grafik/peta-pelanggaran.json?tingkat=provinsi").json["data"]  # type: ignore[index]
    assert (aceh["tersirat"], aceh["penyebut_kecil"]) == (False, True)


def test_a_kabupaten_has_no_part_that_is_not_broken_down(client: FlaskClient) -> None:
    rows = client.get("/grafik/peta-pelanggaran.json").json["data"]  # type: ignore[index]
    assert {row["tidak_terinci"] for row in rows} == {None}


def test_declarations_are_those_up_to_the_month(snapshot: Snapshot, state: Callable[..., ViewState]) -> None:
    until = {
        month: next(row for row in map_rows(snapshot, state(sampai=month)) if row["kode_wilayah"] == "1101")
        for month in ("2024-07", "2024-08", "2024-09")
    }
    assert [row["jumlah_kegiatan"] for row in until.values()] == [0, 1, 2]
    assert [row["deklarasi_pertama"] for row in until.values()] == [None, None, "2024-09-17"]


def test_the_trend_file_and_the_chart_stop_at_the_same_month(
    snapshot: Snapshot, state: Callable[..., ViewState]
) -> None:
    september = state(sampai="2024-09")
    shown = trend_view(snapshot, september, "00")
    assert [point.month for point in shown.points if point.added] == [
        row["bulan"] for row in trend_rows(snapshot, september)
    ]
    assert (shown.points[-1].month, shown.months[-1]) == ("2024-09", "2024-10")
