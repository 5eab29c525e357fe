"""Structured header values with parameters: Content-Type and Content-Disposition (RFC 2045 section 5.1, RFC 2231)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from mailfollow.reading.message import charset
from mailfollow.reading.message.encoded_word import decode_words

# An unclosed quote runs to the end, so that each character is looked at once.
_PARAMETER = re.compile(r';\s*([^\s=;"]{1,80})\s*=\s*("(?:[^"\\]|\\.)*"?|[^;]*)', re.DOTALL)
_SECTION = re.compile(r"([^*]+)(?:\*(\d{1,3}))?(\*)?")
_PERCENT = re.compile(rb"%([0-9A-Fa-f]{2})")
_TYPE = re.compile(r"[a-z0-9!#$&^_.+-]{1,80}/[a-z0-9!#$&^_.+-]{1,80}")


def content_type(value: str, default: str = "text/plain") -> tuple[str, dict[str, str]]:
    """Give the lower-case media type and the parameters; an unreadable type counts as text/plain (RFC 2045 5.2)."""
    token = value.partition(";")[0].strip().lower()
    if not token:
        return default, parameters(value)
    return (token if _TYPE.fullmatch(token) else "text/plain"), parameters(value)


def parameters(value: str) -> dict[str, str]:
    """Give the parameters by lower-case name; RFC 2231 sections are joined and decoded; of two the first counts."""
    plain: dict[str, str] = {}
    sections: dict[str, dict[int, tuple[bool, str]]] = {}
    for name, text in _PARAMETER.findall(value):
        match = _SECTION.fullmatch(name.lower())
        if match is None or (match[2] is None and match[3] is None):
            plain.setdefault(name.lower(), decode_words(_unquote(text)))
        else:
            sections.setdefault(match[1], {}).setdefault(int(match[2] or 0), (match[3] is not None, _unquote(text)))
    return plain | {name: _join(found) for name, found in sections.items()}


def _unquote(text: str) -> str:
    text = text.strip()
    return re.sub(r"\\(.)", r"\1", text[1:].removesuffix('"')) if text.startswith('"') else text


def _join(found: dict[int, tuple[bool, str]]) -> str:
    """Join the sections of one parameter in their order; the first may name the charset: utf-8'en'%e2%82%ac."""
    ordered = [found[number] for number in sorted(found)]
    name, rest = _charset(ordered[0])
    data = b"".join(_bytes(section) for section in ((ordered[0][0], rest), *ordered[1:]))
    return decode_words(charset.decode(data, name)[0])


def _charset(first: tuple[bool, str]) -> tuple[str, str]:
    encoded, text = first
    parts = text.split("'", 2) if encoded else []
    return (parts[0], parts[2]) if len(parts) == 3 else ("", text)


def _bytes(section: tuple[bool, str]) -> bytes:
    encoded, text = section
    raw = text.encode("utf-8", "replace")
    return _PERCENT.sub(lambda found: bytes.fromhex(found[1].decode()), raw) if encoded else raw


def file_name(candidates: Iterable[str]) -> str:
    """Give the first file name of those a part offers, without any path, or ""."""
    for name in candidates:
        last = " ".join(name.replace("\\", "/").rpartition("/")[2].split())
        if last:
            return last[:255]
    return ""
