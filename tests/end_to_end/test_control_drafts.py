"""Our draft in a folder for control: taken out again if it is untouched, and what becomes of its follow-up."""

from __future__ import annotations

import pytest

from mailfollow.model import Close, DraftState, EventKind, State
from mailfollow.store import Store
from tests.end_to_end.stage import Stage
from tests.end_to_end.steering import WORDS, content, events, names, put, told

pytestmark = pytest.mark.dovecot


def test_an_edited_draft_of_a_proposal_that_was_won_stays(steered: Stage) -> None:
    """Scenario 90: what a person touched is theirs."""
    steered.propose(days_ago=9)
    steered.look()
    ((uid, draft),) = steered.drafts_by_uid()
    draft.set_content("Hi Jane,\n\nI have quite another idea for you.\n")
    steered.login.append("Drafts", draft.as_bytes(), ["\\Draft", "\\Seen"], steered.now)
    steered.login.remove("Drafts", uid)
    steered.at(minutes=5).look()
    put(steered, "Sent", 1, "Won")

    steered.at(minutes=5).look()

    assert steered.thread().standing.close is Close.WON
    assert len(steered.drafts()) == 1


def test_a_paused_thread_that_is_taken_up_again_gets_one_draft(steered: Stage) -> None:
    """Scenario 89: resumed after the time has passed, the next follow-up is due now, and once."""
    steered.propose(days_ago=9)
    put(steered, "Sent", 1, "Snooze 1 month")
    steered.at(minutes=5).look()
    assert steered.drafts() == []
    put(steered, "Sent", 1, "Track")

    reports = [steered.at(minutes=30).look() for _ in range(4)]

    assert [len(report.written) for report in reports] == [1, 0, 0, 0]
    assert steered.thread().standing.snoozed is None


@pytest.mark.parametrize("word", WORDS)
def test_our_untouched_draft_is_removed_from_the_folder_it_was_moved_to(steered: Stage, word: str) -> None:
    """The only message there that is ours; the touch was not made."""
    steered.propose(days_ago=9)
    steered.look()
    ((uid, _),) = steered.drafts_by_uid()
    put(steered, "Drafts", uid, word, move=True)

    report = steered.at(minutes=5).look()

    assert not report.problems
    assert content(steered, f"Mailfollow/{word}") == 0
    standing = steered.thread().standing
    assert standing.touch == 0
    with Store.open(steered.folder / "state" / "mailfollow.db", read_only=True) as store:
        first = store.drafts.of_thread(store.threads.all()[0].id)[0]
    assert first.state is DraftState.WITHDRAWN
    assert len(steered.drafts()) == (1 if word == "Track" else 0)


def test_a_draft_that_was_only_copied_is_removed_in_both_places(steered: Stage) -> None:
    """The copy because it is ours, the other because the thread is closed."""
    steered.propose(days_ago=9)
    steered.look()
    ((uid, _),) = steered.drafts_by_uid()
    put(steered, "Drafts", uid, "Stop")

    steered.at(minutes=5).look()

    assert content(steered, "Mailfollow/Stop") == 0
    assert steered.drafts() == []


def test_a_draft_that_was_edited_stays_where_it_was_put(steered: Stage) -> None:
    """It counts as thrown away, not as sent."""
    steered.propose(days_ago=9)
    steered.look()
    ((uid, draft),) = steered.drafts_by_uid()
    draft.set_content("Hi Jane,\n\nI have quite another idea for you.\n")
    steered.login.append("Mailfollow/Stop", draft.as_bytes(), ["\\Draft", "\\Seen"], steered.now)
    steered.login.remove("Drafts", uid)

    steered.at(minutes=5).look()

    assert content(steered, "Mailfollow/Stop") == 1
    assert steered.thread().standing.close is Close.STOPPED
    assert EventKind.SENT not in [event.kind for event in events(steered)][1:]


@pytest.mark.parametrize(("word", "closed"), [("Stop", 2), ("Won", 0)])
def test_a_draft_that_names_two_proposals_speaks_for_both_only_where_that_is_meant(
    steered: Stage, monkeypatch: pytest.MonkeyPatch, word: str, closed: int
) -> None:
    """Stop means both; which one was won, the person has to say."""
    steered.propose(days_ago=9)
    steered.propose(topic="new shop", days_ago=9)
    steered.look()
    ((uid, _),) = steered.drafts_by_uid()
    with Store.open(steered.folder / "state" / "mailfollow.db", read_only=True) as store:
        (draft,) = store.drafts.open("work")
    assert len(draft.threads) == 2
    put(steered, "Drafts", uid, word, move=True)

    report = steered.at(minutes=5).look()

    assert not report.problems
    threads, _ = steered.threads()
    assert sum(thread.standing.state is State.CLOSED for thread in threads) == closed
    assert ("please say which one" in told(steered, monkeypatch, "status")) == (word == "Won")


@pytest.mark.parametrize("folder", ["Trash", "Archive", "Templates", "Mailfollow/Clients"])
def test_a_draft_that_was_moved_elsewhere_is_skipped(steered: Stage, folder: str) -> None:
    """Scenario 10: it was not sent, it is not made again, and the next follow-up comes in its time."""
    if folder not in names(steered):
        steered.login.create(folder)
    steered.propose(days_ago=9)
    steered.look()
    ((uid, _),) = steered.drafts_by_uid()
    steered.login.move("Drafts", uid, folder)

    reports = [steered.at(hours=12).look() for _ in range(6)]

    assert not [report for report in reports if report.problems or report.written]
    assert steered.thread().standing.touch == 1
    assert EventKind.SENT not in [event.kind for event in events(steered)][1:]
    assert content(steered, folder) == 1
    assert sum(len(steered.at(days=1).look().written) for _ in range(8)) == 1
