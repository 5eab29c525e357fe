"""Take back a draft of ours. The only place that opens a folder for writing or removes anything.

A draft that a person touched is theirs: most clients store an edited one under a new UID, and the bytes are compared
to the last. Only this one UID is expunged (RFC 4315); without UIDPLUS nothing is.
"""

from __future__ import annotations

from mailfollow.mailbox import guard, lines
from mailfollow.mailbox.folders import Listed
from mailfollow.mailbox.imap import opening, stream
from mailfollow.mailbox.imap.trouble import Refused
from mailfollow.mailbox.imap.wire import Wire
from mailfollow.mailbox.port import TOUCHED

_DELETED = rb"(\Deleted)"


def withdraw(wire: Wire, folder: Listed, uid: int, uidvalidity: int, data: bytes, *, unflagged: bool = False) -> bool:
    """See `port.Mailbox.withdraw`; the server must have UIDPLUS. `unflagged`: nobody may have set any flag."""
    opened = opening.examine(wire, folder)
    if opened.uidvalidity != uidvalidity or not _ours(wire, uid, data, unflagged=unflagged):
        return False
    try:
        return _remove(wire, folder, uid, uidvalidity)
    finally:
        if wire.usable:
            opening.examine(wire, folder)  # leaves the folder without an EXPUNGE, which CLOSE would do


def _ours(wire: Wire, uid: int, data: bytes, *, unflagged: bool) -> bool:
    """Whether the message is there, byte for byte, and nobody has flagged it."""
    answers = wire.ask(b"UID", b"FETCH", guard.number(uid), stream.bodies(2 * len(data) + 1))
    found = [message for message in stream.messages(answers, "", 0) if message.place.uid == uid]
    if len(found) != 1 or not data or not lines.same(found[0].data, data):
        return False
    return not found[0].flags - {"\\Recent"} if unflagged else not found[0].flags & TOUCHED


def _remove(wire: Wire, folder: Listed, uid: int, uidvalidity: int) -> bool:
    opened = opening.select(wire, folder)
    if opened.uidvalidity != uidvalidity or opened.read_only:
        return False
    number = guard.number(uid)
    try:
        wire.ask(b"UID", b"STORE", number, b"+FLAGS.SILENT", _DELETED)
    except Refused:
        return False
    try:
        wire.ask(b"UID", b"EXPUNGE", number)
    except Refused:
        wire.ask(b"UID", b"STORE", number, b"-FLAGS.SILENT", _DELETED)
        return False
    left = wire.ask(b"UID", b"FETCH", number, b"(UID)")
    return all(stream.parsed(answer).get(b"UID") != uid for answer in left)
