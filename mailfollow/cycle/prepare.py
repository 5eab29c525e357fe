"""A due touch becomes finished bytes: what the store knows of the thread goes through the pure writing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

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


def prepare(visit: Visit, thread: Thread, decision: Decision) -> Prepared | Refused:
    """Return the finished draft for the touch that `decision` found due, or why there is none."""
    proposal = visit.store.messages.message(thread.account, thread.standing.proposal_id or "")
    if proposal is None:
        return Refused("the proposal itself is not known any more")
    people, lately = [who.address for who in thread.standing.people], visit.desk.now - LATELY
    used = visit.store.drafts.used(people, thread.company, lately)
    written = text(visit, thread, decision, proposal, used=used, now=visit.desk.now)
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


def text(
    visit: Visit, thread: Thread, decision: Decision, proposal: Message, *, used: Used, now: datetime
) -> Written | Refused:
    """Return the text for a touch that `decision` found due at `now`, given what these people had already."""
    desk = visit.desk
    return write(
        thread,
        decision,
        proposal,
        me=desk.me,
        templates=desk.library.templates,
        used=used,
        policy=desk.config.drafts,
        now=now,
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
    post = Post(
        token=token_for(visit.desk.entropy(16), domain),
        message_id=message_id_for(thread.account, root, thread.standing.round, decision.touch, domain),
        date=visit.desk.now.astimezone(visit.desk.config.zone),
    )
    answer = visit.store.messages.message(thread.account, thread.standing.answer_id or "")
    parent = answer.envelope if answer else None
    return letter_for(thread, proposal, written, post, me=visit.desk.me, policy=visit.desk.config.drafts, parent=parent)
