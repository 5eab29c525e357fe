"""A man in the middle of an IMAP conversation: he hears each command whole, and may change, delay or lose anything.

One command at a time, as mailfollow speaks: a command is read to its end with its literal before the server hears of
it, and an answer to its tagged line before the client does. `meddle` decides what becomes of each command.
"""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from types import TracebackType
from typing import BinaryIO, Self

_LITERAL = re.compile(rb"\{(\d+)(\+?)\}\r\n\Z")

Ask = Callable[[], bytes]
"""Lets the server have the command, and returns its whole answer with the tagged line last."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A command: its number over all connections (from 1), its tag, its words, and its literal if it has one."""

    number: int
    tag: bytes
    words: str
    literal: bytes | None = None

    def answer(self, status: str) -> bytes:
        """Return a tagged line: `OK done`."""
        return b"%s %s\r\n" % (self.tag, status.encode())


Meddle = Callable[[Heard, Ask], bytes | None]
"""Returns what the client gets to hear; None breaks its line (the server's stays open till the end)."""


def pass_on(_heard: Heard, ask: Ask) -> bytes:
    """Change nothing."""
    return ask()


@dataclass
class Between:
    """Stand between clients and `host:port`; `heard` holds every command. A goodbye of any kind ends the line."""

    host: str
    port: int
    meddle: Meddle = pass_on
    greeting: bytes | None = None
    """What is said instead of the server's own greeting."""
    heard: list[Heard] = field(default_factory=list)
    connections: int = 0

    def __post_init__(self) -> None:
        """Listen on a free port: `address`."""
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.address: tuple[str, int] = self._listener.getsockname()[:2]
        self._sockets: list[socket.socket] = []
        self._files: list[BinaryIO] = []
        self._threads = [threading.Thread(target=self._accept, daemon=True)]
        self._threads[0].start()

    def __enter__(self) -> Self:
        """Serve until the block ends."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Close everything."""
        for each in (self._listener, *self._sockets):
            _shut(each)
        for thread in self._threads:
            thread.join(10)
        for one in (*self._files, self._listener, *self._sockets):
            one.close()

    def all_ended(self) -> bool:
        """Wait for the clients to hang up, and return whether they all did."""
        talks = self._threads[1:]
        for talk in talks:
            talk.join(5)
        return not any(talk.is_alive() for talk in talks)

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
                server = socket.create_connection((self.host, self.port), 10)
            except OSError:
                return
            self._sockets += [client, server]
            self.connections += 1
            self._threads.append(threading.Thread(target=self._converse, args=(client, server), daemon=True))
            self._threads[-1].start()

    def _converse(self, client: socket.socket, server: socket.socket) -> None:
        said, answers = client.makefile("rb"), server.makefile("rb")
        self._files += [said, answers]
        with suppress(OSError):
            own = answers.readline()
            client.sendall(self.greeting or own)
            while not _is_goodbye(self.greeting) and (heard := self._hear(client, said)):
                self.heard.append(heard)
                answer = self.meddle(heard, lambda heard=heard: _ask(server, answers, heard))  # type: ignore[misc]  # bound now
                client.sendall(answer or b"")
                if answer is None or _is_goodbye(answer):
                    break
        _shut(client)

    def _hear(self, client: socket.socket, said: BinaryIO) -> Heard | None:
        """Read a command to its end; the client is told to go on with its literal, whatever becomes of it."""
        line = said.readline()
        tag, _, words = line.partition(b" ")
        if not words:
            return None
        literal = None
        if sized := _LITERAL.search(line):
            client.sendall(b"" if sized[2] else b"+ go on\r\n")
            literal = said.read(int(sized[1]))
            if said.readline() != b"\r\n":
                return None  # the client was cut off in the midst of it
        return Heard(len(self.heard) + 1, tag, words.decode("latin-1").rstrip("\r\n"), literal)


def _ask(server: socket.socket, answers: BinaryIO, heard: Heard) -> bytes:
    server.sendall(b"%s %s\r\n" % (heard.tag, heard.words.encode("latin-1")))
    if heard.literal is not None:
        going_on = answers.readline()
        if not going_on.startswith(b"+"):
            return going_on
        server.sendall(heard.literal + b"\r\n")
    answer = b""
    while line := answers.readline():
        answer += line
        if line.startswith(heard.tag + b" "):
            break
        if sized := _LITERAL.search(line):
            answer += answers.read(int(sized[1]))
    return answer


def _is_goodbye(answer: bytes | None) -> bool:
    return answer is not None and answer.startswith(b"* BYE")


def _shut(each: socket.socket) -> None:
    with suppress(OSError):
        each.shutdown(socket.SHUT_RDWR)
