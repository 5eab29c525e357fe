"""What is said in more than one place is said the same: README, changelog, commands, exit codes, code map."""

from __future__ import annotations

import ast
import inspect
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

import mailfollow
from mailfollow import config, errors
from mailfollow.cli import COMMANDS, cli

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "mailfollow"
README = (ROOT / "README.md").read_text("utf-8")
SOURCES = sorted(PACKAGE.rglob("*.py"))
PROSE = [ROOT / "README.md", ROOT / "config.example.toml", ROOT / "templates/README.md", *SOURCES]
"""Where commands are named in backticks."""

SENDERS = {"smtplib", "aiosmtplib", "lmtplib", "smtpd", "yagmail", "http", "urllib", "requests", "httpx", "aiohttp"}
"""Modules with which mail could be sent, or anything told to anybody but the mail server and the database."""

SPEAK_HTTP = {"mailfollow/cli/resources/links.py", "mailfollow/workshop/server.py"}
"""What tries the person's own links when told to, and what shows the workshop to a browser on this machine."""


def section(title: str) -> str:
    """Return the README's text under a heading."""
    return README.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def imported(path: Path) -> Iterator[str]:
    """Yield the name of every module that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


# Commands.


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_the_readme(command: str) -> None:
    """In the table of commands, by its name."""
    assert re.search(rf"`(mailfollow )?{command}[ `]", section("Commands"))


def test_the_readme_has_no_command_that_does_not_exist() -> None:
    """Each row of the table begins with a command of ours."""
    rows = re.findall(r"^\| `mailfollow (\w+)", section("Commands"), re.MULTILINE)

    assert rows
    assert set(rows) <= set(COMMANDS)


@pytest.mark.parametrize("path", PROSE, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_text_names_a_command_that_does_not_exist(path: Path) -> None:
    """What a sentence tells a person to type can be typed."""
    named = re.findall(r"`mailfollow (?:--config \S+ )?([a-z]+)", path.read_text("utf-8"))

    assert [name for name in named if name not in COMMANDS] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_a_short_and_a_long_help(name: str) -> None:
    """The short one is shown in the list, the long one by --help; both end like a sentence."""
    command = cli.get_command(click.Context(cli), name)

    assert command is not None
    assert command.name == name
    assert (command.help or "").strip().endswith(".")
    assert COMMANDS[name][1].endswith(".")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_and_its_purpose_is_in_the_help(name: str) -> None:
    """No option is left to be guessed."""
    command = cli.get_command(click.Context(cli), name)
    assert command is not None

    options = [option for option in command.params if isinstance(option, click.Option)]

    assert [option.name for option in options if not option.help] == []


def test_the_readme_says_rightly_which_commands_print_json() -> None:
    """All that have --json are named, and no others."""
    text = re.search(r"`--json` on (.*?)\nprints", README, re.DOTALL)
    assert text is not None

    assert set(re.findall(r"`([a-z ]+)`", text[1])) == set(_with_json("", cli))


def _with_json(prefix: str, group: click.Group) -> Iterator[str]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from _with_json(f"{prefix}{name} ", command)
        elif any("--json" in parameter.opts for parameter in command.params):
            yield f"{prefix}{name}"


# Exit codes.


def test_the_readmes_exit_codes_are_those_of_the_errors() -> None:
    """Each once, and none besides."""
    text = re.search(r"Exit codes: (.*?)\n\n", README, re.DOTALL)
    assert text is not None
    kinds = [
        kind for _, kind in inspect.getmembers(errors, inspect.isclass) if issubclass(kind, errors.MailfollowError)
    ]

    assert sorted(map(int, re.findall(r"\b\d+\b", text[1]))) == sorted({0, *(kind.exit_code for kind in kinds)})


def test_the_drawing_of_the_errors_is_right() -> None:
    """errors.py opens with its hierarchy: every class in it, with its code."""
    drawn = dict(re.findall(r"(?:├── |└── |    )(\w+) (\d+)", errors.__doc__ or ""))
    kinds = [kind for _, kind in inspect.getmembers(errors, inspect.isclass)]

    assert drawn == {kind.__name__: str(kind.exit_code) for kind in kinds}


# Configuration.


def test_the_readmes_configuration_is_enough(tmp_path: Path) -> None:
    """What a newcomer copies from it is valid as it stands."""
    (example,) = re.findall(r"```toml\n(.*?)```", README, re.DOTALL)
    path = tmp_path / "config.toml"
    path.write_text(inspect.cleandoc(example), "utf-8")

    loaded = config.load(path)

    assert loaded.me.name == "Robin Hale"
    assert [account.name for account in loaded.accounts] == ["work"]


# The code.


def test_what_the_code_map_names_exists() -> None:
    """Paths from the root, and short names below the folder that was named before them in the same row."""
    named = [
        name
        for name in re.findall(r"`([\w/.*-]+)`", section("Where is …? A map of the code"))
        if "." in name or "/" in name
    ]

    assert len(named) > 20
    assert [name for name in named if not list(ROOT.glob(name)) and not list(PACKAGE.rglob(name.rstrip("/")))] == []


def test_every_package_is_in_the_code_map() -> None:
    """A newcomer finds each of them by a question."""
    text = section("Where is …? A map of the code")
    packages = [path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists()]

    assert {"reading", "tracking", "writing", "mailbox", "cycle", "store", "model"} <= set(packages)
    assert [name for name in packages if f"{name}/" not in text and name not in {"cli", "config"}] == []


def test_every_link_of_the_readmes_leads_somewhere() -> None:
    """To a file of this repository, or out of it."""
    for page in ("README.md", "tests/README.md", "templates/README.md"):
        links = re.findall(r"\]\(([^)#]+)\)", (ROOT / page).read_text("utf-8"))
        inside = [link for link in links if "://" not in link]
        assert [link for link in inside if not ((ROOT / page).parent / link).exists()] == []


def test_the_version_is_the_same_everywhere() -> None:
    """In the package, in its metadata, and at the top of the changelog."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    newest = re.search(r"(?m)^## (\S+)", (ROOT / "CHANGELOG.md").read_text("utf-8"))

    assert newest is not None
    assert project["version"] == mailfollow.__version__ == newest[1]


def test_nothing_can_send() -> None:
    """Scenario 116: no module that could is imported anywhere, not even inside a function."""
    found = {(path.relative_to(ROOT).as_posix(), name) for path in SOURCES for name in imported(path)}

    assert len(found) > 300
    able = {pair for pair in found if pair[1].partition(".")[0] in SENDERS}
    assert {path for path, _ in able} <= SPEAK_HTTP
    assert {name.partition(".")[0] for _, name in able} <= {"http", "urllib"}


def test_one_place_speaks_imap_and_one_asks_the_clock() -> None:
    """What the map says of them: mailbox/imap alone imports imapclient, clock.py alone says what time it is."""
    imap = {path for path in SOURCES if any(name.partition(".")[0] == "imapclient" for name in imported(path))}
    clocks = {path for path in SOURCES if re.search(r"\bdatetime\.now\(|\btime\.time\(", path.read_text("utf-8"))}

    assert imap
    assert all(path.is_relative_to(PACKAGE / "mailbox" / "imap") for path in imap)
    assert clocks == {PACKAGE / "clock.py"}
