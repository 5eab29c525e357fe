"""Promise 8: no proposal is missed, however mail arrives and whatever breaks around it."""

from __future__ import annotations

import random
from pathlib import Path

from mailfollow.cli.common import read_store
from mailfollow.errors import ServerUnavailable
from tests.faults.life.host import Host
from tests.faults.life.quick import quick_folder
from tests.faults.promise import Effort, Found, Promise
from tests.servers.memory import MemoryLogin

EACH = 5
"""Proposals in a history."""

POISON = (
    b"",
    b"\r\n\r\n",
    b"From: \xff\xfe <\x00@>\r\nTo: ,,,;:<>@\r\nSubject: =?utf-9?q?=ff?=\r\nDate: 99 Foo 0\r\n\r\n\x80\x81",
    b"From: robin@hale-studio.example\r\nTo: x@y.example\r\nContent-Type: multipart/mixed; boundary=a\r\n\r\n"
    + b"--a\r\nContent-Type: multipart/mixed; boundary=a\r\n\r\n" * 400,
    b"Message-ID: <" + b"a" * 5_000 + b"\r\nReferences: " + b"<x@y> " * 5_000 + b"\r\n\r\nProposal",
    b"From: =?utf-8?b?" + b"/" * 3_000 + b"?=\r\nTo: z@z.example\r\nSubject: Proposal\r\n\r\n" + b"<a " * 9_000,
)


def run(effort: Effort, folder: Path) -> Found:
    """Play many histories, and count the proposals that are followed one pass after the line is back."""
    found = Found()
    with quick_folder(folder) as quick:
        for number in range(effort.of(12, 1_000)):
            _History(found, random.Random(f"{effort.seed} {number}"), quick / str(number), number).play()
    return found


class _History:
    """Five proposals, and what happens around them."""

    def __init__(self, found: Found, chance: random.Random, folder: Path, number: int) -> None:
        self.found, self.chance, self.number = found, chance, number
        self.login = MemoryLogin()
        self.host = Host(self.login, folder)  # type: ignore[arg-type]  # a login of another kind
        self.login.create("Old")
        self.left = EACH
        self.late: list[tuple[bytes, list[str]]] = []
        self.roots: dict[str, str] = {}

    def play(self) -> None:
        """Let things happen until all proposals are sent and have arrived, then compare."""
        happenings = (
            self._send,
            self._send,
            self._arrive,
            self._move,
            self._renew,
            self._poison,
            self._cut,
            self._look,
        )
        while self.left or self.late:
            self.chance.choice(happenings)()
            self.host.at(minutes=self.chance.choice((1, 5, 60, 1440)))
        self._look()
        self.found.count("histories")
        self.found.count("proposals", len(self.roots))
        missed = set(self.roots) - self._followed()
        self.found.count("recognised", len(self.roots) - len(missed))
        self.found.wrong += [f"history {self.number}: {one} ({self.roots[one]}) was missed" for one in sorted(missed)]

    def _send(self) -> None:
        """Send a proposal; its copy may arrive in Sent days later, as from a phone that was offline."""
        if not self.left:
            return
        self.left -= 1
        who = f"Jo{self.left} Smith <jo{self.left}@firm{self.left}.example>"
        root = self.host.propose(who, f"subject matter {self.left}")
        if self.chance.random() < 0.4:
            box = self.login.server.boxes["Sent"]
            self.late.append((box.take(max(box.messages)).data, [root]))
            self.roots[root] = "late"
        else:
            self.roots[root] = "at once"

    def _arrive(self) -> None:
        if self.late:
            data, _ = self.late.pop()
            self.login.append("Sent", data, ["\\Seen"], self.host.now)

    def _move(self) -> None:
        """Move any message that was not a proposal, or one that was already followed, to another folder."""
        folder = self.chance.choice(("Sent", "INBOX", "Archive"))
        messages = self.login.server.boxes[folder].messages
        if messages:
            uid = self.chance.choice(sorted(messages))
            to = self.chance.choice(("Archive", "Sent", "Trash"))
            if to != folder and (folder != "Sent" or self._is_followed(messages[uid].data)):
                self.login.move(folder, uid, to)
                self.found.count("moves")

    def _renew(self) -> None:
        self.login.server.renew(self.chance.choice(("Sent", "Sent", "INBOX", "Drafts")))
        self.found.count("UIDVALIDITY resets")

    def _poison(self) -> None:
        folder = self.chance.choice(("Sent", "Sent", "INBOX", "Drafts"))
        self.login.append(folder, self.chance.choice(POISON), when=self.host.now)
        self.found.count("poisoned messages")

    def _cut(self) -> None:
        """Make a pass whose line breaks at some command; or at whose midst the mailbox goes on changing."""
        left = self.chance.randrange(1, 16)

        def before(_what: str) -> None:
            nonlocal left
            left -= 1
            if left == 0:
                if self.chance.random() < 0.3:
                    self.chance.choice((self._send, self._arrive, self._renew))()
                    return
                raise ServerUnavailable("The connection was lost.")

        self.host.line.before = before
        self.host.look()
        self.host.line.before = lambda _what: None
        self.found.count("passes that were disturbed")

    def _look(self) -> None:
        """Make a good pass: whatever is in Sent by now must be followed after it."""
        report = self.host.look()
        self.found.wrong += [f"history {self.number}: {one.sentence}" for one in report.problems if not one.thread_id]
        waiting = {name for _, names in self.late for name in names}
        missed = set(self.roots) - waiting - self._followed()
        self.found.wrong += [f"history {self.number}: {one} was missed by a good pass" for one in sorted(missed)]
        self.found.count("good passes")

    def _is_followed(self, data: bytes) -> bool:
        return any(root.encode() in data for root in self._followed())

    def _followed(self) -> set[str]:
        with read_store(self.host.config) as store:
            return {f"<{thread.standing.root_id}>" for thread in store.threads.all()}


PROMISE = Promise(8, "No proposal is missed", run, minutes=4)
