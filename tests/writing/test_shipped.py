"""The templates that ship: every one reads well whatever is known or unknown, and says what its golden file says."""

from collections import defaultdict
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from mailfollow.model import Address, Attachment, Offer, Resource
from mailfollow.writing.choice.sameness import similarity
from mailfollow.writing.facts.known import facts, resource_facts
from mailfollow.writing.facts.table import missing, texts
from mailfollow.writing.languages import language
from mailfollow.writing.lint import lint, lint_template, show
from mailfollow.writing.template.parse import WHEN
from mailfollow.writing.template.render import render
from tests.writing.golden import FOLDER, file_of, golden
from tests.writing.made_up import shipped, situation

TEMPLATES = shipped()
NAMES = [template.name for template in TEMPLATES]
CASE = Resource("returns", "case-study", "How returns were halved", "Two pages on fewer returns.", file="returns.pdf")
OFFERS = (
    Offer(replace(CASE, url="https://weber.example/returns", file=None), ()),
    Offer(CASE, (), Attachment("returns.pdf", "application/pdf", b"%PDF")),
)
LONG = "Vereinigte Oberrheinische Maschinenbau- und Anlagentechnik GmbH"

AWKWARD = {
    "all known": {},
    "no name": {"contact": Address("", "info@acme.example"), "me": Address("", "jonas@weber.example")},
    "an address as name": {"contact": Address("anna@acme.example", "anna@acme.example")},
    "several recipients": {"alone": False},
    "a long company": {"company": LONG, "topic": LONG},
    "umlauts": {"contact": Address("Jürgen Müßig", "j@acme.example"), "topic": "Überholung der Straßenbeläge"},
    "a company with every sign": {"company": "O'Brien & Söhne <GmbH>", "topic": "O'Brien & Söhne <GmbH>"},
    "a topic with quotation marks": {"topic": 'The "big" relaunch'},
    "a topic that asks": {"topic": "Who does your books?"},
    "a topic that shouts": {"topic": "SAP MIGRATION PHASE TWO"},
    "a topic with a worn-out phrase": {"topic": "Following up: the website"},
    "a topic with a link": {"topic": "Relaunch of www.acme.example"},
    "no amount": {"amount": None, "currency": None},
    "an amount without a currency": {"currency": None},
    "an odd currency": {"currency": "Fr.", "amount": "4'800.–"},
    "nothing but the day": {"topic": None, "number": None, "amount": None, "currency": None, "valid_until": None},
    "a template in the data": {"topic": "{{ 7*7 }}", "company": "{% for x in y %}", "their_words": "{{ evil }}"},
    "HTML in the data": {"topic": "<b>Website</b>", "company": "<script>alert(1)</script>"},
    "placeholders in the data": {"topic": "[TOPIC]", "company": "None", "number": "XXX"},
    "line breaks and controls": {"topic": "Web\r\nsite\x1b[31m", "their_words": "later\r\nplease"},
    "right to left": {"contact": Address("דנה לוי", "d@acme.example"), "topic": "אתר חדש", "company": "חברה"},
    "wrong direction marks": {"topic": "\u202eWebsite\u202c", "company": "Ac\u200bme"},
    "Chinese": {"contact": Address("田中太郎", "t@acme.example"), "topic": "新しいウェブサイト"},
    "another year": {"valid_until": date(2026, 1, 1), "sent_on": date(2024, 12, 31), "promise": date(2024, 12, 31)},
    "their words and date": {"their_words": "Please try again in June!", "their_date": date(2025, 6, 2)},
    "only their words": {"their_words": 'ask me "after the fair"'},
    "one free time": {"slots": (datetime(2025, 5, 22, 9, 0, tzinfo=UTC),)},
    "two free times": {"slots": (datetime(2025, 5, 22, 9, 0, tzinfo=UTC), datetime(2025, 6, 1, 14, 30, tzinfo=UTC))},
    "promised today": {"promise": date(2025, 5, 20), "promise_text": "I'll call you"},
    "promised before": {"promise": date(2025, 5, 16)},
    "two proposals": {"others": ("Logo",)},
    "three proposals with awkward topics": {"others": ('The "small" logo', LONG), "topic": "Who does your books?"},
    "another proposal that shouts": {"others": ("SAP MIGRATION PHASE TWO",)},
    "another proposal of which nothing is known": {"others": ("{{ 7*7 }}",)},
}


def with_offer(template, known, offer):
    """Return the facts with those of what the template offers, if it offers anything."""
    return {**known, "resource": resource_facts(offer)} if template.resource else known


@pytest.mark.parametrize("template", TEMPLATES, ids=NAMES)
def test_a_shipped_template_has_no_fault(template):
    assert [show(fault, template.path) for fault in lint_template(template)] == []


@pytest.mark.parametrize("awkward", AWKWARD)
def test_a_shipped_text_is_clean_whatever_is_known(awkward):
    """Scenarios 94, 95 and 96: every template is rightly unfit, or its text has no fault.

    A worn-out topic is the one thing that a text cannot mend: it is found, and another template is taken.
    """
    known = facts(situation(**AWKWARD[awkward]), language("en"))
    for template in TEMPLATES:
        if missing(known, template.needs):
            assert set(template.needs) <= {"slots", "promise.on", "proposal.valid_until", "proposal.topic", "others"}
            continue
        for seed, offer in zip(("a", "b"), OFFERS, strict=True):
            text = render(template, with_offer(template, known, offer), seed)
            own = f"Relaunch of www.acme.example {offer.resource.url}"
            faults = lint(text, template.language, own=own, names=texts(known))
            worn = {"banned-phrase"} if awkward == "a topic with a worn-out phrase" else set()
            assert {fault.rule for fault in faults} <= worn, (template.name, text)
            assert not set("{}\x1b\u202e\u200b") & set(text)


@pytest.mark.parametrize("template", TEMPLATES, ids=NAMES)
def test_a_shipped_text_says_what_its_golden_file_says(template):
    """After a wanted change: python -m tests.writing.golden, and read the difference."""
    assert golden(template) == file_of(template).read_text("utf-8")


def test_there_is_no_golden_file_without_a_template():
    assert {file_of(template) for template in TEMPLATES} == set(FOLDER.glob("*/*.txt"))


def test_there_are_enough_templates_for_every_situation():
    english = [template for template in TEMPLATES if template.language == "en"]

    assert len({template.angle for template in english}) >= 12
    for when in WHEN:
        made = {template.angle for template in english if when in template.when}
        assert len(made) >= (1 if when == "declined" else 2), when


def test_every_touch_has_five_angles_without_a_resource_and_without_free_times():
    """An empty shelf and no slots are the usual case on the first day."""
    plain = [one for one in TEMPLATES if one.language == "en" and "waiting" in one.when]
    plain = [one for one in plain if not one.resource and not one.needs]

    assert len({one.angle for one in plain}) >= 18
    for touch in range(1, 9):
        assert len({one.angle for one in plain if not one.touches or touch in one.touches}) >= 5, touch


def test_every_text_that_offers_something_names_it_and_says_where_it_is():
    known = facts(situation(), language("en"))
    url, attached = OFFERS
    offering = [one for one in TEMPLATES if one.resource]

    assert {one.resource for one in offering if one.language == "en"} == {"case-study", "article", "checklist", "any"}
    for one in offering:
        linked = render(one, with_offer(one, known, url), "a")
        along = render(one, with_offer(one, known, attached), "a")
        assert all(CASE.title in text and CASE.pitch in text for text in (linked, along)), one.name
        assert "https://weber.example/returns" in linked, one.name
        assert "https://" not in along, one.name


def test_no_two_shipped_texts_are_alike():
    """A text more than half like another would be rejected as said already."""
    known = facts(
        situation(promise=date(2025, 5, 20), slots=(datetime(2025, 5, 22, 9, 0, tzinfo=UTC),)), language("en")
    )
    said = [render(one, with_offer(one, known, OFFERS[0]), "a") for one in TEMPLATES]

    alike = max(similarity(a, b) for number, a in enumerate(said) for b in said[:number])
    assert alike < 0.25


def test_no_shipped_text_but_those_for_it_speaks_of_validity():
    """After the terms lapsed, nothing may sound as if they still held."""
    for template in TEMPLATES:
        if not {"expiring", "lapsed"} & set(template.when):
            assert "valid" not in template.body, template.name


@pytest.mark.parametrize("code", ["en", "de", "fr", "es"])
def test_two_people_of_a_company_can_be_silent_to_the_end(code):
    """Eight touches each, no angle twice: even if the angles of most touches always go first, one is left that fits."""
    touches = defaultdict(set)
    for template in TEMPLATES:
        if template.language == code and "waiting" in template.when and not template.resource and not template.needs:
            touches[template.angle] |= set(template.touches or range(1, 9))
    for touch in [*range(1, 9), *range(1, 9)]:
        fitting = [angle for angle, at in touches.items() if touch in at]
        assert fitting, touch
        del touches[max(fitting, key=lambda angle: (len(touches[angle]), angle))]
