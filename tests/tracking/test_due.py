"""When the next follow-up is due, in which situation, and the sentence that says why."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from mailfollow.model import Cadence, EventKind, Intent
from mailfollow.tracking.planning.plan import due
from tests.tracking.builders import (
    BERLIN,
    CADENCE,
    CALENDAR,
    OFFER,
    at,
    away,
    calendar,
    day,
    event,
    gone,
    reply,
    saved,
    sent,
    standing,
)


def next_touch(*events, cadence=CADENCE, calendar=CALENDAR, today=None):
    return due(standing(*events, calendar=calendar), cadence, calendar, today and day(today))


def offered(**facts):
    """The proposal of Mon 2 Nov, with these facts stated."""
    return sent(proposal=replace(OFFER, **facts))


def test_the_first_follow_up_comes_after_three_business_days():
    """The reason says from when, how long, and until when."""
    why = "sent on Mon 2 Nov; first follow-up after 3 business days, on Thu 5 Nov"

    assert next_touch(sent()) == (date(2026, 11, 5), "waiting", why)


def test_after_an_answer_of_ours_it_is_not_the_proposal_that_is_counted_from():
    found = next_touch(sent(), reply("11-03", Intent.QUESTION), sent("11-04", "mine", in_reply_to="r1"))

    assert found is not None
    assert found[2].startswith("counted anew from Wed 4 Nov; first follow-up")


def test_sent_on_friday_evening_it_is_due_on_wednesday():
    """Scenario 83."""
    found = next_touch(sent(at("11-06", 17)))

    assert found is not None
    assert found[0] == date(2026, 11, 11)


def test_with_a_holiday_on_monday_it_is_due_on_thursday():
    """Scenario 83."""
    found = next_touch(sent(at("11-06", 17)), calendar=calendar(holidays=(date(2026, 11, 9),)))

    assert found is not None
    assert found[0] == date(2026, 11, 12)


def test_summer_time_moves_no_follow_up():
    """Scenario 84. Sent half past eleven on the evening before the clocks go back; the day is the one in Berlin."""
    late = datetime(2026, 10, 23, 23, 30, tzinfo=BERLIN).astimezone(UTC)
    found = next_touch(sent(late))

    assert found is not None
    assert found[0] == date(2026, 10, 28)


def test_the_waits_follow_the_cadence_and_then_come_monthly():
    """3, 5, 5, 10 and 10 business days, then 21, each from the day of the one before."""
    events, days = [sent()], []
    for n in range(8):
        found = next_touch(*events)
        assert found is not None
        days.append(found[0])
        events.append(sent(found[0], f"f{n}"))

    steps = [
        sum(CALENDAR.is_business(a + timedelta(days=d)) for d in range(1, (b - a).days + 1))
        for a, b in zip([date(2026, 11, 2), *days], days, strict=False)
    ]
    assert steps == [3, 5, 5, 10, 10, 21, 21, 21]


def test_the_gap_between_touches_is_never_less_than_the_minimum():
    """A cadence of two days is too much; only the first follow-up may come sooner."""
    quick = Cadence(waits=(2, 2, 2), gap=5)

    assert next_touch(sent(), cadence=quick)[0] == date(2026, 11, 4)
    assert next_touch(sent(), sent("11-04", "f1"), cadence=quick)[0] == date(2026, 11, 11)


def test_the_reason_of_a_later_touch_names_the_one_before():
    """So that a person can check it."""
    why = "follow-up 1 was on Thu 5 Nov; second follow-up after 5 business days, on Thu 12 Nov"

    assert next_touch(sent(), sent("11-05", "f1"))[2] == why


def test_the_clock_runs_from_the_discard():
    """Scenario 9. The next touch is still scheduled, five business days after the draft was thrown away."""
    found = next_touch(sent(), saved("11-05"), gone("11-10"))

    assert found[0] == date(2026, 11, 17)


def test_a_promise_moves_the_first_touch_to_the_promised_day():
    """Agree on the next step, and keep to it. Both sooner and later than the cadence."""
    later = next_touch(offered(promise=date(2026, 11, 12)))
    sooner = next_touch(offered(promise=date(2026, 11, 3)))

    assert later == (date(2026, 11, 12), "promised", "you promised to be in touch on Thu 12 Nov")
    assert (sooner[0], sooner[1]) == (date(2026, 11, 3), "promised")


def test_a_promise_that_is_over_leaves_the_cadence():
    """Once we have written after that day, it has been kept."""
    start = offered(promise=date(2026, 11, 4))

    assert next_touch(start, sent("11-04", "f1"))[1] == "waiting"
    assert next_touch(start, sent("11-03", "f1"))[:2] == (date(2026, 11, 4), "promised")


def test_a_promise_on_sunday_is_kept_on_monday():
    """And the reason says so."""
    found = next_touch(offered(promise=date(2026, 11, 8)))

    assert found == (
        date(2026, 11, 9),
        "promised",
        "you promised to be in touch on Sun 8 Nov; moved to Mon 9 Nov, your next working day",
    )


def test_a_touch_three_business_days_before_the_offer_ends_says_so():
    """Scenario 88. It comes earlier than the cadence would."""
    start = offered(valid_until=date(2026, 11, 20))
    found = next_touch(start, sent("11-05", "f1"), sent("11-12", "f2"))

    assert found[:2] == (date(2026, 11, 19), "expiring")
    found = next_touch(start, sent("11-05", "f1"), sent("11-09", "f2"), cadence=Cadence(waits=(3, 5, 15)))
    assert found == (
        date(2026, 11, 17),
        "expiring",
        "the offer ends on Fri 20 Nov; a follow-up before, on Tue 17 Nov",
    )


def test_the_notice_keeps_the_minimum_gap():
    """Follow-up 1 was on Thursday; the notice waits five business days, if the offer lasts that long."""
    found = next_touch(offered(valid_until=date(2026, 11, 13)), sent("11-05", "f1"), cadence=Cadence(waits=(3, 9)))

    assert found[:2] == (date(2026, 11, 12), "expiring")


def test_an_offer_that_is_shorter_than_the_first_wait_is_mentioned_before_it_ends():
    """Scenario 88. Sent on Monday, valid until the Monday after, with a first wait of a week."""
    found = next_touch(offered(valid_until=date(2026, 11, 9)), cadence=Cadence(waits=(9,)))

    assert found[:2] == (date(2026, 11, 4), "expiring")


def test_a_touch_that_would_take_the_notice_s_place_becomes_the_notice():
    """Scenario 88. Thursday's touch would leave no room for one on Friday, so that there is one, on Friday."""
    assert next_touch(offered(valid_until=date(2026, 11, 11)))[:2] == (date(2026, 11, 6), "expiring")
    assert next_touch(offered(valid_until=date(2026, 11, 12)))[:2] == (date(2026, 11, 5), "waiting")


def test_the_end_of_the_offer_is_mentioned_once():
    """A touch that was made within its last three days was the notice."""
    found = next_touch(
        offered(valid_until=date(2026, 11, 20)), sent("11-17", "f1"), cadence=Cadence(gap=1, waits=(3, 1))
    )

    assert found[:2] == (date(2026, 11, 18), "waiting")


def test_after_the_offer_ended_nothing_says_that_it_is_valid():
    """Scenario 88."""
    found = next_touch(offered(valid_until=date(2026, 11, 6)), sent("11-05", "f1"))

    assert found[:2] == (date(2026, 11, 12), "lapsed")


def test_an_offer_that_ends_while_nobody_looks_has_lapsed_by_the_time_of_writing():
    """Scenario 88. The touch was due in time, but the machine was off."""
    start = offered(valid_until=date(2026, 11, 6))

    assert next_touch(start, today="11-05")[1] == "expiring"
    assert next_touch(start, today="11-09")[:2] == (date(2026, 11, 4), "lapsed")


def test_the_day_they_asked_for_is_the_day():
    """No cadence on top of it, and the touch names their own date."""
    found = next_touch(sent(), reply("11-06", Intent.NOT_NOW, until=day("2027-03-01")))

    assert found == (date(2027, 3, 1), "asked-to-wait", "not before Mon 1 Mar 2027: they asked to wait")


def test_a_day_on_a_weekend_becomes_the_first_business_day_after_it():
    """They said: ask me in May. The first of May 2027 is a Saturday."""
    found = next_touch(sent(), reply("11-06", Intent.NOT_NOW, until=day("2027-05-01")))

    assert found[0] == date(2027, 5, 3)


def test_their_absence_moves_the_touch_behind_their_return():
    """Nobody is chased while away."""
    found = next_touch(sent(), away("11-03", "11-13"))

    assert found[:2] == (date(2026, 11, 16), "waiting")
    assert found[2].endswith("on Thu 5 Nov; not before Mon 16 Nov: out of office")


def test_an_absence_that_ends_before_the_touch_moves_nothing():
    """The later of the two counts."""
    assert next_touch(sent(), away("11-03", "11-03"))[0] == date(2026, 11, 5)


def test_a_snooze_moves_the_touch_and_also_what_they_asked_for():
    """Scenario 89. Due when it is over, not earlier."""
    snooze = event(EventKind.SNOOZED, "11-04", until=day("2027-04-10"))
    found = next_touch(sent(), reply("11-03", Intent.NOT_NOW, until=day("2027-03-01")), snooze)

    assert found[:2] == (date(2027, 4, 12), "asked-to-wait")
    assert "you snoozed it" in found[2]


def test_our_own_absence_moves_the_touch_to_our_return():
    """Nobody is there to send it."""
    gone_away = calendar(away=((date(2026, 11, 4), date(2026, 11, 15)),))

    assert next_touch(sent(), calendar=gone_away)[0] == date(2026, 11, 16)


def test_the_last_touch_says_goodbye():
    """Gracious, and leaving the door open; also when the offer has lapsed."""
    short = Cadence(most=2)

    assert next_touch(sent(), cadence=short)[1] == "waiting"
    assert next_touch(sent(), sent("11-05", "f1"), cadence=short)[1] == "closing"
    assert next_touch(offered(valid_until=date(2026, 11, 5)), sent("11-05", "f1"), cadence=short)[1] == "closing"


def test_after_the_last_touch_nothing_is_due():
    """Scenario 87."""
    assert next_touch(sent(), sent("11-05", "f1"), cadence=Cadence(most=1)) is None


def test_a_touch_that_they_asked_for_is_due_though_the_others_are_used_up():
    """They want to hear from us in March."""
    events = (sent(), sent("11-05", "f1"), reply("11-09", Intent.NOT_NOW, until=day("2027-03-01")))

    assert next_touch(*events, cadence=Cadence(most=1))[:2] == (date(2027, 3, 1), "asked-to-wait")


def test_a_touch_that_the_person_asked_for_is_due_though_the_others_are_used_up():
    """A Bcc to `you+followup-2w@` with the last follow-up."""
    wish = event(EventKind.TRACKED, "11-05", "you sent it to ina+followup-2w as well", until=day("11-19"))

    assert next_touch(sent(), sent("11-05", "f1"), wish, cadence=Cadence(most=1))[:2] == (date(2026, 11, 19), "closing")
    done = (sent(), sent("11-05", "f1"), wish, sent("11-19", "f2"))
    assert next_touch(*done, cadence=Cadence(most=1)) is None, "it is done then"


@pytest.mark.parametrize("events", [
    (), (sent(), saved("11-05")), (sent(), reply("11-05", Intent.YES)), (sent(), reply("11-05", Intent.NO)),
])  # fmt: skip
def test_nothing_is_due_unless_we_wait(events):
    """Not before the proposal, beside a draft, after an answer or after the end."""
    assert next_touch(*events) is None


@pytest.mark.parametrize(
    ("sent_on", "today", "when"),
    [
        ("2026-12-18", "2027-01-04", "after-holidays"),
        ("2026-12-18", "2027-01-15", "after-holidays"),
        ("2026-12-18", "2027-01-18", "waiting"),
        ("2026-12-18", "2026-12-28", "waiting"),
        ("2027-01-04", "2027-01-11", "waiting"),
    ],
)
def test_a_touch_in_the_first_two_weeks_of_a_year_is_one_after_the_holidays(sent_on, today, when):
    found = next_touch(sent(sent_on), today=today)

    assert found is not None
    assert found[1] == when


def test_what_is_more_than_the_holidays_comes_before_them():
    """A promise, an end of the offer and a goodbye say more than that the year is new."""
    promised = replace(OFFER, promise=date(2027, 1, 5))
    ending = replace(OFFER, valid_until=date(2027, 1, 7))

    for offer, when in ((promised, "promised"), (ending, "expiring")):
        found = next_touch(sent("2026-12-18", proposal=offer), today="2027-01-05")
        assert found is not None
        assert found[1] == when
