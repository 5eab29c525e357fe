"""`templates new`: a text of one's own begins complete, without a fault, and unused."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mailfollow.workshop.starter import NEEDS
from mailfollow.writing.languages import LANGUAGES
from mailfollow.writing.template.parse import WHEN
from tests.cli.command import ROOT, Person
from tests.cli.conftest import Call


def new(call: Call, person: Person, *words: str) -> str:
    outcome = call("templates", "new", *words, "--config", person.config)
    assert (outcome.code, outcome.err) == (0, "")
    return outcome.out


def test_it_says_where_it_is_and_what_comes_next(person: Person, call: Call) -> None:
    """In the person's own folder, readable by nobody else; the commands that it names show it."""
    told = new(call, person, "en/two-week-trial")

    path = person.folder / "templates/en/two-week-trial.txt.j2"
    first, second, third = told.splitlines()
    assert first == f"Written: {path}"
    assert second == "Nothing is drafted with it before you change `touches` in it."
    assert "`mailfollow templates preview en/two-week-trial`" in third
    assert "`mailfollow templates workshop`" in third
    assert path.stat().st_mode & 0o077 == 0
    assert path.parent.stat().st_mode & 0o077 == 0
    assert call("templates", "preview", "en/two-week-trial", "--config", person.config).code == 0


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("when", WHEN)
def test_it_has_no_fault_as_it_is(person: Person, call: Call, language: str, when: str) -> None:
    """In every language, for every situation."""
    new(call, person, f"{language}/two-week-trial", "--when", when)
    path = person.folder / f"templates/{language}/two-week-trial.txt.j2"

    checked = call("templates", "check", path)

    assert (checked.code, checked.err) == (0, "")
    assert f'when = ["{when}"]' in path.read_text("utf-8")


def test_there_is_a_beginning_for_every_situation() -> None:
    assert set(NEEDS) == set(WHEN)


def test_nothing_is_drafted_with_it_before_the_person_says_so(person: Person, call: Call) -> None:
    """Were it the only text, there would be no draft; once a follow-up is named, there is one."""
    for path in sorted((ROOT / "templates/en").glob("*.txt.j2")):
        person.template(
            f"en/{path.name.removesuffix('.txt.j2')}",
            path.read_text("utf-8").replace("\n+++", '\nneeds = ["their_words"]\n+++', 1)
            if "needs" not in path.read_text("utf-8")
            else re.sub(r"needs = .*", 'needs = ["their_words"]', path.read_text("utf-8")),
        )
    new(call, person, "en/two-week-trial")
    own = person.folder / "templates/en/two-week-trial.txt.j2"

    assert call("once", "--dry-run", "--json", "--config", person.config).json["drafts"] == []
    own.write_text(own.read_text("utf-8").replace("touches = [99]", "touches = [1, 2]"), "utf-8")
    (draft,) = call("once", "--dry-run", "--json", "--config", person.config).json["drafts"]
    assert draft["template"] == "en/two-week-trial"


def test_another_text_can_be_the_beginning(person: Person, call: Call) -> None:
    """Its words, and what it needs; but not in use, and under the angle that its name says."""
    new(call, person, "en/three-options-short", "--from", "en/three-options")

    text = (person.folder / "templates/en/three-options-short.txt.j2").read_text("utf-8")
    shipped = (ROOT / "templates/en/three-options.txt.j2").read_text("utf-8")
    assert text.endswith(shipped.split("+++\n")[2])
    assert 'angle = "three-options"\n' in text
    assert "touches = [99]\n" in text
    assert call("templates", "check", "--config", person.config).code == 0


def test_a_variant_keeps_the_angle_that_is_known(person: Person, call: Call) -> None:
    """So that nobody gets the same angle twice."""
    new(call, person, "en/three-options-again")
    new(call, person, "en/three-optionsx")

    folder = person.folder / "templates/en"
    assert 'angle = "three-options"\n' in (folder / "three-options-again.txt.j2").read_text("utf-8")
    assert 'angle = "three-optionsx"\n' in (folder / "three-optionsx.txt.j2").read_text("utf-8")


def test_a_file_that_is_there_is_never_written_over(person: Person, call: Call) -> None:
    """Exit code 2; not a byte of it changes."""
    path = person.template("en/mine", "my words")

    outcome = call("templates", "new", "en/mine", "--config", person.config)

    assert outcome.code == 2
    assert outcome.sentence.endswith(f"{path} is there already: edit it, or choose another name.")
    assert path.read_text("utf-8") == "my words"


def test_taking_the_place_of_a_shipped_text_is_told(person: Person, call: Call) -> None:
    """Otherwise the shipped one would seem to have gone."""
    assert "It takes the place of the one of this name that came with mailfollow.\n" in new(call, person, "en/timeline")


@pytest.mark.parametrize(
    ("name", "told"),
    [
        (
            "two-week-trial",
            "'two-week-trial' does not begin with a language: write, for example, en/two-week-trial; known are",
        ),
        ("xx/trial", "'xx/trial' does not begin with a language"),
        ("en/", "'' is no angle"),
        ("en/Two Weeks", "'Two Weeks' is no angle"),
        ("en/../../evil", "'../../evil' is no angle"),
        ("en/a/b", "'a/b' is no angle"),
        ("/etc/passwd", "does not begin with a language"),
        ("../en/x", "does not begin with a language"),
    ],
)
def test_a_name_that_is_none_is_explained(person: Person, call: Call, name: str, told: str) -> None:
    """Exit code 2, and nothing is made, least of all elsewhere."""
    outcome = call("templates", "new", name, "--config", person.config)

    assert outcome.code == 2
    assert told in outcome.sentence
    assert not (person.folder / "templates").exists()


def test_a_beginning_that_does_not_exist_is_answered_with_the_nearest(person: Person, call: Call) -> None:
    outcome = call("templates", "new", "en/mine", "--from", "en/three-option", "--config", person.config)

    assert (outcome.code, outcome.sentence) == (
        2,
        "There is no template 'en/three-option': did you mean en/three-options?",
    )


def test_a_folder_that_cannot_be_made_is_told(person: Person, call: Call) -> None:
    """Exit code 73."""
    (person.folder / "templates").write_text("a file")

    outcome = call("templates", "new", "en/mine", "--config", person.config)

    assert outcome.code == 73
    assert "cannot be made" in outcome.sentence


def test_without_a_configuration_there_is_no_folder(call: Call, tmp_path: Path) -> None:
    """Exit code 78: it would lie where nobody looks."""
    assert call("templates", "new", "en/mine").code == 78
    assert list(tmp_path.rglob("*.j2")) == []
