"""The followed proposals: started by a sent message, moved by events, read as `Thread` values."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from mailfollow.errors import UsageError
from mailfollow.model import Address, Conversation, Draft, Event, Standing, Thread
from mailfollow.store import codec, draft_rows, events, foreign
from mailfollow.store.connection import Connection, plain
from mailfollow.store.fold import Fold

SHORTEST = 6
"""Letters of a thread id: 30 bits, so that among 1,000 threads one pair in 2,000 would need a seventh."""


class Threads:
    """The `threads`, `events` and `people` tables; `fold` turns events into a standing."""

    def __init__(self, db: Connection, fold: Fold) -> None:
        """Work on the threads of `db`."""
        self._db = db
        self._fold = fold

    def start(self, account: str, root_id: str, subject: str, company: str | None) -> str:
        """Start following the message `root_id`, and return the thread's id; the same one if it is followed already."""
        with self._db.writing():
            stored = "SELECT id FROM threads WHERE account = ? AND root_id = ?"
            known: str | None = self._db.scalar(stored, account, root_id)
            if known is not None:
                return known
            thread_id = self._free_id(account, root_id)
            self._db.run(
                "INSERT INTO threads (id, account, root_id, subject, company) VALUES (?, ?, ?, ?, ?)",
                thread_id,
                account,
                root_id,
                subject,
                company,
            )
            return thread_id

    def _free_id(self, account: str, root_id: str) -> str:
        from base64 import b32encode
        from hashlib import sha256

        digest = b32encode(sha256(plain(f"{account}\n{root_id}").encode()).digest()).decode("ascii").lower()
        lengths = range(SHORTEST, len(digest))
        taken = "SELECT 1 FROM threads WHERE id = ?"
        return next(digest[:size] for size in lengths if self._db.row(taken, digest[:size]) is None)

    def add_events(self, thread_id: str, new: Sequence[Event]) -> Standing:
        """Record events of a thread, those known already but once, and return where it stands then."""
        with self._db.writing():
            events.record(self._db, new, thread=thread_id)
            return events.refold(self._db, thread_id, self._fold)

    def draft_events(self, since: datetime) -> list[tuple[str, Event]]:
        """Return which drafts were thrown away or withdrawn after `since` (aware), by thread id, oldest first."""
        return events.of_drafts(self._db, since)

    def add_person_events(self, address: str, new: Sequence[Event]) -> None:
        """Record what concerns everything with the person at `address`, also threads that start later."""
        with self._db.writing():
            events.record(self._db, new, person=address)
            for thread_id in events.threads_with(self._db, address):
                events.refold(self._db, thread_id, self._fold)

    def events(self, thread_id: str) -> list[Event]:
        """Return what happened to a thread and to the people it went to, by time."""
        return events.of_thread(self._db, thread_id)

    def rebuild(self) -> int:
        """Compute every thread anew from the events, and return how many stood otherwise before."""
        with self._db.writing():
            before = self._standings()
            for thread_id in before:
                events.refold(self._db, thread_id, self._fold)
            after = self._standings()
            return sum(before[thread_id] != after[thread_id] for thread_id in before)

    def _standings(self) -> dict[str, tuple[object, ...]]:
        return {row["id"]: tuple(row) for row in self._db.rows("SELECT * FROM threads")}

    def all(self) -> list[Thread]:
        """Return every thread with its open draft, longest followed first."""
        return self._read(self._db.rows("SELECT * FROM threads ORDER BY rowid"))

    def get(self, thread_id: str) -> Thread:
        """Return the thread whose id is or starts with `thread_id`, in any case.

        Raises:
            UsageError: there is none, or more than one; says which there are.
        """
        wanted = thread_id.strip().lower()
        rows = self._db.rows("SELECT * FROM threads ORDER BY rowid")
        found = [row for row in rows if row["id"] == wanted] or [row for row in rows if row["id"].startswith(wanted)]
        if len(found) != 1 or not wanted:
            raise UsageError(_not_one(thread_id, found, rows))
        return self._read(found)[0]

    def _read(self, rows: Sequence[sqlite3.Row]) -> list[Thread]:
        ids = [row["id"] for row in rows]
        lying = draft_rows.standing_in(self._db, ids)
        own = {draft.thread_id: draft for draft in lying}
        named = {name: draft for draft in lying for name in draft.covers}
        theirs = foreign.threads_with_own_drafts(self._db, ids)
        read = (_thread(row, own.get(row["id"]), foreign_draft=row["id"] in theirs) for row in rows)
        return [replace(thread, covered_by=named.get(thread.id)) for thread in read]

    def conversations(self, account: str | None = None, only: Collection[str] | None = None) -> list[Conversation]:
        """Return what matching needs to know of the threads of `account` (None = all), or of those in `only`."""
        from mailfollow.store import conversations  # `status` can do without

        return conversations.read(self._db, account, only)

    def same_matter(self, thread_id: str, people: Collection[Address], subject: str) -> list[str]:
        """Return the account's other threads that went to one of `people` with the same base subject."""
        from mailfollow.store import conversations  # `status` can do without

        return conversations.same_matter(self._db, thread_id, {who.address for who in people}, subject)


def _thread(row: sqlite3.Row, draft: Draft | None, *, foreign_draft: bool) -> Thread:
    standing = codec.loads(Standing, row["standing"])
    return Thread(row["id"], row["account"], row["subject"], standing, row["company"], draft, foreign_draft)


def _not_one(wanted: str, found: Sequence[sqlite3.Row], rows: Sequence[sqlite3.Row]) -> str:
    if found:
        return f"{len(found)} threads start with {wanted!r}: {_names(found)}. Give more of the id."
    if not rows:
        return f"There is no thread {wanted!r}: nothing is followed yet."
    from difflib import get_close_matches

    near = get_close_matches(wanted.lower(), [row["id"] for row in rows], n=3, cutoff=0.5)
    chosen = [row for row in rows if row["id"] in near] or list(rows[-3:])
    return f"There is no thread {wanted!r}: there are, for example, {_names(chosen)}."


def _names(rows: Sequence[sqlite3.Row]) -> str:
    return ", ".join(f"{row['id']} ({row['subject'][:40]})" for row in rows[:5])
