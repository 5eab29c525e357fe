"""Business days, holidays, absences and hours."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailfollow.model.words import counted, in_words, ordinal
from mailfollow.tracking.planning.calendar import Calendar
from tests.tracking.builders import CALENDAR, at, calendar, day

FRIDAY = date(2026, 11, 6)


def test_three_business_days_after_friday_is_wednesday():
    """Scenario 83."""
    assert CALENDAR.add(CALENDAR.local_date(at(FRIDAY, 17)), 3) == date(2026, 11, 11)


def test_a_holiday_on_monday_makes_it_thursday():
    """Scenario 83."""
    assert calendar(holidays=(date(2026, 11, 9),)).add(FRIDAY, 3) == date(2026, 11, 12)


@pytest.mark.parametrize(("start", "n", "expected"), [
    ("11-07", 1, "11-09"), ("11-08", 1, "11-09"), ("11-06", 0, "11-06"), ("11-07", 0, "11-07"),
    ("11-09", -1, "11-06"), ("11-13", -3, "11-10"), ("11-08", -1, "11-06"), ("11-02", 21, "12-01"),
])  # fmt: skip
def test_counting_skips_weekends_in_both_directions(start, n, expected):
    """Weekends never count."""
    assert CALENDAR.add(day(start), n) == day(expected)


def test_our_own_absence_counts_as_time_for_the_customer():
    """Their days of silence are counted though we are away; only the touch itself moves."""
    away = calendar(away=((date(2026, 11, 9), date(2026, 11, 20)),))

    assert away.add(FRIDAY, 3) == date(2026, 11, 11)
    assert away.next_working(date(2026, 11, 11)) == date(2026, 11, 23)


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York", "Pacific/Auckland", "Asia/Kolkata"])
def test_a_change_to_or_from_summer_time_moves_no_day(zone):
    """Scenario 84. Days are counted as days, so an hour more or less makes no difference."""
    there = Calendar(ZoneInfo(zone))
    for month, first in ((3, 23), (10, 23), (4, 2), (9, 21)):
        start = datetime(2026, month, first, 23, 30, tzinfo=ZoneInfo(zone)).astimezone(UTC)
        assert there.add(there.local_date(start), 5) == date(2026, month, first) + timedelta(days=7)


def test_the_same_moment_is_another_day_elsewhere():
    """Scenario 84. Late on Sunday in Berlin is still Sunday afternoon in New York, and Monday in Auckland."""
    moment = datetime(2026, 11, 1, 22, 30, tzinfo=UTC)

    assert Calendar(ZoneInfo("America/New_York")).today(moment) == date(2026, 11, 1)
    assert CALENDAR.today(moment) == date(2026, 11, 1)
    assert Calendar(ZoneInfo("Pacific/Auckland")).today(moment) == date(2026, 11, 2)


def test_hours_are_local_and_end_before_their_end():
    """From nine to five means until 16:59, by the clock on the wall, in summer and winter."""
    office = calendar(hours=(9, 17))

    for month in (7, 12):
        times = [datetime(2026, month, 1, 9, tzinfo=office.zone) + timedelta(hours=h) for h in (-1, 0, 7, 8)]
        assert [office.is_open(time) for time in times] == [False, True, True, False]


def test_after_hours_the_next_slot_is_the_next_working_day():
    """Friday evening leads to Monday, early Friday morning to Friday."""
    office = calendar(hours=(9, 17))

    assert office.next_slot(at(FRIDAY, 18)) == date(2026, 11, 9)
    assert office.next_slot(at(FRIDAY, 7)) == FRIDAY


def test_the_end_of_time_is_no_error():
    """An absence without end, and days at the end of the calendar, give an answer all the same."""
    never = calendar(away=((date(2026, 1, 1), date.max),))

    assert never.next_working(FRIDAY) == date.max
    assert CALENDAR.add(date.max, 3) == date.max
    assert CALENDAR.add(date.min, -3) == date.min


def test_words_for_days_do_not_depend_on_the_locale():
    """The year is said only where it is not clear."""
    assert in_words(date(2026, 11, 5), since=date(2026, 1, 1)) == "Thu 5 Nov"
    assert in_words(date(2027, 3, 1), since=date(2026, 1, 1)) == "Mon 1 Mar 2027"
    assert (ordinal(1), ordinal(10), ordinal(11)) == ("first", "tenth", "number 11")
    assert (counted(1, "business day"), counted(3, "business day")) == ("1 business day", "3 business days")


days = st.dates(date(2020, 1, 1), date(2040, 1, 1))


@given(days, st.integers(1, 60), st.frozensets(st.dates(date(2025, 1, 1), date(2026, 1, 1)), max_size=9))
def test_counting_n_days_passes_exactly_n_business_days(start, n, holidays):
    """The result is a business day, and n of them lie after the start up to it."""
    there = Calendar(CALENDAR.zone, holidays)
    end = there.add(start, n)
    passed = [start + timedelta(days=d) for d in range(1, (end - start).days + 1)]

    assert there.is_business(end)
    assert sum(map(there.is_business, passed)) == n


@given(days, st.integers(0, 30), st.integers(0, 30))
def test_counting_in_two_steps_is_counting_once(start, first, second):
    """Adding days is additive."""
    assert CALENDAR.add(CALENDAR.add(start, first), second) == CALENDAR.add(start, first + second)
