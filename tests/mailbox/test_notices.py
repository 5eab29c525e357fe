"""Messages of our own in the inbox: put there unread, and removed only while nobody has touched them."""

from __future__ import annotations

import pytest

from mailfollow.errors import DataError
from mailfollow.mailbox import lines
from mailfollow.mailbox.port import Mailbox
from tests.mailbox.test_contract import Place, message, place, unchanged

__all__ = ["place"]

NAME = f"mailfollow.digest.{'ab' * 16}@mine.example"
NOTICE = lines.crlf(
    f"""Message-ID: <{NAME}>
From: anna@mine.example
To: anna@mine.example
Subject: News
Auto-Submitted: auto-generated
List-Id: mailfollow <digest.mailfollow.mine.example>

Nothing waits.
""".encode()
)


def put(mailbox: Mailbox) -> tuple[int, int]:
    """Put the notice into the inbox, and return its UID and UIDVALIDITY."""
    cursor = mailbox.cursors()["INBOX"]
    uid = mailbox.save_notice(NOTICE, NAME, cursor.uidnext)
    assert uid is not None
    return uid, cursor.uidvalidity


def test_a_notice_comes_unread_and_changes_nothing_else(place: Place) -> None:
    place.person.append("INBOX", message("one"))
    place.person.append("Drafts", message("two"))
    with unchanged(place), place.open() as mailbox:
        uid, uidvalidity = put(mailbox)
        (saved,) = mailbox.bodies("INBOX", [uid])
        assert mailbox.withdraw(uid, uidvalidity, NOTICE, "INBOX")

    assert not saved.flags - {"\\Recent"}
    assert lines.crlf(saved.data) == NOTICE


@pytest.mark.parametrize("flag", ["\\Seen", "\\Flagged", "\\Answered", "\\Deleted", "\\Draft"])
def test_a_notice_with_any_flag_is_left_alone(place: Place, flag: str) -> None:
    place.person.append("INBOX", NOTICE, [flag])
    with place.open() as mailbox, unchanged(place):
        (uid,) = mailbox.uids("INBOX")
        assert not mailbox.withdraw(uid, mailbox.cursors()["INBOX"].uidvalidity, NOTICE, "INBOX")


def test_nothing_but_the_very_notice_is_removed(place: Place) -> None:
    place.person.append("INBOX", message("one"))
    with place.open() as mailbox:
        uid, uidvalidity = put(mailbox)
        with unchanged(place):
            assert not mailbox.withdraw(uid, uidvalidity, NOTICE + b"\r\n", "INBOX")
            assert not mailbox.withdraw(uid, uidvalidity + 1, NOTICE, "INBOX")
            assert not mailbox.withdraw(uid - 1, uidvalidity, NOTICE, "INBOX")


@pytest.mark.parametrize("folder", ["Sent", "Trash"])
def test_nothing_is_ever_removed_from_another_folder(place: Place, folder: str) -> None:
    """Not even a message that is ours byte for byte."""
    place.person.append(folder, NOTICE)
    with place.open() as mailbox, unchanged(place):
        (uid,) = mailbox.uids(folder)
        with pytest.raises(DataError, match="Nothing of ours may lie"):
            mailbox.withdraw(uid, mailbox.cursors()[folder].uidvalidity, NOTICE, folder)
