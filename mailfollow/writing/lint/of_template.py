"""The rules for a template: its words, the facts it speaks of, and how it reads with many facts known and with few."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mailfollow.errors import DataError
from mailfollow.model import Template
from mailfollow.writing.facts.table import Facts, texts, value
from mailfollow.writing.languages import language
from mailfollow.writing.languages.address_form import mixed_address
from mailfollow.writing.languages.normal import masked
from mailfollow.writing.lint.fact_use import fact_faults
from mailfollow.writing.lint.fault import Fault
from mailfollow.writing.lint.of_text import lint, wording
from mailfollow.writing.lint.offering import offer_faults
from mailfollow.writing.lint.own_part import place
from mailfollow.writing.lint.reading_ease import hard_to_read
from mailfollow.writing.lint.whence import whence
from mailfollow.writing.template.render import render
from mailfollow.writing.template.samples import SEEDS, samples

_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
_MARK = re.compile(r"\{[{%]-?|-?[%}]\}")
_FAMILIAR = re.compile(r"\b(?:you\s*\(|familiar\b)")
_WHOLE = frozenset({"too-long", "no-ask"})
"""Rules about a text as a whole; their faults stand at its beginning."""


def lint_template(template: Template, limit: int = 120) -> list[Fault]:
    """Return the faults of a template that `parse_template` read; lines are those of its file.

    Once its words and facts are in order, its text is rendered with made-up facts (all known, and only those it needs)
    and must be free of faults as well; what is found there is told once, with the first facts that brought it out.
    """
    found = [*_wording(template), *fact_faults(template), *_file_name(template), *offer_faults(template)]
    return sorted(set(found or _rendered(template, limit)))


def _wording(template: Template) -> Iterator[Fault]:
    """Yield faults in the template's own words, those in pick(…) included, at their place in the file."""
    body = masked(_MARK, masked(_COMMENT, template.body, "\u200b"))  # a comment leaves no gap in the text
    for index, *rest in wording(body, language(template.language), ""):
        yield _at(template, index, *rest)


def _file_name(template: Template) -> Iterator[Fault]:
    stem = template.name.rpartition("/")[2]
    if stem != template.angle and not stem.startswith(f"{template.angle}-"):
        hint = f"name it {template.angle}.txt.j2, or {template.angle}-<variant>.txt.j2"
        yield Fault(1, 1, "file-name", f'the file is named "{stem}" and its angle is "{template.angle}"', hint)


def _rendered(template: Template, limit: int) -> list[Fault]:
    """Return the faults of the texts that the template makes of made-up facts, one for each rule and place."""
    first: dict[tuple[int, int, str], Fault] = {}
    for label, facts in _telling(template):
        for seed in SEEDS if "pick" in template.body else SEEDS[:1]:
            try:
                text = render(template, facts, seed)
            except DataError as error:
                return [Fault(template.first_line, 1, "does-not-render", str(error), f"it was tried with {label}")]
            for index, rule, sentence, hint in _of_text(text, template, facts, limit):
                fault = _at(template, index, rule, f"with {label}: {sentence}", hint)
                first.setdefault((fault.line, fault.column, fault.rule), fault)
    return [*first.values(), *hard_to_read(template)]


def _telling(template: Template) -> Iterator[tuple[str, Facts]]:
    """Yield made-up facts and what to call them; the familiar ones only where they change more than the greeting."""
    varies = _FAMILIAR.search(template.body)
    return ((label, facts) for label, facts in samples(template) if varies or not facts["familiar"])


def _of_text(text: str, template: Template, facts: Facts, limit: int) -> Iterator[tuple[int, str, str, str]]:
    """Yield the faults of one rendered text, each with the position in the template's body that it comes from."""
    starts = [0, *(found.end() for found in re.finditer("\n", text))]
    own = f"{template.body}\n{value(facts, 'resource.url') or ''}"
    for fault in lint(text, template.language, limit=limit, own=own, names=texts(facts)):
        index = None if fault.rule in _WHOLE else whence(template.body, text, starts[fault.line - 1] + fault.column - 1)
        yield index or 0, fault.rule, fault.sentence, fault.hint
    for index, sentence, hint in mixed_address(text, language(template.language), familiar=bool(facts["familiar"])):
        yield whence(template.body, text, index) or 0, "mixed-address", sentence, hint


def _at(template: Template, index: int, rule: str, sentence: str, hint: str) -> Fault:
    line, column = place(template.body, index)
    return Fault(line + template.first_line - 1, column, rule, sentence, hint)
