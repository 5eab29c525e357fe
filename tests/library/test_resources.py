"""Resources on disk: one broken file keeps no other from use, and nothing outside of their folder goes along."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from mailfollow.errors import DataError
from mailfollow.library import attachment, load_library, load_resources
from mailfollow.library.resources import LARGEST_ATTACHMENT

TEXT = '+++\nkind = "guide"\ntitle = "{title}"\n{where}\ntopics = ["pumps"]\n+++\nTwo pages.\n'


def put(folder: Path, name: str, title: str = "A guide", where: str = 'url = "https://weber.example/a"') -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}.md"
    path.write_text(TEXT.format(title=title, where=where), "utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "resources"


def names(folder: Path) -> list[str]:
    return [one.name for one in load_resources(folder)[0]]


def test_each_markdown_file_is_a_resource(folder: Path) -> None:
    """By the name of its file, in the order of the names; what is hidden or something else is none."""
    put(folder, "b")
    put(folder, "a")
    put(folder, ".hidden")
    (folder / "a.pdf").write_bytes(b"%PDF")
    (folder / "folder.md").mkdir()

    assert (names(folder), load_resources(folder)[1]) == (["a", "b"], ())


def test_no_folder_is_no_problem(folder: Path) -> None:
    assert load_resources(folder) == load_resources(None) == ((), ())


def test_a_broken_file_is_told_and_the_others_are_used(folder: Path) -> None:
    put(folder, "good")
    put(folder, "bad", title="")
    (folder / "binary.md").write_bytes(b"\xff\xfe")

    found, problems = load_resources(folder)

    assert [one.name for one in found] == ["good"]
    assert [problem.partition(":")[0] for problem in problems] == [str(folder / "bad.md"), str(folder / "binary.md")]


def test_lists_in_lists_without_end_are_told_and_no_more(folder: Path) -> None:
    put(folder, "good")
    put(folder, "deep", where=f"x = {'[' * 5_000}")

    found, problems = load_resources(folder)

    assert [one.name for one in found] == ["good"]
    assert [problem.partition(": the front matter is not TOML")[0] for problem in problems] == [
        f"{folder / 'deep.md'}:5:1"
    ]


@pytest.mark.parametrize("name", [b"\xff.md", b"two\nlines.md"])
def test_a_name_that_could_not_be_remembered_is_told(folder: Path, name: bytes) -> None:
    """Scenario 101: under another name it would be offered again."""
    put(folder, "a").rename(folder / os.fsdecode(name))

    found, (problem,) = load_resources(folder)

    assert found == ()
    assert problem.isprintable()
    assert problem.endswith("cannot be printed: rename the file")


def test_while_it_runs_the_last_good_version_stays_in_use(folder: Path) -> None:
    """Scenario 97, for resources: until the file is mended, or goes."""
    put(folder, "a", title="First")
    library = load_library(None, folder)
    put(folder, "a", title="")

    broken = load_library(None, folder, library)
    assert [one.title for one in broken.resources] == ["First"]
    assert len(broken.problems) == len(library.problems) + 1

    put(folder, "a", title="Second")
    assert [one.title for one in load_library(None, folder, broken).resources] == ["Second"]
    (folder / "a.md").unlink()
    assert load_library(None, folder, broken).resources == ()


def test_what_goes_along_is_read_with_its_name_and_type(folder: Path) -> None:
    put(folder, "a", where='file = "texts/Käse.pdf"')
    (folder / "texts").mkdir()
    (folder / "texts" / "Käse.pdf").write_bytes(b"%PDF-1.7")

    (one,) = load_resources(folder)[0]

    found = attachment(one)
    assert (found.name, found.media_type, found.data) == ("Käse.pdf", "application/pdf", b"%PDF-1.7")


@pytest.mark.parametrize("name", ["a.ics", "a.eml", "a.html", "a.txt", "a.unknown", "a.svg.gz", "a"])
def test_what_a_program_might_take_for_part_of_the_mail_is_bytes(folder: Path, name: str) -> None:
    """A calendar file must not make a meeting of our draft, nor a page its text."""
    put(folder, "one", where=f'file = "{name}"')
    (folder / name).write_bytes(b"x")

    (one,) = load_resources(folder)[0]

    assert attachment(one).media_type == "application/octet-stream"


def missing(folder: Path) -> None:
    """Leave the file away."""


def empty(folder: Path) -> None:
    (folder / "a.pdf").write_bytes(b"")


def too_large(folder: Path) -> None:
    with (folder / "a.pdf").open("wb") as file:
        file.truncate(LARGEST_ATTACHMENT + 1)


def a_folder(folder: Path) -> None:
    (folder / "a.pdf").mkdir()


def a_pipe(folder: Path) -> None:
    os.mkfifo(folder / "a.pdf")


def a_link_out(folder: Path) -> None:
    (folder.parent / "secret.pdf").write_bytes(b"secret")
    (folder / "a.pdf").symlink_to(folder.parent / "secret.pdf")


def a_folder_that_leads_out(folder: Path) -> None:
    a_link_out(folder)
    (folder / "a.pdf").unlink()
    (folder / "sub").symlink_to(folder.parent)
    (folder / "a.pdf").symlink_to("sub/secret.pdf")


def a_circle(folder: Path) -> None:
    (folder / "a.pdf").symlink_to("a.pdf")


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (missing, "is not in the folder of resources"),
        (empty, "is empty"),
        (too_large, "has more than 10 MB, so it is not offered: it grows by a third on the way"),
        (a_folder, "is no file in the folder"),
        (a_pipe, "is no file in the folder"),
        (a_link_out, "is no file in the folder"),
        (a_folder_that_leads_out, "is no file in the folder"),
        (a_circle, "is not in the folder"),
    ],
)
def test_a_file_that_cannot_go_along_keeps_its_resource_from_use(folder: Path, make: object, why: str) -> None:
    """It is told, and the same holds at the moment of writing a draft."""
    assert callable(make)
    put(folder, "a", where='file = "a.pdf"')
    (folder / "a.pdf").write_bytes(b"%PDF")
    (one,) = load_resources(folder)[0]
    (folder / "a.pdf").unlink()
    make(folder)

    found, (problem,) = load_resources(folder)

    assert found == ()
    assert problem.startswith(f"{folder / 'a.md'}:1:1: a.pdf {why}")
    with pytest.raises(DataError, match=r"a\.pdf"):
        attachment(one)


def test_a_link_within_the_folder_is_a_file_of_it(folder: Path) -> None:
    put(folder, "a", where='file = "a.pdf"')
    (folder / "of-march.pdf").write_bytes(b"%PDF")
    (folder / "a.pdf").symlink_to("of-march.pdf")

    assert names(folder) == ["a"]


def test_ten_megabytes_are_not_too_many(folder: Path) -> None:
    put(folder, "a", where='file = "a.pdf"')
    with (folder / "a.pdf").open("wb") as file:
        file.truncate(LARGEST_ATTACHMENT)

    assert names(folder) == ["a"]
