"""Libraries that find dates in a text. All days that one finds are taken, so that the best of them can count."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import cache
from typing import Any

from tests.benchmarks.scores.figures import Contender

Find = Callable[[Any], tuple[date, ...]]
"""Takes a phrase (its text, its language, when it was written), gives the days found."""
_LOCALES = {"de": "de_DE", "es": "es", "nl": "nl_NL", "pt": "pt_BR", "fr": "fr_FR"}
_CULTURES = {"fr": "French", "es": "Spanish", "pt": "Portuguese"}


def dateparser() -> Find:
    """`search_dates` in the phrase's language, with days in the future preferred, from the day it was written."""
    from dateparser.search import search_dates

    def find(phrase: Any) -> tuple[date, ...]:
        settings = {"PREFER_DATES_FROM": "future", "RELATIVE_BASE": _local(phrase)}
        found = search_dates(phrase.text, languages=[phrase.language], settings=settings)
        return tuple(moment.date() for _, moment in found or ())

    return find


def parsedatetime() -> Find:
    """`Calendar.nlp` in the phrase's language, or in English where it does not know that (Italian)."""
    from parsedatetime import Calendar, Constants

    @cache
    def calendar(language: str) -> Any:
        return Calendar(Constants(_LOCALES.get(language, "en_US"), usePyICU=False))

    def find(phrase: Any) -> tuple[date, ...]:
        found = calendar(phrase.language).nlp(phrase.text, sourceTime=_local(phrase))
        return tuple(one[0].date() for one in found or ())

    return find


def recognizers() -> Find:
    """`recognize_datetime` in the phrase's language or else English: every day of every resolution, ends included."""
    from recognizers_date_time import Culture, recognize_datetime

    def find(phrase: Any) -> tuple[date, ...]:
        culture = getattr(Culture, _CULTURES.get(phrase.language, "English"))
        found = recognize_datetime(phrase.text, culture, reference=_local(phrase))
        values = (value for one in found for value in (one.resolution or {}).get("values", ()))
        return tuple(_days(value.get(key, "") for value in values for key in ("value", "start", "end")))

    return find


def _days(texts: Iterator[str]) -> Iterator[date]:
    for text in texts:
        try:
            yield date.fromisoformat(text[:10])
        except ValueError:  # a time of day, a duration
            continue


def timefhuman() -> Find:
    """`timefhuman` from the day the phrase was written; it knows English only."""
    from timefhuman import tfhConfig
    from timefhuman import timefhuman as find_times

    return lambda phrase: tuple(_flat(find_times(phrase.text, tfhConfig(now=_local(phrase)))))


def _flat(found: Any) -> Iterator[date]:
    if isinstance(found, datetime):
        yield found.date()
    elif isinstance(found, (list, tuple)):
        for one in found:
            yield from _flat(one)


def _local(phrase: Any) -> datetime:
    return phrase.written.replace(tzinfo=None)


CONTENDERS = (
    Contender("dateparser", dateparser, "dateparser"),
    Contender("parsedatetime", parsedatetime, "parsedatetime"),
    Contender("recognizers-text", recognizers, "recognizers-text-date-time 'emoji<2'"),
    Contender("timefhuman", timefhuman, "timefhuman"),
)
