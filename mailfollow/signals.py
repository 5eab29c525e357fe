"""Signals for a program that waits: heard at once, also while it naps."""

from __future__ import annotations

import contextlib
import os
import select
import signal
from collections.abc import Callable, Iterator
from types import FrameType

ENDING = (signal.SIGTERM, signal.SIGINT)
OURS = (*ENDING, signal.SIGHUP, signal.SIGUSR1)

Nap = Callable[[float], None]
"""Sleeps for so many seconds, or until a signal comes; one that came since the last nap ends it at once."""


@contextlib.contextmanager
def heard_by(handler: Callable[[int, FrameType | None], None]) -> Iterator[Nap]:
    """Route our signals to `handler` for the block; yields what to nap with."""
    reader, writer = os.pipe()
    os.set_blocking(reader, False)
    os.set_blocking(writer, False)

    def nap(seconds: float) -> None:
        select.select([reader], [], [], seconds)
        with contextlib.suppress(BlockingIOError):
            os.read(reader, 512)

    before = {number: signal.signal(number, handler) for number in OURS}
    old = signal.set_wakeup_fd(writer, warn_on_full_buffer=False)
    try:
        yield nap
    finally:
        signal.set_wakeup_fd(old)
        for number, previous in before.items():
            signal.signal(number, previous)
        os.close(reader)
        os.close(writer)
