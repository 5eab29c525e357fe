"""Where a person's words end and the signature begins: delimiter, mobile advertisement, small print, list footer.

What servers add counts as signature too. The sign-off ("Best regards" and what follows) is in `sign_off`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from mailfollow.reading.lexicon.notation import fold
from mailfollow.reading.lexicon.vocabulary import StructureWords
from mailfollow.reading.own_words.lines import EDGES, begins, is_blank, is_rule
from mailfollow.reading.own_words.sign_off import POSTSCRIPT, is_name, is_prose, sign_off_line

_SENTENCES = re.compile(r"(?<=[.!])\s+")
_LIST_FOOTER = re.compile(r"mailing[ -]?list|https?://|listinfo|unsubscribe", re.IGNORECASE)
_MOST_MOBILE_WORDS = 10
_MOST_SIGNATURE_LINES = 12
_LEAST_DISCLAIMER_WORDS = 12
_LEAST_PLAIN_WORDS = 6
_LEAST_WORDS_UNDER_HEADING = 20
_MOST_FOOTER_LINES = 15
_HEADING_ENDS = frozenset({"", ":", "*", "-", "=", "_", "."})
"""What stands after "Confidentiality notice", unless a sentence goes on."""


def own_lines(block: Sequence[str], words: StructureWords, sign_off: bool) -> list[bool]:
    """Tell of each line of a block of unquoted text whether it is its author's own words.

    `sign_off` says that the words end at a sign-off with a signature below; else both belong to them.
    """
    end = min(_delimiter(block), _mobile(block, words), _small_print(block, words), _list_footer(block))
    end = min(end, sign_off_line(block[:end], words)) if sign_off else end
    return [i < end or keep for i, keep in enumerate(_postscripts(block, end))]


def banner_end(lines: Sequence[str], words: StructureWords) -> int:
    """Give the number of lines of what servers put above the text, such as the warning "external sender", or 0."""
    start = next((i for i, line in enumerate(lines[:10]) if not is_blank(line) and not is_rule(line)), None)
    if start is None:
        return 0
    if lines[start].startswith("##-"):
        return start + 1  # a ticket system's "##- Please type your reply above this line -##": its own mail is below
    if not begins(words.banner, " ".join(lines[start : start + 3])) and not _is_disclaimer(lines, start, words, False):
        return 0
    end = next((i for i in range(start, len(lines)) if is_blank(lines[i])), len(lines))
    return end if end < len(lines) and end - start <= 8 else 0


def _delimiter(block: Sequence[str]) -> int:
    """Find "-- " (RFC 3676 section 4.3), or what is left of it when the space was lost and a signature follows."""
    for i, line in enumerate(block):
        if not line.startswith(("-", "—", "–", " ", "\t", "\xa0")):
            continue
        if line == "-- " or (line.strip(" \t\xa0") in {"--", "—", "––"} and _looks_like_one(line, block[i + 1 :])):
            return i
    return len(block)


def _looks_like_one(delimiter: str, below: Sequence[str]) -> bool:
    """Whether a short signature follows, and not more text: people also divide their text with dashes."""
    filled = [line for line in below[: 4 * _MOST_SIGNATURE_LINES] if not is_blank(line)]
    if not filled or len(filled) > _MOST_SIGNATURE_LINES:
        return False
    if "—" in delimiter:
        return is_name(filled[0])
    return not is_prose(filled[0]) and not filled[0][:1].islower() and not any(map(_is_sentence, filled))


def _mobile(block: Sequence[str], words: StructureWords) -> int:
    """Find "Sent from my phone": a short line for itself, and no whole sentence, for people write those too."""
    last = next((i for i in reversed(range(len(block))) if not is_blank(block[i])), 0)
    for i, line in enumerate(block):
        sentence = "," in line and line.rstrip().endswith(".")
        short = len(line) <= 160 and len(line.split()) <= _MOST_MOBILE_WORDS and not sentence
        if short and (i == last or _alone(block, i)) and begins(words.mobile, line):
            return _above_rule(block, i)
    return len(block)


def _alone(block: Sequence[str], at: int) -> bool:
    """Whether line `at` begins a paragraph, and is no sentence with its full stop."""
    return (at == 0 or is_blank(block[at - 1])) and not block[at].rstrip().endswith((".", "!", "?"))


def _is_sentence(line: str) -> bool:
    """Whether a line ends as sentences do, which lines of a signature seldom do."""
    return is_prose(line) and line.rstrip().endswith((".", "?", "!"))


def _small_print(block: Sequence[str], words: StructureWords) -> int:
    """Find the paragraph with which legal small print or a footer begins."""
    for i, line in enumerate(block):
        if is_blank(line) or not (i == 0 or _parts(block[i - 1]) or is_rule(line[:8])):
            continue
        if _is_disclaimer(block, i, words) or _is_footer(block, i, words):
            return _above_rule(block, i)
    return len(block)


def _is_disclaimer(block: Sequence[str], at: int, words: StructureWords, headed: bool = True) -> bool:
    """Whether legal small print begins at a line, with `headed` also by a heading; a few words alone are none."""
    found = begins(words.disclaimer, " ".join(block[at : at + 2]))
    if found is None:
        return headed and _goes_on_as_disclaimer(_paragraph(block, at), words)
    if len(found[0].split()) > 2:
        return _count(_paragraph(block, at)) >= _LEAST_DISCLAIMER_WORDS
    beside = fold(block[at]).strip(EDGES)[found.end() :].lstrip()[:1]
    return headed and beside in _HEADING_ENDS and _count(block[at : at + 12]) >= _LEAST_WORDS_UNDER_HEADING


def _goes_on_as_disclaimer(paragraph: Sequence[str], words: StructureWords) -> bool:
    """Whether a long paragraph, which may begin in any way, has a sentence that nobody writes but in small print."""
    if _count(paragraph) < _LEAST_DISCLAIMER_WORDS:
        return False
    found = [begins(words.disclaimer, sentence) for sentence in _SENTENCES.split(" ".join(paragraph))[1:6]]
    return any(match is not None and len(match[0].split()) >= _LEAST_PLAIN_WORDS for match in found)


def _is_footer(block: Sequence[str], at: int, words: StructureWords) -> bool:
    """Whether what a list, a virus scanner or a free mail service added begins at a line, and little follows."""
    if begins(words.footer, block[at]) is None:
        return False
    return sum(not is_blank(line) for line in block[at : at + 4 * _MOST_FOOTER_LINES]) <= _MOST_FOOTER_LINES


def _paragraph(block: Sequence[str], at: int) -> Sequence[str]:
    end = next((i for i in range(at, min(at + 12, len(block))) if is_blank(block[i])), at + 12)
    return block[at:end]


def _count(lines: Sequence[str]) -> int:
    return sum(len(line.split()) for line in lines)


def _list_footer(block: Sequence[str]) -> int:
    """Find the drawn line above what a mailing list adds: a few lines at the end, with an address on the web."""
    for i, line in enumerate(block):
        if line.lstrip().startswith("_" * 30) and is_rule(line):
            rest = [line for line in block[i + 1 : i + 30] if not is_blank(line)]
            return i if len(rest) <= 6 and _LIST_FOOTER.search("\n".join(rest)) else len(block)
    return len(block)


def _above_rule(block: Sequence[str], at: int) -> int:
    while at and _parts(block[at - 1]):
        at -= 1
    return at


def _parts(line: str) -> bool:
    """Whether a line only parts what is above it from what is below."""
    return is_blank(line) or is_rule(line) or line.strip() == "--"


def _postscripts(block: Sequence[str], end: int) -> list[bool]:
    """Tell of each line whether it belongs to a postscript below the signature that begins at `end`."""
    keep, inside = [], False
    for i, line in enumerate(block):
        if i > end and POSTSCRIPT.match(line):
            inside = True
        elif is_blank(line):
            inside = False
        keep.append(inside)
    return keep
