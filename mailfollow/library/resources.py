"""What the person has to offer, as it lies on disk: a Markdown file each, and the files that go along with drafts.

A resource is offered only while its file is there, is not too large for mail, and lies in the same folder: a name or a
link that leads out of it could send along anything.
"""

from __future__ import annotations

import mimetypes
from collections.abc import Sequence
from pathlib import Path

from mailfollow.errors import DataError
from mailfollow.library.file import read_text
from mailfollow.model import Attachment, Resource
from mailfollow.writing.resource.parse import parse_resource

LARGEST_ATTACHMENT = 10_000_000
"""Bytes. A third is added on the way (base64), and many mail servers take no message of more than 20 or 25 MB."""


def load_resources(
    folder: Path | None, previous: Sequence[Resource] = ()
) -> tuple[tuple[Resource, ...], tuple[str, ...]]:
    """Return the resources in `folder`, each with what goes along with it in place, and what is wrong with others.

    Where a file is broken, its version in `previous` stays in use.
    """
    last_good = {one.path: one for one in previous}
    found: list[Resource] = []
    problems: list[str] = []
    for path in resource_files(folder):
        try:
            one = last_good.get(str(path))
            one = load_resource(path)
        except DataError as error:
            problems += error.problems
        if one is not None and one.file and (missing := _why_not_attached(one)):
            problems.append(missing)
        elif one is not None:
            found.append(one)
    return tuple(found), tuple(dict.fromkeys(problems))


def resource_files(folder: Path | None) -> list[Path]:
    """Return the files in `folder` that are resources, or are meant to be, in the order of their names."""
    if folder is None or not folder.is_dir():
        return []
    return sorted(path for path in folder.glob("*.md") if path.is_file() and not path.name.startswith("."))


def load_resource(path: Path) -> Resource:
    """Return the resource in the file `path`, whether or not what is to go along with it is there.

    Raises:
        DataError: it cannot be used; one sentence for each fault.
    """
    if not path.stem.isprintable():  # bytes that are no UTF-8 are none either: the database would keep another name
        where = path.parent / ascii(path.name)
        raise DataError(f"{where}:1:1: its name, by which it is remembered, cannot be printed: rename the file")
    return parse_resource(read_text(path), path.stem, str(path))


def _why_not_attached(one: Resource) -> str | None:
    """Return why a resource's file cannot go along with a draft, or None if it can."""
    try:
        _file_of(one)
    except DataError as error:
        return str(error)
    return None


def attachment(one: Resource) -> Attachment:
    """Return what is to go along with a draft that offers `one`, as it lies on disk now.

    Raises:
        DataError: it is not there, is too large, empty, or outside of the folder of resources.
    """
    path = _file_of(one)
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_ATTACHMENT + 1)
    except OSError as error:
        raise DataError(
            f"{one.path}:1:1: {one.file} cannot be read ({error.strerror}), so it is not offered"
        ) from error
    if not 0 < len(data) <= LARGEST_ATTACHMENT:
        raise DataError(_wrong_size(one, len(data)))
    return Attachment(Path(one.file or "").name, _media_type(path.name), data)


def _file_of(one: Resource) -> Path:
    """Return where a resource's file really lies; raises DataError where it may not be attached from there."""
    folder = Path(one.path).parent
    try:
        path = (folder / (one.file or "")).resolve(strict=True)
        size = path.stat().st_size
        inside = path.is_relative_to(folder.resolve()) and path.is_file()
    except (OSError, RuntimeError) as error:  # RuntimeError: links that lead in a circle
        why = f"{one.file} is not in the folder of resources, so it is not offered: put it there, or correct its name"
        raise DataError(f"{one.path}:1:1: {why}") from error
    if not inside:
        raise DataError(f"{one.path}:1:1: {one.file} is no file in the folder of resources, so it is not offered")
    if not 0 < size <= LARGEST_ATTACHMENT:
        raise DataError(_wrong_size(one, size))
    return path


def _wrong_size(one: Resource, size: int) -> str:
    if not size:
        return f"{one.path}:1:1: {one.file} is empty, so it is not offered"
    return (
        f"{one.path}:1:1: {one.file} has more than {LARGEST_ATTACHMENT // 1_000_000} MB, so it is not offered: "
        "it grows by a third on the way, and many mail servers refuse such mail; offer it as a link instead"
    )


def _media_type(name: str) -> str:
    """Return the media type of a file by its name, where no program takes that for part of the mail's own text."""
    kind, encoding = mimetypes.guess_type(name)
    usual = kind is not None and kind.partition("/")[0] in {"application", "image", "audio", "video"}
    return kind if kind and usual and not encoding else "application/octet-stream"
