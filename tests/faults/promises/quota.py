"""Promise 18: a server that refuses a draft is asked once in six hours, visibly, and gets no folder that nobody wants.

Scenario 22. Dovecot with its quota and ACL plugins, with a limit on single messages, and with Drafts missing or taken
away between the last look and the APPEND. Three proposals are due: what the server refused for one of them, it would
refuse for the others.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

from mailfollow.cycle.desk import Report
from mailfollow.model import State
from tests.end_to_end.stage import JANE, Stage
from tests.faults.promise import Effort, Found, Promise
from tests.faults.through import meddled
from tests.servers.between import Ask, Heard
from tests.servers.dovecot import NOBODY, Server, dovecot

OMAR, LENA = "Omar Reyes <omar@northwind.example>", "Lena Vogt <lena@kestrel.example>"
SUBJECTS = {JANE: "new website", OMAR: "warehouse labels", LENA: "trade fair stand"}

QUOTA = """
plugin {
  quota = maildir:User quota
  quota_rule = *:storage=16K
}
"""
LARGEST = """
plugin {
  quota = maildir:User quota
  quota_max_mail_size = 1000B
}
"""
ACL = """
plugin {
  acl = vfile
}
"""


HOURS = (0, 0.1, 3, 2.8, 0.2, 3, 3.1)
"""Between the passes: a try at 0, one at 6.1 and one at 12.2 hours."""
TRIES = 3
AGAIN = timedelta(hours=6)

Change = Callable[[Server, Stage], None]


@dataclass(frozen=True, slots=True)
class Refusal:
    """A server that refuses, with the words to be shown; what is done to it at first and to put it right."""

    server: dict[str, Any]
    words: str
    break_it: Change
    mend_it: Change
    tries: int = TRIES
    drafted: int = len(SUBJECTS)
    """How many drafts there are once it was put right; one that is too large will always be."""
    at_append: Change = lambda _server, _stage: None


def run(effort: Effort, folder: Path) -> Found:
    """Make passes for half a day while drafts are refused, and then when they are not."""
    found = Found()
    for number in range(effort.of(1, 4)):
        for name, refusal in REFUSALS.items():
            with dovecot(**refusal.server) as server:
                stage = Stage(server.user("refused"), folder / f"{name} {number}")
                stage.folder.mkdir(parents=True)
                _refuse(server, stage, name, refusal, found)
    return found


def _refuse(server: Server, stage: Stage, name: str, refusal: Refusal, found: Found) -> None:
    for person, topic in SUBJECTS.items():
        stage.propose(person, topic, days_ago=9)
    refusal.break_it(server, stage)
    before = _folders(stage)
    tries: list[datetime] = []

    def meddle(heard: Heard, ask: Ask) -> bytes | None:
        if heard.words.startswith("APPEND"):
            tries.append(stage.now)
            refusal.at_append(server, stage)
        if heard.words.startswith("CREATE"):
            found.wrong.append(f"{name}: it made a folder: {heard.words}")
        return ask()

    for hours in HOURS:
        report, _ = meddled(stage.at(hours=hours), meddle)
        found.count("passes refused")
        _told(stage, report, name, refusal, found)
    found.count("attempts", len(tries))
    if len(tries) != refusal.tries or any(after - one < AGAIN for one, after in pairwise(tries)):
        found.wrong.append(f"{name}: tried at {tries}")
    if _folders(stage) - before:
        found.wrong.append(f"{name}: there are new folders: {_folders(stage) - before}")
    refusal.mend_it(server, stage)
    for hours in (6.1, 0.1):
        stage.at(hours=hours).look()
    if len(stage.drafts()) != refusal.drafted:
        found.wrong.append(f"{name}: {len(stage.drafts())} drafts once it was put right")
    found.count("refusals put right")


def _told(stage: Stage, report: Report, name: str, refusal: Refusal, found: Found) -> None:
    """See that nothing counts as drafted, and that status says why."""
    threads, decisions = stage.threads()
    states = [thread.standing.state for thread in threads]
    if report.written or State.DRAFTED in states:
        found.wrong.append(f"{name}: it says that it drafted {report.written}, {states}")
    said = [decision.why for decision in decisions.values()] + [problem.sentence for problem in report.problems]
    if not any(refusal.words in sentence for sentence in said):
        found.wrong.append(f"{name}: “{refusal.words}” is not told: {said}")


def _folders(stage: Stage) -> set[str]:
    with stage.login.session() as client:
        return {name for _, _, name in client.list_folders()}


def _fill(_server: Server, stage: Stage) -> None:
    stage.receive("Ida Moreau <ida@lumen.example>", "Pictures", "x" * 70 + "\n" + ("y" * 70 + "\n") * 200)


def _empty(_server: Server, stage: Stage) -> None:
    stage.login.remove("INBOX", 1)


def _forbid(server: Server, stage: Stage) -> None:
    assert stage.drafts() == []  # which has Dovecot make the folder
    path = server.home(stage.login.user) / "Maildir/.Drafts/dovecot-acl"
    path.write_text("owner lrs\n")
    if os.getuid() == 0:
        os.chown(path, NOBODY, NOBODY)


def _allow(server: Server, stage: Stage) -> None:
    (server.home(stage.login.user) / "Maildir/.Drafts/dovecot-acl").unlink()


def _make(_server: Server, stage: Stage) -> None:
    stage.login.create("Drafts")


def _delete(_server: Server, stage: Stage) -> None:
    stage.login.delete("Drafts")


def _leave(_server: Server, _stage: Stage) -> None:
    pass


PLAIN = {"special": False, "folders": ("Sent", "Trash")}

REFUSALS = {
    "over quota": Refusal(
        {"plugins": "quota", "imap_plugins": "imap_quota", "extra": QUOTA}, "[OVERQUOTA]", _fill, _empty
    ),
    "no permission": Refusal({"plugins": "acl", "imap_plugins": "imap_acl", "extra": ACL}, "[NOPERM]", _forbid, _allow),
    "too large": Refusal(
        {"plugins": "quota", "imap_plugins": "imap_quota", "extra": LARGEST}, "[LIMIT]", _leave, _leave, drafted=0
    ),
    "no Drafts": Refusal(PLAIN, "Drafts", _leave, _make, tries=0),
    "Drafts taken away": Refusal(PLAIN, "Drafts", _make, _make, tries=1, at_append=_delete),
}
"""In each, all three drafts are refused until it is put right."""

PROMISE = Promise(18, "A server that refuses drafts is asked once in six hours", run, minutes=1)
