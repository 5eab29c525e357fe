"""Rendering: what a template may do, and where it is stopped."""

from datetime import UTC, date, datetime

import pytest

from mailfollow.errors import DataError
from mailfollow.writing.template.filters import FILTERS
from mailfollow.writing.template.render import render
from mailfollow.writing.template.sandbox import MOST_STEPS
from tests.writing.made_up import known, template


def rendered(body, seed="s", **fields):
    return render(template(body), known(**fields), seed)


def refusal(body, **fields):
    with pytest.raises(DataError) as caught:
        rendered(body, **fields)
    return str(caught.value)


def test_facts_and_filters_are_put_in():
    text = rendered("{{ greeting }}\n\n{{ proposal.topic | quoted }}, {{ proposal.sent_on | day }}\n\n{{ sign_off }}\n")

    assert text == 'Hello Anna,\n\n"Website relaunch", 12 May\n\nBest regards,\nJonas'


def test_what_is_left_out_leaves_no_trace():
    text = rendered(
        "One {% if their_words %}two {% endif %} three.\n\n{% if their_words %}\nfour\n{% endif %}\n\n\nFive."
    )

    assert text == "One three.\n\nFive."


@pytest.mark.parametrize(
    "evil", ["{{ 7*7 }}", "{% include 'x' %}", "{{ ''.__class__ }}", "{# x #}", "<script>alert(1)</script>"]
)
def test_text_from_mail_is_data_and_never_compiled(evil):
    """Scenario 96. Even where a fact holds such text (cleaning refuses most of it), it is only printed."""
    facts = dict(known(), company=evil)

    assert render(template("For {{ company }} only"), facts, "s") == f"For {evil} only"


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("{% include 'en/y' %}", '"include" is not available'),
        ("{% extends 'en/y' %}", '"extends" is not available'),
        ("{% import 'en/y' as y %}", '"import" is not available'),
        ("{% macro m() %}{% endmacro %}", '"macro" is not available'),
        ("{% set x %}text{% endset %}", '"assignblock" is not available'),
        ("{% filter upper %}a{% endfilter %}", '"filterblock" is not available'),
        ("{{ 9 ** 9 ** 9 }}", '"pow" is not available'),
        ("{{ 'a' * 9999999999 }}", '"mul" is not available'),
        ("{{ {'a': 1} }}", '"dict" is not available'),
        ("{{ range(10) }}", "only pick(…) and you(…) can be called"),
        ("{{ proposal.topic.upper() }}", "only pick(…) and you(…) can be called"),
        ("{{ ''.__class__.__mro__ }}{{ ''.format(1) }}", "only pick(…) and you(…) can be called"),
        ("{{ 'x' | center(99999999) }}", 'there is no filter "'),
        ("{{ ['a', 'b'] | random }}", 'there is no filter "'),
        ("{% for a in [1] recursive %}{% endfor %}", "loops may be nested 2 deep"),
        ("{% for a in 'x' %}{% for b in 'x' %}{% for c in 'x' %}{% endfor %}{% endfor %}{% endfor %}", "nested 2 deep"),
        ("x" * 20_000, "longer than 16,384 characters"),
        ("{{ " + "(" * 5_000 + "1" + ")" * 5_000 + " }}", "nested too deeply"),
        ("{{ " + "9" * 5_000 + " }}", "a number out of range"),
        ("{{ " + "not " * 3_000 + "1 }}", "nested too deeply"),
    ],
)  # fmt: skip
def test_only_what_a_letter_needs_is_available(body, sentence):
    """Scenario 98. Whatever could run long, grow large or reach out is refused before it is compiled."""
    with pytest.raises(DataError, match=r"templates/en/x.txt.j2:4:\d+: ") as caught:
        template(body)

    assert sentence in str(caught.value)


def test_loops_that_never_seem_to_end_are_stopped():
    """Scenario 98."""
    many = "[" + ",".join("1" * 150) + "]"

    assert f"more than {MOST_STEPS:,} rounds" in refusal(
        f"{{% for a in {many} %}}{{% for b in {many} %}}{{% endfor %}}{{% endfor %}}"
    )


def test_a_huge_text_is_stopped():
    """Scenario 98."""
    many = "[" + ",".join("1" * 90) + "]"
    body = f"{{% for a in {many} %}}{{% for b in {many} %}}{'x' * 100}{{% endfor %}}{{% endfor %}}"

    assert "longer than 65,536 bytes" in refusal(body)


def test_a_tag_at_the_end_of_a_line_keeps_the_paragraph_and_a_tag_alone_leaves_no_line():
    body = "One{% if company %} two{% endif %}\n\nThree {% if company %}\nfour {% endif %}\n"
    body += "{% if company %}\nfive\n{% endif %}\nsix"

    assert rendered(body) == "One two\n\nThree\nfour\nfive\nsix"


def test_an_ordinary_loop_is_fine():
    slots = (datetime(2025, 5, 22, 10, 30, tzinfo=UTC), datetime(2025, 5, 26, 14, 0, tzinfo=UTC))
    text = rendered(
        "{% for s in slots %}\n- {{ s | slot }}{% if not loop.last %};{% endif %}\n{% endfor %}", slots=slots
    )

    assert text == "- Thursday, 22 May at 10:30;\n- Monday, 26 May at 14:00"


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("{{ their_words }}", "a fact is unknown here"),
        ("{{ proposal.sent_on }}", "a date is written with a filter"),
        ("{{ proposal }}", "this is not a text but a dict"),
        ("{{ proposal.topc }}", "has no attribute 'topc'"),
        ("{{ nosuch }}", "'nosuch' is undefined"),
        ("{{ their_date | day }}", "takes a date, and here it got an unknown fact"),
        ("{{ nosuch | day }}", "takes a date, and here it got an unknown fact"),
        ("{{ proposal.topic | day }}", "takes a date, and here it got 'Website relaunch'"),
        ("{{ proposal.sent_on | quoted }}", "takes a text"),
        ("{{ proposal.topic | names }}", "takes a list"),
        ("{{ slots[3] | slot }}", "takes a time"),
        ("{{ proposal.topic + 1 }}", "can only concatenate str"),
        ("{{ greeting.__class__ }}", "unsafe"),
        ("{% if proposal.sent_on < 3 %}x{% endif %}", "'<' not supported"),
    ],
)
def test_a_mistake_is_named_with_its_line(body, sentence):
    message = refusal(f"{{{{ greeting }}}}\n\n{body}")

    assert message.startswith("templates/en/x.txt.j2:6:1: ")
    assert sentence in message


@pytest.mark.parametrize("name", FILTERS)
def test_each_filter_does_what_its_example_says(name):
    source, result = FILTERS[name]
    facts = known(
        promise=date(2025, 5, 20), their_date=date(2025, 6, 2), slots=(datetime(2025, 5, 22, 10, 30, tzinfo=UTC),)
    )

    assert render(template(source), facts, "s") == result


def test_the_same_seed_gives_the_same_text():
    """Scenario 105."""
    body = "{{ pick('a', 'b', 'c') }} {{ pick('d', 'e', 'f') }} {{ pick('g', 'h', 'i') }}"

    assert rendered(body, "t1/0/1") == rendered(body, "t1/0/1")
    assert len({rendered(body, f"t{number}/0/1") for number in range(60)}) > 15


def test_each_pick_varies_by_itself():
    body = "{{ pick('a', 'b') }}{{ pick('a', 'b') }}"

    assert {rendered(body, str(number)) for number in range(40)} == {"aa", "ab", "ba", "bb"}


def test_pick_depends_on_nothing_but_seed_template_and_place():
    assert rendered("{{ pick('a', 'b', 'c', 'd') }}", "t9/0/3") == rendered(
        "{{ pick('a', 'b', 'c', 'd') }}", "t9/0/3", topic=None
    )


def test_pick_takes_facts_and_conditions():
    assert rendered("{{ pick(proposal.topic ~ '!') }}") == "Website relaunch!"
    assert rendered("{% if pick(true) %}yes{% endif %}") == "yes"
