"""Is a sent message a proposal? A score of named reasons, and the facts it states.

Only own words count: what is quoted was written before, often by somebody else. The single signs (a price, a question)
count only beside one that speaks of a proposal, or private mail would be followed up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mailfollow.model import Kind, Me, Proposal
from mailfollow.reading import proposal_facts as facts
from mailfollow.reading.amounts import Amount, main_amount
from mailfollow.reading.greeting import greeting_name
from mailfollow.reading.lexicon import Lexicon
from mailfollow.reading.notation import fold
from mailfollow.reading.parts import Parsed
from mailfollow.reading.periods import Reference
from mailfollow.reading.reply_prefix import has_prefix
from mailfollow.reading.sentences import sentences

MOST_TEXT = 16_384
_NOBODY = re.compile(
    r"(?:no|do-?not|ne-?pas)[-_.]?(?:reply|repondre)|mailer-daemon|postmaster|notifications?@|bounces?@"
)
_DOCUMENT = re.compile(r"\.(?:pdf|docx?|odt|pages|xlsx?|ods|pptx?|key)$")
_WORD_GAP = re.compile(r"[_\-.\d()]+")


@dataclass(frozen=True, slots=True)
class Sent:
    """A message as the proposal score sees it."""

    parsed: Parsed
    own: str
    kind: Kind
    me: Me
    lexicon: Lexicon
    language: str | None
    reference: Reference
    asks: bool

    @property
    def folded(self) -> str:
        """The own words, folded."""
        return fold(self.own[:MOST_TEXT])


@dataclass(frozen=True, slots=True)
class Reason:
    """One sign for (weight > 0) or against a proposal. A `core` sign speaks of a proposal itself."""

    weight: float
    why: str
    core: bool = False


def read_proposal(sent: Sent, threshold: float) -> Proposal:
    """Score a message, and read the facts if anything in it speaks of a proposal."""
    amount = main_amount(sent.own[:MOST_TEXT], sent.lexicon)
    against = list(_against(sent))
    signs = list(_signs(sent))
    if not any(sign.core for sign in signs):
        return Proposal(score=round(sum(sign.weight for sign in against), 2), reasons=_told(against))
    reasons = [*signs, *_beside(sent, amount), *against]
    score = round(sum(reason.weight for reason in reasons), 2)
    return _with_facts(sent, amount, Proposal(score, score >= threshold, _told(reasons)))


def _told(reasons: list[Reason]) -> tuple[str, ...]:
    return tuple(f"{reason.weight:+.1f} {reason.why}" for reason in reasons)


def _with_facts(sent: Sent, amount: Amount | None, proposal: Proposal) -> Proposal:
    subject, own, lexicon = sent.parsed.envelope.subject, sent.own[:MOST_TEXT], sent.lexicon
    found = sentences(own, lexicon)
    number = facts.number_of(subject, own, lexicon)
    promise = facts.promise_of(found, lexicon, sent.language, sent.reference)
    return Proposal(
        score=proposal.score,
        is_proposal=proposal.is_proposal,
        reasons=proposal.reasons,
        topic=facts.topic_of(subject, own, number, lexicon),
        number=number,
        amount=amount.text if amount else None,
        currency=amount.currency if amount else None,
        valid_until=facts.valid_until(found, lexicon, sent.language, sent.reference),
        promise=promise.day if promise else None,
        promise_text=promise.words if promise else None,
        greeting_name=greeting_name(own, lexicon),
    )


def _signs(sent: Sent) -> Iterator[Reason]:
    """Give the signs that speak of a proposal itself."""
    words, subject = sent.lexicon.proposal, fold(sent.parsed.envelope.subject)
    noun = words.noun.search(subject)
    if noun:
        # In an answer the subject is the other side's.
        yield Reason(0.3 if has_prefix(sent.parsed.envelope) else 0.8, f'the subject says "{noun[0]}"', core=True)
    handover = words.handover.search(sent.folded)
    if handover:
        yield Reason(0.8, f'it says "{_short(handover[0])}"', core=True)
    spoken = words.noun.search(sent.folded)
    if spoken:
        yield Reason(0.3, f'it speaks of a "{spoken[0]}"', core=True)
    for name in sent.parsed.attachments:
        if words.noun.search(_WORD_GAP.sub(" ", fold(name))):
            yield Reason(0.6, f'the attachment "{name[:60]}"', core=True)
            break
    if words.pricing.search(sent.folded) and main_amount(sent.own[:MOST_TEXT], sent.lexicon):
        yield Reason(0.5, "it names a price", core=True)


def _beside(sent: Sent, amount: Amount | None) -> Iterator[Reason]:
    """Give the signs that count beside one that speaks of a proposal."""
    words = sent.lexicon.proposal
    if amount:
        yield Reason(0.4, f"it names {amount.currency} {amount.text}")
    if words.valid.search(sent.folded):
        yield Reason(0.4, "it is valid for some time")
    if any(_DOCUMENT.search(fold(name)) for name in sent.parsed.attachments):
        yield Reason(0.2, "a document is attached")
    if facts.number_of(sent.parsed.envelope.subject, sent.own[:MOST_TEXT], sent.lexicon):
        yield Reason(0.3, "it has a number")
    if sent.asks:
        yield Reason(0.2, "it leaves the ball with them")


def _against(sent: Sent) -> Iterator[Reason]:
    yield from _wrong_mail(sent)
    yield from _wrong_people(sent)
    yield from _other_matter(sent)


def _wrong_mail(sent: Sent) -> Iterator[Reason]:
    if sent.kind is not Kind.PERSON:
        yield Reason(-3.0, f"its kind is {sent.kind.value}")
    if sent.lexicon.kind.newsletter.search(sent.folded):
        yield Reason(-1.0, "it reads like a newsletter")
    if sent.lexicon.proposal.advert.search(fold(sent.parsed.envelope.subject)):
        yield Reason(-1.0, "the subject advertises")


def _wrong_people(sent: Sent) -> Iterator[Reason]:
    me, envelope = sent.me, sent.parsed.envelope
    people = envelope.recipients or envelope.bcc
    sender = envelope.sender
    if me.addresses and sender and not me.owns(sender.address) and sender.domain not in me.domains:
        yield Reason(-3.0, f"{sender.address} is not one of my addresses")
    if not people:
        yield Reason(-1.0, "it has no recipient")
    elif all(me.owns(who.address) or who.domain in me.domains for who in people):
        yield Reason(-3.0, "all recipients are ours")
    elif all(_NOBODY.match(who.address) for who in people):
        yield Reason(-2.0, "nobody reads what is sent to its recipients")


def _other_matter(sent: Sent) -> Iterator[Reason]:
    words, folded = sent.lexicon.proposal, sent.folded
    subject = fold(sent.parsed.envelope.subject)
    names = _WORD_GAP.sub(" ", fold(" ".join(sent.parsed.attachments)))
    if words.invoice.search(subject) or words.invoice.search(names):
        yield Reason(-1.5, "an invoice or an order")
    for weight, pattern, text, why in (
        (-1.5, words.application, f"{subject}\n{folded}", "an application"),
        (-1.2, words.received, folded, "it speaks of their proposal"),
        (-1.5, words.wanted, folded, "it asks for a proposal"),
        (-1.2, words.chase, folded, "it asks after an earlier one"),
        (-1.0, words.draft_talk, folded, "it only announces or discusses one"),
    ):
        found = pattern.search(text)
        if found:
            yield Reason(weight, f'{why}: "{_short(found[0])}"')


def _short(words: str) -> str:
    return " ".join(words.split())[:60]
