"""Where in a template the words come from that were found in the text it made."""

from __future__ import annotations

import re

_WORD = re.compile(r"\w+")
_MOST_WORDS = 6
_NEAR = 80
"""Characters that may lie between two words of a sentence in a template: the rest of a tag, and the next one."""


def whence(body: str, text: str, index: int) -> int | None:
    """Return the position in a template's `body` of what stands at `index` in its `text`.

    That is where most of the next words follow each other; None where not even the first is there, as it is put in.
    """
    found = list(_WORD.finditer(text, index, index + 200))[:_MOST_WORDS]
    if not found:
        return None
    words, lead = [word[0] for word in found], text[index : found[0].start()]
    starts = (word.start() for word in re.finditer(rf"\b{re.escape(words[0])}\b", body))
    best = max(starts, key=lambda start: _following(body, start, words), default=None)
    return best - len(lead) if best is not None and body[:best].endswith(lead) else best


def _following(body: str, start: int, words: list[str]) -> tuple[int, int]:
    """Return how many of `words` follow each other in `body` from `start` on, and how close they stand."""
    at = start
    for number, word in enumerate(words):
        found = re.compile(rf"\b{re.escape(word)}\b").search(body, at, at + _NEAR + len(word))
        if found is None:
            return number, start - at
        at = found.end()
    return len(words), start - at
