"""Message-IDs and References: how a draft is made to belong to its thread, and to be known again as ours.

An id is kept without angle brackets. The token of a draft stands second-last in References: clients that trim the
header keep its end (mutt the last 10, Thunderbird the first and the last 16), and clients that give a draft a new
Message-ID at every save keep References.
"""

from __future__ import annotations

import hashlib
import re

MOST_REFERENCES = 17
"""The first and the last 16: what Thunderbird keeps when it writes a reply to a long conversation."""
_ID = re.compile(r"[!-;=?-~]{1,900}")
"""Printable ASCII without blanks and angle brackets; a line may have 998 characters (RFC 5322 section 2.1.1)."""
_TOKEN_BYTES = 16


def usable_id(message_id: str | None) -> str | None:
    """Return an id that can stand in a header, or None for one that is missing or broken."""
    return message_id if message_id and _ID.fullmatch(message_id) else None


def message_id_for(account: str, root_id: str, round: int, touch: int, domain: str, *, again: int = 0) -> str:  # noqa: A002 - the model's own word; these parts make one id
    """Return the Message-ID of a draft, without brackets: the same for the same touch of the same thread.

    `again` is how many drafts of that touch were withdrawn: one of them may have been sent, to somebody else.
    """
    parts = "\0".join((account, root_id, str(round), str(touch), *([str(again)] if again else [])))
    return f"{hashlib.sha256(parts.encode('utf-8', 'surrogatepass')).hexdigest()[:32]}@{header_domain(domain)}"


def token_for(random_bytes: bytes, domain: str) -> str:
    """Return a draft's token, shaped as a Message-ID without brackets, from at least 16 random bytes."""
    if len(random_bytes) < _TOKEN_BYTES:
        raise ValueError(f"a token takes {_TOKEN_BYTES} random bytes, not {len(random_bytes)}")
    return f"{random_bytes[:_TOKEN_BYTES].hex()}@{header_domain(domain)}"


def header_domain(domain: str) -> str:
    """Return a domain as ASCII (IDNA); "localhost" where it cannot be written so."""
    try:
        plain = domain.encode("ascii" if domain.isascii() else "idna").decode("ascii").lower()
    except UnicodeError:
        return "localhost"
    return plain if re.fullmatch(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?", plain) else "localhost"


def reference_chain(older: tuple[str, ...], token: str, parent_id: str | None) -> tuple[str, ...]:
    """Return the References of a draft: the first and the latest of `older`, the token, and the parent last.

    Broken ids and repetitions are left out. Without a usable parent the token comes last.
    """
    parent = usable_id(parent_id)
    kept = tuple(dict.fromkeys(one for one in older if usable_id(one) and one not in {token, parent}))
    room = MOST_REFERENCES - 2
    if len(kept) > room:
        kept = (kept[0], *kept[-(room - 1) :])
    return (*kept, token, parent) if parent else (*kept, token)
