"""What sort of mail a message is: a person's, or one of the many that machines write.

The order of the questions matters: two in five bounces also carry Auto-Submitted, receipts and calendar answers look
like auto-replies, and a ticket system's answer by a person carries the headers of a list. `Precedence: bulk` and
`X-Auto-Response-Suppress` tell nothing by themselves: both stand on mail that people wrote.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from mailfollow.model import Automatic, Bounce, Kind, Me
from mailfollow.reading.kind import autoreply
from mailfollow.reading.kind.auto_headers import in_bulk, list_header
from mailfollow.reading.kind.bounce import read_bounce
from mailfollow.reading.kind.candidate import BEGINNING
from mailfollow.reading.lexicon import Lexicon
from mailfollow.reading.lexicon.notation import fold
from mailfollow.reading.message.machine import is_robot
from mailfollow.reading.message.parts import Parsed
from mailfollow.reading.message.reply_prefix import is_reply
from mailfollow.reading.own_words.greeting import greeting_name
from mailfollow.reading.own_words.split import OwnWords

_METHOD = re.compile(r"^METHOD[;:][^\r\n]{0,80}?(REPLY|COUNTER|DECLINECOUNTER|CANCEL)\b", re.IGNORECASE | re.MULTILINE)
_ANSWERS = frozenset({"reply", "counter", "declinecounter", "cancel"})


@dataclass(frozen=True, slots=True)
class Sort:
    """A message's kind with the reason, and what comes with it for auto-replies and bounces."""

    kind: Kind
    why: str
    automatic: Automatic | None = None
    bounce: Bounce | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """A message as the questions see it: taken apart, its own words, and whose mailbox it lies in."""

    parsed: Parsed
    words: OwnWords
    me: Me
    lexicon: Lexicon


def sort_of(parsed: Parsed, words: OwnWords, me: Me, lexicon: Lexicon) -> Sort:
    """Return what sort of mail it is, by the first question that has an answer."""
    evidence = Evidence(parsed, words, me, lexicon)
    answers = (question(evidence) for question in _QUESTIONS)
    return next((answer for answer in answers if answer), Sort(Kind.PERSON, "nothing tells that a machine wrote it"))


def _bounce(evidence: Evidence) -> Sort | None:
    report = read_bounce(evidence.parsed, evidence.lexicon)
    if report is None:
        return None
    kind = Kind.RECEIPT if report.delivered else Kind.BOUNCE
    return Sort(kind, report.why, bounce=None if report.delivered else report.bounce)


def _receipt(evidence: Evidence) -> Sort | None:
    parsed, words = evidence.parsed, evidence.lexicon.kind
    types = {leaf.content_type for leaf in parsed.leaves if not leaf.embedded}
    if parsed.parameters.get("report-type", "").lower() == "disposition-notification":
        return Sort(Kind.RECEIPT, "a read receipt (RFC 8098)")
    if "message/disposition-notification" in types:
        return Sort(Kind.RECEIPT, "a read receipt (RFC 8098)")
    if not parsed.envelope.machine and parsed.envelope.in_reply_to is None:
        return None
    subject = _labelled(parsed.envelope.subject)
    if words.receipt_subject.fullmatch(subject) and words.receipt.search(fold(parsed.text[:2_000])):
        return Sort(Kind.RECEIPT, "its subject and text are those of a receipt")
    return None


def _calendar(evidence: Evidence) -> Sort | None:
    parsed = evidence.parsed
    for leaf in parsed.leaves:
        if leaf.content_type != "text/calendar" or leaf.embedded:
            continue
        method = leaf.parameters.get("method", "").lower() or _method(leaf.text)
        if method in _ANSWERS:
            return Sort(Kind.CALENDAR, f"a calendar part with METHOD {method.upper()} (RFC 5546)")
    if evidence.lexicon.kind.calendar_subject.fullmatch(_labelled(parsed.envelope.subject)) and _is_calendar(parsed):
        return Sort(Kind.CALENDAR, "its subject is that of a calendar answer")
    return None


def _method(calendar: str) -> str:
    found = _METHOD.search(calendar[:20_000])
    return found[1].lower() if found else ""


def _is_calendar(parsed: Parsed) -> bool:
    """Whether a calendar part without a method comes along, or the sender is a calendar."""
    sender = parsed.envelope.sender
    parts = any(leaf.content_type in {"text/calendar", "application/ics"} for leaf in parsed.leaves)
    return parts or (sender is not None and sender.address.startswith("calendar-"))


def _labelled(subject: str) -> str:
    """Return the folded words before the first colon of a subject."""
    return fold(subject).partition(":")[0].strip() if ":" in subject else fold(subject).strip()


def _esign(evidence: Evidence) -> Sort | None:
    parsed, words = evidence.parsed, evidence.lexicon.kind
    sender = parsed.envelope.sender
    if sender is None or is_reply(parsed.envelope):
        return None
    service = fold(sender.domain).replace(".", " ").replace("-", " ")
    subject, beginning = fold(parsed.envelope.subject), fold(evidence.words.own[:600])
    if not any(said.search(f"{subject}\n{beginning}") for said in (words.signed, words.unsigned, words.esign)):
        return None
    if words.esign.search(service):
        return Sort(Kind.ESIGN, f"it comes from the signing service {sender.domain}")
    if parsed.envelope.machine and words.esign.search(f"{fold(sender.name)} {subject}"):
        return Sort(Kind.ESIGN, "a signing service's notice by its name")
    return None


def _auto_reply(evidence: Evidence) -> Sort | None:
    found = autoreply.recognise(evidence.parsed, evidence.words, evidence.me, evidence.lexicon)
    return Sort(Kind.AUTO_REPLY, found.why, automatic=found.automatic) if found else None


def _list(evidence: Evidence) -> Sort | None:
    """Ask whether a list, a newsletter or a notifier sent it. An answer addressed to us is a person's all the same."""
    parsed = evidence.parsed
    answers_me = is_reply(parsed.envelope) and any(
        evidence.me.owns(recipient.address) for recipient in parsed.envelope.recipients
    )
    if answers_me:
        return None
    header, sender = list_header(parsed), parsed.envelope.sender
    if header:
        return Sort(Kind.LIST, f"it has the header {header}")
    if is_reply(parsed.envelope):
        return None
    if bulk := in_bulk(parsed):
        return Sort(Kind.LIST, f"{bulk}, and it answers nothing")
    if sender is not None and is_robot(sender.address):
        return Sort(Kind.LIST, f"a notice from {sender.address}, which answers nothing")
    return _order(evidence)


def _order(evidence: Evidence) -> Sort | None:
    """Ask whether a shop confirms an order: subject and text say so, in two ways."""
    order, text = evidence.lexicon.kind.order, fold(evidence.words.own[:BEGINNING])
    title = order.search(fold(evidence.parsed.envelope.subject))
    said = {match[0] for match in order.finditer(text)}
    numbered = re.search(r"\d", evidence.parsed.envelope.subject)
    matter = evidence.lexicon.proposal.noun.search(text)
    personal = greeting_name(evidence.words.own, evidence.lexicon) and not numbered
    if title is None or not said - {title[0]} or matter or "?" in text or personal:
        return None
    return Sort(Kind.LIST, f'a shop\'s notice, which answers nothing: "{title[0]}"')


_QUESTIONS: tuple[Callable[[Evidence], Sort | None], ...] = (_bounce, _receipt, _calendar, _esign, _auto_reply, _list)
