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

from mailfollow.reading.html import html_to_text
from mailfollow.reading.lexicon import Lexicon
from mailfollow.reading.notation import fold
from mailfollow.reading.parts import Parsed

MOST_TEXT = 16_384
"""Characters of a notice that are looked at."""
_ADDRESS = re.compile(r"[^\s<>()\[\];:,\"'=*]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_HEADER = re.compile(
    r"^>? ?(?:received|return-path|delivered-to|x-[\w-]{1,40}|mime-version|message-id|dkim-signature):", re.IGNORECASE
)
_LEAD = re.compile(r"[\s<>*(\[\"'.-]*(?:(?:smtp|mailto|rfc822)[:;]\s?)?")
_ALONE = re.compile(r"[\s>)\]\"'*:;.,-]*(?:\(.{0,60}\))?\s*$")
_REASON = re.compile(r"[>)\]\"']{0,3}\s*(?::|\.\.\.|-|\bon\b|\(|\s)\s*\S")
_MARKED = re.compile(r"[<\"\[][^\s<>]{3,320}[>\"\]](?:[:.]| <)")
_DAEMON = re.compile(
    r"(?:mailer|mail)-?daemon|po+stmaster|abuse|support|help(?:desk)?|noc|no-?reply|admin|info-?desk|bounces?\b|webmaster|hostmaster|.*-bounces\b|.*-(?:admin|request|owner)\b"
)
_CODE = re.compile(r"\b[45]\d\d\b|\b[45]\.\d{1,3}\.\d{1,3}\b")
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


def listed(found: Notice) -> bool:
    """Whether any address stands as mail systems write it, and not within a sentence."""
    return any(_set_apart(line, match) for line in found.text.splitlines() for match in _ADDRESS.finditer(line[:500]))


def addresses(found: Notice, parsed: Parsed, lexicon: Lexicon) -> list[str]:
    """Return the failed addresses, in order; empty if none stands out."""
    ours = {address.address for address in parsed.envelope.recipients}
    everyone = list(_scored(found, lexicon))
    scored = [(address, score) for address, score in everyone if address not in ours] or everyone
    best = max((score for _, score in scored), default=0)
    least = 3 if best >= 3 else 1
    return list(dict.fromkeys(address for address, score in scored if score >= least))


def _scored(found: Notice, lexicon: Lexicon) -> Iterator[tuple[str, int]]:
    lines = zip(found.text.splitlines(), chain(found.text.splitlines()[1:], [""]), strict=False)
    for line, following in lines:
        folded = fold(line)
        for match in _ADDRESS.finditer(line[:500]):
            address = match[0].strip(".'`").lower()
            if not _DAEMON.match(address):
                yield address, _score(line, folded, match, fold(following), lexicon)


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
    tells = lexicon.bounce.failed.search(folded) or lexicon.bounce.unknown.search(folded) or _CODE.search(folded)
    return score + (2 if tells else 1 if _CODE.search(following) else 0)


def _alone(line: str, match: re.Match[str]) -> bool:
    return _LEAD.fullmatch(line, 0, match.start()) is not None and _ALONE.match(line, match.end()) is not None


def _set_apart(line: str, match: re.Match[str]) -> bool:
    labelled = line[: match.start()].rstrip(' \t<"[').endswith(":")
    return labelled or _alone(line, match) or _MARKED.match(line, match.start() - 1) is not None
