"""Promise 12: a new UIDVALIDITY, at whatever moment, doubles no draft, loses none, and is told once."""

from __future__ import annotations

from collections.abc import Callable
from email import message_from_bytes
from pathlib import Path

from mailfollow.cycle.desk import Report
from tests.end_to_end.stage import JANE
from tests.faults.life.host import Host
from tests.faults.life.quick import quick_folder
from tests.faults.promise import Effort, Found, Promise
from tests.faults.scene import LENA, OMAR, RECOVERY
from tests.servers.memory import MemoryLogin

FOLDERS = ("Sent", "INBOX", "Drafts", "Trash")
Phase = Callable[[Host], None]
"""What has happened when the UIDVALIDITY changes."""


def _nothing_drafted(_host: Host) -> None:
    """The drafts are to be written in this pass."""


def _drafted(host: Host) -> None:
    """The drafts lie there."""
    host.look()
    host.at(minutes=5)


def _edited(host: Host) -> None:
    """One of the drafts was edited."""
    _drafted(host)
    box = host.login.server.boxes["Drafts"]
    uid = min(box.messages)
    host.login.append("Drafts", box.messages[uid].data.replace(b"Robin", b"Bob"), ["\\Draft"])
    host.login.remove("Drafts", uid)
    host.look()


def _answered(host: Host) -> None:
    """An answer has just come, and one draft is to be taken back."""
    _drafted(host)
    answers = host.login.server.boxes["Sent"].messages[1]
    root = answers.data.partition(b"Message-ID: ")[2].partition(b"\n")[0].decode().strip()
    host.receive(JANE, "Re: Proposal: new website", "Could we start in May?\n", answers=root)


def _sent(host: Host) -> None:
    """One of the drafts was sent."""
    _drafted(host)
    box = host.login.server.boxes["Drafts"]
    uid = min(box.messages)
    host.login.append("Sent", box.messages[uid].data, ["\\Seen"], host.now)
    host.login.remove("Drafts", uid)


PHASES: tuple[tuple[Phase, int], ...] = (
    (_nothing_drafted, 2),
    (_drafted, 2),
    (_edited, 2),
    (_answered, 1),
    (_sent, 1),
)
"""Each with the number of drafts that must lie there in the end."""


def run(effort: Effort, folder: Path) -> Found:
    """Change the UIDVALIDITY of each folder before each n-th command of a pass, in each phase of a draft's life."""
    found, step = Found(), effort.of(13, 1)
    with quick_folder(folder) as quick:
        for phase, lying in PHASES:
            commands = _commands(phase, quick / phase.__name__)
            for name in FOLDERS:
                for at in range(1 + FOLDERS.index(name) % step, commands + 2, step):
                    place = quick / f"{phase.__name__}-{name}-{at}"
                    _case(found, _scene(place), phase, (name, at), lying)
    return found


def _scene(folder: Path) -> Host:
    """Two proposals are due since today, and one was answered; every folder is known from the days before."""
    host = Host(MemoryLogin(), folder)  # type: ignore[arg-type]  # a login of another kind
    host.propose(JANE, "new website", days_ago=9)
    host.propose(OMAR, "warehouse labels", days_ago=9)
    answered = host.propose(LENA, "trade fair stand", days_ago=9)
    host.receive(LENA, "Re: Proposal: trade fair stand", "Could we start in May?\n", days_ago=7, answers=answered)
    host.at(days=-7).look()
    host.at(days=7)
    return host


def _commands(phase: Phase, folder: Path) -> int:
    """Return how many commands a pass gives in a phase."""
    host = _scene(folder)
    phase(host)
    told: list[str] = []
    host.line.before = told.append
    host.look()
    return len(told)


def _case(found: Found, host: Host, phase: Phase, point: tuple[str, int], lying: int) -> None:
    name, at = point
    phase(host)
    calls = 0

    def before(_what: str) -> None:
        nonlocal calls
        calls += 1
        if calls == at:
            host.login.server.renew(name)

    host.line.before = before
    reports = [host.look()]
    if calls < at:
        host.login.server.renew(name)
    reports += [host.at(minutes=minutes).look() for minutes in RECOVERY]
    found.count("changes")
    _judge(found, host, f"{phase.__name__}, {name} before command {at}", lying, reports)


def _judge(found: Found, host: Host, case: str, lying: int, reports: list[Report]) -> None:
    lies = host.login.server.boxes["Drafts"].messages.values()
    to = sorted(str(message_from_bytes(message.data)["To"]) for message in lies)
    told = [warning.sentence for report in reports for warning in report.warnings]
    found.count("warnings", len(told))
    if len(to) != len(set(to)):
        found.wrong.append(f"{case}: doubled: {to}")
    if len(set(to)) < lying:
        found.wrong.append(f"{case}: lost: only {to}")
    if len(told) != 1:
        found.wrong.append(f"{case}: told {len(told)} times: {told}")
    found.wrong += [f"{case}: {problem.sentence}" for report in reports for problem in report.problems]


PROMISE = Promise(12, "A new UIDVALIDITY doubles no draft, loses none, and is told once", run, minutes=1)
