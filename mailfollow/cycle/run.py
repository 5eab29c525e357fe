"""One pass over the accounts, as the mission says it: look, decide, look once more, act.

An account that fails is reported and left out; the others go on. Before anything is written the mailbox is
looked at once more in the same session, and the decision made anew: not knowing is not "no reply".
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from datetime import timedelta
from functools import partial

from mailfollow.cycle.act import act
from mailfollow.cycle.decide import decide
from mailfollow.cycle.desk import Desk, Problem, Report, Visit
from mailfollow.cycle.known import Known
from mailfollow.cycle.observe import observe, read_pending
from mailfollow.cycle.prepare import can_be_written
from mailfollow.errors import AuthFailed, Busy, ConfigError, ServerUnavailable
from mailfollow.mailbox.port import Mailbox
from mailfollow.model import Account, Action
from mailfollow.tracking.fate import may_append_again

Connect = Callable[[Account], AbstractContextManager[Mailbox]]

OF_THE_ACCOUNT = (ServerUnavailable, AuthFailed, ConfigError)
"""Errors that concern one account only; any other one ends the pass."""

CLOCK_SLACK = timedelta(hours=2)
"""How far the clock may be set back without drafting being put off."""

CLOCK_PROVEN = timedelta(days=1)
"""How long a clock that was set back must run on to be believed: then it was wrong before, and is right now."""


def run(desk: Desk, connect: Connect, only: Collection[str] | None = None) -> Report:
    """Make one pass over all accounts, or those named in `only`, and return what was done and why.

    Raises:
        CannotWrite, Busy, DataError: the database cannot be used; what fails at one account is in the report.
    """
    report = Report()
    known = Known.of(desk.store)
    with ExitStack() as stack:
        for account in desk.config.accounts:
            if only is None or account.name in only:
                with _noting(desk, report, account.name):
                    visit = Visit(desk, stack.enter_context(connect(account)), known, report)
                    observe(visit)
                    report.visits.append(visit)
        complete = []
        for visit in report.visits:  # a thread may have claimed mail of an account that was read before it
            with _noting(desk, report, visit.account):
                read_pending(visit)
                complete.append(visit)
        if _clock_is_credible(desk, report):
            for visit in complete:
                with _noting(desk, report, visit.account):
                    _conclude(visit)
    _, report.decisions = decide(desk.config, desk.store, desk.now)
    return report


def _conclude(visit: Visit) -> None:
    """Act on what was seen; where a draft is to be saved, look again first and decide anew."""
    threads, decisions = decide(visit.desk.config, visit.store, visit.desk.now)
    again = any(may_append_again(draft, visit.desk.now) for draft in visit.store.drafts.open(visit.account))
    if again or any(decision.action is Action.WRITE for decision in decisions):
        observe(visit)
        threads, decisions = decide(visit.desk.config, visit.store, visit.desk.now, partial(can_be_written, visit))
    act(visit, threads, decisions)


@contextmanager
def _noting(desk: Desk, report: Report, account: str) -> Iterator[None]:
    """Turn an error of the account into a line of the report and of the coverage; the pass goes on."""
    try:
        yield
    except OF_THE_ACCOUNT as error:
        sentence = " ".join(error.problems)
        report.problems.append(Problem(account, sentence, error.exit_code))
        desk.store.folders.note_failed(account, None, desk.now, sentence)


def _clock_is_credible(desk: Desk, report: Report) -> bool:
    """Whether the clock has not been set back; remembers this pass's time if so."""
    last = desk.store.last_pass()
    if last is not None and desk.now < last - CLOCK_SLACK and not desk.store.set_back_for(desk.now, CLOCK_PROVEN):
        sentence = f"The clock says {desk.now:%d %b %Y %H:%M} UTC, but the last pass was at {last:%d %b %Y %H:%M} UTC: "
        report.problems.append(Problem("", sentence + "nothing is drafted until it is right again.", Busy.exit_code))
        return False
    desk.store.note_pass(desk.now)
    return True
