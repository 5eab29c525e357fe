"""Small charts of block characters, or of letters where the output cannot show blocks."""

from __future__ import annotations

import sys
from collections.abc import Sequence

BLOCKS, LETTERS = ("█", "▒", "░"), ("#", "=", ".")
"""Up to three shares of a bar, the fullest first."""

BAR = 40
"""Characters of the longest bar."""

PROGRESS = 20


def marks() -> tuple[str, str, str]:
    """Return the three signs that standard output can show."""
    try:
        "".join(BLOCKS).encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return LETTERS
    return BLOCKS


def bars(rows: Sequence[tuple[str, Sequence[int]]]) -> list[str]:
    """Return one line for each label and its counts, which share a bar; the longest has `BAR` characters at most."""
    most = max((sum(counts) for _, counts in rows), default=0)
    wide = max((len(label) for label, _ in rows), default=0)
    return [f"{label:<{wide}}  {f'{bar(counts, most)} {sum(counts):,}'.lstrip()}".rstrip() for label, counts in rows]


def bar(counts: Sequence[int], most: int, longest: int = BAR) -> str:
    """Return a bar in which all that is there can be seen; a total of `most` has at most `longest` characters."""
    scale = min(1.0, longest / most) if most else 1.0
    shares = [max(1, round(count * scale)) if count else 0 for count in counts]
    return "".join(sign * share for sign, share in zip(marks(), shares, strict=False))


def progress_bar(done: int, total: int) -> str:
    """Return how far something is, in ASCII: what standard error can show is not known."""
    full = min(PROGRESS, PROGRESS * done // max(total, 1))
    return "#" * full + "." * (PROGRESS - full)
