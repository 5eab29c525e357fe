"""RFC 2047: names and subjects that are not plain ASCII, as encoded words."""

from __future__ import annotations

import base64
from collections.abc import Callable

_MOST = 64
"""Characters of one encoded word: RFC 2047 section 2 allows 75, and a line of 76, field name included."""
_SAFE = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!*+-/")
"""What "Q" may leave as it is within a phrase (RFC 2047 section 5, rule 3)."""


def needs_encoding(text: str) -> bool:
    """Whether `text` cannot stand in a header as it is: not ASCII, looks encoded, or has a word no line can hold."""
    return not text.isascii() or "=?" in text or any(len(word) > _MOST for word in text.split(" "))


def encoded_words(text: str) -> list[str]:
    """Return `text` as encoded words, none cutting a character, in "Q" or "B" whichever is shorter."""
    q, b = _words(text, "q", _q), _words(text, "b", _b)
    return q if sum(map(len, q)) <= sum(map(len, b)) else b


def _words(text: str, letter: str, encode: Callable[[str], str]) -> list[str]:
    """Cut `text` into as few words as fit, going by whole characters."""
    room = _MOST - len(f"=?utf-8?{letter}??=")
    pieces = [""]
    for character in text:
        if len(encode(pieces[-1] + character)) > room:
            pieces.append("")
        pieces[-1] += character
    return [f"=?utf-8?{letter}?{encode(piece)}?=" for piece in pieces]


def _q(text: str) -> str:
    return "".join("_" if c == 0x20 else chr(c) if c in _SAFE else f"={c:02X}" for c in text.encode())


def _b(text: str) -> str:
    return base64.b64encode(text.encode()).decode("ascii")
