"""What the surroundings of a message say of it: that it is a draft, was sent, or was thrown away.

Those are the folders it lies in, its Maildir flags, and what programs write into its headers: Gmail's labels (Google
Takeout), Thunderbird's status bits, and the X-Status letters of UW IMAP, Dovecot and Alpine.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from unicodedata import normalize

from mailfollow.mailbox import names
from mailfollow.mailbox.export.files import Source
from mailfollow.reading.message.encoded_word import decode_words

EXPUNGED = 0x0008
"""The bit of X-Mozilla-Status for a message that was deleted or moved away, but is still in the file."""

_MARK = re.compile(
    rb"^(X-Gmail-Labels|X-Mozilla-Draft-Info|X-Mozilla-Status|X-Status):[ \t]*(.*(?:\n[ \t].*)*)",
    re.IGNORECASE | re.MULTILINE,
)


class Mark(StrEnum):
    """What a message is, where something says so; the values are what is said of those left out."""

    SENT = "sent"
    DRAFT = "draft"
    TRASH = "thrown away"


def marked(header: bytes, source: Source) -> frozenset[Mark]:
    """Return what is known of the message with this header block."""
    found = {*_by_names(source.names), *_by_flags(source.flags)}
    for name, value in _MARK.findall(header):
        found |= set(_by_header(name.lower(), " ".join(value.decode("utf-8", "replace").split())))
    return frozenset(found)


def _by_names(given: Iterable[str]) -> list[Mark]:
    return [_FOLDERS[_fold(name)] for name in given if _fold(name) in _FOLDERS]


def _by_flags(flags: frozenset[str]) -> list[Mark]:
    meant = {r"\Draft": Mark.DRAFT, r"\Deleted": Mark.TRASH}
    return [mark for flag, mark in meant.items() if flag in flags]


def _by_header(name: bytes, value: str) -> list[Mark]:
    if name == b"x-gmail-labels":
        return _by_names(label.strip(' "') for label in decode_words(value).split(","))
    if name == b"x-mozilla-draft-info":
        return [Mark.DRAFT]
    if name == b"x-status":
        return [mark for letter, mark in (("T", Mark.DRAFT), ("D", Mark.TRASH)) if letter in value]
    return [Mark.TRASH] if _bits(value) & EXPUNGED else []


def _bits(value: str) -> int:
    return int(value, 16) if re.fullmatch(r"[0-9a-fA-F]{4}", value) else 0


def _fold(name: str) -> str:
    return normalize("NFKC", name).casefold()


_FOLDERS = {
    _fold(name): mark
    for mark, usual in (
        (Mark.SENT, names.SENT),
        (Mark.DRAFT, (*names.DRAFTS, *names.UNREAD)),  # a template or what waits in an outbox was not sent either
        (Mark.TRASH, names.TRASH),
    )
    for name in usual
}
