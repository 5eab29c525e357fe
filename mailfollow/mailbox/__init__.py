"""The outside world of mail. `open_mailbox` opens an account as a `port.Mailbox` and closes it again.

IMAP is imported only when an account needs it, so that commands that read the store alone start at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mailfollow.errors import ConfigError
from mailfollow.mailbox.port import Mailbox
from mailfollow.model import Account


@contextmanager
def open_mailbox(account: Account, state: Path | None) -> Iterator[Mailbox]:
    """Open the mailbox of `account`; what has to be remembered of it is kept in the directory `state`.

    With `state` None nothing is kept. Raises AuthFailed, ConfigError, ServerUnavailable.
    """
    mailbox = _connect(account, state)
    try:
        yield mailbox
    finally:
        mailbox.close()


def _connect(account: Account, state: Path | None) -> Mailbox:
    if account.kind == "maildir":
        from mailfollow.mailbox.maildir import MaildirMailbox

        return MaildirMailbox(account, state)
    if account.kind == "imap":
        from mailfollow.mailbox.imap import connect

        return connect(account)
    raise ConfigError(f"Account “{account.name}”: `kind` must be imap or maildir, not “{account.kind}”.")
