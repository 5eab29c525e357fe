"""A written text becomes a letter: who it goes to, as whom, as an answer to what, with what below it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, tzinfo

from mailfollow.model import DraftPolicy, Envelope, Identity, Letter, Me, Message, Refused, Thread
from mailfollow.model.subject import TAGS, base_subject
from mailfollow.writing.facts import wording
from mailfollow.writing.languages import language
from mailfollow.writing.letter.recipients import recipients
from mailfollow.writing.written import Written

_MOST_QUOTED = 8_000
"""Characters of the proposal to quote, whatever the number of lines: a line may be a page."""
_CUT = "[…]"
_BLOB = re.compile(r"(?<!\w)\[([^\[\]]*)\]")
_TAG = re.compile(TAGS, re.IGNORECASE | re.VERBOSE)


@dataclass(frozen=True, slots=True)
class Post:
    """What a draft is told by the shell: its two ids (without brackets) and the local time to put in Date."""

    token: str
    message_id: str
    date: datetime


def letter_for(
    thread: Thread,
    proposal: Message,
    written: Written,
    post: Post,
    *,
    me: Me,
    policy: DraftPolicy,
    parent: Envelope | None = None,
    without: frozenset[str] = frozenset(),
) -> Letter | Refused:
    """Return the letter for a text, addressed as `proposal` (our own) was.

    It answers the message that the thread says is to be answered; `parent` is that message, where it is at hand, so
    that its References can be carried on. `without` are further lower-case addresses to leave out. Refused if nobody
    is left.
    """
    people = recipients(proposal.envelope, me, thread.standing.failed | without)
    if isinstance(people, Refused):
        return people
    answers = parent.message_id if parent else thread.standing.answer_id or proposal.envelope.message_id
    return Letter(
        identity=identity_of(proposal, me, policy),
        to=people.to,
        cc=people.cc,
        subject=reply_subject(proposal.envelope.subject),
        text=written.text,
        token=post.token,
        message_id=post.message_id,
        parent_id=answers,
        references=_older(proposal.envelope, parent, answers),
        date=post.date,
        quoted=quoted_lines(proposal.own_text, policy.quote),
        attachment=written.offer.attachment if written.offer else None,
        quoted_from=_attribution(proposal, written.language, post.date.tzinfo) if policy.quote else "",
    )


def identity_of(proposal: Message, me: Me, policy: DraftPolicy) -> Identity:
    """Return as whom to write: the address the proposal was sent from, be it an alias or a shared mailbox."""
    sender = proposal.envelope.sender
    signature = me.signature if policy.signature else ""
    if sender is None:
        return Identity(me.name, me.addresses[0] if me.addresses else "", signature)
    return Identity(sender.name or me.name, sender.address, signature)


def reply_subject(subject: str) -> str:
    """Return `subject` with "Re:" exactly once; a ticket's "[ABC-12]" stays, a gateway's "[EXTERNAL]" goes."""
    base, _ = base_subject(subject)
    flat = " ".join(subject.split())
    leaders = flat[: len(flat) - len(base)] if flat.endswith(base) else ""
    kept = [found[0] for found in _BLOB.finditer(leaders) if not _TAG.fullmatch(found[1].strip())]
    return " ".join(["Re:", *kept, *([base] if base else [])])


def quoted_lines(text: str, most: int) -> str:
    """Return at most `most` lines of the proposal's text, without quote marks, marked "[…]" where it was cut."""
    lines = text[:_MOST_QUOTED].strip().split("\n")
    cut = len(lines) > most or len(text.strip()) > _MOST_QUOTED
    if most < 1 or not text.strip():
        return ""
    return "\n".join([*lines[: most - 1], _CUT] if cut else lines)


def _older(proposal: Envelope, parent: Envelope | None, answers: str | None) -> tuple[str, ...]:
    """Return the ids before the answered message, oldest first."""
    before = parent.references if parent else proposal.references
    root = proposal.message_id
    return before if root is None or root == answers or root in before else (*before, root)


def _attribution(proposal: Message, code: str, zone: tzinfo | None) -> str:
    """Return the line above the quoted proposal, in the words that mail clients recognise."""
    words = language(code)
    sender = proposal.envelope.sender
    who = (sender.name or sender.address) if sender else ""
    sent_on = proposal.at.astimezone(zone).date()
    return words.attribution.format(date=wording.full_day(sent_on, words), who=who)
