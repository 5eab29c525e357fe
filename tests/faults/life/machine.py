"""The machine that makes histories: Hypothesis chooses what happens next, and shrinks what went wrong.

One person with one mail client, up to four proposals, one or two hosts with a memory each, and everything that can
happen to mail, lines, processes, clocks, disks and folders.
"""

from __future__ import annotations

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

from mailfollow.cli.common import open_store
from mailfollow.model import Event, EventKind
from tests.clients.models import CLIENTS
from tests.faults.life.history import History, count
from tests.faults.life.host import Host
from tests.faults.life.person import ANSWERS, PEOPLE, Person
from tests.faults.life.truth import NEVER
from tests.servers.memory import MemoryLogin
from tests.servers.memory_mailbox import Storing

GHOST = 29.0
"""Minutes that the bytes of a broken APPEND may still be under way."""

BY_NAME = {client.name: client for client in CLIENTS}
CHOICE = st.integers(0, 3)
FOLDERS = st.sampled_from(["Drafts", "Drafts", "Sent", "INBOX", "Trash"])


class Life(History):
    """What may happen next, in any order."""

    @initialize(
        client=st.sampled_from(sorted(BY_NAME)),
        condstore=st.booleans(),
        uidplus=st.sampled_from([True, True, False]),
        due=st.integers(0, 3),
    )
    def sit(self, client: str, condstore: bool, uidplus: bool, due: int) -> None:
        count("histories")
        self.uidplus, self.condstore = uidplus, condstore
        self.host = Host(MemoryLogin(), self.folder / "a")  # type: ignore[arg-type]  # a login of another kind
        self.person = Person(BY_NAME[client], self.host)
        if self.person.client.all_mail:
            self.person.login.create(self.person.client.all_mail)
        self._judge(self.host)
        for _ in range(max(due, 1)):
            self.person.propose()
        if due:
            self.wait(4 * 1440)
            self._look(0)

    # What the person and the prospects do.

    @precondition(lambda self: len(self.person.deals) < len(PEOPLE))
    @rule()
    def propose(self) -> None:
        self.person.propose()

    @rule(
        choice=CHOICE,
        how=st.sampled_from(sorted(ANSWERS)),
        folder=st.sampled_from(["INBOX", "Archive", "Junk", "Trash"]),
    )
    def answer(self, choice: int, how: str, folder: str) -> None:
        count("answers")
        self.person.answer(self._deal(choice), how, folder)

    @rule(choice=CHOICE)
    def be_away(self, choice: int) -> None:
        self.person.be_away(self._deal(choice))

    @rule(choice=CHOICE)
    def write_otherwise(self, choice: int) -> None:
        self.person.write(self._deal(choice))

    @rule(choice=CHOICE)
    def start_own_draft(self, choice: int) -> None:
        self.person.start_own_draft(self._deal(choice))

    @rule(
        choice=CHOICE,
        how=st.sampled_from(
            ["edit", "edit", "open", "send", "send", "to another", "discard", "undo", "resend", "leave"]
        ),
        between=st.booleans(),
    )
    def with_the_draft(self, choice: int, how: str, between: bool) -> None:
        deal = self._deal(choice)
        seat = self.person.seat(deal)
        if seat is None:
            return
        count(f"drafts: {how}")
        thrown_away = deal.root in self.person.trashed
        match how:
            case "undo" if thrown_away:
                self.person.undo(deal, seat)
            case _ if thrown_away:
                self.person.forget(deal)
            case "edit":
                self.person.edit(deal, seat, "I could call you on Thursday.")
            case "open":
                self.person.open(seat)
            case "send" | "to another":
                for _ in self.person.send(deal, seat, "Kim Sand <kim@family.example>" if how == "to another" else ""):
                    self._look(0) if between else None
            case "discard":
                self.person.discard(deal, seat)
            case "resend":
                seat.resend()
                deal.ids.add(str(seat.draft["Message-ID"]))
                self.person._leave(deal)
        self.person.settle()

    @rule(
        choice=CHOICE, word=st.sampled_from(["stopped", "won", "lost", "snoozed", "reopened"]), which=st.integers(0, 1)
    )
    def say(self, choice: int, word: str, which: int) -> None:
        """Say it with a command, as `mailfollow.cli.mark` does."""
        deal, judge = self._deal(choice), self._of(which)
        now = judge.host.now + judge.host.skew
        with open_store(judge.host.config) as store:
            known = [thread for thread in store.threads.all() if f"<{thread.standing.root_id}>" == deal.root]
            if not known or judge.host.skew:
                return
            latest = max((event.at for event in store.threads.events(known[0].id)), default=now)
            until = (now + timedelta(days=10)).date() if word == "snoozed" else None
            at = max(now, latest + timedelta(microseconds=1))
            store.threads.add_events(known[0].id, [Event(EventKind(word), at, f"you said: {word}", until=until)])
        count("commands")
        deal.disturbed = True
        if word == "reopened":
            judge.ordered.pop(deal.root, None)
            judge.quiet.pop(deal.root, None)
        elif word != "snoozed":
            judge.ordered[deal.root] = NEVER
        elif judge.ordered.get(deal.root) != NEVER:
            judge.ordered[deal.root] = (now + timedelta(days=9)).replace(tzinfo=None)

    # What time, servers, disks and hosts do.

    @rule(minutes=st.sampled_from([0.2, 5.0, 11.0, 31.0, 180.0, 1440.0, 4320.0, 10080.0]))
    def wait(self, minutes: float) -> None:
        self.waited += minutes
        if self.waited >= GHOST:
            self._arrive()
        for judge in self.person.judges:
            judge.host.at(minutes=minutes)

    @rule(folder=FOLDERS)
    def renew(self, folder: str) -> None:
        count("UIDVALIDITY resets")
        self.person.remap(folder, self.person.login.server.renew(folder))

    @rule(which=st.integers(0, 1), hours=st.sampled_from([0, 0, -1, -26, 24 * 400]))
    def set_clock(self, which: int, hours: int) -> None:
        count("clock jumps")
        self._arrive()
        judge = self._of(which)
        judge.host.skew = timedelta(hours=hours)
        judge.was_ahead |= hours > 0

    @rule(which=st.integers(0, 1))
    def back_up(self, which: int) -> None:
        judge = self._of(which)
        self.copies[self.person.judges.index(judge)] = (judge.host.backup(), dict(judge.ordered))

    @rule(which=st.integers(0, 1))
    def restore(self, which: int) -> None:
        judge = self._of(which)
        copy = self.copies.get(self.person.judges.index(judge))
        if copy is None:
            return
        count("restored copies")
        self._arrive()
        judge.host.restore(copy[0])
        judge.ordered = dict(copy[1])  # type: ignore[arg-type]  # what was copied
        judge.skipped = {key: token for key, token in judge.skipped.items() if judge.host.key_of(token)}

    @precondition(lambda self: len(self.person.judges) == 1)
    @rule()
    def second_host(self) -> None:
        count("second hosts")
        self._arrive()
        other = Host(self.host.login, self.folder / "b", now=self.host.now)
        first = self.person.judges[0]
        self._judge(other).quiet = dict(first.quiet)

    # Passes, well and ill.

    @rule(which=st.integers(0, 1))
    def look(self, which: int) -> None:
        self._look(which)

    @rule(which=st.integers(0, 1), at=st.integers(1, 25))
    def look_and_be_cut_off(self, which: int, at: int) -> None:
        count("cuts")
        self._look(which, at, self._cut)

    @rule(which=st.integers(0, 1), storing=st.sampled_from(list(Storing)[1:]))
    def look_and_store_badly(self, which: int, storing: Storing) -> None:
        judge = self._of(which)
        if storing is Storing.LATER and len(self.person.judges) > 1:
            return  # a ghost and a second host: nobody can tell the one from the other
        count("bad APPENDs")
        judge.host.line.storing = storing
        self.waited = 0.0 if not judge.host.line.late else self.waited
        try:
            self._look(which)
        finally:
            judge.host.line.storing = Storing.WELL

    @rule(which=st.integers(0, 1), line=st.integers(1, 4000))
    def look_and_die(self, which: int, line: int) -> None:
        self._look(which, die=(line, ""))

    @rule(which=st.integers(0, 1), line=st.integers(1, 120))
    def look_and_die_acting(self, which: int, line: int) -> None:
        self._look(which, die=(line, "/cycle/act.py"))

    @rule(
        which=st.integers(0, 1),
        at=st.integers(1, 25),
        choice=CHOICE,
        folder=FOLDERS,
        what=st.sampled_from(["renew", "answer", "edit", "discard"]),
    )
    def look_meanwhile(self, which: int, at: int, choice: int, folder: str, what: str) -> None:
        deal = self._deal(choice)

        def happen() -> None:
            if what == "renew":
                self.renew(folder)
            elif what == "answer":
                self.person.answer(deal, "question", "INBOX")
            elif deal.root in self.person.seats:
                self.with_the_draft(choice, what, between=False)

        self._look(which, at, happen)
