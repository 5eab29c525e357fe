"""Until when somebody does not want to be disturbed, as they wrote it: a day, or nothing.

A date counts only where the words before it, or its sentence, are about coming back or speaking again. Free text is
full of numbers and homographs ("March on!", "version 2.10", "we sat down"), and a wrong day silences a live deal.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from mailfollow.reading.datewords import DateWords
from mailfollow.reading.lexicon import Lexicon
from mailfollow.reading.periods import Period, Reference, periods
from mailfollow.reading.sentences import Sentence, sentences

MOST_TEXT = 8_192
"""Characters in which dates are looked for; what matters stands at the beginning."""
FURTHEST = timedelta(days=550)
"""About 18 months: a day further off is a mistake or no appointment."""
_REACH = 64
"""Characters before a date in which its role is looked for."""


@dataclass(frozen=True, slots=True)
class Hold:
    """A day before which the sender does not want to be disturbed, and the words that say so."""

    day: date
    words: str
    rank: int
    days: int = 0
    """How far off the day is."""
    away: bool = False
    """The sentence tells of an absence."""


def hold_until(
    text: str, lexicon: Lexicon, language: str | None, reference: Reference, *, automatic: bool
) -> Hold | None:
    """Return the day named in own words (or in an automatic reply's text), or None.

    `automatic` replies need less evidence: whatever exact day they name is about an absence.
    The result is after `reference.day` and at most 18 months later; nothing is added to a return date.
    """
    found = sentences(text[:MOST_TEXT], lexicon)
    grammars = lexicon.near(language, lexicon.dates)
    holds = (hold for one in found for words in grammars for hold in _holds(one, words, reference, automatic=automatic))
    good = [hold for hold in holds if reference.day < hold.day <= reference.day + FURTHEST]
    return max(good, key=lambda hold: (hold.rank, hold.day), default=None)


def _holds(sentence: Sentence, words: DateWords, reference: Reference, *, automatic: bool) -> Iterator[Hold]:
    found = periods(sentence.folded, words, reference)
    for before, period, after in zip((None, *found), found, (*found[1:], None), strict=False):
        if after and _joined(sentence.folded, period, after, words):
            continue  # the beginning of a range
        joined = period.ranged or (before is not None and _joined(sentence.folded, before, period, words))
        context = _Context(sentence.folded, words, period, joined, automatic)
        judged = _judge(context)
        if judged:
            rank, day = judged
            away = words.away.search(sentence.folded) is not None
            yield Hold(day, " ".join(sentence.text.split()), rank, (day - reference.day).days, away)


@dataclass(frozen=True, slots=True)
class _Context:
    """A period in its sentence, and what sort of mail that is in."""

    folded: str
    words: DateWords
    period: Period
    ranged: bool
    """It is a range's end."""
    automatic: bool

    def after(self, role: re.Pattern[str]) -> bool:
        """Whether a phrase of that role stands directly before the date."""
        return role.search(self.folded, max(0, self.period.start - _REACH), self.period.start) is not None


def _joined(folded: str, first: Period, second: Period, words: DateWords) -> bool:
    """Whether two dates are the ends of a range: "20 November - 4 December"."""
    return words.range.fullmatch(folded, first.end, second.start) is not None


def _judge(context: _Context) -> tuple[int, date] | None:
    """Return how strongly a period speaks (5 = "back on") and the day it means, or None if it says nothing."""
    roles, words, period = context.words.roles, context.words, context.period
    if context.after(roles.past) or not _placed(context):
        return None
    away, returning, cue = (pattern.search(context.folded) for pattern in (words.away, words.returning, words.cue))
    if context.after(roles.back) or (context.after(roles.since) and returning):
        return 5, period.first
    if context.ranged and (away or cue or (context.automatic and period.shape != "weekday")):
        return 4, period.last
    if context.after(roles.since):
        return None
    if context.after(roles.through):
        return 3, period.last
    if context.after(roles.until) and (away or cue or context.automatic or words.until_alone):
        return 3, period.last if period.exact else period.first
    if context.after(roles.after) and (away or cue or context.automatic):
        return 3, period.last + timedelta(days=1)
    if period.shape == "span" and away:
        return 3, period.first
    if cue or (returning and context.automatic):
        return 2, period.first
    return (1, period.first) if context.automatic and away and period.exact else None


def _placed(context: _Context) -> bool:
    """Whether an ambiguous expression has the word before it that makes it a date."""
    roles, period = context.words.roles, context.period
    if not period.bare or context.ranged:
        return True
    if period.shape in {"span", "unit"}:
        return context.after(roles.ahead)
    if period.shape == "day":
        return context.after(roles.day_only)
    return any(map(context.after, (roles.on, roles.until, roles.back, roles.after, roles.through, roles.since)))
