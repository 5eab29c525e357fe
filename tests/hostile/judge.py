"""Whether a draft is what was planned, whatever hostile mail lies around it; judged from its bytes alone."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from email.header import decode_header, make_header
from email.utils import getaddresses

from mailfollow.model import State, Thread
from tests.hostile.case import EVIL, HEARD, HELD, IGNORED, Aim, Case
from tests.hostile.scene import parsed

NAMES = (
    "Date", "From", "To", "Cc", "Subject", "Message-ID", "In-Reply-To", "References", "MIME-Version", "Content-Type",
    "Content-Transfer-Encoding",
)  # fmt: skip
"""The header fields that a draft has, in this order; Cc and In-Reply-To not always."""
_HEADER_LINE = re.compile(rb"[A-Za-z-]+: ?[\x20-\x7e]*|[ \t][\x20-\x7e]+")
_OF_A_CASE = re.compile(r"(?:(?<=says c)|(?<=<p))\d{4}")
_COMPUTED = re.compile(r"1234321|<class '|<function |<generator|\buid=\d|root:x:0")
"""What would stand there if something from a mail had been run."""


def faults(data: bytes, aim: Aim, case: Case) -> Iterator[str]:
    """Yield what is wrong with a draft for a case."""
    head, _, _ = data.partition(b"\r\n\r\n")
    if data.replace(b"\r\n", b"").strip(b"\x20-\x7e") and re.search(rb"[^\t\x20-\x7e]", data.replace(b"\r\n", b"")):
        yield "a byte that is not printable ASCII"
    yield from (f"the header line {line[:80]!r}" for line in head.split(b"\r\n") if not _HEADER_LINE.fullmatch(line))
    if max(map(len, data.split(b"\r\n"))) > 998:
        yield "a line of more than 998 characters"
    yield from _read_faults(data, aim, case)


def _read_faults(data: bytes, aim: Aim, case: Case) -> Iterator[str]:
    message = parsed(data)
    if message.keys() != [name for name in NAMES if name in message]:
        yield f"the header fields {message.keys()}"
    found = [address.lower() for _, address in getaddresses(message.get_all("To", []) + message.get_all("Cc", []))]
    wrong = {*found} - {aim.buyer} - case.to
    if wrong or not found:
        yield f"the recipients {sorted(wrong) or 'none'}"
    if [address for _, address in getaddresses(message.get_all("From", []))] != ["robin@hale-studio.example"]:
        yield f"the sender {message['From']!r}"
    body = message.get_payload(decode=True)
    assert isinstance(body, bytes)
    others = set(_OF_A_CASE.findall(f"{message['References']}\n{body.decode()}")) - {f"{aim.number:04d}"}
    if others and aim.number:
        yield f"something of the cases {sorted(others)}"
    yield from _text_faults(f"{_decoded(message['Subject'])}\n{_decoded(message['To'])}\n{body.decode()}")


def _decoded(value: str | None) -> str:
    return str(make_header(decode_header((value or "").replace("\r\n", ""))))


def _text_faults(text: str) -> Iterator[str]:
    steering = {c for c in text if unicodedata.category(c) in {"Cc", "Cf", "Cs", "Zl", "Zp"}} - set(
        "\r\n\t\u200c\u200d"
    )
    if steering:
        yield f"steering characters {sorted(map(ascii, steering))}"
    if computed := _COMPUTED.search(text):
        yield f"something that was run: {computed[0]!r}"


def standing_faults(thread: Thread, drafts: int, case: Case) -> Iterator[str]:
    """Yield what is wrong with how a thread stands after the first pass, with that many drafts."""
    standing = thread.standing
    if drafts > 1:
        yield f"{drafts} drafts"
    if case.expect == IGNORED and drafts != 1:
        yield f"no draft, though it should change nothing: {standing.state} ({standing.why})"
    if case.expect == HELD and (drafts or standing.held is None or standing.state is State.CLOSED):
        yield f"not visibly held, but {standing.state} with {drafts} drafts ({standing.why})"
    if case.expect == HEARD and (
        drafts or (standing.state is State.WAITING and not standing.held and not standing.not_before)
    ):
        yield f"an answer that was not heard: {standing.state} with {drafts} drafts ({standing.why})"
    if any(who.address == EVIL for who in (*standing.people, *standing.reachable)) and EVIL not in case.to:
        yield "a stranger became a person of the thread"
