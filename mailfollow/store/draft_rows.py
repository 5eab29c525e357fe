"""Rows of the `drafts` table, read as `Draft` values, and which of their fields change."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from datetime import datetime
from typing import TypedDict

from mailfollow.errors import UsageError
from mailfollow.model import Draft, DraftState, Place, Version
from mailfollow.store import codec
from mailfollow.store.columns import maybe_time, utc_time
from mailfollow.store.connection import Connection

OPEN = "('reserved', 'uncertain', 'refused', 'open', 'edited', 'missing')"
"""The states of the index `drafts_open`: a draft lies in Drafts, or may, or is still to be put there."""


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
    withdrawing: str
    kept: str


def by_id(db: Connection, draft_id: int) -> Draft:
    """Return a draft by its number.

    Raises:
        UsageError: there is none.
    """
    row = db.row("SELECT * FROM drafts WHERE id = ?", draft_id)
    if row is None:
        raise UsageError(f"There is no draft {draft_id}.")
    return _draft(row)


def open_of(db: Connection, account: str | None = None) -> list[Draft]:
    """Return the open drafts of `account`, or of all; oldest first."""
    rows = db.rows(
        f"""
        SELECT drafts.* FROM drafts JOIN threads ON threads.id = drafts.thread
        WHERE drafts.state IN {OPEN} AND (? IS NULL OR threads.account = ?) ORDER BY drafts.id
        """,  # noqa: S608 - OPEN is a constant
        account,
        account,
    )
    return [_draft(row) for row in rows]


def returned(db: Connection, account: str) -> list[Draft]:
    """Return the given-up drafts of `account` that turned up again: the newest of each thread without an open one.

    They lie in Drafts, or were sent after all: what belongs to the thread by now carries the token. One whose
    follow-up was drafted anew meanwhile stays given up; so does one that names such a follow-up's proposal.
    """
    rows = db.rows(
        f"""
        SELECT drafts.* FROM drafts JOIN threads ON threads.id = drafts.thread
        WHERE drafts.state IN ('discarded', 'withdrawn') AND threads.account = ?1
            AND NOT EXISTS (
                SELECT 1 FROM drafts AS other WHERE other.thread = drafts.thread AND other.id <> drafts.id
                    AND (other.state IN {OPEN} OR (
                        other.round = drafts.round AND other.touch = drafts.touch AND other.state <> 'withdrawn'
                    ))
            )
            AND (EXISTS (
                SELECT 1 FROM messages WHERE messages.account = ?1 AND role = 'drafts' AND deleted = 0 AND (
                    messages.message_id = drafts.message_id OR instr(' ' || refs || ' ', ' ' || drafts.token || ' ') > 0
                )
            ) OR (drafts.state = 'discarded' AND EXISTS (
                SELECT 1 FROM thread_messages AS sent
                WHERE sent.thread = drafts.thread AND instr(' ' || sent.refs || ' ', ' ' || drafts.token || ' ') > 0
            )))
        ORDER BY drafts.id
        """,  # noqa: S608 - OPEN is a constant
        account,
    )
    newest = {draft.thread_id: draft for draft in map(_draft, rows)}.values()
    return [one for one in newest if not standing_in(db, (one.thread_id, *one.covers), one.id)]


def standing_in(db: Connection, thread_ids: Collection[str], but: int | None = None) -> list[Draft]:
    """Return the open drafts, but for the one numbered `but`, that are of one of these threads or name it as well."""
    wanted = set(thread_ids)
    rows = db.rows(
        f"""
        SELECT * FROM drafts WHERE state IN {OPEN} AND id IS NOT ?
            AND (covers <> '' OR thread IN (SELECT value FROM json_each(?))) ORDER BY id
        """,  # noqa: S608 - OPEN is a constant
        but,
        codec.texts(wanted),
    )
    return [one for one in map(_draft, rows) if wanted & {one.thread_id, *one.covers}]


def versions(db: Connection, draft_id: int) -> dict[Place, Version]:
    """Return what the messages in Drafts that are copies of a draft came to, as far as they were compared."""
    rows = db.rows("SELECT * FROM versions WHERE draft = ?", draft_id)
    return {Place(row["folder"], row["uidvalidity"], row["uid"]): Version(row["differs"], row["kept"]) for row in rows}


def left_over(db: Connection, account: str) -> list[Draft]:
    """Return the sent drafts of `account` of which a copy lay in Drafts when they were last looked at."""
    rows = db.rows(
        """
        SELECT drafts.* FROM drafts JOIN threads ON threads.id = drafts.thread
        WHERE drafts.state = 'sent' AND drafts.problem <> '' AND threads.account = ? ORDER BY drafts.id
        """,
        account,
    )
    return [_draft(row) for row in rows]


def of_threads(db: Connection, thread_ids: Collection[str]) -> list[Draft]:
    """Return all drafts of these threads, oldest first."""
    chosen = codec.texts(thread_ids)
    rows = db.rows("SELECT * FROM drafts WHERE thread IN (SELECT value FROM json_each(?)) ORDER BY id", chosen)
    return [_draft(row) for row in rows]


def _draft(row: sqlite3.Row) -> Draft:
    return Draft(
        id=row["id"],
        thread_id=row["thread"],
        round=row["round"],
        touch=row["touch"],
        state=DraftState(row["state"]),
        token=row["token"],
        message_id=row["message_id"],
        parent_id=row["parent_id"],
        data=row["data"],
        text=row["text"],
        template=row["template"],
        angle=row["angle"],
        why=row["why"],
        uidvalidity=row["uidvalidity"],
        uidnext=row["uidnext"],
        reserved_at=utc_time(row["reserved_at"]),
        uid=row["uid"],
        attempts=row["attempts"],
        attempted_at=maybe_time(row["attempted_at"]),
        looks=row["looks"],
        looked_at=maybe_time(row["looked_at"]),
        missing_since=maybe_time(row["missing_since"]),
        problem=row["problem"],
        covers=tuple(row["covers"].split()),
        withdrawing=row["withdrawing"],
        kept=row["kept"],
        replaces=row["replaces"],
        language=row["language"],
        resource=row["resource"],
    )
