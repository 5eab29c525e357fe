"""The header block that mail clients put above a mail they answer or forward: From, Sent, To, Subject, as text.

A block counts by the *kinds* of labels in it, in any of the languages, so that somebody's own "To: London" is not one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from mailfollow.reading.lexicon.notation import fold
from mailfollow.reading.lexicon.vocabulary import HeaderLabels
from mailfollow.reading.own_words.lines import is_blank, quote_follows
from mailfollow.reading.own_words.sign_off import is_prose

_MOST_LINES = 120
_MOST_GAP = 3
"""Lines without a label between two labels: a wrapped value, or blank lines."""
_MOST_WRAPPED = 10
"""The same below To and cc, whose values are wrapped over many lines."""
_MARKS = " \t*_>|\xa0"
_TIME = re.compile(r"(?<!\d)[0-2]?\d[:h][0-5]\d(?!\d)")


@dataclass(frozen=True, slots=True)
class _Block:
    """What was found below a first label."""

    kinds: tuple[str, ...]
    end: int
    """The line after the last label and what is wrapped from it."""
    address: bool
    time: bool
    memo: bool
    """It looks written by hand: labels in capitals, or the sender after the recipient."""
    named: bool
    """What stands beside the sender's label can be a name."""


def block_end(
    lines: Sequence[str], at: int, labels: HeaderLabels, headed: bool = False, named: bool = False
) -> int | None:
    """Give the index after the header block that begins at line `at`, or None if none does.

    `headed` says that a drawn line or a separator stands above: two labels are enough then, as they are with an address
    above quote marks, and below a name with date and time (`named`).
    """
    if label_of(lines[at], labels) is None:
        return None
    block = _collect(lines, at, labels)
    if named and len(block.kinds) >= 2:
        return block.end
    return block.end if _is_block(block, headed or (block.address and quote_follows(lines, block.end))) else None


def label_of(line: str, labels: HeaderLabels) -> str | None:
    """Give the kind of the label at the beginning of a line: sender, date, to, cc, subject, or None."""
    start = line[:60]
    if ":" not in start and "：" not in start:
        return None
    head = start.replace("：", ":").lstrip(_MARKS).partition(":")[0]
    return kinds_of_labels(labels).get(fold(head.strip(_MARKS))) if len(head) <= 40 else None


def labels_in(line: str, labels: HeaderLabels) -> list[str]:
    """Give the kinds of all labels on a line: some clients lose the line breaks between them."""
    folded = fold(line[:1000].replace("：", ":"))
    return [kinds_of_labels(labels)[found[1]] for found in _pattern(labels).finditer(folded)]


def _is_block(block: _Block, headed: bool) -> bool:
    """Judge by the labels. People write memos, routes and announcements with some of them, but no address or time."""
    if len(block.kinds) < (2 if headed else 3):
        return False
    if "sender" not in block.kinds:
        return {"to", "subject"} <= set(block.kinds) and block.address and (headed or "cc" in block.kinds)
    if not block.address and (block.memo or not (headed or block.time)):
        return False
    return block.named and (block.address or "subject" in block.kinds)


def _collect(lines: Sequence[str], at: int, labels: HeaderLabels) -> _Block:
    """Walk down the labels of a block."""
    seen: list[str] = []
    capitals, end, gap = 0, at, 0
    address = time = False
    named = True
    for i in range(at, min(at + _MOST_LINES, len(lines))):
        line = lines[i]
        if line.startswith(("--", "__")):
            break
        kinds = labels_in(line, labels) if label_of(line, labels) else []
        if kinds and kinds[0] in seen and kinds[0] != "cc":
            break  # Another block, or no block at all: a header has each of these once.
        if kinds:
            if kinds[0] == "sender":
                named = _can_be_name(line.partition(":")[2].strip(_MARKS))
            seen += [kind for kind in kinds if kind not in seen]
            capitals += line.lstrip(_MARKS)[1:4].isupper()
            end, gap = i + 1, 0
        elif not _goes_on(line, seen[-1:], gap):
            break
        else:
            gap += not ("@" in line or line.rstrip().endswith((",", ";")))
        address = address or "@" in line
        time = time or _TIME.search(line[:200]) is not None
    memo = capitals >= 2 or (seen[:1] == ["to"])
    return _Block(tuple(seen), end, address, time, memo, named)


def _can_be_name(value: str) -> bool:
    return not value[:1].isdigit() and not is_prose(value)


def _goes_on(line: str, last: Sequence[str], gap: int) -> bool:
    """Whether the block can go on below a line without a label."""
    return gap < (_MOST_WRAPPED if last in (["to"], ["cc"]) and not is_blank(line) else _MOST_GAP)


@lru_cache(maxsize=8)
def kinds_of_labels(labels: HeaderLabels) -> dict[str, str]:
    """Give the kind of each folded label."""
    kinds = ("cc", "to", "subject", "date", "sender")
    return {label: kind for kind in kinds for label in getattr(labels, kind)}


@lru_cache(maxsize=8)
def _pattern(labels: HeaderLabels) -> re.Pattern[str]:
    """Compile a pattern for any label before its colon, the longer ones first."""
    words = sorted(kinds_of_labels(labels), key=len, reverse=True)
    return re.compile(rf"(?<!\w)({'|'.join(map(re.escape, words)) or '(?!)'})\*?\s?\*?:")
