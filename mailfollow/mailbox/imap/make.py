"""Make folders that the person asked for. Only those under `Mailfollow` are ever made, and none is ever removed."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from mailfollow.errors import CannotWrite
from mailfollow.mailbox import control, guard, utf7
from mailfollow.mailbox.folders import Listed
from mailfollow.mailbox.imap.trouble import Refused
from mailfollow.mailbox.imap.wire import Wire


def make(wire: Wire, drafts: Listed, words: Sequence[str], there: Collection[str]) -> tuple[str, ...]:
    """See `port.Mailbox.make_folders`; they are called as `drafts` shows that folders are called on this server."""
    if not drafts.delimiter:
        raise CannotWrite(f"{wire.server} knows no folders within folders, so there can be none under Mailfollow.")
    prefix = control.prefix_like(drafts.name, drafts.delimiter)
    names = [control.named(word, prefix, drafts.delimiter) for word in words]
    return tuple(name for name in names if name not in there and _made(wire, name))


def _made(wire: Wire, name: str) -> bool:
    """Make a folder and subscribe to it, so that mail clients show it; False if it was there already."""
    quoted = guard.quoted(utf7.encode(name))
    try:
        wire.ask(b"CREATE", quoted)
    except Refused as refused:
        if "[ALREADYEXISTS]" in refused.words.upper():  # RFC 5530 section 3
            return False
        raise CannotWrite(f"{wire.server} did not make the folder “{name}”: {refused.words}") from refused
    try:
        wire.ask(b"SUBSCRIBE", quoted)
    except Refused:  # it is there all the same
        return True
    return True
