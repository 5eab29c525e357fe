"""What only IMAP has: the words on the wire, poor servers, other namespaces, drafts that are refused or lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest

from mailfollow.errors import CannotWrite, ConfigError, DataError, ServerUnavailable
from mailfollow.mailbox import open_mailbox
from mailfollow.mailbox.imap import mailbox as imap_mailbox
from mailfollow.mailbox.imap import runs, status
from mailfollow.mailbox.port import Mailbox
from tests.mailbox.test_contract import DRAFT, TOKEN, flat, message, subjects
from tests.servers.dovecot import Server
from tests.servers.dovecot import dovecot as start_dovecot
from tests.servers.login import Login
from tests.servers.proxy import CuttingProxy, commands
from tests.servers.scripted import EXAMINE, Scripted

READING = re.compile(
    r"CAPABILITY|ID \(.*\)|LOGIN \S+ \S+|NAMESPACE|NOOP|LOGOUT"
    r'|LIST "" ("\*"|\(.*\))( RETURN \((SPECIAL-USE|STATUS \([A-Z ]+\))\))?|STATUS ".*" \([A-Z ]+\)|EXAMINE ".*"'
    r"|UID SEARCH [\d:,]+( SINCE \d+-[A-Z][a-z]{2}-\d{4})?|UID SEARCH (KEYWORD [a-z0-9-]+|FLAGGED)"
    r"|UID FETCH [\d:,*]+ \((UID|FLAGS|INTERNALDATE|RFC822\.SIZE|BODY\.PEEK\[[^\]]*\](<0\.\d+>)?| )+\)"
)
REMOVING = re.compile(
    r'SELECT "Drafts"|UID STORE \d+ \+FLAGS\.SILENT \(\\Deleted\)|UID EXPUNGE \d+|UID FETCH \d+ \(UID\)'
)


@contextmanager
def recorded(login: Login) -> Iterator[tuple[Mailbox, CuttingProxy]]:
    """Open the mailbox through a proxy that records the conversation."""
    proxy = CuttingProxy(login.host, login.port)
    with proxy, open_mailbox(login.account(port=proxy.address[1]), None) as mailbox:
        yield mailbox, proxy


def test_only_harmless_commands_are_sent(login: Login) -> None:
    """Scenario 111 and 116. Each word of a whole visit is on the list of what reading, saving and withdrawing need."""
    login.append("INBOX", message("one"))
    with recorded(login) as (mailbox, proxy):
        for folder in mailbox.folders():
            uids = [raw.place.uid for raw in flat(mailbox.headers(folder.name, 1, date(2024, 5, 1)))]
            assert set(uids) == mailbox.uids(folder.name)
            assert len(list(mailbox.bodies(folder.name, uids))) == len(uids)
        mailbox.notes()
        before = len(commands(proxy.sent))
        cursor = mailbox.cursors()["Drafts"]
        uid = mailbox.save_draft(DRAFT, TOKEN, cursor.uidnext)
        saved = len(commands(proxy.sent))
        assert uid is not None
        assert mailbox.withdraw(uid, cursor.uidvalidity, DRAFT)
    sent = commands(proxy.sent)
    assert [line for line in sent[:before] if not READING.fullmatch(line)] == []
    writing = [line for line in sent[before:saved] if not READING.fullmatch(line)]
    assert writing == [f'APPEND "Drafts" (\\Draft) {{{len(DRAFT)}}}']
    removing = [line for line in sent[saved:] if not READING.fullmatch(line) or REMOVING.fullmatch(line)]
    assert [line.split()[0:2] for line in removing] == [
        ["SELECT", '"Drafts"'],
        ["UID", "STORE"],
        ["UID", "EXPUNGE"],
        ["UID", "FETCH"],
    ]
    assert all(REMOVING.fullmatch(line) for line in removing)


def test_a_pass_without_news_costs_three_round_trips(login: Login) -> None:
    """However many folders and messages there are; one for the namespaces is needed once a connection."""
    with recorded(login) as (mailbox, proxy):
        mailbox.folders()
        before = len(commands(proxy.sent))
        mailbox.folders()
        mailbox.cursors()
        assert [line.split()[0] for line in commands(proxy.sent)[before:]] == ["LIST", "LIST", "LIST"]


@pytest.fixture(scope="module")
def poor() -> Iterator[Server]:
    """A server without any extension, with `INBOX.` before each name and dots between them."""
    with start_dovecot(
        special=False,
        folders=["Gesendet", "Entwürfe", "Papierkorb", "Проекты"],
        separator=".",
        prefix="INBOX.",
        capabilities="IMAP4rev1",
    ) as server:
        yield server


def test_a_poor_server_with_another_separator_is_enough(poor: Server) -> None:
    """Scenario 17 and 106. Without SPECIAL-USE, LIST-STATUS, CONDSTORE, UIDPLUS, NAMESPACE and ID."""
    login = poor.user("poor1")
    login.append("INBOX", message("one"))
    with recorded(login) as (mailbox, proxy):
        found = [(folder.name, folder.role.value) for folder in mailbox.folders()]
        assert found == [
            ("INBOX.Gesendet", "sent"),
            ("INBOX", "watch"),
            ("INBOX.Проекты", "watch"),
            ("INBOX.Entwürfe", "drafts"),
            ("INBOX.Papierkorb", "trash"),
        ]
        cursors = mailbox.cursors()
        assert (cursors["INBOX"].messages, cursors["INBOX"].modseq) == (1, None)
        assert subjects(mailbox.headers("INBOX", 1, None)) == ["one"]
        assert len(mailbox.notes()) == 4
    assert {line.split()[0] for line in commands(proxy.sent)} >= {"STATUS", "EXAMINE"}
    assert not {"NAMESPACE", "ID", "ENABLE"} & {line.split()[0] for line in commands(proxy.sent)}


def test_without_uidplus_a_draft_is_saved_but_never_withdrawn(poor: Server) -> None:
    """Scenario 4. It is found by its token; removing it could remove what somebody else marked."""
    login = poor.user("poor2")
    with open_mailbox(login.account(), None) as mailbox:
        cursor = mailbox.cursors()["INBOX.Entwürfe"]
        uid = mailbox.save_draft(DRAFT, TOKEN, cursor.uidnext)
        assert uid == cursor.uidnext
        before = login.snapshot()
        with pytest.raises(CannotWrite, match="UIDPLUS"):
            mailbox.withdraw(uid, cursor.uidvalidity, DRAFT)
        assert login.snapshot() == before


def test_a_folder_with_a_name_that_no_rule_allows_is_read(dovecot: Server, login: Login) -> None:
    """Scenario 106. Its own bytes go back to the server; the other folders are there, too."""
    with login.session() as client:
        client.folder_encode = False
        client.create_folder(b"R&-D (new) *%")
        client.create_folder(b"Projekte &AOQA9gD8-")
    login.append("Projekte äöü", message("umlaut"))
    with open_mailbox(login.account(), None) as mailbox:
        names = [folder.name for folder in mailbox.folders()]
        assert {"R&D (new) *%", "Projekte äöü", "INBOX"} <= set(names)
        assert mailbox.cursors().keys() == set(names)
        assert subjects(mailbox.headers("Projekte äöü", 1, None)) == ["umlaut"]
        assert list(mailbox.headers("R&D (new) *%", 1, None)) == []


def test_a_folder_that_may_not_be_read_is_passed_over_and_named(dovecot: Server) -> None:
    """A shared folder that is only listed; where the settings name it, that is an error."""
    with start_dovecot(plugins="acl", extra="plugin {\n  acl = vfile\n}") as server:
        login = server.user("anna")
        login.create("Board")
        (server.home("anna") / "Maildir" / ".Board" / "dovecot-acl").write_text("owner l\n")
        with open_mailbox(login.account(), None) as mailbox:
            cursors = mailbox.cursors()
            assert cursors["Board"] == status.FORBIDDEN
            assert cursors["INBOX"].uidvalidity > 0
            assert list(mailbox.headers("Board", 1, None)) == []
            assert list(mailbox.bodies("Board", [1])) == []
            assert mailbox.uids("Board") == frozenset()
            assert [note for note in mailbox.notes() if "“Board”" in note]
        watching = open_mailbox(login.account(watch=("INBOX", "Board")), None)
        with watching as mailbox, pytest.raises(ConfigError, match=r"“Board”.*NOPERM"):
            mailbox.cursors()


def test_a_folder_that_cannot_be_read_for_now_is_not_passed_over() -> None:
    """Not knowing is not "no reply"."""
    script = {"STATUS": b"TAG NO [UNAVAILABLE] try later\r\n"}
    refused = pytest.raises(ServerUnavailable, match=r"refused STATUS: \[UNAVAILABLE\] try later")
    with Scripted(script) as server, open_mailbox(server.account(), None) as mailbox, refused:
        mailbox.cursors()


def test_a_full_mailbox_refuses_a_draft_in_its_own_words() -> None:
    """Scenario 22. Certain that it is not stored, and why."""
    quota = "plugin {\n  quota = maildir:User\n  quota_rule = *:storage=1K\n}"
    with start_dovecot(plugins="quota", extra=quota) as server:
        login = server.user("anna")
        with open_mailbox(login.account(), None) as mailbox:
            uidnext = mailbox.cursors()["Drafts"].uidnext
            with pytest.raises(CannotWrite, match=r"“Drafts”: \[OVERQUOTA\] Quota exceeded"):
                mailbox.save_draft(DRAFT + b"x" * 5_000, TOKEN, uidnext)
            assert mailbox.uids("Drafts") == frozenset()


@pytest.mark.parametrize("verdict", [b"NO [OVERQUOTA] full", b"NO [TRYCREATE] no such folder", b"BAD too big"])
def test_a_refused_draft_is_certainly_not_stored(verdict: bytes) -> None:
    """Scenario 22. Before or after the message was sent, NO and BAD mean no."""
    words = verdict.partition(b" ")[2].decode()
    with Scripted({"APPEND": b"TAG " + verdict + b"\r\n"}) as server, open_mailbox(server.account(), None) as mailbox:
        with pytest.raises(CannotWrite, match=re.escape(words)):
            mailbox.save_draft(DRAFT, TOKEN, 1)
        assert mailbox.folders()


def test_ok_alone_does_not_mean_that_a_draft_is_stored() -> None:
    """Not even with a UID: only what was seen is saved."""
    answers = {"APPEND": b"TAG OK [APPENDUID 7 1] done\r\n", "EXAMINE": EXAMINE}
    with Scripted(answers) as server, open_mailbox(server.account(), None) as mailbox:
        assert mailbox.save_draft(DRAFT, TOKEN, 1) is None
        assert server.literals == [DRAFT]


def test_the_last_message_repeated_is_not_the_draft() -> None:
    """`UID FETCH n:*` returns the last message even if its UID is below n."""
    header = f"References: <{TOKEN}@mine.example>\r\n\r\n".encode()
    fetch = b"* 1 FETCH (UID 4 BODY[HEADER.FIELDS (MESSAGE-ID REFERENCES)] {%d}\r\n%s)\r\nTAG OK\r\n"
    script = {"UID FETCH": fetch % (len(header), header)}
    with Scripted(script) as server, open_mailbox(server.account(), None) as mailbox:
        assert mailbox.save_draft(DRAFT, TOKEN, 5) is None
        assert mailbox.save_draft(DRAFT, TOKEN, 4) == 4


@pytest.mark.parametrize("command", ["APPEND", "NOOP", "EXAMINE", "UID FETCH"])
def test_a_connection_lost_around_a_draft_leaves_it_uncertain(command: str) -> None:
    """Scenario 107. Never "not stored": it may have arrived."""
    with Scripted({command: b""}) as server, open_mailbox(server.account(), None) as mailbox:
        with pytest.raises(ServerUnavailable, match="was lost") as caught:
            mailbox.save_draft(DRAFT, TOKEN, 1)
        assert not isinstance(caught.value, CannotWrite)
        with pytest.raises(ServerUnavailable):
            mailbox.folders()


def test_a_draft_with_a_zero_byte_is_never_sent() -> None:
    """RFC 9051 allows none, and some servers end the message there."""
    with Scripted() as server, open_mailbox(server.account(), None) as mailbox:
        with pytest.raises(DataError, match="zero byte"):
            mailbox.save_draft(DRAFT + b"\0", TOKEN, 1)
        assert server.literals == []


def test_a_draft_that_cannot_be_expunged_gets_its_mark_taken_off_again() -> None:
    """A message of ours must not lie around as deleted."""
    fetch = b"* 1 FETCH (UID 1 FLAGS (\\Draft) BODY[]<0> {%d}\r\n%s)\r\nTAG OK\r\n" % (len(DRAFT), DRAFT)
    select = b"* 1 EXISTS\r\n* OK [UIDVALIDITY 7] x\r\n* OK [UIDNEXT 2] x\r\nTAG OK [READ-WRITE] done\r\n"
    script = {"UID FETCH": fetch, "SELECT": select, "UID EXPUNGE": b"TAG NO [NOPERM] no\r\n"}
    with Scripted(script) as server, open_mailbox(server.account(), None) as mailbox:
        assert not mailbox.withdraw(1, 7, DRAFT)
        heard = [line.partition(" ")[2] for line in server.heard if "STORE" in line or "EXPUNGE" in line]
    assert heard == [
        "STORE 1 +FLAGS.SILENT (\\Deleted)",
        "EXPUNGE 1",
        "STORE 1 -FLAGS.SILENT (\\Deleted)",
    ]


def test_a_draft_goes_over_the_wire_with_crlf() -> None:
    """RFC 5322 section 2.1; not every server repairs it."""
    with Scripted() as server, open_mailbox(server.account(), None) as mailbox:
        mailbox.save_draft(DRAFT.replace(b"\r\n", b"\n"), TOKEN, 1)
        assert server.literals == [DRAFT]


def test_a_folder_is_not_opened_for_writing_before_everything_fits() -> None:
    """Another UIDVALIDITY, another message: EXAMINE has told enough."""
    fetch = b"* 1 FETCH (UID 1 FLAGS (\\Draft) BODY[]<0> {%d}\r\n%s)\r\nTAG OK\r\n" % (len(DRAFT), DRAFT)
    with Scripted({"UID FETCH": fetch}) as server, open_mailbox(server.account(), None) as mailbox:
        assert not mailbox.withdraw(1, 8, DRAFT)
        assert not mailbox.withdraw(1, 7, DRAFT + b"x")
        assert not mailbox.withdraw(2, 7, DRAFT)
        assert not [line for line in server.heard if line.startswith(("SELECT", "UID STORE", "UID EXPUNGE"))]


@pytest.mark.parametrize(
    ("select", "store"),
    [
        (b"* 1 EXISTS\r\n* OK [UIDVALIDITY 8] x\r\nTAG OK [READ-WRITE] done\r\n", 0),
        (b"* 1 EXISTS\r\n* OK [UIDVALIDITY 7] x\r\n* OK [READ-ONLY] x\r\nTAG OK done\r\n", 0),
        (b"* 1 EXISTS\r\n* OK [UIDVALIDITY 7] x\r\nTAG OK [READ-ONLY] done\r\n", 0),
        (b"* 1 EXISTS\r\n* OK [UIDVALIDITY 7] x\r\nTAG OK [READ-WRITE] done\r\n", 1),
    ],
)
def test_nothing_is_removed_from_a_folder_that_changed_or_is_read_only(select: bytes, store: int) -> None:
    """Scenario 20 and 22. Between the look and the removal, too."""
    fetch = b"* 1 FETCH (UID 1 FLAGS (\\Draft) BODY[]<0> {%d}\r\n%s)\r\nTAG OK\r\n" % (len(DRAFT), DRAFT)
    script = {"UID FETCH": fetch, "SELECT": select, "UID STORE": b"TAG NO no\r\n"}
    with Scripted(script) as server, open_mailbox(server.account(), None) as mailbox:
        assert not mailbox.withdraw(1, 7, DRAFT)
        assert len([line for line in server.heard if "STORE" in line]) == store
        assert not [line for line in server.heard if "EXPUNGE" in line]
        assert server.heard[-1].startswith("EXAMINE")


def test_a_folder_in_the_middle_of_which_the_line_breaks_can_be_read_on(
    login: Login, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Scenario 107. What was yielded is whole; the rest comes when asked for from there."""
    monkeypatch.setattr(imap_mailbox, "BATCH", 1_000)
    with login.session() as client:
        client.multiappend("INBOX", [message(f"m{number:04}") for number in range(2_500)])
    whole: list[str] = []
    proxy = CuttingProxy(login.host, login.port, cut_received=900_000)
    with proxy, open_mailbox(login.account(port=proxy.address[1]), None) as mailbox:
        batches = mailbox.headers("INBOX", 1, None)
        whole += [raw.data.decode() for raw in next(batches)]
        with pytest.raises(ServerUnavailable, match="was lost"):
            next(batches)
    with open_mailbox(login.account(), None) as mailbox:
        rest = [raw.data.decode() for raw in flat(mailbox.headers("INBOX", len(whole) + 1, None))]
    assert len({*whole, *rest}) == len(whole) + len(rest) == 2_500


def test_a_line_cut_anywhere_is_an_error_and_never_less_mail(login: Login) -> None:
    """Scenario 107. A whole visit, cut after any number of bytes from the server: all of it, or ServerUnavailable."""
    login.append("INBOX", message("one"))
    login.append("INBOX", message("two"))
    outcomes = [_visit(login, cut) for cut in range(0, 4_000, 61)]
    assert outcomes[0] is None
    assert outcomes[-1] == ["one", "two"]
    assert {tuple(outcome) for outcome in outcomes if outcome is not None} == {("one", "two")}


def _visit(login: Login, cut: int) -> list[str] | None:
    """Return the subjects of a whole visit; None where the server was lost."""
    with CuttingProxy(login.host, login.port, cut_received=cut) as proxy:
        try:
            with open_mailbox(login.account(port=proxy.address[1]), None) as mailbox:
                mailbox.cursors()
                return subjects(mailbox.headers("INBOX", 1, None))
        except ServerUnavailable:
            return None


def test_far_apart_uids_are_searched_and_fetched(login: Login, monkeypatch: pytest.MonkeyPatch) -> None:
    """A few messages under high UIDs cost a search, not thousands of empty ranges."""
    uids = [login.append("INBOX", message(f"m{number}")) for number in range(6)]
    for uid in uids[1:4]:
        login.remove("INBOX", uid)
    monkeypatch.setattr(runs, "dense", lambda *_: False)
    with recorded(login) as (mailbox, proxy):
        assert subjects(mailbox.headers("INBOX", 2, None)) == ["m4", "m5"]
        assert [line.partition(" (")[0] for line in commands(proxy.sent)][-2:] == ["UID SEARCH 1:3", "UID FETCH 5:6"]


def test_two_readers_of_one_connection_are_a_mistake_that_is_told(login: Login) -> None:
    """Rather than one getting the answers of the other."""
    login.append("INBOX", message("one"))
    login.append("INBOX", message("two"))
    with open_mailbox(login.account(), None) as mailbox:
        bodies = mailbox.bodies("INBOX", [1, 2])
        assert next(bodies).place.uid == 1
        assert mailbox.uids("INBOX") == {1, 2}
        with pytest.raises(RuntimeError, match="Another command"):
            next(bodies)
