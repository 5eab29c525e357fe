"""What speaks for a sent message being a proposal."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mailfollow.reading.lexicon.notation import fold
from mailfollow.reading.message.reply_prefix import has_prefix
from mailfollow.reading.proposal import facts
from mailfollow.reading.proposal.amounts import Amount
from mailfollow.reading.proposal.sent import MOST_TEXT, Reason, Sent, plain_name, short

_DOCUMENT = re.compile(r"\.(?:pdf|docx?|odt|pages|xlsx?|ods|pptx?|key)$")
_LINK = re.compile(r"https?://")


def signs_of(sent: Sent) -> Iterator[Reason]:
    """Give the signs that speak of a proposal itself."""
    words, subject = sent.lexicon.proposal, fold(sent.parsed.envelope.subject)
    noun = words.noun.search(subject)
    if noun:
        # In an answer the subject is the other side's; and a word alone may speak of anything ("quote of the day").
        yield Reason(0.3 if has_prefix(sent.parsed.envelope) else 0.6, f'the subject says "{noun[0]}"', core=True)
    handover = words.handover.search(sent.folded)
    if handover:
        yield Reason(0.8, f'it says "{short(handover[0])}"', core=True)
    spoken = words.noun.search(sent.folded)
    if spoken and not noun:
        yield Reason(0.3, f'it speaks of a "{spoken[0]}"', core=True)
    for name in sent.parsed.attachments:
        if words.noun.search(plain_name(name)):
            yield Reason(0.6, f'the attachment "{name[:60]}"', core=True)
            break
    if any(_LINK.search(line) and words.noun.search(line) for line in sent.folded.splitlines()):
        yield Reason(0.5, "it links to one", core=True)
    elif handover and _LINK.search(sent.folded):
        yield Reason(0.3, "it has a link")


def signs_beside(sent: Sent, amount: Amount | None) -> Iterator[Reason]:
    """Give the signs that count beside one that speaks of a proposal."""
    words = sent.lexicon.proposal
    if amount:
        yield Reason(0.4, f"it names {amount.currency} {amount.text}")
    if amount and words.vat.search(sent.folded):
        yield Reason(0.3, "it says how the price is meant")
    if words.valid.search(sent.folded):
        yield Reason(0.4, "it is valid for some time")
    if any(_DOCUMENT.search(fold(name)) for name in sent.parsed.attachments):
        yield Reason(0.2, "a document is attached")
    if facts.number_of(sent.parsed.envelope.subject, sent.own[:MOST_TEXT], sent.lexicon):
        yield Reason(0.3, "it has a number")
    if sent.asks:
        yield Reason(0.2, "it leaves the ball with them")
