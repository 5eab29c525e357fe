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

from mailfollow.reading.lexicon import Lexicon
from mailfollow.reading.own_words.attribution import attribution_end, attribution_within
from mailfollow.reading.own_words.history import heading_start, history_at
from mailfollow.reading.own_words.lines import is_blank, is_quoted, quote_follows
from mailfollow.reading.own_words.quote_marks import with_plain_marks
from mailfollow.reading.own_words.signature import banner_end, own_lines

_MOST_LINES = 5_000
"""Lines that are looked at; the rest of a longer text counts as quoted. Nobody writes so much by hand."""
_MOST_LOST_MARKS = 3
"""Lines below an attribution line that have lost their quote marks, while those below still have them."""
_LONGEST_ITEM = 60
_UNSEEN = dict.fromkeys((0xFEFF, 0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2060, 0x206A)))
"""Characters without width, and those that only set the direction of writing."""


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
    said: str = ""
    """The own words without the sign-off and what stands below it: what meaning is read from."""


def split(text: str, lexicon: Lexicon) -> OwnWords:
    """Split the text of a mail, quote marks included. Takes any text, in time that grows with its length.

    Where nothing is quoted, the sign-off stays with the words: a letter that somebody wrote ends with it.
    """
    lines = _lines(text, lexicon)
    marks = _quotes(with_plain_marks(lines[:_MOST_LINES]), lexicon)
    marks += [_Mark.QUOTED] * (len(lines) - len(marks))
    closed = _signatures(lines, marks, lexicon, sign_off=True)
    kept = closed if _Mark.QUOTED in marks else _signatures(lines, marks, lexicon, sign_off=False)
    own, quoted, signature = (_gather(lines, kept, wanted) for wanted in _Mark)
    return OwnWords(own, quoted, signature, said=_gather(lines, closed, _Mark.OWN))


def _lines(text: str, lexicon: Lexicon) -> list[str]:
    """Give the lines of a text; an attribution line that begins behind other words gets its own."""
    lines = [line.rstrip("\r") for line in text.translate(_UNSEEN).split("\n")]
    parted: list[str] = []
    for at, line in enumerate(lines):
        column = attribution_within(lines, at, lexicon.structure) if at < _MOST_LINES else 0
        parted += [line[:column].rstrip(" -"), line[column:]] if column else [line]
    return parted


def _gather(lines: Sequence[str], marks: Sequence[_Mark], wanted: _Mark) -> str:
    return "\n".join(line for line, mark in zip(lines, marks, strict=True) if mark is wanted).strip()


def _quotes(lines: Sequence[str], lexicon: Lexicon) -> list[_Mark]:
    """Mark each line as own or quoted."""
    marks = [_Mark.SIGNATURE] * banner_end(lines, lexicon.structure)
    any_quoted = any_own = False
    while (at := len(marks)) < len(lines):
        start, end = history_at(lines, at, lexicon) or (at, at)
        end = _history_end(lines, at, end, any_own, lexicon) if end > at else at
        if end > at:
            _take_heading_above(lines, marks, start)
            marks += [_Mark.QUOTED] * (end - at)
            any_quoted = True
            continue
        end = at + 1 if any_quoted else _list_end(lines, at)
        quoted = end == at + 1 and (is_quoted(lines, at) or _is_rest_of_quote(lines, at, marks))
        marks += [_Mark.QUOTED if quoted else _Mark.OWN] * (end - at)
        any_quoted, any_own = any_quoted or quoted, any_own or not (quoted or is_blank(lines[at]))
    return marks


def _history_end(lines: Sequence[str], at: int, end: int, any_own: bool, lexicon: Lexicon) -> int:
    """Give the line after the history whose head is lines `at` to `end`; it has quote marks, or goes on to the last.

    Below an attribution line without marks there can be an answer: under marked lines further down, or, with nothing
    above and no address in the line, anything at all. `at` says that it is no history then: no words are to be lost.
    """
    if quote_follows(lines, end):
        return end
    if attribution_end(lines, at, lexicon.structure) != end:
        return len(lines)
    last = min(end + _MOST_LOST_MARKS, len(lines)) if any_own else len(lines)
    marked = next((i for i in range(end, last) if is_quoted(lines, i)), None)
    if marked is not None:
        return marked
    return len(lines) if any_own or any("@" in line for line in lines[at:end]) else at


def _list_end(lines: Sequence[str], at: int) -> int:
    """Give the line after a list whose bullets are ">", or `at + 1`: short items below a colon, and no sentences."""
    if not lines[at].startswith("> "):
        return at + 1
    above = next((lines[i] for i in range(at - 1, max(at - 3, -1), -1) if not is_blank(lines[i])), "")
    if not above.rstrip().endswith(":"):
        return at + 1
    end = at
    while end < len(lines) and lines[end].startswith("> ") and len(lines[end]) <= _LONGEST_ITEM:
        if lines[end].rstrip().endswith((".", "?", "!", ":", ">", ",")):
            return at + 1
        end += 1
    return max(end, at + 1)


def _is_rest_of_quote(lines: Sequence[str], at: int, marks: Sequence[_Mark]) -> bool:
    """Whether an unmarked line is what a client wrapped off the long quoted line above it."""
    if not at or marks[-1] is not _Mark.QUOTED or is_blank(lines[at]) or not is_quoted(lines, at - 1):
        return False
    above, line = lines[at - 1].rstrip(), lines[at]
    within = at + 1 < len(lines) and is_quoted(lines, at + 1)
    if within and ("://" in above.rpartition(" ")[2] or "://" in line):
        return True
    if within and line[:1].islower() and not above.endswith(("?", "!", ":")):
        return True
    if not line[:1].islower():
        return not line.strip(" <>,;=")
    width = len(above) + len(line.split(maxsplit=1)[0]) + 1
    return not above.endswith((".", "?", "!", ":")) and 66 <= width <= 100


def _take_heading_above(lines: Sequence[str], marks: list[_Mark], start: int) -> None:
    """Mark what stands from line `start` on, and what is drawn right above it, as part of the history."""
    for at in range(heading_start(lines, start), len(marks)):
        if marks[at] is _Mark.OWN:
            marks[at] = _Mark.QUOTED


def _signatures(lines: Sequence[str], marks: Sequence[_Mark], lexicon: Lexicon, sign_off: bool) -> list[_Mark]:
    """Mark the signatures within each run of own lines, those under a sign-off where that is wanted."""
    done: list[_Mark] = []
    for mark, run in groupby(marks):
        size = len(list(run))
        if mark is _Mark.OWN:
            block = lines[len(done) : len(done) + size]
            owned = own_lines(block, lexicon.structure, sign_off)
            done += [_Mark.OWN if own else _Mark.SIGNATURE for own in owned]
        else:
            done += [mark] * size
    return done
