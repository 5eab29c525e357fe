"""How far each folder has been read, and when reading it last worked: what silence may be concluded from."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from mailfollow.model import Cursor
from mailfollow.store.columns import maybe_time, utc_text
from mailfollow.store.connection import Connection, plain

ACCOUNT = ""
"""The name under which a failure of the account as a whole is kept."""


class Coverage(NamedTuple):
    """When a folder was last read to its end (UTC), and what has kept us from it since when; None = the account."""

    account: str
    folder: str | None
    read_at: datetime | None
    looked: int
    problem: str | None
    failed_at: datetime | None


class Folders:
    """The `folders` table: cursors and coverage."""

    def __init__(self, db: Connection) -> None:
        """Work on the folders of `db`."""
        self._db = db

    def cursor(self, account: str, folder: str) -> Cursor | None:
        """Return how `folder` stood when it was last read, or None if it never was."""
        row = self._db.row(
            "SELECT uidvalidity, uidnext, messages, modseq FROM folders WHERE account = ? AND name = ?", account, folder
        )
        if row is None or row["uidvalidity"] is None:
            return None
        return Cursor(row["uidvalidity"], row["uidnext"], row["messages"], row["modseq"])

    def read_at(self, account: str, folder: str) -> datetime | None:
        """Return when `folder` was last read to its end (UTC), or None if it never was."""
        text = self._db.scalar("SELECT read_at FROM folders WHERE account = ? AND name = ?", account, folder)
        return maybe_time(text)

    def save_cursor(self, account: str, folder: str, cursor: Cursor) -> None:
        """Remember how `folder` stands; belongs in the transaction that stores what was read up to there."""
        with self._db.writing():
            self._db.run(
                """
                INSERT INTO folders (account, name, uidvalidity, uidnext, messages, modseq) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT DO UPDATE SET uidvalidity = excluded.uidvalidity, uidnext = excluded.uidnext,
                    messages = excluded.messages, modseq = excluded.modseq
                """,
                account,
                folder,
                cursor.uidvalidity,
                cursor.uidnext,
                cursor.messages,
                cursor.modseq,
            )

    def others(self, account: str, names: Collection[str]) -> list[str]:
        """Return the folders of `account` of which something is stored, but for those in `names`."""
        rows = self._db.rows("SELECT name FROM folders WHERE account = ? AND name <> ? ORDER BY name", account, ACCOUNT)
        kept = {plain(name) for name in names}
        return [row["name"] for row in rows if row["name"] not in kept]

    def forget(self, account: str, folder: str) -> None:
        """Forget how `folder` stood and when it was read."""
        with self._db.writing():
            self._db.run("DELETE FROM folders WHERE account = ? AND name = ?", account, folder)

    def note_read(self, account: str, folder: str, at: datetime, looked: int) -> None:
        """Record that `folder`, with `looked` messages, was read to its end at `at` (UTC): the account works again."""
        with self._db.writing():
            self._db.run(
                """
                INSERT INTO folders (account, name, read_at, looked) VALUES (?, ?, ?, ?)
                ON CONFLICT DO UPDATE SET read_at = excluded.read_at, looked = excluded.looked,
                    problem = NULL, failed_at = NULL
                """,
                account,
                folder,
                utc_text(at),
                looked,
            )
            self._db.run("DELETE FROM folders WHERE account = ? AND name = ?", account, ACCOUNT)

    def note_failed(self, account: str, folder: str | None, at: datetime, problem: str) -> None:
        """Record that `folder`, or the whole account if None, could not be read at `at` (UTC), and why.

        What keeps failing has failed since the first time.
        """
        with self._db.writing():
            self._db.run(
                """
                INSERT INTO folders (account, name, failed_at, problem) VALUES (?, ?, ?, ?)
                ON CONFLICT DO UPDATE SET problem = excluded.problem,
                    failed_at = CASE WHEN folders.problem IS NULL THEN excluded.failed_at ELSE folders.failed_at END
                """,
                account,
                ACCOUNT if folder is None else folder,
                utc_text(at),
                problem,
            )

    def coverage(self, accounts: Collection[str] | None = None) -> list[Coverage]:
        """Return what is known of each folder of `accounts`, or of all, by account and name.

        An account's own failure comes first.
        """
        rows = self._db.rows("SELECT * FROM folders ORDER BY account, name")
        return [_coverage(row) for row in rows if accounts is None or row["account"] in accounts]


def _coverage(row: sqlite3.Row) -> Coverage:
    return Coverage(
        row["account"],
        row["name"] or None,
        maybe_time(row["read_at"]),
        row["looked"],
        row["problem"],
        maybe_time(row["failed_at"]),
    )
