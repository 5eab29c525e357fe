"""What became of a proposal, told from what really happened. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, tzinfo
from statistics import median

from mailfollow.model import Action, Close, Decision, EventKind, State
from mailfollow.replay.story import History, Outcome, Story
from mailfollow.tracking.standing.order import in_order

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
    if answered_at(history) is not None:
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


def answered_at(history: History) -> datetime | None:
    """Return when the first answer was given: neither what came before the proposal, nor to the one that replaced it.

    An answer that an incorrect clock dates before what it answers came right after that.
    """
    events = in_order(history.events)
    replaced = [event.at for event in events if event.kind is EventKind.ENDED and event.close is Close.SUPERSEDED]
    offered, until = sent_at(history), min(replaced, default=datetime.max.replace(tzinfo=UTC))
    return next((event.at for event in events if event.kind in ANSWERS and offered <= event.at < until), None)


def days_to_answer(stories: Iterable[Story], zone: tzinfo) -> list[int]:
    """Return after how many days, as the calendar counts them, the proposals were answered that were; ascending."""
    return sorted(
        (story.answered_at.astimezone(zone).date() - story.sent_at.astimezone(zone).date()).days
        for story in stories
        if story.answered_at is not None
    )


def median_days(days: Iterable[int]) -> float | None:
    """Return the median; None of nothing."""
    found = list(days)
    return median(found) if found else None
