"""What the person has to offer besides the proposal: a case study, a checklist, an article, with a pitch for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Resource:
    """One thing to offer, from a Markdown file with front matter. `name` is the file's stem, "pump-care".

    It has a `url`, or a `file` of the same folder that goes along with the draft, or both.
    """

    name: str
    kind: str
    """A short name in small letters, such as "case-study"; templates say which kind they offer."""
    title: str
    pitch: str
    """One or two sentences on what the reader gets out of it, as they are to stand in a mail."""
    url: str | None = None
    file: str | None = None
    topics: tuple[str, ...] = ()
    """The words by which a proposal that it fits is known, several words each or one."""
    languages: tuple[str, ...] = ()
    """Codes of the languages to offer it in; empty = any."""
    expires: date | None = None
    """The last day on which it is offered."""
    path: str = ""


@dataclass(frozen=True)
class Attachment:
    """A file that goes along with a draft: its name for the reader, its media type (RFC 2046), and its bytes."""

    name: str
    media_type: str
    data: bytes


@dataclass(frozen=True)
class Offer:
    """A resource that fits a proposal, with the words by which that was seen, and its file, if it has one."""

    resource: Resource
    matched: tuple[str, ...]
    attachment: Attachment | None = None
