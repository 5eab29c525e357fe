"""`mailfollow resources new`: a file to fill in."""

from __future__ import annotations

import click

from mailfollow.cli.common import config_option, load_config
from mailfollow.cli.new_file import write_new
from mailfollow.errors import UsageError

STARTER = """\
+++
# Fill in what is empty; `mailfollow resources check` says what is missing. Until then it is not offered.
# A short name of your choice; templates say which kind they offer. For example case-study, checklist, guide, article.
kind = "case-study"
# What the mail calls it.
title = ""
# Where it can be read, or a file beside this one that goes along with the draft (10 MB at most), or both.
# Remove the line that you do not need.
url = ""
# file = "{name}.pdf"
# Words that stand in a proposal which it fits, as you write them there. Each one alone must be reason enough.
topics = []
# Languages of the proposals to offer it for; without this line, any.
languages = ["en"]
# The last day on which it is offered.
# expires = 2027-12-31
+++
"""
"""The beginning of a resource. The pitch, below, is left to be written."""


@click.command(short_help="Begin a resource.")
@click.argument("name")
@config_option
def new(config_file: str | None, name: str) -> None:
    """Write the beginning of resource NAME, such as pump-care, into your folder of resources.

    A file that is there already is never written over.
    """
    from mailfollow.writing.front_matter import SHORT_NAME

    name = name.removesuffix(".md")
    if not SHORT_NAME.fullmatch(name):
        raise UsageError(f"{name!r} is no short name: write small letters, digits and hyphens, as in pump-care.")
    path = load_config(config_file).paths.resources / f"{name}.md"
    write_new(path, STARTER.format(name=name))
    click.echo(f"Written: {path}")
    click.echo(
        "Fill it in: a title, a link or a file, the topics, and below the second +++ the pitch, a sentence or two.\n"
        "Then `mailfollow resources check` says whether it can be offered."
    )
