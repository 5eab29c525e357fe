"""One template as the mail it becomes, with what there is to know beside it: facts, faults, length, where it fits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from jinja2 import nodes

from mailfollow.errors import DataError
from mailfollow.model import Template
from mailfollow.writing.facts.table import PATHS, Facts, missing, texts, value
from mailfollow.writing.languages import language
from mailfollow.writing.lint import Fault, lint, lint_template
from mailfollow.writing.lint.of_text import count_words
from mailfollow.writing.lint.own_part import own_part
from mailfollow.writing.lint.reading_ease import template_ease
from mailfollow.writing.template import sandbox
from mailfollow.writing.template.render import render


@dataclass(frozen=True, slots=True)
class Head:
    """The lines above a mail's text, as a mail client shows them."""

    sender: str
    to: str
    subject: str


@dataclass(frozen=True, slots=True)
class Setting:
    """What a template is tried with: facts and seed of the wording, and whose links count as ours (`own`).

    `choice` says whether it would be chosen for this proposal now, and why not; empty for made-up facts. `fits` is
    whether it might be, if nothing else fitted better.
    """

    label: str
    head: Head
    facts: Facts
    seed: str
    own: str = ""
    choice: str = ""
    chosen: bool = False
    fits: bool = True


@dataclass(frozen=True, slots=True)
class Remark:
    """A fault in a sentence; `place` is its line and column in the template's file ("6:1"), or empty."""

    place: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Proof:
    """A template with its text; `text` is None where it cannot be written, and `problem` says why.

    `facts` has each fact it speaks of with its value,
    None where that is unknown. `words` counts as the limit does.
    """

    template: Template
    setting: Setting
    text: str | None
    problem: str
    faults: tuple[Remark, ...]
    facts: Mapping[str, str | None]
    words: int
    limit: int
    ease: str
    """How easily it reads: "reading ease 71 (45 is the least)"."""


def prove(template: Template, setting: Setting, limit: int) -> Proof:
    """Return the proof of a template; `limit` is the most words that a follow-up may have."""
    text, problem = _text(template, setting)
    return Proof(
        template,
        setting,
        text,
        problem,
        tuple(_faults(template, setting, text, limit)),
        {path: _shown(value(setting.facts, path)) for path in facts_of(template)},
        count_words(own_part(text or "")),
        limit,
        reading_ease(template),
    )


def _text(template: Template, setting: Setting) -> tuple[str | None, str]:
    """Return the text, or else why there is none."""
    if lacking := missing(setting.facts, template.needs):
        return None, f"It needs {' and '.join(lacking)}, which {'is' if len(lacking) == 1 else 'are'} unknown here."
    try:
        return render(template, setting.facts, setting.seed), ""
    except DataError as error:
        return None, " ".join(error.problems)


def _faults(template: Template, setting: Setting, text: str | None, limit: int) -> Iterator[Remark]:
    """Yield the faults of the file, and those that only this text has."""
    in_file = faults_in_file(template, limit)
    for fault in in_file:
        yield Remark(f"{fault.line}:{fault.column}", _said(fault))
    if text is not None:
        own = f"{template.body}\n{setting.own}"
        known = {fault.rule for fault in in_file}
        for fault in lint(text, template.language, limit=limit, own=own, names=texts(setting.facts)):
            if fault.rule not in known:
                yield Remark("", _said(fault))


def _said(fault: Fault) -> str:
    return f"[{fault.rule}] {fault.sentence}; {fault.hint}"


@lru_cache(maxsize=2_048)
def faults_in_file(template: Template, limit: int) -> tuple[Fault, ...]:
    """Return what `templates check` finds in a template; the same template is tried once only."""
    return tuple(lint_template(template, limit))


@lru_cache(maxsize=2_048)
def reading_ease(template: Template) -> str:
    """Return how easily a template's texts read, and how easy they must be in its language."""
    least = language(template.language).rhythm.hard
    found = template_ease(template)
    return "reading ease unknown" if found is None else f"reading ease {found:.0f} ({least:.0f} is the least)"


@lru_cache(maxsize=2_048)
def facts_of(template: Template) -> tuple[str, ...]:
    """Return the facts that a template speaks of, in the order of the table of facts."""
    tree = sandbox.parse(template.body, "{}:{}".format)
    named = {_path(node) for node in tree.find_all((nodes.Getattr, nodes.Name))}
    return tuple(path for path in PATHS if path in named)


def _path(node: nodes.Node) -> str:
    if isinstance(node, nodes.Getattr):
        return f"{_path(node.node)}.{node.attr}"
    return node.name if isinstance(node, nodes.Name) else ""


def _shown(found: object) -> str | None:
    """Return a fact as a note shows it: on one line, None where it is unknown."""
    if isinstance(found, tuple):
        return "; ".join(filter(None, map(_shown, found))) or None
    if isinstance(found, bool):
        return "yes" if found else "no"
    if isinstance(found, date):
        return str(found)[:16]
    return " / ".join(str(found).splitlines()) if found not in {None, ""} else None
