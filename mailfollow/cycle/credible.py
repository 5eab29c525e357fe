"""Whether the clock can be right, before anything is drafted by it: a wrong one would make every follow-up due.

Set back, it is believed again once it is right, or has run on for a day. Set forward, it is believed if the time has
passed on this machine as well (counted since it was switched on, sleep included), or if mail has come in since: the
server dates that by a clock of its own. What the machine did while it was off is not known, so that a long absence
counts as passed time.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from mailfollow.cycle.desk import Desk, Problem, Report
from mailfollow.errors import Busy

SET_BACK = timedelta(hours=2)
"""How far the clock may be set back without drafting being put off."""

PROVEN = timedelta(days=1)
"""How long a clock that was set back must run on to be believed: then it was wrong before, and is right now."""

SET_FORWARD = timedelta(days=2)
"""How far the clock may be set forward: no mail could show sooner that it is wrong, for `Date` may be a day ahead."""

SWITCHED_OFF = timedelta(days=45)
"""How long a machine may have been off, or mailfollow not in use, without mail having come in since."""


def clock_is_credible(desk: Desk, report: Report) -> bool:
    """Whether drafts may be written at this moment; remembers the time of this pass if so."""
    last = desk.store.last_pass()
    doubt = _doubt(desk, last) if last is not None else None
    if last is not None and doubt is not None:
        sentence = f"The clock says {_said(desk.now)}, but the last pass was at {_said(last)}: nothing is drafted until"
        report.problems.append(Problem("", f"{sentence} {doubt}.", Busy.exit_code))
        return False
    desk.store.note_pass(desk.now, desk.ticks)
    return True


def _doubt(desk: Desk, last: datetime) -> str | None:
    """Return what must happen for the clock to be believed; None if it is."""
    if desk.now < last - SET_BACK:
        return None if desk.store.set_back_for(desk.now, PROVEN) else "it is right again"
    if desk.now <= _passed(desk, last) + SET_FORWARD or _mail_since(desk, last):
        return None
    return "it is right again, or mail that comes in shows that so much time has passed"


def _passed(desk: Desk, last: datetime) -> datetime:
    """Return the latest time that it can be, as far as this machine knows."""
    before = desk.store.last_ticks()
    if before is None or desk.ticks is None or before.boot != desk.ticks.boot:
        return last + SWITCHED_OFF
    return last + timedelta(seconds=max(desk.ticks.seconds - before.seconds, 0.0))


def _mail_since(desk: Desk, last: datetime) -> bool:
    """Whether mail came in when, by a wrong clock, it could not have come yet."""
    newest = desk.store.newest_received()
    return newest is not None and newest > _passed(desk, last) + SET_FORWARD / 2 and newest > desk.now - SWITCHED_OFF


def _said(at: datetime) -> str:
    return f"{at:%d %b %Y %H:%M} UTC"
