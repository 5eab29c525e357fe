"""The header fields of a draft, serialised by ourselves.

The email package of Python 3.11 to 3.13 turns ids of 78 characters or more into encoded words (Outlook then loses the
thread), and lets a crafted subject add a Bcc. Here every value is cleaned of control characters and line breaks, and a
field is folded only between ids, addresses, words or encoded words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from email.utils import format_datetime

from mailfollow.errors import DataError
from mailfollow.model import Address, Letter
from mailfollow.writing.facts.clean import without_controls
from mailfollow.writing.letter.encoded_word import encoded_words, needs_encoding
from mailfollow.writing.letter.ids import header_domain, reference_chain, usable_id

Field = tuple[str, str]
"""A header field's name and its folded value."""

_LINE = 76
"""Characters of a line where it can be folded at all; RFC 5322 section 2.1.1 wants at most 78."""
_LONGEST_NAME = 150
TEXT_FIELDS: tuple[Field, ...] = (
    ("Content-Type", "text/plain; charset=utf-8"),
    ("Content-Transfer-Encoding", "quoted-printable"),
)
"""What the text is, alone or as the first of two parts."""
_PHRASE = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?: [A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_DOT_ATOM = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_LOCAL = re.compile(r"[!#-\[\]-~]{1,64}")
"""What may stand in a quoted local part without a backslash (RFC 5322 section 3.2.4)."""


def fields(letter: Letter, body: Iterable[Field] = TEXT_FIELDS) -> list[Field]:
    """Return the header fields of a draft in the order in which they are written; `body` says what its body is.

    Raises DataError for an address that cannot be written in a header, or an id of our own that is broken.
    """
    for own in (letter.message_id, letter.token):
        if not usable_id(own):
            raise DataError(f'"{own}" cannot be a Message-ID')
    parent = usable_id(letter.parent_id)
    chain = reference_chain(letter.references, letter.token, letter.parent_id)
    sender = Address(letter.identity.name, letter.identity.address)
    return [
        ("Date", format_datetime(letter.date)),
        ("From", fold([mailbox(sender)], ",", len("From: "))),
        ("To", fold([mailbox(who) for who in letter.to], ",", len("To: "))),
        *([("Cc", fold([mailbox(who) for who in letter.cc], ",", len("Cc: ")))] if letter.cc else []),
        ("Subject", fold(text_words(letter.subject), "", len("Subject: "))),
        ("Message-ID", f"<{letter.message_id}>"),
        *([("In-Reply-To", f"<{parent}>")] if parent else []),
        ("References", fold([f"<{one}>" for one in chain], "", len("References: "))),
        ("MIME-Version", "1.0"),
        *body,
    ]


def mailbox(who: Address) -> str:
    """Return one address with its display name, as RFC 5322 section 3.4 and RFC 2047 write it."""
    name = header_text(who.name)[:_LONGEST_NAME].strip()
    if not name or name.casefold() == who.address.casefold():
        return addr_spec(who.address)
    if needs_encoding(name):
        written = "\r\n ".join(encoded_words(name))
    elif _PHRASE.fullmatch(name):
        written = name
    else:
        written = '"' + re.sub(r'(["\\])', r"\\\1", name) + '"'
    return f"{written} <{addr_spec(who.address)}>"


def addr_spec(address: str) -> str:
    """Return an address as a header writes it; raises DataError for one that would need RFC 6532 or is broken."""
    local, at, domain = address.rpartition("@")
    local = local[1:-1] if len(local) > 2 and local[0] == local[-1] == '"' else local
    plain = header_domain(domain)
    if not at or not _LOCAL.fullmatch(local) or (plain == "localhost" and domain != "localhost"):
        raise DataError(f'the address "{header_text(address)}" cannot be written in a mail header')
    return f"{local if _DOT_ATOM.fullmatch(local) else chr(34) + local + chr(34)}@{plain}"


def header_text(text: str) -> str:
    """Return `text` on one line with single blanks, without control and invisible characters."""
    return " ".join(without_controls(text, keep="\t\r\n\v\f\x85").split())


def text_words(text: str) -> list[str]:
    """Return the words of a subject, between which it may be folded; encoded where it must be."""
    plain = header_text(text)
    return encoded_words(plain) if needs_encoding(plain) else plain.split(" ")


def fold(items: Sequence[str], separator: str, used: int) -> str:
    """Join `items` with `separator` and a blank, starting a new line where the next would not fit any more."""
    lines, room = [""], _LINE - used
    for item in _separated(items, separator):
        first = item.partition("\r\n")[0]
        if lines[-1] and len(lines[-1].rpartition("\r\n")[2]) + 1 + len(first) > room:
            lines.append("")
            room = _LINE
        lines[-1] += f" {item}" if lines[-1] or len(lines) > 1 else item
    return "\r\n".join(lines)


def _separated(items: Sequence[str], separator: str) -> Iterable[str]:
    return (*(f"{item}{separator}" for item in items[:-1]), *items[-1:])
