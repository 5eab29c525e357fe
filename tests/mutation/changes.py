"""Every way to make one small mistake in a module: the changes whose going unnoticed would mean a missing test."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

Change = tuple[str, Callable[[Any], object]]
"""What a change does, and the function that does it to a node."""

OTHER: dict[type, type] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Add, ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr,
}  # fmt: skip
"""Operators and what each is mistaken for."""

NAMES = {"any": "all", "all": "any", "min": "max", "max": "min", "sorted": "list", "reversed": "list"}
PARTS = ("elts", "ifs", "keywords")
"""Lists in nodes that work with an element less: elements, filters, named arguments."""


@dataclass(frozen=True)
class Site:
    """One change of a module: the number of the node in `ast.walk`, and that of the change among the node's."""

    node: int
    change: int
    line: int
    what: str


def sites(source: str) -> list[Site]:
    """Return all changes of a module."""
    tree = ast.parse(source)
    alone = {id(inner) for node in ast.walk(tree) for outer in _left_alone(node) for inner in ast.walk(outer)}
    return [
        Site(number, n, getattr(node, "lineno", 0) or node.target.lineno, f"{label} in: {ast.unparse(node)[:80]}")  # type: ignore[attr-defined]
        for number, node in enumerate(ast.walk(tree)) if id(node) not in alone
        for n, (label, _) in enumerate(_changes(node))
    ]  # fmt: skip


def changed(source: str, site: Site) -> ast.Module:
    """Return the module with that one change."""
    tree = ast.parse(source)
    node = list(ast.walk(tree))[site.node]
    list(_changes(node))[site.change][1](node)
    return ast.fix_missing_locations(tree)


def _left_alone(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what says nothing about behaviour: types, decorators, docstrings, `__all__`."""
    yield from (part for name in ("annotation", "returns") if (part := getattr(node, name, None)))
    yield from getattr(node, "decorator_list", ())
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        yield node
    if isinstance(node, ast.Assign) and node.col_offset == 0:
        names_a_type = isinstance(node.value, ast.Subscript)
        if names_a_type or ast.unparse(node.targets[0]) == "__all__":
            yield node


def _changes(node: ast.AST) -> Iterator[Change]:
    yield from _operators(node)
    yield from _left_out(node)
    match node:
        case ast.If() | ast.IfExp() | ast.While():
            yield "condition negated", lambda node: setattr(node, "test", ast.UnaryOp(ast.Not(), node.test))
        case ast.UnaryOp(op=ast.Not()):
            yield "not dropped", lambda node: setattr(node, "operand", ast.UnaryOp(ast.Not(), node.operand))
        case ast.Return(value=ast.expr() as value) if not _is_none(value):
            yield "returns None", lambda node: setattr(node, "value", ast.Constant(None))
        case ast.Name(id=name, ctx=ast.Load()) if name in NAMES:
            yield f"{name} is {NAMES[name]}", lambda node: setattr(node, "id", NAMES[node.id])
        case ast.Expr(value=ast.Call()):
            yield "call dropped", lambda node: setattr(node, "value", ast.Constant(None))
        case ast.Constant(value=bool() as value):
            yield "flipped", lambda node: setattr(node, "value", not node.value)
        case ast.Constant(value=int() | float()):
            yield "one more", lambda node: setattr(node, "value", node.value + 1)
        case ast.Constant(value=str() as value) if " " not in value:  # sentences are for people
            yield "another text", lambda node: setattr(node, "value", f"{node.value}x")


def _operators(node: ast.AST) -> Iterator[Change]:
    op = getattr(node, "op", None)
    if type(op) in OTHER:
        other = OTHER[type(op)]
        yield f"{other.__name__}", lambda node: setattr(node, "op", other())
    for n, op in enumerate(getattr(node, "ops", ())):
        yield f"{OTHER[type(op)].__name__}", lambda node, n=n: node.ops.__setitem__(n, OTHER[type(node.ops[n])]())


def _left_out(node: ast.AST) -> Iterator[Change]:
    if isinstance(node, ast.BoolOp):
        neutral = ast.Constant(isinstance(node.op, ast.And))
        for n in range(len(node.values)):
            yield f"condition {n} left out", lambda node, n=n: node.values.__setitem__(n, neutral)
    for part in PARTS if not isinstance(getattr(node, "ctx", None), ast.Store) else ():
        for n in range(len(getattr(node, part, ()))):
            yield f"{part}[{n}] left out", lambda node, part=part, n=n: getattr(node, part).pop(n)


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None
