"""Events in the order in which they count, so that the order in which they arrived makes no difference."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from mailfollow.model import OF_DRAFTS, Event, EventKind

RANK: Mapping[EventKind, int] = {kind: rank for rank, kind in enumerate(EventKind)}
"""At the same moment our mail comes before its answer, mail before drafts, and the person has the last word."""

MOMENT = timedelta(microseconds=1)
DECIDING = frozenset({EventKind.REPLY, EventKind.SIGNED})
BACK = frozenset({EventKind.DRAFT_SAVED, EventKind.DRAFT_EDITED})


def in_order(events: Iterable[Event]) -> list[Event]:
    """Return the events that count, each once, by time.

    An answer is never older than what it answers, whatever its clock says. A message that has decided does not
    hold as well. A draft that was sent, or that came back out of the trash, was never thrown away, and one that is as
    it was written again was not edited; and once it is sent, nothing more happens to it, though the clock of the client
    that sent it may be slow.
    """
    placed = sorted(_placed(list(events)), key=_key)
    return _once(_without_overtaken(placed))


def _key(event: Event) -> tuple[datetime, int, str, str, str]:
    """Order by time, kind and message; `repr` tells apart what is equal in all of these."""
    return event.at, RANK[event.kind], event.message_id or "", event.person or "", repr(event)


def _placed(events: list[Event]) -> list[Event]:
    """Return `events` with each answer put behind what it answers: a customer's clock may be slow."""
    times: dict[str, datetime] = {}
    for event in events:
        if event.message_id is not None and event.kind in {EventKind.SENT, EventKind.REPLY}:
            times[event.message_id] = min(event.at, times.get(event.message_id, event.at))
    return [_behind(event, times) for event in events]


def _behind(event: Event, times: Mapping[str, datetime]) -> Event:
    parent = times.get(event.in_reply_to or "")
    if parent is None or parent < event.at or event.in_reply_to == event.message_id:
        return event
    return replace(event, at=parent + MOMENT)


def _once(events: list[Event]) -> list[Event]:
    """Return `events` without repetitions; the first of them counts."""
    known: set[Hashable] = set()
    kept = []
    for event in events:
        names = _names(event)
        if known.isdisjoint(names):
            kept.append(event)
        known.update(names)
    return kept


def _names(event: Event) -> list[Hashable]:
    """Return what makes two events the same one. A server may give a copy of our mail another Message-ID."""
    names: list[Hashable] = []
    if event.message_id is not None or event.draft_id is not None:
        names.append((event.kind, event.message_id, event.person, event.draft_id))
    if event.kind is EventKind.SENT:
        names.append((event.kind, event.at, event.people))
    return names


def _without_overtaken(events: list[Event]) -> list[Event]:
    """Return `events` without those that another one shows to be mistaken, or too late to matter."""
    decided = {event.message_id for event in events if event.kind in DECIDING and event.message_id}
    first_sent: dict[int | None, int] = {
        event.draft_id: n
        for n, event in reversed(list(enumerate(events)))
        if event.kind is EventKind.SENT and event.draft_id is not None
    }
    last_back: dict[int | None, int] = {event.draft_id: n for n, event in enumerate(events) if event.kind in BACK}
    last_saved = {event.draft_id: n for n, event in enumerate(events) if event.kind is EventKind.DRAFT_SAVED}

    def counts(n: int, event: Event) -> bool:
        if event.kind is EventKind.HELD:
            return event.message_id not in decided
        if event.kind is EventKind.DRAFT_GONE and event.draft_id is not None:
            return event.draft_id not in first_sent and last_back.get(event.draft_id, -1) < n
        if event.kind is EventKind.DRAFT_EDITED and last_saved.get(event.draft_id, -1) > n:
            return False
        return event.kind not in OF_DRAFTS or n < first_sent.get(event.draft_id, len(events))

    return [event for n, event in enumerate(events) if counts(n, event)]
