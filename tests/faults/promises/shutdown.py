"""Promise 27: SIGTERM ends the daemon within ten seconds with its memory whole; a bad configuration is not used.

A child process runs the daemon's loop over a pass that drafts, and gets SIGTERM after a random while: in the midst of
the pass, or behind it. What it had begun is found again by the next one. SIGHUP with a broken configuration, over and
over, leaves the old one at work.
"""

from __future__ import annotations

import os
import random
import signal
import threading
import time
from dataclasses import replace
from pathlib import Path

from mailfollow.cli.setup import connector, desk_for
from mailfollow.cycle.desk import Report
from mailfollow.cycle.run import run as one_pass
from mailfollow.daemon import Daemon, Watch
from tests.cli.command import Person, real_now
from tests.daemon.process import running
from tests.end_to_end.stage import Stage, texts
from tests.faults.promise import Effort, Found, Promise
from tests.faults.scene import Scene, integrity
from tests.servers.dovecot import dovecot

LIMIT = 10.0
"""Seconds in which it must have ended."""
SLOWEST = "ms at most until the end"
JUDGED = 25
"""One in so many is let recover to the end; the database of each is checked."""
RACE = 1.3
"""How much longer than a pass the latest signal waits."""

BROKEN = ("[me\n", "[nonsense]\nx = 1\n", "", "[run]\npoll = 'never'\n", "\0", "[account.more]\nhost = 3\n")
"""Configurations that cannot be used, or lines that make it so."""


def run(effort: Effort, folder: Path) -> Found:
    """Send SIGTERM at random moments of a pass, and SIGHUP with every sort of broken configuration."""
    found = Found()
    chance = random.Random(effort.seed)
    with dovecot() as server:
        scene = Scene.make(server, "shutdown", folder)
        length = _length(scene)
        for number in range(effort.of(6, 500)):
            _terminate(scene, number, chance.uniform(0, RACE * length), effort.of(6, JUDGED), found)
    _reload(folder / "reload", found, effort.of(1, 10))
    return found


def _length(scene: Scene) -> float:
    """Return how many seconds a whole pass takes."""
    stage = scene.copy("shutdown-measured")
    stage.look()
    scene.clean_up(stage)
    stage = scene.copy("shutdown-measured-again")
    began = time.monotonic()
    stage.look()
    scene.clean_up(stage)
    return time.monotonic() - began


def _terminate(scene: Scene, number: int, after: float, judged: int, found: Found) -> None:
    stage = scene.copy(f"shutdown-{number}")
    ready, begin = os.pipe()
    child = os.fork()
    if child == 0:
        _serve(stage, begin)
    os.close(begin)
    os.read(ready, 1)
    os.close(ready)
    threading.Event().wait(after)
    os.kill(child, signal.SIGTERM)
    began = time.monotonic()
    code = _exit_code(child)
    seconds = time.monotonic() - began
    found.count("SIGTERMs")
    found.counts[SLOWEST] = max(found.counts.get(SLOWEST, 0), 1 + round(seconds * 1000))
    case = f"SIGTERM {number}, after {after * 1000:.0f} ms"
    if code != 0 or seconds > LIMIT:
        found.wrong.append(f"{case}: it ended with {code} after {seconds:.1f} s")
    if broken := integrity(stage):
        found.wrong.append(f"{case}: {broken}")
    if number % judged == 0:
        outcome = scene.judge(stage)
        found.count("let recover")
        if not outcome.right:
            found.wrong.append(f"{case}: {outcome}")
    scene.clean_up(stage)


def _exit_code(child: int) -> int:
    """Wait for the child; one that does not end is killed."""
    timer = threading.Timer(3 * LIMIT, os.kill, (child, signal.SIGKILL))
    timer.start()
    _, status = os.waitpid(child, 0)
    timer.cancel()
    return os.waitstatus_to_exitcode(status)


def _serve(stage: Stage, begin: int) -> None:
    """Run the loop in this process until SIGTERM, and leave it without tidying up."""
    settings = stage.config
    words = texts(settings.paths.templates)

    def make_pass(names: frozenset[str]) -> Report:
        os.write(begin, b"x")
        with desk_for(settings, words, now=stage.now) as desk:
            return one_pass(replace(desk), connector(settings), names)

    code = 1
    try:
        Daemon(lambda: Watch(("work",), 5, make_pass)).serve()
        code = 0
    finally:
        os._exit(code)


def _reload(folder: Path, found: Found, rounds: int) -> None:
    folder.mkdir()
    person = Person.make(folder, real_now())
    with running(person) as daemon:
        daemon.wait_until(lambda: daemon.passes() == 1)
        lying, good = person.drafts(), person.config.read_text("utf-8")
        for number, text in enumerate(BROKEN * rounds, 1):
            person.config.write_text(
                good.replace("[account.work]", text + "[account.work]", 1) if text else "", "utf-8"
            )
            daemon.tell(signal.SIGHUP, lambda number=number: daemon.log.count("the old one stays: ") == number)  # type: ignore[misc]  # bound now
            daemon.tell(signal.SIGUSR1, lambda number=number: daemon.passes() == 1 + number)  # type: ignore[misc]  # bound now
            found.count("broken configurations refused")
        if daemon.stop(signal.SIGTERM) != 0 or person.drafts() != lying or "Traceback" in daemon.log:
            found.wrong.append(f"after broken configurations: {daemon.log}")


PROMISE = Promise(27, "It ends when told to, and a bad configuration is not used", run, minutes=4)
