"""The table of states and events: complete, and exactly as it was agreed."""

from __future__ import annotations

import pytest

from mailfollow.model import EventKind, State
from mailfollow.tracking.standing.fold import STATES, TABLE
from tests.tracking.builders import CALENDAR
from tests.tracking.matrix import EVENTS, GOLDEN, SAMPLES, render


def test_every_pair_of_state_and_event_has_a_handler():
    """Also those that change nothing: a new event or state can't be forgotten."""
    assert set(TABLE) == {(state, kind) for state in (None, *State) for kind in EventKind}
    assert set(STATES) == {None, *State}


def test_the_matrix_is_as_agreed():
    """If this change is wanted, run `python -m tests.tracking.regenerate` and read the difference."""
    assert render() == GOLDEN.read_text(encoding="utf-8")


def test_the_matrix_has_a_sample_of_every_state_and_event():
    """What is not in the table of samples would be checked by nobody."""
    assert {sample.state for sample in SAMPLES.values()} == {None, *State}
    assert {event.kind for events in EVENTS.values() for event in events} == set(EventKind)


@pytest.mark.parametrize("name", EVENTS)
def test_whatever_changes_says_why(name):
    """A new state always comes with a new reason in words."""
    for before in SAMPLES.values():
        after = before
        for event in EVENTS[name]:
            after = TABLE[after.state, event.kind](after, event, CALENDAR)
        if (after.state, after.close) != (before.state, before.close):
            assert after.why not in {"", before.why}
            assert after.since == EVENTS[name][-1].at or after.since == EVENTS[name][0].at
