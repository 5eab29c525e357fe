"""The daemon as a real process: started, watched by what it logs, and stopped."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.cli.command import Person, arguments, environment

TRIES = 3_000
PAUSE = 0.01
LIMIT = 10.0
"""Seconds in which SIGTERM must have ended it."""


@dataclass(frozen=True, slots=True)
class Daemon:
    """A running `mailfollow run --verbose`."""

    process: subprocess.Popen[bytes]
    output: Path

    @property
    def log(self) -> str:
        """What it has written so far."""
        return self.output.read_text("utf-8")

    def wait_until(self, reached: Callable[[], bool], tries: int = TRIES) -> None:
        """Wait, within bounds, for something that the daemon should do."""
        pause = threading.Event()
        for _ in range(tries):
            if reached():
                return
            assert self.process.poll() is None, f"It ended: {self.log}"
            pause.wait(PAUSE)
        raise AssertionError(f"It did not come to that: {self.log}")

    def passes(self) -> int:
        """Return how many passes were made to their end."""
        return self.log.count("INFO Pass done")

    def tell(self, number: int, reached: Callable[[], bool]) -> None:
        """Send a signal, and wait for what it should bring about."""
        self.process.send_signal(number)
        self.wait_until(reached)

    def stop(self, number: int) -> int:
        """Send a signal that ends it; return its exit code."""
        self.process.send_signal(number)
        return self.process.wait(timeout=LIMIT)


@contextmanager
def running(person: Person, **more: str) -> Iterator[Daemon]:
    """Run the daemon, with `more` in its environment; one that is still there when the block ends is killed."""
    output = person.folder / "log"
    command = arguments("--config", person.config, "run", "--verbose")
    with output.open("wb") as log:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=environment(person.folder, **more)
        )
    try:
        yield Daemon(process, output)
    finally:
        process.kill()
        process.wait(timeout=LIMIT)
