"""What is wrong with a resource that can be used: how it will read in a mail, and whether it will be offered at all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from mailfollow.model import Resource
from mailfollow.model.words import in_words
from mailfollow.writing.front_matter import FrontMatter
from mailfollow.writing.languages import language
from mailfollow.writing.lint.asks import asks
from mailfollow.writing.lint.of_text import wording
from mailfollow.writing.resource.matter import stems, suffices

MOST_SENTENCES = 2
"""Of a pitch: it stands in a mail of 120 words that has more to say."""

_SENTENCE_END = re.compile(r"[.!?…]+[\"'”»’)]*(?=\s|$)")
_MARKUP = re.compile(r"\]\(|\*\*|__|`|^\s{0,3}(?:#{1,6}\s|[-*+]\s|\d+\.\s|>)", re.MULTILINE)
_PLAIN = re.compile(r"[^\w]+")


def judge(one: Resource, front: FrontMatter, today: date) -> list[str]:
    """Return the faults of `one`, which was read from `front`, as "path:line:column: sentence"; none if it is fine.

    `today` is the day in the person's time zone.
    """
    found = [(front.line_of(key), sentence) for key, sentence in _of_fields(one, today)]
    found += [(front.first_line, sentence) for sentence in _of_pitch(one, front.body)]
    return [f"{one.path}:{line}:1: {sentence}" for line, sentence in found]


def doubled(resources: Iterable[Resource]) -> Iterator[str]:
    """Yield what comes twice: whoever was offered one of the two would be offered the same again."""
    known: dict[tuple[str, str], Resource] = {}
    for one in resources:
        title, link = _PLAIN.sub(" ", one.title.casefold()).strip(), (one.url or "").casefold().rstrip("/")
        for what, value in (("title", title), ("link", link), ("file", one.file or "")):
            first = known.setdefault((what, value), one)
            if value and first is not one:
                yield f"{one.path}:1:1: it has the same {what} as {first.path}: the same people could get it twice"


def _of_fields(one: Resource, today: date) -> Iterator[tuple[str, str]]:
    """Yield key and sentence of what is wrong with the front matter."""
    if one.expires is not None and one.expires < today:
        yield "expires", f"it expired on {in_words(one.expires)} and is not offered: name a later day, or remove it"
    if len(one.topics) == 1 and not suffices(stems(one.topics[0])):
        yield "topics", f'"{one.topics[0]}" alone does not say of what, so it is never offered: add a topic that does'
    for sentence in _wording(one, one.title):
        yield "title", sentence


def _of_pitch(one: Resource, body: str) -> Iterator[str]:
    count = len(_SENTENCE_END.findall(one.pitch))
    if count > MOST_SENTENCES:
        yield f"the pitch has {count} sentences: one or two are enough, as it stands within a short mail"
    if _MARKUP.search(body):
        yield "the pitch is plain text in a mail: leave out headings, lists, links and other marks of Markdown"
    for code in one.languages or ("en",):
        for sentence in asks(one.pitch, language(code)):
            yield f'the pitch asks ("{sentence}"): the mail that it stands in has its own question, and one is enough'
    yield from _wording(one, one.pitch)


def _wording(one: Resource, text: str) -> Iterator[str]:
    """Yield what the linter finds in the wording, in the languages that it is offered in."""
    found = {row for code in one.languages or ("en",) for row in wording(text, language(code), "")}
    for _, rule, sentence, hint in sorted(found):
        yield f"[{rule}] {sentence}; {hint}"
