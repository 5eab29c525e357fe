"""Promise 5: no draft is doubled or lost wherever the process dies: reading, migrating, drafting, withdrawing.

Scenarios 2 and 3. At the n-th line of what can change anything, and at random moments of a real process.
"""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import threading
from pathlib import Path
from subprocess import DEVNULL

from tests.cli.command import PATIENCE, environment
from tests.end_to_end.stage import Stage
from tests.faults.older import make_older
from tests.faults.promise import Effort, Found, Promise
from tests.faults.runs import Fault, kills, measured, run_faults
from tests.faults.scene import Scene, database
from tests.faults.through import meddled, via
from tests.servers.between import Ask, Between, Heard, pass_on
from tests.servers.dovecot import dovecot

WHENS = ("before", "in", "after")
"""The command was sent; the server has carried it out; its answer has come, up to a moment ago."""

MOMENT = 0.03
"""Seconds in which a process gets to the next command, or to the end."""

ONCE = """
import datetime, sys
from mailfollow import cli, clock
moment = datetime.datetime.fromisoformat(sys.argv[1])
clock.now = lambda: moment
sys.argv[1:] = ["--config", sys.argv[2], "once"]
cli.main()
"""
"""The program as a person calls it, but for the clock: on some days nothing is due."""


def run(effort: Effort, folder: Path) -> Found:
    """Kill at every n-th line of a pass over an older database, then at random moments."""
    found = Found()
    with dovecot() as server:
        scene = Scene.make(server, "kill", folder)
        make_older(database(scene.model), version=1)
        run_faults(scene, kills(scene, effort.of(8, 2_200)), found, "lines to die at", "died")
        scene = Scene.make(server, "shot", folder)
        make_older(database(scene.model), version=1)
        shots = _shots(scene, random.Random(effort.seed), effort.of(2, 500))
        run_faults(scene, shots, found, "shots at a process", "hit")
    return found


def _shots(scene: Scene, choice: random.Random, most: int) -> dict[str, Fault]:
    """Return kills of `mailfollow once` at random moments of its talk with the server."""
    commands = measured(scene, lambda stage: len(meddled(stage, pass_on)[1]))
    chosen = [(choice.randint(1, commands), choice.choice(WHENS), choice.uniform(0, MOMENT)) for _ in range(most)]
    return {f"{when} command {number}, {wait:.4f} s": _shot(number, when, wait) for number, when, wait in chosen}


def _shot(number: int, when: str, wait: float) -> Fault:
    def fault(stage: Stage) -> bool:
        running: list[subprocess.Popen[bytes]] = []

        def meddle(heard: Heard, ask: Ask) -> bytes | None:
            if heard.number != number:
                return ask()
            answer = None if when == "before" else ask()
            threading.Timer(wait if when == "after" else 0.0, running[0].kill).start()
            return answer if when == "after" else None

        with Between(stage.login.host, stage.login.port, meddle) as between:
            running.append(_start(via(stage, between.address)))
            code = running[0].wait(PATIENCE)
        return code == -signal.SIGKILL

    return fault


def _start(stage: Stage) -> subprocess.Popen[bytes]:
    """Start `mailfollow once`, for which it is the stage's moment."""
    command = [sys.executable, "-c", ONCE, stage.now.isoformat(), str(stage.config.source)]
    return subprocess.Popen(command, env=environment(stage.folder), stdin=DEVNULL, stdout=DEVNULL, stderr=DEVNULL)


PROMISE = Promise(5, "No draft is doubled or lost wherever the process dies", run, minutes=32)
