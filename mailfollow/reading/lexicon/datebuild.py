"""How the words of dates are made of a language's `[dates]` table: names to their numbers, phrases to patterns."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from mailfollow.reading.lexicon.dateshapes import MARKS, compile_shapes
from mailfollow.reading.lexicon.datewords import IN_SENTENCES, UNITS, DateWords, Roles
from mailfollow.reading.lexicon.lazily import lazily
from mailfollow.reading.lexicon.notation import NEVER, compile_phrases, fold, phrases_pattern

_RANKED = frozenset({"months", "weekdays", "numbers", "days", "nth"})
_ALONE = ("back", "until", "through", "after")
# Between two words of a date: a space or two and a comma.
_SPACE = r"[\s,]{1,4}"


def date_words(table: Mapping[str, Any]) -> DateWords:
    """Take a language's `[dates]` table, whose words are compiled when they are needed; missing lists are empty."""
    words = _Words(table)
    return lazily(DateWords, lambda name: _built(words, name))


def _built(words: _Words, name: str) -> object:
    """Build one field of `DateWords`."""
    if name in IN_SENTENCES:
        return compile_phrases(words.table.get(name, ()))
    if name in _RANKED - {"days"}:
        return words.ranked(name)
    return _BUILD[name](words)


class _Words:
    """Builds patterns from one table."""

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


_BUILD: Mapping[str, Callable[[_Words], object]] = {
    "days": lambda words: {name.replace("-", " "): day for name, day in words.ranked("days").items()},
    "units": lambda words: {fold(name): unit for unit in UNITS for name in words.table.get(unit, ())},
    "named": lambda words: {fold(name): key for key, names in words.table.get("named", {}).items() for name in names},
    "undecided": lambda words: frozenset(map(fold, words.table.get("undecided", ()))),
    "next_skips": lambda words: frozenset(map(fold, words.table.get("next_skips", ()))),
    "month_first": lambda words: bool(words.table.get("month_first", False)),
    "hint": lambda words: words.hint(),
    "shapes": lambda words: words.shapes(),
    "roles": lambda words: lazily(Roles, words.before),
    "alone": lambda words: compile_phrases(phrase for key in _ALONE for phrase in words.table.get(key, ())),
    "range": lambda words: re.compile(rf"[\s,(]*(?:{words.any('range')})[\s,]{{0,4}}(?:{words.particles}){{0,3}}"),
    "returned": lambda words: re.compile(
        rf"[\s,.)]{{1,4}}(?:\w+\s){{0,2}}?{phrases_pattern(words.table.get('returning', ()))}"
    ),
}
"""How the fields are built that are no plain list of phrases or of names."""
