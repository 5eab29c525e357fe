"""Folders under Mailfollow: recognised on every server, made where they are asked for; and keywords."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from mailfollow.errors import CannotWrite
from mailfollow.mailbox import open_mailbox
from mailfollow.mailbox.control import word_of
from mailfollow.mailbox.folders import Listed, resolve
from mailfollow.mailbox.port import Mailbox
from mailfollow.model import Account, Role
from mailfollow.tracking.orders import FOLDERS, TAGS, tag
from tests.servers.login import Login
from tests.servers.scripted import Answer, Scripted

LIST = b'* LIST () "/" INBOX\r\n* LIST () "/" Sent\r\n* LIST () "/" Drafts\r\nTAG OK done\r\n'
MESSAGE = b"From: a@b.example\r\nSubject: Hello\r\n\r\nHello\r\n"


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("Mailfollow/Stop", "Stop"),
        ("INBOX.Mailfollow.Snooze 1 week", "Snooze 1 week"),
        ("inbox/mailfollow/TRACK", "Track"),
        ("Mailfollow\\Won", "Won"),
        ("INBOX^Mailfollow^Lost", "Lost"),
        ("Mailfollow|Snooze 1 month", "Snooze 1 month"),
        ("MailfollowxStop", None),
        ("Mailfollow Stop", None),
        ("Mailfollow", None),
        ("Mailfollow/Clients", None),
        ("Mailfollow/Stop/old", None),
        ("Old/Mailfollow/Stop", None),
        ("Stop", None),
    ],
)
def test_a_folder_means_a_word_by_its_whole_name(name: str, word: str | None) -> None:
    """Scenario 106: with any delimiter, below the inbox or not."""
    assert word_of(name) == word


@pytest.mark.parametrize("watch", [None, ("INBOX",), ("INBOX", "Mailfollow/Stop")])
def test_folders_for_control_have_that_role_alone(watch: tuple[str, ...] | None) -> None:
    """Whatever is watched, in the order in which words count; others below Mailfollow are ordinary folders."""
    names = ["INBOX", "Sent", "Drafts", "Mailfollow/Lost", "Mailfollow/Stop", "Mailfollow/Track", "Mailfollow/Clients"]

    found = resolve([Listed(name) for name in names], Account("work", watch=watch))

    control = [folder.name for folder in found if folder.role is Role.CONTROL]
    assert control == ["Mailfollow/Track", "Mailfollow/Stop", "Mailfollow/Lost"]
    watched = [folder.name for folder in found if folder.role is Role.WATCH]
    assert watched == (["INBOX"] if watch else ["INBOX", "Mailfollow/Clients"])
    assert [folder.role for folder in found].index(Role.CONTROL) > [folder.role for folder in found].index(Role.WATCH)


def test_somebody_elses_folders_for_control_are_not_ours() -> None:
    """A colleague who shares a mailbox may use mailfollow, too."""
    names = ["INBOX", "Sent", "Drafts", "shared/Mailfollow/Stop", "Mailfollow/Stop"]

    found = resolve([Listed(name) for name in names], Account("work"), ("shared/",))

    assert [folder.name for folder in found if folder.role is Role.CONTROL] == ["Mailfollow/Stop"]


def test_only_missing_folders_are_made(login: Login) -> None:
    """And none twice."""
    login.create("Mailfollow/Stop")
    with open_mailbox(login.account(), None) as mailbox:
        made = mailbox.make_folders(FOLDERS)
        again = mailbox.make_folders(FOLDERS)
        control = [folder.name for folder in mailbox.folders() if folder.role is Role.CONTROL]

    assert made == tuple(f"Mailfollow/{word}" for word in FOLDERS if word != "Stop")
    assert again == ()
    assert control == [f"Mailfollow/{word}" for word in FOLDERS]


@pytest.mark.parametrize(
    ("drafts", "made"),
    [
        (".Drafts", ".Mailfollow.Stop"),
        (".INBOX.Drafts", ".INBOX.Mailfollow.Stop"),
        ("Drafts", "Mailfollow/Stop"),
    ],
)
def test_in_a_maildir_they_are_laid_out_as_the_others(tmp_path: Path, drafts: str, made: str) -> None:
    """Maildir++, or plain folders as mbsync makes them; for their owner alone, and empty."""
    for folder in ("", drafts, drafts.replace("Drafts", "Sent")):
        for part in ("cur", "new", "tmp"):
            (tmp_path / folder / part).mkdir(parents=True, exist_ok=True)
    with open_mailbox(Account("work", kind="maildir", path=str(tmp_path)), None) as mailbox:
        (name,) = mailbox.make_folders(["Stop"])
        found = {folder.name: folder.role for folder in mailbox.folders()}
        assert mailbox.uids(name) == frozenset()

    assert found[name] is Role.CONTROL
    assert sorted(path.name for path in (tmp_path / made).iterdir()) == ["cur", "new", "tmp"]
    assert (tmp_path / made / "cur").stat().st_mode & 0o77 == 0


def test_in_a_maildir_a_star_is_found(tmp_path: Path) -> None:
    """Its other flags are not asked for, and of keywords it knows nothing."""
    for folder in ("", ".Drafts", ".Sent"):
        for part in ("cur", "new", "tmp"):
            (tmp_path / folder / part).mkdir(parents=True, exist_ok=True)
    (tmp_path / ".Sent" / "cur" / "1700000001.a.host:2,FS").write_bytes(MESSAGE)
    (tmp_path / ".Sent" / "cur" / "1700000002.b.host:2,S").write_bytes(MESSAGE)
    with open_mailbox(Account("work", kind="maildir", path=str(tmp_path)), None) as mailbox:
        found = mailbox.marked("Sent", lambda flag: flag == "\\Flagged", TAGS)
        stars = [
            raw.place.uid for batch in mailbox.headers("Sent", 1, None) for raw in batch if "\\Flagged" in raw.flags
        ]

    assert found == {"\\Flagged": frozenset(stars)}
    assert len(stars) == 1


def test_keywords_of_ours_are_found_and_no_others(login: Login) -> None:
    """Scenario 110."""
    for flags in (["followup-10d"], ["$label1", "work"], ["followup-10d", "nofollowup"], ["\\Flagged"], []):
        login.append("Sent", MESSAGE, flags)
    with open_mailbox(login.account(), None) as mailbox:
        found = mailbox.marked("Sent", lambda flag: tag(flag) is not None, TAGS)
        starred = mailbox.marked("Sent", lambda flag: flag == "\\Flagged", ())
        assert not any("keywords" in note for note in mailbox.notes())

    assert found == {"followup-10d": {1, 3}, "nofollowup": {3}}
    assert starred == {"\\Flagged": {4}}


@contextmanager
def scripted(**script: Answer) -> Iterator[tuple[Mailbox, Scripted]]:
    """Open the mailbox of a server that answers as told; `_` in a name stands for a space."""
    answers = {name.replace("_", " "): answer for name, answer in script.items()}
    with Scripted({"LIST": LIST, **answers}) as server, open_mailbox(server.account(), None) as mailbox:
        yield mailbox, server


def test_a_server_that_refuses_to_search_for_keywords_has_none() -> None:
    """Scenario 109: Office 365 says BAD or NO; `check` says what to use instead."""
    with scripted(UID_SEARCH=b"TAG NO [BADCHARSET] unsupported\r\n") as (mailbox, _):
        assert mailbox.marked("Sent", lambda flag: tag(flag) is not None, TAGS) == {}
        notes = mailbox.notes()

    assert any(note.startswith("The server keeps no tags (keywords)") for note in notes)


def test_a_server_that_says_that_it_keeps_no_keywords_is_believed() -> None:
    r"""Scenario 109: PERMANENTFLAGS without `\*` (RFC 9051 section 7.1)."""
    examine = b"* 0 EXISTS\r\n* FLAGS (\\Seen)\r\n* OK [PERMANENTFLAGS (\\Seen \\Deleted)] x\r\n"
    examine += b"* OK [UIDVALIDITY 7] x\r\n* OK [UIDNEXT 1] x\r\nTAG OK [READ-ONLY] done\r\n"
    with scripted(EXAMINE=examine) as (mailbox, _):
        assert any(note.startswith("The server keeps no tags (keywords)") for note in mailbox.notes())


def test_where_keywords_are_listed_nothing_is_searched_for_in_vain() -> None:
    """Most servers list what is in use, so that most looks cost one EXAMINE."""
    examine = b"* 0 EXISTS\r\n* FLAGS (\\Seen $label1 work)\r\n* OK [UIDVALIDITY 7] x\r\nTAG OK [READ-ONLY] done\r\n"
    with scripted(EXAMINE=examine) as (mailbox, server):
        assert mailbox.marked("Sent", lambda flag: tag(flag) is not None, TAGS) == {}

    assert not any("SEARCH" in line for line in server.heard)


def test_a_keyword_that_is_no_atom_is_never_sent() -> None:
    """Whatever a server lists."""
    examine = b'* 0 EXISTS\r\n* FLAGS (followup*) ")\r\n* OK [UIDVALIDITY 7] x\r\nTAG OK [READ-ONLY] done\r\n'
    with scripted(EXAMINE=examine) as (mailbox, server):
        assert mailbox.marked("Sent", lambda _flag: True, ()) == {}

    assert not any("KEYWORD" in line for line in server.heard)


def test_a_refused_folder_is_told_with_the_servers_words() -> None:
    """Quota, permission, or a server that has no folders in folders."""
    with scripted(CREATE=b"TAG NO [NOPERM] not here\r\n") as (mailbox, _), pytest.raises(CannotWrite, match="not here"):
        mailbox.make_folders(["Stop"])
    flat = LIST.replace(b'"/"', b"NIL")
    with scripted(LIST=flat) as (mailbox, server), pytest.raises(CannotWrite, match="no folders within folders"):
        mailbox.make_folders(["Stop"])

    assert not any("CREATE" in line for line in server.heard)


def test_a_folder_that_somebody_made_meanwhile_is_no_trouble() -> None:
    """RFC 5530 section 3; a server may refuse the subscription as well."""
    there = b"TAG NO [ALREADYEXISTS] it is there\r\n"
    with scripted(CREATE=there, SUBSCRIBE=b"TAG NO no\r\n") as (mailbox, _):
        assert mailbox.make_folders(["Stop"]) == ()
    with scripted(SUBSCRIBE=b"TAG NO no\r\n") as (mailbox, _):
        assert mailbox.make_folders(["Stop"]) == ("Mailfollow/Stop",)
