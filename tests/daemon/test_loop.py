"""The loop around passes over days of played time: when it looks, how long it naps, and what it survives.

The clocks of the daemon and of its scheduler are replaced; a nap moves them on at once.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from types import SimpleNamespace
from typing import Any

import pytest
import schedule

from mailfollow import daemon as module
from mailfollow.cycle.desk import Problem, Report
from mailfollow.daemon import NAP, Daemon, Stop, Watch
from mailfollow.errors import AuthFailed, CannotWrite, ConfigError, ServerUnavailable

HOUR = 3_600.0
DAY = 24 * HOUR
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
        if self.age >= self.days * DAY:
            raise Stop
        return [], [], []

    def jump(self, **much: float) -> Callable[[], None]:
        """Return what sets the wall clock, as a person or a suspended machine does."""

        def happen() -> None:
            self.wall += timedelta(**much)

        return happen


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """Put the daemon into a world of its own, in Berlin."""
    played = World()

    class Wall(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> datetime:  # type: ignore[override]  # as schedule calls it
            return datetime.fromtimestamp(played.wall.timestamp(), tz)

    monkeypatch.setattr(module, "time", SimpleNamespace(monotonic=lambda: played.monotonic))
    monkeypatch.setattr(module, "select", SimpleNamespace(select=played.nap))
    monkeypatch.setattr(module, "clock", SimpleNamespace(now=lambda: played.wall))
    fakes = {name: getattr(schedule.datetime, name) for name in ("timedelta", "time")}
    monkeypatch.setattr(schedule, "datetime", SimpleNamespace(datetime=Wall, **fakes))
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    yield played
    monkeypatch.undo()
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


def failing(code: int, *who: str) -> Callable[[frozenset[str]], list[Problem]]:
    """Return how a pass goes where these accounts fail."""
    return lambda names: [Problem(name, "it failed", code) for name in names if name in who]


def test_a_pass_is_made_at_once_and_then_every_few_minutes(world: World) -> None:
    """289 in a day of five-minute steps, and no more naps than one a minute."""
    passes = Passes(world)
    serve(passes)

    assert passes.made["work"][0] == 0.0
    assert len(passes.made["work"]) in {288, 289}
    assert passes.longest_gap() <= 5 * 60 + 1
    assert max(world.naps) <= NAP
    assert len(world.naps) <= 2 * 24 * 60


def test_the_minutes_between_passes_are_the_persons_choice(world: World) -> None:
    """Once an hour is once an hour."""
    passes = Passes(world)
    serve(passes, minutes=60)

    assert len(passes.made["work"]) in {24, 25}


def test_a_server_that_is_away_is_asked_less_and_less_often(world: World) -> None:
    """Scenario 107: soon at first, then every quarter of an hour, though a pass is due every five minutes."""
    passes = Passes(world, failing(ServerUnavailable.exit_code, "work"))
    serve(passes)

    assert 96 * 0.75 <= len(passes.made["work"]) <= 96 + 10
    first = passes.made["work"][:4]
    assert [after - before for before, after in pairwise(first)] == [
        pytest.approx(seconds, rel=0.26) for seconds in (5, 10, 20)
    ]
    assert len(world.naps) <= 2 * 24 * 60


@pytest.mark.parametrize("code", [AuthFailed.exit_code, ConfigError.exit_code])
def test_a_login_that_is_refused_is_tried_four_times_a_day_and_others_go_on(world: World, code: int) -> None:
    """Scenario 115: nobody is locked out, and the other account is looked at as ever."""
    passes = Passes(world, failing(code, "work"))
    serve(passes, ("work", "home"))

    assert len(passes.made["work"]) in {4, 5}
    assert len(passes.made["home"]) in {288, 289}


def test_a_server_that_is_back_is_looked_at_as_ever(world: World) -> None:
    """One failure does not slow down what works again."""
    away = failing(ServerUnavailable.exit_code, "work")
    passes = Passes(world, lambda names: away(names) if world.age < HOUR else [])
    serve(passes)

    late = [moment for moment in passes.made["work"] if moment > 2 * HOUR]
    assert len(late) in range(22 * 12 - 1, 22 * 12 + 2)


@pytest.mark.parametrize("jump", [{"days": 400}, {"days": -1}, {"hours": -3}, {"minutes": 2}, {"minutes": -2}], ids=str)
def test_a_clock_that_is_set_does_not_stop_the_passes(world: World, jump: dict[str, float]) -> None:
    """Scenario 91: forth or back; the scheduler alone would wait until the old time comes again."""
    world.events = [(6 * HOUR + 7, world.jump(**jump)), (12 * HOUR + 7, world.jump(**jump))]
    passes = Passes(world)
    serve(passes)

    assert passes.longest_gap() <= 5 * 60 + 2 * NAP


def test_a_machine_that_slept_looks_as_soon_as_it_wakes_up(world: World) -> None:
    """The monotonic clock stood still meanwhile; the wall clock tells."""
    world.events = [(HOUR + 7, world.jump(hours=8))]
    passes = Passes(world)
    serve(passes)

    assert any(0 <= moment - (HOUR + 7) <= NAP for moment in passes.made["work"])


@pytest.mark.parametrize("night", [datetime(2026, 10, 24, 20, tzinfo=UTC), datetime(2026, 3, 28, 20, tzinfo=UTC)])
def test_summer_time_begins_and_ends_without_a_pause(world: World, night: datetime) -> None:
    """Scenario 84: in October the local clock says the same hour twice."""
    world.wall = night
    passes = Passes(world)
    serve(passes)

    assert passes.longest_gap() <= 5 * 60 + 2 * NAP


def test_no_error_of_a_pass_ends_the_daemon(world: World) -> None:
    """A full disk and a mistake of ours are tried again like a server that is away."""
    errors: list[Exception] = [CannotWrite("The disk is full."), ZeroDivisionError("a mistake of ours")]

    def problems(_names: frozenset[str]) -> list[Problem]:
        if errors:
            raise errors.pop(0)
        return []

    passes = Passes(world, problems)
    serve(passes)

    assert len(passes.made["work"]) in range(288, 293)
    assert passes.made["work"][1] <= 7


def test_signals_are_heard_between_naps(world: World) -> None:
    """SIGUSR1 makes a pass at once, SIGHUP loads anew, SIGTERM ends it before the day is over."""
    loaded: list[float] = []
    passes = Passes(world)

    def load() -> Watch:
        loaded.append(world.age)
        return Watch(("work",), 60, passes)

    def send(number: int) -> Callable[[], None]:
        return lambda: os.kill(os.getpid(), number)

    world.events = [(100.0, send(signal.SIGUSR1)), (200.0, send(signal.SIGHUP)), (300.0, send(signal.SIGTERM))]
    before = {number: signal.getsignal(number) for number in (signal.SIGUSR1, signal.SIGHUP, signal.SIGTERM)}
    Daemon(load).serve()

    assert passes.made["work"] == [0.0, 100.0, 200.0]
    assert loaded == [0.0, 200.0]
    assert world.age == 300.0
    assert {number: signal.getsignal(number) for number in before} == before


def test_a_new_configuration_forgets_old_refusals(world: World) -> None:
    """Who corrects the password need not wait for six hours; a bad configuration changes nothing."""
    refused = failing(AuthFailed.exit_code, "work")
    passes = Passes(world, lambda names: refused(names) if world.age < HOUR else [])
    answers: list[Exception | None] = [None, ConfigError("no")]

    def load() -> Watch:
        error = answers.pop(0) if answers else None
        if error:
            raise error
        return Watch(("work",), 5, passes)

    def reload() -> None:
        os.kill(os.getpid(), signal.SIGHUP)

    world.events = [(2 * HOUR, reload), (3 * HOUR, reload)]
    Daemon(load).serve()

    assert passes.made["work"][:2] == [0.0, 3 * HOUR]


def test_a_stop_that_python_drops_is_not_forgotten(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is raised in a destructor goes nowhere: SIGTERM must end the daemon all the same, after that pass."""
    dropped: list[Any] = []
    monkeypatch.setattr(sys, "unraisablehook", dropped.append)

    class Dying:
        def __del__(self) -> None:
            os.kill(os.getpid(), signal.SIGTERM)

    def problems(_names: frozenset[str]) -> list[Problem]:
        Dying()
        return []

    passes = Passes(world, problems)
    serve(passes)

    assert [type(one.exc_value) for one in dropped] == [Stop]
    assert passes.made["work"] == [0.0]
