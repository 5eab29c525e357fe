"""A made-up person's configuration and mail: each of the things that happen to proposals once, in a Maildir."""

from __future__ import annotations

import os
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

[account.work]
kind = "maildir"
path = "Maildir"

[paths]
state = "state"
"""

SERVER = """\
[me]
addresses = ["robin@hale-studio.example"]
timezone = "Europe/Berlin"

[account.work]
host = "{host}"
port = {port}
security = "{security}"
user = "{user}"
password = "{password}"
timeout = {timeout}

[paths]
state = "state"
"""
"""The configuration of somebody whose mail lies on a server."""

PROPOSAL = (
    "Hi {name},\n\nthank you for the good talk. Here is our proposal for the {topic}: the total is EUR 4,800, "
    "all included.\n\nDoes the timeline suit you?\n\nBest regards\nRobin\n"
)
JANE, OMAR = "Jane Miller <jane@acme.example>", "Omar Reyes <omar@northwind.example>"
LENA, TOM = "Lena Vogt <lena@kestrel.example>", "Tom Baker <tom@fjord.example>"

SENT = (
    ("silent", 9, JANE, "Proposal: new website"),
    ("answered", 12, OMAR, "Proposal: warehouse labels"),
    ("away", 10, LENA, "Proposal: trade fair stand"),
    ("declined", 14, TOM, "Proposal: maintenance contract"),
    ("fresh", 1, "Ida Moreau <ida@lumen.example>", "Proposal: photo workshop"),
    ("private", 9, "Kim Hale <kim@family.example>", "Saturday"),
)
"""Key, days ago, to whom, subject. The key is the Message-ID's local part."""

RECEIVED = (
    ("answered", 8, OMAR, "Re: Proposal: warehouse labels", "Hi Robin,\n\ncould you do 500 more?\n\nOmar\n"),
    ("away", 10, LENA, "Automatic reply: Proposal", "I am out of the office until {back:%d %B %Y}.\n"),
    ("declined", 11, TOM, "Re: Proposal", "Hello,\n\nthank you, but we have decided to go with another vendor.\n"),
)
"""Key of what it answers, days ago, from whom, subject, body."""


def write_mail(root: Path, now: datetime) -> None:
    """Write the mail into a new Maildir++ tree at `root`, dated relative to `now`."""
    for folder in ("", ".Sent", ".Drafts", ".Trash"):
        for part in ("cur", "new", "tmp"):
            (root / folder / part).mkdir(parents=True)
    for key, days, to, subject in SENT:
        body = PROPOSAL.format(name=to.split()[0], topic=subject.partition(": ")[2])
        message = _message(ME, to, subject, "Shall I bring the salad?\n" if key == "private" else body)
        message["Message-ID"] = f"<{key}@mail.example>"
        _file(root / ".Sent" / "cur" / f"{key}.sent:2,S", message, now - timedelta(days=days))
    for key, days, sender, subject, body in RECEIVED:
        message = _message(sender, ME, subject, body.format(back=now + timedelta(days=12)))
        message["Message-ID"], message["In-Reply-To"] = f"<to-{key}@mail.example>", f"<{key}@mail.example>"
        if key == "away":
            message["Auto-Submitted"] = "auto-replied"
        _file(root / "cur" / f"{key}.answer:2,S", message, now - timedelta(days=days))


def _message(sender: str, to: str, subject: str, body: str) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, to, subject
    message.set_content(body)
    return message


def _file(path: Path, message: EmailMessage, at: datetime) -> None:
    message["Date"] = format_datetime(at)
    path.write_bytes(message.as_bytes())
    os.utime(path, (at.timestamp(), at.timestamp()))
