"""The header block of a message or part: cut off, unfolded, split into fields, under caps.

Everything that reads headers starts here. The standard library's parser is not used: for the envelope it is ten times
too slow, and for the rest its recursion and its time are not bounded.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from mailfollow.reading.message.charset import guess
from mailfollow.reading.message.encoded_word import decode_words

MOST_BLOCK = 65_536
"""Bytes of a header block that are looked at; the largest real ones (many Received, ARC seals) have about 30 kB."""
MOST_VALUE = 16_384
"""Characters of one header's value that are looked at."""

_LISTS = frozenset({"to", "cc", "bcc", "reply-to"})
_NOT_A_FIELD = re.compile(rb"^(?![\x21-\x39\x3b-\x7e]+[ \t]*:|[ \t]|>?From )", re.MULTILINE)
_FOLD = re.compile(r"\n(?=[ \t])")


@dataclass(frozen=True, slots=True)
class Headers:
    """Header fields in their order: lower-case names, unfolded but undecoded values."""

    fields: tuple[tuple[str, str], ...] = ()

    def raw(self, name: str) -> str:
        """Give the first field's value without decoding, or ""."""
        wanted = name.lower()
        return next((value for field, value in self.fields if field == wanted), "")

    def get(self, name: str) -> str:
        """Give the first field's value with its encoded words decoded, or ""."""
        return decode_words(self.raw(name))

    def all(self, name: str) -> tuple[str, ...]:
        """Give the decoded values of all fields of that name, topmost first."""
        wanted = name.lower()
        return tuple(decode_words(value) for field, value in self.fields if field == wanted)

    def __contains__(self, name: str) -> bool:
        return any(field == name.lower() for field, _ in self.fields)


def cut(data: bytes) -> tuple[bytes, bytes]:
    """Split a message into its header block (at most 64 kB of it) and its body.

    Where the blank line is missing, the body begins at the first line that cannot be a header.
    """
    if data[:1] == b"\n" or data[:2] == b"\r\n":
        return b"", data[1 if data[:1] == b"\n" else 2 :]
    end = _blank_line(data, MOST_BLOCK)
    if end >= 0:
        return data[: end + 1], data[data.index(b"\n", end + 1) + 1 :]
    if len(data) > MOST_BLOCK:
        late = _blank_line(data, len(data))
        return _whole(data[:MOST_BLOCK]), data[data.index(b"\n", late + 1) + 1 :] if late >= 0 else b""
    stray = _NOT_A_FIELD.search(data)
    return (data[: stray.start()], data[stray.start() :]) if stray else (data, b"")


def _whole(block: bytes) -> bytes:
    """Leave out a last line that was cut within addresses or ids: half of one is another one."""
    end = block.rfind(b"\n") + 1
    return block[:end] if end and b"@" in block[end:] else block


def _blank_line(data: bytes, most: int) -> int:
    """Give the place of the line break before the first blank line, or -1."""
    bare, full = data.find(b"\n\n", 0, most), data.find(b"\n\r\n", 0, most)
    return min(bare, full) if bare >= 0 and full >= 0 else max(bare, full)


def lines(block: bytes) -> list[str]:
    """Decode and unfold a header block: one string a field (RFC 5322 section 2.2.3); stray lines are kept too."""
    try:
        text = block.decode("utf-8")
    except UnicodeDecodeError:
        text = "\n".join(guess(line) for line in block.split(b"\n"))
    text = text.replace("\r\n", "\n").replace("\r", " ")
    if "\n " in text or "\n\t" in text:
        text = _FOLD.sub("", text)
    return text.split("\n")


def fields(block: bytes) -> Headers:
    """Split a header block into its fields; lines that are no header are left out."""
    found = []
    for line in lines(block):
        name, colon, value = line.partition(":")
        name = name.rstrip().lower()
        if colon and name and " " not in name:
            found.append((name, capped(name, value)))
    return Headers(tuple(found))


def capped(name: str, value: str) -> str:
    """Strip a value and hold it to 16 kB; of References the end is kept, where the newest ids stand.

    A list of addresses ends behind a whole one: half an address is somebody else's.
    """
    value = value.strip()
    if len(value) <= MOST_VALUE:
        return value
    if name == "references":
        return value[-MOST_VALUE:]
    value = value[:MOST_VALUE]
    return value.rpartition(",")[0] if name in _LISTS else value
