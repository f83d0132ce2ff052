"""Two releases laid side by side tell no more than each alone: what was suppressed once stays suppressed."""

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from etl.changes import sentences, told_example
from etl.codes import SUPPRESSED
from etl.engine import open_engine
from etl.history import diff, prune, rollback
from etl.pipeline import Workplace, run
from etl.publish import Outcome
from etl.schema import case_count
from etl.verify import verify
from tests.intake.invented_files import csv_text
from tests.records.invented_project import PILKADA, copied_data, coverage, declare, records_entry

COLUMNS = {name: name for name in ("region_code", "case_date", "violation_type", "stage")} | {"nomor": "key"}
Cells = set[tuple[str, ...]]
FIRST = Counter({("5101", "2024-09"): 2, ("5101", "2024-10"): 9, ("5102", "2024-09"): 9, ("5102", "2024-10"): 9})
FIRST += Counter({("5103", "2024-09"): 30, ("5103", "2024-10"): 30})
LATER = FIRST + Counter({("5101", "2024-09"): 6})
"""The small count has grown: by itself it could be shown now, and with it those that protected it."""


@pytest.fixture
def place(tmp_path: Path, workplace: Callable[..., Workplace]) -> Iterator[Workplace]:
    metadata = copied_data(tmp_path)
    covered = coverage("51", month="2024-09", last="2024-10")
    declare(metadata, {"rekaan": records_entry(CASES, columns=COLUMNS, constants=PILKADA, coverage=covered)})
    engine = open_engine(address=f"sqlite:///{tmp_path / 'rilis.sqlite3'}")
    yield workplace(engine, metadata)
    engine.dispose()


CASES = "kiriman/kasus.csv"


def publish(place: Workplace, counts: Counter[tuple[str, str]]) -> str:
    rows = [[region, f"{month}-05", "lainnya", "dugaan"] for region, month in counts.elements()]
    lines = [[*row, str(number)] for number, row in enumerate(rows)]
    (place.catalogue.root.parent / CASES).write_text(csv_text([list(COLUMNS), *lines]), encoding="utf-8")
    result = run(place)
    assert result.release is not None
    return result.release.release_id


def hidden(engine: Engine, release_id: str) -> Cells:
    names = ("region_code", "period", "case_type", "latest_stage")
    query = select(*(case_count.c[name] for name in names)).where(
        case_count.c.release_id == release_id, case_count.c.status == SUPPRESSED
    )
    with engine.connect() as connection:
        return {tuple(row) for row in connection.execute(query)}


def test_what_was_suppressed_stays_suppressed(place: Workplace) -> None:
    first, later = publish(place, FIRST), publish(place, LATER)
    assert first != later
    before = hidden(place.engine, first)
    assert ("5101", "2024-09", "semua", "semua") in before
    assert len(before) > 4
    assert hidden(place.engine, later) >= before


def test_without_an_earlier_release_the_later_counts_are_shown(place: Workplace) -> None:
    assert hidden(place.engine, publish(place, LATER)) == set()


def test_the_later_release_can_be_worked_out_again_and_is_published_once(place: Workplace) -> None:
    publish(place, FIRST)
    publish(place, LATER)
    assert verify(place).findings == ()
    assert run(place).outcome is Outcome.UNCHANGED


def test_pruning_and_going_back_forget_nothing(place: Workplace) -> None:
    first = publish(place, FIRST)
    before = hidden(place.engine, first)
    later = publish(place, LATER)
    rollback(engine=place.engine, release_id=first)
    assert publish(place, LATER) == later
    prune(engine=place.engine, keep=1)
    more = publish(place, LATER + Counter({("5103", "2024-10"): 1}))
    assert hidden(place.engine, more) >= before


def test_what_differs_is_told_number_by_number_with_its_cause(place: Workplace) -> None:
    first, later = publish(place, FIRST), publish(place, LATER + Counter({("5103", "2024-10"): 1}))
    changes = diff(engine=place.engine, before=first, after=later)
    told = " ".join(sentences(changes=changes.to_json(), catalogue=place.catalogue, lang="id"))
    assert "Kasus menurut catatan instansi, Pilkada 2024: 18 angka." in told
    assert "periode 2024-10: dari 48 menjadi 49." in told
    assert "catatan instansi yang berubah (rekaan)" in told


def test_a_count_that_is_newly_shown_or_suppressed_is_told_in_words(place: Workplace) -> None:
    first, later = publish(place, LATER), publish(place, LATER - Counter({("5101", "2024-09"): 6}))
    changes = diff(engine=place.engine, before=first, after=later)
    told = [told_example(example=item, catalogue=place.catalogue, lang="en") for item in changes.examples]
    assert any("period 2024-09: from 8 to suppressed." in sentence for sentence in told)
