"""From a due touch to a text, or to a reason why there is none."""

from dataclasses import replace
from datetime import date

import pytest

from mailfollow.model import Address, DraftPolicy, Refused, Used
from mailfollow.writing import Told, Written
from tests.writing.made_up import ANNA, OFFER, TOM, due, good, message, shipped, template, thread, written

TEN = [good(f"en/angle-{letter}") for letter in "abcdefghij"]


def test_a_text_is_written_with_its_template_angle_and_reason():
    found = written(TEN)

    assert isinstance(found, Written)
    assert found.text.startswith("Hello Anna,\n\n")
    assert found.text.endswith("\n\nBest regards,\nJonas")
    assert (found.template, found.language) == (f"en/{found.angle}", "en")
    assert found.why.startswith(f'angle "{found.angle}" is new to this person and company; fits touch 1')


def test_the_same_thread_gets_the_same_text_every_time():
    """Scenario 105."""
    assert written(shipped()) == written(list(reversed(shipped())))


def test_two_people_at_one_company_get_different_texts():
    """Scenarios 101 and 105. What one had, the company had; and even unaware of each other, threads vary."""
    templates = shipped()
    first = written(templates, thread("t1"))
    had = Used(angles=frozenset({first.angle}), templates=frozenset({first.template}), texts=(first.text,))

    for number in range(2, 30):
        second = written(templates, thread(f"t{number}"), proposal=message(to=(TOM,)), used=had)
        assert second.angle != first.angle
        assert second.text != first.text


def test_a_text_with_a_fault_is_not_written_and_the_next_is_taken():
    bad = [good(f"en/bad-{letter}", "just checking in") for letter in "abcdefgh"]

    assert written([*bad, good("en/fine")]).template == "en/fine"


def test_a_text_that_was_said_already_is_not_written():
    said = written([good("en/one")]).text

    assert written([good("en/one"), good("en/two")], used=Used(texts=(said,))).template == "en/two"
    refused = written([good("en/one")], used=Used(texts=(said,)))
    assert "en/one: 100% the same as a text they had" in refused.why


def test_a_template_that_fails_is_passed_over_and_named():
    broken = template("{{ greeting }} {{ slots[7] | slot }}?", "en/broken")

    assert written([broken, good("en/fine")]).template == "en/fine"
    assert "templates/en/broken.txt.j2:4:1: this filter takes a time" in written([broken]).why


def test_with_everything_used_the_refusal_says_what_to_add():
    """Scenario 100."""
    used = Used(angles=frozenset(each.angle for each in TEN))

    refused = written([*TEN, good("en/later", touches=[5]), good("en/slots", needs=["slots"])], used=used)

    assert refused == Refused(
        'no English template is left for touch 1 ("waiting"): 10 were used for this person or company, '
        "1 are for other touches, 1 need slots, which is unknown here; "
        "add one with a new angle to templates/en, or write this one yourself"
    )


def test_without_a_fact_that_is_needed_there_is_no_text():
    """Scenario 94."""
    nameless = replace(OFFER, topic=None)

    refused = written([good("en/x", needs=["proposal.topic"])], proposal=message(proposal=nameless))

    assert "1 need proposal.topic, which is unknown here" in refused.why


@pytest.mark.parametrize(
    ("name", "greeting"), [("", "Hello,"), ("Acme GmbH", "Hello,"), ("Berger, Anna", "Hello Anna,")]
)
def test_an_unknown_name_leaves_no_hole(name, greeting):
    """Scenario 94."""
    found = written(TEN, proposal=message(to=(Address(name, ANNA.address),)))

    assert found.text.split("\n")[0] == greeting


def test_the_proposals_greeting_is_kept_until_its_reader_is_gone():
    offer = replace(OFFER, greeting_name="Ms Berger")
    both = message(to=(ANNA, TOM), proposal=offer)

    assert written(TEN, proposal=both).text.startswith("Hello Ms Berger,")
    assert written(TEN, thread(failed=frozenset({ANNA.address})), proposal=both).text.startswith("Hello Tom,")


def test_nobody_to_write_to_means_no_text():
    """Scenario 32."""
    refused = written(TEN, proposal=message(to=(Address("", "noreply@acme.example"),)))

    assert "which no person reads" in refused.why


def test_a_language_without_templates_is_explained():
    """Scenario 103."""
    refused = written(TEN, proposal=message(language="de"))

    assert refused == Refused(
        "the proposal is in German and there are no templates in it; put some into templates/de, "
        "or allow another language for such threads with fallback = true under [draft]"
    )


def test_another_language_is_taken_only_where_that_is_allowed_and_it_is_said():
    """Scenario 103."""
    found = written(TEN, proposal=message(language="de"), policy=DraftPolicy(fallback=True))

    assert found.language == "en"
    assert found.why.endswith("; there are no templates in German, so it is in English")


def test_a_language_that_mailfollow_does_not_know_is_named():
    """Scenario 103."""
    assert 'the proposal is in "pl", which mailfollow cannot write' in written(TEN, proposal=message(language="pl")).why
    assert written(TEN, proposal=message(language="pl"), policy=DraftPolicy(fallback=True)).language == "en"


def test_an_unknown_language_is_the_configured_one():
    found = written(TEN, proposal=message(language=None))

    assert found.why.endswith("; the proposal's language could not be told, so it is in English")


def test_a_used_up_language_is_not_replaced_by_another():
    """Scenario 103: German templates there are, so English ones are no answer to their being used up."""
    german = good("de/x")
    policy = DraftPolicy(fallback=True)

    refused = written(
        [*TEN, german], proposal=message(language="de"), policy=policy, used=Used(angles=frozenset({"x"}))
    )

    assert refused.why.startswith("no German template is left")


def test_a_german_text_greets_and_signs_as_germans_do():
    found = written([good("de/x")], proposal=message(language="de-AT"))

    assert found.text.startswith("Guten Tag Anna Berger,\n")
    assert found.text.endswith("\nViele Grüße\nJonas Weber")


@pytest.mark.parametrize(
    ("own_text", "configured", "said"),
    [
        ("Hallo Anna,\n\nwie besprochen bekommst du das Angebot.", False, "Passt dir"),
        ("Guten Tag Frau Berger,\n\nanbei erhalten Sie das Angebot.", True, "Passt Ihnen"),
        ("Hallo Anna,\n\nanbei das Angebot.", True, "Passt dir"),
        ("Hallo Anna,\n\nanbei das Angebot.", False, "Passt Ihnen"),
    ],
)
def test_people_are_addressed_as_in_the_proposal(own_text, configured, said):
    """Only where that says neither du nor Sie, the configuration decides."""
    body = '{{ greeting }}\n\n{{ you("Passt Ihnen", "Passt dir") }} Dienstag?\n\n{{ sign_off }}'
    policy = DraftPolicy(familiar=configured)
    proposal = message(language="de", own_text=own_text)

    assert said in written([template(body, "de/plan")], proposal=proposal, policy=policy).text


def test_the_limit_of_words_is_the_configured_one():
    assert isinstance(written(TEN, policy=DraftPolicy(words=10)), Refused)


def test_the_date_they_named_is_named_again():
    """Scenario 74."""
    told = Told(their_words="please try again in June", their_date=date(2025, 6, 2))
    asked = [each for each in shipped() if each.name == "en/as-you-asked"]

    assert "2 June, " in written(asked, decision=due(2, "asked-to-wait"), told=told).text
    told = replace(told, their_date=None)
    assert 'You wrote "please try again in June"' in written(asked, decision=due(2, "asked-to-wait"), told=told).text


def test_a_promise_is_named_with_its_day():
    """A promised day sets the first touch and is named in it."""
    offer = replace(OFFER, promise=date(2025, 5, 20))

    found = written(shipped(), decision=due(1, "promised"), proposal=message(proposal=offer))

    assert "Tuesday, 20 May" in found.text


@pytest.mark.parametrize("when", ["expiring", "lapsed"])
def test_validity_is_named_with_its_day(when):
    """Scenario 88: after the terms lapsed, nothing says that they still hold."""
    found = written(shipped(), decision=due(3, when))

    assert "30 June" in found.text
    if when == "lapsed":
        assert "hold until 30" not in found.text
        assert "valid until" not in found.text


def test_days_are_those_of_the_account():
    late = message().at.replace(hour=23)
    found = written([good("en/x", "{{ proposal.sent_on | day }}")], thread(proposed_at=late), proposal=message(at=late))

    assert "13 May" in found.text


def test_a_text_that_begins_like_one_they_had_is_not_written():
    said = "Hello Anna,\n\nThree ways to begin are on the table, and each has its price. Which one?\n\nJonas"
    again = "{{ greeting }}\n\nThree ways to begin with something else altogether. Shall we?\n\n{{ sign_off }}"
    used = Used(texts=(said,))

    assert written([template(again, "en/again"), good("en/fine")], used=used).template == "en/fine"
    assert "en/again: it begins like a text they had" in written([template(again, "en/again")], used=used).why
