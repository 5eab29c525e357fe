"""What became of a proposal, told from what really happened. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, tzinfo
from statistics import median

from mailfollow.model import Action, Close, Decision, Event, EventKind, State
from mailfollow.replay.story import History, Outcome, Story

ANSWERS = frozenset({EventKind.REPLY, EventKind.SIGNED, EventKind.STOPPED})
"""What only a person does in answer. In an export nobody has told mailfollow anything, so STOPPED came by mail."""

OF_THE_END: dict[Close | None, Outcome] = {
    Close.DECLINED: Outcome.DECLINED,
    Close.STOPPED: Outcome.DECLINED,
    Close.BOUNCED: Outcome.BOUNCED,
    Close.SUPERSEDED: Outcome.REPLACED,
}


def outcome(history: History, decision: Decision, today: date) -> Outcome:
    """Return what became of the proposal until `today`, for which `decision` was made."""
    standing = history.thread.standing
    if answered_at(history.events) is not None:
        return Outcome.DECLINED if OF_THE_END.get(standing.close) is Outcome.DECLINED else Outcome.ANSWERED
    if standing.close in OF_THE_END:
        return OF_THE_END[standing.close]
    if decision.action is Action.HOLD:
        return Outcome.UNCLEAR if standing.reachable else Outcome.BOUNCED
    silent = standing.state is State.CLOSED or decision.action is Action.END or standing.touch > 0
    return Outcome.QUIET if silent or _is_due(decision, today) else Outcome.OPEN


def _is_due(decision: Decision, today: date) -> bool:
    return decision.action is Action.WRITE or (decision.due_on is not None and decision.due_on <= today)


def sent_at(history: History) -> datetime:
    """Return when the first proposal was sent."""
    offers = [event.at for event in history.events if event.proposal is not None and event.proposal.is_proposal]
    return min(offers, default=min(event.at for event in history.events))


def answered_at(events: Iterable[Event]) -> datetime | None:
    """Return when the first answer was given."""
    return min((event.at for event in events if event.kind in ANSWERS), default=None)


def days_to_answer(stories: Iterable[Story], zone: tzinfo) -> list[int]:
    """Return after how many days, as the calendar counts them, each of the answered proposals was answered; ascending.

    An answer that an incorrect clock dates before the proposal came on the same day.
    """
    return sorted(
        max(0, (story.answered_at.astimezone(zone).date() - story.sent_at.astimezone(zone).date()).days)
        for story in stories
        if story.answered_at is not None
    )


def median_days(days: Iterable[int]) -> float | None:
    """Return the median; None of nothing."""
    found = list(days)
    return median(found) if found else None
