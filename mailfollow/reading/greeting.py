"""Whom a mail greets, and how: the name one may greet them by again."""

from __future__ import annotations

import re

from mailfollow.reading.lexicon import Lexicon
from mailfollow.reading.notation import fold
from mailfollow.reading.vocabulary import ProposalWords

MOST_WORDS = 5
"""Words of a name with its titles: "Frau Prof. Dr. Krause-Weber"."""
_LONGEST_LINE = 80
_END = re.compile(r"[,!:;–—]|\s-\s|\.(?=\s|$)")


def greeting_name(text: str, lexicon: Lexicon) -> str | None:
    """Return how a mail addresses its reader: "Jane", "Frau Krause", "Dr. Hill"; None if it names nobody."""
    line = next((line.strip() for line in text.splitlines() if line.strip()), "")
    rest = _after_greeting(line, lexicon.proposal)
    if rest is None or (len(line) > _LONGEST_LINE and "," not in line[:60]):
        return None
    name = rest[: _name_end(rest, lexicon)].strip()
    return name if _is_name(name, lexicon.proposal) else None


def _after_greeting(line: str, words: ProposalWords) -> str | None:
    """Return what follows "Hello" or "Good morning, dear"; a title is no greeting ("Chère Madame Moreau")."""
    rest = None
    while greeting := words.greeting.match(fold(line)):
        if rest is not None and words.title.match(fold(line)):
            break
        rest = line = line[greeting.end() :].lstrip(" ,")
    return rest


def _name_end(rest: str, lexicon: Lexicon) -> int:
    """Return where the name ends: at a comma or a full stop, but not that of "Dr."."""
    for end in _END.finditer(rest):
        word = fold(rest[: end.start()]).rpartition(" ")[2]
        if end[0] != "." or not (word in lexicon.abbreviations or lexicon.proposal.title.fullmatch(word)):
            return end.start()
    return len(rest)


def _is_name(name: str, words: ProposalWords) -> bool:
    folded = fold(name)
    if not name or len(name) > 60 or len(name.split()) > MOST_WORDS or re.search(r"[@/\d?]", name):
        return False
    if words.nobody.fullmatch(folded):
        return False
    return not name[0].islower() or words.title.match(folded) is not None
