"""Runs over a boundary other than `message`: cases by number, each of which can be made again alone."""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import count
from random import Random

from tests.fuzz.runs import HANGS, Outcome, at_most
from tests.fuzz.targets import TARGETS


def case(target: str, seed: int, number: int) -> bytes:
    """Return one case: equal arguments give equal bytes."""
    return TARGETS[target].make(Random(f"{seed}/{number}"))


def fault(target: str, data: bytes) -> str | None:
    """Return what went wrong with a case, or None."""
    try:
        with at_most(HANGS):
            return TARGETS[target].check(data)
    except Exception as error:  # noqa: BLE001 - anything that comes out of it is a finding
        return f"raised {error!r}"[:300]


def run(target: str, seed: int, numbers: Iterator[int], seconds: float | None = None) -> Outcome:
    """Try the cases with these numbers until `seconds` are over."""
    outcome = Outcome()
    end = None if seconds is None else time.monotonic() + seconds
    for number in numbers:
        if end is not None and time.monotonic() >= end:
            break
        data = case(target, seed, number)
        before = time.process_time()
        problem = fault(target, data)
        took = time.process_time() - before
        outcome.cases += 1
        if problem:
            outcome.wrong[number] = problem
        if took > outcome.slowest:
            outcome.slowest, outcome.slowest_case = took, number
    return outcome


def share(target: str, seed: int, part: int, of: int, seconds: float) -> Outcome:
    """Try every `of`-th case, from the one numbered `part` on, until `seconds` are over."""
    return run(target, seed, count(part, of), seconds)
