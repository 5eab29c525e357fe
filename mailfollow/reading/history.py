"""Where quoted history begins: separators, header blocks, attribution lines, with what stands above them.

The rules of the clients that write no such thing as a quote mark are in `lotus`; GroupWise's one line is here.
"""

from __future__ import annotations

from collections.abc import Sequence

from mailfollow.reading.attribution import attribution_end
from mailfollow.reading.header_block import block_end, label_of
from mailfollow.reading.lexicon import Lexicon
from mailfollow.reading.lines import is_blank, is_quoted, is_rule, next_filled
from mailfollow.reading.lotus import DATE_AND_TIME, columns_end, labels_alone, name_above, on_one_line
from mailfollow.reading.notation import fold
from mailfollow.reading.vocabulary import HeaderLabels

_EDGES = " \t-_=*~#+<>:.®\\"
_DRAWN = ("--", "__", "==", "~~", "##")
_INDENTED = ("\t", "    ")

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
    end = attribution_end(lines, at, lexicon.structure)
    return (at, end) if end else None


def heading_start(lines: Sequence[str], at: int) -> int:
    """Give the index of the first line of what is drawn or blank right above history that begins at line `at`.

    Notes puts the sender's company there, indented like the block itself.
    """
    indented = lines[at].startswith(_INDENTED)
    while at and (is_blank(lines[at - 1]) or is_rule(lines[at - 1]) or _is_letterhead(lines[at - 1], indented)):
        at -= 1
    return at


def _block(lines: Sequence[str], at: int, labels: HeaderLabels) -> Span | None:
    """Find a header block in one of its forms."""
    kind = label_of(lines[at], labels)
    if kind is None:
        end = columns_end(lines, at, labels) or (at + 1 if on_one_line(lines[at], labels) else None)
        return (at, end) if end else labels_alone(lines, at, labels)
    name = name_above(lines, at) if kind == "to" else None
    headed = name is not None or (at > 0 and is_rule(lines[at - 1]))
    end = block_end(lines, at, labels, headed)
    return (at if name is None else name, end) if end else None


def _is_letterhead(line: str, indented: bool) -> bool:
    return indented and line.startswith(_INDENTED) and len(line.split()) <= 6


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
    return framed and DATE_AND_TIME.search(line) is not None
