"""A mail server in memory, with a person's way in: the same calls as `login.Login` for a mailbox on a real server.

Thousands of histories are played on it in the time that a real server takes for dozens. UIDs, UIDVALIDITY and MODSEQ
keep to what RFC 9051 says of them; mailfollow's way in is `memory_mailbox`.
"""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from mailfollow.model import Account
from tests.servers.login import WHEN, Snapshot

SPECIAL = ("Sent", "Drafts", "Trash", "Junk", "Archive")


@dataclass(frozen=True, slots=True)
class Stored:
    """A message as it lies in a folder; `ours` if mailfollow put it there, wherever it was moved since."""

    data: bytes
    flags: frozenset[str]
    when: datetime
    ours: bool = False


@dataclass(slots=True)
class Box:
    """A folder: its messages by UID."""

    uidvalidity: int
    uidnext: int = 1
    modseq: int = 1
    messages: dict[int, Stored] = field(default_factory=dict)

    def add(self, message: Stored) -> int:
        """Store a message and return its UID."""
        uid, self.uidnext = self.uidnext, self.uidnext + 1
        self.put(uid, message)
        return uid

    def put(self, uid: int, message: Stored) -> None:
        """Store a message at its UID, with other flags for example."""
        self.messages[uid] = message
        self.modseq += 1

    def take(self, uid: int) -> Stored:
        """Remove a message and return it."""
        self.modseq += 1
        return self.messages.pop(uid)


class MemoryServer:
    """One person's folders."""

    def __init__(self) -> None:
        """Make an inbox and the usual folders, all empty."""
        self._validities = itertools.count(1000)
        self.boxes = {name: self._box() for name in ("INBOX", *SPECIAL)}

    def renew(self, folder: str) -> dict[int, int]:
        """Give a folder a new UIDVALIDITY, as after a restore or a move of the server; return old UID -> new UID."""
        old, fresh = self.boxes[folder], self._box()
        self.boxes[folder] = fresh
        return {uid: fresh.add(old.messages[uid]) for uid in sorted(old.messages)}

    def make(self, folder: str) -> None:
        """Make a folder, or an empty one in its place."""
        self.boxes[folder] = self._box()

    def _box(self) -> Box:
        return Box(next(self._validities))


@dataclass(frozen=True)
class MemoryLogin:
    """What a mail client does to the mailbox."""

    server: MemoryServer = field(default_factory=MemoryServer)
    host: str = "127.0.0.1"
    port: int = 143
    user: str = "robin"

    def account(self, **changes: Any) -> Account:
        """Return the settings with which mailfollow reaches this mailbox."""
        return replace(Account("work", host=self.host, user=self.user), **changes)

    def append(self, folder: str, data: bytes, flags: Sequence[str] = (), when: datetime = WHEN) -> int:
        """Deliver a message and return its UID."""
        return self.server.boxes[folder].add(Stored(data, frozenset(flags), when))

    def create(self, folder: str) -> None:
        """Make a folder."""
        self.server.make(folder)

    def delete(self, folder: str) -> None:
        """Remove a folder with all that is in it; one with a special use is there again at once, and empty."""
        self.server.boxes.pop(folder)
        if folder in SPECIAL:
            self.server.make(folder)

    def move(self, folder: str, uid: int, to: str) -> int:
        """Move a message, and return its new UID."""
        return self.server.boxes[to].add(self.server.boxes[folder].take(uid))

    def flag(self, folder: str, uid: int, *flags: str) -> None:
        """Add flags to a message."""
        self._flagged(folder, uid, self.server.boxes[folder].messages[uid].flags | set(flags))

    def unflag(self, folder: str, uid: int, *flags: str) -> None:
        """Remove flags from a message."""
        self._flagged(folder, uid, self.server.boxes[folder].messages[uid].flags - set(flags))

    def remove(self, folder: str, uid: int) -> None:
        """Delete a message for good."""
        self.server.boxes[folder].take(uid)

    def fetch(self, folder: str, uid: int) -> tuple[bytes, frozenset[str]]:
        """Return the bytes and flags of a message."""
        message = self.server.boxes[folder].messages[uid]
        return message.data, message.flags

    def snapshot(self) -> Snapshot:
        """Return all that may not change behind the person's back."""
        return {
            name: {
                uid: (one.flags, hashlib.sha256(one.data).hexdigest(), one.when) for uid, one in box.messages.items()
            }
            for name, box in self.server.boxes.items()
        }

    @contextmanager
    def session(self, folder: str) -> Iterator[_Session]:
        """Open a folder for the few commands that tests give to a client's own session."""
        yield _Session(self, folder)

    def _flagged(self, folder: str, uid: int, flags: frozenset[str]) -> None:
        box = self.server.boxes[folder]
        box.put(uid, replace(box.messages[uid], flags=flags))


@dataclass(frozen=True, slots=True)
class _Session:
    login: MemoryLogin
    folder: str

    def copy(self, uids: Sequence[int], to: str) -> None:
        """Copy messages; whoever made the first one did not make the copy."""
        for uid in uids:
            message = self.login.server.boxes[self.folder].messages[uid]
            self.login.server.boxes[to].add(replace(message, ours=False))

    def remove_flags(self, uids: Sequence[int], flags: Sequence[str]) -> None:
        """Remove flags."""
        for uid in uids:
            self.login.unflag(self.folder, uid, *flags)
