"""Promise 14: a wrong clock drafts nothing early and floods nobody, and a changed one does not stop the passes.

Scenarios 84 and 91. The clock of a host is set while proposals wait, and put right after a while; whatever it said, no
follow-up may come before its day by the true time. The loop of the daemon is played with both of its clocks; the full
run sets the clock of a real process with libfaketime.
"""

from __future__ import annotations

import random
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from mailfollow.cli.common import read_store
from mailfollow.config import Config
from mailfollow.tracking.planning.due import due
from tests.cli.command import Person, real_now
from tests.daemon.process import Daemon, running
from tests.daemon.world import DAY, Passes, World, living_in, serve
from tests.end_to_end.stage import MONDAY
from tests.faults.life.host import Host
from tests.faults.promise import Effort, Found, Promise
from tests.servers.memory import MemoryLogin

PEOPLE = ("Jane Miller <jane@acme.example>", "Omar Reyes <omar@northwind.example>", "Lena Vogt <lena@kestrel.example>")
NEWS = "Ida Moreau <ida@lumen.example>"
START = MONDAY - timedelta(days=12)
"""Eleven days later, by night, summer time begins."""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
JUMPS = (timedelta(days=-1), timedelta(days=400), timedelta(days=20), timedelta(hours=-3), EPOCH - START)
ZONES = ("Pacific/Auckland", "America/Los_Angeles", "Europe/Berlin")
MOST_AT_ONCE = 5
"""Drafts in one pass, which is the default of `batch`."""
SLOWEST = "s at most until it looks again"
RESUMED = 60.0
"""Seconds after which the daemon must have looked again."""

SLACK = 10.0
"""Seconds that a busy machine may take for the pass itself."""

FAKETIME = Path("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1")


def run(effort: Effort, folder: Path) -> Found:
    """Set the clock of hosts, of the loop, and in full of a real process."""
    found = Found()
    for number, jump in enumerate(JUMPS):
        for seed in range(effort.of(1, 6)):
            for booted in (True, False):
                if (effort.full or booted) and (booted or abs(jump) != timedelta(days=20)):
                    case = folder / f"{number}-{seed}-{booted}"
                    _wrong_for_a_while(case, jump, effort.seed + seed, booted, effort.of(2, 1), found)
    for number in range(effort.of(1, 6)):
        _across_summer_time(folder / f"summer{number}", ZONES[number % len(ZONES)], effort.of(12, 1), found)
    for jump in JUMPS:
        for seed in range(effort.of(2, 20)):
            _loop(jump, effort.seed + seed, found)
    if effort.full:
        _real_process(folder / "process", found)
    return found


def _wrong_for_a_while(folder: Path, jump: timedelta, seed: int, booted: bool, step: int, found: Found) -> None:
    """Set the clock on some day, let it run wrong for up to three, and put it right; look every `step` half days."""
    chance = random.Random(seed)
    host = Host(MemoryLogin(), folder, START, boot="since Monday" if booted else "")  # type: ignore[arg-type]  # as Host says
    wrong = range(chance.randrange(3, 16), 30)[: chance.randrange(2, 7)]
    for half_day in range(0, 36, step):
        if half_day < 2 * len(PEOPLE) and half_day % 2 == 0:
            host.propose(PEOPLE[half_day // 2], "new website")
        if half_day % 3 < step:
            host.receive(NEWS, "News", "Nothing new.\n")
        host.skew = jump if half_day in wrong else timedelta()
        _watched(host, f"{jump} with seed {seed}, {booted=}", found)
        host.at(hours=12 * step)
    found.count("wrong clocks")
    missing = len(PEOPLE) - len(host.login.server.boxes["Drafts"].messages)  # type: ignore[attr-defined]  # a MemoryLogin
    if missing:
        found.wrong.append(f"{jump} with seed {seed}, {booted=}: {missing} follow-ups never came")


def _across_summer_time(folder: Path, zone: str, step: int, found: Found) -> None:
    """Look every few hours while summer time begins or ends, as the person travels to another time zone and back."""
    for night in (datetime(2026, 3, 28, tzinfo=UTC), datetime(2026, 10, 24, tzinfo=UTC)):
        host = Host(MemoryLogin(), folder / f"{night:%m}", night - timedelta(days=5, hours=6))  # type: ignore[arg-type]  # as Host says
        for person in PEOPLE:
            host.propose(person, "new website", days_ago=1 / (1 + len(person)))
        home = host.config
        for hour in range(24 * 9):
            if hour % step == 0:
                away = 24 * 5 <= hour < 24 * 6
                host.__dict__["config"] = _in_zone(home, zone if away else "Europe/Berlin")
                _watched(host, f"summer time on {night:%d %b}, {zone}", found)
            host.at(hours=1)
        found.count("nights of summer time")
        if len(host.login.server.boxes["Drafts"].messages) != len(PEOPLE):  # type: ignore[attr-defined]  # a MemoryLogin
            found.wrong.append(f"summer time on {night:%d %b}, {zone}: a follow-up never came")


def _in_zone(config: Config, zone: str) -> Config:
    return replace(config, zone=ZoneInfo(zone))


def _watched(host: Host, case: str, found: Found) -> None:
    """Make a pass; by the true time, nothing that it writes may come before its day."""
    early = _not_due(host)
    report = host.look()
    found.count("passes")
    found.count("drafts", len(report.written))
    too_soon = [one.why for one in report.written if one.thread_id in early]
    if too_soon or len(report.written) > MOST_AT_ONCE:
        found.wrong.append(f"{case}: on {host.now:%d %b %H:%M} {len(report.written)} drafts, early: {too_soon}")


def _not_due(host: Host) -> set[str]:
    """Return the threads whose next follow-up is due on a later day, by the true time."""
    config, today = host.config, host.config.calendar.today(host.now)
    with read_store(config) as store:
        days = {
            thread.id: due(thread.standing, config.cadence, config.calendar, today) for thread in store.threads.all()
        }
    return {thread for thread, found in days.items() if found is None or found[0] > today}


def _loop(jump: timedelta, seed: int, found: Found) -> None:
    """Set the clock of a daemon that has been running for some hours."""
    chance = random.Random(seed)
    with living_in(World(days=0.5, wakes=False), chance.choice(ZONES)) as world:
        set_at = chance.uniform(600, DAY / 2 - 600)
        world.events = [(set_at, world.jump(seconds=jump.total_seconds()))]
        passes = Passes(world)
        serve(passes)
        after = min(moment for moment in passes.made["work"] if moment >= set_at) - set_at
        found.count("clocks of a daemon set")
        found.counts[SLOWEST] = max(round(after), found.counts.get(SLOWEST, 0))
        if after > RESUMED or passes.longest_gap() > 5 * 60 + RESUMED:
            found.wrong.append(f"{jump} after {set_at:.0f} s, seed {seed}: the next pass came {after:.0f} s later")


def _real_process(folder: Path, found: Found) -> None:
    """Set the clock of a running process: libfaketime reads the time from a file, and leaves the monotonic clock."""
    folder.mkdir()
    person, stamp = Person.make(folder, real_now()), folder / "stamp"
    stamp.write_text("+0")
    fake = {"LD_PRELOAD": str(FAKETIME), "FAKETIME_TIMESTAMP_FILE": str(stamp), "FAKETIME_NO_CACHE": "1"}
    with running(person, FAKETIME_DONT_FAKE_MONOTONIC="1", FAKETIME_DONT_RESET="1", **fake) as daemon:
        daemon.wait_until(lambda: daemon.passes() == 1)
        lying = person.drafts()
        for number, jump in enumerate((400 * 86_400, -86_400, 0), 2):
            (folder / "new").write_text(f"{jump:+d}")
            (folder / "new").replace(stamp)
            seconds = _until_pass(daemon, number)
            found.count("clocks of a process set")
            if seconds > RESUMED + SLACK or person.drafts() != lying:
                found.wrong.append(f"libfaketime {jump:+d}: {seconds:.0f} s, {daemon.log}")
        daemon.stop(15)


def _until_pass(daemon: Daemon, number: int) -> float:
    """Return the seconds until that many passes were made."""
    began = time.monotonic()
    daemon.wait_until(lambda: daemon.passes() >= number, 20_000)
    return time.monotonic() - began


PROMISE = Promise(14, "A wrong clock drafts nothing early and stops nothing", run, minutes=4)
