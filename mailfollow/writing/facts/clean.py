"""What other people wrote, made fit to stand in a mail of ours: one line, without invisible or control characters."""

from __future__ import annotations

import re
import unicodedata

from mailfollow.writing.languages import Language
from mailfollow.writing.languages.normal import normal
from mailfollow.writing.languages.phrases import find, phrases, worn_out

_JOINERS = "\u200c\u200d"
"""Zero-width (non-)joiners belong to Persian, Indic scripts and emoji; every other format character may go."""

_PLACEHOLDER = re.compile(
    r"""\{\{ [^{}\n]{0,80} \}\} | \{% [^{}\n]{0,80} %\} | \{\{ | \}\} | \{% | %\}  # template marks
      | \[ [^\]\[\n]{0,30} [^\W\d_]{2} [^\]\[\n]{0,30} \]   # [NAME], [Your company]
      | < [a-z_\ ]{0,20} (?:name|vorname|firma|prénom|nom|société|nombre|empresa|nome|azienda|naam|bedrijf) >
      | \$? \{ [^\W\d] [\w.\ ]{1,40} \}    # {name}, ${company}
      | % [A-Z_]{3,30} %                   # %FIRSTNAME%
      | \b (?: XXX+ | xxx+ | TODO | TBD | FIXME ) \b
      | \b None \b (?! \s of \b)           # an unknown fact that was printed
      | \b Lorem \s ipsum \b
    """,
    re.VERBOSE,
)

_GAP = re.compile(r" +(?=[,.](?:\s|$))")
_EXCLAMATION = re.compile(r"[!！]")
_LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_PAIRS = re.compile(r"\"[^\"]*\"|“[^”]*”|„[^“”]*[“”]|«[^»]*»")
_MARKS = '"“”„«»'
"""Quotation marks that stand for themselves; a single one may be an apostrophe."""


def without_controls(text: str, keep: str = "") -> str:
    """Drop control, format (bidi, zero-width) and surrogate characters, except those in `keep`."""
    return "".join(c for c in text if c in keep or c in _JOINERS or unicodedata.category(c) not in {"Cc", "Cf", "Cs"})


def one_line(text: str | None, most: int) -> str | None:
    """Return `text` as one trimmed line without invisible characters; None if empty or longer than `most`."""
    if not text or len(text) > 100 * most:
        return None
    line = " ".join(without_controls(unicodedata.normalize("NFC", text), keep="\t\r\n\v\f\x85").split())
    return line if 0 < len(line) <= most else None


def find_placeholder(text: str, start: int = 0) -> re.Match[str] | None:
    """Find something that was meant to be filled in: {{ x }}, [NAME], XXX, TODO, None."""
    return _PLACEHOLDER.search(text, start)


def fact(text: str | None, most: int) -> str | None:
    """Return `text` as a fact that may stand in a mail, or None: too long, empty, or an unfilled placeholder."""
    line = one_line(text, most)
    return None if line is None or find_placeholder(line) else _GAP.sub("", line)


def quotable(text: str | None, most: int, words: Language) -> str | None:
    """Return `text` as a fact to be named or quoted, or None where it would spoil a letter of ours.

    That is where it shouts with exclamation marks, is a link and no more, or holds a phrase that is worn out.
    """
    said = fact(text, most)
    if said is None or len(_EXCLAMATION.findall(said)) > 1 or _LINK.fullmatch(said):
        return None
    worn = (*worn_out(words), *phrases(words.spam, words))
    return None if any(find(normal(said), worn)) else said


def bare(text: str, ends: str) -> str | None:
    """Return `text` without the signs `ends` and quotation marks around it; None if nothing is left.

    Marks around a part of it stay, and so does its punctuation within them: 'the "big" one', 'a call "after the fair"'.
    """
    inner = text.strip(f"{ends}'{_MARKS}")
    if not any(mark in inner for mark in _MARKS):
        return inner or None
    whole = text.strip(ends)
    if any(mark in _PAIRS.sub("", whole) for mark in _MARKS):  # half a pair would open our own sentence
        whole = "".join(sign for sign in whole if sign not in _MARKS)
    return whole or None
