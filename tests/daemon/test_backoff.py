"""When a failed account is tried again."""

from __future__ import annotations

import math

from mailfollow.cycle.backoff import FIRST_RETRY, LAST_RETRY, RETRY_REFUSED, Backoff
from mailfollow.cycle.desk import Problem

AWAY = Problem("work", "the server does not answer", 69)
REFUSED = Problem("work", "the login was refused", 77)


def waits(problem: Problem, times: int) -> list[float]:
    """Return how long each of `times` failures in a row makes the account wait."""
    backoff = Backoff()
    waited = []
    for _ in range(times):
        backoff.note(["work"], [problem], now=1000.0, jitter=0.0)
        waited.append(backoff.not_before["work"] - 1000.0)
    return waited


def test_the_wait_doubles_up_to_a_quarter_of_an_hour() -> None:
    """Scenario 107: a server that is away is tried again soon, then less and less often."""
    assert waits(AWAY, 10)[:4] == [FIRST_RETRY, 10.0, 20.0, 40.0]
    assert waits(AWAY, 10)[-1] == LAST_RETRY


def test_a_refused_login_is_tried_four_times_a_day() -> None:
    """Scenario 115: a wrong password locks nobody out."""
    assert waits(REFUSED, 3) == [RETRY_REFUSED] * 3
    assert 24 * 3600 / RETRY_REFUSED == 4


def test_other_accounts_go_on() -> None:
    """Scenario 115: one account that fails holds up no other."""
    backoff = Backoff()
    backoff.note(["work", "home"], [AWAY], now=0.0, jitter=0.5)

    assert backoff.ready(["work", "home"], 1.0) == {"home"}
    assert backoff.ready(["work", "home"], FIRST_RETRY * 1.25) == {"work", "home"}


def test_success_forgets_the_failures() -> None:
    """After a pass that went well, the next failure waits as the first one does."""
    backoff = Backoff()
    for _ in range(5):
        backoff.note(["work"], [AWAY], now=0.0, jitter=0.0)
    backoff.note(["work"], [], now=0.0, jitter=0.0)

    assert backoff.until_retry(0.0) == math.inf
    assert backoff.ready(["work"], 0.0) == {"work"}


def test_a_draft_that_the_server_refused_is_no_reason_to_stay_away() -> None:
    """A problem of one thread, such as a full quota, is not one of the account."""
    backoff = Backoff()
    backoff.note(["work"], [Problem("work", "over quota", 74, thread_id="abc123")], now=0.0, jitter=0.0)

    assert backoff.ready(["work"], 0.0) == {"work"}
