"""What a person changed in our words before sending them: how much, and in which paragraphs. Pure.

The words of both texts are laid side by side. Line breaks, typographic signs and the like are no edits (see
`fold_text`), nor is what stands below the text: the sign-off, which reading may take for a part of the signature.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from mailfollow.model import Edit
from mailfollow.writing.choice.sameness import fold_text

MOST = 2_000
"""Words of a sent text that are looked at: a draft of ours has some 120, and comparing costs the product of both."""

HALF = 0.5
"""A paragraph of which at most this share was kept was rewritten, or removed where no other words took its place."""

SIGN_OFF = 8
"""Words that the lines below a text have at most: "Best regards, Robin Hale"."""

NEW = 5
"""Words in a row between two paragraphs that count as a paragraph of their own; fewer belong to a neighbour."""

_BLANK_LINES = re.compile(r"\n[^\S\n]*\n\s*")


def edit(ours: str, sent: str) -> Edit:
    """Return what was changed in our text, given the sent message's own words without signature and quoted mail."""
    paragraphs = [words for one in _BLANK_LINES.split(ours.strip()) if (words := fold_text(one).split())]
    theirs = fold_text(sent).split()[:MOST]
    closing = paragraphs.pop() if len(paragraphs) > 1 and _is_sign_off(paragraphs[-1]) else []
    theirs = _without_sign_off(theirs, closing, sent)
    if theirs == [word for one in paragraphs for word in one]:
        return Edit(0.0, paragraphs=len(paragraphs))
    return _compared(paragraphs, theirs)


def _is_sign_off(words: Sequence[str]) -> bool:
    return len(words) <= SIGN_OFF and not words[-1].endswith((".", "?", "!"))


def _without_sign_off(theirs: list[str], closing: Sequence[str], sent: str) -> list[str]:
    """Leave out the sign-off at the end of the sent text: ours, what was left of it, or another one in its place."""
    if not closing:
        return theirs
    for kept in range(len(closing), 0, -1):  # "Best regards," alone is left where the name went to the signature
        if theirs[-kept:] == list(closing[:kept]):
            return theirs[:-kept]
    last = fold_text(_BLANK_LINES.split(sent.strip())[-1]).split()
    return theirs[: -len(last)] if last and theirs[-len(last) :] == last and _is_sign_off(last) else theirs


@dataclass(slots=True)
class _Paragraph:
    """One of ours: how many words it has, how many were kept, and how many others were put in their place."""

    words: int
    kept: int = 0
    put_in: int = 0

    @property
    def lost(self) -> bool:
        """Whether at most half of it was kept."""
        return self.kept <= HALF * self.words

    @property
    def removed(self) -> bool:
        """Whether it was lost, and hardly anything is in its place."""
        return self.lost and self.kept + self.put_in <= HALF * self.words


@dataclass(slots=True)
class _Sheet:
    """Our paragraphs, and where new ones stand among them."""

    paragraphs: list[_Paragraph]
    of_word: list[int]
    """The index of the paragraph that each of our words is in."""
    added: list[int] = field(default_factory=list)

    def keep(self, start: int, end: int) -> None:
        """Note that our words from `start` to `end` were kept."""
        for word in range(start, end):
            self.paragraphs[self.of_word[word]].kept += 1

    def insert(self, at: int, count: int) -> None:
        """Note that `count` new words stand before our word number `at`."""
        before, behind = self._place(at - 1), self._place(at)
        if before != behind and count >= NEW:
            self.added.append(before or 0)
        elif (place := behind if before is None else before) is not None:
            self.paragraphs[place - 1].put_in += count

    def exchange(self, start: int, end: int, count: int) -> None:
        """Note that `count` new words stand in the place of our words from `start` to `end`.

        They are shared out among the paragraphs by how many words each of them lost.
        """
        lost = [self.of_word[word] for word in range(start, end)]
        for place in dict.fromkeys(lost):
            self.paragraphs[place].put_in += round(count * lost.count(place) / len(lost))

    def _place(self, word: int) -> int | None:
        """Return the number of the paragraph that a word of ours is in, None beyond the ends."""
        return self.of_word[word] + 1 if 0 <= word < len(self.of_word) else None


def _compared(paragraphs: Sequence[Sequence[str]], theirs: Sequence[str]) -> Edit:
    ours = [word for one in paragraphs for word in one]
    sheet = _Sheet(
        [_Paragraph(len(one)) for one in paragraphs], [place for place, one in enumerate(paragraphs) for _ in one]
    )
    for what, start, end, first, last in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if what == "equal":
            sheet.keep(start, end)
        elif what == "insert":
            sheet.insert(start, last - first)
        elif what == "replace":
            sheet.exchange(start, end, last - first)
    shared, longer = sum(one.kept for one in sheet.paragraphs), max(len(ours), len(theirs))
    return Edit(
        changed=1 - shared / longer if longer else 0.0,
        length=len(theirs) / len(ours) if ours else 1.0,
        removed=_numbers(one.removed for one in sheet.paragraphs),
        rewritten=_numbers(one.lost and not one.removed for one in sheet.paragraphs),
        added=tuple(sheet.added),
        paragraphs=len(paragraphs),
    )


def _numbers(marked: Iterable[bool]) -> tuple[int, ...]:
    return tuple(number for number, one in enumerate(marked, start=1) if one)
