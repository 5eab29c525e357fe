"""How much work a function does, counted in executed lines of Python: the same on every machine."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

Tracer = Callable[[FrameType, str, Any], Any]


def steps(function: Callable[..., object], *args: object) -> int:
    """Return how many lines of mailfollow's and BeautifulSoup's code run while `function(*args)` does."""
    count = 0

    def line(_frame: FrameType, event: str, _arg: Any) -> Tracer | None:
        nonlocal count
        count += event == "line"
        return line

    def call(frame: FrameType, _event: str, _arg: Any) -> Tracer | None:
        return line if any(part in frame.f_code.co_filename for part in ("/mailfollow/", "/bs4/")) else None

    before = sys.gettrace()
    sys.settrace(call)
    try:
        function(*args)
    finally:
        sys.settrace(before)
    return count
