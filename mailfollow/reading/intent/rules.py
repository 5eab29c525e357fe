"""What one sentence of an answer says, rule by rule; `intent` weighs them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from mailfollow.reading.dates.hold import Hold
from mailfollow.reading.intent import guards
from mailfollow.reading.lexicon.sentences import Sentence
from mailfollow.reading.lexicon.vocabulary import IntentWords

DECISIVE = frozenset({"stop", "vendor", "left", "no", "yes", "accepts"})
"""The votes that end a thread. "accepts" only adds to "yes" how much is meant by it."""
ASKING = frozenset({"question", "again", "asks"})
"""The votes of questions, which count however long a mail is."""
_SOON = 7
"""Days within which a time to speak is an appointment and no "not now"."""
_EDGES = re.compile(r"^\W+|\W+$")
_ENDS = re.compile(r"[ \t]*(?:$|[\n,.!;-])")


def defers(sentence: Sentence, hold: Hold, words: IntentWords) -> bool:
    """Whether it puts the matter off to the day it names; "can we talk on Tuesday?" does not."""
    if words.defer.search(sentence.folded):
        return True
    return hold.days > _SOON and any(said.search(sentence.folded) for said in (words.meet, words.not_now))


def alone(sentence: Sentence, words: IntentWords, length: int) -> Iterator[str]:
    """Give what a sentence says that is nearly all of a message of `length` words."""
    core = _EDGES.sub("", sentence.folded)
    spare = length - len(core.split())
    for name, pattern, most in (("stop", words.stop_alone, 4), ("no", words.no_thanks, 2), ("yes", words.yes_alone, 2)):
        if spare <= most and pattern.fullmatch(core) and not sentence.asks:
            yield name


def _plain(pattern: re.Pattern[str], sentence: Sentence, words: IntentWords) -> list[re.Match[str]]:
    return [match for match in pattern.finditer(sentence.folded) if guards.plain(sentence, match, words)]


def _stop(sentence: Sentence, words: IntentWords) -> bool:
    pleads = not sentence.asks or words.plead.search(sentence.folded) is not None
    return pleads and bool(_plain(words.stop, sentence, words))


def _vendor(sentence: Sentence, words: IntentWords) -> bool:
    return not sentence.asks and bool(_plain(words.vendor, sentence, words))


def _no(sentence: Sentence, words: IntentWords) -> bool:
    if any(
        " " in thanks[0] and _ENDS.match(sentence.folded, thanks.end())
        for thanks in _plain(words.no_thanks, sentence, words)
    ):
        return True
    found = _plain(words.no, sentence, words)
    return bool(found) and not sentence.asks and not any(guards.softened(sentence, match, words) for match in found)


def _yes(sentence: Sentence, words: IntentWords) -> bool:
    found = _plain(words.yes, sentence, words)
    return not sentence.asks and any(guards.certain(sentence, match, words) for match in found)


def _accepts(sentence: Sentence, words: IntentWords) -> bool:
    """Whether its yes is more than "yes, please", which may only be to what was asked last."""
    found = [match for match in _plain(words.yes, sentence, words) if not words.yes_please.fullmatch(match[0].strip())]
    return not sentence.asks and any(guards.certain(sentence, match, words) for match in found)


def _left(sentence: Sentence, words: IntentWords) -> bool:
    found = words.left.finditer(sentence.folded)
    return not sentence.asks and any(guards.of_anybody(sentence, match, words) for match in found)


def _not_now(sentence: Sentence, words: IntentWords) -> bool:
    """Whether it puts the matter off, or declines for the present only: "we are not interested right now"."""
    declined = _plain(words.no, sentence, words)
    if any(words.present.search(sentence.folded, max(0, match.start() - 40)) for match in declined):
        return True
    found = words.not_now.search(sentence.folded)
    if found is None or words.unless.search(sentence.folded, 0, found.start()):
        return False
    return guards.of_writer(sentence, found, words)


def _holding(sentence: Sentence, words: IntentWords) -> bool:
    found = words.holding.finditer(sentence.folded)
    return not sentence.asks and any(guards.of_writer(sentence, match, words) for match in found)


def _question(sentence: Sentence, words: IntentWords) -> bool:
    """Whether it asks something that wants an answer, and not to be asked again later."""
    return _wants_answer(sentence, words) and not words.defer.search(sentence.folded)


def _again(sentence: Sentence, words: IntentWords) -> bool:
    """Whether it asks to be asked again: "could you ping me then?"; a question only where nothing is put off."""
    return _wants_answer(sentence, words) and words.defer.search(sentence.folded) is not None


def _wants_answer(sentence: Sentence, words: IntentWords) -> bool:
    return sentence.asks and not words.smalltalk.search(sentence.folded) and not words.not_now.search(sentence.folded)


def _asks(sentence: Sentence, words: IntentWords) -> bool:
    return words.question.search(sentence.folded) is not None


RULES: Mapping[str, Callable[[Sentence, IntentWords], bool]] = {
    "stop": _stop,
    "vendor": _vendor,
    "left": _left,
    "no": _no,
    "yes": _yes,
    "accepts": _accepts,
    "question": _question,
    "again": _again,
    "not_now": _not_now,
    "holding": _holding,
    "asks": _asks,
}
