"""What speaks against a sent message being a proposal."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mailfollow.model import Kind
from mailfollow.model.subject import FORWARDS
from mailfollow.reading.lexicon.notation import fold
from mailfollow.reading.message.reply_prefix import has_prefix
from mailfollow.reading.proposal.sent import Reason, Sent, plain_name, short

_NOBODY = re.compile(
    r"(?:no|do-?not|ne-?pas)[-_.]?(?:reply|repondre)|mailer-daemon|postmaster|notifications?@|bounces?@"
)
_FORWARD = re.compile(rf"\s*(?:{'|'.join(map(re.escape, FORWARDS))})\s*[:：]", re.IGNORECASE)


def signs_against(sent: Sent) -> Iterator[Reason]:
    """Give the signs that it is another sort of mail, to the wrong people, or on another matter."""
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
    if _FORWARD.match(sent.parsed.envelope.subject):
        yield Reason(-1.0, "it is forwarded")


def _asking(sent: Sent) -> str:
    """Return the text that may ask for a proposal; what an answer's subject or "your request" says, they asked."""
    subject = "" if has_prefix(sent.parsed.envelope) else fold(sent.parsed.envelope.subject)
    return subject if sent.lexicon.proposal.theirs.search(sent.folded) else f"{subject}\n{sent.folded}"


def stranger(sent: Sent) -> Reason | None:
    """Return the sign that somebody else wrote it, which makes all others needless."""
    me, sender = sent.me, sent.parsed.envelope.sender
    if me.addresses and sender and not me.owns(sender.address) and sender.domain not in me.domains:
        return Reason(-3.0, f"{sender.address} is not one of my addresses")
    return None


def _wrong_people(sent: Sent) -> Iterator[Reason]:
    me, envelope = sent.me, sent.parsed.envelope
    people = envelope.recipients or envelope.bcc
    if not people:
        yield Reason(-1.0, "it has no recipient")
    elif all(me.owns(who.address) or who.domain in me.domains for who in people):
        yield Reason(-3.0, "all recipients are ours")
    elif all(_NOBODY.match(who.address) for who in people):
        yield Reason(-2.0, "nobody reads what is sent to its recipients")


def _other_matter(sent: Sent) -> Iterator[Reason]:
    words, folded = sent.lexicon.proposal, sent.folded
    subject = fold(sent.parsed.envelope.subject)
    names = plain_name(" ".join(sent.parsed.attachments))
    if words.invoice.search(subject) or words.invoice.search(names):
        yield Reason(-1.5, "an invoice or an order")
    everything = f"{subject}\n{folded}"
    for weight, pattern, text, why in (
        (-3.0, words.application, everything, "an application"),
        (-1.5, words.aside, everything, "an offer of another sort"),
        (-0.7, words.received, folded, "it speaks of their proposal"),
        (-1.5, words.wanted, _asking(sent), "it asks for a proposal"),
        (-1.2, words.chase, folded, "it asks after an earlier one"),
        (-1.0, words.draft_talk, folded, "it only announces or discusses one"),
    ):
        found = pattern.search(text)
        if found:
            yield Reason(weight, f'{why}: "{short(found[0])}"')
