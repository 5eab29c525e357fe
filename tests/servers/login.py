"""A person's view of a mailbox on the test server: what a mail client, or the world, does to it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from imapclient import IMAPClient

from mailfollow.model import Account

Snapshot = dict[str, dict[int, tuple[frozenset[str], str, datetime]]]
"""Folder → UID → flags (without \\Recent), SHA-256 of the bytes, INTERNALDATE."""

WHEN = datetime(2024, 5, 6, 9, 30, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Login:
    """How to log in, and what a test does to the mailbox behind our back."""

    host: str
    port: int
    user: str
    password: str

    def account(self, **changes: Any) -> Account:
        """Return the settings with which mailfollow reaches this mailbox."""
        account = Account("work", host=self.host, port=self.port, security="none", user=self.user, timeout=10.0)
        return replace(account, password=self.password, **changes)

    @contextmanager
    def session(self, folder: str | None = None) -> Iterator[IMAPClient]:
        """Open a session of a mail client; with `folder`, that one is selected for writing."""
        client = IMAPClient(self.host, self.port, ssl=False, timeout=30)
        client.normalise_times = False
        try:
            client.login(self.user, self.password)
            if folder is not None:
                client.select_folder(folder)
            yield client
        finally:
            client.logout()

    def append(self, folder: str, data: bytes, flags: Sequence[str] = (), when: datetime = WHEN) -> int:
        """Deliver a message and return its UID."""
        with self.session() as client:
            uid = int(client.folder_status(folder, ["UIDNEXT"])[b"UIDNEXT"])
            client.append(folder, data, flags, when)
            return uid

    def create(self, folder: str) -> None:
        """Make a folder."""
        with self.session() as client:
            client.create_folder(folder)

    def delete(self, folder: str) -> None:
        """Remove a folder with all that is in it."""
        with self.session() as client:
            client.delete_folder(folder)

    def move(self, folder: str, uid: int, to: str) -> None:
        """Move a message as a client does."""
        with self.session(folder) as client:
            client.move([uid], to)

    def flag(self, folder: str, uid: int, *flags: str) -> None:
        """Add flags to a message."""
        with self.session(folder) as client:
            client.add_flags([uid], flags)

    def unflag(self, folder: str, uid: int, *flags: str) -> None:
        """Take flags off a message."""
        with self.session(folder) as client:
            client.remove_flags([uid], flags)

    def remove(self, folder: str, uid: int) -> None:
        """Delete a message for good."""
        with self.session(folder) as client:
            client.delete_messages([uid])
            client.uid_expunge([uid])

    def fetch(self, folder: str, uid: int) -> tuple[bytes, frozenset[str]]:
        """Return the bytes and flags of a message."""
        with self.session(folder) as client:
            item = client.fetch([uid], ["BODY.PEEK[]", "FLAGS"])[uid]
            return item[b"BODY[]"], _flags(item[b"FLAGS"])

    def snapshot(self) -> Snapshot:
        """Return all that may not change behind the person's back."""
        with self.session() as client:
            names = [name for flags, _, name in client.list_folders() if b"\\Noselect" not in flags]
            return {name: _contents(client, name) for name in names}


def _contents(client: IMAPClient, folder: str) -> dict[int, tuple[frozenset[str], str, datetime]]:
    client.select_folder(folder, readonly=True)
    items = client.fetch(client.search("ALL"), ["BODY.PEEK[]", "FLAGS", "INTERNALDATE"])
    return {
        uid: (_flags(item[b"FLAGS"]), hashlib.sha256(item[b"BODY[]"]).hexdigest(), item[b"INTERNALDATE"])
        for uid, item in items.items()
    }


def _flags(flags: Sequence[bytes]) -> frozenset[str]:
    return frozenset(flag.decode() for flag in flags) - {"\\Recent"}
