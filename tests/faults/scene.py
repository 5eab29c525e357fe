"""A pass to be disturbed, and the judgement over what is left once mailfollow has recovered.

Two proposals are due, one was answered in time, and one was answered after its follow-up had been drafted: the pass
writes two drafts and withdraws the third. After any fault, and some undisturbed passes, exactly the two must lie in
Drafts, each once, the third must be gone and no touch, the database must be whole, and nothing else in the mailbox
may have changed.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from mailfollow.model import DraftState, State
from tests.end_to_end.stage import JANE, MONDAY, Stage
from tests.servers.dovecot import NOBODY, Server
from tests.servers.login import Snapshot

OMAR = "Omar Reyes <omar@northwind.example>"
LENA = "Lena Vogt <lena@kestrel.example>"
PETRA = "Petra Stone <petra@granite.example>"
DUE = sorted([JANE, OMAR])

RECOVERY = (1, 11, 25, 12, 31, 31)
"""Minutes between the passes after a fault: enough for two clean looks, half an hour after the attempt."""

A_DAY = (720, 720)
"""Further ones where a draft went while it was being taken back: by us, or opened by the person for some hours."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was wrong after recovery; all empty or zero is right."""

    doubled: int = 0
    lost: int = 0
    touched: int = 0
    broken: str = ""
    withdrawn: str = ""

    @property
    def right(self) -> bool:
        """Whether nothing was wrong."""
        return self == Outcome()


@dataclass(frozen=True, slots=True)
class Scene:
    """A mailbox and mailfollow's memory of it, kept as a copy that each point of a run starts from."""

    server: Server
    model: Stage

    @classmethod
    def make(cls, server: Server, user: str, folder: Path, now: datetime = MONDAY, more: str = "") -> Scene:
        """Fill the mailbox of `user`; `folder` is for states and configurations, `more` for the latter's end."""
        stage = Stage(server.user(user), folder / user, now, more)
        stage.folder.mkdir(parents=True)
        drafted = stage.propose(PETRA, "quarry signs", days_ago=9)
        assert len(stage.look().written) == 1
        stage.at(hours=1).receive(PETRA, "Re: Proposal: quarry signs", "Could we start in May?\n", answers=drafted)
        stage.propose(JANE, "new website", days_ago=9)
        stage.propose(OMAR, "warehouse labels", days_ago=9)
        answered = stage.propose(LENA, "trade fair stand", days_ago=9)
        stage.receive(LENA, "Re: Proposal: trade fair stand", "Could we start in May?\n", days_ago=7, answers=answered)
        return cls(server, stage)

    def copy(self, user: str) -> Stage:
        """Return a stage of its own for `user`, with a copy of the model's mailbox and memory."""
        home, model = self.server.home(user), self.server.home(self.model.login.user)
        shutil.copytree(model, home)
        if os.getuid() == 0:
            for path in (home, *home.rglob("*")):
                os.chown(path, NOBODY, NOBODY)
        folder = self.model.folder.parent / user
        folder.mkdir()
        shutil.copytree(self.model.folder / "state", folder / "state")
        return replace(self.model, login=self.server.user(user), folder=folder)

    def judge(self, stage: Stage, before: Snapshot | None = None) -> Outcome:
        """Let mailfollow recover undisturbed, and say what is wrong then; `before` is how the model lies there."""
        for minutes in RECOVERY:
            stage.at(minutes=minutes).look()
        for minutes in A_DAY if DraftState.MISSING in states(stage) else ():
            stage.at(minutes=minutes).look()
        return self.now(stage, before)

    def now(self, stage: Stage, before: Snapshot | None = None) -> Outcome:
        """Say what is wrong at this moment."""
        before, after = before or self.model.login.snapshot(), stage.login.snapshot()
        drafted = sorted(in_drafts(stage))
        return Outcome(
            doubled=len(drafted) - len(set(drafted)),
            lost=len(set(DUE) - set(drafted)),
            touched=sum(before[name] != after.get(name) for name in before if name != "Drafts"),
            broken=integrity(stage),
            withdrawn=_withdrawn(stage, drafted),
        )

    def clean_up(self, stage: Stage) -> None:
        """Remove what a point left behind."""
        shutil.rmtree(self.server.home(stage.login.user), ignore_errors=True)
        shutil.rmtree(stage.folder, ignore_errors=True)


def in_drafts(stage: Stage) -> list[str]:
    """Return to whom the messages in Drafts go, but for those marked as deleted."""
    with stage.login.session("Drafts") as client:
        there = client.search("UNDELETED")
    return [str(draft["To"]) for uid, draft in stage.drafts_by_uid() if uid in there]


def database(stage: Stage) -> Path:
    """Return where mailfollow's memory of a stage lies."""
    return stage.folder / "state" / "mailfollow.db"


def integrity(stage: Stage) -> str:
    """Return what SQLite finds wrong with the database; empty if nothing."""
    connection = sqlite3.connect(database(stage))
    try:
        (result,) = connection.execute("PRAGMA integrity_check").fetchone()
    finally:
        connection.close()
    return "" if result == "ok" else str(result)


def _withdrawn(stage: Stage, drafted: list[str]) -> str:
    """Return what is wrong with the draft that was to be withdrawn: it is gone, and counts as no touch."""
    if PETRA in drafted:
        return "it still lies in Drafts"
    threads, _ = stage.threads()
    (thread,) = [thread for thread in threads if "quarry" in thread.subject]
    found = (states(stage, thread.id), thread.standing.state, thread.standing.touch)
    return "" if found == ([DraftState.WITHDRAWN], State.YOUR_TURN, 0) else f"it is taken for {found}"


def states(stage: Stage, thread: str | None = None) -> list[DraftState]:
    """Return the states of all drafts of a thread, or of every one, oldest first."""
    asked = "SELECT state FROM drafts WHERE ?1 IS NULL OR thread = ?1 ORDER BY id"
    connection = sqlite3.connect(database(stage))
    try:
        rows = connection.execute(asked, (thread,)).fetchall()
    finally:
        connection.close()
    return [DraftState(state) for (state,) in rows]
