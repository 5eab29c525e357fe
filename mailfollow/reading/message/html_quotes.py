"""Which elements of an HTML mail hold quoted history, and which a signature.

Each mail client has its own marks. Taking them from the HTML is surer than guessing from the words later, and works in
every language.
"""

from __future__ import annotations

import re

from bs4 import NavigableString, Tag

# Elements whose content is history: what Gmail, Thunderbird, Yahoo, Proton Mail, Zoho, Tuta, Spark, Outlook for Mac and
# for telephones, and Roundcube put around it, or around the attribution line above it.
_QUOTES = frozenset(
    {
        "gmail_attr",
        "moz-cite-prefix",
        "moz-forward-container",
        "yahoo_quoted",
        "protonmail_quote",
        "zmail_extra",
        "tutanota_quote",
        "olk_src_body_section",
        "mail-editor-reference-message-container",
        "ms-outlook-mobile-reference-message",
        "messagereplysection",
        "messageforwardsection",
        "reply-intro",
        "isreplycontent",
        "isforwardcontent",
        "hs_reply",
        "missive_quote",
        "front-blockquote",
        "edo-original",
    }
)
# Elements from which on everything is history: Outlook on the web and for telephones, Hotmail, Outlook Express.
_HISTORY_BEGINS = frozenset({"divrplyfwdmsg", "appendonsend", "stopspelling", "outlookmessageheader"})
_AVAST = "dab4fad8-2dd7-40bb-a1b8-4e2aa1f9fdf2"
_SIGNATURES = frozenset(
    {
        "gmail_signature",
        "moz-signature",
        "protonmail_signature_block",
        "signature",
        "ms-outlook-mobile-signature",
        "applemailsignature",
        "linebreakatbeginningofsignature",
        "front-signature",
        "_rc_sig",
        "composer_signature",
        _AVAST,
    }
)
_HIDDEN = re.compile(
    r"display:none|visibility:hidden|mso-hide:all|(?:^|;)max-height:0(?:px)?(?:;|$|!)|(?:^|;)opacity:0(?:;|$|!)"
)
_BORDER = re.compile(r"border-top(?:-style)?:[^;]{0,40}solid")
_NEAR = 40
"""Elements and texts after the beginning of a line above a header block, among which its first labels are."""
_LABEL = re.compile(r"[^\W\d][^\d:]{0,28}:")


def is_quote(tag: Tag) -> bool:
    """Whether an element's content is quoted. A blockquote without a border is only somebody's indentation."""
    if tag.name == "blockquote":
        return tag.get("type") == "cite" or "border:none" not in style(tag)
    return not _QUOTES.isdisjoint(_names(tag)) or (tag.name == "div" and tag.get("name") == "quote")


def begins_history(tag: Tag) -> bool:
    """Whether all that follows is history: a client's mark, or Outlook's thin line above a header block."""
    names = _names(tag)
    if not _HISTORY_BEGINS.isdisjoint(names) or ("gmail_attr" in names and _first_text(tag).startswith("-----")):
        return True
    return tag.name == "div" and _BORDER.search(style(tag)) is not None and _has_labels(tag)


def is_signature(tag: Tag) -> bool:
    """Whether a mail client put the signature into this element."""
    return tag.get("data-signatureblock") == "true" or not _SIGNATURES.isdisjoint(_names(tag))


def is_hidden(tag: Tag) -> bool:
    """Whether nobody sees the element, such as the preview text of a newsletter."""
    return tag.has_attr("hidden") or _HIDDEN.search(style(tag)) is not None


def style(tag: Tag) -> str:
    """Give the style attribute in lower case without spaces."""
    return "".join(str(tag.get("style") or "").lower().split())


def _names(tag: Tag) -> set[str]:
    """Give an element's class names, id and name in lower case, without the "x_" that Outlook puts before others'."""
    classes = tag.get("class")
    found = classes.split() if isinstance(classes, str) else list(classes or ())
    return {str(name).lower().removeprefix("x_") for name in (*found, tag.get("id"), tag.get("name")) if name}


def _first_text(tag: Tag) -> str:
    """Give the first text after an element's start."""
    node = tag.next_element
    for _ in range(_NEAR):
        if type(node) is NavigableString and node.strip():
            return node.strip()
        node = node.next_element if node is not None else None
    return ""


def _has_labels(tag: Tag) -> bool:
    """Whether two labels such as "Von:", in any language, come at the beginning of an element.

    `descendants` would look for the end of the element first, each time; so its neighbours are visited one by one.
    """
    labels, node = 0, tag.next_element
    for _ in range(_NEAR):
        if type(node) is NavigableString:
            labels += _LABEL.fullmatch(node.strip()) is not None
        node = node.next_element if node is not None else None
    return labels >= 2
