"""RFC 2047 encoded words in header text, read the way mail clients do: leniently.

Neighbouring words are joined as bytes, because many senders cut a character in two.
"""

from __future__ import annotations

import binascii
import re

from mailfollow.reading.message import charset

# The charset may carry a language after "*" (RFC 2231 section 5). The text ends at the next "?", so this is linear.
WORD = re.compile(r"=\?([^?*\s]{1,60})(?:\*[^?\s]{0,20})?\?([bBqQ])\?([^?]*)\?=")
_CONTROLS = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029), " ")


def decode_words(text: str) -> str:
    """Decode the encoded words of unfolded header text; control characters become spaces."""
    if "=?" in text:
        text = _decode(text)
    return text if text.isprintable() else text.translate(_CONTROLS)


def _decode(text: str) -> str:
    """Decode word by word; white space between two words is not part of the text (RFC 2047 section 6.2)."""
    done: list[str] = []
    pending: tuple[str, bytes] | None = None
    at = 0
    for word in WORD.finditer(text):
        between, at = text[at : word.start()], word.end()
        name, data = word[1].lower(), _bytes(word[2], word[3])
        if pending and not between.strip():
            between = ""
            if pending[0] == name:
                pending = (name, pending[1] + data)
                continue
        done += _text(pending), between
        pending = (name, data)
    return "".join((*done, _text(pending), text[at:]))


def _text(word: tuple[str, bytes] | None) -> str:
    return charset.decode(word[1], word[0])[0] if word else ""


def _bytes(encoding: str, text: str) -> bytes:
    """Undo the "B" or "Q" encoding; damaged base64 gives what can be read of it."""
    raw = text.encode("utf-8", "replace")
    if encoding in "qQ":
        return binascii.a2b_qp(raw, header=True)
    return base64_bytes(raw)


def base64_bytes(raw: bytes) -> bytes:
    """Decode base64 with missing padding, foreign characters, or a tail that was cut off."""
    kept = _NOT_BASE64.sub(b"", raw)
    kept = kept[: len(kept) - 1] if len(kept) % 4 == 1 else kept
    return binascii.a2b_base64(kept + b"=" * (-len(kept) % 4))


_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]+")
