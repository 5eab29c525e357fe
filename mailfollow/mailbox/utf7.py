"""Folder names between IMAP's modified UTF-7 (RFC 3501 section 5.1.3) and text.

Servers hold names that no rule allows, so decoding never fails: what is not modified UTF-7 is shown as it is. The
name as the server gave it is kept beside the decoded one, so that nothing has to be encoded back for the wire.
"""

from __future__ import annotations

import re
from base64 import b64decode, b64encode

_SHIFTED = re.compile(r"&([A-Za-z0-9+,]*)-")
_UNPRINTABLE = re.compile(r"[^\x20-\x25\x27-\x7e]+")


def decode(raw: bytes) -> str:
    """Return the text of a folder name from the wire; 8-bit names are read as UTF-8, else as Latin-1."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        text = raw.decode("latin-1")
    return _SHIFTED.sub(lambda found: _unshift(found[1], found[0]), text)


def encode(text: str) -> bytes:
    """Return `text` in modified UTF-7."""
    return _UNPRINTABLE.sub(lambda found: _shift(found[0]), text).encode("ascii")


def _unshift(shifted: str, whole: str) -> str:
    if not shifted:
        return "&"
    padded = shifted.replace(",", "/") + "=" * (-len(shifted) % 4)
    try:
        return b64decode(padded).decode("utf-16-be")
    except ValueError:
        return whole


def _shift(text: str) -> str:
    head, *rest = text.split("&")
    return _base64(head) + "".join("&-" + _base64(part) for part in rest)


def _base64(text: str) -> str:
    if not text:
        return ""
    return "&" + b64encode(text.encode("utf-16-be")).decode("ascii").rstrip("=").replace("/", ",") + "-"
