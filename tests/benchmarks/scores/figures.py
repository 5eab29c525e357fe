"""What the benchmark measures: figures with the value to reach, who is asked, and what the answers are worth."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Unit(StrEnum):
    """What a figure counts, and so how it is written."""

    SHARE = "share"
    COUNT = "count"
    MILLISECONDS = "milliseconds"
    SPEED = "messages a second"


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of the table. `least` or `most` is the value to reach; with neither it is shown for information."""

    key: str
    title: str
    definition: str
    unit: Unit = Unit.SHARE
    least: float | None = None
    most: float | None = None

    def met(self, value: float | None) -> bool | None:
        """Whether `value` reaches it; None where there is nothing to reach, or no value."""
        if value is None or (self.least is None and self.most is None):
            return None
        return (self.least is None or value >= self.least) and (self.most is None or value <= self.most)


@dataclass(frozen=True, slots=True)
class Contender:
    """Somebody who is asked: `load` imports what it needs and returns the function that answers one case."""

    name: str
    load: Callable[[], Callable[[Any], Any]]
    package: str = ""
    """What pip installs; empty for ourselves and for what comes with Python."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered to a case, the processor time it took, and the exception if there was one."""

    value: Any
    seconds: float = 0.0
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Wrong:
    """A case that was not answered as it should have been."""

    place: str
    expected: str
    got: str


@dataclass(frozen=True, slots=True)
class Score:
    """The value of a figure, of how many cases it was made, and which of them were wrong."""

    value: float | None
    of: int = 0
    wrong: tuple[Wrong, ...] = ()
    note: str = ""


Judge = Callable[[Sequence[Any], Sequence[Answer]], Mapping[str, Score]]
"""Makes scores, by the figures' keys, of the cases and one contender's answers in the same order."""


@dataclass(frozen=True, slots=True)
class Failed:
    """What is said of a bounce: each failed address with whether it fails for good, None where that is unknown.

    `recipients` is None where the contender never says whom a bounce concerns.
    """

    recipients: dict[str, bool | None] | None


@dataclass(frozen=True, slots=True)
class Part:
    """Figures that are made of the same answers. `cases` takes the corpus; ours is the first contender."""

    title: str
    figures: tuple[Figure, ...]
    contenders: tuple[Contender, ...]
    cases: Callable[[Any], Sequence[Any]]
    judge: Judge
    timed: bool = True
    """Each case is a message, so that the milliseconds a message can be told."""


def share(right: int, wrong: Iterable[Wrong], of: int) -> Score:
    """Return the score of `right` cases out of `of`; None where there are no cases."""
    return Score(right / of if of else None, of, tuple(wrong))


def fold(text: str) -> str:
    """Return a text with all white space folded, as texts are compared."""
    return " ".join(text.split())
