"""What `status` lists first, from a mailbox with proposals in all states."""

from __future__ import annotations

import re

import pytest
from click.testing import CliRunner

from mailfollow import clock
from mailfollow.cli import cli, terminal
from mailfollow.errors import CannotWrite
from mailfollow.mailbox.imap.mailbox import ImapMailbox
from tests.end_to_end.many import DIGEST, play
from tests.end_to_end.stage import JANE, Stage

pytestmark = pytest.mark.dovecot

TITLES = [
    "Your turn: they answered (3)",
    "In Drafts, waiting for you (2)",
    "Held: please have a look (1)",
    "Due, but no draft could be written (1)",
    "Did not arrive: no address is left to write to (1)",
    "Waiting for an answer (4)",
    "Closed (3): `mailfollow status --all` lists them",
]


def status(stage: Stage, monkeypatch: pytest.MonkeyPatch, *words: str) -> str:
    """Return what `status` prints."""
    monkeypatch.setattr(clock, "now", lambda: stage.now)
    ended = CliRunner().invoke(cli, ["status", *words, "--config", str(stage.folder / "config.toml")])
    assert ended.exit_code == 0, ended.output
    return ended.output


@pytest.mark.parametrize("columns", [40, 80])
def test_what_the_person_can_do_something_about_comes_first(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    """Each proposal stands under one title, with the reason; no line is wider than the terminal."""
    stage.more = DIGEST
    play(stage)
    monkeypatch.setattr(terminal, "width", lambda: columns)

    lines = status(stage, monkeypatch).splitlines()

    assert [line for line in lines if re.match(r"\S.*\(\d+\)", line)] == TITLES
    listed = lines[lines.index(TITLES[3]) : lines.index(TITLES[4])]
    assert "Offerta: nuovo sito" in listed[1]
    assert "there are no templates in it" in " ".join(" ".join(listed).split())
    assert max(map(len, set(lines) - set(TITLES))) <= columns


def test_what_the_server_refused_is_not_said_to_lie_in_drafts(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Scenario 22: the mailbox is full."""

    def full(*_arguments: object) -> None:
        raise CannotWrite("The server did not store the draft: [OVERQUOTA]")

    stage.propose(days_ago=9)
    monkeypatch.setattr(ImapMailbox, "save_draft", full)
    stage.look()

    told = status(stage, monkeypatch)

    assert "Due, but no draft could be written (1)" in told
    assert "OVERQUOTA" in told
    assert "In Drafts" not in told


def test_an_account_that_is_not_configured_any_more_is_not_missed(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It could not be looked at while it was; now nobody wants to."""
    stage.more = DIGEST
    stage.look()
    assert "Could not look" in status(stage, monkeypatch)
    stage.more = ""
    stage.look()

    said = status(stage, monkeypatch)

    assert "Could not look" not in said
    assert "everything could be read" in said


def test_who_answered_is_not_the_person_though_they_said_thanks(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Their question still waits: a bare "thanks" of ours is no answer to it."""
    proposal = stage.propose(days_ago=9)
    stage.receive(JANE, "Re: Proposal", "Could you send the floor plan?\n", answers=proposal, days_ago=2)
    stage.send(JANE, "Re: Proposal", "Thanks, noted.\n", answers=proposal, days_ago=1)
    stage.look()

    told = status(stage, monkeypatch)

    assert "Your turn: they answered (1)" in told
    assert "(Jane Miller; 0 follow-ups)" in told
    assert '"Could you send the floor plan?"' in told
