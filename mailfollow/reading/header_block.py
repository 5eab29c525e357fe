"""The header block that mail clients put above a mail they answer or forward: From, Sent, To, Subject, as text.

A block counts by the *kinds* of labels in it, in any of the languages, so that somebody's own "To: London" is not one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from mailfollow.reading.lines import is_blank
from mailfollow.reading.notation import fold
from mailfollow.reading.vocabulary import HeaderLabels

_MOST_LINES = 40
_MARKS = " \t*_>|\xa0\u200e\u200f\u202a\u202c\ufeff"


def block_end(lines: Sequence[str], at: int, labels: HeaderLabels, headed: bool = False) -> int | None:
    """Give the index after the header block that begins at line `at`, or None if none does.

    `headed` says that a drawn line, a separator, or a name with date and time stands above: two labels are enough then.
    """
    if label_of(lines[at], labels) is None:
        return None
    seen, end, address = _collect(lines, at, labels)
    enough = len(seen) > 2 or (headed and len(seen) == 2)
    sure = "subject" in seen and ("sender" in seen or ("to" in seen and (headed or "cc" in seen)))
    return end if enough and (sure or ("sender" in seen and address)) else None


def label_of(line: str, labels: HeaderLabels) -> str | None:
    """Give the kind of the label at the beginning of a line: sender, date, to, cc, subject, or None."""
    head, colon, _ = line[:60].replace("：", ":").lstrip(_MARKS).partition(":")
    return kinds_of_labels(labels).get(fold(head.strip(_MARKS))) if colon and len(head) <= 40 else None


def _collect(lines: Sequence[str], at: int, labels: HeaderLabels) -> tuple[set[str], int, bool]:
    """Walk down the labels of a block; give their kinds, the line after the last, and whether an address was seen."""
    seen: set[str] = set()
    end, address, last = at, False, ""
    for i in range(at, min(at + _MOST_LINES, len(lines))):
        if lines[i].startswith(("--", "__")):
            break
        kinds = _labels_in(lines[i], labels) if label_of(lines[i], labels) else []
        if kinds:
            if kinds[0] in seen - {"cc"}:
                break  # Another block, or no block at all: a header has each of these once.
            seen.update(kinds)
            end, last = i + 1, kinds[-1]
            address = address or "@" in lines[i]
        elif i - end >= (10 if last in {"to", "cc"} and not is_blank(lines[i]) else 2):
            break
        elif "@" in lines[i] and last in {"sender", "to", "cc"}:
            address = True
    return seen, end, address


def _labels_in(line: str, labels: HeaderLabels) -> list[str]:
    """Give the kinds of all labels on a line: some clients lose the line breaks between them."""
    folded = fold(line[:1000].replace("：", ":"))
    return [kinds_of_labels(labels)[found[1]] for found in _pattern(labels).finditer(folded)]


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
