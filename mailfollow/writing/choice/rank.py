"""Which template comes next: what fits and was never used, least used lately first, repeatable, and explained."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from mailfollow.model import Choice, Offer, Tally, Template, Used
from mailfollow.writing.choice import learning
from mailfollow.writing.facts.known import resource_facts
from mailfollow.writing.facts.table import Facts, missing
from mailfollow.writing.languages import base_code
from mailfollow.writing.template.pick import number

SPECIAL = ("after-holidays", "promised", "asked-to-wait", "expiring", "lapsed", "closing")
"""Situations in which an ordinary text, one for `waiting`, does no harm once their own are used up.

A thank-you after a no (`declined`) is not among them: there, an ordinary text would be pestering.
"""

TRIES = 4
"""One follow-up in so many is chosen without regard to what was learned."""

ANY = "any"
"""The kind that a template names if it can offer resources of every kind."""

SEVERAL = "several"
"""The situation of a text for more than one proposal; one for a single proposal says nothing of the others."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """What a template has to fit: the thread's language, touch and situation, its facts, and what was used."""

    language: str
    touch: int
    when: str
    facts: Facts
    used: Used
    offers: Sequence[Offer] = ()
    """The resources that fit the proposal, best first."""
    learned: Mapping[str, Tally] = field(default_factory=dict)
    """How each angle has fared so far."""


def rank(templates: Iterable[Template], occasion: Occasion, seed: str) -> list[Choice]:
    """Return the templates that fit, best first.

    Those made for the situation come before ordinary ones; then those with something to offer, unless the last text
    had that; then those whose angle gets more answers than the others, and last those whose angle gets fewer, except in
    every fourth follow-up, or nothing more would ever be learned of the others; then the least used in the last weeks,
    for anyone; then by a hash of seed and name, so that two threads differ and one thread never changes its mind.
    """
    tries_others = number(seed, "tries others") % TRIES == 0

    def order(template: Template) -> tuple[bool, bool, int, int, int]:
        lately = occasion.used.lately.get(template.name, 0)
        offers = bool(template.resource) is not occasion.used.offered_last
        learned = 0 if tries_others else learning.place(template.angle, occasion.learned)
        return occasion.when not in template.when, not offers, learned, lately, number(seed, template.name)

    fitting = [template for template in templates if unfit(template, occasion) is None]
    return [
        Choice(template, _reason(template, occasion), offered(template, occasion))
        for template in sorted(fitting, key=order)
    ]


def unfit(template: Template, occasion: Occasion) -> str | None:
    """Return why a template cannot be used ("need proposal.topic"), or None if it can. Equal reasons read equal."""
    when, used = occasion.when, occasion.used
    if template.language != base_code(occasion.language):
        return "are in another language"
    if when not in template.when and not (when in SPECIAL and "waiting" in template.when):
        return "are for another situation"
    if template.touches and occasion.touch not in template.touches:
        return "are for other touches"
    if template.angle in used.angles or template.name in used.templates:
        return "were used for this person or company"
    offer = offered(template, occasion)
    if template.resource and offer is None:
        kind = "a resource" if template.resource == ANY else f"a {template.resource}"
        return f"offer {kind}, and there is none that fits and that they have not had"
    if lacking := missing({**occasion.facts, "resource": resource_facts(offer)}, template.needs):
        return f"need {lacking[0]}, which is unknown here"
    return None


def offered(template: Template, occasion: Occasion) -> Offer | None:
    """Return the best resource of the kind that a template offers, which nobody there was offered; None without one."""
    if not template.resource:
        return None
    new = (offer for offer in occasion.offers if offer.resource.name not in occasion.used.resources)
    return next((offer for offer in new if template.resource in {ANY, offer.resource.kind}), None)


def why_not(templates: Iterable[Template], occasion: Occasion) -> dict[str, int]:
    """Return how many templates of the occasion's language fail for which reason, the most frequent first."""
    spoken = [template for template in templates if template.language == base_code(occasion.language)]
    reasons = Counter(reason for template in spoken if (reason := unfit(template, occasion)))
    return dict(sorted(reasons.items(), key=lambda item: (-item[1], item[0])))


def _reason(template: Template, occasion: Occasion) -> str:
    """Say why a template may be used, and what speaks for it."""
    when, often = occasion.when, occasion.used.lately.get(template.name, 0)
    made_for = f'made for "{when}"' if when in template.when else f'an ordinary text, as those for "{when}" are used up'
    offer = offered(template, occasion)
    reasons = [
        f'angle "{template.angle}" is new to this person and company',
        f"fits touch {occasion.touch}",
        made_for,
        *([f"resource {offer.resource.name} matches '{', '.join(offer.matched)}'"] if offer else []),
        learning.told(template.angle, occasion.learned),
        f"{_times(often)} in the last 90 days",
    ]
    return "; ".join(filter(None, reasons))


def _times(often: int) -> str:
    return f"used {often} times" if often > 1 else "used once" if often else "not used"
