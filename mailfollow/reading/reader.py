"""Reading one message: bytes in, everything mailfollow understands of it out. This is where the parts come together."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from mailfollow.model import Automatic, Envelope, Intent, Kind, Me, Message
from mailfollow.reading.dates.hold import FURTHEST, Hold, hold_until
from mailfollow.reading.dates.periods import Reference
from mailfollow.reading.dates.when import apple_end, reference_of, written_at
from mailfollow.reading.intent.esign import judge_notice
from mailfollow.reading.intent.judge import Verdict, judge, leaves_the_ball
from mailfollow.reading.kind.sort import Sort, sort_of
from mailfollow.reading.lexicon import Lexicon
from mailfollow.reading.lexicon.language import language_of
from mailfollow.reading.message.parts import Parsed, parse
from mailfollow.reading.message.trust import is_forged
from mailfollow.reading.own_words.split import split
from mailfollow.reading.proposal.score import read_proposal
from mailfollow.reading.proposal.sent import Sent

THRESHOLD = 1.0
"""The proposal score from which on a sent message counts as a proposal."""
_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|bmp|svg|vcf|asc|p7s)$", re.IGNORECASE)
_PEOPLE = frozenset({Kind.PERSON, Kind.LIST})
_MINE = Verdict(Intent.OTHER, "you wrote it yourself")
_FINAL = frozenset({Intent.NO, Intent.STOP, Intent.LEFT})


def read(
    data: bytes,
    me: Me,
    lexicon: Lexicon,
    received: datetime | None = None,
    threshold: float = THRESHOLD,
) -> Message:
    """Return what a message says; `data` may be cut off after its first 256 kB.

    `received` is INTERNALDATE, for messages whose Date header is missing or in the future. Never raises: what cannot
    be read comes back as `Kind.UNREADABLE` with its reason.
    """
    return replace(_read(data, me, lexicon, received, threshold), arrived=received)


def _read(data: bytes, me: Me, lexicon: Lexicon, received: datetime | None, threshold: float) -> Message:
    try:
        parsed = parse(data)
    except Exception as problem:  # noqa: BLE001 - the edge: no message may stop the mailbox from being read
        at = received or datetime(1970, 1, 1, tzinfo=UTC)
        return Message(Envelope(), at, Kind.UNREADABLE, f"it cannot be taken apart: {problem!r}"[:200])
    at, problems = written_at(parsed, received)
    if not _has_headers(parsed.envelope) and not parsed.reports:
        return Message(parsed.envelope, at, Kind.UNREADABLE, "no header tells who wrote it, or when", problems=problems)
    try:
        message = _understood(parsed, at, me, lexicon, threshold)
    except Exception as problem:  # noqa: BLE001 - the same edge: its envelope is kept, so that it can be found
        return Message(parsed.envelope, at, Kind.UNREADABLE, f"its text cannot be read: {problem!r}"[:200])
    return replace(message, problems=(*parsed.problems, *problems))


def _has_headers(envelope: Envelope) -> bool:
    return bool(envelope.sender or envelope.message_id or envelope.date or envelope.subject or envelope.recipients)


def _understood(parsed: Parsed, at: datetime, me: Me, lexicon: Lexicon, threshold: float) -> Message:
    words = split(parsed.text, lexicon)
    sort = sort_of(parsed, words, me, lexicon)
    language = language_of(words.said, lexicon) or language_of(f"{parsed.envelope.subject}\n{parsed.text}", lexicon)
    reference = reference_of(parsed, words.said, at)
    said = _Said(parsed, words.said, sort, lexicon, language, reference)
    mine = parsed.envelope.sender is not None and me.owns(parsed.envelope.sender.address)
    hold = None if mine else _hold(said)
    verdict = _MINE if mine else _verdict(said, hold)
    asks = leaves_the_ball(words.said, lexicon, language) or _attaches(parsed)
    proposal = read_proposal(
        Sent(parsed, words.said, words.quoted, sort.kind, me, lexicon, language, reference, asks), threshold
    )
    return Message(
        envelope=parsed.envelope,
        at=at,
        kind=sort.kind,
        kind_why=sort.why,
        automatic=sort.automatic,
        language=language,
        own_text=words.own,
        quoted_text=words.quoted,
        signature=words.signature,
        intent=verdict.intent,
        intent_why=verdict.why,
        accepts=verdict.accepts,
        until=hold.day if hold and verdict.intent not in _FINAL else None,
        bounce=sort.bounce,
        proposal=proposal,
        attachments=parsed.attachments,
        asks=asks or proposal.promise is not None,
        forged=is_forged(parsed.headers, me.authserv_id),
    )


@dataclass(frozen=True, slots=True)
class _Said:
    """A message with what was found out about it so far."""

    parsed: Parsed
    own: str
    sort: Sort
    lexicon: Lexicon
    language: str | None
    reference: Reference

    @property
    def text(self) -> str:
        """The own words, or all of the text where a machine left none."""
        return self.own or self.parsed.text


def _hold(said: _Said) -> Hold | None:
    """Return the day before which the sender does not want to be disturbed, for people and absences."""
    if said.sort.kind in _PEOPLE:
        return hold_until(said.own, said.lexicon, said.language, said.reference, automatic=False)
    if said.sort.automatic is not Automatic.AWAY:
        return None
    end = apple_end(said.parsed.headers.get("x-apple-criteria"))
    if end and said.reference.day < end <= said.reference.day + FURTHEST:
        return Hold(end, "endDate in X-Apple-Criteria", 5)
    text = f"{said.parsed.envelope.subject}\n\n{said.text}"
    return hold_until(text, said.lexicon, said.language, said.reference, automatic=True)


def _verdict(said: _Said, hold: Hold | None) -> Verdict:
    if said.sort.kind is Kind.ESIGN:
        return judge_notice(said.parsed.envelope.subject, said.text, said.lexicon)
    if said.sort.automatic is Automatic.LEFT:
        return Verdict(Intent.LEFT, _successor(said.parsed, said.text))
    if said.sort.kind not in _PEOPLE:
        return Verdict(Intent.OTHER, "no person answered")
    verdict = judge(said.own, said.lexicon, said.language, hold)
    if verdict.intent is Intent.LEFT:
        return Verdict(Intent.LEFT, f"{verdict.why}; {_successor(said.parsed, said.own)}")
    return verdict


def _successor(parsed: Parsed, text: str) -> str:
    """Tell whom to write to instead: the first other address in the text."""
    sender = parsed.envelope.sender
    known = {who.address for who in parsed.envelope.recipients} | ({sender.address} if sender else set())
    others = [found.lower() for found in _ADDRESS.findall(text[:6_000]) if found.lower() not in known]
    return f"they left; contact {others[0]}" if others else "they left; no successor is named"


def _attaches(parsed: Parsed) -> bool:
    """Whether something is attached that the other side is to read; pictures and cards come with signatures."""
    return any(not _PICTURE.search(name) for name in parsed.attachments)
