"""Where the messages of an mbox begin (RFC 4155), found in one pass over the file.

The file is read in blocks rather than mapped: mapped pages count as memory, and a file that shrinks meanwhile would
end the program. A line "From " separates messages if it ends in a date and header fields follow: not every program
that writes an mbox escapes such lines in a text, and some leave out the blank line before a separator.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import BinaryIO

from mailfollow.reading.message.date_header import parse_date

BLOCK = 1 << 20
LINE = 1_024
"""Bytes of a separator and the line behind it that are looked at."""

BEFORE = 3
"""Bytes before a separator that show whether a blank line is there."""

_MONTH = rb"(?P<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_DATED = re.compile(
    rb"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? {1,3}(?:(?P<day>\d{1,2}) )?" + _MONTH + rb" {1,3}(?:(?P<later_day>\d{1,2}) +)?"
    rb"(?:(?P<year>\d{4}) )?(?P<time>\d{1,2}:\d\d(?::\d\d)?)(?: (?P<zone>[+-]\d{4}|[A-Z]{1,5}))?"
    rb"(?: (?P<later_year>\d{4}))?(?: (?P<later_zone>[+-]\d{4}))?\s*$"
)
_BARE = re.compile(rb"From +(?:-|[^\s@]{1,100}@\S{1,300})? *\r?$")
"""What Thunderbird ("From -") and others write where they know no date."""

_FIELD = re.compile(rb"[!-9;-~]{1,100}[ \t]*:|>From ")
_ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)


def is_mbox(beginning: bytes) -> bool:
    """Whether a file that begins so is an mbox."""
    return beginning.lstrip(b"\r\n").startswith(b"From ")


def pieces(file: BinaryIO) -> Iterator[tuple[int, int]]:
    """Yield where each message begins (with its separator) and ends; nothing for a file that is no mbox."""
    before = None
    for start in _starts(file):
        if before is not None:
            yield before, start
        before = start
    if before is not None:
        yield before, file.tell()


def _starts(file: BinaryIO) -> Iterator[int]:
    data, base, position = b"\n\n\n", -3, 0  # as if blank lines stood before the first separator
    while True:
        block = file.read(BLOCK)
        data += block
        limit = len(data) - LINE if block else len(data)
        while 0 <= (found := data.find(b"\nFrom ", position)) < limit:
            position = found + 1
            if _separates(data, found):
                yield base + position
        if not block:
            return
        kept = max(0, limit - BEFORE)
        data, base, position = data[kept:], base + kept, max(limit, position) - kept


def _separates(data: bytes, found: int) -> bool:
    """Whether the line break at `found` is followed by a separator."""
    end = data.find(b"\n", found + 1, found + LINE)
    line = data[found + 1 : end if end >= 0 else found + LINE]
    following = data[end + 1 : end + 200] if end >= 0 else b""
    after_blank = data[max(0, found - 2) : found].replace(b"\r", b"").endswith(b"\n")
    if _DATED.search(line):
        return bool(_FIELD.match(following)) or (after_blank and not following.partition(b"\n")[0].strip())
    return (after_blank or line.rstrip() == b"From -") and bool(_BARE.match(line) and _FIELD.match(following))


def separator_date(line: bytes) -> datetime | None:
    """Return the date in a separator, in UTC: when the message was delivered; None if there is none to believe."""
    found = _DATED.search(line)
    if found is None:
        return None
    part = {name: value.decode("ascii") for name, value in found.groupdict(b"").items()}
    day, year = part["day"] or part["later_day"], part["year"] or part["later_year"]
    zone = part["zone"] or part["later_zone"] or "+0000"
    return parse_date(f"{day} {part['month']} {year} {part['time']} {zone}")


def message(piece: bytes) -> bytes:
    """Return the message in (the beginning of) a piece: without its separator, "From " lines in it unescaped."""
    return _ESCAPED.sub(rb"\1", piece.partition(b"\n")[2])
