"""One history: its hosts, its passes, well and ill, and its end. What happens in it is chosen by `machine.Life`."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from hypothesis.stateful import RuleBasedStateMachine, invariant

from mailfollow.errors import ServerUnavailable
from tests.faults.life.host import Host
from tests.faults.life.judge import Judge
from tests.faults.life.person import Person
from tests.faults.life.quick import IN_MEMORY
from tests.faults.life.truth import Deal
from tests.servers.memory_mailbox import Storing

RECOVERY = (1, 11, 25, 12, 31, 31, *[2880] * 7)
"""Minutes between the passes at the end of a history: whatever hung must be resolved, and whatever is due written."""

counts: dict[str, int] = {}
"""What the histories of this process were made of."""


def count(what: str) -> None:
    """Count one."""
    counts[what] = counts.get(what, 0) + 1


class History(RuleBasedStateMachine):
    """What every history has."""

    person: Person
    host: Host
    uidplus: bool
    condstore: bool

    def __init__(self) -> None:
        """Take a folder; the person sits down at `sit`."""
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="mailfollow-life-", dir=IN_MEMORY if IN_MEMORY.is_dir() else None))
        self.copies: dict[int, tuple[dict[Path, bytes], dict[str, object]]] = {}
        self.waited = 0.0

    @invariant()
    def nothing_is_wrong(self) -> None:
        for judge in getattr(getattr(self, "person", None), "judges", []):
            assert not judge.wrong, "; ".join(judge.wrong)

    def teardown(self) -> None:
        try:
            if hasattr(self, "person") and not any(judge.wrong for judge in self.person.judges):
                self._end()
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)

    def _end(self) -> None:
        """Let everything recover, and look for what hangs or was lost."""
        self._arrive()
        for judge in self.person.judges:
            judge.host.skew = timedelta()
        for minutes in RECOVERY:
            for judge in self.person.judges:
                judge.host.at(minutes=minutes)
            for number in range(len(self.person.judges)):
                self._look(number, once=True)
        for judge in self.person.judges:
            assert not judge.wrong, "; ".join(judge.wrong)
            assert not judge.stuck(), f"stuck: {judge.stuck()}"
        for deal in self.person.deals:
            written = sum(judge.written.get(deal.root, 0) for judge in self.person.judges)
            excused = deal.disturbed or any(judge.was_ahead for judge in self.person.judges)
            assert excused or written, f"lost: nothing was ever drafted for {deal.subject}"

    def _look(
        self,
        which: int,
        at: int = 0,
        then: Callable[[], None] | None = None,
        die: tuple[int, str] = (0, ""),
        once: bool = False,
    ) -> None:
        judge = self._of(which)
        calls = 0

        def before(what: str) -> None:
            nonlocal calls
            calls += 1
            if calls == at and then is not None:
                lying = judge.lying()
                then()
                judge.others_did(lying)
            if what == "cursors":
                judge.on_look()

        judge.host.line.before = before
        judge.host.line.uidplus, judge.host.line.condstore = self.uidplus, self.condstore
        count("passes")
        if die[0]:
            count("kills")
            judge.look_and_die(*die)
        else:
            report = judge.look()
            if not report.problems and then is None and not once:
                self._after(judge)
        self.person.settle()

    def _after(self, judge: Judge) -> None:
        """After a good pass every proposal is known, and the same pass again only reads."""
        self.person.settle()
        unknown = judge.unknown()
        if unknown and not judge.was_ahead:
            judge.wrong.append(f"not followed after a good pass: {unknown}")
        if judge.host.line.storing is Storing.WELL:
            count("repeated passes")
            judge.repeat()

    def _judge(self, host: Host) -> Judge:
        judge = Judge(host, self.person.login.server, self.person.deals)
        self.person.judges.append(judge)
        return judge

    def _deal(self, choice: int) -> Deal:
        return self.person.deals[choice % len(self.person.deals)]

    def _of(self, which: int) -> Judge:
        return self.person.judges[which % len(self.person.judges)]

    def _arrive(self) -> None:
        """Let the bytes arrive that were under way."""
        for judge in self.person.judges:
            judge.host.arrive()

    def _cut(self) -> None:
        raise ServerUnavailable("The connection was lost.")
