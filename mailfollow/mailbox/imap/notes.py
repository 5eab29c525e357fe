"""What a server lacks, and what that means for the person: sentences for `mailfollow check`. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mailfollow.mailbox.folders import Listed, other_drafts
from mailfollow.model import Folder

_LACKS = {
    "UIDPLUS": "drafts are never withdrawn when an answer comes; status says so, and you delete them yourself",
    "CONDSTORE": "a changed flag alone (a draft marked as deleted) is noticed only when something else changes too",
    "LIST-STATUS": "each folder is asked about on its own, which takes longer",
    "SPECIAL-USE": "Sent, Drafts and Trash are recognised by their names",
}


def notes(
    capabilities: frozenset[str], folders: Sequence[Folder], listing: Sequence[Listed], forbidden: frozenset[str]
) -> tuple[str, ...]:
    """Return one sentence for each thing worth knowing."""
    return (*_lacking(capabilities), *_odd(folders, listing, forbidden))


def _lacking(capabilities: frozenset[str]) -> Iterator[str]:
    yield from (f"The server lacks {name}: {what}." for name, what in _LACKS.items() if name not in capabilities)


def _odd(folders: Sequence[Folder], listing: Sequence[Listed], forbidden: frozenset[str]) -> Iterator[str]:
    for name in other_drafts(listing, folders):
        yield f"“{name}” looks like another folder for drafts; what lies there is not seen."
    for name in sorted(forbidden):
        yield f"The folder “{name}” may not be read with this login; it is passed over."
