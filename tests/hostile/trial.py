"""Whole passes over a mailbox of hostile cases, and everything that must not have happened."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import timedelta
from email.utils import getaddresses
from pathlib import Path

from mailfollow.model import Me, Thread
from mailfollow.reading import read
from tests.faults.promise import Found
from tests.hostile.case import ANY, AUTHSERV, Aim, Build, Case
from tests.hostile.judge import faults, standing_faults
from tests.hostile.scene import LATER, MONDAY, Scene, parsed
from tests.reading.words import lexicon
from tests.servers.login import Login
from tests.servers.maildir import MaildirLogin

SLOWEST = 2.0
"""Seconds of the processor that one message may take."""
ME = Me(name="Robin Hale", addresses=("robin@hale-studio.example",), authserv_id=AUTHSERV)


def try_cases(login: Login | MaildirLogin, folder: Path, builds: Iterable[Build]) -> tuple[Scene, Found]:
    """Make passes over these cases until weeks later; return the scene and what came of it."""
    scene, found = Scene.make(login, folder, builds), Found()
    for days in LATER:
        now = MONDAY + timedelta(days=days)
        report = scene.look(now)
        found.count("passes")
        found.wrong += [f"{problem.sentence} (day {days})" for problem in report.problems]
        drafts = _by_recipient(scene)
        if not days:
            found.wrong += _standing(scene, drafts)
    found.wrong += _drafts(scene)
    found.count("hostile mails", sum(len(case.mails) + (case.proposal is not None) for case in scene.cases.values()))
    found.count("drafts looked through", sum(drafts.values()))
    return scene, found


def _by_recipient(scene: Scene) -> Counter[str]:
    return Counter(_first_recipient(data) for data in scene.drafts())


def _first_recipient(data: bytes) -> str:
    found = getaddresses(parsed(data).get_all("To", []))
    return found[0][1].lower() if found else ""


def _standing(scene: Scene, drafts: Counter[str]) -> Iterator[str]:
    """Judge the threads after the first pass: there is one for each proposal in Sent, and no other."""
    threads, _ = scene.threads(MONDAY)
    roots = {thread.standing.root_id: thread for thread in threads}
    for aim, case in scene.cases.items():
        thread = roots.pop(aim.proposal_id.strip("<>"), None)
        if thread is None:
            if case.proposal is None:
                yield f"{case.name} ({aim.number}): its proposal was not found"
            continue
        for problem in standing_faults(thread, drafts[aim.buyer], case):
            yield f"{case.name} ({aim.number}): {problem}"
    yield from (f"a thread that nobody began: {thread.subject[:60]!r}" for thread in _strange(roots.values(), scene))


def _strange(threads: Iterable[Thread], scene: Scene) -> Iterator[Thread]:
    """Yield threads about nobody whom a proposal of ours went to."""
    buyers = {aim.buyer for aim in scene.cases}.union(*(case.to for case in scene.cases.values()))
    return (thread for thread in threads if not {who.address for who in thread.standing.people} & buyers)


def _drafts(scene: Scene) -> Iterator[str]:
    cases = {aim.proposal_id: (aim, case) for aim, case in scene.cases.items()}
    for data in scene.drafts():
        ids = str(parsed(data)["References"]).split()
        owner = next((cases[one] for one in ids if one in cases), None)
        if owner is None:
            yield from _of_no_case(data, scene)
            continue
        aim, case = owner
        yield from (f"{case.name} ({aim.number}): a draft with {problem}" for problem in faults(data, aim, case))


def _of_no_case(data: bytes, scene: Scene) -> Iterator[str]:
    """Judge a draft for a proposal whose own id could not be read."""
    known = frozenset[str]().union(*(case.to | {aim.buyer} for aim, case in scene.cases.items() if case.to))
    problems = faults(data, Aim(0, MONDAY), Case("a draft without ids", ANY, to=known))
    yield from (f"a draft in no thread of ours: {problem}" for problem in problems)


def slowest(builds: Iterable[Build]) -> tuple[float, str]:
    """Return how long the slowest mail of these cases takes to read, and which it is."""
    worst, name = 0.0, ""
    read(b"Subject: Re: the words are compiled\r\n\r\nPlease try again next week.\r\n", ME, lexicon())
    for number, build in enumerate(builds, 1):
        case = build(Aim(number, MONDAY))
        for one in (*case.mails, *((case.proposal,) if case.proposal else ())):
            before = time.process_time()
            read(one.data[:262_144], ME, lexicon())
            took = time.process_time() - before
            if took > worst:
                worst, name = took, case.name
    return worst, name
