"""The made-up mailbox of `mailfollow demo`: what happens to proposals, in a Maildir as mbsync keeps one."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from typing import Any

ME = "Robin Hale <robin@hale-studio.example>"
DAY = "%d %B %Y"

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


@dataclass(frozen=True)
class Letter:
    """One made-up message. `answers` names the letter it replies to; it lies in Sent where it is `mine`."""

    key: str
    at: datetime
    mine: bool
    other: str
    subject: str
    body: str
    answers: str
    headers: dict[str, str]


def letters(now: datetime) -> list[Letter]:
    """Return the demo's messages, dated relative to `now`."""
    tables = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    return [_letter(key, table, now) for key, table in tables.items()]


def _letter(key: str, table: dict[str, Any], now: datetime) -> Letter:
    body = table["body"].lstrip("\n")
    return Letter(
        key,
        now - timedelta(days=table["days_ago"]),
        "to" in table,
        table.get("to") or table["from"],
        table["subject"],
        body.format(back=f"{now + timedelta(days=12):{DAY}}", valid=f"{now + timedelta(days=40):{DAY}}"),
        table.get("answers", ""),
        table.get("headers", {}),
    )


def write_maildir(root: Path, some: Sequence[Letter]) -> None:
    """Write letters into a new Maildir++ tree at `root`."""
    for folder in ("", ".Sent", ".Drafts", ".Trash"):
        for part in ("cur", "new", "tmp"):
            (root / folder / part).mkdir(parents=True)
    for letter in some:
        path = root / (".Sent" if letter.mine else "") / "cur" / f"{int(letter.at.timestamp())}.{letter.key}.demo:2,S"
        path.write_bytes(_bytes(letter))
        os.utime(path, (letter.at.timestamp(), letter.at.timestamp()))


def send_drafts(root: Path, now: datetime) -> None:
    """Do with each draft what a mail client does when the person sends it: it lies in Sent, dated now."""
    for draft in (root / ".Drafts" / "cur").iterdir():
        sent = root / ".Sent" / "cur" / f"{draft.name.partition(':')[0]}.sent:2,S"
        lines = draft.read_bytes().split(b"\n")
        dated = [b"Date: " + format_datetime(now).encode() if line.startswith(b"Date: ") else line for line in lines]
        sent.write_bytes(b"\n".join(dated))
        os.utime(sent, (now.timestamp(), now.timestamp()))
        draft.unlink()


def _bytes(letter: Letter) -> bytes:
    message = EmailMessage()
    message["From"], message["To"] = (ME, letter.other) if letter.mine else (letter.other, ME)
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(letter.at)
    message["Message-ID"] = f"<{letter.key}@mail.example>"
    if letter.answers:
        message["In-Reply-To"] = message["References"] = f"<{letter.answers}@mail.example>"
    for name, value in letter.headers.items():
        message[name] = value
    message.set_content(letter.body)
    return message.as_bytes()
