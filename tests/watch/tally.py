"""What is counted over a whole run of tests, in all its processes, and every breach of a rule.

The folder named by `MAILFOLLOW_WATCH` is shared by them: each process counts in a small mapped file of its own, which a
fork shares with its parent and which outlives SIGKILL; breaches are lines of one file.
"""

from __future__ import annotations

import mmap
import os
from collections import Counter
from pathlib import Path

FOLDER = "MAILFOLLOW_WATCH"
"""The variable that names the folder of a run."""
COUNTED = ("commands on the wire", "connections", "programs started", "files made")
"""What is counted, in the order of a process's file."""
_WIDTH = 8
_BREACHES = "breaches"


class Tally:
    """The counts of this process, and the breaches of all of them."""

    def __init__(self, folder: Path) -> None:
        """Count in `folder`, which exists."""
        self._breaches = folder / _BREACHES
        size = _WIDTH * len(COUNTED)
        handle = os.open(folder / f"{os.getpid()}.counts", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            os.ftruncate(handle, size)
            self._counts = mmap.mmap(handle, size)
        finally:
            os.close(handle)

    def count(self, what: str) -> None:
        """Add one to a count."""
        at = COUNTED.index(what) * _WIDTH
        number = int.from_bytes(self._counts[at : at + _WIDTH], "little") + 1
        self._counts[at : at + _WIDTH] = number.to_bytes(_WIDTH, "little")

    def breach(self, sentence: str) -> None:
        """Note that a rule was broken; the line is there even if this process is killed next."""
        line = " ".join(sentence.split())[:500] + "\n"
        handle = os.open(self._breaches, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            os.write(handle, line.encode("utf-8", "replace"))
        finally:
            os.close(handle)


def counts(folder: Path) -> Counter[str]:
    """Return the counts of all processes."""
    total: Counter[str] = Counter()
    for path in folder.glob("*.counts"):
        data = path.read_bytes()
        for number, what in enumerate(COUNTED):
            total[what] += int.from_bytes(data[number * _WIDTH : (number + 1) * _WIDTH], "little")
    return total


def breaches(folder: Path) -> list[str]:
    """Return every breach so far."""
    path = folder / _BREACHES
    return path.read_text("utf-8").splitlines() if path.exists() else []
