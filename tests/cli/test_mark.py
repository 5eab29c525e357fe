"""What a person says of a proposal: track, snooze, stop, won, lost, reopen; and rebuild, which changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from mailfollow import clock
from tests.cli.command import NOW, Outcome, Person
from tests.cli.conftest import Call

ThreadId = Callable[[str], str]
CLOSE = {"stop": "stopped", "won": "won", "lost": "lost"}


def states(call: Call, person: Person) -> dict[str, str]:
    """Return the state of every thread."""
    threads = call("status", "--json", "--config", person.config).json["threads"]
    return {thread["id"]: thread["state"] for thread in threads}


def drafted_by(outcome: Outcome) -> list[tuple[str, int]]:
    """Return thread and touch of each draft that a pass wrote."""
    return [(written["id"], written["touch"]) for written in outcome.json["drafts"]]


@pytest.mark.parametrize("command", ["stop", "won", "lost"])
def test_a_proposal_is_closed_and_its_untouched_draft_withdrawn(
    looked: Person, call: Call, thread_id: ThreadId, command: str
) -> None:
    """Scenario 90: the next pass takes the draft back, unless somebody touched it."""
    drafted = thread_id("drafted")

    outcome = call(command, drafted, "--config", looked.config)

    assert (outcome.code, outcome.err) == (0, "")
    told = "Its draft is taken back at the next pass: do not send it."
    assert outcome.out == f"{drafted}  Proposal: new website: closed (you said: {command})\n{told}\n"
    assert states(call, looked)[drafted] == "closed"
    listed = call("status", "--config", looked.config).out
    assert f"Taken back at the next pass: do not send (1)\n  {drafted}" in listed
    assert "In Drafts, waiting for you" not in listed

    call("once", "--config", looked.config)

    assert looked.drafts() == []
    assert drafted not in call("status", "--config", looked.config).out
    again = call("won", drafted, "--config", looked.config).out
    assert again.endswith(f": closed (you said: won); it was {CLOSE[command]} before\n")


def test_a_draft_that_the_person_edited_is_not_said_to_be_taken_back(
    looked: Person, call: Call, thread_id: ThreadId, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is theirs: it stays."""
    drafted = thread_id("drafted")
    (path,) = (looked.folder / "Maildir/.Drafts/cur").iterdir()
    path.write_bytes(path.read_bytes().replace(b"Hello Jane", b"Dear Jane"))
    path.rename(path.with_name("1772532000.edited:2,DS"))
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(hours=1))
    call("once", "--config", looked.config)

    outcome = call("lost", drafted, "--config", looked.config)

    assert outcome.out == f"{drafted}  Proposal: new website: closed (you said: lost)\n"
    assert "do not send" not in call("status", "--config", looked.config).out


def test_a_no_of_theirs_is_remembered_when_it_is_closed_once_more(
    looked: Person, call: Call, thread_id: ThreadId
) -> None:
    """They declined; the person gives it up as lost."""
    outcome = call("lost", thread_id("closed"), "--config", looked.config)

    assert outcome.out.endswith(": closed (you said: lost); it was declined before\n")


def test_a_closed_proposal_cannot_be_snoozed(looked: Person, call: Call, thread_id: ThreadId) -> None:
    """Exit code 2, with what takes it up again; nothing of it is in its story."""
    closed = thread_id("closed")

    outcome = call("snooze", closed, "2w", "--config", looked.config)

    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.sentence == f"{closed} is closed: `mailfollow reopen {closed}` takes it up again."
    assert "snoozed" not in call("show", closed, "--config", looked.config).out


@pytest.mark.parametrize("until", ["99999w", "2036-03-04", "3943-01-01"])
def test_more_than_ten_years_is_refused(looked: Person, call: Call, thread_id: ThreadId, until: str) -> None:
    """Nobody means the year 3943."""
    outcome = call("snooze", thread_id("waiting"), until, "--config", looked.config)

    assert (outcome.code, outcome.sentence) == (2, f"{until!r} is more than ten years ahead: name an earlier day.")
    assert call("snooze", thread_id("waiting"), "2036-03-03", "--config", looked.config).code == 0


def test_a_closed_proposal_is_taken_up_again(looked: Person, call: Call, thread_id: ThreadId) -> None:
    """It waits again, with its reason."""
    closed = thread_id("closed")

    outcome = call("reopen", closed, "--config", looked.config)

    assert outcome.code == 0
    assert f"{closed}  Proposal: maintenance contract: waiting (" in outcome.out
    assert states(call, looked)[closed] == "waiting"


@pytest.mark.parametrize(
    ("until", "day"), [("2026-04-01", "Wed 1 Apr 2026"), ("10d", "Fri 13 Mar 2026"), ("2W", "Tue 17 Mar 2026")]
)
def test_a_proposal_is_left_alone_until_a_day(
    looked: Person, call: Call, thread_id: ThreadId, until: str, day: str
) -> None:
    """Said as a date, in days or in weeks; the answer names the day."""
    waiting = thread_id("waiting")

    outcome = call("snooze", waiting, until, "--config", looked.config)

    assert outcome.code == 0
    assert f": waiting, left alone until {day} (" in outcome.out
    story = call("show", waiting, "--config", looked.config).out
    assert "snoozed" in story
    assert day in story


@pytest.mark.parametrize("until", ["tomorrow", "", "d", "10x", "2026-13-01", "99999999999d", "1.5w"])
def test_what_is_no_day_is_refused(looked: Person, call: Call, thread_id: ThreadId, until: str) -> None:
    """Exit code 2, with the forms that are understood."""
    outcome = call("snooze", thread_id("waiting"), until, "--config", looked.config)

    assert (outcome.code, outcome.sentence) == (2, f"{until!r} is no day: write 2026-12-01, 10d or 2w.")


@pytest.mark.parametrize("until", ["2026-03-03", "2020-01-01", "0d"])
def test_a_day_that_has_passed_is_refused(looked: Person, call: Call, thread_id: ThreadId, until: str) -> None:
    """Today counts as passed: a pass may have been made already."""
    outcome = call("snooze", thread_id("waiting"), until, "--config", looked.config)

    assert (outcome.code, outcome.sentence) == (2, f"{until!r} is not in the future: name a later day.")


@pytest.mark.parametrize("written", ["<private@mail.example>", "private@mail.example"])
def test_a_sent_message_is_followed_by_its_message_id(looked: Person, call: Call, written: str) -> None:
    """With or without angle brackets; the next pass takes it up whatever it looks like."""
    outcome = call("track", written, "--config", looked.config)

    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out == "It is followed from the next pass on; `mailfollow once` makes one now.\n"
    report = call("once", "--json", "--config", looked.config).json
    assert len(report["proposals"]) == 1
    subjects = [thread["subject"] for thread in call("status", "--json", "--config", looked.config).json["threads"]]
    assert "Saturday" in subjects


def test_a_message_id_that_nobody_sent_is_answered_with_what_to_do(looked: Person, call: Call) -> None:
    """Exit code 2; it is not looked for among the threads."""
    outcome = call("track", "<nosuch@mail.example>", "--config", looked.config)

    assert outcome.code == 2
    assert outcome.sentence.startswith("No sent message with the Message-ID <nosuch@mail.example> has been read: ")


@pytest.mark.parametrize(
    "words", [["stop", "abc"], ["snooze", "abc", "2w"], ["track", "<x@mail.example>"], ["rebuild"]], ids=" ".join
)
def test_before_the_first_pass_there_is_nothing_to_say_anything_about(
    person: Person, call: Call, words: list[str]
) -> None:
    """Exit code 2, with what to do first; no database is made by it."""
    outcome = call(*words, "--config", person.config)

    assert (outcome.code, outcome.sentence) == (2, "Nothing is followed yet: run `mailfollow once` first.")
    assert not person.state.exists()


def test_what_was_said_outlives_a_rebuild(looked: Person, call: Call, thread_id: ThreadId) -> None:
    """Every state follows from the recorded events: recomputing them changes none, and makes no draft."""
    call("won", thread_id("your_turn"), "--config", looked.config)
    before = states(call, looked)

    outcome = call("rebuild", "--config", looked.config)

    assert (outcome.code, outcome.out) == (0, "5 proposals recomputed, 0 of them stood differently.\n")
    assert states(call, looked) == before
    assert len(looked.drafts()) == 1


def test_a_snoozed_proposal_wakes_up(person: Person, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """Scenario 89: its draft is withdrawn, and written again on the day itself, not before, and once."""
    ((drafted, _),) = drafted_by(call("once", "--json", "--config", person.config))
    call("snooze", drafted, "2w", "--config", person.config)
    drafts = {}
    for day in (0, 13, 14, 15):
        monkeypatch.setattr(clock, "now", lambda day=day: NOW + timedelta(days=day))
        outcome = call("once", "--json", "--config", person.config)
        drafts[day] = dict(drafted_by(outcome)).get(drafted)

    assert drafts == {0: None, 13: None, 14: 1, 15: None}
