"""One story played through with a real client: after each step a picture, a pass, and a look at where copies lie."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from click.testing import CliRunner

from mailfollow import clock
from mailfollow.cli.status import status
from tests.clients.play import OLDER, label
from tests.clients.watched import Watched
from tests.end_to_end.stage import JANE, Stage
from tests.real_clients.client import MailClient
from tests.real_clients.copies import Copy, copies, token_of
from tests.real_clients.patience import until
from tests.real_clients.stories import Step, answer

TOPIC = "café website – phase 2"
"""Neither subject nor text is ASCII: how a client encodes them is to be seen."""


@dataclass(frozen=True, slots=True)
class Row:
    """What was found after a step: the copies, what mailfollow said, and what is wrong with that."""

    step: str
    copies: tuple[Copy, ...]
    new_id: bool
    said: str
    status: str
    picture: str
    wrong: tuple[str, ...]

    def cells(self) -> tuple[str, ...]:
        """Return what the table shows of it."""
        places = ", ".join(f"{copy.folder} {copy.uid}" for copy in self.copies) or "nowhere"
        said = self.said + ("!" if self.wrong else "")
        return (self.step, places, "new" if self.new_id else "the same", said, self.status, self.picture)


def workday() -> datetime:
    """Return the morning of the last day before today that is no Saturday or Sunday, in UTC.

    Clients date what they write by the system's clock, so the draft is made on a working day before the present.
    """
    day = clock.now() - timedelta(days=1)
    while day.weekday() > 4:
        day -= timedelta(days=1)
    return day.replace(hour=8, minute=0, second=0, microsecond=0)


def prepare(stage: Stage) -> Copy:
    """Let mailfollow write the draft, in a long conversation, and return it as it lies there."""
    stage.propose(JANE, TOPIC, days_ago=9, References=OLDER, In_Reply_To=OLDER.split()[-1])
    assert len(stage.look().written) == 1
    (draft,) = copies(stage.login, token_of(stage.drafts()[0]))
    return draft


def play(client: MailClient, steps: tuple[Step, ...], stage: Stage, draft: Copy, files: Path) -> Iterator[Row]:
    """Let the person take each step with `draft`, and mailfollow look after it; what is found goes to `files`-…."""
    before: tuple[Copy, ...] = (draft,)
    for number, step in enumerate(steps, 1):
        step.act(client, stage)
        name = f"{files.name}-{number}-{step.name.replace(' ', '-')}"
        files.with_name(f"{name}.png").write_bytes(client.picture())
        row = _look(Watched(stage), step, before, token_of(draft.message), f"{name}.png")
        _keep(stage, row, files.with_name(name))
        yield row
        before = row.copies


def _look(watched: Watched, step: Step, before: tuple[Copy, ...], token: str, picture: str) -> Row:
    """Let mailfollow make a pass as soon as the copies lie where they should, and say what was found."""
    stage = watched.stage
    if step.act is not answer:  # what is to change then is done by the pass
        until(lambda: _is_there(step, before, copies(stage.login, token)), tries=150)
    stage.now = clock.now()
    watched.look()
    found, said = copies(stage.login, token), label(stage)
    new_id = {copy.message["Message-ID"] for copy in before} != {copy.message["Message-ID"] for copy in found}
    there = _is_there(step, before, found)
    return Row(step.name, found, new_id, said, _reason(stage), picture, (*watched.wrong, *_faults(step, said, there)))


def _faults(step: Step, said: str, there: bool) -> Iterator[str]:
    if said != step.said:
        yield f"it said {said!r}, not {step.said!r}"
    if not there:
        yield f"the copies are not as they should be: {f'one, in {step.folder}' if step.folder else 'none'}"


def _keep(stage: Stage, row: Row, name: Path) -> None:
    """Write the whole of what `mailfollow status` prints, and the messages, beside the picture."""
    name.with_name(f"{name.name}.txt").write_text(_status(stage), encoding="utf-8")
    for copy in row.copies:
        name.with_name(f"{name.name}.eml").write_bytes(copy.data)


def _is_there(step: Step, before: tuple[Copy, ...], found: tuple[Copy, ...]) -> bool:
    """Whether there is one copy, in the folder where it should be, and a new one if it should be."""
    moved = [(copy.folder, copy.uid) for copy in before] != [(copy.folder, copy.uid) for copy in found]
    return [copy.folder for copy in found] == [step.folder][: bool(step.folder)] and step.anew in {None, moved}


def _reason(stage: Stage) -> str:
    """Return what `status` says of the only thread: its state, and why."""
    (thread,) = json.loads(_status(stage, "--json"))["threads"]
    return f"{thread['state']}: {thread['why']}"


def _status(stage: Stage, *options: str) -> str:
    """Return what `mailfollow status` prints."""
    arguments = ["--all", "--config", str(stage.folder / "config.toml"), *options]
    return CliRunner().invoke(status, arguments, catch_exceptions=False).output
