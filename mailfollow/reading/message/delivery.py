"""To which address a message was delivered, as the last server on its way notes it: Bcc leaves no other trace.

Nothing of it proves who sent it. A mail client that files what it sends notes none of this.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mailfollow.reading.message import header
from mailfollow.reading.message.address import parse_addresses

NOTED = ("delivered-to", "x-original-to", "envelope-to")
"""Where Postfix, Dovecot, qmail, Gmail and Exim write the address (RFC 9228 for the first)."""

_FOR = re.compile(r"\bfor\s+<?([^\s<>;()]{1,320}@[^\s<>;()]{1,255})>?\s*[;(]", re.IGNORECASE)
"""The clause of RFC 5321 section 4.4; servers leave it out where there is more than one recipient."""


def noted(data: bytes) -> tuple[str, ...]:
    """Return the addresses, in lower case, that servers noted on delivery in fields of their own."""
    return tuple(who.address for value in _values(data, NOTED) for who in parse_addresses(value))


def passed_on(data: bytes) -> tuple[str, ...]:
    """Return the addresses, in lower case, that `Received` fields name as those it was meant for."""
    return tuple(found[1].lower() for value in _values(data, ("received",)) if (found := _FOR.search(value)))


def _values(data: bytes, names: tuple[str, ...]) -> Iterator[str]:
    return (value for name, value in header.fields(header.cut(data)[0]).fields if name in names)
