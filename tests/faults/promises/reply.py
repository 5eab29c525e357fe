"""Promise 9: nobody who has answered is written to, at whichever moment of a pass the answer comes.

Scenario 52. Something arrives before the n-th command of a pass that is about to save a draft. What was there before
the last look stops the draft; after a later one the next pass withdraws it, or says that it must be left alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from mailfollow.model import DraftState
from tests.end_to_end.stage import JANE, ME, Stage
from tests.faults.promise import Effort, Found, Promise
from tests.faults.runs import measured, trying
from tests.faults.scene import PETRA, Scene, in_drafts, states
from tests.faults.through import meddled
from tests.servers.between import Ask, Heard
from tests.servers.dovecot import dovecot

SUBJECT = "Re: Proposal: new website"
OWN_ID = "<own@client.example>"
TEXT = "Could we start in May?\n"
AWAY = "I am out of the office until 27 March 2026.\n"

Arrival = Callable[[Stage], object]


def _id(stage: Stage) -> str:
    """Return the Message-ID of the proposal to Jane."""
    with stage.login.session("Sent") as client:
        (uid,) = client.search(["HEADER", "To", "jane@acme.example"])
        return str(client.fetch([uid], ["ENVELOPE"])[uid][b"ENVELOPE"].message_id.decode())


def _own_draft(stage: Stage) -> None:
    fields = [f"From: {ME}", f"To: {JANE}", f"Subject: {SUBJECT}", f"In-Reply-To: {_id(stage)}"]
    data = "\r\n".join([*fields, f"References: {_id(stage)}", f"Message-ID: {OWN_ID}", "", "Hi Jane,", ""])
    stage.login.append("Drafts", data.encode(), ["\\Draft"], stage.now)


ARRIVALS: dict[str, Arrival] = {
    "an answer": lambda stage: stage.receive(JANE, SUBJECT, TEXT, answers=_id(stage)),
    "an answer in the archive": lambda stage: stage.receive(JANE, SUBJECT, TEXT, answers=_id(stage), folder="Archive"),
    "an answer without ids": lambda stage: stage.receive(JANE, SUBJECT, TEXT),
    "an absence notice": lambda stage: stage.receive(
        JANE, f"Automatic reply: {SUBJECT}", AWAY, answers=_id(stage), Auto_Submitted="auto-replied"
    ),
    "our own mail": lambda stage: stage.send(JANE, SUBJECT, "Hi Jane,\n\none more thought?\n", answers=_id(stage)),
    "our own draft": _own_draft,
}
"""What speaks against a draft to Jane."""

KEPT = {"our own draft"}
"""After these a draft of ours that lies in Drafts already may stay: the person has both before their eyes."""

SERVERS = {"a modern server": "", "an old server": "IMAP4rev1 UIDPLUS"}


def run(effort: Effort, folder: Path) -> Found:
    """Let each of them arrive before every n-th command, on a server that tells of all folders at once and another."""
    found = Found()
    for server_name, capabilities in list(SERVERS.items())[: effort.of(1, 2)]:
        with dovecot(capabilities=capabilities) as server:
            scene = Scene.make(server, "reply", folder / server_name)
            _, commands = measured(scene, lambda stage: meddled(stage, lambda _heard, ask: ask()))
            for number, (name, arrive) in enumerate(ARRIVALS.items()):
                first = 1 + number * effort.of(1, 0) % 7
                for step in range(first, len(commands) + 1, effort.of(17, 1)):
                    for wrong in _case(scene, step, arrive, name, _last_look(commands), found):
                        found.wrong.append(
                            f"{name} before command {step} ({commands[step - 1]}), {server_name}: {wrong}"
                        )
    return found


def _last_look(commands: list[str]) -> int:
    """Return the number of the command before which the server looks for news the last time before drafts are saved."""
    saved = next(number for number, command in enumerate(commands, 1) if command.startswith("APPEND"))
    return max(number for number, command in enumerate(commands[:saved], 1) if command == "NOOP")


def _ours(stage: Stage) -> bool:
    """Whether a draft of ours to Jane lies in Drafts, that nobody has marked as deleted."""
    with stage.login.session("Drafts") as client:
        there = client.search("UNDELETED")
    found = [draft for uid, draft in stage.drafts_by_uid() if uid in there and draft["To"] == JANE]
    return any(draft["Message-ID"] != OWN_ID for draft in found)


def _case(scene: Scene, step: int, arrive: Arrival, name: str, last_look: int, found: Found) -> Iterator[str]:
    """Say what is wrong with what became of the draft."""
    with trying(scene) as stage:

        def meddle(heard: Heard, ask: Ask) -> bytes:
            if heard.number == step:
                arrive(stage)
            return ask()

        meddled(stage, meddle)
        made = _ours(stage)
        found.count("arrivals")
        if step <= last_look:
            found.count("before the last look")
            if made:
                yield "a draft was made, though it was there before the last look"
        stage.at(minutes=5).look()
        left = _ours(stage)
        found.count("drafts withdrawn by the next pass", made and not left)
        if left and not (made and name in KEPT):
            yield "the next pass left the draft there"
        if PETRA in in_drafts(stage):
            yield "the other draft was not withdrawn"
        threads, _ = stage.threads()
        (thread,) = [thread for thread in threads if "website" in thread.subject]
        if made and name not in KEPT and states(stage, thread.id) != [DraftState.WITHDRAWN]:
            yield f"the draft counts as {states(stage, thread.id)}"


PROMISE = Promise(9, "Nobody who has answered is written to, whenever the answer comes", run, minutes=3)
