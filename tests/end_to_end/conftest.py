"""Each end-to-end test has a stage of its own: a fresh mailbox on the real server, and an empty memory."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.end_to_end.stage import Stage
from tests.end_to_end.steering import FOLDERS
from tests.servers.login import Login


@pytest.fixture
def stage(login: Login, tmp_path: Path) -> Stage:
    """An empty mailbox on Dovecot, on a Monday morning."""
    return Stage(login, tmp_path)


@pytest.fixture
def steered(stage: Stage) -> Stage:
    """A mailbox with the folders for control, which the first look has made."""
    stage.more = FOLDERS
    stage.look()
    return stage
