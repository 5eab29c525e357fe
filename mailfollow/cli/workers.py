"""The same work on many things, with all processors: results in order, and never more than a few of them waiting."""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from typing import Any, TypeVar

Thing = TypeVar("Thing")

ALONE = 100
"""Things done without other processes: starting them takes as long, and what is compiled for these is inherited."""
SHARE = 25
"""Things handed to a process at once."""
WAITING = 4
"""Shares under way for each process, so that memory stays flat however many things there are."""

_work: Callable[[Any], str]


def in_order(work: Callable[[Thing], str], things: Iterable[Thing]) -> Iterator[str]:
    """Yield what `work` returns for each of `things`, in their order.

    Other processes help from the hundredth thing on, where the system can fork and has processors to spare.
    Raises what `work` and `things` raise.
    """
    rest = iter(things)
    yield from map(work, islice(rest, ALONE))
    processes = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
    if processes == 1 or "fork" not in multiprocessing.get_all_start_methods():
        yield from map(work, rest)
        return
    with ProcessPoolExecutor(
        processes, multiprocessing.get_context("fork"), initializer=_remember, initargs=(work,)
    ) as pool:
        yield from _pooled(pool, rest, processes * WAITING)


def _pooled(pool: ProcessPoolExecutor, things: Iterator[Thing], most: int) -> Iterator[str]:
    waiting: deque[Future[list[str]]] = deque()
    while share := list(islice(things, SHARE)):
        waiting.append(pool.submit(_do, share))
        if len(waiting) >= most:
            yield from waiting.popleft().result()
    while waiting:
        yield from waiting.popleft().result()


def _remember(work: Callable[[Any], str]) -> None:
    """Keep the work of this process: a forked one has it already, so that nothing of it needs to be sent."""
    global _work  # noqa: PLW0603 - a process of the pool has one work for all its life
    _work = work


def _do(share: list[Any]) -> list[str]:
    return [_work(thing) for thing in share]
