"""The journal of drafts. A draft is reserved here, with its finished bytes, before the mailbox hears of it.

The unique indexes of the table are the last guard against a doubled draft: one a touch, and one open a thread.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Unpack

from mailfollow.errors import Doubled
from mailfollow.model import Draft, DraftState, Place, Trace, Used, Version
from mailfollow.store import draft_rows, drafted
from mailfollow.store.columns import utc_text
from mailfollow.store.connection import Connection, Value
from mailfollow.store.draft_rows import Changes
from mailfollow.tracking.planning.drafts import OPEN_STATES


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
        replaces: int | None = None,
        covers: Collection[str] = (),
        language: str = "",
        resource: str = "",
    ) -> Draft:
        """Record the finished bytes of a draft at `at` (UTC), before they are saved in the mailbox.

        `covers` are other threads whose proposals it names as well, `resource` is the name of what it offers.

        Raises:
            Doubled: one of the threads has an open draft, or this one has one for this touch; another process was
                quicker.
        """
        with self._db.writing():
            self._refuse_second((thread_id, *covers))
            with _one_only(thread_id):
                draft_id = self._db.insert(
                    """
                    INSERT INTO drafts (thread, round, touch, state, token, message_id, parent_id, data, text,
                        template, angle, why, uidvalidity, uidnext, reserved_at, replaces, covers, language, resource)
                    VALUES (?, ?, ?, 'reserved', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
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
                    replaces,
                    " ".join(covers),
                    language,
                    resource,
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
            Doubled: it was to be open again, but its thread has another open draft by now.
        """
        with self._db.writing():
            before = self.get(draft_id)
            columns = {name: _value(value) for name, value in changes.items()}  # type: ignore[arg-type]  # any of Changes
            if changes.get("state") in OPEN_STATES:
                self._refuse_second((before.thread_id, *before.covers), draft_id)
            if columns:
                setting = ", ".join(f"{name} = ?" for name in columns)
                with _one_only(before.thread_id):
                    statement = f"UPDATE drafts SET {setting} WHERE id = ?"  # noqa: S608 - the names are those of Changes
                    self._db.run(statement, *columns.values(), draft_id)
            return self.get(draft_id)

    def _refuse_second(self, thread_ids: Collection[str], but: int | None = None) -> None:
        """Raise Doubled if a thread has an open draft already, be it one of another thread that names it as well.

        The unique indexes of the table know of a draft's own thread only.
        """
        for other in draft_rows.standing_in(self._db, thread_ids, but):
            raise _doubled(other.thread_id)

    def open(self, account: str) -> list[Draft]:
        """Return the account's drafts that lie in Drafts, or may, or are still to be put there; oldest first."""
        return draft_rows.open_of(self._db, account)

    def returned(self, account: str) -> list[Draft]:
        """Return the account's drafts that were given up as thrown away or withdrawn, and turned up again."""
        return draft_rows.returned(self._db, account)

    def left_over(self, account: str) -> list[Draft]:
        """Return the account's sent drafts of which a copy was left in Drafts, as far as is known."""
        return draft_rows.left_over(self._db, account)

    def of_thread(self, thread_id: str) -> list[Draft]:
        """Return all drafts of a thread, oldest first."""
        return draft_rows.of_threads(self._db, [thread_id])

    def versions(self, draft_id: int) -> dict[Place, Version]:
        """Return what copies of a draft in Drafts came to, by their places, as far as they were compared."""
        return draft_rows.versions(self._db, draft_id)

    def note_versions(self, draft_id: int, found: Mapping[Place, Version]) -> None:
        """Remember what copies of a draft came to; what was known of others is forgotten."""
        rows = [
            (draft_id, place.folder, place.uidvalidity, place.uid, version.differs, version.kept)
            for place, version in found.items()
        ]
        with self._db.writing():
            self._db.run("DELETE FROM versions WHERE draft = ?", draft_id)
            self._db.many("INSERT INTO versions VALUES (?, ?, ?, ?, ?, ?)", rows)

    def let_go(self, before: datetime, size: int) -> int:
        """Keep no longer the bytes of drafts that are over since before `before` (aware); return how many.

        Only of those with more than `size` bytes. If one turns up again, it cannot be compared, and is the person's.
        """
        return drafted.let_go(self._db, before, size)

    def written_since(self, since: datetime) -> int:
        """Return how many drafts were reserved at or after `since` (aware).

        Those that the server refused don't count, nor those that took the place of an older one.
        """
        return drafted.written_since(self._db, since)

    def traces(self, accounts: Collection[str], most: int = 1_000) -> list[Trace]:
        """Return what became of the `most` newest drafts of `accounts`, and of all that are open.

        Those never saved are left out.
        """
        return drafted.traces(self._db, accounts, most)

    def named_with(self, message_id: str | None, references: Collection[str]) -> tuple[str, ...]:
        """Return the other threads that our draft named which an answer to `message_id` answers; mostly none.

        Where no copy of what was sent is known, its token among the `references` of the answer tells.
        """
        return drafted.named_with(self._db, message_id, references)

    def used(self, people: Collection[str], company: str | None, since: datetime, but: int | None = None) -> Used:
        """Return what was ever drafted for one of `people` (addresses) or for `company` (a domain).

        Drafts that were withdrawn don't count, as nobody saw them, nor does the draft `but`; one that the server
        refused does, as it is tried again. `lately` counts templates from `since` (UTC) on, for anyone.
        """
        return drafted.used(self._db, people, company, since, but)


@contextmanager
def _one_only(thread_id: str) -> Iterator[None]:
    """Turn a refusal by the unique indexes into a sentence; any other broken rule of the table is a mistake of ours."""
    try:
        yield
    except sqlite3.IntegrityError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_CONSTRAINT_UNIQUE:
            raise
        raise _doubled(thread_id) from error


def _doubled(thread_id: str) -> Doubled:
    return Doubled(f"The thread {thread_id} has another draft for this follow-up: nothing was written.")


def _value(value: DraftState | datetime | str | int | None) -> Value:
    return utc_text(value) if isinstance(value, datetime) else value
