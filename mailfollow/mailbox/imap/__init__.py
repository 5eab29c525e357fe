"""IMAP (RFC 9051 and its older kin), the only package that imports imapclient.

`connection` and `login` get us in; `wire` sends one command and hands over its answers; `answers`, `dates` and
`stream` understand them; `append` and `withdraw` are the only writers; `mailbox` puts them together.
"""

from __future__ import annotations

from mailfollow.mailbox.imap.connection import abandon, check, open_client, translated
from mailfollow.mailbox.imap.deadline import Deadline
from mailfollow.mailbox.imap.mailbox import ImapMailbox
from mailfollow.mailbox.secret import secret
from mailfollow.model import Account

__all__ = ["ImapMailbox", "connect"]


def connect(account: Account) -> ImapMailbox:
    """Log in to the server of `account`.

    Raises AuthFailed, ConfigError, and ServerUnavailable with host, port and what to try.
    """
    check(account)
    deadline = Deadline(account.timeout, account.deadline)
    client = open_client(account, secret(account), deadline)
    try:
        with translated(account):
            return ImapMailbox(account, client, deadline)
    except BaseException:
        abandon(client)
        raise
