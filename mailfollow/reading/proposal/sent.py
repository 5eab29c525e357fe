"""A sent message and the reasons for and against its being a proposal: what the parts of the score share."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mailfollow.model import Kind, Me
from mailfollow.reading.dates.periods import Reference
from mailfollow.reading.lexicon import Lexicon
from mailfollow.reading.lexicon.notation import fold
from mailfollow.reading.message.parts import Parsed

MOST_TEXT = 16_384
"""Characters of own words that are looked at."""
_WORD_GAP = re.compile(r"[_\-.\d()]+")


@dataclass(frozen=True, slots=True)
class Sent:
    """A message as the proposal score sees it."""

    parsed: Parsed
    own: str
    quoted: str
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


def plain_name(name: str) -> str:
    """Return a file name's words: "Offer_17-2.pdf" gives "offer pdf"."""
    return _WORD_GAP.sub(" ", fold(name))


def short(words: str) -> str:
    """Return words as a reason quotes them."""
    return " ".join(words.split())[:60]
