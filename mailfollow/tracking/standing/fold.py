"""The state machine of a thread: one table of states and events, and the fold of a thread's events to its standing.

A standing is never stored as the truth: it can be computed again from the events at any time. Each handler takes
one step and writes its reason into `why`; the table names one for every pair, also where nothing changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from mailfollow.model import Event, EventKind, Standing, State
from mailfollow.tracking.planning.calendar import Calendar
from mailfollow.tracking.standing.answers import (
    absence,
    answer,
    bounce,
    hold,
    late_answer,
    late_signature,
    note_bounce,
    signed,
)
from mailfollow.tracking.standing.control import (
    draft_edited,
    draft_gone,
    draft_saved,
    draft_withdrawn,
    ended,
    late_draft_gone,
    late_draft_withdrawn,
    lost,
    reopened,
    resumed,
    snoozed,
    stopped,
    superseded,
    tracked,
    won,
)
from mailfollow.tracking.standing.order import in_order
from mailfollow.tracking.standing.sent import begin, follow_up, our_answer, sent_after_close
from mailfollow.tracking.standing.step import Handler, nothing

STATES = (None, State.WAITING, State.DRAFTED, State.YOUR_TURN, State.CLOSED)
"""The columns of the table; None is a thread of which no message of ours is known yet."""

ROWS: Mapping[EventKind, tuple[Handler, Handler, Handler, Handler, Handler]] = {
    #                             not started  waiting               drafted          your turn    closed
    EventKind.SENT:            (begin,       follow_up,            follow_up,       our_answer,  sent_after_close),
    EventKind.REPLY:           (nothing,     answer,               answer,          answer,      late_answer),
    EventKind.AUTO_REPLY:      (absence,     absence,              absence,         absence,     absence),
    EventKind.BOUNCED:         (note_bounce, bounce,               bounce,          note_bounce, note_bounce),
    EventKind.HELD:            (nothing,     hold,                 hold,            hold,        nothing),
    EventKind.SIGNED:          (nothing,     signed,               signed,          signed,      late_signature),
    EventKind.DRAFT_SAVED:     (nothing,     draft_saved,          draft_saved,     nothing,     nothing),
    EventKind.DRAFT_EDITED:    (nothing,     draft_edited,         draft_edited,    nothing,     nothing),
    EventKind.DRAFT_GONE:      (nothing,     late_draft_gone,      draft_gone,      nothing,     nothing),
    EventKind.DRAFT_WITHDRAWN: (nothing,     late_draft_withdrawn, draft_withdrawn, nothing,     nothing),
    EventKind.ENDED:           (nothing,     ended,                ended,           superseded,  nothing),
    EventKind.TRACKED:         (tracked,     resumed,              resumed,         reopened,    reopened),
    EventKind.SNOOZED:         (snoozed,     snoozed,              snoozed,         snoozed,     snoozed),
    EventKind.STOPPED:         (stopped,     stopped,              stopped,         stopped,     stopped),
    EventKind.WON:             (won,         won,                  won,             won,         won),
    EventKind.LOST:            (lost,        lost,                 lost,            lost,        lost),
    EventKind.REOPENED:        (nothing,     resumed,              resumed,         reopened,    reopened),
}  # fmt: skip

TABLE: Mapping[tuple[State | None, EventKind], Handler] = MappingProxyType(
    {(state, kind): handler for kind, row in ROWS.items() for state, handler in zip(STATES, row, strict=True)}
)
"""The handler of each pair of state and event."""


def fold(events: Iterable[Event], calendar: Calendar) -> Standing:
    """Return where a thread stands after `events`, given in any order."""
    standing = Standing()
    for event in in_order(events):
        standing = TABLE[standing.state, event.kind](standing, event, calendar)
    return standing
