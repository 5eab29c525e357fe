"""A program in a terminal of its own, driven by keys and read from its screen.

Behind each terminal is a tmux server that nobody shares: its own socket, no configuration, a home folder of its own.
Nothing is timed: `wait` looks at the screen again and again until what is expected is on it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

WIDTH, HEIGHT = 100, 80
TRIES = 600
"""How often `wait` looks before it gives up: half a minute, and far more than a busy machine needs."""


@dataclass(frozen=True, slots=True)
class Terminal:
    """A running program. `home` is its home folder, which also holds the socket of its terminal."""

    tmux: str
    home: Path

    def keys(self, *keys: str) -> None:
        """Press keys, by their names in tmux: `Enter`, `q`, `$`."""
        self._run("send-keys", "-t", "main", *keys)

    def type(self, text: str) -> None:
        """Type `text` as it is, and press Enter."""
        if text:
            self._run("send-keys", "-t", "main", "-l", text)
        self.keys("Enter")

    def screen(self) -> str:
        """Return what is on the screen; a line that the terminal wrapped is one line."""
        return self._run("capture-pane", "-p", "-J", "-t", "main")

    def wait(self, *texts: str, one_of: Sequence[str] = ("",)) -> str:
        """Wait until all `texts`, and one of `one_of`, are on the screen, and return it. Line breaks don't matter."""
        pause = threading.Event()
        screen = ""
        for _ in range(TRIES):
            screen = self.screen()
            shown = folded(screen)
            if all(folded(text) in shown for text in texts) and any(text in shown for text in one_of):
                return screen
            assert not self.ended(), f"The program ended before it showed {texts} {one_of}:\n{screen}"
            pause.wait(0.05)
        raise AssertionError(f"The screen never showed {texts} {one_of}:\n{screen}")

    def wait_for_end(self) -> None:
        """Wait until the program has ended by itself."""
        pause = threading.Event()
        for _ in range(TRIES):
            if self.ended():
                return
            pause.wait(0.05)
        raise AssertionError(f"The program did not end:\n{self.screen()}")

    def ended(self) -> bool:
        """Whether the program has ended."""
        return self._run("display-message", "-p", "-t", "main", "#{pane_dead}").strip() == "1"

    def _run(self, *arguments: str) -> str:
        command = [self.tmux, "-u", "-L", "mailfollow", "-f", "/dev/null", *arguments]
        environment = _environment(self.home)
        done = subprocess.run(command, check=False, env=environment, capture_output=True, encoding="utf-8")
        assert done.returncode == 0, f"tmux {arguments[0]} failed: {done.stderr}"
        return done.stdout


@contextmanager
def terminal(command: Sequence[str], home: Path) -> Iterator[Terminal]:
    """Run `command` in a terminal until the block ends; the path of `home` has to be short, for the socket in it."""
    opened = Terminal(program("tmux"), home)
    size = ("-x", str(WIDTH), "-y", str(HEIGHT))
    keep = ("start-server", ";", "set-option", "-g", "remain-on-exit", "on", ";")  # an error stays on the screen
    try:
        opened._run(*keep, "new-session", "-d", "-s", "main", *size, "--", *command)
        yield opened
    finally:
        opened._run("kill-server")


def program(name: str) -> str:
    """Return the path of a program; where it is missing the test fails, and says what to do."""
    found = shutil.which(name)
    assert found, f"{name} is not installed: run `make test`, which installs it, or install it yourself."
    return found


def folded(text: str) -> str:
    """Return `text` with every run of blanks and line ends as one blank."""
    return " ".join(text.split())


def _environment(home: Path) -> dict[str, str]:
    """Return all that the program and its terminal know: nothing of the person who runs the tests."""
    return {"HOME": str(home), "TMUX_TMPDIR": str(home), "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
