"""Content-Transfer-Encoding undone (RFC 2045 section 6), and the bytes of a text part turned into text."""

from __future__ import annotations

import binascii
import re
from collections.abc import Mapping

from mailfollow.reading.message import charset
from mailfollow.reading.message.encoded_word import base64_bytes

MOST_TEXT = 262_144
"""Bytes of one decoded text part that are kept."""

_HTML_CHARSET = re.compile(rb"<meta[^<>]{0,200}?charset=[\"']?([A-Za-z0-9_-]{2,40})", re.IGNORECASE)
_MESSAGE_TEXT = frozenset(
    {
        "message/delivery-status",
        "message/global-delivery-status",
        "message/disposition-notification",
        "message/global-disposition-notification",
        "message/feedback-report",
        "message/rfc822-headers",
        "application/ics",
    }
)


def undone(encoding: str, body: bytes, most: int = MOST_TEXT) -> bytes:
    """Undo a transfer encoding and give at most `most` bytes; an unknown encoding is taken for none."""
    encoding = encoding.strip().strip("\"'").lower()
    if encoding == "base64":
        return base64_bytes(body[: most * 2])[:most]
    if encoding == "quoted-printable":
        return binascii.a2b_qp(body[: most * 3])[:most]
    if encoding in {"x-uuencode", "uuencode", "x-uue"}:
        return b"".join(map(_uu_line, body[: most * 2].split(b"\n")))[:most]
    return body[:most]


def text_of(kind: str, given: Mapping[str, str], encoding: str, body: bytes) -> tuple[str, str]:
    """Give the text of a part, with LF line breaks, and what was wrong with it; no text part gives no text."""
    if not (kind.startswith("text/") or kind in _MESSAGE_TEXT):
        return "", ""
    data = undone(encoding, body)
    name = given.get("charset", "") or (_html_charset(data) if kind == "text/html" else "")
    text, problem = charset.decode(data, name)
    return text.replace("\r\n", "\n").replace("\r", "\n"), problem


def _html_charset(data: bytes) -> str:
    found = _HTML_CHARSET.search(data, 0, 2048)
    return found[1].decode("ascii") if found else ""


def _uu_line(line: bytes) -> bytes:
    """Decode a line of uuencoded data; its first and last line, and damaged ones, give nothing."""
    line = line.rstrip(b"\r")
    if not line or line.startswith((b"begin ", b"end", b"`")):
        return b""
    try:
        return binascii.a2b_uu(line)
    except (binascii.Error, ValueError):
        return b""
