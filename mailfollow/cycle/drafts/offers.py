"""Which of the person's resources may be offered with a follow-up: those that fit, and that nothing speaks against."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date

from mailfollow.config import Config
from mailfollow.cycle.desk import Visit
from mailfollow.errors import DataError
from mailfollow.library import attachment
from mailfollow.model import EventKind, Message, Offer, Refused, Resource, State, Thread, Used
from mailfollow.store import Store
from mailfollow.store.shelf import matching
from mailfollow.writing.facts.spoken import spoken_language
from mailfollow.writing.languages import base_code
from mailfollow.writing.lint.of_text import links

_BEFORE_HOST = re.compile(r"^(?:https?://)?(?:www\.)?")


def offers(visit: Visit, thread: Thread, proposal: Message, used: Used) -> tuple[Offer, ...]:
    """Return what may be offered with a draft, best first: of each kind the best, with its file as it is now.

    What these people had already, as `used` says, is left out, and so is what cannot be attached.
    """
    desk = visit.desk
    if not desk.library.resources:
        return ()
    spoken = spoken_language(proposal.language, desk.library.templates, desk.config.drafts)
    if isinstance(spoken, Refused):
        return ()
    found = fitting(
        desk.library.resources,
        proposal,
        today=desk.calendar.today(desk.now),
        languages={spoken[0]},
        dead=desk.store.resources.dead(),
        said=_said(desk.store, thread, used),
    )
    return tuple(_best_of_each_kind(offer for offer in found if offer.resource.name not in used.resources))


def fitting(
    resources: tuple[Resource, ...],
    proposal: Message,
    *,
    today: date,
    languages: Collection[str] = (),
    dead: Collection[str] = (),
    said: str = "",
) -> list[Offer]:
    """Return what fits a proposal, best first, without attachments.

    `languages` are those to offer in (the proposal's, unless given), `dead` are links that lead nowhere, `said` is
    what was written besides: a link in it, or in the proposal, is known to these people and not offered again.
    """
    own = base_code(proposal.language or "")
    spoken = set(languages) or {own}
    had = _leading_to(f"{proposal.envelope.subject}\n{proposal.own_text}\n{said}")

    def possible(one: Resource) -> bool:
        return (
            (not one.languages or not spoken.isdisjoint(one.languages))
            and (one.expires is None or one.expires >= today)
            and one.url not in dead
            and had.isdisjoint(_leading_to(one.url or ""))
        )

    heading = f"{proposal.envelope.subject}\n{proposal.proposal.topic or ''}"
    return [offer for offer in matching(resources, heading, proposal.own_text, own) if possible(offer.resource)]


def bare(
    config: Config, store: Store, resources: tuple[Resource, ...], threads: Iterable[Thread], today: date
) -> Iterator[tuple[Thread, str]]:
    """Yield the followed threads for which nothing is left to be offered, each with what it is about.

    Followed are those that wait for an answer; a draft that offers something already is no reason to complain.
    """
    policy, dead = config.drafts, store.resources.dead()
    for thread in threads:
        proposal = store.messages.message(thread.account, thread.standing.proposal_id or "")
        if proposal is None or thread.standing.state not in {State.WAITING, State.DRAFTED}:
            continue
        people = [who.address for who in thread.standing.people]
        used = store.drafts.used(people, thread.company, thread.standing.proposed_at or proposal.at)
        spoken = {base_code(proposal.language or policy.language), *([policy.language] if policy.fallback else [])}
        said = _said(store, thread, used)
        found = fitting(resources, proposal, today=today, languages=spoken, dead=dead, said=said)
        offering = bool(thread.draft and thread.draft.resource)
        if not offering and all(offer.resource.name in used.resources for offer in found):
            yield thread, proposal.proposal.topic or proposal.envelope.subject


def _said(store: Store, thread: Thread, used: Used) -> str:
    """Return what either side wrote in the thread, as far as it was read, and every draft that `used` knows of.

    A resource may have another name by now, and the same link may stand in two.
    """
    mails = [event for event in store.threads.events(thread.id) if event.kind in {EventKind.SENT, EventKind.REPLY}]
    read = (store.messages.message(thread.account, event.message_id) for event in mails if event.message_id)
    return "\n".join([*(message.own_text for message in read if message is not None), *used.texts])


def _leading_to(text: str) -> frozenset[str]:
    """Return where the links in a text lead, whether or not they are written with https:// and www."""
    return frozenset(_BEFORE_HOST.sub("", link).rstrip("/") for _, link in links(text))


def _best_of_each_kind(found: Iterable[Offer]) -> Iterator[Offer]:
    """Yield the first offer of each kind that can be sent: no template asks for the second."""
    kinds: set[str] = set()
    for offer in found:
        one = offer.resource
        if one.kind in kinds:
            continue
        try:
            enclosed = attachment(one) if one.file else None
        except DataError:
            continue  # told as a problem when the resources are read next
        kinds.add(one.kind)
        yield replace(offer, attachment=enclosed)
