"""The results as a table for people, as an object for programs, and as a list of what went wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import Any

from tests.benchmarks.scores.figures import Figure, Score, Unit
from tests.benchmarks.scores.measure import Result
from tests.benchmarks.scores.ours import NAME

_WIDTH = 118
_MARKS = {True: " met", False: " NOT MET", None: ""}
_MOST_TEXT = 1_500


def lines(results: Sequence[Result]) -> Iterator[str]:
    """Give the lines of all tables, and below them which libraries are not installed."""
    for result in results:
        yield from ("", result.part.title, *_grid(_rows(result)), *_definitions(result))
    missing = {package: name for result in results for name, package in result.missing.items()}
    if missing:
        yield ""
        yield f"Not installed: {', '.join(missing.values())}. To see them too: pip install {' '.join(missing)}"


def _rows(result: Result) -> list[list[str]]:
    names = [contender.name for contender in result.part.contenders]
    rows = [["", "reach", *names]]
    rows += [
        [figure.title, reach(figure), *(_cell(result, figure, name) for name in names)]
        for figure in result.part.figures
    ]
    if result.part.timed:
        rows.append(["milliseconds of processor a message", "", *(_milliseconds(result, name) for name in names)])
    return rows


def _grid(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def _cell(result: Result, figure: Figure, name: str) -> str:
    if name in result.missing:
        return "not installed"
    score = result.scores[name].get(figure.key)
    if score is None or score.value is None:
        return "–"
    mark = _MARKS[figure.met(score.value)] if name == NAME else ""
    return f"{_value(figure.unit, score.value)}{mark}"


def _milliseconds(result: Result, name: str) -> str:
    return f"{result.milliseconds[name]:.2f}" if name in result.milliseconds else "–"


def _value(unit: Unit, value: float) -> str:
    if unit is Unit.SHARE:
        return f"{100 * value:.1f} %"
    return f"{value:,.0f} ms" if unit is Unit.MILLISECONDS else f"{value:,.0f}"


def reach(figure: Figure) -> str:
    """Return the value to reach in words, empty where there is none."""
    bound, sign = (figure.least, "≥") if figure.least is not None else (figure.most, "≤")
    if bound is None:
        return ""
    return f"{sign} {100 * bound:.0f} %" if figure.unit is Unit.SHARE else f"{sign} {_value(figure.unit, bound)}"


def _definitions(result: Result) -> Iterator[str]:
    ours = result.scores.get(NAME, {})
    for figure in result.part.figures:
        score = ours.get(figure.key, Score(None))
        note = f" {score.note}." if score.note else ""
        text = f"{figure.key}: {figure.definition} (of {score.of:,}).{note}"
        yield from wrap(text, _WIDTH, initial_indent="  ", subsequent_indent="    ", break_on_hyphens=False)


def document(results: Sequence[Result]) -> dict[str, Any]:
    """Return everything as one object that JSON can hold."""
    return {
        "figures": [
            {
                "key": figure.key, "title": figure.title, "part": result.part.title, "definition": figure.definition,
                "unit": figure.unit, "least": figure.least, "most": figure.most,
                "met": figure.met(_ours(result, figure)),
                "scores": {name: _score(result, figure, name) for name in result.scores},
                "not_installed": {name: f"pip install {package}" for name, package in result.missing.items()},
            }
            for result in results
            for figure in result.part.figures
        ]
    }  # fmt: skip


def _ours(result: Result, figure: Figure) -> float | None:
    return result.scores[NAME].get(figure.key, Score(None)).value


def _score(result: Result, figure: Figure, name: str) -> dict[str, Any]:
    score = result.scores[name].get(figure.key, Score(None))
    return {"value": score.value, "of": score.of, "milliseconds": result.milliseconds.get(name), "note": score.note}


def wrong(results: Sequence[Result]) -> Iterator[str]:
    """Give the lines of a list of all that mailfollow got wrong."""
    for result in results:
        for figure in result.part.figures:
            cases = result.scores[NAME].get(figure.key, Score(None)).wrong
            yield f"\n## {figure.key}: {figure.title}: {len(cases)} wrong\n"
            for case in cases:
                yield f"- {case.place}\n  - expected: {case.expected[:_MOST_TEXT]!r}"
                yield f"  - got: {case.got[:_MOST_TEXT]!r}"
