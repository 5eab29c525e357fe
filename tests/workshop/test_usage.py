"""What came of a text so far, in a sentence."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from mailfollow.model import Became, Outcome
from mailfollow.workshop.usage import usage

DAY = datetime(2026, 3, 3, 9, tzinfo=UTC)


def outcome(became: Became, *, answered: bool = False, template: str = "en/timeline") -> Outcome:
    return Outcome(
        *(1, "abc", template, "timeline", "en", 1, "", DAY, became),
        sent_at=DAY,
        answered_at=DAY + timedelta(days=2) if answered else None,
    )


def told(*outcomes: Outcome) -> Any:
    return usage(SimpleNamespace(outcomes=SimpleNamespace(all=lambda: list(outcomes))))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("outcomes", "sentence"),
    [
        ([outcome(Became.OPEN)], "1 draft: 1 in Drafts now."),
        ([outcome(Became.AS_IS, answered=True)], "1 draft: 1 sent (1 as it was), 1 answered in time."),
        (
            [
                outcome(Became.AS_IS),
                outcome(Became.EDITED, answered=True),
                outcome(Became.SENT),
                outcome(Became.DISCARDED),
            ],
            "4 drafts: 3 sent (1 as it was, 1 edited), 1 answered in time, 1 thrown away.",
        ),
        ([outcome(Became.WITHDRAWN)] * 2, "2 drafts: 2 taken back."),
    ],
)
def test_a_sentence_says_what_became_of_the_drafts(outcomes: list[Outcome], sentence: str) -> None:
    assert told(*outcomes) == {"en/timeline": sentence}


def test_each_text_has_its_own() -> None:
    assert set(told(outcome(Became.OPEN), outcome(Became.OPEN, template="en/x"))) == {"en/timeline", "en/x"}


def test_a_draft_that_never_was_counts_for_none() -> None:
    """The server refused it, or it became something else."""
    assert told(outcome(Became.OTHERWISE)) == {}
