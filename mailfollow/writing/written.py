"""A follow-up's text, with where it came from and why it was chosen."""

from __future__ import annotations

from dataclasses import dataclass

from mailfollow.model import Offer


@dataclass(frozen=True, slots=True)
class Written:
    """The text of a follow-up, from greeting to sign-off; `why` names every reason for the choice."""

    text: str
    template: str
    angle: str
    language: str
    why: str
    offer: Offer | None = None
    """The resource that it offers, if it does."""
