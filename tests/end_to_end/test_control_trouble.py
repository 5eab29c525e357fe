"""Folders for control that are numbered anew, mail that others put there, and passes that die."""

from __future__ import annotations

from datetime import date

import pytest

from mailfollow.mailbox.imap.mailbox import ImapMailbox
from mailfollow.model import Close, EventKind, State
from mailfollow.store.orders import Orders
from tests.end_to_end.stage import JANE, Stage
from tests.end_to_end.steering import events, look_and_die, outcomes, put, told

pytestmark = pytest.mark.dovecot


def test_another_uidvalidity_says_nothing_anew(steered: Stage) -> None:
    """Scenario 108: the folder was restored, and has the same mail under other numbers."""
    steered.propose(days_ago=1)
    put(steered, "Sent", 1, "Stop")
    steered.at(minutes=5).look()
    put(steered, "Sent", 1, "Track")
    steered.at(minutes=5).look()
    data, _ = steered.login.fetch("Mailfollow/Stop", 1)
    steered.login.delete("Mailfollow/Stop")
    steered.login.create("Mailfollow/Stop")
    steered.login.append("Mailfollow/Stop", data, [], steered.now)

    steered.at(minutes=5).look()

    assert steered.thread().standing.state is State.WAITING
    assert outcomes(steered)[-1] == "it lay there before"
    steered.login.append("Mailfollow/Stop", data, [], steered.now)
    steered.at(minutes=5).look()
    assert steered.thread().standing.close is Close.STOPPED


@pytest.mark.parametrize("copies", [1, 2])
def test_another_uidvalidity_says_nothing_anew_however_many_copies_there_are(steered: Stage, copies: int) -> None:
    """Scenario 108: a folder that was restored, in which a mail lies twice."""
    steered.propose(days_ago=1)
    for _ in range(copies):
        put(steered, "Sent", 1, "Stop")
    steered.at(minutes=5).look()
    put(steered, "Sent", 1, "Track")
    steered.at(minutes=5).look()
    data, _ = steered.login.fetch("Mailfollow/Stop", 1)
    steered.login.delete("Mailfollow/Stop")
    steered.login.create("Mailfollow/Stop")
    for _ in range(copies):
        steered.login.append("Mailfollow/Stop", data, [], steered.now)

    steered.at(minutes=5).look()
    assert steered.thread().standing.state is State.WAITING

    steered.login.remove("Mailfollow/Stop", 1)
    put(steered, "Sent", 1, "Stop")
    steered.at(minutes=5).look()
    assert steered.thread().standing.close is Close.STOPPED


def test_a_folder_that_was_deleted_and_made_anew_is_heeded_anew(steered: Stage) -> None:
    """The person cleared it that way; what they put into it now is said now, of the same mail too."""
    steered.propose(days_ago=1)
    put(steered, "Sent", 1, "Stop")
    steered.at(minutes=5).look()
    put(steered, "Sent", 1, "Track")
    steered.login.delete("Mailfollow/Stop")
    steered.at(minutes=5).look()
    steered.login.create("Mailfollow/Stop")
    put(steered, "Sent", 1, "Stop")

    steered.at(minutes=5).look()

    assert steered.thread().standing.close is Close.STOPPED


@pytest.mark.parametrize("field", ["Delivered-To", "X-Original-To", "Envelope-To"])
def test_what_a_server_delivered_into_a_folder_by_its_address_says_nothing(
    steered: Stage, monkeypatch: pytest.MonkeyPatch, field: str
) -> None:
    """Scenario 25: a no that is sent to you+Mailfollow/Track@ is a no."""
    root = steered.propose(days_ago=9)
    steered.look()
    no = "Thank you, but we have decided to go with another vendor.\n"
    steered.at(minutes=5).receive(
        JANE,
        "Re: Proposal: new website",
        no,
        answers=root,
        folder="Mailfollow/Track",
        **{field: "robin+Mailfollow/Track@hale-studio.example"},
    )

    steered.look()

    assert steered.thread().standing.close is Close.DECLINED
    assert "it was delivered there" in told(steered, monkeypatch, "status")


def test_mail_in_our_name_delivered_into_track_starts_nothing(steered: Stage) -> None:
    """Scenario 25: some servers deliver mail to you+folder@ into that folder, whoever sent it."""
    steered.login.append(
        "Mailfollow/Track",
        b"Delivered-To: robin+Mailfollow/Track@hale-studio.example\r\nFrom: robin@hale-studio.example\r\n"
        b"To: victim@bank.example\r\nSubject: Proposal\r\nMessage-ID: <forged@evil.example>\r\n"
        b"Date: Mon, 2 Mar 2026 07:00:00 +0000\r\n\r\nThe total is EUR 4,800. Does it suit you?\r\n",
        [],
        steered.now,
    )

    steered.look()

    assert steered.threads()[0] == []


def test_a_crash_between_the_word_and_its_note_leaves_neither(steered: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are one transaction: the next pass carries the word out, once."""
    steered.propose(days_ago=1)
    put(steered, "Sent", 1, "Won")
    look_and_die(steered.at(minutes=5), monkeypatch, Orders, "settle")
    assert steered.thread().standing.state is State.WAITING

    for _ in range(2):
        steered.at(minutes=5).look()

    assert [event.kind for event in events(steered)] == [EventKind.SENT, EventKind.WON]


def test_a_crash_while_our_draft_is_removed_loses_no_touch(steered: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is known that it was taken away, not thrown away."""
    steered.propose(days_ago=9)
    steered.look()
    ((uid, _),) = steered.drafts_by_uid()
    put(steered, "Drafts", uid, "Snooze 1 week", move=True)
    look_and_die(steered.at(minutes=5), monkeypatch, ImapMailbox, "withdraw")

    steered.at(minutes=5).look()

    standing = steered.thread().standing
    assert (standing.state, standing.touch, standing.snoozed) == (State.WAITING, 0, date(2026, 3, 9))
    assert "the draft was left in Mailfollow/Snooze 1 week: please delete it" in told(steered, monkeypatch, "status")
    assert len(steered.at(days=7).look().written) == 1
