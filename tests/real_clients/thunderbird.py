"""A person at Thunderbird: the real program in a window under Xvfb, driven by keys, clicks and its own commands."""

from __future__ import annotations

import base64
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from marionette_driver.by import By
from marionette_driver.errors import MarionetteException
from marionette_driver.keys import Keys
from marionette_driver.marionette import Marionette

from tests.real_clients.patience import until
from tests.real_clients.profile import make_profile
from tests.real_clients.program import running
from tests.servers.dovecot import free_port
from tests.servers.login import Login

SIZE = {"width": 1200, "height": 900}
ONE_DRAFT = "pane.gDBView?.rowCount == 1"
SHOWN = "pane.messageBrowser.contentWindow.msgLoaded"
WRITTEN = "editor?.composeEditorReady && !editor.gWindowLocked && !editor.gSaveOperationInProgress"
INBOX = "server.rootFolder.getFolderWithFlags(Ci.nsMsgFolderFlags.Inbox)"

NAMES = """
const {MailServices} = ChromeUtils.importESModule("resource:///modules/MailServices.sys.mjs");
const server = MailServices.accounts.accounts[0].incomingServer;
const main = Services.wm.getMostRecentWindow("mail:3pane");
const editor = Services.wm.getMostRecentWindow("msgcompose");
const pane = main.document.getElementById("tabmail")?.currentAbout3Pane;
const folder = name => server.rootFolder.descendants.find(found => found.name == name);
"""
"""What the scripts below speak of."""

REMEMBER_PASSWORD = """
const known = Cc["@mozilla.org/login-manager/loginInfo;1"].createInstance(Ci.nsILoginInfo);
const [place, user, password] = arguments;
known.init(place, null, place, user, password, "", "");
Services.logins.addLoginAsync(known);
"""

SELECT = """
folder("Drafts").updateFolder(main.msgWindow);
pane.threadTree.selectedIndex = 0;
pane.threadTree.table.body.focus();
"""


@dataclass(frozen=True, slots=True)
class Thunderbird:
    """A running Thunderbird."""

    remote: Marionette

    def read(self) -> None:
        """See `MailClient`."""
        self._to(0)
        self._script("pane.displayFolder(folder('Drafts').URI)")
        self._until(ONE_DRAFT)
        self._script(SELECT)
        self._until(SHOWN)

    def open(self) -> None:
        """See `MailClient`."""
        self.read()
        self._script("main.goDoCommand('cmd_editDraftMsg')")
        self._until(WRITTEN)
        self._to(1)
        self.remote.set_window_rect(**SIZE)

    def write(self, words: str) -> None:
        """See `MailClient`."""
        self.remote.find_element(By.ID, "messageEditor").click()
        self._press(Keys.CONTROL, Keys.HOME)
        self.remote.actions.sequence("key", "keyboard").send_keys(f"{words}\n\n").perform()

    def take_back(self) -> None:
        """See `MailClient`."""
        self._press(Keys.CONTROL, Keys.HOME)
        for _ in range(2):
            self._press(Keys.SHIFT, Keys.ARROW_DOWN)
        self._press(Keys.DELETE)

    def save(self) -> None:
        """See `MailClient`."""
        self._press(Keys.CONTROL, "s")
        self._until(WRITTEN)

    def close(self) -> None:
        """See `MailClient`."""
        self._to(0)
        self._script("editor.goDoCommand('cmd_close')")
        self._until_closed()

    def send(self) -> None:
        """See `MailClient`."""
        self.remote.find_element(By.ID, "button-send").click()
        self._until_closed()

    def discard(self) -> None:
        """See `MailClient`."""
        self.read()
        self._press(Keys.DELETE)
        self._until("pane.gDBView.rowCount == 0")

    def undo(self) -> None:
        """See `MailClient`."""
        self._press(Keys.CONTROL, "z")
        self._until(ONE_DRAFT)
        self.read()

    def picture(self) -> bytes:
        """See `MailClient`."""
        return base64.b64decode(self.remote.screenshot(full=False))

    def _until_closed(self) -> None:
        """Wait until the window of the editor is gone: it stays until all is done."""
        until(lambda: len(self.remote.chrome_window_handles) == 1, "the editor is closed")
        self._to(0)

    def _to(self, window: int) -> None:
        self.remote.switch_to_window(self.remote.chrome_window_handles[window])

    def _press(self, *keys: str) -> None:
        sequence = self.remote.actions.sequence("key", "keyboard")
        for key in keys:
            sequence.key_down(key)
        for key in reversed(keys):
            sequence.key_up(key)
        sequence.perform()

    def _script(self, script: str, *arguments: str) -> Any:
        return self.remote.execute_script(NAMES + script, script_args=arguments)

    def _until(self, condition: str) -> None:
        until(lambda: self._script(f"return !!({condition})"), condition)


@contextmanager
def thunderbird(login: Login, smtp_port: int) -> Iterator[Thunderbird]:
    """Run Thunderbird on a mailbox until the block ends."""
    home = Path(tempfile.mkdtemp(prefix="mailfollow-thunderbird-"))
    port = free_port()
    make_profile(home / "profile", login, smtp_port, port)
    try:
        with _screen() as display, _program(home, display), _remote(port) as remote:
            client = Thunderbird(remote)
            client._script(REMEMBER_PASSWORD, f"imap://{login.host}", login.user, login.password)
            client._script("server.performExpand(main.msgWindow)")
            client._until(INBOX)
            client._script(f"{INBOX}.getNewMessages(main.msgWindow, null)")
            client._until("folder('Drafts') && folder('Trash')")
            yield client
    finally:
        shutil.rmtree(home, ignore_errors=True)


@contextmanager
def _screen() -> Iterator[str]:
    """Run a screen that nobody sees, on a free number; yields its name."""
    reading, writing = os.pipe()
    size = f"{SIZE['width']}x{SIZE['height']}x24"
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", size, "-nolisten", "tcp"]
    with running(command, dict(os.environ), pass_fds=[writing]):
        yield f":{os.read(reading, 16).decode().strip()}"
    os.close(reading)
    os.close(writing)


@contextmanager
def _program(home: Path, display: str) -> Iterator[None]:
    environment = {"HOME": str(home), "PATH": os.environ["PATH"], "DISPLAY": display, "LC_ALL": "C.UTF-8"}
    options = ["--profile", str(home / "profile"), "--no-remote", "--marionette", "--remote-allow-system-access"]
    with running(["thunderbird", *options], environment):
        yield


@contextmanager
def _remote(port: int) -> Iterator[Marionette]:
    remote = Marionette(host="127.0.0.1", port=port)

    def connected() -> bool:
        try:
            return bool(remote.start_session())
        except (OSError, MarionetteException):
            return False

    until(connected, "Thunderbird answers")
    remote.set_context("chrome")
    yield remote
