"""Promise 21: hostile mail can neither stop mailfollow nor steer it."""

from __future__ import annotations

from pathlib import Path

from tests.faults.promise import Effort, Found, Promise
from tests.fuzz.runs import messages
from tests.fuzz.runs import run as read_mutated
from tests.hostile.corpus import builds
from tests.hostile.measured import peak_of
from tests.hostile.planted import try_plants
from tests.hostile.scene import Scene
from tests.hostile.screens import faults as screen_faults
from tests.hostile.trial import SLOWEST, slowest, try_cases
from tests.servers.dovecot import dovecot
from tests.servers.maildir import MaildirLogin

MOST_MEMORY = 200.0
"""MB that a pass over all of it may take."""
BATCH = 350
"""Cases in one mailbox."""


def run(effort: Effort, folder: Path) -> Found:
    """Put the cases into mailboxes, make passes, and look at drafts, threads, screens, time and memory."""
    found = Found()
    cases = builds(effort.of(89, 1))
    for number, start in enumerate(range(0, len(cases), BATCH)):
        scene = _batch(
            MaildirLogin.make(folder / f"mail{number}"), folder / f"state{number}", cases[start : start + BATCH], found
        )
        _screens(scene, folder / f"state{number}", found, effort.of(2, 40))
        if not number:
            _memory(scene, found)
    with dovecot() as server:
        _batch(server.user("hostile"), folder / "imap", builds(effort.of(173, 4)), found)
        _planted(server.user("planted"), folder / "planted", found)
    _time(cases, found)
    _mutated(effort, found)
    return found


def _batch(login: object, folder: Path, cases: list, found: Found) -> Scene:
    folder.mkdir()
    scene, outcome = try_cases(login, folder, cases)
    for what, number in outcome.counts.items():
        found.count(what, number)
    found.wrong += outcome.wrong
    return scene


def _screens(scene: Scene, folder: Path, found: Found, most: int) -> None:
    characters, wrong = screen_faults(scene, folder, most)
    found.count("characters printed", characters)
    found.wrong += wrong


def _memory(scene: Scene, found: Found) -> None:
    """A first pass over the same mailbox with an empty memory, as a process."""
    fresh = Scene(scene.login, scene.folder / "fresh")
    fresh.folder.mkdir()
    peak = peak_of("once", "--dry-run", "--json", "--config", fresh.config_file)
    found.count("MB at most", round(peak))
    if peak > MOST_MEMORY:
        found.wrong.append(f"a pass took {peak:.0f} MB")


def _planted(login: object, folder: Path, found: Found) -> None:
    folder.mkdir()
    tried, wrong = try_plants(login, folder)
    found.count("planted copies of drafts", tried)
    found.wrong += wrong


def _time(cases: list, found: Found) -> None:
    seconds, name = slowest(cases)
    found.count("ms for the slowest mail", round(seconds * 1_000))
    if seconds > SLOWEST:
        found.wrong.append(f"{name} took {seconds:.1f} s to read")


def _mutated(effort: Effort, found: Found) -> None:
    outcome = read_mutated(messages(), effort.seed, iter(range(effort.of(30, 100_000))))
    found.count("mutated messages", outcome.cases)
    found.wrong += [f"mutated message {number} of seed {effort.seed}: {why}" for number, why in outcome.wrong.items()]
    if outcome.slowest > SLOWEST:
        found.wrong.append(f"mutated message {outcome.slowest_case} took {outcome.slowest:.1f} s to read")


PROMISE = Promise(21, "Hostile mail can neither stop nor steer it", run, minutes=21)
