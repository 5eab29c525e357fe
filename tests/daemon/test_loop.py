"""The loop around passes over days of played time: when it looks, how long it naps, and what it survives."""

from __future__ import annotations

import gc
import os
import signal
import sys
import weakref
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

import pytest

from mailfollow import daemon as module
from mailfollow.cycle.desk import Problem, Report
from mailfollow.daemon import NAP, Daemon, Stop, Watch
from mailfollow.errors import (
    AuthFailed,
    CannotWrite,
    ConfigError,
    NoSecret,
    ServerUnavailable,
    Unreachable,
)
from tests.daemon.world import Passes, World, living_in, serve

HOUR = 3_600.0


@pytest.fixture
def world() -> Iterator[World]:
    """Put the daemon into a world of its own, in Berlin."""
    with living_in(World()) as played:
        yield played


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


@pytest.mark.parametrize(("error", "tries"), [(Unreachable, 24 * 60 * 60 // 45), (NoSecret, 24 * 4)])
def test_who_was_not_sent_away_tries_again_sooner(
    world: World, error: type[Unreachable | NoSecret], tries: int
) -> None:
    """No network: at most 45 seconds and some jitter. No password from its command: it is no refused login."""
    problem = Problem("work", "it failed", error.exit_code, retry=error.retry)
    passes = Passes(world, lambda _names: [problem])
    serve(passes)

    assert tries * 0.75 <= len(passes.made["work"]) <= tries + 10


def test_a_machine_that_wakes_up_does_not_wait_for_what_failed_before(world: World) -> None:
    """The network may be another one; but a refused login is refused there, too."""
    code = {"work": ServerUnavailable.exit_code, "home": AuthFailed.exit_code}
    passes = Passes(world, lambda names: [Problem(name, "it failed", code[name]) for name in names])
    world.events = [(3 * HOUR + 7, world.jump(hours=8))]
    serve(passes, ("work", "home"))

    assert 3 * HOUR + 7 in passes.made["work"]
    assert len(passes.made["home"]) in {4, 5}


def test_an_outage_of_weeks_ends_like_any_other(world: World) -> None:
    """The waits double, but not beyond what a number can hold."""
    world.days = 20
    passes = Passes(world, failing(ServerUnavailable.exit_code, "work"))
    serve(passes)

    assert len(passes.made["work"]) >= 20 * 96 * 0.75


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


def test_no_error_in_a_new_configuration_ends_the_daemon(world: World) -> None:
    """Nor one that nobody thought of; the old one stays."""
    passes = Passes(world)
    answers: list[Exception | None] = [None, RecursionError("a table in a table in a table"), ConfigError("no")]

    def load() -> Watch:
        error = answers.pop(0)
        if error:
            raise error
        return Watch(("work",), 5, passes)

    world.events = [(at, lambda: os.kill(os.getpid(), signal.SIGHUP)) for at in (HOUR, 2 * HOUR)]
    Daemon(load).serve()

    assert answers == []
    assert len(passes.made["work"]) in {288, 289}


def test_nothing_of_a_pass_stays_in_memory(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Promise 28: objects that hold each other are freed before the next pass."""
    left: list[weakref.ref[Report]] = []
    alive: list[int] = []

    def make_pass(_names: frozenset[str]) -> Report:
        alive.append(sum(one() is not None for one in left))
        report = Report()
        report.visits.append(report)  # type: ignore[arg-type]  # a circle
        left.append(weakref.ref(report))
        return Report()

    world.days = 0.02
    monkeypatch.setattr(module, "gc", gc)
    gc.disable()
    Daemon(lambda: Watch(("work",), 5, make_pass)).serve()
    gc.enable()

    assert alive == [0] * len(alive)
    assert len(alive) > 3


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
