"""Libraries that take any message apart; each reads headers, addresses and the text of all parts."""

from __future__ import annotations

from collections.abc import Callable
from email import message_from_bytes, policy
from typing import Any

from tests.benchmarks.scores.figures import Contender

Parse = Callable[[bytes], None]
"""Takes a message apart; raises what it raises."""


def standard_library() -> Parse:
    """`email` with the policy `default`: every header, and the content of every text part."""

    def take_apart(data: bytes) -> None:
        message = message_from_bytes(data, policy=policy.default)
        for part in message.walk():
            list(map(str, part.values()))
            if part.get_content_maintype() == "text":
                part.get_content()

    return take_apart


def mail_parser() -> Parse:
    """`parse_from_bytes`, then addresses, date, subject and texts."""
    from mailparser import parse_from_bytes

    def take_apart(data: bytes) -> None:
        mail = parse_from_bytes(data)
        for name in ("from_", "to", "cc", "date", "subject", "message_id", "text_plain", "text_html", "attachments"):
            getattr(mail, name)

    return take_apart


def flanker() -> Parse:
    """`from_string`, then every header and the body of every part."""
    from flanker import mime

    def take_apart(data: bytes) -> None:
        message = mime.from_string(data)
        for part in message.walk(with_self=True):
            list(part.headers.items())
            _ = part.body

    return take_apart


def fast_mail_parser() -> Parse:
    """`parse_email`, which reads everything at once, in Rust."""
    from fast_mail_parser import parse_email

    def take_apart(data: bytes) -> None:
        parse_email(data)

    return take_apart


def _contender(name: str, load: Callable[[], Parse], package: str = "") -> Contender:
    def loaded() -> Callable[[Any], None]:
        take_apart = load()
        return lambda mail: take_apart(mail.data)

    return Contender(name, loaded, package)


CONTENDERS = (
    _contender("email (Python)", standard_library),
    _contender("mail-parser", mail_parser, "mail-parser"),
    _contender("flanker", flanker, "flanker"),
    _contender("fast-mail-parser", fast_mail_parser, "fast-mail-parser"),
)
