"""Base subjects (RFC 5256 section 2.1): what is left of a subject without "Re:", "AW:", "[EXTERNAL]" and the like.

The RFC knows the English prefixes; real mail has those of every mail client's language, and tags of gateways.
"""

from __future__ import annotations

import re
import unicodedata

REPLIES = (
    "re", "aw", "antw", "antwort", "antwoord", "sv", "svar", "vs", "vá", "odp", "odpowiedź", "res", "resp", "rép",
    "réponse", "respuesta", "resposta", "risposta", "réf", "ref", "rif", "r", "ynt", "bls", "atb", "απ", "σχετ",
    "отв", "ответ", "回复", "回覆", "答复", "答覆", "返信", "回信", "답장", "תגובה", "השב", "ענה", "رد",
)  # fmt: skip
"""What mail clients put before a reply's subject: English, German, Dutch, Nordic, Finnish, Hungarian, Polish,
Portuguese, French, Italian, Turkish, Indonesian, Welsh, Greek, Russian, Chinese, Japanese, Korean, Hebrew, Arabic."""

FORWARDS = (
    "fwd", "fw", "wg", "weitergeleitet", "tr", "trs", "rv", "reenviado", "enc", "encaminhada", "i", "doorst",
    "doorgestuurd", "vb", "vl", "pd", "fs", "ilt", "továbbítás", "πρθ", "пер", "转发", "轉寄", "轉發", "転送", "전달",
    "הועבר", "إعادة توجيه",
)  # fmt: skip
"""The same for forwarded mail."""

TAGS = (
    r"external(?:\ e-?mail|\ sender)?|(?:correo\ )?extern[eo]?|ext|spam|suspected\ spam|caution|bulk|secure|encrypted"
    "|unverified"
)
"""What mail gateways put in front, in brackets or followed by a colon."""

_WORDS = "|".join(sorted(map(re.escape, REPLIES + FORWARDS), key=len, reverse=True))
_PREFIX = re.compile(
    rf"""(?: (?:{_WORDS}) \s* (?: \[\d{{1,3}}\] | \(\d{{1,3}}\) | \^\d{{1,3}} )? \s* [:：]  # Re: AW : Re[2]: 回复：
    ) \s*""",
    re.IGNORECASE | re.VERBOSE,
)
_TAG = re.compile(
    rf"(?: [\[(*<{{]{{1,3}} (?:{TAGS}) [\])*>}}]{{1,3}} :? | (?:{TAGS}) \s* [:：] ) \s*",
    re.IGNORECASE | re.VERBOSE,
)
_BLOB = re.compile(r"\[[^\[\]]*\]\s*")
_TRAILER = re.compile(r"\s*\(fwd?\)$", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_WRAPPED = re.compile(r"\[fwd?:\s*(.*)\]$", re.IGNORECASE)


def base_subject(subject: str) -> tuple[str, bool]:
    """Return the base subject of a decoded `subject`, not case-folded, and whether it was a reply or a forward.

    Follows RFC 5256 section 2.1 with the prefixes of more languages; a subject of nothing but prefixes gives "".
    """
    text, related = " ".join(subject.split()), False
    while True:
        text, trailed = _without_trailer(text)
        text, led = _without_leaders(text)
        wrapped = _WRAPPED.match(text)
        related = related or trailed or led or wrapped is not None
        if wrapped is None:
            return text, related
        text = wrapped[1]


def matter(subject: str) -> str:
    """Return what two subjects on the same matter share: the words of the base subject, in one case and spelling.

    Clients change dashes, quotes and spaces in a subject; one without any word stays as it is.
    """
    text = unicodedata.normalize("NFKC", base_subject(subject)[0]).casefold()
    return " ".join(_WORD.findall(text)) or text


def _without_trailer(text: str) -> tuple[str, bool]:
    """Return `text` without "(fwd)" at its end, and whether there was one."""
    shorter = text
    while found := _TRAILER.search(shorter[-12:]):
        shorter = shorter[: len(shorter) - len(found[0])]
    return shorter, shorter != text


def _without_leaders(text: str) -> tuple[str, bool]:
    """Return `text` without prefixes, tags and bracketed words at its start, and whether a prefix was there."""
    start, related = 0, False
    while True:
        if found := _PREFIX.match(text, start):
            related = True
        elif not (found := _TAG.match(text, start)):
            found = _BLOB.match(text, start)
            if found is None or found.end() == len(text) or _WRAPPED.match(text, start):
                return text[start:], related
        start = found.end()
