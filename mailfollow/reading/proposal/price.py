"""What makes a mail with a price an offer, even if no word in it says so: it is priced as only a seller prices.

A price alone says nothing: bills, budgets and friends name sums too. Further signs that a seller gives (what the price
covers, when the work could be done, the question for a yes) make it one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mailfollow.reading.lexicon.notation import fold
from mailfollow.reading.lexicon.sentences import sentences
from mailfollow.reading.proposal.amounts import Amount, amounts
from mailfollow.reading.proposal.sent import MOST_TEXT, Reason, Sent, short

ENOUGH = 3
"""Points of a seller's signs, beside the sum, from which on a mail is an offer."""
_STRONG = 2
"""Points of what only a seller writes; friends too ask "shall I book", and say what is included."""
_LEAD = 100
"""Characters before a sum in which it may be offered for something."""


def price_signs(sent: Sent) -> Iterator[Reason]:
    """Give the signs of a price for our work; the price of other things is none."""
    sums = amounts(sent.own[:MOST_TEXT])
    if not sums:
        return
    offered = _offered(sent, sums)
    if offered:
        yield Reason(0.7, f'it asks a price: "{short(offered)}"', core=True)
    elif sent.lexicon.proposal.pricing.search(sent.folded):
        yield Reason(0.1, "it names a price", core=True)
    seller = list(_seller(sent, sums))
    if sum(points for points, _ in seller) >= ENOUGH or (offered and seller):
        yield from (reason for _, reason in seller)


def money_of_others(sent: Sent) -> Reason | None:
    """Return the sign that a sum is a bill, a cost of ours, or somebody else's price; or that we ask for the price."""
    words = sent.lexicon.proposal
    asked = (words.enquiry.search(one.folded) for one in sentences(sent.own[:MOST_TEXT], sent.lexicon) if one.asks)
    found = words.spent.search(sent.folded) or next((one for one in asked if one), None)
    return Reason(-1.0, f'its sums are other money: "{short(found[0])}"') if found else None


def offers_a_choice(sent: Sent) -> bool:
    """Whether it names the prices of several options."""
    lines = [line.lstrip(" \t*-•") for line in sent.folded.splitlines()]
    return sum(1 for line in lines if sent.lexicon.proposal.choices.match(line) and amounts(line)) > 1


def _offered(sent: Sent, sums: list[Amount]) -> str | None:
    """Return the words directly before a sum that offer something for it: "we can do it for"."""
    offering, folded = sent.lexicon.proposal.offering, sent.folded
    leads = (offering.search(folded[max(0, one.start - _LEAD) : one.start]) for one in sums)
    return next((lead[0] for lead in leads if lead), None)


def _seller(sent: Sent, sums: list[Amount]) -> Iterator[tuple[int, Reason]]:
    """Give the signs of a seller with their points."""
    words, folded = sent.lexicon.proposal, sent.folded
    for points, weight, pattern, text, why in (
        (1, 0.4, words.close, folded, "it asks for a yes"),
        (1, 0.3, words.scope, folded, "it says what the price covers"),
        (1, 0.2, words.measure, folded, "it says how much work it is"),
        (1, 0.3, words.slot, folded, "it says when the work can be done"),
        (1, 0.3, words.figures, folded, "the prices follow a talk"),
        (_STRONG, 0.5, words.enquiry, fold(sent.quoted[:MOST_TEXT]), "it answers who asked the price"),
    ):
        found = pattern.search(text)
        if found:
            yield points, Reason(weight, f'{why}: "{short(found[0])}"', core=True)
    if sent.asks and not words.close.search(folded):
        yield 1, Reason(0.1, "its question is theirs to answer", core=True)
    if words.vat.search(folded):
        yield _STRONG, Reason(0.1, "VAT is mentioned", core=True)
    if offers_a_choice(sent):
        yield _STRONG, Reason(0.5, "it offers a choice", core=True)
    elif _adds_up(sent, sums):
        yield _STRONG, Reason(0.3, "it adds up prices", core=True)


def _adds_up(sent: Sent, sums: list[Amount]) -> bool:
    """Whether the largest of at least three sums is the total of the others."""
    values = sorted(one.value for one in sums)
    return (
        len(values) > 2
        and re.search(sent.lexicon.proposal.total, sent.folded) is not None
        and (abs(sum(values[:-1]) - values[-1]) < 1)
    )
