"""An export as a mailbox. Its folders are made up: Sent holds what is from the person, INBOX everything else."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import NoReturn

from mailfollow.errors import CannotWrite
from mailfollow.mailbox.export import message
from mailfollow.mailbox.export.files import Reader
from mailfollow.mailbox.export.survey import Entry, Survey
from mailfollow.mailbox.port import BATCH, BODY
from mailfollow.model import Cursor, Folder, Place, RawMessage, Role

SENT, INBOX, DRAFTS = "Sent", "INBOX", "Drafts"
UIDVALIDITY = 1


class ExportMailbox:
    """See `port.Mailbox`. Nothing can be written: Drafts is empty, and to save or withdraw one is an error."""

    def __init__(self, account: str, found: Survey) -> None:
        """Take the name to go by, and what was found."""
        self.account = account
        self._found = found
        self._folders: dict[str, Sequence[Entry]] = {SENT: found.sent, INBOX: found.others, DRAFTS: ()}
        self._reader = Reader()

    def folders(self) -> tuple[Folder, ...]:
        """Return the three folders."""
        return Folder(SENT, Role.SENT), Folder(INBOX, Role.WATCH), Folder(DRAFTS, Role.DRAFTS)

    def cursors(self) -> dict[str, Cursor]:
        """Return how many messages there are."""
        return {name: Cursor(UIDVALIDITY, len(found) + 1, len(found)) for name, found in self._folders.items()}

    def headers(self, folder: str, first_uid: int, since: date | None) -> Iterator[list[RawMessage]]:
        """Yield header blocks, oldest message first."""
        earliest = since - timedelta(days=1) if since else date.min
        read = (self._message(folder, uid, None) for uid in range(first_uid, len(self._folders[folder]) + 1))
        recent = (raw for raw in read if raw.internal_date.date() >= earliest)
        while batch := list(islice(recent, BATCH)):
            yield batch

    def uids(self, folder: str) -> frozenset[int]:
        """Return all UIDs."""
        return frozenset(range(1, len(self._folders[folder]) + 1))

    def bodies(self, folder: str, uids: Sequence[int], most: int = BODY) -> Iterator[RawMessage]:
        """Yield the first bytes of messages."""
        there = range(1, len(self._folders[folder]) + 1)
        yield from (self._message(folder, uid, most) for uid in sorted(set(uids)) if uid in there)

    def save_draft(self, data: bytes, token: str, uidnext: int) -> NoReturn:
        """Refuse."""
        del data, token, uidnext
        raise CannotWrite("An export is read only: nothing can be saved in it.")

    def save_notice(self, data: bytes, message_id: str, uidnext: int) -> NoReturn:
        """Refuse."""
        self.save_draft(data, message_id, uidnext)

    def withdraw(self, uid: int, uidvalidity: int, data: bytes, folder: str | None = None) -> NoReturn:
        """Refuse."""
        del uid, uidvalidity, data, folder
        raise CannotWrite("An export is read only: nothing can be removed from it.")

    def marked(self, folder: str, wanted: Callable[[str], bool], usual: Sequence[str]) -> dict[str, frozenset[int]]:
        """Return nothing: an export has no flags."""
        del folder, wanted, usual
        return {}

    def make_folders(self, words: Sequence[str]) -> NoReturn:
        """Refuse."""
        del words
        raise CannotWrite("An export is read only: no folder can be made in it.")

    def notes(self) -> tuple[str, ...]:
        """Return what was left out."""
        return tuple(f"left out: {count:,} × {why}" for why, count in sorted(self._found.left_out.items()))

    def close(self) -> None:
        """Close the file that was read last."""
        self._reader.close()

    def _message(self, folder: str, uid: int, most: int | None) -> RawMessage:
        """Read the first `most` bytes of a message, or its header block."""
        entry = self._folders[folder][uid - 1]
        where = (self._reader, self._found.sources[entry.source], entry.start, entry.size)
        data = message.header(*where) if most is None else message.beginning(*where, most)
        received = datetime.fromtimestamp(entry.received, UTC)
        return RawMessage(Place(folder, UIDVALIDITY, uid), data, received, size=entry.size)
