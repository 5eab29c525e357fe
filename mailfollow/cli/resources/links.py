"""Whether a link leads somewhere: the one place that speaks HTTP to others, and only when the person says so.

Nothing is told but the request itself, and nothing is kept of the answer but its status. The daemon never loads this.
"""

from __future__ import annotations

import socket
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from string import punctuation
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from mailfollow import __version__

PATIENCE = 10.0
"""Seconds without a byte after which a server counts as silent."""
MOST_REDIRECTS = 5
CLOSED_TO_US = frozenset({401, 403, 405, 406, 407, 408, 425, 429, 451})
"""Answers that may be for programs only: a person at a browser may well get the page (RFC 9110 section 15.5)."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a link: whether it leads nowhere, and whether a server answered at all."""

    sentence: str
    dead: bool = False
    answered: bool = True


NO_PAGE = Outcome("it leads to something that is no page of the web", dead=True)


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    location: str


def try_link(url: str) -> Outcome:
    """Ask for `url`, following at most five redirects, and say whether there is something."""
    for _ in range(MOST_REDIRECTS + 1):
        try:
            target = urlsplit(url)
            if target.scheme not in {"http", "https"} or not target.hostname:
                return NO_PAGE
            answer = _ask(target)
            if answer.status not in {301, 302, 303, 307, 308}:
                return _outcome(answer.status)
            url = urljoin(url, answer.location)
        except ValueError:
            return NO_PAGE
        except (OSError, HTTPException) as error:
            return Outcome(f"no answer ({_why(error)})", dead=True, answered=False)
    return Outcome(f"it leads on and on, more than {MOST_REDIRECTS} times", dead=True)


def _outcome(status: int) -> Outcome:
    if status < 400:
        return Outcome("it is there")
    if status in CLOSED_TO_US or status >= 500:
        return Outcome(f"the server answers {status}, so it could not be told; look yourself")
    return Outcome(f"the server answers {status}", dead=True)


def _ask(target: SplitResult) -> _Answer:
    """Ask for the headers only, or, where that is refused, for the page."""
    try:
        answer = _request(target, "HEAD")
    except HTTPException:
        return _request(target, "GET")
    return answer if answer.status < 400 else _request(target, "GET")


def _request(target: SplitResult, method: str) -> _Answer:
    kind = HTTPSConnection if target.scheme == "https" else HTTPConnection
    port = target.port or kind.default_port
    connection = kind(target.hostname or "", port, timeout=PATIENCE)
    path = f"{target.path or '/'}{f'?{target.query}' if target.query else ''}"
    try:
        connection.request(method, path, headers={"User-Agent": f"mailfollow/{__version__}", "Accept": "*/*"})
        response = connection.getresponse()
        location = (response.getheader("Location") or "").encode("latin-1", "replace")  # as http.client decoded it
        return _Answer(response.status, quote(location, safe=punctuation))
    finally:
        connection.close()


def _why(error: Exception) -> str:
    """Say in a word or two what went wrong; "timed out", or the system's own words."""
    if isinstance(error, TimeoutError):
        return "timed out"
    if isinstance(error, socket.gaierror):
        return "its server cannot be found"
    return " ".join(str(getattr(error, "strerror", None) or error or type(error).__name__).split())[:100]
