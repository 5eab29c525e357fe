"""Promise 25: a mistake of ours stays small: twenty drafts a day, one a thread, and it is seen.

Mistakes are put into the program on purpose: a plan that finds everything due, and a memory that never finds a draft
again, one by one and together. Proposals, four of them answered, are looked at day and night.
"""

from __future__ import annotations

import re
from collections import Counter
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

from tests.end_to_end.stage import MONDAY
from tests.faults.life.host import Host
from tests.faults.promise import Effort, Found, Promise
from tests.servers.memory import MemoryLogin

TO = re.compile(rb"person@company(\d+)\.example")
ANSWERED = 4
MOST_A_DAY = 20
WORDS = ("a day reached", "a business day, the most urgent first", "no new drafts", "nowhere at present")
"""One of these is to be read in `status` while something is held back."""


def _always_due(standing: Any, _cadence: Any, calendar: Any, today: Any = None) -> Any:
    """Find every thread due on this day."""
    del standing, calendar
    return today, "waiting", "it is due"


def _nothing(*_arguments: Any, **_more: Any) -> list[Any]:
    """Find nothing."""
    return []


MISTAKES: dict[str, dict[str, Any]] = {
    "always due": {"mailfollow.tracking.planning.plan.due": _always_due},
    "never sees its drafts": {"mailfollow.store.messages.Messages.copies": _nothing},
    "both": {
        "mailfollow.tracking.planning.plan.due": _always_due,
        "mailfollow.store.messages.Messages.copies": _nothing,
    },
}


SETTINGS = {"as it is": "", "bold": "[draft]\nunused = 0\nbatch = 50\n"}
"""Somebody who wants many drafts at a time, and none of the brakes that can be taken off."""


def run(effort: Effort, folder: Path) -> Found:
    """Let mailfollow run for days with each mistake in it."""
    found = Found()
    for number, (name, mistake) in enumerate(MISTAKES.items()):
        for how, more in list(SETTINGS.items()) if effort.full else list(SETTINGS.items())[(number + 1) % 2 :][:1]:
            with ExitStack() as stack:
                for where, what in mistake.items():
                    stack.enter_context(patch(where, what))
                host = _host(folder / f"{name} {how}", more, effort.of(26, 60))
                _let_it_run(host, f"{name}, {how}", effort.of(2, 10), effort.of(3, 8), found)
    return found


def _host(folder: Path, more: str, proposals: int) -> Host:
    host = Host(MemoryLogin(), folder, MONDAY - timedelta(hours=7), more)  # type: ignore[arg-type]  # as Host says
    for number in range(proposals):
        sent = host.propose(f"Person {number} <person@company{number}.example>", f"project {number}", days_ago=9)
        if number < ANSWERED:
            host.receive(f"P <person@company{number}.example>", "Re: Proposal", "Yes?\n", days_ago=8, answers=sent)
    return host


def _let_it_run(host: Host, name: str, days: int, passes: int, found: Found) -> None:
    drafts = host.login.server.boxes["Drafts"].messages  # type: ignore[attr-defined]  # a MemoryLogin
    told = 0
    for day in range(days):
        before = len(drafts)
        for _ in range(passes):
            report = host.look()
            told += sum(any(word in decision.why for word in WORDS) for decision in report.decisions)
            host.at(hours=24 / passes)
            found.count("passes")
        if len(drafts) - before > MOST_A_DAY:
            found.wrong.append(f"{name}: {len(drafts) - before} drafts on day {day}")
    found.count("drafts", len(drafts))
    found.count("times that status says why none is written", told)
    people = Counter(match[1] for one in drafts.values() if (match := TO.search(one.data)))
    twice = [person for person, number in people.items() if number > 1]
    answered = [person for person in people if int(person) < ANSWERED]
    if twice or answered or not told or len(people) < 2:
        found.wrong.append(f"{name}: two drafts to {twice}, one to {answered}, who answered; told {told} times")


PROMISE = Promise(25, "A mistake of ours stays small and is seen", run, minutes=3)
