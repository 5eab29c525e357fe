"""From settings to a connection that is logged in: TLS as the settings ask, or nothing.

With `security = "starttls"` a server that does not offer STARTTLS, refuses it, or claims that we are logged in already
gets no password: somebody in between may have taken the offer away (RFC 8314 section 4.1).
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from imaplib import IMAP4

from imapclient import IMAPClient

from mailfollow.errors import ConfigError, MailfollowError, ServerUnavailable
from mailfollow.mailbox.imap import deadline as timed
from mailfollow.mailbox.imap.deadline import Deadline
from mailfollow.mailbox.imap.login import log_in
from mailfollow.mailbox.imap.trouble import lost
from mailfollow.mailbox.secret import Secret
from mailfollow.model import Account

SECURITY = ("tls", "starttls", "none")


class _Connection(IMAP4):
    """imaplib's connection on a socket that keeps a deadline."""

    def __init__(self, host: str, port: int, context: ssl.SSLContext | None, deadline: Deadline) -> None:
        self._context = context
        self._deadline = deadline
        super().__init__(host, port)

    def _create_socket(self, timeout: float | None = None) -> socket.socket:  # noqa: ARG002 - the deadline tells it
        plain = timed.connect(self.host, self.port, self._deadline)
        if self._context is None:
            return plain
        return secured(plain, self._context, self.host, self._deadline)


class _Client(IMAPClient):  # type: ignore[misc]  # imapclient has no types
    """imapclient on such a connection."""

    def __init__(self, account: Account, deadline: Deadline) -> None:
        self.deadline = deadline
        context = timed.tls_context() if account.security == "tls" else None
        super().__init__(account.host, account.port, ssl=context is not None, ssl_context=context)

    def _create_IMAP4(self) -> _Connection:  # noqa: N802 - the name is imapclient's
        return _Connection(self.host, self.port, self.ssl_context, self.deadline)


def check(account: Account) -> None:
    """Raise ConfigError where the settings would send a password in the clear, or name no server."""
    if account.security not in SECURITY:
        raise ConfigError(f"Account “{account.name}”: `security` must be tls, starttls or none.")
    if not account.host or not account.user:
        raise ConfigError(f"Account “{account.name}” needs `host` and `user` in its settings.")
    if account.security == "none" and not _is_loopback(account.host):
        raise ConfigError(
            f'Account “{account.name}”: `security = "none"` would send the password over the network in the clear; '
            "it is allowed for a server on this machine only. Use tls or starttls."
        )


def open_client(account: Account, secret: Secret, deadline: Deadline) -> IMAPClient:
    """Connect, secure the connection, and log in.

    Raises AuthFailed, ConfigError, and ServerUnavailable with host, port and what to try.
    """
    with translated(account):
        client = _Client(account, deadline)
    try:
        with translated(account):
            _secure(client, account, deadline)
            deadline.restart()
            log_in(client, account, secret)
    except BaseException:
        abandon(client)
        raise
    return client


@contextmanager
def translated(account: Account) -> Iterator[None]:
    """Turn what the network and imaplib raise into sentences."""
    try:
        yield
    except MailfollowError:
        raise
    except (OSError, IMAP4.error, UnicodeError) as problem:
        raise lost(f"{account.host}:{account.port}", problem) from problem


def abandon(client: IMAPClient) -> None:
    """Close the connection without a word."""
    try:
        client.shutdown()
    except OSError:  # it was closed already
        return


def _secure(client: IMAPClient, account: Account, deadline: Deadline) -> None:
    server = f"{account.host}:{account.port}"
    if client._imap.state != "NONAUTH":  # noqa: SLF001 - PREAUTH is told nowhere else
        raise ServerUnavailable(f"{server} claims that we are logged in before we are; no password was sent.")
    if account.security != "starttls":
        return
    if not client.has_capability("STARTTLS"):
        raise ServerUnavailable(
            f'{server} does not offer STARTTLS, so no password was sent; use `security = "tls"` with port 993, '
            "and be careful in an unknown network."
        )
    deadline.restart()
    client.starttls(timed.tls_context())
    client.socket().deadline = deadline


def secured(plain: timed.TimedSocket, context: ssl.SSLContext, host: str, deadline: Deadline) -> ssl.SSLSocket:
    """Start TLS on a connection; it keeps the same deadline."""
    wrapped = context.wrap_socket(plain, server_hostname=host)
    assert isinstance(wrapped, timed.TimedTLSSocket)
    wrapped.deadline = deadline
    return wrapped


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"
