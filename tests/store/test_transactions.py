"""All or nothing: whatever ends a transaction, none of it or all of it is there afterwards."""

from __future__ import annotations

import resource
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from mailfollow.errors import Busy, CannotWrite
from mailfollow.model import Cursor
from mailfollow.store import Store
from mailfollow.store.connection import Connection
from tests.store.made_up import fold, reserve, seen, start

REPOSITORY = Path(__file__).parents[2]

CHANGES = (
    "store.folders.save_cursor('work', 'INBOX', Cursor(7, 3, 2))",
    "store.messages.add('work', [seen(1, 'a@x.example'), seen(2, 'b@x.example')], [seen(1).place])",
    "thread = start(store)",
    "reserve(store, thread)",
    "store.marks.put('done', 'yes')",
)
"""What a pass might write in one transaction."""


def everything(path: Path) -> list[str]:
    """Return every row of every table, as text."""
    with Store.open(path) as store:
        return list(store._db.raw.iterdump())


def run(path: Path, *lines: str) -> int:
    """Run `lines` in a process of their own, inside one transaction, and return how it ended."""
    script = (
        "import os, signal; from pathlib import Path; from mailfollow.model import Cursor\n"
        "from mailfollow.store import Store; from tests.store.made_up import fold, reserve, seen, start\n"
        f"with Store.open(Path({str(path)!r}), fold=fold) as store, store.writing():\n"
        + "".join(f"    {line}\n" for line in lines)
    )
    return subprocess.run([sys.executable, "-c", script], check=False, cwd=REPOSITORY).returncode


@pytest.mark.parametrize("survived", range(1, len(CHANGES) + 1))
def test_a_kill_between_any_two_statements_leaves_nothing(path: Path, survived: int) -> None:
    """Promise 5: SIGKILL anywhere, and the next start finds a whole state."""
    Store.open(path).close()
    before = everything(path)

    ended = run(path, *CHANGES[:survived], "os.kill(os.getpid(), signal.SIGKILL)")

    assert ended == -signal.SIGKILL
    assert everything(path) == before


def test_without_a_kill_all_of_it_is_there(path: Path) -> None:
    assert run(path, *CHANGES) == 0

    with Store.open(path, fold=fold) as store:
        (thread,) = store.threads.all()
        assert thread.draft is not None
        assert store.folders.cursor("work", "INBOX") == Cursor(7, 3, 2)
        assert len(store.messages.pending("work", 9)) == 1
        assert store.marks.get("done") == "yes"


def test_an_error_inside_undoes_the_whole_block(store: Store) -> None:
    def fail() -> None:
        with store.writing():
            start(store)
            raise KeyError

    with pytest.raises(KeyError):
        fail()

    assert store.threads.all() == []


@pytest.mark.parametrize("end", ["RELEASE nested", "COMMIT"])
def test_a_signal_right_behind_the_end_of_a_block_comes_out_as_it_is(
    store: Store, monkeypatch: pytest.MonkeyPatch, end: str
) -> None:
    """SIGTERM in that moment ends the daemon, and no error takes its place."""
    run = Connection.run

    def interrupted(self: Connection, sql: str, *values: Any) -> int:
        rows = run(self, sql, *values)
        if sql == end:
            raise KeyboardInterrupt
        return rows

    monkeypatch.setattr(Connection, "run", interrupted)
    with pytest.raises(KeyboardInterrupt), store.writing(), store.writing():
        store.marks.put("some", "thing")

    assert store.marks.get("some") == ("thing" if end == "COMMIT" else None)


def test_a_block_inside_another_is_undone_with_it(store: Store) -> None:
    def fail() -> None:
        with store.writing():
            with store.writing():
                start(store)
            raise KeyError

    with pytest.raises(KeyError):
        fail()

    assert store.threads.all() == []


def test_a_block_that_fails_inside_another_takes_only_itself_back(store: Store) -> None:
    def fail() -> None:
        with store.writing():
            store.marks.put("inner", "1")
            raise KeyError

    with store.writing():
        store.marks.put("outer", "1")
        with pytest.raises(KeyError):
            fail()

    assert (store.marks.get("outer"), store.marks.get("inner")) == ("1", None)


def test_a_full_database_cannot_be_written_and_stays_whole(path: Path) -> None:
    """Promise 16: a full disk at any write is told, and nothing is half written."""
    with Store.open(path, fold=fold) as store:
        thread = start(store)
        before = list(store._db.raw.iterdump())
        store._db.run(f"PRAGMA max_page_count = {store._db.scalar('PRAGMA page_count') + 1}")

        def write_too_much() -> None:
            with store.writing():
                store.marks.put("x", "1")
                reserve(store, thread, data=b"x" * 100_000)

        with pytest.raises(CannotWrite, match="full"):
            write_too_much()

        assert list(store._db.raw.iterdump()) == before
        assert store._db.scalar("PRAGMA integrity_check") == "ok"


@contextmanager
def small_disk(size: int) -> Iterator[None]:
    """Let no file grow beyond `size` bytes; the signal that comes with it is ignored, as Python does."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("room", [0, 512, 4096, 20_000, 60_000])
def test_a_disk_that_fills_up_while_writing_is_told_and_leaves_the_file_whole(path: Path, room: int) -> None:
    """Promise 16, with the operating system refusing: journal or database, wherever the space ends."""
    with Store.open(path, fold=fold) as store:
        thread = start(store)
        before = list(store._db.raw.iterdump())
        with small_disk(room), pytest.raises(CannotWrite, match="cannot be written"):
            reserve(store, thread, data=b"x" * 300_000)

        assert list(store._db.raw.iterdump()) == before

    with Store.open(path, fold=fold) as store:
        assert store._db.scalar("PRAGMA integrity_check") == "ok"
        assert reserve(store, thread).touch == 1


def test_a_database_that_another_process_writes_is_busy(path: Path) -> None:
    with Store.open(path, wait=0) as one, Store.open(path, wait=0) as other, one.writing():
        with pytest.raises(Busy, match="in use"), other.writing():
            raise AssertionError

        one.marks.put("x", "1")


def test_a_commit_that_a_reader_holds_up_is_undone(path: Path) -> None:
    with Store.open(path, wait=0) as store:
        reader = sqlite3.connect(path, isolation_level=None)
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM marks").fetchall()
        with pytest.raises(Busy):
            store.marks.put("x", "1")
        reader.close()

        assert store.marks.get("x") is None
        store.marks.put("x", "2")
        assert store.marks.get("x") == "2"


def test_two_processes_that_write_at_once_lose_nothing(path: Path) -> None:
    """Promise 13: each waits for the other's transaction."""
    Store.open(path).close()
    script = (
        "import sys; from pathlib import Path; from mailfollow.store import Store\n"
        f"with Store.open(Path({str(path)!r}), wait=30) as store:\n"
        "    for n in range(30):\n"
        "        with store.writing():\n"
        "            store.marks.put('count', str(int(store.marks.get('count') or 0) + 1))\n"
    )
    both = [subprocess.Popen([sys.executable, "-c", script]) for _ in range(2)]

    assert [one.wait() for one in both] == [0, 0]
    with Store.open(path) as store:
        assert store.marks.get("count") == "60"


def test_two_processes_that_open_a_new_database_at_once_make_it_once(path: Path) -> None:
    opening = f"Store.open(Path({str(path)!r}), wait=30).close()"
    script = f"from pathlib import Path; from mailfollow.store import Store; {opening}"
    all_three = [subprocess.Popen([sys.executable, "-c", script]) for _ in range(3)]

    assert [one.wait() for one in all_three] == [0, 0, 0]


def test_a_mistake_in_a_statement_is_not_hidden(store: Store) -> None:
    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        store._db.run("DELETE FROM typo")


def test_text_that_sqlite_cannot_hold_is_stored_with_question_marks(store: Store) -> None:
    store.messages.add("work", [seen(1, "\udcfc@x.example", subject="caf\udce9 ☕")], [seen(1).place])

    (found,) = store.messages.pending("work", 1)

    assert (found.envelope.message_id, found.envelope.subject) == ("?@x.example", "caf? ☕")
    assert len(store.messages.copies("work", "t@x.example", "\udcfc@x.example")) == 1
