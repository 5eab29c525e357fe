"""`pick`: varied wording that never changes by itself. The same seed, template and place give the same words."""

from __future__ import annotations

import hashlib
from collections.abc import Callable


def number(*parts: str) -> int:
    """Return a number below 2**64 that depends on all `parts` and on nothing else."""
    return int.from_bytes(hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).digest()[:8], "big")


def picker(seed: str, name: str) -> Callable[..., object]:
    """Return the `pick(a, b, ...)` of one rendering; `seed` names thread and touch, `name` the template.

    Each call in a text counts, so that two of them vary independently.
    """
    calls = 0

    def pick(*options: object) -> object:
        nonlocal calls
        calls += 1
        return options[number(seed, name, str(calls)) % len(options)] if options else ""

    return pick
