"""When an account that failed may be tried again: soon at first, then less often, and rarely after a refusal."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field

from mailfollow.cycle.desk import Problem
from mailfollow.errors import AuthFailed, ConfigError

FIRST_RETRY, LAST_RETRY = 5.0, 900.0
"""Seconds to wait after the first failure, and at most; doubled in between."""
MOST_DOUBLINGS = 10
"""More than any wait needs; without an end, the number would grow out of all bounds in a long outage."""
RETRY_REFUSED = 6 * 3600.0
"""Seconds to wait after a refused login: four tries a day lock nobody out."""


@dataclass(slots=True)
class Backoff:
    """When each account may be tried again (monotonic seconds), how often it failed in a row, and who was refused."""

    failures: dict[str, int] = field(default_factory=dict)
    not_before: dict[str, float] = field(default_factory=dict)
    refused: set[str] = field(default_factory=set)

    def ready(self, accounts: Iterable[str], now: float) -> frozenset[str]:
        """Return the accounts that may be tried at `now`."""
        return frozenset(name for name in accounts if self.not_before.get(name, 0.0) <= now)

    def note(self, tried: Iterable[str], problems: Iterable[Problem], now: float, jitter: float) -> None:
        """Take in how a pass went; `jitter` is a number in [0, 1)."""
        failed = {problem.account: problem for problem in problems if problem.thread_id is None}
        for name in tried:
            self.refused.discard(name)
            if name not in failed:
                self._forget(name)
                continue
            self.failures[name] = self.failures.get(name, 0) + 1
            if self._is_refusal(failed[name]):
                self.refused.add(name)
            self.not_before[name] = now + self._delay(failed[name], self.failures[name], jitter)

    @staticmethod
    def _is_refusal(problem: Problem) -> bool:
        """Whether trying again is of no use before somebody changes something."""
        return problem.retry is None and problem.exit_code in {AuthFailed.exit_code, ConfigError.exit_code}

    def _delay(self, problem: Problem, failures: int, jitter: float) -> float:
        if self._is_refusal(problem):
            return RETRY_REFUSED
        doubled = FIRST_RETRY * 2.0 ** min(failures - 1, MOST_DOUBLINGS)
        return min(doubled, problem.retry or LAST_RETRY) * (1 + jitter / 4)

    def forgive(self) -> None:
        """Try those again at once that could not be reached; a refused login stays one wherever this machine is."""
        for name in self.failures.keys() - self.refused:
            self._forget(name)

    def _forget(self, name: str) -> None:
        self.failures.pop(name, None)
        self.not_before.pop(name, None)

    def until_retry(self, now: float) -> float:
        """Return how many seconds after `now` the first failed account may be tried again; infinite if none failed."""
        return min(self.not_before.values(), default=math.inf) - now
