"""Measures how the site bears a busy night: ``make load``.

First so many minutes of all three kinds of visitors at once, each over a connection of his own; then the faults of a
bad night under the same load. The database is a PostgreSQL of its own, the site has two workers, all of it on loopback.
What is asked of the site is that nobody gets a wrong answer, or none; the exit code says whether that held.
"""

import argparse
import statistics
import sys
import time
from collections.abc import Iterable, Sequence

from tests.load.crowd import Notes
from tests.load.play import Judged, play_clock, play_faults, play_visits
from tests.load.scene import scene
from tests.load.watch import Seen

WARM = 0.25
"""Share of the time in which memory may still grow: what is asked for the first time is kept."""
SHOWN = 20


def main() -> int:
    """Measure, and print what was found."""
    asked = _arguments()
    connections, pause, seconds = asked.connections, asked.pause, asked.minutes * 60
    with scene() as (set_scene, first):
        before, begun = set_scene.server.processor_seconds(), time.monotonic()
        calm = play_visits(set_scene, first, connections=connections, seconds=seconds)
        spent = set_scene.server.processor_seconds() - before
        short = _judge(f"{asked.minutes:g} minutes of mixed load, {connections} connections", calm)
        _say_cost(calm, seconds=seconds, spent=spent)
        _say_memory(calm.seen, begun + seconds * WARM)
        faults = play_faults(set_scene, first, connections=connections, pause=pause, away=asked.away)
        short += _judge("faults", faults)
    with scene(movable_clock=True) as (set_scene, first):
        short += _judge("clock", play_clock(set_scene, first, connections=connections // 4, pause=pause))
    return bool(short)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.load")
    parser.add_argument("--minutes", type=float, default=10, help="of mixed load before the faults")
    parser.add_argument("--connections", type=int, default=200, help="that are open at once")
    parser.add_argument("--pause", type=float, default=15, help="seconds between faults")
    parser.add_argument("--away", type=float, default=30, help="seconds for which the database is away")
    return parser.parse_args()


def _judge(what: str, judged: Judged) -> int:
    short = _report(what, judged.notes, list(judged.faults()))
    _say_spans(judged)
    return short


def _say_cost(judged: Judged, *, seconds: float, spent: float) -> None:
    asked = sum(map(len, judged.notes.seconds.values()))
    _say(f"  {asked / seconds:.0f} requests/s, {1000 * spent / max(1, asked):.2f} ms of processor each")


def _report(what: str, notes: Notes, wrong: Sequence[str]) -> int:
    asked = sum(notes.statuses.values())
    _say(f"{what}: {asked} answers {dict(sorted(notes.statuses.items()))}, {len(notes.failures)} without answer")
    _say(f"  {len(notes.bodies)} different answers, {notes.retried} sent again over a new connection")
    for kind, seconds in notes.seconds.items():
        _say(f"  {kind}: {len(seconds)} answers, {_percentiles(seconds)}")
    for fault in wrong[:SHOWN]:
        _say(f"  WRONG {fault}")
    _say(f"  {len(wrong)} things wrong")
    return len(wrong)


def _percentiles(seconds: Iterable[float]) -> str:
    steps = statistics.quantiles(seconds, n=100)
    return ", ".join(f"p{step} {1000 * steps[step - 1]:.1f} ms" for step in (50, 95, 99))


def _say_memory(seen: Seen, since: float) -> None:
    slope, error = seen.growth(since=since)
    held = [megabytes for _, megabytes in seen.memory]
    _say(f"  memory of both workers {held[0]:.0f} to {held[-1]:.0f} MB, at most {max(held):.0f}")
    _say(f"  after the first quarter {slope:+.2f} MB a minute, give or take {error:.2f}")


def _say_spans(judged: Judged) -> None:
    for begun, ended in judged.seen.red:
        _say(f"  /readyz red for {ended - begun:.1f} s")
    for begun, ended in judged.played.away:
        _say(f"  database away for {ended - begun:.1f} s")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
