"""The rules for a text that is to be read by a customer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mailfollow.writing.facts.clean import find_placeholder
from mailfollow.writing.languages import Language, language
from mailfollow.writing.languages.normal import Normal, normal
from mailfollow.writing.languages.phrases import Phrase, find, phrases, worn_out
from mailfollow.writing.lint.asks import asks
from mailfollow.writing.lint.fault import Fault
from mailfollow.writing.lint.own_part import own_part, place

Found = tuple[int, str, str, str]
"""Position, rule, sentence, hint."""

_TOKEN = re.compile(r"[^\s<>\"'“”«»()]+")
_LINK = re.compile(r"(?:https?://|www\.).+", re.IGNORECASE)
_BARE_LINK = re.compile(r"(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24}/.*", re.IGNORECASE)
_GAP = re.compile(r"(?<=\S) +[,.](?=\s|$)", re.MULTILINE)
_CAPITALS = re.compile(r"\b[^\W\d_a-z]{2,}(?:[ '’!-]+[^\W\d_a-z]{2,})*\b")
_STANDARD = re.compile(r"(?:(?:ANSI|ASTM|BS|DIN|EN|IEC|IEEE|ISO|NBN|NEN|NF|NP|SN|UNE|UNI|VDE|VDI)[ -]){2,}\d")
"""The name of a standard: those who publish it, and its number, as in "DIN EN ISO 9001"."""
_EXCLAMATION = re.compile(r"[!！]+")


def lint(text: str, tag: str, *, limit: int = 120, own: str = "", names: str = "") -> list[Fault]:
    """Return the faults of a follow-up's text in the language `tag`, in the order of the text.

    At most `limit` words. `own` is what the person wrote (template and proposal): links in it are theirs. `names` holds
    the facts put in: capitals in it are names. Raises DataError for a language without words.
    """
    words, body = language(tag), own_part(text)
    found = [*wording(body, words, names), *_placeholders(body), *_links(body, own), *_gaps(body)]
    found += [*_length(body, limit), *_asks(body, words)]
    return sorted(Fault(*place(text, index), *rest) for index, *rest in found)


def wording(body: str, words: Language, names: str) -> Iterator[Found]:
    """Yield what is wrong with the wording alone; true of templates as well as of texts."""
    plain = normal(body)
    yield from _worn(body, plain, words)
    yield from _shouting(body, names)
    yield from _exclamations(body)


def links(text: str) -> list[tuple[int, str]]:
    """Return the links in a text with their positions, in small letters, without the punctuation that follows them."""
    found = []
    for token in _TOKEN.finditer(text):
        link = _LINK.search(token[0]) or _BARE_LINK.match(token[0])
        if link:
            found.append((token.start() + link.start(), link[0].rstrip(".,;:!?").lower()))
    return found


def count_words(body: str) -> int:
    """Return the number of words; a dash or a list's mark alone is none."""
    return sum(any(character.isalnum() for character in word) for word in body.split())


def _worn(body: str, plain: Normal, words: Language) -> Iterator[Found]:
    """Yield what is banned or spam, except where it is part of a longer phrase that means something else."""
    innocent = list(find(plain, phrases(words.innocent, words)))
    banned = _phrases(body, plain, worn_out(words), "banned-phrase", "say what is in it for the reader instead")
    spam = _phrases(body, plain, phrases(words.spam, words), "spam-word", "say it plainly")
    for found in (*banned, *spam):
        if not any(start <= found[0] < end for start, end in innocent):
            yield found


def _phrases(body: str, plain: Normal, wanted: tuple[Phrase, ...], rule: str, hint: str) -> Iterator[Found]:
    for start, end in find(plain, wanted):
        said = " ".join(body[start:end].split())
        yield start, rule, f'"{said}" is worn out', hint


def _shouting(body: str, names: str) -> Iterator[Found]:
    """Two or more words in capitals, or one long one; short ones alone, and standards, are abbreviations."""
    for found in _CAPITALS.finditer(body):
        letters = sum(character.isalpha() and character.isupper() for character in found[0])
        if not found[0].isupper() or found[0] in names or _STANDARD.match(body, found.start()):
            continue
        if letters >= (6 if found[0].isalpha() else 8):
            yield found.start(), "shouting", f'"{found[0]}" shouts', "write it in small letters"


def _exclamations(body: str) -> Iterator[Found]:
    marks = list(_EXCLAMATION.finditer(body))
    for number, found in enumerate(marks):
        if number or len(found[0]) > 1:
            yield found.start(), "exclamation", f"{found[0]} is one too many", "end the sentence with a full stop"


def _placeholders(body: str) -> Iterator[Found]:
    found = find_placeholder(body)
    while found:
        yield found.start(), "placeholder", f'"{found[0]}" was to be filled in', "fill it in, or leave the sentence out"
        found = find_placeholder(body, found.end())


def _links(body: str, own: str) -> Iterator[Found]:
    allowed = {link for _, link in links(own)}
    for index, link in links(body):
        if link not in allowed:
            yield index, "foreign-link", f'the link "{link}" is not yours', "write it in the template"


def _gaps(body: str) -> Iterator[Found]:
    for found in _GAP.finditer(body):
        yield found.start(), "gap", f'a blank before "{found[0].strip()}"', "a name or another fact seems to be missing"


def _length(body: str, limit: int) -> Iterator[Found]:
    count = count_words(body)
    if count > limit:
        yield (
            _end(body),
            "too-long",
            f"{count} words, and {limit} are enough",
            "leave out what the proposal says already",
        )


def _asks(body: str, words: Language) -> Iterator[Found]:
    sentences = asks(body, words)
    if not sentences:
        yield _end(body), "no-ask", "it asks for nothing", "end with one easy question"
    for extra in sentences[1:]:
        said = " ".join(extra.split())
        yield max(body.find(extra), 0), "many-asks", f'"{said}" is one ask too many', "keep the one that matters"


def _end(body: str) -> int:
    return max(len(body.rstrip()) - 1, 0)
