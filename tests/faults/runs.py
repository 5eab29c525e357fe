"""Fault runs: many points, each on a mailbox of its own, counted."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TypeVar

from tests.end_to_end.stage import Stage
from tests.faults.cut import bytes_of, cut_at
from tests.faults.kill import kill_at, lines_of
from tests.faults.promise import Found
from tests.faults.scene import Scene

T = TypeVar("T")
Fault = Callable[[Stage], bool]
"""Disturbs a pass over a stage, and returns whether the fault hit it."""

_numbers = itertools.count(1)


def cuts(scene: Scene, most: int) -> dict[str, Fault]:
    """Return cuts at about `most` bytes of a pass, evenly over all that are sent and received."""
    sent, received = measured(scene, bytes_of)
    step = max(1, (sent + received) // most)
    places = {f"sent byte {at}": _cut(at, None) for at in range(1, sent, step)}
    return places | {f"received byte {at}": _cut(None, at) for at in range(1, received, step)}


def kills(scene: Scene, most: int) -> dict[str, Fault]:
    """Return kills at about `most` lines of a pass, once modules and words are loaded as they are in each point."""
    measured(scene, Stage.look)
    lines = measured(scene, lines_of)
    return {f"line {at}": _kill(at) for at in range(1, lines, max(1, lines // most))}


def _cut(sent: int | None, received: int | None) -> Fault:
    return lambda stage: cut_at(stage, sent=sent, received=received)


def _kill(at: int) -> Fault:
    return lambda stage: kill_at(stage, at)


def run_faults(scene: Scene, faults: Mapping[str, Fault], found: Found, what: str, hit: str) -> None:
    """Let each fault disturb a pass over a copy of `scene`; count the points as `what`, those that struck as `hit`."""
    before = scene.model.login.snapshot()
    for name, fault in faults.items():
        with trying(scene) as stage:
            found.count(what)
            found.count(hit, fault(stage))
            outcome = scene.judge(stage, before)
            if not outcome.right:
                found.wrong.append(f"{name}: {outcome}")


@contextmanager
def trying(scene: Scene) -> Iterator[Stage]:
    """Give out a copy of `scene`, removed when the block ends."""
    stage = scene.copy(f"{scene.model.login.user}-{next(_numbers)}")
    try:
        yield stage
    finally:
        scene.clean_up(stage)


def measured(scene: Scene, measure: Callable[[Stage], T]) -> T:
    """Return what `measure` finds on a copy of `scene`."""
    with trying(scene) as stage:
        return measure(stage)
