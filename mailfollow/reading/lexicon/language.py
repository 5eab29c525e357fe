"""In which language a text is written, by its commonest words."""

from __future__ import annotations

import re
from collections import Counter

from mailfollow.reading.lexicon.lexicon import Lexicon
from mailfollow.reading.lexicon.notation import fold

MOST_TEXT = 4_096
"""Characters that are looked at; a few lines are enough."""
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")


def language_of(text: str, lexicon: Lexicon) -> str | None:
    """Return the language's code, or None where too few words tell, or two languages tell the same."""
    (best, most), (_, second) = (*_scores(text, lexicon).most_common(2), ("", 0), ("", 0))[:2]
    return best if most >= 2 and most > second else None


def rivals(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the languages that a text may be in, too: one word more or less decides between them."""
    scores = _scores(text, lexicon)
    most = max(scores.values(), default=0)
    return tuple(code for code, score in scores.items() if score >= max(most - 1, 1))


def _scores(text: str, lexicon: Lexicon) -> Counter[str]:
    words = Counter(_WORD.findall(fold(text[:MOST_TEXT])))
    return Counter({code: _score(words, common) for code, common in lexicon.common.items()})


def _score(words: Counter[str], common: frozenset[str]) -> int:
    # A word counts three times at most, so that one name or a list does not decide.
    return sum(min(count, 3) for word, count in words.items() if word in common)
