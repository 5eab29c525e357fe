"""Reading the configuration file: a checked `Config`, or every problem at once, each with its line."""

from __future__ import annotations

import os
import stat
import tomllib
from pathlib import Path
from typing import Any

from mailfollow.config.build import build
from mailfollow.config.rules import account_problems, twin_problems
from mailfollow.config.validate import Checked, Problem, validate
from mailfollow.config.values import Config
from mailfollow.errors import ConfigError

LARGEST = 131_072
"""Bytes of a configuration file; the example, with every key there is, has some 10,000."""


def load(path: Path) -> Config:
    """Return the configuration in the file `path`.

    Raises:
        ConfigError: the file is missing, cannot be read or has problems; one sentence for each, with file and line.
            No sentence repeats a value.
    """
    text, private = _read(path)
    checked = validate(_parse(text, path))
    problems = checked.problems + _rule_problems(checked, private=private)
    if problems:
        raise ConfigError(*_located(problems, text, path))
    return build(checked, path.absolute())


def _read(path: Path) -> tuple[str, bool]:
    """Return the file's text, and whether nobody but its owner can read it."""
    try:
        with path.open("rb") as file:
            private = not stat.S_IMODE(os.fstat(file.fileno()).st_mode) & 0o077
            data = file.read(LARGEST + 1)
        if len(data) > LARGEST:
            raise ConfigError(f"{path} has more than {LARGEST:,} bytes: that is no configuration of mailfollow.")
        return data.decode("utf-8-sig"), private
    except FileNotFoundError:
        raise ConfigError(
            f"There is no configuration at {path}: copy config.example.toml there and edit it, "
            "or name another file with --config."
        ) from None
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path} is not UTF-8 text (at byte {error.start}): save it as UTF-8.") from None
    except OSError as error:
        raise ConfigError(f"The configuration {path} cannot be read ({error.strerror}): check who owns it.") from error


def _parse(text: str, path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        what, _, where = str(error).partition(" (at ")
        line = where.removeprefix("line ").partition(",")[0]
        number = int(line) if line.isdigit() else text.count("\n") + 1  # else "end of document"
        raise ConfigError(f"{path}:{number}: This is not TOML: {what}.") from None


def _rule_problems(checked: Checked, *, private: bool) -> list[Problem]:
    wrong = {problem.path for problem in checked.problems}
    return [
        *twin_problems(checked.accounts),
        *(
            problem
            for name, values in checked.accounts.items()
            for problem in account_problems(
                name,
                values,
                private=private,
                wrong=frozenset(path[2] for path in wrong if path[:2] == ("account", name) and len(path) == 3),
            )
        ),
    ]


def _located(problems: list[Problem], text: str, path: Path) -> list[str]:
    """Return the problems as sentences with file and line, in the order of the file."""
    from mailfollow.config.lines import key_lines, line_of

    lines = key_lines(text)
    placed = sorted((line_of(problem.path, lines), n, problem) for n, problem in enumerate(problems))
    return [f"{path}:{line}: {problem.sentence}" for line, _, problem in placed]
