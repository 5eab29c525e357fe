"""The header block of Lotus Notes, whose text stands in columns and whose labels come last on their lines.

Jane Doe
<jane@client.exam
ple>                                            To
                          Max Muster <max@agency.example>
05/03/2024 10:22                                cc
                                           Subject
                          Re: Proposal
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from mailfollow.reading.header_block import kinds_of_labels
from mailfollow.reading.lines import is_blank
from mailfollow.reading.notation import fold
from mailfollow.reading.vocabulary import HeaderLabels

_MOST_LINES = 24
_INDENT = " " * 6
_COLUMNS = re.compile(r" {2,}|\t+")


def lotus_end(lines: Sequence[str], at: int, labels: HeaderLabels) -> int | None:
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
        seen.update(_labels(lines[i], labels))
    return end if address and {"to", "cc", "subject"} <= seen else None


def _labels(line: str, labels: HeaderLabels) -> set[str]:
    kinds = kinds_of_labels(labels)
    cells = (fold(cell.rstrip(":")) for cell in _COLUMNS.split(line[:300].strip()))
    return {kinds[cell] for cell in cells if cell in kinds}
