"""A person at neomutt or mutt, real mail clients: drafts on the test server are shown, edited, sent and thrown away.

Both are driven with the same keys; they differ in what they leave behind.

It sends into a folder of its own: `$sendmail` is a script that files the message there, and nothing leaves the machine.
Its editor is a script too, which shows the text on the screen and asks for words to put under it.
"""

from __future__ import annotations

import email
import email.policy
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from string import Template

from tests.servers.login import Login
from tests.servers.terminal import Terminal, program, terminal

SETTINGS = Template(
    """
set from = "Robin Hale <robin@hale-studio.example>" hostname = "hale-studio.example"
set folder = "imap://$host:$port/" imap_user = "$user" imap_pass = "$password"
set spoolfile = "+INBOX" postponed = "+Drafts" record = "+Sent" trash = "$trash"
set ssl_starttls = no ssl_force_tls = no crypt_use_gpgme = no
set sendmail = "$home/sendmail" editor = "$home/editor" tmpdir = "$home"
set delete = yes confirmappend = no sleep_time = 0 wait_key = no markers = no
set status_format = "folder %f [Msgs:%m%?d? Del:%d?]"
ignore *
unignore from to subject
"""
)

EDITOR = """#!/bin/sh
cp "$1" "$HOME/shown"
clear
cat "$1"
printf 'Words to add: '
IFS= read -r words
clear  # so that the prompt is on the screen only while it waits: neomutt brings the old screen back
[ -z "$words" ] || printf '\\n%s\\n' "$words" >>"$1"
"""

SENDMAIL = """#!/bin/sh
cat >"$HOME/outbox/$$.eml"
while [ "$1" != -- ]; do shift; done
shift
printf '%s\\n' "$@" >"$HOME/outbox/$$.to"
"""

INDEX, PAGER, COMPOSE = "q:Quit", "i:Exit", "y:Send"
"""By what in its top line each of their menus is known. The index may show before a mail is sent or saved."""

POSTPONED = ("Message postponed", "New mail in this mailbox", "Mailbox was externally modified")
"""What its bottom line says once a draft is saved; the last two where Drafts itself is on the screen."""


@dataclass(frozen=True, slots=True)
class Mutt:
    """A running neomutt or mutt with a folder on its screen. Each method ends when the screen shows that it is done."""

    terminal: Terminal

    def read(self) -> None:
        """Show the message under the cursor."""
        self.terminal.keys("Enter")
        self.terminal.wait(PAGER)

    def back(self) -> None:
        """Go back to the list of messages."""
        self.terminal.keys("i")
        self.terminal.wait(INDEX)

    def recall(self) -> str:
        """Open the only draft in the editor, and leave it open; return the text that the editor was given."""
        self.terminal.keys("R")
        self.terminal.wait("Words to add:")
        return (self.terminal.home / "shown").read_text(encoding="utf-8")

    def write(self, words: str = "") -> None:
        """Put `words` under the text in the editor and close it: what is to be sent is on the screen then."""
        self.terminal.type(words)
        self.terminal.wait(COMPOSE)

    def send(self) -> None:
        """Send what was written; it is filed in Sent as well."""
        self.terminal.keys("y")
        self.terminal.wait(INDEX, "Mail sent")

    def postpone(self) -> None:
        """Save what was written as a draft."""
        self.terminal.keys("P")
        self.terminal.wait(INDEX, one_of=POSTPONED)

    def abort(self) -> None:
        """Throw away what was written."""
        self.terminal.keys("q")
        self.terminal.wait(one_of=("Save (postpone) draft message?", "Postpone this message?"))
        self.terminal.keys("n")
        self.terminal.wait(INDEX, "Mail not sent")

    def resend(self) -> str:
        """Open the text of the message under the cursor as a new mail in the editor; return what it was given."""
        self.terminal.keys("Escape", "e")
        self.terminal.wait("Words to add:")
        return (self.terminal.home / "shown").read_text(encoding="utf-8")

    def delete(self) -> None:
        """Delete the message under the cursor; until `tidy` it is only marked, on this screen."""
        self.terminal.keys("d")
        self.terminal.wait("Del:1")

    def tidy(self, left: int) -> None:
        """Remove what is marked as deleted; `left` messages stay."""
        self.terminal.keys("$")
        self.terminal.wait(f"[Msgs:{left}")

    def quit(self) -> None:
        """Leave the program."""
        self.terminal.keys("q")
        self.terminal.wait_for_end()

    def posted(self) -> list[tuple[list[str], EmailMessage]]:
        """Return what it handed to sendmail: to whom, and the message."""
        found = sorted((self.terminal.home / "outbox").glob("*.eml"))
        return [(path.with_suffix(".to").read_text().split(), _parse(path.read_bytes())) for path in found]


@contextmanager
def mutt(name: str, login: Login, folder: str = "Drafts", *, trash: str = "") -> Iterator[Mutt]:
    """Run the program `name` on `folder` until the block ends; with `trash`, that folder gets what is deleted."""
    home = Path(tempfile.mkdtemp(prefix=f"mailfollow-{name}-"))
    try:
        _furnish(home, login, trash)
        command = [program(name), "-n", "-F", str(home / "muttrc"), "-f", f"={folder}"]
        with terminal(command, home) as opened:
            opened.wait(INDEX, f"{folder} [Msgs:")
            yield Mutt(opened)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _furnish(home: Path, login: Login, trash: str) -> None:
    fields = {"host": login.host, "port": login.port, "user": login.user, "password": login.password}
    settings = SETTINGS.substitute(fields, home=home, trash=f"+{trash}" if trash else "")
    (home / "muttrc").write_text(settings, encoding="utf-8")
    (home / "outbox").mkdir()
    for name, script in (("editor", EDITOR), ("sendmail", SENDMAIL)):
        (home / name).write_text(script, encoding="utf-8")
        (home / name).chmod(0o700)


def _parse(data: bytes) -> EmailMessage:
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return message
