"""Promise 3: a draft is taken back only if it is our own, to the byte, and nobody has touched it."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from mailfollow.errors import CannotWrite
from mailfollow.mailbox import lines, open_mailbox
from mailfollow.mailbox.port import Mailbox
from tests.faults.promise import Effort, Found, Promise
from tests.servers.dovecot import Server, dovecot
from tests.servers.login import Login

POOR = "IMAP4rev1 LITERAL+ SASL-IR LOGIN-REFERRALS ID ENABLE IDLE NAMESPACE SPECIAL-USE"
"""What a server says that lacks UIDPLUS."""

TOKEN = "00112233445566778899aabbccddeeff@mine.example"
DRAFT = lines.crlf(
    f"""Message-ID: <touch-1@mine.example>
In-Reply-To: <proposal@mine.example>
References: <{TOKEN}> <proposal@mine.example>
From: Robin <robin@mine.example>
To: Jane <jane@his.example>
Subject: Re: Proposal
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

Hello Jane,

three ways to begin smaller.
""".encode()
)
FLAGS = ("\\Deleted", "\\Flagged")
"""What a person says with a flag: it shall go, or it is of worth. Merely having looked at it says nothing."""


@dataclass(frozen=True, slots=True)
class Case:
    """A draft that was just saved: where, and by which UID and UIDVALIDITY we know it."""

    login: Login
    uid: int
    uidvalidity: int
    chance: random.Random


def _a_byte(case: Case) -> None:
    """Save it with one byte changed, as a mail client saves: under a new UID, the old one expunged."""
    case.login.append("Drafts", _other(case), ["\\Draft"])
    case.login.remove("Drafts", case.uid)


def _a_byte_beside(case: Case) -> None:
    """Save a second version, and leave ours flagged as deleted."""
    case.login.append("Drafts", _other(case), ["\\Draft"])
    case.login.flag("Drafts", case.uid, "\\Deleted")


def _a_flag(case: Case) -> None:
    case.login.flag("Drafts", case.uid, case.chance.choice(FLAGS))


def _a_new_folder(case: Case) -> None:
    """Make the folder anew with the very same message: another UIDVALIDITY, and perhaps the same UID."""
    case.login.delete("Drafts")
    case.login.append("Drafts", DRAFT, ["\\Draft"])


def _other_bytes_at_its_uid(case: Case) -> None:
    """Make the folder anew with another message under the same UID."""
    case.login.delete("Drafts")
    for _ in range(case.uid):
        case.login.append("Drafts", _other(case), ["\\Draft"])


def _away(case: Case) -> None:
    """Move it to Trash, where the same bytes are not ours to remove."""
    case.login.move("Drafts", case.uid, "Trash")


CHANGES: tuple[Callable[[Case], None], ...] = (
    _a_byte,
    _a_byte_beside,
    _a_flag,
    _a_new_folder,
    _other_bytes_at_its_uid,
    _away,
)


def _other(case: Case) -> bytes:
    """Return the draft with one letter of its text changed."""
    at = case.chance.randrange(DRAFT.index(b"Hello"), len(DRAFT) - 2)
    letter = b"y" if DRAFT[at : at + 1] == b"x" else b"x"
    return DRAFT[:at] + letter + DRAFT[at + 1 :]


def run(effort: Effort, folder: Path) -> Found:
    """Touch a draft in some way and ask for its withdrawal, on a server with UIDPLUS and on one without."""
    found, chance = Found(), random.Random(effort.seed)
    with dovecot() as rich, dovecot(capabilities=POOR) as poor:
        for number in range(effort.of(40, 1_000)):
            _case(found, (poor if number % 5 == 4 else rich), number, chance)
    return found


def _case(found: Found, server: Server, number: int, chance: random.Random) -> None:
    """Save a draft, let it be touched before or in the midst of the withdrawal, and compare."""
    login = server.user(f"withdraw{number}")
    with open_mailbox(login.account(), None) as mailbox:
        cursor = mailbox.cursors()["Drafts"]
        uid = mailbox.save_draft(DRAFT, TOKEN, cursor.uidnext)
        assert uid is not None
        untouched = number % 7 == 6  # every tenth is one that may go, if the server lets it
        change = None if untouched or number % 5 == 4 else CHANGES[number % len(CHANGES)]
        if change is not None:
            change(Case(login, uid, cursor.uidvalidity, chance))
        before = login.snapshot()
        gone = _withdrawn(mailbox, uid, cursor.uidvalidity)
        _compare(found, number, change, gone=gone, same=login.snapshot() == before)
    found.count("without UIDPLUS" if number % 5 == 4 else "touched" if change else "untouched")


def _withdrawn(mailbox: Mailbox, uid: int, uidvalidity: int) -> bool:
    """Return whether the draft is gone; a server that cannot remove one message says so."""
    try:
        return mailbox.withdraw(uid, uidvalidity, DRAFT)
    except CannotWrite:
        return False


def _compare(found: Found, number: int, change: Callable[[Case], None] | None, *, gone: bool, same: bool) -> None:
    may_go = number % 5 != 4 and change is None
    found.count("withdrawn", int(gone))
    if (gone, same) != (may_go, not may_go):
        found.wrong.append(f"case {number}, {change}: withdrawn {gone}, mailbox unchanged {same}")


PROMISE = Promise(3, "Only an own draft that nobody touched is taken back", run, minutes=3)
