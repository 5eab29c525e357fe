"""The last look at a draft's bytes, with a parser that is not ours."""

from __future__ import annotations

from collections.abc import Sequence
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import getaddresses

from mailfollow.errors import DataError
from mailfollow.model import Letter
from mailfollow.writing.letter.enclosure import file_name, media_type
from mailfollow.writing.letter.headers import addr_spec, header_text
from mailfollow.writing.letter.ids import reference_chain, usable_id


def recheck(data: bytes, letter: Letter, names: Sequence[str], body: str) -> None:
    """Parse `data` and compare it with the letter; raises DataError naming the first part that differs."""
    parsed = message_from_bytes(data)
    chain = reference_chain(letter.references, letter.token, letter.parent_id)
    parent = usable_id(letter.parent_id)
    for what, found, planned in (
        ("its header fields", parsed.keys(), list(names)),
        ("From", _addresses(parsed, "From"), [_bare(letter.identity.address)]),
        ("To", _addresses(parsed, "To"), [_bare(who.address) for who in letter.to]),
        ("Cc", _addresses(parsed, "Cc"), [_bare(who.address) for who in letter.cc]),
        ("its subject", _subject(parsed), header_text(letter.subject)),
        ("Message-ID", _ids(parsed, "Message-ID"), [letter.message_id]),
        ("In-Reply-To", _ids(parsed, "In-Reply-To"), [parent] if parent else []),
        ("References", _ids(parsed, "References"), list(chain)),
        ("its text", _body(_text(parsed)), body),
        ("what is attached", _attached(parsed), _planned(letter)),
    ):
        if found != planned:
            raise DataError(f"the draft was not made, as {what} would not be read as it is meant")


def _addresses(parsed: Message, name: str) -> list[str]:
    return [_bare(address) for _, address in getaddresses(parsed.get_all(name, []))]


def _bare(address: str) -> str:
    """Return an address without the quotes that only its spelling needs."""
    return addr_spec(address).replace('"', "")


def _ids(parsed: Message, name: str) -> list[str]:
    return [one.strip("<>") for one in (parsed[name] or "").split()]


def _subject(parsed: Message) -> str:
    unfolded = (parsed["Subject"] or "").replace("\r\n", "").replace("\n", "")
    try:
        return str(make_header(decode_header(unfolded)))
    except (HeaderParseError, LookupError, UnicodeError):
        return ""


def _text(parsed: Message) -> Message:
    """Return the part with the text: the message itself, or the first of its parts."""
    parts = parsed.get_payload()
    first = parts[0] if isinstance(parts, list) and parts else parsed
    return first if isinstance(first, Message) else parsed


def _attached(parsed: Message) -> list[tuple[str | None, str, object]]:
    """Return name, media type and bytes of every part behind the first."""
    parts = parsed.get_payload() if parsed.is_multipart() else []
    rest = [part for part in parts[1:] if isinstance(part, Message)] if isinstance(parts, list) else []
    return [(part.get_filename(), part.get_content_type(), part.get_payload(decode=True)) for part in rest]


def _planned(letter: Letter) -> list[tuple[str | None, str, object]]:
    found = letter.attachment
    return [(file_name(found.name), media_type(found.media_type), found.data)] if found else []


def _body(parsed: Message) -> str:
    payload = parsed.get_payload(decode=True)
    return payload.decode("utf-8", "replace").replace("\r\n", "\n") if isinstance(payload, bytes) else ""
