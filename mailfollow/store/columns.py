"""How single values stand in columns: times as UTC text, ids as the handles that find their rows."""

from __future__ import annotations

from datetime import UTC, datetime
from zlib import crc32

from mailfollow.model import Place


def utc_text(at: datetime) -> str:
    """Return the aware `at` in UTC, as ISO 8601 that sorts like the time itself.

    Raises:
        ValueError: `at` has no time zone.
    """
    if at.tzinfo is None:
        raise ValueError(f"{at} has no time zone")
    return (at if at.tzinfo is UTC else at.astimezone(UTC)).isoformat()


def utc_time(text: str) -> datetime:
    """Return the time that `utc_text` wrote."""
    return datetime.fromisoformat(text).astimezone(UTC)


def maybe_text(at: datetime | None) -> str | None:
    """Return `at` as `utc_text` does, or None."""
    return None if at is None else utc_text(at)


def maybe_time(text: str | None) -> datetime | None:
    """Return the time that `text` holds, or None."""
    return None if text is None else utc_time(text)


def handle(message_id: str) -> int:
    """Return the number under which messages with that id, or referring to it, are found.

    It is the CRC-32 of what stands before the @, so that a draft's token is found whatever domain follows it.
    Different ids may share a handle.
    """
    return crc32(message_id.partition("@")[0].encode("utf-8", "replace"))


def person_handle(address: str) -> int:
    """Return the number under which messages from `address` are found; others may share it."""
    return crc32(address.encode("utf-8", "replace"))


def place_id(place: Place) -> str:
    """Return a stand-in for the Message-ID that a message lacks; `.invalid` never is a domain (RFC 2606)."""
    folder = crc32(place.folder.encode("utf-8", "replace"))
    return f"{folder:08x}.{place.uidvalidity}.{place.uid}@no-message-id.invalid"
