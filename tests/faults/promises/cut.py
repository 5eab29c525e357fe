"""Promise 4: no draft is doubled or lost wherever the connection breaks."""

from __future__ import annotations

from pathlib import Path

from tests.faults.promise import Effort, Found, Promise
from tests.faults.runs import cut_points, run_cuts
from tests.faults.scene import Scene
from tests.servers.dovecot import dovecot


def run(effort: Effort, folder: Path) -> Found:
    """Cut a drafting pass at every n-th byte, both ways."""
    with dovecot() as server:
        scene = Scene.make(server, "cut", folder)
        tally = run_cuts(scene, cut_points(scene, effort.of(701, 11)))
    wrong = [f"{point}: {outcome}" for point, outcome in tally.wrong.items()]
    return Found({"cut points": tally.points, "noticed": tally.hit}, wrong)


PROMISE = Promise(4, "No draft is doubled or lost wherever the connection breaks", run, minutes=10)
