"""A message as an object for programs: what `inspect --json` prints."""

from __future__ import annotations

from typing import Any

from mailfollow.model import Address, Bounce, Message, Proposal


def message_object(message: Message) -> dict[str, Any]:
    """Return a message as `--json` documents it; dates are ISO, ids stand without angle brackets."""
    envelope = message.envelope
    return {
        "kind": message.kind.value,
        "kind_why": message.kind_why,
        "from": _address(envelope.sender),
        "to": [_address(who) for who in envelope.recipients],
        "date": envelope.date.isoformat() if envelope.date else None,
        "subject": envelope.subject,
        "message_id": envelope.message_id,
        "in_reply_to": envelope.in_reply_to,
        "references": list(envelope.references),
        "language": message.language,
        "own_text": message.own_text,
        "quoted_text": message.quoted_text,
        "signature": message.signature,
        "intent": message.intent.value,
        "intent_why": message.intent_why,
        "until": message.until.isoformat() if message.until else None,
        "bounce": _bounce(message.bounce),
        "proposal": proposal_object(message.proposal),
        "attachments": list(message.attachments),
        "problems": list(message.problems),
    }


def _address(who: Address | None) -> dict[str, str] | None:
    return {"name": who.name, "address": who.address} if who else None


def _bounce(bounce: Bounce | None) -> dict[str, Any]:
    failed = [
        {
            "address": one.address,
            "permanent": one.permanent,
            "status": one.status,
            "original_message_id": one.original_message_id or (bounce.original_message_id if bounce else None),
        }
        for one in (bounce.failed if bounce else ())
    ]
    return {"failed": failed}


def proposal_object(proposal: Proposal) -> dict[str, Any]:
    """Return what was understood of a proposal, as `--json` documents it."""
    return {
        "score": round(proposal.score, 2),
        "is_proposal": proposal.is_proposal,
        "reasons": list(proposal.reasons),
        "number": proposal.number,
        "amount": proposal.amount,
        "currency": proposal.currency,
        "valid_until": proposal.valid_until.isoformat() if proposal.valid_until else None,
        "promise": proposal.promise.isoformat() if proposal.promise else None,
    }
