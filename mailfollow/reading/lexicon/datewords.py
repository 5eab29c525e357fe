"""The words of dates of one language, and the shapes that date expressions have in it.

The languages are kept apart here, because "mar", "set" or "di" mean something else in each.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from mailfollow.reading.lexicon.dateshapes import MARKS, compile_shapes
from mailfollow.reading.lexicon.notation import NEVER, compile_phrases, fold, phrases_pattern

UNITS = ("day", "week", "month", "quarter", "year", "workday")
KEYS = frozenset(
    {*UNITS, "months", "weekdays", "numbers", "days", "nth", "last", "next", "this", "ordinals", "particles", "early"}
    | {"mid", "end"}
    | {"ahead", "need", "later", "until", "through", "before", "after", "since", "back", "by", "on", "range", "or"}
    | {"day_only", "undecided", "returning", "available", "away", "cue", "request", "negated", "past", "named"}
    | {"numbered", "hour", "next_skips", "month_first", "following", "then", "grace"}
)
"""The keys of a `[dates]` section."""
_RANKED = frozenset({"months", "weekdays", "numbers", "days", "nth"})
_IN_SENTENCES = ("returning", "available", "away", "cue", "request", "grace", "negated", "then")
_ALONE = ("back", "until", "through", "after")
_REACH = 64
"""Characters before a date in which its role is looked for."""
# Between two words of a date: a space or two and a comma.
_SPACE = r"[\s,]{1,4}"


@dataclass(frozen=True, slots=True)
class Roles:
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


@dataclass(frozen=True, slots=True)
class DateWords:
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
        return frozenset(name for name in _IN_SENTENCES if getattr(self, name).search(folded))

    def roles_before(self, folded: str, end: int) -> dict[str, int]:
        """Return the roles of the words directly before a date, and where the longest phrase of each begins."""
        roles = {name: getattr(self.roles, name) for name in Roles.__dataclass_fields__}
        found = {name: role.search(folded, max(0, end - _REACH), end) for name, role in roles.items()}
        return {name: match.start() for name, match in found.items() if match}


def date_words(table: Mapping[str, Any]) -> DateWords:
    """Compile a language's `[dates]` table; missing lists are empty."""
    words = _Words(table)
    named = {fold(name): key for key, names in table.get("named", {}).items() for name in names}
    return DateWords(
        months=words.ranked("months"),
        weekdays=words.ranked("weekdays"),
        numbers=words.ranked("numbers"),
        days={name.replace("-", " "): day for name, day in words.ranked("days").items()},
        nth=words.ranked("nth"),
        units={fold(name): unit for unit in UNITS for name in table.get(unit, ())},
        named=named,
        undecided=frozenset(map(fold, table.get("undecided", ()))),
        next_skips=frozenset(map(fold, table.get("next_skips", ()))),
        month_first=bool(table.get("month_first", False)),
        hint=words.hint(),
        shapes=words.shapes(),
        roles=Roles(**{name: words.before(name) for name in Roles.__dataclass_fields__}),
        alone=compile_phrases(phrase for key in _ALONE for phrase in table.get(key, ())),
        range=re.compile(rf"[\s,(]*(?:{words.any('range')})[\s,]{{0,4}}(?:{words.particles}){{0,3}}"),
        returned=re.compile(rf"[\s,.)]{{1,4}}(?:\w+\s){{0,2}}?{phrases_pattern(table.get('returning', ()))}"),
        **{name: compile_phrases(table.get(name, ())) for name in _IN_SENTENCES},
    )


class _Words:
    """Builds patterns from one table; used once per language, when the lexicon is made."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self.table = table
        # "d'" and "l'" are written to the next word.
        particles = (fold(word) for word in table.get("particles", ()))
        self.particles = "|".join(
            _literal(word) + ("" if word.endswith("'") else _SPACE) for word in _longest(particles)
        )
        self.particles = self.particles or NEVER.pattern

    def ranked(self, key: str) -> dict[str, int]:
        """Map each name of the n-th entry ("january/jan") to n."""
        entries = enumerate(self.table.get(key, ()), start=1)
        return {fold(name): rank for rank, names in entries for name in names.split("/")}

    def any(self, key: str) -> str:
        """Return a pattern for any of the words; in ranked lists slashes separate names."""
        entries = self.table.get(key, ())
        return _any_of(name for entry in entries for name in (entry.split("/") if key in _RANKED else [entry]))

    def before(self, key: str) -> re.Pattern[str]:
        """Return a pattern for the phrases directly before a date, with particles and a colon between."""
        return re.compile(rf"{phrases_pattern(self.table.get(key, ()))}[\s,:(*_]{{0,8}}(?:{self.particles}){{0,3}}$")

    def hint(self) -> re.Pattern[str]:
        """Return a pattern for what every date expression has one of."""
        names = (self.any("months"), self.any("weekdays"), self.units(), self.named())
        return re.compile(rf"\d|(?<!\w)(?:{'|'.join(names)})")

    def shapes(self) -> dict[str, re.Pattern[str]]:
        """Return the patterns of date expressions, by shape."""
        words = {mark: self.any(key) for mark, key in MARKS.items()}
        return compile_shapes(
            {**words, "U": self.units(), "NAMED": self.named(), "SECOND": self.named("week_after"), "P": self.particles}
        )

    def units(self) -> str:
        """Return a pattern for any unit of time."""
        return _any_of(name for unit in UNITS for name in self.table.get(unit, ()))

    def named(self, *keys: str) -> str:
        """Return a pattern for any name of a holiday and the like, or only of those with these keys."""
        named = self.table.get("named", {})
        return _any_of(name for key in keys or named for name in named.get(key, ()))


def _any_of(names: Iterable[str]) -> str:
    """Return a pattern for any of the names, longest first; one that never matches if there are none."""
    return "|".join(map(_literal, _longest(map(fold, names)))) or NEVER.pattern


def _longest(words: Iterable[str]) -> list[str]:
    return sorted(set(words), key=lambda word: (-len(word), word))


def _literal(word: str) -> str:
    # "twenty-first" is written with a space too; a hyphen alone is just that.
    return re.sub(r"(?<=\w)\\-(?=\w)", r"[-\\s]", re.escape(word)).replace(r"\ ", r"\s{1,4}")
