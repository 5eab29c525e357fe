"""Any real message: nothing raises, and nothing takes long."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from mailfollow.model import Kind
from tests.benchmarks.scores.corpus import Corpus, Mail
from tests.benchmarks.scores.figures import Answer, Contender, Figure, Part, Score, Unit, Wrong
from tests.benchmarks.scores.ours import NAME, read
from tests.benchmarks.scores.rivals import mime

EXCEPTIONS = Figure(
    "any-exceptions",
    "any real message: exceptions",
    "all mails of mime/ and bounces/; for mailfollow also every message that it gave up with an exception inside",
    Unit.COUNT,
    most=0,
)
SLOWEST = Figure(
    "any-slowest",
    "any real message: slowest",
    "the slowest of the same mails, in processor time, the quicker of two readings; for mailfollow everything that it "
    "understands of it, for the libraries headers and texts",
    Unit.MILLISECONDS,
    most=250,
)
_GAVE_UP = ("it cannot be taken apart", "its text cannot be read")
"""How `reading.read` begins its reason where an exception came up."""


class GaveUp(Exception):
    """A message was given up because of an exception inside, which `read` keeps from its caller."""


def understand() -> Callable[[Mail], None]:
    """Read everything that mailfollow understands of a message."""

    def understood(mail: Mail) -> None:
        message = read(mail.data)
        if message.kind is Kind.UNREADABLE and message.kind_why.startswith(_GAVE_UP):
            raise GaveUp(message.kind_why)

    return understood


def _real(corpus: Corpus) -> Sequence[Mail]:
    return corpus.real


def judge(mails: Sequence[Mail], answers: Sequence[Answer]) -> dict[str, Score]:
    """Score exceptions and time."""
    raised = [
        Wrong(mail.place, "no exception", answer.problem)
        for mail, answer in zip(mails, answers, strict=True)
        if answer.problem
    ]
    slowest = max(zip(mails, answers, strict=True), key=lambda pair: pair[1].seconds, default=None)
    return {
        EXCEPTIONS.key: Score(len(raised), len(mails), tuple(raised)),
        SLOWEST.key: _time(*slowest) if slowest else Score(None),
    }


def _time(mail: Mail, answer: Answer) -> Score:
    return Score(1_000 * answer.seconds, 1, note=f"{mail.place}, {len(mail.data):,} bytes")


PART = Part("Any real message", (EXCEPTIONS, SLOWEST), (Contender(NAME, understand), *mime.CONTENDERS), _real, judge)
