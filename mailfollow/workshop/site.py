"""What the workshop answers, and to whom: the token, the ticket, the page and its version. It speaks no HTTP itself."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from mailfollow.errors import MailfollowError, UsageError

METHODS = ("GET", "HEAD")

HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""What every answer says besides its Content-Security-Policy."""

NOTHING_ALLOWED = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

Query = Mapping[str, str]
Show = Callable[[Query, str], str]
"""From the query of the address and a nonce to a page of HTML."""


def page_policy(nonce: str) -> str:
    """Return the Content-Security-Policy of a page: its own style and script, its own server, an empty icon."""
    return (
        f"default-src 'none'; style-src 'nonce-{nonce}'; script-src 'nonce-{nonce}'; connect-src 'self'; "
        "img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


@dataclass(slots=True)
class Site:
    """What is served: the page, and a short text that changes when the page would.

    `ticket` opens the page once in place of the token: the command line of a browser, where it stands, can be read by
    everybody on the machine.
    """

    show: Show
    version: Callable[[], str]
    tell: Callable[[str], None]
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    ticket: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    lock: threading.Lock = field(default_factory=threading.Lock)

    def takes(self, ticket: str) -> bool:
        """Whether this is the ticket; it is used up then."""
        with self.lock:
            fits = bool(self.ticket) and same(ticket, self.ticket)
            self.ticket = "" if fits else self.ticket
        return fits


@dataclass(frozen=True, slots=True)
class Answer:
    """What a request gets: status (RFC 9110), text, media type, and headers besides `HEADERS`."""

    status: int
    text: str
    kind: str = "text/plain"
    headers: Mapping[str, str] = field(default_factory=lambda: {"Content-Security-Policy": NOTHING_ALLOWED})


NOT_FOUND = Answer(404, "Not found.\n")
MISDIRECTED = Answer(421, "Not here.\n")


def same(given: str, wanted: str) -> bool:
    """Whether two texts are the same, in a time that does not tell how much of them is."""
    return secrets.compare_digest(given.encode("utf-8", "surrogatepass"), wanted.encode("utf-8"))


def not_allowed() -> Answer:
    """Return what every method gets that is not in `METHODS` (RFC 9110 section 15.5.6)."""
    return Answer(405, "Only reading.\n", headers={**NOT_FOUND.headers, "Allow": ", ".join(METHODS)})


def _moved(path: str) -> Answer:
    return Answer(303, "", headers={**NOT_FOUND.headers, "Location": path})


def answer(site: Site, path: str, query: Query) -> Answer:
    """Return what lies at a path: "/<token>/" is the page, "/<token>/version" its version, "/<ticket>/" leads there."""
    empty, token, *rest = [*path.split("/"), ""]
    if empty == "" and rest and not rest[0] and site.takes(token):
        return _moved(f"/{site.token}/")
    if empty or not same(token, site.token):
        return NOT_FOUND
    if rest == [""]:  # without the slash at its end, as some copy it
        return _moved(f"/{site.token}/")
    if rest == ["version", ""]:
        return Answer(200, site.version())
    return _shown(site, query) if rest == ["", ""] else NOT_FOUND


def _shown(site: Site, query: Query) -> Answer:
    """Return the page; one at a time is made."""
    nonce = secrets.token_urlsafe(16)
    try:
        with site.lock:
            text = site.show(query, nonce)
    except UsageError as error:
        return Answer(404, f"{error}\n")
    except MailfollowError as error:
        return Answer(503, f"{error}\n")
    except Exception as error:  # noqa: BLE001 - a page that fails must not end the others, and be told of
        site.tell(f"The page could not be made ({type(error).__name__}: {error}).")
        return Answer(500, "This page could not be made; the terminal says why.\n")
    return Answer(200, text, "text/html", {"Content-Security-Policy": page_policy(nonce)})
