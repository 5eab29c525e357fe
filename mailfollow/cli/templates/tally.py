"""What a check of all templates counts: texts and angles by language, how they read, and what nothing is there for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from statistics import fmean
from textwrap import fill
from typing import Any

import click

from mailfollow.cli.terminal import heading, paragraph, width
from mailfollow.model import Template
from mailfollow.model.words import counted


def tally(templates: Sequence[Template]) -> list[dict[str, Any]]:
    """Return one object a language, with its code, name, counts and reading ease (100 is easy, 0 is hard)."""
    codes = dict.fromkeys(template.language for template in templates)
    return [_of_language(code, [one for one in templates if one.language == code]) for code in codes]


def print_tally(rows: Sequence[dict[str, Any]], remarks: Sequence[str]) -> None:
    """Print "English: 52 texts, 22 angles, ease 71 (55-84)" for each language, its angles, and the remarks."""
    for row in rows:
        ease = row["ease"]
        click.echo(
            heading(f"{row['name']}: ")
            + f"{counted(row['texts'], 'text')}, {counted(len(row['angles']), 'angle')}"
            + (f", ease {ease['mean']} ({ease['least']}-{ease['most']})" if ease else "")
        )
        angles = ", ".join(angle if count == 1 else f"{angle}×{count}" for angle, count in row["angles"].items())
        click.echo(fill(angles, width(), initial_indent="    ", subsequent_indent="    ", break_on_hyphens=False))
    for remark in remarks:
        click.echo(paragraph(f"{remark}.", first=""))


def _of_language(code: str, templates: Sequence[Template]) -> dict[str, Any]:
    from mailfollow.writing.languages import language
    from mailfollow.writing.lint import template_ease

    eases = [ease for template in templates if (ease := template_ease(template)) is not None]
    return {
        "language": code,
        "name": language(code).name,
        "texts": len(templates),
        "angles": dict(sorted(Counter(template.angle for template in templates).items())),
        "ease": {"mean": round(fmean(eases)), "least": round(min(eases)), "most": round(max(eases))} if eases else None,
    }
