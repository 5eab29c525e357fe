"""Which recipients a mail system could not reach, for good or for now.

A delivery status report (RFC 3464) is read first: it is made for machines and names the original message. Mail
systems that write prose instead are read by `bounce_prose.py`, and only where the mail looks machine-sent, because
people quote bounces at each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from mailfollow.model import Bounce, FailedRecipient
from mailfollow.reading.kind import bounce_prose
from mailfollow.reading.kind.bounce_signs import looks_like_one
from mailfollow.reading.lexicon import Lexicon
from mailfollow.reading.lexicon.notation import fold
from mailfollow.reading.message.message_id import first_id
from mailfollow.reading.message.parts import Parsed

_DELIVERED = frozenset({"delivered", "relayed", "expanded"})
_ADDRESS = re.compile(r"[^\s<>()\[\];:,\"']{1,64}@[\w.-]{1,255}\w")
_ODD_ADDRESS = re.compile(r"[^\s<>]{1,64}@[^\s<>]{1,255}")
_STATUS = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")
_ID_LINE = re.compile(
    r"^>? ?(?:original-)?message-id:[ \t]{0,8}\r?\n?[ \t]{0,8}(<[^<>\s]{1,900}>)", re.IGNORECASE | re.MULTILINE
)
_COMPLAINT = re.compile(
    r"^(?:original-rcpt-to|removal-recipient):\s{0,8}<?([^\s<>]{1,320}@[\w.-]{1,255})", re.IGNORECASE | re.MULTILINE
)
_TO_LINE = re.compile(
    r"^[ \t>]{0,4}To:[ \t]{0,8}<?([^\s<>,;]{1,64}@[\w.-]{1,255})>?[ \t]*$", re.IGNORECASE | re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Report:
    """A bounce, and by what it was recognised. With `delivered` it only confirms a delivery."""

    bounce: Bounce
    why: str
    delivered: bool = False


def read_bounce(parsed: Parsed, lexicon: Lexicon) -> Report | None:
    """Return what a delivery report says, or None where the message is none."""
    original = _original_id(parsed)
    groups = [dict(reversed(group)) for group in parsed.reports]
    actions = {group["action"].strip().lower() for group in groups if "action" in group}
    if actions and actions <= _DELIVERED:
        return Report(Bounce((), original), f"a delivery report says {', '.join(sorted(actions))}", delivered=True)
    failed = _unique(_reported(groups, lexicon, original))
    if failed:
        return Report(Bounce(failed, original), "a delivery status report (RFC 3464)")
    if not looks_like_one(parsed, lexicon):
        return None
    failed = _unique(_told(parsed, lexicon, original))
    return Report(Bounce(failed, original), "a mail system says that it could not deliver a message")


def _reported(groups: Iterable[dict[str, str]], lexicon: Lexicon, original: str | None) -> Iterator[FailedRecipient]:
    for group in groups:
        address = _rfc822(group.get("original-recipient", "")) or _rfc822(group.get("final-recipient", ""))
        action = group.get("action", "").strip().lower()
        if not address or action in _DELIVERED:
            continue
        status = _status(group)
        dead = action != "delayed" and is_dead(status, group.get("diagnostic-code", ""), lexicon)
        yield FailedRecipient(address, dead, status, original)


def _status(group: Mapping[str, str]) -> str:
    """Return the status field, or the last one that the server said where the field is as good as empty ("5.0.0")."""
    stated = _STATUS.search(group.get("status", ""))
    said = _STATUS.findall(group.get("diagnostic-code", ""))
    vague = stated is None or stated[1].endswith(".0.0")
    return said[-1] if said and vague else stated[1] if stated else ""


def _rfc822(value: str) -> str:
    """Return the address of a recipient field ("rfc822; jane@hill.example", RFC 3464 section 2.3.1), however odd."""
    given = value.rpartition(";")[2]
    found = _ADDRESS.search(given) or _ODD_ADDRESS.search(given)
    return found[0].lower() if found else ""


def is_dead(status: str, diagnosis: str, lexicon: Lexicon) -> bool:
    """Whether an address will never work, from its RFC 3463 status and the server's words.

    The words count more: servers send 5.0.0 for everything. A refusal for policy (5.7.x), size or a full mailbox
    says nothing against the address.
    """
    folded = fold(diagnosis[:2_000])
    if status.startswith("4"):
        return False
    spared = lexicon.bounce.spared.search(folded) is not None
    if lexicon.bounce.unknown.search(folded):
        return not (spared and status.startswith("5.7"))
    if spared:
        return False
    return not status.startswith(("5.7", "5.2.2", "5.2.3", "5.3", "5.6", "2"))


def _told(parsed: Parsed, lexicon: Lexicon, original: str | None) -> Iterator[FailedRecipient]:
    """Give the recipients named in a header, in the prose, or as the original's only recipient."""
    notice = bounce_prose.notice(parsed, lexicon)
    header = _ADDRESS.findall(parsed.headers.get("x-failed-recipients")) or _complained(parsed)
    passages = dict.fromkeys(header, notice.text) or bounce_prose.passages(notice, parsed, lexicon)
    passages = passages or dict.fromkeys(_only_recipient(parsed, notice.rest), notice.text)
    for address, passage in passages.items():
        status = _STATUS.search(passage)
        code = status[1] if status else ""
        delayed = bool(lexicon.bounce.delayed.search(notice.folded)) and not code.startswith("5")
        yield FailedRecipient(address.lower(), not delayed and is_dead(code, passage, lexicon), code, original)


def _complained(parsed: Parsed) -> list[str]:
    """Return the recipient of a complaint (RFC 5965 section 3.2), who pressed "this is spam"."""
    if parsed.parameters.get("report-type", "").lower() != "feedback-report":
        return []
    reports = "\n".join(leaf.text for leaf in parsed.leaves if leaf.content_type == "message/feedback-report")
    return _COMPLAINT.findall(reports) or _only_recipient(parsed, "")


def _only_recipient(parsed: Parsed, rest: str) -> list[str]:
    """Return the original's recipient, if it had one only."""
    copies = [envelope.recipients for envelope in parsed.embedded if envelope.recipients]
    if copies:
        return [copies[0][0].address] if len(copies[0]) == 1 else []
    return _TO_LINE.findall(rest)[:1]


def _original_id(parsed: Parsed) -> str | None:
    """Return the Message-ID of the message that bounced, from its copy, the report, or the threading headers."""
    for envelope in parsed.embedded:
        if envelope.message_id:
            return envelope.message_id
    for group in parsed.reports:
        for name, value in group:
            if name in {"original-message-id", "x-original-message-id"} and first_id(value):
                return first_id(value)
    for leaf in parsed.leaves:
        found = _ID_LINE.search(leaf.text)
        if found:
            return first_id(found[1])
    return parsed.envelope.in_reply_to or (parsed.envelope.references or (None,))[-1]


def _unique(recipients: Iterable[FailedRecipient]) -> tuple[FailedRecipient, ...]:
    """Keep the first entry for each address."""
    firsts: dict[str, FailedRecipient] = {}
    for recipient in recipients:
        firsts.setdefault(recipient.address, recipient)
    return tuple(firsts.values())
