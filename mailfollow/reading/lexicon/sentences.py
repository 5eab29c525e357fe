"""Sentences: the reach of a phrase's meaning. A "not" or an "if" counts within its own sentence only."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from mailfollow.reading.lexicon.lexicon import Lexicon
from mailfollow.reading.lexicon.notation import fold

MOST = 400
"""Sentences that are looked at."""
LONGEST = 1_000
"""Characters of a sentence; what goes on longer is cut, so that no search in it takes long."""

# A stop, or a paragraph's end, or the beginning of a list item.
_END = re.compile(r"[.!?…]++[\"')\]*_]*+(?=\s|$)|[。！？]|\n[ \t]*+\n\s*+|\n(?=[ \t]*[-*•][ \t])")
_WORD_BEFORE = re.compile(r"[\w.]{1,12}$")
_WORD_AFTER = re.compile(r"\s*+([^\W\d_]{1,20})")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as written and folded, and where in the text it begins."""

    text: str
    folded: str
    start: int

    @property
    def asks(self) -> bool:
        """Whether it ends with a question mark."""
        return self.text.rstrip("\"')]*_ \n\t").endswith(("?", "？", "?!"))


@lru_cache(maxsize=4)
def sentences(text: str, lexicon: Lexicon) -> tuple[Sentence, ...]:
    """Split text into at most 400 sentences; "Dec. 7", "20. November" and "Mr. Hill" stay together."""
    found, start = [], 0
    for end in _END.finditer(text):
        if not _goes_on(text, end, lexicon):
            found.append((start, end.end()))
            start = end.end()
            if len(found) == MOST:
                break
    else:
        found.append((start, len(text)))
    pieces = [(at, min(at + LONGEST, end)) for begin, end in found for at in range(begin, end, LONGEST)]
    return tuple(Sentence(text[a:b], fold(text[a:b]), a) for a, b in pieces[:MOST] if text[a:b].strip())


def _goes_on(text: str, end: re.Match[str], lexicon: Lexicon) -> bool:
    """Whether the stop belongs to an abbreviation or a day's number instead of ending the sentence."""
    if not end[0].startswith(".") or len(end[0]) > 1:
        return False
    before = _WORD_BEFORE.search(text, max(0, end.start() - 12), end.start())
    after = _WORD_AFTER.match(text, end.end())
    word = fold(before[0]) if before else ""
    follower = after[1] if after else ""
    if word[-1:].isdigit():
        return follower[:1].islower() or fold(follower) in lexicon.after_ordinal
    return word in lexicon.abbreviations or (len(word) == 1 and word.isalpha())
