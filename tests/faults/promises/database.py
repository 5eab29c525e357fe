"""Promise 17: a database that is locked, damaged, lost, too old or too new ends in no crash loop and no second draft.

What cannot be used is told with its exit code and left as it is; the mailbox is not touched meanwhile. What is lost is
read anew from the mailbox: a draft that lies there, in whatever shape a mail client gave it, is not made again.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from unittest.mock import patch

from mailfollow import schema
from mailfollow.cli.common import database, open_store
from mailfollow.cycle.desk import Problem
from mailfollow.errors import MailfollowError
from mailfollow.store import Store
from tests.clients.models import CLIENTS, Client, Deleting
from tests.clients.seat import Seat
from tests.daemon.world import Passes, World, living_in, serve
from tests.faults.ledger import ACTIONS, HOURS, Ledger
from tests.faults.life.host import Host
from tests.faults.promise import Effort, Found, Promise
from tests.servers.memory import MemoryLogin

WAIT = 0.01
"""Seconds to wait for a lock that nobody gives up here; five unless a test says so."""
MOST_PASSES = 24 * 5
"""In a day of failures: every quarter of an hour, and some more at first."""


def run(effort: Effort, folder: Path) -> Found:
    """Break the database in each way; then lose or set it back while a draft is in the hands of each mail client."""
    found = Found()
    for name, (broken, code) in BROKEN.items():
        _unusable(folder / name, name, broken, code, found)
    for number, client in enumerate(CLIENTS):
        for action in list(ACTIONS) if effort.full else list(ACTIONS)[number : number + 1]:
            for lost in LOST if effort.full or number % 2 else LOST[:1]:
                if lost != "lost" or _leaves_a_trace(client, action):
                    hours = HOURS[: effort.of(10, len(HOURS))]
                    _forgotten(folder / f"{client.name} {action} {lost}", client, action, lost, hours, found)
    return found


def _leaves_a_trace(client: Client, action: str) -> bool:
    """Whether the mailbox still shows what became of the draft: else nobody can know who has lost his memory."""
    if action == "discards it":
        return client.deleting is Deleting.TRASH
    return action != "sends it" or client.keeps_what_it_sent


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Hold the database as another program may."""
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    try:
        yield
    finally:
        other.close()


@contextmanager
def _with_bytes(path: Path, change: Callable[[bytes], bytes]) -> Iterator[None]:
    """Change the file, and put it back afterwards, unless somebody else has."""
    before = path.read_bytes()
    broken = change(before)
    path.write_bytes(broken)
    yield
    assert path.read_bytes() == broken, "it was changed, though it cannot be used"
    path.write_bytes(before)


@contextmanager
def _newer(path: Path) -> Iterator[None]:
    """Let a newer program have written it."""
    _set_version(path, schema.VERSION + 1)
    yield
    _set_version(path, schema.VERSION)


def _set_version(path: Path, version: int) -> None:
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {version}")
    connection.close()


BROKEN: dict[str, tuple[Callable[[Path], AbstractContextManager[None]], int]] = {
    "locked": (_locked, 75),
    "no database": (lambda path: _with_bytes(path, lambda data: b"no database at all, " * (len(data) // 20)), 65),
    "torn": (lambda path: _with_bytes(path, lambda data: data[:100] + b"\xff" * (len(data) - 100)), 65),
    "another program's": (lambda path: _with_bytes(path, lambda data: data[:68] + b"mine" + data[72:]), 65),
    "newer": (_newer, 78),
}
"""What is done to it, and the exit code."""


def _host(folder: Path) -> tuple[Host, Ledger]:
    login = MemoryLogin()
    login.create("All Mail")
    host, ledger = Host(login, folder), Ledger(login)  # type: ignore[arg-type]  # as Host says
    ledger.listen(host)
    host.propose(days_ago=9)
    return host, ledger


def _unusable(
    folder: Path, name: str, broken: Callable[[Path], AbstractContextManager[None]], code: int, found: Found
) -> None:
    """Look while it cannot be used, for a day of the daemon's life, and then when it can."""
    host, ledger = _host(folder)
    open_store(host.config).close()
    codes: list[int] = []

    def problems(_names: frozenset[str]) -> list[Problem]:
        try:
            host.look()
        except MailfollowError as error:
            codes.append(error.exit_code)
            raise
        return []

    hasty = patch.dict(Store.open.__func__.__kwdefaults__, {"wait": WAIT})  # type: ignore[attr-defined]  # a class method
    with hasty, living_in(World()) as world, broken(database(host.config)):
        serve(Passes(world, problems))
    found.count("unusable databases")
    found.count("passes in a day with one", len(codes))
    if set(codes) != {code} or len(codes) > MOST_PASSES or ledger.written:
        found.wrong.append(f"{name}: {len(codes)} passes in a day with {set(codes)}, {len(ledger.written)} drafts")
    host.look()
    if len(ledger.written) != 1:
        found.wrong.append(f"{name}: {len(ledger.written)} drafts when it was usable again")


LOST = ("lost", "old backup", "older backup", "rebuilt")


def _forgotten(folder: Path, client: Client, action: str, lost: str, hours: Sequence[int], found: Found) -> None:
    """Lose what mailfollow knows of a draft that the person has done something with, and look on after `hours`."""
    host, ledger = _host(folder)
    host.at(days=-5).look()
    older = host.backup()
    host.at(days=5).look()
    old = host.backup()
    host.at(minutes=5).look()
    ACTIONS[action](Seat.of(client, host, 1))
    host.at(minutes=5).look()
    if lost == "rebuilt":
        with open_store(host.config) as store:
            store.threads.rebuild()
    else:
        host.restore({"lost": {}, "old backup": old, "older backup": older}[lost])
    for pause in hours:
        host.at(hours=pause).look()
    found.count("databases lost or set back")
    found.wrong += [f"{client.name}, {action}, {lost}: {wrong}" for wrong in ledger.doubled]
    if action != "leaves it" and action != "edits it" and len(ledger.written) < 2:
        found.wrong.append(f"{client.name}, {action}, {lost}: no further follow-up came")


PROMISE = Promise(17, "A lost, broken or old database makes no draft twice and no crash loop", run, minutes=3)
