"""A replay as JSON: one object a proposal."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, tzinfo
from typing import Any

from mailfollow.cli.message_json import proposal_object
from mailfollow.model import Proposal
from mailfollow.replay.story import Drafted, Missed, Replay


def as_objects(found: Replay, zone: tzinfo) -> Iterator[dict[str, Any]]:
    """Yield each proposal as it is documented for `--json`."""
    for story in found.stories:
        standing = story.thread.standing
        yield {
            "id": story.thread.id,
            "root_message_id": standing.root_id,
            "subject": story.thread.subject,
            "contact": story.contact,
            "messages": list(story.history.messages),
            "state": standing.state.value if standing.state else "waiting",
            "why": story.decision.why,
            "proposal": proposal_object(standing.proposal or Proposal()),
            "drafts": [_draft(draft) for draft in story.drafts],
            "outcome": story.outcome.value,
            "sent_on": _iso(story.sent_at, zone),
            "answered_on": _iso(story.answered_at, zone),
            "due_on": story.decision.due_on.isoformat() if story.decision.due_on else None,
            "due_today": story.due_today,
            "missed": _missed(story.missed),
        }


def _draft(draft: Drafted) -> dict[str, Any]:
    return {
        "on": draft.on.isoformat(),
        "touch": draft.touch,
        "angle": draft.angle,
        "template": draft.template,
        "text": draft.text,
    }


def _missed(missed: Missed | None) -> dict[str, Any] | None:
    return {"on": missed.on.isoformat(), "touch": missed.touch, "why": missed.why} if missed else None


def _iso(at: datetime | None, zone: tzinfo) -> str | None:
    return at.astimezone(zone).date().isoformat() if at else None
