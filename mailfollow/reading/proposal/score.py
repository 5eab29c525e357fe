"""Is a sent message a proposal? A score of named reasons, and the facts it states.

Only own words count: what is quoted was written before, often by somebody else. The single signs (a price, a question)
count only beside one that speaks of a proposal, or private mail would be followed up.
"""

from __future__ import annotations

from mailfollow.model import Proposal
from mailfollow.reading.lexicon.sentences import sentences
from mailfollow.reading.own_words.greeting import greeting_name
from mailfollow.reading.proposal import facts
from mailfollow.reading.proposal.against import signs_against, stranger
from mailfollow.reading.proposal.amounts import Amount, main_amount
from mailfollow.reading.proposal.price import money_of_others, offers_a_choice, price_signs
from mailfollow.reading.proposal.sent import MOST_TEXT, Reason, Sent
from mailfollow.reading.proposal.signs import signs_beside, signs_of


def read_proposal(sent: Sent, threshold: float) -> Proposal:
    """Score a message, and read the facts if anything in it speaks of a proposal."""
    foreign = stranger(sent)
    if foreign:
        return Proposal(score=foreign.weight, reasons=_told([foreign]))
    amount = main_amount(sent.own[:MOST_TEXT], sent.lexicon)
    against = list(signs_against(sent))
    signs = list(signs_of(sent))
    other_money = None if signs else money_of_others(sent)
    # beside "your offer" the price is theirs
    signs.extend([] if sent.lexicon.proposal.received.search(sent.folded) else price_signs(sent))
    against.extend([other_money] if other_money else [])
    if not any(sign.core for sign in signs):
        return Proposal(score=round(sum(sign.weight for sign in against), 2), reasons=_told(against))
    reasons = [*signs, *signs_beside(sent, amount), *against]
    score = round(sum(reason.weight for reason in reasons), 2)
    return _with_facts(sent, amount, Proposal(score, score >= threshold, _told(reasons)))


def _told(reasons: list[Reason]) -> tuple[str, ...]:
    return tuple(f"{reason.weight:+.1f} {reason.why}" for reason in reasons)


def _with_facts(sent: Sent, amount: Amount | None, proposal: Proposal) -> Proposal:
    subject, own, lexicon = sent.parsed.envelope.subject, sent.own[:MOST_TEXT], sent.lexicon
    found = sentences(own, lexicon)
    number = facts.number_of(subject, own, lexicon) or facts.number_in_names(sent.parsed.attachments, lexicon)
    amount = None if offers_a_choice(sent) else amount  # which of them it will be is theirs to say
    promise = facts.promise_of(found, lexicon, sent.language, sent.reference)
    return Proposal(
        score=proposal.score,
        is_proposal=proposal.is_proposal,
        reasons=proposal.reasons,
        topic=facts.topic_of(subject, own, number, lexicon),
        number=number,
        amount=amount.text if amount else None,
        currency=amount.currency if amount else None,
        valid_until=facts.valid_until(found, lexicon, sent.language, sent.reference),
        promise=promise.day if promise else None,
        promise_text=promise.words if promise else None,
        greeting_name=greeting_name(own, lexicon, [one.name for one in sent.parsed.envelope.recipients]),
    )
