"""Whom a mail greets, and how: the name one may greet them by again."""

from __future__ import annotations

import re
from collections.abc import Iterable

from mailfollow.reading.lexicon import Lexicon
from mailfollow.reading.lexicon.notation import fold
from mailfollow.reading.lexicon.vocabulary import ProposalWords

MOST_WORDS = 5
"""Words of a name with its titles: "Frau Prof. Dr. Krause-Weber"."""
_LONGEST_LINE = 80
_PARTICLE = 3
"""Letters of a word within a name that is not capitalised: "von", "de"."""
_BARE = re.compile(r"[^\W\d_][\w'’.-]{1,20}(?: [^\W\d_][\w'’.-]{1,20}){0,4}[,:]")
"""A name on a line by itself."""
_END = re.compile(r"[,!:;–—]|\s-\s|\.(?=\s|$)")


def greeting_name(text: str, lexicon: Lexicon, readers: Iterable[str] = (), *, bare: bool = True) -> str | None:
    """Return how a mail addresses its reader: "Jane", "Frau Krause", "Dr. Hill"; None if it names nobody.

    `readers` are the names of its recipients. With `bare`, what looks like a name alone on the first line is one; a
    greeting in a language without words here looks so too.
    """
    known = {word for name in readers for word in re.split(r"[\s,]+", fold(name)) if word}
    line = next((line.strip(" \t¡") for line in text.splitlines() if line.strip()), "")
    rest = _after_greeting(line, lexicon.proposal)
    if rest is None and bare and _looks_like_name(line) and not lexicon.structure.sign_off.search(fold(line)):
        rest = line  # "Karen," alone on the first line
    if rest is None and _opening(line) in known:
        rest = line  # "Karen, here is ...": so is one of the readers called
    if rest is None or (len(line) > _LONGEST_LINE and not _END.search(line, 0, 60)):
        return None
    name = rest[: _name_end(rest, lexicon)].strip()
    return name if _is_name(name, lexicon.proposal) else None


def _looks_like_name(line: str) -> bool:
    return _BARE.fullmatch(line) is not None and all(
        word[0].isupper() or len(word) <= _PARTICLE for word in line.split()
    )


def _opening(line: str) -> str:
    """Return a line's first word if a comma or a dash follows it."""
    end = _END.search(line, 0, 30)
    return fold(line[: end.start()]).strip() if end else ""


def _after_greeting(line: str, words: ProposalWords) -> str | None:
    """Return what follows "Hello" or "Good morning, dear"; a title is no greeting ("Chère Madame Moreau")."""
    rest = line if words.title.match(fold(line)) and words.greeting.match(fold(line)) else None
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
