"""Each way to steer from the mail client stands in the story of its proposal, with its time and the reason."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.end_to_end.controls import CONTROLS, play
from tests.end_to_end.stage import Stage
from tests.servers.dovecot import Server

pytestmark = pytest.mark.dovecot

THE_MORNING_AFTER = "Tue 3 Mar 2026 09:00 "


@pytest.fixture(scope="module")
def stories(dovecot: Server, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What `show` tells of a proposal for each control."""
    return play(Stage(dovecot.user("controls"), Path(tmp_path_factory.mktemp("controls"))))


@pytest.mark.parametrize("control", CONTROLS)
def test_what_the_person_said_stands_in_the_story_with_time_and_reason(stories: dict[str, str], control: str) -> None:
    """Scenario 90: a folder, an address at sending time, a tag, a star."""
    _, reason = CONTROLS[control]
    steps = [" ".join(step.split()) for step in re.split(r"\n  (?=\S)", stories[control])]

    told = [step for step in steps if reason in step]

    assert any(step.startswith(THE_MORNING_AFTER) for step in told), stories[control]
