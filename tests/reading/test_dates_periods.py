"""What date expressions stand for: holidays, parts of periods, spans of time, ranges."""

from __future__ import annotations

from datetime import date

import pytest

from mailfollow.reading.dates.holidays import HOLIDAYS, easter, nth_weekday
from mailfollow.reading.dates.periods import Reference, periods
from mailfollow.reading.dates.spans import add_months, ahead, coming, coming_days, span_of
from mailfollow.reading.lexicon.notation import fold
from tests.reading.words import lexicon

TODAY = date(2026, 11, 18)


@pytest.mark.parametrize(
    ("year", "day"),
    [(1961, "1961-04-02"), (2000, "2000-04-23"), (2024, "2024-03-31"), (2026, "2026-04-05"), (2038, "2038-04-25")],
)
def test_easter_falls_where_the_church_has_it(year, day):
    assert easter(year).isoformat() == day


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("new_year", "2027-01-01", "2027-01-01"),
        ("carnival", "2027-02-08", "2027-02-10"),
        ("easter", "2027-03-26", "2027-03-29"),
        ("pentecost", "2027-05-16", "2027-05-17"),
        ("memorial_day", "2027-05-31", "2027-05-31"),
        ("labor_day", "2027-09-06", "2027-09-06"),
        ("thanksgiving", "2027-11-25", "2027-11-25"),
        ("christmas", "2027-12-24", "2027-12-26"),
        ("holidays", "2027-12-24", "2028-01-01"),
        ("winter", "2027-12-01", "2028-02-28"),
    ],
)
def test_a_holiday_of_2027_is_on_these_days(name, first, last):
    assert [day.isoformat() for day in HOLIDAYS[name](2027)] == [first, last]


@pytest.mark.parametrize(("n", "day"), [(1, 5), (4, 26), (-1, 26)])
def test_the_last_weekday_of_a_month_is_counted_from_its_end(n, day):
    assert nth_weekday(2026, 11, 3, n) == date(2026, 11, day)


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
        ("29 february", "2028-02-29", "2028-02-29"),
        ("calendar week 50", "2026-12-07", "2026-12-13"),
        ("week 12", "2027-03-22", "2027-03-28"),
        ("week 47", "2026-11-16", "2026-11-22"),
        ("cw 52/2", "2026-12-21", "2027-01-17"),
        ("week 2 2028", "2028-01-10", "2028-01-16"),
        ("first monday in january", "2027-01-04", "2027-01-04"),
        ("2nd tuesday of november", "2027-11-09", "2027-11-09"),
        ("last friday in november", "2026-11-27", "2026-11-27"),
        ("third thursday of next month", "2026-12-17", "2026-12-17"),
        ("second week of january", "2027-01-11", "2027-01-17"),
        ("last week of november 2027", "2027-11-29", "2027-12-05"),
        ("15th of next month", "2026-12-15", "2026-12-15"),
        ("20th of this month", "2026-11-20", "2026-11-20"),
        ("friday next week", "2026-11-27", "2026-11-27"),
        ("next week on friday", "2026-11-27", "2026-11-27"),
        ("next friday", "2026-11-27", "2026-11-27"),
        ("this friday", "2026-11-20", "2026-11-20"),
        ("monday the 7th", "2026-12-07", "2026-12-07"),
        ("next monday, november 30", "2026-11-30", "2026-11-30"),
        ("fifteenth of may", "2027-05-15", "2027-05-15"),
        ("may twenty first", "2027-05-21", "2027-05-21"),
        ("23.11.-27.11.2026", "2026-11-27", "2026-11-27"),
        ("two or three weeks", "2026-12-09", "2026-12-09"),
        ("2-3 weeks", "2026-12-09", "2026-12-09"),
        ("a couple of days", "2026-11-20", "2026-11-20"),
        ("10 business days", "2026-12-02", "2026-12-02"),
        ("two days from tomorrow", "2026-11-21", "2026-11-21"),
        ("one week after easter", "2027-04-05", "2027-04-05"),
        ("the week after next on friday", "2026-12-04", "2026-12-04"),
        ("this week", "2026-11-16", "2026-11-22"),
        ("this and next week", "2026-11-23", "2026-11-29"),
        ("the week after", "2026-11-30", "2026-12-06"),
        ("second half of 2027", "2027-07-01", "2027-12-31"),
        ("h2", "2027-07-01", "2026-12-31"),
        ("q1", "2027-01-01", "2027-03-31"),
        ("end of q4", "2026-12-31", "2026-12-31"),
        ("mid q4", "2026-11-15", "2026-11-15"),
        ("start of q3", "2027-07-01", "2027-07-01"),
        ("2027-sep-01", "2027-09-01", "2027-09-01"),
        ("next fiscal year", "2027-01-01", "2027-12-31"),
        ("epiphany", "2027-01-06", "2027-01-06"),
        ("half a year", "2027-05-18", "2027-05-18"),
        ("a fortnight", "2026-12-02", "2026-12-02"),
        ("later today", "2026-11-18", "2026-11-18"),
        ("the weekend", "2026-11-21", "2026-11-22"),
        ("end of the quarter", "2026-12-31", "2026-12-31"),
        ("the week after next", "2026-11-30", "2026-12-06"),
        ("the new fiscal year", "2027-01-01", "2027-12-31"),
        ("easter 2028", "2028-04-14", "2028-04-17"),
    ],
)
def test_an_english_expression_stands_for_these_days(text, first, last):
    found = periods(fold(text), lexicon().dates["en"], Reference(TODAY))

    assert [(found[0].first.isoformat(), found[0].last.isoformat())] == [(first, last)]


@pytest.mark.parametrize(
    "text", ["31 february 2027", "32 december 2026", "2026-13-01", "45.12.", "the 42nd", "week 60", "week 0"]
)
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
    ("text", "month_first", "day"),
    [
        ("mon 8/9", None, "2027-08-09"),
        ("wed 8/9", None, "2027-09-08"),
        ("mon 6/9", None, "2027-09-06"),
        ("1/12", None, "2027-01-12"),
        ("1/12", False, "2026-12-01"),
        ("12/1", True, "2026-12-01"),
        ("30/11", True, "2026-11-30"),
        ("11/30", False, "2026-11-30"),
        ("4.22.", None, "2027-04-22"),
        ("5.4.", True, "2027-04-05"),
    ],
)
def test_two_numbers_are_settled_by_weekday_habit_and_what_exists_and_else_the_later_counts(text, month_first, day):
    """Scenario 59."""
    found = periods(fold(text), lexicon().dates["en"], Reference(TODAY, month_first))

    assert [period.first.isoformat() for period in found] == [day]


def test_a_day_of_the_month_comes_and_is_never_today():
    assert next(coming_days(18, TODAY)) == date(2026, 12, 18)
    assert next(coming_days(19, TODAY)) == date(2026, 11, 19)
    assert next(coming_days(31, TODAY)) == date(2026, 12, 31)
    assert list(coming_days(30, TODAY))[:3] == [date(2026, 11, 30), date(2026, 12, 30), date(2027, 1, 30)]


@pytest.mark.parametrize("number", [0, 32])
def test_no_month_has_such_a_day(number):
    with pytest.raises(ValueError, match=str(number)):
        next(coming_days(number, TODAY))


@pytest.mark.parametrize(
    ("month", "day", "year"),
    [(11, 20, 2026), (11, 10, 2026), (9, 1, 2027), (1, 2, 2027)],
)
def test_a_date_without_a_year_was_lately_or_comes(month, day, year):
    assert coming(month, day, TODAY) == date(year, month, day)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("the new fiscal year, which starts in july", "2027-07-01"),
        ("next fiscal year (1 april)", "2027-04-01"),
        ("next fiscal year (july 1)", "2027-07-01"),
    ],
)
def test_a_fiscal_year_begins_where_the_sentence_says_so(text, first):
    found = periods(fold(f"on 1 march {text}, not on 5 may"), lexicon().dates["en"], Reference(TODAY))

    assert [period.first.isoformat() for period in found] == ["2027-03-01", first, "2027-05-05"]
    assert found[1].start < found[1].end <= found[2].start


def test_a_fiscal_year_without_a_beginning_is_the_calendar_year():
    found = periods("next fiscal year or in two weeks", lexicon().dates["en"], Reference(TODAY))

    assert [period.first.isoformat() for period in found] == ["2027-01-01", "2026-12-02"]


def test_of_overlapping_expressions_the_longest_stands_and_neighbours_stay():
    found = periods("on tuesday 1 december 2026,monday;friday", lexicon().dates["en"], Reference(TODAY))

    assert [(period.shape, period.start, period.end) for period in found] == [
        ("day_month", 3, 26),
        ("weekday", 27, 33),
        ("weekday", 34, 40),
    ]


def test_a_text_without_digits_and_names_has_no_dates():
    assert periods("we think that it is fine", lexicon().dates["en"], Reference(TODAY)) == []


def test_only_the_forty_longest_expressions_are_looked_at():
    found = periods("monday, " * 50, lexicon().dates["en"], Reference(TODAY))

    assert len(found) == 40


def test_times_beyond_the_calendar_are_none():
    assert periods("in 99 years, in 99 days", lexicon().dates["en"], Reference(date(9999, 12, 1))) == []


@pytest.mark.parametrize(
    ("text", "shape", "flags"),
    [
        ("3 march", "day_month", "exact"),
        ("3 - 5 march", "day_month", "exact ranged"),
        ("third may", "day_month", "exact bare"),
        ("third may 2027", "day_month", "exact"),
        ("third march", "day_month", "exact bare"),
        ("third october", "day_month", "exact"),
        ("3 may", "day_month", "exact"),
        ("march 3", "month_day", "exact"),
        ("march 3-5", "month_day", "exact ranged"),
        ("the 3rd", "day", "exact bare"),
        ("15th of next month", "day_next_month", "exact"),
        ("monday the 7th", "weekday_day", "exact"),
        ("second monday in march", "nth_weekday", "exact"),
        ("second week of march", "nth_week", ""),
        ("from 20 to 27.", "day_range", "exact ranged"),
        ("2027-03-01", "iso", "exact"),
        ("30/12", "numeric", "exact bare"),
        ("30.12.", "numeric", "exact"),
        ("30/12/2026", "numeric", "exact"),
        ("21.12.-30.12.", "numeric", "exact ranged"),
        ("12-30", "dashed", "exact bare"),
        ("12-30-2026", "numeric", "exact"),
        ("october", "month", ""),
        ("march", "month", "bare"),
        ("mid-march", "month", "exact"),
        ("week 50", "week", ""),
        ("two weeks", "span", "exact bare"),
        ("two weeks from now", "span", "exact"),
        ("next week", "unit", ""),
        ("end of next week", "unit", "exact"),
        ("this week", "current", ""),
        ("christmas", "named", "exact"),
        ("the summer", "named", ""),
        ("next fiscal year", "fiscal", ""),
        ("2027", "year", "bare"),
    ],
)
def test_an_expression_is_exact_a_range_or_needs_a_word_before_it(text, shape, flags):
    found = periods(fold(text), lexicon().dates["en"], Reference(TODAY, month_first=False))

    assert [period.shape for period in found] == [shape]
    assert [name for name in ("exact", "ranged", "bare") if getattr(found[0], name)] == flags.split()


@pytest.mark.parametrize("text", ["from 27 to 20.", "12-5.", "9 to 9."])
def test_numbers_that_do_not_rise_are_no_range_of_days(text):
    found = periods(text, lexicon().dates["de"], Reference(TODAY))

    assert not [period for period in found if period.shape == "day_range"]


@pytest.mark.parametrize(
    ("text", "day"),
    [("1/12/2026", "2026-12-01"), ("31.12.2026", "2026-12-31"), ("12.12.2026", "2026-12-12"), ("1.1.27", "2027-01-01")],
)
def test_in_german_the_day_stands_first(text, day):
    found = periods(text, lexicon().dates["de"], Reference(TODAY, month_first=True))

    assert [period.first.isoformat() for period in found] == [day]


@pytest.mark.parametrize("text", ["12/13/2026", "13.13.2026", "32.1.2027", "0.1.2027"])
def test_no_german_date_is_read_the_american_way(text):
    found = periods(text, lexicon().dates["de"], Reference(TODAY, month_first=True))

    assert not [period for period in found if period.shape == "numeric"]


def test_next_month_is_counted_from_any_day_of_this_one():
    found = periods("30th of next month", lexicon().dates["en"], Reference(date(2026, 10, 31)))

    assert [period.first for period in found] == [date(2026, 11, 30)]


@pytest.mark.parametrize(
    ("text", "day"),
    [("sunday 25 october", "2026-10-25"), ("monday 25 october", "2027-10-25"), ("friday 25 october", "2026-10-25")],
)
def test_the_weekday_beside_it_settles_the_year_of_a_day_that_was_lately(text, day):
    found = periods(text, lexicon().dates["en"], Reference(TODAY))

    assert [period.first.isoformat() for period in found] == [day]


@pytest.mark.parametrize("text", ["this year", "this quarter", "the year", "week"])
def test_a_unit_alone_or_one_that_is_long_running_is_no_date(text):
    assert periods(text, lexicon().dates["en"], Reference(TODAY)) == []


def test_the_beginning_of_the_month_is_the_first_of_the_next():
    (found,) = periods("monatsanfang", lexicon().dates["de"], Reference(TODAY))

    assert (found.first, found.last) == (date(2026, 12, 1), date(2026, 12, 1))


@pytest.mark.parametrize("text", ["the fall of", "the sun", "second opinion"])
def test_what_only_sounds_like_a_date_is_long_past(text):
    assert all(period.last < TODAY for period in periods(text, lexicon().dates["en"], Reference(TODAY)))
