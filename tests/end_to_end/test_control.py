"""Steering with the folders under Mailfollow, on a real Dovecot."""

from __future__ import annotations

import json
from datetime import date

import pytest

from mailfollow.model import Close, EventKind, State
from tests.end_to_end.stage import JANE, Stage
from tests.end_to_end.steering import FOLDERS, PLAIN, SUBJECT, WORDS, events, names, outcomes, put, told

pytestmark = pytest.mark.dovecot


def test_no_folder_is_made_unless_it_was_asked_for(stage: Stage) -> None:
    """Neither by a pass without the setting, nor by a dry run with it."""
    before = names(stage)
    stage.look()
    stage.more = FOLDERS
    stage.look(dry=True)

    assert names(stage) == before


def test_the_folders_are_made_and_subscribed_once(steered: Stage) -> None:
    """One that the person deletes stays deleted; turning the setting off and on brings it back."""
    made = {f"Mailfollow/{word}" for word in WORDS}
    assert made <= names(steered)
    with steered.login.session() as client:
        assert made <= {name for _, _, name in client.list_sub_folders()}
    steered.login.delete("Mailfollow/Lost")

    for _ in range(3):
        assert not steered.at(days=1).look().problems
    assert "Mailfollow/Lost" not in names(steered)
    steered.more = ""
    steered.look()
    steered.more = FOLDERS
    steered.look()

    assert made <= names(steered)


@pytest.mark.parametrize(
    ("word", "close", "kind"),
    [
        ("Stop", Close.STOPPED, EventKind.STOPPED),
        ("Won", Close.WON, EventKind.WON),
        ("Lost", Close.LOST, EventKind.LOST),
    ],
)
@pytest.mark.parametrize("move", [True, False])
def test_a_proposal_put_into_a_folder_is_closed(
    steered: Stage, word: str, close: Close, kind: EventKind, move: bool
) -> None:
    """Scenario 90: its untouched draft is withdrawn, and the story says when and why."""
    steered.propose(days_ago=9)
    steered.look()
    assert len(steered.drafts()) == 1
    put(steered, "Sent", 1, word, move=move)

    report = steered.at(minutes=5).look()

    assert not report.problems
    assert steered.thread().standing.close is close
    assert steered.drafts() == []
    told = [event for event in events(steered) if event.kind is kind]
    assert [(event.why, event.at) for event in told] == [(f"you put it into Mailfollow/{word}", steered.now)]


@pytest.mark.parametrize(("word", "until"), [("Snooze 1 week", date(2026, 3, 9)), ("Snooze 1 month", date(2026, 4, 2))])
def test_a_snooze_lasts_until_a_business_day(steered: Stage, word: str, until: date) -> None:
    """Scenario 89: nothing before that day, and one draft on it, whatever fell due meanwhile."""
    steered.propose(days_ago=9)
    put(steered, "Sent", 1, word)
    steered.at(minutes=5).look()

    assert steered.thread().standing.snoozed == until
    days = (until - steered.now.date()).days
    written = [len(steered.at(days=1).look().written) for _ in range(days + 2)]

    assert written == [0] * (days - 1) + [1, 0, 0]


def test_a_word_is_carried_out_once(steered: Stage) -> None:
    """A later decision of the person is not undone by the copy that still lies there; a second copy counts again."""
    steered.propose(days_ago=1)
    put(steered, "Sent", 1, "Stop")
    steered.at(minutes=5).look()
    put(steered, "Sent", 1, "Track")
    steered.at(minutes=5).look()
    assert steered.thread().standing.state is State.WAITING
    before, told = steered.login.snapshot(), events(steered)

    for _ in range(3):
        steered.at(minutes=5).look()

    assert steered.login.snapshot() == before
    assert events(steered) == told
    put(steered, "Sent", 1, "Stop")
    steered.at(minutes=5).look()
    assert steered.thread().standing.close is Close.STOPPED


def test_what_lies_in_two_folders_at_once_is_closed_rather_than_followed(steered: Stage) -> None:
    """Of words that one look finds, the more final one counts."""
    steered.propose(days_ago=9)
    put(steered, "Sent", 1, "Stop")
    put(steered, "Sent", 1, "Track")

    steered.at(minutes=5).look()

    assert steered.thread().standing.close is Close.STOPPED


def test_an_answer_moved_into_a_folder_before_it_was_read_is_an_answer_too(steered: Stage) -> None:
    """It is read where it lies now, and the word comes on top of it."""
    proposal = steered.propose(days_ago=9)
    steered.receive(JANE, SUBJECT, "Could you do it in May?\n", answers=proposal)
    put(steered, "INBOX", 1, "Snooze 1 week", move=True)

    steered.at(minutes=5).look()

    standing = steered.thread().standing
    assert standing.state is State.YOUR_TURN
    assert standing.snoozed == date(2026, 3, 9)
    assert {event.kind for event in events(steered)} >= {EventKind.REPLY, EventKind.SNOOZED}


@pytest.mark.parametrize("move", [True, False])
@pytest.mark.parametrize("known", [True, False])
def test_a_mail_that_looks_like_no_proposal_is_followed_if_it_is_put_into_track(
    steered: Stage, move: bool, known: bool
) -> None:
    """Whether it was read in Sent before or not, and whether it is still there."""
    steered.send(JANE, "Thursday", PLAIN, days_ago=2)
    if known:
        steered.look()
        assert steered.threads()[0] == []
    put(steered, "Sent", 1, "Track", move=move)

    steered.at(minutes=5).look()

    thread = steered.thread()
    assert thread.standing.state is State.WAITING
    assert [who.address for who in thread.standing.people] == ["jane@acme.example"]
    assert "you put it into Mailfollow/Track" in events(steered)[0].why
    assert len(steered.at(days=7).look().written) == 1


def test_a_proposal_moved_out_of_sent_before_it_was_read_is_followed(steered: Stage) -> None:
    """Even into another folder than Track: it counts as what it is."""
    steered.propose(days_ago=2)
    put(steered, "Sent", 1, "Snooze 1 week", move=True)

    steered.at(minutes=5).look()

    assert steered.thread().standing.snoozed == date(2026, 3, 9)


def test_a_message_of_no_proposal_is_told_of_and_does_nothing(steered: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """The person sees in `status` that it meant nothing."""
    steered.receive("ann@shop.example", "Your order", "Thank you for your order.\n")
    put(steered, "INBOX", 1, "Won")

    steered.at(minutes=5).look()

    assert steered.threads()[0] == []
    assert outcomes(steered) == ["it belongs to no proposal that is followed"]
    assert "Mailfollow/Won" in told(steered, monkeypatch, "status")
    assert "belongs to no proposal that is followed" in told(steered, monkeypatch, "status")


def test_every_word_stands_in_the_story(steered: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """With its time and the reason, for people and for programs."""
    steered.propose(days_ago=2)
    put(steered, "Sent", 1, "Won")
    steered.at(minutes=5).look()
    thread = steered.thread().id

    assert "you put it into Mailfollow/Won" in told(steered, monkeypatch, "show", thread)
    story = json.loads(told(steered, monkeypatch, "show", thread, "--json"))
    assert [(row["event"], row["why"], row["at"]) for row in story["events"]][-1] == (
        "won",
        "you put it into Mailfollow/Won",
        steered.now.isoformat(),
    )


def test_follow_it_undoes_no_answer_that_came_meanwhile(steered: Stage) -> None:
    """Scenario 51: the person had not seen the no when they put the proposal into Track."""
    proposal = steered.propose(days_ago=9)
    steered.look()
    put(steered, "Sent", 1, "Track")
    steered.at(minutes=3).receive(JANE, SUBJECT, "We decided to go with another vendor.\n", answers=proposal)

    report = steered.at(minutes=2).look()

    assert not report.written
    assert steered.thread().standing.close is Close.DECLINED


def test_a_thread_that_was_answered_is_followed_again_if_the_answer_is_put_into_track(steered: Stage) -> None:
    """Then they have seen it."""
    proposal = steered.propose(days_ago=9)
    steered.receive(JANE, SUBJECT, "We decided to go with another vendor.\n", answers=proposal, days_ago=1)
    steered.look()
    put(steered, "INBOX", 1, "Track")

    steered.at(minutes=5).look()

    assert (steered.thread().standing.state, steered.thread().standing.round) == (State.WAITING, 1)


def test_a_folder_of_another_name_under_mailfollow_is_an_ordinary_one(steered: Stage) -> None:
    """An answer that a rule moved there is an answer."""
    proposal = steered.propose(days_ago=9)
    steered.login.create("Mailfollow/Clients")
    steered.receive(JANE, SUBJECT, "Could you do it in May?\n", answers=proposal, folder="Mailfollow/Clients")

    steered.look()

    assert steered.thread().standing.state is State.YOUR_TURN


def test_a_pass_in_which_nothing_was_said_only_reads(steered: Stage) -> None:
    """Scenario 111: every sign lies there still, and the second look changes nothing."""
    steered.propose(days_ago=1, Bcc="robin+followup@hale-studio.example")
    steered.login.flag("Sent", 1, "followup-10d", "\\Flagged")
    put(steered, "Sent", 1, "Snooze 1 week")
    steered.at(minutes=5).look()
    before, said = steered.login.snapshot(), outcomes(steered)
    thread = steered.thread()

    report = steered.at(minutes=5).look()

    assert not report.problems
    assert (steered.login.snapshot(), outcomes(steered), steered.thread()) == (before, said, thread)
    assert len(said) == 3
