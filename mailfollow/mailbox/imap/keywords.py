r"""Which messages of a folder have a keyword (RFC 9051 section 2.3.2), found without reading all flags.

EXAMINE lists the keywords that are in use, so that nothing is searched for where ours are not. A few servers list
none, though they keep some: there the usual ones are searched for. Others know no keywords at all, as Exchange.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from mailfollow.mailbox import guard
from mailfollow.mailbox.imap import answers
from mailfollow.mailbox.imap.answers import Opened
from mailfollow.mailbox.imap.trouble import Refused
from mailfollow.mailbox.imap.wire import Wire

_ATOM = re.compile(r"[A-Za-z0-9_-]+")
_SYSTEM = {"\\Flagged": b"FLAGGED"}


def marked(
    wire: Wire, opened: Opened, wanted: Callable[[str], bool], usual: Sequence[str]
) -> dict[str, frozenset[int]] | None:
    """Return the UIDs in the open folder by keyword, of those that are `wanted`; None where the server refuses."""
    ours = [flag for flag in opened.flags if not flag.startswith("\\")]
    names = {*filter(wanted, ours), *(usual if not ours else ()), *filter(wanted, _SYSTEM)}
    found = {}
    for name in sorted(names):
        if name not in _SYSTEM and not _ATOM.fullmatch(name):
            continue
        try:
            found[name] = _uids(wire, name)
        except Refused:
            return None
    return {name: uids for name, uids in found.items() if uids}


def _uids(wire: Wire, name: str) -> frozenset[int]:
    key = [_SYSTEM[name]] if name in _SYSTEM else [b"KEYWORD", guard.line([name.encode("ascii")])]
    return frozenset(answers.found(wire.ask(b"UID", b"SEARCH", *key)))


def note(wire: Wire, opened: Opened) -> str | None:
    """Return the sentence for `mailfollow check` where tags on sent mail cannot be seen here; None where they can."""
    kept = not opened.permanent or "\\*" in opened.permanent
    if kept and marked(wire, opened, lambda _name: False, ("followup",)) is not None:
        return None
    return (
        "The server keeps no tags (keywords) that mail clients make up: a tag `followup` on sent mail is not seen "
        "there. Use the folders under Mailfollow, or a Bcc to you+followup@."
    )
