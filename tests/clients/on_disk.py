"""A mailbox in a local Maildir, with the same calls as `login.Login`: for people who synchronise, or read it with mutt.

The UIDs here are the person's own count of the files, in the order in which they were met.
"""

from __future__ import annotations

import hashlib
import itertools
import os
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

from mailfollow import config
from mailfollow.config import Config
from tests.end_to_end.stage import CONFIG, Stage, _parse
from tests.servers.login import WHEN, Snapshot
from tests.servers.maildir import LETTERS

FLAGS = {letter: flag for flag, letter in LETTERS.items()}
SERVER = CONFIG[CONFIG.index("host = ") : CONFIG.index("\n[paths]")]


@dataclass
class Disk:
    """A Maildir++ tree with the usual folders."""

    root: Path
    user: str = "disk"
    host: str = ""
    port: int = 0
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    uids: dict[tuple[str, str], int] = field(default_factory=dict)

    @classmethod
    def make(cls, root: Path) -> Disk:
        """Make a tree with an inbox and the usual folders."""
        disk = cls(root)
        for folder in ("INBOX", "Sent", "Drafts", "Trash", "Junk", "Archive"):
            disk.create(folder)
        return disk

    def create(self, folder: str) -> None:
        """Make a folder."""
        for part in ("cur", "new", "tmp"):
            (self._path(folder) / part).mkdir(parents=True)

    def delete(self, folder: str) -> None:
        """Remove a folder with all that is in it."""
        shutil.rmtree(self._path(folder))

    def append(self, folder: str, data: bytes, flags: Sequence[str] = (), when: datetime = WHEN) -> int:
        """Deliver a message, with LF line ends, and return its UID."""
        number = next(self.numbers)
        path = self._path(folder) / "cur" / f"{int(when.timestamp())}.{number:06d}.client:2,{_letters(flags)}"
        path.write_bytes(data.replace(b"\r\n", b"\n"))
        os.utime(path, (when.timestamp(), when.timestamp()))
        return self._uid(folder, path)

    def move(self, folder: str, uid: int, to: str) -> None:
        """Move a message as a client does, under a new name."""
        path = self._file(folder, uid)
        path.rename(self._path(to) / "cur" / f"{next(self.numbers)}.moved:{path.name.partition(':')[2] or '2,'}")

    def flag(self, folder: str, uid: int, *flags: str) -> None:
        """Add flags to a message."""
        path = self._file(folder, uid)
        self._rename(path, _flags(path) | set(flags))

    def unflag(self, folder: str, uid: int, *flags: str) -> None:
        """Take flags off a message."""
        path = self._file(folder, uid)
        self._rename(path, _flags(path) - set(flags))

    def remove(self, folder: str, uid: int) -> None:
        """Delete a message for good."""
        self._file(folder, uid).unlink()

    def fetch(self, folder: str, uid: int) -> tuple[bytes, frozenset[str]]:
        """Return the bytes and flags of a message."""
        path = self._file(folder, uid)
        return _wire(path), _flags(path)

    def parsed(self, folder: str) -> list[tuple[int, EmailMessage]]:
        """Return what lies in a folder with its UIDs."""
        return sorted((self._uid(folder, path), _parse(_wire(path))) for path in self._files(folder))

    def snapshot(self) -> Snapshot:
        """Return all that may not change behind the person's back."""
        names = ["INBOX", *sorted(path.name[1:] for path in self.root.glob(".?*"))]
        return {name: dict(self._contents(name)) for name in names}

    def _contents(self, folder: str) -> Iterator[tuple[int, tuple[frozenset[str], str, datetime]]]:
        for path in self._files(folder):
            digest = hashlib.sha256(_wire(path)).hexdigest()
            when = datetime.fromtimestamp(path.stat().st_mtime, UTC)
            yield self._uid(folder, path), (_flags(path), digest, when)

    def _path(self, folder: str) -> Path:
        return self.root if folder == "INBOX" else self.root / f".{folder}"

    def _files(self, folder: str) -> list[Path]:
        return sorted(path for part in ("cur", "new") for path in (self._path(folder) / part).iterdir())

    def _file(self, folder: str, uid: int) -> Path:
        return next(path for path in self._files(folder) if self._uid(folder, path) == uid)

    def _uid(self, folder: str, path: Path) -> int:
        return self.uids.setdefault((folder, path.name.partition(":")[0]), len(self.uids) + 1)

    def _rename(self, path: Path, flags: set[str]) -> None:
        path.rename(path.with_name(f"{path.name.partition(':')[0]}:2,{_letters(sorted(flags))}"))


@dataclass
class DiskStage(Stage):
    """A person whose mail lies in a Maildir."""

    login: Disk  # type: ignore[assignment]  # the same calls

    @property
    def config(self) -> Config:
        """The configuration, as a person would write it, read from its file."""
        path = self.folder / "config.toml"
        local = f'kind = "maildir"\npath = "{self.login.root}"\n'
        state, templates = self.folder / "state", self.folder / "templates"
        path.write_text(CONFIG.replace(SERVER, local).format(state=state, templates=templates, more=self.more))
        path.chmod(0o600)
        return config.load(path)

    def drafts_by_uid(self) -> list[tuple[int, EmailMessage]]:
        """Return what lies in Drafts with its UIDs."""
        return self.login.parsed("Drafts")


def _wire(path: Path) -> bytes:
    return path.read_bytes().replace(b"\n", b"\r\n")


def _flags(path: Path) -> frozenset[str]:
    return frozenset(FLAGS[letter] for letter in path.name.partition(":2,")[2])


def _letters(flags: Sequence[str]) -> str:
    return "".join(sorted(LETTERS[flag] for flag in flags))
