"""A draft of ours that was sent: which one it was, what the person made of it, and whether it counts as a follow-up."""

from __future__ import annotations

from dataclasses import replace

from mailfollow import reading
from mailfollow.cycle.desk import Visit
from mailfollow.model import Draft, DraftState, Event, Message, Proposal, Standing
from mailfollow.store.drafted import ELSEWHERE
from mailfollow.tracking.fate import is_copy
from mailfollow.tracking.standing.step import reaches
from mailfollow.writing import fold_text

NO_TOUCH = "it was sent, but it was no follow-up any more"
"""The problem of a draft that was sent when they had answered already."""


def draft_of(visit: Visit, thread: str, message: Message) -> Draft | None:
    """Return the draft of ours that was sent as `message`, if it was one."""
    ids = (message.envelope.message_id, message.envelope.in_reply_to, message.envelope.references)
    return next((draft for draft in visit.store.drafts.of_thread(thread) if is_copy(draft, *ids)), None)


def as_what(visit: Visit, draft: Draft, message: Message) -> tuple[str, Proposal | None]:
    """Say whether our draft was sent as we wrote it, however the mail client wrapped and encoded its text anew.

    Return with it what a person who edited it promised in it.
    """
    desk, said = visit.desk, message.proposal
    ours = reading.read(draft.data, desk.me, desk.lexicon, message.at, desk.config.detect.threshold)
    same = (fold_text(ours.own_text), ours.attachments) == (fold_text(message.own_text), message.attachments)
    if same:
        return "you sent the follow-up from Drafts as it was written", None
    promised = Proposal(promise=said.promise, promise_text=said.promise_text) if said.promise else None
    return "you sent the follow-up from Drafts, edited", promised


def count_for_others(visit: Visit, draft: Draft | None, event: Event) -> None:
    """Count the mail as the follow-up of the other threads that our draft named, too.

    It has no Message-ID there: their next follow-up goes on in their own conversation.
    """
    others = draft.covers if draft else ()
    why = f"{event.why}, which names several proposals"
    for thread in others:
        visit.store.threads.add_events(thread, [replace(event, message_id=None, in_reply_to=None, why=why)])
    visit.known.refresh(visit.store, others)


def note_uncounted(visit: Visit, draft: Draft | None, event: Event, standing: Standing) -> None:
    """Free the number of a draft that was sent as `event`, if its thread, which stands so then, does not count it."""
    if draft is not None and (standing.round, standing.touch) < (draft.round, draft.touch):
        why = NO_TOUCH if reaches(standing, event) else ELSEWHERE
        visit.store.drafts.update(draft.id, state=DraftState.WITHDRAWN, problem=why)
