"""One connection to the database: transactions, and SQLite's errors as the sentences a person meets.

Every statement of the store passes here. Text from mail may hold lone surrogates, which SQLite cannot store:
they become question marks on the way in, the same in a row as in a search for it (see `plain`).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from mailfollow.errors import Busy, CannotWrite, DataError, MailfollowError

Value = str | int | float | bytes | None

CANNOT_WRITE = {
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_NOLFS,
}
BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


def plain(text: str) -> str:
    """Return `text` as it can be stored: lone surrogates, which UTF-8 has no bytes for, become `?`."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


class Connection:
    """A sqlite3 connection in autocommit mode, and the path to name in sentences."""

    def __init__(self, raw: sqlite3.Connection, path: Path) -> None:
        """Take over `raw`, which must have isolation_level None."""
        self.raw = raw
        self.path = path
        raw.row_factory = sqlite3.Row

    def rows(self, sql: str, *values: Value) -> list[sqlite3.Row]:
        """Run a query and return all its rows."""
        with translated(self.path):
            return self.raw.execute(sql, _plain(values)).fetchall()

    def row(self, sql: str, *values: Value) -> sqlite3.Row | None:
        """Run a query and return its first row, or None."""
        with translated(self.path):
            found: sqlite3.Row | None = self.raw.execute(sql, _plain(values)).fetchone()
            return found

    def scalar(self, sql: str, *values: Value) -> Any:  # noqa: ANN401 - the type is the column's; callers state it
        """Run a query and return the first column of its first row, or None."""
        found = self.row(sql, *values)
        return found[0] if found is not None else None

    def run(self, sql: str, *values: Value) -> int:
        """Run a statement and return how many rows it changed."""
        with translated(self.path):
            return self.raw.execute(sql, _plain(values)).rowcount

    def insert(self, sql: str, *values: Value) -> int:
        """Run an INSERT and return the row id of the new row."""
        with translated(self.path):
            return self.raw.execute(sql, _plain(values)).lastrowid or 0

    def many(self, sql: str, rows: Iterable[Sequence[Value]]) -> None:
        """Run a statement once for each of `rows`; whose text, for speed, must be `plain` already."""
        with translated(self.path):
            self.raw.executemany(sql, rows)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Make the block one transaction, all or nothing; inside another such block it joins that one.

        A block that fails inside another is undone by itself, so that the outer one may go on.

        Raises:
            CannotWrite: the disk is full or failed, or the file may not be written.
            Busy: another process holds the database.
            DataError: the file is damaged.
        """
        joins = self.raw.in_transaction
        self.run("SAVEPOINT nested" if joins else "BEGIN IMMEDIATE")
        try:
            yield
            self.run("RELEASE nested" if joins else "COMMIT")
        except BaseException:
            self._undo(nested=joins)
            raise

    def _undo(self, *, nested: bool) -> None:
        if not self.raw.in_transaction:  # a full disk has rolled everything back already
            return
        with translated(self.path):
            if nested:
                with suppress(sqlite3.OperationalError):  # a signal right behind its RELEASE: the outer block undoes it
                    self.raw.execute("ROLLBACK TO nested")
                    self.raw.execute("RELEASE nested")
            else:
                self.raw.execute("ROLLBACK")


def _plain(values: Sequence[Value]) -> list[Value]:
    return [plain(value) if type(value) is str else value for value in values]


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn SQLite's errors about the file `path` into ours; a mistake in a statement stays what it is."""
    try:
        yield
    except sqlite3.Error as error:
        ours = _translate(error, path)
        if ours is None:
            raise
        raise ours from error


def _translate(error: sqlite3.Error, path: Path) -> MailfollowError | None:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the rest is detail (sqlite.org/rescode.html)
    if code in BUSY:
        return Busy(f"The database {path} is in use by another program ({error}): try again in a moment.")
    if code in CANNOT_WRITE:
        return CannotWrite(
            f"The database {path} cannot be written ({error}): free some space, or check who may write there."
        )
    if code in DAMAGED:
        return DataError(
            f"The database {path} is damaged ({error}): put a backup in its place, or move it away "
            "and let the next pass read the mailbox anew. Nothing in the mailbox was changed."
        )
    return None
