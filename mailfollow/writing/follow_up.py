"""A due touch becomes a text: choose a template, render it, lint it, compare it with what they had, or take the next.

The first text that passes is written. If none does, the refusal says what was lacking and which template to add.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, tzinfo

from mailfollow.errors import DataError
from mailfollow.model import (
    Address,
    Choice,
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
from mailfollow.writing.choice.rank import SEVERAL, Occasion, rank, why_not
from mailfollow.writing.choice.sameness import same_opening, similarity
from mailfollow.writing.facts.known import Situation, company_name, facts, resource_facts
from mailfollow.writing.facts.spoken import named, spoken_language
from mailfollow.writing.facts.table import texts
from mailfollow.writing.languages import language
from mailfollow.writing.letter.address import identity_of
from mailfollow.writing.letter.recipients import recipients
from mailfollow.writing.lint import lint
from mailfollow.writing.template.render import render
from mailfollow.writing.written import Written

MOST_ALIKE = 0.5
"""Above this similarity to anything they had, a text says the same again."""


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


def write(
    thread: Thread,
    decision: Decision,
    proposal: Message,
    *,
    me: Me,
    templates: Sequence[Template],
    used: Used,
    policy: DraftPolicy,
    now: datetime,
    zone: tzinfo,
    told: Told = NOTHING_TOLD,
    others: Sequence[str | None] = (),
) -> Written | Refused:
    """Return the text for the touch that `decision` found due, or why there is none.

    `others` are the topics of further proposals that it is to name: then only a text made for several is good enough,
    and each must have a topic of its own. `proposal` is our own message, `used` what the person and their company had,
    `zone` the account's time zone. Equal arguments give equal text; the seed is thread, round and touch.
    """
    found = occasion_for(
        *(thread, decision, proposal),
        me=me,
        templates=templates,
        used=used,
        policy=policy,
        now=now,
        zone=zone,
        told=told,
        others=others,
    )
    if isinstance(found, Refused):
        return found
    occasion, seed, remark = found
    written = _first_good(templates, occasion, seed, proposal, policy.words)
    return written if isinstance(written, Refused) else replace(written, why=f"{written.why}{remark}")


def occasion_for(
    thread: Thread,
    decision: Decision,
    proposal: Message,
    *,
    me: Me,
    templates: Sequence[Template],
    used: Used,
    policy: DraftPolicy,
    now: datetime,
    zone: tzinfo,
    told: Told = NOTHING_TOLD,
    others: Sequence[str | None] = (),
) -> tuple[Occasion, str, str] | Refused:
    """Return what a text for this touch has to fit, the seed of its wording, and a remark on its language.

    The arguments are those of `write`. Refused if nobody can be written to, or not in their language.
    """
    people = recipients(proposal.envelope, me, thread.standing.failed)
    if isinstance(people, Refused):
        return people
    spoken = spoken_language(proposal.language, templates, policy)
    if isinstance(spoken, Refused):
        return spoken
    code, remark = spoken
    sender = _sender(proposal, me, policy)
    local = now.astimezone(zone)
    case = _Case(thread, decision, proposal, sender, me.company, local, told, tuple(others), policy.familiar)
    known = facts(_situation(case, people.to), language(code))
    when = SEVERAL if others else decision.when
    occasion = Occasion(code, decision.touch, when, known, used, told.offers, told.learned)
    return occasion, f"{thread.id}/{thread.standing.round}/{decision.touch}", remark


@dataclass(frozen=True, slots=True)
class _Case:
    """The thread's side of a touch; `now` is local."""

    thread: Thread
    decision: Decision
    proposal: Message
    sender: Address
    company: str
    now: datetime
    told: Told
    others: tuple[str | None, ...]
    familiar: bool


def _sender(proposal: Message, me: Me, policy: DraftPolicy) -> Address:
    identity = identity_of(proposal, me, policy)
    return Address(identity.name, identity.address)


def _situation(case: _Case, to: Sequence[Address]) -> Situation:
    """Return what the facts are made of."""
    standing, said = case.thread.standing, case.proposal.envelope
    return Situation(
        me=case.sender,
        my_company=case.company,
        contact=to[0],
        proposal=standing.proposal or case.proposal.proposal,
        sent_on=(standing.proposed_at or case.proposal.at).astimezone(case.now.tzinfo).date(),
        today=case.now.date(),
        touch=case.decision.touch,
        company=company_name(case.thread.company, f"{said.subject}\n{case.proposal.own_text}"),
        greet_as_before=not any(who.address in standing.failed for who in said.recipients),
        alone=len(to) == 1,
        their_words=case.told.their_words,
        their_date=case.told.their_date,
        slots=case.told.slots,
        others=case.others,
        signed=case.told.signed,
        familiar=case.familiar,
    )


def _first_good(
    templates: Sequence[Template], occasion: Occasion, seed: str, proposal: Message, limit: int
) -> Written | Refused:
    """Return the first text, in order of rank, that has no fault and says nothing again."""
    rejected: list[str] = []
    for choice in rank(templates, occasion, seed):
        template, known = choice.template, {**occasion.facts, "resource": resource_facts(choice.offer)}
        try:
            text = render(template, known, seed)
        except DataError as error:
            rejected.append(str(error))
            continue
        problem = next(_problems(text, choice, replace(occasion, facts=known), proposal, limit), None)
        if problem is None:
            return Written(text, template.name, template.angle, template.language, choice.why, choice.offer)
        rejected.append(f"{template.name}: {problem}")
    return Refused(_exhausted(templates, occasion, rejected))


def _problems(text: str, choice: Choice, occasion: Occasion, proposal: Message, limit: int) -> Iterator[str]:
    """Yield why a text is not to be saved."""
    found = choice.offer.resource if choice.offer else None
    theirs = f"\n{found.url or ''}\n{found.pitch}" if found else ""
    own = f"{choice.template.body}\n{proposal.envelope.subject}\n{proposal.own_text}{theirs}"
    for fault in lint(text, choice.template.language, limit=limit, own=own, names=texts(occasion.facts)):
        yield f"{fault.sentence} ({fault.rule})"
    for before in occasion.used.texts:
        alike = similarity(text, before)
        if alike > MOST_ALIKE:
            yield f"{alike:.0%} the same as a text they had"
        if same_opening(text, before):
            yield "it begins like a text they had"


def _exhausted(templates: Sequence[Template], occasion: Occasion, rejected: Sequence[str]) -> str:
    """Say why nothing could be written, and what would help."""
    code = occasion.language
    reasons = [f"{count} {reason}" for reason, count in why_not(templates, occasion).items()]
    tried = [f"tried and rejected: {'; '.join(rejected)}"] if rejected else []
    return (
        f'no {named(code)} template is left for touch {occasion.touch} ("{occasion.when}"): '
        f"{', '.join([*reasons, *tried]) or 'there are none'}; "
        f"add one with a new angle to templates/{code}, or write this one yourself"
    )
