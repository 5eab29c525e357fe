"""The workshop in a real Chromium: opened, filtered, walked through by keyboard, and set anew when a file is saved."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.cli.command import ROOT, Person
from tests.workshop.stage import HOSTILE, Workshop, workshop

SHIPPED = len(list((ROOT / "templates/en").glob("*.txt.j2")))
OWN = """\
+++
angle = "two-week-trial"
+++
{{ greeting }}

A trial of two weeks says more than ten pages.

Which two weeks would suit you?

{{ sign_off }}
"""
ZEBRAS = {f"zebra-{one}": OWN.replace("two-week-trial", f"zebra-{one}") for one in ("one", "two")}
LATE = OWN.replace('"two-week-trial"', '"only-late"\ntouches = [5]')
FAULTY = OWN.replace("two-week-trial", "too-eager").replace("A trial", "I am just checking in. A trial")
BROKEN = "no front matter"
OWNED = {"two-week-trial": OWN, "only-late": LATE, **ZEBRAS, "too-eager": FAULTY, "half-done": BROKEN}
CONTRAST = (ROOT / "tests/workshop/contrast.js").read_text("utf-8")


@dataclass
class Window:
    """A browser window with the workshop in it, and all that it asked for or complained of."""

    page: Page
    shop: Workshop
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    expected: str = "none is expected"
    """What stands in the complaints that a test provokes."""


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory, made_once: Path) -> Iterator[Workshop]:
    """A workshop for tests that only look: one text of the person's own, one with faults, and one that is broken."""
    folder = tmp_path_factory.mktemp("shop")
    shutil.copytree(made_once, folder, dirs_exist_ok=True)
    person = Person(folder)
    for name, text in OWNED.items():
        person.template(f"en/{name}", text)
    with workshop(person) as started:
        yield started


@pytest.fixture
def look() -> dict[str, Any]:
    """How the window is: a test with another wish overrides it."""
    return {"viewport": {"width": 1280, "height": 900}}


@contextmanager
def opened(browser: Browser, shop: Workshop, look: dict[str, Any]) -> Iterator[Window]:
    """Open the address that was printed; in the end there was no request to anywhere else, and no error."""
    context = browser.new_context(**look)
    seen = Window(context.new_page(), shop)
    seen.page.on("request", lambda request: seen.requests.append(request.url))
    seen.page.on("console", lambda said: seen.errors.append(said.text) if said.type in {"error", "warning"} else None)
    seen.page.on("pageerror", lambda error: seen.errors.append(str(error)))
    seen.page.goto(shop.url)
    yield seen
    context.close()
    assert seen.requests
    assert [url for url in seen.requests if not url.startswith((shop.url, "data:,"))] == []
    assert [error for error in seen.errors if seen.expected not in error] == []


@pytest.fixture
def window(browser: Browser, shop: Workshop, look: dict[str, Any]) -> Iterator[Window]:
    """A window to look through."""
    with opened(browser, shop, look) as seen:
        yield seen


@pytest.fixture
def writing(browser: Browser, person: Person, look: dict[str, Any]) -> Iterator[Window]:
    """A window on a workshop of one's own, in which files are saved."""
    person.template("en/two-week-trial", OWN)
    with workshop(person) as started, opened(browser, started, look) as seen:
        yield seen


def choose(window: Window, words: str) -> None:
    """Set the page with the proposal whose subject has these words."""
    options = window.page.locator("#with option").all()
    (value,) = [one.get_attribute("value") for one in options if words in (one.text_content() or "")]
    window.page.select_option("#with", value)
    with window.page.expect_navigation():
        window.page.get_by_role("button", name="Set").click()


def names(window: Window) -> list[str]:
    """Return the names of the proofs that are to be seen."""
    return window.page.locator("article:visible h2").all_inner_texts()


def test_every_text_is_there_as_a_mail(window: Window) -> None:
    """With From, To and Subject, and beside it what there is to know."""
    expect(window.page.locator("article")).to_have_count(SHIPPED + len(OWNED))

    own = window.page.locator("#t-en-two-week-trial")
    expect(own.locator(".letter")).to_have_text(
        re.compile(r"^Hello Anna,\s+A trial .*\s+Which .*\?\s+Best regards,\s+Jonas$")
    )
    expect(own.locator(".head")).to_contain_text("Anna Berger <anna.berger@acme.example>")
    notes = own.locator(".notes")
    for note in (
        "No fault.",
        "of 120 words",
        "reading ease",
        "waiting",
        "Never used.",
        "Yours:",
        "two-week-trial.txt.j2",
    ):
        expect(notes).to_contain_text(note)


def test_a_proposal_of_the_persons_own_is_set_in(window: Window) -> None:
    """Its people and subject; and which text its draft has, where the list leads to."""
    choose(window, "new website")

    page = window.page
    expect(page.locator("#t-en-two-week-trial .letter")).to_contain_text("Hello Jane,")
    expect(page.locator("#t-en-two-week-trial .subject")).to_have_text("Re: Proposal: new website")
    chosen = page.locator("article:has(.chosen)")
    expect(chosen).to_have_count(1)
    expect(chosen.locator(".choice")).to_have_text("The draft that lies in Drafts has this text.")
    expect(chosen.locator(".notes")).to_contain_text("1 draft: 1 in Drafts now.")
    link = page.locator(".set-with a")
    assert link.get_attribute("href") == f"#{chosen.get_attribute('id')}"


def test_a_follow_up_can_be_chosen(window: Window) -> None:
    """What fits it is told for each text."""
    page = window.page
    page.select_option("#touch", "5")
    choose(window, "new website")

    expect(page.locator(".set-with")).to_contain_text("follow-up 5")
    expect(page.locator("#t-en-only-late .choice")).to_contain_text("It fits")
    expect(page.locator("#touch")).to_have_value("5")


def test_a_hostile_subject_is_text(window: Window) -> None:
    """Shown letter by letter, but for what would turn it around; nothing of it runs."""
    choose(window, "<script>")

    visible = HOSTILE.replace("\u202e", "")
    expect(window.page.locator(".set-with bdi")).to_have_text(visible)
    expect(window.page.locator("#t-en-two-week-trial .subject")).to_have_text(f"Re: {visible}")
    assert window.page.title() == "Proofs: English"
    assert window.page.locator("main script, main img, header script, header img").count() == 0


def test_a_script_that_got_in_would_not_run(window: Window) -> None:
    """The second fence: the page's own policy allows its own script only."""
    page = window.page
    window.expected = "Content Security Policy"
    image = "document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"document.title=1\">')"
    script = "document.body.append(Object.assign(document.createElement('script'), {text: 'document.title=2'}))"
    for smuggled, refused in ((image, "event handler"), (script, "inline script")):
        with page.expect_console_message(lambda said, refused=refused: refused in said.text):  # type: ignore[misc]
            page.evaluate(smuggled)

    assert page.title() == "Proofs: English"


def test_the_filter_leaves_what_has_the_words(window: Window) -> None:
    """In the list and among the proofs; Escape brings all back."""
    page = window.page
    page.keyboard.press("/")
    page.keyboard.type("two-week tri")

    assert names(window) == ["two-week-trial"]
    assert page.locator("#list a:visible").all_inner_texts() == ["two-week-trial"]
    expect(page.get_by_role("status")).to_have_text("1 template with “two-week tri”")
    page.keyboard.press("Escape")
    assert len(names(window)) == SHIPPED + len(OWNED)
    assert page.evaluate("document.activeElement.tagName") == "BODY"


def test_it_can_be_used_by_keyboard_alone(window: Window) -> None:
    """From the skip link through filter and list to a proof, and from proof to proof; one sees where one is."""
    page = window.page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the proofs"
    expect(page.locator(".skip")).to_be_in_viewport()
    for key in ("/", *"zebra", "ArrowDown", "ArrowDown"):
        page.keyboard.press(key)
    assert page.evaluate("document.activeElement.hash") == "#t-en-zebra-two"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    expect(page.locator("#list a[aria-current]")).to_have_text("zebra-two")
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.id") == "t-en-zebra-one"
    expect(page.locator("#list a[aria-current]")).to_have_text("zebra-one")
    assert page.evaluate("getComputedStyle(document.activeElement.querySelector('.sheet')).outlineStyle") == "solid"
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.id") == "t-en-zebra-two"


def test_j_in_a_field_is_a_letter(window: Window) -> None:
    window.page.locator("#filter").fill("")
    window.page.locator("#filter").press_sequentially("jk/")

    expect(window.page.locator("#filter")).to_have_value("jk/")


def test_it_is_set_anew_when_a_file_is_saved(writing: Window) -> None:
    """By itself, in place: what was read stays where it is, and filter, selection and focus stay as well."""
    page = writing.page
    page.locator("#filter").fill("t")
    page.locator("#list a[href='#t-en-two-week-trial']").click()
    article = page.locator("#t-en-two-week-trial")
    place = article.bounding_box()
    assert place
    loaded = len([url for url in writing.requests if not url.endswith("version")])

    writing.shop.person.template("en/two-week-trial", OWN.replace("ten pages", "twenty pages"))

    expect(article.locator(".letter")).to_contain_text("twenty pages")
    expect(article.locator(".changed")).to_be_visible()
    expect(page.get_by_role("status")).to_have_text("Set again: two-week-trial")
    assert (article.bounding_box() or {})["y"] == pytest.approx(place["y"], abs=1)
    assert page.locator("#filter").input_value() == "t"
    expect(page.locator("#list a[aria-current]")).to_have_text("two-week-trial")
    assert len([url for url in writing.requests if not url.endswith("version")]) == loaded + 1


def test_a_file_that_breaks_says_so_at_its_place(writing: Window) -> None:
    """With line and column, and it is whole again when it is mended."""
    page = writing.page
    broken = OWN.replace("{{ greeting }}", "{{ greeting ")
    writing.shop.person.template("en/two-week-trial", broken)

    problem = page.locator("#broken-en-two-week-trial")
    expect(problem).to_contain_text("This file cannot be used:")
    expect(problem.locator(".problems")).to_contain_text(re.compile(r"two-week-trial\.txt\.j2:\d+:1: "))
    expect(page.locator("#list")).to_contain_text("two-week-trial")
    writing.shop.person.template("en/two-week-trial", OWN)
    expect(page.locator("#t-en-two-week-trial .letter")).to_contain_text("ten pages")
    expect(problem).to_have_count(0)


def test_a_fault_is_told_beside_the_text(writing: Window) -> None:
    """As `templates check` tells it."""
    writing.shop.person.template("en/two-week-trial", OWN.replace("A trial", "I am just checking in. A trial"))

    faults = writing.page.locator("#t-en-two-week-trial .notes .problems")
    expect(faults).to_contain_text('6:6 [banned-phrase] "just checking in" is worn out')


def test_the_end_of_the_workshop_is_told(writing: Window) -> None:
    """The page stays, and says what to do."""
    writing.expected = "net::ERR_"
    writing.shop.end()

    expect(writing.page.get_by_role("status")).to_contain_text("The workshop has ended. Start it again")


def test_landmarks_and_labels_are_there(window: Window) -> None:
    """For those who hear the page: landmarks, headings in order, every field with a label, the letter's language."""
    page = window.page
    for role, name in (("banner", None), ("navigation", "Templates"), ("main", None), ("status", None)):
        assert page.get_by_role(role, name=name).count() == 1  # type: ignore[arg-type]
    assert page.get_by_role("heading", level=1).count() == 1
    for label in ("Set with", "Follow-up", "Language", "Filter /"):
        expect(page.get_by_label(label, exact=True)).to_be_visible()
    unnamed = "[...document.querySelectorAll('a, button')].filter((one) => !one.textContent.trim()).length"
    assert page.evaluate(unnamed) == 0
    assert (
        page.evaluate("new Set([...document.querySelectorAll('[id]')].map((one) => one.id)).size")
        == page.locator("[id]").count()
    )
    assert page.locator("#t-en-two-week-trial .letter").get_attribute("lang") == "en"


@pytest.mark.parametrize("look", [{"color_scheme": "light"}, {"color_scheme": "dark"}], ids=["light", "dark"])
def test_everything_can_be_read(window: Window) -> None:
    """Each text has a contrast of 4.5 or more with what is behind it (WCAG 2.2, 1.4.3), by the colours as computed."""
    choose(window, "new website")
    expect(window.page.locator("#broken-en-half-done")).to_be_visible()
    expect(window.page.locator("#t-en-too-eager .problems")).to_be_visible()

    found = window.page.evaluate(CONTRAST)

    assert len(found) > 300
    assert [one for one in found if one["contrast"] < 4.5] == []
    assert {one["behind"] for one in found} > {found[0]["behind"]}


def test_dark_is_dark(browser: Browser, shop: Workshop) -> None:
    """As the person's system wishes."""
    behind = {}
    for scheme in ("light", "dark"):
        page = browser.new_page(color_scheme=scheme)  # type: ignore[arg-type]
        page.goto(shop.url)
        colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
        behind[scheme] = sum(map(int, re.findall(r"\d+", colour)))
        page.close()

    assert behind["light"] > 600
    assert behind["dark"] < 100


@pytest.mark.parametrize(
    "look", [{"viewport": {"width": width, "height": 740}} for width in (320, 360, 800, 1100)], ids=str
)
def test_nothing_is_cut_off(window: Window) -> None:
    """On a phone and on every window: nothing to scroll sideways, also with long words."""
    choose(window, "<script>")
    window.page.evaluate("document.querySelector('#t-en-two-week-trial .letter').textContent = 'very'.repeat(60)")
    window.page.evaluate("document.querySelector('#t-en-two-week-trial .path span').textContent = '/folder'.repeat(60)")

    assert window.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert (
        window.page.evaluate("Math.min(...[...document.querySelectorAll('.sheet')].map((one) => one.clientWidth))")
        > 250
    )


@pytest.mark.parametrize("look", [{"java_script_enabled": False}], ids=["without JavaScript"])
def test_it_works_without_javascript(window: Window) -> None:
    """Links and a form are enough; what only a script could do is not offered."""
    page = window.page
    expect(page.locator("#filter")).to_be_hidden()
    expect(page.locator("#keys")).to_be_hidden()
    page.locator("#list a[href='#t-en-two-week-trial']").click()
    expect(page.locator("#t-en-two-week-trial h2")).to_be_in_viewport()
    choose(window, "new website")
    expect(page.locator("#t-en-two-week-trial .letter")).to_contain_text("Hello Jane,")


def test_on_paper_there_are_only_proofs(window: Window) -> None:
    """No list, no form; black on white."""
    page = window.page
    page.emulate_media(media="print")

    expect(page.locator("nav")).to_be_hidden()
    expect(page.locator("form")).to_be_hidden()
    expect(page.locator("#t-en-two-week-trial .letter")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_another_page_cannot_frame_or_read_it(browser: Browser, shop: Workshop) -> None:
    """Even one that knows the address: it is shown in no frame, and its words are kept from other scripts."""
    page = browser.new_page()
    page.goto("about:blank")
    with page.expect_event("framenavigated", lambda frame: frame != page.main_frame) as inner:
        page.set_content(f"<iframe src='{shop.url}'></iframe>")

    assert inner.value.url.startswith("chrome-error:")
    read = "(url) => fetch(url).then((answer) => answer.text()).catch(() => 'refused')"
    assert page.evaluate(read, shop.url) == "refused"
    page.close()
