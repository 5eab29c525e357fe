"""What each person and company would have had already, so that nothing comes twice: a journal of drafts in memory."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from mailfollow.cycle.drafts.prepare import LATELY
from mailfollow.model import Thread, Used
from mailfollow.replay.story import Drafted


@dataclass(slots=True)
class Ledger:
    """Every draft by the person or company it went to, and the templates by day, oldest first."""

    by_party: dict[str, list[Drafted]] = field(default_factory=dict)
    days: list[tuple[date, str]] = field(default_factory=list)

    def note(self, thread: Thread, draft: Drafted) -> None:
        """Remember a draft."""
        self.days.append((draft.on, draft.template))
        for party in _parties(thread):
            self.by_party.setdefault(party, []).append(draft)

    def used(self, thread: Thread, today: date) -> Used:
        """Return what the people of `thread` and their company had, as the store tells it of real drafts."""
        drafts = {id(draft): draft for party in _parties(thread) for draft in self.by_party.get(party, ())}.values()
        had = sorted(drafts, key=lambda draft: (draft.on, draft.touch))
        return Used(
            frozenset(draft.angle for draft in had),
            frozenset(draft.template for draft in had),
            tuple(draft.text for draft in had),
            frozenset(draft.resource for draft in had if draft.resource),
            bool(had and had[-1].resource),
            lately=dict(sorted(Counter(template for on, template in self._since(today)).items())),
        )

    def _since(self, today: date) -> list[tuple[date, str]]:
        """Return what was written lately; older days are of no use any more, as time only goes on."""
        while self.days and self.days[0][0] < today - LATELY:
            self.days.pop(0)
        return self.days


def _parties(thread: Thread) -> list[str]:
    return [who.address for who in thread.standing.people] + ([thread.company] if thread.company else [])
