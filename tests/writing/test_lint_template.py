"""The linter on templates: what it can tell before anybody's facts are put in."""

import pytest

from mailfollow.writing.lint import lint_template, show
from tests.writing.made_up import template

END = "\n\nWhich one suits you?\n\n{{ sign_off }}\n"


def faults(body, **front):
    return lint_template(template("{{ greeting }}\n\n" + body + END, **front))


def shown(body, **front):
    return [show(fault, "en/x.txt.j2") for fault in faults(body, **front)]


def test_a_good_template_has_no_fault():
    assert (
        faults("Here are {{ pick('two', 'three') }} ways{% if proposal.topic %} for {{ proposal.topic }}{% endif %}.")
        == []
    )


def test_an_unknown_fact_is_named_with_its_place_and_what_was_meant():
    assert shown("A page.\n{{ proposal.topik }}") == [
        'en/x.txt.j2:7:4: [unknown-fact] there is no fact "proposal.topik"; did you mean "proposal.topic"?'
    ]
    assert shown("{{ compani }}")[0].endswith('did you mean "company"?')
    assert [fault.rule for fault in faults("{{ proposal.topic.real }}")] == ["unknown-fact"]


@pytest.mark.parametrize(
    ("body", "front"),
    [
        ("{{ proposal.topic }}", {}),
        ("{% if company %}{{ proposal.topic }}{% endif %}", {}),
        ("{% if proposal.topic %}x{% else %}{{ proposal.topic }}{% endif %}", {}),
        ("{% if proposal.topic or company %}{{ proposal.topic }}{% endif %}", {}),
        ("{% if not proposal.topic %}{{ proposal.topic }}{% endif %}", {}),
        ("{{ proposal.topic if company else 'it' }}", {}),
        ("{{ pick('a', proposal.topic) }}", {}),
        ("{{ proposal.topic | quoted }}", {"needs": ["proposal.number"]}),
    ],
)
def test_a_fact_that_may_be_unknown_has_to_be_asked_for(body, front):
    """Scenario 94."""
    found = faults(body, **front)

    assert [fault.rule for fault in found] == ["unsure-fact"]
    assert found[0].hint.startswith("add it to needs, or put the sentence into {% if proposal.topic %}")


@pytest.mark.parametrize(
    ("body", "front"),
    [
        ("{{ proposal.topic }}", {"needs": ["proposal.topic"]}),
        ("{% if proposal.topic %}{{ proposal.topic }}{% endif %}", {}),
        (
            "{% if proposal.amount and proposal.currency %}{{ proposal.amount | money(proposal.currency) }}{% endif %}",
            {},
        ),
        ("{% if company %}x{% elif proposal.topic %}{{ proposal.topic }}{% endif %}", {}),
        ("{{ proposal.topic or 'it' }}", {}),
        ("{{ proposal.topic | default('it', true) }}", {}),
        ("{{ proposal.topic if proposal.topic else 'it' }}", {}),
        ("{{ proposal.sent_on | day }}", {}),
        ("{% set it = 'this' %}{{ it }}", {}),
        ("{% for word in ['a', 'b'] %}{{ word }}{{ loop.index }}{% endfor %}", {}),
        ("{% if promise.on and promise.on < today %}{{ promise.on | day }}{% endif %}", {}),
    ],
)
def test_a_fact_that_is_needed_or_asked_for_is_sure(body, front):
    assert faults(body, **front) == []


def test_worn_out_words_are_found_where_they_stand_in_the_file_also_in_pick():
    """Scenario 99."""
    assert shown("A page.\n{{ pick('touching base', 'a') }}") == [
        'en/x.txt.j2:7:10: [banned-phrase] "touching base" is worn out; say what is in it for the reader instead'
    ]
    assert {fault.rule for fault in faults("BUY THESE THINGS!! act now")} == {"exclamation", "shouting", "spam-word"}


def test_a_comment_is_not_read():
    assert faults("{# never say: just checking in!! #}A page.") == []


def test_a_text_that_gets_too_long_or_asks_twice_is_found_by_trying():
    assert [fault.rule for fault in faults("word " * 120)] == ["too-long"]
    assert {fault.rule for fault in faults("Who? ")} == {"many-asks"}
    found = faults("{% if company %}Who is it at {{ company }}?{% endif %}")
    assert [(fault.rule, fault.line) for fault in found] == [("many-asks", 8)]
    assert found[0].sentence.startswith("with every fact known: ")


def test_each_wording_of_a_pick_is_tried():
    found = faults("{{ pick('A page.', 'Shall I?', 'Another.') }}")

    assert {fault.rule for fault in found} == {"many-asks"}


def test_a_template_that_cannot_be_rendered_is_named_with_its_line():
    found = shown("A page.\n\n{{ slots[0] | slot }}")

    assert len(found) == 1
    assert "[does-not-render] templates/en/x.txt.j2:8:1: this filter takes a time" in found[0]
    assert found[0].endswith("it was tried with only the needed facts known")


def test_the_file_is_named_for_its_angle():
    assert [fault.rule for fault in faults("A page.", angle="other")] == ["file-name"]
    assert lint_template(template("A page." + END, "en/x-second", angle="x")) == []


def test_another_limit_of_words_is_respected():
    short = template("One two three." + END)

    assert lint_template(short, limit=20) == []
    assert {fault.rule for fault in lint_template(short, limit=8)} == {"too-long"}


@pytest.mark.parametrize(
    ("body", "places"),
    [
        ("{{ company }} or {{ company }}", [(6, 4), (6, 21)]),
        ("{% if company %}{{ company }}{% endif %} {{ company }}", [(6, 45)]),
        ("company: {{ company }}", [(6, 13)]),
        ("{{ pick('company', company) }}", [(6, 20)]),
        ("{{ company if company else company }}", [(6, 28)]),
        ("{{ compani }}{{ proposal.topik }}{{ compani }}", [(6, 4), (6, 17), (6, 37)]),
        ("{# company #}{{ company }}", [(6, 17)]),
        ("{{ pick('a',\n  company,\n  company) }}", [(7, 3), (8, 3)]),
        ("{{ proposal.topic }} {{ proposal . topic }}", [(6, 4), (6, 25)]),
    ],
)
def test_a_fact_is_told_at_its_column_also_where_the_line_names_it_again(body, places):
    assert [(fault.line, fault.column) for fault in faults(body)] == places


@pytest.mark.parametrize(
    "body",
    ["{{ resource.title }}", "{{ resource.pitch }}", "{{ pick(resource.title, resource.pitch) | quoted }}",
     "{% if resource.url %}See {{ resource.url }}{% else %}See {{ resource.attached }}{% endif %}"],
)  # fmt: skip
def test_an_offer_is_named_by_title_pitch_address_or_file(body):
    found = faults(body, resource="any")

    assert [fault for fault in found if fault.rule == "no-offer"] == []


@pytest.mark.parametrize(
    ("body", "front"),
    [
        ("A page.", {"resource": "any"}),
        ("A {{ resource.kind }}.", {"resource": "case-study"}),
        ("{{ pick(resource.title, 'a page') }}", {"resource": "any"}),
        ("{% if resource.url %}{{ resource.url }}{% endif %}", {"resource": "any"}),
        ("{% if company %}{{ resource.title }}{% endif %}", {"resource": "any"}),
        ("{{ resource.title }}", {"needs": ["resource.title"]}),
    ],
)
def test_an_offer_that_some_reader_would_not_learn_of_is_a_fault(body, front):
    assert [fault.rule for fault in faults(body, **front)] == ["no-offer"]


def test_a_fact_of_a_resource_is_made_sure_by_offering_one():
    (found,) = faults("{{ resource.title }}")

    assert found.rule == "unsure-fact"
    assert found.hint.startswith('write resource = "any" into the front matter, or')
