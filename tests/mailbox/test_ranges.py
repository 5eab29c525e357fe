"""Which UIDs one command asks for."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from mailfollow.mailbox.imap import runs


def expand(group: list[runs.Run]) -> list[int]:
    """Return the UIDs that a list of ranges names."""
    return [uid for first, last in group for uid in range(first, last + 1)]


@given(st.sets(st.integers(1, 4_000)), st.integers(1, 50))
def test_exactly_the_wanted_messages_are_asked_for(uids: set[int], width: int) -> None:
    """In order, each once, and never too many with one command."""
    groups = list(runs.grouped(sorted(uids), width))
    assert [uid for group in groups for uid in expand(group)] == sorted(uids)
    assert all(0 < len(expand(group)) <= width for group in groups)


def test_scattered_messages_take_several_short_commands() -> None:
    """A list of 50,000 UIDs is refused by Dovecot as too long."""
    groups = list(runs.grouped(range(1, 10_000, 2)))
    assert max(map(len, groups)) == runs.RUNS
    assert sum(map(len, groups)) == 5_000


def test_neighbours_are_asked_for_as_one_range() -> None:
    """A first sync of 12,000 messages costs three round trips."""
    assert list(runs.grouped(range(10, 12_010))) == [[(10, 5_009)], [(5_010, 10_009)], [(10_010, 12_009)]]


@given(st.integers(1, 30_000), st.integers(1, 30_000))
def test_ranges_cover_everything_up_to_the_next_uid(first: int, uidnext: int) -> None:
    """The next UID itself is not asked for: `n:*` would repeat the last message."""
    found = [run for group in runs.ranges(first, uidnext) for run in group]
    assert sum(last - first_ + 1 for first_, last in found) == max(0, uidnext - first)
    assert all(following[0] == run[1] + 1 for run, following in pairwise(found))


def test_a_folder_with_far_apart_uids_is_searched_first() -> None:
    """Ten messages below UID 4,000,000,000 must not cost 800,000 round trips."""
    assert not runs.dense(1, 4_000_000_000, 10)
    assert runs.dense(1, 100_001, 100_000)
    assert runs.dense(3_999_999_000, 4_000_000_000, 10)
