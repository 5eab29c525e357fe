"""The person at the mail client, and the prospects: what they do to the mailbox in memory, and what is true then."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from email.utils import make_msgid

from tests.clients.everything import mirror
from tests.clients.models import Client, Deleting, Opening
from tests.clients.seat import Seat
from tests.faults.life.host import Host
from tests.faults.life.judge import Judge, release, silence
from tests.faults.life.truth import Deal, deal_of, live_drafts, token_of
from tests.servers.memory import MemoryLogin

SEEN = timedelta(days=1)
"""After that, who sends a draft has seen the answer that came before."""

PEOPLE = (
    ("Jane Miller <jane@acme.example>", "new website"),
    ("Omar Reyes <omar@northwind.example>", "warehouse labels"),
    ("Lena Vogt <lena@kestrel.example>", "trade fair stand"),
    ("Paul Weiss <paul@harbour.example>", "annual report"),
)
ANSWERS = {
    "question": "Could we start in May?\n",
    "no": "Thank you, but we are not interested.\n",
    "later": "Thanks. I need to check with my boss and will get back to you.\n",
}
AWAY = "I am out of the office at present and will read your message when I am back.\n"
OMAR = "Kim Sand <kim@family.example>"


@dataclass
class Person:
    """One mail client, one mailbox; several hosts may run mailfollow on it, each with its judge."""

    client: Client
    stage: Host
    deals: list[Deal] = field(default_factory=list)
    judges: list[Judge] = field(default_factory=list)
    seats: dict[str, Seat] = field(default_factory=dict)
    trashed: dict[str, int] = field(default_factory=dict)
    """Where in Trash the draft lies that was thrown away last, by the root of its proposal."""

    @property
    def login(self) -> MemoryLogin:
        """The mailbox."""
        assert isinstance(self.stage.login, MemoryLogin)
        return self.stage.login

    def settle(self) -> None:
        """Let the server show everything in its further folder, if it has one."""
        if self.client.all_mail:
            mirror(self.stage.login, self.client.all_mail)

    def propose(self) -> None:
        """Send a proposal to the next person who has none."""
        who, topic = PEOPLE[len(self.deals)]
        root = self.stage.propose(who, topic)
        self.deals.append(Deal(who, f"Proposal: {topic}", root, root, {root}))
        self.settle()

    def answer(self, deal: Deal, how: str, folder: str) -> None:
        """Let the prospect answer what was said last."""
        parent = deal.last
        deal.last = self.stage.receive(deal.person, f"Re: {deal.subject}", ANSWERS[how], answers=parent, folder=folder)
        deal.ids.add(deal.last)
        deal.disturbed, deal.theirs, deal.heard = True, deal.last, self.stage.now
        deal.closed = how == "no" or (deal.closed and how != "later")
        hold = how == "later" and not deal.closed
        silence(self.judges, deal, *([self.stage.now + timedelta(days=7)] if hold else []))
        self.settle()

    def be_away(self, deal: Deal) -> None:
        """Let the prospect's absence notice come."""
        extra = {"Auto_Submitted": "auto-replied"}
        self.stage.receive(deal.person, f"Automatic reply: {deal.subject}", AWAY, answers=deal.last, **extra)
        deal.disturbed = True
        if all(deal.root not in judge.quiet for judge in self.judges):
            silence(self.judges, deal, self.stage.now + timedelta(days=4))
        self.settle()

    def write(self, deal: Deal) -> None:
        """Write something else in the thread by hand."""
        parent = deal.last
        text = "Hi,\n\none more thought: would a smaller first step help you?\n\nRobin\n"
        deal.last = self.stage.send(deal.person, f"Re: {deal.subject}", text, answers=parent)
        deal.theirs = ""
        self._said(deal)

    def start_own_draft(self, deal: Deal) -> None:
        """Begin a draft of one's own in the thread."""
        text = (
            f"From: Robin Hale <robin@hale-studio.example>\r\nTo: {deal.person}\r\nSubject: Re: {deal.subject}\r\n"
            f"Message-ID: {make_msgid(domain='own.example')}\r\nIn-Reply-To: {deal.last}\r\nReferences: {deal.last}\r\n"
            "\r\nHi, I was thinking\r\n"
        )
        self.login.append("Drafts", text.encode(), ["\\Draft"], self.stage.now)
        deal.disturbed = True
        self.settle()

    def seat(self, deal: Deal) -> Seat | None:
        """Return the client with the draft of a proposal before it; None where there is none."""
        if deal.root in self.seats:
            return self._still_there(self.seats[deal.root])
        ours = [uid for uid, message in live_drafts(self.login.server, self.deals, deal) if message.ours]
        if not ours:
            return None
        deal.disturbed = True
        self.seats[deal.root] = Seat.of(self.client, self.stage, ours[-1])
        self.seats[deal.root].numbers = self.stage.numbers  # no two mails have one Message-ID
        return self.seats[deal.root]

    def edit(self, deal: Deal, seat: Seat, words: str) -> None:
        """Open the draft, write, and save."""
        self.open(seat)
        seat.save(words)

    def open(self, seat: Seat) -> None:
        """Open the draft. Alpine deletes the folder only if the draft is alone there."""
        alone = len(self.login.server.boxes["Drafts"].messages) == 1
        if seat.uid is None or self.client.opening is Opening.STAYS:
            return
        if self.client.opening is Opening.WITH_FOLDER and not alone:
            self.login.remove("Drafts", seat.uid)
            seat.uid = None
        else:
            seat.open()

    def send(self, deal: Deal, seat: Seat, to: str = "") -> Iterator[None]:
        """Send the draft; a pass may fall between the two steps of it."""
        self.open(seat)
        for _ in seat.send("", to):
            yield
        self._leave(deal)
        deal.ids.add(str(seat.draft["Message-ID"]))
        if not to:
            known = str(seat.draft["In-Reply-To"]) == deal.theirs or self.stage.now >= deal.heard + SEEN
            deal.theirs = "" if known else deal.theirs
            deal.last = str(seat.draft["Message-ID"]) if self.client.keeps_what_it_sent else deal.last
            if self.client.keeps_what_it_sent:
                self._said(deal)

    def discard(self, deal: Deal, seat: Seat) -> bool:
        """Throw the draft away; return whether there was one."""
        if seat.uid is None:
            return False
        uidnext = self.login.server.boxes["Trash"].uidnext
        token = token_of(seat.draft.as_bytes())
        for judge in self.judges:
            key = judge.host.key_of(token)
            if key is not None:
                judge.skipped[key] = token
        seat.discard(tidy=self.client.deleting is not Deleting.TIDIED)
        self.trashed[deal.root] = uidnext
        return True

    def undo(self, deal: Deal, seat: Seat) -> None:
        """Take back that the draft was thrown away."""
        if self.client.deleting is Deleting.TRASH:
            if self.trashed[deal.root] in self.login.server.boxes["Trash"].messages:
                seat.uid = self.login.move("Trash", self.trashed[deal.root], "Drafts")
        elif self.client.deleting is Deleting.EXPUNGED or seat.uid in self.login.server.boxes["Drafts"].messages:
            seat.undo()
        self.trashed.pop(deal.root)
        token = token_of(seat.draft.as_bytes())
        for judge in self.judges:
            judge.skipped = {key: gone for key, gone in judge.skipped.items() if gone != token}
        self.settle()

    def forget(self, deal: Deal) -> None:
        """Leave what was thrown away where it is."""
        self._leave(deal)
        self.trashed.pop(deal.root, None)

    def remap(self, folder: str, moved: dict[int, int]) -> None:
        """Follow drafts to their new UIDs."""
        if folder == "Drafts":
            for seat in self.seats.values():
                seat.uid = moved.get(seat.uid) if seat.uid is not None else None
        if folder == "Trash":
            self.trashed = {root: moved.get(uid, 0) for root, uid in self.trashed.items()}

    def deal_of(self, data: bytes) -> Deal | None:
        """Return the proposal that a message refers to."""
        return deal_of(self.deals, data)

    def _still_there(self, seat: Seat) -> Seat:
        if seat.uid is not None and seat.uid not in self.login.server.boxes["Drafts"].messages:
            seat.uid = None  # it was withdrawn below the editor; the client saves it all the same
        return seat

    def _leave(self, deal: Deal) -> None:
        self.seats.pop(deal.root, None)

    def _said(self, deal: Deal) -> None:
        """Let it be followed again; a draft that was written before their answer came does not answer it."""
        deal.ids.add(deal.last)
        deal.disturbed = True
        if not deal.closed and not deal.theirs:
            release(self.judges, deal)
        self.settle()
