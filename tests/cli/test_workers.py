"""Work shared by several processes: the order is kept, and errors come through."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator
from itertools import islice

import pytest

from mailfollow.cli.workers import ALONE, HEAVY, SHARE, WAITING, in_order

MANY = ALONE + 20 * SHARE + 3


def test_results_come_in_the_order_of_the_things():
    assert list(in_order(str, range(MANY))) == [str(number) for number in range(MANY)]


def test_other_processes_help_only_where_there_is_much_to_do():
    pids = list(in_order(lambda _thing: str(os.getpid()), range(MANY)))

    assert set(pids[:ALONE]) == {str(os.getpid())}
    assert len(os.sched_getaffinity(0)) == 1 or str(os.getpid()) not in pids[ALONE:]


def test_things_are_taken_as_they_are_needed():
    """However many there are, few are in memory at once."""
    taken = iter(range(10**9))

    results = in_order(str, taken)

    assert next(results) == "0"
    assert next(taken) < MANY


@pytest.mark.parametrize("bad", [3, ALONE + 7])
def test_an_error_of_the_work_comes_through(bad):
    def work(thing: int) -> str:
        if thing == bad:
            raise ValueError("too hard")
        return str(thing)

    with pytest.raises(ValueError, match="too hard"):
        list(in_order(work, range(MANY)))


@pytest.mark.parametrize("good", [3, ALONE + 7, ALONE + 9 * SHARE + 7])
def test_what_came_before_an_error_of_the_things_is_told(good):
    def things() -> Iterator[int]:
        yield from range(good)
        raise OSError("no more")

    results = in_order(str, things())

    assert list(islice(results, good)) == [str(number) for number in range(good)]
    with pytest.raises(OSError, match="no more"):
        next(results)


def test_what_is_heavy_is_handed_out_in_smaller_shares():
    """So that a few huge things are in memory at once, and not a hundred of them."""
    taken = iter(range(10**9))

    results = in_order(str, taken, weight=lambda _thing: HEAVY)
    for _ in range(ALONE + 1):
        next(results)

    assert next(taken) <= ALONE + WAITING * len(os.sched_getaffinity(0))


def test_who_stops_listening_ends_the_work():
    """As `| head` does; the processes are gone then."""
    results = in_order(str, range(10**9))
    for _ in range(ALONE + 1):
        next(results)

    results.close()

    assert multiprocessing.active_children() == []
