"""Waiting for a program: one looks again and again, and gives up when it was far longer than a busy machine needs."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
TRIES, PAUSE = 600, 0.1
"""A minute in all; the pause is in seconds."""


def until(ask: Callable[[], T], what: str = "", tries: int = TRIES) -> T:
    """Ask until the answer is not empty, and return it.

    Raises:
        TimeoutError: it stayed empty, and `what` was expected; without `what`, the last answer is returned.
    """
    pause = threading.Event()
    for _ in range(tries):
        if answer := ask():
            return answer
        pause.wait(PAUSE)
    if what:
        raise TimeoutError(f"It never came to this: {what}")
    return answer
