"""What a text is about: its words that say something of a matter, brought to a form in which they can be compared.

"Pumps" and "pump", "Häuser" and "Haus", "chaudières" and "chaudière" become the same. One list of endings does for all
languages: what matters is that both sides lose the same, not that a word is left.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from functools import lru_cache

from mailfollow.writing.resource.commonest import ACTIVITIES, COMMONEST

LEAST_STEM = 4
"""Letters that an ending may not cut into: "data" and "date" must stay two words."""
LEAST_PART = 5
"""Letters of a word that is seen within a longer one: "Wartung" in "Pumpenwartung", but no "Kran" in "Krankenhaus"."""

LONGEST_WORD = 80
"""Letters; what is longer is code or a key, and each of its thousands of pieces would be kept."""

_WORD = re.compile(r"[^\W_]+")
_IT = re.compile(r"\bIT\b")
"""In capitals it is a matter, else the commonest of words."""
_SENTENCE_END = re.compile(r"[.!?;]+(?=\s|$)|\n+")
_ENDINGS = ("ern", "ies", "oes", "ao", "as", "em", "en", "er", "es", "is", "os", "a", "e", "i", "o", "s", "x", "y")
"""The longest first."""
_ROUNDS = 2
"""How often an ending is cut: "servers" and "server" meet at "serv", while "chaudière" stays apart from "chaud"."""


def fold(text: str) -> str:
    """Return `text` in small letters without accents; "ß" is "ss"."""
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))


def stems(text: str) -> list[str]:
    """Return what a text is about, word by word in their order, each as its stem."""
    text = _IT.sub("informatics", text)
    return [stem(word) for word in _WORD.findall(fold(text)) if 1 < len(word) <= LONGEST_WORD and word not in COMMONEST]


def topical(text: str) -> bool:
    """Whether a text says anything of a matter."""
    return bool(stems(text))


def suffices(words: Collection[str]) -> bool:
    """Whether a topic of these stems says by itself what it is about: more than something that is done to anything."""
    return not _ANYTHING.issuperset(words)


def sentences(text: str) -> Iterator[list[str]]:
    """Yield the stems of each sentence, or line, that has any."""
    for sentence in _SENTENCE_END.split(text):
        if found := stems(sentence):
            yield found


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return a folded word without its endings, which leave at least four letters."""
    for _ in range(_ROUNDS):
        ending = next((one for one in _ENDINGS if word.endswith(one) and len(word) - len(one) >= LEAST_STEM), "")
        word = word.removesuffix(ending)
    return word


def parts(word: str) -> Iterator[str]:
    """Yield what a compound may begin or end with: pieces of a stem, of five letters or more, the rest of three."""
    for cut in range(LEAST_PART, len(word) - 2):
        yield stem(word[:cut])
    for cut in range(3, len(word) - LEAST_PART + 1):
        yield word[cut:]


_ANYTHING = frozenset(map(stem, ACTIVITIES))
