"""What the untagged answers to LIST, STATUS, NAMESPACE, EXAMINE and SEARCH say. Pure: bytes in, values out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from imapclient.response_parser import parse_response

from mailfollow.mailbox import utf7
from mailfollow.mailbox.folders import Listed
from mailfollow.mailbox.imap.wire import Response
from mailfollow.model import Cursor

_ASTRING = rb'(?P<name>"(?:[^"\\]|\\.)*"|[^\s"]+)'
_LIST = re.compile(rb'(?is)\* LIST \((?P<attributes>[^)]*)\) (?:NIL|"(?P<delimiter>\\?.)") ' + _ASTRING)
_STATUS = re.compile(rb"(?is)\* STATUS " + _ASTRING + rb" \((?P<items>[^()]*)\)")
_ITEM = re.compile(rb"(?i)([A-Z]+) (\d+)")
_EXISTS = re.compile(rb"(?i)\* (\d+) EXISTS")
_CODE = re.compile(rb"(?i)\* OK \[(UIDVALIDITY|UIDNEXT) (\d+)\]")
_FLAGS = re.compile(rb"(?i)\* FLAGS \(([^()]*)\)")
_PERMANENT = re.compile(rb"(?i)\* OK \[PERMANENTFLAGS \(([^()]*)\)")
_FOUND = re.compile(rb"(?i)\* SEARCH((?: +\d+)*)")
_EXPUNGED = re.compile(rb"(?i)\* \d+ EXPUNGE")
_ESCAPED = re.compile(rb"(?s)\\(.)")
_LITERAL = re.compile(rb"\{\d+\}\Z")


@dataclass(frozen=True, slots=True)
class Opened:
    """A folder as EXAMINE or SELECT showed it. Courier does not tell `uidnext`.

    `flags` are the flags and keywords in use, `permanent` those that can be set for good; empty where it is not said.
    """

    uidvalidity: int
    uidnext: int | None
    messages: int
    read_only: bool
    flags: tuple[str, ...] = ()
    permanent: tuple[str, ...] = ()


def flat(response: Response) -> bytes:
    """Return an answer as one line, with quoted strings for its literals."""
    parts = (part if isinstance(part, bytes) else _LITERAL.sub(b"", part[0]) + _quote(part[1]) for part in response)
    return b"".join(parts)


def listed(responses: Iterable[Response]) -> list[Listed]:
    """Return the folders of a LIST."""
    return [_listed(found) for response in responses if (found := _LIST.match(flat(response)))]


def statuses(responses: Iterable[Response]) -> dict[bytes, dict[str, int]]:
    """Return, by the folder's name on the wire, what STATUS says: e.g. {"UIDNEXT": 4, "MESSAGES": 2}."""
    found = (_STATUS.match(flat(response)) for response in responses)
    return {_unquote(each["name"]): _items(each["items"]) for each in found if each}


def cursor(items: dict[str, int]) -> Cursor | None:
    """Return the cursor that STATUS items make; None where one is missing."""
    if not items.keys() >= {"UIDVALIDITY", "UIDNEXT", "MESSAGES"}:
        return None
    return Cursor(items["UIDVALIDITY"], items["UIDNEXT"], items["MESSAGES"], items.get("HIGHESTMODSEQ") or None)


def opened(responses: Iterable[Response]) -> Opened | None:
    """Return what EXAMINE says; None without a UIDVALIDITY."""
    lines = [flat(response) for response in responses]
    codes = {found[1].upper(): int(found[2]) for line in lines if (found := _CODE.match(line))}
    messages = [int(found[1]) for line in lines if (found := _EXISTS.match(line))]
    if b"UIDVALIDITY" not in codes or not messages:
        return None
    read_only = any(line.upper().startswith(b"* OK [READ-ONLY]") for line in lines)
    shown = (codes[b"UIDVALIDITY"], codes.get(b"UIDNEXT"), messages[-1], read_only)
    return Opened(*shown, _words(_FLAGS, lines), _words(_PERMANENT, lines))


def found(responses: Iterable[Response]) -> list[int]:
    """Return the numbers that SEARCH found."""
    matches = (_FOUND.match(flat(response)) for response in responses)
    return [int(number) for match in matches if match for number in match[1].split()]


def expunged(responses: Iterable[Response]) -> int:
    """Return how many messages the server said, in passing, that are gone."""
    return sum(_EXPUNGED.match(flat(response)) is not None for response in responses)


def foreign(responses: Iterable[Response]) -> tuple[str, ...]:
    """Return the prefixes of other people's and shared folders (NAMESPACE, RFC 2342); () where it is unclear."""
    prefixes: list[str] = []
    for response in responses:
        line = flat(response)
        if line.upper().startswith(b"* NAMESPACE "):
            _, others, shared = parse_response([line[12:]])
            prefixes += [utf7.decode(entry[0]) for group in (others, shared) for entry in group or ()]
    return tuple(prefix for prefix in prefixes if prefix)


def _listed(found: re.Match[bytes]) -> Listed:
    wire = _unquote(found["name"])
    attributes = frozenset(found["attributes"].decode("ascii", "replace").lower().split())
    delimiter = (found["delimiter"] or b"").decode("ascii", "replace")[-1:]
    return Listed(utf7.decode(wire), attributes, delimiter, wire)


def _words(pattern: re.Pattern[bytes], lines: Iterable[bytes]) -> tuple[str, ...]:
    """Return the words of the last line that `pattern` fits."""
    matches = [found for line in lines if (found := pattern.match(line))]
    return tuple(matches[-1][1].decode("ascii", "replace").split()) if matches else ()


def _items(raw: bytes) -> dict[str, int]:
    return {name.decode("ascii").upper(): int(value) for name, value in _ITEM.findall(raw)}


def _quote(raw: bytes) -> bytes:
    return b'"' + raw.replace(b"\\", b"\\\\").replace(b'"', b'\\"') + b'"'


def _unquote(raw: bytes) -> bytes:
    return _ESCAPED.sub(rb"\1", raw[1:-1]) if raw.startswith(b'"') else raw
