"""Opening the database file: made if missing, brought up to date, or refused with a sentence."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from mailfollow import schema
from mailfollow.errors import ConfigError, DataError, UsageError
from mailfollow.store.connection import Connection, translated


def connect(path: Path, *, read_only: bool, wait: float) -> Connection:
    """Return a connection to the database `path`; `wait` is how many seconds a lock is waited for.

    To be written, the file is made and migrated as needed, a copy of an older one kept beside it. To be read
    only, nothing is changed: an older database is migrated in memory.

    Raises:
        UsageError: it is to be read and does not exist yet.
        CannotCreate, CannotWrite, Busy, DataError: the file cannot be made, written or used.
        ConfigError: a newer mailfollow wrote it.
    """
    if read_only and not path.exists():
        raise UsageError(f"Nothing is recorded yet (there is no {path}): run `mailfollow once` first.")
    if not read_only:
        from mailfollow.store.files import prepare

        prepare(path)
    with translated(path):
        raw = _open(path, wait)
        try:
            return Connection(_up_to_date(raw, path, read_only=read_only), path)
        except BaseException:
            raw.close()
            raise


def _open(path: Path, wait: float) -> sqlite3.Connection:
    """Open an existing file. Also a reader opens it for writing: it may have to undo what a crash left half done."""
    name = str(path).replace("%", "%25").replace("?", "%3f").replace("#", "%23")  # sqlite.org/uri.html section 3.1
    return sqlite3.connect(f"file:{name}?mode=rw", uri=True, isolation_level=None, timeout=wait)


def _up_to_date(raw: sqlite3.Connection, path: Path, *, read_only: bool) -> sqlite3.Connection:
    version = _version(raw, path)
    if version == schema.VERSION:
        return _prepared(raw, read_only=read_only)
    if read_only:
        newer = in_memory(raw)
        raw.close()
        schema.migrate(newer)
        return _prepared(newer, read_only=True)
    if version:
        from mailfollow.store.files import backup

        backup(raw, path.with_name(f"{path.name}.v{version}.bak"))
    _prepared(raw, read_only=False)
    schema.migrate(raw)
    return raw


def _version(raw: sqlite3.Connection, path: Path) -> int:
    """Return the version of the database behind `raw`; 0 for a new, empty one.

    Raises:
        ConfigError: a newer mailfollow wrote it. It is left as it is.
        DataError: it belongs to another program.
    """
    version = int(raw.execute("PRAGMA user_version").fetchone()[0])
    owner = int(raw.execute("PRAGMA application_id").fetchone()[0])
    if owner != schema.APPLICATION_ID and raw.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone():
        raise DataError(
            f"{path} is a database of another program: set [paths] state to a directory of mailfollow's own."
        )
    if version > schema.VERSION:
        raise ConfigError(
            f"{path} was written by a newer mailfollow (schema {version}, this one knows {schema.VERSION}): "
            "install the newer version again. Nothing was changed."
        )
    return version


def _prepared(raw: sqlite3.Connection, *, read_only: bool) -> sqlite3.Connection:
    """Set what SQLite keeps per connection. WAL had a corruption bug up to 3.51.2, so a rollback journal it is."""
    if read_only:
        raw.execute("PRAGMA query_only = ON")
        return raw
    raw.execute("PRAGMA journal_mode = DELETE")
    raw.execute("PRAGMA synchronous = FULL")
    raw.execute("PRAGMA foreign_keys = ON")
    raw.execute("PRAGMA cache_size = -16384")  # 16 MB hold the indexes of 100,000 messages
    return raw


def in_memory(raw: sqlite3.Connection) -> sqlite3.Connection:
    """Return a copy of the whole database in memory."""
    copy = sqlite3.connect(":memory:", isolation_level=None)
    raw.backup(copy)
    return copy


def empty() -> Connection:
    """Return a connection to a new, empty database in memory."""
    raw = sqlite3.connect(":memory:", isolation_level=None)
    schema.create(raw)
    return Connection(_prepared(raw, read_only=False), Path(":memory:"))


def snapshot(db: Connection) -> Connection:
    """Return a connection to a copy in memory, that can be written without a trace."""
    with translated(db.path):
        return Connection(_prepared(in_memory(db.raw), read_only=False), db.path)
