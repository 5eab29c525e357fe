"""Promise 13: two daemons on one state directory, and two hosts on one mailbox, make no draft twice.

Scenario 19. On one host the lock keeps a second daemon out. Hosts know nothing of each other: what one finds in the
mailbox when it looks, it does not make again, whatever the person has done to it. Where both write between the other's
last look and its APPEND, two drafts cannot be avoided, and both hosts must say so. A host that never saw a draft before
a client gave it another Message-ID cannot know whose it was: while it lies there nothing is written beside it, but
thrown away it may come again from that host.
"""

from __future__ import annotations

import os
import random
import subprocess
from collections.abc import Sequence
from email import message_from_bytes
from pathlib import Path

from mailfollow.cycle.desk import Report
from tests.cli.command import Person, arguments, environment, real_now
from tests.clients.models import CLIENTS, Client
from tests.clients.seat import Seat
from tests.daemon.process import running
from tests.faults.ledger import ACTIONS, HOURS, Ledger
from tests.faults.life.host import Host
from tests.faults.promise import Effort, Found, Promise
from tests.servers.memory import MemoryLogin

QUICK = 1.0
"""Seconds of the processor after which a second daemon must have given up."""


def run(effort: Effort, folder: Path) -> Found:
    """Start a second daemon; then let a second host look before each step of the first, and live beside it for long."""
    found = Found()
    for number in range(effort.of(1, 20)):
        _second_daemon(folder / f"daemon{number}", found)
    for step in range(0, _steps(folder), effort.of(2, 1)):
        _between(folder / f"between{step}", step, found)
    for number, client in enumerate(CLIENTS):
        for action in list(ACTIONS) if effort.full else list(ACTIONS)[number : number + 1]:
            _beside(folder / f"{client.name} {action}", client, action, HOURS[: effort.of(10, len(HOURS))], found)
    for number in range(effort.of(1, 25)):
        _jittered(folder / f"jitter{number}", effort.seed + number, effort.of(10, 60), found)
    return found


def _second_daemon(folder: Path, found: Found) -> None:
    folder.mkdir()
    person = Person.make(folder, real_now())
    with running(person) as daemon:
        daemon.wait_until(lambda: daemon.passes() == 1)
        command = arguments("--config", person.config, "run")
        with (folder / "second").open("wb") as output:
            second = subprocess.Popen(command, stdout=output, stderr=output, env=environment(folder))
        _, status, used = os.wait4(second.pid, 0)
        second.returncode = code = os.waitstatus_to_exitcode(status)
        seconds = used.ru_utime + used.ru_stime
        found.count("second daemons")
        found.counts["ms at most until they end"] = max(
            found.counts.get("ms at most until they end", 0), round(seconds * 1000)
        )
        if code != 75 or seconds > QUICK or len(person.drafts()) != 1:
            found.wrong.append(f"a second daemon ended with {code} after {seconds:.1f} s of the processor")
        daemon.stop(15)


class Pair:
    """Two hosts that run mailfollow on one mailbox, with one proposal in it that is due."""

    def __init__(self, folder: Path) -> None:
        """Send the proposal, and listen to what the hosts write."""
        login = MemoryLogin()
        login.create("All Mail")
        self.one, self.other = (Host(login, folder / name) for name in ("one", "other"))  # type: ignore[arg-type]  # as Host says
        self.one.propose(days_ago=9)
        self.ledger = Ledger(login)
        self.ledger.listen(self.one, self.other)

    def later(self, **time: float) -> None:
        """Let time pass on both."""
        self.other.now = self.one.at(**time).now

    def is_plain(self, uid: int) -> bool:
        """Whether that draft is still plain text, as the model of a client opens it."""
        data, _ = self.ledger.login.fetch("Drafts", uid)
        return message_from_bytes(data).get_content_type() == "text/plain"

    def flagged(self) -> bool:
        """Whether both hosts say that there are two."""
        told = [_why(host.look()) for host in (self.one, self.other)]
        return all("2 versions of it lie in Drafts" in why or "beside it lies another draft" in why for why in told)


def _why(report: Report) -> str:
    return " ".join(decision.why for decision in report.decisions)


def _steps(folder: Path) -> int:
    """Return how many steps a pass has that writes a draft."""
    pair = Pair(folder / "steps")
    steps: list[str] = []
    pair.one.line.before = steps.append
    pair.one.look()
    return len(steps)


def _between(folder: Path, step: int, found: Found) -> None:
    """Let the other host make its whole pass before the step with that number."""
    pair = Pair(folder)
    steps = iter(range(step + 1))

    def before(_what: str) -> None:
        if next(steps, None) == step:
            pair.other.look()

    pair.one.line.before = before
    pair.one.look()
    pair.one.line.before = lambda _what: None
    pair.later(minutes=5)
    found.count("interleaved passes")
    if len(pair.ledger.drafts) > 1:
        found.count("of them doubled and flagged")
        if not pair.flagged():
            found.wrong.append(f"the other host passed before step {step}: two drafts, and nobody says so")
    elif len(pair.ledger.drafts) != 1:
        found.wrong.append(f"the other host passed before step {step}: {len(pair.ledger.drafts)} drafts")


def _beside(folder: Path, client: Client, action: str, hours: Sequence[int], found: Found) -> None:
    """Let one host write, the other see it, and then the person do something with it; both look on after `hours`."""
    pair = Pair(folder)
    writer, other = (pair.one, pair.other) if action < "n" else (pair.other, pair.one)
    writer.look()
    pair.later(minutes=5)
    other.look()
    ACTIONS[action](Seat.of(client, writer, 1))
    for pause in hours:
        pair.later(hours=pause)
        other.look()
        writer.look()
    found.count("drafts in the hands of a client")
    found.wrong += [f"{client.name}, {action}: {wrong}" for wrong in pair.ledger.doubled]


def _jittered(folder: Path, seed: int, days: int, found: Found) -> None:
    """Let both look at any time of the day, at least five seconds apart, while the person uses some client."""
    pair, chance = Pair(folder), random.Random(seed)
    client = chance.choice(CLIENTS)
    for _ in range(days):
        seen = set(pair.ledger.drafts)  # by both hosts, once they have looked
        for host in chance.sample([pair.one, pair.other], 2):
            pair.later(hours=chance.uniform(0.002, 12))
            host.look()
            found.count("jittered passes")
        drafts = [uid for uid in pair.ledger.drafts if uid in seen and pair.is_plain(uid)]
        if drafts and chance.random() < 0.3:
            ACTIONS[chance.choice(sorted(ACTIONS))](Seat.of(client, pair.one, min(drafts)))
            found.count("things done to a draft")
    found.wrong += [f"{client.name}, jitter with seed {seed}: {wrong}" for wrong in pair.ledger.doubled]


PROMISE = Promise(13, "Two daemons, or two hosts on one mailbox, make no draft twice", run, minutes=3)
