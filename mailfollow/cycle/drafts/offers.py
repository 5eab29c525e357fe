"""Which of the person's resources may be offered with a follow-up: those that fit, and that nothing speaks against."""

from __future__ import annotations

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
        said=_written_to_them(desk.store, thread),
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
    what was written to these people besides: a link in it, or in the proposal, is not offered again.
    """
    own = base_code(proposal.language or "")
    spoken = set(languages) or {own}
    had = f"{proposal.envelope.subject}\n{proposal.own_text}\n{said}".lower()

    def possible(one: Resource) -> bool:
        link = (one.url or "").lower().removesuffix("/")
        return (
            (not one.languages or not spoken.isdisjoint(one.languages))
            and (one.expires is None or one.expires >= today)
            and one.url not in dead
            and not (link and link in had)
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
        had = store.drafts.used(people, thread.company, thread.standing.proposed_at or proposal.at).resources
        spoken = {base_code(proposal.language or policy.language), *([policy.language] if policy.fallback else [])}
        said = _written_to_them(store, thread)
        found = fitting(resources, proposal, today=today, languages=spoken, dead=dead, said=said)
        if all(offer.resource.name in had for offer in found) and not (thread.draft and thread.draft.resource):
            yield thread, proposal.proposal.topic or proposal.envelope.subject


def _written_to_them(store: Store, thread: Thread) -> str:
    """Return what the person wrote in the thread with the mail client, as far as it was read."""
    sent = (event for event in store.threads.events(thread.id) if event.kind is EventKind.SENT and event.message_id)
    read = (store.messages.message(thread.account, event.message_id or "") for event in sent)
    return "\n".join(message.own_text for message in read if message is not None)


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
