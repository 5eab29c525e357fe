"""The linter on texts: what must be found, where, and what must be left alone."""

import pytest

from mailfollow.writing.languages import LANGUAGES
from mailfollow.writing.lint import RULES, lint, show
from mailfollow.writing.lint.asks import asks

ASK = " Would that help?"
OF_TEMPLATES = {
    *("unknown-fact", "unsure-fact", "no-offer", "mixed-address", "hard-to-read", "file-name", "does-not-render"),
}


def rules(text, code="en", **known):
    return [fault.rule for fault in lint(text, code, **known)]


def test_a_plain_text_with_one_question_has_no_fault():
    assert lint("Hello Anna,\n\nI can bring it down to one page. Would that help?\n\nBest regards,\nJonas", "en") == []


@pytest.mark.parametrize(
    "text",
    [
        "I'm just checking in.",
        "I'm JUST CHECKING In.",
        "I'm just\u00a0checking\u00a0in.",
        "I'm just checking\nin.",
        "I'm just checking\r\n\r\nin.",
        "I'm just-checking-in.",
        "I'm just *checking* _in_.",
        "I'm just <b>checking</b> in.",
        "I'm just check\u200bing\u00ad in.",
        "I'm justcheckingin today.",
        "I’m just wanted to say that I hope you’re well.",
        "I hope you're well.",
        "I hope youre well.",
        "I hope you‘re well.",
        "We haven’t heard from you.",
        "This is a quick follow‑up.",
        "Any updates.",
        "ａｎｙ ｕｐｄａｔｅｓ",
        "I am touching  base.",
        "Reaching out again, circling back.",
    ],
)
def test_a_worn_out_phrase_is_found_however_it_is_written(text):
    """Scenario 99."""
    assert "banned-phrase" in rules(text + ASK)


@pytest.mark.parametrize(
    "text",
    [
        "There are many updates to the software.",
        "Checking inventory takes a week.",
        "The basement needs a touching-up.",
        "We can preach out loud.",
        "I will follow your advice up there.",
    ],
)
def test_a_phrase_within_longer_words_is_another_phrase(text):
    """Scenario 99."""
    assert rules(text + ASK) == []


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Any updates to the software take an hour."),
        ("es", "Como pudo ver en la visita, la nave tiene dos puertas."),
        ("it", "Come ha potuto vedere nella demo, servono due passi."),
        ("pt", "Como pôde ver na visita, há duas portas. A cópia corre à noite, para que não perca dados."),
        ("fr", "Il ne manque pas de place. La pompe tourne sans nouvelles pièces."),
    ],
)
def test_a_longer_phrase_may_mean_what_it_says(code, text):
    """What is worn out, or spam, by itself."""
    assert rules(text + ASK, code) == []


@pytest.mark.parametrize(
    "text",
    [
        f"Hello,{ASK}\n\nOn 12 May 2025, Jonas wrote:\n> just checking in\n> any updates?",
        f"Hello,{ASK}\n\n-- \nJonas, touching base since 1990!!!\nwww.weber.example",
        f"Hello,{ASK}\n\n-- \nJonas\n\nOn 12 May 2025, Jonas Weber wrote:\n> I'm reaching out [NAME]\n> https://x.example",
    ],
)
def test_signature_and_quoted_original_are_not_ours_to_judge(text):
    """Scenario 99."""
    assert rules(text) == []


def test_a_fault_names_line_and_column_and_what_to_do():
    fault = lint("Hello Anna,\n\nI am here, just checking\nin." + ASK, "en")[0]

    assert (fault.line, fault.column, fault.rule) == (3, 12, "banned-phrase")
    assert show(fault, "x.txt") == (
        'x.txt:3:12: [banned-phrase] "just checking in" is worn out; say what is in it for the reader instead'
    )


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_phrase_of_every_language_is_found(code):
    words = LANGUAGES[code]

    for phrase in words.banned:
        assert "banned-phrase" in rules(f"Xx {phrase} xx.", code), phrase
    for phrase in words.spam:
        assert "spam-word" in rules(f"Xx {phrase.upper()} xx.", code, names=phrase.upper()), phrase
    for phrase in words.requests:
        assert len(asks(f"Xx {phrase} xx.", words)) == 1, phrase


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Would that help?", 1),
        ("Reply with a number.", 1),
        ("Please let me know by Friday.", 1),
        ("Tell me: which one is it?", 1),
        ("Which one is it? Tell me.", 2),
        ("Who? And when?", 2),
        ("(Would that help?)", 1),
        ("Shall I send it, or would you rather talk?", 1),
        ("¿Le ayudaría?", 1),
        ("いかがですか？", 1),
        ("- Who does it?\n- What does it cost?\n1. Why?\n2) When?\na) Who?\n• Where?", 0),
        ('The question "who pays?" is open.', 0),
        ("The question “who pays?” is open.", 0),
        ("Die Frage „Wer zahlt?“ ist offen.", 0),
        ("If you tell me the day, I'll plan it.", 1),
        ("A statement.", 0),
        ("We replied with care.", 0),
        ("See x.example/?q=1 for more.", 0),
        ("Is this for you, Mr. Lee, or Dr. Kim?", 1),
    ],
)
def test_one_ask_is_one_question_or_one_request(text, count):
    assert len(asks(text, LANGUAGES["en"])) == count


def test_no_ask_and_more_than_one_are_faults():
    assert rules("Hello Anna, here is a page.") == ["no-ask"]
    assert rules("Would that help? Shall I send it?") == ["many-asks"]
    assert lint("Would that help?\nShall I send it?", "en")[0].line == 2


def test_words_are_counted_without_signature_and_quote():
    text = " ".join(["word"] * 117) + ASK

    assert rules(text) == []
    assert rules("more " + text) == ["too-long"]
    assert rules(text + " - –") == []
    assert rules(text, limit=100) == ["too-long"]
    assert rules(text + "\n\n-- \n" + "word " * 50 + "\n\nJonas wrote:\n" + "> word word\n" * 50) == []


@pytest.mark.parametrize(
    "left",
    ["{{ name }}", "{% if x %}", "[NAME]", "[Your name]", "[first name]", "<first name>", "<name>", "%FIRSTNAME%",
     "XXX", "xxx", "TODO", "TBD", "Lorem ipsum", "None"],
)  # fmt: skip
def test_what_was_to_be_filled_in_is_found(left):
    """Scenario 94."""
    assert "placeholder" in rules(f"Dear {left}, welcome.{ASK}")


@pytest.mark.parametrize("fine", ["None of it", "[…]", "[1]", "<GmbH>", "100 %", "Todor", "xx", "a} b{"])
def test_what_only_looks_like_a_placeholder_is_fine(fine):
    assert rules(f"Dear {fine}, welcome.{ASK}") == []


@pytest.mark.parametrize("text", ["Hi ,\n\nwell", "Hello Anna ,", "the proposal , as sent", "see you ."])
def test_a_hole_where_a_name_should_be_is_found(text):
    """Scenario 94."""
    assert rules(text + ASK) == ["gap"]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("This is a GREAT OFFER for you.", ["shouting"]),
        ("An AMAZING idea.", ["shouting"]),
        ("ÜBERALL für Sie.", ["shouting"]),
        ("The GDPR and ISO 9001 apply.", []),
        ("PDF, CRM or ERP.", []),
        ("It meets DIN EN ISO 9001 and UNE-EN ISO 13485.", []),
        ("We sell DIN EN ISO things.", ["shouting"]),
        ("ONLY FOR YOU 100 pumps.", ["shouting"]),
        ("שלום לכולם בעולם.", []),
        ("Offer for ACME HOLDING.", ["shouting"]),
    ],
)
def test_capitals_shout_unless_they_are_abbreviations(text, fault):
    assert rules(text + ASK) == fault


def test_capitals_in_a_fact_are_a_name():
    assert rules("Offer for ACME HOLDING." + ASK, names="ACME HOLDING\nAnna") == []


@pytest.mark.parametrize(
    ("text", "faults"), [("Fine!", 0), ("Fine! Great!", 1), ("Fine!!", 1), ("Fine.", 0), ("¡Hola!", 0)]
)
def test_one_exclamation_mark_is_enough(text, faults):
    assert rules(text + ASK) == ["exclamation"] * faults


@pytest.mark.parametrize(
    "link",
    ["https://evil.example/x", "http://evil.example", "www.evil.example", "evil.example/login", "HTTPS://EVIL.EXAMPLE"],
)
def test_a_link_that_the_person_did_not_write_is_found(link):
    assert "foreign-link" in rules(f"See {link}.{ASK}")
    assert "foreign-link" not in rules(f"See {link}.{ASK}", own=f"text ({link}), text")


def test_part_of_an_allowed_link_does_not_allow_another():
    assert rules("See www.weber.example/evil." + ASK, own="www.weber.example") == ["foreign-link"]


def test_an_address_or_an_abbreviation_is_no_link():
    assert rules("Write to anna@acme.example, e.g. about relaunch.docx and 3.5 days." + ASK) == []


def test_every_rule_is_described_and_every_fault_has_a_rule():
    text = "Hi , ACT NOW!! BUY THESE THINGS any updates https://evil.example [NAME] ? Who? When? " + "word " * 120
    found = set(rules(text)) | set(rules("Hello."))

    assert found == set(RULES) - OF_TEMPLATES


def test_faults_come_in_the_order_of_the_text():
    found = lint("Hi ,\n\nany updates\n\nXXX" + ASK, "en")

    assert [fault.rule for fault in found] == ["gap", "banned-phrase", "placeholder"]


def test_a_huge_hostile_text_is_judged_in_time():
    """Hostile text must not stop the linter: all patterns are linear."""
    for piece in (
        "<a ",
        "just ",
        "- ",
        '"',
        "A",
        "!",
        "[",
        "a.",
        "{{",
        "\u200b",
        "just checking i",
        "‘",
        "„",
        "“",
        "((",
        "?",
        "AB'",
    ):
        assert lint("See x. " + piece * (60_000 // len(piece)) + "\nNone", "en")
