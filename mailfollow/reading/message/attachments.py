"""The names of what is attached to a message, as a person would count it."""

from __future__ import annotations

from collections.abc import Iterator

from mailfollow.reading.message.mime import EMBEDDED, Part
from mailfollow.reading.message.params import file_name

# What a mail client calls a part that brings no name.
_NAMES = {
    "application/ms-tnef": "winmail.dat",
    "application/pkcs7-mime": "smime.p7m",
    "application/x-pkcs7-mime": "smime.p7m",
    "application/pdf": "attachment.pdf",
    "text/calendar": "invite.ics",
}
# A signature proves who wrote the text; nobody "attached" it.
_SIGNATURES = frozenset({"application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature"})


def attachment_names(root: Part) -> tuple[str, ...]:
    """Give the decoded file names in their order; calendar parts and whole messages count, pictures in HTML don't."""
    return tuple(_names(root, related=False))


def _names(part: Part, related: bool) -> Iterator[str]:
    if part.content_type in EMBEDDED:
        yield part.filename or _message_name(part)
        return
    if not part.children and _is_attachment(part, related):
        yield part.filename or _NAMES.get(part.content_type, "attachment")
    for child in part.children:
        yield from _names(child, part.content_type == "multipart/related")


def _is_attachment(part: Part, related: bool) -> bool:
    kind = part.content_type
    if kind in _SIGNATURES or (kind.startswith("message/") and not part.filename):
        return False
    if part.disposition == "attachment" or kind == "text/calendar":
        return True
    if related and kind.startswith("image/"):
        return False
    return bool(part.filename) or not kind.startswith(("text/", "multipart/", "image/"))


def _message_name(part: Part) -> str:
    """Name an attached message by its subject, as mail clients do."""
    subject = part.children[0].headers.get("subject") if part.children else ""
    return file_name((f"{subject or 'message'}.eml".replace("/", "-"),))
