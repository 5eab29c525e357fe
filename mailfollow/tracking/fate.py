"""What became of a draft, judged anew in each pass from where its copies lie; and when it may be saved again.

Mail clients change Message-ID, UID and flags whenever they save. What survives in all of them is References with
the draft's token in it, together with In-Reply-To. A draft that is nowhere proves nothing for a while: mutt and
alpine take it out of the folder for as long as it is being edited, and an APPEND may arrive long after it was sent.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from mailfollow.model import Copy, Draft, DraftState, Fate, Role
from mailfollow.tracking.words import in_words

LOOKS_APART = timedelta(minutes=10)
"""Looks nearer to each other count as one: the server may not have caught up between them."""

QUARANTINE = timedelta(minutes=30)
"""How long after an attempt its bytes may still arrive: as long as common TCP retry limits (15 to 30 minutes)."""

CLEAN_LOOKS = 2
MOST_ATTEMPTS = 3
REFUSED_AGAIN = timedelta(hours=6)
MISSING_FOR = timedelta(hours=24)
MISSING_LOOKS = 3

UNSAVED = frozenset({DraftState.RESERVED, DraftState.UNCERTAIN})
"""An APPEND may have been sent; whether it arrived is not known."""

DONE = frozenset({DraftState.SENT, DraftState.DISCARDED, DraftState.WITHDRAWN})


def is_copy(draft: Draft, message_id: str | None, in_reply_to: str | None, references: Sequence[str]) -> bool:
    """Whether a message with these ids (without angle brackets) is `draft`, as saved, edited or sent.

    It is if the token stands in References and the message answers what the draft answers (In-Reply-To, or the last
    reference): later answers in the thread carry the token too, but answer another message. An equal Message-ID
    does as well.
    """
    if message_id is not None and message_id == draft.message_id:
        return True
    answers = in_reply_to or (references[-1] if references else None)
    return draft.token in references and answers == (draft.parent_id or draft.token)


def fate(draft: Draft, copies: Sequence[Copy], now: datetime) -> Fate:
    """Return what `draft` is now, judged from all messages that carry its token or Message-ID.

    Copies flagged as deleted don't count. A later message with the token proves that the draft was sent, though no
    copy of it was kept: nothing else can bring the token to others.
    """
    live = [copy for copy in copies if not copy.deleted and _is(draft, copy)]
    if any(_follows(draft, message) for message in copies):
        return _gone_out("you sent it: a later message carries its token", live)
    for judge in JUDGES:
        found = judge(draft, live)
        if found is not None:
            return found
    return _nowhere(draft, now)


def looked(draft: Draft, judged: Fate, now: datetime) -> Draft:
    """Return `draft` as it is after the look at `now` that led to `judged`, with its looks counted.

    `looks` counts the looks at least ten minutes apart since it was last seen, `looked_at` is the last counted one.
    """
    uid = draft.uid if judged.uid is None else judged.uid
    seen_last = replace(draft, state=judged.state, uid=uid, problem=_problem(judged))
    if judged.state not in UNSAVED | {DraftState.MISSING}:
        return replace(seen_last, looks=0, looked_at=None, missing_since=None)
    newly = judged.state is DraftState.MISSING and draft.state is not DraftState.MISSING
    if newly:
        return replace(seen_last, looks=1, looked_at=now, missing_since=now)
    if _counts(draft, now):
        return replace(seen_last, looks=draft.looks + 1, looked_at=now)
    return seen_last


def may_append_again(draft: Draft, now: datetime) -> bool:
    """Whether the same bytes may be given to the server once more: at most three times where it never said no."""
    return is_surely_absent(draft, now) and (draft.state is DraftState.REFUSED or draft.attempts < MOST_ATTEMPTS)


def is_surely_absent(draft: Draft, now: datetime) -> bool:
    """Whether a draft is not in the mailbox and cannot come any more, so that it may be saved again or dropped.

    After an uncertain attempt: two clean looks, the last at least 30 minutes after it. After the server refused it:
    six hours, so that it is not asked more often.
    """
    tried = draft.attempted_at or draft.reserved_at
    if draft.state is DraftState.REFUSED:
        return now - tried >= REFUSED_AGAIN
    if draft.state not in UNSAVED or draft.looked_at is None:
        return False
    return draft.looks >= CLEAN_LOOKS and tried + QUARANTINE <= draft.looked_at <= now


def _is(draft: Draft, copy: Copy) -> bool:
    return is_copy(draft, copy.message_id, copy.in_reply_to, copy.references)


def _follows(draft: Draft, message: Copy) -> bool:
    outside = message.role in {Role.SENT, Role.WATCH}
    return outside and draft.token in message.references and not _is(draft, message)


def _sent(draft: Draft, copies: list[Copy]) -> Fate | None:
    """It was sent if a copy is in Sent, or in another folder but not in Drafts (All Mail shows drafts as well).

    One that was withdrawn stays so: if it was sent nevertheless, it went to somebody else, or the mail itself counts.
    """
    if draft.state is DraftState.WITHDRAWN and any(copy.role is Role.SENT for copy in copies):
        return Fate(draft.state, "nothing has changed")
    left = any(copy.role is Role.DRAFTS for copy in copies)
    outside = {copy.place.folder: copy.role for copy in copies if copy.role in {Role.SENT, Role.WATCH}}
    certain = Role.SENT in outside.values() or draft.state is DraftState.SENT
    if not certain and (left or not outside):
        return None
    folder = min(outside, key=lambda name: (outside[name] is not Role.SENT, name), default="")
    return _gone_out(f"you sent it: a copy lies in {folder}" if folder else "you sent it", copies)


def _gone_out(why: str, copies: list[Copy]) -> Fate:
    """Judge a draft that was sent: however many folders show that, only what is left in Drafts is one too many."""
    left = sum(copy.role is Role.DRAFTS for copy in copies)
    return Fate(DraftState.SENT, why + ("; a copy is left in Drafts" if left else ""), copies=1 + left)


def _in_drafts(draft: Draft, copies: list[Copy]) -> Fate | None:
    """It is open, or edited where anything but the very message that we saved lies there."""
    there = [copy for copy in copies if copy.role is Role.DRAFTS]
    if not there:
        return None
    untouched = len(there) == 1 and _is_ours(draft, there[0])
    newest = max(there, key=lambda copy: (copy.place.uidvalidity == draft.uidvalidity, copy.place.uid))
    if untouched:
        return Fate(DraftState.OPEN, "it lies in Drafts as it was written", newest.place.uid, 1)
    why = "you edited it: another version lies in Drafts"
    if len(there) > 1:
        why = f"{len(there)} versions of it lie in Drafts: please delete those that you don't want"
    return Fate(DraftState.EDITED, why, newest.place.uid, len(there))


def _is_ours(draft: Draft, copy: Copy) -> bool:
    """Whether `copy` is the message that we saved, by its place; before we knew that, by its Message-ID."""
    if draft.state is DraftState.EDITED or copy.place.uidvalidity != draft.uidvalidity:
        return False
    if draft.uid is not None:
        return copy.place.uid == draft.uid
    return copy.message_id == draft.message_id and copy.place.uid >= draft.uidnext


def _in_trash(draft: Draft, copies: list[Copy]) -> Fate | None:
    if any(copy.role is Role.TRASH for copy in copies) and draft.state is not DraftState.WITHDRAWN:
        return Fate(DraftState.DISCARDED, "you moved it to the trash: this follow-up is skipped", copies=len(copies))
    return None


def _nowhere(draft: Draft, now: datetime) -> Fate:
    """Judge a draft of which no copy is left, or none has come yet."""
    if draft.state in DONE:
        return Fate(draft.state, "nothing has changed")
    if draft.state is DraftState.REFUSED:
        return Fate(DraftState.REFUSED, f"the server refused it: {draft.problem or 'no reason given'}")
    if draft.state in UNSAVED:
        return Fate(DraftState.UNCERTAIN, "it is not known whether the server stored it; it is looked for")
    since = draft.missing_since or now
    looks = draft.looks + _counts(draft, now)
    if draft.state is DraftState.MISSING and now - since >= MISSING_FOR and looks >= MISSING_LOOKS:
        return Fate(
            DraftState.DISCARDED, f"it has been nowhere since {in_words(since.date())}: this follow-up is skipped"
        )
    return Fate(DraftState.MISSING, "it is nowhere at present; your mail client may have it open")


def _counts(draft: Draft, now: datetime) -> bool:
    """Whether a look at `now` is far enough from the last counted one."""
    return draft.looked_at is None or now - draft.looked_at >= LOOKS_APART


def _problem(judged: Fate) -> str:
    """Return what a person should know of it; empty where all is well."""
    calm = judged.state in {DraftState.OPEN, *DONE} and judged.copies <= 1
    return "" if calm else judged.why


JUDGES: tuple[Callable[[Draft, list[Copy]], Fate | None], ...] = (_sent, _in_drafts, _in_trash)
"""In this order: what was sent is sent, wherever else a copy is left."""
