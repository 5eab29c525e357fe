"""Steering on a server that knows no keywords and no special folders, and keeps all folders below the inbox."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest

from mailfollow.mailbox.imap import keywords
from mailfollow.mailbox.imap.trouble import Refused
from mailfollow.model import Close
from tests.end_to_end.stage import JANE, Stage
from tests.end_to_end.steering import FOLDERS, PLAIN, WORDS, content, names, told
from tests.servers.dovecot import Server, dovecot

pytestmark = pytest.mark.dovecot

NUMBERS = itertools.count(1)


@pytest.fixture(scope="module")
def poor_server() -> Iterator[Server]:
    """A Dovecot that offers next to nothing, and keeps all folders below the inbox."""
    capabilities = "IMAP4rev1 NAMESPACE"
    folders = ["Sent", "Drafts", "Trash"]
    with dovecot(special=False, folders=folders, separator=".", prefix="INBOX.", capabilities=capabilities) as server:
        yield server


@pytest.fixture
def poor(poor_server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Stage:
    """A mailbox there, with the folders for control; each search for a keyword is refused."""
    monkeypatch.setattr(keywords, "_uids", _refuse)
    stage = Below(poor_server.user(f"poor{next(NUMBERS)}"), tmp_path, more=FOLDERS)
    stage.look()
    return stage


def _refuse(*_arguments: object) -> NoReturn:
    raise Refused("server", "UID SEARCH", "[BADCHARSET] no such key")


class Below(Stage):
    """A stage on which all folders lie below the inbox."""

    def _deliver(self, folder: str, *more: Any) -> str:
        return super()._deliver(folder if folder == "INBOX" else f"INBOX.{folder}", *more)


def test_on_a_poor_server_the_folders_have_its_names(poor: Stage) -> None:
    """Scenario 106: with its prefix and its delimiter."""
    assert {f"INBOX.Mailfollow.{word}" for word in WORDS} <= names(poor)


def test_on_a_poor_server_folders_say_all(poor: Stage) -> None:
    """Scenario 109: it goes on by folders where keywords cannot be searched for."""
    poor.propose(days_ago=9)
    with poor.login.session("INBOX.Sent") as client:
        client.copy([1], "INBOX.Mailfollow.Stop")

    report = poor.at(minutes=5).look()

    assert not report.problems
    assert poor.thread().standing.close is Close.STOPPED
    assert poor.thread().standing.why == "you put it into INBOX.Mailfollow.Stop"


def test_on_a_poor_server_addresses_say_all(poor: Stage) -> None:
    """Scenario 109: so do addresses at sending time."""
    poor.send(JANE, "Thursday", PLAIN, days_ago=9, Bcc="robin+followup@hale-studio.example")

    report = poor.look()

    assert not report.problems
    assert len(report.written) == 1


def test_on_a_poor_server_a_draft_that_was_put_into_a_folder_is_left_there_and_told_of(
    poor: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without UIDPLUS nothing is removed."""
    poor.propose(days_ago=9)
    poor.look()
    with poor.login.session("INBOX.Drafts") as client:
        (uid,) = client.search("ALL")
        client.copy([uid], "INBOX.Mailfollow.Stop")
        client.delete_messages([uid])
        client.expunge()

    report = poor.at(minutes=5).look()

    assert not report.problems
    assert poor.thread().standing.close is Close.STOPPED
    assert content(poor, "INBOX.Mailfollow.Stop") == 1
    assert "the draft was left in INBOX.Mailfollow.Stop: please delete it" in told(poor, monkeypatch, "status")
