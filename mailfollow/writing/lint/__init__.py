"""The linter: what a follow-up must not say, and what each must have. It works on texts and on templates.

A draft with a fault is never saved. Every fault names its rule, line and column, and what to do about it.

- `lint(text, tag, limit=…, own=…, names=…)` judges a text that is to be read; `lint_template(template)` judges a
  template: its wording, its facts, and what it becomes with made-up facts. Both return `Fault`s, which
  `show(fault, path)` writes as "path:line:column: [rule] sentence; hint".
- `ease(text, words)` is a text's reading ease (100 is easy, 0 is hard), `template_ease(template)` the mean of what a
  template becomes, and `words.rhythm.hard` the least that a template may have in the language `words`.
- `gaps(templates)` tells which situations and touches nothing is there for, language by language.
"""

from __future__ import annotations

from mailfollow.writing.lint.fault import RULES, Fault, show
from mailfollow.writing.lint.gaps import gaps
from mailfollow.writing.lint.of_template import lint_template
from mailfollow.writing.lint.of_text import lint
from mailfollow.writing.lint.reading_ease import ease, template_ease

__all__ = ["RULES", "Fault", "ease", "gaps", "lint", "lint_template", "show", "template_ease"]
