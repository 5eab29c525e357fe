"""The workshop's page, served to the browsers of this machine and to nobody else.

It listens on 127.0.0.1, and answers who knows the token in the address, asks by the name of this machine (so that no
page of the web can reach it through a name of its own), and only reads. Everybody else learns nothing.
"""

from __future__ import annotations

import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import TCPServer
from urllib.parse import parse_qsl, urlsplit

from mailfollow.errors import Busy, UsageError
from mailfollow.workshop.site import HEADERS, MISDIRECTED, NOT_FOUND, Answer, Site, answer, not_allowed

ADDRESS = "127.0.0.1"
PATIENCE = 10.0
"""Seconds after which a connection on which nothing is said is closed."""
MOST_UNREAD = 65_536
"""Bytes of a body that are taken and forgotten, so that who sent it hears the answer."""
MOST_DIGITS = 10
"""Of a body's length; a number that has thousands of them is none that Python reads."""


def names(port: int) -> list[str]:
    """Return how a browser may name this machine in Host; it leaves out port 80 (RFC 9110 section 4.2.3)."""
    machine = [ADDRESS, "localhost"]
    return [f"{name}:{port}" for name in machine] + (machine if port == 80 else [])


class Server(ThreadingHTTPServer):
    """Listens on this machine only."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, site: Site, port: int = 0) -> None:
        """Listen on `port`, or on a free one.

        Raises:
            Busy: another program listens there.
            UsageError: this user may not listen there.
        """
        self.site = site
        try:
            super().__init__((ADDRESS, port), Handler)
        except PermissionError as error:
            raise UsageError(f"You may not listen on port {port}: name one above 1023, or none.") from error
        except OSError as error:
            raise Busy(f"Port {port} cannot be used ({error.strerror}): name another one, or none.") from error

    def server_bind(self) -> None:
        """Bind without asking anybody for the name of this machine, which http.server does."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = ADDRESS, int(self.server_address[1])

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a browser that left early; anything else would be a mistake of ours."""
        del request, client_address
        error = sys.exception()
        if not isinstance(error, OSError):
            self.site.tell(f"A request was not answered ({type(error).__name__}: {error}).")

    def address(self, path: str) -> str:
        """Return the full address of a path."""
        return f"http://{ADDRESS}:{self.server_port}/{path}/"


class Handler(BaseHTTPRequestHandler):
    """One request."""

    server: Server
    timeout = PATIENCE
    server_version, sys_version = "mailfollow", ""

    def do_GET(self) -> None:
        """Answer a request; a HEAD is answered alike, without the text."""
        self._give(self._answer())

    do_HEAD = do_GET  # noqa: N815 - http.server's name

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer what http.server refuses: other methods (it says 501), and requests that are none."""
        del message, explain
        if code == 501:
            self._drain()
            self._give(self._misdirected() or not_allowed())
        else:
            self.close_connection = True
            self._give(Answer(code, "This is no request.\n"))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server's name
        """Write no log: the token is in every address."""

    def _answer(self) -> Answer:
        return self._misdirected() or self._found()

    def _found(self) -> Answer:
        """Return what lies at the target of the request (RFC 9112 section 3.2)."""
        try:
            parts = urlsplit(self.path)
        except ValueError:
            return NOT_FOUND
        return answer(self.server.site, parts.path, dict(parse_qsl(parts.query)))

    def _misdirected(self) -> Answer | None:
        """Refuse a request that names another host: a page of the web whose name leads to 127.0.0.1 comes so."""
        named = self.headers.get_all("Host") or []
        ours = len(named) == 1 and named[0].strip().lower() in names(self.server.server_port)
        return None if ours else MISDIRECTED

    def _drain(self) -> None:
        """Take in a body, so that the connection is not reset before the answer is read."""
        length = self.headers.get("Content-Length", "")
        if length.isdecimal() and len(length) < MOST_DIGITS:
            self.rfile.read(min(int(length), MOST_UNREAD))

    def _give(self, given: Answer) -> None:
        data = given.text.encode("utf-8", "xmlcharrefreplace")
        self.send_response_only(given.status)
        self.send_header("Content-Type", f"{given.kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        for name, value in {**HEADERS, **given.headers}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)
