"""The made-up mail of `mailfollow demo`: six things that happen to proposals, in a Maildir as mbsync keeps one."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path

ME = "Robin Hale <robin@hale-studio.example>"

CONFIG = """\
[me]
name = "Robin Hale"
addresses = ["robin@hale-studio.example"]
company = "Hale Studio"
timezone = "Europe/Berlin"
signature = "Robin Hale\\nHale Studio"

[account.demo]
kind = "maildir"
path = "{maildir}"

[paths]
state = "{state}"
"""


@dataclass(frozen=True, slots=True)
class Letter:
    """One made-up message. `answers` names the letter it replies to; `headers` are extra header fields."""

    key: str
    folder: str
    days_ago: int
    who: str
    subject: str
    body: str
    answers: str = ""
    headers: tuple[tuple[str, str], ...] = ()


def letters(now: datetime) -> list[Letter]:
    """Return the demo's messages, dated relative to `now`."""
    back = now + timedelta(days=12)
    valid = now + timedelta(days=40)
    return [
        Letter(
            "silent",
            "Sent",
            9,
            "Jane Miller <jane@acme.example>",
            "Proposal: new website for Acme",
            f"Hi Jane,\n\nthank you for the good talk on Monday. Attached is our proposal for the new website: "
            f"design, build and launch for EUR 4,800, valid until {valid:%d %B %Y}.\n\n"
            "Does the timeline in section 3 suit your spring campaign?\n\nBest regards\nRobin\n",
        ),
        Letter(
            "answered",
            "Sent",
            12,
            "Omar Reyes <omar@northwind.example>",
            "Proposal Q-2041: warehouse labels",
            "Hi Omar,\n\nhere is our proposal for the warehouse labels. The total is EUR 2,150 including delivery. "
            "Shall I reserve the printing slot?\n\nBest regards\nRobin\n",
        ),
        Letter(
            "answer",
            "",
            8,
            "Omar Reyes <omar@northwind.example>",
            "Re: Proposal Q-2041: warehouse labels",
            "Hi Robin,\n\nthanks. Could you do 500 more at the same unit price?\n\nOmar\n\n"
            "On a day last week, Robin Hale wrote:\n> here is our proposal for the warehouse labels.\n",
            answers="answered",
        ),
        Letter(
            "away",
            "Sent",
            10,
            "Lena Vogt <lena@kestrel.example>",
            "Quote for the trade fair stand",
            "Hi Lena,\n\nas discussed, our quote for the trade fair stand: EUR 7,900 for planning, building and "
            "taking down. Would an earlier start of planning help you?\n\nBest regards\nRobin\n",
        ),
        Letter(
            "out-of-office",
            "",
            10,
            "Lena Vogt <lena@kestrel.example>",
            "Automatic reply: Quote for the trade fair stand",
            f"Thank you for your message. I am out of the office until {back:%d %B %Y} with no access to e-mail.\n",
            answers="away",
            headers=(("Auto-Submitted", "auto-replied"),),
        ),
        Letter(
            "declined",
            "Sent",
            14,
            "Tom Baker <tom@fjord.example>",
            "Offer: maintenance contract 2027",
            "Hi Tom,\n\nplease find our offer for the maintenance contract: USD 300 a month, first month free. "
            "What do you think?\n\nBest regards\nRobin\n",
        ),
        Letter(
            "no",
            "",
            11,
            "Tom Baker <tom@fjord.example>",
            "Re: Offer: maintenance contract 2027",
            "Hello Robin,\n\nthank you, but we have decided to go with another vendor.\n\nRegards\nTom\n\n"
            "> What do you think?\n",
            answers="declined",
        ),
        Letter(
            "fresh",
            "Sent",
            1,
            "Ida Moreau <ida@lumen.example>",
            "Proposal: photo workshop",
            "Hi Ida,\n\nour proposal for the photo workshop: two days, EUR 1,900 all in. "
            "Which weekend would suit your team?\n\nBest regards\nRobin\n",
        ),
        Letter(
            "private",
            "Sent",
            9,
            "Kim Hale <kim@family.example>",
            "Saturday",
            "Hi Kim,\n\nshall I bring the salad on Saturday?\n\nRobin\n",
        ),
    ]  # fmt: skip - one letter a block reads better than one argument a line


def write_maildir(root: Path, now: datetime, some: list[Letter] | None = None) -> None:
    """Write the letters, or `some` of them, into a new Maildir++ tree at `root`."""
    for folder in ("", ".Sent", ".Drafts", ".Trash"):
        for part in ("cur", "new", "tmp"):
            (root / folder / part).mkdir(parents=True)
    for letter in some or letters(now):
        inside = root / (f".{letter.folder}" if letter.folder else "") / "cur"
        at = now - timedelta(days=letter.days_ago)
        path = inside / f"{int(at.timestamp())}.{letter.key}.demo:2,S"
        path.write_bytes(_bytes(letter, at))
        os.utime(path, (at.timestamp(), at.timestamp()))


def send_drafts(root: Path, now: datetime) -> None:
    """Do with each draft what a mail client does when the person sends it: it lies in Sent, dated now."""
    for draft in (root / ".Drafts" / "cur").iterdir():
        sent = root / ".Sent" / "cur" / f"{draft.name.partition(':')[0]}.sent:2,S"
        lines = draft.read_bytes().split(b"\n")
        dated = [b"Date: " + format_datetime(now).encode() if line.startswith(b"Date: ") else line for line in lines]
        sent.write_bytes(b"\n".join(dated))
        os.utime(sent, (now.timestamp(), now.timestamp()))
        draft.unlink()


def _bytes(letter: Letter, at: datetime) -> bytes:
    message = EmailMessage()
    mine = letter.folder == "Sent"
    message["From"], message["To"] = (ME, letter.who) if mine else (letter.who, ME)
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(at)
    message["Message-ID"] = f"<{letter.key}@mail.example>"
    if letter.answers:
        message["In-Reply-To"] = message["References"] = f"<{letter.answers}@mail.example>"
    for name, value in letter.headers:
        message[name] = value
    message.set_content(letter.body)
    return message.as_bytes()
