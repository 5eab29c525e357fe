"""`templates`: list, check and preview, with the person's own before those that came along."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.command import ROOT, Person
from tests.cli.conftest import Call

KEYS = ["name", "language", "angle", "touches", "when", "needs", "resource", "path"]
GOOD = (ROOT / "templates/en/three-options.txt.j2").read_text("utf-8")
BAD_SYNTAX = GOOD.replace("{{ greeting }}", "{{ greeting ")
BAD_WORDS = GOOD.replace("{{ greeting }}\n", "{{ greeting }}\n\nI am just checking in.\n")
SHIPPED = len(list((ROOT / "templates").rglob("*.txt.j2")))


def test_the_shipped_templates_are_listed_without_a_configuration(call: Call) -> None:
    """Name, angle, and what each is for."""
    outcome = call("templates", "list")

    assert (outcome.code, outcome.err) == (0, "")
    assert "en/three-options  (three-options)\n    when " in outcome.out


def test_the_list_in_json_has_every_template(call: Call) -> None:
    """The keys are what programs rely on."""
    told = call("templates", "list", "--json").json

    assert [list(template) for template in told] == [KEYS] * SHIPPED
    assert [template["name"] for template in told] == sorted(template["name"] for template in told)
    assert {template["language"] for template in told} >= {"en"}


def test_a_persons_own_template_goes_before_the_shipped_one(person: Person, call: Call) -> None:
    """The same name replaces, another adds."""
    own = person.template("en/three-options", GOOD)
    added = person.template("en/my-own", GOOD)

    told = call("templates", "list", "--json", "--config", person.config).json

    paths = {template["name"]: template["path"] for template in told}
    assert len(paths) == SHIPPED + 1
    assert (paths["en/three-options"], paths["en/my-own"]) == (str(own), str(added))


def test_the_shipped_templates_have_no_fault(call: Call) -> None:
    """Exit code 0 and a count."""
    outcome = call("templates", "check")

    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.endswith(f"\n{SHIPPED} templates checked, 0 faults.\n")


@pytest.mark.parametrize(("text", "told"), [(BAD_SYNTAX, "expected token"), (BAD_WORDS, "just checking in")])
def test_a_fault_is_told_with_file_line_and_column(person: Person, call: Call, text: str, told: str) -> None:
    """Exit code 65, and a place that an editor can jump to; the count of faults is on standard output."""
    path = person.template("en/three-options", text)

    outcome = call("templates", "check", "--config", person.config)

    assert outcome.code == 65
    assert re.match(rf"{re.escape(str(path))}:\d+:\d+: ", outcome.fault)
    assert told in outcome.fault
    assert outcome.out.endswith(", 1 fault.\n")


def test_the_line_that_is_told_is_the_line_of_the_fault(person: Person, call: Call) -> None:
    """Counted in the whole file, the part between the plus signs included."""
    path = person.template("en/three-options", BAD_WORDS)
    line = BAD_WORDS[: BAD_WORDS.index("just checking in")].count("\n") + 1

    outcome = call("templates", "check", "--config", person.config)

    assert outcome.fault.startswith(f"{path}:{line}:6: ")


def test_single_files_are_checked_as_an_editor_would(person: Person, call: Call) -> None:
    """Only those that were named; what cannot be read is a fault as well."""
    good = person.template("en/three-options-again", GOOD)
    bad = person.template("en/three-options", BAD_SYNTAX)
    binary = person.template("en/binary", "")
    binary.write_bytes(b"\xff\xfe\x00")

    outcome = call("templates", "check", good, bad, binary, "/no/such.txt.j2")

    assert outcome.code == 65
    assert outcome.out.endswith("1 template checked, 3 faults.\n")
    first, second, third = outcome.err.splitlines()
    assert first.startswith(f"mailfollow: {bad}:")
    assert second == f"mailfollow: {binary}: is not UTF-8 text; save it as UTF-8."
    assert third == "mailfollow: /no/such.txt.j2: cannot be read (No such file or directory)."


def test_a_folder_is_all_the_templates_in_it(person: Person, call: Call) -> None:
    """And one without any is told as what it is."""
    good = person.template("en/three-options-again", GOOD)

    assert call("templates", "check", good.parent).out.endswith("1 template checked, 0 faults.\n")
    empty = call("templates", "check", good.parent.parent.parent / "resources")
    assert empty.code == 65
    assert empty.err.endswith("cannot be read (No such file or directory).\n")


@pytest.mark.parametrize("words", [["list"], ["list", "--json"], ["preview", "en/three-options"]], ids=" ".join)
def test_a_broken_template_does_not_keep_the_others_from_use(person: Person, call: Call, words: list[str]) -> None:
    """The shipped one of that name stays in use."""
    person.template("en/three-options", BAD_SYNTAX)

    outcome = call("templates", *words, "--config", person.config)

    assert outcome.code == 0
    assert "three" in outcome.out


def test_a_pass_goes_on_with_the_shipped_template_and_says_so(person: Person, call: Call) -> None:
    """Scenario 97: the error is shown, with its place, at every pass; the draft comes all the same."""
    for path in sorted((ROOT / "templates/en").glob("*.txt.j2")):
        person.template(f"en/{path.name.removesuffix('.txt.j2')}", "no front matter\n")

    outcome = call("once", "--config", person.config)

    assert outcome.code == 0
    assert len(outcome.err.splitlines()) == len(list((ROOT / "templates/en").glob("*.txt.j2")))
    assert all(re.match(r"mailfollow: .*/templates/en/.*\.txt\.j2:1:1: ", line) for line in outcome.err.splitlines())
    assert len(person.drafts()) == 1


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("en/three-option", "There is no template 'en/three-option': did you mean en/three-options?"),
        ("xx/zzzzzz", "There is no template 'xx/zzzzzz': `mailfollow templates list` shows them."),
    ],
)
def test_an_unknown_template_is_answered_with_the_nearest(call: Call, name: str, told: str) -> None:
    """Exit code 2."""
    outcome = call("templates", "preview", name)

    assert (outcome.code, outcome.out, outcome.sentence) == (2, "", told)


def test_a_preview_shows_the_text_with_made_up_facts(call: Call) -> None:
    """The same each time, for the choice of words is seeded."""
    outcome = call("templates", "preview", "en/three-options", "--touch", "2")

    assert outcome.code == 0
    assert outcome.out.startswith("en/three-options, ")
    assert "    | " in outcome.out
    assert outcome == call("templates", "preview", "en/three-options", "--touch", "2")


def test_a_preview_for_a_real_proposal_has_its_facts(looked: Person, call: Call, thread_id: object) -> None:
    """Whether or not the template would be chosen for it now; nothing is recorded by looking."""
    assert callable(thread_id)
    drafted = thread_id("drafted")
    before = looked.database.read_bytes()

    outcome = call("templates", "preview", "en/three-options", "--thread", drafted, "--config", looked.config)

    assert outcome.code == 0
    assert outcome.out.startswith(f"en/three-options for {drafted} (Proposal: new website):\n")
    assert "Hello Jane" in outcome.out or "Hi Jane" in outcome.out
    assert looked.database.read_bytes() == before


def test_a_preview_for_an_unknown_proposal_says_which_there_are(looked: Person, call: Call) -> None:
    """Exit code 2."""
    outcome = call("templates", "preview", "en/three-options", "--thread", "nosuch", "--config", looked.config)

    assert outcome.code == 2
    assert "'nosuch'" in outcome.sentence


def test_paths_of_templates_are_relative_to_nothing(
    person: Person, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A configuration named relative to the current directory finds its templates beside it."""
    person.template("en/my-own", GOOD)
    monkeypatch.chdir(person.folder)

    told = call("templates", "list", "--json", "--config", Path(person.config.name)).json

    assert "en/my-own" in {template["name"] for template in told}
