"""A due touch becomes a text: choose a template, render it, lint it, compare it with what they had, or take the next.

The first text that passes is written. If none does, the refusal says what was lacking and which template to add.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from mailfollow.errors import DataError
from mailfollow.model import Choice, Refused, Template
from mailfollow.writing.choice.rank import Occasion, rank, why_not
from mailfollow.writing.choice.sameness import same_opening, similarity
from mailfollow.writing.facts.known import resource_facts
from mailfollow.writing.facts.spoken import named
from mailfollow.writing.facts.table import texts
from mailfollow.writing.lint import lint
from mailfollow.writing.occasion import Task, occasion_for
from mailfollow.writing.template.render import render
from mailfollow.writing.written import Written

MOST_ALIKE = 0.5
"""Above this similarity to anything they had, a text says the same again."""


def write(task: Task) -> Written | Refused:
    """Return the text for a due touch, or why there is none."""
    found = occasion_for(task)
    if isinstance(found, Refused):
        return found
    occasion, remark = found
    written = _first_good(task, occasion)
    return written if isinstance(written, Refused) else replace(written, why=f"{written.why}{remark}")


def _first_good(task: Task, occasion: Occasion) -> Written | Refused:
    """Return the first text, in order of rank, that has no fault and says nothing again."""
    rejected: list[str] = []
    for choice in rank(task.templates, occasion, task.seed):
        template, known = choice.template, {**occasion.facts, "resource": resource_facts(choice.offer)}
        try:
            text = render(template, known, task.seed)
        except DataError as error:
            rejected.append(str(error))
            continue
        problem = next(_problems(text, choice, replace(occasion, facts=known), task), None)
        if problem is None:
            return Written(text, template.name, template.angle, template.language, choice.why, choice.offer)
        rejected.append(f"{template.name}: {problem}")
    return Refused(_exhausted(task.templates, occasion, rejected))


def _problems(text: str, choice: Choice, occasion: Occasion, task: Task) -> Iterator[str]:
    """Yield why a text is not to be saved."""
    found = choice.offer.resource if choice.offer else None
    theirs = f"\n{found.url or ''}\n{found.pitch}" if found else ""
    own = f"{choice.template.body}\n{task.proposal.envelope.subject}\n{task.proposal.own_text}{theirs}"
    for fault in lint(text, choice.template.language, limit=task.policy.words, own=own, names=texts(occasion.facts)):
        yield f"{fault.sentence} ({fault.rule})"
    for before in occasion.used.texts:
        alike = similarity(text, before)
        if alike > MOST_ALIKE:
            yield f"{alike:.0%} the same as a text they had"
        if same_opening(text, before):
            yield "it begins like a text they had"


def _exhausted(templates: Sequence[Template], occasion: Occasion, rejected: Sequence[str]) -> str:
    """Say why nothing could be written, and what would help."""
    code = occasion.language
    reasons = [f"{count} {reason}" for reason, count in why_not(templates, occasion).items()]
    tried = [f"tried and rejected: {'; '.join(rejected)}"] if rejected else []
    return (
        f'no {named(code)} template is left for touch {occasion.touch} ("{occasion.when}"): '
        f"{', '.join([*reasons, *tried]) or 'there are none'}; "
        f"add one with a new angle to templates/{code}, or write this one yourself"
    )
