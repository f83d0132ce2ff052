"""A bad night in short: whatever happens to the site, visitors get right answers or are told to wait.

``make load`` plays the same for longer and with more visitors.
"""

import pytest

from tests.load.crowd import Notes
from tests.load.play import Judged, play_clock, play_faults
from tests.load.scene import scene
from tests.load.truth import Truth
from tests.load.watch import Seen

VISITORS = 24
PAUSE = 3.0
AWAY = 9.0
"""Seconds; longer than the site waits for a database that hangs."""


def test_faults_under_load_give_nobody_a_wrong_answer() -> None:
    with scene() as (set_scene, first):
        judged = play_faults(set_scene, first, connections=VISITORS, pause=PAUSE, away=AWAY)
    assert list(judged.faults()) == []
    assert len({current.release for current in judged.played.current}) == 2
    assert {got.release for got in judged.notes.bodies} >= {current.release for current in judged.played.current}
    assert judged.seen.red
    assert judged.notes.refused


@pytest.fixture(scope="module")
def jumps() -> Judged:
    with scene(movable_clock=True) as (set_scene, first):
        return play_clock(set_scene, first, connections=VISITORS // 2, pause=PAUSE)


def test_a_clock_that_jumps_under_load_changes_no_answer(jumps: Judged) -> None:
    assert list(jumps.faults()) == []
    assert jumps.notes.statuses.keys() == {200}


def test_the_judge_sees_what_is_wrong(jumps: Judged) -> None:
    # Who knows no right answer takes each for wrong, and an unannounced 503 is none of those that are allowed.
    blind = Judged(jumps.played, jumps.notes, Seen(), Truth())
    assert len(list(blind.faults())) == len(jumps.notes.bodies) > 0
    refused = Notes(refused=[(jumps.played.current[0].begun, 503, next(iter(jumps.notes.bodies)).ask)])
    assert [fault.partition(":")[0] for fault in Judged(jumps.played, refused, Seen(), Truth()).faults()] == ["503"]
