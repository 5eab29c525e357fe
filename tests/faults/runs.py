"""Fault runs: many points, each on a mailbox of its own, counted."""

from __future__ import annotations

import itertools
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from tests.end_to_end.stage import Stage
from tests.faults.cut import bytes_of, cut_at
from tests.faults.kill import kill_at, lines_of
from tests.faults.scene import Outcome, Scene
from tests.servers.dovecot import dovecot

T = TypeVar("T")
_numbers = itertools.count(1)


@dataclass
class Tally:
    """What a run came to: how many points hit, and every outcome that was not right, by its point."""

    points: int = 0
    hit: int = 0
    wrong: dict[str, Outcome] = field(default_factory=dict)

    def __str__(self) -> str:
        """Return the counts in one line."""
        doubled = sum(outcome.doubled for outcome in self.wrong.values())
        lost = sum(outcome.lost for outcome in self.wrong.values())
        touched = sum(outcome.touched for outcome in self.wrong.values())
        broken = sum(bool(outcome.broken) for outcome in self.wrong.values())
        found = f"{doubled} doubled, {lost} lost, {touched} folders touched, {broken} databases broken"
        return f"{self.points} points, {self.hit} of them hit the pass: {found}"


def cut_points(scene: Scene, step: int) -> list[tuple[str, int]]:
    """Return every `step`-th byte of a drafting pass, to the server and from it."""
    sent, received = _measured(scene, bytes_of)
    return [*(("sent", at) for at in range(1, sent, step)), *(("received", at) for at in range(1, received, step))]


def kill_points(scene: Scene, step: int) -> list[int]:
    """Return every `step`-th line of a drafting pass, once modules and words are loaded as they are in each point."""
    _measured(scene, Stage.look)
    return list(range(1, _measured(scene, lines_of), step))


def run_cuts(scene: Scene, points: Iterable[tuple[str, int]]) -> Tally:
    """Cut the connection at each of `points`."""
    faults = {f"{way} byte {at}": _cut(way, at) for way, at in points}
    return _run(scene, faults)


def run_kills(scene: Scene, points: Iterable[int]) -> Tally:
    """Kill the process at each of `points`."""
    faults = {f"line {at}": _kill(at) for at in points}
    return _run(scene, faults)


def _cut(way: str, at: int) -> Callable[[Stage], bool]:
    return lambda stage: cut_at(stage, sent=at if way == "sent" else None, received=at if way == "received" else None)


def _kill(at: int) -> Callable[[Stage], bool]:
    return lambda stage: kill_at(stage, at)


def _run(scene: Scene, faults: dict[str, Callable[[Stage], bool]]) -> Tally:
    tally = Tally()
    for name, fault in faults.items():
        stage = scene.copy(f"{scene.model.login.user}-{next(_numbers)}")
        tally.points += 1
        tally.hit += fault(stage)
        outcome = scene.judge(stage)
        if not outcome.right:
            tally.wrong[name] = outcome
        scene.clean_up(stage)
    return tally


def _measured(scene: Scene, measure: Callable[[Stage], T]) -> T:
    stage = scene.copy(f"{scene.model.login.user}-{next(_numbers)}")
    try:
        return measure(stage)
    finally:
        scene.clean_up(stage)


def run_share(share: tuple[int, int, int, int]) -> tuple[Tally, Tally]:
    """Run one of several processes' share of the points, on a server of its own: every N-th byte and line."""
    cut, kill, part, jobs = share
    with dovecot() as server, tempfile.TemporaryDirectory() as folder:
        scene = Scene.make(server, f"scene{part}", Path(folder))
        cuts = run_cuts(scene, cut_points(scene, cut)[part::jobs]) if cut else Tally()
        kills = run_kills(scene, kill_points(scene, kill)[part::jobs]) if kill else Tally()
        return cuts, kills
