"""What the rest of mailfollow knows of a mailbox, whatever lies behind it.

`ImapMailbox` and `MaildirMailbox` are the two to work with; one suite of tests runs over both. `ExportMailbox` can only
be read. Folders are known by their decoded names. Nothing is ever changed but our own drafts and notices: `save_draft`
and `save_notice` add one, `withdraw` takes one back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Protocol

from mailfollow.model import Cursor, Folder, RawMessage

BATCH = 2_500
"""The most messages in one list of `headers`: one transaction of the reader."""

TOUCHED = frozenset({"\\Deleted", "\\Flagged"})
"""Flags by which a person says something of a draft: it shall go, or it is of worth. Having read it says nothing."""

BODY = 262_144
"""How many bytes of a message are read: 256 kB hold any text a person wrote, whatever is attached."""


class Mailbox(Protocol):
    """One account's mail. Every method may raise ServerUnavailable: then nothing is known, rather than nothing new."""

    @property
    def account(self) -> str:
        """The account's name in the configuration."""

    def folders(self) -> tuple[Folder, ...]:
        """Return the folders in reading order: SENT, WATCH (the inbox first), CONTROL, one DRAFTS, and TRASH, if any.

        There may be several SENT and TRASH folders: clients in different languages make their own.

        Raises ConfigError, listing the folders seen, where Sent, Drafts or a folder of the settings is missing.
        """

    def cursors(self) -> dict[str, Cursor]:
        """Return how each of these folders stands now; an equal cursor means that nothing in it changed.

        A folder that we have no right to read stands still at Cursor(0, 0, 0), is empty, and is named in `notes`;
        one that the settings name is a ConfigError.
        """

    def headers(self, folder: str, first_uid: int, since: date | None) -> Iterator[list[RawMessage]]:
        """Yield the header blocks of messages from `first_uid` on, ascending, in batches of at most `BATCH`.

        `since` leaves out what was received earlier than the day before it (a day, for time zones). Read one such
        iterator to its end, or let it go, before the next call: it has the connection for itself.
        """

    def uids(self, folder: str) -> frozenset[int]:
        """Return the UIDs of all messages in `folder`."""

    def bodies(self, folder: str, uids: Sequence[int], most: int = BODY) -> Iterator[RawMessage]:
        """Yield the first `most` bytes of each of the messages that still exists, ascending by UID."""

    def save_draft(self, data: bytes, token: str, uidnext: int) -> int | None:
        r"""Put `data` into Drafts with `\Draft` and look for `token` among the UIDs from `uidnext` on.

        Return its UID, or None where it cannot be found: then it is uncertain whether it was stored, as it is after
        ServerUnavailable. Raises CannotWrite, with the server's words, where it certainly was not stored.
        """

    def withdraw(self, uid: int, uidvalidity: int, data: bytes, folder: str | None = None) -> bool:
        """Remove our draft, only if UIDVALIDITY and every byte of it are still ours, and nobody has flagged it.

        Return whether it is gone.

        `folder` is where it lies, if not in Drafts: a control folder, or the inbox for a notice of ours, which must
        be unread and without any flag.

        Raises CannotWrite for a draft, with why, where the server cannot remove one single message.
        """

    def save_notice(self, data: bytes, message_id: str, uidnext: int) -> int | None:
        """Put `data` into the inbox, unread, and look for `message_id` among the UIDs from `uidnext` on.

        What is returned and raised is as in `save_draft`.
        """

    def marked(self, folder: str, wanted: Callable[[str], bool], usual: Sequence[str]) -> dict[str, frozenset[int]]:
        """Return the UIDs of the messages in `folder` that have a flag or keyword which is `wanted`, by that.

        `usual` are keywords to try where the mailbox does not tell which there are. Empty where it keeps none.
        """

    def make_folders(self, words: Sequence[str]) -> tuple[str, ...]:
        """Make and subscribe the folders under `Mailfollow` called `words`, as far as they are missing.

        Return the names of those that were made. Raises CannotWrite, with the server's words, where one was refused.
        """

    def notes(self) -> tuple[str, ...]:
        """Return sentences on what the mailbox offers and on its oddities, for `mailfollow check`."""

    def close(self) -> None:
        """Log out. Never raises."""
