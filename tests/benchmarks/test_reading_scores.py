"""The benchmark of reading: what its scores are worth, and the whole command on a folder of mail written here."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from mailfollow.model import Kind
from mailfollow.tracking.matching.match import index
from tests.benchmarks.reading import main
from tests.benchmarks.scores import auto_replies, bounces, dates, made_up, own_words, rejoin, table, whole
from tests.benchmarks.scores.asking import ask
from tests.benchmarks.scores.corpus import Corpus, Mail, is_report
from tests.benchmarks.scores.figures import Answer, Contender, Failed, Figure, Part, Score, Unit
from tests.benchmarks.scores.measure import chosen, measured
from tests.benchmarks.scores.ours import read
from tests.benchmarks.scores.parts import PARTS

SCRIPT = Path(__file__).with_name("reading.py")
REPLY = "Thank you, that suits us.\n\nOn Mon, 2 Nov 2026, Max Berg <max@berg.example> wrote:\n> Here is my offer.\n"
PAGE = (
    "<p>Hi. I am fine.</p><p>Thanks,<br>Alex</p>"
    '<div class="gmail_quote">On Mon, 2 Nov 2026, Max Berg wrote:<blockquote>Hello</blockquote></div>'
)
BOUNCE = """\
From: MAILER-DAEMON@mx.hill.example
To: max@berg.example
Subject: Undelivered Mail Returned to Sender
Date: Mon, 2 Nov 2026 10:00:00 +0000
Message-ID: <{number}@mx.hill.example>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary=b

--b
Content-Type: text/plain

Your message could not be delivered.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.hill.example

Final-Recipient: rfc822; {who}
Action: failed
Status: 5.1.1

--b--
"""
AWAY = """\
From: Jane Roe <jane@hill.example>
To: max@berg.example
Subject: Out of office
Auto-Submitted: auto-replied
Date: Mon, 2 Nov 2026 10:00:00 +0000
Message-ID: <9@hill.example>

I am out of the office until Monday 9 November.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Write a folder of the right layout, with a mail or two of each kind."""
    texts = {
        "quotes/gold.jsonl": json.dumps({
            "set": "own", "name": "one", "text": REPLY, "own": ["Thank you, that suits us."],
        }),
        "quotes/html/client.html": PAGE,
        "bounces/sisimai.json": json.dumps({
            "gone.eml": [{"recipient": "jane@hill.example", "hard": True, "reason": "userunknown", "status": "5.1.1"}],
            "away.eml": [{"recipient": "jane@hill.example", "hard": False, "reason": "vacation", "status": ""}],
        }),
        "bounces/sisimai/gone.eml": BOUNCE.format(number=1, who="jane@hill.example"),
        "bounces/sisimai/away.eml": AWAY,
        "bounces/flufl.json": json.dumps({"gone_01.txt": ["Bob@hill.example"]}),
        "bounces/flufl/gone_01.txt": BOUNCE.format(number=2, who="bob@hill.example"),
        "bounces/flanker/gone.eml": BOUNCE.format(number=3, who="eva@hill.example"),
        "dates/phrases.json": json.dumps({
            "reference": "2026-11-18T10:00",
            "holds": [{"lang": "en", "text": "Ask me again in January.", "from": "2027-01-01", "to": "2027-01-31"}],
            "no_date": [{"lang": "en", "text": "We have four offices."}],
        }),
        "dates/recognizers-English-DateParser.json": recognized("I'll go back on December 4", "2026-12-04"),
        "dates/recognizers-German-DateParser.json": recognized("Ich bin am 4. Dezember wieder da", "2026-12-04"),
        "mime/plain/hello.eml": "From: jane@hill.example\nSubject: Hello\n\nShall we talk on the phone this week?\n",
        "mime/multipart_report_emails/gone.eml": BOUNCE.format(number=4, who="sam@hill.example"),
    }  # fmt: skip
    texts |= {name: json.dumps([text]) for name, text in texts.items() if isinstance(text, dict)}
    for name, text in texts.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def recognized(text: str, day: str) -> dict[str, object]:
    """Write a sentence with its date as the recognizers sets do."""
    value = {"FutureResolution": {"date": day}, "PastResolution": {"date": day}}
    results = [{"Text": text[-5:], "Type": "date", "Value": value}]
    return {"Input": text, "Context": {"ReferenceDateTime": "2026-11-18T00:00:00"}, "Results": results}


def test_the_whole_command_measures_a_folder_and_prints_one_object(folder):
    """As a script, as a person calls it; everything on these mails is easy enough to be right."""
    run = subprocess.run(
        [sys.executable, SCRIPT, folder, "--alone", "--json"], capture_output=True, text=True, check=True
    )
    figures = {figure["key"]: figure for figure in json.loads(run.stdout)["figures"]}

    assert list(figures) == [figure.key for part in PARTS for figure in part.figures]
    assert all(figure["scores"]["mailfollow"]["of"] for figure in figures.values())
    of_folder = [key for key in figures if not key.startswith(("rejoin", "speed", "any")) and not key.endswith("-own")]
    assert [key for key in of_folder if figures[key]["met"] is False] == []


def test_the_table_has_a_row_a_figure_with_ours_first_and_what_each_figure_is(folder, capsys, monkeypatch):
    """The folder may come from the environment; one that reaches its value is marked."""
    monkeypatch.setenv("MAILFOLLOW_CORPUS", str(folder))

    assert main(["--only", "own-words", "--only", "bounces-false"]) == 0

    printed = capsys.readouterr().out
    assert re.search(r"^ +reach +mailfollow +mail-parser-reply", printed, re.MULTILINE)
    assert re.search(r"^  own words exact, plain replies +≥ 92 % +100\.0 % met", printed, re.MULTILINE)
    assert re.search(r"^  ordinary mails taken for a bounce +≤ 0 +0 met", printed, re.MULTILINE)
    assert "own-words: replies of quotes/gold.jsonl" in printed
    assert "bounces found" not in printed


def test_what_went_wrong_is_listed(folder, tmp_path):
    """Place, what was expected, and what came."""
    gold = folder / "quotes/gold.jsonl"
    gold.write_text(gold.read_text("utf-8").replace('["Thank you', '["No, thank you'), encoding="utf-8")
    report = tmp_path / "wrong.md"

    assert main([str(folder), "--only", "own-words", "--alone", "--wrong", str(report)]) == 0

    listed = report.read_text("utf-8")
    assert "## own-words: own words exact, plain replies: 1 wrong" in listed
    assert "- quotes/gold.jsonl:1 own/one\n  - expected: 'No, thank you, that suits us.'" in listed


@pytest.mark.parametrize(("spoil", "only", "sentence"), [
    (lambda folder: (folder / "bounces/flufl.json").unlink(), "bounces-found", "The corpus lacks the file"),
    (lambda folder: (folder / "bounces/flufl/gone_01.txt").unlink(), "bounces-found", "The corpus lacks the file"),
    (lambda folder: (folder / "dates/phrases.json").write_text("{"), "dates", "is not valid JSON"),
    (lambda folder: (folder / "dates/phrases.json").write_text("{}"), "dates", "are not as they should be"),
    (lambda folder: (folder / "quotes/html/client.html").unlink(), "own-words-html", "has no HTML replies"),
    (lambda folder: None, "no-such-figure", "There is no figure no-such-figure"),
])  # fmt: skip
def test_a_folder_that_cannot_be_measured_is_told_in_one_sentence(folder, capsys, spoil, only, sentence):
    """With exit code 2."""
    spoil(folder)

    assert main([str(folder), "--only", only, "--alone"]) == 2

    printed = capsys.readouterr()
    assert sentence in printed.err
    assert printed.out == ""


def test_a_folder_that_is_not_there_or_not_named_is_told(tmp_path, capsys, monkeypatch):
    """With exit code 2."""
    monkeypatch.delenv("MAILFOLLOW_CORPUS", raising=False)

    assert [main([str(tmp_path / "none")]), main([])] == [2, 2]
    assert capsys.readouterr().err == (
        f"There is no folder {tmp_path / 'none'}.\n"
        "Name the folder of the corpus, as an argument or in MAILFOLLOW_CORPUS.\n"
    )


def part(*contenders: Contender) -> Part:
    """Return a part with two cases, of which a contender gets those right that it doubles."""
    figure = Figure("double", "doubled", "numbers that were doubled", least=0.9)

    def judge(cases, answers):
        right = sum(answer.value == 2 * case for case, answer in zip(cases, answers, strict=True))
        return {"double": Score(right / len(cases), len(cases))}

    return Part("Doubles", (figure,), contenders, lambda corpus: [1, 2], judge)


def test_a_library_that_is_not_installed_is_shown_with_the_command_that_installs_it(tmp_path):
    """It is no error."""

    def missing():
        raise ImportError("no module named doubler")

    result = measured(
        part(Contender("mailfollow", lambda: lambda n: 2 * n), Contender("rival", missing, "doubler")), Corpus(tmp_path)
    )
    lines = list(table.lines([result]))

    assert any("100.0 % met" in line and "not installed" in line for line in lines)
    assert lines[-1] == "Not installed: rival. To see them too: pip install doubler"
    assert table.document([result])["figures"][0]["not_installed"] == {"rival": "pip install doubler"}


def test_a_library_that_raises_is_wrong_and_the_next_case_is_asked(tmp_path):
    """Its exception is its answer."""
    answers = ask(Contender("rival", lambda: lambda n: 2 // (n - 1)), [1, 2])

    assert [answer.value for answer in answers] == [None, 2]
    assert answers[0].problem == "ZeroDivisionError: integer division or modulo by zero"


def test_only_the_asked_figures_are_measured():
    """Parts without any of them are left out; without libraries ours alone is asked."""
    parts = chosen(PARTS, ["dates-none"], alone=True)

    assert [[figure.key for figure in part.figures] for part in parts] == [["dates-none"]]
    assert [contender.name for part in parts for contender in part.contenders] == ["mailfollow"]


@pytest.mark.parametrize(("figure", "value", "met", "reach"), [
    (Figure("a", "", "", least=0.92), 0.92, True, "≥ 92 %"),
    (Figure("a", "", "", least=0.92), 0.919, False, "≥ 92 %"),
    (Figure("a", "", "", Unit.COUNT, most=0), 1, False, "≤ 0"),
    (Figure("a", "", "", Unit.MILLISECONDS, most=250), 249.5, True, "≤ 250 ms"),
    (Figure("a", "", "", Unit.SPEED, least=500), 1_000, True, "≥ 500"),
    (Figure("a", "", ""), 0.5, None, ""),
    (Figure("a", "", "", least=0.92), None, None, "≥ 92 %"),
])  # fmt: skip
def test_a_figure_is_met_at_its_value_and_beyond(figure, value, met, reach):
    """Without a value to reach it is neither met nor missed."""
    assert figure.met(value) is met
    assert table.reach(figure) == reach


def test_own_words_are_exact_with_white_space_folded_and_lost_words_and_other_lines_count():
    """Of several accepted texts the nearest counts."""
    rows = [
        {"place": "1", "own": ["Yes,\n\nplease.", "Yes, please.\nBob"]},
        {"place": "2", "own": ["One two three four"]},
        {"place": "3", "own": ["One two"]},
    ]
    scores = own_words.judge(
        rows, [Answer("Yes, please."), Answer("One two four"), Answer("One two\nOn Monday Max wrote:")]
    )

    assert scores["own-words"].value == pytest.approx(1 / 3)
    assert [wrong.place for wrong in scores["own-words"].wrong] == ["2", "3"]
    assert scores["own-words-lost"] == Score(1 / 8, 8)
    assert own_words.leaks_in("One two\nOn Monday Max wrote:", ["One two"]) == ["On Monday Max wrote:"]
    assert scores["own-words-leaked"].value == pytest.approx(2 / 3)  # "One two four" is in no accepted text either


def test_an_answer_that_is_no_text_has_no_words():
    """As of a library that raised."""
    scores = own_words.judge([{"place": "1", "own": ["Yes"]}], [Answer(None, problem="ValueError")])

    assert [scores[key].value for key in ("own-words", "own-words-lost", "own-words-leaked")] == [0, 1, 0]


def bounce(place: str, **failed: bool | None) -> bounces.Case:
    return bounces.Case(Mail(place, b""), {f"{name}@hill.example": hard for name, hard in failed.items()})


def test_bounces_are_judged_by_all_their_recipients_and_ordinary_mail_by_any():
    """A set of addresses is right or wrong as a whole; good or now is asked of those that both know."""
    ordinary = bounces.Case(Mail("letter", b""), None)
    cut = bounces.Case(Mail("cut", b""), {"bob@exampl": False})
    cases = [bounce("one", jane=True), bounce("two", bob=False, eva=True), bounce("flanker"), cut, ordinary, ordinary]
    answers = [
        Failed({"jane@hill.example": True}), Failed({"bob@hill.example": True}), None, Failed({}), None, Failed({}),
    ]  # fmt: skip
    scores = bounces.judge(cases, [Answer(answer) for answer in answers])

    assert scores["bounces-found"].value == 3 / 4
    assert (scores["bounces-recipients"].value, scores["bounces-recipients"].of) == (1 / 2, 2)
    assert (scores["bounces-lasting"].value, scores["bounces-lasting"].of) == (1 / 2, 2)
    assert (scores["bounces-false"].value, scores["bounces-false"].of) == (1, 2)


def test_who_never_names_recipients_has_no_figure_for_them():
    """Instead of a zero."""
    scores = bounces.judge([bounce("one", jane=True)], [Answer(Failed(None))])

    assert scores["bounces-found"].value == 1
    assert scores["bounces-recipients"].value is None


def test_auto_replies_count_as_found_and_people_s_mail_as_false():
    """Both kinds of mistakes are listed."""
    cases = [auto_replies.Case(Mail(name, b""), name.startswith("away")) for name in ("away1", "away2", "letter")]
    scores = auto_replies.judge(cases, [Answer(True), Answer(False), Answer(True)])

    assert scores["auto-replies-found"].value == 1 / 2
    assert scores["auto-replies-false"].value == 1
    assert [wrong.place for score in scores.values() for wrong in score.wrong] == ["away2", "letter"]


def test_a_date_is_right_between_the_label_s_days_and_wrong_where_there_is_none():
    """Of several dates the best one counts; where there is none, days in the past do no harm."""
    at, first, last = datetime(2026, 11, 18, tzinfo=UTC), date(2026, 12, 1), date(2026, 12, 31)
    phrases = [dates.Phrase("p", "en", "a", at, first, last)] * 2 + [dates.Phrase("p", "en", "b", at)] * 2
    found = [(date(2026, 1, 1), last), (date(2027, 1, 1),), (date(2026, 1, 1),), (date(2027, 1, 1),)]
    scores = dates.judge(phrases, [Answer(days) for days in found])

    assert scores["dates"].value == 1 / 2
    assert scores["dates-none"].value == 1


def test_recognizers_sentences_are_taken_where_they_have_one_day_that_is_yet_to_come(tmp_path):
    """Others are about the past, about another century, or about no day."""
    rows = [recognized(f"back {day}", day) for day in ("2026-12-04", "2026-11-18", "2029-01-01", "0001-01-01")]
    (tmp_path / "dates").mkdir()
    (tmp_path / "dates/recognizers-English-DateParser.json").write_text(json.dumps([*rows, rows[0] | {"Results": []}]))

    assert [phrase.text for phrase in dates.recognizers(Corpus(tmp_path), "English")] == ["back 2026-12-04"]


@pytest.mark.parametrize("text", [
    "It is fine for us all.\n> It is fine.", "See below, it is all there.\n-----Original Message-----",
    "It is fine for us all.\n-- \nBob", "It is all in the mail below.\nFrom: Jane Roe", "Only four words here",
    "It is all in here:\nbegin 644 a.png\n",
])  # fmt: skip
def test_a_text_with_anything_that_may_be_a_quote_is_no_unquoted_mail(tmp_path, text):
    """So that whatever is missing of the others was its author's own."""
    (tmp_path / "mime").mkdir()
    for name in ("quotes/html/a.html", "quotes/gold.jsonl", "mime/a.eml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("")
    (tmp_path / "mime/a.eml").write_text(f"From: jane@hill.example\nSubject: Hello\n\n{text}\n")
    (tmp_path / "mime/b.eml").write_text("From: jane@hill.example\nSubject: Hello\n\nIt is fine for us all.\n\nJane\n")

    assert [found.place for found in whole.cases(Corpus(tmp_path))] == ["mime/b.eml"]


@pytest.mark.parametrize(("mail", "report"), [
    (Mail("mime/bounce.txt", b""), True), (Mail("mime/multipart_report_emails/a.eml", b""), True),
    (Mail("mime/a.eml", b"Content-Type: Multipart/Report; boundary=x"), True),
    (Mail("mime/a.eml", b"Disposition-Notification-To: jane@hill.example"), False),
])  # fmt: skip
def test_a_report_is_known_by_folder_name_and_parts(mail, report):
    """Who only asks for a receipt wrote an ordinary mail."""
    assert is_report(mail) is report


def test_made_up_mail_is_the_same_every_time_and_reads_as_people_s():
    """What is measured must not change from run to run; nothing in it refers to what it answers."""
    made, again = made_up.world(size=12), made_up.world(size=12)
    messages = [read(incoming.mail) for incoming in made.incoming]

    assert made == again
    assert {message.kind for message in messages} == {Kind.PERSON}
    assert not any(message.envelope.in_reply_to or message.envelope.references for message in messages)
    assert {thread for incoming in made.incoming for thread in incoming.threads} == {offer.id for offer in made.offers}


def test_an_answer_is_rejoined_to_all_its_threads_and_no_others_and_holding_is_not_merging():
    """Held threads count as found, and never as merged."""
    offers = made_up.world(size=3).offers
    known = index(map(rejoin.conversation, offers))
    to = [made_up.Incoming("x", b"Subject: x\n", frozenset(threads)) for threads in ({"a"}, {"a", "b"}, {"a"}, (), ())]
    found = [("a", True), ("ab", False), ("b", True), ("a", False), ("a", True)]
    answers = [Answer(rejoin.Found(frozenset(threads), joined)) for threads, joined in found]
    scores = rejoin.judge([rejoin.Case(incoming, offers, known) for incoming in to], answers)

    assert scores["rejoined"].value == pytest.approx(2 / 3)
    assert scores["rejoined-surely"].value == pytest.approx(1 / 3)
    assert scores["rejoin-merged"].value == 2
