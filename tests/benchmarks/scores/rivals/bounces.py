"""Libraries that recognise bounces. One that cannot say who failed answers with no recipients at all (None)."""

from __future__ import annotations

from collections.abc import Callable
from email import message_from_bytes
from typing import Any

from tests.benchmarks.scores.figures import Contender, Failed

Detect = Callable[[bytes], Failed | None]
"""Takes a mail, gives who failed, or None where it is no bounce."""


def flufl() -> Detect:
    """`all_failures`: temporary and permanent ones both count as found."""
    from flufl.bounce import all_failures

    def detect(data: bytes) -> Failed | None:
        temporary, permanent = all_failures(message_from_bytes(data))
        found = dict.fromkeys(map(_text, temporary), False) | dict.fromkeys(map(_text, permanent), True)
        return Failed(found) if found else None

    return detect


def _text(address: bytes | str) -> str:
    return (address.decode("utf-8", "replace") if isinstance(address, bytes) else address).lower()


def flanker() -> Detect:
    """`is_bounce` with its own threshold; it gives status and diagnosis, but not whose they are."""
    from flanker import mime

    return lambda data: Failed(None) if mime.from_string(data).is_bounce() else None


def bounced() -> Detect:
    """`get_bounces`, which reads delivery status parts; an action that begins with "fail" is for good."""
    from bounced import get_bounces

    def detect(data: bytes) -> Failed | None:
        found = get_bounces(message_from_bytes(data)) or ()
        people = {
            str(one.recipient[1]).lower(): (one.action or "").startswith("fail") for one in found if one.recipient
        }
        return Failed(people) if found else None

    return detect


def _contender(name: str, load: Callable[[], Detect], package: str) -> Contender:
    def loaded() -> Callable[[Any], Failed | None]:
        detect = load()
        return lambda case: detect(case.mail.data)

    return Contender(name, loaded, package)


CONTENDERS = (
    _contender("flufl.bounce", flufl, "flufl.bounce"),
    _contender("flanker", flanker, "flanker"),
    _contender("bounced", bounced, "bounced"),
)
