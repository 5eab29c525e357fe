"""Threads in which the person is writing a draft of their own: there we keep out of the way."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection

from mailfollow.model import Draft
from mailfollow.store import codec, draft_rows
from mailfollow.store.connection import Connection
from mailfollow.store.rows import named_by


def threads_with_own_drafts(db: Connection, thread_ids: Collection[str]) -> set[str]:
    """Return which of these threads a message in Drafts refers to that is no copy of a draft of ours waiting there.

    What is left of one that was sent or given up is the person's: until it is gone, it would be the second.
    """
    lying = db.rows("SELECT * FROM messages WHERE role = 'drafts' AND deleted = 0")
    threads_of = _threads_by_id(db, {name for row in lying for name in _parents(row)})
    wanted, found = set(thread_ids), set[str]()
    for row in lying:
        threads = set().union(*(threads_of.get(name, ()) for name in _parents(row)))
        if threads & wanted and not _is_ours(row, draft_rows.of_threads(db, threads)):
            found |= threads & wanted
    return found


def _parents(row: sqlite3.Row) -> set[str]:
    return named_by(row) - {row["message_id"]}


def _threads_by_id(db: Connection, names: set[str]) -> dict[str, set[str]]:
    threads_of: dict[str, set[str]] = {}
    for row in db.rows(
        "SELECT message_id, thread FROM thread_messages WHERE message_id IN (SELECT value FROM json_each(?))",
        codec.texts(names),
    ):
        threads_of.setdefault(row["message_id"], set()).add(row["thread"])
    return threads_of


def _is_ours(row: sqlite3.Row, ours: list[Draft]) -> bool:
    from mailfollow.tracking.fate import DONE, is_copy  # `status` rarely needs it

    references = tuple(row["refs"].split())
    waiting = (draft for draft in ours if draft.state not in DONE)
    return any(is_copy(draft, row["message_id"], row["in_reply_to"], references) for draft in waiting)
