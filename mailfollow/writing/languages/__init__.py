"""All that writing knows about a language, one file each: forms of address, dates, money, and the linter's words.

To add a language, add a file beside these with one `Language` value, and name it in `LANGUAGES`. Nothing else in the
code depends on a language.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from mailfollow.errors import DataError
from mailfollow.writing.languages import de, en, es, fr, it, nl, pt
from mailfollow.writing.languages.language import Language

LANGUAGES: Mapping[str, Language] = MappingProxyType({m.WORDS.code: m.WORDS for m in (en, de, fr, es, it, nl, pt)})
"""Language code (ISO 639-1) to its words."""


def base_code(tag: str) -> str:
    """Return the language of a tag without its region: "de-AT" and "de_CH" are "de"."""
    return tag.replace("_", "-").partition("-")[0].strip().lower()


def language(tag: str) -> Language:
    """Return the words of a language tag (RFC 5646); raises DataError for a language that has none."""
    found = LANGUAGES.get(base_code(tag))
    if found is None:
        raise DataError(f'there are no words for the language "{tag}"; known are {", ".join(LANGUAGES)}')
    return found


__all__ = ["LANGUAGES", "Language", "base_code", "language"]
