"""What became of a follow-up: used as it was, edited or thrown away, and whether an answer came to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from math import sqrt

WITHIN = timedelta(days=14)
"""How long after a follow-up an answer counts as one to it, unless told otherwise."""

ENOUGH = 20
"""How many have to be sent before a share of answers says anything."""


class Became(StrEnum):
    """What became of a draft in the end.

    `sent` is one whose sent words are not known: no copy of it was kept. `otherwise`: the server never took it, or it
    went to somebody else.
    """

    AS_IS = "sent as is"
    EDITED = "sent edited"
    SENT = "sent"
    DISCARDED = "discarded"
    WITHDRAWN = "withdrawn"
    OPEN = "open"
    OTHERWISE = "otherwise"


SENT = frozenset({Became.AS_IS, Became.EDITED, Became.SENT})


@dataclass(frozen=True)
class Edit:
    """What a person changed in our words before sending them.

    `changed` is the share of words that one of the two texts lacks, 0 to 1; `length` is how long the sent one is, as a
    share of ours. Paragraphs are those of our text by their number, the greeting being 1; the sign-off is none.
    """

    changed: float
    length: float = 1.0
    removed: tuple[int, ...] = ()
    rewritten: tuple[int, ...] = ()
    """Where at most half of our words were kept, and others are in their place."""
    added: tuple[int, ...] = ()
    """Behind which paragraphs of ours a new one stands; 0 is before the first."""
    paragraphs: int = 0
    """How many our text has."""


@dataclass(frozen=True)
class Outcome:
    """One draft, and what became of it; times are UTC. `text` is what we wrote."""

    draft_id: int
    thread_id: str
    template: str
    angle: str
    language: str
    touch: int
    resource: str
    written_at: datetime
    """When its follow-up was first written, whatever took its place since."""
    became: Became
    sent_at: datetime | None = None
    """When the mail was sent that it became; None also where no copy of that was kept."""
    answered_at: datetime | None = None
    """When a person answered, after it was sent, in time, and before our next message there."""
    edit: Edit | None = None
    """What was changed in it, if its sent words are known."""
    text: str = ""

    def is_ripe(self, now: datetime, within: timedelta) -> bool:
        """Whether it was sent so long before `now` that the time for an answer is over."""
        return self.sent_at is not None and self.sent_at + within <= now


@dataclass(frozen=True)
class Tally:
    """How often something was sent, and how often an answer came to it in time.

    Only what was sent so long ago that the time for an answer is over is counted.
    """

    sent: int = 0
    answered: int = 0

    @property
    def rate(self) -> float:
        """The share that was answered, 0 to 1; 0 where nothing was sent."""
        return self.answered / self.sent if self.sent else 0.0

    @property
    def too_few(self) -> bool:
        """Whether the share says nothing yet."""
        return self.sent < ENOUGH

    def interval(self, z: float) -> tuple[float, float]:
        """Return between which shares the true one lies, by Wilson's score interval (JASA 22, 1927, page 209).

        `z` is the quantile of the normal distribution, such as 1.645 for 90 %. It holds for few cases and for shares
        near 0 and 1, where the usual formula gives shares below 0 or none at all.
        """
        if not self.sent:
            return 0.0, 1.0
        weight = z * z / self.sent
        middle = (self.rate + weight / 2) / (1 + weight)
        half = z / (1 + weight) * sqrt(self.rate * (1 - self.rate) / self.sent + weight / (4 * self.sent))
        return max(0.0, middle - half), min(1.0, middle + half)


def tally(outcomes: Iterable[Outcome], now: datetime, within: timedelta) -> Tally:
    """Return how many of these were sent so long before `now`, and how many of those were answered."""
    ripe = [one for one in outcomes if one.is_ripe(now, within)]
    return Tally(len(ripe), sum(one.answered_at is not None for one in ripe))
