"""What is remembered of a draft after a look at it, and how long it must be nowhere before that proves anything."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from mailfollow.model import Draft, DraftState, Fate
from mailfollow.tracking.planning.attempts import UNSAVED

LOOKS_APART = timedelta(minutes=10)
"""Looks nearer to each other count as one: the server may not have caught up between them."""

MISSING_FOR = timedelta(hours=24)
MISSING_LOOKS = 3

CALM = frozenset({DraftState.OPEN, DraftState.SENT, DraftState.DISCARDED, DraftState.WITHDRAWN})


def looked(draft: Draft, judged: Fate, now: datetime) -> Draft:
    """Return `draft` as it is after the look at `now` that led to `judged`, with its looks counted.

    `looks` counts the looks at least ten minutes apart since it was last seen, `looked_at` is the last counted one.
    """
    is_missing = judged.state is DraftState.MISSING
    seen_last = replace(
        _placed(draft, judged),
        state=judged.state,
        problem=_problem(judged),
        withdrawing=draft.withdrawing if is_missing else "",
        kept=judged.kept,
    )
    if not is_missing and judged.state not in UNSAVED:
        return replace(seen_last, looks=0, looked_at=None, missing_since=None)
    if is_missing and draft.state is not DraftState.MISSING:
        return replace(seen_last, looks=1, looked_at=now, missing_since=now)
    if _counts(draft, now):
        return replace(seen_last, looks=draft.looks + 1, looked_at=now)
    return seen_last


def is_gone(draft: Draft, now: datetime) -> bool:
    """Whether a draft that is nowhere at `now` has been so for a day and three looks: no client has it open then."""
    since = draft.missing_since or now
    looks = draft.looks + _counts(draft, now)
    return draft.state is DraftState.MISSING and now - since >= MISSING_FOR and looks >= MISSING_LOOKS


def _placed(draft: Draft, judged: Fate) -> Draft:
    """Return `draft` with the place of its bytes, if they were found; else it stays the last one known."""
    if judged.state is not DraftState.OPEN or judged.kept or judged.uid is None:
        return draft
    return replace(draft, uid=judged.uid, uidvalidity=judged.uidvalidity or draft.uidvalidity)


def _counts(draft: Draft, now: datetime) -> bool:
    """Whether a look at `now` is far enough from the last counted one."""
    return draft.looked_at is None or now - draft.looked_at >= LOOKS_APART


def _problem(judged: Fate) -> str:
    """Return what a person should know of it; empty where all is well."""
    return "" if judged.state in CALM and judged.copies <= 1 else judged.why
