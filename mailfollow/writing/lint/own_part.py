"""The part of a text that is ours to judge, and where in it something stands."""

from __future__ import annotations

import re

from mailfollow.writing.languages.normal import masked

_SIGNATURE = re.compile(r"^-- ?$", re.MULTILINE)
_QUOTED = re.compile(r"^>.*$", re.MULTILINE)
_ATTRIBUTION = re.compile(r"^[^\n]{1,300}:[ \t]*\n(?=\s*>)", re.MULTILINE)


def own_part(text: str) -> str:
    """Return `text` with signature, quoted mail and the line that announces it blanked out, of the same length."""
    signature = _SIGNATURE.search(text)
    if signature:
        text = text[: signature.start()] + re.sub(r"[^\n]", " ", text[signature.start() :])
    return masked(_QUOTED, masked(_ATTRIBUTION, text))


def place(text: str, index: int) -> tuple[int, int]:
    """Return line and column, from 1, of a position in `text`."""
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)
