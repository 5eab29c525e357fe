"""The small part of Jinja that a follow-up may use, and the limits it runs in.

A template is the user's own, yet it may come from somewhere else: so only what a short letter needs is allowed (texts,
facts, filters, if, for, set, pick), everything else is refused before it is compiled. Jinja's sandbox stays on as the
second fence. Mail text comes in as values only and is never compiled.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from jinja2 import StrictUndefined, Template, TemplateSyntaxError, nodes, pass_context
from jinja2.filters import FILTERS as BUILT_IN
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from mailfollow.errors import DataError
from mailfollow.writing.template.filters import FILTERS
from mailfollow.writing.template.places import code_only, column
from mailfollow.writing.template.suggest import did_you_mean

MOST_SOURCE = 16_384
"""Characters a template may have; a follow-up of 120 words needs 2,000."""
MOST_OUTPUT = 65_536
"""Bytes a text may have."""
MOST_STEPS = 10_000
"""Rounds that all loops of one rendering may take together."""
MOST_NESTED = 2
"""Loops within each other."""

CALLED = ("pick", "you")
"""What a template can call."""

KEPT_FILTERS = ("capitalize", "default", "first", "join", "last", "length", "lower", "trim", "upper")
"""Filters of Jinja's own that do no harm: none takes a width, a format or a seed."""

_ALLOWED = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const, nodes.Filter, nodes.Keyword),
    *(nodes.If, nodes.For, nodes.Assign, nodes.CondExpr, nodes.And, nodes.Or, nodes.Not, nodes.Test, nodes.Call),
    *(nodes.Compare, nodes.Operand, nodes.List, nodes.Tuple, nodes.Getattr, nodes.Getitem, nodes.Concat),
    *(nodes.Add, nodes.Sub, nodes.Neg),
)
_STEPS = " steps"
"""Under which a rendering counts its rounds; the blank keeps a template from naming it."""
_ENDS_IN_TAG = re.compile(r"[^-+]%\}\s*$")
_TAGS_ONLY = re.compile(r"\s*(?:\{%(?:(?!%\}).)*%\}\s*)+")


def parse(body: str, where: Callable[[int, int], str]) -> nodes.Template:
    """Parse a template's body and check that it keeps to what is allowed.

    `where(line, column)` names a place of the body. Raises DataError with one sentence a fault.
    """
    if len(body) > MOST_SOURCE:
        raise DataError(f"{where(1, 1)}: the template is longer than {MOST_SOURCE:,} characters; a follow-up is short")
    try:
        tree = _environment().parse(_with_breaks(body))
        faults = list(_faults(tree))
    except TemplateSyntaxError as error:
        raise DataError(f"{where(error.lineno, 1)}: {_sentence(error.message)}") from error
    except (RecursionError, ValueError, OverflowError) as error:
        raise DataError(f"{where(1, 1)}: the template is nested too deeply or has a number out of range") from error
    if faults:
        raise DataError(*_placed(faults, body, where))
    return tree


def compiled(tree: nodes.Template, filters: Mapping[str, Callable[..., object]]) -> Template:
    """Compile a tree that `parse` returned, to be run any number of times; the tree is not to be used again."""
    environment = _environment()
    environment.filters |= dict(filters) | {"_counted": _counted}
    for loop in tree.find_all(nodes.For):
        loop.iter = nodes.Filter(loop.iter, "_counted", [], [], None, None, lineno=loop.lineno)
    return environment.from_string(tree)


def run(template: Template, known: Mapping[str, object]) -> Iterator[str]:
    """Render what `compiled` returned, piece by piece. Raises what Jinja raises, and OverflowError at a limit."""
    size = 0
    for piece in template.generate({**known, _STEPS: [0]}):
        size += len(piece.encode("utf-8", "surrogatepass"))
        if size > MOST_OUTPUT:
            raise OverflowError(f"the text is longer than {MOST_OUTPUT:,} bytes")
        yield piece


def _with_breaks(body: str) -> str:
    """Mark the tags that end a line of text, so that the line break after them stays; those on a line of their own go.

    Jinja's trim_blocks would join the two lines: "{% endif %}" before an empty line would eat a paragraph's end.
    """
    return "\n".join(
        f"{line.rstrip()[:-2]}+%}}" if _ENDS_IN_TAG.search(line) and not _TAGS_ONLY.fullmatch(line) else line
        for line in body.split("\n")
    )


def _environment() -> ImmutableSandboxedEnvironment:
    """Return a fresh environment without loader, globals or foreign filters."""
    environment = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined,
        autoescape=False,  # a plain-text mail: HTML escapes would be printed as they are
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_written,
        loader=None,
    )
    environment.globals.clear()
    environment.filters = {name: BUILT_IN[name] for name in KEPT_FILTERS}
    return environment


def _written(found: object) -> object:
    """Let only text and whole numbers into a mail; an unknown fact or a bare date is a mistake in the template."""
    if found is None:
        raise DataError("a fact is unknown here; ask for it with {% if … %}, or list it under `needs`")
    if isinstance(found, date):
        raise DataError("a date is written with a filter: day, weekday or month")
    if not isinstance(found, str | int | StrictUndefined) or isinstance(found, bool):
        raise DataError(f"this is not a text but a {type(found).__name__}")
    return found


@pass_context
def _counted(context: Context, items: Iterable[object]) -> Iterator[object]:
    """Pass items on, as a filter, and stop all loops of one rendering together at `MOST_STEPS`."""
    steps = context[_STEPS]
    for item in items:
        steps[0] += 1
        if steps[0] > MOST_STEPS:
            raise OverflowError(f"its loops took more than {MOST_STEPS:,} rounds")
        yield item


def _placed(faults: Iterable[tuple[int, str, str]], body: str, where: Callable[[int, int], str]) -> Iterator[str]:
    """Yield each fault's sentence behind its place; the same name twice in a line is found twice."""
    code, seen = code_only(body), Counter[tuple[int, str]]()
    for line, name, sentence in faults:
        yield f"{where(line, column(code, line, name, seen[line, name]))}: {sentence}"
        seen[line, name] += 1


def _faults(node: nodes.Node, loops: int = 0) -> Iterator[tuple[int, str, str]]:
    """Yield line, name and sentence of everything under `node` that is not allowed."""
    if not isinstance(node, _ALLOWED):
        name = type(node).__name__.lower()
        yield node.lineno, name, f'"{name}" is not available in a follow-up'
    if isinstance(node, nodes.Call) and not (isinstance(node.node, nodes.Name) and node.node.name in CALLED):
        yield node.lineno, getattr(node.node, "name", ""), "only pick(…) and you(…) can be called"
    if isinstance(node, nodes.Filter) and node.name not in (known := (*FILTERS, *KEPT_FILTERS)):
        yield node.lineno, node.name, f'there is no filter "{node.name}"; {did_you_mean(node.name, known)}'
    if isinstance(node, nodes.For):
        loops += 1
        if loops > MOST_NESTED or node.recursive:
            yield node.lineno, "for", f"loops may be nested {MOST_NESTED} deep"
            return
    for child in node.iter_child_nodes():
        yield from _faults(child, loops)


def _sentence(message: str | None) -> str:
    """Return Jinja's message as part of a sentence."""
    return (message or "syntax error").strip().rstrip(".")
