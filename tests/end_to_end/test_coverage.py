"""Not knowing is not "no reply": a mailbox that lost most of its messages proves nothing by its silence."""

from __future__ import annotations

import email
from email.message import Message

import pytest

from tests.end_to_end.stage import JANE, Stage

pytestmark = pytest.mark.dovecot


@pytest.fixture
def lively(stage: Stage) -> Stage:
    """A mailbox with a due proposal, thirty other messages, and a first pass before the proposal was due."""
    stage.propose(JANE, days_ago=0)
    for number in range(30):
        stage.receive(f"Ann <ann{number}@elsewhere.example>", "News", "Nothing much.\n", days_ago=1)
    stage.look()
    return stage.at(days=9)


def empty(stage: Stage, folder: str, most: int) -> None:
    """Remove messages behind our back."""
    with stage.login.session(folder) as client:
        uids = client.search("ALL")[:most]
    for uid in uids:
        stage.login.remove(folder, uid)


def test_a_mailbox_that_lost_most_of_its_messages_gets_no_draft_for_a_day(lively: Stage) -> None:
    """It says how many there were; after a day, or when they are back, it goes on by itself."""
    empty(lively, "INBOX", 20)

    report = lively.look()

    (problem,) = report.problems
    assert "the mailbox held 31 messages at the last look, and holds 11 now" in problem.sentence
    assert lively.drafts() == []
    assert lively.at(hours=23).look().problems
    assert not lively.at(hours=2).look().problems
    assert len(lively.drafts()) == 1


def test_it_goes_on_when_the_messages_are_back(lively: Stage) -> None:
    empty(lively, "INBOX", 20)
    assert lively.look().problems
    for number in range(20):
        lively.receive(f"Ann <ann{number}@elsewhere.example>", "News", "Nothing much.\n")

    assert not lively.at(minutes=5).look().problems
    assert len(lively.drafts()) == 1


def test_a_folder_that_vanished_counts_as_lost(lively: Stage) -> None:
    """Also in the passes that follow, although nothing can be read there any more."""
    lively.login.create("Customers")
    for uid in sorted(lively.login.snapshot()["INBOX"]):
        lively.login.move("INBOX", uid, "Customers")
    assert not lively.look(dry=True).problems, "moved within the mailbox is not lost"
    lively.at(days=-8).look()
    lively.login.delete("Customers")
    lively.at(days=8)

    assert lively.look().problems
    assert lively.at(hours=1).look().problems
    assert lively.drafts() == []


def test_an_answer_is_read_even_then(lively: Stage) -> None:
    """What can be seen is believed; only silence is not."""
    (root,) = (data["Message-ID"] for data in sent(lively))
    empty(lively, "INBOX", 30)
    lively.receive(JANE, "Re: Proposal: new website", "Yes, gladly. When could you begin?\n", answers=root)

    assert lively.look().problems

    assert lively.thread().standing.state == "your_turn"


def test_a_small_mailbox_may_be_tidied_up(stage: Stage) -> None:
    stage.propose(JANE, days_ago=9)
    for number in range(15):
        stage.receive(f"Ann <ann{number}@elsewhere.example>", "News", "Nothing much.\n", days_ago=1)
    stage.look()
    empty(stage, "INBOX", 15)

    assert not stage.at(days=1).look().problems


def sent(stage: Stage) -> list[Message]:
    """Return the headers of what lies in Sent."""
    with stage.login.session("Sent") as client:
        found = client.fetch(client.search("ALL"), ["BODY.PEEK[HEADER]"])
    return [email.message_from_bytes(items[b"BODY[HEADER]"]) for items in found.values()]
