"""How alike two texts are, and what stays of a text when mail clients have wrapped and re-encoded it."""

from __future__ import annotations

import re
import unicodedata

_SIGNS = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′´`", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑", "-"),
        **dict.fromkeys("–—―", "--"),
        "…": "...",
        "\u00ad": "",
        "\u200b": "",
        "\ufeff": "",
    }
)
_MBOX_FROM = re.compile(r"^>(?=From )", re.MULTILINE)
_SHINGLE = 3
"""Words in a row that count as one; three catches turned phrases without taking every "we can" for a copy."""
_OPENING = 4
"""Words that tell one beginning from another."""
_WORDS = re.compile(r"[^\W_]+(?:'[^\W_]+)*")


def fold_text(text: str) -> str:
    """Return what stays the same when a client re-wraps (RFC 3676), re-encodes or re-quotes a text.

    White space of every kind becomes one blank, so soft line breaks and space-stuffing vanish; typographic quotes and
    dashes become the plain ones that clients turn them into.
    """
    plain = unicodedata.normalize("NFKC", _MBOX_FROM.sub("", text).translate(_SIGNS))
    return " ".join(plain.split())


def similarity(a: str, b: str) -> float:
    """Return how much two texts share, 0 to 1: the Jaccard index of their runs of three words."""
    left, right = _shingles(a), _shingles(b)
    return len(left & right) / len(left | right) if left | right else 1.0


def same_opening(a: str, b: str) -> bool:
    """Whether two follow-ups begin with the same words, their greetings aside: that is what a preview shows."""
    return _opening(a) == _opening(b) != ()


def _opening(text: str) -> tuple[str, ...]:
    """Return the first words of a follow-up, below the greeting."""
    paragraphs = [part for part in text.strip().split("\n\n") if part.strip()]
    words = _WORDS.findall(fold_text(" ".join(paragraphs[1:] or paragraphs)).casefold())
    return tuple(words[:_OPENING])


def _shingles(text: str) -> frozenset[tuple[str, ...]]:
    words = _WORDS.findall(fold_text(text).casefold())
    if len(words) <= _SHINGLE:
        return frozenset({tuple(words)} if words else ())
    return frozenset(tuple(words[start : start + _SHINGLE]) for start in range(len(words) - _SHINGLE + 1))
