"""Whether a message answers another one, by its headers and subject."""

from __future__ import annotations

from mailfollow.model import Envelope
from mailfollow.model.subject import base_subject


def is_reply(envelope: Envelope) -> bool:
    """Whether it refers to another message, or its subject begins with "Re:" or the like in any language."""
    return envelope.in_reply_to is not None or bool(envelope.references) or has_prefix(envelope)


def has_prefix(envelope: Envelope) -> bool:
    """Whether the subject begins with "Re:", "AW:", "Fwd:" or the like in any language."""
    return base_subject(envelope.subject)[1]
