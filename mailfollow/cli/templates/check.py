"""`mailfollow templates check`: every fault, with the line that an editor can jump to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import click

from mailfollow.cli.common import config_option, json_option, own_templates
from mailfollow.cli.templates.tally import print_tally, tally
from mailfollow.cli.terminal import complain, emit_json
from mailfollow.errors import DataError
from mailfollow.library import SUFFIX, Library, load_templates
from mailfollow.model import Template
from mailfollow.model.words import counted


@click.command(short_help="Check all templates, or some files.")
@click.argument("files", metavar="[FILE...]", nargs=-1)
@json_option
@config_option
def check(config_file: str | None, files: tuple[str, ...], as_json: bool) -> None:
    """Check all templates, or those in FILE..., which may be folders: syntax, facts, worn-out phrases, length, one ask.

    Then says how many there are by language and angle, how easily they read (100 is easy, 0 is hard), and what nothing
    is there for. Exit code 65 if any has a fault.
    """
    from mailfollow.writing.lint import gaps, lint_template, show

    library = _from_files(files) if files else load_templates(own_templates(config_file))
    faults = [(template.path, fault) for template in library.templates for fault in lint_template(template)]
    count, rows = len(library.problems) + len(faults), tally(library.templates)
    remarks = [] if files else list(gaps(library.templates))
    if as_json:
        found = [{"path": path, **asdict(fault)} for path, fault in faults]
        emit_json({"languages": rows, "faults": found, "problems": library.problems, "remarks": remarks})
    else:
        complain([*library.problems, *(show(fault, path) for path, fault in faults)])
        print_tally(rows, remarks)
        click.echo(f"{counted(len(library.templates), 'template')} checked, {counted(count, 'fault')}.")
    click.get_current_context().exit(DataError.exit_code if count else 0)


def _expanded(files: tuple[str, ...]) -> Iterator[str]:
    """Yield the names of files, and for those of directories that of each template in them."""
    for name in files:
        found = sorted(map(str, Path(name).rglob(f"*{SUFFIX}"))) if Path(name).is_dir() else []
        yield from found or [name]


def _from_files(files: tuple[str, ...]) -> Library:
    """Read the named template files; the language is the name of the folder that a file lies in."""
    from mailfollow.writing import parse_template

    read: list[Template] = []
    problems: list[str] = []
    for name in _expanded(files):
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
