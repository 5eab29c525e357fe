"""Promise 23: TLS cannot be stripped: whoever stands in between hears no password.

Each fake server keeps one thing back or lies about it. Every byte on the line is recorded, and every command that came
through TLS. Certificates are trusted unless that is the point, so that each fails for its own reason only; the same
server with a good one gets the password, so that a silent test would be noticed.
"""

from __future__ import annotations

import base64
import os
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

from mailfollow.errors import MailfollowError
from mailfollow.mailbox.imap import connect
from tests.faults.promise import Effort, Found, Promise
from tests.servers import certificate
from tests.servers.proxy import CuttingProxy
from tests.servers.scripted import Answer, Scripted

CANARY = "canary-in-the-mine"
USER = "anna.canary"
STARTTLS = b"* CAPABILITY IMAP4rev1 STARTTLS AUTH=PLAIN\r\nTAG OK done\r\n"
PLAIN = b"* CAPABILITY IMAP4rev1 AUTH=PLAIN AUTH=XOAUTH2\r\nTAG OK done\r\n"
INJECTED = b"TAG OK begin TLS now\r\n* PREAUTH hello\r\n* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\nA2 OK done\r\n"


def run(effort: Effort, folder: Path) -> Found:
    """Try to log in at each fake server, with a password and with a token."""
    found = Found()
    folder.mkdir(exist_ok=True)
    for _ in range(effort.of(1, 5)):
        for name, script, security, greeting in STRIPPED:
            with Scripted(script, greeting) as server:
                _try(found, name, server, security)
        for name, names, days, trusted in CERTIFICATES:
            with _trusting(folder, names, days, trusted=trusted) as context:
                for security in ("starttls", "tls"):
                    with _server(security, context) as server:
                        _try(found, f"{name}, {security}", server, security)
    for security in ("starttls", "tls"):
        with _trusting(folder, GOOD, days=2, trusted=True) as context, _server(security, context) as server:
            _let_in(found, server, security)
    return found


GOOD = "DNS:localhost,IP:127.0.0.1"

STRIPPED: tuple[tuple[str, dict[str, Answer], str, bytes], ...] = (
    ("STARTTLS refused", {"CAPABILITY": STARTTLS, "STARTTLS": b"TAG NO not now\r\n"}, "starttls", b"* OK ready\r\n"),
    (
        "STARTTLS a bad command",
        {"CAPABILITY": STARTTLS, "STARTTLS": b"TAG BAD what\r\n"},
        "starttls",
        b"* OK ready\r\n",
    ),
    ("STARTTLS not offered", {"CAPABILITY": PLAIN}, "starttls", b"* OK ready\r\n"),
    ("logged in before TLS", {"CAPABILITY": STARTTLS}, "starttls", b"* PREAUTH welcome\r\n"),
    ("answers instead of TLS", {"CAPABILITY": STARTTLS, "STARTTLS": INJECTED}, "starttls", b"* OK ready\r\n"),
    ("plain text on the port of TLS", {"CAPABILITY": PLAIN}, "tls", b"* OK ready\r\n"),
    ("no TLS and a name of this machine", {"CAPABILITY": PLAIN}, "none", b"* OK ready\r\n"),
)
"""What the server says, and what the settings ask for. The last one is to look as if it were another machine."""

CERTIFICATES = (
    ("certificate for another host", "DNS:imap.other.example", 2, True),
    ("expired certificate", GOOD, -1, True),
    ("self-signed certificate", GOOD, 2, False),
)
"""What is wrong with it; for which names and how many days it is made; whether the machine trusts who made it."""


def _try(found: Found, name: str, server: Scripted, security: str) -> None:
    """Try to get in with a password and with a token; nothing of them may be on the line."""
    host = "imap.acme.example" if security == "none" else "localhost"
    found.count("fake servers")
    with CuttingProxy(*server.address) as proxy:
        for secret in ({"password": CANARY}, {"password": "", "token_command": ("echo", CANARY)}):
            found.count("logins tried")
            settings: dict[str, Any] = {"security": security, "user": USER, "host": host, "timeout": 0.5, **secret}
            try:
                connect(replace(server.account(), port=proxy.address[1], **settings)).close()
                found.wrong.append(f"{name}: mailfollow was content with it")
            except MailfollowError as error:
                if CANARY in str(error):
                    found.wrong.append(f"{name}: the sentence shows the secret: {error}")
        line = bytes(proxy.sent) + "\n".join(server.heard).encode()
    found.count("bytes heard", len(line))
    if told := [form for form in FORMS if form in line]:
        found.wrong.append(f"{name}: it heard {told}: {server.heard}")


def _let_in(found: Found, server: Scripted, security: str) -> None:
    """Log in where all is well: what is looked for must be found there."""
    connect(replace(server.account(security=security, user=USER, password=CANARY), host="localhost")).close()
    if CANARY not in "\n".join(server.heard):
        found.wrong.append(f"{security} with a good certificate: no login was heard: {server.heard}")
    found.count("good servers")


def _forms() -> tuple[bytes, ...]:
    """Return how a secret, or a login at all, may stand on the line."""
    whole = (CANARY, USER, f"\0{USER}\0{CANARY}", f"user={USER}\x01auth=Bearer {CANARY}\x01\x01")
    coded = [base64.b64encode(one.encode())[:16] for one in whole]
    return (CANARY.encode(), USER.encode(), b"LOGIN", b"AUTHENTICATE", *coded)


FORMS = _forms()


class _TlsAtOnce(Scripted):
    """The same server, with TLS before it says anything."""

    def _talk(self, connection: socket.socket | ssl.SSLSocket) -> None:
        if isinstance(connection, ssl.SSLSocket) or self.tls is None:
            super()._talk(connection)
            return
        with suppress(OSError), self.tls.wrap_socket(connection.dup(), server_side=True) as secured:
            super()._talk(secured)


def _server(security: str, context: ssl.SSLContext) -> Scripted:
    return _TlsAtOnce(tls=context) if security == "tls" else Scripted({"CAPABILITY": STARTTLS}, tls=context)


@contextmanager
def _trusting(folder: Path, names: str, days: int, *, trusted: bool) -> Iterator[ssl.SSLContext]:
    """Yield the server's side of TLS with a new certificate, which this machine trusts for the block or does not."""
    made, key = certificate.make(folder, names, days)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(made, key)
    with patch.dict(os.environ, {"SSL_CERT_FILE": str(made)} if trusted else {}):
        yield context


PROMISE = Promise(23, "TLS cannot be stripped", run, minutes=0.5)
