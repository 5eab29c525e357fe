"""Texts made comparable, with the way back to line and column.

"Just *checking*\u200b‑in" across a line break must be found as "just checking in", and be reported where it stands; so
must letters of another script that look the same, letters in full width, and those put together from two characters.
"""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_DROPPED = frozenset("*_~`'’‘‚‛′´^")
"""Markup, and apostrophes, which people leave out or write in many ways."""
_DASHES = frozenset("-‐‑‒–—―−﹘﹣－/" + '"“”„‟«»‹›()[]')
"""Dashes, and what else parts words without a blank: quotation marks and brackets."""
_BLANKS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and signs by category that show as a blank."""
_LOOKS_LIKE = str.maketrans(
    "авесԁեһіјкӏмнортոԛѕυѵԝхуɑɡıοαρκιτν" + "АВЕСНІЈКМОРԚЅТԜХУΑΒΕΗΙΚΜΝΟΡΤΥΧΖ" + "øłđ",
    "abecdehijklmhoptnqsuvwxyagioapkitv" + "ABECHIJKMOPQSTWXYABEHIKMNOPTYXZ" + "old",
)
"""Cyrillic, Armenian, Greek and other letters to the Latin ones they are taken for (Unicode TS 39, confusables)."""
_INLINE = re.compile(
    r"</?(?:a|abbr|b|big|cite|code|del|em|font|i|ins|mark|q|s|small|span|strike|strong|sub|sup|tt|u)\b[^<>\n]{0,200}>"
    r"|<!--[^\n]{0,200}?-->|\]\([^()\s]{0,300}\)",
    re.IGNORECASE,
)
_TAG = re.compile(r"</?[A-Za-z][^<>\n]{0,200}>")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]{2,16});")
_DOTTED = re.compile(r"(?<!\w)\w(?:[.·•|:][ \t]?\w(?!\w)){2,}")


@dataclass(frozen=True, slots=True)
class Normal:
    """A comparable text: small letters without accents, blanks, markup and invisible characters.

    For its character i, `accented[i]` is the letter as it was written, `origin[i]` where it stood in the text it comes
    from, and `gap[i]` what was left out before it: "" nothing, " " a blank, or "-" a dash, quotation mark or bracket.
    """

    text: str
    accented: str
    origin: tuple[int, ...]
    gap: tuple[str, ...]


def normal(text: str) -> Normal:
    """Return `text` made comparable."""
    letters: list[str] = []
    origin: list[int] = []
    gaps: list[str] = []
    gap = ""
    for index, character in enumerate(_unmarked(text)):
        for letter in _small(character):
            if letter in (" ", "-"):
                gap = gap if gap == " " else letter
            elif unicodedata.category(letter) in ("Mn", "Me"):
                if letters and not gap:
                    letters[-1] = _put_together(letters[-1], letter)
            else:
                letters.append(letter)
                origin.append(index)
                gaps.append(gap)
                gap = ""
    return Normal("".join(map(without_accent, letters)), "".join(letters), tuple(origin), tuple(gaps))


@lru_cache(maxsize=1024)
def without_accent(letter: str) -> str:
    """Return the letter below an accent: "u" for "ü"."""
    return unicodedata.normalize("NFD", letter)[0]


def masked(pattern: re.Pattern[str], text: str, by: str = " ") -> str:
    """Return `text` with every character of a match replaced by `by`, its line breaks kept."""
    return pattern.sub(lambda match: re.sub(r"[^\n]", by, match[0]), text)


def _unmarked(text: str) -> str:
    """Return `text` without tags and entities, of the same length; U+200B stands for what leaves no gap."""
    text = masked(_TAG, masked(_INLINE, text, "\u200b"))
    text = _ENTITY.sub(lambda entity: html.unescape(entity[0])[:1].ljust(len(entity[0]), "\u200b"), text)
    return _DOTTED.sub(lambda run: re.sub(r"[.·•|:]", " ", run[0]), text)


@lru_cache(maxsize=1024)
def _small(character: str) -> str:
    """Return what is left of one character: nothing, " ", "-", or small letters of the Latin script if it can."""
    if character in _DASHES:
        return "-"
    if character in _DROPPED or unicodedata.category(character) == "Cf":
        return ""
    if character.isspace() or character in _BLANKS or unicodedata.category(character) == "So":
        return _enclosed(character)
    return unicodedata.normalize("NFKC", character).translate(_LOOKS_LIKE).casefold()


def _enclosed(character: str) -> str:
    """Return the letter in a circle, and a blank for every other sign."""
    inner = unicodedata.normalize("NFKC", character)
    return inner.casefold() if inner.isalnum() and character not in _BLANKS else " "


def _put_together(letter: str, accent: str) -> str:
    """Return the one letter that both make, or the bare one where there is none."""
    whole = unicodedata.normalize("NFC", letter + accent)
    return whole if len(whole) == 1 else letter
