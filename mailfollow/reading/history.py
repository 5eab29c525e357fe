"""Where quoted history begins: separators, header blocks, attribution lines, with what stands above them.

The rules of the clients that write no such thing as a quote mark are here too (Lotus Notes, GroupWise).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from mailfollow.reading.attribution import attribution_end
from mailfollow.reading.header_block import block_end, label_of
from mailfollow.reading.lexicon import Lexicon
from mailfollow.reading.lines import is_blank, is_quoted, is_rule, next_filled
from mailfollow.reading.lotus import lotus_end
from mailfollow.reading.notation import fold

_EDGES = " \t-_=*~#+<>–—:.®\xa0"
_DRAWN = ("--", "__", "==", "~~", "##", "––", "——")
_DATE_AND_TIME = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4},? {1,3}\d{1,2}[:.]\d\d")
_INDENTED = ("\t", "    ")


def history_end(lines: Sequence[str], at: int, lexicon: Lexicon) -> int | None:
    """Give the index after the head of the history that begins at line `at`, or None if none does."""
    if is_blank(lines[at]):
        return None
    if is_quoted(lines, at):
        return at + 1 if _is_groupwise(lines[at]) else None
    if _is_separator(lines[at], lexicon):
        below = next_filled(lines, at + 1)
        return (below is not None and block_end(lines, below, lexicon.labels, headed=True)) or at + 1
    headed = at > 0 and is_rule(lines[at - 1])
    block = block_end(lines, at, lexicon.labels, headed) or lotus_end(lines, at, lexicon.labels)
    return block or _notes_end(lines, at, lexicon) or attribution_end(lines, at, lexicon.structure)


def heading_start(lines: Sequence[str], at: int) -> int:
    """Give the index of the first line of what is drawn or blank right above history that begins at line `at`.

    Notes puts the sender's company there, indented like the block itself.
    """
    indented = lines[at].startswith(_INDENTED)
    while at and (is_blank(lines[at - 1]) or is_rule(lines[at - 1]) or _is_letterhead(lines[at - 1], indented)):
        at -= 1
    return at


def _is_letterhead(line: str, indented: bool) -> bool:
    return indented and line.startswith(_INDENTED) and len(line.split()) <= 6


def _is_separator(line: str, lexicon: Lexicon) -> bool:
    """Whether a line reads like "-----Original Message-----", or "Begin forwarded message:"."""
    core = line.strip(_EDGES) if len(line) <= 200 else ""
    found = lexicon.structure.separator.match(fold(core)) if core else None
    if found is None:
        return False
    return found.end() == len(core) or line.lstrip(" \t>*").startswith(_DRAWN)


def _is_groupwise(line: str) -> bool:
    """Whether a line reads like ">>> Jane Doe <jane@client.example> 05/03/2024 10:11 >>>"."""
    framed = line.startswith(">>> ") and line.rstrip().endswith(">>>") and len(line) <= 250
    return framed and _DATE_AND_TIME.search(line) is not None


def _notes_end(lines: Sequence[str], at: int, lexicon: Lexicon) -> int | None:
    """Find the older header of Notes: a line or two with name, date and time, then To, cc and Subject."""
    for i in range(at, min(at + 2, len(lines))):
        if is_blank(lines[i]) or len(lines[i]) > 120 or (i > at and at and not is_blank(lines[at - 1])):
            return None
        if _DATE_AND_TIME.search(" ".join(lines[at : i + 1])):
            below = next_filled(lines, i + 1, 4)
            to = below is not None and label_of(lines[below], lexicon.labels) == "to"
            return block_end(lines, below, lexicon.labels, headed=True) if to and below is not None else None
    return None
