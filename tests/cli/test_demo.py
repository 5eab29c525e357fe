"""`demo`: the main job seen whole, on any day of the week, without a configuration or a network."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest

from mailfollow import clock
from tests.cli.command import NOW
from tests.cli.conftest import Call


def test_the_demo_shows_what_becomes_of_proposals(call: Call) -> None:
    """The silent one is drafted; the answered, the absent, the declined and the fresh one are not, and why."""
    outcome = call("demo")

    assert (outcome.code, outcome.err) == (0, "")
    assert "1 drafted" in outcome.out
    shown = " ".join(outcome.out.split())
    assert "Drafted for jane@acme.example: Re: Proposal: new website" in shown
    assert 'your turn: "Could you do 500 more' in shown
    assert re.search(r"not before \w+ \d+ \w+: out of office, back on ", shown)
    assert 'they said no: "thank you, but we have decided to go with another vendor."' in shown
    assert "Second pass, nothing new: 0 drafted, nothing doubled." in shown
    assert "In Drafts now (1)" in shown
    assert "In-Reply-To: <silent@mail.example>" in shown


@pytest.mark.parametrize("days", range(1, 7))
def test_the_demo_does_its_job_on_every_day_of_the_week(call: Call, monkeypatch: pytest.MonkeyPatch, days: int) -> None:
    """Also at weekends: a newcomer may have time then."""
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(days=days))

    outcome = call("demo")

    assert outcome.code == 0
    assert "In Drafts now (1)" in outcome.out


def test_what_the_demo_made_can_be_kept_and_worked_with(call: Call, tmp_path: Path) -> None:
    """The last line says how; the configuration that was left works."""
    outcome = call("demo", "--keep", tmp_path / "new" / "demo")

    assert outcome.code == 0
    words = outcome.out.rstrip().rpartition("try mailfollow ")[2].split()
    assert "In Drafts, waiting for you (1)" in call(*words).out


@pytest.mark.parametrize("name", [".", "file"])
def test_the_demo_writes_into_nothing_that_exists(call: Call, tmp_path: Path, name: str) -> None:
    """Exit code 73, one sentence."""
    (tmp_path / "file").write_text("mine")

    outcome = call("demo", "--keep", tmp_path / name)

    assert outcome.code == 73
    assert outcome.sentence.endswith("cannot be made (File exists): name a new directory.")
    assert (tmp_path / "file").read_text() == "mine"


def test_a_silent_proposals_life_is_told_follow_up_by_follow_up(call: Call) -> None:
    """Each on its day, each from another template."""
    outcome = call("demo", "--weeks", "6")

    assert outcome.code == 0
    told = re.findall(r"^\w{3} \d+ \w{3} \d{4}, follow-up (\d): (\S+)$", outcome.out, re.MULTILINE)
    assert [int(touch) for touch, _ in told] == list(range(1, len(told) + 1))
    assert len(told) >= 3
    assert len({template for _, template in told}) == len(told)
