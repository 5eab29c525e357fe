"""Finding the phrases of a list in a normalised text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from mailfollow.writing.languages import LANGUAGES, Language
from mailfollow.writing.languages.normal import Normal, normal, without_accent

_SPELT_OUT = {"ä": "ae", "ö": "oe", "ü": "ue"}
"""How German is written on a keyboard without its letters."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase made comparable as texts are, with the accented letters that its language tells apart."""

    plain: Normal
    letters: str


def phrases(listed: tuple[str, ...], words: Language) -> tuple[Phrase, ...]:
    """Return the phrases of a list of the language `words`, ready to be searched for."""
    return _phrases(listed, words.letters)


def worn_out(words: Language) -> tuple[Phrase, ...]:
    """Return what is banned: the phrases of `words` and of every other language, since sellers mix them."""
    own = phrases(words.banned, words)
    others = (other for other in LANGUAGES.values() if other is not words)
    return own + tuple(one for other in others for one in phrases(other.banned, other))


def find(text: Normal, wanted: tuple[Phrase, ...]) -> Iterator[tuple[int, int]]:
    """Yield start and end, in the text that `text` was made from, of every phrase in it; of two the longer.

    The words may be glued together, joined by hyphens or spaced out letter by letter, but a phrase is no part of a
    longer word: "many updates" does not hold "any updates".
    """
    there = (phrase for phrase in wanted if phrase.plain.text in text.text)
    found = sorted((start, -len(phrase.plain.text)) for phrase in there for start in _starts(text, phrase))
    last = 0
    for start, length in found:
        if start >= last:
            last = start - length
            yield text.origin[start], text.origin[last - 1] + 1


@lru_cache(maxsize=64)
def _phrases(listed: tuple[str, ...], letters: str) -> tuple[Phrase, ...]:
    written = dict.fromkeys(listed)
    if "ß" in letters:
        written |= dict.fromkeys("".join(_SPELT_OUT.get(letter, letter) for letter in phrase) for phrase in listed)
    return tuple(Phrase(normal(phrase), letters) for phrase in written)


def _starts(text: Normal, phrase: Phrase) -> Iterator[int]:
    start = text.text.find(phrase.plain.text)
    while start >= 0:
        if _stands(text, start, phrase):
            yield start
        start = text.text.find(phrase.plain.text, start + 1)


def _stands(text: Normal, start: int, phrase: Phrase) -> bool:
    """Whether the phrase stands at `start` as words of its own, whole, and with no letter of another word."""
    end = start + len(phrase.plain.text)
    inner = range(1, end - start)
    return (
        _apart(text, start)
        and _apart(text, end)
        and all(not text.gap[start + at] or phrase.plain.gap[at] or _spaced(text, start + at) for at in inner)
        and all(map(_same_letter, text.accented[start:end], phrase.plain.accented, [phrase.letters] * (end - start)))
    )


def _apart(text: Normal, at: int) -> bool:
    """Whether a word may begin or end before character `at`."""
    return (
        not 0 < at < len(text.text)
        or bool(text.gap[at])
        or not (text.text[at - 1].isalnum() and text.text[at].isalnum())
    )


def _spaced(text: Normal, at: int) -> bool:
    """Whether the gap before `at` is a hyphen, or one of those between letters that stand alone."""
    return text.gap[at] == "-" or (_alone(text, at - 1) and _alone(text, at))


def _alone(text: Normal, at: int) -> bool:
    return _apart(text, at) and _apart(text, at + 1)


def _same_letter(seen: str, wanted: str, letters: str) -> bool:
    """Whether an accent, or its lack, leaves the letter the same: "desole" is "désolé", "hätten" is not "hatten"."""
    return seen == wanted or wanted != without_accent(wanted) or seen not in letters
