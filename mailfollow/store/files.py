"""The database as a file: made so that only its owner can read it, and copied as a whole."""

from __future__ import annotations

import os
import sqlite3
import stat
from pathlib import Path

from mailfollow.errors import CannotCreate
from mailfollow.private import make_directory


def prepare(path: Path) -> None:
    """Make the database file `path` (mode 0600) and its directories (0700) where they are missing.

    SQLite gives its journal the mode of the database, so that this covers both. A file of ours that others
    could read is closed to them.

    Raises:
        CannotCreate: the directory or the file cannot be made.
    """
    try:
        make_directory(path.parent)
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            if stat.S_IMODE(os.fstat(handle).st_mode) & 0o077:
                os.fchmod(handle, 0o600)
        finally:
            os.close(handle)
    except OSError as error:
        raise CannotCreate(
            f"The database {path} cannot be made or opened ({error.strerror}): "
            "check the owner of its directory, or set [paths] state to another one."
        ) from error


def backup(conn: sqlite3.Connection, target: Path) -> None:
    """Write a complete copy of the database to `target`, readable by its owner only; replaces an older copy.

    A copy that fails half-way leaves no file, and an older copy as it was.

    Raises:
        sqlite3.Error: the copy could not be written.
        CannotCreate: the file could not be made.
    """
    unfinished = target.with_name(target.name + ".part")
    try:
        unfinished.unlink(missing_ok=True)
        os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_CLOEXEC, 0o600))
        conn.execute("VACUUM INTO ?", (str(unfinished),))
        _sync(unfinished)
        unfinished.replace(target)
    except OSError as error:
        raise CannotCreate(f"The copy {target} cannot be made ({error.strerror}): check its directory.") from error
    finally:
        unfinished.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    """Wait until the file is on the disk: VACUUM INTO leaves that to the system."""
    handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
