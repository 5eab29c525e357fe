"""Which thread a message belongs to, and by what sign.

Ids are trusted, the message's own before those it merely lists. Where they are missing, a person of the thread
with the same subject is enough; a colleague of theirs only holds the thread until somebody has looked. Strangers
with the same subject are never joined.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from mailfollow.model import Automatic, Envelope, Kind, Match, MatchHow, Me, Message
from mailfollow.tracking.company import company_of
from mailfollow.tracking.index import Index, index, put
from mailfollow.tracking.signs import (
    BY_PEOPLE,
    base,
    concerned,
    is_ours,
    may_refer,
    names_number,
    names_person,
    with_company,
    with_person,
)

__all__ = ["Index", "index", "interesting", "is_ours", "match", "put"]

BY_MACHINES = frozenset({Kind.AUTO_REPLY, Kind.BOUNCE})
"""Kinds that speak of a person wherever they have no ids: all threads with that person are meant."""

Rule = Callable[[Message, Me, Index], Match | None]


def interesting(envelope: Envelope, known: Index) -> bool:
    """Whether the headers alone show that the message may matter, so that its body is worth reading."""
    sender = envelope.sender
    if envelope.machine or envelope.in_reply_to in known.ids or envelope.message_id in known.referred:
        return True
    if sender is not None and (sender.address in known.people or company_of(sender.address) in known.domains):
        return True
    if any(who.address in known.people for who in envelope.reply_to):
        return True
    return not (
        known.ids.keys().isdisjoint(envelope.references) and known.tokens.keys().isdisjoint(envelope.references)
    )


def match(message: Message, me: Me, known: Index) -> Match:
    """Return the thread, or threads, that `message` belongs to, by the first rule that finds any, and why.

    More than one thread means an absence (all threads with that person), another matter, or that several fit
    equally (`PROBABLE`). Mail by ourselves or a colleague joins by ids only; `why` says that it is no answer.
    """
    found = next((found for rule in RULES if (found := rule(message, me, known))), None)
    if found is None:
        return Match(MatchHow.NONE, (), "nothing links it to a thread")
    if found.threads and is_ours(message, me):
        return Match(found.how, found.threads, f"{found.why}; it is from our own side, so it is no answer")
    return _widened(message, known, found)


def _bounced(message: Message, _me: Me, known: Index) -> Match | None:
    if message.bounce is None:
        return None
    ids = (message.bounce.original_message_id, *(failed.original_message_id for failed in message.bounce.failed))
    threads = {thread for name in ids if name for thread in known.ids.get(name, ())}
    return Match(MatchHow.BOUNCE, tuple(sorted(threads)), "it returns a message of this thread") if threads else None


def _in_reply_to(message: Message, _me: Me, known: Index) -> Match | None:
    """Trust In-Reply-To alone: whoever changes the subject is still answering."""
    parent = message.envelope.in_reply_to or ""
    return _one(MatchHow.IN_REPLY_TO, known.ids.get(parent, ()), "it answers a message of this thread (In-Reply-To)")


def _references(message: Message, me: Me, known: Index) -> Match | None:
    """Trust References, newest first, unless a stranger writes on another subject: old mail gets recycled."""
    for name in reversed(message.envelope.references):
        threads = known.ids.get(name, ())
        fitting = {thread for thread in threads if may_refer(message, me, known.conversations[thread])}
        if fitting:
            return _one(MatchHow.REFERENCES, fitting, "it refers to a message of this thread (References)")
    return None


def _token(message: Message, _me: Me, known: Index) -> Match | None:
    names = (message.envelope.in_reply_to or "", *reversed(message.envelope.references))
    threads = next((known.tokens[name] for name in names if name in known.tokens), ())
    return _one(MatchHow.TOKEN, threads, "it carries the token of our draft (References)")


def _referred(message: Message, _me: Me, known: Index) -> Match | None:
    """Find the threads whose messages refer to this one, which is read later than they were."""
    threads = known.referred.get(message.envelope.message_id or "", ())
    return Match(MatchHow.REFERRED, tuple(sorted(threads)), "messages of this thread refer to it") if threads else None


def _ours(message: Message, me: Me, _known: Index) -> Match | None:
    if not is_ours(message, me):
        return None
    return Match(MatchHow.NONE, (), "it is from our own side, and no id links it to a thread")


def _person(message: Message, _me: Me, known: Index) -> Match | None:
    """Give an absence or a bounce without known ids to all threads with that person, and to no others."""
    if message.kind not in BY_MACHINES:
        return None
    threads = {thread for address in concerned(message) for thread in known.people.get(address, ())}
    if not threads:
        return Match(MatchHow.NONE, (), f"this {message.kind} concerns nobody we wrote a proposal to")
    return Match(MatchHow.PERSON, tuple(sorted(threads)), "it concerns a person of this thread")


def _subject(message: Message, _me: Me, known: Index) -> Match | None:
    """Join mail whose ids were stripped: the same person, the same base subject, and later than the thread began."""
    subject = base(message)
    threads = {c.id for c in with_person(message, known) if subject and subject in c.subjects}
    return _one(MatchHow.SUBJECT, threads, "a person of this thread wrote with its subject")


def _probable(message: Message, _me: Me, known: Index) -> Match | None:
    """Hold threads of the same person or company whose quote number or subject it names."""
    subject = base(message)
    near = (*with_person(message, known), *with_company(message, known))
    threads = {c.id for c in near if names_number(message, c) or (subject and subject in c.subjects)}
    if message.kind not in BY_PEOPLE or not threads:
        return None
    return Match(MatchHow.PROBABLE, tuple(sorted(threads)), "somebody there names the proposal's number or subject")


def _signed(message: Message, _me: Me, known: Index) -> Match | None:
    """Join a signing service's notice that names the number and a person; one of the two only holds."""
    if message.kind is not Kind.ESIGN:
        return None
    later = [c for c in known.conversations.values() if c.started < message.at]
    number = {c.id for c in later if names_number(message, c)}
    person = {c.id for c in later if names_person(message, c)}
    if len(number & person) == 1:
        return Match(MatchHow.SUBJECT, tuple(number & person), "it names the proposal's number and its recipient")
    threads = tuple(sorted(number | person))
    return Match(MatchHow.PROBABLE, threads, "a signing notice names its number or recipient") if threads else None


def _other_matter(message: Message, _me: Me, known: Index) -> Match | None:
    """Pause the threads of a person who writes about something else."""
    if message.kind not in {Kind.PERSON, Kind.UNREADABLE}:
        return None
    threads = tuple(sorted({c.id for c in with_person(message, known)}))
    why = "a person of this thread wrote on another matter"
    return Match(MatchHow.OTHER_MATTER, threads, why) if threads else None


RULES: tuple[Rule, ...] = (
    _bounced,
    _in_reply_to,
    _references,
    _token,
    _referred,
    _ours,
    _person,
    _subject,
    _probable,
    _signed,
    _other_matter,
)
"""From the surest sign to the weakest; the first that finds something decides."""


def _one(how: MatchHow, threads: Iterable[str], why: str) -> Match | None:
    """Return a match with the one thread; several that fit equally are all held."""
    found = tuple(sorted(threads))
    if len(found) > 1:
        return Match(MatchHow.PROBABLE, found, f"{why}, but {len(found)} threads fit equally")
    return Match(how, found, why) if found else None


def _widened(message: Message, known: Index, found: Match) -> Match:
    """Return `found` with all threads of a person who is away or has left, whichever of them was answered."""
    if message.automatic not in {Automatic.AWAY, Automatic.LEFT}:
        return found
    others = {thread for address in concerned(message) for thread in known.people.get(address, ())}
    return Match(found.how, (*found.threads, *sorted(others - set(found.threads))), found.why)
