"""`mailfollow resources`: what you have to offer besides the proposal, and whether it can be offered."""

from __future__ import annotations

import click

from mailfollow.cli.common import config_option
from mailfollow.cli.resources.check import check
from mailfollow.cli.resources.list import list_resources
from mailfollow.cli.resources.new import new


@click.group()
@config_option
def resources(config_file: str | None) -> None:
    """List, check or begin what you have to offer: case studies, checklists, articles."""
    del config_file  # kept by the option for the commands below


for command in (list_resources, check, new):
    resources.add_command(command)
