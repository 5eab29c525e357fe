"""Did you mean …? The nearest known word, for whoever mistyped one."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return a hint: the nearest of `known`, or all of them where none is near."""
    choices = list(known)
    near = difflib.get_close_matches(word.lower(), choices, n=1, cutoff=0.6)
    return f'did you mean "{near[0]}"?' if near else f"known are {', '.join(choices)}"
