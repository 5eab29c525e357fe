"""What a date says about when to write again, judged by the words around it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from mailfollow.reading.dates.period import Period

_MEANINGS = ("past", "back", "through", "until", "after", "following", "since", "before")
"""The roles of the words before a date that tell what it means; the others only tell that it is one."""
_OF_THE_CLOCK = frozenset({"weekday", "day_range"})
"""Shapes of ranges that may be opening times: "Monday to Friday", "9 to 12"."""
Judgement = tuple[int, date] | None
"""How strongly a date speaks (5 = "back on") and the day it means; None if it says nothing."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A period and what stands around it."""

    period: Period
    ranged: bool
    """It is a range's end."""
    roles: Mapping[str, int]
    """The roles of the words directly before it, and where the longest phrase of each begins."""
    told: frozenset[str]
    """What the sentence tells of: "away", "cue", "returning" and so on (the keys of the phrases)."""
    automatic: bool
    returned: bool = False
    """A return stands directly after the date: "on Monday I'm back"."""

    @property
    def role(self) -> str | None:
        """What the words directly before it make of it; the longest phrase tells: "not before", "before"."""
        found = [name for name in _MEANINGS if name in self.roles]
        if "back" in found and "following" in found:  # "once I'm back on"
            found.remove("following")
        return min(found, key=lambda name: self.roles[name], default=None)

    @property
    def away(self) -> bool:
        """Whether the sentence tells of an absence."""
        return "away" in self.told

    @property
    def cue(self) -> bool:
        """Whether the sentence is about when to speak again."""
        return "cue" in self.told

    @property
    def returns(self) -> bool:
        """Whether the sentence tells of a return; in an automatic reply fewer words will do."""
        return "returning" in self.told or (self.automatic and "available" in self.told)


def judge(evidence: Evidence) -> Judgement:
    """Tell what a period says about when to write again."""
    role = evidence.role
    if role == "past" or _is_our_limit(evidence) or _is_of_the_clock(evidence) or not _is_placed(evidence):
        return None
    return _by_role(evidence, role) or (None if role == "since" else _by_sentence(evidence))


def _is_our_limit(evidence: Evidence) -> bool:
    """Whether it is a limit for what they ask of us: "please send it by Friday"."""
    return "by" in evidence.roles and "request" in evidence.told and "grace" not in evidence.told


def _is_of_the_clock(evidence: Evidence) -> bool:
    return evidence.ranged and evidence.period.shape in _OF_THE_CLOCK and not evidence.away


def _is_placed(evidence: Evidence) -> bool:
    """Whether an ambiguous expression has the word before it that makes it a date."""
    period, roles, role = evidence.period, evidence.roles, evidence.role
    if not period.bare or evidence.ranged:
        return True
    if period.shape in {"span", "unit"}:
        needed = "need" in roles and evidence.cue
        return "ahead" in roles or needed or (period.shape == "unit" and role in {"back", "until"})
    if period.shape == "day":
        return "day_only" in roles
    return role is not None or (period.shape != "dashed" and "on" in roles)


def _by_role(evidence: Evidence, role: str | None) -> Judgement:
    """Judge by the words before the date: "back on", "until", "after"."""
    period, tells = evidence.period, evidence.away or evidence.cue or evidence.automatic
    on_it = evidence.returned and role is None and not evidence.ranged and period.exact
    if role == "back" or on_it or (role == "since" and evidence.returns):
        return 5, period.first
    if evidence.ranged and tells:
        return 4, period.last
    if role == "since" and evidence.cue and not evidence.away:
        return 2, period.first
    negated = "negated" in evidence.told
    if role == "before" and negated:
        return 3, period.first
    if role in {"until", "through"} and (tells or negated):
        return 3, period.last if period.exact or role == "through" else period.first
    after = role == "after" or (role == "following" and period.exact)
    return (3, _day_after(period)) if after and tells else None


def _by_sentence(evidence: Evidence) -> Judgement:
    """Judge by what the sentence is about: an absence, an answer to come, a return."""
    period, away, cue = evidence.period, evidence.away, evidence.cue
    if period.shape == "span" and away:
        return 3, period.first
    if away and period.first != period.last and (evidence.automatic or not cue):
        return 2, period.last
    if (cue and period.shape != "current") or (evidence.returns and period.exact):
        return 2, _day_after(period) if "then" in evidence.told and period.exact else period.first
    return (1, period.first) if evidence.automatic and away else None


def _day_after(period: Period) -> date:
    return period.last + timedelta(days=1)
