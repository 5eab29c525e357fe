"""`mailfollow templates new`: a file to write in, in the person's own folder."""

from __future__ import annotations

import re

import click

from mailfollow.cli.common import config_option, load_config
from mailfollow.cli.new_file import write_new
from mailfollow.cli.templates.find import find
from mailfollow.errors import UsageError
from mailfollow.library import SUFFIX, load_templates
from mailfollow.model import Template
from mailfollow.writing.template.parse import WHEN

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@click.command(short_help="Begin a template of your own.")
@click.argument("name", metavar="LANGUAGE/ANGLE[-VARIANT]")
@click.option("--when", type=click.Choice(WHEN), help="The situation it is for; `waiting` unless given.")
@click.option("--from", "source", metavar="NAME", help="Begin with the text of this template.")
@config_option
def new(config_file: str | None, name: str, when: str | None, source: str | None) -> None:
    """Write the beginning of a template, such as en/two-week-trial, into your own template folder.

    It is complete and commented; nothing is drafted with it before you say which follow-ups it fits. A file that is
    there already is never written over.
    """
    folder = load_config(config_file).paths.templates
    templates = load_templates(folder).templates
    language, stem = _split(name)
    path = folder / language / f"{stem}{SUFFIX}"
    write_new(path, _text(templates, language, stem, when, source))
    click.echo(f"Written: {path}")
    if any(one.name == f"{language}/{stem}" for one in templates):
        click.echo("It takes the place of the one of this name that came with mailfollow.")
    click.echo(
        "Nothing is drafted with it before you change `touches` in it.\n"
        f"See it with `mailfollow templates preview {language}/{stem}`, "
        "or while you write with `mailfollow templates workshop`."
    )


def _split(name: str) -> tuple[str, str]:
    """Return language and file stem of "en/two-week-trial".

    Raises:
        UsageError: it is no such name; says what is wrong with it.
    """
    from mailfollow.writing.languages import LANGUAGES

    language, _, stem = name.removesuffix(SUFFIX).partition("/")
    if language not in LANGUAGES:
        raise UsageError(
            f"{name!r} does not begin with a language: write, for example, en/two-week-trial; "
            f"known are {', '.join(LANGUAGES)}."
        )
    if not _SLUG.fullmatch(stem):
        raise UsageError(
            f"{stem!r} is no angle: write small letters without accents, digits and hyphens, as in "
            f"{language}/two-week-trial."
        )
    return language, stem


def _text(templates: tuple[Template, ...], language: str, stem: str, when: str | None, source: str | None) -> str:
    from mailfollow.workshop.starter import copied, starter

    if source is None:
        return starter(
            language, _angle(stem, [one.angle for one in templates if one.language == language]), when or "waiting"
        )
    template = find(templates, source)
    return copied(template, _angle(stem, [template.angle]), [when] if when else template.when)


def _angle(stem: str, known: list[str]) -> str:
    """Return the angle of a file: the longest known one that its name begins with, or else the whole name."""
    begun = (angle for angle in known if stem.startswith(f"{angle}-"))
    return stem if stem in known else max(begun, key=len, default=stem)
