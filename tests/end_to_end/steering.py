"""What a person does to steer from the mail client, and what comes of it."""

from __future__ import annotations

from typing import NoReturn

import pytest
from click.testing import CliRunner

from mailfollow import clock
from mailfollow.cli import cli
from mailfollow.model import Event
from mailfollow.store import Store
from tests.end_to_end.stage import Stage

FOLDERS = "[control]\nfolders = true\n"
SUBJECT = "Re: Proposal: new website"
PLAIN = "Hi Jane,\n\nshall we talk about the website on Thursday?\n\nBest regards\nRobin\n"
WORDS = ("Track", "Snooze 1 week", "Snooze 1 month", "Stop", "Won", "Lost")


def names(stage: Stage) -> set[str]:
    """Return the folders of the mailbox."""
    with stage.login.session() as client:
        return {name for _, _, name in client.list_folders()}


def put(stage: Stage, folder: str, uid: int, word: str, *, move: bool = False) -> None:
    """Copy, or move, a message into a control folder as a mail client does."""
    with stage.login.session(folder) as client:
        (client.move if move else client.copy)([uid], f"Mailfollow/{word}")


def last_uid(stage: Stage, folder: str) -> int:
    with stage.login.session(folder) as client:
        return int(max(client.search("ALL")))


def events(stage: Stage) -> list[Event]:
    """Return what happened to the only thread."""
    with Store.open(stage.folder / "state" / "mailfollow.db", read_only=True) as store:
        return store.threads.events(store.threads.all()[0].id)


def outcomes(stage: Stage) -> list[str]:
    """Return what came of each word, in the order of the words."""
    with Store.open(stage.folder / "state" / "mailfollow.db", read_only=True) as store:
        return [row["outcome"] for row in store._db.rows("SELECT outcome FROM orders ORDER BY at, rowid")]


def content(stage: Stage, folder: str) -> int:
    with stage.login.session(folder) as client:
        return len(client.search("ALL"))


def told(stage: Stage, monkeypatch: pytest.MonkeyPatch, *words: str) -> str:
    """Return what a command prints."""
    monkeypatch.setattr(clock, "now", lambda: stage.now)
    ended = CliRunner().invoke(cli, [*words, "--config", str(stage.folder / "config.toml")])
    assert ended.exit_code == 0, ended.output
    return " ".join(ended.output.split())


def look_and_die(stage: Stage, monkeypatch: pytest.MonkeyPatch, owner: type, step: str) -> None:
    """Let a pass die just before a step."""
    with monkeypatch.context() as dying:
        dying.setattr(owner, step, die)
        with pytest.raises(KeyboardInterrupt):
            stage.look()


def die(*_arguments: object) -> NoReturn:
    raise KeyboardInterrupt
