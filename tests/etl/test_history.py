"""The history of releases: going back, forgetting, and telling what changed, while readers go on."""

import hashlib
import json
import threading
from collections.abc import Callable
from contextlib import suppress

import pytest
from sqlalchemy import Engine, func, select

from etl.engine import open_engine
from etl.history import PrunedReleaseError, UnknownReleaseError, diff, prune, releases, rollback
from etl.publish import Outcome, publish
from etl.release import Release
from etl.schema import metadata, pruned_release, release
from tests.etl.invented import invented_files, invented_release


@pytest.fixture
def three(engine: Engine) -> Engine:
    """Publish the releases a, b and c, a day after one another."""
    for day, name in enumerate("abc", start=1):
        publish(engine=engine, new=invented_release(name, day=day), render=invented_files)
    return engine


def current(engine: Engine) -> list[str]:
    with engine.connect() as connection:
        return list(connection.scalars(select(release.c.release_id).where(release.c.is_current)))


def rows_by_release(engine: Engine) -> dict[str, int]:
    """Count the rows of all tables by release."""
    found: dict[str, int] = {}
    with engine.connect() as connection:
        for table in metadata.sorted_tables:
            if table.foreign_keys:
                query = select(table.c.release_id, func.count()).group_by(table.c.release_id)
                for name, count in connection.execute(query):
                    found[name] = found.get(name, 0) + count
    return found


def test_releases_are_listed_newest_first(three: Engine) -> None:
    found = [(item.release_id, item.is_current, item.files) for item in releases(engine=three)]
    assert found == [("c", True, 2), ("b", False, 2), ("a", False, 2)]


def test_an_empty_database_has_no_releases(engine: Engine) -> None:
    assert releases(engine=engine) == ()


def test_rollback_makes_an_old_release_current(three: Engine) -> None:
    assert rollback(engine=three, release_id="a")
    assert current(three) == ["a"]
    assert rows_by_release(three) == {"a": 8, "b": 8, "c": 8}


def test_rollback_to_the_current_release_changes_nothing(three: Engine) -> None:
    assert not rollback(engine=three, release_id="c")
    assert current(three) == ["c"]


def test_rollback_to_a_release_that_never_was_names_those_that_are(three: Engine) -> None:
    with pytest.raises(UnknownReleaseError, match="no release 'x'; known are c, b, a"):
        rollback(engine=three, release_id="x")
    assert current(three) == ["c"]


def test_prune_keeps_the_newest_whole_and_the_record_and_checksums_of_the_others(three: Engine) -> None:
    assert prune(engine=three, keep=1) == ("a", "b")
    assert rows_by_release(three) == {"c": 8}
    with three.connect() as connection:
        kept = connection.execute(select(pruned_release).order_by(pruned_release.c.release_id)).mappings().first()
    assert kept is not None
    assert (kept["release_id"], kept["created_at"]) == ("a", "2024-11-01T00:00:00Z")
    assert json.loads(kept["report"]) == {"inputs": {}}
    assert json.loads(kept["files"])["a.csv"] == {
        "sha256": hashlib.sha256(b"rilis\r\na\r\n").hexdigest(),
        "size": 10,
        "rows": 1,
    }


def test_prune_never_takes_the_current_release(three: Engine) -> None:
    rollback(engine=three, release_id="a")
    assert prune(engine=three, keep=1) == ("b",)
    assert current(three) == ["a"]


def test_pruned_releases_stay_in_the_list(three: Engine) -> None:
    prune(engine=three, keep=1)
    assert [(item.release_id, item.pruned_at is not None, item.files) for item in releases(engine=three)] == [
        ("c", False, 2),
        ("b", True, 2),
        ("a", True, 2),
    ]


def test_nothing_is_pruned_while_there_are_no_more_than_are_kept(three: Engine) -> None:
    assert prune(engine=three, keep=3) == ()


@pytest.mark.parametrize(
    "act", [rollback, lambda engine, release_id: diff(engine=engine, before=release_id, after="c")]
)
def test_a_pruned_release_says_so(three: Engine, act: Callable[..., object]) -> None:
    prune(engine=three, keep=1)
    with pytest.raises(PrunedReleaseError, match="'a' was pruned at "):
        act(engine=three, release_id="a")


def test_a_pruned_release_can_be_published_again_and_is_pruned_no_more(three: Engine) -> None:
    prune(engine=three, keep=1)
    assert publish(engine=three, new=invented_release("a"), render=invented_files) is Outcome.PUBLISHED
    assert [(item.release_id, item.pruned_at is None) for item in releases(engine=three)][-1] == ("a", True)
    with three.connect() as connection:
        assert list(connection.scalars(select(pruned_release.c.release_id))) == ["b"]


def test_a_reader_in_the_middle_of_a_release_reads_it_to_the_end_while_it_is_pruned(
    three: Engine, address: str
) -> None:
    reader = open_engine(address=address, read_only=True)
    with reader.connect() as connection:
        rows = connection.execute(
            select(metadata.tables["region"]).where(metadata.tables["region"].c.release_id == "a"),
            execution_options={"stream_results": True, "yield_per": 1},
        )
        first = rows.fetchone()
        prune(engine=three, keep=1)
        rest = rows.fetchall()
    reader.dispose()
    assert first is not None
    assert [row.name for row in [first, *rest]] == ["a 0", "a 1", "a 2"]


def test_publishing_rolling_back_and_pruning_at_once_leave_one_whole_current_release(three: Engine) -> None:
    def go_back() -> None:
        # Who comes after the others have published and pruned finds the release gone, and is told so.
        with suppress(PrunedReleaseError):
            rollback(engine=three, release_id="c")

    acts: list[Callable[[], object]] = [
        lambda: publish(engine=three, new=invented_release("d", day=4), render=invented_files),
        go_back,
        lambda: prune(engine=three, keep=2),
        lambda: publish(engine=three, new=invented_release("e", day=5), render=invented_files),
    ]
    threads = [threading.Thread(target=act) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(current(three)) == 1
    assert set(rows_by_release(three).values()) == {8}


def released(name: str, count: int, **inputs: str) -> Release:
    return invented_release(name, count=count, inputs=inputs)


def test_a_diff_names_the_numbers_that_changed_and_the_file_that_explains_them(engine: Engine) -> None:
    publish(engine=engine, new=released("a", 1, **{"violations.csv": "1", "tables.yml": "1"}))
    publish(engine=engine, new=released("b", 4, **{"violations.csv": "2", "tables.yml": "1"}))
    found = diff(engine=engine, before="a", after="b")
    assert [(group.table, group.election, group.stage, group.unit, group.count) for group in found.numbers] == [
        ("observation", "pilkada-2024", "dugaan", "orang", 3)
    ]
    assert [(item.region_code, item.month, item.before, item.after) for item in found.examples] == [
        ("0000", "2024-10", 1, 4),
        ("0001", "2024-10", 1, 4),
        ("0002", "2024-10", 1, 4),
    ]
    assert (found.inputs, found.declarations, found.calculation) == (["violations.csv"], [], False)


def test_a_number_that_was_not_there_before_is_nothing_and_not_zero(engine: Engine) -> None:
    publish(engine=engine, new=invented_release("a", regions=1))
    publish(engine=engine, new=invented_release("b", regions=2))
    found = diff(engine=engine, before="a", after="b")
    assert [(item.region_code, item.before, item.after) for item in found.examples] == [("0001", None, 1)]
    assert found.tables["region"].added == 1


def test_numbers_that_change_without_a_changed_file_are_put_down_to_the_calculation(engine: Engine) -> None:
    publish(engine=engine, new=released("a", 1, **{"violations.csv": "1"}))
    publish(engine=engine, new=released("b", 2, **{"violations.csv": "1"}))
    assert diff(engine=engine, before="a", after="b").calculation


def test_a_changed_declaration_is_named(engine: Engine) -> None:
    publish(engine=engine, new=released("a", 1, **{"tables.yml": "1"}))
    publish(engine=engine, new=released("b", 1, **{"tables.yml": "2"}))
    found = diff(engine=engine, before="a", after="b")
    assert (found.number_count, found.declarations) == (0, ["tables.yml"])


def test_a_diff_with_itself_is_empty(three: Engine) -> None:
    found = diff(engine=three, before="a", after="a")
    assert (found.number_count, found.tables, found.inputs, found.calculation) == (0, {}, [], False)


def test_no_more_than_fifty_examples_are_kept_and_all_are_counted(engine: Engine) -> None:
    publish(engine=engine, new=invented_release("a", regions=60))
    publish(engine=engine, new=invented_release("b", regions=60, count=2))
    found = diff(engine=engine, before="a", after="b")
    assert (len(found.examples), found.number_count) == (50, 60)


def test_a_release_keeps_what_it_changed_and_the_first_one_nothing(engine: Engine) -> None:
    publish(engine=engine, new=invented_release("a"))
    publish(engine=engine, new=invented_release("b", count=2))
    with engine.connect() as connection:
        kept = connection.execute(select(release.c.release_id, release.c.changes)).all()
    changes = {row.release_id: row.changes for row in kept}
    assert changes["a"] is None
    assert json.loads(changes["b"]) == json.loads(diff(engine=engine, before="a", after="b").to_json())
