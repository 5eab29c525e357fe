"""The command line as a person meets it: called in this process, or, where that makes a difference, in its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from mailfollow.clock import now as real_now
from tests.cli.made_up import CONFIG, write_mail
from tests.watch.tally import FOLDER

__all__ = ["NOW", "Outcome", "Person", "arguments", "environment", "process", "real_now"]

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
"""A Tuesday: the moment of every call in this process."""

PATIENCE = 30.0
"""Seconds after which a process that should have ended is given up."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a call came to: its exit code, and what it wrote to the two outputs."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The only line of output, as JSON."""
        (line,) = self.out.splitlines()
        return json.loads(line)

    @property
    def sentence(self) -> str:
        """The one sentence on standard error, without the program's name in front."""
        assert self.fault.endswith((".", "?")), self.fault
        return self.fault

    @property
    def fault(self) -> str:
        """The one line on standard error, without the program's name in front."""
        (line,) = self.err.splitlines()
        assert line.startswith("mailfollow: "), line
        return line.removeprefix("mailfollow: ")


@dataclass(frozen=True, slots=True)
class Person:
    """A person's folder: config.toml, a Maildir with made-up mail, and mailfollow's memory, all below `folder`."""

    folder: Path

    @classmethod
    def make(cls, folder: Path, now: datetime = NOW) -> Person:
        """Write configuration and mail, the mail dated relative to `now`."""
        person = cls(folder)
        person.configure()
        write_mail(folder / "Maildir", now)
        return person

    @property
    def config(self) -> Path:
        """The configuration file."""
        return self.folder / "config.toml"

    @property
    def state(self) -> Path:
        """The directory of the database and the lock."""
        return self.folder / "state"

    @property
    def database(self) -> Path:
        """The database file."""
        return self.state / "mailfollow.db"

    def configure(self, more: str = "", *changes: tuple[str, str]) -> None:
        """Write the configuration with `more` behind it, each of `changes` made."""
        text = CONFIG
        for before, after in changes:
            assert before in text
            text = text.replace(before, after)
        self.config.write_text(text + more, "utf-8")
        self.config.chmod(0o600)

    def drafts(self) -> list[str]:
        """Return what lies in Drafts."""
        return [path.read_text("utf-8") for path in sorted((self.folder / "Maildir/.Drafts/cur").iterdir())]

    def deliver(self, name: str, data: bytes, folder: str = "") -> None:
        """Let a message arrive in the inbox, or in `folder`."""
        (self.folder / "Maildir" / (f".{folder}" if folder else "") / "new" / name).write_bytes(data)

    def template(self, name: str, text: str) -> Path:
        """Write a template of the person's own."""
        path = self.folder / "templates" / f"{name}.txt.j2"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return path


def arguments(*words: object) -> list[str]:
    """Return how the program is started with these words."""
    return [sys.executable, "-m", "mailfollow", *map(str, words)]


def environment(home: Path, **more: str) -> dict[str, str]:
    """Return the surroundings of a process: `home` is the person's home directory."""
    path = os.environ.get("PATH", os.defpath)
    watched = {name: os.environ[name] for name in (FOLDER, "PYTHONPATH") if name in os.environ}
    return {"PATH": path, "HOME": str(home), "LANG": "C.UTF-8", "PYTHONPATH": str(ROOT), **watched, **more}


def process(command: Sequence[str], home: Path, *, given: bytes = b"", **more: str) -> Outcome:
    """Run a command to its end in a process of its own, `given` on its standard input."""
    ended = subprocess.run(
        command,
        check=False,
        input=given,
        env=environment(home, **more),
        cwd=home,
        capture_output=True,
        timeout=PATIENCE,
    )
    return Outcome(ended.returncode, ended.stdout.decode("utf-8", "replace"), ended.stderr.decode("utf-8", "replace"))
