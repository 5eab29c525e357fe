"""Tables and migrations: what a database accepts, and how an older one becomes a newer one."""

from __future__ import annotations

import contextlib
import re
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from mailfollow import schema
from mailfollow.errors import CannotWrite
from mailfollow.model import Close, DraftState, Event, EventKind, Role, Standing, State
from mailfollow.store import Store, files
from tests.store.made_up import MONDAY, fold, start

NEXT = ("ALTER TABLE threads ADD COLUMN note TEXT", "CREATE TABLE extra (x INTEGER) STRICT")
NOW = schema.VERSION


@pytest.fixture
def next_version(path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Have a database of this version with a thread in it, and then a program of the next version."""
    with Store.open(path, fold=fold) as store:
        thread = start(store)
    monkeypatch.setattr(schema, "STEPS", (*schema.STEPS, NEXT))
    monkeypatch.setattr(schema, "VERSION", NOW + 1)
    return thread


def versions(path: Path) -> tuple[int, bool]:
    """Return the version of a database, and whether it has the table of the next one."""
    raw = sqlite3.connect(path)
    version = raw.execute("PRAGMA user_version").fetchone()[0]
    extra = raw.execute("SELECT 1 FROM sqlite_master WHERE name = 'extra'").fetchone() is not None
    raw.close()
    return version, extra


def test_an_older_database_is_migrated_and_keeps_its_data(path: Path, next_version: str) -> None:
    with Store.open(path, fold=fold) as store:
        assert store.threads.get(next_version).subject == "Proposal: new website"

    assert versions(path) == (NOW + 1, True)


def test_an_older_database_is_copied_before_it_is_migrated(path: Path, next_version: str) -> None:
    before = path.read_bytes()
    Store.open(path).close()
    backup = path.with_name(f"mailfollow.db.v{NOW}.bak")

    assert versions(backup) == (NOW, False)
    assert backup.stat().st_mode & 0o777 == 0o600
    assert path.read_bytes() != before


def test_a_new_database_is_not_backed_up(path: Path) -> None:
    Store.open(path).close()

    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_a_second_start_migrates_nothing(path: Path, next_version: str) -> None:
    Store.open(path).close()
    before = path.read_bytes()
    Store.open(path).close()

    assert path.read_bytes() == before


def test_reading_an_older_database_leaves_it_as_it_is(path: Path, next_version: str) -> None:
    before = path.read_bytes()
    with Store.open(path, read_only=True) as store:
        assert store.threads.get(next_version).id == next_version
        assert store._db.scalar("PRAGMA user_version") == NOW + 1

    assert path.read_bytes() == before


def test_a_migration_that_fails_changes_nothing(path: Path, next_version: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema, "STEPS", (*schema.STEPS[:NOW], (*NEXT, "CREATE TABLE threads (x)")))
    with pytest.raises(sqlite3.OperationalError, match="already exists"):
        Store.open(path)

    assert versions(path) == (NOW, False)


def test_no_migration_starts_without_a_complete_backup(
    path: Path, next_version: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def disk_full(_path: Path) -> None:
        error = sqlite3.OperationalError("database or disk is full")
        error.sqlite_errorcode = sqlite3.SQLITE_FULL
        raise error

    monkeypatch.setattr(files, "_sync", disk_full)
    with pytest.raises(CannotWrite, match="full"):
        Store.open(path)

    assert versions(path) == (NOW, False)
    assert [file.name for file in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("statements", [1, 2])
def test_a_kill_in_the_middle_of_a_migration_changes_nothing(path: Path, next_version: str, statements: int) -> None:
    """Promise 26: the next start migrates again, from the whole old state."""
    script = (
        "import os; from pathlib import Path; from mailfollow import schema; from mailfollow.store import Store\n"
        "def kill_after(statements, db):\n"
        "    for statement in statements:\n"
        "        db.execute(statement)\n"
        "    os.kill(os.getpid(), 9)\n"
        f"following = {NEXT!r}[:{statements}]\n"
        "step = schema._step\n"
        f"schema.VERSION, schema.STEPS = {NOW + 1}, (*schema.STEPS, following)\n"
        "schema._step = lambda some: (lambda db: kill_after(some, db)) if some is following else step(some)\n"
        f"Store.open(Path({str(path)!r}))\n"
    )

    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == -9
    with Store.open(path, fold=fold) as store:
        assert store.threads.get(next_version).id == next_version
        assert store._db.scalar("PRAGMA integrity_check") == "ok"
    assert versions(path) == (NOW + 1, True)


def test_a_database_of_the_first_version_keeps_its_data(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.parent.mkdir()
    raw = sqlite3.connect(path, isolation_level=None)
    with monkeypatch.context() as first:
        first.setattr(schema, "STEPS", schema.STEPS[:1])
        first.setattr(schema, "VERSION", 1)
        schema.migrate(raw)
    raw.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
    raw.execute("PRAGMA foreign_keys = OFF")
    raw.execute("INSERT INTO thread_messages VALUES ('abc', 'proposal@studio.example', 'New website', '')")
    raw.close()

    with Store.open(path, fold=fold) as store:
        row = store._db.scalar("SELECT subject || prints FROM thread_messages WHERE thread = 'abc'")

    assert row == "New website"
    assert versions(path) == (NOW, False)


@pytest.mark.parametrize(
    ("kind", "before", "after"),
    [("won", "won", Close.WON), ("lost", "declined", Close.LOST), ("reply", "declined", Close.DECLINED)],
)
def test_a_database_of_the_fourth_version_keeps_the_ends_of_its_threads(
    path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, before: str, after: Close
) -> None:
    """What the person said to be lost was kept like a no; it is told from one by its event."""

    def folded(events: Sequence[Event]) -> Standing:
        return replace(fold(events), state=State.CLOSED, close=Close(before), since=MONDAY)

    with monkeypatch.context() as fourth:
        fourth.setattr(schema, "STEPS", schema.STEPS[:4])
        fourth.setattr(schema, "VERSION", 4)
        with Store.open(path, fold=folded) as store:
            thread = start(store)
            store.threads.add_events(thread, [Event(EventKind(kind), MONDAY, "so it is", "r1")])

    with Store.open(path, fold=fold) as store:
        assert store._db.scalar("SELECT close FROM threads") == after
        assert store.threads.get(thread).standing.close is after


def words_of_check(table: str, column: str) -> set[str]:
    with contextlib.closing(sqlite3.connect(":memory:")) as conn:
        schema.create(conn)
        (statement,) = conn.execute("SELECT sql FROM sqlite_master WHERE name = ?", (table,)).fetchone()
    found = re.search(rf"{column} IN \((.*?)\)", statement, re.DOTALL)
    assert found
    return set(re.findall(r"'(\w+)'", found[1]))


@pytest.mark.parametrize(
    ("table", "column", "words"),
    [
        ("threads", "state", State),
        ("threads", "close", Close),
        ("drafts", "state", DraftState),
        ("events", "kind", EventKind),
        ("messages", "role", Role),
        ("readings", "role", Role),
    ],
)
def test_a_table_accepts_just_the_words_of_the_model(table: str, column: str, words: type) -> None:
    assert words_of_check(table, column) == {word.value for word in words}  # type: ignore[attr-defined]  # all are enums


def test_every_table_is_strict_about_types(store: Store) -> None:
    rows = store._db.rows(
        "SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite_%'"
    )

    assert rows
    assert [row["name"] for row in rows if not row["strict"]] == []


def test_an_unknown_state_is_refused_by_the_table_itself(store: Store) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="CHECK"):
        store._db.run(
            "INSERT INTO threads (id, account, root_id, subject, state) VALUES ('a', 'b', 'c', 'd', 'sleepy')"
        )
