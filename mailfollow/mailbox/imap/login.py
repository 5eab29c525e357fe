"""Log in, and say in one sentence why that failed. Nothing secret is sent before TLS, nor ever shown."""

from __future__ import annotations

import ast
import base64
import re
from collections.abc import Callable
from imaplib import IMAP4

from imapclient import IMAPClient
from imapclient.exceptions import LoginError

from mailfollow.errors import AuthFailed, ConfigError, MailfollowError, ServerUnavailable
from mailfollow.mailbox import guard
from mailfollow.mailbox.imap.trouble import passing
from mailfollow.mailbox.secret import Secret
from mailfollow.model import Account

_WRAPPED = re.compile(r"""(?<![^\[])b(['"])(?:\\.|(?!\1|\\).)*\1(?=\]?\Z)""")
"""What imaplib makes of the server's words: the repr of bytes, or that inside a sentence of its own."""

_CODED = re.compile(r"[A-Za-z0-9+/]{4,}={0,2}")


def log_in(client: IMAPClient, account: Account, secret: Secret) -> None:
    """Log in with a password or token.

    Raises AuthFailed where the server refuses it, ServerUnavailable where it says that this may pass.
    """
    if not guard.clean(account.user.encode()) or not guard.clean(secret.value.encode()):
        raise ConfigError(f"Account “{account.name}”: its user name or password holds a control character.")
    try:
        _way(client, account, secret)()
    except LoginError as refused:
        if isinstance(refused.__context__, IMAP4.abort):  # the line broke, which imapclient takes for a refusal
            raise refused.__context__ from None
        raise _refusal(account, secret, str(refused)) from None


def _way(client: IMAPClient, account: Account, secret: Secret) -> Callable[[], object]:
    """Choose what the server understands; LOGIN carries ASCII only and may be switched off (RFC 9051 6.2.3)."""
    if secret.is_token:
        return lambda: _with_token(client, account, secret.value)
    offers_plain = client.has_capability("AUTH=PLAIN")
    ascii_only = (account.user + secret.value).isascii()
    if offers_plain and (client.has_capability("LOGINDISABLED") or not ascii_only):
        return lambda: client.plain_login(account.user, secret.value)
    if not ascii_only:
        raise ConfigError(f"Account “{account.name}”: the server takes only ASCII letters in names and passwords.")
    return lambda: client.login(account.user, secret.value)


def _with_token(client: IMAPClient, account: Account, token: str) -> None:
    """Log in with an OAuth 2 token: OAUTHBEARER (RFC 7628), else XOAUTH2, which Microsoft alone still needs."""
    if client.has_capability("AUTH=OAUTHBEARER"):
        user = account.user.replace("=", "=3D").replace(",", "=2C")
        first = f"n,a={user},\x01host={account.host}\x01port={account.port}\x01auth=Bearer {token}\x01\x01"
        client.sasl_login("OAUTHBEARER", _answering(first, b"\x01"))
    else:
        client.sasl_login("XOAUTH2", _answering(f"user={account.user}\x01auth=Bearer {token}\x01\x01", b""))


def _answering(first: str, later: bytes) -> Callable[[bytes], bytes]:
    """Give the credentials once; a further challenge tells an error, and is only acknowledged."""
    replies = iter([first.encode()])
    return lambda _challenge: next(replies, later)


def _refusal(account: Account, secret: Secret, said: str) -> MailfollowError:
    words = _without(secret.value, said)
    server = f"{account.host}:{account.port}"
    if passing(words):
        return ServerUnavailable(f"{server} does not let “{account.user}” in for now: {words}.")
    advice = "check the token command" if secret.is_token else "check the user name and the password"
    return AuthFailed(f"{server} refuses the login of “{account.user}”: {words}; {advice}.")


def _without(secret: str, said: str) -> str:
    """Return the server's words, out of what imaplib wraps around them, without the secret should they repeat it."""
    words = _unwrapped(said)
    for form in (secret, secret.replace("\\", r"\\").replace('"', r"\"")):  # as LOGIN has it (RFC 9051 section 4.3)
        words = words.replace(form, "…")
    words = _CODED.sub(lambda found: "…" if secret.encode() in _decoded(found[0]) else found[0], words)
    return " ".join(words.split())[:200].rstrip(".")


def _unwrapped(said: str) -> str:
    wrapped = _WRAPPED.search(said)
    if wrapped is None:
        return said
    words = ast.literal_eval(wrapped[0])
    assert isinstance(words, bytes)
    return words.decode("utf-8", "replace")


def _decoded(text: str) -> bytes:
    """Return what a word would say if it were Base64, as credentials are on the line (RFC 4422)."""
    data = text.rstrip("=")
    return base64.b64decode(data[: len(data) - (len(data) % 4 == 1)] + "==")
