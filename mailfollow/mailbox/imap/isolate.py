"""Which message it is that a server refuses to give, so that the person can move or delete it.

Gmail and Yahoo answer NO to the whole FETCH, each time, for a single message that is broken on the server.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from mailfollow.mailbox.imap.runs import Run, grouped
from mailfollow.mailbox.imap.trouble import Refused
from mailfollow.model import RawMessage

Fetch = Callable[[list[Run]], Iterable[RawMessage]]
"""Asks for the messages with these UIDs; raises Refused."""


def first_refused(fetch: Fetch, uids: Sequence[int]) -> int | None:
    """Return the first of `uids` (ascending) that the server refuses to give, though it gives those before it."""
    start, end = 0, len(uids)
    while end - start > 1:
        middle = (start + end) // 2
        if _is_refused(fetch, uids[start:middle]):
            end = middle
        else:
            start = middle
    return uids[start] if uids and _is_refused(fetch, uids[start:end]) else None


def _is_refused(fetch: Fetch, uids: Sequence[int]) -> bool:
    try:
        for group in grouped(uids):
            list(fetch(group))
    except Refused:
        return True
    return False
