"""A file that goes along with a draft: with the text it makes a multipart/mixed message (RFC 2046 section 5.1.3)."""

from __future__ import annotations

import base64
import hashlib
import re

from mailfollow.model import Attachment, Letter
from mailfollow.writing.letter.headers import Field, header_text

_MEDIA_TYPE = re.compile(r"[a-z0-9][a-z0-9!#$&^_.+-]{0,60}/[a-z0-9][a-z0-9!#$&^_.+-]{0,100}")
"""RFC 6838 section 4.2, in small letters."""
_LONGEST_FILE_NAME = 100
_SECTION = 60
"""Characters of a file name in one section of it (RFC 2231 section 3), so that its line is short enough."""


def boundary(letter: Letter) -> str:
    """Return the line between the parts of `letter`: the same each time, and in no text.

    Neither quoted-printable nor base64 can produce "=_" (RFC 2045 section 6.7).
    """
    return "=_" + hashlib.sha256(f"{letter.message_id} {letter.token}".encode()).hexdigest()[:32]


def whole(letter: Letter, text_fields: list[Field], text: bytes) -> bytes:
    """Return the body of a message of two parts: the text, already encoded, and the attachment.

    The line break before the line between them belongs to that (RFC 2046 section 5.1.1): each part keeps its own.
    """
    assert letter.attachment is not None, "without one the text is the whole body"
    line = f"--{boundary(letter)}".encode()
    parts = [_head(text_fields) + text, _head(_fields(letter.attachment)) + _base64(letter.attachment.data)]
    return b"".join(line + b"\r\n" + part + b"\r\n" for part in parts) + line + b"--\r\n"


def media_type(kind: str) -> str:
    """Return a media type that can stand in a header, and in base64: parts within parts cannot."""
    composite = kind.startswith(("multipart/", "message/"))
    return kind if _MEDIA_TYPE.fullmatch(kind) and not composite else "application/octet-stream"


def file_name(name: str) -> str:
    """Return a file's name as the reader will see it: without a path, on one line, its ending kept if it is long."""
    last = name.replace("\\", "/").rpartition("/")[2]
    last = header_text(re.sub(r'[:*?"<>|]', "-", last)).strip(" .") or "attachment"
    stem, dot, ending = last.rpartition(".")
    return last if len(last) <= _LONGEST_FILE_NAME else f"{stem[: _LONGEST_FILE_NAME - 12]}{dot}{ending[-10:]}"


def _file_name(name: str) -> str:
    """Return the parameter of Content-Disposition (RFC 2183 section 2.3), folded; by RFC 2231 if need be."""
    if name.isascii() and len(name) <= _SECTION:
        return f';\r\n filename="{name}"'
    sections = [""]
    for character in map(_percent, name):
        if len(sections[-1]) + len(character) > _SECTION:
            sections.append("")
        sections[-1] += character
    if len(sections) == 1:
        return f";\r\n filename*=utf-8''{sections[0]}"
    charset = "utf-8''"
    numbered = (f"{n}*={charset if n == 0 else ''}{section}" for n, section in enumerate(sections))
    return "".join(f";\r\n filename*{one}" for one in numbered)


def _percent(character: str) -> str:
    """Return one character as RFC 2231 writes it: letters, digits and three signs as they are, other octets as %C3."""
    plain = character.isascii() and (character.isalnum() or character in "-._")
    return character if plain else "".join(f"%{octet:02X}" for octet in character.encode())


def _fields(attachment: Attachment) -> list[Field]:
    name = file_name(attachment.name)
    return [
        ("Content-Type", media_type(attachment.media_type)),
        ("Content-Transfer-Encoding", "base64"),
        ("Content-Disposition", "attachment" + _file_name(name)),
    ]


def _head(fields: list[Field]) -> bytes:
    return "".join(f"{name}: {value}\r\n" for name, value in fields).encode("ascii") + b"\r\n"


def _base64(data: bytes) -> bytes:
    """Return lines of 76 characters, each with CRLF at its end (RFC 2045 section 6.8)."""
    return base64.encodebytes(data).replace(b"\n", b"\r\n")
