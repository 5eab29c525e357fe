"""`mailfollow templates list`: what there is."""

from __future__ import annotations

import click

from mailfollow.cli.common import config_option, json_option, own_templates
from mailfollow.cli.terminal import complain, emit_json, heading, paragraph
from mailfollow.library import load_templates
from mailfollow.model import Template


@click.command("list", short_help="List the templates by language.")
@json_option
@config_option
def list_templates(config_file: str | None, as_json: bool) -> None:
    """List the templates by language: the angle, and the touches and situations that each fits."""
    library = load_templates(own_templates(config_file))
    complain(library.problems)
    if as_json:
        emit_json([_object(template) for template in library.templates])
        return
    for template in library.templates:
        touches = ", ".join(map(str, template.touches)) or "any"
        click.echo(heading(template.name) + f"  ({template.angle})")
        click.echo(paragraph(f"when {', '.join(template.when)}; touches {touches}; {template.path}"))


def _object(template: Template) -> dict[str, object]:
    return {
        "name": template.name,
        "language": template.language,
        "angle": template.angle,
        "touches": list(template.touches),
        "when": list(template.when),
        "needs": list(template.needs),
        "resource": template.resource,
        "path": template.path,
    }
