"""Intent: no ordinary mail is taken for a refusal."""

from __future__ import annotations

from collections.abc import Sequence

from mailfollow.model import Intent
from tests.benchmarks.scores.corpus import Corpus, Mail
from tests.benchmarks.scores.figures import Answer, Figure, Part, Score, Unit, Wrong
from tests.benchmarks.scores.ours import ours

FALSE = Figure(
    "declines-false",
    "ordinary mails taken for a no or a stop",
    "the same ordinary mails as for bounces; none of them refuses an offer",
    Unit.COUNT,
    most=0,
)


def _ordinary(corpus: Corpus) -> Sequence[Mail]:
    return corpus.ordinary


def judge(mails: Sequence[Mail], answers: Sequence[Answer]) -> dict[str, Score]:
    """Score the intents found in ordinary mails."""
    wrong = [
        Wrong(mail.place, "no refusal", f"{answer.value[0]}: {answer.value[1]}")
        for mail, answer in zip(mails, answers, strict=True)
        if answer.value and answer.value[0] in {Intent.NO, Intent.STOP}
    ]
    return {FALSE.key: Score(len(wrong), len(mails), tuple(wrong))}


PART = Part(
    "Intent",
    (FALSE,),
    (ours(lambda mail: mail.data, lambda message: (message.intent, message.intent_why)),),
    _ordinary,
    judge,
)
