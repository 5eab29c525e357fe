"""Whether a text without a telling header is an absence notice as programs send it.

People write of their holidays too, in the same words. But a responder asks nothing, greets nobody by name, and says
several of the things that only responders say, or nothing else at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mailfollow.model.subject import base_subject
from mailfollow.reading.kind.candidate import Candidate
from mailfollow.reading.lexicon.notation import fold
from mailfollow.reading.lexicon.sentences import sentences
from mailfollow.reading.lexicon.vocabulary import KindWords
from mailfollow.reading.message.reply_prefix import has_prefix, is_reply
from mailfollow.reading.own_words.greeting import greeting_name

_MANY, _MORE = 3, 4
"""Things only responders say that are enough under any subject, and in an answer."""
_GREETING = 5
"""Words of a greeting that stands alone: "Sehr geehrte Damen und Herren,"."""
_SIGNED = 3
"""Words of the name below a sign-off."""
_LONGEST_NAME = 30
_CONTACT = re.compile(r"@|\d[\d /()-]{1,20}\d")
"""An address or a telephone number."""
_NUMBER_SOON = re.compile(r"^(?:\S{1,20}\s+){0,5}\d")
"""A number within a few words: the date of "until May 5"."""


def absence(text: Candidate) -> str | None:
    """Ask whether it is an absence notice as programs send it, and not a colleague's or customer's remark."""
    if not text.folded.strip():
        return _without_text(text)
    gone = text.words.away.search(text.beginning) or text.words.left.search(text.beginning)
    if not gone or "?" in text.folded or greeting_name(text.own, text.lexicon, bare=False):
        return None
    said = {match[0] for match in text.words.responder.finditer(text.folded)}
    answers = is_reply(text.parsed.envelope)
    addressed = text.lexicon.bounce.yours.search(text.folded)
    if len(said) >= (_MORE if answers else _MANY) and addressed and not _has_own_matter(text):
        return f'it says what absence notices say: "{", ".join(sorted(said)[:_MANY])}"'
    left = any(map(text.words.left.search, text.titles))
    if (answers or left or (addressed and len(said) > 1)) and _says_nothing_else(text):
        return "it says that somebody is away or gone, what to do meanwhile, and nothing else"
    labels = {title[0] for title in _absences(text) if _stands_alone(title)}
    if not labels:
        return None
    # People's programs begin an answer's subject with "Re:"; responders put their own words there.
    answered = text.parsed.envelope.in_reply_to and not has_prefix(text.parsed.envelope)
    # "Afwezig / Absent / Out of office": programs say it in several languages.
    notice = len(said) > 1 or addressed or answered or text.terse or len(labels) > 1
    return "subject and text are those of an absence notice" if notice else None


def _without_text(text: Candidate) -> str | None:
    bare = not text.parsed.attachments and not has_prefix(text.parsed.envelope)
    title = next((title for title in _absences(text) if title.start() == 0), None)
    return f'its subject begins with "{title[0]}", and it has no text' if title and bare else None


def _absences(text: Candidate) -> Iterator[re.Match[str]]:
    """Give where the subject speaks of an absence."""
    prefixed = has_prefix(text.parsed.envelope)
    for untagged, title in enumerate(text.titles):
        for found in text.words.away_subject.finditer(title):
            # In an answer only what stands before the "Re:" is the sender's, or in brackets at the end.
            added = title[found.end() :].strip() == ")"
            if not prefixed or added or (not untagged and not found.start()):
                yield found


def _stands_alone(title: re.Match[str]) -> bool:
    """Whether a subject's "vacation" is about the sender: "Vacation", "Away until May 5", not "Vacation schedule"."""
    rest = title.string[title.end() :].strip()
    return not rest[:1].isalpha() or _NUMBER_SOON.search(rest) is not None or base_subject(rest)[1]


def _has_own_matter(text: Candidate) -> bool:
    """Whether most sentences are about something else, or an answer has more than one such."""
    said = _without_courtesies(text)
    strange = sum(not _is_routine(sentence, text.words) for sentence in said)
    return strange > 1 if is_reply(text.parsed.envelope) else 2 * strange > len(said)


def _is_routine(sentence: str, words: KindWords) -> bool:
    """Whether a sentence tells of the absence, or what to do meanwhile."""
    return any(one.search(sentence) for one in (words.away, words.left, words.responder))


def _says_nothing_else(text: Candidate) -> bool:
    """Whether each sentence tells of the absence or what to do meanwhile, and none names the reader or the matter."""
    words, said = text.words, _without_courtesies(text)
    if not all(_is_routine(sentence, words) for sentence in said) or text.names_reader:
        return False
    if text.lexicon.proposal.noun.search(text.folded):
        return False
    told = [any(one.search(sentence) for one in (words.away, words.left)) for sentence in said]
    # People say "Thanks. I'm away until Monday, will look at it then" as well. So behind the absence there must be
    # a sentence on who helps, or on what becomes of "your message".
    behind = said[told.index(True) :] if any(told) else []
    return any(_helps(sentence, text) for sentence in behind) and not any(_of_another(one, text) for one in behind)


def _helps(sentence: str, text: Candidate) -> bool:
    """Whether it says what becomes of "your message", or who helps, and how to reach them or with what."""
    reachable = _CONTACT.search(sentence) or text.words.urgent.search(sentence)
    yours = text.lexicon.bounce.yours
    polite = yours.search(text.folded) and not text.words.away.search(sentence)
    return bool(text.words.responder.search(sentence) and (reachable or polite or yours.search(sentence)))


def _of_another(sentence: str, text: Candidate) -> bool:
    """Whether it begins with another's name, as colleagues write: "Jane is away", "Frau Weber ist"."""
    found = text.words.copula.search(sentence[:_LONGEST_NAME])
    before = sentence[: found.start()].split() if found and text.words.away.search(sentence) else []
    titled = text.lexicon.proposal.title.match(sentence) is not None
    sender = text.parsed.envelope.sender
    own = fold(sender.name).split() if sender else []
    return len(before) == 1 + titled and before[-1].isalpha() and before[-1] not in own


def _without_courtesies(text: Candidate) -> list[str]:
    """Return the sentences, folded, without the greeting of nobody, the sign-off and the name below."""
    said = [sentence.folded.strip() for sentence in sentences(text.own, text.lexicon)]
    greeting = text.lexicon.proposal.greeting.match(said[0]) if said else None
    if greeting and len(said[0].split()) <= _GREETING:
        said = said[1:]
    sender = text.parsed.envelope.sender
    name = fold(sender.name).split() if sender else []
    end = text.lexicon.structure.sign_off.match(said[-1]) if said else None
    signed = end is not None and len(said[-1][end.end() :].split()) <= _SIGNED
    named = bool(said) and said[-1].split()[:2] == name[:2]
    return said[:-1] if signed or named else said
