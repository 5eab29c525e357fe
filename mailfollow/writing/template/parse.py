"""From a template's file to a `Template`: TOML front matter between two +++ lines, then the text.

Everything wrong with a file is said at once, each fault as "path:line:column: sentence", so that the person can mend it
in one go. What the text says is the linter's business; here it must only be readable.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from mailfollow.errors import DataError
from mailfollow.model import Template
from mailfollow.writing.facts.table import PATHS
from mailfollow.writing.front_matter import SHORT_NAME, front_matter
from mailfollow.writing.languages import language
from mailfollow.writing.template.sandbox import parse
from mailfollow.writing.template.suggest import did_you_mean

KEYS = ("angle", "touches", "when", "needs", "resource")
"""The front matter's keys; only `angle` must be there."""
WHEN = (
    *("waiting", "after-holidays", "promised", "asked-to-wait", "expiring", "lapsed", "closing"),
    *("several", "declined"),
)
"""The situations a template can be for."""


@lru_cache(maxsize=1_024)  # all are read at each pass, and few change
def parse_template(text: str, name: str, path: str, *, known_good: bool = False) -> Template:
    """Return the template in `text`; `name` is "<language>/<file stem>", `path` is only named in messages.

    The text of one that came along is `known_good`, and looked into only when it is written with.

    Raises DataError with one "path:line:column: sentence" for each thing that cannot be understood.
    """
    path = path or name
    front = front_matter(text, path, "a template")
    fields = front.fields
    code = _language(name, path)
    faults = [f"{path}:{front.line_of(key)}:1: {sentence}" for key, sentence in _faults(fields)]
    if not known_good:
        faults += _body_faults(front.body, lambda line, column: f"{path}:{front.first_line + line - 1}:{column}")
    if faults:
        raise DataError(*faults)
    return Template(
        name=name,
        language=code,
        angle=fields["angle"],
        body=front.body,
        touches=tuple(fields.get("touches", ())),
        when=tuple(_several(fields.get("when", "waiting"))),
        needs=tuple(_several(fields.get("needs", ()))),
        resource=fields.get("resource"),
        path=path,
        first_line=front.first_line,
    )


def _language(name: str, path: str) -> str:
    """Return the language code in a template's name."""
    folder, slash, _stem = name.partition("/")
    if not slash:
        raise DataError(f"{path}:1:1: a template lies in a folder named for its language, such as en/{name}")
    try:
        return language(folder).code
    except DataError as error:
        raise DataError(f"{path}:1:1: {error}; the folder should be named for one of these") from error


def _faults(fields: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield key and sentence of everything wrong with the front matter."""
    for key in fields:
        if key not in KEYS:
            yield key, f'unknown key "{key}"; {did_you_mean(key, KEYS)}'
    angle = fields.get("angle")
    if not isinstance(angle, str) or not SHORT_NAME.fullmatch(angle):
        yield "angle", 'angle is missing or no short name: write angle = "smaller-first-step", with its kind of value'
    touches = fields.get("touches", [])
    if not isinstance(touches, list) or not all(type(touch) is int and 1 <= touch <= 99 for touch in touches):
        yield "touches", "touches is a list of numbers from 1: touches = [2, 3]"
    if not isinstance(fields.get("resource", ""), str):
        yield "resource", 'resource is one kind of resource: resource = "case-study"'
    yield from _unknown(fields, "when", WHEN)
    yield from _unknown(fields, "needs", PATHS)


def _unknown(fields: Mapping[str, Any], key: str, known: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield a fault for every item under `key` that is not one of the `known`."""
    for item in _several(fields.get(key, ())):
        if not isinstance(item, str):
            yield key, f'{key} is a list of texts: {key} = ["{known[0]}"]'
        elif item not in known:
            yield key, f'unknown "{item}" in {key}; {did_you_mean(item, known)}'


def _several(found: Any) -> tuple[Any, ...]:  # noqa: ANN401 - a TOML value, of any type until it is checked
    """Return a list's items, or the one text that stands for a list of one."""
    return tuple(found) if isinstance(found, list | tuple) else (found,)


def _body_faults(body: str, where: Callable[[int, int], str]) -> tuple[str, ...]:
    """Return what keeps the text from being rendered."""
    try:
        parse(body, where)
    except DataError as error:
        return error.problems
    return ()
