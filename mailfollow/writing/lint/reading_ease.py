"""How easy a text is to read: Flesch's Reading Ease, with the formula that was made for each language.

100 is easy, 60 is plain, below 30 is an academic's. The formulas, with their sources, stand with each language's words:
all of them weigh the words of a sentence and the syllables of a word, so they can be compared only within a language.
Syllables are counted as spoken, by rules that err in some words of a hundred; over a text that evens out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from statistics import fmean

from mailfollow.errors import DataError
from mailfollow.model import Template
from mailfollow.writing.languages import Language, language
from mailfollow.writing.languages.language import Rhythm
from mailfollow.writing.lint.fault import Fault
from mailfollow.writing.lint.own_part import own_part
from mailfollow.writing.template.render import render
from mailfollow.writing.template.samples import SEEDS, samples

_LINK = re.compile(r"\b(?:https?://|www\.)\S+", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_JOINED = re.compile(r"[^\W\d_]+(?:['’‑-][^\W\d_]+)*")
_END = re.compile(r"(?<![.!?…])[.!?…]++(?=[\s\"”»“)]|$)|\n\s*\n|\n(?=[ \t]*(?:[-*•–]|\(?\w{1,2}[.)])[ \t])")


def ease(text: str, words: Language) -> float:
    """Return the reading ease of a text, without its signature and quoted mail; 100 for one without words."""
    sentences = [found for part in _END.split(_LINK.sub("", own_part(text))) if (found := _JOINED.findall(part))]
    spoken = [word for sentence in sentences for word in sentence]
    if not spoken:
        return 100.0
    rhythm = words.rhythm
    per_word = sum(syllables(word, words) for word in spoken) / len(spoken)
    return rhythm.base - rhythm.sentence * len(spoken) / len(sentences) - rhythm.word * per_word


def template_ease(template: Template) -> float | None:
    """Return the mean reading ease of a template's texts, without greeting and sign-off; None if it cannot be told."""
    words = language(template.language)
    try:
        return fmean(
            ease(render(template, {**facts, "greeting": "", "sign_off": ""}, SEEDS[0]), words)
            for _, facts in samples(template)
        )
    except DataError:
        return None  # that it does not render is said by another rule


def hard_to_read(template: Template) -> Iterator[Fault]:
    """Yield a fault for a template whose texts are hard to read in its language."""
    found, least = template_ease(template), language(template.language).rhythm.hard
    if found is not None and found < least:
        sentence = f"its reading ease is {found:.0f}, and {least:.0f} is the least"
        yield Fault(template.first_line, 1, "hard-to-read", sentence, "use shorter sentences and shorter words")


def syllables(word: str, words: Language) -> int:
    """Return the number of syllables of a word; one with a hyphen or an apostrophe has those of its parts."""
    return sum(_of_part(part.lower(), words.rhythm, len(word)) for part in _WORD.findall(word)) or 1


@lru_cache(maxsize=4096)
def _of_part(part: str, rhythm: Rhythm, whole: int) -> int:
    """Count in one part; a single consonant before an apostrophe ("l'offre", "we'll") is none."""
    said = re.sub(rhythm.apart, "-", re.sub(rhythm.silent, "", part))
    return len(re.findall(rhythm.nucleus, said)) or int(len(part) == whole or len(part) > 2)
