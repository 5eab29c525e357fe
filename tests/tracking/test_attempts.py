"""When a draft may be given to the server once more, and when no other one is."""

from __future__ import annotations

from datetime import timedelta

import pytest

from mailfollow.model import DraftState
from mailfollow.tracking.planning.attempts import REFUSED_AGAIN, may_append_again, refused_lately
from tests.tracking.builders import at, draft

NOW = at("11-06")


def refused(hours: float, **more):
    return draft(state=DraftState.REFUSED, attempted_at=NOW - timedelta(hours=hours), problem="over quota", **more)


def test_a_server_that_refused_one_draft_lately_would_refuse_any_other():
    """Scenario 22. The one that was refused is named, for its reason."""
    one = refused(2)

    assert refused_lately([draft(), one], NOW) is one


@pytest.mark.parametrize("others", [[], [draft()], [draft(state=DraftState.UNCERTAIN, attempted_at=NOW)]], ids=len)
def test_without_a_refusal_drafts_are_written(others):
    """What was saved, or may have been, is no reason to write no other."""
    assert refused_lately(others, NOW) is None


def test_after_six_hours_it_is_asked_again():
    """To the second, and by that draft too."""
    hours = REFUSED_AGAIN / timedelta(hours=1)

    assert refused_lately([refused(hours)], NOW) is None
    assert may_append_again(refused(hours), NOW)
    assert refused_lately([refused(hours - 0.001)], NOW) is not None
    assert not may_append_again(refused(hours - 0.001), NOW)


def test_the_latest_refusal_counts():
    """An older one that may be tried again does not let others through."""
    late = refused(1, id=2)

    assert refused_lately([refused(9, id=1), late], NOW) is late


def test_a_draft_too_large_for_the_server_keeps_back_none_but_its_like():
    """What goes along with it may be all that the server will not have."""
    large = refused(1, data=bytes(2_000_000))

    assert refused_lately([large], NOW) is None
    assert refused_lately([large], NOW, 1_999_999) is None
    assert refused_lately([large], NOW, 2_000_000) is large


def test_what_was_never_tried_was_not_refused():
    """A draft that only the mailbox's settings kept back has no time of a try."""
    assert refused_lately([draft(state=DraftState.REFUSED, attempted_at=None)], NOW) is None


def test_a_refusal_may_be_tried_as_often_as_it_takes():
    """Unlike a draft that the server took and lost: there nothing is known of the bytes."""
    assert may_append_again(refused(7, attempts=9), NOW)
