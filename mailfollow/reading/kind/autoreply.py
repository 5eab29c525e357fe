"""Replies that a machine sent in a person's place, and what they tell: away, received, prove yourself, left.

Headers decide where they are clear (`auto_headers.py`), else the words (`auto_words.py`).
"""

from __future__ import annotations

from dataclasses import dataclass

from mailfollow.model import Automatic, Me
from mailfollow.reading.kind.auto_headers import by_header
from mailfollow.reading.kind.auto_words import by_words
from mailfollow.reading.kind.candidate import BEGINNING, Candidate
from mailfollow.reading.lexicon import Lexicon
from mailfollow.reading.lexicon.notation import fold
from mailfollow.reading.message.parts import Parsed
from mailfollow.reading.message.reply_prefix import has_prefix
from mailfollow.reading.own_words.split import OwnWords

_MOST_TEXT = 6_000
_REMINDER_HEADERS = ("x-boomerang", "x-superhuman-reminder", "x-mailspring-reminder", "x-mailspring-send-later")
_REMINDER_SENDERS = frozenset(
    {"boomerangapp", "boomeranggmail", "baydin", "superhuman", "mailspring", "getmailspring", "followup"}
    | {"followupthen", "mixmax", "sanebox", "streak", "nudgemail", "rightinbox"}
)


@dataclass(frozen=True, slots=True)
class AutoReply:
    """An automatic reply: what it tells, and by what it was recognised."""

    automatic: Automatic
    why: str


def recognise(parsed: Parsed, words: OwnWords, me: Me, lexicon: Lexicon) -> AutoReply | None:
    """Return what an automatic reply tells, or None where a person may have written it."""
    reminder = _reminder(parsed, me)
    if reminder:
        return AutoReply(Automatic.ACKNOWLEDGEMENT, reminder)
    # What somebody only passed on is another's text.
    passed_on = words.quoted and has_prefix(parsed.envelope)
    own = (words.said or ("" if passed_on else parsed.text))[:_MOST_TEXT]
    text = Candidate(parsed, own, fold(own), lexicon)
    why = by_header(parsed) or by_words(text, me)
    return AutoReply(_tells(parsed, text.folded, lexicon), why) if why else None


def _tells(parsed: Parsed, text: str, lexicon: Lexicon) -> Automatic:
    words = lexicon.kind
    subject = fold(parsed.envelope.subject)
    away = words.away.search(text)
    received = words.acknowledgement.search(f"{subject}\n{text}")
    wanted = {match[0] for match in words.challenge.finditer(f"{subject}\n{text}"[:BEGINNING])}
    if len(wanted) > 1 or (wanted and not away and not received):
        return Automatic.CHALLENGE
    if not away and _tells_of_leaving(f"{subject}\n{text}", lexicon):
        return Automatic.LEFT
    if away or parsed.headers.raw("x-apple-criteria") or words.away_subject.search(subject):
        return Automatic.AWAY
    if received:
        return Automatic.ACKNOWLEDGEMENT
    # A reply in a person's place that says nothing we know is most likely about an absence (RFC 3834 section 1).
    submitted = parsed.headers.get("auto-submitted").lower()
    return Automatic.ACKNOWLEDGEMENT if submitted.startswith("auto-generated") else Automatic.AWAY


def _tells_of_leaving(text: str, lexicon: Lexicon) -> bool:
    people_say = any(intent.left.search(text) for intent in lexicon.intents.values())
    return people_say or lexicon.kind.left.search(text) is not None


def _reminder(parsed: Parsed, me: Me) -> str | None:
    """Tell a mail program's reminder to oneself, which lies in the thread and answers nothing."""
    sender, recipients = parsed.envelope.sender, parsed.envelope.recipients
    if any(parsed.headers.raw(name) for name in _REMINDER_HEADERS):
        return "a reminder of a mail program"
    if sender is None:
        return None
    local = sender.address.partition("@")[0]
    if not _REMINDER_SENDERS.isdisjoint(sender.domain.split(".")) and (parsed.envelope.machine or "remind" in local):
        return f"a reminder service: {sender.domain}"
    everybody = recipients + parsed.envelope.bcc
    if me.owns(sender.address) and everybody and all(me.owns(who.address) for who in everybody):
        return "a note to oneself"
    return None
