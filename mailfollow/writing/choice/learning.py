"""What past answers say for or against an angle. Pure, and slow to judge: most of what differs is chance.

An angle is judged by itself against all others together, in whatever language they were written.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from mailfollow.model import Tally
from mailfollow.model.outcome import ENOUGH

SURENESS = 1.2816
"""The quantile of the normal distribution for an interval of 80 %.

One in ten angles that are as good as the rest is preferred by chance, and one in ten put off: either costs little, for
nobody gets an angle twice. Surer would mean to wait for hundreds of mails.
"""


class Verdict(StrEnum):
    """What the answers so far say of an angle."""

    PREFERRED = "preferred"
    USUAL = "usual"
    TOO_FEW = "too few to tell"
    SELDOM = "seldom answered"


_PLACE = {Verdict.PREFERRED: 0, Verdict.USUAL: 1, Verdict.TOO_FEW: 1, Verdict.SELDOM: 2}


def place(angle: str, learned: Mapping[str, Tally]) -> int:
    """Return where an angle comes in the order: 0 for one that gets answers, 2 for one that seldom does, else 1."""
    return _PLACE[verdict(angle, learned)]


def verdict(angle: str, learned: Mapping[str, Tally]) -> Verdict:
    """Return what the answers say of `angle`; nothing while it, or all others together, were sent too seldom."""
    own, others = learned.get(angle, Tally()), _others(angle, learned)
    if own.too_few or others.too_few:
        return Verdict.TOO_FEW
    low, high = own.interval(SURENESS)
    if low > others.rate:
        return Verdict.PREFERRED
    return Verdict.SELDOM if high < others.rate else Verdict.USUAL


def told(angle: str, learned: Mapping[str, Tally]) -> str:
    """Return the counts behind `verdict`, as a part of a sentence; empty where nothing was sent yet."""
    own, others = learned.get(angle, Tally()), _others(angle, learned)
    if not own.sent and not others.sent:
        return ""
    if own.too_few:
        return f"too few to tell whether it is answered: {own.sent} sent of {ENOUGH}"
    if others.too_few:
        return f"too few to tell whether others are answered: {others.sent} sent of {ENOUGH}"
    found = verdict(angle, learned)
    counts = f"it was answered {own.answered} of {own.sent} times, others {others.answered} of {others.sent}"
    return f"{found.value}: {counts}" if found in {Verdict.PREFERRED, Verdict.SELDOM} else counts


def _others(angle: str, learned: Mapping[str, Tally]) -> Tally:
    others = [one for name, one in learned.items() if name != angle]
    return Tally(sum(one.sent for one in others), sum(one.answered for one in others))
