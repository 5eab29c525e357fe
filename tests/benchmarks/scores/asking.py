"""Asking a contender every case, and how long each answer takes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from time import process_time
from typing import Any

from tests.benchmarks.scores.figures import Answer, Contender

QUICK = 5.0
"""Seconds within which all cases are asked twice, so that what is loaded and compiled at first is not counted."""


def ask(contender: Contender, cases: Sequence[Any]) -> list[Answer]:
    """Return the answers to all cases, each with the shorter processor time of two readings.

    Raises:
        ImportError: the contender is not installed.
    """
    function = contender.load()
    start = process_time()
    answers = [_answer(function, case) for case in cases]
    if process_time() - start > QUICK:
        return answers
    again = [_answer(function, case) for case in cases]
    return [min(pair, key=lambda answer: answer.seconds) for pair in zip(answers, again, strict=True)]


def _answer(function: Callable[[Any], Any], case: Any) -> Answer:
    start = process_time()
    try:
        value, problem = function(case), ""
    except Exception as error:  # noqa: BLE001 - a library's exception is its answer
        value, problem = None, f"{type(error).__name__}: {error}"[:200]
    return Answer(value, process_time() - start, problem)
