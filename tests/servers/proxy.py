"""A TCP proxy on loopback that records every byte and can cut the line after any of them.

A cut after k bytes lets exactly k bytes through in that direction, then closes both sides, so that a test can break a
conversation at every point of it. With `hold` the bytes after the first k are kept back instead, until `release`.
"""

from __future__ import annotations

import socket
import threading
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self


@dataclass
class CuttingProxy:
    """Forward to `host:port`. `cut_sent` and `cut_received` count bytes from and to the client, of all connections."""

    host: str
    port: int
    cut_sent: int | None = None
    cut_received: int | None = None
    hold_sent: int | None = None
    sent: bytearray = field(default_factory=bytearray)
    received: bytearray = field(default_factory=bytearray)
    connections: int = 0

    def __post_init__(self) -> None:
        """Listen on a free port: `address`."""
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.address: tuple[str, int] = self._listener.getsockname()[:2]
        self._sockets: list[socket.socket] = []
        self._threads: list[threading.Thread] = []
        self._released = threading.Event()
        self._lock = threading.Lock()
        self._start(self._accept)

    def __enter__(self) -> Self:
        """Proxy until the block ends."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Close everything."""
        self._released.set()
        with self._lock:
            _shut(self._listener, *self._sockets)
        for thread in self._threads:
            thread.join(10)
        _close(self._listener, *self._sockets)

    def release(self) -> None:
        """Let through what was held back."""
        self._released.set()

    def _start(self, target: object, *args: object) -> None:
        thread = threading.Thread(target=target, args=args, daemon=True)  # type: ignore[arg-type]  # any callable
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
                server = socket.create_connection((self.host, self.port), 10)
            except OSError:
                return
            with self._lock:
                self._sockets += [client, server]
                self.connections += 1
            self._start(self._pump, client, server, self.sent, self.cut_sent, self.hold_sent)
            self._start(self._pump, server, client, self.received, self.cut_received, None)

    def _pump(
        self, source: socket.socket, target: socket.socket, record: bytearray, cut: int | None, hold: int | None
    ) -> None:
        try:
            while data := source.recv(65_536):
                if hold is not None and len(record) + len(data) > hold and not self._released.is_set():
                    allowed = max(0, hold - len(record))
                    target.sendall(data[:allowed])
                    self._released.wait(60)
                    target.sendall(data[allowed:])
                    record += data
                    continue
                whole = cut is None or len(record) + len(data) < cut
                allowed = len(data) if whole or cut is None else max(0, cut - len(record))
                record += data[:allowed]
                target.sendall(data[:allowed])
                if not whole:
                    break
        except OSError:
            pass
        _shut(source, target)


def commands(sent: bytes) -> list[str]:
    """Return the commands in a client's bytes, without tags and literals: `UID FETCH 1:5 (FLAGS)`."""
    found = []
    rest = bytes(sent)
    while rest:
        line, _, rest = rest.partition(b"\r\n")
        found.append(line.decode("latin-1").partition(" ")[2])
        while line.endswith(b"}"):
            size = int(line[line.rindex(b"{") + 1 : -1].rstrip(b"+"))
            line, _, rest = rest[size:].partition(b"\r\n")
    return found


def _shut(*sockets: socket.socket) -> None:
    for each in sockets:
        try:
            each.shutdown(socket.SHUT_RDWR)
        except OSError:
            continue


def _close(*sockets: socket.socket) -> None:
    for each in sockets:
        each.close()
