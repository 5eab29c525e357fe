"""A small OAuth 2 authorization server on loopback: it issues tokens, and says whose each is and if it is good."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit


@dataclass
class Authority:
    """An authorization server: `/token` issues tokens, `/introspect` says whose one is, and whether it is good."""

    user: str
    issued: list[str] = field(default_factory=list)
    good: set[str] = field(default_factory=set)
    asked: int = 0
    revoked: bool = False
    broken: bool = False
    """Whether it gives out none, as after a crash between two refresh tokens."""

    def __post_init__(self) -> None:
        """Listen on a free port: `port`."""
        self._server = HTTPServer(("127.0.0.1", 0), self._handler())
        self.port = self._server.server_port
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    def __enter__(self) -> Self:
        """Serve until the block ends."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Close it."""
        self._server.shutdown()
        self._server.server_close()

    def issue(self) -> str:
        """Return a new token; the one before is good no longer."""
        self.issued.append(f"token-{len(self.issued)}")
        self.good = {self.issued[-1]}
        return self.issued[-1]

    def _answer(self, path: str) -> tuple[int, str]:
        if path.startswith("/token"):
            return (503, "") if self.broken else (200, self.issue())
        self.asked += 1
        (token,) = parse_qs(urlsplit(path).query).get("access_token", [""])
        active = str(token in self.good and not self.revoked).lower()
        return 200, f'{{"active": {active}, "username": "{self.user}", "email": "{self.user}"}}'

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        authority = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                status, body = authority._answer(self.path)
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body.encode())

            def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is http.server's
                """Log nothing."""

        return Handler
