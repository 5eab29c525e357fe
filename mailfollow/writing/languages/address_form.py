"""In which way a text addresses its reader: "Sie" or "du", "vous" or "tu", "usted" or "tú".

What stands in quotation marks is not ours and does not count, nor do acronyms such as Spanish "TI". Words that can also
mean somebody else ("Sie" and "Ihr" at the beginning of a sentence, Spanish "su") count for little or nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from mailfollow.writing.languages.language import Language

_OPENING = re.compile(r"(?:^|[.!?…:–—]|\n)[\s\"'“„«»‘(*-]*$")
_OTHERS = re.compile(
    r"\"[^\"\n]{0,300}\"|“[^”\n]{0,300}”|„[^“”\n]{0,300}[“”]|«[^»\n]{0,300}»|»(?=\S)[^«»\n]{0,300}(?<=\S)«"
    r"|‹[^›\n]{0,300}›|›(?=\S)[^‹›\n]{0,300}(?<=\S)‹|‚[^‘\n]{0,300}‘"
    r"|\brendez-vous\b|\b(?:le|du|un|ce|de|au|autre|bon|même|son|quel|notre|leur|mon|seul|vrai|nouveau) ton\b",
    re.IGNORECASE,
)
"""Quotations, and French nouns that look like a form of address."""

_YOUR_TONE = re.compile(r"(?<=\bvotre )ton\b", re.IGNORECASE)
"""The noun beside its own formal word; to a template both would be a forgotten choice."""
_WRAPPED = re.compile(r"(?<=[^\n]{50})[ \t]?\n(?=\w)")
"""The end of a line that goes on in the next."""
_NAMES = (
    r"(?:/\w+)?\.?(?:\s+(?:(?-i:[A-ZÀ-ÖØ-Þ])[\w.'’-]*|und|et|y|en?|d[aeio]|do?s|de[lrn]|van|von|l[ae]|zu[rm]?)){0,6}"
    r"\s*(?:[,:;!–]|$)"
)
"""What may follow a title up to the end of a salutation."""


def is_familiar(text: str, words: Language) -> bool | None:
    """Whether a mail of ours says du, tu or tú to its reader (True), or Sie, vous or usted (False); None if unclear.

    Only what stands above the sign-off counts. A formal salutation decides, unless three familiar words and no formal
    one gainsay it; else a clear majority does. One "dein" alone may be part of a slogan, and is not enough.
    """
    own = _YOUR_TONE.sub("", _blank(_WRAPPED.sub(" ", _above_sign_off(text, words))))
    familiar, formal = _familiar_words(own, words), _formal_words(own, words)
    du, sie = _weight(familiar, words), _weight(formal, words)
    enough = du >= 2 and du > 2 * sie
    if _greets_formally(text, words):
        return enough and len(familiar) >= 3 and du > len(familiar) and not sie
    return True if enough else False if sie and sie >= 2 * du else None


def mixed_address(text: str, words: Language, *, familiar: bool = False) -> Iterator[tuple[int, str, str]]:
    """Yield position, sentence and hint of the first word in the wrong way, if a text uses both.

    It guards `you(formal, familiar)` in templates: one sentence that was forgotten is enough to sound odd.
    """
    own = _blank(text)
    ways = _said(own, words.formal), _said(own, words.familiar)
    right, wrong = reversed(ways) if familiar else ways
    if right and wrong:
        sentence = f'"{wrong[0][0]}" and "{right[0][0]}" address the reader in two ways'
        yield wrong[0].start(), sentence, "write you(formal, familiar) wherever the form of address shows"


def _blank(text: str) -> str:
    """Return a text with blanks in place of what is not said to the reader."""
    return _OTHERS.sub(lambda said: " " * len(said[0]), text)


def _familiar_words(own: str, words: Language) -> list[str]:
    """Return the familiar words in a mail."""
    listed = words.familiar + words.form_of_address.familiar
    return [one[0] for one in _said(own, listed)]


def _formal_words(own: str, words: Language) -> list[str]:
    """Return the formal words in a mail; those that only begin a sentence as the first weak word of the language."""
    form = words.form_of_address
    told = {index for one in re.finditer(form.others, own, re.IGNORECASE) for index in range(*one.span())}
    said = [one for one in _said(own, words.formal + form.formal) if one.start() not in told]
    opening = [one for one in re.finditer(form.opening, own) if one.start() not in told and _opens(one, own)]
    return [*(one[0] for one in said), *(form.weak[0] for _ in opening)]


def _weight(said: Sequence[str], words: Language) -> int:
    """Return how much the words say together: two for each, one for each that is weak."""
    weak = {word.lower() for word in words.form_of_address.weak}
    return sum(1 if word.lower() in weak else 2 for word in said)


def _above_sign_off(text: str, words: Language) -> str:
    """Return the text down to its sign-off, or to a signature's delimiter; the first line never is one."""
    first, *rest = text.strip().split("\n")
    ends = (one.casefold() for one in (words.sign_off_unnamed, *words.form_of_address.sign_offs))
    closing = re.compile(rf"\W*(?:{'|'.join(map(re.escape, ends))})\b(?:\W+\w+){{0,4}}\W*$|-- ?$")
    end = next((n for n, line in enumerate(rest) if closing.match(line.casefold())), len(rest))
    return "\n".join([first, *rest[:end]])


def _greets_formally(text: str, words: Language) -> bool:
    """Whether one of the first lines is a formal salutation: "Sehr geehrte", or a title and a name."""
    lines = [line for line in text.split("\n") if line.strip()][:3]
    pattern = _salutation(words.form_of_address.courteous, words.form_of_address.titles)
    return any(pattern.match(line) for line in lines)


@lru_cache(maxsize=32)
def _salutation(courteous: tuple[str, ...], titles: tuple[str, ...]) -> re.Pattern[str]:
    if not titles:
        return re.compile(r"(?!)")
    adjective, title = ("|".join(map(re.escape, sorted(those, key=len, reverse=True))) for those in (courteous, titles))
    before = r"(?:[^\W\d_]+\.?,?\s+)"
    sure = rf"{before}?(?:{adjective})(?!\w)|" if courteous else ""
    return re.compile(rf"\W*(?:{sure}{before}{{0,3}}(?:{title})(?!\w){_NAMES})", re.IGNORECASE)


def _said(text: str, listed: tuple[str, ...]) -> list[re.Match[str]]:
    """Return where the words of a list stand; one listed with a capital only where it does not begin a sentence.

    A word in capitals is an acronym, unless the whole text is in capitals.
    """
    if not listed:
        return []
    found = ((one, one[0].replace("’", "'")) for one in _pattern(listed).finditer(text) if not _acronym(one[0], text))
    return [one for one, word in found if word.lower() in listed or (word in listed and not _opens(one, text))]


def _acronym(word: str, text: str) -> bool:
    return word.isupper() and sum(map(str.isalpha, word)) > 1 and not text.isupper()


def _opens(found: re.Match[str], text: str) -> bool:
    """Whether its capital may be that of a sentence: "Sie" may then be "they"."""
    return bool(_OPENING.search(text[max(0, found.start() - 40) : found.start()]))


@lru_cache(maxsize=32)
def _pattern(listed: tuple[str, ...]) -> re.Pattern[str]:
    words = (f"{re.escape(word[:-1])}['’]" if word.endswith("'") else rf"{re.escape(word)}(?!\w)" for word in listed)
    return re.compile(rf"(?<!\w)(?<!\w['’])(?:{'|'.join(words)})", re.IGNORECASE)
