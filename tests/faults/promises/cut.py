"""Promise 4: no draft is doubled or lost wherever the connection breaks, while drafts are made and one is withdrawn.

Scenario 107.
"""

from __future__ import annotations

from pathlib import Path

from tests.faults.promise import Effort, Found, Promise
from tests.faults.runs import cuts, run_faults
from tests.faults.scene import Scene
from tests.servers.dovecot import dovecot


def run(effort: Effort, folder: Path) -> Found:
    """Cut a pass at every n-th byte, both ways."""
    found = Found()
    with dovecot() as server:
        scene = Scene.make(server, "cut", folder)
        run_faults(scene, cuts(scene, effort.of(12, 1_600)), found, "cut points", "noticed")
    return found


PROMISE = Promise(4, "No draft is doubled or lost wherever the connection breaks", run, minutes=7)
