"""Plays the faults of a bad night one after the other under load, and judges what visitors got meanwhile."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial

from sqlalchemy.exc import SQLAlchemyError

from tests.load.asks import every_ask
from tests.load.crowd import Crowd, Notes
from tests.load.scene import NO_JUMP, Scene
from tests.load.truth import Truth, with_notice
from tests.load.watch import Seen, Watch

SEEN_WITHIN = 5.0
"""Seconds within which a release has to be seen, as the README says."""
SLACK = 2.5
"""Seconds that a worker may be behind or ahead of what /readyz says: it asks every two."""
CUT = 1.5
"""Seconds after the end of a worker in which the requests that it had in hand may fail."""
SECOND, THIRD = 220, 221
JUMPS = ("+2d", "-3d", NO_JUMP)
Steps = Iterator[tuple[str, Callable[[], None]]]


@dataclass(frozen=True, slots=True)
class Current:
    """A release that became the current one at some moment between two."""

    begun: float
    done: float
    release: str


@dataclass
class Played:
    """What was done, and when; moments are seconds of ``time.monotonic``.

    Attributes:
        current: which release became the current one, in order.
        killed: when a worker was ended.
        away: spans in which the database could not be asked.
        steps: when which step was begun.
        wrong: what went wrong besides the answers.
    """

    current: list[Current] = field(default_factory=list)
    killed: list[float] = field(default_factory=list)
    away: list[tuple[float, float]] = field(default_factory=list)
    steps: list[tuple[float, str]] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def when(self, moment: float) -> str:
        """Tell which was the last step before a moment, and how many seconds before."""
        begun, name = max((step for step in self.steps if step[0] <= moment), default=(moment, "at first"))
        return f"{moment - begun:.1f} s after {name}"

    def was_current(self, release: str, first: float, last: float) -> bool:
        """Tell whether answers of a release came only while it was current, or within the seconds after that."""
        ends = [*(later.done for later in self.current[1:]), float("inf")]
        spans = [(now.begun, end) for now, end in zip(self.current, ends, strict=True) if now.release == release]
        return any(first >= begun for begun, _ in spans) and last <= max(end for _, end in spans) + SEEN_WITHIN


@dataclass(frozen=True)
class Judged:
    """A play with all that was seen."""

    played: Played
    notes: Notes
    seen: Seen
    truth: Truth

    def faults(self) -> Iterator[str]:
        """Name everything that must not have been."""
        yield from (f"wrong answer: {got.ask.path} of {got.release or '-'}" for got in self.truth.wrong(self.notes))
        for moment, status, ask in self.notes.refused:
            if status != 503 or not self.seen.was_red(moment, slack=SLACK):
                yield f"{status}: {ask.path}, while ready, {self.played.when(moment)}"
        for failed in self.notes.failures:
            if not any(0 <= failed.moment - killed <= CUT for killed in self.played.killed):
                yield f"no answer: {failed.ask.path}, {failed.reason}, {self.played.when(failed.moment)}"
        for got, (first, last) in self.notes.moments.items():
            if got.release and not self.played.was_current(got.release, first, last):
                yield f"answer of {got.release} while another was current: {got.ask.path}, {self.played.when(last)}"
        yield from self._of_notices()
        yield from self.played.wrong

    def _of_notices(self) -> Iterator[str]:
        told = with_notice(self.notes)
        if self.played.away and not told:
            yield "nobody was told that the database is away"
        for got in told:
            for moment in self.notes.moments[got]:
                if not self.seen.was_red(moment, slack=SLACK):
                    yield f"a notice without a cause: {got.ask.path}, {self.played.when(moment)}"


def play_visits(scene: Scene, first: str, *, connections: int, seconds: float) -> Judged:
    """Let visitors come while nothing happens, so that nobody may be refused; arguments as of the faults."""
    played = Played()
    calm: Steps = iter([("visitors came", partial(time.sleep, seconds))])
    judged = _play(scene, first, played, calm, connections, pause=0)
    played.wrong += [f"{status}: {ask.path}" for _, status, ask in judged.notes.refused]
    return judged


def play_faults(scene: Scene, first: str, *, connections: int, pause: float, away: float) -> Judged:
    """Play all faults but those of the clock under load.

    Args:
        scene: a site with one release.
        first: that release.
        connections: of visitors.
        pause: seconds between faults.
        away: seconds for which the database is stopped, and then once more frozen.
    """
    played = Played()
    judged = _play(scene, first, played, _faults(scene, first, played, away=away), connections, pause)
    if scene.publish(THIRD) in {current.release for current in played.current}:
        played.wrong.append("what could not be published on a full disk cannot be published once it is cleared")
    return judged


def play_clock(scene: Scene, first: str, *, connections: int, pause: float) -> Judged:
    """Let the clock jump under load, and a release come meanwhile; arguments as of the other faults."""
    played = Played()
    return _play(scene, first, played, _jumps(scene, played), connections, pause)


def _play(scene: Scene, first: str, played: Played, steps: Steps, connections: int, pause: float) -> Judged:
    begun, truth = time.monotonic(), Truth()
    played.current.append(Current(begun, begun, first))
    truth.learn(scene.database.address, every_ask())
    with Watch(scene.server) as watch, Crowd(scene.server.port, connections=connections) as crowd:
        time.sleep(pause)
        for name, step in steps:
            played.steps.append((time.monotonic(), name))
            step()
            time.sleep(pause)
    for state in dict.fromkeys(current.release for current in played.current):
        scene.go_back(state)
        truth.learn(scene.database.address, every_ask())
    return Judged(played, crowd.notes, watch.seen, truth)


def _faults(scene: Scene, first: str, played: Played, *, away: float) -> Steps:
    database = scene.database
    yield "a worker was killed", lambda: _kill(scene, played)
    yield "a release was published", lambda: _change(played, lambda: scene.publish(SECOND))
    yield "it was rolled back", lambda: _change(played, lambda: scene.go_back(first))
    yield "the database was stopped", lambda: _away(database.stop, database.start, played, away)
    yield "the database hung", lambda: _away(database.freeze, database.thaw, played, away)
    yield "its disk was full", lambda: _fill(scene, played)
    yield "the second release came again", lambda: _change(played, lambda: scene.go_back(played.current[1].release))


def _jumps(scene: Scene, played: Played) -> Steps:
    for jump in JUMPS:
        yield f"the clock was moved to {jump}", partial(scene.move_clock, jump)
    yield "the clock was moved to +9d", partial(scene.move_clock, "+9d")
    yield "a release was published", lambda: _change(played, lambda: scene.publish(SECOND))


def _kill(scene: Scene, played: Played) -> None:
    played.killed.append(time.monotonic())
    scene.kill_worker()


def _change(played: Played, change: Callable[[], str]) -> None:
    """Make another release the current one."""
    begun = time.monotonic()
    release = change()
    played.current.append(Current(begun, time.monotonic(), release))


def _away(take: Callable[[], None], give: Callable[[], None], played: Played, seconds: float) -> None:
    """Take the database away for a while."""
    begun = time.monotonic()
    take()
    time.sleep(seconds)
    give()
    played.away.append((begun, time.monotonic()))


def _fill(scene: Scene, played: Played) -> None:
    """Fill the disk of the database, and try to publish; PostgreSQL may end and begin anew when its disk is full."""
    begun = time.monotonic()
    scene.database.fill()
    try:
        scene.publish(THIRD)
        played.wrong.append("a release was published on a full disk")
    except SQLAlchemyError:
        pass
    finally:
        scene.database.clear()
        scene.database.start()
    played.away.append((begun, time.monotonic()))
