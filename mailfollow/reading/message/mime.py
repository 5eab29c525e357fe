"""The MIME tree of a message (RFC 2046), split with bounds on parts and depth.

The standard library's parser is not used: its time grows with depth times lines and it recurses without limit. Here
each level is split once by its boundary, so the cost is at most the depth limit times the size.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice

from mailfollow.reading.message import header, params, transfer

_BLANK = re.compile(rb"\n\r?\n")
MOST_PARTS = 200
MOST_DEPTH = 20
EMBEDDED = frozenset({"message/rfc822", "message/global", "message/news"})


@dataclass(frozen=True, slots=True)
class Part:
    """One node of the tree; a leaf has no children. `text` is a leaf's decoded text, "" where it is no text."""

    headers: header.Headers
    content_type: str
    parameters: Mapping[str, str]
    disposition: str
    filename: str
    body: bytes
    """Still in its transfer encoding; empty where there are children."""
    depth: int
    embedded: bool
    """It belongs to a message inside the message."""
    text: str = ""
    children: tuple[Part, ...] = ()
    problem: str = ""

    def walk(self) -> Iterator[Part]:
        """Give this part and all below it, in their order."""
        yield self
        for child in self.children:
            yield from child.walk()


def tree(data: bytes) -> Part:
    """Parse a whole message, or as much of it as there is. Never raises."""
    return _part(data.lstrip(b"\r\n"), "text/plain", 0, False, iter(range(MOST_PARTS)))


def _part(data: bytes, default: str, depth: int, embedded: bool, room: Iterator[int]) -> Part:
    head, body = header.cut(data)
    headers = header.fields(head)
    kind, given = params.content_type(headers.raw("content-type"), default)
    shown = headers.raw("content-disposition")
    name = params.file_name((params.parameters(shown).get("filename", ""), given.get("name", "")))
    part = Part(headers, kind, given, shown.partition(";")[0].strip().lower(), name, body, depth, embedded)
    if kind.startswith("multipart/"):
        return _multipart(part, room)
    return _message(part, room) if kind in EMBEDDED else _leaf(part)


def _leaf(part: Part, problem: str = "") -> Part:
    encoding = part.headers.raw("content-transfer-encoding")
    text, fault = transfer.text_of(part.content_type, part.parameters, encoding, part.body)
    return replace(part, text=text, problem=problem or fault)


def _multipart(part: Part, room: Iterator[int]) -> Part:
    """Add the children of a multipart. One whose boundary never comes is read as plain text."""
    pieces = list(islice(_pieces(part.body, part.parameters.get("boundary", "")), MOST_PARTS + 1))
    if not pieces:
        return _leaf(replace(part, content_type="text/plain"), "a multipart without its boundary")
    if part.depth >= MOST_DEPTH:
        return replace(part, body=b"", problem="parts nested too deeply")
    default = "message/rfc822" if part.content_type == "multipart/digest" else "text/plain"
    children = tuple(
        _part(piece, default, part.depth + 1, part.embedded, room) for piece in pieces if next(room, None) is not None
    )
    problem = f"more than {MOST_PARTS} parts" if len(children) < len(pieces) else ""
    return replace(part, body=b"", children=children, problem=problem)


def _message(part: Part, room: Iterator[int]) -> Part:
    """Add the message that a message/rfc822 part holds."""
    if part.depth >= MOST_DEPTH or next(room, None) is None:
        return replace(part, body=b"", problem="parts nested too deeply")
    encoding = part.headers.raw("content-transfer-encoding")
    inner = transfer.undone(encoding, part.body, len(part.body)).lstrip(b"\r\n")
    return replace(part, body=b"", children=(_part(inner, "text/plain", part.depth + 1, True, room),))


def _pieces(body: bytes, boundary: str) -> Iterator[bytes]:
    """Cut a multipart body at its boundary lines; a missing last boundary (a truncated message) is no fault."""
    if not boundary or len(boundary) > 200:
        return
    line = re.compile(rb"^--" + re.escape(boundary.encode("utf-8", "replace")) + rb"(--)?[ \t]*\r?$", re.MULTILINE)
    start = None
    for found in line.finditer(body):
        if start is not None:
            yield _without_last_newline(body[start : found.start()])
        if found[1]:
            return
        start = found.end() + 1
    if start is not None and _BLANK.search(body, start - 1):
        yield body[start:]  # Without a blank line it is only the beginning of a part's headers.


def _without_last_newline(piece: bytes) -> bytes:
    """Drop the line break before a boundary: it belongs to the boundary (RFC 2046 section 5.1.1)."""
    return piece.removesuffix(b"\n").removesuffix(b"\r")
