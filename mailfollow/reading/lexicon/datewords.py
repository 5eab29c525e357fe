"""The words of dates of one language, and the shapes that date expressions have in it.

The languages are kept apart here, because "mar", "set" or "di" mean something else in each.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from mailfollow.reading.lexicon.lazily import Lazily

UNITS = ("day", "week", "month", "quarter", "year", "workday")
KEYS = frozenset(
    {*UNITS, "months", "weekdays", "numbers", "days", "nth", "last", "next", "this", "ordinals", "particles", "early"}
    | {"mid", "end"}
    | {"ahead", "need", "later", "until", "through", "before", "after", "since", "back", "by", "on", "range", "or"}
    | {"day_only", "undecided", "returning", "available", "away", "cue", "request", "negated", "past", "named"}
    | {"numbered", "hour", "next_skips", "month_first", "following", "then", "grace"}
)
"""The keys of a `[dates]` section."""
IN_SENTENCES = ("returning", "available", "away", "cue", "request", "grace", "negated", "then")
"""The fields whose phrases a sentence is searched for as a whole."""
_REACH = 64
"""Characters before a date in which its role is looked for."""


@dataclass(frozen=True, slots=True, eq=False)
class Roles(Lazily):
    """What may stand directly before a date and says what it is. The patterns end at the date."""

    until: re.Pattern[str]
    through: re.Pattern[str]
    before: re.Pattern[str]
    after: re.Pattern[str]
    following: re.Pattern[str]
    """What takes place on the date comes first: "after the fair on"."""
    since: re.Pattern[str]
    back: re.Pattern[str]
    by: re.Pattern[str]
    """Makes the date a limit for what is asked of us: "by"."""
    ahead: re.Pattern[str]
    """Makes "two weeks" a time from now: "in", "for"."""
    need: re.Pattern[str]
    """Makes "two weeks" a time from now where the sentence is about an answer: "need"."""
    on: re.Pattern[str]
    """Makes a bare month or year a date: "in"."""
    day_only: re.Pattern[str]
    """Makes a bare number a day of the month: "on the"."""
    past: re.Pattern[str]
    """The date is not about when to write again: "your e-mail of", "valid until"."""


@dataclass(frozen=True, slots=True, eq=False)
class DateWords(Lazily):
    """A language's names of times, folded, and the patterns made of them."""

    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    numbers: Mapping[str, int]
    days: Mapping[str, int]
    """Days of a month in words, with spaces for hyphens: "twenty first"."""
    nth: Mapping[str, int]
    """Which weekday of a month: "first"."""
    units: Mapping[str, str]
    named: Mapping[str, str]
    undecided: frozenset[str]
    """Names that are ordinary words too ("may", "sat"): they need a word like "in" before them."""
    next_skips: frozenset[str]
    """Words for "next" that pass over this week: "next Friday" is not the day after tomorrow."""
    month_first: bool
    """Whether "8/9" may be the ninth of August."""
    hint: re.Pattern[str]
    """What every date expression has one of: a digit or a name; a sentence without it is not searched further."""
    shapes: Mapping[str, re.Pattern[str]]
    roles: Roles
    alone: re.Pattern[str]
    """What may make a date after it count, whatever the sentence is about: "back on", "until"."""
    range: re.Pattern[str]
    """All that may stand between the two dates of a range."""
    returning: re.Pattern[str]
    """The sentence tells of coming back."""
    returned: re.Pattern[str]
    """A return directly after the date: "on Monday I'm back"."""
    available: re.Pattern[str]
    """Tells the same, but in automatic replies only: "available"."""
    away: re.Pattern[str]
    cue: re.Pattern[str]
    """The sentence is about when to speak again, so that a date in it counts."""
    request: re.Pattern[str]
    """The sentence asks something of us, so that "by Friday" is our limit."""
    grace: re.Pattern[str]
    """It asks for nothing but time: "give me until Friday"."""
    negated: re.Pattern[str]
    """Makes "before March" mean "not until March"."""
    then: re.Pattern[str]
    """Makes the day one of something that comes first: "we meet on the 9th; ask me after that"."""

    def told(self, folded: str) -> frozenset[str]:
        """Return what a sentence tells of: the keys of the phrases that are in it."""
        return frozenset(name for name in IN_SENTENCES if getattr(self, name).search(folded))

    def roles_before(self, folded: str, end: int) -> dict[str, int]:
        """Return the roles of the words directly before a date, and where the longest phrase of each begins."""
        roles = {name: getattr(self.roles, name) for name in Roles.__dataclass_fields__}
        found = {name: role.search(folded, max(0, end - _REACH), end) for name, role in roles.items()}
        return {name: match.start() for name, match in found.items() if match}
