"""Whether a text without a telling header is an absence notice as programs send it.

People write of their holidays too, in the same words. But a responder asks nothing, greets nobody by name, and says
several of the things that only responders say, or nothing else at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mailfollow.model.subject import base_subject
from mailfollow.reading.candidate import Candidate
from mailfollow.reading.greeting import greeting_name
from mailfollow.reading.notation import fold
from mailfollow.reading.reply_prefix import has_prefix, is_reply
from mailfollow.reading.sentences import sentences

_MANY, _MORE = 3, 4
"""Things only responders say that are enough under any subject, and in an answer."""
_NUMBER_SOON = re.compile(r"^(?:\S{1,20}\s+){0,5}\d")
"""A number within a few words: the date of "until May 5"."""


def absence(text: Candidate) -> str | None:
    """Ask whether it is an absence notice as programs send it, and not a colleague's or customer's remark."""
    if not text.folded.strip():
        return _without_text(text)
    gone = text.words.away.search(text.beginning) or text.words.left.search(text.beginning)
    if not gone or "?" in text.folded or greeting_name(text.own, text.lexicon):
        return None
    said = {match[0] for match in text.words.responder.finditer(text.folded)}
    enough = _MORE if is_reply(text.parsed.envelope) else _MANY
    if len(said) >= enough and text.lexicon.bounce.yours.search(text.folded):
        return f'it says what absence notices say: "{", ".join(sorted(said)[:_MANY])}"'
    if is_reply(text.parsed.envelope) and _says_nothing_else(text):
        return "it says that somebody is away or gone, what to do meanwhile, and nothing else"
    if not any(map(_stands_alone, _absences(text))):
        return None
    addressed = text.lexicon.bounce.yours.search(text.folded)
    # People's programs begin an answer's subject with "Re:"; responders put their own words there.
    answered = text.parsed.envelope.in_reply_to and not has_prefix(text.parsed.envelope)
    notice = len(said) > 1 or addressed or answered or text.terse
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


def _says_nothing_else(text: Candidate) -> bool:
    """Whether each sentence tells of the absence or what to do meanwhile, and none names the reader."""
    words, said = text.words, sentences(text.own, text.lexicon)
    told = [any(one.search(sentence.folded) for one in (words.away, words.left)) for sentence in said]
    others = [words.responder.search(sentence.folded) is not None for sentence in said]
    # People say "I'm away until Monday, will look at it then" as well, so there must be a sentence on who helps.
    helps = any(other and not away for away, other in zip(told, others, strict=True))
    return any(told) and helps and all(map(max, told, others)) and not _names_reader(text)


def _names_reader(text: Candidate) -> bool:
    names = (fold(name) for who in text.parsed.envelope.recipients for name in who.name.split()[:1])
    return any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text.folded) for name in names if len(name) > 1)
