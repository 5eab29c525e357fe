"""What hosts write into one mailbox: no follow-up twice, and never a second draft beside one that lies there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from tests.clients.seat import Seat
from tests.faults.life.host import Host
from tests.faults.life.truth import token_of
from tests.servers.memory import MemoryLogin

HOURS = (*[12] * 6, *[84] * 10)
"""Between the looks after a person has done something: a day to be sure of it, and the rest for what is due."""


@dataclass
class Ledger:
    """Listens to the hosts on a mailbox with one proposal; `doubled` says what should not have been written."""

    login: MemoryLogin
    written: list[tuple[int, int]] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)

    def listen(self, *hosts: Host) -> None:
        """Take down what these hosts write."""
        for host in hosts:
            host.line.on_append = partial(self._on_append, host)

    @property
    def drafts(self) -> list[int]:
        """The UIDs of what lies in Drafts and is not marked as deleted."""
        messages = self.login.server.boxes["Drafts"].messages
        return [uid for uid, message in messages.items() if "\\Deleted" not in message.flags]

    def _on_append(self, host: Host, data: bytes) -> None:
        _, number, touch = host.key_of(token_of(data)) or ("", 0, 0)
        if (number, touch) in self.written:
            self.doubled.append(f"follow-up {touch} of round {number} was drafted twice")
        if self.drafts:
            self.doubled.append(f"follow-up {touch} was drafted beside another one that lies there")
        self.written.append((number, touch))


def _edit(seat: Seat) -> None:
    seat.open()
    seat.save("One more thought.")


def _send(seat: Seat) -> None:
    for _ in seat.send():
        pass


ACTIONS: dict[str, Callable[[Seat], None]] = {
    "leaves it": lambda _seat: None,
    "edits it": _edit,
    "sends it": _send,
    "discards it": Seat.discard,
}
"""What the person does to a draft."""
