"""A mail server on loopback that takes whatever a mail client sends, and sends nothing on."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.servers.dovecot import free_port


@dataclass
class Sink:
    """What was sent: to whom, and the bytes."""

    port: int
    posted: list[tuple[list[str], bytes]] = field(default_factory=list)

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - its name
        """Keep one message."""
        assert isinstance(envelope.content, bytes)
        self.posted.append((list(envelope.rcpt_tos), envelope.content))
        return "250 kept"


@contextmanager
def sink() -> Iterator[Sink]:
    """Take mail on a free port of 127.0.0.1 until the block ends."""
    taken = Sink(free_port())
    controller = Controller(taken, hostname="127.0.0.1", port=taken.port)
    controller.start()
    try:
        yield taken
    finally:
        controller.stop()


def parse(data: bytes) -> EmailMessage:
    """Return the message in `data`."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return message
