"""What a signing service's notice decides: signed by all, or declined."""

from __future__ import annotations

from mailfollow.model import Intent
from mailfollow.reading.intent.judge import Verdict
from mailfollow.reading.lexicon import Lexicon
from mailfollow.reading.lexicon.notation import fold

_BEGINNING = 600
"""Characters of the text in which a notice says what happened."""


def judge_notice(subject: str, text: str, lexicon: Lexicon) -> Verdict:
    """Return YES for a completed document, NO for a declined one; a view, a request or a reminder decides nothing."""
    words, folded, beginning = lexicon.kind, fold(subject), fold(text[:_BEGINNING])
    signed = Verdict(Intent.YES, f'signed by all: "{subject[:80]}"')
    refused = Verdict(Intent.NO, f'declined to sign: "{subject[:80]}"')
    label = folded.partition(":")[0].strip() if ":" in folded else ""
    # The rest of such a subject is the document's own: "Completed: please sign the contract".
    if words.signed.fullmatch(label):
        return signed
    if words.refused.search(label or folded):
        return refused
    if words.unsigned.search(folded):
        return _refused_within(beginning, lexicon) or Verdict(Intent.OTHER, f'not signed yet: "{subject[:80]}"')
    if words.signed.search(folded):
        return signed
    found = words.signed.search(beginning)
    if found and not words.unsigned.search(beginning):
        return Verdict(Intent.YES, f'signed by all: "{found[0]}"')
    return _refused_within(beginning, lexicon) or Verdict(Intent.OTHER, "it does not say that the document is signed")


def _refused_within(beginning: str, lexicon: Lexicon) -> Verdict | None:
    """Read "voided, because Jane declined to sign"; a bare "declined" in the text may be a button."""
    found = next((one for one in lexicon.kind.refused.finditer(beginning) if " " in one[0]), None)
    return Verdict(Intent.NO, f'declined to sign: "{found[0]}"') if found else None
