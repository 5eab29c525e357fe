"""Which UIDs to ask for in one command: ranges that are neither too many nor too wide. Pure.

A round trip costs as much as thousands of headers, so the ranges are large; a command line must stay short (Dovecot
refuses a list of 50,000 UIDs), so scattered UIDs are asked for in several commands.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

Run = tuple[int, int]
"""The first and the last UID of a range."""

WIDTH = 5_000
"""How many UIDs one command asks for: with 40 ms a round trip, ten times fewer cost five times more."""

RUNS = 300
"""How many ranges one command lists: about 4 kB, half of what RFC 7162 section 4 asks servers to accept."""


def dense(first: int, uidnext: int, messages: int) -> bool:
    """Whether nearly each UID from `first` to `uidnext` may exist, so that whole ranges can be asked for."""
    return uidnext - first <= max(WIDTH, 4 * messages)


def ranges(first: int, uidnext: int, width: int = WIDTH) -> Iterator[list[Run]]:
    """Yield all UIDs from `first` up to `uidnext`, exclusive, one range a command."""
    for start in range(first, uidnext, width):
        yield [(start, min(start + width, uidnext) - 1)]


def grouped(uids: Sequence[int], width: int = WIDTH) -> Iterator[list[Run]]:
    """Yield exactly the given UIDs (ascending, without repetition), a few ranges a command."""
    group: list[Run] = []
    size = 0
    for first, last in _runs(uids, width):
        if group and (size + last - first + 1 > width or len(group) == RUNS):
            yield group
            group, size = [], 0
        group.append((first, last))
        size += last - first + 1
    if group:
        yield group


def _runs(uids: Sequence[int], width: int) -> Iterator[Run]:
    """Yield neighbouring UIDs as ranges of at most `width`."""
    start = 0
    for end in range(1, len(uids) + 1):
        if end == len(uids) or uids[end] != uids[end - 1] + 1 or end - start == width:
            yield uids[start], uids[end - 1]
            start = end
