"""A host that mailfollow runs on: its memory on disk, its clock, its line to the server in memory, and its death."""

from __future__ import annotations

import hashlib
import itertools
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import cached_property
from pathlib import Path
from types import FrameType
from typing import Any

from mailfollow.cli.common import database
from mailfollow.cli.setup import desk_for
from mailfollow.clock import Ticks
from mailfollow.config import Config
from mailfollow.cycle.desk import Report
from mailfollow.cycle.run import run
from tests.end_to_end.stage import Stage, texts
from tests.faults.kill import PACKAGE
from tests.servers.memory_mailbox import Line, open_memory

Key = tuple[str, int, int]
"""A follow-up: thread, round and touch."""


class Killed(BaseException):
    """The process is dead. Nothing of ours catches it, as nothing catches SIGKILL."""


@dataclass
class Host(Stage):
    """A stage on a mailbox in memory (`login` is a `MemoryLogin`). `skew` is how far the clock of the host is off."""

    line: Line = field(default_factory=Line)
    skew: timedelta = timedelta()
    boot: str = ""
    """The name of the machine's last start, if it counts the seconds since then."""

    def __post_init__(self) -> None:
        """Make its folder; the tokens that it draws are the same in every run."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self._drawn = itertools.count()
        self.line.clock = lambda: self.now

    @cached_property
    def config(self) -> Config:  # type: ignore[override]  # read once: it never changes
        """The configuration."""
        return super().config

    def look(self, *, dry: bool = False) -> Report:
        """Make one pass now, by the clock of the host."""
        shipped = texts(self.config.paths.templates)
        with desk_for(self.config, shipped, dry=dry, now=self.now + self.skew) as desk:
            ticks = Ticks(self.boot, self.now.timestamp()) if self.boot else None
            return run(replace(desk, entropy=self._draw, ticks=ticks), self._connect)

    def look_and_die(self, line: int, within: str = "") -> bool:
        """Make a pass that dies before the n-th line of the package, or of its file `within`; return whether it did.

        What was on the disk at that moment is there afterwards, an unfinished transaction with its journal too.
        """
        disk: dict[Path, bytes] = {}

        def die() -> None:
            disk.update({path: path.read_bytes() for path in self._files()})
            self.line.before = _dead
            raise Killed

        before = self.line.before
        try:
            with _counting(line, die, PACKAGE + within):
                self.look()
        except Killed:
            self._put_back(disk)
            return True
        finally:
            self.line.before = before
        return False

    def arrive(self) -> None:
        """Let the bytes of drafts arrive in Drafts that were under way."""
        with open_memory(self.login.account(), self.login.server, Line(clock=self.line.clock)) as mailbox:
            for data in self.line.late:
                mailbox.store(data)
        self.line.late.clear()

    def backup(self) -> dict[Path, bytes]:
        """Return the memory as it is now."""
        return {path: path.read_bytes() for path in self._files()}

    def restore(self, copy: dict[Path, bytes]) -> None:
        """Put an older memory in the place of the present one."""
        self._put_back(copy)

    def key_of(self, token: str) -> Key | None:
        """Return which follow-up the draft with that token is, if this host knows it."""
        path = database(self.config)
        if not path.exists():
            return None
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db:
            row = db.execute("SELECT thread, round, touch FROM drafts WHERE token = ?", (token,)).fetchone()
        return (row[0], row[1], row[2]) if row else None

    def _files(self) -> list[Path]:
        folder = self.config.paths.state
        return [path for path in folder.iterdir() if path.name.startswith("mailfollow.db")] if folder.exists() else []

    def _put_back(self, copy: dict[Path, bytes]) -> None:
        for path in self._files():
            path.unlink()
        for path, data in copy.items():
            path.write_bytes(data)
            path.chmod(0o600)

    def _connect(self, account: Any) -> Any:
        return open_memory(account, self.login.server, self.line)

    def _draw(self, length: int) -> bytes:
        name = f"{self.folder.name} {next(self._drawn)}"
        return hashlib.sha256(name.encode()).digest()[:length]


def _dead(_what: str) -> None:
    raise Killed


@contextmanager
def _counting(line: int, reached: Callable[[], None], start: str) -> Iterator[None]:
    """Call `reached` before the n-th line in files whose path begins with `start`."""
    left = line

    def inside(_frame: FrameType, event: str, _argument: Any) -> Any:
        nonlocal left
        if event == "line":
            left -= 1
            if left == 0:
                reached()
        return inside

    def enter(frame: FrameType, _event: str, _argument: Any) -> Any:
        return inside if left > 0 and frame.f_code.co_filename.startswith(start) else None

    before = sys.gettrace()
    sys.settrace(enter)
    try:
        yield
    finally:
        sys.settrace(before)
