"""When to make a pass: every few minutes, at once on SIGUSR1, later after a failure, never after SIGTERM.

Time is measured on the monotonic clock. `schedule` keeps the cadence of passes by the local wall clock, so it is
armed anew whenever the two clocks part (a suspended laptop, a corrected clock, summer time). A pass may be broken
off anywhere: what it had begun is found again by the next, exactly as after a crash.
"""

from __future__ import annotations

import contextlib
import logging
import os
import random
import select
import signal
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC
from types import FrameType

import schedule

from mailfollow import clock
from mailfollow.cycle.desk import Problem, Report
from mailfollow.errors import AuthFailed, ConfigError, MailfollowError

log = logging.getLogger(__name__)

NAP = 60.0
"""Seconds to sleep at most, so that a clock that jumped is noticed soon."""
FIRST_RETRY, LAST_RETRY = 5.0, 900.0
"""Seconds to wait after the first failure, and at most; doubled in between."""
RETRY_REFUSED = 6 * 3600.0
"""Seconds to wait after a refused login: four tries a day lock nobody out."""

Pass = Callable[[frozenset[str]], Report]
"""Makes one pass over the named accounts."""


class Stop(BaseException):
    """SIGTERM or SIGINT came: leave at once. No `except Exception` may swallow it."""


@dataclass(frozen=True, slots=True)
class Watch:
    """What to do passes over: the accounts' names, the minutes between passes, and how to make one."""

    accounts: tuple[str, ...]
    minutes: int
    make_pass: Pass


@dataclass(slots=True)
class Backoff:
    """When each account may be tried again (monotonic seconds), and how often it failed in a row."""

    failures: dict[str, int] = field(default_factory=dict)
    not_before: dict[str, float] = field(default_factory=dict)

    def ready(self, accounts: Iterable[str], now: float) -> frozenset[str]:
        """Return the accounts that may be tried at `now`."""
        return frozenset(name for name in accounts if self.not_before.get(name, 0.0) <= now)

    def note(self, tried: Iterable[str], problems: Iterable[Problem], now: float, jitter: float) -> None:
        """Take in how a pass went; `jitter` is a number in [0, 1)."""
        failed = {problem.account: problem for problem in problems if problem.thread_id is None}
        for name in tried:
            if name not in failed:
                self.failures.pop(name, None)
                self.not_before.pop(name, None)
                continue
            self.failures[name] = self.failures.get(name, 0) + 1
            self.not_before[name] = now + self._delay(failed[name], self.failures[name], jitter)

    @staticmethod
    def _delay(problem: Problem, failures: int, jitter: float) -> float:
        if problem.exit_code in {AuthFailed.exit_code, ConfigError.exit_code}:
            return RETRY_REFUSED
        return float(min(FIRST_RETRY * 2 ** (failures - 1), LAST_RETRY)) * (1 + jitter / 4)

    def next_retry(self) -> float | None:
        """Return when the first failed account may be tried again (monotonic seconds)."""
        return min(self.not_before.values(), default=None)


class Daemon:
    """The loop around passes.

    Args:
        load: validates the configuration and says what to watch; called again on SIGHUP, where an error keeps
            the old one.
    """

    def __init__(self, load: Callable[[], Watch]) -> None:
        """Load the configuration; its errors are the caller's."""
        self._load = load
        self._watch = load()
        self._scheduler = schedule.Scheduler()
        self._backoff = Backoff()
        self._pass_now = True
        self._reload = False
        self._stop = False

    def serve(self) -> None:
        """Make passes until SIGTERM or SIGINT."""
        with contextlib.suppress(Stop), _signals(self._on_signal) as wakeup:
            self._arm()
            offset = _wall_offset()
            while not self._stop:
                if abs(_wall_offset() - offset) > NAP:
                    log.warning("The clock was set, or this machine slept: counting anew from now.")
                    self._arm()
                    self._pass_now = True
                    offset = _wall_offset()
                self._turn()
                select.select([wakeup], [], [], self._nap())
                with contextlib.suppress(BlockingIOError):
                    os.read(wakeup, 512)
        log.info("Stopped.")

    def _turn(self) -> None:
        """Do what is due now: reload, then a pass."""
        if self._reload:
            self._reload = False
            self._swap_config()
        self._scheduler.run_pending()
        retry = self._backoff.next_retry()
        if self._pass_now or (retry is not None and retry <= time.monotonic()):
            self._pass_now = False
            self._make_pass()

    def _swap_config(self) -> None:
        try:
            self._watch = self._load()
        except MailfollowError as error:
            log.error("The new configuration is not used, the old one stays: %s", "; ".join(error.problems))  # noqa: TRY400 - the sentence is for a person; a traceback would hide it
            return
        log.info("The configuration was read again.")
        self._backoff = Backoff()
        self._pass_now = True
        self._arm()

    def _make_pass(self) -> None:
        """Make one pass over the accounts that may be tried; no error ends the daemon."""
        started = time.monotonic()
        names = self._backoff.ready(self._watch.accounts, started)
        if not names:
            return
        try:
            problems = self._watch.make_pass(names).problems
        except MailfollowError as error:
            problems = [Problem(name, "; ".join(error.problems), error.exit_code) for name in names]
        except Exception:
            # The daemon outlives a mistake of ours: it says so, and tries again later.
            log.exception("A pass failed in a way that mailfollow does not know")
            problems = [Problem(name, "unexpected error", 1) for name in names]
        for problem in problems:
            log.warning("%s: %s", problem.account, problem.sentence)
        self._backoff.note(names, problems, time.monotonic(), random.random())  # noqa: S311 - jitter, not a secret

    def _arm(self) -> None:
        self._scheduler.clear()
        self._scheduler.every(self._watch.minutes).minutes.do(self._want_pass)

    def _want_pass(self) -> None:
        self._pass_now = True

    def _nap(self) -> float:
        waits = [NAP, max(self._scheduler.idle_seconds or 0.0, 0.0)]
        retry = self._backoff.next_retry()
        if retry is not None:
            waits.append(max(retry - time.monotonic(), 0.0))
        return min(waits)

    def _on_signal(self, number: int, _frame: FrameType | None) -> None:
        if number in {signal.SIGTERM, signal.SIGINT}:
            self._stop = True  # where it is raised in a destructor, Python drops it
            raise Stop
        if number == signal.SIGHUP:
            self._reload = True
        else:
            self._backoff = Backoff()  # who asks for a pass knows that the server is back
            self._pass_now = True


def _wall_offset() -> float:
    """Return local wall clock, as `schedule` reads it, minus monotonic clock, in seconds: it changes by jumps only."""
    return clock.now().astimezone().replace(tzinfo=UTC).timestamp() - time.monotonic()


@contextlib.contextmanager
def _signals(handler: Callable[[int, FrameType | None], None]) -> Iterator[int]:
    """Route our signals to `handler` for the block; yields a descriptor that is readable after any of them."""
    reader, writer = os.pipe()
    os.set_blocking(reader, False)
    os.set_blocking(writer, False)
    numbers = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGUSR1)
    before = {number: signal.signal(number, handler) for number in numbers}
    old = signal.set_wakeup_fd(writer, warn_on_full_buffer=False)
    try:
        yield reader
    finally:
        signal.set_wakeup_fd(old)
        for number, previous in before.items():
            signal.signal(number, previous)
        os.close(reader)
        os.close(writer)
