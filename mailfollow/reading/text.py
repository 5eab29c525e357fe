"""A mail's text in three: its author's own words, the quoted history, and the signature.

All meaning is read from the own words alone: what somebody quoted, they did not say. The text is gone over line by
line, once; each line gets a mark. Quote marks, attribution lines, header blocks and separators begin history. Where
quote marks follow, text without them is an answer written in between or below; where none follow, the rest is history.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import groupby

from mailfollow.reading.history import heading_start, history_end
from mailfollow.reading.lexicon import Lexicon
from mailfollow.reading.lines import is_blank, is_quoted, quote_follows
from mailfollow.reading.signature import banner_end, own_lines

_MOST_LINES = 5_000
"""Lines that are looked at; the rest of a longer text counts as quoted. Nobody writes so much by hand."""
_DASHES = " \t-_=*#~+<>–—:.\xa0"


class _Mark(Enum):
    OWN = 1
    QUOTED = 2
    SIGNATURE = 3


@dataclass(frozen=True, slots=True)
class OwnWords:
    """A mail's text in three: what its author wrote, what was quoted, and the signature with all that is no words."""

    own: str
    quoted: str = ""
    signature: str = ""


def split(text: str, lexicon: Lexicon) -> OwnWords:
    """Split the text of a mail, quote marks included. Takes any text, in time that grows with its length."""
    lines = [line.rstrip("\r").replace("\ufeff", "").replace("\u200b", "") for line in text.split("\n")]
    marks = _quotes(lines[:_MOST_LINES], lexicon)
    marks += [_Mark.QUOTED] * (len(lines) - len(marks))
    marks = _signatures(lines, marks, lexicon)
    return OwnWords(*(_gather(lines, marks, wanted) for wanted in _Mark))


def _gather(lines: Sequence[str], marks: Sequence[_Mark], wanted: _Mark) -> str:
    return "\n".join(line for line, mark in zip(lines, marks, strict=True) if mark is wanted).strip()


def _quotes(lines: Sequence[str], lexicon: Lexicon) -> list[_Mark]:
    """Mark each line as own or quoted."""
    marks: list[_Mark] = []
    at = banner_end(lines, lexicon.structure)
    marks += [_Mark.SIGNATURE] * at
    while at < len(lines):
        end = history_end(lines, at, lexicon)
        if end is None:
            quoted = is_quoted(lines, at) or _is_rest_of_quote(lines, at, marks)
            marks.append(_Mark.QUOTED if quoted else _Mark.OWN)
            at += 1
            continue
        _take_heading_above(lines, marks)
        if not quote_follows(lines, end):
            end = len(lines)
        marks += [_Mark.QUOTED] * (end - at)
        at = end
    return marks


def _is_rest_of_quote(lines: Sequence[str], at: int, marks: Sequence[_Mark]) -> bool:
    """Whether an unmarked line is what a client wrapped off the long quoted line above it."""
    if not at or marks[-1] is not _Mark.QUOTED or not is_quoted(lines, at - 1):
        return False
    if not lines[at][:1].islower():
        return not is_blank(lines[at]) and not lines[at].strip(" <>,;=")
    above, word = lines[at - 1].rstrip(), lines[at].split(maxsplit=1)[0]
    return not above.endswith((".", "?", "!", ":")) and 66 <= len(above) + len(word) + 1 <= 100


def _take_heading_above(lines: Sequence[str], marks: list[_Mark]) -> None:
    """Mark what is drawn right above history as part of it."""
    for at in range(heading_start(lines, len(marks)), len(marks)):
        if marks[at] is _Mark.OWN:
            marks[at] = _Mark.QUOTED


def _signatures(lines: Sequence[str], marks: Sequence[_Mark], lexicon: Lexicon) -> list[_Mark]:
    """Mark the signatures within each run of own lines."""
    done: list[_Mark] = []
    for mark, run in groupby(marks):
        size = len(list(run))
        if mark is _Mark.OWN:
            block = lines[len(done) : len(done) + size]
            done += [_Mark.OWN if own else _Mark.SIGNATURE for own in own_lines(block, lexicon.structure)]
        else:
            done += [mark] * size
    return done
