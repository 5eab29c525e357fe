"""A world of its own for the daemon's loop: the clocks of the daemon and of its scheduler are replaced, and played."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from types import SimpleNamespace
from typing import Any

import pytest
import schedule

from mailfollow import daemon as module
from mailfollow import signals
from mailfollow.cycle.desk import Problem, Report
from mailfollow.daemon import Daemon, Stop, Watch

DAY = 24 * 3_600.0
START = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
MOST_NAPS = 100_000
"""A loop that naps so often in a test does not nap at all."""


@dataclass
class World:
    """Both clocks, and what may happen to them; it ends `days` after the start, on the monotonic one."""

    days: float = 1.0
    monotonic: float = 1_000.0
    wall: datetime = START
    naps: list[float] = field(default_factory=list)
    events: list[tuple[float, Callable[[], None]]] = field(default_factory=list)
    """What happens when the monotonic clock has moved on by so many seconds."""
    wakes: bool = True
    """Whether what happens ends a nap, as a signal does; a clock that is set does not."""

    @property
    def age(self) -> float:
        """Seconds since the start."""
        return self.monotonic - 1_000.0

    def nap(self, _read: Any, _write: Any, _more: Any, seconds: float) -> tuple[list[int], list[int], list[int]]:
        """Move both clocks on, as `select` does when nothing happens; an event cuts the nap short."""
        self.naps.append(seconds)
        assert len(self.naps) < MOST_NAPS, "a busy loop"
        happen = self.events.pop(0) if self.events and self.events[0][0] <= self.age + seconds else None
        passed = max(happen[0] - self.age, 0.0) if happen else seconds
        self.monotonic += passed
        self.wall += timedelta(seconds=passed)
        if happen:
            happen[1]()
            rest = 0.0 if self.wakes else seconds - passed
            self.monotonic += rest
            self.wall += timedelta(seconds=rest)
        if self.age >= self.days * DAY:
            raise Stop
        return [], [], []

    def jump(self, **much: float) -> Callable[[], None]:
        """Return what sets the wall clock, as a person or a suspended machine does."""

        def happen() -> None:
            self.wall += timedelta(**much)

        return happen


@contextmanager
def living_in(played: World, zone: str = "Europe/Berlin") -> Iterator[World]:
    """Put the daemon into that world for the block, in a time zone."""

    class Wall(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> datetime:  # type: ignore[override]  # as schedule calls it
            return datetime.fromtimestamp(played.wall.timestamp(), tz)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "time", SimpleNamespace(monotonic=lambda: played.monotonic))
        patch.setattr(module, "gc", SimpleNamespace(collect=lambda: 0))  # it takes longer than a played day
        patch.setattr(signals, "select", SimpleNamespace(select=played.nap))
        patch.setattr(module, "clock", SimpleNamespace(now=lambda: played.wall))
        fakes = {name: getattr(schedule.datetime, name) for name in ("timedelta", "time")}
        patch.setattr(schedule, "datetime", SimpleNamespace(datetime=Wall, **fakes))
        patch.setattr(module.log, "disabled", True)
        patch.setenv("TZ", zone)
        time.tzset()
        yield played
    time.tzset()


@dataclass
class Passes:
    """Counts the passes over each account; `problems` says how one goes that is made at a certain age."""

    world: World
    problems: Callable[[frozenset[str]], list[Problem]] = lambda names: []
    made: dict[str, list[float]] = field(default_factory=dict)

    def __call__(self, names: frozenset[str]) -> Report:
        for name in names:
            self.made.setdefault(name, []).append(self.world.age)
        return Report(problems=self.problems(names))

    def longest_gap(self, name: str = "work") -> float:
        """Return the longest time between two passes, in seconds."""
        moments = [*self.made[name], self.world.age]
        return max(after - before for before, after in pairwise(moments))


def serve(passes: Passes, accounts: tuple[str, ...] = ("work",), minutes: int = 5) -> None:
    """Let the daemon run to the end of the world."""
    Daemon(lambda: Watch(accounts, minutes, passes)).serve()
