"""What a person's own words mean for a proposal: yes, no, not now, holding, a question, stop, or left.

Decline comes before interest ("we are not interested"), and each phrase counts only in a sentence that says it plainly:
no "if" before it, no "not", nobody else as subject, no "but" that turns it round. A wrong *no* or *stop* ends a live
deal, so whatever is unsure is `Intent.OTHER`, which leaves the decision to the person. Text that gives instructions to
software has no meaning here at all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from mailfollow.model import Intent
from mailfollow.reading import guards
from mailfollow.reading.dates import Hold
from mailfollow.reading.lexicon import Lexicon
from mailfollow.reading.notation import fold
from mailfollow.reading.sentences import Sentence, sentences
from mailfollow.reading.vocabulary import IntentWords

MOST_TEXT = 8_192
"""Characters of own words that are looked at."""

_EDGES = re.compile(r"^\W+|\W+$")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Verdict:
    """An intent, and the words it was read from."""

    intent: Intent
    why: str


def judge(own: str, lexicon: Lexicon, language: str | None, hold: Hold | None) -> Verdict:
    """Return what own words mean. `hold` is the day they name, if any (`dates.hold_until`)."""
    text = own[:MOST_TEXT]
    if not text.strip():
        return Verdict(Intent.OTHER, "it has no words of its own")
    tables = lexicon.near(language, lexicon.intents)
    brief = len(_WORD.findall(text)) <= _BRIEF
    votes: dict[str, str] = {}
    for sentence in sentences(text, lexicon):
        for vote in _votes(sentence, tables, hold, brief=brief):
            votes.setdefault(vote, " ".join(sentence.text.split())[:120])
    return _decide(votes)


_SOON = 7
"""Days within which a time to speak is an appointment and no "not now"."""
_BRIEF = 6
"""Words of a message in which a bare "no" or "unsubscribe" is the answer."""


def _votes(sentence: Sentence, tables: tuple[IntentWords, ...], hold: Hold | None, *, brief: bool) -> Iterator[str]:
    dated = hold if hold is not None and hold.words == " ".join(sentence.text.split()) else None
    later = dated is not None and any(_defers(sentence, dated, words) for words in tables)
    for words in tables:
        votes = (name for name, says in _RULES.items() if says(sentence, words))
        yield from (name for name in votes if not (later and name in {"question", "asks"}))
        if brief:
            yield from _alone(sentence, words)
    if later:
        yield "defer"
    elif dated and dated.away:
        yield "holding"


def _defers(sentence: Sentence, hold: Hold, words: IntentWords) -> bool:
    """Whether it asks to be asked again on the day it names. "Can we talk on Tuesday?" does not."""
    if words.defer.search(sentence.folded):
        return True
    return hold.days > _SOON and words.meet.search(sentence.folded) is not None


def _decide(votes: Mapping[str, str]) -> Verdict:
    """Weigh what the sentences say: the grave and plain first, contradictions as unsure."""
    if "no" in votes and "yes" in votes and "vendor" not in votes:
        return Verdict(Intent.OTHER, f'it says both yes and no: "{votes["no"]}"')
    for name, intent in _ORDER:
        if name in votes and not (name == "no" and {"not_now", "defer"} & votes.keys()):
            return Verdict(intent, f'"{votes[name]}"')
    return Verdict(Intent.OTHER, "nothing in it decides")


_ORDER = (
    ("stop", Intent.STOP),
    ("vendor", Intent.NO),
    ("left", Intent.LEFT),
    ("no", Intent.NO),
    ("yes", Intent.YES),
    ("question", Intent.QUESTION),
    ("not_now", Intent.NOT_NOW),
    ("defer", Intent.NOT_NOW),
    ("holding", Intent.HOLDING),
    ("asks", Intent.QUESTION),
)


def _alone(sentence: Sentence, words: IntentWords) -> Iterator[str]:
    core = _EDGES.sub("", sentence.folded)
    for name, pattern in (("stop", words.stop_alone), ("no", words.no_thanks), ("yes", words.yes_alone)):
        if pattern.fullmatch(core) and not sentence.asks:
            yield name


def _stop(sentence: Sentence, words: IntentWords) -> bool:
    pleads = not sentence.asks or words.plead.search(sentence.folded)
    found = words.stop.finditer(sentence.folded)
    return bool(pleads) and any(guards.plain(sentence, match, words, anybody=True) for match in found)


def _vendor(sentence: Sentence, words: IntentWords) -> bool:
    return _plainly(words.vendor, sentence, words)


def _no(sentence: Sentence, words: IntentWords) -> bool:
    thanks = words.no_thanks.match(sentence.folded)
    if (
        thanks
        and " " in thanks[0]
        and sentence.folded[thanks.end() :].lstrip()[:1] in {"", ",", ".", "!", ";", "-", "–"}
    ):
        return True
    found = [match for match in words.no.finditer(sentence.folded) if guards.plain(sentence, match, words)]
    return bool(found) and not sentence.asks and not any(guards.softened(sentence, match, words) for match in found)


def _postponed_no(sentence: Sentence, words: IntentWords) -> bool:
    """Whether it declines for the present only: "we are not interested right now"."""
    found = [match for match in words.no.finditer(sentence.folded) if guards.plain(sentence, match, words)]
    return any(words.present.search(sentence.folded, max(0, match.start() - 40)) for match in found)


def _yes(sentence: Sentence, words: IntentWords) -> bool:
    return not sentence.asks and any(
        guards.plain(sentence, match, words) and guards.certain(sentence, match, words)
        for match in words.yes.finditer(sentence.folded)
    )


def _left(sentence: Sentence, words: IntentWords) -> bool:
    return _plainly(words.left, sentence, words, anybody=True)


def _plainly(pattern: re.Pattern[str], sentence: Sentence, words: IntentWords, *, anybody: bool = False) -> bool:
    if sentence.asks:
        return False
    return any(guards.plain(sentence, match, words, anybody=anybody) for match in pattern.finditer(sentence.folded))


def _not_now(sentence: Sentence, words: IntentWords) -> bool:
    found = words.not_now.search(sentence.folded)
    return _postponed_no(sentence, words) or (
        found is not None and not words.unless.search(sentence.folded, 0, found.start())
    )


def _holding(sentence: Sentence, words: IntentWords) -> bool:
    return not sentence.asks and words.holding.search(sentence.folded) is not None


def _question(sentence: Sentence, words: IntentWords) -> bool:
    """Whether it asks something that wants an answer, and not to be asked again later."""
    return sentence.asks and not words.smalltalk.search(sentence.folded) and not words.not_now.search(sentence.folded)


def _asks(sentence: Sentence, words: IntentWords) -> bool:
    return words.question.search(sentence.folded) is not None


_RULES: Mapping[str, Callable[[Sentence, IntentWords], bool]] = {
    "stop": _stop,
    "vendor": _vendor,
    "left": _left,
    "no": _no,
    "yes": _yes,
    "question": _question,
    "not_now": _not_now,
    "holding": _holding,
    "asks": _asks,
}


def leaves_the_ball(own: str, lexicon: Lexicon, language: str | None) -> bool:
    """Whether own words ask, offer or promise something, so that the other side is to answer. "Thanks" does not."""
    text = fold(own[:MOST_TEXT])
    if any(sentence.asks for sentence in sentences(own[:MOST_TEXT], lexicon)):
        return True
    return any(words.offer.search(text) for words in lexicon.near(language, lexicon.intents))
