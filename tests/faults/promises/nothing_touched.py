"""Promise 2: it never changes or deletes what it did not create."""

# ruff: noqa: E501 - what a cycle does, a line each
from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from random import Random

from tests.end_to_end.stage import Stage
from tests.faults.promise import Effort, Found, Promise
from tests.servers.dovecot import Server, dovecot
from tests.servers.login import Snapshot
from tests.watch.run import watched

FOLDERS = ("INBOX", "Sent", "Archive", "Junk", "Trash")
LIVES = 40
"""Cycles in one mailbox, before a fresh one begins."""
PASSES = 6
"""Passes in a cycle, between two snapshots."""


def run(effort: Effort, folder: Path) -> Found:
    """Make random cycles: somebody works in the mailbox, then mailfollow makes a pass, and only drafts of ours differ."""
    found = Found()
    cycles = effort.of(8, 1_000)
    with dovecot() as server, watched() as result:
        for start in range(0, cycles, LIVES):
            _live(server, folder / f"life{start}", Random(f"{effort.seed}/{start}"), min(LIVES, cycles - start), found)
    found.count("commands on the wire, none outside of the allow-list", result.counts["commands on the wire"])
    found.wrong += result.wrong
    return found


def _live(server: Server, folder: Path, rng: Random, cycles: int, found: Found) -> None:
    folder.mkdir()
    stage = Stage(server.user(folder.name), folder)
    stage.login.create("Projects/Züri & Söhne")
    ours: set[str] = set()
    after = stage.login.snapshot()
    for cycle in range(cycles):
        for deed in rng.sample(DEEDS, rng.randint(1, 4)):
            deed(stage, rng, f"Jane Miller <jane@firm{cycle}.example>", after)
        before = stage.login.snapshot()
        for _ in range(PASSES):
            found.count("drafts written", len(stage.at(minutes=rng.randint(1, 40)).look().written))
        after = stage.login.snapshot()
        found.count("cycles")
        found.count("messages compared", sum(map(len, before.values())))
        found.wrong += [f"{folder.name}, cycle {cycle}: {one}" for one in _changes(before, after, ours)]
        ours |= {after["Drafts"][uid][1] for uid in after["Drafts"].keys() - before["Drafts"].keys()}
        stage.now += timedelta(hours=rng.randint(1, 60))


def _changes(before: Snapshot, after: Snapshot, ours: set[str]) -> list[str]:
    """Return what differs: only Drafts may gain something, and lose only what we wrote, byte for byte (`ours`)."""
    wrong = [f"the folder {name} is gone or new" for name in before.keys() ^ after.keys()]
    for name in before.keys() & after.keys():
        for uid, state in before[name].items():
            withdrawn = name == "Drafts" and uid not in after[name] and state[1] in ours
            if after[name].get(uid) != state and not withdrawn:
                wrong.append(f"{name} {uid} was {state}, is {after[name].get(uid)}")
        if name != "Drafts" and after[name].keys() - before[name].keys():
            wrong.append(f"something new lies in {name}")
    return wrong


def _propose(stage: Stage, rng: Random, person: str, _there: Snapshot) -> None:
    stage.propose(person, f"website {rng.random()}", days_ago=rng.choice((0, 1, 9, 20)))


def _answer(stage: Stage, rng: Random, person: str, _there: Snapshot) -> None:
    proposal = stage.propose(person, f"labels {rng.random()}", days_ago=9)
    text = rng.choice(
        (
            "No, thank you.\n",
            "When could you start?\n",
            "Please try again in two weeks.\n",
            "Please stop emailing me.\n",
        )
    )
    stage.receive(
        person,
        "Re: Proposal",
        text,
        days_ago=rng.choice((0, 3)),
        answers=proposal,
        folder=rng.choice(("INBOX", "Archive", "Junk")),
    )


def _flag(stage: Stage, rng: Random, _person: str, there: Snapshot) -> None:
    for folder, uid in _some(there, rng):
        stage.login.flag(
            folder, uid, rng.choice(("\\Flagged", "\\Answered", "\\Deleted", "\\Seen", "$label1", "followup-not"))
        )


def _move(stage: Stage, rng: Random, _person: str, there: Snapshot) -> None:
    for folder, uid in _some(there, rng):
        stage.login.move(folder, uid, rng.choice([name for name in FOLDERS if name != folder]))


def _remove(stage: Stage, rng: Random, _person: str, there: Snapshot) -> None:
    for folder, uid in _some(there, rng)[:1]:
        stage.login.remove(folder, uid)


def _write_a_draft(stage: Stage, rng: Random, person: str, _there: Snapshot) -> None:
    text = f"To: {person}\r\nSubject: Re: Proposal: mine {rng.random()}\r\nMessage-ID: <own{rng.random()}@hale-studio.example>\r\n\r\nDear Jane\r\n"
    stage.login.append("Drafts", text.encode(), rng.choice((["\\Draft"], ["\\Draft", "\\Flagged"])), stage.now)


def _edit_a_draft(stage: Stage, _rng: Random, _person: str, _there: Snapshot) -> None:
    for uid, draft in stage.drafts_by_uid()[:1]:
        stage.login.append("Drafts", draft.as_bytes() + b"One more thing.\r\n", ["\\Draft"], stage.now)
        stage.login.remove("Drafts", uid)


def _look_at_a_draft(stage: Stage, rng: Random, _person: str, _there: Snapshot) -> None:
    for uid, _ in stage.drafts_by_uid()[-1:]:
        stage.login.flag("Drafts", uid, rng.choice(("\\Seen", "\\Flagged")))


DEEDS = (_propose, _propose, _answer, _answer, _flag, _move, _remove, _write_a_draft, _edit_a_draft, _look_at_a_draft)


def _some(there: Snapshot, rng: Random) -> list[tuple[str, int]]:
    """Return a few messages, not in Drafts; some may have moved meanwhile."""
    everything = [(name, uid) for name in FOLDERS for uid in there[name]]
    return rng.sample(everything, min(2, len(everything)))


PROMISE = Promise(2, "It never changes or deletes what it did not create", run, minutes=8)
