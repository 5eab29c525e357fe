"""A mailbox in memory that mail is put into, and the looking at it: the cycle without a server, in any order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from functools import cache, partial
from zlib import crc32

from mailfollow.config import Config
from mailfollow.cycle.decide import decide
from mailfollow.cycle.desk import Desk, Report, Visit
from mailfollow.cycle.look.known import Known
from mailfollow.cycle.look.observe import observe
from mailfollow.cycle.run import run
from mailfollow.library import Library, load_lexicon, load_templates
from mailfollow.mailbox.control import word_of
from mailfollow.mailbox.port import BODY
from mailfollow.model import Account, Action, Cursor, Folder, Place, RawMessage, Role, Thread
from mailfollow.reading import Lexicon
from mailfollow.replay.settings import settings
from mailfollow.store import Store
from mailfollow.tracking.standing.fold import fold

MONDAY = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
ME = "Robin Hale <robin@hale-studio.example>"
JANE = "Jane Miller <jane@acme.example>"
SUBJECT = "Proposal: new website"
PROPOSAL = (
    "Hi {name},\n\nthank you for the good talk on Tuesday. Here is our proposal for the {topic}: design, texts and "
    "two rounds of changes within five weeks, and a training for your team in the end.\n\nThe total is "
    "EUR {amount}, all included, valid until 30 April 2026. We could begin in the second week of March.\n\n"
    "Does the timeline suit you?\n\nBest regards\nRobin\n"
)


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail and where it lies."""

    folder: str
    data: bytes
    at: datetime

    @property
    def message_id(self) -> str:
        """Its Message-ID with brackets, as an answer refers to it."""
        line = next(line for line in self.data.decode().splitlines() if line.startswith("Message-ID: "))
        return line.removeprefix("Message-ID: ")


def letter(sender: str, to: str, subject: str, body: str, *, days: float = 0, **headers: str) -> Letter:
    """Return a mail of so many days after Monday; in Sent if it is ours. A `folder` and any header may be given."""
    at, folder = MONDAY + timedelta(days=days), headers.pop("folder", "Sent" if sender == ME else "INBOX")
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, to, subject
    message["Date"] = headers.pop("Date", format_datetime(at))
    message["Message-ID"] = headers.pop("Message_ID", "") or _id(sender, to, subject, body, days)
    if answers := headers.pop("answers", ""):
        message["In-Reply-To"] = message["References"] = answers
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(body)
    return Letter(folder, message.as_bytes(), at)


def _id(*parts: object) -> str:
    return f"<{crc32(repr(parts).encode())}@mail.example>"


def proposal(
    to: str = JANE, subject: str = SUBJECT, *, amount: str = "4,800", days: float = 0, **headers: str
) -> Letter:
    """Return a proposal of ours."""
    text = PROPOSAL.format(name=to.split(maxsplit=1)[0], topic=subject.rpartition(":")[2].strip(), amount=amount)
    return letter(ME, to, subject, text, days=days, **headers)


def quoted(text: str) -> str:
    """Return a text as Outlook on a phone quotes it: broken anew, and with quote marks."""
    words = text.split()
    lines = [" ".join(words[n : n + 9]) for n in range(0, len(words), 9)]
    return "\n".join(["On Mon, 2 Mar 2026 at 09:00, Robin Hale wrote:", *(f"> {line}" for line in lines)])


@cache
def _words() -> Lexicon:
    return load_lexicon()


@cache
def _templates() -> Library:
    return load_templates()


_ROLES = {"Sent": Role.SENT, "INBOX": Role.WATCH, "Drafts": Role.DRAFTS, "Trash": Role.TRASH}


def _role(folder: str) -> Role:
    return Role.CONTROL if word_of(folder) else _ROLES.get(folder, Role.WATCH)


def _config() -> Config:
    base = settings(None, ["robin@hale-studio.example"])
    me = replace(base.me, name="Robin Hale", company="Hale Studio")
    return replace(base, me=me, accounts=(Account("work", "server.example", "robin", "password"),))


@dataclass
class Letterbox:
    """The person's mailbox, and mailfollow's memory of it."""

    config: Config = field(default_factory=_config)
    letters: dict[str, list[RawMessage]] = field(default_factory=lambda: {name: [] for name in _ROLES})
    drafts: list[bytes] = field(default_factory=list)
    between: list[Letter] = field(default_factory=list)
    """What arrives after the first look of a pass, before the second."""
    account: str = "work"

    def __post_init__(self) -> None:
        self._looks = 0
        self.store = Store.in_memory(partial(fold, calendar=self.config.calendar))

    def put(self, *letters: Letter) -> None:
        """Let mail arrive."""
        for one in letters:
            lying = self.letters.setdefault(one.folder, [])
            lying.append(RawMessage(Place(one.folder, 1, len(lying) + 1), one.data, one.at, size=len(one.data)))

    def look(self, *, days: float = 30) -> None:
        """Take in what has come, so many days after Monday."""
        observe(Visit(self._desk(days), self, Known.of(self.store), Report()))

    def make_a_pass(self, *, days: float = 30) -> Report:
        """Look, decide, look once more and act, so many days after Monday."""
        self._looks = 0
        return run(self._desk(days), lambda _account: self._opened())

    def _desk(self, days: float) -> Desk:
        now = MONDAY + timedelta(days=days)
        return Desk(self.config, self.store, _templates(), _words(), now, lambda n: b"\1" * n)

    @contextmanager
    def _opened(self) -> Iterator[Letterbox]:
        yield self

    def threads(self) -> list[Thread]:
        """Return what is followed, in the order of the subjects' times."""
        return sorted(self.store.threads.all(), key=lambda thread: thread.standing.proposed_at or MONDAY)

    def thread(self) -> Thread:
        """Return the only thread."""
        (only,) = self.threads()
        return only

    def due(self, *, days: float = 30) -> list[str]:
        """Return the threads that a draft would be written for so many days after Monday."""
        _, decisions = decide(self.config, self.store, MONDAY + timedelta(days=days))
        return [decision.thread_id for decision in decisions if decision.action is Action.WRITE]

    # What a mailbox must be able to do.

    def folders(self) -> tuple[Folder, ...]:
        return tuple(Folder(name, _role(name)) for name in self.letters)

    def cursors(self) -> dict[str, Cursor]:
        self._looks += 1
        if self._looks == 2:
            self.put(*self.between)
        return {name: Cursor(1, len(lying) + 1, len(lying)) for name, lying in self.letters.items()}

    def headers(self, folder: str, first_uid: int, since: date | None) -> Iterator[list[RawMessage]]:
        if new := [replace(raw, data=raw.data.partition(b"\n\n")[0]) for raw in self.letters[folder][first_uid - 1 :]]:
            yield new

    def uids(self, folder: str) -> frozenset[int]:
        return frozenset(raw.place.uid for raw in self.letters[folder])

    def bodies(self, folder: str, uids: Sequence[int], most: int = BODY) -> Iterator[RawMessage]:
        return iter([raw for raw in self.letters[folder] if raw.place.uid in uids])

    def save_draft(self, data: bytes, token: str, uidnext: int) -> int | None:
        self.drafts.append(data)
        return uidnext

    def withdraw(self, uid: int, uidvalidity: int, data: bytes) -> bool:
        return False

    def marked(self, folder: str, wanted: Callable[[str], bool], usual: Sequence[str]) -> dict[str, frozenset[int]]:
        return {}

    def make_folders(self, words: Sequence[str]) -> tuple[str, ...]:
        return ()

    def notes(self) -> tuple[str, ...]:
        return ()

    def close(self) -> None:
        return None
