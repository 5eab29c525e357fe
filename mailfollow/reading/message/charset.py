"""Bytes to text, for whatever a mail claims its charset to be. Never raises, and never yields what SQLite refuses.

Charset names come from strangers: only names that look like one are asked for, and codecs that are no charset
(some of which need quadratic time) are not used.
"""

from __future__ import annotations

import codecs
import re
from functools import lru_cache

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:()+-]{0,39}")

# Python offers these as text codecs, but no mail client writes them; punycode takes quadratic time.
_NO_CHARSET = frozenset({"idna", "punycode", "raw_unicode_escape", "undefined", "unicode_escape"})

# What the sender meant: the larger set that its client really wrote (WHATWG Encoding Standard, section 4.2).
_LARGER = {"iso8859-1": "cp1252", "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949"}
_ODD = {
    "iso-8859-8-i": "iso-8859-8",
    "iso-8859-8-e": "iso-8859-8",
    "unicode-1-1-utf-7": "utf-7",
    "windows-874": "cp874",
}


@lru_cache(maxsize=256)
def codec_of(charset: str) -> str | None:
    """Give the name of the Python codec for `charset`, or None where there is none."""
    name = charset.strip().strip("\"'").lower()
    if not _NAME.fullmatch(name):
        return None
    try:
        found = codecs.lookup(_ODD.get(name, name)).name
        b"a".decode(found)
    except (LookupError, ValueError):
        return None
    return None if found.replace("-", "_") in _NO_CHARSET else _LARGER.get(found, found)


def guess(data: bytes) -> str:
    """Decode bytes of unknown charset: as UTF-8 if they are, else as Windows-1252, which takes any byte."""
    try:
        return data.decode("utf-8").replace("\0", "")
    except UnicodeDecodeError as error:
        if _is_cut(data, error):
            return guess(data[: error.start])
        return data.decode("cp1252", "replace").replace("\0", "")


def _is_cut(data: bytes, error: UnicodeDecodeError) -> bool:
    """Whether the data only ends within a character, as a message does of which the first part was fetched."""
    return 0 < error.start >= len(data) - 3 and error.reason == "unexpected end of data"


def decode(data: bytes, charset: str) -> tuple[str, str]:
    """Decode `data` from `charset` ("" = not told); give the text, and what was wrong or ""."""
    codec = codec_of(charset) if charset else "ascii"
    if codec is None:
        return guess(data), f"unknown charset {charset[:40]!r}"
    if codec == "ascii":
        return guess(data), ""
    try:
        return storable(data.decode(codec)), ""
    except UnicodeDecodeError as error:
        if _is_cut(data, error):
            return decode(data[: error.start], charset)
        return _recover(data, codec, charset)
    except (UnicodeError, LookupError, ValueError):
        return _recover(data, codec, charset)


def _recover(data: bytes, codec: str, charset: str) -> tuple[str, str]:
    """Decode bytes that break the rules of their charset: as UTF-8 if they are that, else with the bad bytes marked."""
    try:
        return data.decode("utf-8").replace("\0", ""), f"not {charset[:40]}, but UTF-8"
    except UnicodeDecodeError:
        return storable(data.decode(codec, "replace")), f"bytes that are not {charset[:40]}"


def storable(text: str) -> str:
    """Remove NUL, and half surrogate pairs, which UTF-7 can smuggle in and UTF-8 cannot write."""
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", "")
