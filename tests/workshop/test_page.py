"""What the page holds: everything escaped, each text with its notes, and what is wrong at its place."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from mailfollow.cli.templates.desk import bench
from mailfollow.library import Library, load_templates
from mailfollow.model import Template
from mailfollow.workshop.page import page, touches_of
from mailfollow.workshop.proof import Head, Setting, facts_of, prove
from mailfollow.workshop.samples import EVERY, sample_proof, sample_proofs
from mailfollow.workshop.shelf import shelf, version
from mailfollow.workshop.view import ALL, SAMPLES, Asked, Bench, Entry, View, view
from tests.cli.command import Person

HOSTILE = "</style><script>alert(1)</script>'\"&\u202e{{ 7*7 }}"
TEXT = '+++\nangle = "trial"\n+++\n{{ greeting }}\n\nA trial of {{ proposal.topic }}?\n\n{{ sign_off }}\n'


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / f"{name}.txt.j2"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def soup(shown: View) -> BeautifulSoup:
    return BeautifulSoup(page(shown, "NONCE"), "lxml")


def template(body: str = "{{ greeting }}\n\nShall we begin?\n", **more: object) -> Template:
    return replace(Template("en/trial", "en", "trial", body, path="/t/en/trial.txt.j2"), **more)  # type: ignore[arg-type]


def entry(setting: Setting, **more: object) -> Entry:
    return Entry("en/trial", "en", "trial", prove(template(**more), setting, 120))


def shown(one: Entry) -> View:
    return View(Asked(), "en", (one,), (), "v")


def test_whatever_is_put_in_is_escaped() -> None:
    """Names, subjects, facts, notes and paths: none of them makes an element or ends an attribute."""
    facts = {**sample_proof(template(), EVERY, None, 120).setting.facts, "company": HOSTILE, "greeting": HOSTILE}
    setting = Setting(HOSTILE, Head(HOSTILE, HOSTILE, HOSTILE), facts, "seed", choice=HOSTILE)
    one = replace(entry(setting, body="{{ greeting }} {{ company }}", path=HOSTILE), name=f"en/{HOSTILE}", used=HOSTILE)

    found = soup(shown(one))

    assert len(found.find_all("script")) == len(found.find_all("style")) == 1
    visible = HOSTILE.replace("\u202e", "")
    assert found.select_one(".subject").get_text() == visible  # type: ignore[union-attr]
    assert visible in found.select_one(".letter").get_text()  # type: ignore[union-attr]
    assert found.get_text().count("alert(1)") >= 8
    assert "\u202e" not in found.get_text()
    assert not [name for tag in found.find_all(True) for name in tag.attrs if name.startswith("on")]


def test_the_page_asks_for_nothing_else() -> None:
    """Its style and script stand in it and carry the nonce; no address leads away from this machine."""
    text = page(view(Bench(), Asked(language=ALL)), "NONCE")
    found = BeautifulSoup(text, "lxml")

    assert [tag["nonce"] for tag in found.find_all(["script", "style"])] == ["NONCE"] * 2
    assert not found.find_all(src=True)
    links = [tag["href"] for tag in found.find_all(href=True)]
    assert [link for link in links if not str(link).startswith(("#", "?", "data:,"))] == []
    assert not re.search(
        r"url\(|@import|https?:", "".join(tag.get_text() for tag in found.find_all(["script", "style"]))
    )
    assert not found.find_all(style=True)


@pytest.mark.parametrize(
    ("query", "asked"),
    [
        ({}, Asked()),
        ({"with": "abc", "touch": "3", "language": "de"}, Asked("abc", 3, "de")),
        ({"touch": "0"}, Asked()),
        ({"touch": "99"}, Asked()),
        ({"touch": "-1"}, Asked()),
        ({"touch": "٣"}, Asked(touch=3)),
        ({"touch": "9" * 5_000}, Asked()),
        ({"language": "../../etc"}, Asked()),
        ({"language": "all"}, Asked(language="all")),
    ],
)
def test_an_address_may_hold_anything(query: dict[str, str], asked: Asked) -> None:
    """What makes no sense is as if it were not there."""
    assert Asked.of(query) == asked


@pytest.mark.parametrize("label", SAMPLES)
def test_each_sample_can_be_chosen_in_each_language(label: str) -> None:
    """Also where a language has one form of address only."""
    for one in load_templates().templates:
        assert sample_proof(one, label, None, 120).setting.label == label


def test_the_samples_of_the_page_are_those_of_the_linter() -> None:
    """One that was renamed there would be gone here."""
    labels = {proof.setting.label for one in load_templates().templates for proof in sample_proofs(one, None, 120)}

    assert labels <= set(SAMPLES)
    assert EVERY in labels


def test_all_texts_are_in_the_list_and_one_language_in_full(tmp_path: Path) -> None:
    """By language and angle; a link leads to those of other languages."""
    written(tmp_path, "de/probe", TEXT.replace("trial", "probe"))
    found = soup(view(Bench(templates=tmp_path), Asked()))

    listed = {item["data-words"].split()[0] for item in found.select("#list li")}  # type: ignore[union-attr]
    assert listed == {one.name for one in load_templates().templates}
    german = soup(view(Bench(), Asked(language="de")))
    assert {tag["lang"] for tag in german.select(".letter")} <= {"de"}


def test_the_page_is_set_with_each_open_proposal(person: Person) -> None:
    """Its subject, its touch and its situation stand above the texts; also where nothing can be written."""
    made = bench(str(person.config))
    proposals = view(made, Asked()).threads

    assert len(proposals) > 2
    for one in proposals:
        told = soup(view(made, Asked(subject=one.id))).select_one(".set-with")
        assert told is not None
        assert " ".join(one.subject.split()[:2]) in told.text
        assert "follow-up" in told.text


def test_what_is_wrong_stands_at_its_place(tmp_path: Path) -> None:
    """A broken file is neither gone nor hidden by the shipped one of that name, which is in use."""
    for name, text in (("en/mine", "no front matter"), ("en/timeline", "+++\n"), ("xx/odd", TEXT), ("loose", TEXT)):
        written(tmp_path, name, text)
    written(tmp_path, "en/binary", "").write_bytes(b"\xff\xfe")
    library = load_templates(tmp_path)

    broken = {one.name: one for one in shelf(library, tmp_path).broken}

    assert list(broken) == ["en/binary", "en/mine", "en/timeline", "loose", "xx/odd"]
    assert {name for name, one in broken.items() if one.instead} == {"en/timeline"}
    assert all(one.problems[0].startswith(f"{tmp_path}/") for one in broken.values())


def test_problems_of_resources_are_not_those_of_templates(tmp_path: Path) -> None:
    """They have a command of their own."""
    library = Library((), (f"{tmp_path}/resources/x.md:1:1: it has no title.", "Something else."))

    assert shelf(library, tmp_path / "templates").broken == ()


def test_the_version_changes_with_every_file(tmp_path: Path) -> None:
    """Saved, added, removed, or saved by renaming with the same size; not by looking."""
    path = written(tmp_path, "en/mine", "a")
    seen = [version(tmp_path), version(tmp_path)]
    assert seen[0] == seen[1]
    path.write_text("ab")
    seen.append(version(tmp_path))
    other = tmp_path / "en/.mine.swp"
    other.write_text("cd")
    os.utime(other, ns=(1, 1))
    seen.append(version(tmp_path))
    other.replace(path)
    seen.append(version(tmp_path))
    path.unlink()
    seen.append(version(tmp_path))

    assert len(set(seen)) == 5
    assert version(None) == version(tmp_path / "no such folder")


def test_a_link_that_leads_nowhere_is_no_trouble(tmp_path: Path) -> None:
    """Some editors lock a file by one (Emacs: .#name -> user@host)."""
    (tmp_path / ".#mine").symlink_to("nobody@nowhere")

    assert version(tmp_path) != version(None)


def test_a_folder_that_goes_away_meanwhile_is_an_empty_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page goes on, and shows it when it is there again."""

    def gone(_folder: Path, _pattern: str) -> Iterator[Path]:
        yield tmp_path / "en"
        raise FileNotFoundError(2, "No such file or directory")

    monkeypatch.setattr(Path, "rglob", gone)

    assert version(tmp_path) == version(None)


@pytest.mark.parametrize(
    ("name", "anchor"),
    [("en/two-week-trial", "t-en-two-week-trial"), ("de/rück frage", "t-de-r_fcck_20frage"), ("en/a.b", "t-en-a_2eb")],
)
def test_a_place_on_the_page_is_written_alike_everywhere(name: str, anchor: str) -> None:
    """An address bar, and the script that reads it, writes other letters as %C3%BC."""
    assert Entry(name, "en", "angle").anchor == anchor


def test_the_facts_of_a_text_are_found_wherever_they_stand() -> None:
    """Printed, filtered, asked for, or given to pick(…)."""
    body = (
        "{{ greeting }}{% if proposal.amount and their_date %}"
        "{{ proposal.amount | money(proposal.currency) }}{% endif %}"
        "{{ pick(contact.first_name or 'x', 'y') }}{% for topic in others %}{{ topic }}{% endfor %}"
    )

    assert facts_of(template(body)) == (
        *("greeting", "contact.first_name", "proposal.amount", "proposal.currency", "others", "their_date"),
    )


def test_values_are_shown_on_one_line() -> None:
    """Days, times, lists, yes or no; unknown ones are None."""
    body = "{{ sign_off }}{{ their_date }}{{ slots }}{{ others }}{{ familiar }}{{ company }}{{ touch }}"
    facts = {**sample_proof(template(), EVERY, None, 120).setting.facts, "company": None}

    proof = prove(template(body), Setting("x", Head("", "", ""), facts, "seed"), 120)

    assert dict(proof.facts) == {
        "sign_off": "Best regards, / Jonas",
        "company": None,
        "others": "Logo",
        "their_date": "2025-06-02",
        "touch": "1",
        "slots": "2025-05-22 10:30; 2025-05-26 14:00",
        "familiar": "no",
    }
    assert proof.text is None
    assert proof.problem


@pytest.mark.parametrize(
    ("touches", "said"),
    [((), "any"), ((2,), "2"), ((1, 4), "1, 4"), ((2, 3), "2, 3"), ((2, 3, 4), "2 to 4"), ((99,), "none yet")],
)
def test_follow_ups_are_said_shortly(touches: tuple[int, ...], said: str) -> None:
    assert touches_of(template(touches=touches)) == said
