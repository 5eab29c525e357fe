"""What must hold at every moment of every history: looked at when mailfollow writes, and after each of its passes.

What it could not know yet at its last look before writing is not held against it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from mailfollow.cli.common import read_store
from mailfollow.cycle.desk import Report
from mailfollow.model import State
from tests.faults.life.host import Host, Key
from tests.faults.life.truth import NEVER, Deal, deal_of, live_drafts, token_of
from tests.servers.memory import MemoryServer, Stored

EVER = datetime.min

Lying = dict[tuple[str, int, int], Stored]
"""Folder, UIDVALIDITY and UID, and what lies there."""


@dataclass
class Judge:
    """The judge of one host. `quiet` says until when (by the host's clock) nothing may be drafted for a proposal."""

    host: Host
    server: MemoryServer
    deals: list[Deal]
    quiet: dict[str, datetime] = field(default_factory=dict)
    ordered: dict[str, datetime] = field(default_factory=dict)
    """The same as the person said it to this host with a command."""
    skipped: dict[Key, str] = field(default_factory=dict)
    """Follow-ups whose draft the person threw away, and its token."""
    was_ahead: bool = False
    """Whether the clock of the host ever ran ahead by months: what it first saw then was too old to be followed."""
    wrong: list[str] = field(default_factory=list)
    written: dict[str, int] = field(default_factory=dict)
    """How often a draft was written for each proposal."""

    def __post_init__(self) -> None:
        """Listen to what this host gives to the server."""
        self.host.line.on_append = self._on_append
        self._known_quiet: dict[str, datetime] = {}
        self._known_drafts: dict[str, list[Stored]] = {}
        self._before: Lying = {}

    def on_look(self) -> None:
        """Remember what a look shows; from now on the host is bound to it."""
        self._known_quiet = {
            root: max(self.quiet.get(root, EVER), self.ordered.get(root, EVER)) for root in self._roots()
        }
        self._known_drafts = {deal.root: self._live(deal) for deal in self.deals}

    def look(self) -> Report:
        """Make a pass and judge it."""
        self._before = self.lying()
        report = self.host.look()
        self._compare(self.lying(), report)
        self._reasons(report)
        return report

    def look_and_die(self, line: int, within: str) -> bool:
        """Make a pass that dies, and judge what it did; return whether it died."""
        self._before = self.lying()
        died = self.host.look_and_die(line, within)
        self._compare(self.lying(), None)
        return died

    def others_did(self, before: Lying) -> None:
        """Take what has changed since `before` for the deed of somebody else, in the midst of a pass."""
        after = self.lying()
        gone = {place for place in before if after.get(place) != before[place]}
        come = {place: after[place] for place in after if before.get(place) != after[place]}
        self._before = {place: message for place, message in self._before.items() if place not in gone} | come

    def repeat(self) -> None:
        """Make the same pass again, undisturbed: it must only read, once the drafts are written that are spread."""
        for _ in range(len(self.deals) + 1):
            before = self.lying()
            report = self.host.look()
            if self.lying() == before and not report.written and not report.withdrawn:
                return
        self.wrong.append(f"the same pass again and again wrote {report.written} or withdrew {report.withdrawn}")

    def stuck(self) -> list[str]:
        """Return the proposals that nothing will ever be done about, though nobody has answered or said stop."""
        with read_store(self.host.config) as store:
            threads = store.threads.all()
        return [
            f"{thread.subject}: {thread.standing.why}"
            for thread in threads
            if thread.standing.state is State.DRAFTED and thread.draft is None
        ]

    def unknown(self) -> list[str]:
        """Return the proposals that this host does not follow."""
        with read_store(self.host.config) as store:
            followed = {thread.standing.root_id for thread in store.threads.all()}
        return [deal.subject for deal in self.deals if deal.root.strip("<>") not in followed]

    def _live(self, deal: Deal) -> list[Stored]:
        return [message for _, message in live_drafts(self.server, self.deals, deal)]

    def _roots(self) -> list[str]:
        return [deal.root for deal in self.deals]

    def _on_append(self, data: bytes) -> None:
        deal = deal_of(self.deals, data)
        if deal is None:
            self.wrong.append(f"a draft for no proposal of ours: {data[:300]!r}")
            return
        self.written[deal.root] = self.written.get(deal.root, 0) + 1
        now = (self.host.now + self.host.skew).replace(tzinfo=None)
        if any(message in self._live(deal) for message in self._known_drafts.get(deal.root, [])):
            self.wrong.append(f"a second draft for “{deal.subject}”")
        if now < self._known_quiet.get(deal.root, EVER):
            self.wrong.append(f"a draft for “{deal.subject}”, which was to be left alone")
        key = self.host.key_of(token_of(data))
        if key is None:
            self.wrong.append(f"a draft for “{deal.subject}” that is not in the journal")
        elif key in self.skipped:
            self.wrong.append(f"follow-up {key} of “{deal.subject}” was thrown away, and is drafted again")

    def _compare(self, after: Lying, report: Report | None) -> None:
        before = self._before
        gone = [place for place in before if after.get(place) != before[place]]
        foreign = [place for place in gone if place in after or not before[place].ours or place[0] != "Drafts"]
        if foreign:
            self.wrong.append(f"a pass took away or changed {foreign}, which mailfollow did not make")
        if report is not None and not report.problems and len(gone) != len(report.withdrawn):
            self.wrong.append(f"a pass took away {gone}, and says it withdrew {report.withdrawn}")
        if any(not after[place].ours for place in after if place not in before):
            self.wrong.append("a pass brought what is no draft of ours")

    def _reasons(self, report: Report) -> None:
        with read_store(self.host.config) as store:
            ids = {thread.id: thread.standing.why for thread in store.threads.all()}
        why = {decision.thread_id: decision.why for decision in report.decisions}
        if set(why) != set(ids) or not all([*why.values(), *ids.values()]):
            self.wrong.append(f"no reason: {why} {ids}")

    def lying(self) -> Lying:
        """Return all that lies in the mailbox."""
        return {
            (name, box.uidvalidity, uid): message
            for name, box in self.server.boxes.items()
            for uid, message in box.messages.items()
        }


def silence(judges: list[Judge], deal: Deal, until: datetime = NEVER) -> None:
    """Let no host draft anything for a proposal until then."""
    for judge in judges:
        judge.quiet[deal.root] = until.replace(tzinfo=None)


def release(judges: list[Judge], deal: Deal) -> None:
    """Let drafts come for it again, as far as the mail goes."""
    for judge in judges:
        judge.quiet.pop(deal.root, None)
