"""Promise 11: our draft is recognised whatever a mail client makes of it: edited, saved, sent, thrown away, undone.

The short run plays some cells of the matrix client x action; the full one plays all of them, on a real server and in a
local Maildir, and lets the real mutt and neomutt do the same in a terminal.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from tests.clients.expected import ON_DISK, cells, expected
from tests.clients.models import Client
from tests.clients.on_disk import Disk, DiskStage
from tests.clients.play import label, play
from tests.end_to_end.script import SCRIPT, drafted_in
from tests.end_to_end.stage import Stage
from tests.faults.promise import Effort, Found, Promise
from tests.servers.dovecot import Server, dovecot

SHORT = (("Thunderbird", "send edited"), ("Roundcube", "discard, undo"), ("mutt", "discard"), ("alpine", "save as is"))
PROGRAMS = ("neomutt", "mutt")


def run(effort: Effort, folder: Path) -> Found:
    """Play the cells, and then real programs if there is time."""
    found = Found()
    with dovecot() as server:
        chosen = [cell for cell in cells() if effort.full or (cell[0].name, cell[1]) in SHORT]
        _play(chosen, lambda number: _on_server(server, folder, number), "on a server", found)
        if effort.full:
            _play(cells(ON_DISK), lambda number: _on_disk(folder, number), "in a Maildir", found)
            for name in PROGRAMS:
                _drive(server, folder, name, found)
    return found


def _play(chosen: Sequence[tuple[Client, str]], stage: Callable[[int], Stage], where: str, found: Found) -> None:
    for number, (client, action) in enumerate(chosen):
        outcome = play(client, action, stage(number))
        found.count(f"cells {where}")
        found.count("of them with the draft thrown away", int("discard" in action))
        problems = [*outcome.wrong, *([] if str(outcome) == expected(client, action) else [str(outcome)])]
        found.wrong += [f"{client.name}, {action}, {where}: {problem}" for problem in problems]


def _on_server(server: Server, folder: Path, number: int) -> Stage:
    home = folder / f"cell{number}"
    home.mkdir()
    return Stage(server.user(f"cell{number}"), home)


def _on_disk(folder: Path, number: int) -> Stage:
    home = folder / f"disk{number}"
    home.mkdir()
    return DiskStage(Disk.make(home / "Mail"), home)


def _drive(server: Server, folder: Path, name: str, found: Found) -> None:
    """Let a real program go through the script, each step on a draft of its own."""
    for number, (step, (deed, wanted)) in enumerate(SCRIPT.items()):
        home = folder / f"{name}{number}"
        home.mkdir()
        stage = drafted_in(Stage(server.user(f"{name}{number}"), home))
        deed(name, stage)
        said = label(stage)
        found.count(f"steps of {name}")
        if said != wanted or _doubled(stage):
            found.wrong.append(f"{name}, {step}: {said} instead of {wanted}, {len(stage.drafts())} in Drafts")


def _doubled(stage: Stage) -> bool:
    """Whether three further passes bring a second draft."""
    before = len(stage.drafts())
    return any(stage.at(minutes=5).look().written for _ in range(3)) or len(stage.drafts()) > max(before, 1)


PROMISE = Promise(11, "Our draft is recognised after every edit, save, send, discard and undo", run, minutes=4)
