"""Which folders there are and how each of them stands, in one round trip each where the server can do that."""

from __future__ import annotations

from collections.abc import Sequence

from mailfollow.errors import ConfigError, ServerUnavailable
from mailfollow.mailbox import guard
from mailfollow.mailbox.folders import Listed
from mailfollow.mailbox.imap import answers
from mailfollow.mailbox.imap.trouble import Refused
from mailfollow.mailbox.imap.wire import Wire
from mailfollow.model import Account, Cursor

FORBIDDEN = Cursor(0, 0, 0)
"""How a folder stands that we have no right to read; no folder has UIDVALIDITY 0."""

_LONGEST = 4_000
"""How many bytes of folder names one LIST may hold; beyond that all folders are asked about."""


def folders(wire: Wire, capabilities: frozenset[str]) -> list[Listed]:
    """Return all folders. A server with RFC 6154 is asked to mark the special ones, which it need not do unasked."""
    marked = {"SPECIAL-USE", "LIST-EXTENDED"} <= capabilities
    extra = (b"RETURN", b"(SPECIAL-USE)") if marked else ()
    return answers.listed(wire.ask(b"LIST", b'""', b'"*"', *extra))


def cursors(wire: Wire, capabilities: frozenset[str], wanted: Sequence[Listed], settings: Account) -> dict[str, Cursor]:
    """Return the cursor of each folder, by its decoded name."""
    items = b"(UIDVALIDITY UIDNEXT MESSAGES%s)" % (b" HIGHESTMODSEQ" if "CONDSTORE" in capabilities else b"")
    together = _together(wire, wanted, items) if "LIST-STATUS" in capabilities else {}
    return {folder.name: together.get(folder.wire) or _alone(wire, folder, items, settings) for folder in wanted}


def _together(wire: Wire, wanted: Sequence[Listed], items: bytes) -> dict[bytes, Cursor]:
    """Ask about all folders at once (RFC 5819); what a server leaves out is asked for again, one by one."""
    names = b" ".join(guard.quoted(folder.wire) for folder in wanted)
    pattern = b"(" + names + b")" if len(names) <= _LONGEST else b'"*"'
    try:
        responses = wire.ask(b"LIST", b'""', pattern, b"RETURN", b"(STATUS " + items + b")")
    except Refused:
        return {}
    found = {name: answers.cursor(status) for name, status in answers.statuses(responses).items()}
    return {name: cursor for name, cursor in found.items() if cursor is not None}


def _alone(wire: Wire, folder: Listed, items: bytes, settings: Account) -> Cursor:
    try:
        responses = wire.ask(b"STATUS", guard.quoted(folder.wire), items)
    except Refused as refused:
        return _forbidden(folder, refused, settings)
    for status in answers.statuses(responses).values():
        if (cursor := answers.cursor(status)) is not None:
            return cursor
    raise ServerUnavailable(f"{wire.server} does not tell how the folder “{folder.name}” stands.")


def _forbidden(folder: Listed, refused: Refused, settings: Account) -> Cursor:
    """Pass over a folder that is not ours to read, unless it was asked for (RFC 5530 section 3, NOPERM)."""
    if "[NOPERM]" not in refused.words.upper():
        raise refused.about(folder.name)
    if folder.name in (settings.sent, settings.drafts, settings.trash, *(settings.watch or ())):
        raise ConfigError(
            f"Account “{settings.name}” may not read the folder “{folder.name}” that its settings name: {refused.words}"
        )
    return FORBIDDEN
