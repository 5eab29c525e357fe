"""The sign-off under which a signature stands: "Best regards", a name, a job title, a telephone number.

A bare "Thanks, Jane" stays with the words: it says something, and nothing follows it. When in doubt there is no
sign-off, because a signature among the words does less harm than words that are lost.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from mailfollow.reading.lexicon.notation import fold
from mailfollow.reading.lexicon.vocabulary import StructureWords
from mailfollow.reading.own_words.lines import EDGES, begins, is_blank

POSTSCRIPT = re.compile(r"\s*(?:p\.? ?s\.?|n\.? ?b\.?|p\.p\.s\.)(?:\s|:|$)", re.IGNORECASE)
_AND = re.compile(r"[\s,.&+/|]*(?:(?:and|und|et|y|e|en|mit)\s+)?")
_CONTACT = re.compile(r"https?:|www\.|@[^\s@]+\.|\+?\d[\d\s()/.-]{6,}")
# Small words within names.
_PARTICLES = frozenset(
    {
        "von",
        "van",
        "de",
        "der",
        "den",
        "da",
        "di",
        "del",
        "della",
        "la",
        "le",
        "zu",
        "zur",
        "dos",
        "do",
        "das",
        "y",
        "e",
    }
    | {"bin", "al", "ter", "ten"}
)
_MOST_PROSE = 3
"""Lines of prose below an address or a telephone number, such as a slogan; more are no signature."""
_MOST_LINES = 30
"""Filled lines that a signature has at most; a sign-off further up is part of the text."""


def sign_off_line(block: Sequence[str], words: StructureWords) -> int:
    """Give the index of the sign-off under which a signature follows, or the length of the block."""
    filled = [i for i, line in enumerate(block) if not is_blank(line)]
    for place in range(max(0, len(filled) - _MOST_LINES), len(filled)):
        i = filled[place]
        name = name_beside(block[i], words)
        if name is None:
            continue
        below = [block[j] for j in filled[place + 1 :]]
        if _is_signature(below, words, contact_needed=place == 0 or bool(name), named=bool(name)):
            return i
    return len(block)


def _is_signature(below: Sequence[str], words: StructureWords, contact_needed: bool, named: bool) -> bool:
    """Whether the lines below a sign-off are a signature: a name and more. Sentences before any contact are none."""
    if not below or (not named and (len(below) < 2 or not is_name(below[0]))):
        return False
    contact, prose = False, 0
    for line in below:
        if POSTSCRIPT.match(line) or begins(words.disclaimer, line) or begins(words.mobile, line):
            break
        prose += is_prose(line)
        if prose and (not contact or prose > _MOST_PROSE):
            return False
        contact = contact or _CONTACT.search(line[:200]) is not None
    return contact or not contact_needed


def name_beside(line: str, words: StructureWords) -> str | None:
    """Give the name after a sign-off on the same line, "" if there is none, or None if the line is no sign-off."""
    if len(line) > 80:
        return None
    text = line.strip(EDGES)
    folded, at = fold(text), 0
    for _ in range(3):
        found = words.sign_off.match(folded, at)
        if not found:
            break
        at = _after_and(folded, found.end())
    rest = text[at:].strip(EDGES)
    return rest if at and (not rest or is_name(rest)) else None


def _after_and(folded: str, at: int) -> int:
    joint = _AND.match(folded, at)
    return joint.end() if joint else at


def is_name(line: str) -> bool:
    """Whether a line can be a person's name: a few words with capitals, and no sentence."""
    text = line.strip(EDGES)
    parts = text.split()
    if not parts or len(parts) > 5 or len(text) > 45 or line.rstrip().endswith(("?", ":", "!")):
        return False
    if line.rstrip().endswith(".") and len(parts[-1]) > 3:
        return False
    return all(not part[:1].islower() or part in _PARTICLES for part in parts) and not text[:1].islower()


def is_prose(line: str) -> bool:
    """Whether a line is part of a sentence: several words in lower case, and an end mark or some length."""
    parts = line.split()
    lower = sum(part[:1].islower() for part in parts)
    return lower >= 2 and (len(parts) > 7 or line.rstrip().endswith((".", "?", "!", ":")))
