"""What a template can know of a thread, made of the proposal, the two people and what they said.

Every fact is always present, and None when unknown. Facts from mail are cleaned first: one line each, no invisible
characters, and None instead of anything too long to stand in a sentence, or that looks like an unfilled placeholder.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from mailfollow.model import Address, Offer, Proposal
from mailfollow.writing.facts import wording
from mailfollow.writing.facts.clean import bare, fact, quotable
from mailfollow.writing.facts.people import first_name, full_name, greeting_name
from mailfollow.writing.facts.table import Facts
from mailfollow.writing.languages import Language


@dataclass(frozen=True, slots=True)
class Situation:
    """What facts are made of: the two people, the proposal, the day, and what the other side said."""

    me: Address
    my_company: str
    contact: Address
    proposal: Proposal
    sent_on: date
    today: date
    touch: int
    company: str | None = None
    greet_as_before: bool = True
    """Whether the name in the proposal's greeting is still the reader's (False once someone bounced)."""
    alone: bool = True
    """Whether the contact is the only one in To; several are greeted without a name."""
    their_words: str | None = None
    their_date: date | None = None
    slots: tuple[datetime, ...] = ()
    others: tuple[str | None, ...] = ()
    """What the other proposals that it names are about; None where that is not known."""
    signed: str | None = None
    """How the reader signed a mail of theirs, if they ever wrote one."""
    familiar: bool = False


def facts(situation: Situation, words: Language) -> Facts:
    """Return all facts of a thread, in the language of `words`; every key of `FACTS` is there."""
    s = situation
    return {
        "greeting": _greeting(s, words),
        "sign_off": wording.sign_off(full_name(s.me.name), first_name(s.me.name), words, familiar=s.familiar),
        "me": {**_person(s.me), "company": fact(s.my_company, 80)},
        "contact": _person(s.contact),
        "company": _company(s),
        "proposal": _proposal(s, words),
        "others": _others(s, words),
        "promise": {"on": s.proposal.promise, "text": quotable(s.proposal.promise_text, 120, words)},
        "their_words": _sentence(s.their_words, words),
        "their_date": s.their_date,
        "resource": resource_facts(None),
        "touch": s.touch,
        "slots": s.slots,
        "today": s.today,
        "familiar": s.familiar,
    }


def resource_facts(offer: Offer | None) -> dict[str, str | None]:
    """Return the facts of what a text offers; all None where it offers nothing."""
    if offer is None:
        return dict.fromkeys(("title", "pitch", "kind", "url", "attached"))
    found = offer.resource
    return {
        "title": fact(found.title, 120),
        "pitch": fact(found.pitch, 400),
        "kind": found.kind,
        "url": fact(found.url, 500),
        "attached": fact(offer.attachment.name, 120) if offer.attachment else None,
    }


def company_name(domain: str | None, text: str) -> str | None:
    """Return a company's name as `text` writes it ("Acme" for acme.example), or None if it does not occur there."""
    label = re.sub(r"[^a-z0-9]", "", (domain or "").partition(".")[0].lower())
    if len(label) < 2:
        return None
    letters = r"[\s\-&.'’]{0,3}".join(label) if len(label) > 3 else label
    for found in re.finditer(rf"(?<![\w@./-]){letters}(?![\w@-]|\.\w)", text[:20_000], re.IGNORECASE):
        if found[0][0].isupper() and "\n" not in found[0]:
            return found[0]
    return None


def _person(who: Address) -> dict[str, str | None]:
    return {"name": full_name(who.name), "first_name": first_name(who.name, who.domain), "address": who.address}


def _company(s: Situation) -> str | None:
    """Return the company's name; None where it is only the reader's own, as at anna-berger.example."""
    reader = f"{s.contact.name} {s.proposal.greeting_name or ''}".casefold().split()
    return None if set((s.company or "").casefold().split()) <= set(reader) else fact(s.company, 60)


def _greeting(s: Situation, words: Language) -> str:
    """Greet by the one name they signed with, else as the proposal did, else by their full signature or address."""
    used = greeting_name(s.proposal.greeting_name) if s.greet_as_before else None
    if not s.alone:
        return wording.greeting(used, None, None, words, familiar=s.familiar)
    signed = full_name(s.signed or "")
    if signed and " " not in signed and not _is_surname(signed, used):
        used = first_name(s.signed or "", s.contact.domain) or used
    name = s.signed if s.signed and signed else s.contact.name
    return wording.greeting(used, full_name(name), first_name(name, s.contact.domain), words, familiar=s.familiar)


def _is_surname(signed: str, used: str | None) -> bool:
    """Whether they signed with the name alone that the proposal greeted them by behind a title: "Frau Berger"."""
    return used is not None and " " in used and used.split()[-1].casefold() == signed.casefold()


def _proposal(s: Situation, words: Language) -> dict[str, object]:
    """Return the facts of the proposal; a price that is no longer offered is not named."""
    ended = s.proposal.valid_until is not None and s.proposal.valid_until < s.today
    return {
        "topic": _topic(s.proposal.topic, words),
        "number": fact(s.proposal.number, 40),
        "amount": None if ended else fact(s.proposal.amount, 30),
        "currency": fact(s.proposal.currency, 10),
        "valid_until": s.proposal.valid_until,
        "sent_on": s.sent_on,
        "days_ago": (s.today - s.sent_on).days,
    }


def _topic(text: str | None, words: Language) -> str | None:
    topic = quotable(text, 80, words)
    return bare(topic, " .,;:!?-–—") if topic else None


def _others(s: Situation, words: Language) -> tuple[str, ...]:
    """Return the topics of the other proposals; none at all where one is unknown, or could be taken for another."""
    topics = [_topic(other, words) for other in s.others]
    named = [topic for topic in topics if topic]
    apart = {topic.casefold() for topic in named} - {(_topic(s.proposal.topic, words) or "").casefold()}
    return tuple(named) if len(apart) == len(topics) else ()


def _sentence(text: str | None, words: Language) -> str | None:
    """Return their words without closing punctuation, so that they fit into a sentence of ours; long ones are None."""
    said = quotable(text, 110, words)
    return bare(said, " .,;:!?") if said else None
