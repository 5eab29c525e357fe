"""FETCH answers to messages, one by one as they arrive.

One regular expression reads what every server sends to our request; anything else goes to imapclient's parser, which
knows every form there is (quoted strings, NIL, any order of items) but needs nine times as long. An answer without a
body was not asked for: another client changed a flag just then.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import lru_cache
from typing import Any

from imapclient.exceptions import IMAPClientError
from imapclient.response_parser import parse_fetch_response

from mailfollow import clock
from mailfollow.errors import ServerUnavailable
from mailfollow.mailbox.imap import dates
from mailfollow.mailbox.imap.wire import Response
from mailfollow.model import Place, RawMessage

FIELDS = (
    b"MESSAGE-ID IN-REPLY-TO REFERENCES FROM SENDER REPLY-TO TO CC BCC SUBJECT DATE AUTO-SUBMITTED PRECEDENCE LIST-ID "
    b"LIST-UNSUBSCRIBE RETURN-PATH CONTENT-TYPE X-FAILED-RECIPIENTS X-APPLE-CRITERIA X-AUTOREPLY X-AUTORESPOND "
    b"X-AUTO-RESPONSE-SUPPRESS AUTHENTICATION-RESULTS DELIVERED-TO X-ORIGINAL-TO ENVELOPE-TO"
)
"""The header fields that judging a message by its headers needs."""

HEADERS = b"(UID FLAGS INTERNALDATE RFC822.SIZE BODY.PEEK[HEADER.FIELDS (" + FIELDS + b")])"

_USUAL = re.compile(
    rb"\* \d+ FETCH \("
    rb"(?:(?:UID (\d+)|FLAGS \(([^()]*)\)|INTERNALDATE \"([^\"]+)\"|RFC822\.SIZE (\d+)|MODSEQ \(\d+\)) )*"
    rb"BODY\[[^\]]*\](?:<0>)? \{\d+\}\Z"
)
_FETCH = re.compile(rb"\* (\d+) FETCH (?=\()", re.IGNORECASE)
_DATE_FIELD = re.compile(rb"^date:[ \t]*([^\r\n]+)", re.IGNORECASE | re.MULTILINE)


def bodies(most: int) -> bytes:
    """Return the FETCH items for the first `most` bytes of a message."""
    return b"(UID FLAGS INTERNALDATE RFC822.SIZE BODY.PEEK[]<0.%d>)" % most


def messages(responses: Iterable[Response], folder: str, uidvalidity: int) -> Iterator[RawMessage]:
    """Yield the messages that FETCH answers hold. Raises ServerUnavailable where one cannot be understood."""
    for response in responses:
        message = _usual(response, folder, uidvalidity) or _unusual(response, folder, uidvalidity)
        if message is not None:
            yield message


def _usual(response: Response, folder: str, uidvalidity: int) -> RawMessage | None:
    if len(response) != 2 or response[1] != b")" or isinstance(response[0], bytes):
        return None
    text, data = response[0]
    found = _USUAL.match(text)
    if found is None:
        return None
    uid, flags, when, size = found.groups()
    internal_date = dates.internal_date(when) if when else None
    if uid is None or flags is None or internal_date is None or size is None:
        return None
    return RawMessage(Place(folder, uidvalidity, int(uid)), data, internal_date, _flags(flags), int(size))


def _unusual(response: Response, folder: str, uidvalidity: int) -> RawMessage | None:
    items = parsed(response)
    body = next((key for key in items if key.startswith(b"BODY[")), None)
    if body is None or b"UID" not in items:
        return None
    data = items[body] if isinstance(items[body], bytes) else b""
    flags = _flags(b" ".join(map(_bytes, items.get(b"FLAGS") or ())))
    when = _arrival(items.get(b"INTERNALDATE"), data)
    return RawMessage(Place(folder, uidvalidity, items[b"UID"]), data, when, flags, items.get(b"RFC822.SIZE") or 0)


def parsed(response: Response) -> dict[bytes, Any]:
    """Return the items of a FETCH answer as imapclient reads them; {} for any other answer."""
    head = response[0]
    text, *literal = (head,) if isinstance(head, bytes) else head
    if _FETCH.match(text) is None:
        return {}
    text = _FETCH.sub(rb"\1 ", text)  # imaplib leaves out the word, which it keeps as a key
    first = (text, literal[0]) if literal else text
    try:
        by_number = parse_fetch_response([first, *response[1:]], normalise_times=False, uid_is_key=False)
    except (IMAPClientError, ValueError, AttributeError, TypeError, RuntimeError) as problem:
        raise ServerUnavailable("The mail server sent a message in a form that cannot be understood.") from problem
    return dict(next(iter(by_number.values()), {}))


def _arrival(internal_date: datetime | None, data: bytes) -> datetime:
    """Return when a message arrived; without INTERNALDATE its Date header, and without that the present moment.

    The present is the safe guess: a message that seems older than it is would make a follow-up due at once.
    """
    if internal_date is not None:
        return internal_date.astimezone(UTC)
    field = _DATE_FIELD.search(data)
    try:
        told = parsedate_to_datetime(field[1].decode("ascii")) if field else None
    except (ValueError, IndexError, OverflowError):
        told = None
    return told.astimezone(UTC) if told and told.tzinfo else clock.now()


@lru_cache(maxsize=1024)
def _flags(raw: bytes) -> frozenset[str]:
    return frozenset(raw.decode("ascii", "replace").split()) - {"\\Recent"}  # a session's mark, not the message's


def _bytes(flag: bytes | int) -> bytes:
    """Return a flag as it was sent; imapclient takes one that is all digits for a number."""
    return b"%d" % flag if isinstance(flag, int) else flag
