"""What a person does with our draft in neomutt or mutt, step by step, and what is to be said of it afterwards."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from mailfollow import clock
from tests.end_to_end.stage import Stage
from tests.servers.neomutt import mutt

WORDS = "I could call you on Thursday."
PROPOSAL = "<proposal@mail.example>"

Step = Callable[[str, Stage], None]
"""Do something with the program of that name, and let mailfollow look at what came of it."""


def monday_of_last_week() -> datetime:
    """Return its morning, in UTC: the client dates what it sends by the system's clock, and that must be later."""
    now = clock.now()
    monday = now - timedelta(days=now.weekday() + 7)
    return monday.replace(hour=8, minute=0, second=0, microsecond=0)


def drafted_in(stage: Stage) -> Stage:
    """Send a proposal that nobody answers, and let mailfollow write the follow-up."""
    stage.now = monday_of_last_week()
    stage.propose(days_ago=9, Message_ID=PROPOSAL)
    assert len(stage.look().written) == 1
    return stage


def look(stage: Stage, *hours: float) -> None:
    """Look some times: nothing may be written."""
    for later in hours or (0.1,):
        assert not stage.at(hours=later).look().written


def look_now(stage: Stage) -> None:
    """Look at the present moment, at which the client has sent something."""
    stage.now = clock.now()
    look(stage)


def edited(name: str, stage: Stage) -> None:
    """Recall it, add words, postpone it."""
    _postponed(name, stage, WORDS)


def saved(name: str, stage: Stage) -> None:
    """Recall it and postpone it as it is."""
    _postponed(name, stage, "")


def _postponed(name: str, stage: Stage, words: str) -> None:
    with mutt(name, stage.login, "INBOX") as client:
        client.recall()
        look(stage)
        client.write(words)
        client.postpone()
    look(stage)


def sent(name: str, stage: Stage) -> None:
    """Recall it and send it as it is."""
    _sent(name, stage, "")


def sent_edited(name: str, stage: Stage) -> None:
    """Recall it, add words, send it."""
    _sent(name, stage, WORDS)


def _sent(name: str, stage: Stage, words: str) -> None:
    with mutt(name, stage.login, "INBOX") as client:
        client.recall()
        client.write(words)
        client.send()
    look_now(stage)


def resent(name: str, stage: Stage) -> None:
    """Send its text as a mail of its own; the draft stays beside it."""
    with mutt(name, stage.login) as client:
        client.resend()
        client.write()
        client.send()
    look_now(stage)


def discarded(name: str, stage: Stage) -> None:
    """Delete it into the trash."""
    with mutt(name, stage.login, trash="Trash") as client:
        client.delete()
        client.tidy(left=0)
    look(stage)


def deleted(name: str, stage: Stage) -> None:
    """Delete it for good: for a day it may just as well be open in the client."""
    with mutt(name, stage.login) as client:
        client.delete()
        client.tidy(left=0)
    look(stage, 1, 12, 13)


def aborted(name: str, stage: Stage) -> None:
    """Recall it, and throw away what was written."""
    with mutt(name, stage.login, "INBOX") as client:
        client.recall()
        client.write(WORDS)
        client.abort()
    look(stage, 1, 12, 13)


SCRIPT: Mapping[str, tuple[Step, str]] = {
    "edit": (edited, "edited"),
    "save as it is": (saved, "open"),
    "send as it is": (sent, "sent as is"),
    "send edited": (sent_edited, "sent edited"),
    "resend": (resent, "sent as is, one left"),
    "discard": (discarded, "discarded"),
    "delete": (deleted, "discarded"),
    "abort": (aborted, "discarded"),
}
"""Each step, and the word for what became of the draft, as `tests.clients.play.label` says it."""
