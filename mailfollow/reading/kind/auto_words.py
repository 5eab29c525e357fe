"""Automatic replies without a header that tells: by a subject that only responders write, or by what the text says.

People write about their holidays too, in the same words. But a responder answers one person, asks nothing, greets
nobody by name, and says several of the things that only responders say.
"""

from __future__ import annotations

from mailfollow.model import Me
from mailfollow.model.subject import base_subject
from mailfollow.reading.kind.absence import absence
from mailfollow.reading.kind.auto_headers import by_machine, by_ticket_system, list_header
from mailfollow.reading.kind.candidate import BEGINNING, Candidate
from mailfollow.reading.message.parts import Parsed
from mailfollow.reading.message.reply_prefix import has_prefix, is_reply
from mailfollow.reading.own_words.greeting import greeting_name

_FIRST = 200
"""The same in an answer, where people go on in their own words."""
_CLOSING = "])】"
_ENDS_LABEL = frozenset(":：-–([")
_ENDS_SENTENCE = frozenset(".!?:,;]")


def by_words(text: Candidate, me: Me) -> str | None:
    """Say by which words a message is an automatic reply; None if a person may have written it."""
    told = _titled(text) or _by_machine(text)
    if told or list_header(text.parsed) or not _to_one(text.parsed, me):
        return told
    return absence(text) or _automatic(text) or _received(text) or _challenge(text)


def _to_one(parsed: Parsed, me: Me) -> bool:
    """Whether it went to one person, who is me as far as that is known, and not to a list."""
    recipients = parsed.envelope.recipients
    mine = not me.addresses or all(me.owns(who.address) for who in recipients)
    return len(recipients) < 2 and mine and parsed.headers.get("precedence").strip().lower() != "list"


def _titled(text: Candidate) -> str | None:
    """Ask whether the subject begins with a label like "Automatic reply:"."""
    if has_prefix(text.parsed.envelope):
        return None
    for title in text.titles:
        found = text.words.automatic_subject.match(title)
        if found and _is_label(text, found[0], title[found.end() :]):
            return f'its subject begins with "{found[0]}"'
    return None


def _is_label(text: Candidate, label: str, after: str) -> bool:
    rest = after.lstrip(f'{_CLOSING} *"')
    if after[:1] in _CLOSING and after:
        return True
    answers = rest[:1] in {":", "："} or base_subject(rest)[1]
    if text.words.away_subject.fullmatch(label):
        # People put "Out of office" above their plans, too.
        announced = not rest and text.terse and len(text.parsed.envelope.recipients) < 2
        return (answers or announced) and "?" not in text.folded
    return answers or not rest or rest[0] in _ENDS_LABEL


def _by_machine(text: Candidate) -> str | None:
    """Ask whether a program sent it that says what such programs say."""
    machine, words, asks = by_machine(text.parsed), text.words, "?" in text.beginning
    telling = [words.away, words.acknowledgement] if machine else []
    if by_ticket_system(text.parsed) and not asks:
        telling.append(words.acknowledgement)
    if text.parsed.headers.raw("return-path") == "<>" and not asks:
        telling.append(words.responder)
    personal = text.names_reader or greeting_name(text.own, text.lexicon, bare=False) is not None
    if is_reply(text.parsed.envelope) and personal and not _acknowledges_twice(text):
        return None  # a person's answer out of a ticket system: "Hi Max, we received your references."
    told = next((found for pattern in telling if (found := pattern.search(text.beginning))), None)
    return f'it was sent by a machine and says "{told[0]}"' if told else None


def _acknowledges_twice(text: Candidate) -> bool:
    said = {match[0] for match in text.words.acknowledgement.finditer(text.beginning)}
    return len(said) > 1 and not text.lexicon.proposal.noun.search(text.beginning)


def _automatic(text: Candidate) -> str | None:
    """Ask whether the text says itself that it is automatic, at the beginning of a sentence and not as a quote."""
    most = _FIRST if text.parsed.envelope.in_reply_to else BEGINNING
    for said in text.words.automatic.finditer(text.folded[:most]):
        quoted = text.folded.count('"', 0, said.start()) % 2
        if not quoted and _begins_sentence(text.own, said.start()):
            return f'it says itself that it is automatic: "{said[0]}"'
    return None


def _begins_sentence(own: str, at: int) -> bool:
    before = own[:at].rstrip(" \t[(*#|>_-")
    words = before.rstrip()
    if not words or before.endswith("\n\n"):
        return True
    return words[-1] in _ENDS_SENTENCE or (before.endswith("\n") and own[at].isupper())


def _received(text: Candidate) -> str | None:
    """Ask whether subject and text acknowledge our mail, in two ways: "Request received", "your ticket"."""
    if has_prefix(text.parsed.envelope) or "?" in text.folded:
        return None
    title = next((title for title in map(text.words.acknowledgement.search, text.titles) if title), None)
    said = {match[0] for match in text.words.acknowledgement.finditer(text.beginning)}
    return f'subject and text acknowledge our mail: "{title[0]}"' if title and said - {title[0]} else None


def _challenge(text: Candidate) -> str | None:
    found = {match[0] for match in text.words.challenge.finditer(f"{text.titles[-1]}\n{text.beginning}")}
    if len(found) > 1:
        return f'it wants a proof that a person wrote: "{min(found)}"'
    return None
