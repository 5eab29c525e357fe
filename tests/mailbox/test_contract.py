"""What every mailbox does, whatever lies behind it: the same over a Maildir, a real Dovecot, and a model of one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from mailfollow.errors import ConfigError, ServerUnavailable
from mailfollow.mailbox import lines, open_mailbox
from mailfollow.mailbox.port import BATCH, Mailbox
from mailfollow.model import Cursor, RawMessage, Role
from tests.servers.login import Login
from tests.servers.maildir import MaildirLogin
from tests.servers.memory import MemoryLogin
from tests.servers.memory_mailbox import Line, open_memory

TOKEN = "0123456789abcdef0123456789abcdef"
DRAFT = lines.crlf(
    f"""Message-ID: <touch-1@mine.example>
In-Reply-To: <proposal@mine.example>
References: <{TOKEN}@mine.example> <proposal@mine.example>
From: Anna <anna@mine.example>
To: Bob <bob@his.example>
Subject: Re: Offer
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

Hello Bob,

three ways to begin smaller.
""".encode()
)


@dataclass(frozen=True)
class Place:
    """A mailbox under test: a person's view of it, and how mailfollow opens it."""

    person: Any
    state: Path

    def open(self, **settings: Any) -> AbstractContextManager[Mailbox]:
        """Open the mailbox as mailfollow does."""
        account = self.person.account(**settings)
        if isinstance(self.person, MemoryLogin):
            return open_memory(account, self.person.server, Line())
        return open_mailbox(account, self.state)


@pytest.fixture(params=["maildir", "memory", pytest.param("dovecot", marks=pytest.mark.dovecot)])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """An empty mailbox with INBOX, Sent, Drafts, Trash, Junk and Archive."""
    if request.param == "memory":
        return Place(MemoryLogin(), tmp_path / "state")
    local = request.param == "maildir"
    return Place(
        MaildirLogin.make(tmp_path / "mail") if local else request.getfixturevalue("login"), tmp_path / "state"
    )


def message(subject: str, body: str = "Hello.", extra: str = "") -> bytes:
    """Return a small message."""
    head = f"From: Bob <bob@his.example>\r\nTo: anna@mine.example\r\nSubject: {subject}\r\n{extra}"
    return f"{head}Message-ID: <{subject}@his.example>\r\n\r\n{body}\r\n".encode()


def subjects(batches: Iterator[list[RawMessage]]) -> list[str]:
    """Return the subjects in the order in which they came."""
    return [line[9:].decode() for raw in flat(batches) for line in raw.data.splitlines() if line[:9] == b"Subject: "]


def flat(batches: Iterator[list[RawMessage]]) -> list[RawMessage]:
    """Return all messages of all batches."""
    return [raw for batch in batches for raw in batch]


@contextmanager
def unchanged(place: Place) -> Iterator[None]:
    """Check that no message, flag, byte or date changes in the block."""
    before = place.person.snapshot()
    yield
    assert place.person.snapshot() == before


def test_folders_come_in_reading_order_with_their_roles(place: Place) -> None:
    """Scenario 17. Sent first, then what is watched beginning with the inbox, then Drafts and Trash."""
    with place.open() as mailbox:
        folders = [(folder.name, folder.role) for folder in mailbox.folders()]
    watched = [("INBOX", Role.WATCH), ("Archive", Role.WATCH), ("Junk", Role.WATCH)]
    assert folders == [("Sent", Role.SENT), *watched, ("Drafts", Role.DRAFTS), ("Trash", Role.TRASH)]


def test_a_missing_folder_is_an_error_that_lists_the_folders_seen(place: Place) -> None:
    """Scenario 17. The sentence names the setting and each folder there is."""
    with place.open(drafts="Entwürfe von Anna") as mailbox, pytest.raises(ConfigError) as caught:
        mailbox.folders()
    sentence = str(caught.value)
    assert all(f"“{name}”" in sentence for name in ("INBOX", "Sent", "Drafts", "Archive", "Entwürfe von Anna"))
    assert "`drafts`" in sentence


def test_a_folder_that_the_settings_name_wins(place: Place) -> None:
    """Scenario 17. Also with letters outside ASCII, and regardless of case."""
    place.person.create("Büro")
    with place.open(sent="büro", watch=("INBOX",)) as mailbox:
        folders = [(folder.name, folder.role) for folder in mailbox.folders()]
    assert folders[:2] == [("Büro", Role.SENT), ("INBOX", Role.WATCH)]


def test_header_blocks_are_those_of_the_messages(place: Place) -> None:
    """Every field that reading needs arrives as it was stored, with date, flags and size."""
    data = message("offer", extra="References: <a@b.example>\r\n <c@d.example>\r\nAuto-Submitted: no\r\n")
    when = datetime(2024, 2, 29, 23, 59, 59, tzinfo=UTC)
    place.person.append("INBOX", data, ["\\Seen", "\\Answered"], when)
    with place.open() as mailbox:
        (found,) = flat(mailbox.headers("INBOX", 1, None))
        cursor = mailbox.cursors()["INBOX"]
    block = lines.crlf(found.data)
    assert sorted(block.splitlines()) == sorted([*data.partition(b"\r\n\r\n")[0].splitlines(), b""])
    assert (found.internal_date, found.flags) == (when, {"\\Seen", "\\Answered"})
    assert (found.place.folder, found.place.uidvalidity) == ("INBOX", cursor.uidvalidity)
    assert len(data.replace(b"\r\n", b"\n")) <= found.size <= len(data)


def test_headers_are_read_in_the_order_of_arrival_and_from_a_uid_on(place: Place) -> None:
    """Scenario 107. What was read to a UID is continued behind it; the last message is not repeated."""
    for number in range(5):
        place.person.append("INBOX", message(f"m{number}"), when=datetime(2024, 5, 1, number, tzinfo=UTC))
    with place.open() as mailbox:
        everything = flat(mailbox.headers("INBOX", 1, None))
        uids = [raw.place.uid for raw in everything]
        assert uids == sorted(uids)
        assert subjects(iter([everything])) == ["m0", "m1", "m2", "m3", "m4"]
        assert subjects(mailbox.headers("INBOX", uids[3], None)) == ["m3", "m4"]
        assert subjects(mailbox.headers("INBOX", uids[4] + 1, None)) == []
        assert mailbox.cursors()["INBOX"].uidnext == uids[4] + 1


def test_a_first_look_begins_at_a_day(place: Place) -> None:
    """Scenario 92. Older messages are left out, with a day's slack for time zones."""
    for day in (1, 20, 29, 30):
        place.person.append("INBOX", message(f"day{day}"), when=datetime(2024, 4, day, 12, tzinfo=UTC))
    with place.open() as mailbox:
        assert subjects(mailbox.headers("INBOX", 1, date(2024, 4, 29))) == ["day29", "day30"]
        assert subjects(mailbox.headers("INBOX", 1, date(2024, 4, 21))) == ["day20", "day29", "day30"]
        assert subjects(mailbox.headers("INBOX", 1, date(2024, 6, 1))) == []


def test_batches_are_bounded_and_ascending(place: Place) -> None:
    """Scenario 92. A large folder comes in lists that fit one transaction, and can be left at any of them."""
    fill(place, "Archive", BATCH + 7)
    with place.open() as mailbox:
        batches = list(mailbox.headers("Archive", 1, None))
        assert [len(batch) for batch in batches] == [BATCH, 7]
        uids = [raw.place.uid for batch in batches for raw in batch]
        assert uids == sorted(set(uids))
        assert len(next(mailbox.headers("Archive", 1, None))) == BATCH
        assert mailbox.uids("Archive") == frozenset(uids)
        assert mailbox.cursors()["Archive"].messages == BATCH + 7


def test_bodies_are_bounded_and_skip_what_is_gone(place: Place) -> None:
    """Scenario 114. Of a huge message only the beginning is read; a UID that does not exist is no error."""
    place.person.append("INBOX", message("small"), when=datetime(2024, 5, 1, tzinfo=UTC))
    place.person.append("INBOX", message("huge", "x" * 300_000), when=datetime(2024, 5, 2, tzinfo=UTC))
    with place.open() as mailbox:
        small, huge = sorted(mailbox.uids("INBOX"))
        found = {raw.place.uid: raw for raw in mailbox.bodies("INBOX", [huge, huge + 5, small])}
        assert found.keys() == {small, huge}
        assert lines.crlf(found[small].data) == message("small")
        assert len(found[huge].data) == 262_144
        assert [len(raw.data) for raw in mailbox.bodies("INBOX", [huge], 10)] == [10]
        assert list(mailbox.bodies("INBOX", [])) == []


def test_bodies_come_from_the_folder_that_was_asked_for(place: Place) -> None:
    """Whichever was read before."""
    place.person.append("INBOX", message("received"))
    place.person.append("Sent", message("sent"))
    with place.open() as mailbox:
        (uid,) = (raw.place.uid for raw in flat(mailbox.headers("Sent", 1, None)))
        for folder, subject in (("INBOX", "received"), ("Sent", "sent")):
            found = list(mailbox.bodies(folder, [uid]))
            assert [(raw.place.folder, lines.crlf(raw.data)) for raw in found] == [(folder, message(subject))]


def test_reading_changes_nothing(place: Place) -> None:
    """Scenario 111. No flag, byte, date or name differs after everything has been read."""
    place.person.append("INBOX", message("unread"))
    place.person.append("INBOX", message("flagged"), ["\\Flagged"])
    place.person.append("Sent", message("sent"), ["\\Seen"])
    place.person.append("Drafts", message("mine"), ["\\Draft"])
    with unchanged(place), place.open() as mailbox:
        for folder in mailbox.folders():
            uids = [raw.place.uid for raw in flat(mailbox.headers(folder.name, 1, date(2024, 1, 1)))]
            assert len(list(mailbox.bodies(folder.name, uids))) == len(mailbox.uids(folder.name)) == len(uids)
        assert mailbox.cursors().keys() == {folder.name for folder in mailbox.folders()}


def test_an_unchanged_folder_has_an_equal_cursor_and_a_changed_one_has_not(place: Place) -> None:
    """A new message in the folder that is open is seen, too."""
    place.person.append("INBOX", message("one"))
    with place.open() as mailbox:
        before = mailbox.cursors()
        assert subjects(mailbox.headers("INBOX", 1, None)) == ["one"]
        assert mailbox.cursors() == before
        place.person.append("INBOX", message("two"), when=datetime(2024, 5, 7, tzinfo=UTC))
        after = mailbox.cursors()
        assert {name for name in before if before[name] != after[name]} == {"INBOX"}
        assert subjects(mailbox.headers("INBOX", before["INBOX"].uidnext, None)) == ["two"]
    with place.open() as mailbox:
        assert mailbox.cursors() == after


def test_a_saved_draft_is_found_by_its_token_and_is_not_marked_as_read(place: Place) -> None:
    r"""Scenario 18. `\Draft` is set, `\Seen` is not, the bytes are ours, nothing else is touched."""
    place.person.append("Drafts", message("mine"), ["\\Draft"])
    with place.open() as mailbox:
        cursor = mailbox.cursors()["Drafts"]
        uid = mailbox.save_draft(DRAFT, TOKEN, cursor.uidnext)
        assert uid is not None
        assert uid >= cursor.uidnext
        (saved,) = mailbox.bodies("Drafts", [uid])
        assert saved.flags == {"\\Draft"}
        assert lines.crlf(saved.data) == DRAFT
        assert mailbox.cursors()["Drafts"].messages == cursor.messages + 1


def test_a_draft_with_bare_line_feeds_is_stored_as_a_message(place: Place) -> None:
    """Line ends are those of the mailbox, whatever was handed in."""
    with place.open() as mailbox:
        uid = mailbox.save_draft(lines.lf(DRAFT), TOKEN, mailbox.cursors()["Drafts"].uidnext)
        assert uid is not None
        assert [lines.crlf(raw.data) for raw in mailbox.bodies("Drafts", [uid])] == [DRAFT]


def test_a_draft_without_its_token_stays_uncertain(place: Place) -> None:
    """Scenario 4. What cannot be recognised counts as not seen, never as saved."""
    with place.open() as mailbox:
        uidnext = mailbox.cursors()["Drafts"].uidnext
        assert mailbox.save_draft(DRAFT, "another-token", uidnext) is None


def test_an_untouched_draft_can_be_withdrawn(place: Place) -> None:
    """Scenario 12. It is gone afterwards, and nothing else is."""
    place.person.append("Drafts", message("mine"), ["\\Draft"])
    place.person.append("Drafts", message("old"), ["\\Draft", "\\Deleted"])
    with unchanged(place), place.open() as mailbox:
        cursor = mailbox.cursors()["Drafts"]
        uid = mailbox.save_draft(DRAFT, TOKEN, cursor.uidnext)
        assert uid is not None
        assert mailbox.withdraw(uid, cursor.uidvalidity, DRAFT)
        assert uid not in mailbox.uids("Drafts")
        assert not mailbox.withdraw(uid, cursor.uidvalidity, DRAFT)


Change = Callable[[Cursor, int], tuple[int, int, bytes]]


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(lambda cursor, uid: (uid, cursor.uidvalidity, DRAFT.replace(b"three", b"Three")), id="one byte"),
        pytest.param(lambda cursor, uid: (uid, cursor.uidvalidity, DRAFT + b"\r\n"), id="one line more"),
        pytest.param(lambda cursor, uid: (uid, cursor.uidvalidity, DRAFT[:-2]), id="one line end less"),
        pytest.param(lambda cursor, uid: (uid, cursor.uidvalidity + 1, DRAFT), id="another UIDVALIDITY"),
        pytest.param(lambda cursor, uid: (uid - 1, cursor.uidvalidity, DRAFT), id="another message"),
        pytest.param(lambda cursor, uid: (uid + 1, cursor.uidvalidity, DRAFT), id="no message"),
    ],
)
def test_a_draft_that_differs_in_anything_is_never_withdrawn(place: Place, arguments: Change) -> None:
    """Scenario 6 and 21. An edited draft is the person's."""
    place.person.append("Drafts", message("mine"), ["\\Draft"])
    with place.open() as mailbox:
        cursor = mailbox.cursors()["Drafts"]
        uid = mailbox.save_draft(DRAFT, TOKEN, cursor.uidnext)
        assert uid is not None
        with unchanged(place):
            assert not mailbox.withdraw(*arguments(cursor, uid))


@pytest.mark.parametrize("flag", ["\\Deleted", "\\Flagged"])
def test_a_draft_that_the_person_flagged_is_left_alone(place: Place, flag: str) -> None:
    """Scenario 120. Deleting it is theirs to finish, and what they starred they want to keep."""
    place.person.append("Drafts", DRAFT, ["\\Draft", flag])
    with place.open() as mailbox, unchanged(place):
        (uid,) = mailbox.uids("Drafts")
        assert not mailbox.withdraw(uid, mailbox.cursors()["Drafts"].uidvalidity, DRAFT)


def test_a_folder_that_is_gone_is_not_an_empty_one(place: Place) -> None:
    """Not knowing is not "no reply"."""
    with place.open() as mailbox, pytest.raises(ServerUnavailable, match="“Projects”"):
        list(mailbox.headers("Projects", 1, None))


def test_messages_keep_their_uids_over_time(place: Place) -> None:
    """Scenario 108. A second visit sees the same UIDs, and a new flag does not make a new message."""
    place.person.append("INBOX", message("one"), when=datetime(2024, 5, 1, tzinfo=UTC))
    place.person.append("INBOX", message("two"), when=datetime(2024, 5, 2, tzinfo=UTC))
    with place.open() as mailbox:
        before = {raw.place: raw.data for raw in flat(mailbox.headers("INBOX", 1, None))}
    with place.open() as mailbox:
        assert {raw.place: raw.data for raw in flat(mailbox.headers("INBOX", 1, None))} == before


def test_closing_twice_raises_nothing(place: Place) -> None:
    """Closing never hides the error that led to it."""
    with place.open() as mailbox:
        mailbox.folders()
        mailbox.close()


def fill(place: Place, folder: str, count: int) -> None:
    """Deliver many messages fast."""
    if isinstance(place.person, Login):
        with place.person.session() as client:
            client.multiappend(folder, [message(f"m{number}") for number in range(count)])
        return
    start = datetime(2024, 1, 1, tzinfo=UTC)
    for number in range(count):
        place.person.append(folder, message(f"m{number}"), when=start + timedelta(minutes=number))
