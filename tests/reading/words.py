"""The shipped phrases, compiled once for all tests of reading."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

import mailfollow.reading
from mailfollow.reading.lexicon import Lexicon

PHRASES = Path(mailfollow.reading.__file__).parent / "phrases"


@cache
def lexicon() -> Lexicon:
    """Compile the tables of all languages."""
    return Lexicon.of({path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in PHRASES.glob("*.toml")})
