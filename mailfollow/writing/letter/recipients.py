"""To whom a follow-up goes: the recipients of our own proposal, and nobody else.

Reply-To and From of incoming mail are never asked: whoever can write to us could else redirect our drafts. Bcc of the
proposal is not used, so it stays hidden.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from mailfollow.model import Address, Envelope, Me, Refused

_ROBOT = re.compile(
    r"(?:no|not|do[-_.]?not|dont)[-_.]?repl(?:y|ies).*|nicht[-_.]?antworten.*|ne[-_.]?pas[-_.]?repondre.*|no[-_.]?responder.*"
    r"|mailer-daemon|postmaster|bounces?(?:[+=-].*)?|notifications?(?:[+-].*)?|auto(?:mailer|responder)?|robot"
    r"|tickets?(?:[+_-].*)?|(?:support|help|helpdesk|service|case|reply)\+.+"
)
"""Local parts of addresses that no person reads, or that a ticket system turns into a ticket."""


@dataclass(frozen=True, slots=True)
class Recipients:
    """Whom a follow-up is written to; `to` is never empty."""

    to: tuple[Address, ...]
    cc: tuple[Address, ...]


def recipients(proposal: Envelope, me: Me, without: frozenset[str] = frozenset()) -> Recipients | Refused:
    """Return the proposal's To and Cc, minus ourselves and the lower-case addresses in `without` (bounced, stopped).

    With nobody left in To, those in Cc move up. Refused if nobody is left at all, or only robots.
    """
    sender = {proposal.sender.address} if proposal.sender else set()
    to = _people(proposal.to, me, sender | without)
    cc = _people(proposal.cc, me, sender | without | {who.address for who in to})
    if not to and not cc:
        return Refused(_nobody(proposal, without))
    if all(is_robot(who.address) for who in to + cc):
        named = ", ".join(who.address for who in to + cc)
        return Refused(f"the proposal went only to {named}, which no person reads; write to a person there yourself")
    return Recipients(to, cc) if to else Recipients(cc, ())


def is_robot(address: str) -> bool:
    """Whether an address belongs to no person: noreply@, ticket+123@, notifications@."""
    return _ROBOT.fullmatch(address.rpartition("@")[0].lower()) is not None


def _people(listed: Iterable[Address], me: Me, without: set[str] | frozenset[str]) -> tuple[Address, ...]:
    """Return the addresses of a header once each, without those to leave out."""
    once = {who.address.lower(): who for who in reversed(tuple(listed))}
    kept = [who for address, who in reversed(once.items()) if address not in without and not me.owns(address)]
    return tuple(who for who in kept if who.address)


def _nobody(proposal: Envelope, without: frozenset[str]) -> str:
    """Say why no recipient is left."""
    failed = [who.address for who in proposal.recipients if who.address.lower() in without]
    if failed:
        return f"mail to {', '.join(failed)} does not arrive or is not wanted, and the proposal went to nobody else"
    if proposal.bcc and not proposal.recipients:
        return "the proposal went out in Bcc only; who got it is not revealed, so each needs a mail of their own"
    return "the proposal names no recipient but yourself"
