"""How phrases are written in the tables, and how they become patterns.

The notation cannot express a slow regular expression, so a user's own tables are harmless. Text is folded
before it is searched: case, accents and typographic quotes make no difference to what a mail means.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from mailfollow.reading.lexicon.alternation import any_of

# Between two words of a phrase: spaces, a line break, a comma, a dash or emphasis marks.
_SPACE = r"[\s,\-\"*>]++"
# What "..." stands for: up to five words of the same clause.
_GAP = rf"(?:{_SPACE}[\w']++){{0,5}}?"
NEVER = re.compile(r"(?!)")
_SIGNS = frozenset("./*[]")
_MOST_CHOICES = 300
"""Ways in which one phrase may fit at one place: three gaps have 216. More would be searched slowly."""


class _Fold(dict[int, str]):
    """A `str.translate` table that fills itself: each character to one plain lower-case character."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        # Beyond the alphabets (Hangul, kana) a decomposition would take characters apart.
        plain = unicodedata.normalize("NFKD", char)[:1].lower() if char.isalnum() and code < 0x2E80 else char
        self[code] = plain if len(plain) == 1 else char
        return self[code]


_FOLD = _Fold(dict.fromkeys(map(ord, "’‘‛´`ʼ"), "'") | dict.fromkeys(map(ord, "“”„«»"), '"'))
_FOLD.update(dict.fromkeys(map(ord, "‐‑‒–—―−"), "-"))
_FOLD.update(dict.fromkeys((0xA0, 0x2007, 0x2009, 0x202F), " "))


def fold(text: str) -> str:
    """Return `text` in lower case, without accents, with straight quotes, plain dashes and spaces.

    Every character stays one character, so a position in the folded text is the same in the original.
    """
    return text.translate(_FOLD)


def fold_all(words: Iterable[str]) -> frozenset[str]:
    """Return plain words, folded."""
    return frozenset(map(fold, words))


def trouble(phrase: str) -> str | None:
    """Return what makes a phrase unfit to be searched for: it fits everywhere, or in too many ways. None if nothing."""
    if _SIGNS.isdisjoint(phrase) and phrase.strip():
        return None
    pieces = phrase.split()
    options = [piece.strip("[]").split("/") for piece in pieces if piece != "..."]
    if not all(any(word.strip("*") for word in words) for words in options) or not options:
        return "it fits everywhere; write words, also beside '/' and '*'"
    words = [f"{word[0]}*" if word.endswith("*") else word for words in options for word in words if word]
    gaps, again = len(pieces) - len(options), len(words) - len(set(words))
    if 6 ** min(gaps, 9) * 2 ** min(again, 9) > _MOST_CHOICES:
        return "it fits in too many ways; write it with fewer '...' and repeated words, or as several phrases"
    return None


def compile_phrases(phrases: Iterable[str]) -> re.Pattern[str]:
    """Compile phrases to one pattern for folded text; it matches whole words only, in linear time.

    In a phrase `word*` allows any ending, `a/b` either word, `[word]` the word or nothing, `...` up to
    five words, `<n>` a number. Spaces match any spaces, line breaks, commas and dashes.
    """
    return re.compile(phrases_pattern(phrases))


def compile_before(phrases: Iterable[str]) -> re.Pattern[str]:
    """Compile phrases to a pattern that matches at the end of a text: what stands directly before something."""
    between = r"[\s:;,=<(\[\"'*-]{0,24}(?:(?:smtp|mailto|rfc822)[:;]\s?)?"
    return re.compile(f"{phrases_pattern(phrases)}{between}$")


def phrases_pattern(phrases: Iterable[str]) -> str:
    """Return the source of a pattern for any of the phrases."""
    groups: dict[tuple[str, str], set[str]] = {}
    for phrase in phrases:
        pieces = fold(phrase).split()
        if pieces:
            edges = _edge(pieces[0].lstrip("[")[:1], r"(?<!\w)"), _edge(pieces[-1].rstrip("]")[-1:], r"(?!\w)")
            groups.setdefault(edges, set()).update(_variants(pieces))
    patterns = [f"{start}(?:{any_of(words)}){end}" for (start, end), words in groups.items()]
    return f"(?:{'|'.join(patterns)})" if patterns else NEVER.pattern


def _variants(pieces: list[str]) -> Iterator[str]:
    """Yield a pattern for each word that a phrase may begin with."""
    first, *others = pieces
    rest = "".join(map(_follower, others))
    yield from (f"{_word(word)}{rest}" for word in first.strip("[]").split("/") if word)
    if first.startswith("[") and others:
        yield from _variants(others)


def _follower(piece: str) -> str:
    if piece == "...":
        return _GAP
    return f"(?:{_SPACE}{_alternatives(piece)})?" if piece.startswith("[") else _SPACE + _alternatives(piece)


def _alternatives(piece: str) -> str:
    words = [_word(word) for word in piece.strip("[]").split("/") if word]
    return words[0] if len(words) == 1 else f"(?:{'|'.join(words)})"


def _word(word: str) -> str:
    stem, number, rest = word.partition("<n>")
    if number:
        return f"{re.escape(stem)}\\d++{re.escape(rest)}"
    return re.escape(word[:-1]) + r"\w*+" if word.endswith("*") else re.escape(word)


def _edge(char: str, guard: str) -> str:
    # Chinese and Japanese write no spaces: there a word may begin or end anywhere.
    return guard if char.isalnum() and ord(char) < 0x2E80 else ""
