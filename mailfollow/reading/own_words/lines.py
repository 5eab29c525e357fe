"""Small questions about one line of a mail's text, shared by everything that splits it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mailfollow.reading.lexicon.notation import fold

EDGES = " \t,.!;:-–—*_~<>[]()|/\xa0"
"""What may stand around a phrase that fills a line: punctuation, and the marks of converted HTML."""

# ">" marks, also with the initials or the name that some clients put before them ("JD> ", "    Jane> ").
_QUOTED = re.compile(r"[ \t]{0,8}(?:(?:[A-Z]{1,3}|[A-Z][a-z]{1,14})(?=>{1,9}(?:\s|$)))?>")
_ORNAMENT = re.compile(r">>.*<<\s*$")
_OMISSION = re.compile(r"\s*[\[<(]?(?:\.{2,}|…|\w{2,8})[\])>]\s*|\.{2,}|…")
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
    if ">" not in line or not _QUOTED.match(line) or _ORNAMENT.match(line[:200]):
        return False
    before = lines[at - 1] if at else ""
    wrapped = before.rfind("<") > before.rfind(">") and not _QUOTED.match(before)
    return not (wrapped and _TAIL.fullmatch(line))


def next_filled(lines: Sequence[str], at: int, most: int = 6) -> int | None:
    """Give the index of the first line from `at` that is not blank, or None if the next `most` lines are."""
    return next((i for i in range(at, min(at + most, len(lines))) if not is_blank(lines[i])), None)


def quote_follows(lines: Sequence[str], at: int) -> bool:
    """Whether the next filled line from `at` has a quote mark, or the one below a mark of omission ("[...]")."""
    found = next_filled(lines, at)
    if found is not None and _OMISSION.fullmatch(lines[found][:20]):
        found = next_filled(lines, found + 1)
    return found is not None and is_quoted(lines, found)


def begins(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """Match a phrase at the beginning of a text, punctuation and marks aside."""
    return pattern.match(fold(text[:300]).lstrip(EDGES))
