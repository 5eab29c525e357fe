"""The journal of drafts. A draft is reserved here, with its finished bytes, before the mailbox hears of it.

The unique indexes of the table are the last guard against a doubled draft: one a touch, and one open a thread.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TypedDict, Unpack

from mailfollow.errors import Busy
from mailfollow.model import Draft, DraftState, Used
from mailfollow.store import codec, draft_rows
from mailfollow.store.columns import utc_text
from mailfollow.store.connection import Connection, Value


class Changes(TypedDict, total=False):
    """The fields of a draft that change after it was reserved; as in `Draft`."""

    state: DraftState
    uidvalidity: int
    uidnext: int
    uid: int | None
    attempts: int
    attempted_at: datetime | None
    looks: int
    looked_at: datetime | None
    missing_since: datetime | None
    problem: str


class Drafts:
    """The `drafts` table."""

    def __init__(self, db: Connection) -> None:
        """Work on the drafts of `db`."""
        self._db = db

    def reserve(
        self,
        thread_id: str,
        *,
        round: int,  # noqa: A002 - the word of the model
        touch: int,
        token: str,
        message_id: str,
        parent_id: str | None,
        data: bytes,
        text: str,
        template: str,
        angle: str,
        why: str,
        uidvalidity: int,
        uidnext: int,
        at: datetime,
    ) -> Draft:
        """Record the finished bytes of a draft at `at` (UTC), before they are saved in the mailbox.

        Raises:
            Busy: the thread has an open draft, or one for this touch; another process was quicker.
        """
        with self._db.writing():
            with _one_only(thread_id):
                draft_id = self._db.insert(
                    """
                    INSERT INTO drafts (thread, round, touch, state, token, message_id, parent_id, data, text,
                        template, angle, why, uidvalidity, uidnext, reserved_at)
                    VALUES (?, ?, ?, 'reserved', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                    thread_id,
                    round,
                    touch,
                    token,
                    message_id,
                    parent_id,
                    data,
                    text,
                    template,
                    angle,
                    why,
                    uidvalidity,
                    uidnext,
                    utc_text(at),
                )
            return self.get(draft_id)

    def get(self, draft_id: int) -> Draft:
        """Return a draft by its number.

        Raises:
            UsageError: there is none.
        """
        return draft_rows.by_id(self._db, draft_id)

    def update(self, draft_id: int, **changes: Unpack[Changes]) -> Draft:
        """Change the named fields of a draft and return it as it is then.

        Raises:
            Busy: it was to be open again, but its thread has another open draft by now.
        """
        with self._db.writing():
            before = self.get(draft_id)
            columns = {name: _value(value) for name, value in changes.items()}  # type: ignore[arg-type]  # any of Changes
            if columns:
                setting = ", ".join(f"{name} = ?" for name in columns)
                with _one_only(before.thread_id):
                    statement = f"UPDATE drafts SET {setting} WHERE id = ?"  # noqa: S608 - the names are those of Changes
                    self._db.run(statement, *columns.values(), draft_id)
            return self.get(draft_id)

    def open(self, account: str) -> list[Draft]:
        """Return the account's drafts that lie in Drafts, or may, or are still to be put there; oldest first."""
        return draft_rows.open_of(self._db, account)

    def returned(self, account: str) -> list[Draft]:
        """Return the account's drafts that were given up as thrown away or withdrawn, and lie in Drafts again."""
        return draft_rows.returned(self._db, account)

    def left_over(self, account: str) -> list[Draft]:
        """Return the account's sent drafts of which a copy was left in Drafts, as far as is known."""
        return draft_rows.left_over(self._db, account)

    def of_thread(self, thread_id: str) -> list[Draft]:
        """Return all drafts of a thread, oldest first."""
        return draft_rows.of_threads(self._db, [thread_id])

    def written_since(self, since: datetime) -> int:
        """Return how many drafts were reserved at or after `since` (aware), but for those the server refused."""
        count: int = self._db.scalar(
            "SELECT count(*) FROM drafts WHERE reserved_at >= ? AND state <> 'refused'", utc_text(since)
        )
        return count

    def used(self, people: Collection[str], company: str | None, since: datetime) -> Used:
        """Return what was ever drafted for one of `people` (addresses) or for `company` (a domain).

        Drafts that were withdrawn or refused don't count: nobody saw them. `lately` counts templates from `since`
        (UTC) on, for anyone.
        """
        rows = self._db.rows(
            """
            SELECT angle, template, text FROM drafts WHERE state NOT IN ('withdrawn', 'refused') AND thread IN (
                SELECT thread FROM people WHERE address IN (SELECT value FROM json_each(?))
                UNION SELECT id FROM threads WHERE company = ?
            ) ORDER BY id
            """,
            codec.texts(people),
            company,
        )
        return Used(
            frozenset(row["angle"] for row in rows),
            frozenset(row["template"] for row in rows),
            tuple(row["text"] for row in rows),
            self._lately(since),
        )

    def _lately(self, since: datetime) -> dict[str, int]:
        rows = self._db.rows(
            "SELECT template, count(*) AS times FROM drafts "
            "WHERE reserved_at >= ? AND state NOT IN ('withdrawn', 'refused') GROUP BY template ORDER BY template",
            utc_text(since),
        )
        return {row["template"]: row["times"] for row in rows}


@contextmanager
def _one_only(thread_id: str) -> Iterator[None]:
    """Turn a refusal by the unique indexes into a sentence; any other broken rule of the table is a mistake of ours."""
    try:
        yield
    except sqlite3.IntegrityError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_CONSTRAINT_UNIQUE:
            raise
        raise Busy(f"The thread {thread_id} has another draft for this follow-up: nothing was written.") from error


def _value(value: DraftState | datetime | str | int | None) -> Value:
    return utc_text(value) if isinstance(value, datetime) else value
