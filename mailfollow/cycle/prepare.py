"""A due touch becomes finished bytes: what the store knows of the thread goes through the pure writing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from mailfollow.cycle.desk import Visit
from mailfollow.errors import DataError
from mailfollow.model import Decision, Intent, Letter, Message, Refused, Thread, Used
from mailfollow.writing import Post, Told, Written, compose, letter_for, message_id_for, token_for, write

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


def prepare(visit: Visit, thread: Thread, decision: Decision, used: Used | None = None) -> Prepared | Refused:
    """Return the finished draft for the touch that `decision` found due, or why there is none.

    `used` is what these people had already; what the store knows of it unless given.
    """
    proposal = visit.store.messages.message(thread.account, thread.standing.proposal_id or "")
    if proposal is None:
        return Refused("the proposal itself is not known any more")
    written = _text(visit, thread, decision, proposal, used or _used(visit, thread))
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
    return Prepared(data, letter, written, decision.touch, why)


def can_be_written(visit: Visit, thread: Thread, decision: Decision) -> bool:
    """Whether there is a draft for the touch that `decision` found due."""
    return isinstance(prepare(visit, thread, decision), Prepared)


def _used(visit: Visit, thread: Thread) -> Used:
    people = [who.address for who in thread.standing.people]
    return visit.store.drafts.used(people, thread.company, visit.desk.now - LATELY)


def _text(visit: Visit, thread: Thread, decision: Decision, proposal: Message, used: Used) -> Written | Refused:
    desk = visit.desk
    return write(
        thread,
        decision,
        proposal,
        me=desk.me,
        templates=desk.library.templates,
        used=used,
        policy=desk.config.drafts,
        now=desk.now,
        zone=desk.config.zone,
        told=_told(visit, thread),
    )


def _told(visit: Visit, thread: Thread) -> Told:
    """Return how they asked for time, in their own words, if that is why the thread waited."""
    standing = thread.standing
    answer = visit.store.messages.message(thread.account, standing.answer_id or "")
    if not standing.asked_to_wait or answer is None or answer.intent not in {Intent.NOT_NOW, Intent.HOLDING}:
        return Told()
    return Told(their_words=answer.intent_why or None, their_date=answer.until)


def _letter(visit: Visit, thread: Thread, decision: Decision, proposal: Message, written: Written) -> Letter | Refused:
    sender = proposal.envelope.sender
    domain = sender.domain if sender else visit.desk.me.addresses[0].rpartition("@")[2]
    root = thread.standing.root_id or ""
    this_touch = (thread.standing.round, decision.touch)
    again = sum((one.round, one.touch) == this_touch for one in visit.store.drafts.of_thread(thread.id))
    post = Post(
        token=token_for(visit.desk.entropy(16), domain),
        message_id=message_id_for(thread.account, root, *this_touch, domain, again=again),
        date=visit.desk.now.astimezone(visit.desk.config.zone),
    )
    answer = visit.store.messages.message(thread.account, thread.standing.answer_id or "")
    parent = answer.envelope if answer else None
    return letter_for(thread, proposal, written, post, me=visit.desk.me, policy=visit.desk.config.drafts, parent=parent)
