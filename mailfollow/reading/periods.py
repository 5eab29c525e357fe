"""Date expressions in a text, and the days they stand for, seen from the day the mail was written.

"in two weeks", "the 9th", "early next year", "20.-27. November", "Q3" each become a `Period`. Whether a period says
anything about when to write again is decided in `dates.py`.
"""

from __future__ import annotations

from collections.abc import Iterator

from mailfollow.reading.datewords import DateWords
from mailfollow.reading.period import Period, Reference
from mailfollow.reading.resolve import RESOLVERS

__all__ = ["Period", "Reference", "periods"]

_MOST = 40
"""Expressions of a sentence that are looked at."""


def periods(folded: str, words: DateWords, reference: Reference) -> list[Period]:
    """Return the date expressions of folded text in their order; of overlapping ones the longest."""
    found = sorted(_all(folded, words, reference), key=lambda period: (period.start - period.end, period.start))
    kept: list[Period] = []
    for period in found[:_MOST]:
        if all(period.end <= other.start or period.start >= other.end for other in kept):
            kept.append(period)
    return sorted(kept, key=lambda period: period.start)


def _all(folded: str, words: DateWords, reference: Reference) -> Iterator[Period]:
    for shape, pattern in words.shapes.items():
        resolve = RESOLVERS[shape]
        for match in pattern.finditer(folded):
            try:
                period = resolve(match, words, reference)
            except (ValueError, OverflowError):  # the 31st of February, the year 12026
                continue
            if period:
                yield period
