"""All UIDs of a folder, however many there are and however far apart. Only numbers and a day go on the wire."""

from __future__ import annotations

from datetime import date

from mailfollow.mailbox import guard
from mailfollow.mailbox.imap import answers, dates
from mailfollow.mailbox.imap.wire import Wire

AT_ONCE = 50_000
"""How many messages one SEARCH looks at: its answer is one line, and imaplib reads none beyond 1 MB."""


def uids(wire: Wire, messages: int, since: date | None = None) -> list[int]:
    """Return the UIDs in the open folder of `messages` messages, ascending; with `since`, those received from then.

    Sequence numbers bound each answer. When messages vanish in between, those behind them move down, so the next
    part begins as much lower.
    """
    found: set[int] = set()
    start, left = 1, messages
    while start <= left:
        part = guard.numbers([(start, min(start + AT_ONCE - 1, left))])
        responses = wire.ask(b"UID", b"SEARCH", part, *([b"SINCE", dates.day(since)] if since else []))
        found.update(answers.found(responses))
        gone = answers.expunged(responses)
        start, left = max(1, start + AT_ONCE - gone), left - gone
    return sorted(found)
