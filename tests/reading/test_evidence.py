"""What a date means by the words around it: each rule once, without any language."""

from __future__ import annotations

from datetime import date

import pytest

from mailfollow.reading.dates.evidence import Evidence, judge
from mailfollow.reading.dates.period import Period

FIRST, LAST, AFTER = date(2027, 3, 1), date(2027, 3, 31), date(2027, 4, 1)
NEXT = date(2027, 3, 2)
MONTH = {"shape": "month", "exact": False}
DAY = {"shape": "numeric", "last": FIRST}
BARE = {**DAY, "bare": True}


def judged(role="", told="", *, automatic=False, ranged=False, returned=False, **period):
    """Judge a period (March, unless said otherwise) with the roles before it, the nearest last, in such a sentence."""
    given = {"first": FIRST, "last": LAST, "start": 0, "end": 0, **period}
    roles = {name: at for at, name in enumerate(role.split())}
    return judge(Evidence(Period(**given), ranged, roles, frozenset(told.split()), automatic, returned))


@pytest.mark.parametrize(
    ("role", "told", "more", "expected"),
    [
        ("back", "", DAY, (5, FIRST)),
        ("back", "", MONTH, (5, FIRST)),
        ("since", "returning", DAY, (5, FIRST)),
        ("since", "available", {**DAY, "automatic": True}, (5, FIRST)),
        ("since", "available", DAY, None),
        ("since", "cue", DAY, (2, FIRST)),
        ("since", "cue away", DAY, None),
        ("since", "away", {**DAY, "automatic": True}, None),
        ("until", "away", DAY, (3, FIRST)),
        ("until", "away", {"shape": "named"}, (3, LAST)),
        ("until", "cue", MONTH, (3, FIRST)),
        ("until", "negated", MONTH, (3, FIRST)),
        ("until", "", {**MONTH, "automatic": True}, (3, FIRST)),
        ("until", "", MONTH, None),
        ("through", "away", MONTH, (3, LAST)),
        ("through", "", MONTH, None),
        ("before", "negated", MONTH, (3, FIRST)),
        ("before", "", MONTH, None),
        ("after", "cue", MONTH, (3, AFTER)),
        ("after", "away", MONTH, (3, AFTER)),
        ("after", "", {**MONTH, "automatic": True}, (3, AFTER)),
        ("after", "", MONTH, None),
        ("following", "cue", DAY, (3, NEXT)),
        ("following", "", DAY, None),
        ("following", "cue", MONTH, (2, FIRST)),
        ("past", "cue away returning", {**DAY, "automatic": True}, None),
    ],
)
def test_the_words_before_a_date_tell_what_it_means(role, told, more, expected):
    assert judged(role, told, **more) == expected


@pytest.mark.parametrize(
    ("told", "more", "expected"),
    [
        ("", DAY, None),
        ("cue", DAY, (2, FIRST)),
        ("cue", MONTH, (2, FIRST)),
        ("cue", {"shape": "current", "exact": False}, None),
        ("cue", {"shape": "weekday", "last": FIRST}, (2, FIRST)),
        ("cue", {"shape": "span", "last": FIRST}, (2, FIRST)),
        ("negated", MONTH, None),
        ("returning", DAY, (2, FIRST)),
        ("returning", MONTH, None),
        ("available", {**DAY, "automatic": True}, (2, FIRST)),
        ("away", DAY, None),
        ("away", {**DAY, "automatic": True}, (1, FIRST)),
        ("away", MONTH, (2, LAST)),
        ("away cue", MONTH, (2, FIRST)),
        ("away cue", {**MONTH, "automatic": True}, (2, LAST)),
        ("away", {"shape": "span", "last": FIRST}, (3, FIRST)),
        ("", {**DAY, "automatic": True}, None),
    ],
)
def test_without_such_words_the_sentence_tells(told, more, expected):
    assert judged("", told, **more) == expected


@pytest.mark.parametrize(
    ("told", "more", "expected"),
    [
        ("away", {}, (4, LAST)),
        ("cue", {}, (4, LAST)),
        ("", {"automatic": True}, (4, LAST)),
        ("", {}, None),
        ("cue", {"shape": "weekday"}, None),
        ("", {"shape": "day_range", "automatic": True}, None),
        ("away", {"shape": "weekday"}, (4, LAST)),
    ],
)
def test_a_range_counts_to_its_end_unless_it_is_of_opening_times(told, more, expected):
    assert judged("since", told, ranged=True, **{"shape": "iso", **more}) == expected


@pytest.mark.parametrize(
    ("role", "told", "more", "placed"),
    [
        ("", "cue", BARE, False),
        ("on", "cue", BARE, True),
        ("until", "cue", BARE, True),
        ("on", "cue", {**BARE, "shape": "dashed"}, False),
        ("until", "cue", {**BARE, "shape": "dashed"}, True),
        ("on", "cue", {**BARE, "shape": "day"}, False),
        ("day_only", "cue", {**BARE, "shape": "day"}, True),
        ("until", "cue", {**BARE, "shape": "day"}, False),
        ("on", "cue", {**BARE, "shape": "span"}, False),
        ("until", "cue", {**BARE, "shape": "span"}, False),
        ("ahead", "cue", {**BARE, "shape": "span"}, True),
        ("need", "cue", {**BARE, "shape": "span"}, True),
        ("need", "away", {**BARE, "shape": "span"}, False),
        ("until", "cue", {**BARE, "shape": "unit"}, True),
        ("back", "", {**BARE, "shape": "unit"}, True),
        ("after", "cue", {**BARE, "shape": "unit"}, False),
        ("", "away", {**BARE, "ranged": True}, True),
    ],
)
def test_what_may_be_no_date_needs_the_right_word_before_it(role, told, more, placed):
    assert (judged(role, told, **more) is not None) is placed


def test_the_longest_phrase_before_a_date_decides():
    """Around "before" stands "not before", which begins earlier."""
    assert judged("until before", "away", **MONTH) == (3, FIRST)
    assert judged("past until", "away", **MONTH) is None
    assert judged("until past", "away", **MONTH) == (3, FIRST)


def test_a_limit_for_what_they_ask_of_us_is_no_day_to_wait_for():
    assert judged("by", "request cue", **DAY) is None
    assert judged("by", "cue", **DAY) == (2, FIRST)
    assert judged("on", "request cue", **DAY) == (2, FIRST)
    assert judged("by", "request cue grace", **DAY) == (2, FIRST)


def test_after_an_event_on_a_day_is_the_day_after_it():
    assert judged("", "cue then", **DAY) == (2, NEXT)
    assert judged("", "cue then", **MONTH) == (2, FIRST)
    assert judged("", "then", **DAY) is None


def test_once_i_am_back_on_a_day_is_that_day():
    assert judged("following back", "cue", **DAY) == (5, FIRST)
    assert judged("back following", "cue", **DAY) == (5, FIRST)


def test_a_return_directly_after_a_day_is_on_that_day():
    assert judged("", "", returned=True, **DAY) == (5, FIRST)
    assert judged("until", "away", returned=True, **DAY) == (3, FIRST)
    assert judged("", "away", returned=True, ranged=True, **DAY) == (4, FIRST)
    assert judged("", "", returned=True, **MONTH) is None
