"""The rules for a template: its words, the facts it speaks of, and how it reads with many facts known and with few."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mailfollow.errors import DataError
from mailfollow.model import Template
from mailfollow.writing.facts.known import texts
from mailfollow.writing.languages import language
from mailfollow.writing.lint.fact_use import fact_faults
from mailfollow.writing.lint.fault import Fault
from mailfollow.writing.lint.normal import place
from mailfollow.writing.lint.of_text import lint, wording
from mailfollow.writing.template.render import render
from mailfollow.writing.template.samples import samples

_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
_MARK = re.compile(r"\{[{%]-?|-?[%}]\}")
_SEEDS = ("a", "b", "c", "d", "e", "f")
"""Enough for every option of a pick(…) with two or three to be seen."""


def lint_template(template: Template, limit: int = 120) -> list[Fault]:
    """Return the faults of a template that `parse_template` read; lines are those of its file.

    Once its words and facts are in order, its text is rendered with made-up facts (all known, and only those it needs)
    and must be free of faults as well.
    """
    found = [*_wording(template), *fact_faults(template), *_file_name(template)]
    return sorted(set(found or _rendered(template, limit)))


def _wording(template: Template) -> Iterator[Fault]:
    """Yield faults in the template's own words, those in pick(…) included, at their place in the file."""
    body = _COMMENT.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), template.body)
    body = _MARK.sub(lambda m: " " * len(m[0]), body)
    for index, *rest in wording(body, language(template.language), ""):
        line, column = place(body, index)
        yield Fault(line + template.first_line - 1, column, *rest)


def _file_name(template: Template) -> Iterator[Fault]:
    stem = template.name.rpartition("/")[2]
    if stem != template.angle and not stem.startswith(f"{template.angle}-"):
        hint = f"name it {template.angle}.txt.j2, or {template.angle}-<variant>.txt.j2"
        yield Fault(1, 1, "file-name", f'the file is named "{stem}" and its angle is "{template.angle}"', hint)


def _rendered(template: Template, limit: int) -> Iterator[Fault]:
    """Yield the faults of the texts that the template makes of made-up facts."""
    for label, facts in samples(template):
        for seed in _SEEDS:
            try:
                text = render(template, facts, seed)
            except DataError as error:
                yield Fault(template.first_line, 1, "does-not-render", str(error), f"it was tried with {label}")
                return
            for fault in lint(text, template.language, limit=limit, own=template.body, names=texts(facts)):
                sentence = f"with {label}: {fault.sentence}"
                yield Fault(template.first_line, 1, fault.rule, sentence, fault.hint)
