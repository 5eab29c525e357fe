"""How many messages a second are read, with one core and with two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from time import perf_counter

from tests.benchmarks.scores.corpus import Corpus
from tests.benchmarks.scores.figures import Answer, Contender, Figure, Part, Score, Unit
from tests.benchmarks.scores.ours import NAME, read

ONE = Figure(
    "speed-one",
    "messages a second, one process",
    "all mails of mime/ and bounces/, everything read; best of three rounds, for information",
    Unit.SPEED,
)
TWO = Figure(
    "speed-two",
    "messages a second, two processes",
    "the same mails, divided among two processes, on a machine with two cores that does nothing else",
    Unit.SPEED,
    least=500,
)
_FIGURES = {1: ONE, 2: TWO}
_ROUNDS = 3
_CHUNKS = 16
"""Pieces of work for each process, so that none waits long for the other at the end."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Mails, and how many processes share them."""

    mails: tuple[bytes, ...]
    processes: int


def cases(corpus: Corpus) -> list[Batch]:
    """Return the whole set for one process and for two."""
    mails = tuple(mail.data for mail in corpus.real)
    return [Batch(mails, processes) for processes in _FIGURES] if mails else []


def speed(batch: Batch) -> float:
    """Return the messages a second, when the processes have started and know all words."""
    pieces = [batch.mails[start :: batch.processes * _CHUNKS] for start in range(batch.processes * _CHUNKS)]
    with get_context("spawn").Pool(batch.processes) as pool:
        pool.map(_read_all, [batch.mails] * batch.processes, chunksize=1)
        return len(batch.mails) / min(_round(pool, pieces) for _ in range(_ROUNDS))


def _round(pool, pieces: Sequence[Sequence[bytes]]) -> float:
    start = perf_counter()
    pool.map(_read_all, pieces, chunksize=1)
    return perf_counter() - start


def _read_all(mails: Sequence[bytes]) -> None:
    for data in mails:
        read(data)


def judge(batches: Sequence[Batch], answers: Sequence[Answer]) -> dict[str, Score]:
    """Score the speeds."""
    return {
        _FIGURES[batch.processes].key: Score(answer.value, len(batch.mails), note=answer.problem)
        for batch, answer in zip(batches, answers, strict=True)
    }


PART = Part("Speed", (ONE, TWO), (Contender(NAME, lambda: speed),), cases, judge, timed=False)
