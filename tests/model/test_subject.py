"""Base subjects: what is left once all that mail clients and gateways put before a subject is gone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailfollow.model.subject import FORWARDS, REPLIES, base_subject, matter

PREFIXED = [
    "Re: Your new website",
    "RE: Your new website",
    "re:Your new website",
    "Re : Your new website",
    "Re\u00a0: Your new website",
    "AW: Your new website",
    "Antw: Your new website",
    "SV: Your new website",
    "VS: Your new website",
    "TR: Your new website",
    "WG: Your new website",
    "RV: Your new website",
    "Res: Your new website",
    "R: Your new website",
    "回复: Your new website",
    "回复：Your new website",
    "Fwd: Your new website",
    "FW: Your new website",
    "Re[2]: Your new website",
    "Re(3): Your new website",
    "Re^2: Your new website",
    "Re: AW: Re: Fwd: Your new website",
    "[EXTERNAL] Re: Your new website",
    "Re: [EXT] Your new website",
    "EXTERNAL: RE: Your new website",
    "***SPAM*** Re: Your new website",
    "{External} Re: Your new website",
    "<External> RE: Your new website",
    "Correo externo: RE: Your new website",
    "Externe : TR : Your new website",
    "[list-name] Re: [list-name] Your new website",
    "Re: Your   new\r\n website",
    "Your new website (fwd)",
    "[Fwd: Your new website]",
    "Re: [Fwd: Re: Your new website (Fwd)]",
]


@pytest.mark.parametrize("subject", PREFIXED)
def test_prefixes_of_all_languages_and_gateway_tags_come_off(subject):
    """Scenario 49."""
    assert base_subject(subject) == ("Your new website", True)


@pytest.mark.parametrize("pattern", ["{}: Angebot", "{}:Angebot", "{} : Angebot"])
def test_every_listed_prefix_is_taken_off_in_any_case(pattern):
    """Scenario 49. The list itself has no entry that does not work."""
    for prefix in REPLIES + FORWARDS:
        assert base_subject(pattern.format(prefix)) == ("Angebot", True)
        assert base_subject(pattern.format(prefix.upper())) == ("Angebot", True)


@pytest.mark.parametrize(
    "subject",
    [
        "Your new website",
        "Regarding: the offer",
        "Release: 2.0",
        "i18n: an offer",
        "R2: the room",
        "Rescue: plan B",
        "Foreword: to the reader",
        "A re: in the middle",
        "[Website]",
        "Offer 12: garden",
    ],
)
def test_a_subject_that_only_looks_similar_stays_whole(subject):
    """A word that begins like a prefix is part of the subject."""
    assert base_subject(subject) == (subject, False)


def test_a_gateway_tag_alone_does_not_make_it_a_reply():
    """Only reply and forward marks do."""
    assert base_subject("[EXTERNAL] Offer") == ("Offer", False)


def test_a_subject_of_nothing_but_prefixes_is_empty():
    """RFC 5256 allows an empty base subject; nothing may be matched by it."""
    assert base_subject("Re: Fwd: ") == ("", True)
    assert base_subject("") == ("", False)


def test_two_subjects_on_one_matter_are_equal_whatever_a_client_made_of_the_signs():
    """Scenario 49. Dashes, quotes, wide letters and spaces change; words do not."""
    subjects = ["Re: Angebot – „Website“", 'AW:angebot - "WEBSITE"', "回复：Angebot  Ｗebsite", "Angebot: Website!"]

    assert {matter(subject) for subject in subjects} == {"angebot website"}
    assert matter("Re: ???") == "???"
    assert matter("Re: ") == ""


def test_case_of_the_subject_itself_is_kept():
    """Folding is the caller's, so that a draft's subject can be made from it."""
    assert base_subject("RE: Angebot für ACME")[0] == "Angebot für ACME"


@given(st.text(max_size=200))
def test_taking_off_prefixes_twice_changes_nothing_more(subject):
    """A base subject is its own base subject."""
    base, _ = base_subject(subject)

    assert base_subject(base) == (base, False)


@given(st.lists(st.sampled_from(["Re: ", "AW:", "[EXT] ", "Fwd: ", "SV : "]), max_size=6))
def test_any_stack_of_prefixes_leads_to_the_same_base(prefixes):
    """Scenario 49. However often a thread went back and forth between clients."""
    assert base_subject("".join(prefixes) + "Offer for ACME")[0] == "Offer for ACME"
