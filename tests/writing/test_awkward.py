"""Forty awkward sets of facts and every shipped text: each is rightly unfit, or reads as if nothing were odd.

There is no third outcome: what comes by mail and could break a sentence is cleaned away before a template sees it.
Texts that come out alike for many sets are judged once, which keeps all of it, in every language, within seconds.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache

import pytest

from mailfollow.errors import DataError
from mailfollow.model import Address, Attachment, Offer, Resource
from mailfollow.writing.facts.known import facts, resource_facts
from mailfollow.writing.facts.table import missing, texts
from mailfollow.writing.languages import language
from mailfollow.writing.lint import lint
from mailfollow.writing.template.render import render
from tests.writing.made_up import shipped, situation

TEMPLATES = shipped()
LANGUAGES = sorted({template.language for template in TEMPLATES})
LONG = "Vereinigte Oberrheinische Maschinenbau-, Anlagen- und Fördertechnik GmbH & Co. KG"
TODAY = date(2025, 5, 20)
SOON = (datetime(2025, 5, 22, 9, 0, tzinfo=UTC), datetime(2025, 6, 1, 14, 30, tzinfo=UTC))
PAGE = Resource("pump-care", "article", "Pumps that last", "Two pages on care.", url="https://weber.example/pumps")
FILE = Attachment("pumps.pdf", "application/pdf", b"")

AWKWARD = {
    "everything known": {},
    "no name": {"contact": Address("", "info@acme.example"), "me": Address("", "jonas@weber.example")},
    "an address as name": {"contact": Address("anna@acme.example", "anna@acme.example")},
    "a name that is a placeholder": {"contact": Address("[NAME]", "a@acme.example"), "company": "[COMPANY]"},
    "the name None": {"contact": Address("None", "a@acme.example"), "topic": "None", "company": "None"},
    "a name with a command": {"contact": Address("{{ 7*7 }}", "a@acme.example"), "company": "{% raw %}"},
    "two readers": {"alone": False},
    "two readers greeted by name": {"alone": False, "greeting_name": "Anna and Tom"},
    "a company of eighty letters": {"company": LONG[:80], "topic": LONG[:80]},
    "a company too long to name": {"company": LONG * 3, "topic": LONG * 3},
    "umlauts": {"contact": Address("Jürgen Müßig", "j@acme.example"), "topic": "Überholung der Straßenbeläge"},
    "every sign": {"company": "O'Brien & Söhne <GmbH>", "topic": "O'Brien & Söhne <GmbH>"},
    "Arabic": {"contact": Address("ليلى حداد", "l@acme.example"), "topic": "موقع جديد", "company": "شركة"},
    "Hebrew": {"contact": Address("דנה לוי", "d@acme.example"), "topic": "אתר חדש", "company": "חברה"},
    "Chinese": {"contact": Address("田中太郎", "t@acme.example"), "topic": "新しいウェブサイト", "company": "株式会社"},
    "a Chinese question": {"topic": "価格はいくらですか？予算は？"},
    "emoji": {"topic": "🚀 Website 🔥 relaunch 👩‍💻", "contact": Address("Anna 🌻", "a@acme.example")},
    "marks of direction": {"topic": "\u202eWebsite\u202c \u2066now\u2069", "company": "Ac\u200bme"},
    "no amount": {"amount": None, "currency": None},
    "an amount without a currency": {"currency": None},
    "an amount with apostrophes": {"currency": "CHF", "amount": "1'234'567.–"},
    "a huge amount": {"amount": "999,999,999,999.99", "currency": "EUR"},
    "an amount in words": {"amount": "vier TAUSEND!!", "currency": "[EUR]"},
    "nothing but the day": {
        "topic": None, "number": None, "amount": None, "currency": None, "valid_until": None, "company": None,
    },
    "a template as topic": {"topic": "{{ 7*7 }}", "company": "{% for x in y %}", "their_words": "{{ evil }}"},
    "single braces": {"topic": "{topic} for {company}", "number": "${NUMBER}"},
    "HTML": {"topic": "<b>Website</b></script>", "company": "<script>alert(1)</script>"},
    "line breaks": {"topic": "Web\r\nBcc: x@evil.example\r\n\r\nsite\x1b[31m", "their_words": "later\n\n-- \nnow"},
    "quotes in quotes": {"topic": 'The "big" “relaunch” of ‘Acme’', "their_words": 'ask me "after" the «fair»'},
    "half a quote": {"topic": 'The "big relaunch', "their_words": "after the „fair"},
    "a topic in capitals": {
        "topic": "SAP MIGRATION PHASE TWO", "number": "ACME-WERK-SIEBEN", "company": "ACME HOLDING",
    },
    "a worn-out topic": {"topic": "just checking in"},
    "a topic with worn-out words": {"topic": "Following up: the website", "their_words": "let us touch base in June"},
    "a topic that sells": {"topic": "Special offer: act now", "promise_text": "last chance on Friday"},
    "a topic that asks": {"topic": "Who does your books?", "their_words": "Can you call in June? Or July?"},
    "a topic that asks in the middle": {"topic": "Who does your books? We do"},
    "a topic that requests": {"topic": "Please reply: tell me more", "their_words": "let me know, please reply"},
    "a topic that shouts": {"topic": "Website!!! Now!!", "their_words": "later!! much later!"},
    "a topic that is an address": {"topic": "https://acme.example/new?site=1", "their_words": "www.acme.example/x"},
    "a topic with an address in it": {"topic": "Relaunch of www.acme.example"},
    "a topic of sentences": {"topic": "Site. Shop, and so on ...", "their_words": "wait. And then , perhaps"},
    "odd blanks": {"topic": "Website , shop .", "company": "Acme\u00a0 ,", "their_words": "in\u3000June ."},
    "signs of a letter": {"topic": "-- ", "their_words": "> in June", "company": "On Monday, Anna wrote:"},
    "a placeholder in the middle": {"topic": "Offer for [Company]", "their_words": "XXX in June", "number": "TODO"},
    "another year": {"valid_until": date(2026, 1, 1), "sent_on": date(2024, 12, 31), "promise": date(2024, 12, 31)},
    "the first of January": {
        "today": date(2026, 1, 1), "sent_on": date(2025, 12, 1), "valid_until": date(2026, 1, 1),
        "promise": date(2026, 1, 1), "their_date": date(2026, 1, 1), "their_words": "in the new year",
    },
    "today": {"sent_on": TODAY, "valid_until": TODAY, "promise": TODAY, "their_date": TODAY, "promise_text": "today"},
    "all in the past": {
        "valid_until": date(2025, 5, 13), "promise": date(2025, 5, 16), "their_date": date(2025, 5, 2),
        "promise_text": "I'll be in touch on Friday",
    },
    "a promise in a question": {"promise": TODAY, "promise_text": "Shall I call you on Tuesday? Tell me!!"},
    "their words and their day": {"their_words": "Please try again in June!", "their_date": date(2025, 6, 2)},
    "only their words": {"their_words": "ask me after the fair"},
    "one free time": {"slots": SOON[:1]},
    "two free times": {"slots": SOON},
    "two proposals": {"others": ("Logo",)},
    "three proposals with awkward topics": {"others": ('The "small" logo', LONG[:80]), "topic": "Who does your books?"},
    "another proposal that shouts": {"others": ("SAP MIGRATION PHASE TWO",)},
    "another proposal that asks": {"others": ("Logo? And more?", "Tell me more")},
    "another proposal of which nothing is known": {"others": ("{{ 7*7 }}",)},
    "a resource with an address": {"offer": Offer(PAGE, ("pumps",))},
    "a resource that is a file": {"offer": Offer(replace(PAGE, url=None, file="pumps.pdf"), (), FILE)},
    "a resource that shouts": {"offer": Offer(replace(PAGE, title="PUMPS FOR EVERYONE", pitch="Read it. Now!"), ())},
}  # fmt: skip


@cache
def of_set(awkward, code, familiar):
    """Return the facts of a set in a language."""
    given = {key: value for key, value in AWKWARD[awkward].items() if key != "offer"}
    found = facts(situation(familiar=familiar, **given), language(code))
    return {**found, "resource": resource_facts(AWKWARD[awkward].get("offer"))}


def known(template, awkward, familiar):
    """Return the facts of a set for a template, or None if it would not be chosen for lack of a resource."""
    if template.resource and "offer" not in AWKWARD[awkward]:
        return None
    return of_set(awkward, template.language, familiar)


def problems(template, found, judged):
    """Return what is wrong with the text that a template makes of the facts; a text judged before is fine."""
    try:
        text = render(template, found, "awkward")
    except DataError as error:
        return [str(error)]
    if text in judged:
        return []
    judged.add(text)
    own = f"{found['resource']['url']} Proposal: Relaunch of www.acme.example"
    faults = [fault.sentence for fault in lint(text, template.language, own=own, names=texts(found))]
    return faults + [f"holds {sign!r}" for sign in sorted(set("{}\x1b\u202e\u2066\u200b\r") & set(text))]


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("familiar", [False, True], ids=["formal", "familiar"])
def test_every_shipped_text_is_clean_or_rightly_unfit_whatever_is_known(code, familiar):
    """Scenarios 94, 95 and 96."""
    wrong = []
    for template in (one for one in TEMPLATES if one.language == code):
        judged = set()
        for awkward in AWKWARD:
            found = known(template, awkward, familiar)
            if found is not None and not missing(found, template.needs):
                wrong += [f"{template.name}, {awkward}: {one}" for one in problems(template, found, judged)]

    assert wrong == []


def test_there_are_more_than_forty_sets():
    assert len(AWKWARD) >= 40


def test_none_is_unfit_for_good():
    """Each template finds facts among the sets with which it can be written."""
    for template in TEMPLATES:
        made = (known(template, awkward, familiar=False) for awkward in AWKWARD)
        assert any(found is not None and not missing(found, template.needs) for found in made), template.name
