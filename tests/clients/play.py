"""One cell of the matrix, played through: a client, an action, and mailfollow's passes between and after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mailfollow.cli.common import read_store
from mailfollow.model import Draft, DraftState, Event, EventKind, State
from tests.clients.actions import ACTIONS, TOPIC
from tests.clients.models import Client, Opening
from tests.clients.seat import Seat
from tests.clients.watched import Watched
from tests.end_to_end.stage import JANE, Stage

OLDER = " ".join(f"<older{number}@acme.example>" for number in range(14))
"""The conversation before the proposal: longer than what some clients keep of References."""
HOURS_LATER = (1, 12, 13)
"""Further passes for a draft that is nowhere: a day and three looks."""
BYSTANDER = b"From: robin@hale-studio.example\r\nTo: kim@family.example\r\nSubject: Saturday\r\n\r\nHi Kim,\r\n"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What mailfollow said of the draft after each pass, where that changed; where the thread stands in the end."""

    path: str
    state: State
    touch: int
    wrong: tuple[str, ...]

    def __str__(self) -> str:
        """As the table of what is expected writes it."""
        return f"{self.path} [{self.state} {self.touch}]"


def play(client: Client, action: str, stage: Stage) -> Outcome:
    """Let mailfollow write a draft, let the person do `action` with `client`, and say what became of it."""
    seat, watched = begin(client, stage)
    said = [label(stage)]
    for minutes in ACTIONS[action](seat):
        stage.at(minutes=minutes)
        said.append(_pass(seat, watched))
    for hours in HOURS_LATER if said[-1] == "missing" else ():
        stage.at(hours=hours)
        said.append(_pass(seat, watched))
    _nothing_more(seat, watched)
    standing = stage.thread().standing
    changes = [now for before, now in zip(["", *said], said, strict=False) if now != before]
    assert standing.state is not None
    return Outcome(" > ".join(changes[1:] or changes), standing.state, standing.touch, tuple(watched.wrong))


def begin(client: Client, stage: Stage, topic: str = TOPIC) -> tuple[Seat, Watched]:
    """Let mailfollow write a draft about a proposal on `topic`, and seat the person with `client` before it."""
    if client.all_mail:
        stage.login.create(client.all_mail)
    stage.receive("Kim <kim@family.example>", "Saturday", "Shall I bring the salad?\n", days_ago=1)
    if client.opening is not Opening.WITH_FOLDER:  # it deletes the folder only if the draft is alone there
        stage.login.append("Drafts", BYSTANDER, ["\\Draft"], stage.now)
    stage.propose(JANE, topic, days_ago=9, References=OLDER, In_Reply_To=OLDER.split()[-1])
    watched = Watched(stage)
    assert len(watched.look().written) == 1
    return Seat.of(client, stage, max(uid for uid, _ in stage.drafts_by_uid())), watched


def _pass(seat: Seat, watched: Watched) -> str:
    watched.look()
    seat.settle()
    return label(watched.stage)


def _nothing_more(seat: Seat, watched: Watched) -> None:
    """Three more passes must change nothing at all."""
    stage = watched.stage
    before = (label(stage), stage.login.snapshot())
    for _ in range(3):
        stage.at(minutes=5).look()
        seat.settle()
    if (label(stage), stage.login.snapshot()) != before:
        watched.wrong.append(f"three further passes changed what was {before[0]}")


def label(stage: Stage) -> str:
    """Return what mailfollow says of the newest draft, in few words."""
    with read_store(stage.config) as store:
        (thread,) = store.threads.all()
        drafts, events = store.drafts.of_thread(thread.id), store.threads.events(thread.id)
    draft = drafts[-1]
    word = f"sent{_how_sent(draft, events)}" if draft.state is DraftState.SENT else str(draft.state)
    word += " anew" if len(drafts) > 1 else ""
    if "versions of it" in draft.problem:
        word += f" x{draft.problem.split()[0]}"
    return f"{word}, one left" if "is left in Drafts" in draft.problem else word


def _how_sent(draft: Draft, events: Sequence[Event]) -> str:
    """Return whether it was sent as it was, where a copy of what was sent is kept."""
    why = [event.why for event in events if event.kind is EventKind.SENT and event.draft_id == draft.id]
    return (" edited" if "edited" in why[-1] else " as is") if why else ""
