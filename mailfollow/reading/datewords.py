"""The words of dates of one language, and the shapes that date expressions have in it.

A shape is one pattern for folded text; what it stands for is worked out in `periods.py`. The languages are kept
apart here, because "mar", "set" or "di" mean something else in each.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from mailfollow.reading.notation import NEVER, compile_phrases, fold, phrases_pattern

UNITS = ("day", "week", "month", "quarter", "year", "workday")
KEYS = frozenset(
    {*UNITS, "months", "weekdays", "numbers", "next", "this", "ordinals", "particles", "early", "mid", "end", "ahead"}
    | {"later", "until", "through", "after", "since", "back", "on", "range", "day_only", "undecided", "returning"}
    | {"away", "cue", "past", "named", "next_skips", "month_first", "until_alone"}
)
"""The keys of a `[dates]` section."""
# Between two words of a date: a space or two and a comma.
_SPACE = r"[\s,]{1,4}"


@dataclass(frozen=True, slots=True)
class Roles:
    """What may stand directly before a date and says what it is. The patterns end at the date."""

    until: re.Pattern[str]
    through: re.Pattern[str]
    after: re.Pattern[str]
    since: re.Pattern[str]
    back: re.Pattern[str]
    ahead: re.Pattern[str]
    """Makes "two weeks" a time from now: "in", "for"."""
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
    units: Mapping[str, str]
    named: Mapping[str, str]
    undecided: frozenset[str]
    """Names that are ordinary words too ("may", "sat"): they need a word like "in" before them."""
    next_skips: frozenset[str]
    """Words for "next" that pass over this week: "next Friday" is not the day after tomorrow."""
    month_first: bool
    """Whether "8/9" may be the ninth of August."""
    until_alone: bool
    """Whether "until" is enough; in other languages it also means "by", and the sentence must tell."""
    shapes: Mapping[str, re.Pattern[str]]
    roles: Roles
    range: re.Pattern[str]
    """All that may stand between the two dates of a range."""
    returning: re.Pattern[str]
    away: re.Pattern[str]
    cue: re.Pattern[str]
    """The sentence is about when to speak again, so that a date in it counts."""


def date_words(table: Mapping[str, Any]) -> DateWords:
    """Compile a language's `[dates]` table; missing lists are empty."""
    words = _Words(table)
    named = {fold(name): key for key, names in table.get("named", {}).items() for name in names}
    return DateWords(
        months=words.ranked("months"),
        weekdays=words.ranked("weekdays"),
        numbers=words.ranked("numbers"),
        units={fold(name): unit for unit in UNITS for name in table.get(unit, ())},
        named=named,
        undecided=frozenset(map(fold, table.get("undecided", ()))),
        next_skips=frozenset(map(fold, table.get("next_skips", ()))),
        month_first=bool(table.get("month_first", False)),
        until_alone=bool(table.get("until_alone", False)),
        shapes=words.shapes(),
        roles=Roles(**{name: words.before(name) for name in Roles.__dataclass_fields__}),
        range=re.compile(rf"[\s,(]*(?:{words.any('range')})[\s,]{{0,4}}(?:{words.particles}){{0,3}}"),
        returning=compile_phrases(table.get("returning", ())),
        away=compile_phrases(table.get("away", ())),
        cue=compile_phrases(table.get("cue", ())),
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
        """Return a pattern for any of the words, longest first; slashes separate names."""
        names = (fold(name) for entry in self.table.get(key, ()) for name in entry.split("/"))
        return "|".join(map(_literal, _longest(names))) or NEVER.pattern

    def before(self, key: str) -> re.Pattern[str]:
        """Return a pattern for the phrases directly before a date, with particles and a colon between."""
        return re.compile(rf"{phrases_pattern(self.table.get(key, ()))}[\s,:(*_]{{0,4}}(?:{self.particles}){{0,3}}$")

    def shapes(self) -> dict[str, re.Pattern[str]]:
        """Return the patterns of date expressions, by shape."""
        named = "|".join(
            map(_literal, _longest(fold(name) for names in self.table.get("named", {}).values() for name in names))
        )
        units = "|".join(map(_literal, _longest(fold(name) for unit in UNITS for name in self.table.get(unit, ()))))
        weeks = "|".join(_literal(fold(name)) for name in self.table.get("week", ())) or NEVER.pattern
        fill = {
            "W": self.any("weekdays"), "M": self.any("months"), "N": self.any("numbers"), "ORD": self.any("ordinals"),
            "EARLY": self.any("early"), "MID": self.any("mid"), "END": self.any("end"), "NEXT": self.any("next"),
            "THIS": self.any("this"), "LATER": self.any("later"), "RANGE": self.any("range"), "P": self.particles,
            "NAMED": named or NEVER.pattern, "U": units or NEVER.pattern, "WEEK": weeks,
        }  # fmt: skip
        return {name: re.compile(_fill(shape, fill)) for name, shape in _SHAPES.items()}


_GLUE = r"[\s,]{0,4}(?:<P>){0,2}"
_DAY_NAME = r"(?:(?P<weekday><W>)\.?" + _GLUE + ")?"
_YEAR = r"(?:[\s,/'-]{0,3}(?:<P>)?(?P<year>(?:19|20)\d\d|(?<=[-/'])\d\d)(?![\w:]|[.,]\d))?"
_PART = r"(?:(?:(?P<early><EARLY>)|(?P<mid><MID>)|(?P<end><END>))" + _GLUE + ")?"
_SHAPES = {
    "day_month": (
        r"(?<![\w.,/:-])" + _DAY_NAME +
        r"(?:(?P<from>\d{1,2})(?:<ORD>)?\s?(?:<RANGE>)\s?(?:<P>){0,2}(?:(?:<W>)\.?" + _GLUE + r")?)?"
        r"(?P<day>\d{1,2})(?:<ORD>)?(?:[\s,.]{0,3}|[/-])(?:<P>){0,2}(?P<month><M>)(?!\w)\.?" + _YEAR
    ),
    "month_day": (
        r"(?<!\w)" + _DAY_NAME + r"(?P<month><M>)\.?[\s,/-]{0,3}(?:<P>)?"
        r"(?P<day>\d{1,2})(?:<ORD>)?(?![\w:%]|[.,]\d)"
        r"(?:\s?(?:<RANGE>)\s?(?:<P>)?(?P<to>\d{1,2})(?:<ORD>)?(?![\w:%/-]|\.\d))?" + _YEAR
    ),
    "month": (
        r"(?<!\w)" + _PART + r"(?:(?P<next><NEXT>)\s{1,3})?(?P<month><M>)(?!\w)\.?"
        r"(?:[\s,/-]{0,3}(?:<P>)?(?P<year>20\d\d)(?![\w:]|[.,]\d))?(?:\s{1,3}(?P<next2><NEXT>)(?!\w))?"
    ),
    "weekday": (
        r"(?<!\w)(?:(?:(?P<next><NEXT>)|(?P<this><THIS>))\s{1,3})?(?P<weekday><W>)(?!\w)\.?"
        r"(?:" + _GLUE + r"(?P<next2>(?:<NEXT>)\s{1,3}(?:<WEEK>)|(?:<WEEK>)\s{1,3}(?:<NEXT>)|<NEXT>)(?!\w))?"
    ),
    "day": r"(?<![\w.,/:-])(?P<day>\d{1,2})(?:(?P<ordinal><ORD>)(?!\w)|(?=\s*(?:[^\w\s%€$£+/]|$)))",
    "span": r"(?<!\w)(?P<number><N>|\d{1,3})[\s-]{1,3}(?P<unit><U>)(?!\w)(?:\s{1,3}(?P<later><LATER>)(?!\w))?",
    "unit": (
        r"(?<!\w)" + _PART + r"(?:(?:(?P<next><NEXT>)|(?P<this><THIS>))\s{1,3})?(?P<unit><U>)(?!\w)"
        r"(?:\s{1,3}(?P<next2><NEXT>)(?!\w))?"
    ),
    "named": (
        r"(?<!\w)" + _PART + r"(?P<name><NAMED>)(?!\w)(?:[\s/,'-]{1,3}(?:<P>)?(?P<year>20\d\d)(?!\w))?"
        r"(?:\s{1,3}(?:<P>)?(?P<next>(?:<NEXT>)\s{1,3}(?:<U>)|(?:<U>)\s{1,3}(?:<NEXT>))(?!\w))?"
    ),
    "year": r"(?<![\w.,/:#-])(?P<year>20\d\d)(?![\w%]|[-./,:]\d)",
    "iso": (
        r"(?<![\w./-])" + _DAY_NAME + r"(?P<year>20\d\d)(?P<sign>[-./])"
        r"(?P<month>\d{1,2})(?P=sign)(?P<day>\d{1,2})(?![\d/-])"
    ),
    "numeric": (
        r"(?<![\w./:,-])" + _DAY_NAME + r"(?P<first>\d{1,2})(?P<sign>[-./])\s?(?P<second>\d{1,2})"
        r"(?:(?P=sign)\s?(?P<year>\d{4}|\d\d)(?![\w:]|[.,/-]\d)|(?P<open>\.)?(?![\w%:]|[.,/-]\d))"
    ),
}  # fmt: skip


def _fill(shape: str, words: Mapping[str, str]) -> str:
    return re.sub(r"<([A-Z]+)>", lambda found: words[found[1]], shape)


def _longest(words: Iterable[str]) -> list[str]:
    return sorted(set(words), key=lambda word: (-len(word), word))


def _literal(word: str) -> str:
    return re.escape(word).replace(r"\ ", r"\s{1,4}")
