"""The signs by which a message without ids may be recognised: who wrote, on what subject, and what it names."""

from __future__ import annotations

import re
from collections.abc import Iterable

from mailfollow.model import Conversation, Kind, Me, Message
from mailfollow.model.subject import base_subject
from mailfollow.tracking.company import company_of
from mailfollow.tracking.index import Index

BY_PEOPLE = frozenset({Kind.PERSON, Kind.LIST, Kind.UNREADABLE})
"""Kinds that a person may have written; for an unreadable message that must be assumed."""

LEAST_NUMBER = 3
"""Characters a quote number must have to be a sign: "7" stands in every text."""


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
    envelope = message.envelope
    return tuple(who.address for who in (envelope.sender, *envelope.reply_to) if who is not None)


def may_refer(message: Message, me: Me, conversation: Conversation) -> bool:
    """Whether References alone are believed.

    They are from a machine, our own side, a person or the company of the thread, and from strangers on its subject.
    """
    if message.kind not in BY_PEOPLE or is_ours(message, me) or base(message) in conversation.subjects:
        return True
    sender = message.envelope.sender
    return sender is not None and (
        sender.address in conversation.people or company_of(sender.address) in conversation.domains
    )


def with_person(message: Message, known: Index) -> list[Conversation]:
    """Return the threads with the sender that began before the message."""
    sender = message.envelope.sender
    return [] if sender is None else _begun(known.people.get(sender.address, ()), message, known)


def with_company(message: Message, known: Index) -> list[Conversation]:
    """Return the threads with the sender's company that began before the message; free-mail has no company."""
    sender = message.envelope.sender
    company = company_of(sender.address) if sender is not None else None
    return [] if company is None else _begun(known.domains.get(company, ()), message, known)


def _begun(threads: Iterable[str], message: Message, known: Index) -> list[Conversation]:
    return [known.conversations[thread] for thread in threads if known.conversations[thread].started < message.at]


def base(message: Message) -> str:
    """Return the base subject, case-folded."""
    return base_subject(message.envelope.subject)[0].casefold()


def names_number(message: Message, conversation: Conversation) -> bool:
    """Whether the quote number stands in the subject or the text, not as part of a longer number."""
    number = (conversation.number or "").casefold()
    if len(number) < LEAST_NUMBER:
        return False
    text = f"{message.envelope.subject}\n{message.own_text}\n{message.quoted_text}".casefold()
    return re.search(rf"(?<!\w){re.escape(number)}(?!\w)", text) is not None


def names_person(message: Message, conversation: Conversation) -> bool:
    """Whether a person of the thread is named by address, in the headers or in the text."""
    envelope = message.envelope
    if any(who.address in conversation.people for who in (*envelope.recipients, *envelope.reply_to)):
        return True
    text = message.own_text.casefold()
    return any(address in text for address in conversation.people)
