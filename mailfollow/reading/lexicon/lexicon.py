"""The words that reading knows, compiled from one table a language (`phrases/<language>.toml`).

Tables of all languages are searched at once where that can do no harm; what people say (intents) and dates keep the
languages apart. Each pattern is compiled when it is first needed, because all of them take two seconds. The notation of
the phrases is in `notation.py`, the sections are in `vocabulary.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from typing import TypeVar

from mailfollow.errors import DataError
from mailfollow.reading.lexicon.datebuild import date_words
from mailfollow.reading.lexicon.datewords import DateWords
from mailfollow.reading.lexicon.lazily import Lazily, lazily
from mailfollow.reading.lexicon.notation import compile_phrases, fold, fold_all
from mailfollow.reading.lexicon.tables import Tables, merge_tables, problems_of
from mailfollow.reading.lexicon.vocabulary import (
    BounceWords,
    HeaderLabels,
    IntentWords,
    KindWords,
    ProposalWords,
    StructureWords,
)

__all__ = ["HeaderLabels", "Lexicon", "StructureWords", "Tables", "merge_tables"]

_Words = TypeVar("_Words")
_Section = TypeVar("_Section", bound=Lazily)


@dataclass(frozen=True, eq=False)
class Lexicon:
    """All words. Make it with `Lexicon.of`; share it, for what it compiles it keeps. Each is equal to itself only."""

    tables: Tables

    @classmethod
    def of(cls, tables: Tables) -> Lexicon:
        """Take the parsed TOML `tables`, keyed by language code.

        Raises DataError naming each table, section and key that is unknown or does not hold a list of texts.
        """
        problems = [problem for code, table in tables.items() for problem in problems_of(code, table)]
        if problems:
            raise DataError(*problems)
        return cls(tables)

    @property
    def languages(self) -> tuple[str, ...]:
        """The codes of the languages that it knows."""
        return tuple(sorted(code for code in self.tables if code != "und"))

    @cached_property
    def structure(self) -> StructureWords:
        """What separates own words from quotes and signatures; all languages together."""
        return _section(StructureWords, "structure", self.tables)

    @cached_property
    def labels(self) -> HeaderLabels:
        """The labels of header blocks above quoted mail; all languages together."""
        return _section(HeaderLabels, "labels", self.tables)

    @cached_property
    def bounce(self) -> BounceWords:
        """What mail systems write; all languages together."""
        return _section(BounceWords, "bounce", self.tables)

    @cached_property
    def kind(self) -> KindWords:
        """What tells sorts of mail apart; all languages together."""
        return _section(KindWords, "kind", self.tables)

    @cached_property
    def proposal(self) -> ProposalWords:
        """What proposals say; all languages together."""
        return _section(ProposalWords, "proposal", self.tables)

    @cached_property
    def intents(self) -> Mapping[str, IntentWords]:
        """What people answer, by language."""
        return self._by_language("intent", lambda code: _section(IntentWords, "intent", {code: self.tables[code]}))

    @cached_property
    def dates(self) -> Mapping[str, DateWords]:
        """The words and shapes of dates, by language."""
        return self._by_language("dates", lambda code: date_words(self.tables[code]["dates"]))

    @cached_property
    def common(self) -> Mapping[str, frozenset[str]]:
        """The commonest words of each language, by which it is recognised."""
        return self._by_language("words", lambda code: fold_all(self.tables[code]["words"].get("common", ())))

    @cached_property
    def abbreviations(self) -> frozenset[str]:
        """Words whose full stop ends no sentence: "dr", "approx", and short names of months and days."""
        own = (word for table in self.tables.values() for word in table.get("words", {}).get("abbreviations", ()))
        return fold_all(own) | {name for name in self._names("months", "weekdays", full=False) if len(name) <= _SHORT}

    @cached_property
    def after_ordinal(self) -> frozenset[str]:
        """What may follow "20." within a sentence: month names, "Quartal", "Kalenderwoche"."""
        named = (
            fold(name).split()
            for table in self.tables.values()
            for names in table.get("dates", {}).get("named", {}).values()
            for name in names
        )
        numbered = {words[1] for words in named if words[0][0].isdigit() and len(words) > 1}
        return self._names("months", "numbered") | numbered

    def near(self, language: str | None, among: Mapping[str, _Words]) -> tuple[_Words, ...]:
        """Return what `among` holds for a language and for English, which turns up everywhere; if unknown, all."""
        if language is None or language not in among:
            return tuple(among.values())
        return tuple(among[code] for code in dict.fromkeys((language, "en")) if code in among)

    def _names(self, *keys: str, full: bool = True) -> frozenset[str]:
        """Return the names of months or days; the first of each entry is the full one, and may be left out."""
        tables = [table.get("dates", {}) for table in self.tables.values()]
        entries = (entry.split("/") for table in tables for key in keys for entry in table.get(key, ()))
        return frozenset(fold(name) for names in entries for name in (names if full else names[1:]))

    def _by_language(self, section: str, build: Callable[[str], _Words]) -> Mapping[str, _Words]:
        return _ByLanguage([code for code in self.languages if section in self.tables[code]], build)


_SHORT = 4
"""Letters of a month's name that may be an abbreviation."""


class _ByLanguage(Mapping[str, _Words]):
    """A mapping that builds a language's words when they are first asked for."""

    def __init__(self, codes: list[str], build: Callable[[str], _Words]) -> None:
        self._built: dict[str, _Words | None] = dict.fromkeys(codes)
        self._build = build

    def __getitem__(self, code: str) -> _Words:
        words = self._built[code]
        if words is None:
            words = self._built[code] = self._build(code)
        return words

    def __contains__(self, code: object) -> bool:
        return code in self._built

    def __iter__(self) -> Iterator[str]:
        return iter(self._built)

    def __len__(self) -> int:
        return len(self._built)


def _section(section: type[_Section], name: str, tables: Tables) -> _Section:
    built = {field.name: field.metadata.get("build", compile_phrases) for field in fields(section)}  # type: ignore[arg-type]  # every section is a dataclass

    def make(key: str) -> object:
        return built[key]([text for table in tables.values() for text in table.get(name, {}).get(key, ())])

    return lazily(section, make)
