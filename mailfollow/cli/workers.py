"""The same work on many things, with all processors: results in order, and never more than a few of them waiting."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from typing import Any, TypeVar

Thing = TypeVar("Thing")

ALONE = 100
"""Things done without other processes: starting them takes as long, and what is compiled for these is inherited."""
SHARE = 25
"""Things handed to a process at once, at most."""
HEAVY = 1_000_000
"""The weight of things that makes a share of fewer."""
WAITING = 4
"""Shares under way for each process, so that memory stays flat however many things there are."""

_work: Callable[[Any], str]


def in_order(
    work: Callable[[Thing], str], things: Iterable[Thing], weight: Callable[[Thing], int] = lambda _thing: 1
) -> Iterator[str]:
    """Yield what `work` returns for each of `things`, in their order; `weight` is what one takes of memory.

    Other processes help from the hundredth thing on, where the system can fork and has processors to spare.
    Raises what `work` and `things` raise; what came before an error of `things` is done first.
    """
    errors: list[Exception] = []
    rest = _until_error(things, errors)
    yield from map(work, islice(rest, ALONE))
    processes = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
    if processes == 1 or "fork" not in multiprocessing.get_all_start_methods():
        yield from map(work, rest)
    else:
        yield from _by_others(work, _shares(rest, weight), processes)
    if errors:
        raise errors[0]


def _until_error(things: Iterable[Thing], errors: list[Exception]) -> Iterator[Thing]:
    """Yield `things` as far as they go, and note the error that ended them."""
    try:
        yield from things
    except Exception as error:  # noqa: BLE001 - raised again when its turn has come
        errors.append(error)


def _shares(things: Iterable[Thing], weight: Callable[[Thing], int]) -> Iterator[list[Thing]]:
    share: list[Thing] = []
    heavy = 0
    for thing in things:
        share.append(thing)
        heavy += weight(thing)
        if len(share) == SHARE or heavy >= HEAVY:
            yield share
            share, heavy = [], 0
    if share:
        yield share


def _by_others(work: Callable[[Any], str], shares: Iterable[list[Any]], processes: int) -> Iterator[str]:
    context = multiprocessing.get_context("fork")
    pool = ProcessPoolExecutor(processes, context, initializer=_remember, initargs=(work,))
    waiting: deque[Future[list[str]]] = deque()
    try:
        for share in shares:
            waiting.append(pool.submit(_do, share))
            if len(waiting) >= processes * WAITING:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
    finally:  # also when nobody wants to know any more
        pool.shutdown(cancel_futures=True)


def _remember(work: Callable[[Any], str]) -> None:
    """Keep the work of this process: a forked one has it already, so that nothing of it needs to be sent.

    Ctrl-C is for the process that hands out the work; it ends these as well.
    """
    global _work  # noqa: PLW0603 - a process of the pool has one work for all its life
    _work = work
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _do(share: list[Any]) -> list[str]:
    return [_work(thing) for thing in share]
