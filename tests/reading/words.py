"""The shipped phrases, compiled once for all tests of reading."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import mailfollow.reading
from mailfollow.library import load_lexicon
from mailfollow.reading.lexicon import Lexicon

PHRASES = Path(mailfollow.reading.__file__).parent / "phrases"


@cache
def lexicon() -> Lexicon:
    """Compile the tables of all languages."""
    return load_lexicon()
