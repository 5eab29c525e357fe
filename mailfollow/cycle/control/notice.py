"""Find what the person said and write it down, in the transaction that stores what it was said of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from mailfollow.cycle.desk import Visit
from mailfollow.mailbox.control import word_of
from mailfollow.model import Cursor, Folder, Message, Place, RawMessage, Role, Seen
from mailfollow.reading.message import delivery
from mailfollow.store import place_id
from mailfollow.tracking.orders import (
    BEFORE,
    DELIVERED,
    STARRED,
    TAGS,
    detail,
    folder_sign,
    keyword_sign,
    tag,
    tag_of,
    tag_sign,
)

AT_SENDING = timedelta(days=1)
"""How long a copy of our own mail may take to reach us: later it was not sent to us when it was written."""


def note_folder(visit: Visit, folder: Folder, seen: Iterable[Seen]) -> None:
    """Write down what was put into a control folder, but for what only got another UID there."""
    word = word_of(folder.name)
    if word is None or not visit.desk.config.control.folders:
        return
    orders, account, now = visit.store.orders, visit.account, visit.desk.now
    for one in (row for row in seen if not row.deleted):
        name = one.envelope.message_id or place_id(one.place)
        new = orders.note(account, folder_sign(one.place), word, name, now)
        if new and _may_be_older(visit, one.place) and orders.lay_there(account, one.place, name):
            orders.annul(account, one.place, BEFORE)
        elif new and word == "Track":
            orders.read_again(account, name)


def note_renumbered(visit: Visit, folder: Folder, current: Cursor) -> None:
    """Remember that what lies in a control folder now was perhaps put there under its former UIDVALIDITY."""
    if folder.role is Role.CONTROL:
        visit.store.marks.put(_renumbered(visit, folder.name), f"{current.uidvalidity} {current.uidnext}")


def _may_be_older(visit: Visit, place: Place) -> bool:
    uidvalidity, _, uidnext = (visit.store.marks.get(_renumbered(visit, place.folder)) or "").partition(" ")
    return uidvalidity == str(place.uidvalidity) and place.uid < int(uidnext)


def _renumbered(visit: Visit, folder: str) -> str:
    return f"renumbered {visit.account} {folder}"


def annul_delivered(visit: Visit, seen: Seen, raw: RawMessage) -> None:
    """Have a message in a control folder say nothing if its address led the server there (`you+Mailfollow/Stop@`)."""
    addresses = (*delivery.noted(raw.data), *delivery.passed_on(raw.data))
    if seen.role is Role.CONTROL and any(word_of(detail(address)) for address in addresses):
        visit.store.orders.annul(visit.account, seen.place, DELIVERED)


def may_be_tagged(visit: Visit, raw: RawMessage, seen: Seen) -> bool:
    """Whether a message outside of Sent may be the copy of our own mail that a tagged address of ours received.

    In the inbox its `Received` fields may say so as well, which are not among those that were asked for.
    """
    sender = seen.envelope.sender
    if not visit.desk.config.control.tags or sender is None or not visit.desk.me.owns(sender.address):
        return False
    noted = delivery.noted(raw.data)
    return any(_tags(visit, noted)) or (not noted and seen.place.folder.upper() == "INBOX")


def note_tags(visit: Visit, seen: Seen, message: Message, raw: RawMessage) -> None:
    """Write down the tagged addresses of mine that our own `message` was sent to.

    A client may leave Bcc out of the copy in Sent; then the copy that came back names the address, and it counts as
    soon as the same message lies in Sent, which a stranger cannot bring about.
    """
    name = message.envelope.message_id
    if name is None or not visit.desk.config.control.tags:
        return
    envelope = message.envelope
    if seen.role is Role.SENT:
        found = _tags(visit, [who.address for who in (*envelope.to, *envelope.cc, *envelope.bcc)])
    elif _came_back(visit, seen, message, raw):
        found = _tags(visit, (*delivery.noted(raw.data), *delivery.passed_on(raw.data)))
    else:
        return
    for word, address in sorted(found):  # "nofollowup" comes last, and counts
        new = visit.store.orders.note(visit.account, tag_sign(address, name), word, name, visit.desk.now)
        if new and seen.role is not Role.SENT:
            visit.store.orders.read_again(visit.account, name)


def _came_back(visit: Visit, seen: Seen, message: Message, raw: RawMessage) -> bool:
    sender = message.envelope.sender
    ours = sender is not None and visit.desk.me.owns(sender.address) and not message.forged
    return ours and seen.role is Role.WATCH and raw.internal_date - message.at <= AT_SENDING


def _tags(visit: Visit, addresses: Sequence[str]) -> Iterator[tuple[str, str]]:
    return ((word, address) for address in addresses if (word := tag_of(address, visit.desk.me)))


def note_keywords(visit: Visit, folder: Folder, current: Cursor) -> str | None:
    """Write down the tags and stars on the sent mail that is known, if any can have changed since the last look.

    Return what to remember of this look with `remember_keywords` once it was carried out; None where none was needed.
    """
    control = visit.desk.config.control
    if not (control.keywords or control.starred):
        _forget_look(visit, folder.name)
        return None
    state = f"{current} {control.keywords:d}{control.starred:d}"
    if current.modseq is not None and visit.store.marks.get(keywords_mark(visit, folder.name)) == state:
        return None

    def wanted(flag: str) -> bool:
        return control.starred if flag == STARRED else control.keywords and tag(flag) is not None

    found = visit.mailbox.marked(folder.name, wanted, TAGS if control.keywords else ())
    with visit.store.writing():
        for flag, uids in sorted(found.items()):
            known = visit.store.orders.ids_at(visit.account, folder.name, current.uidvalidity, uids)
            for name in filter(None, known.values()):
                _note_keyword(visit, flag if flag == STARRED else flag.lower(), name)
    return state


def _note_keyword(visit: Visit, word: str, name: str) -> None:
    if visit.store.orders.note(visit.account, keyword_sign(word, name), word, name, visit.desk.now):
        visit.store.orders.read_again(visit.account, name)


def remember_keywords(visit: Visit, folder: str, state: str | None) -> None:
    """Remember how `folder` stood when its keywords were looked at, if they were."""
    if state is not None:
        visit.store.marks.put(keywords_mark(visit, folder), state)


def _forget_look(visit: Visit, folder: str) -> None:
    """Remember no look at the keywords of `folder`: what is changed while none are looked at is of unknown age."""
    if visit.store.marks.get(keywords_mark(visit, folder)) is not None:
        visit.store.marks.put(keywords_mark(visit, folder), None)


def looked_for(visit: Visit, folder: str, word: str) -> bool:
    """Whether stars, or else tags, as `word` is one, were looked for in `folder` at the last look."""
    state = visit.store.marks.get(keywords_mark(visit, folder)) or "00"
    return state[-1 if word == STARRED else -2] == "1"


def keywords_mark(visit: Visit, folder: str) -> str:
    """Return the name of the mark that says how `folder` stood at the last look at its keywords."""
    return f"keywords {visit.account} {folder}"
