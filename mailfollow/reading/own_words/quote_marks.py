"""Quote marks other than ">", turned to ">" for whoever splits a text: "| ", "} ", ": " and AOL's "<< ... >>"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mailfollow.reading.own_words.lines import is_blank

_BARS = ("|", "}", ":")
_SMILEY = re.compile(r":[-()DPpo/]")
_FILE = re.compile(r"^<<\s*file:|\.\w{2,4}\s*>>$", re.IGNORECASE)
_OPENING = re.compile(r"\s{0,3}<<(?!<)")
_MOST_LINES = 200
_LEAST_WORDS = 4
_MOST_OPEN = 20
"""Brackets that are not closed again, after which no more are looked at."""


def with_plain_marks(lines: Sequence[str]) -> Sequence[str]:
    """Give the lines with ">" before each that has another quote mark; their number stays."""
    plain: list[str] = []
    unclosed = 0
    while len(plain) < len(lines):
        at = len(plain)
        end = at
        if lines[at].startswith(_BARS):
            end = _bars_end(lines, at)
        elif unclosed < _MOST_OPEN and _OPENING.match(lines[at]):
            end = _brackets_end(lines, at)
            unclosed += end == at
        plain += [f"> {line}" for line in lines[at:end]] or [lines[at]]
    return plain


def _bars_end(lines: Sequence[str], at: int) -> int:
    """Give the line after the last with the same bar, if they follow a line that ends with a colon; else `at`."""
    above = next((lines[i] for i in range(at - 1, max(at - 3, -1), -1) if not is_blank(lines[i])), "")
    bar, end = lines[at][0], at
    nested = lines[at + 1 : at + 2] and lines[at + 1].startswith(f"{bar} >")
    if not above.rstrip().endswith(":") and not (nested and lines[at].rstrip().endswith(":")):
        return at
    while end < len(lines) and lines[end].startswith(bar):
        if (lines[end].rstrip().endswith("|") and len(lines[end]) > 1) or _SMILEY.match(lines[end]):
            return at  # A table, or a smile.
        end += 1
    return end


def _brackets_end(lines: Sequence[str], at: int) -> int:
    """Give the line after AOL's closing brackets, or `at` if it is no quote but the name of a file."""
    first = lines[at].strip()
    if ">>" in first:
        said = first.endswith(">>") and len(first.split()) > _LEAST_WORDS and not _FILE.search(first[:300])
        return at + 1 if said else at
    for i in range(at + 1, min(at + _MOST_LINES, len(lines))):
        if lines[i].rstrip().endswith(">>"):
            return i + 1
    return at
