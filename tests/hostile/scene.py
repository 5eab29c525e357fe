"""A mailbox full of hostile mail, each case beside a real proposal, and what mailfollow makes of it in whole passes."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from mailfollow import config
from mailfollow.cli.setup import connector, desk_for
from mailfollow.config import Config
from mailfollow.cycle.decide import decide
from mailfollow.cycle.desk import Report
from mailfollow.cycle.run import run
from mailfollow.model import Decision, Thread
from tests.end_to_end.stage import texts
from tests.hostile.case import AUTHSERV, Aim, Build, Case, Mail, proposal
from tests.servers.login import Login
from tests.servers.maildir import MaildirLogin

MONDAY = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
LATER = (0, 5, 14)
"""Days after the first pass on which there is one more."""

CONFIG = """\
[me]
name = "Robin Hale"
addresses = ["robin@hale-studio.example"]
company = "Hale Studio"
timezone = "Europe/Berlin"

[account.work]
{account}

[detect]
authserv_id = "{authserv}"
lookback_days = 3650

[draft]
daily = 500
batch = 500
unused = 0

[paths]
state = "{state}"
"""


@dataclass
class Scene:
    """A person's mailbox on `login`, with cases in it; `folder` holds configuration and memory."""

    login: Login | MaildirLogin
    folder: Path
    cases: dict[Aim, Case] = field(default_factory=dict)

    @classmethod
    def make(cls, login: Login | MaildirLogin, folder: Path, builds: Iterable[Build]) -> Scene:
        """Put all cases into the mailbox."""
        scene = cls(login, folder)
        for number, build in enumerate(builds, 1):
            aim = Aim(number, MONDAY)
            scene.cases[aim] = build(aim)
        scene._deliver(
            mail for aim, case in scene.cases.items() for mail in (case.proposal or proposal(aim), *case.mails)
        )
        return scene

    def _deliver(self, mails: Iterable[Mail]) -> None:
        for one in mails:
            self.login.append(one.folder, one.data, ["\\Seen"], MONDAY - timedelta(days=one.days_ago))

    @property
    def config_file(self) -> Path:
        """The configuration, written anew."""
        path = self.folder / "config.toml"
        path.write_text(CONFIG.format(account=self._account(), authserv=AUTHSERV, state=self.folder / "state"))
        path.chmod(0o600)
        return path

    @property
    def config(self) -> Config:
        """The configuration, read."""
        return config.load(self.config_file)

    def _account(self) -> str:
        if isinstance(self.login, MaildirLogin):
            return f'kind = "maildir"\npath = "{self.login.root}"'
        server = f'host = "{self.login.host}"\nport = {self.login.port}\nsecurity = "none"'
        return f'{server}\nuser = "{self.login.user}"\npassword = "{self.login.password}"'

    def look(self, now: datetime) -> Report:
        """Make one pass."""
        settings = self.config
        with desk_for(settings, texts(settings.paths.templates), now=now) as desk:
            return run(desk, connector(settings))

    def threads(self, now: datetime) -> tuple[list[Thread], dict[str, Decision]]:
        """Return all threads, and the decision for each."""
        settings = self.config
        with desk_for(settings, texts(settings.paths.templates), now=now) as desk:
            threads, decisions = decide(settings, desk.store, now)
        return threads, {one.thread_id: one for one in decisions}

    def drafts(self) -> Iterator[bytes]:
        """Yield the bytes of what lies in Drafts, with CRLF line ends."""
        if isinstance(self.login, MaildirLogin):
            for path in sorted(self.login.path("Drafts").glob("*/*")):
                yield path.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
            return
        with self.login.session("Drafts") as client:
            found = client.search("ALL")
            yield from (item[b"BODY[]"] for item in client.fetch(found, ["BODY.PEEK[]"]).values() if found)


def parsed(data: bytes) -> email.message.Message:
    """Return a message as a parser that is not ours reads it, with the old policy that takes anything."""
    return email.message_from_bytes(data, policy=email.policy.compat32)
