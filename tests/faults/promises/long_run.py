"""Promise 28: after ten thousand days it needs no more memory and no more open files than in its first weeks.

A pass a day, with a proposal about once a year, whose drafts are sent, thrown away or deleted, and which is answered in
the end. All passes are made by one daemon, which opens its memory on disk for each; the mailbox is
one in memory. What a pass takes grows with the proposals that there ever were, so that they are few here: it is what
stays behind after each pass that is looked for.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from mailfollow.cycle.desk import Report
from mailfollow.daemon import Daemon, Watch
from tests.faults.life.host import Host
from tests.faults.promise import Effort, Found, Promise
from tests.servers.memory import MemoryLogin

IN_MEMORY = Path("/dev/shm")
"""A file system in memory, where there is one."""
GROWTH = 5 * 1024 * 1024
"""Bytes that the process may grow by, from the end of its first weeks."""
EVERY = 400
"""Days from one proposal to the next."""
DRAFTS = {8: "Sent", 16: "Trash", 24: None}
"""Days after a proposal on which the person looks into Drafts, and where what lies there goes: None deletes it."""
ANSWERED = 30
SETTLED = 40
"""Days after which everything was done once, so that what has to be loaded is; a tenth of them if that is more."""


def run(effort: Effort, folder: Path) -> Found:
    """Let that many days pass, and compare the end with what it was after the first of them."""
    found = Found()
    with _quick_folder(folder) as quick:
        host = Host(MemoryLogin(), quick / "host")  # type: ignore[arg-type]  # as Host says
        days = effort.of(110, 10_000)
        settled = max(SETTLED, days // 10)
        _pass_days(host, range(settled), found)
        with _quick_collector():
            first = _kept()
            _pass_days(host, range(settled, days), found)
            last = _kept()
    found.counts["kB of growth"] = max(1, (last[0] - first[0]) // 1024)
    found.counts["open files"] = last[1]
    if last[0] - first[0] > GROWTH or last[1] != first[1]:
        found.wrong.append(f"{first} bytes and files after {settled} days, {last} after all of them")
    return found


@contextmanager
def _quick_folder(folder: Path) -> Iterator[Path]:
    """Give out a folder on a disk in memory where there is one: each pass has the disk write several times."""
    if not os.access(IN_MEMORY, os.W_OK):
        yield folder
        return
    with TemporaryDirectory(prefix="mailfollow-long-run-", dir=IN_MEMORY) as quick:
        yield Path(quick)


@contextmanager
def _quick_collector() -> Iterator[None]:
    """Have the daemon's collector of circles, after each pass, not search what is there by now: modules and words."""
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _pass_days(host: Host, days: Iterable[int], found: Found) -> None:
    def make_pass(_names: frozenset[str]) -> Report:
        report = host.look()
        found.wrong += [f"on {host.now}: {problem.sentence}" for problem in report.problems]
        found.count("days")
        found.count("drafts", len(report.written))
        return report

    daemon = Daemon(lambda: Watch(("work",), 5, make_pass))
    for day in days:
        _live(host, day, found)
        daemon.make_pass()
        host.at(days=1)


def _kept() -> tuple[int, int]:
    """Return the resident bytes of this process, and how many files it has open."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE"), len(os.listdir("/proc/self/fd"))  # noqa: PTH208 - without one for itself


def _live(host: Host, day: int, found: Found) -> None:
    """Let the person propose something every few weeks, and do one thing after the other with the drafts."""
    number, since = divmod(day, EVERY)
    to = f"Person {number} <person@company{number}.example>"
    if since == 0:
        host.propose(to, f"project {number}")
        found.count("proposals")
    if since in DRAFTS:
        _treat(host, DRAFTS[since])
    if since == ANSWERED:
        host.receive(to, f"Re: Proposal: project {number}", "We have decided for another vendor.\n")


def _treat(host: Host, to: str | None) -> None:
    for uid in list(host.login.server.boxes["Drafts"].messages):
        if to:
            host.login.unflag("Drafts", uid, "\\Draft")
            host.login.move("Drafts", uid, to)
        else:
            host.login.remove("Drafts", uid)


PROMISE = Promise(28, "Ten thousand days need no more memory and files", run, minutes=7)
