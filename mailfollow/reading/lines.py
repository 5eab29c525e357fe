"""Small questions about one line of a mail's text, shared by everything that splits it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mailfollow.reading.notation import fold

EDGES = " \t,.!;:-–—*_~<>[]()|/\xa0"
"""What may stand around a phrase that fills a line: punctuation, and the marks of converted HTML."""

# ">" marks, also with the initials that some clients put before them ("JD> ").
_QUOTED = re.compile(r"[ \t]{0,3}[A-Z]{0,3}>")
_RULE = re.compile(r"\s*[-_=*~#+–—]{3,}\s*")
# The end of an attribution line, wrapped so that it begins with the bracket of the address: ">:" or "> wrote:".
_TAIL = re.compile(r">[^<>]{0,30}:")


def is_blank(line: str) -> bool:
    """Whether there is nothing to see on the line."""
    return not line or line.isspace()


def is_rule(line: str) -> bool:
    """Whether the line is drawn: at least three dashes, underscores, stars or the like, and nothing else."""
    return _RULE.fullmatch(line[:200]) is not None


def is_quoted(lines: Sequence[str], at: int) -> bool:
    """Whether line `at` has a quote mark; the tail of a wrapped attribution line that begins with ">" has none."""
    line = lines[at]
    if not _QUOTED.match(line):
        return False
    before = lines[at - 1] if at else ""
    wrapped = before.rfind("<") > before.rfind(">") and not _QUOTED.match(before)
    return not (wrapped and _TAIL.fullmatch(line))


def next_filled(lines: Sequence[str], at: int, most: int = 6) -> int | None:
    """Give the index of the first line from `at` that is not blank, or None if the next `most` lines are."""
    return next((i for i in range(at, min(at + most, len(lines))) if not is_blank(lines[i])), None)


def quote_follows(lines: Sequence[str], at: int) -> bool:
    """Whether the next filled line from `at` has a quote mark."""
    found = next_filled(lines, at)
    return found is not None and is_quoted(lines, found)


def begins(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """Match a phrase at the beginning of a text, punctuation and marks aside."""
    return pattern.match(fold(text[:300]).lstrip(EDGES))
