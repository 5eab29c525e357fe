"""Work shared by several processes: the order is kept, and errors come through."""

from __future__ import annotations

import os

import pytest

from mailfollow.cli.workers import ALONE, SHARE, in_order

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
