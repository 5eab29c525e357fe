"""Auto-replies: found, and never a person's mail."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mailfollow.model import Kind
from tests.benchmarks.scores.bounces import VACATION
from tests.benchmarks.scores.corpus import Corpus, Mail
from tests.benchmarks.scores.figures import Answer, Figure, Part, Score, Unit, Wrong, share
from tests.benchmarks.scores.ours import ours
from tests.benchmarks.scores.rivals import auto_replies

FOUND = Figure(
    "auto-replies-found",
    "auto-replies found",
    "mails that sisimai's labels call vacation notices, and the one auto-reply among flufl's unlabelled mails",
    least=0.97,
)
FALSE = Figure(
    "auto-replies-false",
    "ordinary mails taken for an auto-reply",
    "the same ordinary mails as for bounces",
    Unit.COUNT,
    most=0,
)
OWN_FOUND = Figure(
    "auto-replies-found-own",
    "auto-replies found, of the tests' own mail",
    "mails of tests/reading/mail whose .json says auto-reply; written with mailfollow, so no proof, but a comparison",
    least=0.97,
)
OWN_FALSE = Figure(
    "auto-replies-traps-own",
    "traps taken for an auto-reply, of the tests' own mail",
    "mails of tests/reading/mail whose .json says that a person or a list wrote them",
    Unit.COUNT,
    most=0,
)
AMONG_BOUNCES = ("bounces/flufl/qmail_08.txt",)
"""An auto-reply (Precedence: auto_reply) that once crashed a bounce detector and so lies among the bounces."""
OWN_MAIL = Path(__file__).parents[2] / "reading/mail"
_PEOPLE = {"person", "list"}


@dataclass(frozen=True, slots=True)
class Case:
    """A mail, and whether it is an auto-reply."""

    mail: Mail
    automatic: bool


def cases(corpus: Corpus) -> list[Case]:
    """Return the corpus's auto-replies, then its ordinary mails."""
    labels = corpus.json("bounces/sisimai.json")
    vacations = [f"bounces/sisimai/{name}" for name in labels if any(x["reason"] == VACATION for x in labels[name])]
    known = [name for name in AMONG_BOUNCES if (corpus.root / name).exists()]
    found = [Case(corpus.mail(name), automatic=True) for name in (*vacations, *known)]
    return found + [Case(mail, automatic=False) for mail in corpus.ordinary]


def own_cases(_corpus: Corpus) -> list[Case]:
    """Return the auto-replies and the mails of people that the tests have."""
    return list(_own_mails(OWN_MAIL))


def _own_mails(folder: Path) -> Iterator[Case]:
    for path in sorted(folder.rglob("*.eml")):
        label = path.with_suffix(".json")
        kind = json.loads(label.read_text(encoding="utf-8")).get("kind") if label.exists() else None
        if kind == "auto-reply" or kind in _PEOPLE:
            mail = Mail(f"tests/reading/mail/{path.relative_to(folder).as_posix()}", path.read_bytes())
            yield Case(mail, automatic=kind == "auto-reply")


def _judge(found: str, false: str, asked: Sequence[Case], answers: Sequence[Answer]) -> dict[str, Score]:
    pairs = list(zip(asked, answers, strict=True))
    automatic = [(case, answer) for case, answer in pairs if case.automatic]
    people = [(case, answer) for case, answer in pairs if not case.automatic]
    missed = [Wrong(case.mail.place, "an auto-reply", "none") for case, answer in automatic if not answer.value]
    taken = [Wrong(case.mail.place, "no auto-reply", "an auto-reply") for case, answer in people if answer.value]
    return {
        found: share(len(automatic) - len(missed), missed, len(automatic)),
        false: Score(len(taken), len(people), tuple(taken)),
    }


def judge(asked: Sequence[Case], answers: Sequence[Answer]) -> dict[str, Score]:
    """Score the corpus's mail."""
    return _judge(FOUND.key, FALSE.key, asked, answers)


def judge_own(asked: Sequence[Case], answers: Sequence[Answer]) -> dict[str, Score]:
    """Score the tests' own mail."""
    return _judge(OWN_FOUND.key, OWN_FALSE.key, asked, answers)


def _mail(case: Any) -> bytes:
    return case.mail.data


_CONTENDERS = (ours(_mail, lambda message: message.kind is Kind.AUTO_REPLY), *auto_replies.CONTENDERS)
PART = Part("Auto-replies", (FOUND, FALSE), _CONTENDERS, cases, judge)
OWN_PART = Part("Auto-replies, the tests' own mail", (OWN_FOUND, OWN_FALSE), _CONTENDERS, own_cases, judge_own)
