"""One pass over the accounts, as the mission says it: look, decide, look once more, act.

An account that fails is reported and left out; the others go on. Before anything is written the mailbox is
looked at once more in the same session, and the decision made anew: not knowing is not "no reply".
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from datetime import timedelta
from functools import partial

from mailfollow.cycle.control.carry_out import carry_out
from mailfollow.cycle.credible import clock_is_credible
from mailfollow.cycle.decide import brake_on, decide
from mailfollow.cycle.desk import Desk, Problem, Report, Visit
from mailfollow.cycle.digest import deliver_digest
from mailfollow.cycle.drafts.act import act
from mailfollow.cycle.drafts.prepare import can_be_written
from mailfollow.cycle.drafts.refresh import stale
from mailfollow.cycle.look.known import Known
from mailfollow.cycle.look.observe import observe
from mailfollow.cycle.look.pending import read_pending
from mailfollow.cycle.refused import note_let_in, note_refused
from mailfollow.cycle.unusable import remember_unusable
from mailfollow.cycle.unwritten import remember
from mailfollow.errors import AuthFailed, ConfigError, MailfollowError, ServerUnavailable
from mailfollow.mailbox.port import Mailbox
from mailfollow.model import Account, Action
from mailfollow.tracking.planning.attempts import SMALL, may_append_again

KEPT = timedelta(days=180)
"""How long the bytes of a large draft are kept that is over: it could still be taken out of the trash."""

Connect = Callable[[Account], AbstractContextManager[Mailbox]]

OF_THE_ACCOUNT = (ServerUnavailable, AuthFailed, ConfigError)
"""Errors that concern one account only; any other one ends the pass."""


def run(desk: Desk, connect: Connect, only: Collection[str] | None = None) -> Report:
    """Make one pass over all accounts, or those named in `only`, and return what was done and why.

    Raises:
        CannotWrite, Busy, DataError: the database cannot be used; what fails at one account is in the report.
    """
    report = Report()
    remember_unusable(desk)
    known = Known.of(desk.store)
    with ExitStack() as stack:
        for account in desk.config.accounts:
            if only is None or account.name in only:
                with _noting(desk, report, account.name):
                    visit = Visit(desk, stack.enter_context(connect(account)), known, report)
                    note_let_in(desk.store, account.name)
                    observe(visit)
                    report.visits.append(visit)
        complete = []
        for visit in report.visits:  # a thread may have claimed mail of an account that was read before it
            with _noting(desk, report, visit.account):
                read_pending(visit)
                carry_out(visit)
                complete.append(visit)
        if clock_is_credible(desk, report):
            desk.store.drafts.let_go(desk.now - KEPT, SMALL)
            for visit in complete:
                with _noting(desk, report, visit.account):
                    _conclude(visit)
            for visit in complete:
                with _noting(desk, report, visit.account):
                    deliver_digest(visit)
    _, report.decisions = decide(desk.config, desk.store, desk.now)
    report.brake = brake_on(desk.config, desk.store, desk.now)
    if report.brake is not None and report.brake.alarm:
        report.problems.append(Problem("", report.brake.sentence, MailfollowError.exit_code))
    return report


def _conclude(visit: Visit) -> None:
    """Act on what was seen; where a draft is to be saved, look again first and decide anew."""
    threads, decisions = decide(visit.desk.config, visit.store, visit.desk.now)
    again = any(may_append_again(draft, visit.desk.now) for draft in visit.store.drafts.open(visit.account))
    again = again or any(decision.action is Action.WRITE for decision in decisions)
    if again or stale(visit, threads, decisions):
        observe(visit)
        threads, decisions = decide(visit.desk.config, visit.store, visit.desk.now, partial(can_be_written, visit))
    act(visit, threads, decisions)
    remember(visit, threads)


@contextmanager
def _noting(desk: Desk, report: Report, account: str) -> Iterator[None]:
    """Turn an error of the account into a line of the report and of the coverage; the pass goes on."""
    try:
        yield
    except OF_THE_ACCOUNT as error:
        sentence = " ".join(error.problems)
        report.problems.append(Problem(account, sentence, error.exit_code, retry=error.retry))
        desk.store.folders.note_failed(account, None, desk.now, sentence)
        note_refused(desk.store, account, error, desk.now)
