"""Bounces: found, with the right recipients, and never an ordinary mail."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from mailfollow.model import Kind, Message
from tests.benchmarks.scores.corpus import Corpus, Mail
from tests.benchmarks.scores.figures import Answer, Failed, Figure, Part, Score, Unit, Wrong, share
from tests.benchmarks.scores.ours import ours
from tests.benchmarks.scores.rivals import bounces

FOUND = Figure(
    "bounces-found",
    "bounces found",
    "mails of bounces/ with a label of sisimai or flufl, vacation notices left out, and all of flanker's, "
    "that are taken for a bounce, a delay or a complaint",
    least=0.99,
)
RECIPIENTS = Figure(
    "bounces-recipients",
    "bounces with exactly the right recipients",
    "labelled bounces whose set of failed addresses equals the label's; labels without an address, or with one that "
    "is cut off, are not judged",
    least=0.95,
)
LASTING = Figure(
    "bounces-lasting",
    "failed for good or for now",
    "recipients found, of sisimai's, that are for good or for now as sisimai says (for information: sisimai counts "
    "by the reason, and mailfollow spares an address in doubt)",
)
FALSE = Figure(
    "bounces-false",
    "ordinary mails taken for a bounce",
    "mails of mime/ that are no reports by folder, name and parts, the replies of quotes/, and one person's mail "
    "of bounces/flufl",
    Unit.COUNT,
    most=0,
)
VACATION = "vacation"
"""The reason by which sisimai's labels call a vacation notice."""


@dataclass(frozen=True, slots=True)
class Case:
    """A mail with its label: None for an ordinary mail, the failed addresses with lasting or None for a bounce."""

    mail: Mail
    failed: dict[str, bool | None] | None


def cases(corpus: Corpus) -> list[Case]:
    """Return all bounces, then the ordinary mails."""
    return [*_sisimai(corpus), *_flufl(corpus), *_flanker(corpus), *(Case(mail, None) for mail in corpus.ordinary)]


def _sisimai(corpus: Corpus) -> Iterator[Case]:
    for name, labels in corpus.json("bounces/sisimai.json").items():
        if all(label["reason"] != VACATION for label in labels):
            failed = {label["recipient"].lower(): label["hard"] for label in labels}
            yield Case(corpus.mail(f"bounces/sisimai/{name}"), failed)


def _flufl(corpus: Corpus) -> Iterator[Case]:
    for name, addresses in corpus.json("bounces/flufl.json").items():
        yield Case(corpus.mail(f"bounces/flufl/{name}"), dict.fromkeys(map(str.lower, addresses)))


def _flanker(corpus: Corpus) -> Iterator[Case]:
    return (Case(mail, {}) for mail in corpus.mails("bounces/flanker"))


def judge(asked: Sequence[Case], answers: Sequence[Answer]) -> dict[str, Score]:
    """Score what was taken for a bounce, and whom it concerns."""
    pairs = [(case, answer.value) for case, answer in zip(asked, answers, strict=True)]
    bounced = [(case, value) for case, value in pairs if case.failed is not None]
    missed = [Wrong(case.mail.place, "a bounce", "none") for case, value in bounced if value is None]
    ordinary = [(case, value) for case, value in pairs if case.failed is None]
    taken = [Wrong(case.mail.place, "no bounce", _listed(value)) for case, value in ordinary if value is not None]
    return {
        FOUND.key: share(len(bounced) - len(missed), missed, len(bounced)),
        RECIPIENTS.key: _recipients(bounced),
        LASTING.key: _lasting(bounced),
        FALSE.key: Score(len(taken), len(ordinary), tuple(taken)),
    }


def _recipients(bounced: Sequence[tuple[Case, Failed | None]]) -> Score:
    judged = [(case, value) for case, value in bounced if case.failed and all(map(_whole, case.failed))]
    if any(value is not None and value.recipients is None for _, value in judged):
        return Score(None, len(judged))
    wrong = [
        Wrong(case.mail.place, ", ".join(sorted(case.failed or {})), _listed(value))
        for case, value in judged
        if value is None or set(value.recipients or {}) != set(case.failed or {})
    ]
    return share(len(judged) - len(wrong), wrong, len(judged))


def _lasting(bounced: Sequence[tuple[Case, Failed | None]]) -> Score:
    judged = [
        (case, address, hard, known)
        for case, value in bounced
        for address, hard in (case.failed or {}).items()
        if value is not None and hard is not None and (known := (value.recipients or {}).get(address)) is not None
    ]
    wrong = [
        Wrong(f"{case.mail.place} {address}", _lasts(hard), _lasts(got))
        for case, address, hard, got in judged
        if hard != got
    ]
    return share(len(judged) - len(wrong), wrong, len(judged))


def _whole(address: str) -> bool:
    """Whether an address of a label has a whole domain; one in the corpus ends within it."""
    return "." in address.rpartition("@")[2]


def _lasts(hard: bool | None) -> str:
    return "for good" if hard else "for now"


def _listed(value: Failed | None) -> str:
    return "no bounce" if value is None else ", ".join(sorted(value.recipients or ())) or "a bounce of nobody"


def failed_of(message: Message) -> Failed | None:
    """Return what mailfollow says of a mail."""
    if message.kind is not Kind.BOUNCE:
        return None
    failed = message.bounce.failed if message.bounce else ()
    return Failed({recipient.address: recipient.permanent for recipient in failed})


def _mail(case: Any) -> bytes:
    return case.mail.data


PART = Part("Bounces", (FOUND, RECIPIENTS, LASTING, FALSE), (ours(_mail, failed_of), *bounces.CONTENDERS), cases, judge)
