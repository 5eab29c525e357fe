"""The linter: what a follow-up must not say, and what each must have. It works on texts and on templates.

A draft with a fault is never saved. Every fault names its rule, line and column, and what to do about it.
"""

from __future__ import annotations

from mailfollow.writing.lint.fault import RULES, Fault, show
from mailfollow.writing.lint.of_template import lint_template
from mailfollow.writing.lint.of_text import lint

__all__ = ["RULES", "Fault", "lint", "lint_template", "show"]
