"""When to make a pass: every few minutes, at once on SIGUSR1, later after a failure, never after SIGTERM.

Time is measured on the monotonic clock. `schedule` keeps the cadence of passes by the local wall clock, so it is
armed anew whenever the two clocks part (a suspended laptop, a corrected clock, summer time). A pass may be broken
off anywhere: what it had begun is found again by the next, exactly as after a crash.
"""

from __future__ import annotations

import contextlib
import gc
import logging
import random
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC
from types import FrameType

import schedule

from mailfollow import clock, signals
from mailfollow.cycle.backoff import Backoff
from mailfollow.cycle.desk import Problem, Report
from mailfollow.errors import MailfollowError

log = logging.getLogger(__name__)

NAP = 60.0
"""Seconds to sleep at most, so that a clock that jumped is noticed soon."""
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
        self._offset = 0.0
        self._backoff = Backoff()
        self._pass_now = True
        self._reload = False
        self._stop = False
        self._tidying = False

    def serve(self) -> None:
        """Make passes until SIGTERM or SIGINT."""
        with contextlib.suppress(Stop), signals.heard_by(self._on_signal) as nap:
            self._arm()
            while not self._stop:
                self._turn()
                nap(self._until_next())
        log.info("Stopped.")

    def _turn(self) -> None:
        """Do what is due now."""
        if abs(_wall_offset() - self._offset) > NAP:
            self._wake_up()
        if self._reload:
            self._reload = False
            self._swap_config()
        self._scheduler.run_pending()
        if self._pass_now or self._backoff.until_retry(time.monotonic()) <= 0:
            self._pass_now = False
            self.make_pass()

    def _wake_up(self) -> None:
        log.warning("The clock was set, or this machine slept: counting anew from now.")
        self._arm()
        self._backoff.forgive()  # the network is often another one after a sleep
        self._pass_now = True

    def _swap_config(self) -> None:
        try:
            self._watch = self._load()
        except MailfollowError as error:
            log.error("The new configuration is not used, the old one stays: %s", "; ".join(error.problems))  # noqa: TRY400 - the sentence is for a person; a traceback would hide it
            return
        except Exception:
            log.exception("The new configuration is not used, the old one stays: mailfollow does not know why")
            return
        log.info("The configuration was read again.")
        self._backoff = Backoff()
        self._pass_now = True
        self._arm()

    def make_pass(self) -> None:
        """Make one pass over the accounts that may be tried; no error ends the daemon."""
        names = self._backoff.ready(self._watch.accounts, time.monotonic())
        if not names:
            return
        problems = self._problems(names)
        for problem in problems:
            log.warning("%s: %s", problem.account, problem.sentence)
        self._backoff.note(names, problems, time.monotonic(), random.random())  # noqa: S311 - jitter, not a secret
        self._tidy_up()

    def _tidy_up(self) -> None:
        """Free what a pass leaves behind in circles: by itself it would stay for hundreds of passes."""
        self._tidying = True
        gc.collect()
        self._tidying = False

    def _problems(self, names: frozenset[str]) -> list[Problem]:
        """Make a pass and return what went wrong; the daemon outlives a mistake of ours, and tries again later."""
        try:
            report = self._watch.make_pass(names)
        except MailfollowError as error:
            return [Problem(name, "; ".join(error.problems), error.exit_code) for name in names]
        except Exception:
            log.exception("A pass failed in a way that mailfollow does not know")
            return [Problem(name, "unexpected error", 1) for name in names]
        for warning in report.warnings:
            log.warning("%s: %s", warning.account, warning.sentence)
        return report.problems

    def _arm(self) -> None:
        """Count the minutes between passes from now, and remember how the two clocks stand to each other."""
        self._offset = _wall_offset()
        self._scheduler.clear()
        self._scheduler.every(self._watch.minutes).minutes.do(self._want_pass)

    def _want_pass(self) -> None:
        self._pass_now = True

    def _until_next(self) -> float:
        """Return how many seconds there is nothing to do, as far as is known."""
        pause = max(self._scheduler.idle_seconds or 0.0, 0.0)
        return min(NAP, pause, max(self._backoff.until_retry(time.monotonic()), 0.0))

    def _on_signal(self, number: int, _frame: FrameType | None) -> None:
        if number in signals.ENDING:
            self._stop = True
            if not self._tidying:  # where it is raised in a destructor, Python complains and drops it
                raise Stop
            return
        if number == signal.SIGHUP:
            self._reload = True
        else:
            self._backoff = Backoff()  # who asks for a pass knows that the server is back
            self._pass_now = True


def _wall_offset() -> float:
    """Return local wall clock, as `schedule` reads it, minus monotonic clock, in seconds: it changes by jumps only."""
    return clock.now().astimezone().replace(tzinfo=UTC).timestamp() - time.monotonic()
