"""Shares of answers and the range in which the true one lies."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from math import isclose, sqrt

import pytest

from mailfollow.model import Became, Outcome, Tally
from mailfollow.model.outcome import tally

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize("z", [1.2816, 1.6449, 1.96])
@pytest.mark.parametrize("counts", [(31, 8), (20, 0), (20, 20), (1, 0), (1000, 500), (7, 3)])
def test_the_ends_of_the_interval_are_shares_that_just_agree_with_what_was_seen(
    counts: tuple[int, int], z: float
) -> None:
    """Wilson's definition: from each end p, what was seen is z standard errors away, by p's own standard error."""
    seen = Tally(*counts)

    for end in seen.interval(z):
        assert isclose(abs(seen.rate - end), z * sqrt(end * (1 - end) / seen.sent), abs_tol=1e-6)


def test_the_interval_of_ten_in_a_hundred_is_the_one_of_the_textbooks() -> None:
    """At 95 %: 5.5 to 17.4 %."""
    low, high = Tally(100, 10).interval(1.96)

    assert (round(low, 3), round(high, 3)) == (0.055, 0.174)


def test_nothing_sent_says_nothing() -> None:
    """Any share may be the true one."""
    assert (Tally().interval(1.96), Tally().rate, Tally().too_few) == ((0.0, 1.0), 0.0, True)


def test_twenty_are_enough() -> None:
    """Nineteen are not."""
    assert [Tally(sent).too_few for sent in (19, 20)] == [True, False]


def _outcome(sent_days_ago: float | None, *, answered: bool = False) -> Outcome:
    sent_at = None if sent_days_ago is None else NOW - timedelta(days=sent_days_ago)
    answered_at = NOW if answered else None
    return Outcome(1, "t", "en/x", "x", "en", 1, "", NOW, Became.SENT, sent_at, answered_at)


def test_only_what_was_sent_long_enough_ago_is_counted() -> None:
    """To the second; what was not sent, or nobody knows when, is not."""
    outcomes = [
        _outcome(14, answered=True),
        _outcome(13.99, answered=True),
        _outcome(30),
        _outcome(None, answered=True),
    ]

    assert tally(outcomes, NOW, timedelta(days=14)) == Tally(2, 1)
