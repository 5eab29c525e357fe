"""How many things a text asks for. One ask is one sentence that ends in a question mark or holds a request ("tell me").

Not counted: questions in a list (they are given, not asked) and in quotation marks. A sentence that both requests and
asks ("Tell me: which one?") counts once; two sentences ("Which one? Tell me.") are two asks.
"""

from __future__ import annotations

import re

from mailfollow.writing.languages import Language
from mailfollow.writing.languages.normal import normal
from mailfollow.writing.languages.phrases import find, phrases

_ITEM = re.compile(r"^[ \t]*(?:[-*•–]|\(?\d{1,2}[.)]|\(?[a-h]\))[ \t].*$", re.MULTILINE)
_SAID = re.compile(r"\"[^\"\n]{0,300}\"|“[^”\n]{0,300}”|„[^“”\n]{0,300}[“”]|«[^»\n]{0,300}»|‘[^’\n]{0,300}’(?!\w)")
_SENTENCE_END = re.compile(r"(?<=[.!?？…])[)\"”»’]*\s+|\n+|(?<=[？])")
_QUESTION = re.compile(r"[?？][)\"”»’\s]*$")


def asks(text: str, words: Language) -> list[str]:
    """Return the sentences of `text` that ask for something, in order."""
    spoken = _SAID.sub('"', _ITEM.sub("", text))
    sentences = (sentence.strip() for sentence in _SENTENCE_END.split(spoken))
    return [sentence for sentence in sentences if _asks(sentence, words)]


def _asks(sentence: str, words: Language) -> bool:
    return bool(_QUESTION.search(sentence) or any(find(normal(sentence), phrases(words.requests, words))))
