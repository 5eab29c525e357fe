"""One command at a time on imapclient's connection, and its answers as they come.

imapclient connects, logs in and parses what is odd. Commands after the login go through here instead, so that each
passes the guard, keeps the deadline, and can be read while it still arrives: imapclient's own reader looks at every
character and is nine times slower than the network. An answer has the form that imaplib gives it, so that
imapclient's parsers take it: text, with each literal in a pair beside the text before it.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from imaplib import IMAP4
from typing import Protocol

from mailfollow.errors import ServerUnavailable
from mailfollow.mailbox import guard
from mailfollow.mailbox.imap.deadline import Deadline
from mailfollow.mailbox.imap.trouble import Refused, lost

Response = list[bytes | tuple[bytes, bytes]]

LARGEST = 67_108_864
"""The largest literal that is accepted (64 MB): a server's claim alone must not fill the memory."""

_LITERAL = re.compile(rb"\{(\d+)\}\r\n\Z")
_STATUS = re.compile(rb"\* (?:OK|NO|BAD|BYE|PREAUTH)\b", re.IGNORECASE)


class Channel(Protocol):
    """What is used of `imaplib.IMAP4`."""

    def send(self, data: bytes) -> None:
        """Send all of `data`."""

    def readline(self) -> bytes:
        """Return a line with its end; empty at the end of the stream."""

    def read(self, size: int) -> bytes:
        """Return `size` bytes, fewer only at the end of the stream."""


class Wire:
    """The connection after the login. After a failure every further command fails at once."""

    def __init__(self, channel: Channel, deadline: Deadline, server: str) -> None:
        """Take the connection, its deadline, and "host:port" for sentences."""
        self.deadline = deadline
        self.server = server
        self.said = b""  # what came with the last tagged OK, such as [READ-ONLY]
        self._channel = channel
        self._count = 0
        self._unfinished: bytes | None = None
        self._broken: ServerUnavailable | None = None

    @property
    def usable(self) -> bool:
        """Whether a command may be sent: nothing failed, and no answer is left half read."""
        return self._broken is None and self._unfinished is None

    def ask(self, *words: bytes, literal: bytes | None = None) -> list[Response]:
        """Send a command and return its untagged answers. Raises Refused, ServerUnavailable, DataError (guard)."""
        return list(self.stream(*words, literal=literal))

    def stream(self, *words: bytes, literal: bytes | None = None) -> Iterator[Response]:
        """Send a command and yield its untagged answers as they come. Raises as `ask` does."""
        if self._broken:
            raise self._broken
        line = guard.line(words)
        if self._unfinished:
            self._skip(self._unfinished)
        tag = self._unfinished = self._next_tag()
        name = _name(words)
        with self._talking():
            self.deadline.restart()
            refusal = self._send(tag, line, literal)
        verdict = refusal or (yield from self._answers(tag))
        self._judge(verdict[len(tag) :], name)

    def _skip(self, tag: bytes) -> None:
        """Read past the answers of a command that the caller lost interest in."""
        self.deadline.restart()
        for _ in self._answers(tag):
            pass

    def _next_tag(self) -> bytes:
        self._count += 1
        return b"m%d " % self._count

    def _send(self, tag: bytes, line: bytes, literal: bytes | None) -> bytes | None:
        """Send a command; return the server's verdict where that comes instead of an invitation for the literal."""
        if literal is None:
            self._channel.send(tag + line + b"\r\n")
            return None
        self._channel.send(tag + line + b" {%d}\r\n" % len(literal))
        while not (answer := self._line()).startswith(b"+"):
            if answer.startswith(tag):
                self._unfinished = None
                return answer
        self._channel.send(literal + b"\r\n")
        return None

    def _answers(self, tag: bytes) -> Generator[Response, None, bytes]:
        """Yield untagged answers; return the tagged one."""
        with self._talking():
            while not (line := self._line()).startswith(tag):
                yield self._with_literals(line) if line.endswith(b"}\r\n") else [line[:-2]]
                if self._unfinished is not tag:
                    raise RuntimeError("Another command was sent while this one was being read.")
            self._unfinished = None
        return line

    def _line(self) -> bytes:
        line = self._channel.readline()
        if not line.endswith(b"\r\n"):
            raise ConnectionError("it was closed by the server")
        if line.startswith((b"* BYE", b"* Bye", b"* bye")):
            raise ConnectionError(line[6:-2] or b"the server said goodbye")
        return line

    def _with_literals(self, line: bytes) -> Response:
        response: Response = []
        while not _STATUS.match(line) and (found := _LITERAL.search(line)):
            size = int(found[1])
            if size > LARGEST:
                raise ConnectionError(f"the server announced {size} bytes at once")
            response.append((line[:-2], self._channel.read(size)))
            line = self._channel.readline()
        if not line.endswith(b"\r\n"):
            raise ConnectionError("it was closed by the server")
        response.append(line[:-2])
        return response

    def _judge(self, verdict: bytes, name: str) -> None:
        status, _, self.said = verdict.strip().partition(b" ")
        if status.upper() != b"OK":
            raise Refused(self.server, name, (self.said or status).decode("utf-8", "replace"))

    @contextmanager
    def _talking(self) -> Iterator[None]:
        """Turn failures into sentences; after any of them it is unknown where in an answer we are."""
        try:
            yield
        except GeneratorExit:  # the caller has read enough; we stand between two answers
            raise
        except (OSError, IMAP4.error) as problem:
            self._broken = lost(self.server, problem)
            raise self._broken from problem
        except BaseException:
            self._broken = ServerUnavailable(f"The conversation with {self.server} was interrupted.")
            raise


def _name(words: tuple[bytes, ...]) -> str:
    name = b" ".join(words[:2]) if words[0] == b"UID" else words[0]
    return name.decode("ascii")
