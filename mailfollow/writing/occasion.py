"""What a text for a due touch has to fit: its language, its occasion, and the facts that it may use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo

from mailfollow.model import (
    Address,
    Decision,
    DraftPolicy,
    Me,
    Message,
    Offer,
    Refused,
    Tally,
    Template,
    Thread,
    Used,
)
from mailfollow.writing.choice.rank import SEVERAL, Occasion
from mailfollow.writing.facts.known import Situation, company_name, facts
from mailfollow.writing.facts.spoken import spoken_language
from mailfollow.writing.languages import Language, base_code, language
from mailfollow.writing.languages.address_form import is_familiar
from mailfollow.writing.letter.address import identity_of
from mailfollow.writing.letter.recipients import recipients


@dataclass(frozen=True, slots=True)
class Told:
    """What else is known: how and until when they asked to wait, and the sender's free times (local).

    `signed` is the name under their last mail, `offers` are the resources that fit the proposal, best first, and
    `learned` says how each angle has fared so far.
    """

    their_words: str | None = None
    their_date: date | None = None
    slots: tuple[datetime, ...] = ()
    signed: str | None = None
    offers: tuple[Offer, ...] = ()
    learned: Mapping[str, Tally] = field(default_factory=dict)


NOTHING_TOLD = Told()


@dataclass(frozen=True, slots=True)
class Task:
    """The touch that `decision` found due, and all that its text depends on. Equal tasks give equal texts.

    `proposal` is our own message, `used` what the person and their company had, `now` aware, `zone` the account's time
    zone. `others` are the topics of further proposals that the text is to name: then only a template made for several
    is good enough, and each must have a topic of its own.
    """

    thread: Thread
    decision: Decision
    proposal: Message
    me: Me
    templates: Sequence[Template]
    used: Used
    policy: DraftPolicy
    now: datetime
    zone: tzinfo
    told: Told = NOTHING_TOLD
    others: tuple[str | None, ...] = ()

    @property
    def seed(self) -> str:
        """What chance is drawn from: the thread, its round, and the touch."""
        return f"{self.thread.id}/{self.thread.standing.round}/{self.decision.touch}"


def occasion_for(task: Task) -> tuple[Occasion, str] | Refused:
    """Return what a text for the touch has to fit, and a remark on its language.

    Refused if nobody can be written to, or not in their language.
    """
    people = recipients(task.proposal.envelope, task.me, task.thread.standing.failed)
    if isinstance(people, Refused):
        return people
    spoken = spoken_language(task.proposal.language, task.templates, task.policy)
    if isinstance(spoken, Refused):
        return spoken
    code, remark = spoken
    words = language(code)
    known = facts(_situation(task, people.to, words), words)
    when = SEVERAL if task.others else task.decision.when
    return Occasion(code, task.decision.touch, when, known, task.used, task.told.offers, task.told.learned), remark


def _familiar(task: Task, words: Language) -> bool:
    """Return whether to say du, tu or tú: as the proposal did, else as configured."""
    same = base_code(task.proposal.language or "") == words.code
    said = is_familiar(task.proposal.own_text, words) if same else None
    return task.policy.familiar if said is None else said


def _situation(task: Task, to: Sequence[Address], words: Language) -> Situation:
    """Return what the facts are made of."""
    standing, said, told = task.thread.standing, task.proposal.envelope, task.told
    identity = identity_of(task.proposal, task.me, task.policy)
    return Situation(
        me=Address(identity.name, identity.address),
        my_company=task.me.company,
        contact=to[0],
        proposal=standing.proposal or task.proposal.proposal,
        sent_on=(standing.proposed_at or task.proposal.at).astimezone(task.zone).date(),
        today=task.now.astimezone(task.zone).date(),
        touch=task.decision.touch,
        company=company_name(task.thread.company, f"{said.subject}\n{task.proposal.own_text}"),
        greet_as_before=not any(who.address in standing.failed for who in said.recipients),
        alone=len(to) == 1,
        their_words=told.their_words,
        their_date=told.their_date,
        slots=told.slots,
        others=task.others,
        signed=told.signed,
        familiar=_familiar(task, words),
    )
