"""What a person keeps changing in a template, said from five sent ones on. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from mailfollow.model import Edit, Outcome
from mailfollow.model.words import ordinal

ENOUGH = 5
"""Sent drafts of a template, from which on a habit is told."""

SHARE = 0.5
"""How many of them must have it, at least."""

LENGTHS = 0.15
"""By how much the usual text must be shorter or longer, to be worth telling."""

FRACTIONS = {1 / 2: "half", 1 / 3: "a third", 1 / 4: "a quarter", 1 / 5: "a fifth"}
CLOSE = 0.03
"""How near to a fraction a share may be called by its name."""

WORDS = 6
"""Words of a paragraph that remind of it."""


@dataclass(frozen=True, slots=True)
class Habit:
    """What is changed in a template: `times` out of `sent` drafts whose sent words are known.

    `what` is removed, rewritten, added, shortened or lengthened; `paragraph` the number that it is about, the greeting
    being 1 (of "added", the one before it), and 0 for the whole text. `by` is the share of a shorter or longer text.
    """

    template: str
    what: str
    times: int
    sent: int
    paragraph: int = 0
    by: float = 0.0
    place: str = ""
    """The paragraph in words, such as "the last paragraph"."""
    words: str = ""
    """How that paragraph begins in one of the drafts."""


def habits(outcomes: Iterable[Outcome]) -> list[Habit]:
    """Return what is changed in at least half of the drafts of a template that were sent, the most frequent first."""
    members = dict[str, list[Outcome]]()
    for one in outcomes:
        if one.edit is not None and one.template:
            members.setdefault(one.template, []).append(one)
    found = [habit for name, some in members.items() if len(some) >= ENOUGH for habit in _of_template(name, some)]
    return sorted(found, key=lambda one: (-one.times, one.template, one.what, one.paragraph))


def _of_template(name: str, outcomes: Sequence[Outcome]) -> list[Habit]:
    """Return the habits of one template; a paragraph that goes or comes says already why the text changes in length."""
    edits = [(one, one.edit) for one in outcomes if one.edit is not None]
    found = [habit for what in ("removed", "rewritten", "added") for habit in _of_paragraphs(name, what, edits)]
    if any(one.what != "rewritten" for one in found):
        return found
    return [*found, *_of_length(name, [edit for _, edit in edits])]


def _of_paragraphs(name: str, what: str, edits: Sequence[tuple[Outcome, Edit]]) -> Iterable[Habit]:
    counts = Counter(number for _, edit in edits for number in set(getattr(edit, what)))
    for number, times in counts.items():
        if times >= SHARE * len(edits):
            of, edit = next((one, edit) for one, edit in reversed(edits) if number in getattr(edit, what))
            words = _beginning(of.text, number) if what != "added" else ""
            yield Habit(name, what, times, len(edits), number, place=_place(number, edit), words=words)


def _of_length(name: str, edits: Sequence[Edit]) -> Iterable[Habit]:
    by = median(edit.length for edit in edits) - 1
    if by <= -LENGTHS:
        yield Habit(name, "shortened", sum(edit.length < 1 for edit in edits), len(edits), by=-by)
    elif by >= LENGTHS:
        yield Habit(name, "lengthened", sum(edit.length > 1 for edit in edits), len(edits), by=by)


def _place(number: int, edit: Edit) -> str:
    if number <= 1:
        return "the greeting"
    return "the last paragraph" if number == edit.paragraphs else f"the {ordinal(number)} paragraph"


def _beginning(text: str, number: int) -> str:
    paragraphs = [one for one in text.split("\n\n") if one.strip()]
    words = paragraphs[number - 1].split() if number <= len(paragraphs) else []
    return " ".join(words[:WORDS])


def sentence(habit: Habit) -> str:
    """Say a habit: "in 7 of 9 you removed the second paragraph of en/three-options"."""
    if habit.what in {"shortened", "lengthened"}:
        verb = "shorten" if habit.what == "shortened" else "lengthen"
        return f"you {verb} {habit.template} by {_share(habit.by)} (half of {habit.sent} by that or more)"
    times = f"in {habit.times} of {habit.sent} you"
    if habit.what == "added":
        where = f"before {habit.place}" if not habit.paragraph else f"behind {habit.place}"
        return f"{times} added a paragraph {where} of {habit.template}"
    words = f' ("{habit.words} ...")' if habit.words and habit.paragraph > 1 else ""
    return f"{times} {'removed' if habit.what == 'removed' else 'rewrote'} {habit.place} of {habit.template}{words}"


def _share(by: float) -> str:
    near = min(FRACTIONS, key=lambda one: abs(one - by))
    return FRACTIONS[near] if abs(near - by) <= CLOSE else f"{by:.0%}".replace("%", " %")
