"""What comes from outside: answers by what they mean, absences, bounces, holds and signatures."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from mailfollow.model import Close, EventKind, Intent
from tests.tracking.builders import (
    BOB,
    CLOSED,
    DRAFTED,
    EVA,
    OFFER,
    REVISED,
    WAITING,
    YOUR_TURN,
    at,
    away,
    bounced,
    calendar,
    day,
    ended,
    event,
    reply,
    saved,
    sent,
    standing,
)

FOLLOWED = [(sent(),), (sent(), saved("11-05")), (sent(), reply("11-03", Intent.QUESTION, "r0"))]
"""Waiting, drafted, and our turn."""


@pytest.mark.parametrize("before", FOLLOWED)
@pytest.mark.parametrize("intent", [Intent.YES, Intent.QUESTION, Intent.OTHER, None])
def test_an_answer_that_is_no_decision_makes_it_our_turn(before, intent):
    """When unsure it is our turn, and nothing is drafted."""
    s = standing(*before, reply("11-06", intent or Intent.OTHER))

    assert (s.state, s.close, s.answer_id) == (YOUR_TURN, None, "r1")
    assert s.why.startswith("your turn: Bob says")


@pytest.mark.parametrize("before", FOLLOWED)
@pytest.mark.parametrize(("intent", "close"), [(Intent.NO, Close.DECLINED), (Intent.STOP, Close.STOPPED)])
def test_no_and_stop_end_it(before, intent, close):
    """Both are decisions; only they, a yes and the person themselves end a thread."""
    s = standing(*before, reply("11-06", intent))

    assert (s.state, s.close, s.since) == (CLOSED, close, at("11-06"))


@pytest.mark.parametrize("before", FOLLOWED)
@pytest.mark.parametrize("intent", [Intent.NOT_NOW, Intent.HOLDING])
def test_not_now_waits_until_the_day_they_named(before, intent):
    """The touches so far still count, and the next one will name their own date."""
    s = standing(*before, reply("11-06", intent, until=day("2027-03-01")))

    assert (s.state, s.not_before, s.asked_to_wait) == (WAITING, date(2027, 3, 1), True)
    assert (s.touch, s.clock, s.answer_id) == (0, at("11-06"), "r1")
    assert "Mon 1 Mar 2027" in s.why


def test_not_now_keeps_the_count_of_touches():
    """Asking to wait is no reason to begin from the first touch."""
    assert standing(sent(), sent("11-05", "f1"), reply("11-06", Intent.NOT_NOW)).touch == 1


@pytest.mark.parametrize("until", [None, "11-06", "11-01"])
def test_not_now_without_a_usable_day_waits_the_configured_time(until):
    """No day, today and the past say nothing: ten business days, or what the cadence says."""
    answer = reply("11-06", Intent.NOT_NOW, until=until and day(until))

    assert standing(sent(), answer).not_before == date(2026, 11, 20)
    assert standing(sent(), answer, calendar=calendar(hold_days=3)).not_before == date(2026, 11, 11)


def test_asking_to_wait_again_without_a_day_keeps_the_day_named_before():
    """March stays March, however they put it the second time."""
    first = reply("11-06", Intent.NOT_NOW, until=day("2027-03-01"))

    assert standing(sent(), first, reply("11-10", Intent.HOLDING, "r2")).not_before == date(2027, 3, 1)
    named = reply("11-10", Intent.NOT_NOW, "r2", until=day("2027-01-11"))
    assert standing(sent(), first, named).not_before == date(2027, 1, 11)


def test_asking_for_time_while_away_does_not_shorten_the_absence():
    """They say that they will get back to us, from a telephone on the beach."""
    assert standing(sent(), away("11-03", "11-30"), reply("11-04", Intent.HOLDING)).not_before == date(2026, 12, 1)


def test_a_later_answer_clears_the_day_named_before():
    """The day they asked for is over as soon as they write about it again."""
    wait = reply("11-06", Intent.NOT_NOW, until=day("2027-03-01"))
    s = standing(sent(), wait, reply("11-10", Intent.QUESTION, "r2"))

    assert (s.state, s.not_before, s.not_before_why, s.asked_to_wait) == (YOUR_TURN, None, "", False)


def test_an_answer_does_not_lift_the_person_s_own_snooze():
    """What the person chose stays until it is over or lifted by them."""
    snooze = event(EventKind.SNOOZED, "11-04", until=day("12-01"))

    assert standing(sent(), snooze, reply("11-06", Intent.OTHER)).snoozed == date(2026, 12, 1)


def test_whoever_has_left_holds_the_thread_and_names_the_new_address():
    """Scenario 64. Nobody else is written to by itself."""
    s = standing(sent(), reply("11-06", Intent.LEFT, why="please contact jane@acme.example"))

    assert s.state is WAITING
    assert s.held == "bob@acme.example has left: please contact jane@acme.example"
    assert s.people == (BOB,)


def test_an_answer_by_any_recipient_or_colleague_is_an_answer():
    """Scenario 42. Who exactly it was does not matter to the clock."""
    s = standing(sent(people=(BOB, EVA)), reply("11-06", Intent.YES, person="jane@acme.example"))

    assert (s.state, s.voices) == (YOUR_TURN, frozenset({"jane@acme.example"}))


def test_an_enquiry_before_the_proposal_is_no_answer_to_it():
    """Scenario 45."""
    assert standing(reply("10-30", Intent.QUESTION), sent()) == standing(sent())


def test_an_answer_is_never_older_than_the_mail_that_it_answers():
    """Scenario 51. The customer's clock is an hour slow; the answer is one all the same."""
    s = standing(sent(), reply(at("11-02", 9), Intent.YES, in_reply_to="p1"))

    assert s.state is YOUR_TURN


def test_our_answer_counts_though_their_clock_runs_ahead():
    """Scenario 51. Their mail says three in the afternoon, ours of eleven answers it."""
    ahead = reply(at("11-04", 15), Intent.QUESTION, "r1")
    s = standing(sent(), ahead, sent(at("11-04", 11), "my", in_reply_to="r1"))

    assert (s.state, s.round) == (WAITING, 1)


@pytest.mark.parametrize("intent", list(Intent))
@pytest.mark.parametrize("close", [Close.WON, Close.STOPPED])
def test_after_won_and_stop_no_answer_changes_anything(close, intent):
    """The rest of the conversation is work, not follow-up."""
    start = (sent(), ended("11-05", close))

    assert standing(*start, reply("11-06", intent)) == standing(*start)


@pytest.mark.parametrize(("intent", "state"), [
    (Intent.YES, YOUR_TURN), (Intent.QUESTION, YOUR_TURN), (Intent.NOT_NOW, YOUR_TURN), (Intent.HOLDING, YOUR_TURN),
    (Intent.OTHER, CLOSED), (Intent.NO, CLOSED), (Intent.LEFT, CLOSED), (Intent.STOP, CLOSED),
])  # fmt: skip
def test_whoever_was_given_up_as_lost_and_writes_again_is_shown_and_not_followed(intent, state):
    """No answer is missed; and nothing more is drafted for what the person gave up, unless they take it up again."""
    lost = (sent(), event(EventKind.LOST, "11-05"), reply("11-06", intent))
    answered = standing(*lost, sent("11-07", "mine", in_reply_to="r1"), reply("11-08", Intent.NOT_NOW, "r2"))

    assert standing(*lost).state is state
    assert answered.state is not WAITING or answered.hold is not None
    assert standing(*lost, event(EventKind.REOPENED, "11-09")).hold is None


@pytest.mark.parametrize(("intent", "state"), [
    (Intent.YES, YOUR_TURN), (Intent.QUESTION, YOUR_TURN), (Intent.NOT_NOW, YOUR_TURN), (Intent.HOLDING, YOUR_TURN),
    (Intent.OTHER, CLOSED), (Intent.NO, CLOSED), (Intent.LEFT, CLOSED),
])  # fmt: skip
def test_after_a_no_something_positive_makes_it_our_turn(intent, state):
    """Thanks for the goodbye letter is nothing; a question is. Nothing is drafted by itself after a no."""
    assert standing(sent(), reply("11-05", Intent.NO, "r0"), reply("11-06", intent)).state is state


def test_stop_after_a_no_is_remembered_as_stop():
    """It is the stronger word: it holds for everything with that person."""
    assert standing(sent(), reply("11-05", Intent.NO, "r0"), reply("11-06", Intent.STOP)).close is Close.STOPPED


@pytest.mark.parametrize("close", [Close.EXHAUSTED, Close.EXPIRED, Close.BOUNCED])
def test_an_answer_after_the_last_touch_is_taken_like_any_other(close):
    """Silence was the reason of the end, and it is over."""
    start = (sent(), ended("11-05", close))

    assert standing(*start, reply("11-06", Intent.YES)).state is YOUR_TURN
    assert standing(*start, reply("11-06", Intent.NO)).close is Close.DECLINED
    assert standing(*start, reply("11-06", Intent.NOT_NOW)).state is WAITING


@pytest.mark.parametrize("intent", list(Intent))
def test_an_answer_to_a_superseded_proposal_leaves_it_superseded(intent):
    """Scenario 41. The newer thread gets the answer, so that one proposal is not open twice."""
    start = (sent(), ended("11-05", Close.SUPERSEDED))

    assert standing(*start, reply("11-06", intent)) == standing(*start)
    assert standing(*start, sent("11-07", "p2", proposal=replace(OFFER, amount="4,200"))) == standing(*start)


def test_an_absence_holds_until_a_business_day_after_the_return():
    """Back on Friday: Monday is soon enough."""
    s = standing(sent(), away("11-03", "11-13"))

    assert (s.state, s.not_before, s.not_before_why) == (WAITING, date(2026, 11, 16), "out of office")


def test_an_absence_without_a_day_holds_for_the_configured_time():
    """Five business days, or what the cadence says."""
    assert standing(sent(), away("11-03")).not_before == date(2026, 11, 10)
    assert standing(sent(), away("11-03"), calendar=calendar(away_days=2)).not_before == date(2026, 11, 5)


def test_a_second_notice_may_lengthen_the_absence_never_shorten_it():
    """Scenario 60."""
    short, long = away("11-03", "11-10"), away("11-05", "11-20", "a2")

    assert standing(sent(), short, long).not_before == date(2026, 11, 23)
    assert standing(sent(), away("11-03", "11-20"), away("11-05", "11-10", "a2")).not_before == date(2026, 11, 23)


def test_an_absence_never_shortens_what_the_person_or_the_customer_chose():
    """Scenario 60. A snooze and "ask me in March" stay as they are."""
    snooze = event(EventKind.SNOOZED, "11-03", until=day("12-15"))
    s = standing(sent(), snooze, away("11-04", "11-10"))
    asked = standing(sent(), reply("11-03", Intent.NOT_NOW, until=day("2027-03-01")), away("11-04", "11-10"))

    assert (s.snoozed, s.not_before) == (date(2026, 12, 15), date(2026, 11, 11))
    assert (asked.not_before, asked.asked_to_wait) == (date(2027, 3, 1), True)


def test_a_return_that_is_over_changes_nothing():
    """An old notice, sent late."""
    assert standing(sent(), away("11-03", "10-12")) == standing(sent())


def test_an_acknowledgement_changes_nothing():
    """Scenario 65. The clock goes on."""
    assert standing(sent(), away("11-03", away=False)) == standing(sent())


@pytest.mark.parametrize("before", FOLLOWED)
def test_an_absence_leaves_the_state_alone(before):
    """It says something about the person, nothing about the proposal."""
    assert standing(*before, away("11-06", "11-13")).state is standing(*before).state


def test_a_permanent_bounce_of_the_only_recipient_ends_it():
    """Scenario 66."""
    s = standing(sent(), bounced("11-02"))

    assert (s.state, s.close, s.reachable) == (CLOSED, Close.BOUNCED, ())
    assert s.why == "no address is left to write to: delivery to bob@acme.example failed"


def test_a_bounce_of_one_of_several_leaves_that_address_out():
    """Scenario 31."""
    s = standing(sent(people=(BOB, EVA)), bounced("11-02"))

    assert (s.state, s.reachable, s.touch) == (WAITING, (EVA,), 0)
    assert standing(sent(people=(BOB, EVA)), bounced("11-02"), bounced("11-02", EVA)).close is Close.BOUNCED


def test_a_late_bounce_sends_the_draft_back_for_the_others():
    """Scenario 31. What lies in Drafts is addressed to the dead address as well."""
    s = standing(sent(people=(BOB, EVA)), saved("11-05"), bounced("11-07"))

    assert (s.state, s.touch) == (WAITING, 0)


def test_a_temporary_failure_is_nothing():
    """Scenarios 66 and 68. The server is still trying."""
    assert standing(sent(), bounced("11-02", permanent=False)) == standing(sent())


def test_a_bounce_of_somebody_who_is_no_recipient_ends_nothing():
    """Scenario 66. It is remembered, should we ever write to them here."""
    s = standing(sent(), bounced("11-02", EVA))

    assert (s.state, s.failed) == (WAITING, frozenset({EVA.address}))


def test_a_bounce_while_it_is_our_turn_leaves_it_our_turn():
    """The person did answer; that matters more."""
    s = standing(sent(), reply("11-03", Intent.YES), bounced("11-04"))

    assert (s.state, s.failed) == (YOUR_TURN, frozenset({BOB.address}))


def test_a_hold_keeps_the_state_and_shows_its_reason():
    """Scenario 53. A mail on another matter pauses the thread; it is not answered."""
    s = standing(sent(), event(EventKind.HELD, "11-04", "Bob wrote on another matter", message_id="x"))

    assert (s.state, s.held, s.clock) == (WAITING, "Bob wrote on another matter", at("11-02"))


@pytest.mark.parametrize("settles", [
    sent("11-06", "f1"), reply("11-06", Intent.NOT_NOW), reply("11-06", Intent.YES),
    event(EventKind.REOPENED, "11-06"), event(EventKind.TRACKED, "11-06"),
])  # fmt: skip
def test_a_hold_ends_with_the_next_word_of_anyone(settles):
    """Our mail, their answer, or the person's decision."""
    held = event(EventKind.HELD, "11-04", "unclear", message_id="x")

    assert standing(sent(), held, settles).held is None


def test_a_message_that_turned_out_to_be_an_answer_no_longer_holds():
    """It was held as probable at first; once its link is known, both events stand in the log."""
    held = event(EventKind.HELD, "11-06", "probably an answer", message_id="r1")
    s = standing(sent(), held, reply("11-06", Intent.NOT_NOW))

    assert (s.state, s.held) == (WAITING, None)


@pytest.mark.parametrize("before", FOLLOWED)
def test_a_signed_document_is_won(before):
    """Scenario 70."""
    s = standing(*before, event(EventKind.SIGNED, "11-06", "signed by Bob"))

    assert (s.state, s.close, s.why) == (CLOSED, Close.WON, "won: signed by Bob")


def test_a_signature_after_a_no_is_won_and_after_a_stop_still_stop():
    """Scenario 70. A stop stays on record, as it holds for other threads too."""
    signed = event(EventKind.SIGNED, "11-06")

    assert standing(sent(), reply("11-05", Intent.NO), signed).close is Close.WON
    assert standing(sent(), reply("11-05", Intent.STOP), signed).close is Close.STOPPED


def test_an_answer_while_a_draft_waits_takes_the_draft_off_the_thread():
    """Scenario 52. Throwing the draft away afterwards is not a touch."""
    answered = (sent(), saved("11-05"), reply("11-06", Intent.QUESTION))
    gone = event(EventKind.DRAFT_GONE, "11-07", draft_id=1)

    assert standing(*answered).draft_id is None
    assert standing(*answered, gone) == standing(*answered)
    assert standing(sent(), saved("11-05")).state is DRAFTED


def test_a_follow_up_that_crossed_an_answer_does_not_answer_it():
    """Our draft was written before: it is a touch, and it is still our turn."""
    crossed = (sent(), saved("11-05"), reply(at("11-05", 11), Intent.QUESTION), sent(at("11-05", 12), "f1", draft_id=1))
    s = standing(*crossed)

    assert (s.state, s.touch, s.draft_id) == (YOUR_TURN, 1, None)
    assert standing(*crossed, sent("11-06", "mine", in_reply_to="r1")).state is WAITING


def test_a_draft_that_is_sent_a_day_after_their_answer_answers_it():
    """The person had edited it, so that it was left to them, and has made it their answer."""
    answered = (sent(), saved("11-05"), reply(at("11-05", 11), Intent.QUESTION))

    assert standing(*answered, sent(at("11-06", 10), "f1", draft_id=1)).state is YOUR_TURN
    assert standing(*answered, sent(at("11-06", 12), "f1", draft_id=1)).state is WAITING


def test_mail_that_was_put_into_the_mailbox_later_counts_from_its_own_date():
    """Moved to another provider, all of it came in today."""
    moved = reply(at("11-05", 11), Intent.QUESTION, arrived=at("11-15", 9))

    assert standing(sent(), moved, sent(at("11-05", 12), "nudge")).state is WAITING


def test_what_we_wrote_before_an_answer_came_in_does_not_answer_it():
    """It was held up on the way: its own date is older than our mail, its arrival is not."""
    late = reply(at("11-05", 11), Intent.QUESTION, arrived=at("11-05", 13))

    assert standing(sent(), late, sent(at("11-05", 12), "nudge")).state is YOUR_TURN
    assert standing(sent(), late, sent(at("11-05", 14), "answer")).state is WAITING
    assert standing(sent(), late, sent(at("11-05", 12), "answer", in_reply_to="r1")).state is WAITING


def test_what_we_wrote_before_a_doubtful_mail_came_in_does_not_settle_it():
    held = event(EventKind.HELD, at("11-05", 11), "probably an answer", message_id="x", arrived=at("11-05", 13))

    assert standing(sent(), held, sent(at("11-05", 12), "nudge")).held == "probably an answer"
    assert standing(sent(), held, sent(at("11-05", 14), "nudge")).held is None


@pytest.mark.parametrize("last", [Intent.NO, Intent.NOT_NOW])
def test_a_yes_that_was_taken_back_is_none(last):
    yes = reply("11-03", Intent.YES, "r1", accepts=True)

    assert standing(sent(), yes).over == "they said yes on Tue 3 Nov 2026"
    assert standing(sent(), yes, reply("11-05", last, "r2")).over == ""


def test_a_yes_after_a_no_accepts_as_any_other():
    yes = reply("11-05", Intent.YES, "r2", accepts=True)

    assert standing(sent(), reply("11-03", Intent.NO), yes).over == "they said yes on Thu 5 Nov 2026"


def test_a_bare_yes_to_a_revised_offer_accepts_it():
    revised = (sent(), reply("11-03", Intent.QUESTION), sent("11-04", "p2", proposal=REVISED, in_reply_to="r1"))

    assert standing(*revised, reply("11-05", Intent.YES, "r2", in_reply_to="p2")).over
    assert not standing(*revised, sent("11-06", "f1"), reply("11-07", Intent.YES, "r2", in_reply_to="f1")).over
