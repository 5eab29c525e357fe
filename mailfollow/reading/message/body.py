"""Which of a message's parts hold the text that a person wrote, and that text."""

from __future__ import annotations

from mailfollow.reading.message.html import html_to_text
from mailfollow.reading.message.mime import Part

Text = tuple[str, bool]
"""A text, and whether it was made from HTML."""


def body_text(root: Part) -> Text:
    """Give the text to read: plain text where there is any, else HTML turned to text; several parts are joined."""
    found = [text for text in _texts(root, named=False) if text[0].strip()]
    if not found:
        found = [text for text in _texts(root, named=True) if text[0].strip()][:1]
    return "\n".join(text for text, _ in found), any(html for _, html in found)


def _texts(part: Part, named: bool) -> list[Text]:
    """Collect a part's texts; of alternatives the first with plain text counts, else the first with any."""
    if part.content_type in {"message/rfc822", "message/global", "message/news"}:
        return []
    if not part.children:
        return _leaf_text(part, named)
    texts = [_texts(child, named) for child in part.children]
    if part.content_type != "multipart/alternative":
        return [text for several in texts for text in several]
    full = [several for several in texts if any(text.strip() for text, _ in several)]
    plain = [several for several in full if not any(html for _, html in several)]
    return next(iter(plain or full), [])


def _leaf_text(part: Part, named: bool) -> list[Text]:
    """Give the text of a leaf shown as the body. A named part is an attachment, unless nothing else is there."""
    if part.disposition == "attachment" or (part.filename and not named):
        return []
    if part.content_type == "text/html":
        return [(html_to_text(part.text), True)]
    return [(part.text, False)] if part.content_type in {"text/plain", "text/enriched", "text/markdown"} else []
