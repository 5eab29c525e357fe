"""Whether the receiving server found a message forged (RFC 8601), believing only the server one trusts."""

from __future__ import annotations

import re

from mailfollow.reading.message.header import Headers

_COMMENT = re.compile(r"\([^()]{0,500}\)")
_QUOTED = re.compile(r'"[^"]{0,500}"')
_FAILED = re.compile(r"(?<![\w-])dmarc\s{0,3}=\s{0,3}fail(?![\w-])", re.IGNORECASE)


def is_forged(headers: Headers, authserv_id: str) -> bool:
    """Whether the topmost Authentication-Results by `authserv_id` says dmarc=fail; empty = nobody is trusted.

    Others' results may have come with the message (RFC 8601 section 5), and comments are anybody's.
    """
    if not authserv_id:
        return False
    for value in headers.all("authentication-results"):
        results = _QUOTED.sub(" ", _COMMENT.sub(" ", value))
        identifier, _, rest = results.partition(";")
        if identifier.lower().split()[:1] == [authserv_id.lower()]:
            return _FAILED.search(rest) is not None
    return False
