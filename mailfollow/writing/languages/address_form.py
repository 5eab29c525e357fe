"""In which way a text addresses its reader: "Sie" or "du", "vous" or "tu", "usted" or "tú".

What stands in quotation marks is not ours and does not count. Words that can also mean somebody else ("Sie" and "Ihr"
at the beginning of a sentence, Spanish "su") count for neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from mailfollow.writing.languages.language import Language

_OPENING = re.compile(r"(?:^|[.!?…:–—]|\n)[\s\"'“„«»‘(*-]*$")
_OTHERS = re.compile(
    r"\"[^\"\n]{0,300}\"|“[^”\n]{0,300}”|„[^“”\n]{0,300}[“”]|«[^»\n]{0,300}»"
    r"|\brendez-vous\b|\b(?:le|du|un|ce|de) ton\b",
    re.IGNORECASE,
)
"""Quotations, and French nouns that look like a form of address."""


def is_familiar(text: str, words: Language) -> bool | None:
    """Whether a text says du, tu or tú to its reader; None if it does not show, or says both."""
    formal, familiar = _ways(text, words)
    return bool(familiar) if bool(formal) != bool(familiar) else None


def mixed_address(text: str, words: Language, *, familiar: bool = False) -> Iterator[tuple[int, str, str]]:
    """Yield position, sentence and hint of the first word in the wrong way, if a text uses both.

    It guards `you(formal, familiar)` in templates: one sentence that was forgotten is enough to sound odd.
    """
    ways = _ways(text, words)
    right, wrong = reversed(ways) if familiar else ways
    if right and wrong:
        sentence = f'"{wrong[0][0]}" and "{right[0][0]}" address the reader in two ways'
        yield wrong[0].start(), sentence, "write you(formal, familiar) wherever the form of address shows"


def _ways(text: str, words: Language) -> tuple[list[re.Match[str]], list[re.Match[str]]]:
    """Return the formal and the familiar words of address in a text."""
    own = _OTHERS.sub(lambda said: " " * len(said[0]), text)
    return _said(own, words.formal), _said(own, words.familiar)


def _said(text: str, listed: tuple[str, ...]) -> list[re.Match[str]]:
    """Return where the words of a list stand; one listed with a capital only where it does not begin a sentence."""
    if not listed:
        return []
    found = ((one, one[0].replace("’", "'")) for one in _pattern(listed).finditer(text))
    return [one for one, word in found if word.lower() in listed or (word in listed and not _opens(one, text))]


def _opens(found: re.Match[str], text: str) -> bool:
    """Whether its capital may be that of a sentence: "Sie" may then be "they"."""
    return bool(_OPENING.search(text[max(0, found.start() - 40) : found.start()]))


@lru_cache(maxsize=32)
def _pattern(listed: tuple[str, ...]) -> re.Pattern[str]:
    words = (f"{re.escape(word[:-1])}['’]" if word.endswith("'") else rf"{re.escape(word)}(?!\w)" for word in listed)
    return re.compile(rf"(?<!\w)(?<!\w['’])(?:{'|'.join(words)})", re.IGNORECASE)
