"""Rules for messages that no id links to a thread: by what they quote, who wrote on what subject, what they name.

Each returns a match, or None where it has nothing to say. Strangers with the same subject are never joined.
"""

from __future__ import annotations

from collections.abc import Iterable

from mailfollow.model import Conversation, Kind, Match, MatchHow, Me, Message
from mailfollow.tracking.matching.index import Index, having
from mailfollow.tracking.matching.prints import all_prints, share
from mailfollow.tracking.matching.signs import (
    BY_PEOPLE,
    answers,
    concerned,
    has_subject,
    in_time,
    is_akin,
    is_ours,
    names_number,
    names_person,
    on_subject,
    to_person,
    with_company,
    with_person,
)

BY_MACHINES = frozenset({Kind.AUTO_REPLY, Kind.BOUNCE})
"""Kinds that speak of a person wherever they have no ids: all threads with that person are meant."""

ENOUGH_QUOTED = 0.3
"""Which part of a message of ours must be quoted by a person or the company of the thread."""

MOST_QUOTED = 0.6
"""The same for strangers on its subject: texts from one template share less, once names and amounts differ."""


def all_of(how: MatchHow, threads: Iterable[str], why: str) -> Match | None:
    """Return a match with all of the threads, in a fixed order; None for none."""
    found = tuple(sorted(threads))
    return Match(how, found, why) if found else None


def one_of(how: MatchHow, threads: Iterable[str], why: str) -> Match | None:
    """Return a match with the one thread; several that fit equally are all held."""
    several = len(found := set(threads)) > 1
    return all_of(MatchHow.PROBABLE if several else how, found, f"{why}, but others fit equally" if several else why)


def ours(message: Message, me: Me, known: Index) -> Match | None:
    """Join our own mail if it is a copy of one in the thread, or answers on its subject to a person of it.

    A new mail of ours with the same subject is a new matter. Servers that rewrite ids leave copies under two of them.
    """
    if not is_ours(message, me):
        return None
    if copied := having(known.ids, (message.envelope.message_id, *message.envelope.other_ids)):
        return all_of(MatchHow.REFERRED, copied, "it is a copy of a message of this thread")
    near = [c for c in to_person(message, known) if has_subject(message, c)]
    threads = {c.id for c in near if message.at in {c.started, c.last} or (answers(message) and in_time(message, c))}
    if len(threads) == 1:
        return Match(MatchHow.SUBJECT, tuple(threads), "it goes to a person of this thread with its subject")
    return Match(MatchHow.NONE, (), "it is from our own side, and nothing links it to one thread")


def person(message: Message, _me: Me, known: Index) -> Match | None:
    """Give an absence or a bounce without known ids to all threads with that person, and to no others."""
    if message.kind not in BY_MACHINES:
        return None
    threads = having(known.people, concerned(message))
    nobody = Match(MatchHow.NONE, (), f"this {message.kind} concerns nobody we wrote a proposal to")
    return all_of(MatchHow.PERSON, threads, "it concerns a person of this thread") or nobody


def quoted(message: Message, _me: Me, known: Index) -> Match | None:
    """Join mail that quotes what we wrote; of several threads, the one that is quoted best.

    A stranger to whom it was passed on must quote most of it, on its subject, and name somebody it went to: another
    customer has perhaps got the same text.
    """
    if message.kind not in BY_PEOPLE:
        return None
    told = all_prints(f"{message.quoted_text}\n{message.own_text}")
    near = (*with_person(message, known), *with_company(message, known))
    passed_on = [c for c in on_subject(message, known) if names_person(message, c)]
    threads = _most_quoted(told, near, ENOUGH_QUOTED) or _most_quoted(told, passed_on, MOST_QUOTED)
    return one_of(MatchHow.QUOTED, threads, "it quotes what we wrote in this thread")


def _most_quoted(told: set[int], near: Iterable[Conversation], least: float) -> set[str]:
    """Return the threads of which the biggest part of a message comes back, if that is at least so much."""
    shares = {c.id: max((share(kept, told) for kept in c.prints), default=0.0) for c in near}
    best = max(shares.values(), default=0.0)
    return {thread for thread, part in shares.items() if part == best} if best >= least else set()


def subject(message: Message, _me: Me, known: Index) -> Match | None:
    """Join mail whose ids were stripped: the same person, the same base subject, at the time of the thread."""
    threads = {c.id for c in with_person(message, known) if has_subject(message, c)}
    return one_of(MatchHow.SUBJECT, threads, "a person of this thread wrote with its subject")


def probable(message: Message, _me: Me, known: Index) -> Match | None:
    """Hold threads of the same person or company whose quote number or subject it names, or nearly."""
    if message.kind not in BY_PEOPLE:
        return None
    near = (*with_person(message, known), *with_company(message, known))
    threads = {c.id for c in near if names_number(message, c) or has_subject(message, c)}
    threads = threads or {c.id for c in near if is_akin(message, c)}
    return all_of(MatchHow.PROBABLE, threads, "somebody there names the proposal's number or subject")


def signed(message: Message, _me: Me, known: Index) -> Match | None:
    """Join a signing service's notice that names the number and a person; one of the two only holds."""
    if message.kind is not Kind.ESIGN:
        return None
    later = [c for c in known.conversations.values() if in_time(message, c)]
    number = {c.id for c in later if names_number(message, c)}
    whom = {c.id for c in later if names_person(message, c)}
    if len(number & whom) == 1:
        return all_of(MatchHow.SUBJECT, number & whom, "it names the proposal's number and its recipient")
    return all_of(MatchHow.PROBABLE, number | whom, "a signing notice names its number or recipient")


def other_matter(message: Message, _me: Me, known: Index) -> Match | None:
    """Pause the threads of a person who writes about something else."""
    if message.kind not in {Kind.PERSON, Kind.UNREADABLE}:
        return None
    threads = [c.id for c in with_person(message, known)]
    return all_of(MatchHow.OTHER_MATTER, threads, "a person of this thread wrote on another matter")
