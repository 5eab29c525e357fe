"""Templates and words from disk: what came along, what the person added, and what could not be used."""

from __future__ import annotations

from pathlib import Path

import pytest

from mailfollow import library
from mailfollow.errors import DataError
from mailfollow.library import Library, load_lexicon, load_templates, shipped
from mailfollow.model import Template

GOOD = '+++\nangle = "mine"\n+++\n{{ greeting }}\n\nHere is something new. Shall I send it?\n'
BROKEN = '+++\nangle = "mine"\n+++\n{{ greeting }}\n\n{% if %}\n'


@pytest.fixture
def came_along(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put a single shipped template in the place of all those that came along."""
    package = tmp_path / "package"
    write(package / "shipped" / "templates", "en/first", GOOD.replace("mine", "shipped"))
    monkeypatch.setattr(library, "PACKAGE", package)
    return package


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    folder = tmp_path / "mine"
    folder.mkdir()
    return folder


def write(root: Path, name: str, text: str) -> Path:
    path = root / f"{name}.txt.j2"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def angles(loaded: Library) -> dict[str, str]:
    return {template.name: template.angle for template in loaded.templates}


def test_everything_that_came_along_can_be_used() -> None:
    loaded = load_templates()

    assert loaded.problems == ()
    assert len({template.angle for template in loaded.templates}) >= 12


def test_the_names_of_templates_are_language_and_file(came_along: Path) -> None:
    (template,) = load_templates().templates

    assert (template.name, template.language) == ("en/first", "en")
    assert Path(template.path) == came_along / "shipped" / "templates" / "en" / "first.txt.j2"


def test_my_own_template_goes_before_the_one_of_the_same_path_and_others_are_added(
    came_along: Path, mine: Path
) -> None:
    write(mine, "en/first", GOOD)
    write(mine, "de/zweite", GOOD)

    assert angles(load_templates(mine)) == {"de/zweite": "mine", "en/first": "mine"}


def test_a_folder_of_my_own_is_not_needed(came_along: Path, mine: Path) -> None:
    assert angles(load_templates(mine)) == angles(load_templates(mine / "nowhere")) == {"en/first": "shipped"}


def test_a_broken_template_is_told_with_its_line_and_the_shipped_one_is_used(came_along: Path, mine: Path) -> None:
    """Scenario 97."""
    path = write(mine, "en/first", BROKEN)
    write(mine, "en/second", BROKEN)

    loaded = load_templates(mine)

    assert angles(loaded) == {"en/first": "shipped"}
    assert len(loaded.problems) == 2
    assert loaded.problems[0].startswith(f"{path}:6:")


def test_a_template_that_breaks_while_running_stays_as_it_was(came_along: Path, mine: Path) -> None:
    """Scenario 97: the last good version is used, also after several looks, until the file is right again."""
    path = write(mine, "en/first", GOOD)
    write(mine, "en/second", GOOD)
    loaded = load_templates(mine)
    path.write_text(BROKEN)
    for _ in range(2):
        loaded = load_templates(mine, loaded)

        assert angles(loaded) == {"en/first": "mine", "en/second": "mine"}
        assert len(loaded.problems) == 1

    path.write_text(GOOD.replace("mine", "repaired"))
    assert load_templates(mine, loaded) == load_templates(mine)
    assert angles(load_templates(mine, loaded))["en/first"] == "repaired"


def test_a_template_that_is_removed_is_gone(came_along: Path, mine: Path) -> None:
    path = write(mine, "en/second", GOOD)
    before = load_templates(mine)
    path.unlink()

    assert angles(load_templates(mine, before)) == {"en/first": "shipped"}


def test_what_lies_beside_the_templates_is_passed_over(came_along: Path, mine: Path) -> None:
    for name in ("en/first.txt.j2~", "en/.first.txt.j2.swp", "README.md", "en/.hidden.txt.j2"):
        (mine / name).parent.mkdir(exist_ok=True)
        (mine / name).write_text("{% nonsense")
    (mine / "en" / "folder.txt.j2").mkdir()

    assert load_templates(mine) == load_templates()


@pytest.mark.parametrize(
    ("data", "told"),
    [(b"+++\n\n\xff\n", ":3:1: this is not UTF-8"), (b"x" * 300_000, ":1:1: it has 300,000 bytes"), (b"", ":1:1")],
)
def test_a_file_that_is_no_template_at_all_is_told(came_along: Path, mine: Path, data: bytes, told: str) -> None:
    path = write(mine, "en/odd", "")
    path.write_bytes(data)

    loaded = load_templates(mine)

    assert angles(loaded) == {"en/first": "shipped"}
    assert loaded.problems[0].startswith(f"{path}{told}")


def test_a_link_to_nowhere_is_passed_over(came_along: Path, mine: Path) -> None:
    (mine / "en").mkdir()
    (mine / "en" / "gone.txt.j2").symlink_to(mine / "nowhere")

    assert load_templates(mine).problems == ()


def test_a_template_outside_a_language_folder_is_told(came_along: Path, mine: Path) -> None:
    write(mine, "loose", GOOD)

    assert "folder named for its language" in load_templates(mine).problems[0]


def test_what_came_along_is_found_in_a_working_copy() -> None:
    assert (shipped("templates") / "en").is_dir()
    assert shipped("config.example.toml").is_file()


def test_what_came_along_is_found_in_a_wheel(came_along: Path) -> None:
    assert shipped("templates") == came_along / "shipped" / "templates"


def test_an_incomplete_installation_is_told(came_along: Path) -> None:
    with pytest.raises(DataError, match=r"config\.example\.toml is missing.*install mailfollow again"):
        shipped("config.example.toml")


# Words.


def test_all_languages_that_came_along_are_known() -> None:
    assert set(load_lexicon().languages) >= {"en", "de", "fr", "es", "it", "nl", "pt"}


def test_my_own_words_are_added_to_those_that_came_along(mine: Path) -> None:
    (mine / "en.toml").write_text('[structure]\nsign_off = ["toodle pip"]\n')

    plain, extended = load_lexicon(), load_lexicon(mine)

    assert not plain.structure.sign_off.search("toodle pip")
    assert extended.structure.sign_off.search("toodle pip")
    assert extended.structure.sign_off.search("best regards")


def test_a_word_list_that_is_not_toml_is_named(mine: Path) -> None:
    (mine / "en.toml").write_text("[structure\n")

    with pytest.raises(DataError, match=r"en\.toml: This is not TOML"):
        load_lexicon(mine)


def test_a_word_list_in_another_encoding_is_named_with_its_line(mine: Path) -> None:
    (mine / "en.toml").write_bytes(b"[structure]\nsign_off = ['\xff']\n")

    with pytest.raises(DataError, match=r"en\.toml:2:1: this is not UTF-8"):
        load_lexicon(mine)


def test_a_folder_for_words_is_not_needed(mine: Path) -> None:
    assert load_lexicon(mine / "nowhere").languages == load_lexicon().languages


def test_a_library_that_is_given_no_template_is_empty() -> None:
    assert Library() == Library(templates=(), problems=())
    assert Library((Template("en/a", "en", "a", ""),)).templates[0].name == "en/a"


@pytest.mark.usefixtures("came_along")
@pytest.mark.parametrize("name", ["en/mine.txt", "en/mine.j2"])
def test_a_file_that_was_meant_to_be_a_template_is_told(mine: Path, name: str) -> None:
    """Else it would lie there for years, and no draft would ever be made of it."""
    write(mine, "en/other", GOOD)
    (mine / name).write_text(GOOD)
    (mine / "en" / "notes.md").write_text("mine alone")

    loaded = load_templates(mine)

    assert loaded.problems == (f"{mine / name}:1:1: it is not used: a template's name ends in .txt.j2",)
    assert set(angles(loaded)) == {"en/first", "en/other"}
