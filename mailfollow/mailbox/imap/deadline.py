"""Sockets that give up: after some seconds without a byte, and after some more for a whole command.

A socket's own timeout begins anew with every byte, so that a server which sends one byte now and then holds us for
ever. Every read and write here asks the deadline first how long it may still wait.
"""

from __future__ import annotations

import socket
import ssl
import time
from queue import Empty, SimpleQueue
from threading import Thread
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer, WriteableBuffer


BUFFER = 65_536
"""How many bytes are asked of the network at once; a header is 1 kB with what the server says around it."""


LEAST = 1.0
"""Seconds that each address of a host is given: large providers have a dozen, and a dead one must not use up all."""


class Deadline:
    """How long may be waited: `quiet` seconds for the next byte, `most` seconds since `restart`."""

    def __init__(self, quiet: float, most: float) -> None:
        """Take both limits in seconds, and begin."""
        self._quiet = quiet
        self._most = most
        self.restart()

    def restart(self) -> None:
        """Begin anew: a command is about to be sent, or the caller took its time over what was read."""
        self._end = time.monotonic() + self._most

    def shorten(self, most: float) -> None:
        """Let whatever is begun from now on take `most` seconds at most."""
        self._most = min(self._most, most)

    def left(self) -> float:
        """Return how long the next read may take. Raises TimeoutError if the time is up."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError(f"not finished within {self._most:g} s")
        return min(self._quiet, left)


class TimedSocket(socket.socket):
    """A socket that keeps a deadline, once it has one."""

    deadline: Deadline | None = None

    def recv_into(self, buffer: WriteableBuffer, nbytes: int | None = None, flags: int = 0) -> int:
        """Receive as `socket.recv_into` does."""
        self._wind_up()
        return super().recv_into(buffer, nbytes or memoryview(buffer).nbytes, flags)

    def recv(self, bufsize: int = 1_024, flags: int = 0) -> bytes:
        """Receive as `socket.recv` does."""
        self._wind_up()
        return super().recv(bufsize, flags)

    def sendall(self, data: ReadableBuffer, flags: int = 0) -> None:
        """Send as `socket.sendall` does."""
        self._wind_up()
        super().sendall(data, flags)

    def makefile(self, mode: str = "r", buffering: int | None = None) -> IO[Any]:  # type: ignore[override]  # all that imaplib uses
        """Return a file as `socket.makefile` does, with a larger buffer: imaplib asks for none, and 8 kB is small."""
        return super().makefile(mode, BUFFER if buffering is None else buffering)  # type: ignore[call-overload, no-any-return]  # a plain str

    def _wind_up(self) -> None:
        if self.deadline is not None:
            self.settimeout(self.deadline.left())


class TimedTLSSocket(TimedSocket, ssl.SSLSocket):
    """The same over TLS."""


def connect(host: str, port: int, deadline: Deadline) -> TimedSocket:
    """Open a plain connection; a host's addresses share the time that there is. Raises OSError."""
    addresses = _addresses(host, port, deadline.left())
    end = time.monotonic() + deadline.left()
    failed: OSError = OSError(f"{host} has no address")
    for number, address in enumerate(addresses):
        share = max((end - time.monotonic()) / (len(addresses) - number), LEAST)
        try:
            opened = socket.create_connection((address, port), share)
        except OSError as problem:
            failed = problem
            continue
        timed = TimedSocket(opened.family, opened.type, opened.proto, fileno=opened.detach())
        timed.deadline = deadline
        timed.settimeout(deadline.left())  # for the handshake of TLS, which is no read or write of ours
        return timed
    raise failed


def _addresses(host: str, port: int, seconds: float) -> list[str]:
    """Look a host up in a thread: the resolver may take half a minute, and no signal interrupts it."""
    found: SimpleQueue[list[str] | OSError | UnicodeError] = SimpleQueue()

    def look_up_for_open_client() -> None:
        try:
            answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            found.put([str(answer[4][0]) for answer in answers])
        except (OSError, UnicodeError) as problem:
            found.put(problem)

    Thread(target=look_up_for_open_client, daemon=True).start()
    try:
        addresses = found.get(timeout=seconds)
    except Empty:
        raise TimeoutError(f"{host} was not found within {seconds:g} s") from None
    if isinstance(addresses, Exception):
        raise addresses
    return addresses


def tls_context() -> ssl.SSLContext:
    """Return a context that checks certificate and host name, as Python's default does, and makes timed sockets."""
    context = ssl.create_default_context()
    context.sslsocket_class = TimedTLSSocket
    return context
