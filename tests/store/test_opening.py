"""Opening the database file: who may read it, what is refused, and that nothing else is changed."""

from __future__ import annotations

import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from mailfollow import schema
from mailfollow.errors import Busy, CannotCreate, CannotWrite, ConfigError, DataError, UsageError
from mailfollow.model import Cursor
from mailfollow.store import Store, opening
from tests.store.made_up import fold, seen, start


def test_only_its_owner_can_read_the_database_and_its_directories(path: Path) -> None:
    Store.open(path).close()

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_database_that_others_could_read_is_closed_to_them(path: Path) -> None:
    made = path.with_name("made.db")
    Store.open(made).close()
    path.write_bytes(made.read_bytes())
    path.chmod(0o644)

    Store.open(path).close()

    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_journal_of_a_transaction_is_readable_by_its_owner_only(path: Path) -> None:
    with Store.open(path) as store, store.writing():
        store.marks.put("x", "1")
        journal = path.with_name(path.name + "-journal")

        assert stat.S_IMODE(journal.stat().st_mode) == 0o600


def test_the_settings_that_keep_it_safe_are_on(path: Path) -> None:
    with Store.open(path) as store:
        found = {name: store._db.scalar(f"PRAGMA {name}") for name in ("journal_mode", "synchronous", "foreign_keys")}

    assert found == {"journal_mode": "delete", "synchronous": 2, "foreign_keys": 1}


def test_what_was_written_is_there_when_it_is_opened_again(path: Path) -> None:
    with Store.open(path) as store:
        store.folders.save_cursor("work", "INBOX", Cursor(1, 2, 3, 4))

    with Store.open(path) as store:
        assert store.folders.cursor("work", "INBOX") == Cursor(1, 2, 3, 4)


def test_reading_before_anything_was_recorded_says_what_to_do(path: Path) -> None:
    with pytest.raises(UsageError, match="mailfollow once"):
        Store.open(path, read_only=True)

    assert not path.parent.exists()


def test_a_store_that_is_read_only_cannot_be_written(path: Path) -> None:
    Store.open(path).close()

    with Store.open(path, read_only=True) as store, pytest.raises(CannotWrite):
        store.marks.put("x", "1")


def test_opening_an_up_to_date_database_imports_sqlite3_alone(path: Path) -> None:
    with Store.open(path, fold=fold) as store:
        start(store)
    script = (
        "import sys; from pathlib import Path; from mailfollow.store import Store\n"
        f"store = Store.open(Path({str(path)!r}), read_only=True)\n"
        "assert len(store.threads.all()) == 1 and store.folders.coverage() == [] and store.drafts.open('work') == []\n"
        "heavy = {'sqlite_utils', 'imapclient', 'jinja2', 'bs4', 'lxml', 'hashlib', 'mailfollow.reading'}\n"
        "assert not heavy & sys.modules.keys(), heavy & sys.modules.keys()\n"
    )

    subprocess.run([sys.executable, "-c", script], check=True)


def test_another_programs_database_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE theirs (x)")
    other.commit()
    other.close()
    before = path.read_bytes()

    with pytest.raises(DataError, match="another program"):
        Store.open(path)

    assert path.read_bytes() == before


@pytest.mark.parametrize("read_only", [True, False])
def test_a_newer_schema_is_refused_and_left_untouched(path: Path, read_only: bool) -> None:
    Store.open(path).close()
    newer = sqlite3.connect(path)
    newer.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    newer.close()
    before = path.read_bytes()

    with pytest.raises(ConfigError, match="newer mailfollow") as caught:
        Store.open(path, read_only=read_only)

    assert caught.value.exit_code == 78
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize(
    "damage", [b"This is no database at all, but long enough. " * 30, b"SQLite format 3\0" + b"\xff" * 5000]
)
def test_a_file_that_is_no_database_is_named_with_what_to_do(path: Path, damage: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(damage)

    with pytest.raises(DataError, match="put a backup in its place") as caught:
        Store.open(path)

    assert str(path) in str(caught.value)
    assert path.read_bytes() == damage


def test_damage_met_later_is_told_as_such(path: Path) -> None:
    with Store.open(path) as store:
        store.messages.add("work", [seen(uid, f"{uid}@x.example", subject="x" * 500) for uid in range(1, 200)])
    data = bytearray(path.read_bytes())
    half = len(data) // 2
    data[half:] = b"\xff" * (len(data) - half)
    path.write_bytes(data)

    with Store.open(path) as store, pytest.raises(DataError, match="damaged"):
        store.messages.add("work", [seen(500, "new@x.example")])


def test_a_directory_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(CannotCreate, match="cannot be made"):
        Store.open(tmp_path / "file" / "state" / "mailfollow.db")


def test_a_database_held_by_another_process_is_busy(path: Path) -> None:
    Store.open(path).close()
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")

    with pytest.raises(Busy, match="in use"):
        Store.open(path, wait=0)
    holder.close()


def test_a_reader_undoes_what_a_crash_left_half_done(path: Path) -> None:
    """A process killed in the middle of a commit leaves a journal, which the next to come must roll back."""
    with Store.open(path) as store:
        store.marks.put("x", "before")
    script = (
        "import os; from pathlib import Path; from mailfollow.store import Store\n"
        f"store = Store.open(Path({str(path)!r}))\n"
        "store._db.run('PRAGMA cache_size = 1'); store._db.run('PRAGMA cache_spill = 1')\n"
        "store._db.run('BEGIN IMMEDIATE')\n"
        "store.marks.put('x', 'after')\n"
        "[store.marks.put(str(n), 'x' * 3000) for n in range(300)]\n"
        "os.kill(os.getpid(), 9)\n"
    )
    before = path.stat().st_size
    subprocess.run([sys.executable, "-c", script], check=False)
    assert path.stat().st_size > before, "the crash left half of it in the file"

    with Store.open(path, read_only=True) as store:
        assert store.marks.get("x") == "before"
        assert store._db.scalar("PRAGMA integrity_check") == "ok"


def test_a_snapshot_can_be_written_without_a_trace(path: Path) -> None:
    with Store.open(path, fold=fold) as store:
        thread = start(store)
        before = path.read_bytes()
        with store.snapshot() as copy:
            copy.threads.start("work", "another@studio.example", "Another", None)
            assert copy.threads.all()[0].id == thread
            assert len(copy.threads.all()) == 2

        assert len(store.threads.all()) == 1
    assert path.read_bytes() == before


def test_a_snapshot_of_what_is_read_only_can_be_written(path: Path) -> None:
    Store.open(path).close()

    with Store.open(path, read_only=True) as store, store.snapshot() as copy:
        copy.marks.put("x", "1")

        assert (copy.marks.get("x"), store.marks.get("x")) == ("1", None)


def test_a_backup_is_a_whole_database_for_its_owner_only(path: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    target.write_text("an older copy")
    with Store.open(path, fold=fold) as store:
        thread = start(store)
        store.backup(target)

    with Store.open(target, read_only=True) as copy:
        assert copy.threads.get(thread).subject == "Proposal: new website"
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_a_backup_that_cannot_be_made_leaves_the_older_one(path: Path, tmp_path: Path) -> None:
    with Store.open(path) as store, pytest.raises(CannotCreate, match="nowhere"):
        store.backup(tmp_path / "nowhere" / "copy.db")


def test_an_empty_store_in_memory_needs_no_library_but_sqlite3() -> None:
    script = (
        "import sys; from mailfollow.store import Store; Store.in_memory().threads.all()\n"
        "print('sqlite_utils' in sys.modules)"
    )

    said = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)

    assert said.stdout == "False\n"


def test_a_store_in_memory_has_the_tables_that_a_file_has(path: Path) -> None:
    def tables(store: Store) -> set[tuple[str, str]]:
        rows = store._db.rows("SELECT name, sql FROM sqlite_master WHERE name NOT LIKE '%sqlite_%'")
        return {(row["name"], row["sql"]) for row in rows}

    with Store.open(path) as store, Store.in_memory() as other:
        assert tables(store) == tables(other)


def test_a_path_with_signs_that_mean_something_in_a_url_works(tmp_path: Path) -> None:
    path = tmp_path / "a?b#c %41" / "mail follow.db"

    Store.open(path).close()

    assert path.exists()


def test_connections_are_closed_when_opening_fails(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"no database " * 100)
    open_before = len(list(Path("/proc/self/fd").iterdir()))
    for _ in range(5):
        with pytest.raises(DataError):
            opening.connect(path, read_only=False, wait=0)

    assert len(list(Path("/proc/self/fd").iterdir())) == open_before
