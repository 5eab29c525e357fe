"""Save a draft, or a notice, and look whether it is there.

Three things can be known afterwards: it is stored (we saw it), it is not (the server said no), or neither: then the
caller looks again later, and never simply appends once more. A server's OK alone proves nothing, and the UID that
comes with it (APPENDUID) may be wrong.
"""

from __future__ import annotations

from mailfollow.errors import CannotWrite, DataError
from mailfollow.mailbox import guard, lines
from mailfollow.mailbox.folders import Listed
from mailfollow.mailbox.imap import opening, stream
from mailfollow.mailbox.imap.trouble import Refused
from mailfollow.mailbox.imap.wire import Wire

_IDS = b"(UID BODY.PEEK[HEADER.FIELDS (MESSAGE-ID REFERENCES)])"


def save(wire: Wire, folder: Listed, data: bytes, token: str, uidnext: int, *, draft: bool = True) -> int | None:
    r"""See `port.Mailbox.save_draft`, and `save_notice` for what is no draft.

    A draft has `\Draft` from the start, and nothing has `\Seen`.
    """
    what, flags = ("draft", rb"(\Draft)") if draft else ("message", b"()")
    if b"\0" in data:
        raise DataError(f"A {what} with a zero byte cannot be stored; the template or the proposal holds one.")
    try:
        wire.ask(b"APPEND", guard.quoted(folder.wire), flags, literal=lines.crlf(data))
    except Refused as refused:
        raise CannotWrite(f"{wire.server} did not store the {what} in “{folder.name}”: {refused.words}") from refused
    wire.ask(b"NOOP")
    return find(wire, folder, token, uidnext)


def find(wire: Wire, folder: Listed, token: str, uidnext: int) -> int | None:
    """Return the lowest UID from `uidnext` on whose Message-ID or References hold `token`; None if there is none."""
    opening.examine(wire, folder)
    uids: list[int] = []
    for response in wire.ask(b"UID", b"FETCH", guard.number(uidnext) + b":*", _IDS):
        items = stream.parsed(response)
        header = next((value for key, value in items.items() if key.startswith(b"BODY[")), None)
        if isinstance(header, bytes) and token.encode() in header:
            uids.append(items.get(b"UID", 0))
    return min((uid for uid in uids if uid >= uidnext), default=None)  # `n:*` repeats the last message
