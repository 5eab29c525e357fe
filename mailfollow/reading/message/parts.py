"""What a message consists of: headers, the text to read, attachments, embedded messages, delivery reports.

`parse` takes any bytes, also the first part of a message that was cut off, and gives what can be read of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mailfollow.model import Envelope
from mailfollow.reading.message import header, mime
from mailfollow.reading.message.attachments import attachment_names
from mailfollow.reading.message.body import body_text
from mailfollow.reading.message.encoded_word import decode_words
from mailfollow.reading.message.envelope import of_headers, read_envelope

Group = tuple[tuple[str, str], ...]

_ONLY_HEADERS = frozenset({"text/rfc822-headers", "text/rfc822-header", "message/rfc822-headers"})
_BLANK_LINES = re.compile(r"\n[ \t]*\n")


@dataclass(frozen=True, slots=True)
class Leaf:
    """A part without parts. `text` is decoded (at most 256 kB of it), and empty where the part is no text."""

    content_type: str
    filename: str
    text: str
    depth: int
    embedded: bool
    """It belongs to a message inside the message."""
    parameters: Mapping[str, str]
    disposition: str = ""


@dataclass(frozen=True, slots=True)
class Parsed:
    """A message taken apart. `text` is the body a person wrote; quote marks are kept, also those of HTML."""

    headers: header.Headers
    envelope: Envelope
    text: str
    html: bool
    """`text` was made from HTML."""
    attachments: tuple[str, ...]
    leaves: tuple[Leaf, ...]
    embedded: tuple[Envelope, ...]
    reports: tuple[Group, ...]
    """The field groups of message/delivery-status parts (RFC 3464): the message's, then one a recipient."""
    content_type: str
    parameters: Mapping[str, str]
    problems: tuple[str, ...]


def parse(data: bytes) -> Parsed:
    """Take a message apart. Never raises; what could not be read is told in `problems`."""
    root = mime.tree(data)
    nodes = tuple(root.walk())
    text, html = body_text(root)
    return Parsed(
        headers=root.headers,
        envelope=of_headers(root.headers),
        text=text,
        html=html,
        attachments=attachment_names(root),
        leaves=tuple(_leaf(node) for node in nodes if not node.children),
        embedded=tuple(_embedded(nodes)),
        reports=tuple(_reports(nodes)),
        content_type=root.content_type,
        parameters=root.parameters,
        problems=tuple(dict.fromkeys(node.problem for node in nodes if node.problem)),
    )


def field_groups(text: str) -> tuple[Group, ...]:
    """Split header-like text at its blank lines into groups of (lower-case name, decoded value)."""
    groups = (header.fields(block.encode("utf-8", "replace")).fields for block in _BLANK_LINES.split(text))
    return tuple(tuple((name, decode_words(value)) for name, value in group) for group in groups if group)


def _leaf(node: mime.Part) -> Leaf:
    kind, name = node.content_type, node.filename
    return Leaf(kind, name, node.text, node.depth, node.embedded, node.parameters, node.disposition)


def _embedded(nodes: tuple[mime.Part, ...]) -> Iterator[Envelope]:
    """Give the envelopes of the messages inside, also of those of which only the headers came back."""
    for node in nodes:
        if node.content_type in mime.EMBEDDED and node.children:
            yield of_headers(node.children[0].headers)
        elif node.content_type in _ONLY_HEADERS:
            yield read_envelope(node.text.encode("utf-8", "replace"))


def _reports(nodes: tuple[mime.Part, ...]) -> Iterator[Group]:
    for node in nodes:
        if node.content_type in {"message/delivery-status", "message/global-delivery-status"}:
            yield from field_groups(node.text)
