"""The worked example of the method page is chosen and computed from the rows of a release."""

import re
from datetime import date
from html import unescape

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, update

from dashboard.method.example import EVENT, Material, Published, Region, Stated, Step, worked_example
from dashboard.method.example_rows import read_material
from dashboard.server import create_server
from etl import schema
from etl.catalogue import load_catalogue
from etl.engine import open_engine
from tests.dashboard.invented import publish

TOTAL = "kumulatif"
REGIONS = {
    region.code: region
    for region in (
        Region("00", "Indonesia", "nasional", None),
        Region("11", "Aceh", "provinsi", "00"),
        Region("1101", "Kabupaten A", "kabupaten_kota", "11"),
        Region("1102", "Kabupaten B", "kabupaten_kota", "11"),
    )
}


def stated(number: str, measure: str, count: int) -> Stated:
    return Stated(number, measure, count, date(2024, 10, 1), "hari", "Bawaslu", "https://contoh.example", "Koran")


def material(records: dict[str, list[Stated]], **published: int) -> Material:
    numbers = {code.removeprefix("r"): Published(count, 0, implied=False) for code, count in published.items()}
    return Material("pilkada-2024", "dugaan", "orang", "2024-10", REGIONS, records, numbers)


def codes(steps: tuple[Step, ...]) -> list[str]:
    return [step.region.code for step in steps]


def test_events_add_up_of_totals_the_largest_counts_and_the_larger_of_both_stands() -> None:
    records = {"1101": [stated("V1", EVENT, 2), stated("V2", EVENT, 3), stated("V3", TOTAL, 4), stated("V4", TOTAL, 1)]}
    regency, province, country = worked_example(material(records, r1101=5, r1102=1, r11=6, r00=6))
    assert ([record.record_id for record in regency.events], regency.own, regency.result) == (["V1", "V2"], 5, 5)
    assert (province.own, province.below, province.result) == (0, 6, 6)
    assert [(region.code, count) for region, count in country.parts] == [("11", 6)]


def test_a_region_with_events_and_totals_is_preferred() -> None:
    records = {"1101": [stated("V1", EVENT, 2)], "1102": [stated("V2", EVENT, 1), stated("V3", TOTAL, 4)]}
    assert codes(worked_example(material(records, r1101=2, r1102=4, r11=6, r00=6))) == ["1102", "11", "00"]


def test_of_equal_ones_the_first_with_few_records_is_chosen() -> None:
    records = {"1101": [stated("V1", EVENT, 2), stated("V2", EVENT, 2)], "1102": [stated("V3", EVENT, 1)]}
    assert codes(worked_example(material(records, r1101=4, r1102=1, r11=5, r00=5)))[0] == "1102"


@pytest.mark.parametrize("published", [{}, {"r1101": 0, "r11": 0, "r00": 0}], ids=["nothing", "zero"])
def test_where_nothing_can_be_shown_there_is_no_example(published: dict[str, int]) -> None:
    assert worked_example(material({"1101": [stated("V1", EVENT, 0)]}, **published)) == ()


def test_an_implied_number_is_no_example(client: FlaskClient) -> None:
    page = client.get("/metode").text
    assert "Rilis ini tidak memuat angka yang dapat dijadikan contoh." in page
    assert 'class="example"' not in page


def test_a_number_that_only_a_later_stage_explains_is_said_to_be_so(tmp_path_factory: pytest.TempPathFactory) -> None:
    address = f"sqlite:///{tmp_path_factory.mktemp('contoh') / 'rekaan.sqlite3'}"
    engine = open_engine(address=address)
    publish(engine)
    with engine.begin() as connection:
        connection.execute(update(schema.observation).values(implied=False))
    server = create_server(address=address)
    page = unescape(server.test_client().get("/metode").text)
    assert "Kabupaten Aceh Selatan: sedikitnya 5 orang" in page
    assert "Lebih besar daripada 3 di atas, karena tahap sesudahnya mensyaratkan" in page
    assert "1.200 \N{MINUS SIGN} 5 = 1.195" in page
    server.extensions["engine"].dispose()
    engine.dispose()


def test_every_step_of_the_real_example_gives_the_published_number(published: tuple[Engine, str, object]) -> None:
    with published[0].connect() as connection:
        release_id = connection.scalar(schema.release.select().with_only_columns(schema.release.c.release_id))
        found = read_material(connection, str(release_id))
    steps = worked_example(found)
    assert codes(steps) == ["7317", "73", "00"]
    assert [step.result for step in steps] == [step.published.count for step in steps] == [7, 121, 1158]
    assert steps[0].events
    assert steps[0].totals
    assert (steps[-1].below, steps[-1].published.unexplained) == (607, 551)


def test_the_real_page_shows_its_records_with_their_sources(published: tuple[Engine, str, object]) -> None:
    server = create_server(address=published[1])
    page = unescape(server.test_client().get("/metode?lang=en").text)
    shown = page.partition('id="contoh"')[2].partition("</section>")[0]
    assert len(re.findall(r"\(V\d+, <a href=\"https?://", shown)) >= 7
    assert "Indonesia: at least 1,158 persons" in shown
    assert "1,158 \N{MINUS SIGN} 607 = 551" in shown
    server.extensions["engine"].dispose()


def test_the_glossary_is_in_the_order_of_the_alphabet_and_uses_the_declared_words(client: FlaskClient) -> None:
    for lang in ("id", "en"):
        part = unescape(client.get(f"/metode?lang={lang}").text).partition('id="istilah"')[2].partition("</section>")[0]
        terms = re.findall(r'<dt id="istilah-\w+">([^<]+)</dt>', part)
        assert terms == sorted(terms, key=str.casefold)
        assert len(terms) > 12
        field = load_catalogue().fields["unexplained"]
        assert f">{field.label(lang)}</dt><dd>{field.description.text(lang)}</dd>" in part
