"""What date expressions stand for: holidays, parts of periods, spans of time, ranges."""

from __future__ import annotations

from datetime import date

import pytest

from mailfollow.reading.holidays import HOLIDAYS, easter, nth_weekday
from mailfollow.reading.notation import fold
from mailfollow.reading.periods import Reference, periods
from mailfollow.reading.spans import add_months, ahead, coming, span_of
from tests.reading.words import lexicon

TODAY = date(2026, 11, 18)


@pytest.mark.parametrize(
    ("year", "day"),
    [(1961, "1961-04-02"), (2000, "2000-04-23"), (2024, "2024-03-31"), (2026, "2026-04-05"), (2038, "2038-04-25")],
)
def test_easter_falls_where_the_church_has_it(year, day):
    assert easter(year).isoformat() == day


def test_thanksgiving_is_the_fourth_thursday_of_november():
    assert nth_weekday(2026, 11, 3, 4) == date(2026, 11, 26)


@pytest.mark.parametrize("name", sorted(HOLIDAYS))
def test_every_holiday_begins_before_it_ends_in_every_year(name):
    for year in range(1990, 2101):
        first, last = HOLIDAYS[name](year)

        assert first <= last
        assert (last - first).days < 366


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("christmas", "2026-12-24", "2026-12-26"),
        ("the summer", "2027-06-15", "2027-08-31"),
        ("q1 2028", "2028-01-01", "2028-03-31"),
        ("early next year", "2027-01-01", "2027-01-01"),
        ("mid-january", "2027-01-15", "2027-01-15"),
        ("end of february", "2027-02-28", "2027-02-28"),
        ("next month", "2026-12-01", "2026-12-31"),
        ("next week", "2026-11-23", "2026-11-29"),
        ("end of next week", "2026-11-27", "2026-11-27"),
        ("next quarter", "2027-01-01", "2027-03-31"),
        ("dec. 24 - 27", "2026-12-27", "2026-12-27"),
        ("tuesday next week", "2026-11-24", "2026-11-24"),
        ("2027/02/03", "2027-02-03", "2027-02-03"),
        ("15-dec-2026", "2026-12-15", "2026-12-15"),
        ("29 february 2028", "2028-02-29", "2028-02-29"),
    ],
)
def test_an_english_expression_stands_for_these_days(text, first, last):
    found = periods(fold(text), lexicon().dates["en"], Reference(TODAY))

    assert [(found[0].first.isoformat(), found[0].last.isoformat())] == [(first, last)]


@pytest.mark.parametrize("text", ["31 february 2027", "32 december 2026", "2026-13-01", "45.12.", "the 42nd"])
def test_a_day_that_does_not_exist_is_no_day(text):
    found = periods(fold(text), lexicon().dates["en"], Reference(TODAY))

    assert not [period for period in found if period.exact and not period.bare]


@pytest.mark.parametrize(
    ("number", "unit", "day"),
    [
        (3, "day", "2026-11-21"),
        (2, "week", "2026-12-02"),
        (3, "month", "2027-02-18"),
        (1, "quarter", "2027-02-18"),
        (1, "year", "2027-11-18"),
        (3, "workday", "2026-11-23"),
    ],
)
def test_time_goes_ahead_by_units(number, unit, day):
    assert ahead(TODAY, number, unit).isoformat() == day


def test_a_month_later_is_a_day_that_exists():
    assert add_months(date(2027, 1, 31), 1) == date(2027, 2, 28)


def test_this_quarter_ends_with_the_year():
    assert span_of("quarter", TODAY, 0) == (date(2026, 10, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("month", "day", "year"),
    [(11, 20, 2026), (11, 10, 2026), (9, 1, 2027), (1, 2, 2027)],
)
def test_a_date_without_a_year_was_lately_or_comes(month, day, year):
    assert coming(month, day, TODAY) == date(year, month, day)
