"""Which resources fit a proposal: what a person would send along, and nothing absurd."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailfollow.model import Resource
from mailfollow.store.shelf import MOST_TEXT, matching
from mailfollow.writing.resource.matter import stem
from tests.benchmarks.resources import cases, many, shelf


def about(*topics: str, name: str = "one", title: str = "Title", pitch: str = "Pitch.") -> Resource:
    return Resource(name, "guide", title, pitch, "https://hale-studio.example/one", topics=topics)


def found(resources: tuple[Resource, ...], heading: str, text: str = "", language: str = "en") -> list[str]:
    return [offer.resource.name for offer in matching(resources, heading, text, language)]


PUMPS = (about("pumps", "heat exchanger"),)


@pytest.mark.parametrize("kind", ["proposal", "trap"])
def test_thirty_proposals_get_what_a_person_would_pick(kind: str) -> None:
    """The shelf of the benchmark: nothing absurd, and at most three otherwise than a person."""
    verdicts = Counter(case.verdict for case in cases(kind))

    assert verdicts["absurd"] == 0
    assert verdicts["right"] >= 27
    assert verdicts.total() == 30


@pytest.mark.parametrize(
    ("heading", "text", "fits"),
    [
        ("Offer: pump", "", True),
        ("PUMPS", "", True),
        ("Our offer", "Two pumps. A third pump.", True),
        ("Our offer", "We came past your pumps.", False),
        ("Our offer", "Pumpkins. More pumpkins.", False),
        ("Heat exchangers", "", True),
        ("Heat", "", False),
        ("Our offer", "The exchanger gives off heat. Heat comes from the exchanger.", True),
        ("Our offer", "It gives off heat. The exchanger is new. Heat is lost. The exchanger is old.", False),
        ("", "", False),
    ],
)
def test_a_resource_fits_by_a_topic_that_the_proposal_is_about(heading: str, text: str, fits: bool) -> None:
    """In the heading, or in two sentences; all words of a topic in one of them."""
    assert found(PUMPS, heading, text) == (["one"] if fits else [])


def test_what_is_longer_than_any_word_is_not_taken_apart() -> None:
    """A key or a picture's code in a proposal: nothing of it is kept, as each of its pieces would be."""
    stem.cache_clear()

    assert found(PUMPS, "Pumps", "ab3f" * (MOST_TEXT // 4), "de") == ["one"]
    assert stem.cache_info().currsize < 10


def test_title_and_pitch_order_but_never_suffice() -> None:
    """They are words for the reader, not for us."""
    first, second = about("pumps", name="a"), about("pumps", name="b", title="Centrifugal pumps in dairies")

    assert found((first, second), "Centrifugal pumps for your dairy") == ["b", "a"]
    assert found((about("boats", title="Pumps", pitch="Pumps."),), "Pumps", "Pumps. Pumps.") == []


def test_what_was_matched_is_told_in_the_persons_own_words() -> None:
    (offer,) = matching(PUMPS, "Heat exchanger", "With a pump.", "en")

    assert offer.matched == ("heat exchanger", "pumps")


def test_what_is_done_to_anything_is_not_enough() -> None:
    """Maintenance of lawns is no matter for a resource on pumps; of pumps it is, and two activities say enough."""
    one = (about("pumps", "maintenance", "training"),)

    assert found(one, "Maintenance of your lawns", "Maintenance. Maintenance.") == []
    assert found(one, "Maintenance of your pumps") == ["one"]
    assert found(one, "Maintenance, and a training for your people") == ["one"]
    assert found((about("staff training"),), "Staff trainings") == ["one"]
    assert found((about("IT security"),), "Security guards, it is") == []
    assert found((about("IT security"),), "Security of your IT") == ["one"]


@pytest.mark.parametrize(
    ("language", "heading", "topic", "fits"),
    [
        ("de", "Gasheizung", "Heizungen", True),
        ("de", "Pumpenwartung", "Pumpen", True),
        ("de", "Druckluftkompressor", "Druckluft", True),
        ("nl", "Waterpompen", "pomp", False),
        ("nl", "Warmtepompinstallatie", "warmtepomp", True),
        ("de", "Dächer", "Dach", True),
        ("de", "Krankenhaus", "Kran", False),
        ("de", "Datenbank", "Bank", False),
        ("en", "Commercial kitchen", "e-commerce", False),
        ("en", "Hospitality", "hospital", False),
        ("fr", "Nos chaudieres", "chaudière", True),
        ("es", "Instalación de bombas", "bomba", True),
    ],
)
def test_plurals_accents_and_compounds(language: str, heading: str, topic: str, fits: bool) -> None:
    """Compounds are taken apart only in languages that make them."""
    assert found((about(topic),), heading, language=language) == (["one"] if fits else [])


@pytest.mark.parametrize(
    "text",
    [
        'pumps" OR topics:',
        "pumps NEAR(",
        "pumps*",
        "^pumps",
        "pumps AND NOT",
        "{pumps} : x",
        "pumps'--",
        "pu\0mps pumps",
    ],
)
def test_nothing_of_a_mail_is_a_query(text: str) -> None:
    """What has a meaning in FTS5 is left out or is a word like any other."""
    assert found(PUMPS, text) == ["one"]


@given(st.text(max_size=300), st.text(max_size=300), st.sampled_from(["en", "de", None]))
def test_any_text_can_be_asked_for(heading: str, text: str, language: str | None) -> None:
    """Neither an error nor an answer that depends on anything else."""
    assert matching(PUMPS, heading, text, language) == matching(PUMPS, heading, text, language)


def test_a_very_long_proposal_is_looked_at_as_far_as_it_says_what_it_is_about() -> None:
    """And as many different words as there may be do not overtax the search."""
    words = " ".join(f"w{n}." for n in range(20_000))

    assert found(PUMPS, "Offer", f"Pumps. Pumps. {words}") == ["one"]
    assert found(PUMPS, "Offer", " " * MOST_TEXT + "Pumps. Pumps.") == []
    assert found(PUMPS, "Pumps " + words) == ["one"]


def test_of_many_the_fitting_ones_are_found() -> None:
    """Five thousand, each with a topic of its own."""
    large = many(shelf())

    assert found(large, "Offer on matter4711 and topic4711")[0].endswith("-4711")


def test_without_resources_nothing_is_found() -> None:
    assert found((), "Pumps") == []
