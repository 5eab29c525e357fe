"""UIDs for the messages of a Maildir, kept in our own state directory: their tree is not ours to write in.

A message is known by its base name, which no mail client changes when flags change. UIDs rise in the order of arrival
and are never given twice. Without a list, or with an unreadable one, a new UIDVALIDITY begins.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from mailfollow.private import make_directory


@dataclass(frozen=True, slots=True)
class UidList:
    """Base name → UID, the next UID to give, and the UIDVALIDITY: when the list was begun, in seconds since 1970."""

    uidvalidity: int
    uidnext: int = 1
    uids: Mapping[str, int] = field(default_factory=dict)

    def updated(self, present: Iterable[str], arrived: Iterable[str]) -> UidList:
        """Return the list for the messages `present`, of which `arrived` (in order) have no UID yet."""
        uids = {key: self.uids[key] for key in present if key in self.uids}
        uidnext = self.uidnext
        for key in arrived:
            uids[key] = uidnext
            uidnext += 1
        return UidList(self.uidvalidity, uidnext, uids)


def load(path: Path) -> UidList | None:
    """Read a list; None where there is none that can be read."""
    try:
        stored = json.loads(path.read_text(encoding="ascii"))
        return UidList(int(stored["uidvalidity"]), int(stored["uidnext"]), dict(stored["uids"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def save(path: Path, uidlist: UidList) -> None:
    """Write a list so that a crash leaves the old or the new one. Raises OSError."""
    stored = {"uidvalidity": uidlist.uidvalidity, "uidnext": uidlist.uidnext, "uids": dict(uidlist.uids)}
    make_directory(path.parent)
    beside = path.with_suffix(".new")
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="ascii") as file:
        json.dump(stored, file)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
