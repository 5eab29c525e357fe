"""Open a folder. Reading is done with EXAMINE, so that not even a message's “recent” mark changes."""

from __future__ import annotations

from mailfollow.errors import ServerUnavailable
from mailfollow.mailbox import guard
from mailfollow.mailbox.folders import Listed
from mailfollow.mailbox.imap import answers
from mailfollow.mailbox.imap.answers import Opened
from mailfollow.mailbox.imap.trouble import Refused
from mailfollow.mailbox.imap.wire import Wire


def examine(wire: Wire, folder: Listed) -> Opened:
    """Open `folder` for reading."""
    return _open(wire, b"EXAMINE", folder)


def select(wire: Wire, folder: Listed) -> Opened:
    """Open `folder` for writing."""
    return _open(wire, b"SELECT", folder)


def _open(wire: Wire, command: bytes, folder: Listed) -> Opened:
    try:
        responses = wire.ask(command, guard.quoted(folder.wire))
    except Refused as refused:
        raise refused.about(folder.name) from refused
    opened = answers.opened([*responses, [b"* OK " + wire.said]])
    if opened is None:
        raise ServerUnavailable(f"{wire.server} gives no UIDVALIDITY for “{folder.name}”; it cannot be followed.")
    return opened
