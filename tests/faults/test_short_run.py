"""A short version of the fault runs: a few dozen points of the thousands that `make faults` goes through."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.runs import cut_points, kill_points, run_cuts, run_kills
from tests.faults.scene import Scene
from tests.servers.dovecot import Server
from tests.servers.login import Login

pytestmark = pytest.mark.dovecot
PARTS = 4


@pytest.fixture
def scene(dovecot: Server, login: Login, tmp_path: Path) -> Scene:
    """Two due proposals and an answered one."""
    return Scene.make(dovecot, login.user, tmp_path)


@pytest.mark.parametrize("part", range(PARTS))
def test_no_draft_is_doubled_or_lost_wherever_the_connection_breaks(scene: Scene, part: int) -> None:
    """Scenario 107: every 101st byte, both ways."""
    points = cut_points(scene, 101)[part::PARTS]

    tally = run_cuts(scene, points)

    assert (tally.wrong, tally.points) == ({}, len(points))
    assert tally.hit > len(points) / 2, "most cuts must have been noticed, or nothing was tested"


@pytest.mark.parametrize("part", range(PARTS))
def test_no_draft_is_doubled_or_lost_wherever_the_process_dies(scene: Scene, part: int) -> None:
    """Scenarios 2 and 3: SIGKILL at every 307th line."""
    points = kill_points(scene, 307)[part::PARTS]

    tally = run_kills(scene, points)

    assert (tally.wrong, tally.hit) == ({}, len(points))
