"""A year of proposals, played through the program on a mailbox in memory: `python -m tests.end_to_end.year` prints it.

The people are made up and drawn from a seed: buyers who answer or don't, and a sender who sends drafts as they are,
edits some templates in the same way each time, and throws others away. What they do is written down here, independently
of mailfollow, so that what `stats` says can be held against it.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from random import Random

from mailfollow import clock
from mailfollow.cli import cli
from mailfollow.cycle.desk import Written
from tests.end_to_end.stage import PROPOSAL, _parse
from tests.faults.life.host import Host
from tests.faults.life.quick import quick_folder
from tests.servers.memory import MemoryLogin

BEGIN = datetime(2026, 1, 12, 8, 0, tzinfo=UTC)
MORE = "\n[draft]\nrefresh_after = 0\n"
TOPICS = ("website", "catalogue", "warehouse labels", "trade fair stand", "photo workshop", "newsletter", "signage")
SATURDAY, AT_THE_DESK = 5, {0, 2, 4}
"""Proposals go out on each business day; mailfollow looks, and the person goes through the drafts, on three of them."""
NAMES = ("Jane", "Omar", "Lena", "Paul", "Ida", "Kim", "Tess", "Noa", "Ana", "Ben", "Max", "Ivy", "Ada", "Eve")
GERMAN = (
    "Guten Tag {name},\n\nvielen Dank für das gute Gespräch. Hier ist unser Angebot für {topic}: zusammen 4.800 EUR, "
    "alles inbegriffen.\n\nPasst Ihnen der Zeitplan?\n\nMit freundlichen Grüßen\nRobin\n"
)
GOOD, ELSE = 0.45, 0.08
"""How likely an answer to one in five angles is, and to any other one."""
ADDED = "It was good to talk to you, and I have thought about what you said since."


@dataclass(slots=True)
class Done:
    """What the person did with one draft, and whether the buyer answered it within 14 days."""

    template: str
    angle: str
    language: str
    touch: int
    became: str
    at: datetime
    answered: bool = False


@dataclass
class Year:
    """The mailbox, the sender, the buyers, and what truly happened."""

    host: Host
    draw: Random
    done: list[Done] = field(default_factory=list)
    coming: list[tuple[datetime, str, str, str]] = field(default_factory=list)
    """Answers under way: when, from whom, their subject, and what they answer."""
    firms: int = 0

    def play(self, days: int, each_day: int) -> None:
        """Let the days go by, business days with `each_day` new proposals; then look once more."""
        for day in range(days):
            self.host.now = BEGIN + timedelta(days=day)
            self._deliver()
            if self.host.now.weekday() < SATURDAY:
                self._propose(each_day)
            if self.host.now.weekday() in AT_THE_DESK:
                written = self.host.look().written
                self.host.at(hours=2)
                self._decide(written)
        self.host.now = BEGIN + timedelta(days=days)
        self._deliver()
        for one in self.host.look().written:
            self._note(one, "open")

    def _propose(self, count: int) -> None:
        for _ in range(count):
            self.firms += 1
            name, topic = self.draw.choice(NAMES), self.draw.choice(TOPICS)
            german = self.firms % 4 == 0
            text = (GERMAN if german else PROPOSAL).format(name=f"{name} Miller", topic=topic)
            subject = f"{'Angebot' if german else 'Proposal'}: {topic} {self.firms}"
            self.host.send(f"{name} Miller <{name.lower()}@firm{self.firms}.example>", subject, text)

    def _decide(self, written: list[Written]) -> None:
        """Send, edit or throw away what came today; some drafts are left to lie for good."""
        lying = {str(draft["To"]): (uid, draft) for uid, draft in self._drafts()}
        for one in written:
            uid, draft = next(found for to, found in lying.items() if one.to[0] in to)
            done = self._note(one, self._whim(one))
            if done.became == "discarded":
                self.host.login.move("Drafts", uid, "Trash")
            elif done.became != "open":
                self._send(uid, draft, done)

    def _note(self, one: Written, became: str) -> Done:
        """Write down what becomes of a draft."""
        language = one.template.partition("/")[0]
        self.done.append(Done(one.template, one.angle, language, one.touch, became, self.host.now))
        return self.done[-1]

    def _whim(self, one: Written) -> str:
        """Say what becomes of a draft; a fifth of the templates is edited mostly, a tenth thrown away mostly."""
        taste = Random(one.template).random()
        if taste < 0.1:
            weights = (2, 1, 6, 1)
        elif taste < 0.3:
            weights = (1, 7, 1, 1)
        else:
            weights = (14, 3, 2, 1)
        (chosen,) = self.draw.choices(("sent as is", "sent edited", "discarded", "open"), weights)
        return chosen

    def _send(self, uid: int, draft: EmailMessage, done: Done) -> None:
        text = "\n".join(str(draft.get_content()).splitlines()) + "\n"
        message_id = f"<sent{next(self.host.numbers)}@client.example>"
        del draft["Message-ID"], draft["Date"]
        draft["Message-ID"], draft["Date"] = message_id, format_datetime(self.host.now)
        draft.set_content(edited(text, done.template) if done.became == "sent edited" else text)
        self.host.login.append("Sent", draft.as_bytes(), ["\\Seen"], self.host.now)
        self.host.login.remove("Drafts", uid)
        if self.draw.random() < (GOOD if Random(f"{done.angle} is liked").random() < 0.2 else ELSE):
            at = self.host.now + timedelta(days=self.draw.uniform(0.2, 5))  # the next one is due in a week at least
            self.coming.append((at, str(draft["To"]), str(draft["Subject"]), message_id))
            done.answered = True

    def _deliver(self) -> None:
        """Let the answers come that are due."""
        now = self.host.now
        for answer in sorted(one for one in self.coming if one[0] <= now):
            self.coming.remove(answer)
            self.host.now, who, subject, message_id = answer
            self.host.receive(
                who, subject, "Thank you. Could you tell me more about the second point?\n", answers=message_id
            )
        self.host.now = now

    def _drafts(self) -> Iterator[tuple[int, EmailMessage]]:
        login = self.host.login
        assert isinstance(login, MemoryLogin)
        for uid, message in login.server.boxes["Drafts"].messages.items():
            yield uid, _parse(message.data)

    def truth(self, key: str) -> dict[str, tuple[Counter[str], int, int]]:
        """Return for each value of `key` what became of its drafts, how many were answered, and of how many.

        Those count that were sent at least 14 days ago.
        """
        end = self.host.now - timedelta(days=14)
        found: dict[str, tuple[Counter[str], int, int]] = {}
        for one in self.done:
            became, answered, ripe = found.get(str(getattr(one, key)), (Counter(), 0, 0))
            became[one.became] += 1
            counts = one.became.startswith("sent") and one.at <= end
            found[str(getattr(one, key))] = (became, answered + (counts and one.answered), ripe + counts)
        return found


def edited(text: str, template: str) -> str:
    """Return a draft as this person edits it: some templates lose their opening, others gain one."""
    paragraphs = text.split("\n\n")
    if Random(template).random() < 0.2:
        return "\n\n".join((paragraphs[0], *paragraphs[2:]))
    return "\n\n".join((paragraphs[0], ADDED, *paragraphs[1:]))


def played(folder: Path, seed: int, days: int, each_day: int) -> Year:
    """Play a year, or a part of it, and return it as it is at its end."""
    year = Year(Host(MemoryLogin(), folder, BEGIN, MORE), Random(seed))
    year.play(days, each_day)
    return year


CALLS = (["--by", "angle"], ["--by", "touch"], ["--by", "language"], ["--by", "language", "--json"])


def main() -> None:
    """Print what `stats` says of the year, as text and as JSON."""
    began = time.process_time()
    with tempfile.TemporaryDirectory() as other, quick_folder(Path(other)) as folder:
        year = played(folder, 7, 364, 1)
        took = time.process_time() - began
        clock.now = lambda: year.host.now  # the only clock there is
        print(f"{year.firms} proposals and {len(year.done)} drafts, played in {took:.0f} s of the processor.")
        for words in CALLS:
            print(f"\n$ mailfollow stats {' '.join(words)}")
            cli.main(["--config", str(folder / "config.toml"), "stats", *words], standalone_mode=False)


if __name__ == "__main__":
    sys.exit(main())
