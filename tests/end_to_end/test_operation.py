"""A mailbox that others work on as well: odd folder names, folders made anew, mail that moves between two looks."""

from __future__ import annotations

import pytest

from mailfollow.model import Close, State
from tests.end_to_end.stage import JANE, Stage

pytestmark = pytest.mark.dovecot

SUBJECT = "Re: Proposal: new website"
NO = "Hi Robin,\n\nwe decided to go with another vendor.\n\nJane\n"


@pytest.mark.parametrize("folder", ["Größe & Co", "Клиенты/Acme", 'a "quoted" one', "50% [x] *"])
def test_an_answer_in_a_folder_with_an_odd_name_is_found(stage: Stage, folder: str) -> None:
    """Scenario 106: modified UTF-7, the server's delimiter, and what must be quoted on the wire."""
    stage.login.create(folder)
    root = stage.propose(days_ago=9)
    stage.receive(JANE, SUBJECT, NO, days_ago=1, answers=root, folder=folder)

    assert stage.look().written == []
    assert stage.thread().standing.close is Close.DECLINED


def test_sent_that_was_made_anew_is_read_anew_and_brings_nothing_twice(stage: Stage) -> None:
    """Scenario 108: the same mail under another UIDVALIDITY is the same proposal; what is new there is not missed."""
    stage.propose(days_ago=9)
    stage.look()
    data, flags = stage.login.fetch("Sent", 1)
    stage.login.delete("Sent")
    stage.login.create("Sent")
    stage.propose("Omar Reyes <omar@northwind.example>", "labels", days_ago=9)
    stage.login.append("Sent", data, sorted(flags), stage.now)

    reports = [stage.at(minutes=5).look() for _ in range(3)]

    assert [len(report.proposals) for report in reports] == [1, 0, 0]
    assert [written.to for report in reports for written in report.written] == [("omar@northwind.example",)]
    assert [thread.standing.state for thread in stage.threads()[0]] == [State.DRAFTED] * 2
    assert len(stage.drafts()) == 2


@pytest.mark.parametrize("seen_before", [True, False])
def test_an_answer_that_a_rule_moves_between_two_looks_counts_once(stage: Stage, seen_before: bool) -> None:
    """Scenario 108: read in the inbox and met again in a folder, or met there first."""
    stage.login.create("Customers")
    root = stage.propose(days_ago=9)
    stage.look()
    uid = 1
    stage.at(minutes=5).receive(JANE, SUBJECT, "Hi Robin,\n\ncould you do it in May?\n\nJane\n", answers=root)
    withdrawn = len(stage.look().withdrawn) if seen_before else 0
    stage.login.move("INBOX", uid, "Customers")
    withdrawn += sum(len(stage.at(minutes=5).look().withdrawn) for _ in range(2))

    assert withdrawn == 1
    assert (stage.thread().standing.state, stage.drafts()) == (State.YOUR_TURN, [])
