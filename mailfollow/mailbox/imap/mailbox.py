"""An IMAP account as a mailbox: one connection, folders opened read-only, messages streamed in large ranges."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from functools import partial

from imapclient import IMAPClient

from mailfollow import __version__
from mailfollow.errors import CannotWrite, MailfollowError, ServerUnavailable, Withheld
from mailfollow.mailbox import control, guard
from mailfollow.mailbox.folders import Listed, resolve, written_to
from mailfollow.mailbox.imap import (
    answers,
    append,
    isolate,
    keywords,
    make,
    notes,
    opening,
    runs,
    search,
    status,
    stream,
    withdraw,
)
from mailfollow.mailbox.imap.answers import Opened
from mailfollow.mailbox.imap.connection import abandon
from mailfollow.mailbox.imap.deadline import Deadline
from mailfollow.mailbox.imap.trouble import Refused, passing
from mailfollow.mailbox.imap.wire import Wire
from mailfollow.mailbox.port import BATCH, BODY
from mailfollow.model import Account, Cursor, Folder, RawMessage, Role

CANNOT_REMOVE = "your server cannot remove one single message (UIDPLUS, RFC 4315), so please delete it yourself"
"""Why a draft is left alone on a server whose EXPUNGE would remove what else is marked as deleted."""

AT_ONCE = 50
"""How many bodies one FETCH asks for, so that little is read in vain when the caller stops early."""

GOODBYE = 2.0
"""Seconds for the server to take note that we leave; nothing depends on it."""


class ImapMailbox:
    """See `port.Mailbox`."""

    def __init__(self, account: Account, client: IMAPClient, deadline: Deadline) -> None:
        """Take the settings and a client that is logged in."""
        self.account = account.name
        self._settings = account
        self._client = client
        self._capabilities = frozenset(word.decode("ascii", "replace").upper() for word in client.capabilities())
        self._wire = Wire(client._imap, deadline, f"{account.host}:{account.port}")  # noqa: SLF001 - see wire.py
        self._listing: dict[str, Listed] = {}
        self._foreign: tuple[str, ...] | None = None
        self._forbidden: frozenset[str] = frozenset()
        self._open: tuple[str, Opened] | None = None
        self._introduce()

    def folders(self) -> tuple[Folder, ...]:
        """Return the folders with their roles."""
        if self._foreign is None:
            namespaces = self._wire.ask(b"NAMESPACE") if "NAMESPACE" in self._capabilities else []
            self._foreign = answers.foreign(namespaces)
        listed = status.folders(self._wire, self._capabilities)
        self._listing = {folder.name: folder for folder in listed if guard.clean(folder.wire)}
        return resolve(tuple(self._listing.values()), self._settings, self._foreign)

    def cursors(self) -> dict[str, Cursor]:
        """Return how each folder stands."""
        wanted = [self._listing[folder.name] for folder in self.folders()]
        if self._open:  # a server need not look for news in the folder that is open, RFC 9051 section 6.3.11
            self._wire.ask(b"NOOP")
        found = status.cursors(self._wire, self._capabilities, wanted, self._settings)
        self._forbidden = frozenset(name for name, cursor in found.items() if cursor == status.FORBIDDEN)
        return found

    def headers(self, folder: str, first_uid: int, since: date | None) -> Iterator[list[RawMessage]]:
        """Yield header blocks; servers send a range in ascending order, and each batch is sorted in any case."""
        if folder in self._forbidden:
            return
        opened = self._examine(folder)
        batch: list[RawMessage] = []
        for group in self._groups(opened, max(first_uid, 1), since):
            try:
                for message in self._fetch(folder, opened, group, items=stream.HEADERS):
                    batch.append(message)
                    if len(batch) == BATCH:
                        yield sorted(batch, key=_uid)
                        batch = []
                        self._wire.deadline.restart()
            except Refused as refused:
                raise self._explained(refused, folder, opened, group) from refused
        if batch:
            yield sorted(batch, key=_uid)

    def uids(self, folder: str) -> frozenset[int]:
        """Return all UIDs."""
        if folder in self._forbidden:
            return frozenset()
        return frozenset(search.uids(self._wire, self._examine(folder).messages))

    def bodies(self, folder: str, uids: Sequence[int], most: int = BODY) -> Iterator[RawMessage]:
        """Yield the first bytes of messages."""
        if folder in self._forbidden or not uids:
            return
        opened = self._open[1] if self._open and self._open[0] == folder else self._examine(folder)
        for group in runs.grouped(sorted(set(uids)), AT_ONCE):
            try:
                for message in self._fetch(folder, opened, group, items=stream.bodies(most)):
                    yield message
                    self._wire.deadline.restart()
            except Refused as refused:
                raise (refused if passing(refused.words) else Withheld(str(refused.about(folder)))) from refused

    def _explained(self, refused: Refused, folder: str, opened: Opened, group: list[runs.Run]) -> Refused:
        """Return a refusal to give headers with the message of `group` that it is about, if it is one."""
        if passing(refused.words) or not self._wire.usable:
            return refused
        fetch = partial(self._fetch, folder, opened, items=stream.HEADERS)
        there = search.uids(self._wire, opened.messages)
        inside = [uid for uid in there if any(first <= uid <= last for first, last in group)]
        return refused.about(folder, isolate.first_refused(fetch, inside))

    def save_draft(self, data: bytes, token: str, uidnext: int) -> int | None:
        """Append a draft and look for it."""
        drafts, _ = self._for_writing(Role.DRAFTS)
        return append.save(self._wire, drafts, data, token, uidnext)

    def save_notice(self, data: bytes, message_id: str, uidnext: int) -> int | None:
        """Append a notice to the inbox and look for it."""
        inbox, _ = self._for_writing(Role.WATCH)
        return append.save(self._wire, inbox, data, message_id, uidnext, draft=False)

    def withdraw(self, uid: int, uidvalidity: int, data: bytes, folder: str | None = None) -> bool:
        """Remove our own unedited draft, or a notice that nobody has read."""
        if "UIDPLUS" not in self._capabilities:
            if folder is None:
                raise CannotWrite(CANNOT_REMOVE)
            return False
        where, role = self._for_writing(Role.DRAFTS, folder)
        return withdraw.withdraw(self._wire, where, uid, uidvalidity, data, unflagged=role is Role.WATCH)

    def marked(self, folder: str, wanted: Callable[[str], bool], usual: Sequence[str]) -> dict[str, frozenset[int]]:
        """Return the UIDs by keyword."""
        if folder in self._forbidden:
            return {}
        return keywords.marked(self._wire, self._examine(folder), wanted, usual) or {}

    def make_folders(self, words: Sequence[str]) -> tuple[str, ...]:
        """Make folders under Mailfollow."""
        drafts, _ = self._for_writing(Role.DRAFTS)
        wanted = [word for word in words if word in control.missing(self._listing)]
        return make.make(self._wire, drafts, wanted, self._listing)

    def notes(self) -> tuple[str, ...]:
        """Return what the server lacks and what is odd."""
        folders = self.folders()
        said = notes.notes(self._capabilities, folders, tuple(self._listing.values()), self._forbidden)
        sent = next(folder.name for folder in folders if folder.role is Role.SENT)
        unseen = keywords.note(self._wire, self._examine(sent)) if sent not in self._forbidden else None
        return (*said, unseen) if unseen else said

    def close(self) -> None:
        """Log out."""
        try:
            if self._wire.usable:
                self._wire.deadline.shorten(GOODBYE)
                self._wire.ask(b"LOGOUT")
        except MailfollowError:  # the server says goodbye, or is gone
            pass
        finally:
            abandon(self._client)

    def _introduce(self) -> None:
        """Say who we are (RFC 2971): a few providers let only clients in that do."""
        if "ID" in self._capabilities:
            fields = (b"name", b"mailfollow", b"version", __version__.encode())
            try:
                self._wire.ask(b"ID", b"(" + b" ".join(map(guard.quoted, fields)) + b")")
            except Refused:  # it was a courtesy
                return

    def _examine(self, folder: str) -> Opened:
        if folder not in self._listing:
            self.folders()
        if folder not in self._listing:
            raise ServerUnavailable(f"Account “{self.account}”: the folder “{folder}” is no longer there.")
        opened = opening.examine(self._wire, self._listing[folder])
        self._open = (folder, opened)
        return opened

    def _groups(self, opened: Opened, first: int, since: date | None) -> Iterator[list[runs.Run]]:
        """Return which UIDs to ask for, in one list of ranges a command."""
        if since is None and opened.uidnext and runs.dense(first, opened.uidnext, opened.messages):
            return runs.ranges(first, opened.uidnext)
        slack = since - timedelta(days=1) if since else None
        return runs.grouped([uid for uid in search.uids(self._wire, opened.messages, slack) if uid >= first])

    def _fetch(self, folder: str, opened: Opened, group: list[runs.Run], *, items: bytes) -> Iterator[RawMessage]:
        self._wire.deadline.restart()
        responses = self._wire.stream(b"UID", b"FETCH", guard.numbers(group), items)
        return stream.messages(responses, folder, opened.uidvalidity)

    def _for_writing(self, role: Role, name: str | None = None) -> tuple[Listed, Role]:
        """Return the first folder of a role, or the one of that name, with its role; none is open any longer."""
        self._open = None
        folder = written_to(self.folders(), role, name)
        return self._listing[folder.name], folder.role


def _uid(message: RawMessage) -> int:
    return message.place.uid
