"""What servers' answers mean: LIST, STATUS, EXAMINE, NAMESPACE, dates, and refusals."""

from __future__ import annotations

import socket
import ssl
from datetime import UTC, date, datetime

import pytest

from mailfollow.mailbox.folders import Listed
from mailfollow.mailbox.imap import answers, dates, notes, trouble
from mailfollow.mailbox.imap.answers import Opened
from mailfollow.mailbox.imap.wire import Response
from mailfollow.model import Cursor, Folder, Role


@pytest.mark.parametrize(
    ("response", "folder"),
    [
        ([rb'* LIST (\HasNoChildren \Sent) "/" "Sent Items"'], Listed("Sent Items", wire=b"Sent Items")),
        ([rb"* LIST () NIL INBOX"], Listed("INBOX", delimiter="", wire=b"INBOX")),
        ([rb'* list (\Noselect) "\\" "a\"b\\c"'], Listed('a"b\\c', delimiter="\\", wire=b'a"b\\c')),
        ([rb'* LIST () "." INBOX.Entw&APw-rfe'], Listed("INBOX.Entwürfe", delimiter=".", wire=b"INBOX.Entw&APw-rfe")),
        ([(b'* LIST () "/" {7}', b'a "b" c'), b""], Listed('a "b" c', wire=b'a "b" c')),
        ([(b'* LIST () "/" {4}', b"B\xfcro"), b""], Listed("Büro", wire=b"B\xfcro")),
        ([b'* LIST () "/" 2024'], Listed("2024", wire=b"2024")),
        ([b'* LIST () "/" "x" ("CHILDINFO" ("SUBSCRIBED"))'], Listed("x", wire=b"x")),
    ],
)
def test_a_folder_is_listed_in_many_ways(response: Response, folder: Listed) -> None:
    """Scenario 106. The name's own bytes are kept for the wire."""
    (found,) = answers.listed([[b"* 3 EXISTS"], response])
    assert (found.name, found.delimiter, found.wire) == (folder.name, folder.delimiter, folder.wire)


def test_attributes_are_compared_without_case() -> None:
    r"""Cyrus writes \sent, others \Sent; a folder without messages is not selectable."""
    one, two = answers.listed([[rb'* LIST (\Sent) "/" A'], [rb'* LIST (\NoSelect \HasChildren) "/" B']])
    assert "\\sent" in one.attributes
    assert one.selectable
    assert not two.selectable


def test_a_status_becomes_a_cursor() -> None:
    """RFC 9051 section 7.3.4; without one of the three it is no cursor."""
    found = answers.statuses(
        [
            [b'* STATUS "a b" (MESSAGES 2 UIDNEXT 9 UIDVALIDITY 5 HIGHESTMODSEQ 77)'],
            [(b"* STATUS {3}", b"x)y"), b" (UIDNEXT 1 UIDVALIDITY 5)"],
            [b"* STATUS INBOX (UIDVALIDITY 5 UIDNEXT 3 MESSAGES 0 HIGHESTMODSEQ 0)"],
        ]
    )
    assert found.keys() == {b"a b", b"x)y", b"INBOX"}
    assert answers.cursor(found[b"a b"]) == Cursor(5, 9, 2, 77)
    assert answers.cursor(found[b"x)y"]) is None
    assert answers.cursor(found[b"INBOX"]) == Cursor(5, 3, 0, None)


def test_an_opened_folder_tells_its_numbers() -> None:
    """Courier tells no UIDNEXT; without UIDVALIDITY a folder cannot be followed."""
    lines: list[Response] = [[b"* 4 EXISTS"], [b"* OK [UIDVALIDITY 7] ok"], [b"* OK [READ-ONLY] ok"]]
    assert answers.opened(lines) == Opened(7, None, 4, read_only=True)
    assert answers.opened([*lines[:2], [b"* OK [UIDNEXT 12] ok"], [b"* 5 EXISTS"]]) == Opened(7, 12, 5, read_only=False)
    assert answers.opened(lines[:1]) is None


def test_prefixes_of_other_people_are_known() -> None:
    """RFC 2342; an empty prefix would make everything foreign."""
    assert answers.foreign([[b'* NAMESPACE (("" "/")) (("user/" "/")) (("#shared." ".")("" "."))']]) == (
        "user/",
        "#shared.",
    )
    assert answers.foreign([[b'* NAMESPACE (("" "/")) NIL NIL']]) == ()
    assert answers.foreign([]) == ()


@pytest.mark.parametrize(
    ("raw", "when"),
    [
        (b" 6-May-2024 09:30:00 +0200", datetime(2024, 5, 6, 7, 30, tzinfo=UTC)),
        (b"06-May-2024 09:30:00 -0530", datetime(2024, 5, 6, 15, 0, tzinfo=UTC)),
        (b"29-Feb-2024 23:59:59 +0000", datetime(2024, 2, 29, 23, 59, 59, tzinfo=UTC)),
        (b"6-May-2024 09:30:00 +0000", datetime(2024, 5, 6, 9, 30, tzinfo=UTC)),
        (b"30-Feb-2024 09:30:00 +0000", None),
        (b"06-Foo-2024 09:30:00 +0000", None),
        (b"01-Jan-0001 00:00:00 +0100", None),
        (b"", None),
    ],
)
def test_internal_dates_are_read_as_utc(raw: bytes, when: datetime | None) -> None:
    """An unreadable one is none, never a sentinel."""
    assert dates.internal_date(raw) == when


def test_days_are_written_in_english() -> None:
    """Whatever the locale."""
    assert dates.day(date(2024, 5, 6)) == b"6-May-2024"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("[UNAVAILABLE] Temporary authentication failure.", True),
        ("[ALERT] Too many simultaneous connections. (Failure)", True),
        ("BAD Request is throttled. Suggested Backoff Time: 62000 milliseconds", True),
        ("User is authenticated but not connected.", True),
        ("[AUTHENTICATIONFAILED] Invalid credentials (Failure)", False),
        ("LOGIN failed.", False),
        ("[ALERT] Application-specific password required", False),
    ],
)
def test_a_login_refused_for_now_is_no_wrong_password(words: str, expected: bool) -> None:
    """Scenario 115. Only a wrong password stops an account."""
    assert trouble.passing(words) is expected


@pytest.mark.parametrize(
    ("problem", "words"),
    [
        (socket.gaierror(-2, "Name or service not known"), "cannot be found; check `host`"),
        (ConnectionRefusedError(111, "Connection refused"), "accepts no connections; check `port`"),
        (TimeoutError("timed out"), "does not answer; check the network"),
        (TimeoutError("not finished within 9 s"), r"does not answer \(not finished within 9 s\)"),
        (ssl.SSLError(1, "[SSL: WRONG_VERSION_NUMBER] wrong"), "check `port` and `security`"),
        (ConnectionResetError(104, "Connection reset by peer"), "was lost: Connection reset by peer"),
    ],
)
def test_a_failed_connection_is_told_with_host_port_and_advice(problem: OSError, words: str) -> None:
    """One sentence: what happened, where, what to do."""
    with pytest.raises(trouble.ServerUnavailable, match=f"mail.example:993.*{words}"):
        raise trouble.lost("mail.example:993", problem)


def test_notes_say_what_a_poor_server_means() -> None:
    """For `check`: what is missing, a second Drafts folder, a folder that may not be read."""
    folders = (Folder("Drafts", Role.DRAFTS), Folder("INBOX", Role.WATCH))
    listing = (Listed("Drafts"), Listed("Entwürfe"), Listed("INBOX"))
    found = notes.notes(frozenset({"CONDSTORE", "LIST-STATUS", "SPECIAL-USE"}), folders, listing, frozenset({"Board"}))
    assert [sentence.split(" ", 4)[:4] for sentence in found] == [
        ["The", "server", "lacks", "UIDPLUS:"],
        ["“Entwürfe”", "looks", "like", "another"],
        ["The", "folder", "“Board”", "may"],
    ]
