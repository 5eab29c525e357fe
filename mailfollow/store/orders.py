"""What the person said from the mail client, sign by sign, and what came of it: each is carried out once."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from mailfollow.model import Place
from mailfollow.store import search
from mailfollow.store.columns import utc_text, utc_time
from mailfollow.store.connection import Connection, plain
from mailfollow.tracking.orders import BEFORE, LEFT, NO_PROPOSAL, folder_sign, place_of


class Order(NamedTuple):
    """A word, the sign that says where and how it was given, and the message it was said of; `at` is when we saw it.

    `outcome` is empty until it was carried out; `thread` is None where it concerns none.
    """

    account: str
    sign: str
    word: str
    message_id: str
    thread: str | None
    at: datetime
    outcome: str


class Orders:
    """The `orders` table."""

    def __init__(self, db: Connection) -> None:
        """Work on the orders of `db`."""
        self._db = db

    def note(self, account: str, sign: str, word: str, message_id: str, at: datetime) -> bool:
        """Record that `word` was said of a message, and return whether that is new; a sign is recorded once."""
        with self._db.writing():
            return (
                self._db.run(
                    "INSERT OR IGNORE INTO orders (account, sign, word, message_id, at, outcome) "
                    "VALUES (?, ?, ?, ?, ?, '')",
                    account,
                    sign,
                    word,
                    message_id,
                    utc_text(at),
                )
                > 0
            )

    def settle(self, order: Order, thread: str | None, outcome: str) -> None:
        """Record what came of `order`, and for which thread."""
        with self._db.writing():
            self._db.run(
                "UPDATE orders SET thread = ?, outcome = ? WHERE account = ? AND sign = ?",
                thread,
                outcome,
                order.account,
                order.sign,
            )

    def waiting(self, account: str, since: datetime) -> list[Order]:
        """Return what is to be carried out, first said first.

        What belonged to no proposal, and a tag of which no mail in Sent is known, waits from `since` on.
        """
        rows = self._db.rows(
            """
            SELECT * FROM orders WHERE account = ? AND (outcome = '' AND sign NOT LIKE 'tag %'
                OR outcome IN ('', ?) AND at >= ?) ORDER BY at, rowid
            """,
            account,
            NO_PROPOSAL,
            utc_text(since),
        )
        return [_order(row) for row in rows]

    def of_message(self, account: str, message_id: str) -> list[Order]:
        """Return what was said of the message with that id, first said first."""
        rows = self._db.rows(
            "SELECT * FROM orders WHERE account = ? AND message_id = ? ORDER BY at, rowid", account, message_id
        )
        return [_order(row) for row in rows]

    def lay_there(self, account: str, place: Place, message_id: str) -> bool:
        """Whether the message lay in this folder already under another UIDVALIDITY."""
        earlier = filter(None, (place_of(order.sign) for order in self.of_message(account, message_id)))
        return any(one.folder == plain(place.folder) and one.uidvalidity != place.uidvalidity for one in earlier)

    def annul(self, account: str, place: Place, outcome: str) -> None:
        """Record that nothing is to come of what lies at `place`, and why."""
        with self._db.writing():
            self._db.run(
                "UPDATE orders SET outcome = ? WHERE account = ? AND sign = ?", outcome, account, folder_sign(place)
            )

    def threads(self, message_id: str) -> list[str]:
        """Return the threads of all accounts that the message with that id belongs to."""
        rows = self._db.rows(
            "SELECT thread FROM thread_messages WHERE message_id = ? ORDER BY thread", plain(message_id)
        )
        return [row["thread"] for row in rows]

    def drafted_for(self, message_id: str) -> list[str]:
        """Return the threads that our draft with that id is the follow-up of; none if it is no draft of ours."""
        rows = self._db.rows("SELECT thread, covers FROM drafts WHERE message_id = ?", plain(message_id))
        return [thread for row in rows for thread in (row["thread"], *row["covers"].split())]

    def sent_folder(self, account: str, message_id: str) -> str | None:
        """Return the Sent folder of `account` in which a message with that id was found; None if in none."""
        rows = search.sent_with_id(self._db, message_id)
        return next((row["folder"] for row in rows if row["account"] == account), None)

    def read_again(self, account: str, message_id: str) -> None:
        """Have the sent message with that id read again, in the light of what was said of it."""
        with self._db.writing():
            rows = search.sent_with_id(self._db, message_id)
            wanted = [(row["id"],) for row in rows if row["account"] == account]
            self._db.many("UPDATE messages SET pending = 1 WHERE id = ?", wanted)

    def ids_at(self, account: str, folder: str, uidvalidity: int, uids: Collection[int]) -> dict[int, str | None]:
        """Return the Message-IDs of stored messages by UID; None where one has none, nothing for an unknown UID."""
        rows = self._db.rows(
            """
            SELECT uid, message_id FROM messages WHERE account = ? AND folder = ? AND uidvalidity = ?
                AND uid IN (SELECT value FROM json_each(?))
            """,
            account,
            folder,
            uidvalidity,
            json.dumps(sorted(uids)),
        )
        return {row["uid"]: row["message_id"] for row in rows}

    def in_vain(self, since: datetime) -> list[Order]:
        """Return what was put into folders from `since` on and did not do all that was meant, of all accounts."""
        rows = self._db.rows(
            """
            SELECT * FROM orders WHERE sign LIKE 'folder %' AND at >= ? AND outcome NOT IN ('', ?)
                AND (thread IS NULL OR instr(outcome, ?) > 0) ORDER BY at, rowid
            """,
            utc_text(since),
            BEFORE,
            LEFT,
        )
        return [_order(row) for row in rows]


def _order(row: sqlite3.Row) -> Order:
    return Order(
        row["account"],
        row["sign"],
        row["word"],
        row["message_id"] or "",
        row["thread"],
        utc_time(row["at"]),
        row["outcome"],
    )
