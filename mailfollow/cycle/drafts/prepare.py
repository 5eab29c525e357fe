"""A due touch becomes finished bytes: what the store knows of the thread goes through the pure writing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from mailfollow.cycle.desk import Visit
from mailfollow.cycle.drafts.offers import offers
from mailfollow.cycle.drafts.told import answer, told
from mailfollow.errors import DataError
from mailfollow.model import Decision, Draft, Letter, Message, Refused, Thread, Used
from mailfollow.tracking.planning.attempts import refused_lately
from mailfollow.writing import Post, Task, Written, compose, letter_for, message_id_for, token_for, write

LATELY = timedelta(days=90)
"""How far back "used lately" looks, when templates are otherwise equal."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A draft ready to be saved: its bytes, and what they were made of."""

    data: bytes
    letter: Letter
    written: Written
    touch: int
    why: str
    covers: tuple[str, ...] = ()
    """The other threads whose proposals it names."""


def prepare(
    visit: Visit, thread: Thread, decision: Decision, used: Used | None = None, only: str | None = None
) -> Prepared | Refused:
    """Return the finished draft for the touch that `decision` found due, or why there is none.

    `used` is what these people had already; what the store knows of it unless given. `only` names the one template
    that may be used.
    """
    proposal = visit.store.messages.message(thread.account, thread.standing.proposal_id or "")
    if proposal is None:
        return Refused("the proposal itself is not known any more")
    written = _text(visit, thread, decision, proposal, used or _used(visit, thread), only)
    if isinstance(written, Refused):
        return written
    letter = _letter(visit, thread, decision, proposal, written)
    if isinstance(letter, Refused):
        return letter
    try:
        data = compose(letter)
    except DataError as error:
        return Refused(" ".join(error.problems))
    why = f"{decision.why}; chose {written.template}: {written.why}"
    return Prepared(data, letter, written, decision.touch, why, decision.covers)


def can_be_written(visit: Visit, thread: Thread, decision: Decision) -> bool:
    """Whether there is a draft for the touch that `decision` found due, and somewhere to put it.

    Not while its account could not be read, or its server refuses drafts: others would wait for it in vain.
    """
    if thread.account not in {visit.account, *(one.account for one in visit.report.visits)}:
        return False
    prepared = prepare(visit, thread, decision)
    return isinstance(prepared, Prepared) and refused_like(visit, thread.account, prepared.data) is None


def refused_like(visit: Visit, account: str, data: bytes) -> Draft | None:
    """Return the draft that the account's server refused lately, where it would refuse `data` as well."""
    return refused_lately(visit.store.drafts.open(account), visit.desk.now, len(data))


def _used(visit: Visit, thread: Thread) -> Used:
    people = [who.address for who in thread.standing.people]
    return visit.store.drafts.used(people, thread.company, visit.desk.now - LATELY)


def _text(  # noqa: PLR0917 - what the text depends on, each named by its type
    visit: Visit, thread: Thread, decision: Decision, proposal: Message, used: Used, only: str | None
) -> Written | Refused:
    desk = visit.desk
    return write(
        Task(
            thread,
            decision,
            proposal,
            me=desk.me,
            templates=[one for one in desk.library.templates if only is None or one.name == only],
            used=used,
            policy=desk.config.drafts,
            now=desk.now,
            zone=desk.config.zone,
            told=replace(told(visit, thread), offers=offers(visit, thread, proposal, used)),
            others=_topics(visit, decision, proposal),
        )
    )


def _topics(visit: Visit, decision: Decision, proposal: Message) -> tuple[str | None, ...]:
    """Return what the other proposals that the draft is to name are about, as far as that can be said in it."""
    return tuple(_topic(visit, visit.store.threads.get(name), proposal) for name in decision.covers)


def _topic(visit: Visit, other: Thread, proposal: Message) -> str | None:
    """Return what `other` is about; None if its proposal is in another language, or by another sender.

    "You have these from me" is for one sender only, though an account may have several.
    """
    theirs, standing = visit.store.messages.message(other.account, other.standing.proposal_id or ""), other.standing
    if theirs is None or theirs.language != proposal.language or theirs.envelope.sender is None:
        return None
    alike = proposal.envelope.sender is not None and theirs.envelope.sender.address == proposal.envelope.sender.address
    return standing.proposal.topic if alike and standing.proposal else None


def _letter(visit: Visit, thread: Thread, decision: Decision, proposal: Message, written: Written) -> Letter | Refused:
    domain = _domain(visit, proposal)
    post = Post(
        token=token_for(visit.desk.entropy(16), domain),
        message_id=own_ids(visit, thread, decision.touch, proposal)[0],
        date=visit.desk.now.astimezone(visit.desk.config.zone),
    )
    answered = answer(visit, thread)
    parent = answered.envelope if answered else None
    return letter_for(thread, proposal, written, post, me=visit.desk.me, policy=visit.desk.config.drafts, parent=parent)


def own_ids(visit: Visit, thread: Thread, touch: int, proposal: Message, more: int = 0) -> list[str]:
    """Return the Message-ID that the draft of `touch` is to have, and the `more` next ones, should that be withdrawn.

    They are the same for every mailfollow that this person runs with an account of this name.
    """
    root, this_touch = thread.standing.root_id or "", (thread.standing.round, touch)
    again = sum((one.round, one.touch) == this_touch for one in visit.store.drafts.of_thread(thread.id))
    domain = _domain(visit, proposal)
    return [
        message_id_for(thread.account, root, *this_touch, domain, again=number)
        for number in range(again, again + more + 1)
    ]


def _domain(visit: Visit, proposal: Message) -> str:
    sender = proposal.envelope.sender
    return sender.domain if sender else visit.desk.me.addresses[0].rpartition("@")[2]
