"""Dates: the day before which somebody does not want to be disturbed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from mailfollow.reading.dates.hold import FURTHEST
from mailfollow.reading.dates.periods import Reference, periods
from mailfollow.reading.lexicon.notation import fold as fold_words
from tests.benchmarks.scores.corpus import Corpus
from tests.benchmarks.scores.figures import Answer, Contender, Figure, Part, Score, Unit, Wrong, share
from tests.benchmarks.scores.mails import text_mail
from tests.benchmarks.scores.ours import NAME, lexicon, read
from tests.benchmarks.scores.rivals import dates

RIGHT = Figure(
    "dates",
    "dates right",
    "phrases of dates/phrases.json, each as the text of a person's mail, whose day lies between the label's; of "
    "several days that a library finds, the best counts",
    least=0.92,
)
NONE = Figure(
    "dates-none",
    "a date where there is none",
    "phrases without a date by which somebody wants to be left alone, that get one all the same; for libraries, "
    "any day after the reference",
    Unit.COUNT,
    most=1,
)
_SETS = {"English": "en", "German": "de"}
_RETURN = re.compile(r"\b(?:go(?:ing)? back|zurück|wieder)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence, its language, when it was written, and the days that are right; none if it tells of no day."""

    place: str
    language: str
    text: str
    written: datetime
    first: date | None = None
    last: date | None = None

    def wants(self, day: date) -> bool:
        """Whether a day is right."""
        return self.first is not None and self.last is not None and self.first <= day <= self.last


def cases(corpus: Corpus) -> list[Phrase]:
    """Return the phrases with a date, then those without."""
    name = "dates/phrases.json"
    labels = corpus.json(name)
    written = datetime.fromisoformat(labels["reference"]).replace(tzinfo=UTC)
    holds = [
        Phrase(name, row["lang"], row["text"], written, date.fromisoformat(row["from"]), date.fromisoformat(row["to"]))
        for row in labels["holds"]
    ]
    return holds + [Phrase(name, row["lang"], row["text"], written) for row in labels["no_date"]]


def recognizers(corpus: Corpus, name: str) -> Iterator[Phrase]:
    """Give the sentences of a recognizers set with one date in the future that is near enough to wait for."""
    place = f"dates/recognizers-{name}-DateParser.json"
    for row in corpus.json(place):
        results = row.get("Results") or []
        if len(results) != 1 or results[0].get("Type") != "date":
            continue
        written = datetime.fromisoformat(row["Context"]["ReferenceDateTime"]).replace(tzinfo=UTC)
        day = date.fromisoformat(results[0]["Value"]["FutureResolution"]["date"])
        if written.date() < day <= written.date() + FURTHEST:
            yield Phrase(place, _SETS[name], row["Input"], written, day, day)


def judge(asked: Sequence[Phrase], answers: Sequence[Answer]) -> dict[str, Score]:
    """Score the phrases."""
    pairs = list(zip(asked, answers, strict=True))
    dateless = [
        (phrase, found) for phrase, answer in pairs if phrase.first is None and (found := _later(phrase, answer))
    ]
    wrong = [_wrong(phrase, found) for phrase, found in dateless]
    return {
        RIGHT.key: _right([pair for pair in pairs if pair[0].first]),
        NONE.key: Score(len(wrong), sum(phrase.first is None for phrase in asked), tuple(wrong)),
    }


def _right(pairs: Sequence[tuple[Phrase, Answer]]) -> Score:
    wrong = [
        _wrong(phrase, answer.value or ()) for phrase, answer in pairs if not any(map(phrase.wants, answer.value or ()))
    ]
    return share(len(pairs) - len(wrong), wrong, len(pairs))


def _later(phrase: Phrase, answer: Answer) -> list[date]:
    return [day for day in answer.value or () if day > phrase.written.date()]


def _wrong(phrase: Phrase, found: Sequence[date]) -> Wrong:
    days = (str(day) for day in (phrase.first, phrase.last) if day)
    return Wrong(
        f"{phrase.place} [{phrase.language}, written {phrase.written.date()}] {phrase.text}",
        " to ".join(dict.fromkeys(days)) or "no date",
        ", ".join(map(str, found)) or "no date",
    )


def holds(phrase: Phrase) -> tuple[date, ...]:
    """Return the day that mailfollow takes from a person's mail with this text."""
    until = read(text_mail(phrase.text, phrase.written)).until
    return (until,) if until else ()


def expressions(phrase: Phrase) -> tuple[date, ...]:
    """Return the first days of all date expressions, whatever they are about, as a date library does."""
    words = lexicon().dates[phrase.language]
    found = periods(fold_words(phrase.text), words, Reference(phrase.written.date(), None))
    return tuple(period.first for period in found)


def _recognizers_part(name: str) -> tuple[Part, Part]:
    code, size = (
        _SETS[name],
        f"sentences of dates/recognizers-{name} with one date in the 18 months after they were written",
    )
    hold = Figure(
        f"dates-{code}-hold",
        f"recognizers {name}: back on a day",
        f"{size} that speak of coming back, each as the text of a person's mail; mailfollow takes no other day, "
        'so the rest of the set ("Are you free on ...?") is left out here',
        least=0.92,
    )
    day = Figure(
        f"dates-{code}-day",
        f"recognizers {name}: the day alone",
        f"{size}: for information, every expression resolved by mailfollow's grammar without asking what it is "
        "about, which is what the libraries do",
    )
    return (
        _one_figure(
            hold, Contender(NAME, lambda: holds), lambda corpus: list(filter(_returns, recognizers(corpus, name)))
        ),
        _one_figure(day, Contender(NAME, lambda: expressions), lambda corpus: list(recognizers(corpus, name))),
    )


def _returns(phrase: Phrase) -> bool:
    return _RETURN.search(phrase.text) is not None


def _one_figure(figure: Figure, own: Contender, phrases: Callable[[Corpus], list[Phrase]]) -> Part:

    def score(asked: Sequence[Phrase], answers: Sequence[Answer]) -> dict[str, Score]:
        return {figure.key: _right(list(zip(asked, answers, strict=True)))}

    return Part(f"Dates, {figure.title}", (figure,), (own, *dates.CONTENDERS), phrases, score)


PART = Part("Dates", (RIGHT, NONE), (Contender(NAME, lambda: holds), *dates.CONTENDERS), cases, judge)
RECOGNIZERS_PARTS = tuple(part for name in _SETS for part in _recognizers_part(name))
