"""Whether a message without a readable report is a bounce all the same: by its sender, its subject and its layout.

People quote bounces, forward them, and speak of parcels that could not be delivered. So mail that no mail system's
address stands above must say of what it speaks, early, and set the failed address apart as programs do.
"""

from __future__ import annotations

import re

from mailfollow.model.subject import base_subject
from mailfollow.reading.kind import bounce_prose
from mailfollow.reading.kind.auto_headers import list_header
from mailfollow.reading.kind.bounce_prose import Notice
from mailfollow.reading.lexicon import Lexicon
from mailfollow.reading.lexicon.notation import fold
from mailfollow.reading.message.parts import Parsed
from mailfollow.reading.message.reply_prefix import has_prefix
from mailfollow.reading.own_words.greeting import greeting_name

_BEGINNING = 200
"""Characters within which a mail system comes to the point."""
_DAEMON = re.compile(
    r"(?:mailer|mail|mail[-.]?delivery)[-.]?(?:daemon|system|subsystem|service)|mdaemon|po+st[-_.]?master|ndr\b"
    r"|microsoftexchange"
)
_DAEMON_NAME = re.compile(
    r"(?:internet )?mail(?:er)?[- ](?:daemon|administrator|router|server)|(?:mail )?deliver\w{0,3} (?:sub)?system"
    r"|mail deliver\w{0,3} (?:service|agent)|system[ -]?administrator|administrateur systeme|microsoft exchange"
    r"|post ?master|non-?delivery[ \w]{0,20}"
)
_OF_HOST = re.compile(r"\s*\(.{0,80}|\s+(?:at|von|de|di|van)\s.{0,80}")


def looks_like_one(parsed: Parsed, lexicon: Lexicon) -> bool:
    """Whether a message without a readable report is a bounce all the same."""
    if parsed.headers.get("x-failed-recipients") or _is_report(parsed):
        return True
    subject = lexicon.bounce.subject.search(fold(parsed.envelope.subject))
    daemon = _from_daemon(parsed)
    if not daemon and (subject is None or _is_answer(parsed, lexicon)):
        return False  # people answer and forward bounces
    notice = bounce_prose.notice(parsed, lexicon)
    says = lexicon.bounce.failed.search(notice.folded) or lexicon.bounce.delayed.search(notice.folded)
    if daemon and not has_prefix(parsed.envelope):
        return bool(says or subject or notice.returned)
    if parsed.headers.raw("return-path") == "<>" and subject:
        return says is not None
    if daemon:
        return says is not None and _is_laid_out(parsed, notice, subject, lexicon)
    early = says is not None and says.start() < _BEGINNING
    return early and _is_laid_out(parsed, notice, subject, lexicon) and not _is_personal(parsed, notice, lexicon)


def _is_report(parsed: Parsed) -> bool:
    kinds = {leaf.content_type for leaf in parsed.leaves if not leaf.embedded}
    report = parsed.parameters.get("report-type", "").lower()
    return report in {"delivery-status", "feedback-report"} or "message/delivery-status" in kinds


def _from_daemon(parsed: Parsed) -> bool:
    sender = parsed.envelope.sender
    given = parsed.headers.raw("from")
    if "<>" in given:
        return True
    if sender is None:
        return parsed.headers.raw("return-path") == "<>" or _DAEMON.match(given.strip().lower()) is not None
    local = sender.address.partition("@")[0]
    name = _OF_HOST.sub("", fold(sender.name))
    return _DAEMON.match(local) is not None or _DAEMON_NAME.fullmatch(name) is not None


def _is_answer(parsed: Parsed, lexicon: Lexicon) -> bool:
    """Whether the subject is that of an answer; some systems put their verdict behind the original's "Re: ..."."""
    subject = fold(base_subject(parsed.envelope.subject)[0]).rstrip(" ().!")
    verdict = any(found.start() and found.end() == len(subject) for found in lexicon.bounce.subject.finditer(subject))
    return has_prefix(parsed.envelope) and not verdict


def _is_laid_out(parsed: Parsed, notice: Notice, subject: re.Match[str] | None, lexicon: Lexicon) -> bool:
    """Whether an address or the original is set apart, and the text gives code and reason or names "your message"."""
    returned = bool(parsed.embedded or notice.returned) and subject is not None and subject.start() == 0
    words = lexicon.bounce
    refused = words.unknown.search(notice.folded) or words.spared.search(notice.folded)
    coded = (refused or returned) and bounce_prose.CODE.search(notice.folded) is not None
    reasoned = coded or words.yours.search(notice.folded)
    return bool(reasoned) and (returned or bounce_prose.listed(notice, parsed, lexicon))


def _is_personal(parsed: Parsed, notice: Notice, lexicon: Lexicon) -> bool:
    """Whether it answers a message, went to a list, asks, or greets its reader by name."""
    sender = parsed.envelope.sender
    answers = parsed.envelope.in_reply_to is not None and not parsed.envelope.machine
    posted = list_header(parsed) and sender is not None and sender.name
    greets = greeting_name(notice.text, lexicon, bare=False) is not None
    return bool(answers or posted or "?" in notice.text or greets or _is_signed(parsed, notice, lexicon))


def _is_signed(parsed: Parsed, notice: Notice, lexicon: Lexicon) -> bool:
    """Whether the last line is a sign-off or the sender's own name."""
    sender, lines = parsed.envelope.sender, notice.folded.split("\n")
    last = next((line.strip() for line in reversed(lines) if line.strip()), "")
    name = fold(sender.name).split() if sender else []
    return lexicon.structure.sign_off.match(last) is not None or (bool(last) and set(last.split()) <= set(name))
