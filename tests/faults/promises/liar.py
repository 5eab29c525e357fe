"""Promise 7: whatever a server says about an APPEND, a draft counts as saved only once it was seen.

Its OK is lost, or comes for what it never stored or stores much later; APPENDUID is missing or wrong; it says NO, or
goodbye, and stores it nevertheless. Scenarios 3 and 4.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count, product
from pathlib import Path

from mailfollow.model import DraftState
from tests.end_to_end.stage import Stage
from tests.faults.promise import Effort, Found, Promise
from tests.faults.runs import trying
from tests.faults.scene import DUE, Outcome, Scene, in_drafts, states
from tests.faults.through import meddled, via
from tests.servers.between import Ask, Between, Heard, Meddle
from tests.servers.dovecot import dovecot

Reply = Callable[[Heard, Ask], bytes | None]
_APPENDUID = re.compile(rb"\[APPENDUID (\d+) (\d+)\] ")


@dataclass(frozen=True, slots=True)
class Lie:
    """What the server does with an APPEND, and whether the draft lies in Drafts right after that pass."""

    says: Reply
    stored: bool
    states: frozenset[DraftState]
    """What it may count as right after the pass."""


def _changed(new: bytes) -> Reply:
    return lambda _heard, ask: _APPENDUID.sub(new, ask())


def _instead(status: str, *, stored: bool) -> Reply:
    def says(heard: Heard, ask: Ask) -> bytes:
        if stored:
            ask()
        return heard.answer(status)

    return says


def _lost(_heard: Heard, ask: Ask) -> None:
    ask()


def _never_arrived(_heard: Heard, _ask: Ask) -> None:
    return


def _goodbye(_heard: Heard, ask: Ask) -> bytes:
    ask()
    return b"* BYE the server is shutting down\r\n"


def _twice(heard: Heard, ask: Ask) -> bytes:
    """Say OK twice, the first time for a tag that nobody gave."""
    return b"X" + heard.answer("OK [APPENDUID 1 1] done") + ask()


SEEN = frozenset({DraftState.OPEN})
UNKNOWN = frozenset({DraftState.UNCERTAIN})
REFUSED = frozenset({DraftState.REFUSED})

LIES = {
    "OK lost": Lie(_lost, stored=True, states=UNKNOWN),
    "APPEND lost": Lie(_never_arrived, stored=False, states=UNKNOWN),
    "OK but not stored": Lie(_instead("OK done", stored=False), stored=False, states=UNKNOWN),
    "OK with APPENDUID but not stored": Lie(
        _instead("OK [APPENDUID 1 1] x", stored=False), stored=False, states=UNKNOWN
    ),
    "no APPENDUID": Lie(_changed(b""), stored=True, states=SEEN),
    "APPENDUID of another message": Lie(_changed(rb"[APPENDUID \1 1] "), stored=True, states=SEEN),
    "APPENDUID of another UIDVALIDITY": Lie(_changed(rb"[APPENDUID 99 \2] "), stored=True, states=SEEN),
    "APPENDUID that is no number": Lie(_changed(b"[APPENDUID x -1] "), stored=True, states=SEEN),
    "APPENDUID beyond 32 bits": Lie(_changed(rb"[APPENDUID \1 99999999999] "), stored=True, states=SEEN),
    "NO but stored": Lie(_instead("NO [SERVERBUG] it failed", stored=True), stored=True, states=REFUSED),
    "BAD but stored": Lie(_instead("BAD what?", stored=True), stored=True, states=REFUSED),
    "NO": Lie(_instead("NO [OVERQUOTA] full", stored=False), stored=False, states=REFUSED),
    "BYE but stored": Lie(_goodbye, stored=True, states=UNKNOWN),
    "an answer to nobody": Lie(_twice, stored=True, states=UNKNOWN | SEEN),
}

DELAYS = (0, 5, 12, 29)
"""Minutes after which a server that said OK at once stores the draft."""


def run(effort: Effort, folder: Path) -> Found:
    """Tell each lie about each draft of a pass, to servers with and without UIDPLUS."""
    found = Found()
    whole = (("with UIDPLUS", ""), ("without", "IMAP4rev1 SPECIAL-USE LIST-EXTENDED"))
    for name, capabilities in whole[: effort.of(1, 2)]:
        with dovecot(capabilities=capabilities) as server:
            scene = Scene.make(server, "liar", folder / name)
            for (lie, told), which in product(LIES.items(), ((1, 2), (1,), (2,))[: effort.of(1, 3)]):
                found.count("lies")
                wrong = _tell(scene, told, frozenset(which), uidplus=not capabilities)
                found.wrong += [f"{lie}, {name}, drafts {which}: {one}" for one in wrong]
            for minutes in DELAYS[:: effort.of(3, 1)]:
                found.count("stored after the OK")
                found.wrong += [
                    f"stored after {minutes} min, {name}: {one}" for one in _late(scene, minutes, not capabilities)
                ]
    return found


def _about(which: frozenset[int], says: Reply) -> Meddle:
    """Lie about the drafts of these numbers, in the order in which they are saved."""
    appends = count(1)

    def meddle(heard: Heard, ask: Ask) -> bytes | None:
        return says(heard, ask) if heard.words.startswith("APPEND") and next(appends) in which else ask()

    return meddle


def _tell(scene: Scene, lie: Lie, which: frozenset[int], *, uidplus: bool) -> Iterator[str]:
    """Say what was wrong right after the pass, and after recovery."""
    with trying(scene) as stage:
        meddled(stage, _about(which, lie.says))
        yield from _at_once(stage, lie)
        yield from _in_the_end(scene, stage, uidplus=uidplus)


def _at_once(stage: Stage, lie: Lie) -> Iterator[str]:
    """Say which draft counts as something that nobody could know, right after the pass."""
    there = set(in_drafts(stage))
    for who, found in _by_person(stage).items():
        if found == [DraftState.OPEN] and who not in there:
            yield f"the draft to {who} counts as saved, and is not there"
        if len(found) > 1 or not set(found) <= lie.states | SEEN:
            yield f"the draft to {who} counts as {found}"


def _by_person(stage: Stage) -> dict[str, list[DraftState]]:
    threads, _ = stage.threads()
    people = {str(who.address): thread.id for thread in threads for who in thread.standing.people}
    return {who: states(stage, people[who.partition("<")[2].rstrip(">")]) for who in DUE}


def _in_the_end(scene: Scene, stage: Stage, *, uidplus: bool) -> Iterator[str]:
    """Say what is wrong once all was looked for, and what was refused was tried again."""
    stage.at(hours=6)
    outcome = scene.judge(stage)
    if not uidplus and outcome.withdrawn == "it still lies in Drafts":  # nothing can be removed alone, so nothing is
        outcome = Outcome(outcome.doubled, outcome.lost, outcome.touched, outcome.broken)
    if not outcome.right:
        yield str(outcome)
    for who, found in _by_person(stage).items():
        if found != [DraftState.OPEN]:
            yield f"in the end the draft to {who} counts as {found}"


def _late(scene: Scene, minutes: int, uidplus: bool) -> Iterator[str]:
    """Say OK to both drafts at once, and store them after some minutes."""
    later: list[Ask] = []

    def promise(heard: Heard, ask: Ask) -> bytes:
        later.append(ask)
        return heard.answer("OK done")

    with trying(scene) as stage:
        with Between(stage.login.host, stage.login.port, _about(frozenset({1}), promise)) as between:
            via(stage, between.address).look()
            stage.at(minutes=minutes).look()
            for store in later:
                store()
        yield from _in_the_end(scene, stage, uidplus=uidplus)


PROMISE = Promise(7, "A draft counts as saved only once it was seen, whatever the server says", run, minutes=1)
