"""A fake server that says exactly what a test tells it to: refusals, lies, silence, and nonsense.

The script maps the beginning of a command (upper case, without tag) to the answer; `TAG` in it stands for the tag. A
line without a tag, as in AUTHENTICATE, is the command `CONTINUE`. A command that the script lacks is answered with OK.
`None` as an answer means silence, b"" means closing the line, a list means one answer after the other. STARTTLS with
a `tls` context begins TLS after the answer.
"""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

from mailfollow.model import Account

Answer = bytes | None | list[bytes | None]
CAPABILITY = b"* CAPABILITY IMAP4rev1 UIDPLUS\r\nTAG OK done\r\n"
LIST = b'* LIST () "/" INBOX\r\n* LIST () "/" Sent\r\n* LIST () "/" Drafts\r\nTAG OK done\r\n'
EXAMINE = b"* 0 EXISTS\r\n* OK [UIDVALIDITY 7] x\r\n* OK [UIDNEXT 1] x\r\nTAG OK [READ-ONLY] done\r\n"
STATUS = b"* STATUS INBOX (UIDVALIDITY 7 UIDNEXT 1 MESSAGES 0)\r\nTAG OK done\r\n"
BASICS = {"CAPABILITY": CAPABILITY, "LIST": LIST, "EXAMINE": EXAMINE, "STATUS": STATUS}


@dataclass
class Scripted:
    """Serve one connection after the other; `heard` holds every line, `literals` every literal that was sent."""

    script: Mapping[str, Answer] = field(default_factory=dict)
    greeting: bytes | None = b"* OK ready\r\n"
    tls: ssl.SSLContext | None = None
    heard: list[str] = field(default_factory=list)
    literals: list[bytes] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Listen on a free port."""
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.address: tuple[str, int] = self._listener.getsockname()[:2]
        self._sockets: list[socket.socket] = []
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def __enter__(self) -> Self:
        """Serve until the block ends."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Close everything."""
        self._closing.set()
        for each in (self._listener, *self._sockets):
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
        self._thread.join(10)
        for each in (self._listener, *self._sockets):
            each.close()

    def account(self, **changes: object) -> Account:
        """Return the settings to reach it: without TLS, with short patience."""
        fields: dict[str, object] = {
            "security": "none",
            "user": "anna",
            "password": "canary",
            "timeout": 5.0,
            "deadline": 10.0,
        }
        return Account("work", host=self.address[0], port=self.address[1], **fields | changes)  # type: ignore[arg-type]  # checked by the tests

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self._sockets.append(connection)
            with suppress(OSError):
                self._talk(connection)

    def _talk(self, connection: socket.socket) -> None:
        if self.greeting is not None:
            connection.sendall(self.greeting)
        tag = b""
        with connection.makefile("rb") as lines:
            while line := lines.readline():
                tag, command = _split(line.rstrip(b"\r\n"), tag)
                self.heard.append(command.decode("latin-1"))
                answer = self._answer(command.decode("latin-1").upper())
                if command.endswith(b"}") and not answer.startswith(b"TAG NO"):
                    connection.sendall(b"+ go on\r\n")
                    size = int(command[command.rindex(b"{") + 1 : -1])
                    self.literals.append(lines.read(size + 2)[:-2])
                connection.sendall(answer.replace(b"TAG", tag))
                if not answer:
                    connection.shutdown(socket.SHUT_RDWR)
                    return
                if command.upper() == b"STARTTLS" and self.tls and answer.startswith(b"TAG OK"):
                    self._talk_tls(connection, self.tls)
                    return

    def _talk_tls(self, connection: socket.socket, tls: ssl.SSLContext) -> None:
        self.greeting = b""
        with tls.wrap_socket(connection.dup(), server_side=True) as secured:
            self._talk(secured)

    def _answer(self, command: str) -> bytes:
        script: dict[str, Answer] = {**BASICS, **self.script}
        found = next((answer for start, answer in script.items() if command.startswith(start)), b"TAG OK done\r\n")
        if isinstance(found, list):
            found = found.pop(0)
        if found is None:
            self._closing.wait(60)
        return found or b""


def _split(line: bytes, last: bytes) -> tuple[bytes, bytes]:
    """Return tag and command; a line without a tag goes on with the last command."""
    tag, space, command = line.partition(b" ")
    return (tag, command) if space else (last, b"CONTINUE " + line)
