"""mailfollow's way to the mail server in memory: a mailbox like any other, whose line a test can disturb."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from enum import Enum, auto
from itertools import islice

from mailfollow.errors import CannotWrite, ServerUnavailable
from mailfollow.mailbox import lines
from mailfollow.mailbox.folders import Listed, resolve, written_to
from mailfollow.mailbox.port import BATCH, BODY, TOUCHED
from mailfollow.model import Account, Cursor, Folder, Place, RawMessage, Role
from tests.servers.memory import SPECIAL, Box, MemoryServer, Stored

_HEADER = re.compile(rb"\A.*?\r?\n\r?\n", re.DOTALL)


class Storing(Enum):
    """What becomes of an APPEND."""

    WELL = auto()
    LATER = auto()
    """The line breaks, and the server stores it some minutes later."""
    UNSEEN = auto()
    """It is stored, but not found at once."""
    NOT_AT_ALL = auto()
    """The server says OK and stores nothing."""
    REFUSED = auto()


def _undisturbed(_what: str) -> None:
    """Let the command through."""


@dataclass
class Line:
    """The line to the server. `before` is told of each step; it may raise ServerUnavailable, or change the mailbox."""

    before: Callable[[str], None] = _undisturbed
    storing: Storing = Storing.WELL
    on_append: Callable[[bytes], None] = lambda _data: None
    late: list[bytes] = field(default_factory=list)
    uidplus: bool = True
    condstore: bool = True
    clock: Callable[[], datetime] = lambda: datetime(2024, 5, 6, tzinfo=UTC)


@dataclass
class MemoryMailbox:
    """See `port.Mailbox`."""

    settings: Account
    server: MemoryServer
    line: Line = field(default_factory=Line)

    @property
    def account(self) -> str:
        return self.settings.name

    def folders(self) -> tuple[Folder, ...]:
        self.line.before("folders")
        return resolve([Listed(name, _attributes(name)) for name in self.server.boxes], self.settings)

    def cursors(self) -> dict[str, Cursor]:
        folders = self.folders()
        self.line.before("cursors")
        return {folder.name: self._cursor(self._box(folder.name)) for folder in folders}

    def headers(self, folder: str, first_uid: int, since: date | None) -> Iterator[list[RawMessage]]:
        self.line.before(f"headers {folder}")
        box = self._box(folder)
        earliest = since - timedelta(days=1) if since else date.min
        found = (
            _raw(folder, box, uid, _header(message.data))
            for uid, message in sorted(box.messages.items())
            if uid >= first_uid and message.when.date() >= earliest
        )
        while batch := list(islice(found, BATCH)):
            yield batch
            self.line.before(f"more headers {folder}")

    def uids(self, folder: str) -> frozenset[int]:
        return frozenset(self._box(folder).messages)

    def bodies(self, folder: str, uids: Sequence[int], most: int = BODY) -> Iterator[RawMessage]:
        self.line.before(f"bodies {folder}")
        box = self._box(folder)
        for uid in sorted({uid for uid in uids if uid in box.messages}):
            yield _raw(folder, box, uid, box.messages[uid].data[:most])

    def save_draft(self, data: bytes, token: str, uidnext: int) -> int | None:
        self.line.before("save")
        self.line.on_append(data)
        match self.line.storing:
            case Storing.REFUSED:
                raise CannotWrite("The server did not store the draft: [OVERQUOTA] the mailbox is full.")
            case Storing.LATER:
                self.line.late.append(data)
                raise ServerUnavailable("The connection was lost.")
            case Storing.NOT_AT_ALL:
                return None
        uid = self.store(data)
        self.line.before("saved")
        found = token.encode() in _header(data) and uid >= uidnext
        return uid if found and self.line.storing is Storing.WELL else None

    def store(self, data: bytes) -> int:
        """Put a draft of ours into Drafts, now or late."""
        message = Stored(lines.crlf(data), frozenset({"\\Draft"}), self.line.clock(), ours=True)
        return self._drafts().add(message)

    def save_notice(self, data: bytes, message_id: str, uidnext: int) -> int | None:
        self.line.before("notice")
        uid = self.server.boxes["INBOX"].add(Stored(lines.crlf(data), frozenset(), self.line.clock(), ours=True))
        return uid if uid >= uidnext and message_id.encode() in _header(data) else None

    def withdraw(self, uid: int, uidvalidity: int, data: bytes, folder: str | None = None) -> bool:
        self.line.before("withdraw")
        where = written_to(self.folders(), Role.DRAFTS, folder)
        box = self._box(where.name)
        there = box.messages.get(uid)
        if not self.line.uidplus and folder is None:
            raise CannotWrite("your server cannot remove one single message (UIDPLUS, RFC 4315)")
        if not self.line.uidplus or there is None or box.uidvalidity != uidvalidity:
            return False
        touched = bool(there.flags) if where.role is Role.WATCH else bool(there.flags & TOUCHED)
        if touched or not lines.same(there.data, data):
            return False
        box.take(uid)
        self.line.before("withdrawn")
        return True

    def marked(self, folder: str, wanted: Callable[[str], bool], usual: Sequence[str]) -> dict[str, frozenset[int]]:
        flags = {uid: message.flags for uid, message in self._box(folder).messages.items()}
        names = {flag for found in flags.values() for flag in found if wanted(flag)}
        return {name: frozenset(uid for uid, found in flags.items() if name in found) for name in names}

    def make_folders(self, words: Sequence[str]) -> tuple[str, ...]:
        self.line.before("make")
        names = [f"Mailfollow/{word}" for word in words if f"Mailfollow/{word}" not in self.server.boxes]
        for name in names:
            self.server.make(name)
        return tuple(names)

    def notes(self) -> tuple[str, ...]:
        return ("A mailbox in memory.",)

    def close(self) -> None:
        return None

    def _cursor(self, box: Box) -> Cursor:
        modseq = box.modseq if self.line.condstore else None
        return Cursor(box.uidvalidity, box.uidnext, len(box.messages), modseq)

    def _box(self, folder: str) -> Box:
        if folder not in self.server.boxes:
            raise ServerUnavailable(f"Account “{self.account}”: the folder “{folder}” is no longer there.")
        return self.server.boxes[folder]

    def _drafts(self) -> Box:
        return self._box(next(folder.name for folder in self.folders() if folder.role is Role.DRAFTS))


@contextmanager
def open_memory(account: Account, server: MemoryServer, line: Line) -> Iterator[MemoryMailbox]:
    """Open the mailbox of `account` on `server` until the block ends."""
    line.before("connect")
    yield MemoryMailbox(account, server, line)


def _attributes(name: str) -> frozenset[str]:
    return frozenset({f"\\{name.lower()}"} if name in SPECIAL else ())


def _raw(folder: str, box: Box, uid: int, data: bytes) -> RawMessage:
    message = box.messages[uid]
    return RawMessage(Place(folder, box.uidvalidity, uid), data, message.when, message.flags, len(message.data))


def _header(data: bytes) -> bytes:
    found = _HEADER.match(data)
    return found[0] if found else data
