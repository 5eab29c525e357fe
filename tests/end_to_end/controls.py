"""Each way to steer from the mail client, on a real mailbox: `python -m tests.end_to_end.controls` tells of each."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from unittest.mock import patch

from click.testing import CliRunner

from mailfollow import clock
from mailfollow.cli import cli
from tests.end_to_end.stage import Stage
from tests.servers.dovecot import dovecot

SETTINGS = "[control]\nfolders = true\nstarred = true\n"
PLAIN = "Hi,\n\nshall we talk about it on Thursday?\n\nBest regards\nRobin\n"

Control = Callable[[Stage, int, str], None]
"""What the person does about the proposal with that UID in Sent, to that person."""


def copied(word: str, stage: Stage, uid: int, _who: str) -> None:
    """Copy the proposal into a folder."""
    with stage.login.session("Sent") as client:
        client.copy([uid], f"Mailfollow/{word}")


def draft_moved(word: str, stage: Stage, _uid: int, who: str) -> None:
    """Move the draft that waits for the person into a folder."""
    draft = next(uid for uid, draft in stage.drafts_by_uid() if draft["To"] == who)
    stage.login.move("Drafts", draft, f"Mailfollow/{word}")


def flagged(flag: str, stage: Stage, uid: int, _who: str) -> None:
    """Give the proposal a tag or a star."""
    stage.login.flag("Sent", uid, flag)


def copied_to(tag: str, stage: Stage, uid: int, who: str) -> None:
    """Write once more in the conversation, with a tagged address of one's own in Bcc."""
    with stage.login.session("Sent") as client:
        root = client.fetch([uid], ["ENVELOPE"])[uid][b"ENVELOPE"].message_id.decode()
    stage.send(who, "Re: Thursday", PLAIN, answers=root, Bcc=f"robin+{tag}@hale-studio.example")


CONTROLS: Mapping[str, tuple[Control, str]] = {
    "the folder Track": (partial(copied, "Track"), "you put it into Mailfollow/Track"),
    "the folder Snooze 1 week": (partial(copied, "Snooze 1 week"), "you put it into Mailfollow/Snooze 1 week"),
    "the folder Snooze 1 month": (partial(copied, "Snooze 1 month"), "you put it into Mailfollow/Snooze 1 month"),
    "the folder Stop": (partial(copied, "Stop"), "you put it into Mailfollow/Stop"),
    "the folder Won": (partial(copied, "Won"), "you put it into Mailfollow/Won"),
    "the folder Lost": (partial(copied, "Lost"), "you put it into Mailfollow/Lost"),
    "our draft in Stop": (partial(draft_moved, "Stop"), "you put it into Mailfollow/Stop"),
    "Bcc to +followup": (partial(copied_to, "followup"), "you sent it to robin+followup@hale-studio.example"),
    "Bcc to +followup-10d": (partial(copied_to, "followup-10d"), "robin+followup-10d@hale-studio.example"),
    "Bcc to +nofollowup": (partial(copied_to, "nofollowup"), "you sent it to robin+nofollowup@hale-studio.example"),
    "the tag followup": (partial(flagged, "followup"), "you tagged it followup"),
    "the tag followup-2w": (partial(flagged, "followup-2w"), "you tagged it followup-2w"),
    "the tag nofollowup": (partial(flagged, "nofollowup"), "you tagged it nofollowup"),
    "a star": (partial(flagged, "\\Flagged"), "you starred it"),
}
"""What the person does, and what the story says of it."""


def play(stage: Stage) -> dict[str, str]:
    """Send one mail for each control, use it the next morning, and return what `show` tells of each."""
    stage.more = SETTINGS
    stage.look()
    people = {name: f"Kim Sato <kim@client{n}.example>" for n, name in enumerate(CONTROLS, 1)}
    for name, who in people.items():
        _send(stage, name, who)
    stage.look()
    stage.at(days=1)
    for uid, (name, who) in enumerate(people.items(), 1):
        CONTROLS[name][0](stage, uid, who)
    stage.look()
    threads, _ = stage.threads()
    ids = {thread.subject: thread.id for thread in threads}
    return {name: story(stage, ids[subject(name)]) for name in CONTROLS}


def _send(stage: Stage, name: str, who: str) -> None:
    """Send a proposal; a mail that looks like none where it is the tag that has it followed."""
    if name in {"the tag followup", "a star"}:
        stage.send(who, subject(name), PLAIN)
    else:
        stage.propose(who, name, days_ago=9 if "draft" in name else 0)


def subject(name: str) -> str:
    """Return the subject of the mail for a control."""
    return f"Proposal: {name}"


def story(stage: Stage, thread: str) -> str:
    """Return what `show` says has happened to a thread."""
    with patch.object(clock, "now", lambda: stage.now):
        said = CliRunner().invoke(cli, ["show", thread, "--config", str(stage.folder / "config.toml")]).output
    return said.partition("What happened\n")[2].partition("\n\n")[0].rstrip()


def main() -> int:
    """Print the stories."""
    with dovecot() as server, tempfile.TemporaryDirectory() as folder:
        for name, said in play(Stage(server.user("controls"), Path(folder))).items():
            print(f"{name}\n{said}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
