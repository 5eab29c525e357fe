"""Failed addresses in the prose of mail systems, which write them in some hundred ways.

The notice ends where the copy of the original begins. What counts is where an address stands: alone on a line, first
on its line before a reason, or behind words like "failed recipient:". Addresses of the sender, of postmasters and in
header lines are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from mailfollow.reading.lexicon import Lexicon
from mailfollow.reading.lexicon.notation import fold
from mailfollow.reading.message.html import html_to_text
from mailfollow.reading.message.parts import Parsed

MOST_TEXT = 16_384
"""Characters of a notice that are looked at."""
_ADDRESS = re.compile(r"[^\s<>()（）：，\[\];:,\"'=*]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_HEADER = re.compile(
    r"^>? ?(?:received|return-path|delivered-to|x-[\w-]{1,40}|mime-version|message-id|dkim-signature):", re.IGNORECASE
)
_LEAD = re.compile(r"[\s<>*(\[\"'.-]*(?:(?:smtp|mailto|rfc822)[:;]\s?)?")
_ALONE = re.compile(r"[\s>)\]\"'*:;.,-]*(?:\(.{0,60}\))?\s*$")
_OWNER, _BRACKET = re.compile(r"[^@:;?]{1,60}[(<\[]"), re.compile(r"[)>\]]\s*")
_REASON = re.compile(r"[>)\]\"']{0,3}\s*(?::|\.\.\.|-|\bon\b|\(|\s)\s*\S")
_MARKED = re.compile(r"[<\"\[][^\s<>]{3,320}[>\"\]](?:[:.]| <)")
_DAEMON = re.compile(
    r"(?:mailer|mail)-?daemon|po+stmaster|abuse|support|help(?:desk)?|noc|no-?reply|admin|info-?desk|bounces?\b|webmaster|hostmaster|.*-bounces\b|.*-(?:admin|request|owner)\b"
)
CODE = re.compile(r"\b[45]\d\d\b|\b[45]\.\d{1,3}\.\d{1,3}\b")
_NAME = re.compile(r"[\s<*\"']{0,16}([a-zA-Z0-9][\w.+-]{1,63})[>\"']?(?:\s{1,8}\([^()@]{1,60}\)|\s{2,16}\S.{0,80})?\s*")
_FULL_LINE = 50
"""Characters of a line whose sentence goes on in the next."""
_STANDS_OUT = 3
"""The score of an address that stands as mail systems write failed ones."""
_RULE = re.compile(r"^[\s|>=*_-]{0,12}[-=_*|]{2,}|[-=_*|]{2,}\s*$|^>? ?-- ")


@dataclass(frozen=True, slots=True)
class Notice:
    """What the mail system itself wrote; `returned` tells that a copy of the original follows."""

    text: str
    folded: str
    returned: bool
    rest: str = ""
    """What follows the notice: the copy of the original, as far as it is text."""


def notice(parsed: Parsed, lexicon: Lexicon) -> Notice:
    """Return the notice: the message's own text up to the copy of the original."""
    leaves = [leaf for leaf in parsed.leaves if not leaf.embedded and leaf.content_type.startswith("text/")]
    plain = [leaf.text for leaf in leaves if leaf.content_type == "text/plain" and leaf.text.strip()]
    text = (
        "\n".join(plain)
        or parsed.text
        or "\n".join(html_to_text(leaf.text) for leaf in leaves if leaf.content_type == "text/html")
    )
    lines = text[:MOST_TEXT].splitlines()
    copies = (at for at, line in enumerate(lines) if _HEADER.match(line) or (at and _begins_copy(line, lexicon)))
    end = next(copies, len(lines))
    own, rest = "\n".join(lines[:end]), "\n".join(lines[end:])
    return Notice(own, fold(own), bool(parsed.embedded) or bool(rest), rest)


def _begins_copy(line: str, lexicon: Lexicon) -> bool:
    found = lexicon.bounce.original.search(fold(line)) if len(line) < 120 else None
    return found is not None and not _ADDRESS.search(line) and (bool(_RULE.search(line)) or len(line.strip()) < 60)


def listed(found: Notice, parsed: Parsed, lexicon: Lexicon) -> bool:
    """Whether another's address stands as mail systems write it: not within a sentence, and not as a contact."""
    envelope, above = parsed.envelope, ""
    known = {who.address for who in (envelope.sender, *envelope.recipients) if who}
    for line in found.text.splitlines():
        for match in _ADDRESS.finditer(line[:500]):
            contact = lexicon.bounce.contact.search(fold(f"{above}\n{line[: match.start()]}"[-80:]))
            if not contact and match[0].lower() not in known and _set_apart(line, match, lexicon):
                return True
        above = line if line.strip() else above
    return False


def passages(found: Notice, parsed: Parsed, lexicon: Lexicon) -> dict[str, str]:
    """Return the failed addresses in order, each with what is said of it; empty if none stands out."""
    ours = {address.address for address in parsed.envelope.recipients}
    everyone = list(_scored(found, lexicon))
    scored = [entry for entry in everyone if entry[0] not in ours] or everyone
    best = max((score for _, score, _ in scored), default=0)
    names = _bare(found, parsed, lexicon) if best < _STANDS_OUT else []
    if names:
        return dict.fromkeys(names, found.text)
    least = _STANDS_OUT if best >= _STANDS_OUT else 1
    starts: dict[str, int] = {}
    for address, score, at in scored:
        if score >= least:
            starts.setdefault(address, at)
    return _cut(found, starts, lexicon)


def _cut(found: Notice, starts: dict[str, int], lexicon: Lexicon) -> dict[str, str]:
    """Give each address the lines up to the next one; all of the text if these lines give no reason."""
    lines, ends = found.text.splitlines(), [*sorted(set(starts.values())), None]
    cut = {}
    for address, at in starts.items():
        own = "\n".join(lines[at : ends[ends.index(at) + 1]])
        reasons = (lexicon.bounce.unknown, lexicon.bounce.spared, CODE)
        cut[address] = own if len(starts) > 1 and any(one.search(fold(own)) for one in reasons) else found.text
    return cut


def _bare(found: Notice, parsed: Parsed, lexicon: Lexicon) -> list[str]:
    """Return names without a domain below "... could not be delivered to:", completed by the mail system's own."""
    sender, names = parsed.envelope.sender, []
    opened = False
    for line in found.text.splitlines():
        name = _NAME.fullmatch(line) if opened else None
        if name:
            names.append(name[1].lower())
        elif line.strip():
            opened = line.rstrip().endswith(":") and lexicon.bounce.failed.search(fold(line)) is not None
    return [f"{name}@{sender.domain}" for name in names] if sender else []


def _scored(found: Notice, lexicon: Lexicon) -> Iterator[tuple[str, int, int]]:
    """Give each address with its score and the number of its line."""
    lines = found.text.splitlines()
    for at, (above, line, following) in enumerate(zip(chain([""], lines), lines, chain(lines[1:], [""]), strict=False)):
        folded = fold(line)
        wrapped = len(above) > _FULL_LINE and above.rstrip()[-1:] not in {":", ".", ""}
        for match in _ADDRESS.finditer(line[:500]):
            address = match[0].strip(".'`").lower()
            if not _DAEMON.match(address):
                score = _score(line, folded, match, fold(following), lexicon)
                fragment = wrapped and not _alone(line, match) and not _MARKED.match(line.lstrip())
                yield address, min(score, _STANDS_OUT - 1) if fragment else score, at


def _score(line: str, folded: str, match: re.Match[str], following: str, lexicon: Lexicon) -> int:
    before = folded[max(0, match.start() - 60) : match.start()]
    label = folded[: match.start()].partition(":")[0].strip()
    if label in lexicon.labels.to or label in lexicon.labels.cc:
        return 1  # the header block of the original, where some systems repeat it
    named = lexicon.bounce.listing.search(before)
    if not named and lexicon.bounce.contact.search(before):
        return -5
    first = _LEAD.fullmatch(line, 0, match.start()) is not None
    score = 3 if _alone(line, match) or (first and _REASON.match(line, match.end())) else 0
    if named:
        score = max(score, 3)
    words = lexicon.bounce
    tells = any(reason.search(folded) for reason in (words.failed, words.unknown, words.spared, CODE))
    return score + (2 if tells else 1 if CODE.search(following) else 0)


def _alone(line: str, match: re.Match[str]) -> bool:
    """Whether nothing else stands on the line, or nothing but more addresses, or the name before "(address)"."""
    if line.count("@") > 1 and not _ADDRESS.sub("", line[:500]).strip(" \t<>,;\"'"):
        return True
    if _OWNER.fullmatch(line, 0, match.start()) and _BRACKET.fullmatch(line, match.end()):
        return True
    return _LEAD.fullmatch(line, 0, match.start()) is not None and _ALONE.match(line, match.end()) is not None


def _set_apart(line: str, match: re.Match[str], lexicon: Lexicon) -> bool:
    labelled = line[: match.start()].rstrip(' \t<"[').endswith(":")
    first = _LEAD.fullmatch(line, 0, match.start()) is not None
    reasoned = first and (CODE.search(line, match.end()) or lexicon.bounce.unknown.search(fold(line), match.end()))
    return labelled or bool(reasoned) or _alone(line, match) or _MARKED.match(line, match.start() - 1) is not None
