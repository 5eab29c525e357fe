"""The envelope: who wrote to whom, when, about what, in answer to what. Fast, because a first sync reads 100,000.

Only the header block is looked at, the first field of each name counts, and nothing is decoded that does not need it.
"""

from __future__ import annotations

from collections.abc import Mapping

from mailfollow.model import Address, Envelope
from mailfollow.reading.message import header
from mailfollow.reading.message.address import parse_addresses
from mailfollow.reading.message.date_header import parse_date
from mailfollow.reading.message.encoded_word import decode_words
from mailfollow.reading.message.machine import is_machine
from mailfollow.reading.message.message_id import first_id, ids

RENAMED = ("x-microsoft-original-message-id", "x-google-original-message-id", "x-gmail-original-message-id")
"""Where Exchange and Gmail keep the Message-ID of the client when they replace it."""


def read_envelope(block: bytes) -> Envelope:
    """Read a header block, or the beginning of a whole message. Never raises; what is missing is None or empty."""
    return from_fields(_first_fields(block))


def of_headers(headers: header.Headers) -> Envelope:
    """Give the envelope of headers that were split already."""
    return from_fields(dict(reversed(headers.fields)))


def from_fields(found: Mapping[str, str]) -> Envelope:
    """Make an envelope of raw, unfolded values by lower-case header name."""
    get = found.get
    senders = parse_addresses(found["from"]) if "from" in found else ()
    sender = senders[0] if senders else _fallback_sender(found)
    return Envelope(
        message_id=first_id(get("message-id", "")),
        in_reply_to=first_id(get("in-reply-to", "")),
        references=ids(found["references"]) if "references" in found else (),
        sender=sender,
        to=parse_addresses(found["to"]) if "to" in found else (),
        cc=parse_addresses(found["cc"]) if "cc" in found else (),
        bcc=parse_addresses(found["bcc"]) if "bcc" in found else (),
        reply_to=parse_addresses(found["reply-to"]) if "reply-to" in found else (),
        subject=" ".join(decode_words(get("subject", "")).split()),
        date=parse_date(get("date", "")),
        machine=is_machine(found, sender),
        other_ids=tuple(name for field in RENAMED if field in found for name in ids(found[field])),
    )


def _fallback_sender(found: Mapping[str, str]) -> Address | None:
    """Take the Sender header where From is missing or holds no address (RFC 5322 section 3.6.2)."""
    senders = parse_addresses(found["sender"]) if "sender" in found else ()
    return senders[0] if senders else None


def _first_fields(block: bytes) -> dict[str, str]:
    """Split into fields, keeping the first of each name; blank lines before the headers are skipped."""
    if block[:1] in {b"\n", b"\r"}:
        block = block.lstrip(b"\r\n")
    found: dict[str, str] = {}
    for line in header.lines(header.cut(block)[0]):
        name, colon, value = line.partition(":")
        name = name.lower().rstrip()
        if colon and name not in found:
            found[name] = value.strip() if len(value) <= header.MOST_VALUE else header.capped(name, value)
    return found
