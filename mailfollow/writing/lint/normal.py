"""Texts made comparable, with the way back to line and column.

"Just *checking*\u200b‑in" across a line break must be found as "just checking in", and be reported where it stands.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_DROPPED = frozenset("*_~`'’‘‚′´^")
"""Markup, and apostrophes, which people leave out or write in many ways."""
_DASHES = frozenset("-‐‑‒–—―/")
_TAG = re.compile(r"</?[A-Za-z][^<>\n]{0,80}>|&nbsp;")
_SIGNATURE = re.compile(r"^-- ?$", re.MULTILINE)
_QUOTED = re.compile(r"^>.*$", re.MULTILINE)
_ATTRIBUTION = re.compile(r"^[^\n]{1,300}:[ \t]*\n(?=\s*>)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Normal:
    """A comparable text; `origin[i]` is where its character i stood in the text it comes from."""

    text: str
    origin: tuple[int, ...]


def normal(text: str) -> Normal:
    """Return `text` in lower case with single blanks, without markup, apostrophes and invisible characters."""
    characters: list[str] = []
    origin: list[int] = []
    for index, character in enumerate(_masked(_TAG, text)):
        for plain in _plain(character):
            if plain != " " or (characters and characters[-1] != " "):
                characters.append(plain)
                origin.append(index)
    return Normal("".join(characters), tuple(origin))


def own_part(text: str) -> str:
    """Return `text` with signature, quoted mail and the line that announces it blanked out, of the same length."""
    signature = _SIGNATURE.search(text)
    if signature:
        text = text[: signature.start()] + re.sub(r"[^\n]", " ", text[signature.start() :])
    return _masked(_QUOTED, _masked(_ATTRIBUTION, text))


def place(text: str, index: int) -> tuple[int, int]:
    """Return line and column, from 1, of a position in `text`."""
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


def _plain(character: str) -> str:
    """Return what is left of one character: nothing, a blank, or lower-case letters."""
    if character in _DROPPED or unicodedata.category(character) == "Cf":
        return ""
    if character in _DASHES or character.isspace():
        return " "
    return unicodedata.normalize("NFKC", character).casefold()


def _masked(pattern: re.Pattern[str], text: str) -> str:
    """Return `text` with every match turned into blanks, its line breaks kept."""
    return pattern.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
