"""What a later message of a thread may be recognised by, gathered from the tables for matching."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable

from mailfollow.model import Close, Conversation, Standing
from mailfollow.model.subject import matter
from mailfollow.store import codec
from mailfollow.store.columns import utc_time
from mailfollow.store.connection import Connection
from mailfollow.tracking.matching.company import company_of

MAIL = frozenset({"sent", "reply"})
"""Kinds of events that are messages of the thread."""

OF_THESE = "WHERE thread IN (SELECT value FROM json_each(?))"

Grouped = dict[str, list[sqlite3.Row]]


def read(db: Connection, account: str | None, only: Collection[str] | None) -> list[Conversation]:
    """Do what `Threads.conversations` says; a thread to which nothing has happened yet has none."""
    threads = db.rows(
        """
        SELECT * FROM threads
        WHERE (?1 IS NULL OR account = ?1) AND (?2 IS NULL OR id IN (SELECT value FROM json_each(?2))) ORDER BY rowid
        """,
        account,
        None if only is None else codec.texts(only),
    )
    ids = codec.texts(row["id"] for row in threads)
    messages = _by_thread(db, "SELECT * FROM thread_messages", ids)
    events = _by_thread(db, "SELECT thread, at, kind, message_id FROM events", ids)
    drafts = _by_thread(db, "SELECT thread, token, message_id FROM drafts", ids)
    people = _by_thread(db, "SELECT thread, address FROM people", ids)
    return [
        _conversation(row, messages[row["id"]], events[row["id"]], drafts[row["id"]], people[row["id"]])
        for row in threads
        if events[row["id"]]
    ]


def _by_thread(db: Connection, select: str, ids: str) -> Grouped:
    grouped: Grouped = defaultdict(list)
    for row in db.rows(f"{select} {OF_THESE}", ids):
        grouped[row["thread"]].append(row)
    return grouped


def _conversation(
    thread: sqlite3.Row,
    messages: list[sqlite3.Row],
    events: list[sqlite3.Row],
    drafts: list[sqlite3.Row],
    people: list[sqlite3.Row],
) -> Conversation:
    standing = codec.loads(Standing, thread["standing"])
    told = {row["message_id"] for row in events if row["kind"] in MAIL and row["message_id"]}
    ended = {row["message_id"] for row in events if row["kind"] == "ended" and row["message_id"]}
    addresses = frozenset(_column(people, "address")) | standing.voices
    companies = {thread["company"], *(company_of(address) for address in addresses)}
    return Conversation(
        thread["id"],
        message_ids=frozenset(
            {thread["root_id"], *told, *_column(messages, "message_id"), *_column(drafts, "message_id")}
        ),
        tokens=frozenset(_column(drafts, "token")),
        people=addresses,
        domains=frozenset(domain for domain in companies if domain),
        subjects=frozenset(matter(subject) for subject in (thread["subject"], *_column(messages, "subject"))),
        number=standing.proposal.number if standing.proposal else None,
        started=utc_time(_first(events)),
        references=frozenset(name for refs in _column(messages, "refs") for name in refs.split()),
        last=utc_time(max((row["at"] for row in events if row["kind"] in MAIL), default=_first(events))),
        prints=tuple(frozenset(map(int, text.split())) for text in _column(messages, "prints") if text),
        superseded_by=frozenset(ended if standing.close is Close.SUPERSEDED else ()),
    )


def _first(events: list[sqlite3.Row]) -> str:
    return min(_column(events, "at"))


def _column(rows: Iterable[sqlite3.Row], name: str) -> list[str]:
    return [row[name] for row in rows]


def same_matter(db: Connection, thread_id: str, people: Collection[str], subject: str) -> list[str]:
    """Do what `Threads.same_matter` says."""
    rows = db.rows(
        """
        SELECT DISTINCT threads.id, threads.subject FROM threads JOIN people ON people.thread = threads.id
        WHERE threads.id <> ? AND threads.account = (SELECT account FROM threads WHERE id = ?)
            AND people.address IN (SELECT value FROM json_each(?))
        ORDER BY threads.rowid
        """,
        thread_id,
        thread_id,
        codec.texts(people),
    )
    return [row["id"] for row in rows if matter(row["subject"]) == matter(subject)]
