"""Finding stored messages by ids and people: handles nominate rows, the full text decides."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable
from datetime import datetime

from mailfollow.model import Copy, Envelope
from mailfollow.store.columns import handle, person_handle, utc_text
from mailfollow.store.connection import Connection, plain
from mailfollow.store.rows import copy_of, id_of, named_by, seen_of

RECENT = 2_000
"""How many of the messages that were stored last may have come before the proposal that they are about."""


def nominated(db: Connection, account: str | None, handles: Iterable[int]) -> list[sqlite3.Row]:
    """Return the messages of `account` (None = all) that have one of `handles`, in the order they were stored."""
    return db.rows(
        """
        SELECT messages.* FROM (
            SELECT DISTINCT message FROM handles WHERE handle IN (SELECT value FROM json_each(?1))
        ) AS found CROSS JOIN messages ON messages.id = found.message
        WHERE ?2 IS NULL OR messages.account = ?2 ORDER BY messages.id
        """,  # CROSS JOIN keeps SQLite from looking at every message of the account instead
        json.dumps(sorted(handles)),
        account,
    )


def mark_related_pending(db: Connection, ids: Collection[str], people: Collection[str], since: datetime) -> int:
    """Do what `Messages.mark_related_pending` says."""
    names, senders = {plain(one) for one in ids}, {plain(one) for one in people}
    rows = nominated(db, None, {*map(handle, names), *map(person_handle, senders)})
    earliest = utc_text(since)
    related = [
        row
        for row in rows
        if row["role"] != "drafts"
        and not row["pending"]
        and (named_by(row) & names or (row["sender"] in senders and row["at"] >= earliest))
        and not _adopted(db, id_of(row))
    ]
    db.many("UPDATE messages SET pending = 1 WHERE id = ?", [(row["id"],) for row in related])
    return len(related)


def mark_recent_pending(db: Connection, since: datetime, wanted: Callable[[Envelope], bool]) -> int:
    """Do what `Messages.mark_recent_pending` says."""
    rows = db.rows(
        """
        SELECT * FROM messages WHERE id > (SELECT max(id) FROM messages) - ?
            AND role IN ('watch', 'trash') AND pending = 0 AND read = 0 AND at >= ?
        """,
        RECENT,
        utc_text(since),
    )
    found = [(row["id"],) for row in rows if wanted(seen_of(row).envelope)]
    db.many("UPDATE messages SET pending = 1 WHERE id = ?", found)
    return len(found)


def _adopted(db: Connection, message_id: str) -> bool:
    """Whether the message belongs to a thread, of whatever account: marking it again would never end."""
    return db.row("SELECT 1 FROM thread_messages WHERE message_id = ?", message_id) is not None


def copies(db: Connection, account: str, token: str, message_id: str) -> list[Copy]:
    """Do what `Messages.copies` says."""
    token, message_id = plain(token), plain(message_id)
    rows = nominated(db, account, {handle(token), handle(message_id)})
    return [copy_of(row) for row in rows if row["message_id"] == message_id or _refers(row, token)]


def _refers(row: sqlite3.Row, token: str) -> bool:
    return any(name == token or name.partition("@")[0] == token for name in row["refs"].split())


def sent_with_id(db: Connection, message_id: str) -> list[sqlite3.Row]:
    """Return the messages in Sent, of any account, that have that Message-ID."""
    name = plain(message_id)
    return [row for row in nominated(db, None, {handle(name)}) if row["message_id"] == name and row["role"] == "sent"]
