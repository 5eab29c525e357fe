"""Promise 10: our own draft never triggers anything: however often it is met, there is one a follow-up."""

from __future__ import annotations

from email import message_from_bytes
from pathlib import Path

from tests.clients.everything import mirror
from tests.clients.models import CLIENTS
from tests.clients.seat import Seat
from tests.end_to_end.stage import Stage
from tests.faults.life.host import Host
from tests.faults.life.quick import quick_folder
from tests.faults.promise import Effort, Found, Promise
from tests.servers.dovecot import dovecot
from tests.servers.memory import MemoryLogin

ALL_MAIL = "All Mail"
GMAIL = next(client for client in CLIENTS if client.all_mail)
STEPS = 4
"""Follow-ups that are sent one after the other."""


def run(effort: Effort, folder: Path) -> Found:
    """Meet the draft again and again, in Drafts and in a folder that shows everything; then send it, and go on."""
    found, cycles = Found(), effort.of(5, 100)
    with quick_folder(folder) as quick:
        host = Host(MemoryLogin(), quick / "memory")  # type: ignore[arg-type]  # a login of another kind
        host.propose(days_ago=9)
        host.login.create(ALL_MAIL)
        for step in range(1, STEPS + 1):
            _step(found, host, step, cycles)
    with dovecot() as server:
        _on_a_server(found, Stage(server.user("own"), folder), effort.of(5, 100))
    return found


def _step(found: Found, host: Host, step: int, cycles: int) -> None:
    """Let follow-up `step` be written, met many times, and sent."""
    written = len(host.look().written)
    for number in range(cycles):
        mirror(host.login, ALL_MAIL)
        written += len(host.at(minutes=30).look().written)
        found.count("cycles with a draft present")
        lying = len(host.login.server.boxes["Drafts"].messages)
        if lying != 1 or written != 1:
            found.wrong.append(f"follow-up {step}, cycle {number}: {lying} in Drafts, {written} written")
            return
    found.count("follow-ups")
    (uid,) = host.login.server.boxes["Drafts"].messages
    _send(host, uid)
    while not host.at(days=1).look(dry=True).written:
        if host.now.year > 2026:
            found.wrong.append(f"follow-up {step + 1} never came")
            return


def _send(host: Host, uid: int) -> None:
    data, _ = host.login.fetch("Drafts", uid)
    assert message_from_bytes(data)["In-Reply-To"]
    for _ in Seat.of(GMAIL, host, uid).send():
        host.look()


def _on_a_server(found: Found, stage: Stage, cycles: int) -> None:
    """Meet one draft many times on a real server, each time with the same place in Drafts."""
    stage.login.create(ALL_MAIL)
    stage.propose(days_ago=9)
    written = len(stage.look().written)
    mirror(stage.login, ALL_MAIL)
    before = stage.login.snapshot()
    for _ in range(cycles):
        written += len(stage.at(minutes=30).look().written)
        found.count("cycles on a server")
    if written != 1 or stage.login.snapshot() != before:
        found.wrong.append(f"on a server: {written} drafts written, unchanged {stage.login.snapshot() == before}")


PROMISE = Promise(10, "Our own draft never triggers anything", run, minutes=1)
