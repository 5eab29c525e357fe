"""A promise, the run that puts it to the test, and what that came to: one line of the table.

A run counts what it did and lists what was wrong; it never passes without having done anything.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Effort:
    """How much to do: a `full` run, or the short one of `make test`. `seed` chooses where a run is random."""

    full: bool = False
    seed: int = 1

    def of(self, short: int, full: int) -> int:
        """Return how many of something to do."""
        return full if self.full else short


@dataclass(slots=True)
class Found:
    """What a run came to: how many of what (in the order of the line), and every case that was not right."""

    counts: dict[str, int] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def count(self, what: str, more: int = 1) -> None:
        """Add to a count."""
        self.counts[what] = self.counts.get(what, 0) + more

    @property
    def kept(self) -> bool:
        """Whether something was done and nothing was wrong."""
        return not self.wrong and any(self.counts.values())

    def __str__(self) -> str:
        """Return the counts in one line."""
        return ", ".join(f"{number:,} {what}" for what, number in self.counts.items())


Run = Callable[[Effort, Path], Found]
"""Put a promise to the test with some effort, in an empty folder of its own."""


@dataclass(frozen=True, slots=True)
class Promise:
    """One line of the table: its number, what is promised, the run, and about how long a full one takes."""

    number: int
    says: str
    run: Run
    minutes: float = 1.0
    """Of one processor; those that take longest are begun first."""
