"""HTML mail to text, as a reader sees it: one line a block, and "> " marks before quoted history.

BeautifulSoup over lxml, because other parsers can be made to take seconds by a small mail. The tree is walked without
recursion. Nothing is fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import TYPE_CHECKING

from mailfollow.reading.message.charset import storable

if TYPE_CHECKING:
    from bs4 import PageElement, Tag

_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "center", "dd", "div", "dl", "dt", "fieldset", "figure"}
    | {"footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "nav", "ol", "p"}
    | {"pre", "section", "table", "tbody", "tfoot", "thead", "tr", "ul"}
)
_SPACED = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "blockquote", "pre"})
_UNSEEN = frozenset({"head", "style", "script", "title", "template", "object", "select", "textarea", "svg", "math"})
_XML_DECLARATION = re.compile(r"<\?xml[^<>]{0,200}>", re.IGNORECASE)
_MARKUP = re.compile(r"<(?:(/?)([A-Za-z][A-Za-z0-9:]*))?")
_TAG = re.compile(r"<[^<>]*>")
_RULE = "_" * 32
_MOST_TAGS = 20_000
"""Tags that are parsed, so that 256 kB of nothing but tags cost no seconds; long newsletters have 8,000."""
_DEEPEST = 500
"""Elements within each other; the parser's time grows with the square of it, and newsletters come to 60."""
_NEVER_CLOSED = frozenset(
    {"area", "base", "basefont", "br", "col", "dd", "dt", "hr", "img", "input", "li", "link", "meta", "option", "p"}
    | {"tbody", "td", "tfoot", "th", "thead", "tr", "wbr"}
)
"""Elements that are void or whose end may be left out (HTML 4.01 section 3.2.1): they say nothing about depth."""
_MOST_MARKS = 20
"""Quote marks on one line; deeper history is marked no further."""


def html_to_text(html: str) -> str:
    """Turn HTML into text with quote marks. Takes anything; markup that cannot be parsed loses its tags."""
    html = storable(html)
    if "<" not in html:
        return unescape(html)
    root = _parse(html[: _end_of_sense(html)])
    if root is None:
        return unescape(_TAG.sub(" ", html))
    page = _Page()
    for tag, opens in _walk(root, page):
        page.open(tag) if opens else page.close(tag)
    page.end_line()
    return "\n".join(page.lines)


def _end_of_sense(html: str) -> int | None:
    """Return where `html` has more tags, or more of them within each other, than a person's mail; None if nowhere."""
    depth = 0
    for number, found in enumerate(_MARKUP.finditer(html)):
        if found[2] and found[2].lower() not in _NEVER_CLOSED:
            depth = max(depth - 1, 0) if found[1] else depth + 1
        if number >= _MOST_TAGS or depth > _DEEPEST:
            return found.start()
    return None


def _parse(html: str) -> Tag | None:
    from bs4 import BeautifulSoup
    from bs4.exceptions import ParserRejectedMarkup

    try:
        return BeautifulSoup(_XML_DECLARATION.sub("", html), "lxml")
    except (ParserRejectedMarkup, AssertionError, ValueError):
        return None


def _walk(root: Tag, page: _Page) -> Iterator[tuple[Tag, bool]]:
    """Go through the tree in reading order: each element as it opens and closes; text goes straight to the page."""
    from bs4 import NavigableString, Tag

    stack: list[tuple[Tag, Iterator[PageElement]]] = [(root, iter(root.contents))]
    while stack:
        parent, children = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
            yield parent, False
        elif isinstance(child, Tag):
            if page.shows(child):
                yield child, True
                stack.append((child, iter(child.contents)))
        elif type(child) is NavigableString:
            page.write(child, keep=parent.name == "pre")


class _Page:
    """The text so far. Mutable on purpose: it is filled in one walk over the tree."""

    def __init__(self) -> None:
        from mailfollow.reading.message import html_quotes

        self.marks = html_quotes
        self.lines: list[str] = []
        self.line: list[str] = []
        self.depth = 0
        self.history = False

    def shows(self, tag: Tag) -> bool:
        """Whether a reader sees the element."""
        return tag.name not in _UNSEEN and not self.marks.is_hidden(tag)

    def open(self, tag: Tag) -> None:
        """Begin an element."""
        if tag.name == "br":
            self.end_line(blank=True)
        elif tag.name in _BLOCKS:
            self.end_line()
        if self.marks.begins_history(tag):
            self.end_line()
            self.history = True
        if self.marks.is_quote(tag):
            self.end_line()
            self.depth += 1
        elif self.marks.is_signature(tag) and any(self.lines):
            self.end_line()
            self.lines.append(self.prefix() + "-- ")
        if tag.name == "li":
            self.line.append("- ")
        elif tag.name == "hr":
            self.lines.append(self.prefix() + _RULE)

    def close(self, tag: Tag) -> None:
        """End an element."""
        if self.marks.is_quote(tag):
            self.end_line()
            self.depth -= 1
        if tag.name in _BLOCKS:
            self.end_line()
            spaced = tag.name in _SPACED and "MsoNormal" not in (tag.get("class") or ())
            if spaced and self.lines and self.lines[-1].strip("> "):
                self.lines.append(self.prefix().rstrip())
        elif tag.name in {"td", "th"}:
            self.line.append(" ")

    def write(self, text: str, keep: bool) -> None:
        """Add text; line breaks count in preformatted text only."""
        if keep and "\n" in text:
            first, *rest = text.split("\n")
            self.line.append(first)
            for line in rest:
                self.end_line(blank=True)
                self.line.append(line)
        else:
            self.line.append(text)

    def end_line(self, blank: bool = False) -> None:
        """Put the line on the page; an empty one only if `blank`."""
        text = " ".join("".join(self.line).split())
        self.line.clear()
        if text or blank:
            self.lines.append((self.prefix() + text).rstrip())

    def prefix(self) -> str:
        """Give the quote marks for what comes next."""
        return "> " * min(self.depth + self.history, _MOST_MARKS)
