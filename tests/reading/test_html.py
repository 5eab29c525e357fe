"""HTML turned to text as a reader sees it, with quote marks."""

from __future__ import annotations

import warnings

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailfollow.reading.message.html import html_to_text


def lines(html: str) -> list[str]:
    """The lines of the text on which something stands."""
    return [line for line in html_to_text(html).split("\n") if line.strip("> ")]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("One<br>Two<br/><br>Three", "One\nTwo\n\nThree"),
        ("<div>One</div><div>Two</div>", "One\nTwo"),
        ("<p class=MsoNormal>One</p><p class=MsoNormal>Two</p>", "One\nTwo"),
        ("One  \n two&nbsp;<b>th</b>ree &amp; four", "One two three & four"),
        ("<ul><li>One<li>Two</ul>", "- One\n- Two"),
        ("<table><tr><td>Price</td><td>4,800</td></tr><tr><td>Total</td></tr></table>", "Price 4,800\nTotal"),
        ("<pre>One\n  Two</pre>", "One\nTwo"),
        ('<a href="https://agency.example/x">our site</a>', "our site"),
        ("One<hr>Two", "One\n________________________________\nTwo"),
        ("no tags &lt;here&gt;", "no tags <here>"),
        ("", ""),
    ],
)
def test_blocks_become_lines(html: str, text: str) -> None:
    assert html_to_text(html).strip() == text


@pytest.mark.parametrize(
    "html",
    [
        "<style>p {}</style>Seen",
        "<script>alert('no')</script>Seen",
        "<head><title>no</title></head><body>Seen</body>",
        "<!-- no -->Seen",
        "<!--[if mso]><p>no</p><![endif]-->Seen",
        '<div style="Display : none">no</div>Seen',
        "<span hidden>no</span>Seen",
        '<div style="max-height:0px; overflow:hidden">no</div>Seen',
        '<div style="visibility:hidden">no</div>Seen',
        '<div style="mso-hide:all;font-size:1px">no</div>Seen',
        '<div style="opacity: 0">no</div>Seen',
        '<?xml version="1.0" encoding="UTF-8"?><html><body>Seen</body></html>',
        "<![CDATA[no]]>Seen",
    ],
)
def test_what_nobody_sees_is_left_out(html: str) -> None:
    assert html_to_text(html).strip() == "Seen"


@pytest.mark.parametrize(
    "quote",
    [
        "<blockquote>Old</blockquote>",
        '<blockquote type="cite">Old</blockquote>',
        '<blockquote class="gmail_quote" style="border-left:1px solid">Old</blockquote>',
        '<div class="gmail_attr">Old</div>',
        '<div class="moz-cite-prefix">Old</div>',
        '<div class="yahoo_quoted" id="yahoo_quoted_1">Old</div>',
        '<div class="protonmail_quote">Old</div>',
        '<span id="OLK_SRC_BODY_SECTION">Old</span>',
        '<p id="reply-intro">Old</p>',
        '<div name="messageReplySection">Old</div>',
        '<div class="hs_reply">Old</div>',
        '<div class="missive_quote">Old</div>',
        '<div class="x_gmail_attr">Old</div>',
        '<div name="quote">Old</div>',
    ],
)
def test_what_mail_clients_mark_as_quoted_gets_quote_marks_and_the_rest_none(quote: str) -> None:
    assert lines(f"<div>Above</div>{quote}<div>Below</div>") == ["Above", "> Old", "Below"]


@pytest.mark.parametrize(
    "mark",
    [
        '<div id="divRplyFwdMsg"></div>',
        '<div id="appendonsend"></div>',
        '<div id="x_divRplyFwdMsg"></div>',
        '<div class="gmail_attr">---------- Forwarded message ---------<br>From: Max</div>',
        '<hr id="stopSpelling">',
        '<div style="border:none; border-top:solid #E1E1E1 1.0pt"><p><b>Von:</b> Max<br><b>An:</b> Jane</p></div>',
        '<div style="border-top-width: 1px; border-top-style: solid;"><b>От:</b> Max<br><b>Кому:</b> Jane</div>',
    ],
)
def test_from_the_mark_of_outlook_on_everything_is_quoted(mark: str) -> None:
    found = lines(f"<div>Above</div>{mark}<p>Old</p><div>Older</div>")

    assert found[0] == "Above"
    assert found[-2:] == ["> Old", "> Older"]
    assert all(line.startswith(">") for line in found[1:])


def test_a_line_above_other_words_quotes_nothing() -> None:
    html = '<div style="border-top:solid 1px">We accept: both offers.</div><div>Jane</div>'

    assert lines(html) == ["We accept: both offers.", "Jane"]


def test_nested_quotes_get_as_many_marks_up_to_twenty() -> None:
    assert lines("<blockquote>One<blockquote>Two</blockquote>Three</blockquote>") == ["> One", "> > Two", "> Three"]
    assert lines("<blockquote>" * 30 + "Deep")[-1] == "> " * 20 + "Deep"


def test_an_indented_paragraph_is_no_quote() -> None:
    html = 'We need:<blockquote style="margin: 0 0 0 40px; border: none; padding: 0px">a website</blockquote>'

    assert lines(html) == ["We need:", "a website"]


def test_a_signature_that_the_client_marked_gets_the_delimiter() -> None:
    html = '<div>We accept.</div><div class="gmail_signature">Jane<br>Client Ltd</div>'

    assert html_to_text(html).split("\n") == ["We accept.", "-- ", "Jane", "Client Ltd"]


def test_words_that_stand_in_a_signature_element_from_the_first_are_words() -> None:
    assert lines('<div class="gmail_signature">We accept.</div>') == ["We accept."]


@pytest.mark.parametrize(
    "html", ["<", "<>", "<a", "</", "<!", "<!--", "<?", "<p", "&", "&#", "<div><", "<\0>", "<\ud800>"]
)
def test_broken_markup_gives_some_text(html: str) -> None:
    """Scenario 114."""
    assert html_to_text(html).encode("utf-8").decode("utf-8") == html_to_text(html)


def test_deep_nesting_and_thousands_of_tags_give_text_without_a_warning() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for unit in ("<div>", "<b><i>", "<blockquote>", "<table><tr><td>", "<ul><li>"):
            assert html_to_text("Start" + unit * 5_000 + "end").strip().startswith("Start")


def test_markup_of_absurd_depth_ends_there_and_what_stood_before_is_kept() -> None:
    """The parser's time grows with the square of the depth: a mail of 156 kB took more than three seconds."""
    text = html_to_text("We accept." + "<a b>quoted " * 5_000)

    assert text.startswith("We accept.quoted")
    assert text.count("quoted") < 600


def test_a_long_list_or_table_without_end_tags_is_not_deep() -> None:
    assert html_to_text("<ul>" + "<li>one" * 3_000).count("one") == 3_000
    assert html_to_text("<table>" + "<tr><td>one" * 3_000).count("one") == 3_000
    assert html_to_text("one<br>" * 3_000).count("one") == 3_000
    assert html_to_text("<b>one</b>" * 3_000).count("one") == 3_000


@given(st.text(alphabet="<>/abdivpqu=\"'&;#! -\n\0\ud800é", max_size=300))
def test_any_markup_gives_text_that_can_be_stored(html: str) -> None:
    text = html_to_text(html)

    text.encode("utf-8")
    assert "\0" not in text
