"""Made-up mail of a consultant, in three languages, and an mbox to hold it, written as Google Takeout and others do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path

ME = "robin@hale-studio.example"
NAMED = f"Robin Hale <{ME}>"
START = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)
"""A Monday; days are counted from here."""

PROPOSAL = {
    "en": (
        "Proposal: {topic}",
        (
            "Hi {name},\n\nthank you for the good talk. Here is our proposal for the {topic}: the total is EUR 4,800, "
            "all included.\n\nDoes the timeline suit you?\n\nBest regards\nRobin\n"
        ),
    ),
    "de": (
        "Angebot: {topic}",
        (
            "Guten Tag {name},\n\nvielen Dank für das gute Gespräch. Anbei erhalten Sie unser Angebot für {topic}; der "
            "Gesamtpreis beträgt 4.800 EUR.\n\nPasst Ihnen der Zeitplan?\n\nMit freundlichen Grüßen\nRobin Hale\n"
        ),
    ),
    "fr": (
        "Devis : {topic}",
        (
            "Bonjour {name},\n\nmerci pour notre échange. Vous trouverez ci-joint notre devis pour {topic} ; le "
            "montant total est de 4 800 EUR.\n\nLe calendrier vous convient-il ?\n\nCordialement\nRobin Hale\n"
        ),
    ),
}
"""Language to subject and text of a proposal."""


@dataclass(frozen=True)
class Letter:
    """A message: its key becomes the Message-ID `key@mail.example`, None leaves it without one."""

    key: str | None
    day: float
    sender: str
    to: str
    subject: str
    body: str
    answers: str | None = None
    headers: Sequence[tuple[str, str]] = field(default_factory=tuple)
    kind: str | None = None
    """The Content-Type, where the body is no plain text but the whole of a part, written out."""

    @property
    def at(self) -> datetime:
        """When it was written."""
        return START + timedelta(days=self.day)

    def bytes(self) -> bytes:
        """Return the message as it stands in a file."""
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = self.sender, self.to, self.subject
        message["Date"] = format_datetime(self.at)
        if self.key is not None:
            message["Message-ID"] = f"<{self.key}@mail.example>"
        if self.answers is not None:
            message["In-Reply-To"] = message["References"] = f"<{self.answers}@mail.example>"
        for name, value in self.headers:
            message[name] = value
        if self.kind is None:
            message.set_content(self.body)
            return message.as_bytes()
        message["MIME-Version"], message["Content-Type"] = "1.0", self.kind
        return message.as_bytes().partition(b"\n\n")[0] + b"\n\n" + self.body.encode()


def proposal(key: str, day: float, to: str, topic: str, language: str = "en", **more: object) -> Letter:
    """Return a proposal of ours."""
    subject, body = PROPOSAL[language]
    name = to.split()[1 if language == "de" else 0].strip('"') if "<" in to else "there"
    return Letter(key, day, NAMED, to, subject.format(topic=topic), body.format(topic=topic, name=name), **more)  # type: ignore[arg-type]


def answer(to: Letter, day: float, body: str, **changes: object) -> Letter:
    """Return what the recipient of `to` writes back."""
    given: dict[str, object] = {
        "key": f"re-{to.key}",
        "day": day,
        "sender": to.to,
        "to": NAMED,
        "subject": f"Re: {to.subject}",
        "body": body,
        "answers": to.key,
    }
    return Letter(**(given | changes))  # type: ignore[arg-type]


def mbox(letters: Iterable[Letter | bytes], *, dated: bool = True, line_end: bytes = b"\n") -> bytes:
    r"""Return an mbox of `letters`, as mboxrd: "From " lines in them are escaped; raw bytes are put in as they are."""
    return b"".join(_piece(letter, dated=dated) for letter in letters).replace(b"\n", line_end)


def _piece(letter: Letter | bytes, *, dated: bool) -> bytes:
    if isinstance(letter, bytes):
        return letter
    lines = letter.bytes().split(b"\n")
    escaped = b"\n".join(b">" + line if line.lstrip(b">").startswith(b"From ") else line for line in lines)
    stamp = f"{letter.at:%a %b} {letter.at.day:2} {letter.at:%H:%M:%S %Y}"
    separator = f"From {letter.key}@xxx {stamp}\n" if dated else "From - \n"
    return separator.encode() + escaped.rstrip(b"\n") + b"\n\n"


def maildir(root: Path, letters: Iterable[Letter], folder: str = "", flags: str = "S") -> None:
    """Write `letters` into a folder of a Maildir++ tree at `root`."""
    place = root / folder
    for part in ("cur", "new", "tmp"):
        (place / part).mkdir(parents=True, exist_ok=True)
    for number, letter in enumerate(letters):
        name = f"{int(letter.at.timestamp())}.{number}_{letter.key}.host:2,{flags}"
        (place / "cur" / name).write_bytes(letter.bytes())
