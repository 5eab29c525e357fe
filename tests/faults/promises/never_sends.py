"""Promise 1: it never sends. No connection but to the account's server, no program that sends, no module that could."""

from __future__ import annotations

import ast
import importlib
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import timedelta
from pathlib import Path

import mailfollow
from tests.end_to_end.stage import Stage
from tests.faults.promise import Effort, Found, Promise
from tests.servers.dovecot import dovecot
from tests.watch.hook import SENDERS
from tests.watch.run import watched

PORTS = (25, 465, 587)
PACKAGE = Path(mailfollow.__file__).parent
NETWORK = SENDERS | {"http", "urllib", "xmlrpc", "telnetlib", "webbrowser", "asyncio", "socketserver"}
SOCKETS = {"socket", "ssl", "imaplib", "imapclient"}
"""What only the mailbox may use."""
ALLOWED = {
    Path("cli/resources/links.py"): {"http", "http.client", "urllib.parse", "socket"},
    Path("cli/templates/workshop.py"): {"webbrowser"},
    Path("workshop/server.py"): {"http.server", "socketserver", "urllib.parse"},
}
"""The exceptions: links are tried when the person says so, and a page is shown to their own browser.

No other module may load these before its command is called.
"""
LOADED = SENDERS | {"http.client", "urllib.request", "webbrowser"}
"""What must not even be loaded by what we import."""


def run(effort: Effort, folder: Path) -> Found:
    """Make passes while something listens for mail on this machine, and look into every module."""
    found = Found()
    with ExitStack() as stack:
        sinks = stack.enter_context(listening())
        server = stack.enter_context(dovecot())
        result = stack.enter_context(watched())
        stage = Stage(server.user("never"), folder)
        _live(stage, effort.of(6, 120), found)
        taken = [port for port, sink in sinks.items() if _was_reached(sink)]
    found.wrong += [f"a connection to port {port}" for port in taken] + result.wrong
    found.count("connections, each to the account's server", result.counts["connections"])
    if sinks:
        found.count("ports for sending listened on", len(sinks))
    _imports(found)
    return found


@contextmanager
def listening() -> Iterator[dict[int, socket.socket]]:
    """Listen on the ports for sending mail, where this user may and nobody else does."""
    with ExitStack() as stack:
        sinks: dict[int, socket.socket] = {}
        for port in PORTS:
            sink = stack.enter_context(socket.socket())
            sink.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
            with suppress(OSError):
                sink.bind(("127.0.0.1", port))
                sink.listen()
                sink.setblocking(False)
                sinks[port] = sink
        yield sinks


def _was_reached(sink: socket.socket) -> bool:
    try:
        sink.accept()[0].close()
    except BlockingIOError:
        return False
    return True


def _live(stage: Stage, days: int, found: Found) -> None:
    """Live for some days: proposals, answers, drafts that are sent, edited and thrown away."""
    for day in range(days):
        person = f"Jane Miller <jane@firm{day}.example>"
        proposal = stage.propose(person, f"website {day}", days_ago=9)
        if day % 3 == 1:
            stage.receive(person, "Re: Proposal", "Please stop emailing me.\n", answers=proposal)
        found.count("drafts", len(stage.look().written))
        stage.now += timedelta(days=1)
        found.count("passes")


def _imports(found: Found) -> None:
    """Look at every import in the source, then load all modules in a fresh process and look at what that brought."""
    for path in sorted(PACKAGE.rglob("*.py")):
        found.count("modules")
        where = path.relative_to(PACKAGE)
        found.wrong += [f"{where} imports {name}" for name in _imported(path) if _is_forbidden(name, where)]
        found.wrong += [
            f"{where} need not be allowed {name}" for name in ALLOWED.get(where, set()) - {*_imported(path)}
        ]
    loaded = subprocess.run(
        [sys.executable, "-m", __name__], check=True, capture_output=True, encoding="utf-8"
    ).stdout.split()
    found.wrong += [f"importing mailfollow loads {name}" for name in loaded if name in LOADED]
    found.count("modules loaded", len(loaded))


def _is_forbidden(name: str, where: Path) -> bool:
    if name in ALLOWED.get(where, set()):
        return False
    top = name.partition(".")[0]
    return top in NETWORK or (top in SOCKETS and where.parts[0] != "mailbox")


def _imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
        elif isinstance(node, ast.Constant) and node.value in NETWORK | SOCKETS:
            yield str(node.value)  # __import__("smtplib"), import_module("smtplib")


def main() -> None:
    """Load every module of the package, and print the names of all that are loaded then."""
    for path in PACKAGE.rglob("*.py"):
        parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
        if parts[-1] != "__main__" and path.relative_to(PACKAGE) not in ALLOWED:
            importlib.import_module(".".join(part for part in parts if part != "__init__"))
    print("\n".join(sys.modules))


PROMISE = Promise(1, "It never sends, and talks to nobody but the account's server", run, minutes=1)

if __name__ == "__main__":
    main()
