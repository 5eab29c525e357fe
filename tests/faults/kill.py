"""SIGKILL at the n-th executed line of our package: in a child process, which never gets to tidy up.

Lines of the pure packages don't count: nothing happens in them outside of the process, so that dying there is the same
as dying at the last line before.
"""

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
PURE = tuple(f"{PACKAGE}/{name}/" for name in ("reading", "tracking", "writing", "model", "config"))

Work = Callable[[], object]


def lines_of(stage: Stage) -> int:
    """Return how many lines that can change anything a whole pass executes."""
    return lines_in(stage.look)


def lines_in(work: Work) -> int:
    """Return how many lines that can change anything `work` executes."""
    count = 0

    def on_line() -> None:
        nonlocal count
        count += 1

    _traced(work, on_line)
    return count


def kill_at(stage: Stage, line: int) -> bool:
    """Make a pass in a child process that dies at its `line`-th line; return whether it got that far."""
    return in_child(lambda: dying_at(line, stage.look)) == -signal.SIGKILL


def dying_at(line: int, work: Work) -> None:
    """Do `work`, and die at its `line`-th line."""
    left = line

    def on_line() -> None:
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    _traced(work, on_line)


def in_child(work: Work) -> int:
    """Do `work` in a child process; return its exit code: 0, or 1 if it raised, or minus the signal that ended it."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            work()
            code = 0
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


def _traced(work: Work, on_line: Callable[[], None]) -> None:
    """Do `work`, and call `on_line` before each line of our package that may change something."""

    def inside(frame: FrameType, event: str, _argument: Any) -> Any:
        if event == "line":
            on_line()
        return inside

    def enter(frame: FrameType, _event: str, _argument: Any) -> Any:
        name = frame.f_code.co_filename
        return inside if name.startswith(PACKAGE) and not name.startswith(PURE) else None

    sys.settrace(enter)
    try:
        work()
    finally:
        sys.settrace(None)
