"""A person at a mail client, the world that writes to them, and mailfollow between: a real mailbox, time injected."""

from __future__ import annotations

import email
import email.policy
import itertools
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from functools import cache
from pathlib import Path

from mailfollow import config
from mailfollow.cli.setup import Texts, connector, desk_for
from mailfollow.config import Config
from mailfollow.cycle.decide import decide
from mailfollow.cycle.desk import Report
from mailfollow.cycle.run import run
from mailfollow.library import Library, load_resources, load_templates
from mailfollow.model import Decision, Thread
from mailfollow.reading import Lexicon
from tests.reading.words import lexicon
from tests.servers.login import Login

MONDAY = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
ME = "Robin Hale <robin@hale-studio.example>"
JANE = "Jane Miller <jane@acme.example>"

CONFIG = """\
[me]
name = "Robin Hale"
addresses = ["robin@hale-studio.example"]
company = "Hale Studio"
timezone = "Europe/Berlin"

[account.work]
host = "{host}"
port = {port}
security = "none"
user = "{user}"
password = "secret"

[paths]
state = "{state}"
templates = "{templates}"
{more}
"""

PROPOSAL = (
    "Hi {name},\n\nthank you for the good talk. Here is our proposal for the {topic}: the total is EUR 4,800, "
    "all included.\n\nDoes the timeline suit you?\n\nBest regards\nRobin\n"
)


@cache
def _lexicon() -> Lexicon:
    """Return the shipped words; they are the same in every test."""
    return lexicon()


def texts(folder: Path) -> Texts:
    """Return the shipped texts, with the person's own templates in `folder`, and resources in the one beside it."""
    library = load_templates(folder) if folder.exists() else _shipped()
    resources, _ = load_resources(folder.parent / "resources")
    return Texts(_lexicon(), replace(library, resources=resources))


@cache
def _shipped() -> Library:
    return load_templates()


@dataclass
class Stage:
    """One person's mailbox and mailfollow's memory of it. `now` moves only when a test moves it."""

    login: Login
    folder: Path
    now: datetime = MONDAY
    more: str = ""
    numbers: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    @property
    def config(self) -> Config:
        """The configuration, as a person would write it, read from its file."""
        path = self.folder / "config.toml"
        text = CONFIG.format(
            host=self.login.host,
            port=self.login.port,
            user=self.login.user,
            state=self.folder / "state",
            templates=self.folder / "templates",
            more=self.more,
        )
        path.write_text(text)
        path.chmod(0o600)
        return config.load(path)

    def at(self, **later: float) -> Stage:
        """Let time pass: `at(days=3)`."""
        self.now += timedelta(**later)
        return self

    def look(self, *, dry: bool = False) -> Report:
        """Let mailfollow make one pass now."""
        settings = self.config
        with desk_for(settings, texts(settings.paths.templates), dry=dry, now=self.now) as desk:
            return run(desk, connector(settings, dry=dry))

    def threads(self) -> tuple[list[Thread], dict[str, Decision]]:
        """Return all threads, and the decision for each at this moment."""
        settings = self.config
        with desk_for(settings, texts(settings.paths.templates), now=self.now) as desk:
            threads, decisions = decide(settings, desk.store, self.now)
        return threads, {decision.thread_id: decision for decision in decisions}

    def thread(self) -> Thread:
        """Return the only thread."""
        (thread,), _ = self.threads()
        return thread

    def propose(self, to: str = JANE, topic: str = "new website", *, days_ago: float = 0, **headers: str) -> str:
        """Send a proposal with the mail client; return its Message-ID with brackets."""
        name = to.split(maxsplit=1)[0]
        return self.send(
            to, f"Proposal: {topic}", PROPOSAL.format(name=name, topic=topic), days_ago=days_ago, **headers
        )

    def send(self, to: str, subject: str, body: str, *, days_ago: float = 0, answers: str = "", **headers: str) -> str:
        """Send any mail with the mail client, which files it in Sent; return its Message-ID."""
        return self._deliver("Sent", ME, to, subject, body, days_ago, answers, headers)

    def receive(
        self,
        sender: str,
        subject: str,
        body: str,
        *,
        days_ago: float = 0,
        answers: str = "",
        folder: str = "INBOX",
        **headers: str,
    ) -> str:
        """Let a mail come in; return its Message-ID."""
        return self._deliver(folder, sender, ME, subject, body, days_ago, answers, headers)

    def _deliver(
        self,
        folder: str,
        sender: str,
        to: str,
        subject: str,
        body: str,
        days_ago: float,
        answers: str,
        headers: dict[str, str],
    ) -> str:
        at = self.now - timedelta(days=days_ago)
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = sender, to, subject
        message["Date"] = format_datetime(at)
        message_id = headers.pop("Message_ID", f"<m{next(self.numbers)}.{self.login.user}@mail.example>")
        if message_id:
            message["Message-ID"] = message_id
        if answers:
            message["In-Reply-To"] = message["References"] = answers
        for name, value in headers.items():
            message[name.replace("_", "-")] = value
        message.set_content(body)
        self.login.append(folder, message.as_bytes(), ["\\Seen"], at)
        return message_id

    def drafts(self) -> list[EmailMessage]:
        """Return what lies in Drafts, oldest first."""
        return [message for _, message in self.drafts_by_uid()]

    def drafts_by_uid(self) -> list[tuple[int, EmailMessage]]:
        """Return what lies in Drafts with its UIDs."""
        with self.login.session("Drafts") as client:
            items = client.fetch(client.search("ALL"), ["BODY.PEEK[]"]) if client.search("ALL") else {}
        return [(uid, _parse(items[uid][b"BODY[]"])) for uid in sorted(items)]

    def send_draft(self, *, edit: tuple[str, str] = ("", "")) -> str:
        """Send the only draft as a mail client does: a new Message-ID, a copy in Sent, gone from Drafts."""
        ((uid, draft),) = self.drafts_by_uid()
        body = draft.get_content().replace(*edit) if edit[0] else draft.get_content()
        del draft["Message-ID"], draft["Date"]
        draft["Message-ID"] = f"<sent{next(self.numbers)}.{self.login.user}@client.example>"
        draft["Date"] = format_datetime(self.now)
        draft.set_content(body)
        self.login.append("Sent", draft.as_bytes(), ["\\Seen"], self.now)
        self.login.remove("Drafts", uid)
        return str(draft["Message-ID"])


def _parse(data: bytes) -> EmailMessage:
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return message
