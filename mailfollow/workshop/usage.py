"""How often each template became a draft so far, and what came of it, in words for a note."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from mailfollow.model import Became, Outcome
from mailfollow.model.outcome import SENT
from mailfollow.model.words import counted
from mailfollow.store import Store

_SAID = {
    Became.AS_IS: "as it was",
    Became.EDITED: "edited",
    Became.DISCARDED: "thrown away",
    Became.WITHDRAWN: "taken back",
    Became.OPEN: "in Drafts now",
}
"""What became of drafts, as a note says it."""


def usage(store: Store) -> Mapping[str, str]:
    """Return a sentence for each template that ever became a draft, by name: "3 drafts: 2 sent (1 edited), …"."""
    found: dict[str, list[Outcome]] = defaultdict(list)
    for one in store.outcomes.all():
        if one.became is not Became.OTHERWISE:
            found[one.template].append(one)
    return {template: _sentence(outcomes) for template, outcomes in found.items()}


def _sentence(outcomes: Sequence[Outcome]) -> str:
    count = Counter(one.became for one in outcomes)
    sent = sum(count[kind] for kind in SENT)
    how = ", ".join(f"{count[kind]} {_SAID[kind]}" for kind in (Became.AS_IS, Became.EDITED) if count[kind])
    parts = [f"{sent} sent{f' ({how})' if how else ''}"] if sent else []
    parts += [f"{sum(one.answered_at is not None for one in outcomes)} answered in time"] if sent else []
    others = (Became.DISCARDED, Became.WITHDRAWN, Became.OPEN)
    parts += [f"{count[kind]} {_SAID[kind]}" for kind in others if count[kind]]
    return f"{counted(len(outcomes), 'draft')}: {', '.join(parts)}."
