"""The signs by which a message without ids may be recognised: who wrote, when, on what subject, and what it names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import timedelta

from mailfollow.model import Conversation, Kind, Me, Message
from mailfollow.model.subject import base_subject, matter
from mailfollow.tracking.matching.company import company_of
from mailfollow.tracking.matching.index import Index, having

BY_PEOPLE = frozenset({Kind.PERSON, Kind.LIST, Kind.UNREADABLE})
"""Kinds that a person may have written; for an unreadable message that must be assumed."""

LEAST_NUMBER = 3
"""Characters a quote number must have to be a sign: "7" stands in every text."""

LEAST_AKIN = 12
"""Letters that a subject must have for another one that begins or ends with it to be like it."""

WINDOW = timedelta(days=365)
"""How long after its last mail a thread is answered without an id: "next spring" may be a year away, more is new."""


def is_ours(message: Message, me: Me) -> bool:
    """Whether the user or a colleague wrote it, so that it can't be the customer's answer.

    A bounce is never ours: it mostly comes from our own mail server, and so from our domain.
    """
    sender = message.envelope.sender
    if sender is None or message.kind is Kind.BOUNCE:
        return False
    return me.owns(sender.address) or sender.domain in me.domains


def concerned(message: Message) -> tuple[str, ...]:
    """Return whom a bounce or an automatic answer speaks of; a relay names the person in Reply-To."""
    if message.bounce is not None:
        return tuple(failed.address for failed in message.bounce.failed)
    return _from(message)


def may_refer(message: Message, me: Me, conversation: Conversation) -> bool:
    """Whether References alone are believed.

    They are from a machine, our own side, a person or the company of the thread, and from strangers on its subject.
    """
    if message.kind not in BY_PEOPLE or is_ours(message, me) or subject_of(message) in conversation.subjects:
        return True
    return any(
        address in conversation.people or company_of(address) in conversation.domains for address in _from(message)
    )


def with_person(message: Message, known: Index) -> list[Conversation]:
    """Return the threads with the sender, or whom answers go to, at the time of the message."""
    return _at_the_time(known, message, having(known.people, _from(message)))


def with_company(message: Message, known: Index) -> list[Conversation]:
    """Return the threads with the sender's company at the time of the message; free-mail has no company."""
    return _at_the_time(known, message, having(known.domains, map(company_of, _from(message))))


def on_subject(message: Message, known: Index) -> list[Conversation]:
    """Return the threads with its very subject at the time of the message, whoever wrote it; none for no subject."""
    return _at_the_time(known, message, having(known.subjects, [subject_of(message)]))


def to_person(message: Message, known: Index) -> list[Conversation]:
    """Return the threads with somebody to whom our own message went."""
    threads = having(known.people, (who.address for who in message.envelope.recipients))
    return [known.conversations[thread] for thread in threads]


def _from(message: Message) -> tuple[str, ...]:
    envelope = message.envelope
    return tuple(who.address for who in (envelope.sender, *envelope.reply_to) if who is not None)


def _at_the_time(known: Index, message: Message, threads: Iterable[str]) -> list[Conversation]:
    """Return those of `threads` that had begun before the message, and not ended long before."""
    return [found for thread in threads if in_time(message, found := known.conversations[thread])]


def in_time(message: Message, conversation: Conversation) -> bool:
    """Whether it was written after the thread began, and not much later than anything else in it."""
    last = conversation.last or conversation.started
    return conversation.started < message.at <= last + WINDOW


def subject_of(message: Message) -> str:
    """Return what its subject shares with others on the same matter; empty for none."""
    return matter(message.envelope.subject)


def answers(message: Message) -> bool:
    """Whether its subject begins with "Re:" or the like."""
    return base_subject(message.envelope.subject)[1]


def has_subject(message: Message, conversation: Conversation) -> bool:
    """Whether it is on the very subject of the thread; no subject at all is none."""
    subject = subject_of(message)
    return bool(subject) and subject in conversation.subjects


def is_akin(message: Message, conversation: Conversation) -> bool:
    """Whether its subject is one of the thread's made longer ("... - questions"), cut off, or put behind something."""
    subject = subject_of(message)
    return any(_akin(*sorted((subject, other), key=len)) for other in conversation.subjects)


def _akin(shorter: str, longer: str) -> bool:
    return len(shorter) >= LEAST_AKIN and " " in shorter and (longer.startswith(shorter) or longer.endswith(shorter))


def names_number(message: Message, conversation: Conversation) -> bool:
    """Whether the quote number stands in the subject or the text, not as part of a longer number."""
    if conversation.number is None or len(conversation.number) < LEAST_NUMBER:
        return False
    return _stands_in(_all_text(message), conversation.number.casefold(), before=r"\w", behind=r"\w")


def names_person(message: Message, conversation: Conversation) -> bool:
    """Whether a person of the thread is named by address, in the headers or in the text."""
    envelope = message.envelope
    if any(who.address in conversation.people for who in (*envelope.recipients, *envelope.reply_to)):
        return True
    text = _all_text(message)
    return any(_stands_in(text, who, before=r"[\w.+-]", behind=r"[\w-]|\.\w") for who in conversation.people)


def _stands_in(text: str, name: str, *, before: str, behind: str) -> bool:
    """Whether `name` stands in `text` without these patterns around it, which would make it part of another name."""
    return re.search(rf"(?<!{before}){re.escape(name)}(?!{behind})", text) is not None


def _all_text(message: Message) -> str:
    return f"{message.envelope.subject}\n{message.own_text}\n{message.quoted_text}".casefold()
