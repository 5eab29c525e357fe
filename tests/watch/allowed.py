"""The commands that mailfollow may send to a mail server: everything that is not in this table is a breach.

Reading is EXAMINE, PEEK and searches by numbers, days and keywords. Writing is to Drafts, and to what is ours: folders
under `Mailfollow/`, and the digest in the inbox. To allow something new, add a row, with the narrowest pattern that
does, and a condition where a pattern is not enough.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, field

NAME = r'"(?P<name>(?:[^"\\\r\n]|\\["\\])*)"'
UNNAMED = NAME.replace("?P<name>", "?:")
SET = r"\d+(?::(?:\d+|\*))?(?:,\d+(?::\d+)?)*"
UID = r"(?P<uid>[1-9]\d*)"
PEEK = r"BODY\.PEEK\[(?:HEADER\.FIELDS \([A-Z -]+\))?\](?:<0\.\d+>)?"
ITEM = rf"(?:UID|FLAGS|INTERNALDATE|RFC822\.SIZE|MODSEQ|{PEEK})"
OURS = re.compile(r"(?:INBOX[/.])?Mailfollow(?:[/.].*)?\Z", re.DOTALL)
"""Names of the folders for control."""


@dataclass(slots=True)
class Talk:
    """What is known of a connection: the folder that is open, and which UIDs were read whole since it was opened."""

    drafts: Collection[str] = ()
    folder: str = ""
    writable: bool = False
    read: set[str] = field(default_factory=set)
    literal: int = 0
    digest: bool = False
    secret: bool = False


Condition = Callable[[re.Match[str], Talk], bool]


@dataclass(frozen=True, slots=True)
class Row:
    """A command that is allowed, and on what condition."""

    pattern: str
    condition: Condition = lambda _match, _talk: True


def _drafts(found: re.Match[str], talk: Talk) -> bool:
    """Only Drafts is written to."""
    return found["name"] in talk.drafts


def _digest(found: re.Match[str], talk: Talk) -> bool:
    """The digest goes to the inbox; what is sent next has to be one (see `literal`)."""
    talk.digest = True
    return found["name"].upper() == "INBOX"


def _ours(found: re.Match[str], _talk: Talk) -> bool:
    return OURS.match(found["name"]) is not None


def _may_be_opened(found: re.Match[str], talk: Talk) -> bool:
    """A folder is opened for writing only where something of ours can lie."""
    return found["name"] in talk.drafts or _ours(found, talk) or found["name"].upper() == "INBOX"


def _was_read(found: re.Match[str], talk: Talk) -> bool:
    """One message at a time is marked or removed, and only after every byte of it was looked at."""
    return talk.writable and found["uid"] in talk.read


ALLOWED = (
    # Before and around the login.
    Row(r"CAPABILITY|STARTTLS|NOOP|LOGOUT|NAMESPACE"),
    Row(r"LOGIN \S+ .+"),
    Row(r"AUTHENTICATE (?:PLAIN|OAUTHBEARER|XOAUTH2)"),
    Row(r"ENABLE (?:CONDSTORE|QRESYNC)"),
    Row(r'ID \("name" "mailfollow" "version" "[^"]+"\)'),
    # Looking.
    Row(rf'LIST "" (?:"\*"|\({UNNAMED}(?: {UNNAMED})*\))(?: RETURN \(.+\))?'),
    Row(rf"STATUS {NAME} \([A-Z ]+\)"),
    Row(rf"EXAMINE {NAME}"),
    Row(rf"UID SEARCH {SET}(?: SINCE \d+-[A-Z][a-z]{{2}}-\d{{4}})?"),
    Row(rf"UID SEARCH (?:{SET} )?(?:UID {SET} )?(?:KEYWORD [\w$-]+|FLAGGED|OR .+)"),
    Row(rf"UID FETCH {SET} \({ITEM}(?: {ITEM})*\)"),
    # A draft, and taking it back.
    Row(rf"APPEND {NAME} \(\\Draft\) {{\d+}}", _drafts),
    Row(rf"SELECT {NAME}", _may_be_opened),
    Row(rf"UID STORE {UID} [+-]FLAGS\.SILENT \(\\Deleted\)", _was_read),
    Row(rf"UID EXPUNGE {UID}", _was_read),
    # Where the settings ask for it: folders for control, and the digest.
    Row(rf"CREATE {NAME}", _ours),
    Row(rf"SUBSCRIBE {NAME}", _ours),
    Row(rf"APPEND {NAME} (?:\(\) )?{{\d+}}", _digest),
)  # fmt: skip

_TAGGED = re.compile(rb"([A-Za-z]+\d+) (.+)\r\n", re.DOTALL)
_FORMS = [(re.compile(row.pattern), row.condition) for row in ALLOWED]
_READ = re.compile(rf"UID FETCH (\d+) .*{re.escape('BODY.PEEK[]')}")
_BASE64 = re.compile(rb"[A-Za-z0-9+/=]*(?:\r\n)?|\*\r\n")


def judge(data: bytes, talk: Talk) -> str | None:
    """Return what is wrong with these bytes, about to be sent on a connection; None if they are allowed.

    Takes in what they do to the connection.
    """
    if talk.literal:
        return _literal(data, talk)
    if talk.secret and _BASE64.fullmatch(data):
        return None
    tagged = _TAGGED.fullmatch(data)
    if tagged is None:
        return f"bytes that are no command: {data[:80]!r}"
    command = tagged[2].decode("latin-1")
    if any(ord(letter) < 32 or ord(letter) == 127 for letter in command):
        return f"a command with a control character: {shown(command)!r}"
    return _command(command, talk)


def shown(command: str) -> str:
    """Return a command as it can be shown: without a password."""
    return "LOGIN …" if command.startswith("LOGIN ") else command


def _command(command: str, talk: Talk) -> str | None:
    talk.secret = command.startswith("AUTHENTICATE ")
    for form, condition in _FORMS:
        found = form.fullmatch(command)
        if found and condition(found, talk):
            _take_in(command, found, talk)
            return None
    return f"not in the allow-list: {shown(command)!r} (open: {talk.folder!r}, Drafts: {sorted(talk.drafts)})"


def _take_in(command: str, found: re.Match[str], talk: Talk) -> None:
    if command.startswith(("EXAMINE ", "SELECT ")):
        same = talk.folder == found["name"]
        talk.folder, talk.writable = found["name"], command.startswith("SELECT ")
        talk.read = talk.read if same else set()
    elif command.startswith("APPEND "):
        talk.literal = int(command[command.rindex("{") + 1 : -1]) + 2
        talk.digest = talk.digest and "\\Draft" not in command
    elif read := _READ.match(command):
        talk.read.add(read[1])


def _literal(data: bytes, talk: Talk) -> str | None:
    """A literal comes whole, or the server refused it and a command comes instead."""
    length, digest = talk.literal, talk.digest
    talk.literal, talk.digest = 0, False
    if len(data) != length:
        return judge(data, talk)
    header = data.partition(b"\r\n\r\n")[0].lower()
    if digest and not (
        b"\r\nauto-submitted: auto-generated" in b"\r\n" + header and b"\r\nlist-id:" in b"\r\n" + header
    ):
        return f"something that is no digest was put into the inbox: {header[:80]!r}"
    return None
