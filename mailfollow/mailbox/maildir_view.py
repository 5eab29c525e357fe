"""One folder of a Maildir as it was last looked at. Other programs rename its files at any time."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from mailfollow.mailbox import maildir_file
from mailfollow.mailbox.uidlist import UidList
from mailfollow.model import Cursor, Place, RawMessage


@dataclass(frozen=True, slots=True)
class View:
    """Base name → path below the directory, and the UIDs."""

    directory: Path
    files: dict[str, str]
    uidlist: UidList

    def path(self, key: str) -> Path:
        """Return where the message with this base name was."""
        return self.directory / self.files[key]

    def ascending(self, first: int = 1) -> list[tuple[int, str]]:
        """Return (UID, base name) of the messages from `first` on."""
        return sorted((uid, key) for key, uid in self.uidlist.uids.items() if uid >= first)

    def key(self, uid: int) -> str | None:
        """Return the base name of a message."""
        return next((key for key, known in self.uidlist.uids.items() if known == uid), None)


def look(directory: Path, known: UidList) -> View:
    """Look at a folder, and give UIDs to the messages that `known` lacks. Raises OSError."""
    files = scan(directory)
    if known.uids.keys() - files.keys():
        files = scan(directory)  # a file that is renamed while a directory is read can be missed once
    arrived = _by_arrival(directory, files, files.keys() - known.uids.keys())
    return View(directory, files, known.updated(files, arrived))


def cursor(view: View) -> Cursor:
    """Return how the folder stands; `modseq` is a digest of the file names, which hold the flags."""
    names = "\0".join(sorted(view.files.values())).encode(errors="surrogateescape")
    digest = int.from_bytes(blake2b(names, digest_size=8).digest(), "big") >> 1  # SQLite integers are signed
    return Cursor(view.uidlist.uidvalidity, view.uidlist.uidnext, len(view.files), digest)


def read(folder: str, view: View, wanted: Iterable[tuple[int, str]], most: int | None) -> Iterator[RawMessage]:
    """Yield the first `most` bytes (None = the header block) of messages that still exist. Raises OSError."""
    for uid, key in wanted:
        place = Place(folder, view.uidlist.uidvalidity, uid)
        message = _message(place, view.path(key), most)
        if message is None:  # renamed for a new flag, or gone
            view.files.update(scan(view.directory))
            message = _message(place, view.path(key), most)
        if message is not None:
            yield message


def _message(place: Place, path: Path, most: int | None) -> RawMessage | None:
    try:
        data = maildir_file.header(path) if most is None else maildir_file.beginning(path, most)
        return RawMessage(place, data, maildir_file.received(path), maildir_file.flags(path.name), path.stat().st_size)
    except FileNotFoundError:
        return None


def scan(directory: Path) -> dict[str, str]:
    """Return base name → path below `directory`; `new/` first, as files move from there to `cur/`."""
    return {
        maildir_file.key(entry.name): f"{part}/{entry.name}"
        for part in ("new", "cur")
        for entry in os.scandir(directory / part)
        if not entry.name.startswith(".") and entry.is_file()
    }


def _by_arrival(directory: Path, files: dict[str, str], keys: Iterable[str]) -> list[str]:
    return sorted(keys, key=lambda key: (maildir_file.received(directory / files[key]), key))
