"""What the person says from the mail client: with a folder, an address at sending time, or a tag. Pure.

One table leads from a word to what it is to the thread. A sign is where the word was found, as text that also says
how the person said it; what is carried out is kept by its sign, so that it is carried out once.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, timedelta
from types import MappingProxyType

from mailfollow.model import Event, EventKind, Me, Place
from mailfollow.tracking.planning.calendar import Calendar
from mailfollow.tracking.standing.order import MOMENT

FOLDERS = ("Track", "Snooze 1 week", "Snooze 1 month", "Stop", "Won", "Lost")
"""The names below `Mailfollow`, in the order in which they count where one look finds a thread in several of them."""

TAGS = ("followup", "nofollowup")
"""The words of addresses and tags; the first may name a number of days or weeks: `followup-10d`, `followup-2w`."""

STARRED = "\\Flagged"
"""The flag that mail clients show as a star (RFC 9051 section 2.3.2)."""

KINDS: Mapping[str, EventKind] = MappingProxyType(
    {
        "Track": EventKind.TRACKED,
        "Snooze 1 week": EventKind.SNOOZED,
        "Snooze 1 month": EventKind.SNOOZED,
        "Stop": EventKind.STOPPED,
        "Won": EventKind.WON,
        "Lost": EventKind.LOST,
        "followup": EventKind.TRACKED,
        "nofollowup": EventKind.STOPPED,
        STARRED: EventKind.TRACKED,
    }
)
"""What each word is to the thread."""

DECIDES = frozenset({EventKind.REPLY, EventKind.SIGNED, EventKind.HELD, EventKind.BOUNCED, EventKind.AUTO_REPLY})
"""What the person may not have seen yet when the word was given: "follow it" is not said against it unseen."""

DECIDED = frozenset({EventKind.WON, EventKind.LOST, EventKind.STOPPED, EventKind.SNOOZED, EventKind.ENDED})
"""Decisions of the person's own: a tag or a star may be older than they are, if it was not looked for before."""

NO_PROPOSAL = "it belongs to no proposal that is followed"
"""What came of a word for now; the proposal may yet be read."""

BEFORE = "it lay there before"
"""What came of a sign that is an older one under a new UIDVALIDITY: nothing."""

DELIVERED = "it was delivered there by its address, so it was not you who put it there"
"""What came of a sign that anyone can give who writes to `you+Mailfollow/Stop@`: nothing."""

LEFT = "the draft was left in"
"""What came of a word whose draft could not be removed; the folder's name follows."""

_TAG = re.compile(r"(?:followup(?:-0*([1-9]\d{0,2})([dw]))?|nofollowup)", re.IGNORECASE | re.ASCII)
_DAYS = {"d": 1, "w": 7}


def tag(text: str) -> str | None:
    """Return the word that the tag or address detail `text` is, in lower case; None if it is none of ours.

    `$`-prefixed keywords and `$label1` to `$label5`, which mail clients give a meaning of their own, never are.
    """
    return text.lower() if _TAG.fullmatch(text) else None


def tag_of(address: str, me: Me) -> str | None:
    """Return the word in an address of mine (`you+followup@`, RFC 5233); None in any other address."""
    return tag(detail(address)) if me.owns(address) else None


def detail(address: str) -> str:
    """Return what stands between the first + and the @ of an address, by which servers may sort mail (RFC 5233)."""
    return address.rpartition("@")[0].partition("+")[2]


def kind(word: str) -> EventKind:
    """Return what `word` is to a thread."""
    return KINDS[word] if word in KINDS else KINDS[word.partition("-")[0]]


def day(word: str, sent: date, today: date, calendar: Calendar) -> date | None:
    """Return the day that `word` names; None where it names none.

    The day of the next follow-up is counted from when the message was `sent`, the end of a snooze from `today`.
    """
    if word == "Snooze 1 week":
        return calendar.next_working(today + timedelta(days=7))
    if word == "Snooze 1 month":
        return calendar.next_working(_a_month_after(today))
    found = _TAG.fullmatch(word)
    if found is None or found[1] is None:
        return None
    return sent + timedelta(days=int(found[1]) * _DAYS[found[2].lower()])


def _a_month_after(today: date) -> date:
    """Return the same day of the next month, or its last one where it has no such day."""
    year, month = today.year + today.month // 12, today.month % 12 + 1
    return date(year, month, min(today.day, monthrange(year, month)[1]))


def folder_sign(place: Place) -> str:
    """Return the sign of a message that was put into a control folder."""
    return f"folder {place.uidvalidity}.{place.uid} {place.folder}"


def tag_sign(address: str, message_id: str) -> str:
    """Return the sign of a message that was sent to a tagged address of mine."""
    return f"tag {address} {message_id}"


def keyword_sign(keyword: str, message_id: str) -> str:
    """Return the sign of a sent message with a keyword, or with a star."""
    return f"keyword {keyword} {message_id}"


def place_of(sign: str) -> Place | None:
    """Return where the message of a folder's sign was put; None for other signs."""
    how, where, what = sign.split(" ", 2)
    uidvalidity, _, uid = where.partition(".")
    return Place(what, int(uidvalidity), int(uid)) if how == "folder" else None


def how(sign: str) -> str:
    """Say how the word of `sign` was given."""
    by, where, what = sign.split(" ", 2)
    if by == "folder":
        return f"you put it into {what}"
    if by == "tag":
        return f"you sent it to {where} as well"
    return "you starred it" if where == STARRED else f"you tagged it {where}"


def moment(  # noqa: PLR0917 - when a word was said depends on all of it, each named by its type
    word: str,
    events: Iterable[Event],
    written: datetime | None,
    looked: datetime | None,
    now: datetime,
    against: Collection[EventKind] = DECIDES,
) -> datetime:
    """Return when `word` counts as said: now, but behind all that has happened, as the person has the last word.

    "Follow it" must not undo an answer that the person had not seen. So it counts as said before whatever it is not
    said `against` that came after the message it was said of was `written`, unless that was here at the last look
    (`looked`).
    """
    known = list(events)
    since = max(filter(None, (written, looked)), default=None)
    if kind(word) is EventKind.TRACKED:
        unseen = [event.at for event in known if event.kind in against and (since is None or event.at > since)]
        if unseen:
            return min(unseen) - MOMENT
    return max(now, max((event.at for event in known), default=now) + MOMENT)
