"""Publishing is all or nothing, on SQLite and on PostgreSQL: a reader sees one whole release, whatever happens."""

import hashlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, Engine, func, insert, inspect, select, text
from sqlalchemy.exc import DBAPIError

from etl.engine import open_engine
from etl.kept import PART_SIZE, WHOLE_SIZE, file_parts
from etl.publish import ForeignSchemaError, Outcome, publish
from etl.schema import metadata, observation, region, release, release_file
from tests.etl.invented import InventedFile, invented_files, invented_release

KILLED_WHILE_PUBLISHING = """
import os, signal, sys
from sqlalchemy import event
from etl.engine import open_engine
from etl.kept import file_parts
from etl.publish import publish
from tests.etl.invented import invented_files, invented_release

address, survives = sys.argv[1], int(sys.argv[2])
engine = open_engine(address=address)
writes = 0

@event.listens_for(engine, "after_cursor_execute")
def count(connection, cursor, statement, *rest):
    global writes
    if statement.startswith(("INSERT", "UPDATE")):
        writes += 1
        if writes > survives:
            os.kill(os.getpid(), signal.SIGKILL)

@event.listens_for(engine, "commit")
def before_commit(connection):
    if survives == 99:
        os.kill(os.getpid(), signal.SIGKILL)

publish(engine=engine, new=invented_release("b"), render=invented_files)
"""
WRITES = 8  # the release record, two tables, the changes, two files, clearing the old flag, setting the new one
BEFORE_COMMIT = 99


def current_rows(engine: Engine) -> tuple[list[str], set[str], int]:
    """Read as the web app does: the current release, the names of its regions, the number of its observations."""
    with engine.connect() as connection:
        current = list(connection.scalars(select(release.c.release_id).where(release.c.is_current)))
        names = set(connection.scalars(select(region.c.name).where(region.c.release_id.in_(current))))
        count = connection.scalar(
            select(func.count()).select_from(observation).where(observation.c.release_id.in_(current))
        )
    return current, {name.split()[0] for name in names}, count or 0


def test_a_release_is_published_and_becomes_current(engine: Engine) -> None:
    assert publish(engine=engine, new=invented_release("a")) is Outcome.PUBLISHED
    assert current_rows(engine) == (["a"], {"a"}, 3)


def test_postgresql_knows_the_rows_of_a_release_from_its_first_moment(engine: Engine) -> None:
    publish(engine=engine, new=invented_release("a"))
    if engine.dialect.name == "postgresql":
        with engine.connect() as connection:
            known = set(connection.scalars(text("SELECT DISTINCT tablename FROM pg_stats WHERE schemaname = 'public'")))
        assert known >= {observation.name, region.name, release.name}


def test_publishing_twice_changes_nothing(engine: Engine) -> None:
    publish(engine=engine, new=invented_release("a"))
    assert publish(engine=engine, new=invented_release("a")) is Outcome.UNCHANGED


def test_files_are_kept_as_they_were_rendered(engine: Engine) -> None:
    publish(engine=engine, new=invented_release("a"), render=invented_files)
    with engine.connect() as connection:
        found = connection.execute(select(release_file).order_by(release_file.c.name)).mappings().first()
    assert found is not None
    assert dict(found) == {
        "release_id": "a",
        "name": "a.csv",
        "content_type": "text/csv",
        "rows": 1,
        "size": 10,
        "sha256": hashlib.sha256(b"rilis\r\na\r\n").hexdigest(),
        "body": b"rilis\r\na\r\n",
    }


def test_a_file_too_large_for_memory_is_kept_in_parts(engine: Engine) -> None:
    large = InventedFile("a.csv", "text/csv", 1, bytes(range(256)) * (WHOLE_SIZE // 256 + 1))
    publish(engine=engine, new=invented_release("a"), render=lambda _connection, _release_id: [large])
    with engine.connect() as connection:
        found = connection.execute(select(release_file)).mappings().one()
        parts = list(file_parts(connection=connection, release_id="a", name="a.csv"))
    assert (found["size"], found["body"]) == (len(large.body), None)
    assert found["sha256"] == hashlib.sha256(large.body).hexdigest()
    assert b"".join(parts) == large.body
    assert max(map(len, parts)) == PART_SIZE


def test_files_that_cannot_be_rendered_keep_the_former_release(engine: Engine) -> None:
    def broken(connection: Connection, release_id: str) -> Iterator[InventedFile]:
        yield from invented_files(connection, release_id)
        raise ArithmeticError

    publish(engine=engine, new=invented_release("a"))
    with pytest.raises(ArithmeticError):
        publish(engine=engine, new=invented_release("b"), render=broken)
    assert current_rows(engine) == (["a"], {"a"}, 3)


def test_files_are_rendered_from_the_rows_just_written(engine: Engine) -> None:
    seen = []

    def look(connection: Connection, release_id: str) -> tuple[()]:
        query = select(func.count()).select_from(region).where(region.c.release_id == release_id)
        seen.append(connection.scalar(query))
        return ()

    publish(engine=engine, new=invented_release("a"), render=look)
    assert seen == [3]


def test_an_old_release_stays_and_can_become_current_again(engine: Engine) -> None:
    for name in ("a", "b"):
        publish(engine=engine, new=invented_release(name))
    assert publish(engine=engine, new=invented_release("a")) is Outcome.MADE_CURRENT
    assert current_rows(engine) == (["a"], {"a"}, 3)
    with engine.connect() as connection:
        assert set(connection.scalars(select(release.c.release_id))) == {"a", "b"}


@pytest.mark.parametrize("survives", [*range(WRITES), BEFORE_COMMIT])
def test_a_run_killed_while_publishing_leaves_the_former_release_and_the_next_run_completes(
    address: str, engine: Engine, survives: int
) -> None:
    publish(engine=engine, new=invented_release("a"))
    killed = subprocess.run([sys.executable, "-c", KILLED_WHILE_PUBLISHING, address, str(survives)], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert current_rows(engine) == (["a"], {"a"}, 3)
    with engine.connect() as connection:
        assert connection.execute(select(release_file)).all() == []
    assert publish(engine=engine, new=invented_release("b")) is Outcome.PUBLISHED
    assert current_rows(engine) == (["b"], {"b"}, 3)


def test_the_real_command_killed_while_publishing_leaves_one_whole_release(address: str, engine: Engine) -> None:
    publish(engine=engine, new=invented_release("a"))
    command = [sys.executable, "-u", "-m", "etl", "run", "--lang", "id"]
    environment = os.environ | {"DATABASE_URL": address}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        for line in run.stdout:
            if line.startswith("Menerbitkan rilis"):
                run.kill()
                break
    current, names, _ = current_rows(engine)
    assert len(current) == 1
    assert (names == {"a"}) == (current == ["a"])
    again = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert "terbit (" in again.stdout or "tetap berlaku" in again.stdout
    assert current_rows(engine)[0] != ["a"]


def test_a_reader_sees_the_former_release_until_the_new_one_is_whole(engine: Engine, address: str) -> None:
    publish(engine=engine, new=invented_release("a"))
    seen = []
    reader = open_engine(address=address, read_only=True)
    publish(engine=engine, new=invented_release("b"), advance=lambda _rows: seen.append(current_rows(reader)))
    reader.dispose()
    assert seen == [(["a"], {"a"}, 3)] * 2
    assert current_rows(engine) == (["b"], {"b"}, 3)


def test_two_runs_at_once_both_end_and_one_release_is_current(engine: Engine) -> None:
    threads = [
        threading.Thread(target=publish, kwargs={"engine": engine, "new": invented_release(name)})
        for name in ("a", "b", "a", "b")
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    current, names, count = current_rows(engine)
    assert (len(current), names, count) == (1, set(current), 3)


def test_the_database_refuses_a_second_current_release(engine: Engine) -> None:
    publish(engine=engine, new=invented_release("a"))
    with pytest.raises(DBAPIError, match=r"(?i)unique"), engine.begin() as connection:
        connection.execute(insert(release), invented_release("b").record() | {"is_current": True})


def test_the_web_reads_and_cannot_write(engine: Engine, address: str) -> None:
    publish(engine=engine, new=invented_release("a"))
    reader = open_engine(address=address, read_only=True)
    with pytest.raises(DBAPIError, match=r"(?i)read-?only"), reader.begin() as connection:
        connection.execute(text("DELETE FROM region"))
    reader.dispose()


def test_tables_of_another_version_are_refused_by_name(engine: Engine) -> None:
    metadata.create_all(engine)
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE region ADD COLUMN of_old integer"))
    with pytest.raises(ForeignSchemaError, match="'region'"):
        publish(engine=engine, new=invented_release("a"))


def test_a_failing_run_leaves_no_half_made_tables(engine: Engine) -> None:
    broken = invented_release("a")
    broken.tables["observation"][0]["status"] = None
    with pytest.raises(DBAPIError):
        publish(engine=engine, new=broken)
    assert inspect(engine).get_table_names() == []
