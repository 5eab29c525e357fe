"""SIGKILL at the n-th executed line of our package: in a child process, which never gets to tidy up."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import mailfollow
from tests.end_to_end.stage import Stage

PACKAGE = os.path.dirname(mailfollow.__file__)  # noqa: PTH120 - compared with code objects' file names, which are strings


def lines_of(stage: Stage) -> int:
    """Return how many lines of the package a whole pass executes."""
    count = 0

    def on_line() -> None:
        nonlocal count
        count += 1

    _traced(stage, on_line)
    return count


def kill_at(stage: Stage, line: int) -> bool:
    """Make a pass in a child process that dies at its `line`-th line; return whether it got that far."""
    child = os.fork()
    if child == 0:
        _die_at(stage, line)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def _die_at(stage: Stage, line: int) -> None:
    left = line

    def on_line() -> None:
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    try:
        _traced(stage, on_line)
    finally:
        os._exit(0)


def _traced(stage: Stage, on_line: Callable[[], None]) -> None:
    """Make a pass, and call `on_line` before each line of our package."""

    def inside(frame: FrameType, event: str, _argument: Any) -> Any:
        if event == "line":
            on_line()
        return inside

    def enter(frame: FrameType, _event: str, _argument: Any) -> Any:
        return inside if frame.f_code.co_filename.startswith(PACKAGE) else None

    sys.settrace(enter)
    try:
        stage.look()
    finally:
        sys.settrace(None)
