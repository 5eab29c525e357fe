"""A followed proposal to try templates with: what a draft would be made of now, and what would be chosen for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import cast

from mailfollow.cycle.desk import Desk, Report, Visit
from mailfollow.cycle.drafts.offers import offers
from mailfollow.cycle.drafts.prepare import LATELY
from mailfollow.cycle.drafts.told import told
from mailfollow.cycle.look.known import Known
from mailfollow.errors import DataError
from mailfollow.mailbox.port import Mailbox
from mailfollow.model import Action, Address, Decision, Message, Refused, State, Template, Thread, Used
from mailfollow.store import Store
from mailfollow.tracking.planning.due import due
from mailfollow.workshop.proof import Head
from mailfollow.writing import Told, Written, identity_of, occasion_for, write
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
    """A proposal at a touch; `used` is what its people had, but for a draft that lies there for this touch.

    `occasion` is None where no draft can be written at all, and `written` says why.
    """

    desk: Desk
    thread: Thread
    proposal: Message
    decision: Decision
    told: Told
    used: Used
    head: Head
    written: Written | Refused
    occasion: Occasion | None
    order: tuple[str, ...]
    """The templates that fit, best first."""
    lying: str = ""
    """The template of the draft that lies in Drafts for this touch, if one does."""
    by_language: dict[str, tuple[Occasion, str]] = field(default_factory=dict)
    """The occasion and the seed as they would be in each language that was tried so far."""


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
    people = [who.address for who in thread.standing.people]
    used = desk.store.drafts.used(people, thread.company, desk.now - LATELY, but=draft.id if draft else None)
    templates, visit = desk.library.templates, _visit(desk, thread)
    known = replace(
        told(visit, thread),
        offers=offers(visit, thread, proposal, used),
        learned=desk.store.outcomes.tallies(desk.now),
    )
    base = Case(
        *(desk, thread, proposal, decision, known, used, _head(desk, thread, proposal), Refused(""), None, ()),
        lying=draft.template if draft else "",
    )
    found, written = _occasion(base, templates), _write(base, templates)
    if isinstance(found, Refused):
        return replace(base, written=found)
    order = tuple(one.template.name for one in rank(templates, *found))
    return replace(base, written=written, occasion=found[0], order=order)


def in_language(case: Case, template: Template) -> tuple[Occasion, str]:
    """Return occasion and seed as if the proposal were to be answered in the template's language.

    Raises DataError where nobody can be written to.
    """
    code = template.language
    if code not in case.by_language:
        found = _occasion(case, [template], code)
        if isinstance(found, Refused):
            raise DataError(f"Nothing can be written for {case.thread.id}: {found.why}.")
        case.by_language[code] = found
    return case.by_language[code]


def _occasion(case: Case, templates: Sequence[Template], code: str | None = None) -> tuple[Occasion, str] | Refused:
    policy = case.desk.config.drafts
    found = occasion_for(
        *(case.thread, case.decision, case.proposal),
        me=case.desk.me,
        templates=templates,
        used=case.used,
        policy=replace(policy, language=code, fallback=True) if code else policy,
        now=case.desk.now,
        zone=case.desk.config.zone,
        told=case.told,
    )
    return found if isinstance(found, Refused) else found[:2]


def _write(case: Case, templates: Sequence[Template]) -> Written | Refused:
    return write(
        *(case.thread, case.decision, case.proposal),
        me=case.desk.me,
        templates=templates,
        used=case.used,
        policy=case.desk.config.drafts,
        now=case.desk.now,
        zone=case.desk.config.zone,
        told=case.told,
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
