"""Which facts a template speaks of, and whether each can be relied on where it stands.

It follows the template's structure: within {% if proposal.topic %} the topic is known, and so it is everywhere in a
template that lists it under `needs`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from jinja2 import nodes

from mailfollow.model import Template
from mailfollow.writing.facts.table import OFFERED, PATHS, UNSURE
from mailfollow.writing.lint.fault import Fault
from mailfollow.writing.template import sandbox
from mailfollow.writing.template.places import code_only, column
from mailfollow.writing.template.suggest import did_you_mean


def fact_faults(template: Template) -> Iterator[Fault]:
    """Yield facts that do not exist, and facts that are printed although they may be unknown."""
    tree, code = sandbox.parse(template.body, "{}:{}".format), code_only(template.body)
    seen = Counter[tuple[int, str]]()
    own = {name.name for name in tree.find_all(nodes.Name) if name.ctx == "store"} | {*sandbox.CALLED, "loop"}
    for node, sure in _used(tree, frozenset(template.needs) | (OFFERED if template.resource else frozenset())):
        path = _path(node)
        place = (node.lineno + template.first_line - 1, column(code, node.lineno, path, seen[node.lineno, path]))
        seen[node.lineno, path] += 1
        if path.partition(".")[0] in own:
            continue
        if path not in PATHS:
            yield Fault(*place, "unknown-fact", f'there is no fact "{path}"', did_you_mean(path, PATHS))
        elif path in UNSURE and path not in sure:
            yield Fault(*place, "unsure-fact", f'"{path}" may be unknown', _mend(path))


def _mend(path: str) -> str:
    """Say how a fact becomes sure."""
    asked = f"put the sentence into {{% if {path} %}} … {{% endif %}}"
    if path in OFFERED:
        return f'write resource = "any" into the front matter, or {asked}'
    return f"add it to needs, or {asked}"


def _path(node: nodes.Node) -> str:
    """Return "proposal.topic" for the node that reads it."""
    if isinstance(node, nodes.Getattr):
        return f"{_path(node.node)}.{node.attr}"
    return node.name if isinstance(node, nodes.Name) else ""


def _used(node: nodes.Node, sure: frozenset[str]) -> Iterator[tuple[nodes.Node, frozenset[str]]]:
    """Yield every fact read under `node`, in the order of the source, with the facts that are known to be known there.

    A fact is sure within an if that asks for it; asking itself is always allowed, and so is `x or "…"`.
    """
    if isinstance(node, nodes.Getattr | nodes.Name) and _path(node):
        yield node, sure
    elif isinstance(node, nodes.If | nodes.CondExpr):
        yield from _used_in_if(node, sure)
    elif isinstance(node, nodes.Or | nodes.Test | nodes.Compare) or _defaults(node):
        for child in node.iter_child_nodes():
            yield from _used(child, frozenset(PATHS))
    else:
        for child in node.iter_child_nodes():
            yield from _used(child, sure)


def _used_in_if(node: nodes.If | nodes.CondExpr, sure: frozenset[str]) -> Iterator[tuple[nodes.Node, frozenset[str]]]:
    """Yield the facts in both branches of an if; its test makes what it names sure in the first."""
    asked, then = frozenset(PATHS), sure | _made_sure(node.test)
    first: list[tuple[nodes.Node, frozenset[str]]]
    others: list[nodes.Node]
    if isinstance(node, nodes.If):
        first = [(node.test, asked), *((child, then) for child in node.body)]
        others = [*node.elif_, *node.else_]
    else:
        first = [(node.expr1, then), (node.test, asked)]
        others = [node.expr2] if node.expr2 is not None else []
    for child, known in first:
        yield from _used(child, known)
    for other in others:
        yield from _used(other, sure)


def _made_sure(test: nodes.Node) -> frozenset[str]:
    """Return the facts that are known where `test` holds: those it names itself or joins with "and"."""
    if isinstance(test, nodes.And):
        return _made_sure(test.left) | _made_sure(test.right)
    if isinstance(test, nodes.Compare):
        return _made_sure(test.expr)
    return frozenset({_path(test)})


def _defaults(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Filter) and node.name == "default"
