"""Whether a phrase is the writer's own answer: said by them, on this matter, plainly.

"If you are not interested", "the bank declined", "not interested in golf", "I passed your note on to Kim" all contain a
decline and are none. A list of what turns a phrase round never ends; the words that answers are made of are few. So a
phrase counts only where its clause holds nothing else: one word that is no `filler`, and the sentence is about
something else, or not plain enough.
"""

from __future__ import annotations

import re

from mailfollow.reading.lexicon.sentences import Sentence
from mailfollow.reading.lexicon.vocabulary import IntentWords

_STOP = re.compile(r"[,;:()–—.!?…]|\s-+\s")
_SHORT = 40
"""Characters of a line that nothing has wrapped: what it says ends with it."""
_CLAUSE = re.compile(rf"{_STOP.pattern}|(?:^|(?<=\n))[^\n]{{1,{_SHORT}}}\n")
_WORD = re.compile(r"[^\W\d_]+")
_NEAR = 5
"""Words before a phrase in which a "not" turns it round ("has not yet finally left the company")."""

_NAME = 2
"""Words of a company's name behind "no longer with", or of a day: "the project is put off to May"."""


def plain(sentence: Sentence, match: re.Match[str], words: IntentWords) -> bool:
    """Whether the writer says the phrase, of this matter, under no condition."""
    folded = sentence.folded
    if words.unless.search(folded, 0, match.start()):
        return False
    after = _clause_after(folded, match.end())
    joins = words.joins.search(after)
    after = after[: joins.start()] if joins else after
    return _only_filler(after, words) and _by_the_writer(folded, match, words)


def of_anybody(sentence: Sentence, match: re.Match[str], words: IntentWords) -> bool:
    """Whether the phrase is said of somebody whom few words name ("Jane Hill has left the company")."""
    folded = sentence.folded
    if words.unless.search(folded, 0, match.start()):
        return False
    before = _WORD.findall(_clause_before(folded, match.start()))
    if len(before) > _NEAR or (not words.negated.match(match[0]) and words.negated.search(" ".join(before))):
        return False
    return _strangers(_clause_after(folded, match.end()), words) <= _NAME


def of_writer(sentence: Sentence, match: re.Match[str], words: IntentWords) -> bool:
    """Whether the phrase is said of the writer, or with hardly a word beside it: "no decision yet"."""
    folded = sentence.folded
    before = _clause_before(folded, match.start())
    if words.self.search(before + match[0]):
        return True
    return _strangers(before, words) + _strangers(_clause_after(folded, match.end()), words) <= _NAME


def certain(sentence: Sentence, match: re.Match[str], words: IntentWords) -> bool:
    """Whether a consent has no "but" after it, and nothing else to go ahead with ("go ahead and call me at 3")."""
    folded = sentence.folded
    return not words.but.search(folded, match.end()) and _only_filler(_clause_after(folded, match.end()), words)


def softened(sentence: Sentence, match: re.Match[str], words: IntentWords) -> bool:
    """Whether a decline is for the present only, or a condition or something friendlier follows."""
    folded = sentence.folded
    if words.present.search(folded, max(0, match.start() - 40)) or words.unless.search(folded, match.end()):
        return True
    but = words.but.search(folded, match.end())
    if but is None:
        return False
    friendlier = (words.yes, words.not_now, words.defer, words.meet, words.holding, words.question, words.keen)
    return any(pattern.search(folded, but.end()) for pattern in friendlier)


def _by_the_writer(folded: str, match: re.Match[str], words: IntentWords) -> bool:
    """Whether the words before name nobody but the writer; without a "we", all of the sentence is looked at."""
    clause = _clause_before(folded, match.start())
    joined = clause[_last_end(words.joins, clause) :]
    if words.self.search(joined + match[0]):
        return _only_filler(joined, words)
    return not clause.strip() or _only_filler(folded[: match.start()], words)


def _clause_before(folded: str, end: int) -> str:
    return folded[_last_end(_CLAUSE, folded[:end]) : end]


def _clause_after(folded: str, start: int) -> str:
    line, newline = folded.rfind("\n", 0, start) + 1, folded.find("\n", start)
    end = newline if line <= newline <= line + _SHORT else len(folded)
    stop = _STOP.search(folded, start, end)
    return folded[start : stop.start() if stop else end]


def _last_end(pattern: re.Pattern[str], text: str) -> int:
    return max((found.end() for found in pattern.finditer(text)), default=0)


def _only_filler(text: str, words: IntentWords) -> bool:
    return _strangers(text, words) == 0


def _strangers(text: str, words: IntentWords) -> int:
    return len(_WORD.findall(words.filler.sub(" ", text)))
