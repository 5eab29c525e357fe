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
        ("its text", _body(parsed), body),
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


def _body(parsed: Message) -> str:
    payload = parsed.get_payload(decode=True)
    return payload.decode("utf-8", "replace").replace("\r\n", "\n") if isinstance(payload, bytes) else ""
