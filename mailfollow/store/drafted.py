"""What was drafted so far: how much of late, what became of it, and what a person has had already."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from mailfollow.model import DraftState, Trace, Used
from mailfollow.store import codec
from mailfollow.store.columns import maybe_time, utc_text, utc_time
from mailfollow.store.connection import Connection
from mailfollow.store.draft_rows import OPEN

ELSEWHERE = "it was sent to somebody else"
"""The problem of a draft that was sent to others than it was written for."""

_SENT = "EXISTS (SELECT 1 FROM events WHERE draft = drafts.id AND kind = 'sent')"
SEEN = f"(state <> 'withdrawn' OR (problem <> '{ELSEWHERE}' AND {_SENT}))"
"""What the people it was written for have read, or may: of those withdrawn, what was sent to them all the same."""


def written_since(db: Connection, since: datetime) -> int:
    """Do what `Drafts.written_since` says."""
    count: int = db.scalar(
        "SELECT count(*) FROM drafts WHERE reserved_at >= ? AND state <> 'refused' AND replaces IS NULL",
        utc_text(since),
    )
    return count


def let_go(db: Connection, before: datetime, size: int) -> int:
    """Do what `Drafts.let_go` says."""
    old = db.rows(
        """
        SELECT id FROM drafts WHERE state IN ('sent', 'discarded', 'withdrawn') AND length(data) > ?2
            AND coalesce((SELECT max(at) FROM events WHERE draft = drafts.id), reserved_at) < ?1
        """,
        utc_text(before),
        size,
    )
    if old:
        with db.writing():
            db.many("UPDATE drafts SET data = x'' WHERE id = ?", [(row["id"],) for row in old])
    return len(old)


def traces(db: Connection, accounts: Collection[str], most: int) -> list[Trace]:
    """Do what `Drafts.traces` says; a draft that took the place of another one is as old as the first of them.

    One that we wanted to take back, and could not, counts as withdrawn: nobody need use it.
    """
    rows = db.rows(
        f"""
        SELECT replaces, CASE WHEN state = 'open' AND kept <> '' THEN 'withdrawn' ELSE state END AS state,
            CASE WHEN replaces IS NULL THEN reserved_at ELSE (
                SELECT min(first.reserved_at) FROM drafts AS first
                WHERE first.thread = drafts.thread AND first.round = drafts.round AND first.touch = drafts.touch
            ) END AS written_at,
            (SELECT max(at) FROM events WHERE draft = drafts.id) AS changed_at
        FROM drafts
        WHERE state NOT IN ('refused', 'reserved')
            AND thread IN (SELECT id FROM threads WHERE account IN (SELECT value FROM json_each(?)))
            AND (drafts.state IN {OPEN} OR id > (SELECT max(id) FROM drafts) - ?) ORDER BY id
        """,  # noqa: S608 - OPEN is a constant
        codec.texts(accounts),
        most,
    )
    return [
        Trace(
            DraftState(row["state"]),
            utc_time(row["written_at"]),
            maybe_time(row["changed_at"]),
            again=row["replaces"] is not None,
        )
        for row in rows
    ]


def named_with(db: Connection, message_id: str | None, references: Collection[str]) -> tuple[str, ...]:
    """Do what `Drafts.named_with` says."""
    row = db.row(
        """
        SELECT covers FROM drafts WHERE covers <> '' AND (
            EXISTS (SELECT 1 FROM events WHERE draft = drafts.id AND kind = 'sent' AND message_id = ?1)
            OR EXISTS (
                SELECT 1 FROM thread_messages AS copy
                WHERE copy.thread = drafts.thread AND copy.message_id = ?1
                    AND substr(copy.refs, -length(token || ' ' || parent_id)) = token || ' ' || parent_id
            )
            OR (token IN (SELECT value FROM json_each(?2))
                AND NOT EXISTS (SELECT 1 FROM events WHERE draft = drafts.id AND kind = 'sent'))
        )
        """,
        message_id,
        codec.texts(references),
    )
    return tuple(row["covers"].split()) if row else ()


def used(db: Connection, people: Collection[str], company: str | None, since: datetime, but: int | None) -> Used:
    """Do what `Drafts.used` says."""
    rows = db.rows(
        f"""
        SELECT angle, template, text, resource FROM drafts
        WHERE {SEEN} AND id IS NOT ? AND thread IN (
            SELECT thread FROM people WHERE address IN (SELECT value FROM json_each(?))
            UNION SELECT id FROM threads WHERE company = ?
        ) ORDER BY id
        """,  # noqa: S608 - SEEN is a constant
        but,
        codec.texts(people),
        company,
    )
    return Used(
        frozenset(row["angle"] for row in rows),
        frozenset(row["template"] for row in rows),
        tuple(row["text"] for row in rows),
        frozenset(row["resource"] for row in rows if row["resource"]),
        bool(rows and rows[-1]["resource"]),
        _lately(db, since),
    )


def _lately(db: Connection, since: datetime) -> dict[str, int]:
    rows = db.rows(
        f"SELECT template, count(*) AS times FROM drafts "  # noqa: S608 - SEEN is a constant
        f"WHERE reserved_at >= ? AND {SEEN} AND state <> 'refused' GROUP BY template ORDER BY template",
        utc_text(since),
    )
    return {row["template"]: row["times"] for row in rows}
