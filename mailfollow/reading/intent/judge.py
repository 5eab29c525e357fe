"""What a person's own words mean for a proposal: yes, no, not now, holding, a question, stop, or left.

Decline comes before interest ("we are not interested"), and a phrase counts only where it is the writer's own plain
answer (`guards`). A wrong *no* or *stop* ends a live deal, so whatever is unsure is `Intent.OTHER`, which leaves the
decision to the person. Text that gives instructions to software has no meaning here at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from mailfollow.model import Intent
from mailfollow.reading.dates.hold import Hold
from mailfollow.reading.intent.rules import ASKING, DECISIVE, RULES, alone, defers
from mailfollow.reading.lexicon import Lexicon
from mailfollow.reading.lexicon.notation import fold
from mailfollow.reading.lexicon.sentences import Sentence, sentences

MOST_TEXT = 8_192
"""Characters of own words that are looked at."""
LONGEST_ANSWER = 250
"""Words of a mail that may decide something or put it off; in a longer one, a "no" is about something else."""
SHORT = 12
"""Words of a mail too short to tell its language by; a plain answer of any language counts."""

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Verdict:
    """An intent, and the words it was read from. `accepts`: the yes is to the offer, whatever was asked last."""

    intent: Intent
    why: str
    accepts: bool = False


def judge(own: str, lexicon: Lexicon, language: str | None, hold: Hold | None) -> Verdict:
    """Return what own words mean. `hold` is the day they name, if any (`dates.hold_until`)."""
    text = own[:MOST_TEXT]
    if not text.strip():
        return Verdict(Intent.OTHER, "it has no words of its own")
    length = len(_WORD.findall(text))
    votes: dict[str, str] = {}
    found = sentences(text, lexicon)
    for sentence in found:
        for vote in _votes(sentence, lexicon, language, hold, length):
            votes.setdefault(vote, _quoted(sentence))
    return _decide(votes, _quoted(_gist(found)))


def _votes(sentence: Sentence, lexicon: Lexicon, language: str | None, hold: Hold | None, length: int) -> Iterator[str]:
    near = lexicon.near(language, lexicon.intents)
    dated = hold if hold is not None and hold.words == " ".join(sentence.text.split()) else None
    later = dated is not None and any(defers(sentence, dated, words) for words in near)
    for words in near if length > SHORT else lexicon.intents.values():
        rules = _rules(length) if words in near else DECISIVE
        yield from (name for name in rules if RULES[name](sentence, words) and not (later and name in ASKING))
        yield from alone(sentence, words, length)
    if later:
        yield "defer"
    elif dated and dated.away:
        yield "holding"


def _rules(length: int) -> Iterable[str]:
    return RULES if length <= LONGEST_ANSWER else ASKING


def _gist(found: Sequence[Sentence]) -> Sentence:
    """Return the sentence that is most likely what they wrote for: a question, or the first that is no greeting."""
    asked = (one for one in found if one.asks)
    said = (one for one in found if not one.text.rstrip().endswith((",", "!")))
    return next(asked, next(said, found[0]))


def _quoted(sentence: Sentence) -> str:
    return " ".join(sentence.text.split())[:120]


def _decide(votes: Mapping[str, str], gist: str) -> Verdict:
    """Weigh what the sentences say: the grave and plain first, contradictions as unsure."""
    if "no" in votes and "yes" in votes and "vendor" not in votes:
        return Verdict(Intent.OTHER, f'it says both yes and no: "{votes["no"]}"')
    for name, intent in _ORDER:
        if name in votes and not (name == "no" and {"not_now", "defer"} & votes.keys()):
            return Verdict(intent, f'"{votes[name]}"', intent is Intent.YES and "accepts" in votes)
    return Verdict(Intent.OTHER, f'"{gist}", which decides nothing')


_ORDER = (
    ("stop", Intent.STOP),
    ("vendor", Intent.NO),
    ("no", Intent.NO),
    ("yes", Intent.YES),
    ("question", Intent.QUESTION),
    ("left", Intent.LEFT),
    ("not_now", Intent.NOT_NOW),
    ("defer", Intent.NOT_NOW),
    ("again", Intent.QUESTION),
    ("holding", Intent.HOLDING),
    ("asks", Intent.QUESTION),
)


def leaves_the_ball(own: str, lexicon: Lexicon, language: str | None) -> bool:
    """Whether own words ask, offer or promise something, so that the other side is to answer. "Thanks" does not."""
    text = fold(own[:MOST_TEXT])
    if any(sentence.asks for sentence in sentences(own[:MOST_TEXT], lexicon)):
        return True
    return any(words.offer.search(text) for words in lexicon.near(language, lexicon.intents))
