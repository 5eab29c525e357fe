"""The messages that we put into an inbox ourselves: they never count as mail, and only they may be replaced."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from typing import NamedTuple

from mailfollow.model import Place
from mailfollow.store.columns import utc_text, utc_time
from mailfollow.store.connection import Connection, plain


class Notice(NamedTuple):
    """A message of ours: its bytes, when it was made (UTC), and where it lies; uid None = not seen there yet."""

    message_id: str
    folder: str
    uidvalidity: int
    uid: int | None
    data: bytes
    at: datetime


class Notices:
    """The `notices` table."""

    def __init__(self, db: Connection) -> None:
        """Work on the notices of `db`."""
        self._db = db

    def reserve(self, account: str, folder: str, uidvalidity: int, message_id: str, data: bytes, at: datetime) -> None:  # noqa: PLR0917 - the columns
        """Record a notice before it is put into `folder`, at `at` (UTC)."""
        with self._db.writing():
            self._db.run(
                "INSERT INTO notices (message_id, account, folder, uidvalidity, data, at) VALUES (?, ?, ?, ?, ?, ?)",
                message_id,
                account,
                folder,
                uidvalidity,
                data,
                utc_text(at),
            )

    def met(self, message_id: str, place: Place) -> None:
        """Record where a notice lies in the folder that it was put into; copies elsewhere are the person's."""
        with self._db.writing():
            self._db.run(
                "UPDATE notices SET uidvalidity = ?, uid = ? WHERE message_id = ? AND folder = ?",
                place.uidvalidity,
                place.uid,
                message_id,
                plain(place.folder),
            )

    def let_go(self, message_id: str) -> None:
        """Keep no more than the id of a notice: it is gone, or it is the person's now."""
        with self._db.writing():
            self._db.run("UPDATE notices SET gone = 1, data = x'' WHERE message_id = ?", message_id)

    def ids(self) -> frozenset[str]:
        """Return the Message-IDs of all notices there ever were."""
        return frozenset(row["message_id"] for row in self._db.rows("SELECT message_id FROM notices"))

    def there(self, account: str) -> list[Notice]:
        """Return the notices of `account` that are still ours, oldest first."""
        rows = self._db.rows("SELECT * FROM notices WHERE account = ? AND gone = 0 ORDER BY at", account)
        return [_notice(row) for row in rows]


def _notice(row: sqlite3.Row) -> Notice:
    at = utc_time(row["at"])
    return Notice(row["message_id"], row["folder"], row["uidvalidity"], row["uid"], row["data"], at)
