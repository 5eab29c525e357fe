"""Where quoted history begins: separators, header blocks, attribution lines, with what stands above them.

The rules of the clients that write no such thing as a quote mark are in `lotus`; GroupWise's one line is here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from mailfollow.reading.lexicon import Lexicon
from mailfollow.reading.lexicon.notation import fold
from mailfollow.reading.lexicon.vocabulary import HeaderLabels
from mailfollow.reading.own_words.attribution import attribution_end
from mailfollow.reading.own_words.header_block import block_end, label_of
from mailfollow.reading.own_words.header_shape import framed_head, is_framed, labels_end
from mailfollow.reading.own_words.lines import is_blank, is_quoted, is_rule, next_filled
from mailfollow.reading.own_words.lotus import DATE_AND_TIME, columns_end, labels_alone, name_above, on_one_line

_EDGES = " \t-_=*~#+<>:.®\\"
_DRAWN = ("--", "__", "==", "~~", "##")
_INDENTED = ("\t", "    ")
# "(Embedded image moved to file: pic00123.pcx)": the portrait or letterhead of the sender, moved out by Notes.
_PICTURE = re.compile(r"\([^()]{4,80}: ?[\w-]{1,40}\.(?:pcx|gif|jpg|bmp|png)\)")
# "From:  Jane Doe          05/03/2024 10:22 AM": only Notes puts both on one line, and a company above.
_FROM = re.compile(rf"\s{{0,8}}\w{{1,12}} ?:[^\d]{{3,80}}{DATE_AND_TIME.pattern}")
_TIME = re.compile(r"\d[./-]\d{1,4},? {1,3}\d{1,2}[:.]\d\d")

Span = tuple[int, int]
"""The first line of something, and the line after its last."""


def history_at(lines: Sequence[str], at: int, lexicon: Lexicon) -> Span | None:
    """Give the head of the history that is found at line `at`, or None. Its first line may stand further up."""
    line = lines[at]
    if is_blank(line):
        return None
    if is_quoted(lines, at):
        return (at, at + 1) if _is_groupwise(line) else None
    if _is_separator(line, lexicon):
        below = next_filled(lines, at + 1)
        block = block_end(lines, below, lexicon.labels, headed=True) if below is not None else None
        return at, block or at + 1
    found = _block(lines, at, lexicon.labels)
    if found:
        return found
    end = attribution_end(lines, at, lexicon.structure) or framed_head(lines, at)
    if end is None and (at == 0 or _is_drawn(lines[at - 1])):
        end = labels_end(lines, at)
    return (at, end) if end else None


def heading_start(lines: Sequence[str], at: int) -> int:
    """Give the index of the first line of what is drawn or blank right above history that begins at line `at`.

    Notes puts the sender's company there: indented like the block itself, or far below the words.
    """
    indented, dated = lines[at].startswith(_INDENTED), _FROM.match(lines[at][:200]) is not None
    while at and (_is_drawn(lines[at - 1]) or _is_letterhead(lines, at - 1, indented, dated)):
        at -= 1
    return at


def _block(lines: Sequence[str], at: int, labels: HeaderLabels) -> Span | None:
    """Find a header block in one of its forms."""
    kind = label_of(lines[at], labels)
    if kind is None:
        end = columns_end(lines, at, labels) or (at + 1 if on_one_line(lines[at], labels) else None)
        return (at, end) if end else labels_alone(lines, at, labels)
    name = name_above(lines, at) if kind == "to" else None
    headed = at > 0 and is_rule(lines[at - 1])
    end = block_end(lines, at, labels, headed, named=name is not None)
    return (at if name is None else name, end) if end else None


def _is_drawn(line: str) -> bool:
    return is_blank(line) or is_rule(line) or is_framed(line) or _PICTURE.fullmatch(line.strip()[:200]) is not None


def _is_letterhead(lines: Sequence[str], at: int, indented: bool, dated: bool) -> bool:
    parts = lines[at].split()
    if indented and lines[at].startswith(_INDENTED):
        return len(parts) <= 6
    apart = at >= 2 and is_blank(lines[at - 1]) and is_blank(lines[at - 2])
    return dated and apart and 2 <= len(parts) <= 6 and not any(part[:1].islower() for part in parts)


def _is_separator(line: str, lexicon: Lexicon) -> bool:
    """Whether a line reads like "-----Original Message-----", or "Begin forwarded message:"."""
    if len(line) > 200:
        return False
    if line.startswith("|-----") and line.rstrip().endswith("->"):
        return True  # Notes draws its header as a table of dashes.
    folded = fold(line)
    core = folded.strip(_EDGES)
    found = lexicon.structure.separator.match(core) if core else None
    if found is None:
        return False
    alone = found.end() == len(core) and " " in core
    return alone or folded.lstrip(" \t>*\\").startswith(_DRAWN)


def _is_groupwise(line: str) -> bool:
    """Whether a line reads like ">>> Jane Doe <jane@client.example> 05/03/2024 10:11 >>>"."""
    framed = line.startswith(">>> ") and line.rstrip().endswith(">>>") and len(line) <= 250
    return framed and _TIME.search(line) is not None
