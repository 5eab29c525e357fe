"""Whether headers alone say that a machine may have sent a message, so that its body is worth reading.

Being wrong here costs reading one body; what the message really is, is decided from all of it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from mailfollow.model import Address

# Headers that only responders, servers and vacation programs write (RFC 3834, Exim, Apple Mail, cPanel, Sieve).
_TELLING = frozenset(
    {
        "x-failed-recipients",
        "x-apple-criteria",
        "x-autoreply",
        "x-auto-reply",
        "x-autorespond",
        "x-autoresponder",
        "x-autoreply-from",
        "x-vacation",
        "x-mail-autoreply",
        "x-ms-exchange-inbox-rules-loop",
    }
)
_DAEMON = re.compile(r"(?:^|[._+-])(?:mailer-?daemon|postmaster|mail(?:er)?delivery|bounces?\b)[^@]*(?:@|$)")
_ROBOT = re.compile(
    r"(?:^|[._+-])(?:(?:no|dont|do[-_.]?not)[-_.]?reply|ne[-_.]?pas[-_.]?repondre|nicht[-_.]?antworten"
    r"|no[-_.]?responder|nao[-_.]?responda|non[-_.]?rispondere|niet[-_.]?beantwoorden"
    r"|auto[-_.]?(?:reply|responder|mailer)|notifications?\b)[^@]*(?:@|$)"
)
# Services that tell when a document was signed or seen; their senders are not called noreply.
_SIGNING = re.compile(
    r"[@.](?:docusign|adobesign|echosign|hellosign|dropboxsign|pandadoc|signnow|signrequest|yousign|proposify|qwilr"
    r"|betterproposals|getaccept|scrive|zohosign|signaturit|skribble|oneflow)\.(?:com|net|io|eu|fr|ch)$"
)


def is_machine(headers: Mapping[str, str], sender: Address | None) -> bool:
    """Judge by lower-case header names with raw values, and by the sender."""
    if not _TELLING.isdisjoint(headers) or headers.get("return-path") == "<>":
        return True
    if headers.get("auto-submitted", "no")[:2].lower() != "no":
        return True
    if headers.get("content-type", "")[:16].lower() == "multipart/report":
        return True
    if headers.get("precedence", "")[:4].lower() == "auto":
        return True
    return sender is not None and any(one.search(sender.address) for one in (_DAEMON, _ROBOT, _SIGNING))


def is_robot(address: str) -> bool:
    """Whether an address is one that nobody reads: noreply@, notifications@, mailer-daemon@."""
    return _ROBOT.search(address) is not None
