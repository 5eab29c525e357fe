"""What to tell the person when a server does not answer, or says no. Pure.

A sentence says what happened, at which host and port, and what to try. What a server says may be shown; what we
sent it never is.
"""

from __future__ import annotations

import re
import socket
import ssl

from mailfollow.errors import ServerUnavailable, Unreachable

_PASSING = re.compile(
    r"\[(UNAVAILABLE|INUSE|LIMIT|SERVERBUG|THROTTLED|OVERQUOTA)\]|too many|throttl|temporar|bandwidth"
    r"|try again (later|in )|(system|internal|backend|server) error|not connected|timed? ?out",
    re.IGNORECASE,
)
"""Refused logins that are no matter of the password: RFC 5530 codes, and what large providers say instead."""

_FINAL = re.compile(r"\[(AUTHENTICATIONFAILED|AUTHORIZATIONFAILED|EXPIRED)\]", re.IGNORECASE)
"""RFC 5530 codes that a person must do something about, whatever friendly words follow."""


class Refused(ServerUnavailable):
    """The server answered NO or BAD; `words` are its own, with the response code."""

    def __init__(self, server: str, command: str, words: str, where: str = "") -> None:
        """Take host and port, the command's name without its arguments, what the server said, and of which folder."""
        super().__init__(f"{server} refused {command}: {words}{f' ({where})' if where else ''}")
        self.words = words
        self._asked = server, command

    def about(self, folder: str, uid: int | None = None) -> Refused:
        """Return the same error, naming the folder and, where it is known, the message that it is about."""
        message = f"the message with UID {uid} in " if uid is not None else ""
        cure = "move or delete it there" if uid is not None else "to leave it out, name the others under `watch`"
        return Refused(*self._asked, self.words, f"{message}the folder “{folder}”; {cure}")


def passing(words: str) -> bool:
    """Whether a refused login may succeed later without any change."""
    return _FINAL.search(words) is None and _PASSING.search(words) is not None


def lost(server: str, problem: BaseException) -> ServerUnavailable:
    """Return the error for a connection that failed or broke."""
    sort = Unreachable if _of_the_network(problem) else ServerUnavailable
    return sort(_sentence(server, problem))


def _of_the_network(problem: BaseException) -> bool:
    """Whether the network is at fault as far as we know, and not a server that sent us away or speaks badly."""
    ended = isinstance(problem, ConnectionError) and problem.errno is None  # our own words for what the server did
    return isinstance(problem, OSError) and not ended and not isinstance(problem, ssl.SSLError)


def _sentence(server: str, problem: BaseException) -> str:
    if isinstance(problem, ssl.SSLCertVerificationError):
        why = problem.verify_message
        return f"The certificate of {server} is not valid ({why}); nothing was sent. Check `host` in the settings."
    if isinstance(problem, ssl.SSLError):
        return f"{server} does not answer with TLS as it should; check `port` and `security` in the settings."
    if isinstance(problem, socket.gaierror):
        return f"The server {server} cannot be found; check `host` in the settings, and the network."
    if isinstance(problem, ConnectionRefusedError):
        return f"{server} accepts no connections; check `port` in the settings, or try again later."
    if isinstance(problem, TimeoutError):
        detail = f" ({problem})" if str(problem).startswith("not finished") else ""
        return f"{server} does not answer{detail}; check the network, or raise `timeout` in the settings."
    return f"The connection to {server} was lost: {_words(problem)}. It will be tried again."


def _words(problem: BaseException) -> str:
    words = problem.args[-1] if problem.args else type(problem).__name__
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else str(words)
    return " ".join(text.split())[:200].rstrip(".")
