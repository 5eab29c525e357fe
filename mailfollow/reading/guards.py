"""Whether a phrase is said plainly: not under a condition, not denied, not about others, not taken back.

"If you are not interested", "it does not mean we decided against you", "they went with another vendor", "last year
we passed" and "not interested in option B, but A looks good" all contain a decline and are none.
"""

from __future__ import annotations

import re

from mailfollow.reading.sentences import Sentence
from mailfollow.reading.vocabulary import IntentWords

_CLAUSE = re.compile(r"[,;:()–—]|\s-\s")
_WORD = re.compile(r"[\w']+")
_NEAR = 5
"""Words before a phrase in which a "not" turns it round ("has not yet finally been approved")."""


def plain(sentence: Sentence, match: re.Match[str], words: IntentWords, *, anybody: bool = False) -> bool:
    """Whether nothing before the phrase turns it round. With `anybody`, others may be its subject."""
    folded = sentence.folded
    if words.unless.search(folded, 0, match.start()) or words.denied.search(folded, 0, match.start()):
        return False
    if words.formerly.search(folded):
        return False
    before = _clause_before(folded, match.start())
    if not words.negated.match(match[0]) and words.negated.search(_last(before, _NEAR)):
        return False
    return anybody or not words.others.search(_last(before, 2))


def certain(sentence: Sentence, match: re.Match[str], words: IntentWords) -> bool:
    """Whether a consent has no condition, no open step before it and no "but" after it."""
    before, after = sentence.folded[: match.start()], sentence.folded[match.end() :]
    return not words.unsure.search(_clause_before(before, len(before))) and not words.but.search(after)


def softened(sentence: Sentence, match: re.Match[str], words: IntentWords) -> bool:
    """Whether a decline is partial, for the present only, or followed by something friendlier."""
    folded = sentence.folded
    if words.partial.match(folded, _skip(folded, match.end())) or words.present.search(
        folded, max(0, match.start() - 40)
    ):
        return True
    but = words.but.search(folded, match.end())
    if but is None:
        return False
    friendlier = (words.yes, words.not_now, words.defer, words.meet, words.holding, words.question, words.keen)
    return any(pattern.search(folded, but.end()) for pattern in friendlier)


def _clause_before(folded: str, end: int) -> str:
    starts = [cut.end() for cut in _CLAUSE.finditer(folded, 0, end)]
    return folded[starts[-1] if starts else 0 : end]


def _last(text: str, number: int) -> str:
    return " ".join(_WORD.findall(text[-120:])[-number:])


def _skip(folded: str, position: int) -> int:
    while position < len(folded) and folded[position].isspace():
        position += 1
    return position
