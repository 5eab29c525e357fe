"""What only a Maildir has: its layouts, UIDs of our own, files that are renamed while they are read."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mailfollow.errors import CannotWrite, ConfigError, ServerUnavailable
from mailfollow.mailbox import maildir_file, maildir_tree, maildir_view, open_mailbox, uidlist
from mailfollow.mailbox.maildir_tree import tree
from mailfollow.mailbox.uidlist import UidList
from mailfollow.model import Account
from tests.mailbox.test_contract import DRAFT, TOKEN, flat, message, subjects
from tests.servers.maildir import MaildirLogin


@pytest.fixture
def person(tmp_path: Path) -> MaildirLogin:
    """A Maildir++ with the usual folders."""
    return MaildirLogin.make(tmp_path / "mail")


def maildirs(root: Path, *names: str) -> None:
    """Make directories with cur, new and tmp."""
    for name in names:
        for part in ("cur", "new", "tmp"):
            (root / name / part).mkdir(parents=True)


@pytest.mark.parametrize(
    ("directories", "names"),
    [
        ([".", ".Sent", ".Drafts", ".Archive.2024"], ["INBOX", "Archive.2024", "Drafts", "Sent"]),
        ([".", ".INBOX.Sent", ".INBOX.Drafts"], ["INBOX", "INBOX.Drafts", "INBOX.Sent"]),
        (["INBOX", "Sent", "Drafts", "Archive/2024"], ["INBOX", "Drafts", "Sent", "Archive/2024"]),
        (["Inbox", "Sent", "Drafts"], ["INBOX", "Drafts", "Sent"]),
        (["INBOX", "INBOX/.Sent", "INBOX/.Drafts"], ["INBOX", "INBOX/Drafts", "INBOX/Sent"]),
        ([".", ".Entw&APw-rfe", ".Büro"], ["INBOX", "Büro", "Entwürfe"]),
        ([".", ".Sent", "Sent"], ["INBOX", "Sent", "./Sent"]),
    ],
)
def test_each_layout_that_programs_make_is_understood(tmp_path: Path, directories: list[str], names: list[str]) -> None:
    """Maildir++, mbsync's plain folders, with an inbox beside or above the others."""
    maildirs(tmp_path, *directories)
    (tmp_path / ".git" / "objects").mkdir(parents=True)
    (tmp_path / "dovecot.index").write_text("")
    found = tree(tmp_path)
    assert sorted(found) == sorted(names)
    assert set(found.values()) == {tmp_path / name for name in directories}


def test_a_link_in_a_circle_ends(tmp_path: Path) -> None:
    """Folders may be links, also to what holds them."""
    maildirs(tmp_path, ".", "Sent")
    (tmp_path / "Sent" / "loop").symlink_to(tmp_path)
    assert len(tree(tmp_path)) <= 3 * maildir_tree.DEEPEST


def test_a_missing_maildir_is_told(tmp_path: Path) -> None:
    """Rather than taken for an empty mailbox; so is one whose folders are gone (a disk that is not mounted)."""
    absent = open_mailbox(Account("work", kind="maildir", path=str(tmp_path / "no")), None)
    with absent as mailbox, pytest.raises(ConfigError, match=r"there is no Maildir at .*/no; correct `path`"):
        mailbox.folders()
    empty = open_mailbox(Account("work", kind="maildir", path=str(tmp_path)), None)
    with empty as mailbox, pytest.raises(ConfigError, match="folders seen: none"):
        mailbox.folders()


@pytest.mark.parametrize(
    ("name", "key", "flags"),
    [
        ("1700000000.M1P2.host", "1700000000.M1P2.host", set()),
        ("1700000000.M1P2.host:2,", "1700000000.M1P2.host", set()),
        ("1700000000.M1P2.host:2,DFR", "1700000000.M1P2.host", {"\\Draft", "\\Flagged", "\\Answered"}),
        ("1700000000.M1P2.host:2,ST", "1700000000.M1P2.host", {"\\Seen", "\\Deleted"}),
        ("1700000000.M1P2.host,U=12:2,S", "1700000000.M1P2.host", {"\\Seen"}),
        ("1700000000.M1P2.host,U=12,FMD5=ab:2,Sa", "1700000000.M1P2.host,FMD5=ab", {"\\Seen"}),
        ("1700000000.M1P2.host;2,P", "1700000000.M1P2.host", {"$Forwarded"}),
        ("1700000000.M1P2.host!2,S", "1700000000.M1P2.host", {"\\Seen"}),
    ],
)
def test_a_message_is_known_by_what_stays_of_its_file_name(name: str, key: str, flags: set[str]) -> None:
    """Flags come and go, and mbsync adds the server's UID when it has sent a new draft there."""
    assert maildir_file.key(name) == key
    assert maildir_file.flags(name) == flags


def test_a_message_arrived_at_the_earlier_of_its_two_times(tmp_path: Path) -> None:
    """A copied tree has new file times; mbsync gives new names and may keep the file's time."""
    times = [("1700000000.a", 1_600_000_000), ("1500000000.b", 1_600_000_000), ("odd", 1_600_000_000)]
    found = []
    for name, modified in times:
        (tmp_path / name).write_text("")
        os.utime(tmp_path / name, (modified, modified))
        found.append(int(maildir_file.received(tmp_path / name).timestamp()))
    assert found == [1_600_000_000, 1_500_000_000, 1_600_000_000]


def test_only_the_header_block_is_read_and_not_without_end(tmp_path: Path) -> None:
    """Scenario 114. A message without a body, one with a long header, and one that is all header."""
    cases = {b"A: b\n\nbody": b"A: b\n\n", b"A: b\r\n\r\nbody": b"A: b\r\n\r\n", b"A: b\n": b"A: b\n", b"": b""}
    cases[b"A: " + b"x" * 10_000 + b"\n\nbody"] = b"A: " + b"x" * 10_000 + b"\n\n"
    cases[b"x" * 200_000] = b"x" * maildir_file.HEADER
    for data, header in cases.items():
        (tmp_path / "m").write_bytes(data)
        assert maildir_file.header(tmp_path / "m") == header


def test_uids_rise_and_are_never_given_twice() -> None:
    """RFC 9051 section 2.3.1.1, for a tree that has none."""
    first = UidList(7).updated(["a", "b"], ["a", "b"])
    second = first.updated(["b", "c"], ["c"])
    third = second.updated(["a", "b", "c"], ["a"])
    assert (dict(first.uids), dict(second.uids)) == ({"a": 1, "b": 2}, {"b": 2, "c": 3})
    assert (dict(third.uids), third.uidnext, third.uidvalidity) == ({"a": 4, "b": 2, "c": 3}, 5, 7)


def test_a_list_of_uids_survives_the_disk(tmp_path: Path) -> None:
    """Also names that are no UTF-8; a file that cannot be read is none."""
    saved = UidList(7, 3, {"1700000000.höst\udcff": 2})
    path = tmp_path / "deep" / "list.json"
    uidlist.save(path, saved)
    assert uidlist.load(path) == saved
    assert path.stat().st_mode & 0o777 == 0o600
    for broken in ("", "{}", "[1]", json.dumps({"uidvalidity": 1, "uidnext": "x", "uids": {}})):
        path.write_text(broken)
        assert uidlist.load(path) is None


def test_nothing_but_drafts_is_ever_written_into_the_tree(person: MaildirLogin, tmp_path: Path) -> None:
    """Scenario 111. No list of UIDs, no move from new/ to cur/, no renamed file."""
    person.append("INBOX", message("new"))
    before = sorted(path for path in person.root.rglob("*"))
    with open_mailbox(person.account(), tmp_path / "state") as mailbox:
        mailbox.cursors()
        assert subjects(mailbox.headers("INBOX", 1, None)) == ["new"]
    assert sorted(path for path in person.root.rglob("*")) == before
    assert list((tmp_path / "state").rglob("*.json"))


def test_a_dry_run_keeps_nothing(person: MaildirLogin, tmp_path: Path) -> None:
    """Without a state directory the UIDs live in memory."""
    person.append("INBOX", message("new"))
    before = sorted(tmp_path.rglob("*"))
    with open_mailbox(person.account(), None) as mailbox:
        cursor = mailbox.cursors()["INBOX"]
        assert mailbox.cursors()["INBOX"] == cursor
        assert "memory only" in mailbox.notes()[0]
    assert sorted(tmp_path.rglob("*")) == before


def test_a_draft_lies_in_cur_with_the_draft_flag_alone(person: MaildirLogin) -> None:
    """Scenario 18. With LF line ends, as every program that reads a Maildir expects; tmp/ is empty again."""
    with open_mailbox(person.account(), None) as mailbox:
        assert mailbox.save_draft(DRAFT, TOKEN, 1) == 1
    (path,) = [path for path in person.path("Drafts").rglob("*") if path.is_file()]
    assert (path.parent.name, path.name.rpartition(":")[2]) == ("cur", "2,D")
    assert path.read_bytes() == DRAFT.replace(b"\r\n", b"\n")
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_draft_that_mbsync_has_sent_to_the_server_is_still_ours(person: MaildirLogin) -> None:
    """Scenario 12. It notes the server's UID in the file's name; the draft was not edited by that."""
    with open_mailbox(person.account(), None) as mailbox:
        uid = mailbox.save_draft(DRAFT, TOKEN, 1)
        assert uid is not None
        (path,) = (person.path("Drafts") / "cur").iterdir()
        path.rename(path.with_name(path.name.replace(":2,D", ",U=45:2,DS")))
        assert mailbox.uids("Drafts") == {uid}
        assert mailbox.withdraw(uid, mailbox.cursors()["Drafts"].uidvalidity, DRAFT)
        assert list((person.path("Drafts") / "cur").iterdir()) == []


def test_a_draft_edited_in_place_is_not_withdrawn(person: MaildirLogin) -> None:
    """Scenario 6. Some clients rewrite the file under its old name."""
    with open_mailbox(person.account(), None) as mailbox:
        uid = mailbox.save_draft(DRAFT, TOKEN, 1)
        assert uid is not None
        (path,) = (person.path("Drafts") / "cur").iterdir()
        path.write_bytes(path.read_bytes().replace(b"Hello", b"Dear"))
        assert not mailbox.withdraw(uid, mailbox.cursors()["Drafts"].uidvalidity, DRAFT)
        assert path.exists()


def test_a_draft_that_cannot_be_written_leaves_nothing_behind(
    person: MaildirLogin, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Scenario 22. The disk is full: certain that it is not stored."""

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with open_mailbox(person.account(), None) as mailbox, pytest.raises(CannotWrite, match="No space left on device"):
        mailbox.save_draft(DRAFT, TOKEN, 1)
    assert [path for path in person.path("Drafts").rglob("*") if path.is_file()] == []


def test_uids_that_cannot_be_kept_are_an_error(person: MaildirLogin, tmp_path: Path) -> None:
    """Otherwise every pass would take all mail for new."""
    (tmp_path / "state").write_text("a file")
    opened = open_mailbox(person.account(), tmp_path / "state")
    with opened as mailbox, pytest.raises(CannotWrite, match="list of UIDs cannot be written"):
        mailbox.cursors()


def test_a_flag_changed_while_reading_hides_no_message(person: MaildirLogin) -> None:
    """Scenario 108. The file is found again under its new name; one that is gone is passed over."""
    paths = [person.append("INBOX", message(f"m{n}"), when=datetime(2024, 5, 1, n, tzinfo=UTC)) for n in range(3)]
    with open_mailbox(person.account(), None) as mailbox:
        uids = sorted(mailbox.uids("INBOX"))
        paths[0].rename(person.root / "cur" / f"{paths[0].name}:2,S")
        paths[1].unlink()
        found = list(mailbox.bodies("INBOX", uids))
        assert [(raw.place.uid, raw.flags) for raw in found] == [(uids[0], {"\\Seen"}), (uids[2], frozenset())]


def test_a_file_renamed_while_its_directory_is_listed_is_not_taken_for_gone(
    person: MaildirLogin, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A listing may miss such a file once; with a new UID it would seem to be new mail."""
    path = person.append("INBOX", message("one"), ["\\Seen"])
    with open_mailbox(person.account(), None) as mailbox:
        before = mailbox.uids("INBOX")
        scan, blind = maildir_view.scan, iter([True])
        monkeypatch.setattr(maildir_view, "scan", lambda directory: {} if next(blind, False) else scan(directory))
        assert mailbox.uids("INBOX") == before
        path.unlink()
        assert mailbox.uids("INBOX") == frozenset()


def test_an_unreadable_folder_is_an_error_not_an_empty_one(
    person: MaildirLogin, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not knowing is not "no reply"."""

    def forbidden(directory: Path) -> dict[str, str]:
        raise PermissionError(13, "Permission denied", str(directory))

    monkeypatch.setattr(maildir_view, "scan", forbidden)
    with open_mailbox(person.account(), None) as mailbox:
        with pytest.raises(ServerUnavailable, match=r"the Maildir cannot be read: .*Permission denied"):
            mailbox.cursors()
        with pytest.raises(ServerUnavailable, match="Permission denied"):
            list(mailbox.headers("INBOX", 1, None))


def test_a_changed_flag_changes_the_cursor(person: MaildirLogin) -> None:
    """Scenario 120. A draft that is marked as deleted must be noticed."""
    path = person.append("Drafts", DRAFT, ["\\Draft"])
    with open_mailbox(person.account(), None) as mailbox:
        before = mailbox.cursors()
        path.rename(path.with_name(path.name + "T"))
        after = mailbox.cursors()
        assert {name for name in before if before[name] != after[name]} == {"Drafts"}
        assert (after["Drafts"].uidnext, after["Drafts"].messages) == (2, 1)
        assert [raw.flags for raw in flat(mailbox.headers("Drafts", 1, None))] == [{"\\Draft", "\\Deleted"}]
