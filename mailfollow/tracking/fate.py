"""What became of a draft, judged anew in each pass from where its copies lie; and when it may be saved again.

Mail clients change Message-ID, UID and flags whenever they save. What survives in all of them is References with
the draft's token in it, together with In-Reply-To. So what lies in Drafts at another place than where we put it is
compared with what we wrote: it was edited only if a reader would see that. A draft that is nowhere proves nothing for
a while: mutt and alpine take it out of the folder for as long as it is being edited, and an APPEND may arrive long
after it was sent.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from mailfollow.model import Copy, Draft, DraftState, Fate, Role, Version
from mailfollow.model.words import in_words
from mailfollow.tracking.looks import is_gone
from mailfollow.tracking.planning.attempts import GIVEN_UP, UNSAVED, is_given_up

UNCOMPARED = Version("it is another version, which could not be compared with what was written")
NOT_KNOWN = "it is not known yet whether the server stored it; it is looked for"
NOWHERE = "it is nowhere at present; your mail client may have it open"
BEGUN = "it is nowhere since we were interrupted in taking it back: it is gone, or your mail client has it open"

DONE = frozenset({DraftState.SENT, DraftState.DISCARDED, DraftState.WITHDRAWN})


NOT_OURS = 0
"""The UIDVALIDITY of a draft that we did not save ourselves; no folder has it (RFC 9051 section 2.3.1.1)."""

ADOPTED = "another mailfollow of yours wrote it, or this one before its database was lost"
"""Why such a draft is left alone."""


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
    if draft.state in UNSAVED and any(copy.role is Role.DRAFTS and _is(draft, copy) for copy in copies):
        return Fate(DraftState.MISSING, NOWHERE)  # it is flagged as deleted: so it had arrived
    return _nowhere(draft, now)


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


def unread(draft: Draft, copies: Sequence[Copy]) -> list[Copy]:
    """Return the copies in Drafts that are to be compared with what we wrote: those not at the place we know."""
    if draft.state is DraftState.SENT:
        return []
    return [
        copy
        for copy in copies
        if copy.role is Role.DRAFTS and not copy.deleted and _is(draft, copy) and _version(draft, copy) is None
    ]


def _in_drafts(draft: Draft, copies: list[Copy]) -> Fate | None:
    """It is open as long as a reader would find what we wrote, and edited otherwise."""
    there = [copy for copy in copies if copy.role is Role.DRAFTS]
    if not there:
        return None
    newest = max(there, key=lambda copy: (copy.place.uidvalidity == draft.uidvalidity, copy.place.uid))
    versions = [_version(draft, copy) or UNCOMPARED for copy in there]
    differs = next((version.differs for version in versions if version.differs), "")
    many = f"{len(there)} versions of it lie in Drafts: please delete those that you don't want"
    if differs:
        why = many if len(there) > 1 else differs
        return Fate(DraftState.EDITED, why, newest.place.uid, len(there))
    kept = many if len(there) > 1 else versions[0].kept
    why = kept or "it lies in Drafts as it was written"
    return Fate(DraftState.OPEN, why, newest.place.uid, len(there), newest.place.uidvalidity, kept)


def _version(draft: Draft, copy: Copy) -> Version | None:
    """Return what `copy` is beside what we wrote; None if it must be compared first.

    At the place where we put it, it is ours to the byte: IMAP never changes a message (RFC 9051 section 2.3.1.1).
    """
    if draft.uidvalidity == NOT_OURS:
        return Version(ADOPTED)
    put_there = (copy.place.uid, copy.place.uidvalidity) == (draft.uid, draft.uidvalidity)
    ours = put_there and draft.state not in {DraftState.EDITED, DraftState.WITHDRAWN}
    return Version() if copy.version is None and ours else copy.version


def _taken_back(draft: Draft, copies: list[Copy]) -> Fate | None:
    """It was withdrawn if we were about to remove it, and it lies where no client opens it any more.

    Gmail moves what is expunged to the trash, and out of a control folder we take it ourselves.
    """
    return _withdrawn(draft) if draft.withdrawing and copies else None


def _withdrawn(draft: Draft) -> Fate:
    return Fate(DraftState.WITHDRAWN, f"the draft was withdrawn: {draft.withdrawing}")


def _put_away(draft: Draft, copies: list[Copy]) -> Fate | None:
    """It was thrown away if it lies in the trash, or in a control folder: what that says goes for its thread."""
    there = sorted((copy.role, copy.place.folder) for copy in copies if copy.role in {Role.CONTROL, Role.TRASH})
    if not there or draft.state is DraftState.WITHDRAWN:
        return None
    role, folder = there[0]
    where = folder if role is Role.CONTROL else "the trash"
    return Fate(DraftState.DISCARDED, f"you moved it to {where}: this follow-up is skipped", copies=len(there))


def _nowhere(draft: Draft, now: datetime) -> Fate:
    """Judge a draft of which no copy is left, or none has come yet."""
    if draft.state in DONE:
        return Fate(draft.state, "nothing has changed")
    if draft.state is DraftState.REFUSED:
        return Fate(DraftState.REFUSED, draft.problem or "the server refused it and gave no reason")
    if draft.state in UNSAVED:
        return Fate(DraftState.UNCERTAIN, GIVEN_UP if is_given_up(draft, now) else NOT_KNOWN)
    if not is_gone(draft, now):
        return Fate(DraftState.MISSING, BEGUN if draft.withdrawing else NOWHERE)
    if draft.withdrawing:
        return _withdrawn(draft)
    since = in_words((draft.missing_since or now).date())
    why = f"it has been nowhere since {since}: thrown away, or sent without a copy"
    return Fate(DraftState.DISCARDED, f"{why}; either way this follow-up is over")


JUDGES: tuple[Callable[[Draft, list[Copy]], Fate | None], ...] = (_sent, _in_drafts, _taken_back, _put_away)
"""In this order: what was sent is sent, wherever else a copy is left."""
