"""The texts on disk: templates and phrases that came with the program, and the person's own beside them.

A person's file goes before the one of the same relative path that came along, and others are added. One that
cannot be used is told as a problem, and what was there before it stays in use. Resources are all the person's own.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from mailfollow.errors import DataError
from mailfollow.library.file import read_text
from mailfollow.library.resources import attachment, load_resource, load_resources, resource_files
from mailfollow.model import Resource, Template
from mailfollow.reading.lexicon import Lexicon, merge_tables
from mailfollow.writing import parse_template

__all__ = [
    "SUFFIX",
    "Library",
    "attachment",
    "load_lexicon",
    "load_library",
    "load_resource",
    "load_resources",
    "load_templates",
    "resource_files",
    "shipped",
]

PACKAGE = Path(__file__).parents[1]
SUFFIX = ".txt.j2"


@dataclass(frozen=True, slots=True)
class Library:
    """The templates and resources in use, by name, and a sentence with file and line for what could not be used."""

    templates: tuple[Template, ...] = ()
    problems: tuple[str, ...] = ()
    resources: tuple[Resource, ...] = ()


def shipped(name: str) -> Path:
    """Return where a file or directory lies that came with the program, such as "templates".

    In a wheel these are inside the package, in a working copy beside it.

    Raises:
        DataError: the installation is incomplete.
    """
    for place in (PACKAGE / "shipped" / name, PACKAGE.parent / name):
        if place.exists():
            return place
    raise DataError(f"{name} is missing from the installation at {PACKAGE}: install mailfollow again.")


def load_templates(user: Path | None = None, previous: Library | None = None) -> Library:
    """Return the templates that came along and those in the directory `user`, where there is one.

    Where a file of the person's is broken, the version in `previous` stays in use, or else the one that came along.
    """
    last_good = {template.path: template for template in previous.templates} if previous else {}
    found: dict[str, Template] = {}
    problems: list[str] = []
    came_along = shipped("templates")
    for root in (came_along, user):
        for name, path in _template_files(root):
            try:
                found[name] = parse_template(read_text(path), name, str(path), known_good=root == came_along)
            except DataError as error:
                problems += error.problems
                if str(path) in last_good:
                    found[name] = last_good[str(path)]
    problems += [f"{path}:1:1: it is not used: a template's name ends in {SUFFIX}" for path in _misnamed(user)]
    return Library(tuple(found[name] for name in sorted(found)), tuple(problems))


def load_library(templates: Path | None, resources: Path | None, previous: Library | None = None) -> Library:
    """Return the templates as `load_templates` does, with the resources in the directory `resources`."""
    library = load_templates(templates, previous)
    found, problems = load_resources(resources, previous.resources if previous else ())
    return replace(library, resources=found, problems=(*library.problems, *problems))


def _template_files(root: Path | None) -> Iterator[tuple[str, Path]]:
    """Yield name ("en/three-options") and path of each template below `root`."""
    if root is None or not root.is_dir():
        return
    for path in sorted(root.rglob(f"*{SUFFIX}")):
        if path.is_file() and not path.name.startswith("."):
            yield path.relative_to(root).as_posix().removesuffix(SUFFIX), path


def _misnamed(root: Path | None) -> Iterator[Path]:
    """Yield what lies in a language's folder and was surely meant to be a template."""
    if root is not None and root.is_dir():
        for path in sorted(root.glob("??/*")):
            if path.suffix in {".txt", ".j2"} and not path.name.endswith(SUFFIX) and not path.name.startswith("."):
                yield path


def load_lexicon(extra: Path | None = None) -> Lexicon:
    """Return the words that reading knows: those that came along, with the person's own of `extra` added.

    Raises:
        DataError: a file cannot be used; names it.
    """
    tables = _tables(PACKAGE / "reading" / "phrases")
    if extra is None or not extra.is_dir():
        return Lexicon.of(tables)
    own = _tables(extra)
    try:
        return Lexicon.of(merge_tables(tables, own))
    except DataError as error:
        raise DataError(*(f"{extra}/{problem}" for problem in error.problems)) from error


def _tables(directory: Path) -> dict[str, dict[str, Any]]:
    return {path.stem: _toml(path) for path in sorted(directory.glob("*.toml"))}


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(read_text(path))
    except (tomllib.TOMLDecodeError, RecursionError) as error:  # lists in lists, a thousand deep
        raise DataError(f"{path}: This is not TOML: {error}.") from error
