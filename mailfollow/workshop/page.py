"""The page as HTML: one file of markup with style and script beside it, every inserted text escaped by Jinja."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from mailfollow.model import Template as FollowUp
from mailfollow.workshop.starter import NOT_YET
from mailfollow.workshop.view import ALL, SAMPLES, TOUCHES, View
from mailfollow.writing.facts.clean import without_controls
from mailfollow.writing.languages import LANGUAGES

ASSETS = Path(__file__).parent / "assets"


def page(view: View, nonce: str) -> str:
    """Return the page; its only style and script carry `nonce`."""
    return _template().render(
        view=view,
        nonce=nonce,
        style=_asset("page.css"),
        script=_asset("page.js"),
        samples=SAMPLES,
        touches=TOUCHES,
        all=ALL,
        named=named,
        listed=listed,
        touches_of=touches_of,
        not_yet=not_yet,
    )


def named(code: str) -> str:
    """Return a language's English name, or its code where it has none here."""
    return LANGUAGES[code].name if code in LANGUAGES else code


def listed(items: Iterable[str]) -> str:
    """Return items with commas between them."""
    return ", ".join(items)


def touches_of(template: FollowUp) -> str:
    """Return which follow-ups a template fits: "any", "2", "2 to 5", "1, 4"."""
    numbers = template.touches
    if not_yet(template):
        return "none yet"
    if len(numbers) > 2 and list(numbers) == list(range(numbers[0], numbers[0] + len(numbers))):
        return f"{numbers[0]} to {numbers[-1]}"
    return ", ".join(map(str, numbers)) or "any"


def not_yet(template: FollowUp) -> bool:
    """Whether it is a beginning that nobody said of which follow-ups it fits."""
    return template.touches == NOT_YET


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(ASSETS),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_visible,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("page.html.j2")


def _visible(found: object) -> object:
    """Return a text without what is invisible in it, and could turn around or hide what stands beside it."""
    return without_controls(found, keep="\n") if isinstance(found, str) and not isinstance(found, Markup) else found


@cache
def _asset(name: str) -> Markup:
    """Return a file of ours, which is not escaped."""
    return Markup((ASSETS / name).read_text("utf-8"))  # noqa: S704 - it came with the program
