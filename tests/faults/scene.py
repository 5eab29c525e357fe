"""A drafting pass to be disturbed, and the judgement over what is left once mailfollow has recovered.

Two proposals are due and one was answered. After any fault, and some undisturbed passes, exactly the two drafts must
lie in Drafts, each once, the database must be whole, and nothing else in the mailbox may have changed.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from dataclasses import dataclass, replace
from pathlib import Path

from tests.end_to_end.stage import JANE, Stage
from tests.servers.dovecot import NOBODY, Server

OMAR = "Omar Reyes <omar@northwind.example>"
LENA = "Lena Vogt <lena@kestrel.example>"
DUE = sorted([JANE, OMAR])

RECOVERY = (1, 11, 25, 12, 31, 31)
"""Minutes between the passes after a fault: enough for two clean looks, half an hour after the attempt."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was wrong after recovery; all empty or zero is right."""

    doubled: int = 0
    lost: int = 0
    touched: int = 0
    broken: str = ""

    @property
    def right(self) -> bool:
        """Whether nothing was wrong."""
        return self == Outcome()


@dataclass(frozen=True, slots=True)
class Scene:
    """A mailbox with two due proposals, kept as a copy that each point of a run starts from."""

    server: Server
    model: Stage

    @classmethod
    def make(cls, server: Server, user: str, folder: Path) -> Scene:
        """Fill the mailbox of `user`; `folder` is for states and configurations."""
        stage = Stage(server.user(user), folder / user)
        stage.folder.mkdir(parents=True)
        stage.propose(JANE, "new website", days_ago=9)
        stage.propose(OMAR, "warehouse labels", days_ago=9)
        answered = stage.propose(LENA, "trade fair stand", days_ago=9)
        stage.receive(LENA, "Re: Proposal: trade fair stand", "Could we start in May?\n", days_ago=7, answers=answered)
        return cls(server, stage)

    def copy(self, user: str) -> Stage:
        """Return a stage of its own for `user`, with a copy of the model's mailbox and no memory."""
        home, model = self.server.home(user), self.server.home(self.model.login.user)
        shutil.copytree(model, home)
        if os.getuid() == 0:
            for path in (home, *home.rglob("*")):
                os.chown(path, NOBODY, NOBODY)
        folder = self.model.folder.parent / user
        folder.mkdir()
        return replace(self.model, login=self.server.user(user), folder=folder)

    def judge(self, stage: Stage) -> Outcome:
        """Let mailfollow recover undisturbed, and say what is wrong then."""
        for minutes in RECOVERY:
            stage.at(minutes=minutes).look()
        before, after = self.model.login.snapshot(), stage.login.snapshot()
        drafted = sorted(str(draft["To"]) for draft in stage.drafts())
        return Outcome(
            doubled=len(drafted) - len(set(drafted)),
            lost=len(set(DUE) - set(drafted)),
            touched=sum(before[name] != after.get(name) for name in before if name != "Drafts"),
            broken=_integrity(stage.folder / "state" / "mailfollow.db"),
        )

    def clean_up(self, stage: Stage) -> None:
        """Remove what a point left behind."""
        shutil.rmtree(self.server.home(stage.login.user), ignore_errors=True)
        shutil.rmtree(stage.folder, ignore_errors=True)


def _integrity(path: Path) -> str:
    connection = sqlite3.connect(path)
    try:
        (result,) = connection.execute("PRAGMA integrity_check").fetchone()
    finally:
        connection.close()
    return "" if result == "ok" else str(result)
