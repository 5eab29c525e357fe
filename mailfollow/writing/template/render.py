"""A template and a thread's facts become the text of a mail."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache, partial

import jinja2
from jinja2 import TemplateError, UndefinedError

from mailfollow.errors import DataError
from mailfollow.model import Template
from mailfollow.writing.facts.clean import without_controls
from mailfollow.writing.facts.table import Facts
from mailfollow.writing.languages import language
from mailfollow.writing.template import sandbox
from mailfollow.writing.template.filters import filters
from mailfollow.writing.template.pick import picker

_UNEXPECTED = (TemplateError, ArithmeticError, TypeError, ValueError, AttributeError, LookupError, RecursionError)
"""What a template can raise by asking for what makes no sense: adding a text to a number, the month of a name."""
_BLANKS = re.compile(r"[^\S\u00a0\u202f]+")
"""Blanks of every kind, but not those that keep a French question mark on its line."""


def render(template: Template, facts: Facts, seed: str) -> str:
    """Return the text of `template`; equal facts and seed give equal text.

    Raises DataError("path:line:1: sentence") for an unknown fact, a wrong type, or a limit of the sandbox.
    """
    where, today = partial(_place, template), facts["today"]
    assert isinstance(today, date)
    ready = _compiled(template, today)
    known = {**facts, "pick": picker(seed, template.name), "you": _form(familiar=bool(facts["familiar"]))}
    try:
        return _tidy("".join(sandbox.run(ready, known)))
    except DataError as error:
        raise DataError(f"{where(_line(error))}: {error}") from error
    except UndefinedError as error:
        raise DataError(f"{where(_line(error))}: {error}; the facts are listed in templates/README.md") from error
    except _UNEXPECTED as error:
        raise DataError(f"{where(_line(error))}: {error}") from error


@lru_cache(maxsize=512)
def _compiled(template: Template, today: date) -> jinja2.Template:
    """Return the template ready to be filled in; `today` is for its filters, which leave out the year that it is."""
    tree = sandbox.parse(template.body, partial(_place, template))
    return sandbox.compiled(tree, filters(language(template.language), today))


def _form(*, familiar: bool) -> Callable[[object, object], object]:
    """Return `you(formal, familiar)`, which takes one of two forms of address: Sie or du, vous or tu, usted or tú."""
    return lambda formal, friendly: friendly if familiar else formal


def _place(template: Template, line: int, column: int = 1) -> str:
    """Return path, line and column of a place in the template's body."""
    return f"{template.path or template.name}:{template.first_line + line - 1}:{column}"


def _line(error: BaseException) -> int:
    """Return the line of the template's body that raised: Jinja rewrites tracebacks to point into the template."""
    line, frame = 1, error.__traceback__
    while frame is not None:
        if frame.tb_frame.f_code.co_filename == "<template>":
            line = frame.tb_lineno
        frame = frame.tb_next
    return line


def _tidy(text: str) -> str:
    """Fold blanks and empty lines that left-out parts leave behind; drop invisible characters."""
    lines = [_BLANKS.sub(" ", line).strip() for line in without_controls(text, keep="\n").split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
