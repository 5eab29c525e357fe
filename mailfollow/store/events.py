"""What happened, as an append-only journal, and the folding of it into the cached rows of threads.

An event belongs to one thread, or to a person and so to every thread whose messages went to that person. The
same event is recorded once: a message read twice, by a crash or in two folders, changes nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from mailfollow.model import OF_DRAFTS, Event, Standing, State
from mailfollow.store import codec
from mailfollow.store.columns import maybe_text, utc_text, utc_time
from mailfollow.store.connection import Connection, plain
from mailfollow.store.fold import Fold


def record(db: Connection, events: Iterable[Event], *, thread: str | None = None, person: str | None = None) -> None:
    """Append `events` to a thread or to a person, leaving out those that are known."""
    for told in events:
        event = _in_turn(db, told, thread)
        if event.draft_id is not None and _latest_of_draft(db, event.draft_id, thread) == event.kind:
            continue
        db.run(
            "INSERT OR IGNORE INTO events (thread, person, kind, at, key, message_id, draft, event) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            thread,
            person,
            event.kind.value,
            utc_text(event.at),
            key(event),
            event.message_id,
            event.draft_id,
            codec.dumps(event),
        )


def key(event: Event) -> str:
    """Return what makes `event` the same as another one of its kind: its message and the person it is about.

    A draft may go and come back (deleted, then undone), and a person may do a thing twice: there the time counts.
    """
    if event.message_id is not None and event.draft_id is None:
        return f"{event.message_id} {event.person or ''}"
    return f"{event.draft_id or ''} {event.person or ''} {utc_text(event.at)}"


def _in_turn(db: Connection, event: Event, thread: str | None) -> Event:
    """Return `event`, if it happened to a draft, no earlier than what happened to one before: a clock may be set back.

    What becomes of drafts we see ourselves, one thing after another, so that the journal knows the order.
    """
    if event.kind not in OF_DRAFTS:
        return event
    latest = db.scalar("SELECT max(at) FROM events WHERE thread IS ? AND kind GLOB 'draft_*'", thread)
    if latest is None or utc_time(latest) <= event.at:
        return event
    return replace(event, at=utc_time(latest) + timedelta(microseconds=1))


def _latest_of_draft(db: Connection, draft_id: int, thread: str | None) -> str | None:
    """Return what happened to a draft last, as the thread knows it: one that names several is an event of each."""
    kind: str | None = db.scalar(
        "SELECT kind FROM events WHERE draft = ? AND thread IS ? ORDER BY id DESC LIMIT 1", draft_id, thread
    )
    return kind


def of_thread(db: Connection, thread_id: str) -> list[Event]:
    """Return the events of a thread and of the people it went to, by time."""
    rows = db.rows(
        """
        SELECT event, at, id FROM events WHERE thread = ?
        UNION ALL
        SELECT event, at, id FROM events WHERE person IN (SELECT address FROM people WHERE thread = ?)
        ORDER BY at, id
        """,
        thread_id,
        thread_id,
    )
    return [codec.loads(Event, row["event"]) for row in rows]


def of_drafts(db: Connection, since: datetime) -> list[tuple[str, Event]]:
    """Return what became of drafts after `since` (aware), each event with its thread, oldest first."""
    rows = db.rows(
        """
        SELECT thread, event FROM events
        WHERE at > ? AND thread IS NOT NULL AND kind IN ('draft_gone', 'draft_withdrawn') ORDER BY at, id
        """,
        utc_text(since),
    )
    return [(row["thread"], codec.loads(Event, row["event"])) for row in rows]


def refold(db: Connection, thread_id: str, fold: Fold) -> Standing:
    """Compute the standing of a thread anew from its events, store it, and return it."""
    own = [codec.loads(Event, row["event"]) for row in db.rows("SELECT event FROM events WHERE thread = ?", thread_id)]
    _save_people(db, thread_id, {who.address for event in own for who in event.people})
    standing = fold(of_thread(db, thread_id))
    db.run(
        """
        UPDATE threads SET state = ?, close = ?, why = ?, since = ?, round = ?, touch = ?, clock = ?, not_before = ?,
            standing = ? WHERE id = ?
        """,
        standing.state.value if standing.state else None,
        standing.close.value if standing.close else None,
        standing.why,
        maybe_text(standing.since),
        standing.round,
        standing.touch,
        maybe_text(standing.clock),
        standing.not_before.isoformat() if standing.not_before else None,
        codec.dumps(standing),
        thread_id,
    )
    if standing.state is State.WAITING:
        _free_numbers(db, thread_id, standing)
    return standing


def _free_numbers(db: Connection, thread_id: str, standing: Standing) -> None:
    """Take drafts that are over, but that the thread does not count, for withdrawn: their numbers are used again.

    One that was thrown away after an answer was no follow-up; an answer that is found late may show that only now.
    """
    db.run(
        """
        UPDATE drafts SET state = 'withdrawn'
        WHERE thread = ? AND (round, touch) > (?, ?) AND (state = 'discarded' OR (
            state = 'sent' AND NOT EXISTS (SELECT 1 FROM events WHERE draft = drafts.id AND kind = 'sent')
        ))
        """,
        thread_id,
        standing.round,
        standing.touch,
    )


def _save_people(db: Connection, thread_id: str, addresses: Collection[str]) -> None:
    wanted = {plain(address) for address in addresses}
    stored = {row["address"] for row in db.rows("SELECT address FROM people WHERE thread = ?", thread_id)}
    db.many("DELETE FROM people WHERE address = ? AND thread = ?", [(gone, thread_id) for gone in stored - wanted])
    db.many("INSERT INTO people VALUES (?, ?)", [(new, thread_id) for new in wanted - stored])


def threads_with(db: Connection, address: str) -> list[str]:
    """Return the ids of the threads whose messages went to `address`."""
    return [row["thread"] for row in db.rows("SELECT thread FROM people WHERE address = ?", address)]
