"""Asking all contenders everything, and what came of it."""

from __future__ import annotations

import logging
import sys
import warnings
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field, replace
from io import StringIO
from statistics import mean
from typing import Any

from tests.benchmarks.scores.asking import ask
from tests.benchmarks.scores.corpus import Corpus, Unusable
from tests.benchmarks.scores.figures import Answer, Contender, Part, Score


@dataclass(slots=True)
class Result:
    """What was measured of a part: scores and milliseconds by the contender's name, and who is not installed."""

    part: Part
    scores: dict[str, Mapping[str, Score]] = field(default_factory=dict)
    milliseconds: dict[str, float] = field(default_factory=dict)
    missing: dict[str, str] = field(default_factory=dict)


def chosen(parts: Sequence[Part], only: Collection[str], *, alone: bool) -> list[Part]:
    """Return the parts with the figures of these keys (all, if none is named); `alone` leaves the libraries out.

    Raises:
        Unusable: there is no figure of that key.
    """
    keys = [figure.key for part in parts for figure in part.figures]
    if unknown := sorted(set(only) - set(keys)):
        raise Unusable(f"There is no figure {', '.join(unknown)}; there are {', '.join(keys)}.")
    wanted = [
        replace(part, figures=tuple(figure for figure in part.figures if not only or figure.key in only))
        for part in parts
    ]
    return [replace(part, contenders=part.contenders[:1]) if alone else part for part in wanted if part.figures]


def measured(part: Part, corpus: Corpus) -> Result:
    """Ask every contender of a part.

    Raises:
        Unusable: labels are missing or can't be understood.
    """
    cases, result = _cases(part, corpus), Result(part)
    for contender in part.contenders:
        print(f"{part.title}: {contender.name}", file=sys.stderr)
        try:
            with _quiet():
                answers = ask(contender, cases)
        except ImportError:
            if not contender.package:
                raise
            result.missing[contender.name] = contender.package
        else:
            _note(result, contender, cases, answers)
    return result


def _note(result: Result, contender: Contender, cases: Sequence[Any], answers: Sequence[Answer]) -> None:
    result.scores[contender.name] = result.part.judge(cases, answers)
    if answers and result.part.timed:
        result.milliseconds[contender.name] = 1_000 * mean(answer.seconds for answer in answers)


def _cases(part: Part, corpus: Corpus) -> Sequence[Any]:
    try:
        return part.cases(corpus)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Unusable(f"The labels for '{part.title}' are not as they should be: {error!r}.") from error


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep what libraries print, log and warn of out of the table."""
    logging.disable(logging.CRITICAL)
    try:
        with warnings.catch_warnings(), redirect_stdout(StringIO()), redirect_stderr(StringIO()):
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(logging.NOTSET)
