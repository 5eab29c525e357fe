"""Fingerprints of a text: they show whether somebody quotes it, however the lines were broken anew on the way."""

from __future__ import annotations

import re
import unicodedata
from zlib import crc32

WORDS_EACH = 6
"""Words in a row that make a print: common phrases are shorter."""

MOST_PRINTS = 96
"""Prints kept of a text: all of one with 100 words; of a longer one always the same choice."""

MOST_WORDS = 4000
"""Words that are looked at: the newest history stands on top."""

LEAST_SHARED = 5
"""Prints that must come back: ten words in a row, or two shorter pieces."""

_WORD = re.compile(r"\w+")


def prints(text: str) -> frozenset[int]:
    """Return the prints that are kept of `text`; none for less than six words."""
    return frozenset(sorted(all_prints(text))[:MOST_PRINTS])


def all_prints(text: str) -> set[int]:
    """Return the print of each six words in a row; quote marks, line ends, case and punctuation make no difference."""
    words = _WORD.findall(unicodedata.normalize("NFKC", text[: MOST_WORDS * 10]).casefold())[:MOST_WORDS]
    return {
        crc32(" ".join(words[n : n + WORDS_EACH]).encode("utf-8", "replace"))
        for n in range(len(words) - WORDS_EACH + 1)
    }


def share(kept: frozenset[int], quoted: set[int]) -> float:
    """Return which part of a message's prints came back in a quote, from 0 to 1; 0 for too few to say."""
    common = len(kept & quoted)
    return common / len(kept) if common >= LEAST_SHARED else 0.0
