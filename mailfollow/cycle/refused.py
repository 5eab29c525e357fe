"""Logins that the server refused lately: `once` leaves them alone, or a wrong password would be tried at each call.

A cron job calls it every few minutes, and servers lock an account for less. The daemon counts for itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from mailfollow.cycle.backoff import RETRY_REFUSED
from mailfollow.errors import AuthFailed, MailfollowError
from mailfollow.store import Store

MARK = "login refused: "
"""The mark with the time of an account's last refused login (UTC); its name follows."""


def note_refused(store: Store, account: str, error: MailfollowError, now: datetime) -> None:
    """Remember that `error` came of logging in at `now` (UTC), if trying again is of no use."""
    if isinstance(error, AuthFailed) and error.retry is None:
        store.marks.put(MARK + account, now.isoformat())


def note_let_in(store: Store, account: str) -> None:
    """Forget that the login of `account` was ever refused."""
    if store.marks.get(MARK + account) is not None:
        store.marks.put(MARK + account, None)


def refused_lately(store: Store, accounts: Iterable[str], now: datetime) -> dict[str, datetime]:
    """Return which accounts were refused in the last hours, and when each may be tried again (UTC).

    A time to come is of a wrong clock, and keeps nobody waiting.
    """
    marks = {name: text for name in accounts if (text := store.marks.get(MARK + name))}
    times = {name: datetime.fromisoformat(text) for name, text in marks.items()}
    wait = timedelta(seconds=RETRY_REFUSED)
    return {name: at + wait for name, at in times.items() if at <= now < at + wait}
