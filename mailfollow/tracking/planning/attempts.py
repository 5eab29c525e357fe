"""When a draft whose saving was interrupted or refused may be given to the server once more."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from mailfollow.model import Draft, DraftState

QUARANTINE = timedelta(minutes=30)
"""How long after an attempt its bytes may still arrive: as long as common TCP retry limits (15 to 30 minutes)."""

CLEAN_LOOKS = 2
MOST_ATTEMPTS = 3
REFUSED_AGAIN = timedelta(hours=6)

SMALL = 100_000
"""Bytes; a draft with no file to go along has fewer, and no server refuses one for its size."""

GIVEN_UP = (
    f"the server took it {MOST_ATTEMPTS} times, but it never came to lie in Drafts: it is not tried again, so please "
    "write this one yourself"
)
"""What is said then."""

UNSAVED = frozenset({DraftState.RESERVED, DraftState.UNCERTAIN})
"""An APPEND may have been sent; whether it arrived is not known."""


def may_append_again(draft: Draft, now: datetime) -> bool:
    """Whether the same bytes may be given to the server once more: at most three times where it never said no."""
    return is_surely_absent(draft, now) and (draft.state is DraftState.REFUSED or draft.attempts < MOST_ATTEMPTS)


def is_surely_absent(draft: Draft, now: datetime) -> bool:
    """Whether a draft is not in the mailbox and cannot come any more, so that it may be saved again or dropped.

    After an uncertain attempt: two clean looks, the last at least 30 minutes after it. After the server refused it:
    six hours, so that it is not asked more often.
    """
    tried = draft.attempted_at or draft.reserved_at
    if draft.state is DraftState.REFUSED:
        return now - tried >= REFUSED_AGAIN
    if draft.state not in UNSAVED or draft.looked_at is None:
        return False
    return draft.looks >= CLEAN_LOOKS and tried + QUARANTINE <= draft.looked_at <= now


def is_given_up(draft: Draft, now: datetime) -> bool:
    """Whether a draft was given to the server as often as it may be, and never came to lie in Drafts."""
    tried = draft.state in UNSAVED and draft.attempts >= MOST_ATTEMPTS
    return tried and is_surely_absent(draft, now)


def refused_lately(drafts: Iterable[Draft], now: datetime, size: int = 0) -> Draft | None:
    """Return the one of an account's open `drafts` that the server refused within the last six hours, or None.

    What keeps it from storing one, such as a full quota, keeps it from storing any other; but a large one may have been
    too large, which says nothing of another of fewer bytes, `size`.
    """
    tried = (draft for draft in drafts if draft.state is DraftState.REFUSED and draft.attempted_at is not None)
    refused = (draft for draft in tried if len(draft.data) <= max(size, SMALL))
    return next((draft for draft in refused if not is_surely_absent(draft, now)), None)
