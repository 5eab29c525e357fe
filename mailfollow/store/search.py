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


def nominated(db: Connection, handles: Iterable[int], *further: str, where: str) -> list[sqlite3.Row]:
    """Return the messages that have one of `handles`, in the order they were stored, and of which `where` is true.

    That is SQL with ?2 and so on for `further`; what it leaves out is never made a row.
    """
    return db.rows(
        f"""
        SELECT messages.* FROM (
            SELECT DISTINCT message FROM handles WHERE handle IN (SELECT value FROM json_each(?1))
        ) AS found CROSS JOIN messages ON messages.id = found.message
        WHERE {where} ORDER BY messages.id
        """,  # noqa: S608 - `where` is ours; CROSS JOIN keeps SQLite from looking at every message of the account instead
        json.dumps(sorted(handles)),
        *further,
    )


def mark_related_pending(db: Connection, ids: Collection[str], people: Collection[str], since: datetime) -> int:
    """Do what `Messages.mark_related_pending` says."""
    names, senders = {plain(one) for one in ids}, {plain(one) for one in people}
    unread = "NOT pending AND role <> 'drafts'"
    named = nominated(db, map(handle, names), where=unread)
    sent = nominated(db, map(person_handle, senders), utc_text(since), where=f"{unread} AND at >= ?2")
    related = {row["id"]: row for row in named if named_by(row) & names}
    related |= {row["id"]: row for row in sent if row["sender"] in senders}
    found = [(row["id"],) for row in related.values() if not _adopted(db, id_of(row))]
    db.many("UPDATE messages SET pending = 1 WHERE id = ?", found)
    return len(found)


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
    rows = nominated(db, {handle(token), handle(message_id)}, account, where="account = ?2")
    return [copy_of(row) for row in rows if row["message_id"] == message_id or _refers(row, token)]


def _refers(row: sqlite3.Row, token: str) -> bool:
    return any(name == token or name.partition("@")[0] == token for name in row["refs"].split())


def sent_with_id(db: Connection, message_id: str) -> list[sqlite3.Row]:
    """Return the messages in Sent, of any account, that have that Message-ID."""
    name = plain(message_id)
    return [row for row in nominated(db, {handle(name)}, where="role = 'sent'") if row["message_id"] == name]
