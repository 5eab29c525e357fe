"""Passes that are watched: what they change in the mailbox may only be a draft of ours, written or taken back."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from mailfollow.cli.common import read_store
from mailfollow.cycle.desk import Report
from tests.end_to_end.stage import Stage
from tests.servers.login import Snapshot


@dataclass
class Watched:
    """A stage with everything that a pass did wrong to it, in words."""

    stage: Stage
    wrong: list[str] = field(default_factory=list)

    def look(self) -> Report:
        """Make a pass, and compare the mailbox before and after it."""
        before = self.stage.login.snapshot()
        report = self.stage.look()
        after = self.stage.login.snapshot()
        gone, come = _less(before, after), _less(after, before)
        if gone and (not report.withdrawn or len(gone) > 1 or gone[0] not in self._ours()):
            self.wrong.append(f"the pass took away {len(gone)} messages")
        if len(come) != len(report.written) or not set(come) <= self._ours():
            self.wrong.append(f"the pass brought {len(come)} messages, and says it wrote {len(report.written)}")
        self.wrong.extend(problem.sentence for problem in report.problems)
        self.wrong.extend(["two drafts of ours"] * (len(self._ours() & _live(after)) > 1))
        return report

    def _ours(self) -> set[tuple[str, str]]:
        """Return the drafts that we ever wrote, as they would lie in Drafts: to the byte."""
        with read_store(self.stage.config) as store:
            written = [draft for thread in store.threads.all() for draft in store.drafts.of_thread(thread.id)]
        return {("Drafts", hashlib.sha256(draft.data).hexdigest()) for draft in written}


def _less(more: Snapshot, than: Snapshot) -> list[tuple[str, str]]:
    """Return folder and digest of what lies in the one and not, at its place and with its flags, in the other."""
    return [
        (folder, item[1])
        for folder, items in more.items()
        for uid, item in items.items()
        if than.get(folder, {}).get(uid) != item
    ]


def _live(snapshot: Snapshot) -> set[tuple[str, str]]:
    return {
        (folder, digest)
        for folder, items in snapshot.items()
        for flags, digest, _ in items.values()
        if "\\Deleted" not in flags
    }
