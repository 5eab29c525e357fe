"""A person's view of a local Maildir, with the same calls as `login.Login` for a mailbox on the test server."""

from __future__ import annotations

import hashlib
import itertools
import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from mailfollow.model import Account
from tests.servers.login import WHEN, Snapshot

LETTERS = {"\\Draft": "D", "\\Flagged": "F", "\\Answered": "R", "\\Seen": "S", "\\Deleted": "T"}
_numbers = itertools.count(1)


@dataclass(frozen=True, slots=True)
class MaildirLogin:
    """A Maildir++ tree. The UID of a message is its number in the order of delivery, as for the mailbox under test."""

    root: Path

    @classmethod
    def make(cls, root: Path, folders: Sequence[str] = ("Sent", "Drafts", "Trash", "Junk", "Archive")) -> MaildirLogin:
        """Make a tree with an inbox and `folders`."""
        tree = cls(root)
        for folder in ("INBOX", *folders):
            tree.create(folder)
        return tree

    def account(self, **changes: Any) -> Account:
        """Return the settings with which mailfollow reaches this mailbox."""
        return replace(Account("work", kind="maildir", path=str(self.root)), **changes)

    def create(self, folder: str) -> None:
        """Make a folder."""
        for part in ("cur", "new", "tmp"):
            (self.path(folder) / part).mkdir(parents=True)

    def path(self, folder: str) -> Path:
        """Return the directory of a folder."""
        return self.root if folder == "INBOX" else self.root / f".{folder}"

    def append(self, folder: str, data: bytes, flags: Sequence[str] = (), when: datetime = WHEN) -> Path:
        """Deliver a message, with LF line ends as delivery agents write them; without flags it lies in `new/`."""
        name = f"{int(when.timestamp())}.{next(_numbers):08d}.host"
        info = "".join(sorted(LETTERS[flag] for flag in flags))
        path = self.path(folder) / (f"cur/{name}:2,{info}" if flags else f"new/{name}")
        path.write_bytes(data.replace(b"\r\n", b"\n"))
        os.utime(path, (when.timestamp(), when.timestamp()))
        return path

    def snapshot(self) -> Snapshot:
        """Return all that may not change; in place of UIDs a hash of the file's path, which holds the flags."""
        found: Snapshot = {}
        for path in sorted(self.root.rglob("*")):
            if path.is_file():
                when = datetime.fromtimestamp(path.stat().st_mtime, UTC)
                digest = hashlib.sha256(path.read_bytes()).hexdigest()
                found.setdefault(str(path.parent), {})[_number(path.name)] = (frozenset({path.name}), digest, when)
        return found


def _number(name: str) -> int:
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big")
