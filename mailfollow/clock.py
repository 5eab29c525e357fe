"""The only place that asks the system what time it is, and how long it has been running."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

_BOOT = Path("/proc/sys/kernel/random/boot_id")


@dataclass(frozen=True, slots=True)
class Ticks:
    """How many seconds this machine has been on, sleep included, since the start that `boot` names."""

    boot: str
    seconds: float


def now() -> datetime:
    """Return the present moment, aware, in UTC."""
    return datetime.now(UTC)  # noqa: TID251 - this is the one clock


def ticks() -> Ticks | None:
    """Return a clock that nobody can set, or None where the system has none (it is Linux's, clock_gettime(2))."""
    try:
        return Ticks(_BOOT.read_text("ascii").strip(), time.clock_gettime(time.CLOCK_BOOTTIME))
    except (OSError, AttributeError):
        return None
