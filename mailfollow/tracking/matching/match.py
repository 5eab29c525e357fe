"""Which thread a message belongs to, by what sign, and how sure that is.

Ids are trusted, the message's own before those it merely lists. Where they are missing, our own words quoted by a
person or the company of the thread are enough, or a person with its subject at the right time; less than that only
holds the thread until somebody has looked. Strangers with the same subject are never joined.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime

from mailfollow.model import Automatic, Envelope, Match, MatchHow, Me, Message
from mailfollow.model.subject import base_subject, matter
from mailfollow.tracking.matching import likeness
from mailfollow.tracking.matching.company import company_of
from mailfollow.tracking.matching.index import Index, having, index, put
from mailfollow.tracking.matching.likeness import all_of, one_of
from mailfollow.tracking.matching.signs import concerned, is_ours, may_refer

__all__ = ["Index", "index", "interesting", "is_ours", "match", "put"]

Rule = Callable[[Message, Me, Index], Match | None]


def interesting(envelope: Envelope, known: Index) -> bool:
    """Whether the headers alone show that the message may matter, so that its body is worth reading."""
    if envelope.machine or envelope.in_reply_to in known.ids or envelope.message_id in known.referred:
        return True
    writers = [who.address for who in (envelope.sender, *envelope.reply_to) if who is not None]
    if any(address in known.people or company_of(address) in known.domains for address in writers):
        return True
    if having(known.ids, envelope.references) or having(known.tokens, envelope.references):
        return True
    return base_subject(envelope.subject)[1] and matter(envelope.subject) in known.subjects


def match(message: Message, me: Me, known: Index) -> Match:
    """Return the thread, or threads, that `message` belongs to, by the first rule that finds any, and why.

    More than one thread means an absence (all threads with that person), another matter, or that several fit
    equally (`PROBABLE`). Mail by ourselves or a colleague needs more than others'; `why` says that it is no answer.
    """
    found = next((found for rule in RULES if (found := rule(message, me, known))), None)
    if found is None:
        return Match(MatchHow.NONE, (), "nothing links it to a thread")
    found = replace(found, heirs=_heirs(found.threads, message.at, known))
    if found.threads and is_ours(message, me):
        return replace(found, why=f"{found.why}; it is from our own side, so it is no answer")
    return _widened(message, known, found)


def _bounced(message: Message, _me: Me, known: Index) -> Match | None:
    if message.bounce is None:
        return None
    ids = (message.bounce.original_message_id, *(failed.original_message_id for failed in message.bounce.failed))
    return all_of(MatchHow.BOUNCE, having(known.ids, ids), "it returns a message of this thread")


def _in_reply_to(message: Message, _me: Me, known: Index) -> Match | None:
    """Trust In-Reply-To alone: whoever changes the subject is still answering."""
    threads = _having_id(message.envelope.in_reply_to, message.at, known)
    return one_of(MatchHow.IN_REPLY_TO, threads, "it answers a message of this thread (In-Reply-To)")


def _references(message: Message, me: Me, known: Index) -> Match | None:
    """Trust References, newest first, unless a stranger writes on another subject: old mail gets recycled."""
    for name in reversed(message.envelope.references):
        fitting = {
            thread
            for thread in _having_id(name, message.at, known)
            if may_refer(message, me, known.conversations[thread])
        }
        if fitting:
            return one_of(MatchHow.REFERENCES, fitting, "it refers to a message of this thread (References)")
    return None


def _token(message: Message, _me: Me, known: Index) -> Match | None:
    """Find our draft by its token, which mail clients keep among the References whatever else they change."""
    newest = reversed((*message.envelope.references, message.envelope.in_reply_to))
    threads = next((found for name in newest if (found := having(known.tokens, [name]))), ())
    return one_of(MatchHow.TOKEN, threads, "it carries the token of our draft (References)")


def _referred(message: Message, _me: Me, known: Index) -> Match | None:
    """Find the threads whose messages refer to this one, which is read later than they were."""
    threads = having(known.referred, [message.envelope.message_id])
    return all_of(MatchHow.REFERRED, threads, "messages of this thread refer to it")


RULES: tuple[Rule, ...] = (
    _bounced,
    _in_reply_to,
    _references,
    _token,
    _referred,
    likeness.ours,
    likeness.person,
    likeness.quoted,
    likeness.subject,
    likeness.probable,
    likeness.signed,
    likeness.other_matter,
)
"""From the surest sign to the weakest; the first that finds something decides."""


def _having_id(name: str | None, at: datetime, known: Index) -> set[str]:
    """Return the threads with that message, but for those that only inherited it from a thread they superseded."""
    threads = having(known.ids, [name])
    return threads.difference(*(_heirs([thread], at, known) for thread in threads)) or threads


def _heirs(threads: Iterable[str], at: datetime, known: Index) -> tuple[str, ...]:
    """Return the threads that had superseded these at that time, and those that had superseded them."""
    older, heirs = set(threads), set[str]()
    while older:
        newer = {name for thread in older for name in known.conversations[thread].superseded_by}
        older = having(known.ids, newer) - heirs
        heirs |= older
    return tuple(sorted(thread for thread in heirs.difference(threads) if known.conversations[thread].started < at))


def _widened(message: Message, known: Index, found: Match) -> Match:
    """Return `found` with all threads of a person who is away or has left, whichever of them was answered."""
    if message.automatic not in {Automatic.AWAY, Automatic.LEFT}:
        return found
    others = having(known.people, concerned(message)).difference(found.threads)
    return replace(found, threads=(*found.threads, *sorted(others)))
