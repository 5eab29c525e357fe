"""Promise 19: a server that sends mailfollow away is left in peace: one try for each step of the back-off, on one line.

A goodbye at every command of a pass; then days of being throttled, in the words of large providers, played with the
daemon's clocks; in the full run a real daemon's processor time as well. Scenario 107.
"""

from __future__ import annotations

import os
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from subprocess import DEVNULL

from mailfollow.cycle.backoff import FIRST_RETRY, LAST_RETRY
from mailfollow.cycle.desk import Problem
from tests.cli.command import arguments, environment
from tests.daemon.world import DAY, Passes, World, living_in, serve
from tests.end_to_end.stage import Stage
from tests.faults.promise import Effort, Found, Promise
from tests.faults.runs import measured, trying
from tests.faults.scene import Scene
from tests.faults.through import meddled, via
from tests.servers.between import Ask, Between, Heard
from tests.servers.dovecot import dovecot

GOODBYE = b"* BYE [UNAVAILABLE] the server is shutting down\r\n"
MINUTE = 60.0


@dataclass(frozen=True, slots=True)
class Throttle:
    """What a server says to the first command that begins with `at`, or as its greeting; `?` is the command's tag."""

    says: bytes
    at: str = ""


THROTTLES = {
    "too many connections, at once": Throttle(b"* BYE Too many simultaneous connections\r\n"),
    "too many connections, at the login": Throttle(
        b"? NO [ALERT] Too many simultaneous connections. (Failure)\r\n", "LOGIN"
    ),
    "throttled login": Throttle(b"? NO [THROTTLED] Too many login attempts, try again later.\r\n", "LOGIN"),
    "authenticated but not connected": Throttle(b"? BAD User is authenticated but not connected.\r\n", "LIST"),
    "throttled in reading": Throttle(
        b"? NO [THROTTLED] Request is throttled. Suggested Backoff Time: 299923 ms\r\n", "EXAMINE"
    ),
    "bandwidth used up": Throttle(b"* BYE Account exceeded command or bandwidth limits. (Failure)\r\n", "UID FETCH"),
    "unavailable": Throttle(b"? NO [UNAVAILABLE] Temporary authentication failure.\r\n", "LOGIN"),
}

WATCHED = 60
"""Seconds for which a real daemon is watched."""


def run(effort: Effort, folder: Path) -> Found:
    """Say goodbye at every n-th command, and throttle for hours."""
    found = Found()
    with dovecot() as server:
        scene = Scene.make(server, "throttle", folder)
        _, commands = measured(scene, lambda stage: meddled(stage, lambda _heard, ask: ask()))
        for step in range(1, len(commands) + 1, effort.of(8, 1)):
            found.count("goodbyes")
            found.wrong += [f"goodbye to command {step} ({commands[step - 1]}): {one}" for one in _goodbye(scene, step)]
        for name, throttle in list(THROTTLES.items())[:: effort.of(3, 1)]:
            with trying(scene) as stage:
                throttled = Throttled(stage, throttle, World(days=effort.of(2, 20) / 24))
                found.wrong += [f"{name}: {one}" for one in throttled.play(scene, found)]
        if effort.full:
            with trying(scene) as stage:
                found.wrong += _watched(stage, found)
    return found


def _goodbye(scene: Scene, step: int) -> Iterator[str]:
    """Say goodbye at a command, and say what came of it."""
    with trying(scene) as stage:

        def meddle(heard: Heard, ask: Ask) -> bytes:
            return GOODBYE if heard.number == step else ask()

        with Between(stage.login.host, stage.login.port, meddle) as between:
            report = via(stage, between.address).look()
            if between.connections != 1 or not between.all_ended():
                yield f"it made {between.connections} connections, and did not end them all"
        if not report.problems and step < len(between.heard):
            yield "it was not noticed"
        outcome = scene.judge(stage)
        if not outcome.right:
            yield str(outcome)


@dataclass
class Throttled:
    """A daemon in a world where the server sends it away until the last hour."""

    stage: Stage
    throttle: Throttle
    world: World
    tries: list[float] = field(default_factory=list)
    """The world's age at each try that was sent away."""
    sentences: set[str] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)

    def play(self, scene: Scene, found: Found) -> Iterator[str]:
        """Let the daemon live through it, and say what was wrong."""
        passes = Passes(self.world, lambda _names: self._pass())
        with living_in(self.world):
            serve(passes)
        self.stage.now = self.world.wall
        found.count("tries while throttled", len(self.tries))
        found.count("hours throttled", round(self._until / 3_600))
        yield from self.wrong
        yield from self._hurried()
        if not passes.made["work"][-1] > self._until:
            yield "no pass was made once the server was willing"
        outcome = scene.judge(self.stage)
        if not outcome.right:
            yield str(outcome)

    @property
    def _until(self) -> float:
        return self.world.days * DAY - 40 * MINUTE

    def _pass(self) -> list[Problem]:
        """Make a pass at this moment of the world, through somebody in between who throttles."""
        throttling = self.world.age < self._until
        greeting = self.throttle.says if throttling and not self.throttle.at else None
        meddle = self._meddle if throttling else lambda _heard, ask: ask()
        self.stage.now = self.world.wall
        with Between(self.stage.login.host, self.stage.login.port, meddle, greeting) as between:
            problems = via(self.stage, between.address).look().problems
            if between.connections != 1 or not between.all_ended():
                self.wrong.append(f"{between.connections} connections at {self.world.age:.0f} s, some not ended")
        if throttling:
            self.tries.append(self.world.age)
            if not problems:
                self.wrong.append(f"the pass at {self.world.age:.0f} s was told as a good one")
        return problems

    def _meddle(self, heard: Heard, ask: Ask) -> bytes:
        if heard.words.startswith(self.throttle.at):
            return self.throttle.says.replace(b"?", heard.tag, 1)
        return ask()

    def _hurried(self) -> Iterator[str]:
        """Say which try came before its step of the back-off was over, and whether the loop was a busy one."""
        for number, (before, after) in enumerate(pairwise(self.tries)):
            if after - before < min(FIRST_RETRY * 2**number, LAST_RETRY):
                yield f"try {number + 2} came {after - before:.0f} s after the one before"
        most = self.world.days * DAY / MINUTE * 1.1 + 4 * len(self.tries) + 10
        if len(self.world.naps) > most:
            yield f"{len(self.world.naps)} naps, where {most:.0f} are enough: a busy loop"


def _watched(stage: Stage, found: Found) -> Iterator[str]:
    """Watch the processor time of a real daemon that is sent away."""
    greeting = b"* BYE Too many simultaneous connections\r\n"
    pause = threading.Event()
    with Between(stage.login.host, stage.login.port, greeting=greeting) as between:
        command = arguments("--config", via(stage, between.address).config.source, "run")
        process = subprocess.Popen(
            command, env=environment(stage.folder), stdin=DEVNULL, stdout=DEVNULL, stderr=DEVNULL
        )
        try:
            while not between.connections:
                pause.wait(0.1)
            pause.wait(1)
            before = _processor_seconds(process.pid)
            pause.wait(WATCHED)
            used, tries = _processor_seconds(process.pid) - before, between.connections
        finally:
            process.kill()
            process.wait()
    found.count("ms of processor time in a minute", round(1_000 * used))
    if used > WATCHED / 100:
        yield f"{used:.2f} s of processor time in {WATCHED} s"
    if tries > 5:
        yield f"{tries} connections in a minute"


def _processor_seconds(pid: int) -> float:
    """Return how many seconds of processor time a process has used, proc(5)."""
    fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


PROMISE = Promise(19, "A server that sends mailfollow away is left in peace", run, minutes=2)
