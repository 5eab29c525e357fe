"""Promise 20: mail comes, moves and vanishes while it is read: no error escapes, and nothing is matched wrongly."""

from __future__ import annotations

import random
import threading
import time
from email.message import EmailMessage
from pathlib import Path
from typing import Self

from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientError

from mailfollow.cli.common import read_store
from tests.end_to_end.stage import Stage
from tests.faults.promise import Effort, Found, Promise
from tests.servers.dovecot import dovecot
from tests.servers.login import Login

FOLDERS = ("INBOX", "Sent", "Archive", "Junk", "Trash")
FULL = 150
"""Messages in a folder from which on it gets no more: a mailbox changes all the time, but does not grow for ever."""

PEOPLE = tuple(f"Jo{number} Smith <jo{number}@firm{number}.example>" for number in range(4))


class _Churner:
    """A second session that is never at rest: it appends, flags, expunges and moves, until it is told to end."""

    def __init__(self, login: Login, roots: list[str], seed: int) -> None:
        self.login, self.roots, self.chance = login, roots, random.Random(seed)
        self.done = 0
        self.belongs: dict[str, int] = {}
        """Message-ID of an answer -> the number of the proposal it answers; nothing else belongs anywhere."""
        self.strangers: set[str] = set()
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._churn)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._end.set()
        self._thread.join(60)

    def _churn(self) -> None:
        with self.login.session() as client:
            while not self._end.is_set():
                try:
                    self.chance.choice((self._append, self._append, self._flag, self._expunge, self._move))(client)
                except IMAPClientError:  # gone meanwhile: we are not alone here either
                    continue
                self.done += 1

    def _append(self, client: IMAPClient) -> None:
        box = self.chance.choice(("INBOX", "Archive", "Junk"))
        if self._is_full(client, box):
            self._expunge(client)
            return
        number = self.chance.randrange(len(PEOPLE))
        answers = self.chance.random() < 0.5
        message, name = EmailMessage(), f"<{self.done}.{self.chance.randrange(10**9)}@churn.example>"
        message["Message-ID"], message["To"] = name, "robin@hale-studio.example"
        message["From"] = PEOPLE[number] if answers else f"news{self.done}@elsewhere{self.done}.example"
        message["Subject"] = f"Re: Proposal: matter {number}" if answers else f"News of today, {self.done}"
        if answers:
            message["In-Reply-To"] = message["References"] = self.roots[number]
        message.set_content("Could we start in May?\n" if answers else "Here is what is new.\n")
        (self.belongs.__setitem__(name, number) if answers else self.strangers.add(name))
        client.append(box, message.as_bytes())

    def _flag(self, client: IMAPClient) -> None:
        if uids := self._pick(client, FOLDERS):
            client.add_flags(uids, [self.chance.choice(("\\Seen", "\\Flagged", "\\Answered"))])

    def _expunge(self, client: IMAPClient) -> None:
        if uids := self._pick(client, ("INBOX", "Archive", "Junk", "Trash")):
            client.delete_messages(uids)
            client.uid_expunge(uids)

    def _move(self, client: IMAPClient) -> None:
        if uids := self._pick(client, ("INBOX", "Archive", "Junk", "Trash")):
            box = self.chance.choice(("INBOX", "Archive", "Trash"))
            client.delete_messages(uids) if self._is_full(client, box) else client.move(uids, box)

    def _is_full(self, client: IMAPClient, box: str) -> bool:
        return int(client.folder_status(box, ["MESSAGES"])[b"MESSAGES"]) >= FULL

    def _pick(self, client: IMAPClient, folders: tuple[str, ...]) -> list[int]:
        client.select_folder(self.chance.choice(folders))
        uids = client.search("ALL")
        return self.chance.sample(uids, min(len(uids), self.chance.randint(1, 3)))


def run(effort: Effort, folder: Path) -> Found:
    """Make passes while another session changes the same mailbox, and compare what was matched in the end."""
    found = Found()
    with dovecot() as server:
        for number in range(effort.of(1, 12)):  # twelve times fifty seconds are ten minutes
            stage = Stage(server.user(f"churn{number}"), folder / str(number))
            stage.folder.mkdir()
            roots = [stage.propose(who, f"matter {n}", days_ago=9) for n, who in enumerate(PEOPLE)]
            with _Churner(stage.login, roots, effort.seed * 1_000 + number) as churner:
                _passes(found, stage, effort.of(5, 50))
            found.count("changes by the other session", churner.done)
            _matched(found, stage, churner, f"run {number}")
    return found


def _passes(found: Found, stage: Stage, seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            report = stage.at(minutes=5).look()
        except Exception as error:  # noqa: BLE001 - that none escapes is what is promised
            found.wrong.append(f"escaped: {type(error).__name__}: {error}")
            return
        found.count("passes")
        found.count("messages read", report.looked)
        found.wrong += [problem.sentence for problem in report.problems if problem.exit_code != 69]


def _matched(found: Found, stage: Stage, churner: _Churner, where: str) -> None:
    """Compare the answers that each thread was given with those that were written to it."""
    stage.at(minutes=5).look()
    with read_store(stage.config) as store:
        threads = store.threads.all()
        said = {thread.id: [event.message_id for event in store.threads.events(thread.id)] for thread in threads}
    numbers = {f"<{thread.standing.root_id}>": thread.id for thread in threads}
    for number, root in enumerate(churner.roots):
        for name in said.get(numbers.get(root, ""), []):
            named = f"<{name}>"
            if named in churner.strangers or churner.belongs.get(named, number) != number:
                found.wrong.append(f"{where}: {named} was matched to proposal {number}")
            found.count("answers matched", int(named in churner.belongs))
    missing = set(churner.belongs.values()) - {number for number, root in enumerate(churner.roots) if root in numbers}
    found.wrong += [f"{where}: proposal {number} was missed" for number in sorted(missing)]


PROMISE = Promise(20, "A mailbox that changes while it is read", run, minutes=10)
