"""A web server on this machine that answers as a test says, and keeps what it was asked."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answers = Mapping[str, tuple[int, str]]
"""By "METHOD /path", or "/path" for any method: the status, and where a redirect leads."""


@dataclass
class Web:
    """The server's port, and the requests so far as "HEAD /path"."""

    port: int
    asked: list[str] = field(default_factory=list)

    def url(self, path: str) -> str:
        """Return the address of a page."""
        return f"http://127.0.0.1:{self.port}{path}"


@contextmanager
def web(answers: Answers) -> Iterator[Web]:
    """Start a server on a free port; what is not in `answers` is not found."""

    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            request = f"{self.command} {self.path}"
            found.asked.append(request)
            status, location = answers.get(request) or answers.get(self.path) or (404, "")
            if not status:
                return  # hangs up without a word
            self.send_response(status)
            if location:
                self.send_header("Location", location)
            self.send_header("Content-Length", "0")
            self.end_headers()

        do_HEAD = do_GET = _answer  # noqa: N815 - the names that http.server calls

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    found = Web(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield found
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
