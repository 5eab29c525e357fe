"""The digest as a message that is plainly a machine's, from the person to the person."""

from __future__ import annotations

from datetime import datetime, tzinfo
from email.utils import format_datetime

from mailfollow.errors import DataError
from mailfollow.model import Address, Overview
from mailfollow.model.words import counted, in_words
from mailfollow.writing.letter.compose import quoted_printable
from mailfollow.writing.letter.headers import Field, fold, mailbox, text_words
from mailfollow.writing.letter.ids import usable_id
from mailfollow.writing.notice.text import text_of, wrapped

LAST_WORDS = (
    "mailfollow put this message here, and sent it to nobody. Tomorrow's replaces it if you have not read it by then. "
    "To have none, set daily = false under [digest] in the configuration."
)


def subject_of(overview: Overview) -> str:
    """Return the subject: what there is to do, and the day."""
    counts = [
        counted(len(overview.drafts), "draft") + " to send" if overview.drafts else "",
        counted(len(overview.your_turn), "answer") + " for you" if overview.your_turn else "",
        f"{len(overview.undelivered)} did not arrive" if overview.undelivered else "",
        f"{len(overview.held)} held" if overview.held else "",
        f"{len(overview.unwritten)} not written" if overview.unwritten else "",
        "no new drafts" if overview.stopped else "",
        "could not look everywhere" if overview.looked.blind else "",
    ]
    told = ", ".join(filter(None, counts)) or "nothing waits for you"
    return f"Follow-ups: {told} ({in_words(overview.today)})"


def digest_id(token: str, address: str) -> str:
    """Return the Message-ID of a digest; the random `token` keeps others from writing mail that is taken for one."""
    return f"mailfollow.digest.{token}@{address.rpartition('@')[2]}"


def digest_message(overview: Overview, zone: tzinfo, who: Address, message_id: str, at: datetime) -> bytes:
    """Return the bytes of the digest for `who`, from and to the person, with CRLF line ends.

    Marked as automatic (RFC 3834 section 5) and with a List-Id (RFC 2919) to filter by; other programs are asked not
    to answer it (MS-OXCMAIL 2.2.3.2.14). Raises DataError where `who` has an address that no header can carry.
    """
    if not usable_id(message_id):
        raise DataError(f'"{message_id}" cannot be a Message-ID')
    domain = who.address.rpartition("@")[2]
    fields: list[Field] = [
        ("Date", format_datetime(at.astimezone(zone))),
        ("From", fold([mailbox(Address("mailfollow", who.address))], ",", len("From: "))),
        ("To", fold([mailbox(who)], ",", len("To: "))),
        ("Subject", fold(text_words(subject_of(overview)), "", len("Subject: "))),
        ("Message-ID", f"<{message_id}>"),
        ("Auto-Submitted", "auto-generated"),
        ("List-Id", f"mailfollow <digest.mailfollow.{domain}>"),
        ("X-Auto-Response-Suppress", "All"),
        ("MIME-Version", "1.0"),
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Content-Transfer-Encoding", "quoted-printable"),
    ]
    head = "".join(f"{name}: {value}\r\n" for name, value in fields)
    body = f"{text_of(overview, zone)}\n-- \n{wrapped(LAST_WORDS)}\n"
    return head.encode("ascii") + b"\r\n" + quoted_printable(body)
