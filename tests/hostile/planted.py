"""Mail by somebody who knows what our draft carries: its token, its Message-ID, its text. Sent while it waits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from email.message import Message
from pathlib import Path

from mailfollow.model import State
from tests.hostile.case import EVIL, HELD, ME, Aim, Case, Mail, answer
from tests.hostile.scene import MONDAY, Scene, parsed
from tests.servers.login import Login
from tests.servers.maildir import MaildirLogin


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft of ours as somebody could have seen it."""

    aim: Aim
    message: Message
    data: bytes

    @property
    def ids(self) -> list[str]:
        """The References: older ids, the token, and what it answers."""
        return str(self.message["References"]).split()


Plant = Callable[[Draft], Mail]

PLANTS: dict[str, Plant] = {
    "our Message-ID, by a stranger": lambda d: answer(d.aim, sender=EVIL, name=d.message["Message-ID"], linked=False),
    "our Message-ID, by the buyer": lambda d: answer(d.aim, name=d.message["Message-ID"], linked=False),
}
"""What can be guessed, as it follows from the proposal's id: it must neither remove nor double the draft."""
SEEN: dict[str, Plant] = {
    "our Message-ID, in our name": lambda d: answer(d.aim, sender=ME, name=d.message["Message-ID"], linked=False),
    "the whole draft": lambda d: Mail(d.data, "INBOX", 0),
    "the whole draft, to a stranger": lambda d: Mail(d.data.replace(d.aim.buyer.encode(), EVIL.encode()), "INBOX", 0),
    "the whole draft, in Junk": lambda d: Mail(d.data, "Junk", 0),
    "our token, by a stranger": lambda d: answer(d.aim, sender=EVIL, linked=False, References=" ".join(d.ids)),
    "our token as In-Reply-To": lambda d: answer(d.aim, sender=EVIL, linked=False, In_Reply_To=d.ids[-2]),
    "our token alone": lambda d: answer(d.aim, sender=EVIL, linked=False, References=d.ids[-2]),
}
"""What is known only to whom the draft was sent, or who writes in our name: it may count as sent, or as an answer."""


def try_plants(login: Login | MaildirLogin, folder: Path) -> tuple[int, list[str]]:
    """Let drafts be written, plant mail about each, look again; return how many were tried, and what was wrong."""
    plants = {**PLANTS, **SEEN}
    scene = Scene.make(login, folder, [lambda _aim: Case("planted", HELD)] * len(plants))
    scene.look(MONDAY)
    drafts = {str(parsed(data)["To"]): data for data in scene.drafts()}
    wrong: list[str] = []
    for aim, (name, plant) in zip(scene.cases, plants.items(), strict=True):
        data = next(data for to, data in drafts.items() if aim.buyer in to)
        one = plant(Draft(aim, parsed(data), data))
        login.append(one.folder, one.data, (), MONDAY + timedelta(hours=1))
        scene.cases[aim] = Case(name, HELD)
    scene.look(MONDAY + timedelta(hours=2))
    scene.look(MONDAY + timedelta(days=2))
    wrong += _judge(scene, drafts)
    return len(plants), wrong


def _judge(scene: Scene, before: dict[str, bytes]) -> list[str]:
    after = list(scene.drafts())
    threads, _ = scene.threads(MONDAY + timedelta(days=2))
    by_buyer = {who.address: thread for thread in threads for who in thread.standing.people}
    wrong = [f"a draft to {parsed(data)['To']!r}" for data in after if EVIL.encode() in data]
    for aim, case in scene.cases.items():
        there = [data for data in after if aim.buyer.encode() in data]
        standing = by_buyer[aim.buyer].standing
        if len(there) > 1:
            wrong.append(f"{case.name}: {len(there)} drafts")
        heard = standing.held is not None or standing.state is State.YOUR_TURN
        if (
            case.name in PLANTS
            and not heard
            and there != [data for data in before.values() if aim.buyer.encode() in data]
        ):
            wrong.append(f"{case.name}: the draft is not what it was ({standing.why})")
    return wrong
