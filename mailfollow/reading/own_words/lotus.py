"""The headers of Lotus Notes: name and date above To, cc and Subject; labels on lines of their own; columns.

Jane Doe                                        Jane Doe
<jane@client.exam                               Sent by: John Roe
ple>                                  To        05/03/2024 10:22 AM
                   Max <max@agency.example>
05/03/2024 10:22                      cc        To: Max/AGENCY@AGENCY
                                 Subject        cc:
                   Re: Proposal                 Subject: Re: Proposal
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from mailfollow.reading.lexicon.notation import fold
from mailfollow.reading.lexicon.vocabulary import HeaderLabels
from mailfollow.reading.own_words.header_block import kinds_of_labels, labels_in
from mailfollow.reading.own_words.lines import is_blank

DATE_AND_TIME = re.compile(r"\d{1,4}[./-](?:\d{1,2}|[^\W\d_]{3,9})[./-]\d{2,4},? {1,3}\d{1,2}[:.]\d\d")
_MOST_LINES = 24
_MOST_BETWEEN = 6
"""Lines between the date and To: blank ones, "Please respond to" and its address."""
_MOST_NAME_LINES = 3
_LONGEST = 120
_INDENT = " " * 6
_COLUMNS = re.compile(r" {2,}|\t+")
_NO_NAME = re.compile(r"[.!?,;]\s*$|(?:[^\W\d_]{3,}\s+){8}")


def columns_end(lines: Sequence[str], at: int, labels: HeaderLabels) -> int | None:
    """Give the index after the block in columns that begins at line `at`, or None if none does."""
    if not lines[at].startswith(_INDENT):
        return None
    end, seen, address = at, set[str](), False
    for i in range(at, min(at + _MOST_LINES, len(lines))):
        if is_blank(lines[i]):
            continue
        if not lines[i].startswith(_INDENT):
            break
        end, address = i + 1, address or "@" in lines[i]
        seen.update(_cells(lines[i], labels))
    return end if address and {"to", "cc", "subject"} <= seen else None


def name_above(lines: Sequence[str], at: int) -> int | None:
    """Give the index of the sender's name, which stands with date and time above the To of line `at`, or None."""
    for i in range(at - 1, max(at - 1 - _MOST_BETWEEN, -1), -1):
        line = lines[i]
        found = DATE_AND_TIME.search(line) if len(line) <= _LONGEST else None
        if found:
            return i if _has_name(line[: found.start()]) else _first_name_line(lines, i)
        if len(line) > _LONGEST or _NO_NAME.search(line):
            return None
    return None


def labels_alone(lines: Sequence[str], at: int, labels: HeaderLabels) -> tuple[int, int] | None:
    """Give the span of a name with date above To and Subject, each alone on a line without a colon; To is line `at`."""
    start = name_above(lines, at) if _alone(lines[at], labels) == "to" else None
    if start is None:
        return None
    for i in range(at + 1, min(at + _MOST_LINES, len(lines))):
        if _alone(lines[i], labels) == "subject":
            return start, i + 1
    return None


def on_one_line(line: str, labels: HeaderLabels) -> bool:
    """Whether the whole header lost its line breaks: "Jane Doe 05/03/2024 10:22 AM To: Max cc: Subject: Proposal"."""
    found = DATE_AND_TIME.search(line[:_LONGEST]) if line.count(":", 0, 1000) > 2 else None
    if found is None or not _has_name(line[: found.start()]):
        return False
    return {"to", "subject"} <= set(labels_in(line, labels))


def _first_name_line(lines: Sequence[str], date: int) -> int:
    """Go up from a line with nothing but the date to the name, over an address and "Sent by"."""
    start = date
    while start and date - start < _MOST_NAME_LINES:
        line = lines[start - 1]
        if is_blank(line) or len(line) > _LONGEST or _NO_NAME.search(line):
            break
        start -= 1
        if ":" not in line and not line.lstrip().startswith("<"):
            break
    return start


def _has_name(text: str) -> bool:
    return sum(char.isalpha() for char in text) > 3


def _alone(line: str, labels: HeaderLabels) -> str | None:
    return kinds_of_labels(labels).get(fold(line.strip())) if 0 < len(line) <= 24 else None


def _cells(line: str, labels: HeaderLabels) -> set[str]:
    kinds = kinds_of_labels(labels)
    cells = (fold(cell.rstrip(":")) for cell in _COLUMNS.split(line[:300].strip()))
    return {kinds[cell] for cell in cells if cell in kinds}
