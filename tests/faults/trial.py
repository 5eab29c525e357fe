"""One promise put to the test in a process of its own."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from tests.faults.promise import Effort, Found
from tests.faults.promises import promises


def put_to_the_test(number: int, effort: Effort) -> tuple[Found, float]:
    """Return what the run of a promise came to, and the seconds it took; an error of the run itself is no pass."""
    promise = next(one for one in promises() if one.number == number)
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix=f"mailfollow-promise{number}-") as folder:
        try:
            found = promise.run(effort, Path(folder))
        except Exception as error:  # noqa: BLE001 - one broken run must not hide the table
            found = Found(wrong=[f"the run ended with {type(error).__name__}: {error}"])
    return found, time.monotonic() - started
