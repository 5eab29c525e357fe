"""Promise 15: a machine that slept, or a network that swallows everything, is noticed, and the next pass comes soon.

A real daemon talks to Dovecot through somebody in between who falls silent at each command of a pass in turn; at every
second one the process is stopped meanwhile, as a suspended machine is. Eight hours of either are played with both of
the daemon's clocks, as real ones would take as long.
"""

from __future__ import annotations

import os
import random
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from mailfollow.cycle.desk import Problem
from mailfollow.errors import Unreachable
from tests.cli.command import Person
from tests.cli.made_up import SERVER
from tests.daemon.process import Daemon, running
from tests.daemon.world import Passes, World, living_in, serve
from tests.faults.promise import Effort, Found, Promise
from tests.servers.between import Ask, Between, Heard
from tests.servers.dovecot import Server, dovecot

TIMEOUT = 1
"""Seconds of silence after which the settings have a connection given up; 30 unless they say so."""
DEFAULT = 30
SEEN = 60.0
BACK = 60.0
"""Seconds until a dead link must be seen with the default settings, and until a good one is used again."""
HOUR = 3_600.0
SLOWEST_SEEN = "ms at most until a dead link is seen"
SLOWEST_BACK = "s at most until a pass after the return"


def run(effort: Effort, folder: Path) -> Found:
    """Play long sleeps and outages, and let a real line die at every n-th command."""
    found = Found()
    for number in range(effort.of(4, 40)):
        for name, outage in OUTAGES.items():
            _play(name, outage, effort.seed + number, found)
    with dovecot() as server:
        _die_at_commands(server, folder, effort, found)
    return found


@dataclass
class Link:
    """What stands in between: a line that falls silent at the n-th command of a connection, until it is mended."""

    silent_at: int = 0
    fallen: threading.Event = field(default_factory=threading.Event)
    mended: threading.Event = field(default_factory=threading.Event)
    goodbyes: int = 0
    commands: int = 0
    """Of this connection."""
    length: int = 0
    """Of the last one that came to its end, in commands."""

    def meddle(self, heard: Heard, ask: Ask) -> bytes | None:
        """Pass a command on, or swallow it and all that follows."""
        self.commands += 1
        if self.silent_at and self.commands >= self.silent_at:
            self.fallen.set()
        if self.fallen.is_set() and not self.mended.is_set():
            self.mended.wait(60)
            return None
        if heard.words == "LOGOUT":
            self.goodbyes, self.length, self.commands = self.goodbyes + 1, self.commands, 0
        return ask()

    def break_at(self, command: int) -> None:
        """Let it fall silent at that command."""
        self.fallen, self.mended = threading.Event(), threading.Event()
        self.silent_at, self.commands = command, 0

    def mend(self) -> None:
        """Let it work again."""
        self.silent_at = self.commands = 0
        self.mended.set()


def _die_at_commands(server: Server, folder: Path, effort: Effort, found: Found) -> None:
    """Wake the daemon for a pass, again and again, whose line dies one command later each time."""
    folder.mkdir(exist_ok=True)
    person, link = Person(folder), Link()
    with Between(server.host, server.port, link.meddle) as between:
        host, port = between.address
        person.config.write_text(
            SERVER.format(host=host, port=port, user="sleeper", password="secret", security="none", timeout=TIMEOUT)
        )
        person.config.chmod(0o600)
        with running(person) as daemon:
            daemon.wait_until(lambda: link.goodbyes == 1)
            daemon.tell(signal.SIGUSR1, lambda: link.goodbyes == 2)
            for command in range(3, link.length, effort.of(link.length, 1)):  # but for the LOGOUT, which nobody misses
                _die_at(daemon, link, command, found)
            daemon.stop(signal.SIGTERM)


def _die_at(daemon: Daemon, link: Link, command: int, found: Found) -> None:
    warnings, goodbyes = daemon.log.count("WARNING work: "), link.goodbyes
    link.break_at(command)
    daemon.process.send_signal(signal.SIGUSR1)
    daemon.wait_until(link.fallen.is_set)
    if command % 2:
        _sleep_a_little(daemon)
    seen = _seconds_until(daemon, lambda: daemon.log.count("WARNING work: ") > warnings)
    link.mend()
    back = _seconds_until(daemon, lambda: link.goodbyes > goodbyes)
    found.count("dead links")
    found.counts[SLOWEST_SEEN] = max(found.counts.get(SLOWEST_SEEN, 0), round(seen * 1000))
    found.counts[SLOWEST_BACK] = max(found.counts.get(SLOWEST_BACK, 0), round(back))
    if seen * DEFAULT / TIMEOUT > SEEN + DEFAULT or back > BACK:
        found.wrong.append(f"silent from command {command} on: seen after {seen:.1f} s, used again after {back:.1f} s")


def _sleep_a_little(daemon: Daemon) -> None:
    os.kill(daemon.process.pid, signal.SIGSTOP)
    threading.Event().wait(2 * TIMEOUT)
    os.kill(daemon.process.pid, signal.SIGCONT)


def _seconds_until(daemon: Daemon, reached: Callable[[], bool]) -> float:
    began = time.monotonic()
    daemon.wait_until(reached, 10_000)
    return time.monotonic() - began


def _suspended(world: World) -> None:
    """The wall clock goes on, and the monotonic one stands still."""
    world.wall += EIGHT_HOURS


def _stopped(world: World) -> None:
    """Both clocks go on while the process does not run."""
    world.wall += EIGHT_HOURS
    world.monotonic += EIGHT_HOURS.total_seconds()


EIGHT_HOURS = timedelta(hours=8)

OUTAGES: dict[str, Callable[[World], None]] = {
    "suspended": _suspended,
    "stopped": _stopped,
    "black hole": lambda _world: None,
}
"""What happens to the clocks while nothing goes through; a black hole lasts eight hours of passes that fail."""


def _play(name: str, outage: Callable[[World], None], seed: int, found: Found) -> None:
    """Let the network be away for some hours of a day, and see how soon a pass succeeds once it is back."""
    chance = random.Random(seed)
    with living_in(World(days=1.0, wakes=False)) as world:
        gone = chance.uniform(HOUR, 6 * HOUR)
        hours = 8.0 if name == "black hole" else chance.uniform(0, 5)
        returned: list[float] = []
        good: list[float] = []

        def come_back() -> None:
            outage(world)
            returned.append(world.age)

        def problems(_names: frozenset[str]) -> list[Problem]:
            if world.age >= gone and not returned:
                return [Problem("work", "no network", Unreachable.exit_code, retry=Unreachable.retry)]
            good.extend([world.age] if returned else [])
            return []

        world.events = [(gone + hours * HOUR, come_back)]
        serve(Passes(world, problems))
    found.count("outages of eight hours played")
    found.counts[SLOWEST_BACK] = max(found.counts.get(SLOWEST_BACK, 0), round(good[0] - returned[0]))
    if good[0] - returned[0] > BACK:
        found.wrong.append(f"{name}, seed {seed}: the next pass came {good[0] - returned[0]:.0f} s after the return")


PROMISE = Promise(15, "After sleep or a dead network, a pass soon succeeds", run, minutes=2)
