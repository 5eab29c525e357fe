"""Whether a mailbox shows what the person sends: some mail programs and providers file no copy in Sent.

Proposals are found in Sent alone, so that without copies there is nothing to follow up, and nothing else tells why.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from mailfollow.mailbox.port import Mailbox
from mailfollow.model import Role

LATELY = timedelta(days=30)


def unfiled(mailbox: Mailbox, now: datetime) -> str | None:
    """Return a note if mail came in lately before `now` (aware), but none was filed in Sent; else None.

    Raises:
        ServerUnavailable: the mailbox could not be read.
    """
    if _has_new(mailbox, Role.SENT, now) or not _has_new(mailbox, Role.WATCH, now):
        return None
    sent = ", ".join(f"“{folder.name}”" for folder in mailbox.folders() if folder.role is Role.SENT)
    return (
        f"Mail came in within the last {LATELY.days} days, but none was filed in {sent}: if you sent some, your mail "
        "program or provider keeps no copy of it there, and no proposal of yours can be seen. Let it save copies."
    )


def _has_new(mailbox: Mailbox, role: Role, now: datetime) -> bool:
    folders = [folder.name for folder in mailbox.folders() if folder.role is role]
    since = now - LATELY
    return any(
        raw.internal_date >= since
        for name in folders
        for raws in mailbox.headers(name, 1, since.date())
        for raw in raws
    )
