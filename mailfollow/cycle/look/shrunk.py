"""A mailbox that suddenly lost most of its messages: something is wrong there, and silence proves nothing.

A wrong namespace, a restore that is still running, or a rule gone mad looks like that. Nothing is drafted then until
the person says that it is right, or a day has passed.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from mailfollow.cycle.desk import Visit
from mailfollow.model import Cursor, Folder, Role
from mailfollow.model.words import counted
from mailfollow.store import Store

LEAST = 20
"""Messages before it is noticed at all: small mailboxes are tidied up often."""

BELIEVED_AFTER = timedelta(days=1)

MARK = "shrunk: "
"""Before the account's name: when it was first found shrunk (UTC), or that the person said that it is right."""

BELIEVED = "believed"


def shrunk(visit: Visit, folders: Collection[Folder], cursors: Mapping[str, Cursor]) -> str | None:
    """Return why silence proves nothing: the account's folders hold less than half of what they held.

    None if they hold enough, or have held less for a day, or the person said that this is right. Ask before the rows of
    vanished folders are dropped.
    """
    name, now = MARK + visit.account, visit.desk.now
    lost = _lost(visit, folders, cursors)
    if lost is None:
        visit.store.marks.put(name, None)
        return None
    noticed = visit.store.marks.get(name) or now.isoformat()
    visit.store.marks.put(name, noticed)
    if not _is_doubted(noticed, now):
        return None
    return (
        f"Account “{visit.account}”: {lost}. Nothing is drafted until it is clear what happened to them; if you "
        "removed them yourself, it goes on after a day, or at once after `mailfollow resume`."
    )


def believe(store: Store, account: str, now: datetime) -> bool:
    """Take it that the loss in `account` is right, as the person said at `now` (UTC); whether it was doubted."""
    noticed = store.marks.get(MARK + account)
    doubted = noticed is not None and _is_doubted(noticed, now)
    if doubted:
        store.marks.put(MARK + account, BELIEVED)
    return doubted


def _is_doubted(noticed: str, now: datetime) -> bool:
    return noticed != BELIEVED and now - datetime.fromisoformat(noticed) < BELIEVED_AFTER


def _lost(visit: Visit, folders: Collection[Folder], cursors: Mapping[str, Cursor]) -> str | None:
    """Say what is missing, in Sent or in all folders; None if enough is there."""
    before = {row.folder: row.looked for row in visit.store.folders.coverage([visit.account]) if row.folder}
    sent = {folder.name for folder in folders if folder.role is Role.SENT}
    return _fewer("Sent", before, cursors, sent) or _fewer("the mailbox", before, cursors, {*before, *cursors})


def _fewer(where: str, before: Mapping[str, int], cursors: Mapping[str, Cursor], names: Collection[str]) -> str | None:
    had = sum(before.get(name, 0) for name in names)
    has = sum(cursors[name].messages for name in names if name in cursors)
    if had < LEAST or 2 * has >= had:
        return None
    return f"{where} held {counted(had, 'message')} at the last look, and holds {has:,} now"
