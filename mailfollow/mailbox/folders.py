"""Which folder is for what: Sent, Drafts, Trash, and those in which an answer may lie. Pure.

The settings win; then what the server says (special-use, RFC 6154, which Cyrus writes in lower case); then the names
that mail clients use in many languages. Several folders can be Sent or Trash, because each client may keep its own;
Drafts is one, as we write there. A wrong guess is worse than none: where Sent or Drafts isn't found, the error lists
the folders that were seen and the setting to use.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from unicodedata import normalize

from mailfollow.errors import ConfigError, DataError
from mailfollow.mailbox import control, names
from mailfollow.model import Account, Folder, Role
from mailfollow.tracking.orders import FOLDERS

_USUAL = {Role.SENT: names.SENT, Role.DRAFTS: names.DRAFTS, Role.TRASH: names.TRASH}
_SPECIAL_USE = {Role.SENT: "\\sent", Role.DRAFTS: "\\drafts", Role.TRASH: "\\trash"}
_WRITABLE = frozenset({Role.DRAFTS, Role.WATCH, Role.CONTROL})
_UNSELECTABLE = frozenset({"\\noselect", "\\nonexistent"})
_NOT_WATCHED = frozenset({"\\drafts", "\\trash", "\\flagged", "\\important"})
_PREFIX = re.compile(r"(?:INBOX|\[Gmail\]|\[Google Mail\])[./\\]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Listed:
    """A folder as LIST gave it: decoded name, lower-case attributes, and the name's own bytes for the wire."""

    name: str
    attributes: frozenset[str] = frozenset()
    delimiter: str = "/"
    wire: bytes = b""

    @property
    def selectable(self) -> bool:
        """Whether it holds messages."""
        return not self.attributes & _UNSELECTABLE


def resolve(listing: Sequence[Listed], account: Account, foreign: Sequence[str] = ()) -> tuple[Folder, ...]:
    """Return the folders of `account` with their roles: SENT, WATCH (inbox first), CONTROL, DRAFTS, and TRASH if any.

    `foreign` are the prefixes of other people's and shared folders, which are read only where the settings say so.
    Raises ConfigError with one sentence for each folder that is missing, or if answers are looked for nowhere.
    """
    seen = [folder for folder in listing if folder.selectable]
    own = [folder for folder in seen if not folder.name.startswith(tuple(foreign))]
    problems = [*_missing(Role.SENT, seen, own, account), *_missing(Role.DRAFTS, seen, own, account)]
    problems += [*_missing_trash(seen, account), *_missing_watch(seen, account)]
    if problems:
        raise ConfigError(*problems)
    special = {role: _special(role, seen, own, account) for role in _USUAL}
    drafts = special[Role.DRAFTS][:1]
    steering = _control(own)
    taken = {*special[Role.SENT], *drafts, *special[Role.TRASH], *steering}
    watched = [name for name in _watched(seen, own, account) if name not in taken]
    if not watched:
        raise ConfigError(_nowhere(account))
    ordered = ((special[Role.SENT], Role.SENT), (watched, Role.WATCH), (steering, Role.CONTROL), (drafts, Role.DRAFTS))
    return _without_repetition((*ordered, (special[Role.TRASH], Role.TRASH)))


def written_to(folders: Sequence[Folder], role: Role, name: str | None = None) -> Folder:
    """Return the first of `folders` with `role`, or the one called `name`.

    Raises DataError for a folder that nothing of ours may lie in: we write to Drafts, to the inbox, and remove our own
    draft from a control folder.
    """
    found = next((one for one in folders if (one.role is role if name is None else one.name == name)), None)
    if found is None or found.role not in _WRITABLE:
        raise DataError(f"Nothing of ours may lie in “{name or role.value}”; nothing was done there.")
    return found


def other_drafts(listing: Sequence[Listed], folders: Sequence[Folder]) -> tuple[str, ...]:
    """Return further folders that look like Drafts; some client may keep its drafts there, unseen by us."""
    chosen = {folder.name for folder in folders}
    alike = (f.name for f in listing if "\\drafts" in f.attributes or _is_called(f, names.DRAFTS))
    return tuple(name for name in alike if name not in chosen)


def _special(role: Role, seen: Sequence[Listed], own: Sequence[Listed], account: Account) -> list[str]:
    """Return the folders for `role`, the likeliest first."""
    configured = getattr(account, role.value)
    if configured is not None:
        return _named(configured, seen)
    flagged = [folder.name for folder in own if _SPECIAL_USE[role] in folder.attributes]
    return [*flagged, *_by_name(_USUAL[role], own)]


def _by_name(usual: Iterable[str], own: Sequence[Listed]) -> list[str]:
    known = {_fold(_short(folder)): folder.name for folder in reversed(own)}
    return [known[name] for name in map(_fold, usual) if name in known]


def _is_called(folder: Listed, usual: Iterable[str]) -> bool:
    return _fold(_short(folder)) in set(map(_fold, usual))


def _short(folder: Listed) -> str:
    """Return the name without the prefix under which some servers keep everything (`INBOX.Sent`)."""
    return _PREFIX.sub("", folder.name, count=1) if _PREFIX.match(folder.name) else folder.name


def _fold(name: str) -> str:
    return normalize("NFKC", name).casefold()


def _named(wanted: str, seen: Sequence[Listed]) -> list[str]:
    """Find the folder that the settings name: exactly, else regardless of case and of an `INBOX.` prefix."""
    exact = [folder.name for folder in seen if folder.name == wanted]
    alike = [folder.name for folder in seen if _fold(wanted) in {_fold(folder.name), _fold(_short(folder))}]
    return (exact or alike)[:1]


def _watched(seen: Sequence[Listed], own: Sequence[Listed], account: Account) -> list[str]:
    if account.watch is not None:
        chosen = [name for wanted in account.watch for name in _named(wanted, seen)]
        return sorted(chosen, key=lambda name: name.upper() != "INBOX")
    everything = [folder.name for folder in own if "\\all" in folder.attributes]
    junk = [folder.name for folder in own if "\\junk" in folder.attributes]
    inbox = [folder.name for folder in own if folder.name.upper() == "INBOX"]
    rest = sorted(folder.name for folder in own if _may_hold_answers(folder))
    return [*inbox, *([*everything, *junk] if everything else rest)]


def _control(own: Sequence[Listed]) -> list[str]:
    """Return the folders under Mailfollow, the more final word later; they are no other folder's stand-in."""
    words = {folder.name: word for folder in own if (word := control.word_of(folder.name))}
    return sorted(words, key=lambda name: (FOLDERS.index(words[name]), name))


def _may_hold_answers(folder: Listed) -> bool:
    elsewhere = (*names.UNREAD, *names.DRAFTS, *names.TRASH)
    return not folder.attributes & _NOT_WATCHED and not _is_called(folder, elsewhere)


def _missing(role: Role, seen: Sequence[Listed], own: Sequence[Listed], account: Account) -> list[str]:
    if _special(role, seen, own, account):
        return []
    return [_not_found(role.value, getattr(account, role.value), seen, account)]


def _missing_trash(seen: Sequence[Listed], account: Account) -> list[str]:
    if account.trash is None or _named(account.trash, seen):
        return []
    return [_not_found("trash", account.trash, seen, account)]


def _missing_watch(seen: Sequence[Listed], account: Account) -> list[str]:
    return [_not_found("watch", name, seen, account) for name in account.watch or () if not _named(name, seen)]


def _nowhere(account: Account) -> str:
    what = f"Account “{account.name}” has no folder in which answers could arrive"
    return f"{what}: name your inbox under `watch` in its settings; Sent, Drafts and Trash do not count."


def _not_found(setting: str, configured: str | None, seen: Sequence[Listed], account: Account) -> str:
    there = ", ".join(f"“{folder.name}”" for folder in seen) or "none"
    what = f"no folder “{configured}”" if configured is not None else f"no folder that is clearly {setting.title()}"
    return f"Account “{account.name}” has {what}; set `{setting}` in its settings to one of the folders seen: {there}."


def _without_repetition(ordered: Iterable[tuple[Sequence[str], Role]]) -> tuple[Folder, ...]:
    roles: dict[str, Role] = {}
    for folders, role in ordered:
        for name in folders:
            roles.setdefault(name, role)
    return tuple(Folder(name, role) for name, role in roles.items())
