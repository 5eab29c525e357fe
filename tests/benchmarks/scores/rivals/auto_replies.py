"""What else recognises auto-replies. No library on PyPI does, so it is the rules that programs use instead."""

from __future__ import annotations

import re
from collections.abc import Callable
from email import message_from_bytes
from email.message import Message
from typing import Any

from tests.benchmarks.scores.figures import Contender

_HEADERS = ("X-Autoreply", "X-Auto-Reply", "X-Autorespond", "X-Autoresponder", "X-Autoreply-From", "X-Vacation")
_BULK = {"auto_reply", "bulk", "junk", "list"}
_SUBJECT = re.compile(
    r"auto.{0,3}(?:reply|response|answer|matic)|out of (?:the )?office|vacation|holiday|abwesen|absen[ct]|ausente"
    r"|automatis|autom[aá]tica|fuori (?:sede|ufficio)|afwezig",
    re.IGNORECASE,
)


def by_headers() -> Callable[[bytes], bool]:
    """Auto-Submitted other than "no" (RFC 3834), the older X-headers, Precedence auto_reply."""
    return lambda data: _told(message_from_bytes(data), {"auto_reply"})


def by_headers_and_subject() -> Callable[[bytes], bool]:
    """The same, with bulk Precedence, X-Auto-Response-Suppress, and the subjects of responders in seven languages."""

    def detect(data: bytes) -> bool:
        message = message_from_bytes(data)
        suppress = message.get("X-Auto-Response-Suppress") is not None
        return _told(message, _BULK) or suppress or bool(_SUBJECT.search(str(message.get("Subject", ""))))

    return detect


def _told(message: Message, precedences: set[str]) -> bool:
    submitted = str(message.get("Auto-Submitted", "no")).strip().lower()
    precedence = str(message.get("Precedence", "")).strip().lower()
    return submitted != "no" or any(name in message for name in _HEADERS) or precedence in precedences


def _contender(name: str, load: Callable[[], Callable[[bytes], bool]]) -> Contender:
    def loaded() -> Callable[[Any], bool]:
        detect = load()
        return lambda case: detect(case.mail.data)

    return Contender(name, loaded)


CONTENDERS = (
    _contender("headers (RFC 3834)", by_headers),
    _contender("headers and subject", by_headers_and_subject),
)
