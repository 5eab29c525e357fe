"""Promise 6: an APPEND that arrives late doubles nothing.

The line breaks while the server has not got the last bytes of a draft yet; they arrive up to 29 minutes later, when
mailfollow has already looked for it.
"""

from __future__ import annotations

import itertools
from pathlib import Path

from tests.end_to_end.stage import Stage
from tests.faults.promise import Effort, Found, Promise
from tests.faults.runs import trying
from tests.faults.scene import Outcome, Scene
from tests.faults.through import via
from tests.servers.between import Ask, Between, Heard
from tests.servers.dovecot import dovecot

HOLDS = range(30)
"""Minutes that the bytes are under way."""

WHICH = (1, 2)
"""The first of the drafts of a pass, or the second."""

LOOKS = (1, 5, 10)
"""Minutes between the passes that look for the draft while its bytes are still under way."""


def run(effort: Effort, folder: Path) -> Found:
    """Hold back a draft for each number of minutes."""
    found = Found()
    cases = list(itertools.product(HOLDS, WHICH, LOOKS))
    with dovecot() as server:
        scene = Scene.make(server, "ghost", folder)
        for minutes, which, apart in cases[:: effort.of(17, 1)]:
            with trying(scene) as stage:
                found.count("late arrivals")
                found.count("passes while it was under way", minutes // apart)
                outcome = _late(scene, stage, minutes, which, apart)
                if not outcome.right:
                    found.wrong.append(f"draft {which} held {minutes} min, a pass every {apart} min: {outcome}")
    return found


def _late(scene: Scene, stage: Stage, minutes: int, which: int, apart: int) -> Outcome:
    """Hold the `which`-th draft of a pass for so many minutes, with passes meanwhile, and judge what came of it."""
    arrive: list[Ask] = []
    appends = itertools.count(1)

    def hold(heard: Heard, ask: Ask) -> bytes | None:
        if not heard.words.startswith("APPEND") or next(appends) != which:
            return ask()
        arrive.append(ask)
        return None

    with Between(stage.login.host, stage.login.port, hold) as between:
        assert via(stage, between.address).look().problems
        for _ in range(minutes // apart):
            stage.at(minutes=apart).look()
        stage.at(minutes=minutes % apart)
        (late,) = arrive
        assert b" OK " in late()
    return scene.judge(stage)


PROMISE = Promise(6, "An APPEND that arrives up to 29 minutes late doubles nothing", run, minutes=2)
