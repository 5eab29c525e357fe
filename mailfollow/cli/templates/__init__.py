"""`mailfollow templates`: the follow-up texts, and a workshop to write them in."""

from __future__ import annotations

import click

from mailfollow.cli.common import config_option
from mailfollow.cli.templates.check import check
from mailfollow.cli.templates.list import list_templates
from mailfollow.cli.templates.new import new
from mailfollow.cli.templates.preview import preview
from mailfollow.cli.templates.workshop import workshop


@click.group()
@config_option
def templates(config_file: str | None) -> None:
    """List, check, preview or begin the follow-up texts: those that come with mailfollow, and your own."""
    del config_file  # kept by the option for the commands below


for command in (list_templates, check, new, preview, workshop):
    templates.add_command(command)
