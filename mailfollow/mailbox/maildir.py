"""A local Maildir as a mailbox: for demo and tests, and for people who synchronise with mbsync or offlineimap.

It is read where it lies: nothing is moved from `new/` to `cur/`, no flag changed, no file of ours left in it but the
drafts. UIDs are kept in our state directory; without one (a dry run) they live in memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from hashlib import blake2b
from itertools import islice
from pathlib import Path

from mailfollow import clock
from mailfollow.errors import CannotWrite, NotThere, ServerUnavailable
from mailfollow.mailbox import lines, maildir_file, maildir_view, uidlist
from mailfollow.mailbox.folders import Listed, resolve, written_to
from mailfollow.mailbox.maildir_tree import make, tree
from mailfollow.mailbox.maildir_view import View
from mailfollow.mailbox.port import BATCH, BODY, TOUCHED
from mailfollow.mailbox.uidlist import UidList
from mailfollow.model import Account, Cursor, Folder, RawMessage, Role


class MaildirMailbox:
    """See `port.Mailbox`."""

    def __init__(self, account: Account, state: Path | None) -> None:
        """Take the settings, and the directory for the UIDs (None = keep them in memory)."""
        self.account = account.name
        self._settings = account
        self._root = Path(account.path).expanduser()
        self._state = state
        self._views: dict[str, View] = {}
        self._saved: dict[str, UidList] = {}

    def folders(self) -> tuple[Folder, ...]:
        """Return the folders with their roles."""
        return resolve([Listed(name) for name in self._tree()], self._settings)

    def cursors(self) -> dict[str, Cursor]:
        """Return how each folder stands."""
        return {folder.name: maildir_view.cursor(self._look(folder.name)) for folder in self.folders()}

    def headers(self, folder: str, first_uid: int, since: date | None) -> Iterator[list[RawMessage]]:
        """Yield header blocks, ascending by UID."""
        view = self._look(folder)
        earliest = since - timedelta(days=1) if since else date.min
        with self._reading():
            found = maildir_view.read(folder, view, view.ascending(first_uid), None)
            recent = (raw for raw in found if raw.internal_date.date() >= earliest)
            while batch := list(islice(recent, BATCH)):
                yield batch

    def uids(self, folder: str) -> frozenset[int]:
        """Return all UIDs."""
        return frozenset(self._look(folder).uidlist.uids.values())

    def bodies(self, folder: str, uids: Sequence[int], most: int = BODY) -> Iterator[RawMessage]:
        """Yield the first bytes of messages."""
        view = self._views.get(folder) or self._look(folder)
        wanted = frozenset(uids)
        pairs = [(uid, key) for uid, key in view.ascending() if uid in wanted]
        with self._reading():
            yield from maildir_view.read(folder, view, pairs, most)

    def save_draft(self, data: bytes, token: str, uidnext: int) -> int | None:
        """Deliver a draft; it is found again by its name."""
        return self._deliver(Role.DRAFTS, data, token, uidnext, "D")

    def save_notice(self, data: bytes, message_id: str, uidnext: int) -> int | None:
        """Deliver a notice to the inbox, in the same way."""
        return self._deliver(Role.WATCH, data, message_id, uidnext, "")

    def _deliver(self, role: Role, data: bytes, token: str, uidnext: int, info: str) -> int | None:
        folder = written_to(self.folders(), role).name
        directory = self._look(folder).directory
        try:
            path = maildir_file.deliver(directory, lines.lf(data), info)
        except OSError as problem:
            what = "draft" if role is Role.DRAFTS else "message"
            raise CannotWrite(f"The {what} cannot be written into {directory}: {problem.strerror}.") from problem
        uid = self._look(folder).uidlist.uids.get(maildir_file.key(path.name), 0)
        stored = next(self.bodies(folder, [uid], len(data) + 1), None)
        whole = stored is not None and token.encode() in stored.data and lines.same(stored.data, data)
        return uid if whole and uid >= uidnext else None

    def withdraw(self, uid: int, uidvalidity: int, data: bytes, folder: str | None = None) -> bool:
        """Remove our own unedited draft, or a notice that nobody has read."""
        where = written_to(self.folders(), Role.DRAFTS, folder)
        view = self._look(where.name)
        key = view.key(uid)
        if key is None or view.uidlist.uidvalidity != uidvalidity:
            return False
        path = view.path(key)
        flags = maildir_file.flags(path.name)
        try:
            touched = bool(flags) if where.role is Role.WATCH else bool(flags & TOUCHED)
            if touched or not lines.same(path.read_bytes(), data):
                return False
            path.unlink()
        except OSError:  # renamed just now: somebody is at work on it
            return False
        return True

    def marked(self, folder: str, wanted: Callable[[str], bool], usual: Sequence[str]) -> dict[str, frozenset[int]]:
        """Return the UIDs by flag; of keywords a file name knows nothing."""
        del usual
        view = self._look(folder)
        flags = {uid: maildir_file.flags(view.files[key]) for uid, key in view.ascending() if key in view.files}
        names = {flag for found in flags.values() for flag in found if wanted(flag)}
        return {name: frozenset(uid for uid, found in flags.items() if name in found) for name in names}

    def make_folders(self, words: Sequence[str]) -> tuple[str, ...]:
        """Make folders under Mailfollow, laid out as Drafts is."""
        there, drafts = self._tree(), written_to(self.folders(), Role.DRAFTS).name
        try:
            return make(self._root, drafts, there, words)
        except OSError as problem:
            raise CannotWrite(f"No folder can be made in {self._root}: {problem.strerror}.") from problem

    def notes(self) -> tuple[str, ...]:
        """Return what there is to say."""
        kept = self._state or "memory only"
        return (f"A Maildir at {self._root} with {len(self._tree())} folders; its UIDs are kept in {kept}.",)

    def close(self) -> None:
        """Forget what was seen."""
        self._views.clear()

    def _tree(self) -> dict[str, Path]:
        if not self._root.is_dir():
            raise NotThere(f"Account “{self.account}”: there is no Maildir at {self._root}; correct `path`.")
        with self._reading():
            return tree(self._root)

    def _look(self, folder: str) -> View:
        """Look at a folder anew, and keep the UIDs given to what arrived."""
        directory = self._views[folder].directory if folder in self._views else self._tree().get(folder)
        if directory is None:
            raise ServerUnavailable(f"Account “{self.account}”: the folder “{folder}” is no longer there.")
        with self._reading():
            view = self._views[folder] = maildir_view.look(directory, self._known(folder))
        self._keep(folder, view.uidlist)
        return view

    def _known(self, folder: str) -> UidList:
        if folder in self._views:
            return self._views[folder].uidlist
        stored = uidlist.load(self._file(self._state, folder)) if self._state else None
        if stored:
            self._saved[folder] = stored
        return stored or UidList(int(clock.now().timestamp()))

    def _keep(self, folder: str, uids: UidList) -> None:
        if self._state is None or self._saved.get(folder) == uids:
            return
        file = self._file(self._state, folder)
        try:
            uidlist.save(file, uids)
        except OSError as problem:
            raise CannotWrite(
                f"The list of UIDs cannot be written to {file} ({problem.strerror}): free some space, "
                "or check who may write there."
            ) from problem
        self._saved[folder] = uids

    def _file(self, state: Path, folder: str) -> Path:
        name = f"{self.account}\0{self._root}\0{folder}".encode(errors="surrogateescape")
        return state / "maildir" / f"{blake2b(name, digest_size=12).hexdigest()}.json"

    @contextmanager
    def _reading(self) -> Iterator[None]:
        try:
            yield
        except OSError as problem:
            sentence = f"Account “{self.account}”: the Maildir cannot be read: {problem}."
            raise ServerUnavailable(sentence) from problem
