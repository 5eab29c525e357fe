"""`templates check`: counts by language and angle, how the texts read, what is lacking, and a fault of each kind."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.command import ROOT, Person
from tests.cli.conftest import Call

SHIPPED = sorted((ROOT / "templates").glob("*/*.txt.j2"))
END = "\n\nWhich one suits you?\n\n{{ sign_off }}\n"


def text(body: str, **front: str) -> str:
    lines = "\n".join(f"{key} = {value}" for key, value in {"angle": '"one-page"', **front}.items())
    return f"+++\n{lines}\n+++\n{{{{ greeting }}}}\n\n{body}{END}"


def test_the_shipped_library_is_counted_by_language_and_angle(call: Call) -> None:
    """Without a fault; the reading ease of each language lies where plain texts do."""
    outcome = call("templates", "check")

    assert (outcome.code, outcome.err) == (0, "")
    found = re.findall(r"^(\w+): (\d+) texts, (\d+) angles, ease (\d+) \((\d+)-(\d+)\)$", outcome.out, re.MULTILINE)
    assert sum(int(texts) for _, texts, *_ in found) == len(SHIPPED)
    assert {name for name, *_ in found} >= {"English"}
    assert all(55 <= int(least) <= int(mean) <= int(most) for *_, mean, least, most in found)
    assert "three-options" in outcome.out


def test_the_same_is_there_for_programs(call: Call) -> None:
    """One object; the counts of the angles add up."""
    told = call("templates", "check", "--json").json

    assert list(told) == ["languages", "faults", "problems", "remarks"]
    assert (told["faults"], told["problems"]) == ([], [])
    for row in told["languages"]:
        assert list(row) == ["language", "name", "texts", "angles", "ease"]
        assert sum(row["angles"].values()) == row["texts"]


def test_what_a_language_lacks_is_a_remark_and_no_fault(person: Person, call: Call) -> None:
    """A language nobody has begun is not spoken of."""
    person.template("it/una-pagina", text("Ecco una pagina.", touches="[1, 2]").replace("one-page", "una-pagina"))

    outcome = call("templates", "check", "--config", person.config)

    assert outcome.code == 0
    told = " ".join(outcome.out.split())
    assert (
        "Italian: nothing for `after-holidays`, `promised`, `asked-to-wait`, `expiring`, `lapsed`, `closing`, "
        "`several`, `declined`, touch 3, touch 4, touch 5."
    ) in told
    assert "Dutch" not in told


@pytest.mark.parametrize(
    ("planted", "told"),
    [
        (text("I'm just checking in."), '6:5: [banned-phrase] "just checking in" is worn out; say what is in it'),
        (text("Act now and save."), '6:1: [spam-word] "Act now" is worn out; say it plainly'),
        (text("word " * 130), "4:1: [too-long] with every fact known: 13"),
        (text("A page.").replace("?", "."), "4:1: [no-ask] with every fact known: it asks for nothing"),
        (text("Shall I?"), '8:1: [many-asks] with every fact known: "Which one suits you?" is one ask too many'),
        (text("Dear [NAME], a page."), '6:6: [placeholder] with every fact known: "[NAME]" was to be filled in'),
        (text("A page , as sent."), '6:7: [gap] with every fact known: a blank before ","'),
        (text("A GREAT OFFER."), '6:3: [shouting] "GREAT OFFER" shouts; write it in small letters'),
        (text("A page!!"), "6:7: [exclamation] !! is one too many; end the sentence with a full stop"),
        (text("{{ proposal.topik }}"), '6:4: [unknown-fact] there is no fact "proposal.topik"; did you mean'),
        (text("{{ company }}"), '6:4: [unsure-fact] "company" may be unknown; add it to needs, or'),
        (text("A page.", resource='"any"'), "5:1: [no-offer] it offers a resource and does not say which; put"),
        (text("Implementation considerations " * 20), "4:1: [hard-to-read] its reading ease is -"),
        (text("A page.", angle='"other"'), '1:1: [file-name] the file is named "one-page" and its angle is "other"'),
        (text("{{ slots[0] | slot }}"), "4:1: [does-not-render] "),
        (text("{{ greeting | qoted }}"), '6:15: there is no filter "qoted"; did you mean "quoted"?'),
        (text("A page.", when='["waitin"]'), '3:1: unknown "waitin" in when; did you mean "waiting"?'),
        (text("{% if company %}A page."), "Unexpected end of template"),
    ],
)
def test_a_planted_fault_is_told_with_its_place_and_what_to_do(
    tmp_path: Path, call: Call, planted: str, told: str
) -> None:
    """One of each kind, exit code 65."""
    file = tmp_path / "en" / "one-page.txt.j2"
    file.parent.mkdir()
    file.write_text(planted, "utf-8")

    outcome = call("templates", "check", file)

    assert outcome.code == 65
    assert told in outcome.err
    assert outcome.err.startswith(f"mailfollow: {file}:")


def test_both_forms_of_address_in_one_text_are_told(tmp_path: Path, call: Call) -> None:
    """With the place of the one that is rarer."""
    file = tmp_path / "de" / "one-page.txt.j2"
    file.parent.mkdir()
    file.write_text(text("Ich schicke Ihnen eine Seite. Möchten Sie sie sehen, schreib mir.").replace(
        "Which one suits you?", "Danke für Ihre Zeit."), "utf-8")  # fmt: skip

    outcome = call("templates", "check", file)

    assert outcome.code == 65
    assert ':6:54: [mixed-address] with every fact known: "schreib mir" and "Ihnen" address' in outcome.err


def test_faults_are_there_for_programs_too(tmp_path: Path, call: Call) -> None:
    """Each with path, line, column, rule, sentence and hint; what cannot be read at all is a problem."""
    good, broken = tmp_path / "en" / "one-page.txt.j2", tmp_path / "en" / "broken.txt.j2"
    good.parent.mkdir()
    good.write_text(text("Touching base."), "utf-8")
    broken.write_text("no front matter", "utf-8")

    outcome = call("templates", "check", "--json", good, broken)

    assert outcome.code == 65
    assert outcome.err == ""
    assert outcome.json["faults"] == [
        {
            "path": str(good),
            "line": 6,
            "column": 1,
            "rule": "banned-phrase",
            "sentence": '"Touching base" is worn out',
            "hint": "say what is in it for the reader instead",
        }
    ]
    assert outcome.json["problems"][0].startswith(f"{broken}:1:1: ")
