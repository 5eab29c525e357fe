"""Drafts that come and go, and what the person says with a command or a folder."""

from __future__ import annotations

from datetime import date

import pytest

from mailfollow.model import Close, EventKind, Intent
from tests.tracking.builders import (
    BOB,
    CLOSED,
    DRAFTED,
    EVA,
    OFFER,
    WAITING,
    YOUR_TURN,
    at,
    away,
    bounced,
    day,
    ended,
    event,
    gone,
    reply,
    saved,
    sent,
    standing,
)


def edited(when: str, draft_id: int = 1):
    return event(EventKind.DRAFT_EDITED, when, draft_id=draft_id)


def withdrawn(when: str, draft_id: int = 1):
    return event(EventKind.DRAFT_WITHDRAWN, when, "an answer came", draft_id=draft_id)


def test_a_draft_that_was_thrown_away_uses_up_its_touch():
    """Scenario 9. The clock runs from then, so that the next touch is not at once."""
    s = standing(sent(), saved("11-05"), gone("11-06"))

    assert (s.state, s.touch, s.clock, s.draft_id) == (WAITING, 1, at("11-06"), None)
    assert s.why == "follow-up 1 is over: in the trash"


def test_throwing_a_draft_away_twice_skips_one_touch():
    """Scenario 10. A crash after the event was recorded, and the same finding in the next pass."""
    assert standing(sent(), saved("11-05"), gone("11-06"), gone("11-07")).touch == 1


def test_a_draft_that_comes_back_from_the_trash_was_never_thrown_away():
    """Scenario 127. Undo in Thunderbird and Roundcube."""
    s = standing(sent(), saved("11-05"), gone("11-06"), edited("11-07"))

    assert (s.state, s.touch, s.clock) == (DRAFTED, 0, at("11-02"))


def test_a_draft_thrown_away_again_after_it_came_back_is_skipped_once():
    """Scenario 127."""
    s = standing(sent(), saved("11-05"), gone("11-06"), edited("11-07"), gone("11-08"))

    assert (s.state, s.touch, s.clock) == (WAITING, 1, at("11-08"))


def test_a_draft_that_seemed_gone_and_was_sent_is_one_touch():
    """Scenario 119. mutt had it open for days; what counts is that it was sent."""
    s = standing(sent(), saved("11-05"), gone("11-07"), sent("11-09", "f1", draft_id=1))

    assert (s.touch, s.clock) == (1, at("11-09"))


@pytest.mark.parametrize("late", [edited("11-06"), withdrawn("11-06"), saved("11-06")])
def test_once_a_draft_is_sent_nothing_more_happens_to_it(late):
    """Scenario 122. The clock of the sending client was slow, so that we saw the draft after it was sent."""
    s = standing(sent(), saved("11-04"), sent("11-05", "f1", draft_id=1), late)

    assert (s.state, s.touch, s.clock) == (WAITING, 1, at("11-05"))


def test_an_edited_draft_stays_the_open_one():
    """Scenario 5. However often a client saves it."""
    s = standing(sent(), saved("11-05"), edited("11-05"), edited("11-06"), edited("11-07"))

    assert (s.state, s.draft_id, s.touch) == (DRAFTED, 1, 0)
    assert s.why == "you edited follow-up 1: it is yours now"


def test_a_draft_found_only_after_it_was_edited_counts_as_drafted():
    """Scenario 2. The crash came before the save was recorded, and the person was faster than we."""
    assert standing(sent(), edited("11-05")).state is DRAFTED


def test_a_withdrawn_draft_was_no_touch():
    """The customer has not heard from us."""
    s = standing(sent(), saved("11-05"), withdrawn("11-06"))

    assert (s.state, s.touch, s.clock, s.draft_id) == (WAITING, 0, at("11-02"), None)


def test_withdrawing_after_not_now_leaves_the_reason_to_wait():
    """The thread already waits, and for a better reason."""
    start = (sent(), saved("11-05"), reply("11-06", Intent.NOT_NOW))
    s = standing(*start, withdrawn("11-06"))

    assert (s.why, s.draft_id) == (standing(*start).why, None)


def test_a_draft_deleted_after_not_now_still_uses_up_its_touch():
    """A deleted draft is never written again, whatever happened in between."""
    s = standing(sent(), saved("11-05"), reply("11-06", Intent.NOT_NOW, until=day("12-01")), gone("11-07"))

    assert (s.touch, s.not_before, s.asked_to_wait) == (1, date(2026, 12, 1), True)


def test_a_leftover_draft_deleted_after_another_mail_was_sent_is_no_second_touch():
    """Scenario 12. The mail was the touch, the unused draft is litter."""
    assert standing(sent(), saved("11-05"), sent("11-06", "own"), gone("11-07")).touch == 1


def test_an_old_draft_that_vanishes_says_nothing_about_the_new_one():
    """Only the draft of the next touch can be skipped."""
    s = standing(sent(), saved("11-05", 1), withdrawn("11-06", 1), saved("11-09", 2), gone("11-10", 1))

    assert (s.state, s.draft_id, s.touch) == (DRAFTED, 2, 0)


@pytest.mark.parametrize("late", [saved("11-07"), edited("11-07"), gone("11-07"), withdrawn("11-07")])
@pytest.mark.parametrize("before", [reply("11-06", Intent.YES), event(EventKind.WON, "11-06")])
def test_nothing_that_happens_to_a_draft_changes_an_answered_thread(before, late):
    """Scenario 52. The answer came while the draft was being saved."""
    assert standing(sent(), before, late) == standing(sent(), before)


@pytest.mark.parametrize("close", list(Close))
def test_a_thread_ends_for_the_reason_given(close):
    """Scenario 87. The plan ends it when the touches are used up, a newer proposal when it takes over."""
    s = standing(sent(), ended("11-09", close))

    assert (s.state, s.close, s.why, s.since) == (CLOSED, close, f"ended: {close.value}", at("11-09"))


def test_an_answer_read_late_beats_the_end_by_silence():
    """There was no silence. A newer thread still takes over."""
    answered = (sent(), reply("11-08", Intent.QUESTION))

    assert standing(*answered, ended("11-09", Close.EXHAUSTED)).state is YOUR_TURN
    assert standing(*answered, ended("11-09", Close.SUPERSEDED)).close is Close.SUPERSEDED


def test_the_first_end_stands():
    """A thread that is won is not exhausted later."""
    assert standing(sent(), event(EventKind.WON, "11-05"), ended("11-09", Close.EXHAUSTED)).close is Close.WON


@pytest.mark.parametrize(("kind", "close"), [
    (EventKind.STOPPED, Close.STOPPED), (EventKind.WON, Close.WON), (EventKind.LOST, Close.LOST),
])  # fmt: skip
@pytest.mark.parametrize("before", [
    (), (saved("11-03"),), (reply("11-03", Intent.YES),), (ended("11-03", Close.EXHAUSTED),),
])  # fmt: skip
def test_the_person_s_word_ends_a_thread_in_any_state(kind, close, before):
    """Scenario 90."""
    s = standing(sent(), *before, event(kind, "11-05", "moved to a folder"))

    assert (s.state, s.close, s.why) == (CLOSED, close, "moved to a folder")


def test_whoever_asked_to_be_left_alone_is_left_alone_with_a_new_proposal_too():
    """A stop holds for the person; the new thread is shown as stopped, with its facts, and can be reopened."""
    s = standing(event(EventKind.STOPPED, "10-01", person=BOB.address), sent())

    assert (s.state, s.close, s.root_id, s.people) == (CLOSED, Close.STOPPED, "p1", (BOB,))
    assert standing(event(EventKind.STOPPED, "10-01"), sent(), event(EventKind.REOPENED, "11-03")).people == (BOB,)


def test_a_snooze_sets_the_day_and_another_one_changes_it():
    """Scenario 89. It is the person's own: the last word counts, and no day lifts it."""
    snooze = event(EventKind.SNOOZED, "11-03", until=day("12-01"))

    assert standing(sent(), snooze).snoozed == date(2026, 12, 1)
    assert standing(sent(), snooze, event(EventKind.SNOOZED, "11-04", until=day("11-10"))).snoozed == date(2026, 11, 10)
    assert standing(sent(), snooze, event(EventKind.SNOOZED, "11-04")).snoozed is None
    assert standing(sent(), snooze).state is WAITING


def test_reopening_a_closed_thread_begins_a_new_round():
    """From the first touch, from now on, with nothing held."""
    start = (sent(), sent("11-05", "f1"), away("11-06", "12-30"), ended("11-09", Close.EXHAUSTED))
    s = standing(*start, event(EventKind.REOPENED, "11-20"))

    assert (s.state, s.close, s.round, s.touch, s.clock) == (WAITING, None, 1, 0, at("11-20"))
    assert (s.not_before, s.held, s.snoozed, s.asked_to_wait) == (None, None, None, False)


def test_reopening_after_a_bounce_tries_the_addresses_again():
    """The person knows better than the mail server."""
    s = standing(sent(people=(BOB, EVA)), bounced("11-02"), bounced("11-02", EVA), event(EventKind.REOPENED, "11-05"))

    assert s.reachable == (BOB, EVA)


def test_reopening_an_answered_thread_waits_again():
    """It was no answer after all."""
    s = standing(sent(), sent("11-05", "f1"), reply("11-06", Intent.OTHER), event(EventKind.REOPENED, "11-09"))

    assert (s.state, s.touch, s.clock) == (WAITING, 0, at("11-09"))


@pytest.mark.parametrize("kind", [EventKind.REOPENED, EventKind.TRACKED])
def test_resuming_a_waiting_thread_lifts_what_holds_it_and_lets_the_clock_run(kind):
    """Scenario 89. What was due meanwhile comes in the next business slot."""
    holds = (event(EventKind.SNOOZED, "11-03", until=day("12-01")), event(EventKind.HELD, "11-03"), away("11-03"))
    s = standing(sent(), *holds, event(kind, "11-20"))

    assert (s.state, s.clock, s.touch) == (WAITING, at("11-02"), 0)
    assert (s.snoozed, s.not_before, s.held) == (None, None, None)


def test_resuming_leaves_an_open_draft_open():
    """It is what the person asks for already."""
    s = standing(sent(), saved("11-05"), event(EventKind.REOPENED, "11-06"))

    assert (s.state, s.draft_id) == (DRAFTED, 1)


def test_reopening_what_never_began_does_nothing():
    """There is nothing to follow."""
    assert standing(event(EventKind.REOPENED, "11-20")).state is None


def test_a_message_that_the_person_tracks_is_followed_like_a_proposal():
    """It need not look like one."""
    s = standing(event(EventKind.TRACKED, "11-02", message_id="p1", people=(BOB,), proposal=OFFER))

    assert (s.state, s.touch, s.clock, s.root_id, s.people) == (WAITING, 0, at("11-02"), "p1", (BOB,))


def test_tracking_a_closed_thread_follows_it_again():
    """As reopening does."""
    s = standing(sent(), reply("11-05", Intent.NO), event(EventKind.TRACKED, "11-09"))

    assert (s.state, s.clock, s.touch) == (WAITING, at("11-09"), 0)
