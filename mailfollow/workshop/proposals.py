"""A followed proposal to try templates with: what a draft would be made of now, and what would be chosen for it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import cast

from mailfollow.cycle.desk import Desk, Report, Visit
from mailfollow.cycle.drafts.offers import offers
from mailfollow.cycle.drafts.prepare import LATELY
from mailfollow.cycle.drafts.told import told
from mailfollow.cycle.look.known import Known
from mailfollow.errors import DataError
from mailfollow.mailbox.port import Mailbox
from mailfollow.model import Action, Address, Decision, Draft, Message, Refused, State, Template, Thread
from mailfollow.store import Store
from mailfollow.tracking.planning.due import due
from mailfollow.workshop.proof import Head
from mailfollow.writing import Task, Written, identity_of, occasion_for, write
from mailfollow.writing.choice.rank import Occasion, rank
from mailfollow.writing.letter.address import reply_subject
from mailfollow.writing.letter.recipients import recipients

MOST = 200
"""Proposals to choose from on one page."""


@dataclass(frozen=True, slots=True)
class _NoMailbox:
    """Stands where a pass has its mailbox open: only what is remembered is read here."""

    account: str


@dataclass(frozen=True, slots=True)
class Case:
    """A proposal at a touch. What its people had counts for the task, but for a draft that lies there for this touch.

    `occasion` is None where no draft can be written at all, and `written` says why.
    """

    task: Task
    head: Head
    written: Written | Refused
    occasion: Occasion | None = None
    order: tuple[str, ...] = ()
    """The templates that fit, best first."""
    lying: str = ""
    """The template of the draft that lies in Drafts for this touch, if one does."""
    by_language: dict[str, Occasion] = field(default_factory=dict)
    """The occasion as it would be in each language that was tried so far."""


def open_threads(store: Store) -> list[Thread]:
    """Return the proposals that are not closed, the newest first."""
    found = [one for one in store.threads.all() if one.standing.state not in {State.CLOSED, None}]
    return list(reversed(found))[:MOST]


def case_for(desk: Desk, thread_id: str, touch: int | None = None) -> Case:
    """Return the proposal whose id begins with `thread_id`, at its next touch unless another is given.

    Raises:
        UsageError: there is none, or more than one.
        DataError: its message is not known any more.
    """
    thread = desk.store.threads.get(thread_id)
    proposal = desk.store.messages.message(thread.account, thread.standing.proposal_id or "")
    if proposal is None:
        raise DataError(f"The proposal of {thread.id} itself is not known any more: nothing can be rendered for it.")
    decision = _decision(desk, thread, touch)
    draft = thread.draft if thread.draft and thread.draft.touch == decision.touch else None
    task = _task(desk, thread, decision, proposal, draft)
    case = Case(task, _head(desk, thread, proposal), write(task), lying=draft.template if draft else "")
    found = occasion_for(task)
    if isinstance(found, Refused):
        return case
    order = tuple(one.template.name for one in rank(task.templates, found[0], task.seed))
    return replace(case, occasion=found[0], order=order)


def in_language(case: Case, template: Template) -> Occasion:
    """Return the occasion as if the proposal were to be answered in the template's language.

    Raises DataError where nobody can be written to.
    """
    code, task = template.language, case.task
    if code not in case.by_language:
        policy = replace(task.policy, language=code, fallback=True)
        found = occasion_for(replace(task, templates=[template], policy=policy))
        if isinstance(found, Refused):
            raise DataError(f"Nothing can be written for {task.thread.id}: {found.why}.")
        case.by_language[code] = found[0]
    return case.by_language[code]


def _task(desk: Desk, thread: Thread, decision: Decision, proposal: Message, draft: Draft | None) -> Task:
    people = [who.address for who in thread.standing.people]
    used = desk.store.drafts.used(people, thread.company, desk.now - LATELY, but=draft.id if draft else None)
    visit = _visit(desk, thread)
    return Task(
        *(thread, decision, proposal),
        me=desk.me,
        templates=desk.library.templates,
        used=used,
        policy=desk.config.drafts,
        now=desk.now,
        zone=desk.config.zone,
        told=replace(told(visit, thread), offers=offers(visit, thread, proposal, used)),
    )


def _decision(desk: Desk, thread: Thread, touch: int | None) -> Decision:
    """Return the decision to write that touch today, in the situation that it would be due in."""
    number = touch or (thread.draft.touch if thread.draft else thread.standing.touch + 1)
    waiting = replace(thread.standing, state=State.WAITING, touch=number - 1)
    found = due(waiting, desk.config.cadence, desk.calendar, desk.calendar.today(desk.now))
    day, when, why = found or (None, "waiting", "")
    return Decision(thread.id, Action.WRITE, why, day, number, when)


def _visit(desk: Desk, thread: Thread) -> Visit:
    return Visit(desk, cast("Mailbox", _NoMailbox(thread.account)), cast("Known", None), Report())


def _head(desk: Desk, thread: Thread, proposal: Message) -> Head:
    """Return From, To and Subject as the draft would have them."""
    identity = identity_of(proposal, desk.me, desk.config.drafts)
    people = recipients(proposal.envelope, desk.me, thread.standing.failed)
    to = "nobody" if isinstance(people, Refused) else ", ".join(map(_written_out, people.to + people.cc))
    return Head(_written_out(Address(identity.name, identity.address)), to, reply_subject(proposal.envelope.subject))


def _written_out(who: Address) -> str:
    return f"{who.name} <{who.address}>" if who.name else who.address
