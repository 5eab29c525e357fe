"""One decision for each thread: write, wait, withdraw, end, hold or leave, each with its reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from mailfollow.model import Action, Close, DraftState, EventKind, Intent
from mailfollow.tracking.planning.plan import plan
from tests.tracking.builders import (
    BOB,
    CADENCE,
    CALENDAR,
    EVA,
    GUS,
    OFFER,
    POLICY,
    REVISED,
    at,
    away,
    bounced,
    calendar,
    day,
    draft,
    ended,
    event,
    gone,
    reply,
    saved,
    sent,
    thread,
)

DUE = "11-05"
"""The Thursday on which the first follow-up to a proposal of Monday is due."""


def decide(*threads, when=DUE, cadence=CADENCE, calendar=CALENDAR, policy=POLICY, written=0):
    moment = at(when) if isinstance(when, str) else when
    return plan(threads, moment, cadence, calendar, policy, written)


def one(*events, when=DUE, calendar=CALENDAR, cadence=CADENCE, **more):
    (decision,) = decide(thread(*events, **more), when=when, calendar=calendar, cadence=cadence)
    return decision


def test_a_due_touch_is_written_with_its_reason():
    """The decision carries all that the text depends on."""
    decision = one(sent())

    assert (decision.action, decision.touch, decision.when, decision.due_on) == (
        Action.WRITE, 1, "waiting", date(2026, 11, 5),
    )  # fmt: skip
    assert decision.why == "sent on Mon 2 Nov; first follow-up after 3 business days, on Thu 5 Nov"


def test_before_its_day_it_waits_for_that_day():
    """The reason is the same; only the day has not come."""
    decision = one(sent(), when="11-04")

    assert (decision.action, decision.due_on) == (Action.WAIT, date(2026, 11, 5))
    assert decision.why.endswith("on Thu 5 Nov")


def test_it_is_due_from_the_start_of_its_local_day():
    """Scenario 84. A minute after midnight in Berlin it is still yesterday in UTC."""
    assert one(sent(), when=at("11-05", 0, 1)).action is Action.WRITE
    assert one(sent(), when=at("11-04", 23, 59)).action is Action.WAIT


def test_a_touch_is_written_once_however_often_we_look():
    """Scenario 85. As soon as the draft is saved, the thread is drafted."""
    decision = one(sent(), saved(DUE), when=at(DUE, 10, 1), draft=draft())

    assert (decision.action, decision.touch) == (Action.LEAVE, 1)
    assert decision.why == "the draft of follow-up 1 of Thu 5 Nov 2026: it is yours to send, to edit or to delete"


def test_two_ticks_in_one_second_decide_the_same():
    """Scenario 91. The plan depends on nothing but its arguments."""
    threads = [thread(sent("10-26"), name=f"t{n}", company=f"c{n}.example") for n in range(30)]

    assert decide(*threads) == decide(*threads)
    assert {d.action for d in decide(*threads)} == {Action.WRITE, Action.WAIT}


def test_a_clock_that_went_back_makes_it_wait():
    """Scenario 91. Nothing is early because of it, and nothing doubled when it is right again."""
    assert one(sent(), when="11-03").action is Action.WAIT
    assert one(sent(), when="10-05").action is Action.WAIT


def test_an_answer_between_planning_and_saving_is_seen_by_the_second_look():
    """Scenario 52."""
    assert one(sent()).action is Action.WRITE
    assert one(sent(), reply(DUE, Intent.OTHER)).action is Action.LEAVE


@pytest.mark.parametrize("intent", [Intent.YES, Intent.NO, Intent.STOP, Intent.QUESTION, Intent.OTHER])
def test_an_untouched_draft_is_taken_back_when_an_answer_comes(intent):
    """The reason is the answer itself."""
    decision = one(sent(), saved(DUE), reply("11-06", intent), when="11-06", draft=draft())

    assert (decision.action, decision.touch) == (Action.WITHDRAW, 1)
    assert f"Bob says {intent}" in decision.why


def test_an_edited_draft_stays_also_when_the_answer_comes():
    """Scenario 6."""
    edited = draft(DraftState.EDITED)
    decision = one(sent(), saved(DUE), reply("11-06", Intent.NO), when="11-06", draft=edited)

    assert decision.action is Action.LEAVE
    assert decision.why == (
        "they said no: Bob says no; the draft of follow-up 1 of Thu 5 Nov 2026: you edited it, so it is left alone"
    )


@pytest.mark.parametrize("state", [DraftState.RESERVED, DraftState.UNCERTAIN, DraftState.REFUSED, DraftState.MISSING])
@pytest.mark.parametrize("answer", [(), (reply("11-06", Intent.YES),)])
def test_a_draft_whose_fate_is_open_is_neither_doubled_nor_withdrawn(state, answer):
    """Scenarios 22 and 119. Not saved for sure, or not to be found: nothing is done until that is known."""
    decision = one(sent(), *answer, when="11-06", draft=draft(state))

    assert decision.action is Action.LEAVE


@pytest.mark.parametrize("state", [DraftState.SENT, DraftState.DISCARDED, DraftState.WITHDRAWN])
def test_a_draft_that_is_over_is_never_withdrawn(state):
    """Scenario 21. If it is in Sent now, nothing is done."""
    assert one(sent(), sent(DUE, "f1"), when="11-06", draft=draft(state)).action is Action.WAIT


def test_an_unused_draft_is_taken_back_after_another_mail_was_sent():
    """Scenario 12."""
    decision = one(sent(), saved(DUE), sent("11-06", "own"), when="11-06", draft=draft())

    assert (decision.action, decision.why) == (Action.WITHDRAW, "follow-up 1 sent on Fri 6 Nov 2026")


@pytest.mark.parametrize("kind", [EventKind.WON, EventKind.LOST, EventKind.STOPPED])
def test_an_untouched_draft_is_taken_back_when_the_person_ends_the_thread(kind):
    """Scenario 90."""
    ending = event(kind, "11-06", "moved to a folder")

    assert one(sent(), saved(DUE), ending, when="11-06", draft=draft()).action is Action.WITHDRAW
    edited = draft(DraftState.EDITED)
    assert one(sent(), saved(DUE), ending, when="11-06", draft=edited).action is Action.LEAVE


@pytest.mark.parametrize("hold", [
    away("11-06", "11-20"),
    event(EventKind.SNOOZED, "11-06", until=day("12-01")),
    event(EventKind.HELD, "11-06", "somebody there may have answered", message_id="x"),
    reply("11-06", Intent.NOT_NOW),
])  # fmt: skip
def test_an_untouched_draft_is_taken_back_when_it_is_not_the_time(hold):
    """Nobody is chased while away, or while it is not clear whether they answered."""
    assert one(sent(), saved(DUE), hold, when="11-06", draft=draft()).action is Action.WITHDRAW


def test_an_untouched_draft_that_names_an_offer_as_valid_is_taken_back_when_it_ends():
    """Scenario 88. It is written again without that."""
    offer = sent(proposal=replace(OFFER, valid_until=date(2026, 11, 6)))

    assert one(offer, saved(DUE), when="11-06", draft=draft()).action is Action.LEAVE
    assert one(offer, saved(DUE), when="11-09", draft=draft()).action is Action.WITHDRAW
    anew = one(offer, saved(DUE), event(EventKind.DRAFT_WITHDRAWN, "11-09", draft_id=1), when="11-09")
    assert (anew.action, anew.when) == (Action.WRITE, "lapsed")


def test_nothing_is_written_beside_the_person_s_own_draft():
    """Scenario 16."""
    decision = one(sent(), foreign_draft=True)

    assert (decision.action, decision.why) == (Action.LEAVE, "you are writing a draft of your own in this thread")


def test_a_probable_answer_holds_until_somebody_looks():
    """Scenario 34."""
    held = event(EventKind.HELD, "11-04", "a colleague of Bob's names the quote number", message_id="x")
    decision = one(sent(), held)

    assert (decision.action, decision.why) == (Action.HOLD, "a colleague of Bob's names the quote number")
    assert one(sent(), held, event(EventKind.REOPENED, DUE)).action is Action.WRITE


ACCEPTED = reply("11-03", Intent.YES, "r1", accepts=True, why='"let us go ahead"')


def test_who_said_yes_is_not_chased_when_we_ask_something_and_they_are_silent():
    """Only a yes, a no and a stop end it: "which day suits you?" is work, and no proposal that waits for an answer."""
    decision = one(sent(), ACCEPTED, sent("11-04", "ours", in_reply_to="r1"), when="11-20")

    assert (decision.action, decision.why) == (
        Action.HOLD, "they said yes on Tue 3 Nov 2026; say won, or track if it shall be followed all the same",
    )  # fmt: skip


@pytest.mark.parametrize("goes_on", [
    event(EventKind.REOPENED, "11-05"), event(EventKind.TRACKED, "11-05", until=date(2026, 11, 12)),
    reply("11-05", Intent.NOT_NOW, "r2", until=date(2026, 11, 12)), sent("11-05", "p2", proposal=REVISED),
])  # fmt: skip
def test_who_said_yes_is_followed_again_if_it_was_not_the_last_word(goes_on):
    """The person says so, they put it off, or the offer is another one."""
    events = (sent(), ACCEPTED, sent("11-04", "ours", in_reply_to="r1"), goes_on)

    assert one(*events, when="11-20").action is Action.WRITE


def test_a_bare_yes_to_a_follow_up_is_to_what_that_asked():
    """After "shall I send you the checklist?" it accepts no offer; after the proposal alone it does."""
    please = reply("11-07", Intent.YES, "r1")
    sends_it = sent("11-09", "ours", in_reply_to="r1")

    assert one(sent(), sent("11-05", "f1"), please, sends_it, when="11-20").action is Action.WRITE
    assert one(sent(), please, sends_it, when="11-20").action is Action.HOLD


def test_what_is_held_is_quiet_while_it_is_snoozed():
    held = event(EventKind.HELD, "11-04", "another matter", message_id="x")
    snoozed = event(EventKind.SNOOZED, "11-05", until=date(2026, 11, 12))

    assert one(sent(), held, snoozed, when="11-11").action is Action.WAIT
    assert one(sent(), held, snoozed, when="11-12").action is Action.HOLD


def test_mail_on_another_matter_pauses_the_thread():
    """Scenario 53. It is paused and shown, not answered."""
    assert one(sent(), event(EventKind.HELD, "11-04", "another matter", message_id="x")).action is Action.HOLD


def test_without_a_recipient_nothing_is_written_and_it_says_so():
    """Scenario 32."""
    assert one(sent(people=())).why == "there is nobody to write to: the proposal names no recipient"
    assert one(sent(people=())).action is Action.HOLD


def test_an_address_that_bounced_is_left_out_and_the_rest_written_to():
    """Scenario 31."""
    assert one(sent(people=(BOB, EVA)), bounced("11-02")).action is Action.WRITE
    assert one(sent(), bounced("11-02")).action is Action.LEAVE


def test_the_end_of_the_touches_ends_the_thread():
    """Scenario 87."""
    short = replace(CADENCE, most=1)
    decision = one(sent(), sent(DUE, "f1"), when="11-06", cadence=short)

    assert (decision.action, decision.close) == (Action.END, Close.EXHAUSTED)
    assert decision.why == "all 1 follow-ups are done, and nobody answered"
    closed = one(sent(), sent(DUE, "f1"), ended("11-06", Close.EXHAUSTED), when="2027-06-01", cadence=short)
    assert closed.action is Action.LEAVE


def test_a_discarded_draft_is_not_written_again():
    """Scenario 9. The next touch has its own day."""
    decision = one(sent(), saved(DUE), gone("11-06"), when="11-06", draft=draft(DraftState.DISCARDED))

    assert (decision.action, decision.touch, decision.due_on) == (Action.WAIT, 2, date(2026, 11, 13))


def test_an_overdue_touch_is_written_on_a_weekend_too():
    """It is a draft, not a sent mail: the person finds it on Monday morning."""
    assert one(sent(), when="11-08").action is Action.WRITE


def test_a_touch_does_not_fall_due_on_a_weekend():
    """Scenario 83. Three business days after a Wednesday end on Monday."""
    assert one(sent("11-04"), when="11-08").due_on == date(2026, 11, 9)


def test_an_overdue_touch_waits_until_the_person_is_back():
    """Nobody is there to review it, so it is written with what is known then."""
    off = calendar(away=((date(2026, 11, 6), date(2026, 11, 10)),))
    away = one(sent(), when="11-06", calendar=off)

    assert (away.action, away.due_on) == (Action.WAIT, date(2026, 11, 11))
    assert away.why.endswith("; you are away on Fri 6 Nov, so on Wed 11 Nov")


def test_outside_the_hours_it_waits_for_them():
    """Before nine it is today, after five the next working day."""
    office = calendar(hours=(9, 17))
    early, late = (one(sent(), when=at("11-06", hour), calendar=office) for hour in (8, 17))

    assert (early.action, early.due_on) == (Action.WAIT, date(2026, 11, 6))
    assert (late.action, late.due_on) == (Action.WAIT, date(2026, 11, 9))
    assert early.why.endswith("; drafts are written between 9:00 and 17:00")
    assert one(sent(), when=at("11-06", 9), calendar=office).action is Action.WRITE


def test_a_thread_resumed_after_its_time_is_written_in_the_next_slot_and_once():
    """Scenario 89."""
    paused = (sent(), event(EventKind.SNOOZED, "11-03", until=day("11-14")))

    assert one(*paused, when="11-13").action is Action.WAIT
    assert one(*paused, when="11-14").due_on == date(2026, 11, 16)
    assert one(*paused, when="11-16").action is Action.WRITE
    lifted = event(EventKind.REOPENED, "11-10")
    assert one(*paused, lifted, when="11-10").action is Action.WRITE
    assert one(*paused, lifted, saved("11-10"), when="11-10", draft=draft()).action is Action.LEAVE


def test_a_company_gets_one_draft_at_a_time():
    """The older one first; the other says for whom it waits."""
    first, second = thread(sent("10-20"), name="t1"), thread(sent("10-21", people=(EVA,)), name="t2")
    decisions = decide(second, first)

    assert [(d.thread_id, d.action) for d in decisions] == [("t1", Action.WRITE), ("t2", Action.WAIT)]
    assert decisions[1].why.endswith("; another follow-up to acme.example comes first")


@pytest.mark.parametrize("state", [DraftState.OPEN, DraftState.EDITED, DraftState.UNCERTAIN, DraftState.MISSING])
def test_a_company_with_an_open_draft_gets_no_second_one(state):
    """Whatever is known of that draft, it may be sent."""
    events = (sent("10-20"), saved("10-23")) if state is not DraftState.UNCERTAIN else (sent("10-20"),)
    has_one = thread(*events, name="t1", draft=draft(state))
    decisions = decide(has_one, thread(sent("10-21"), name="t2"))

    assert {d.thread_id: d.action for d in decisions} == {"t1": Action.LEAVE, "t2": Action.WAIT}


def test_strangers_at_a_free_mail_provider_do_not_wait_for_each_other():
    """Scenario 35. They have nothing in common but the provider."""
    other = replace(GUS, address="other@gmail.example")
    threads = [thread(sent(people=(who,)), name=who.address, company=None) for who in (GUS, other)]

    assert [d.action for d in decide(*threads)] == [Action.WRITE, Action.WRITE]


def test_every_thread_gets_exactly_one_decision():
    """Scenario 93. Nothing is left out, whatever its state."""
    threads = [
        thread(sent(), name="due"),
        thread(sent("11-04"), name="early", company="b.example"),
        thread(name="new", standing=thread().standing.__class__()),
        thread(sent(), reply("11-04", Intent.YES), name="mine"),
        thread(sent(), reply("11-04", Intent.NO), name="over"),
        thread(sent(), saved("11-05"), name="drafted"),
    ]
    decisions = decide(*threads)

    assert sorted(d.thread_id for d in decisions) == sorted(t.id for t in threads)
    assert all(d.why for d in decisions)


def test_a_drafted_thread_whose_draft_is_not_known_is_left_alone():
    """It was sent or deleted, and the event is still to come: not knowing is no reason to write."""
    assert one(sent(), saved(DUE), when="11-30").action is Action.LEAVE
