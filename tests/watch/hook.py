"""One audit hook for a process: commands to the mail server, connections, programs started, and files made.

What mailfollow itself does (a frame of its package is on the stack) is held to the rules, and counted; a breach stops
the operation with an error and is noted for the whole run. What the tests do besides may only stay on this machine.
"""

from __future__ import annotations

import ipaddress
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import Any
from weakref import WeakKeyDictionary

from tests.watch.allowed import Talk, judge
from tests.watch.tally import FOLDER, Tally

PACKAGE = str(Path(__file__).parents[2] / "mailfollow") + os.sep
TRIES_LINKS = str(Path(PACKAGE) / "cli" / "resources" / "links.py")
"""The only module that may connect to anything but the account's server, and only within that command."""
MAIL_PORTS = frozenset({25, 465, 587, 2525})
SENDERS = frozenset({"smtplib", "aiosmtplib", "nntplib", "ftplib", "requests", "httpx", "aiohttp", "sendmail"})
"""Modules with which something could be sent; a process of ours must not even load one."""
_OTHERS_MAY = 0o077
PYTHONS_OWN = f"{os.sep}__pycache__"
"""Python keeps compiled modules beside their sources when it first imports them, whoever asks for it."""


class Breach(AssertionError):
    """A rule of the tests was about to be broken."""


_talks: WeakKeyDictionary[Any, Talk] = WeakKeyDictionary()
_made: set[str] = set()
_open_to_others: list[str] = []
_broken: list[str] = []
_tally: Tally | None = None


def install() -> None:
    """Watch this process, if a run names its folder and it is not watched yet."""
    global _tally  # noqa: PLW0603 - an audit hook belongs to the whole process
    folder = os.environ.get(FOLDER)
    if folder and _tally is None:
        _tally = Tally(Path(folder))
        sys.addaudithook(_hook)


def _hook(event: str, args: tuple[Any, ...]) -> None:
    watcher = WATCHERS.get(event)
    if watcher is not None:
        problem = watcher(args)
        if problem is not None:
            _breach(problem)


def _breach(problem: str) -> None:
    test = os.environ.get("PYTEST_CURRENT_TEST", "a process of its own")
    assert _tally is not None
    _tally.breach(f"{problem} [{test}]")
    _broken.append(problem)
    raise Breach(problem)


def _count(what: str) -> None:
    assert _tally is not None
    _tally.count(what)


def ours() -> Iterator[FrameType]:
    """Yield the frames of mailfollow on the stack, the innermost first."""
    frame: FrameType | None = sys._getframe(2)
    while frame is not None:
        if frame.f_code.co_filename.startswith(PACKAGE):
            yield frame
        frame = frame.f_back


def _on_send(args: tuple[Any, ...]) -> str | None:
    """`imaplib.send(connection, data)`."""
    connection, data = args
    if not type(connection).__module__.startswith("mailfollow"):
        return None
    talk = _talks.setdefault(connection, Talk())
    if data[:20].split(b" ")[1:2] in ([b"APPEND"], [b"SELECT"]):
        talk.drafts = _drafts()
    if not talk.literal and not talk.secret:
        _count("commands on the wire")
    return judge(bytes(data), talk)


def _drafts() -> frozenset[str]:
    """Return the names on the wire of what the mailbox at work takes for Drafts; the usual ones without a mailbox."""
    from mailfollow.mailbox import names
    from mailfollow.mailbox.folders import resolve
    from mailfollow.mailbox.imap.mailbox import ImapMailbox
    from mailfollow.model import Role

    for frame in ours():
        box = frame.f_locals.get("self")
        if isinstance(box, ImapMailbox):
            listing = box._listing
            found = resolve(tuple(listing.values()), box._settings, box._foreign or ())
            return frozenset(listing[one.name].wire.decode("latin-1") for one in found if one.role is Role.DRAFTS)
    return frozenset(names.DRAFTS)


def _on_connect(args: tuple[Any, ...]) -> str | None:
    """`socket.connect(socket, address)`: of the tests to this machine; of mailfollow to the account's host and port."""
    address = args[1]
    if not isinstance(address, tuple):
        return None if not any(True for _ in ours()) else f"mailfollow connected to {address!r}"
    host, port = str(address[0]), int(address[1])
    if not _is_loopback(host) or port in MAIL_PORTS:
        return f"a connection to {host}:{port}"
    frames = list(ours())
    if not frames:
        return None
    _count("connections")
    if not any(_reaches(frame, port) or _tries_a_link(frame, port) for frame in frames):
        return f"mailfollow connected to {host}:{port}, which is no account's"
    return None


def _reaches(frame: FrameType, port: int) -> bool:
    account = frame.f_locals.get("account")
    return getattr(account, "port", None) == port and frame.f_code.co_name == "open_client"


def _tries_a_link(frame: FrameType, port: int) -> bool:
    """Whether the person asked for it: `resources check --links`, for a link on this machine as tests have them."""
    return frame.f_code.co_filename == TRIES_LINKS and frame.f_locals.get("port") == port


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return host in {"localhost", ""}


LOOKING_UP = frozenset({"open_client", "look_up_for_open_client"})
"""The second runs in a thread, which alone can be left to wait for a silent resolver."""


def _on_lookup(args: tuple[Any, ...]) -> str | None:
    """`socket.getaddrinfo(host, …)`: asking for a name tells it to the network; mailfollow asks for its server only."""
    frames = list(ours())
    if not frames or any(frame.f_code.co_name in LOOKING_UP for frame in frames):
        return None
    return None if _is_loopback(str(args[0])) else f"mailfollow asked for the address of {args[0]!r}"


def _on_start(args: tuple[Any, ...]) -> str | None:
    """`subprocess.Popen(executable, args, …)`: mailfollow starts the command that prints the password, nothing else."""
    frames = list(ours())
    if not frames:
        return None
    _count("programs started")
    account = next(
        (f.f_locals["account"] for f in frames if f.f_code.co_name == "secret" and "account" in f.f_locals), None
    )
    wanted = [*getattr(account, "token_command", ()), *getattr(account, "password_command", ())]
    started = list(map(os.fsdecode, args[1]))
    return None if started and _is_part(started, wanted) else f"mailfollow started {started[:1]}"


def _is_part(started: list[str], wanted: list[str]) -> bool:
    return any(wanted[at : at + len(started)] == started for at in range(len(wanted)))


def _on_system(args: tuple[Any, ...]) -> str | None:
    return f"mailfollow started a program: {args!r:.80}" if any(True for _ in ours()) else None


def _on_open(args: tuple[Any, ...]) -> str | None:
    """`open(path, mode, flags)`: what mailfollow makes is looked at, at the latest when the test has ended."""
    path, _, flags = args
    if flags & os.O_CREAT and isinstance(path, (str, bytes, os.PathLike)):
        _note(path)
    return None


def _on_mkdir(args: tuple[Any, ...]) -> str | None:
    _note(args[0])
    return None


def _on_database(args: tuple[Any, ...]) -> str | None:
    name = os.fsdecode(args[0]) if isinstance(args[0], (str, bytes, os.PathLike)) else ""
    path = name.removeprefix("file:").partition("?")[0]
    if os.path.isabs(path):  # noqa: PTH117 - strings all the way, for speed
        for ending in ("", "-journal", "-wal", "-shm"):
            _note(path + ending)
    return None


def _on_import(args: tuple[Any, ...]) -> str | None:
    """`import(module, …)`: what could send must not be loaded by us."""
    name = str(args[0]).partition(".")[0]
    if name not in SENDERS or not any(True for _ in ours()):
        return None
    return f"mailfollow imported {name}"


def _note(path: str | bytes | os.PathLike[str]) -> None:
    name = os.path.abspath(os.fsdecode(path))  # noqa: PTH100 - a path object would cost more than the check
    if name != os.devnull and PYTHONS_OWN not in name and any(True for _ in ours()):
        _look_at_modes()  # what is there for a moment only is seen while the next is made
        if name not in _made and not os.path.lexists(name):
            _made.add(name)
            _count("files made")


def _look_at_modes() -> None:
    """Look at all that was made, but for what went away with its folder: long runs make and remove thousands."""
    for path in list(_made):
        mode = _mode(path)
        if mode & _OTHERS_MAY:
            _open_to_others.append(f"{path} was made by mailfollow with mode {mode:o}")
        elif not mode and not os.path.isdir(os.path.dirname(path)):  # noqa: PTH112, PTH120 - strings all the way
            _made.discard(path)


def settle(test: str = "a process of its own") -> list[str]:
    """Return what was wrong since the last call: breaches, and files that others than their owner could reach."""
    assert _tally is not None
    _look_at_modes()
    for problem in set(_open_to_others):
        _tally.breach(f"{problem} [{test}]")
    found = [*_broken, *sorted(set(_open_to_others))]
    _made.clear()
    _broken.clear()
    _open_to_others.clear()
    return found


def _mode(path: str) -> int:
    try:
        return os.stat(path).st_mode & 0o777  # noqa: PTH116 - strings all the way
    except OSError:
        return 0


WATCHERS: dict[str, Callable[[tuple[Any, ...]], str | None]] = {
    "imaplib.send": _on_send,
    "socket.connect": _on_connect,
    "socket.sendto": _on_connect,
    "socket.getaddrinfo": _on_lookup,
    "socket.gethostbyname": _on_lookup,
    "subprocess.Popen": _on_start,
    "os.system": _on_system,
    "os.exec": _on_system,
    "os.posix_spawn": _on_system,
    "pty.spawn": _on_system,
    "smtplib.send": lambda args: f"smtplib sent {args!r:.60}",
    "smtplib.connect": lambda args: f"smtplib connected {args!r:.60}",
    "open": _on_open,
    "os.mkdir": _on_mkdir,
    "sqlite3.connect": _on_database,
    "import": _on_import,
}
"""Audit events (docs.python.org/3/library/audit_events.html) and what looks at them."""
