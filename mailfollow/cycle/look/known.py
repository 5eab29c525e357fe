"""The threads that a message may belong to, kept ready for matching and refreshed when one of them grows."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from mailfollow.model import Envelope, Match, Me, Message
from mailfollow.store import Store
from mailfollow.tracking.matching import match as matching


@dataclass(frozen=True, slots=True)
class Known:
    """An index of all threads of all accounts: a person is the same person in each of them."""

    index: matching.Index

    @classmethod
    def of(cls, store: Store) -> Known:
        """Return the index of all threads in `store`."""
        return cls(matching.index(store.threads.conversations()))

    def interesting(self, envelope: Envelope) -> bool:
        """Whether the headers alone show that a message may concern a thread."""
        return bool(self.index.conversations) and matching.interesting(envelope, self.index)

    def match(self, message: Message, me: Me) -> Match:
        """Return the threads that `message` belongs to, and why."""
        return matching.match(message, me, self.index)

    def refresh(self, store: Store, threads: Collection[str]) -> None:
        """Take in what these threads have gained."""
        for conversation in store.threads.conversations(only=threads) if threads else ():
            matching.put(self.index, conversation)
