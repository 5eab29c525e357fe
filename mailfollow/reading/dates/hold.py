"""Until when somebody does not want to be disturbed, as they wrote it: a day, or nothing.

A date counts only where the words before it, or its sentence, are about coming back or speaking again. Free text is
full of numbers and homographs ("March on!", "version 2.10", "we sat down"), and a wrong day silences a live deal.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from mailfollow.reading.dates.evidence import Evidence, judge
from mailfollow.reading.dates.periods import Period, Reference, periods
from mailfollow.reading.lexicon import Lexicon
from mailfollow.reading.lexicon.datewords import DateWords
from mailfollow.reading.lexicon.language import rivals
from mailfollow.reading.lexicon.sentences import Sentence, sentences

MOST_TEXT = 8_192
"""Characters in which dates are looked for; what matters stands at the beginning."""
MOST_FOREIGN = 3_072
"""Characters that are read in other languages, too: a notice in two of them has the second one's day by then."""
FURTHEST = timedelta(days=550)
"""About 18 months: a day further off is a mistake or no appointment."""
_STRENGTH = (0, 1, 2, 2, 2, 5)
"""How strong a rank is in what people write: "busy until Christmas; try again in January" means January."""
_FEW = 3
"""Words beside a date in a sentence that is nothing but an answer: "Maybe after Easter, thanks."."""


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
    likely = lexicon.near(language, lexicon.dates)
    hold = _strongest(found, likely, reference, automatic=automatic)
    # A short text's language is easily mistaken, and a notice's subject may be in another one.
    codes = lexicon.dates if automatic else rivals(text, lexicon)
    others = (lexicon.dates[code] for code in codes if lexicon.dates[code] not in likely)
    beginning = [one for one in found if one.start < MOST_FOREIGN]
    return hold or _strongest(beginning, others, reference, automatic=automatic)


def _strongest(
    found: Iterable[Sentence], grammars: Iterable[DateWords], reference: Reference, *, automatic: bool
) -> Hold | None:
    holds = (hold for words in grammars for one in found for hold in _holds(one, words, reference, automatic=automatic))
    good = [hold for hold in holds if reference.day < hold.day <= reference.day + FURTHEST]
    return max(good, key=lambda hold: (hold.rank if automatic else _STRENGTH[hold.rank], hold.day), default=None)


def _holds(sentence: Sentence, words: DateWords, reference: Reference, *, automatic: bool) -> Iterator[Hold]:
    folded = sentence.folded
    if words.hint.search(folded) is None:
        return
    told = words.told(folded)
    if not (automatic or told or words.alone.search(folded)):
        return  # no date in it could count
    found = periods(folded, words, reference)
    for before, period, after in zip((None, *found), found, (*found[1:], None), strict=False):
        if after and _joined(folded, period, after, words):
            continue  # the beginning of a range
        ranged = period.ranged or (before is not None and _joined(folded, before, period, words))
        roles = words.roles_before(folded, period.start)
        tells = told | {"cue"} if _is_answer(folded, roles, period) else told
        returned = words.returned.match(folded, period.end) is not None
        judged = judge(Evidence(period, ranged, roles, tells, automatic, returned))
        if judged:
            rank, day = judged
            yield Hold(day, " ".join(sentence.text.split()), rank, (day - reference.day).days, "away" in told)


def _is_answer(folded: str, roles: Mapping[str, int], period: Period) -> bool:
    """Whether the sentence is hardly more than "after the holidays", which answers when to speak again."""
    if "after" not in roles:
        return False
    return len(folded[: roles["after"]].split()) + len(folded[period.end :].split()) <= _FEW


def _joined(folded: str, first: Period, second: Period, words: DateWords) -> bool:
    """Whether two dates are the ends of a range: "20 November - 4 December"."""
    return words.range.fullmatch(folded, first.end, second.start) is not None
