"""The threads that a message may belong to, kept ready for matching and refreshed when one of them grows."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from mailfollow.model import Address, Envelope, Match, Me, Message
from mailfollow.store import Store
from mailfollow.tracking.matching import match as matching
from mailfollow.tracking.matching.company import company_of
from mailfollow.tracking.matching.index import having


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

    def of_sender(self, envelope: Envelope) -> set[str]:
        """Return the threads with the sender or their company."""
        address = envelope.sender.address if envelope.sender else None
        company = company_of(address) if address else None
        return having(self.index.people, [address]) | having(self.index.domains, [company])

    def answered(self, envelope: Envelope) -> set[str]:
        """Return the threads with a message that these headers refer to."""
        return having(self.index.ids, (envelope.in_reply_to, *envelope.references))

    def came_to_us(self, envelope: Envelope, delivered: Iterable[str], me: Me) -> bool:
        """Whether mail in Sent from an address that is not in `me` was sent to us, not by us under another address.

        It must be to us alone, but for copies, and concern a thread; or answer one, be by a person or the company of
        it, and to us among others. `delivered` are the addresses that servers noted on it.
        """
        if not all(_is_our_side(who, me) for who in envelope.bcc):
            return False
        theirs, answered = self.of_sender(envelope), self.answered(envelope)
        if envelope.to and all(_is_our_side(who, me) for who in envelope.to):
            return bool(theirs | answered)
        addresses = (*(who.address for who in envelope.recipients), *delivered)
        return bool(theirs & answered) and any(map(me.owns, addresses))

    def match(self, message: Message, me: Me) -> Match:
        """Return the threads that `message` belongs to, and why."""
        return matching.match(message, me, self.index)

    def refresh(self, store: Store, threads: Collection[str]) -> None:
        """Take in what these threads have gained."""
        for conversation in store.threads.conversations(only=threads) if threads else ():
            matching.put(self.index, conversation)


def _is_our_side(who: Address, me: Me) -> bool:
    return me.owns(who.address) or who.domain in me.domains
