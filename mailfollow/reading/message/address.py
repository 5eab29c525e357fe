"""Address headers (From, To, Cc, …): a list of mailboxes, read as leniently as mail clients do.

Commas in display names, encoded words, groups, comments and missing quotes are all seen in real mail. Each step goes
over the text once.
"""

from __future__ import annotations

import re
from functools import lru_cache

from mailfollow.model import Address
from mailfollow.reading.message.encoded_word import decode_words

# One mailbox in its plain form, which most headers are.
_USUAL = re.compile(r'(?:"([^"\\=]*)"|([^"(),:;<>@\\=\[\]]*)) ?<([^\s<>"(),:;@]+@[^\s<>"(),:;@]+)>')
# An unclosed quote runs to the end of the text: trying the next one again and again would take quadratic time.
_TOKEN = re.compile(
    r'(?P<word>=\?[^?\s]{1,80}\?[bBqQ]\?[^?]*\?=)|(?P<quoted>"(?:[^"\\]|\\.)*(?P<closed>"?))|(?P<angle><[^<>]*>)'
    r"|(?P<mark>[,;:()])|(?P<plain>[^\"<,;:()=]+|.)",
    re.DOTALL,
)


_SHORT = 400
"""Characters of a header that is worth remembering: the same few people stand in most headers of a mailbox."""


def parse_addresses(value: str) -> tuple[Address, ...]:
    """Read an unfolded, undecoded address header; what has no address in it is left out."""
    return _remembered(value) if len(value) <= _SHORT else _read(value)


def _read(value: str) -> tuple[Address, ...]:
    usual = _USUAL.fullmatch(value)
    if usual:
        return (Address(_bare(usual[1] or usual[2] or ""), usual[3].lower()),)
    found = _parse(value)
    if not found and "=?" in value:
        return _parse(decode_words(value))  # The whole header was encoded, addresses and all.
    return tuple(found)


_remembered = lru_cache(4096)(_read)


def _parse(value: str) -> tuple[Address, ...]:
    """Go over the tokens; a mailbox ends at a comma, a semicolon, or the end."""
    found: list[Address] = []
    piece = _Piece()
    depth = 0
    for token in _TOKEN.finditer(value):
        text, kind = token[0], token.lastgroup
        if kind == "quoted" and not token["closed"]:
            return (*found, *_parse("".join(piece.phrase) + text[1:].replace('"', " ")))
        if text == "(":
            depth += 1
        elif text == ")":
            depth = max(0, depth - 1)
        elif depth:
            piece.comment.append(text)
        elif kind == "mark":
            piece = _end(found, piece, text)
        else:
            piece.take(kind or "", text)
    _end(found, piece, ";")
    return tuple(found)


class _Piece:
    """What has been seen of one mailbox so far. Mutable on purpose: it is filled token by token."""

    def __init__(self) -> None:
        self.phrase: list[str] = []
        self.angle: str | None = None
        self.comment: list[str] = []

    def take(self, kind: str, text: str) -> None:
        """Add one token: an <address>, a quoted string, an encoded word or plain text."""
        if kind == "angle":
            self.angle = text[1:-1]
        elif kind == "quoted":
            self.phrase.append(re.sub(r"\\(.)", r"\1", text[1:-1]))
        else:
            self.phrase.append(text)


def _end(found: list[Address], piece: _Piece, mark: str) -> _Piece:
    """Close a mailbox at `mark`; give the next one to fill. What comes before ":" is the name of a group."""
    if mark == ":":
        return _Piece()
    address = _address(piece)
    if address:
        found.append(address)
    elif mark == "," and "".join(piece.phrase).strip():
        piece.phrase.append(", ")  # "Doe, Jane <jane@…>" without the quotes it needs
        return piece
    return _Piece()


def _address(piece: _Piece) -> Address | None:
    """Give the mailbox of a piece. An <angle> address may lack its domain: `<MAILER-DAEMON>` does."""
    phrase = "".join(piece.phrase)
    if piece.angle is not None:
        spec = _spec(piece.angle)
        return Address(_name(phrase) or _name(" ".join(piece.comment)), spec) if spec else None
    before, spec, after = _bare_spec(phrase.split())
    return Address(_name(f"{before} {after}") or _name("".join(piece.comment)), _spec(spec)) if spec else None


def _bare_spec(parts: list[str]) -> tuple[str, str, str]:
    """Find an address without brackets among words; give what stands before it, the address, and the rest."""
    at = next((i for i, part in enumerate(parts) if "@" in part.strip("@")), None)
    return ("", "", "") if at is None else (" ".join(parts[:at]), parts[at], " ".join(parts[at + 1 :]))


def _spec(text: str) -> str:
    """Lower-case an addr-spec; drop white space, `mailto:` and an old source route (RFC 5322 section 4.4)."""
    spec = "".join(text.split()).lower().strip("'").removeprefix("mailto:")
    if "=?" in spec:
        spec = "".join(decode_words(spec).split()).lower()
    return spec.rpartition(":")[2] if spec.startswith("@") else spec


def _name(text: str) -> str:
    """Decode a display name; what a second quoting or a missing bracket left at its ends goes away."""
    return _bare(decode_words(text).strip('"<> ,'))


def _bare(name: str) -> str:
    """Fold white space; drop single quotes around the whole name, which Outlook adds."""
    name = " ".join(name.split())
    return name[1:-1] if len(name) > 1 and name[0] == name[-1] == "'" else name
