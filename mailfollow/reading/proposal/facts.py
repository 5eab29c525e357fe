"""What a proposal states: topic, number, validity, what its sender promised to do, and whom it greets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from mailfollow.model.subject import base_subject
from mailfollow.reading.dates.hold import FURTHEST
from mailfollow.reading.dates.periods import Period, Reference, periods
from mailfollow.reading.lexicon import Lexicon
from mailfollow.reading.lexicon.notation import fold
from mailfollow.reading.lexicon.sentences import Sentence
from mailfollow.reading.proposal.sent import plain_name

_CODE = r"(?=[\w/.-]{0,24}\d)[a-z]{0,6}[-_/.]?\d[\w]{0,12}(?:[-_/.]\w{1,12}){0,4}"
_SIGN = r"(?:\s*(?:no|nr|num|n|number|nummer|numero|ref|id|#|n°)\b[.:°]*)?"
_LONE_NUMBER = re.compile(
    r"(?<![\w./-])[a-z]{1,4}-?\d{2,4}[-/]\d{1,6}(?:[-/]\d{1,6})?(?![\w/-])|(?<![\w./-])[a-z]{1,5}-\d{2,8}(?![\w/-])"
)
_NAMED_NUMBER = re.compile(r"(?<![A-Za-z\d])(?:[A-Z]{1,3}-)?\d{1,6}(?:[-/]\d{1,6}){0,3}(?=[ _.][^\d]|$)")
_CODE_NAME = re.compile(r"[A-Z]{1,3}-?\d{3,6}(?=\.(?:pdf|docx?)$)")
_DAY = re.compile(r"20\d\d-?\d\d-?\d\d|\d\d-\d\d-(?:20)?\d\d")
_TRIM = " \t:–—-|/,.;()[]#*\"'"
MOST_TOPIC = 80
"""Characters of a topic; a longer one is no topic but a sentence."""


@dataclass(frozen=True, slots=True)
class Promise:
    """A day on which the sender will do something, and the words that say so."""

    day: date
    words: str


def number_of(subject: str, text: str, lexicon: Lexicon) -> str | None:
    """Return the proposal's number as written ("Q-2026-041"), from the subject or else the text."""
    pattern = re.compile(rf"{lexicon.proposal.noun.pattern}{_SIGN}\s*[:#]?\s*({_CODE})(?![\w%])")
    for source in (subject, text[:4_000]):
        found = pattern.search(fold(source))
        if found and not _is_date(found[1]):
            return source[found.start(1) : found.end(1)].rstrip("-_/.")
        lone = _LONE_NUMBER.search(fold(source)) if source is subject else None
        if lone:
            return source[lone.start() : lone.end()]
    return None


def number_in_names(names: Sequence[str], lexicon: Lexicon) -> str | None:
    """Return the proposal's number from the name of a file: "Quote_2026-14.pdf"; a day or a version is none."""
    for name in names:
        noun = lexicon.proposal.noun.search(plain_name(name))
        found = _NAMED_NUMBER.search(name) if noun else _CODE_NAME.match(name)
        if found and not _is_date(found[0]) and not _DAY.fullmatch(found[0]):
            return found[0]
    return None


def _is_date(code: str) -> bool:
    return re.fullmatch(r"\d{1,2}[./]\d{1,2}(?:[./]\d{0,4})?|\d{1,2}|20\d\d", code) is not None


def topic_of(subject: str, text: str, number: str | None, lexicon: Lexicon) -> str | None:
    """Return what the proposal is about, as one would say it in a sentence; None if the subject does not tell."""
    topic = base_subject(subject)[0]
    if number:
        topic = re.sub(rf"(?:{_SIGN}\s*)?{re.escape(number)}", " ", topic, count=1, flags=re.IGNORECASE)
    topic = _without_noun(topic, lexicon) or _from_text(text, lexicon)
    if not topic or len(topic) > MOST_TOPIC:
        return None
    lower = topic[:1].lower() + topic[1:]
    return lower if re.search(rf"(?<!\w){re.escape(lower)}(?!\w)", text) else topic


def _without_noun(topic: str, lexicon: Lexicon) -> str:
    words, topic = lexicon.proposal, topic.strip(_TRIM)
    folded = fold(topic)
    noun = words.noun.search(folded)
    if noun and not folded[: noun.start()].strip(_TRIM + "our my your unser mein notre nuestra la il the das"):
        topic = topic[noun.end() :].strip(_TRIM)
        joint = words.joint.match(fold(topic))
        topic = topic[joint.end() :].strip(_TRIM) if joint else topic
    elif noun and not folded[noun.end() :].strip(_TRIM):
        topic = topic[: noun.start()].strip(_TRIM)
    bare = words.joint.sub("", words.article.sub("", words.revised.sub("", fold(topic))))
    return _without_article(topic, lexicon) if bare.strip(_TRIM) else ""


def _without_article(topic: str, lexicon: Lexicon) -> str:
    article = lexicon.proposal.article.match(fold(topic))
    return topic[article.end() :].strip(_TRIM) if article else topic


def _from_text(text: str, lexicon: Lexicon) -> str:
    """Return what follows "our proposal for" up to the end of the clause, if it is short."""
    words = lexicon.proposal
    found = re.search(
        rf"{words.noun.pattern}\s{{1,3}}{words.joint.pattern}\s{{1,3}}([^.,;:!?\n]{{3,60}})(?=[.,;:!?\n]|$)",
        fold(text[:4_000]),
    )
    if not found:
        return ""
    topic = _without_article(text[found.start(1) : found.end(1)].strip(), lexicon)
    return topic if len(topic.split()) <= 6 else ""


def valid_until(
    found: tuple[Sentence, ...], lexicon: Lexicon, language: str | None, reference: Reference
) -> date | None:
    """Return the day on which the proposal lapses, if it says so."""
    for sentence in found:
        valid = lexicon.proposal.valid.search(sentence.folded)
        if valid:
            dates = _periods(sentence, lexicon, language, reference)
            after = [one for one in dates if one.start >= valid.start()]
            # "bis 31.12. gültig", "30 dagen geldig": in some languages the word comes last.
            beside = [one for one in dates if 0 <= valid.start() - one.end <= 2]
            if after or beside:
                return _within((after or beside)[0].last, reference)
    return None


def promise_of(
    found: tuple[Sentence, ...], lexicon: Lexicon, language: str | None, reference: Reference
) -> Promise | None:
    """Return what the sender promised to do on a certain day ("I'll call you on Thursday")."""
    for sentence in found:
        promise = lexicon.proposal.promise.search(sentence.folded)
        dates = _periods(sentence, lexicon, language, reference) if promise and not sentence.asks else []
        days = [day for day in (_within(one.first, reference) for one in dates) if day]
        if days:
            return Promise(days[0], " ".join(sentence.text.split()).rstrip(".!")[:160])
    return None


def _within(day: date, reference: Reference) -> date | None:
    return day if reference.day <= day <= reference.day + FURTHEST else None


def _periods(sentence: Sentence, lexicon: Lexicon, language: str | None, reference: Reference) -> list[Period]:
    for words in lexicon.near(language, lexicon.dates):
        found = [
            one
            for one in periods(sentence.folded, words, reference)
            if not one.bare or one.shape == "span" or words.roles.day_only.search(sentence.folded, 0, one.start)
        ]
        if found:
            return found
    return []
