"""What is known of all threads, arranged by what a message may be recognised by."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from mailfollow.model import Conversation

Shelf = dict[str, set[str]]
"""A sign (an id, an address, a domain, a subject) to the threads that have it."""


@dataclass(frozen=True, slots=True)
class Index:
    """Threads by their signs. `put` is the only thing that changes one: adding a thread must not copy all others."""

    conversations: dict[str, Conversation] = field(default_factory=dict)
    ids: Shelf = field(default_factory=dict)
    tokens: Shelf = field(default_factory=dict)
    referred: Shelf = field(default_factory=dict)
    people: Shelf = field(default_factory=dict)
    domains: Shelf = field(default_factory=dict)
    subjects: Shelf = field(default_factory=dict)


def having(shelf: Shelf, signs: Iterable[str | None]) -> set[str]:
    """Return the threads that have one of `signs`; what a message lacks is none."""
    return {thread for sign in signs if sign for thread in shelf.get(sign, ())}


def index(conversations: Iterable[Conversation]) -> Index:
    """Return the index of all `conversations`."""
    known = Index()
    for conversation in conversations:
        put(known, conversation)
    return known


def put(known: Index, conversation: Conversation) -> None:
    """Put `conversation` into `known`, in place of what was known of it before."""
    before = known.conversations.get(conversation.id)
    if before is not None:
        _take_out(known, before)
    known.conversations[conversation.id] = conversation
    for shelf, signs in _signs(known, conversation):
        for sign in signs:
            shelf.setdefault(sign, set()).add(conversation.id)


def _take_out(known: Index, conversation: Conversation) -> None:
    for shelf, signs in _signs(known, conversation):
        for sign in signs:
            shelf[sign].discard(conversation.id)
            if not shelf[sign]:
                del shelf[sign]


def _signs(known: Index, conversation: Conversation) -> Iterable[tuple[Shelf, frozenset[str]]]:
    """Return each shelf with the signs of `conversation` that belong on it."""
    return (
        (known.ids, conversation.message_ids),
        (known.tokens, conversation.tokens),
        (known.referred, conversation.references),
        (known.people, conversation.people),
        (known.domains, conversation.domains),
        (known.subjects, conversation.subjects),
    )
