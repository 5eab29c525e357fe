"""`mailfollow templates`: list, check and preview the follow-up texts."""

from __future__ import annotations

import difflib
from dataclasses import replace
from pathlib import Path

import click

from mailfollow.cli.common import config_option, json_option, own_templates
from mailfollow.cli.terminal import complain, emit_json, heading, line, paragraph, quote
from mailfollow.errors import DataError, UsageError
from mailfollow.library import Library, load_templates
from mailfollow.model import Template


@click.group()
@config_option
def templates(config_file: str | None) -> None:
    """List, check or preview the follow-up texts: those that come with mailfollow, and your own."""
    del config_file  # kept by the option for the commands below


@templates.command("list", short_help="List the templates by language.")
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


@templates.command(short_help="Check all templates, or some files.")
@click.argument("files", metavar="[FILE...]", nargs=-1)
@config_option
def check(config_file: str | None, files: tuple[str, ...]) -> None:
    """Check all templates, or those in FILE...: syntax, facts, banned phrases, length, exactly one question.

    Exit code 65 if any has a fault.
    """
    from mailfollow.writing.lint import lint_template, show

    library = _from_files(files) if files else load_templates(own_templates(config_file))
    faults = [show(fault, template.path) for template in library.templates for fault in lint_template(template)]
    problems = [*library.problems, *faults]
    complain(problems)
    click.echo(f"{len(library.templates)} templates checked, {len(problems)} faults.")
    click.get_current_context().exit(DataError.exit_code if problems else 0)


def _from_files(files: tuple[str, ...]) -> Library:
    """Read the named template files; the language is the name of the folder that a file lies in."""
    from mailfollow.writing import parse_template

    read: list[Template] = []
    problems: list[str] = []
    for name in files:
        path = Path(name).resolve()
        stem = path.name.removesuffix(".j2").removesuffix(".txt")
        try:
            read.append(parse_template(path.read_text("utf-8"), f"{path.parent.name}/{stem}", name))
        except DataError as error:
            problems.extend(error.problems)
        except OSError as error:
            problems.append(f"{name}: cannot be read ({error.strerror}).")
        except UnicodeDecodeError:
            problems.append(f"{name}: is not UTF-8 text; save it as UTF-8.")
    return Library(tuple(read), tuple(problems))


@templates.command(short_help="Show what a template becomes.")
@click.argument("name")
@click.option("--thread", "thread_id", metavar="ID", help="Render it for this proposal instead of made-up facts.")
@click.option("--touch", type=click.IntRange(1), help="As which follow-up (1 is the first).")
@config_option
def preview(config_file: str | None, name: str, thread_id: str | None, touch: int | None) -> None:
    """Show what template NAME (such as en/three-options) becomes, with made-up facts or for a real proposal."""
    template = _find(load_templates(own_templates(config_file)), name)
    texts = _of_thread(config_file, template, thread_id, touch) if thread_id else _of_samples(template, touch)
    for label, text in texts:
        click.echo(heading(line(label)))
        click.echo(quote(text) + "\n")


def _find(library: Library, name: str) -> Template:
    known = {template.name: template for template in library.templates}
    if name in known:
        return known[name]
    near = difflib.get_close_matches(name, known, n=1)
    hint = f"did you mean {near[0]}?" if near else "`mailfollow templates list` shows them."
    raise UsageError(f"There is no template {name!r}: {hint}")


def _of_samples(template: Template, touch: int | None) -> list[tuple[str, str]]:
    from mailfollow.writing.template.render import render
    from mailfollow.writing.template.samples import samples

    seed = f"preview/{touch or 1}"
    return [
        (f"{template.name}, {label}:", render(template, {**facts, "touch": touch or facts["touch"]}, seed))
        for label, facts in samples(template)
    ]


def _of_thread(config_file: str | None, template: Template, thread_id: str, touch: int | None) -> list[tuple[str, str]]:
    """Render `template` for a followed proposal, whether or not it would be chosen."""
    from mailfollow import clock
    from mailfollow.cli.common import load_config, read_store
    from mailfollow.model import Action, Decision, Refused, Used
    from mailfollow.writing import write

    config = load_config(config_file)
    with read_store(config) as store:
        thread = store.threads.get(thread_id)
        proposal = store.messages.message(thread.account, thread.standing.proposal_id or "")
    if proposal is None:
        raise DataError(f"The proposal of {thread.id} itself is not known any more: nothing can be rendered for it.")
    decision = Decision(thread.id, Action.WRITE, "", None, touch or thread.standing.touch + 1, template.when[0])
    written = write(
        thread,
        decision,
        proposal,
        me=config.me,
        templates=[replace(template, touches=())],
        used=Used(),
        policy=replace(config.drafts, language=template.language, fallback=True),
        now=clock.now(),
        zone=config.zone,
    )
    if isinstance(written, Refused):
        raise DataError(f"{template.name} does not fit {thread.id}: {written.why}")
    return [(f"{template.name} for {thread.id} ({thread.subject}):", written.text)]
