"""The reference lists of a release: read in their order, with the label of a rule apart from what it forbids."""

import pytest
from sqlalchemy import Engine, delete

from dashboard.database import Database
from dashboard.reference import Reference
from dashboard.snapshot import ReleaseReader
from etl.engine import open_engine
from etl.schema_reference import REFERENCE_TABLES
from tests.dashboard import invented


@pytest.fixture
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    made = open_engine(address=f"sqlite:///{tmp_path_factory.mktemp('db') / 'r.sqlite3'}")
    invented.publish(made)
    return made


def test_a_region_may_have_several_ranks_or_none(engine: Engine) -> None:
    snapshot = ReleaseReader(Database(engine)).current()
    found = [(item.rank, item.rank_scope, item.score) for item in snapshot.vulnerability("1101")]
    assert found == [(7, "nasional", None), (1, "provinsi", 12.5)]
    assert snapshot.vulnerability("1102") == ()


def test_the_label_of_a_rule_stands_apart_from_the_act(engine: Engine) -> None:
    labelled, plain = ReleaseReader(Database(engine)).current().reference.prohibitions
    assert labelled.rules == {"id": "Kode etik", "en": "Ethics"}
    assert labelled.acts == {"id": "Menyukai unggahan calon", "en": "Liking posts of a candidate"}
    assert (plain.rules, plain.acts["id"]) == ({}, "Mengajak memilih <calon>")


def test_lists_keep_the_order_of_their_files(engine: Engine) -> None:
    reference = ReleaseReader(Database(engine)).current().reference
    assert [channel.name for channel in reference.channels] == ["LaporRekaan", "KanalLama", "Posko"]
    assert [channel.is_closed for channel in reference.channels] == [False, True, False]


def test_a_release_made_before_the_lists_were_kept_has_none(engine: Engine) -> None:
    with engine.begin() as connection:
        for table in REFERENCE_TABLES.values():
            connection.execute(delete(table))
    assert ReleaseReader(Database(engine)).current().reference == Reference()
