"""Answers without any id: whether they find their thread, and nobody else's mail does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from mailfollow.model import Conversation, Match, MatchHow, Message
from mailfollow.model.subject import base_subject, matter
from mailfollow.tracking.matching.company import company_of
from mailfollow.tracking.matching.match import Index, index, match
from mailfollow.tracking.matching.prints import prints
from tests.benchmarks.scores.figures import Answer, Contender, Figure, Part, Score, Unit, Wrong, share
from tests.benchmarks.scores.made_mail import Offer
from tests.benchmarks.scores.made_up import Incoming, world
from tests.benchmarks.scores.ours import ME, NAME, read

REJOINED = Figure(
    "rejoined",
    "answers rejoined without ids",
    "generated answers without In-Reply-To and References that are given to exactly the thread they answer, joined or "
    "held for a person's look; where either of two fits, to both. Three in four are from the person asked with the "
    "offer's subject, the others from colleagues, other addresses, forwards, or on a subject of their own",
    least=0.95,
)
MERGED = Figure(
    "rejoin-merged",
    "strangers merged, or the wrong thread",
    "generated mail of strangers with an offer's subject, and answers, joined to a thread they don't belong to "
    "(held for a person's look is not joined)",
    Unit.COUNT,
    most=0,
)
SURE = Figure(
    "rejoined-surely",
    "answers rejoined, not only held",
    "the part of all answers that counts as an answer at once (for information)",
)
_HELD = {MatchHow.PROBABLE, MatchHow.OTHER_MATTER, MatchHow.NONE}


@dataclass(frozen=True, slots=True)
class Found:
    """The threads that a contender names, and whether it joins the mail to them or only holds them."""

    threads: frozenset[str]
    joined: bool


@dataclass(frozen=True, slots=True)
class Case:
    """An incoming mail, with what is known of all threads."""

    incoming: Incoming
    offers: Sequence[Offer]
    known: Index


def cases(_corpus: Any) -> list[Case]:
    """Return the generated mail; nothing of the corpus, in which too few answers lie beside what they answer."""
    made = world()
    known = index(map(conversation, made.offers))
    return [Case(incoming, made.offers, known) for incoming in made.incoming]


def conversation(offer: Offer) -> Conversation:
    """Return what mailfollow keeps of a thread that consists of this offer."""
    message = read(offer.mail)
    domain = company_of(offer.to.address)
    return Conversation(
        offer.id,
        message_ids=frozenset({message.envelope.message_id or ""}),
        tokens=frozenset(),
        people=frozenset({offer.to.address}),
        domains=frozenset({domain} if domain else ()),
        subjects=frozenset({matter(offer.subject)}),
        number=message.proposal.number,
        started=message.at,
        prints=(prints(message.own_text),),
    )


def judge(asked: Sequence[Case], answers: Sequence[Answer]) -> dict[str, Score]:
    """Score what was joined, held and merged."""
    pairs = [
        (case, answer.value or Found(frozenset(), joined=False)) for case, answer in zip(asked, answers, strict=True)
    ]
    replies = [(case, found) for case, found in pairs if case.incoming.threads]
    lost = [_wrong(case, found) for case, found in replies if found.threads != case.incoming.threads]
    merged = [
        _wrong(case, found) for case, found in pairs if found.joined and not found.threads <= case.incoming.threads
    ]
    surely = sum(found.joined and found.threads == case.incoming.threads for case, found in replies)
    return {
        REJOINED.key: share(len(replies) - len(lost), lost, len(replies)),
        MERGED.key: Score(len(merged), len(pairs), tuple(merged)),
        SURE.key: Score(surely / len(replies) if replies else None, len(replies)),
    }


def _wrong(case: Case, found: Found) -> Wrong:
    subject = case.incoming.mail.partition(b"Subject: ")[2].partition(b"\n")[0].decode()
    names = sorted(found.threads)
    return Wrong(
        f"generated, {case.incoming.case}: {subject}",
        ", ".join(sorted(case.incoming.threads)) or "no thread",
        f"{'joined to' if found.joined else 'held'} {', '.join(names[:3])}" if names else "no thread",
    )


def ours() -> Callable[[Case], Found]:
    """Read the mail and match it, as the program does."""

    def find(case: Case) -> Found:
        return _of(match(_read(case.incoming.mail), ME, case.known))

    return find


def _read(data: bytes) -> Message:
    return read(data)


def _of(found: Match) -> Found:
    threads = frozenset() if found.how is MatchHow.OTHER_MATTER else frozenset(found.threads)
    return Found(threads, joined=bool(threads) and found.how not in _HELD)


def by_subject() -> Callable[[Case], Found]:
    """Join to the newest thread with the same base subject, as RFC 5256 threading does where no id is left."""

    def find(case: Case) -> Found:
        message = read(case.incoming.mail)
        subject = base_subject(message.envelope.subject)[0]
        fitting = [offer for offer in case.offers if offer.subject == subject and offer.at < message.at]
        newest = max(fitting, key=lambda offer: offer.at, default=None)
        return Found(frozenset({newest.id} if newest else ()), joined=newest is not None)

    return find


PART = Part(
    "Answers without ids",
    (REJOINED, MERGED, SURE),
    (Contender(NAME, ours), Contender("subject alone (RFC 5256)", by_subject)),
    cases,
    judge,
)
