"""A letter becomes the bytes of a draft: RFC 5322, plain text, UTF-8, quoted-printable.

Paragraphs stay one long line: the reader's program wraps them, and so does the sender's when the draft is edited. What
goes along is a second part. The finished bytes are parsed again and compared with the plan: whatever a crafted name or
subject may do, a draft never goes to anyone else and never carries a header that we did not write.
"""

from __future__ import annotations

import binascii
import re

from mailfollow.model import Letter
from mailfollow.writing.facts.clean import without_controls
from mailfollow.writing.letter.enclosure import boundary, whole
from mailfollow.writing.letter.headers import TEXT_FIELDS, fields, header_text
from mailfollow.writing.letter.recheck import recheck

_LINE_END = re.compile("\r\n?|[\x85\u2028\u2029]")
"""What ends a line somewhere; in a mail only CRLF does."""
_DELIMITER = "-- "
"""Above a signature; programs know by it where the text ends (RFC 3676 section 4.3)."""


def compose(letter: Letter) -> bytes:
    """Return the bytes of a draft, with CRLF line ends.

    Raises DataError for an address or id that cannot be written, or if the bytes do not say what the letter says.
    """
    text = body_of(letter)
    encoded = quoted_printable(text)
    if letter.attachment is None:
        written, body = fields(letter), encoded
    else:
        mixed = ("Content-Type", f'multipart/mixed;\r\n boundary="{boundary(letter)}"')
        written, body = fields(letter, [mixed]), whole(letter, [*TEXT_FIELDS], encoded)
    head = "".join(f"{name}: {value}\r\n" for name, value in written)
    data = head.encode("ascii") + b"\r\n" + body
    recheck(data, letter, [name for name, _ in written], text)
    return data


def body_of(letter: Letter) -> str:
    """Return the whole text of a draft: what we write, the signature, and the quoted proposal."""
    text = _clean(letter.text)
    signature = re.sub(r"\A(?:-- ?\n)+", "", _clean(letter.identity.signature))
    parts = [re.sub(r"(?m)^--$", "", text).strip()]
    if signature:
        parts.append(f"{_DELIMITER}\n{signature}")
    if letter.quoted:
        quoted = "\n".join(_quote(line) for line in _clean(letter.quoted).split("\n"))
        parts.append(f"{header_text(letter.quoted_from)}\n{quoted}".lstrip("\n"))
    return "\n\n".join(parts) + "\n"


def _quote(line: str) -> str:
    """Return a line with one more quote mark (RFC 3676 section 4.5 wants no blank between marks)."""
    return f">{line}" if line.startswith(">") or not line else f"> {line}"


def _clean(text: str) -> str:
    """Return `text` without control characters, blanks at line ends, and empty lines around it."""
    plain = without_controls(_LINE_END.sub("\n", text), keep="\n\t")
    return re.sub(r"[ \t]+$", "", plain, flags=re.MULTILINE).strip("\n")


def quoted_printable(text: str) -> bytes:
    """Encode a body with CRLF line ends; "From " at a line's start is encoded too, as mbox files would alter it."""
    encoded = binascii.b2a_qp(text.replace("\n", "\r\n").encode(), istext=True)
    return re.sub(rb"(?m)^From ", b"=46rom ", encoded)
