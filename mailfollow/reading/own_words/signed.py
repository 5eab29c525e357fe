"""How somebody signed a mail: "Anna" below "Viele Grüße" is how to address them, whatever their address says."""

from __future__ import annotations

from mailfollow.reading.lexicon import Lexicon
from mailfollow.reading.own_words.lines import EDGES, is_blank
from mailfollow.reading.own_words.sign_off import is_name, name_beside

_LAST = 4
"""Filled lines from the end of the words in which a sign-off is looked for."""
_LONGEST = 3
"""Words of a name; longer ones are a firm, a slogan or a sentence."""


def signed_name(own_text: str, signature: str, lexicon: Lexicon) -> str | None:
    """Return the name under a mail's own words, or None where no sign-off with a name is found.

    "Best regards, Anna" gives "Anna", as does the name on the line after the sign-off; a name without a sign-off above
    it gives nothing, for it may be anybody's.
    """
    words = [line for line in own_text.split("\n") if not is_blank(line)][-_LAST:]
    lines = [*words, *(line for line in signature.split("\n")[:_LAST] if not is_blank(line))]
    for line, below in zip(lines, [*lines[1:], ""], strict=False):
        beside = name_beside(line, lexicon.structure)
        name = below.strip(EDGES) if beside == "" and is_name(below) else beside
        if name and len(name.split()) <= _LONGEST:
            return name
    return None
