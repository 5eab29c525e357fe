"""Own words: what the author of a reply wrote, without the quoted mail."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tests.benchmarks.scores.corpus import Corpus
from tests.benchmarks.scores.figures import Answer, Figure, Part, Score, Wrong, fold, share
from tests.benchmarks.scores.ours import ours
from tests.benchmarks.scores.rivals import html, own_words

EXACT = Figure(
    "own-words",
    "own words exact, plain replies",
    "replies of quotes/gold.jsonl whose result is one of the accepted texts, white space folded",
    least=0.92,
)
LOST = Figure(
    "own-words-lost",
    "author's words lost",
    "words of the accepted text that are missing in the result, of all words of the accepted texts (the nearest one)",
    most=0.01,
)
LEAKED = Figure(
    "own-words-leaked",
    "more than own words",
    "replies whose result has a line that no accepted text has: quoted text, its heading, or a signature",
    most=0.10,
)
HTML = Figure(
    "own-words-html",
    "own words exact, HTML replies",
    "replies of quotes/html whose result is what their author wrote, with or without the sign-off",
    least=0.92,
)
WRITTEN = ("Hi. I am fine. Thanks, Alex", "Hi. I am fine.")
"""What the author of all HTML replies wrote; told by the corpus, not by the files."""

Row = Mapping[str, Any]


def judge(rows: Sequence[Row], answers: Sequence[Answer]) -> dict[str, Score]:
    """Score the plain replies."""
    texts = [(row, _text(answer)) for row, answer in zip(rows, answers, strict=True)]
    leaks = [row for row, text in texts if leaks_in(text, row["own"])]
    words = [nearest(text, row["own"]) for row, text in texts]
    lost, written = sum(lost for lost, _ in words), sum(written for _, written in words)
    return {
        EXACT.key: _exact(texts),
        LOST.key: Score(lost / written if written else None, written),
        LEAKED.key: Score(len(leaks) / len(rows) if rows else None, len(rows)),
    }


def judge_html(rows: Sequence[Row], answers: Sequence[Answer]) -> dict[str, Score]:
    """Score the HTML replies."""
    texts = [({**row, "own": WRITTEN}, _text(answer)) for row, answer in zip(rows, answers, strict=True)]
    return {HTML.key: _exact(texts)}


def _exact(texts: Sequence[tuple[Row, str]]) -> Score:
    wrong = [
        Wrong(row["place"], " | or | ".join(row["own"]), text)
        for row, text in texts
        if fold(text) not in map(fold, row["own"])
    ]
    return share(len(texts) - len(wrong), wrong, len(texts))


def nearest(text: str, accepted: Sequence[str]) -> tuple[int, int]:
    """Return how many words of the accepted text are missing, and how many it has, for the one that misses fewest."""
    got = Counter(text.split())
    counts = [Counter(own.split()) for own in accepted]
    return min(((sum((own - got).values()), own.total()) for own in counts), key=lambda pair: (pair[0], -pair[1]))


def leaks_in(text: str, accepted: Sequence[str]) -> list[str]:
    """Return the lines of a result that stand in no accepted text."""
    wanted = [fold(own) for own in accepted]
    return [line for line in _lines(text) if not any(line in own for own in wanted)]


def _lines(text: str) -> Iterator[str]:
    return (fold(line) for line in text.splitlines() if line.strip())


def _text(answer: Answer) -> str:
    return answer.value if isinstance(answer.value, str) else ""


def _plain(corpus: Corpus) -> Sequence[Row]:
    return corpus.gold


def _pages(corpus: Corpus) -> Sequence[Row]:
    return corpus.html


PLAIN_PART = Part(
    "Own words of plain replies",
    (EXACT, LOST, LEAKED),
    (ours(lambda row: row["mail"], lambda message: message.own_text), *own_words.CONTENDERS),
    _plain,
    judge,
)
HTML_PART = Part(
    "Own words of HTML replies",
    (HTML,),
    (ours(lambda row: row["mail"], lambda message: message.own_text), *html.CONTENDERS),
    _pages,
    judge_html,
)
