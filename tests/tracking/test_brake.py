"""When no new draft is written: nobody uses them, or there are suspiciously many of them."""

from datetime import date

import pytest

from mailfollow.model import DraftPolicy, DraftState, Trace
from mailfollow.tracking.planning.brake import brake
from tests.tracking.builders import CALENDAR, at, calendar

OPEN, EDITED, SENT = DraftState.OPEN, DraftState.EDITED, DraftState.SENT
DISCARDED, WITHDRAWN, MISSING = DraftState.DISCARDED, DraftState.WITHDRAWN, DraftState.MISSING


def lying(n=5, since="11-02", state=OPEN):
    return [Trace(state, at(since, 9, minute)) for minute in range(n)]


def ended(state, when, n=1, written="11-02"):
    return [Trace(state, at(written, 8, minute), at(when, 12, minute)) for minute in range(n)]


def stopped(*traces, when="11-09", policy=None, calendar=CALENDAR, resumed=None):
    return brake(traces, policy or DraftPolicy(), at(when), calendar, resumed)


def test_five_drafts_left_lying_for_five_working_days_stop_new_ones():
    """The reason says what it counted, and the remedy what to do."""
    found = stopped(*lying())

    assert found is not None
    assert found.sentence == (
        "No new drafts: the last 5 drafts went unused, thrown away or untouched for 5 working days. "
        "Send or edit one of them, or say `mailfollow resume`."
    )
    assert not found.alarm
    assert stopped(*lying(), when="11-06") is None
    assert stopped(*lying(4)) is None


def test_thrown_away_ones_count_at_once():
    """Five thrown away say more than five that lie there."""
    assert stopped(*ended(DISCARDED, "11-03", 5), when="11-03")
    assert stopped(*ended(DISCARDED, "11-03", 2), *lying(3))
    assert stopped(*ended(DISCARDED, "11-03", 2), *lying(2)) is None


@pytest.mark.parametrize("state", [SENT, EDITED])
def test_one_that_is_sent_or_edited_ends_it(state):
    """It does so whichever it was, and the others have another five working days."""
    used = ended(state, "11-09")

    assert stopped(*lying(9), *used, when="11-10") is None
    assert stopped(*used, *lying(9), when="11-10") is None
    assert stopped(*lying(9), *used, when="11-16")


def test_what_was_thrown_away_before_one_was_used_does_not_count():
    """They were judged one by one, then."""
    assert stopped(*ended(DISCARDED, "11-03", 4), *ended(SENT, "11-04"), *ended(DISCARDED, "11-05", 4)) is None
    assert stopped(*ended(SENT, "11-04"), *ended(DISCARDED, "11-05", 5))


@pytest.mark.parametrize("state", [WITHDRAWN, MISSING, DraftState.UNCERTAIN])
def test_what_the_person_has_not_decided_does_not_count(state):
    """We took it back ourselves, or nobody knows where it is."""
    assert stopped(*lying(9, state=state)) is None


def test_days_on_which_the_person_is_away_do_not_count():
    """Nobody could have sent them."""
    off = calendar(away=((date(2026, 11, 3), date(2026, 11, 13)),))

    assert stopped(*lying(), when="11-16", calendar=off) is None
    assert stopped(*lying(), when="11-20", calendar=off)


def test_the_go_ahead_gives_them_all_another_chance():
    """What lies there is judged anew from then on."""
    assert stopped(*lying(), when="11-10", resumed=at("11-09")) is None
    assert stopped(*lying(), when="11-16", resumed=at("11-09"))
    assert stopped(*ended(DISCARDED, "11-03", 9), when="11-30", resumed=at("11-09")) is None


def test_it_can_be_turned_off_and_made_stricter():
    """As configured."""
    assert stopped(*lying(50), when="12-30", policy=DraftPolicy(unused=0)) is None
    assert stopped(*lying(2), policy=DraftPolicy(unused=2))


def days(*counts, state=OPEN, again=False):
    """Return so many drafts on each business day from Monday 2 November on."""
    return [
        Trace(state, at(CALENDAR.add(date(2026, 11, 2), n), 9, minute), again=again)
        for n, count in enumerate(counts)
        for minute in range(count)
    ]


def test_the_cap_reached_on_two_days_in_a_row_stops_new_drafts():
    """It may be a mistake of ours, so that it is an alarm."""
    found = stopped(*days(20, 20), when="11-04")

    assert found is not None
    assert found.alarm
    assert found.why == (
        "the cap of 20 drafts a day was reached on Mon 2 Nov and on Tue 3 Nov 2026, and most of them were not used"
    )
    assert stopped(*days(20, 19), when="11-04") is None
    assert stopped(*days(19, 20), when="11-04") is None
    assert stopped(*days(20, 0, 20), when="11-05") is None


def test_a_weekend_lies_not_between_two_days():
    """Friday and Monday are two days in a row."""
    assert stopped(*days(0, 0, 0, 0, 3, 3), policy=DraftPolicy(daily=3), when="11-10")


def test_who_uses_most_of_them_wants_so_many():
    """A small cap that is reached every day is no mistake."""
    used = [*days(2, 2, state=SENT), *days(1, 1)]

    assert stopped(*used, policy=DraftPolicy(daily=3), when="11-04") is None
    assert stopped(*days(1, state=SENT), *days(0, 1), policy=DraftPolicy(daily=1), when="11-03") is None
    assert stopped(*days(1, 1, state=SENT), *days(2, 2), policy=DraftPolicy(daily=3), when="11-04")


def test_it_stays_stopped_until_the_go_ahead():
    """A month without drafts is no reason to begin again; the go-ahead counts the days from then on."""
    assert stopped(*days(20, 20), when="12-03")
    assert stopped(*days(20, 20), when="11-04", resumed=at("11-03", 23)) is None


def test_drafts_written_anew_are_no_further_ones():
    """They took the place of older ones."""
    assert stopped(*days(20, 20, again=True), when="11-04") is None


def test_a_cap_of_none_stops_nothing_further():
    """Nothing is written anyway."""
    assert stopped(*days(1, 1), policy=DraftPolicy(daily=0, unused=0), when="11-04") is None
