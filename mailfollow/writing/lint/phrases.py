"""Finding the phrases of a list in a normalised text, in one pass."""

from __future__ import annotations

import re
from functools import lru_cache

from mailfollow.writing.lint.normal import normal


@lru_cache(maxsize=64)
def matcher(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern for any of `phrases`, the longest first, to be searched for in a normalised text.

    The words may be glued together or joined by hyphens ("checkingin"), but a phrase is no part of a longer word: "many
    updates" does not hold "any updates".
    """
    plain = sorted({normal(phrase).text.strip() for phrase in phrases}, key=len, reverse=True)
    choices = "|".join(" ?".join(re.escape(word) for word in phrase.split(" ")) for phrase in plain)
    return re.compile(rf"(?<!\w)(?:{choices})(?!\w)" if plain else r"(?!)")
