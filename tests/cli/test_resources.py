"""`resources`: begin, list and check what there is to offer; links are tried only when the person says so."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.cli.command import Person, process
from tests.cli.conftest import Call
from tests.servers.web import web

KEYS = [
    "name", "kind", "title", "url", "file", "topics", "languages", "expires", "expired", "link_tried_at",
    "link_problem", "offered", "companies", "path",
]  # fmt: skip
GOOD = """\
+++
kind = "case-study"
title = "{title}"
url = "{url}"
topics = ["website"]
+++
Two pages on what was changed.
"""
URL = "https://weber.example/returns"


def put(person: Person, name: str, *, title: str = "", url: str = "", text: str = "") -> Path:
    path = person.folder / "resources" / f"{name}.md"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text or GOOD.format(title=title or f"About {name}", url=url or f"{URL}/{name}"), "utf-8")
    return path


def test_new_writes_a_starter_that_says_what_is_missing(person: Person, call: Call) -> None:
    """It is not offered before it is filled in, and once it is, nothing is wrong with it."""
    outcome = call("resources", "new", "pump-care", "--config", person.config)
    path = person.folder / "resources" / "pump-care.md"

    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.startswith(f"Written: {path}\n")
    checked = call("resources", "check", "--config", person.config)
    assert checked.code == 65
    assert [line.partition(": ")[2].partition(" ")[2].split()[0] for line in checked.err.splitlines()] == [
        "title", "url", "topics", "the",
    ]  # fmt: skip
    text = path.read_text("utf-8").replace('title = ""', 'title = "Pumps"').replace('url = ""', f'url = "{URL}"')
    path.write_text(text.replace("topics = []", 'topics = ["pumps"]') + "Two pages.\n", "utf-8")
    assert call("resources", "check", "--config", person.config).out == "1 resource checked, 0 faults.\n"


def test_new_never_writes_over_a_file(person: Person, call: Call) -> None:
    path = put(person, "pump-care")
    before = path.read_bytes()

    outcome = call("resources", "new", "pump-care", "--config", person.config)

    assert outcome.code == 2
    assert outcome.sentence.startswith(f"{path} is there already")
    assert path.read_bytes() == before


@pytest.mark.parametrize("name", ["Pump Care", "../pump", "a/b", "", "pümp"])
def test_new_takes_short_names_only(person: Person, call: Call, name: str) -> None:
    """Nothing is made anywhere."""
    outcome = call("resources", "new", name, "--config", person.config)

    assert outcome.code == 2
    assert not (person.folder / "resources").exists()


def test_the_list_says_what_there_is_and_what_is_not_offered(person: Person, call: Call) -> None:
    put(person, "one")
    put(person, "two", text=GOOD.format(title="Old", url=URL).replace("topics", "expires = 2026-03-02\ntopics"))
    put(person, "three", title=" ")

    outcome = call("resources", "list", "--config", person.config)

    assert outcome.code == 0
    assert "one  (case-study)\n    “About one”; topics website; any language; never offered" in outcome.out
    assert "EXPIRED on Mon 2 Mar 2026" in outcome.out
    assert "three.md:3:1: title is missing" in outcome.err


def test_the_list_in_json_counts_what_was_offered(looked: Person, call: Call) -> None:
    """A draft that somebody might see counts, one that was withdrawn does not."""
    put(looked, "one")
    from mailfollow import config
    from mailfollow.cli.common import open_store

    with open_store(config.load(looked.config)) as store, store.writing():
        store._db.run("UPDATE drafts SET resource = 'one'")
    (row,) = call("resources", "list", "--json", "--config", looked.config).json

    assert list(row) == KEYS
    assert (row["offered"], row["companies"], row["expired"], row["link_problem"]) == (1, 1, False, None)

    with open_store(config.load(looked.config)) as store, store.writing():
        store._db.run("UPDATE drafts SET state = 'withdrawn'")
    (row,) = call("resources", "list", "--json", "--config", looked.config).json

    assert (row["offered"], row["companies"]) == (0, 0)


def test_an_empty_shelf_is_told_with_what_to_do(person: Person, call: Call) -> None:
    assert "`mailfollow resources new NAME` begins one" in call("resources", "list", "--config", person.config).out
    assert call("resources", "check", "--config", person.config).code == 0


def test_check_tells_every_fault_with_its_place(person: Person, call: Call) -> None:
    """Of all files, or of those that are named; exit code 65."""
    put(person, "one", url=URL)
    put(person, "two", url=URL)
    bad = put(person, "bad", text=GOOD.format(title="x", url=URL + "x").replace("kind", "kimd"))
    filed = put(
        person, "filed", text=GOOD.format(title="y", url=URL + "y").replace("topics", 'file = "no.pdf"\ntopics')
    )

    everything = call("resources", "check", "--config", person.config)
    named = call("resources", "check", bad, "/no/such.md", "--config", person.config)

    assert (everything.code, named.code) == (65, 65)
    assert f'{bad}:2:1: unknown key "kimd"; did you mean "kind"?' in everything.err
    assert f"{filed}:1:1: no.pdf is not in the folder of resources" in everything.err
    assert "two.md:1:1: it has the same link as" in everything.err
    assert everything.out == "4 resources checked, 4 faults.\n"
    assert named.err.splitlines()[-1] == "mailfollow: /no/such.md:1:1: it cannot be read (No such file or directory)."


def test_dead_links_are_found_remembered_and_forgiven(looked: Person, call: Call) -> None:
    """Scenario 102: what leads nowhere is not offered until a later check finds it alive."""
    answers = {
        "/fine": (200, ""),
        "/gone": (404, ""),
        "HEAD /no-head": (405, ""),
        "GET /no-head": (200, ""),
        "HEAD /mute": (0, ""),
        "GET /mute": (200, ""),
        "/moved": (301, "/fine"),
        "/round": (302, "/round"),
        "/away": (302, "ftp://weber.example/x"),
        "/wild": (302, "http://[::1"),
        "/accents": (302, "/caf\u00c3\u00a9"),  # UTF-8, as the server's latin-1 sends it
        "/caf%C3%A9": (200, ""),
        "/broken": (503, ""),
        "/closed": (403, ""),
    }
    with web(answers) as server:
        for path in {key.split()[-1] for key in answers} - {"/caf%C3%A9"}:
            put(looked, path.strip("/"), url=server.url(path))
        outcome = call("resources", "check", "--links", "--config", looked.config)
        said = {
            line.rpartition("/")[2].partition(": ")[0]: line.partition(": ")[2] for line in outcome.out.splitlines()
        }

        assert outcome.code == 65
        assert said["fine"] == said["no-head"] == said["mute"] == said["moved"] == said["accents"] == "it is there"
        assert said["gone"] == "the server answers 404"
        assert said["round"] == "it leads on and on, more than 5 times"
        assert said["away"] == said["wild"] == "it leads to something that is no page of the web"
        assert "could not be told" in said["broken"]
        assert "could not be told" in said["closed"]
        assert outcome.out.endswith("11 links tried, 4 dead.\n")
        assert server.asked.count("HEAD /round") == 6
        assert "GET /fine" not in server.asked

    rows = {row["name"]: row for row in call("resources", "list", "--json", "--config", looked.config).json}
    assert [name for name, row in rows.items() if row["link_problem"]] == ["away", "gone", "round", "wild"]
    assert "LINK DEAD: the server answers 404" in call("resources", "list", "--config", looked.config).out

    with web({"/gone": (200, "")}) as again:
        put(looked, "gone", url=again.url("/gone"))
        for name in rows.keys() - {"gone"}:
            (looked.folder / "resources" / f"{name}.md").unlink()
        assert call("resources", "check", "--links", "--config", looked.config).code == 0
    (row,) = call("resources", "list", "--json", "--config", looked.config).json
    assert row["link_problem"] is None
    assert row["link_tried_at"]


def test_a_machine_that_is_offline_condemns_nothing(looked: Person, call: Call) -> None:
    """Not knowing is not "dead": where no server answers at all, nothing is remembered."""
    with web({}) as server:
        pass
    put(looked, "one", url=server.url("/one"))

    outcome = call("resources", "check", "--links", "--config", looked.config)

    assert outcome.code == 69
    assert outcome.sentence == "No link could be tried: is this machine online? Nothing was changed."
    (row,) = call("resources", "list", "--json", "--config", looked.config).json
    assert row["link_tried_at"] is None


def test_before_the_first_pass_links_are_tried_and_not_remembered(person: Person, call: Call) -> None:
    """Nothing is made that a pass would have to make."""
    with web({"/one": (200, "")}) as server:
        put(person, "one", url=server.url("/one"))
        outcome = call("resources", "check", "--links", "--config", person.config)

    assert outcome.code == 0
    assert "not remembered" in outcome.out
    assert not person.state.exists()


def test_without_being_asked_nothing_is_tried(looked: Person, call: Call) -> None:
    with web({"/one": (200, "")}) as server:
        put(looked, "one", url=server.url("/one"))
        for words in (["resources", "check"], ["resources", "list"], ["check"], ["status"], ["once"]):
            call(*words, "--config", looked.config)

        assert server.asked == []


def test_what_tries_links_is_never_loaded_by_the_daemon(person: Person) -> None:
    """Nor is anything that speaks HTTP, by any command but that one."""
    code = "import sys, mailfollow.cli.run, mailfollow.cli.once, mailfollow.daemon; print(*sys.modules)"

    outcome = process([sys.executable, "-c", code], person.folder)

    loaded = set(outcome.out.split())
    assert "mailfollow.daemon" in loaded
    assert not {name for name in loaded if name.startswith("mailfollow.cli.resources")}
    assert "http.client" not in loaded


def test_status_says_for_what_nothing_is_left_to_offer(looked: Person, call: Call) -> None:
    """By topic and id, if there is any resource at all; a proposal that one fits is not named."""
    assert call("status", "--json", "--config", looked.config).json["nothing_to_offer"] == []
    put(looked, "one")

    told = call("status", "--json", "--config", looked.config).json
    shown = call("status", "--config", looked.config).out

    followed = {row["id"] for row in told["threads"] if row["state"] in {"waiting", "drafted"}}
    topics = {row["topic"]: row["id"] for row in told["nothing_to_offer"]}
    assert set(topics.values()) < followed
    assert "new website" not in topics
    flat = " ".join(shown.split())
    assert all(f"“{topic}” ({name})" in flat for topic, name in topics.items())
    assert "No resource is left to offer for" in flat


def test_the_doctor_counts_resources_and_names_what_is_wrong(person: Person, call: Call) -> None:
    put(person, "one")
    put(person, "bad", title=" ")

    told = call("check", "--json", "--config", person.config)

    assert told.code == 65
    assert told.json["resources"]["count"] == 1
    assert "title is missing" in told.json["resources"]["problems"][0]
