"""Date expressions in a text, and the days they stand for, seen from the day the mail was written.

"in two weeks", "the 9th", "early next year", "20.-27. November", "Q3" each become a `Period`. Whether a period says
anything about when to write again is decided in `hold.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from mailfollow.reading.dates import relative, resolve
from mailfollow.reading.dates.period import Period, Reference
from mailfollow.reading.lexicon.datewords import DateWords

__all__ = ["Period", "Reference", "periods"]

_RESOLVERS = {**resolve.RESOLVERS, **relative.RESOLVERS}
_BEGINS = frozenset({"month", "day_month", "month_day"})
_MOST = 40
"""Expressions of a sentence that are looked at."""


def periods(folded: str, words: DateWords, reference: Reference) -> list[Period]:
    """Return the date expressions of folded text in their order; of overlapping ones the longest."""
    if words.hint.search(folded) is None:
        return []
    found = sorted(_all(folded, words, reference), key=lambda period: (period.start - period.end, period.start))
    kept: list[Period] = []
    for period in found[:_MOST]:
        if all(period.end <= other.start or period.start >= other.end for other in kept):
            kept.append(period)
    return _with_fiscal_begin(sorted(kept, key=lambda period: period.start))


def _with_fiscal_begin(found: list[Period]) -> list[Period]:
    """Let a fiscal year begin where the sentence says so: "the new fiscal year, which starts in July"."""
    for at, (year, month) in enumerate(pairwise(found)):
        if year.shape == relative.FISCAL and month.shape in _BEGINS:
            return [*found[:at], replace(year, first=month.first, end=month.end), *found[at + 2 :]]
    return found


def _all(folded: str, words: DateWords, reference: Reference) -> Iterator[Period]:
    for shape, pattern in words.shapes.items():
        for match in pattern.finditer(folded):
            try:
                period = _RESOLVERS[shape](match, words, reference)
            except (ValueError, OverflowError):  # the 31st of February, the year 12026
                continue
            if period:
                yield period
