"""Choosing: what fits, never twice, varied between threads and steady within one, and explained."""

from dataclasses import replace

import pytest

from mailfollow.model import Offer, Resource, Used
from mailfollow.writing.choice.rank import Occasion, rank, unfit, why_not
from tests.writing.made_up import good, known


def occasion(language="en", touch=1, when="waiting", used=Used(), **fields):
    return Occasion(language, touch, when, known(**fields), used)


def offer(name, kind="case-study", matched=("pumps", "maintenance")):
    return Offer(Resource(name, kind, f"The story of {name}", "Two pages on what it took."), matched)


def names(choices):
    return [choice.template.name for choice in choices]


TEN = [good(f"en/angle-{letter}") for letter in "abcdefghij"]


@pytest.mark.parametrize(
    ("front", "where", "why"),
    [
        ({}, {}, None),
        ({}, {"language": "en-GB"}, None),
        ({}, {"language": "de"}, "are in another language"),
        ({"touches": [2]}, {}, "are for other touches"),
        ({"touches": [2]}, {"touch": 2}, None),
        ({"when": ["lapsed"]}, {}, "are for another situation"),
        ({"when": ["lapsed"]}, {"when": "lapsed"}, None),
        ({"when": ["waiting"]}, {"when": "lapsed"}, None),
        ({"when": ["waiting"]}, {"when": "declined"}, "are for another situation"),
        ({"needs": ["proposal.topic"]}, {"topic": None}, "need proposal.topic, which is unknown here"),
        ({"needs": ["slots"]}, {}, "need slots, which is unknown here"),
        ({"needs": ["proposal.topic"]}, {}, None),
        ({"resource": "case-study"}, {}, "offer a case-study, and there is none that fits and that they have not had"),
        ({}, {"used": Used(angles=frozenset({"x"}))}, "were used for this person or company"),
        ({}, {"used": Used(templates=frozenset({"en/x"}))}, "were used for this person or company"),
    ],
)
def test_a_template_fits_or_there_is_a_reason(front, where, why):
    """Scenario 94: a mandatory fact that is missing. Scenario 101: what was used is not used again."""
    assert unfit(good("en/x", **front), occasion(**where)) == why


def test_another_variant_of_a_used_angle_is_not_chosen():
    variant = good("en/x-second", angle="x")

    assert unfit(variant, occasion(used=Used(angles=frozenset({"x"})))) == "were used for this person or company"


def test_what_is_made_for_the_situation_comes_before_ordinary_texts():
    closing = good("en/closing", when=["closing"])

    ranked = rank([*TEN, closing], occasion(when="closing"), "s")

    assert names(ranked)[0] == "en/closing"
    assert len(ranked) == 11
    assert 'made for "closing"' in ranked[0].why
    assert 'as those for "closing" are used up' in ranked[1].why


def test_the_least_used_lately_comes_first():
    lately = dict.fromkeys(names(rank(TEN, occasion(), "s"))[:9], 3)

    ranked = rank(TEN, occasion(used=Used(lately=lately)), "s")

    assert ranked[0].template.name not in lately
    assert "; not used in the last 90 days" in ranked[0].why
    assert "; used 3 times in the last 90 days" in ranked[1].why


def test_the_order_is_steady_in_one_thread_and_varies_between_threads():
    """Scenario 105."""
    first = {names(rank(TEN, occasion(), f"t{number}/0/1"))[0] for number in range(60)}

    assert names(rank(TEN, occasion(), "t1")) == names(rank(list(reversed(TEN)), occasion(), "t1"))
    assert len(first) > 7


def test_why_not_counts_reasons_within_the_language():
    """Scenario 100."""
    templates = [*TEN, good("en/later", touches=[5]), good("de/anders")]
    used = Used(angles=frozenset(template.angle for template in TEN))

    assert why_not(templates, occasion(used=used)) == {
        "were used for this person or company": 10,
        "are for other touches": 1,
    }


def test_a_resource_that_fits_is_offered_first_and_the_reason_names_its_words():
    """Scenario 101."""
    case = good("en/relevant-case", resource="case-study")
    where = replace(occasion(), offers=(offer("pump-care"), offer("second")))

    (first, second, *_) = rank([*TEN, case], where, "s")

    assert (first.template.name, first.offer.resource.name) == ("en/relevant-case", "pump-care")
    assert "; resource pump-care matches 'pumps, maintenance';" in first.why
    assert second.offer is None


def test_a_resource_they_were_offered_is_passed_over_for_the_next():
    """Scenario 101."""
    case = good("en/relevant-case", resource="case-study")
    where = replace(occasion(used=Used(resources=frozenset({"pump-care"}))), offers=(offer("pump-care"), offer("b")))

    assert rank([case], where, "s")[0].offer.resource.name == "b"
    none_left = replace(where, offers=(offer("pump-care"),))
    assert unfit(case, none_left) == "offer a case-study, and there is none that fits and that they have not had"


def test_a_template_gets_the_kind_that_it_offers():
    where = replace(occasion(), offers=(offer("tips", "article"), offer("pump-care")))

    assert rank([good("en/x", resource="case-study")], where, "s")[0].offer.resource.name == "pump-care"
    assert rank([good("en/x", resource="any")], where, "s")[0].offer.resource.name == "tips"
    assert "offer a checklist" in unfit(good("en/x", resource="checklist"), where)


def test_two_texts_in_a_row_do_not_both_offer_something_where_there_is_another():
    case = good("en/relevant-case", resource="case-study")
    where = replace(occasion(used=Used(offered_last=True)), offers=(offer("pump-care"),))

    assert rank([*TEN, case], where, "s")[0].offer is None
    assert rank([case], where, "s")[0].offer is not None


def test_a_template_may_need_a_link():
    case = good("en/relevant-case", resource="case-study", needs=["resource.url"])

    assert unfit(case, replace(occasion(), offers=(offer("pump-care"),))) == (
        "need resource.url, which is unknown here"
    )
