"""Whether a signing service says that a document is signed by all."""

from __future__ import annotations

from mailfollow.model import Intent
from mailfollow.reading.intent import Verdict
from mailfollow.reading.lexicon import Lexicon
from mailfollow.reading.notation import fold

_BEGINNING = 600
"""Characters of the text in which a notice says what happened."""


def judge_notice(subject: str, text: str, lexicon: Lexicon) -> Verdict:
    """Return YES for a completed document; a view, a request or a reminder decides nothing."""
    words, folded, beginning = lexicon.kind, fold(subject), fold(text[:_BEGINNING])
    label = folded.partition(":")[0].strip()
    if ":" in folded and words.signed.fullmatch(label):
        # The rest of such a subject is the document's own: "Completed: please sign the contract".
        return Verdict(Intent.YES, f'signed by all: "{subject[:80]}"')
    if words.unsigned.search(folded):
        return Verdict(Intent.OTHER, f'not signed yet: "{subject[:80]}"')
    if words.signed.search(folded):
        return Verdict(Intent.YES, f'signed by all: "{subject[:80]}"')
    signed = words.signed.search(beginning)
    if signed and not words.unsigned.search(beginning):
        return Verdict(Intent.YES, f'signed by all: "{signed[0]}"')
    return Verdict(Intent.OTHER, "it does not say that the document is signed")
