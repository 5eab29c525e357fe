"""The order of arrival makes no difference, and nothing counts twice: for any events at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from mailfollow.model import Close, Event, EventKind, Intent, State
from mailfollow.tracking.standing.fold import fold
from mailfollow.tracking.standing.order import in_order
from tests.tracking.builders import BOB, CALENDAR, EVA, MONDAY, OFFER, PAUL, ZOE, at

START = at(MONDAY)

moments = st.integers(0, 12).map(lambda n: START + timedelta(hours=6) * n)
"""Few of them, so that several things often happen at the same time."""

days = st.none() | st.dates(date(2026, 10, 1), date(2027, 6, 1))
ids = st.none() | st.sampled_from(["p1", "m1", "m2", "m3", "m4"])
persons = st.none() | st.sampled_from([BOB.address, EVA.address, ZOE.address])

events = st.builds(
    Event,
    kind=st.sampled_from(list(EventKind)),
    at=moments,
    why=st.sampled_from(["so", "because"]),
    message_id=ids,
    person=persons,
    people=st.lists(st.sampled_from([BOB, EVA, ZOE, PAUL]), max_size=2, unique=True).map(tuple),
    intent=st.none() | st.sampled_from(list(Intent)),
    until=days,
    away=st.booleans(),
    permanent=st.booleans(),
    asks=st.booleans(),
    proposal=st.none() | st.just(OFFER) | st.just(replace(OFFER, amount="4,200")),
    close=st.none() | st.sampled_from(list(Close)),
    draft_id=st.none() | st.integers(1, 3),
    in_reply_to=ids,
)
histories = st.lists(events, max_size=14)


def test_two_words_of_the_same_moment_have_a_fixed_order():
    """Two snoozes in one second, from a folder and from the command line: one of them wins, always the same."""
    both = [Event(EventKind.SNOOZED, START, "said", until=date(2026, 12, n)) for n in (1, 15)]
    first = Event(EventKind.SENT, START, "sent", message_id="p1", people=(BOB,))

    assert fold([first, *both], CALENDAR) == fold([*both[::-1], first], CALENDAR)


@settings(max_examples=150)
@given(histories, st.randoms(use_true_random=False))
def test_the_order_of_arrival_does_not_matter(history, random):
    """Scenario 14. Whatever comes late, twice or out of order folds to the same."""
    shuffled = list(history)
    random.shuffle(shuffled)

    assert fold(shuffled, CALENDAR) == fold(history, CALENDAR)


@settings(max_examples=100)
@given(histories, st.data())
def test_what_is_recorded_twice_counts_once(history, data):
    """Scenario 15. A crash between recording and remembering repeats events; so do copies in other folders."""
    named = [one for one in history if one.message_id is not None or one.draft_id is not None]
    again = data.draw(st.lists(st.sampled_from(named), max_size=6)) if named else []

    assert fold([*history, *again], CALENDAR) == fold(history, CALENDAR)


@settings(max_examples=100)
@given(histories)
def test_every_standing_makes_sense(history):
    """What the rest of the program relies on, after any events."""
    s = fold(history, CALENDAR)

    assert (s.close is not None) == (s.state is State.CLOSED)
    assert (s.state is None) or (s.why and s.since is not None)
    assert (s.clock is not None) or s.state in {None, State.CLOSED}
    assert s.touch >= 0
    assert s.round >= 0
    assert not s.asked_to_wait or s.not_before is not None
    assert s.state is not State.YOUR_TURN or s.draft_id is None


@settings(max_examples=100)
@given(histories)
def test_events_come_out_by_time_with_answers_behind_what_they_answer(history):
    """Scenario 51. A slow clock at the customer's can't put an answer before the question."""
    ordered = in_order(history)
    mail = [one for one in history if one.kind in {EventKind.SENT, EventKind.REPLY}]

    assert [one.at for one in ordered] == sorted(one.at for one in ordered)
    for one in ordered:
        asked = [first.at for first in mail if first.message_id == one.in_reply_to and first.message_id]
        assert one.message_id == one.in_reply_to or not asked or one.at > min(asked)
