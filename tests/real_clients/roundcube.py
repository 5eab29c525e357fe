"""A person at Roundcube: the real web mailer in Chromium, driven by keys, clicks and a drag."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement

from tests.real_clients.patience import until
from tests.real_clients.webmail import introduce, webmail
from tests.servers.login import Login
from tests.servers.terminal import program

OPTIONS = (
    "--headless=new",
    "--no-sandbox",  # as root there is none
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    "--proxy-server=http://127.0.0.1:9",  # nobody listens there; loopback itself needs no proxy
    "--window-size=1400,1150",  # narrower, and the folders are hidden
    "--lang=en-US",
)
MESSAGE = "#messagelist tr.message"
TO_THE_TOP = "document.querySelectorAll('*').forEach(found => found.scrollTop = 0)"


@dataclass(frozen=True, slots=True)
class Roundcube:
    """A browser in which somebody is logged in to Roundcube at `address`."""

    browser: webdriver.Chrome
    address: str

    def read(self) -> None:
        """See `MailClient`."""
        self._select("Drafts")

    def open(self) -> None:
        """See `MailClient`."""
        self._list("Drafts")
        ActionChains(self.browser).double_click(self._one(MESSAGE)).perform()
        until(lambda: self._one("#composebody").get_property("value"), "the text is in the editor")
        self._until("!rcmail.busy")

    def write(self, words: str) -> None:
        """See `MailClient`."""
        self._at_the_top().send_keys(f"{words}\n\n").perform()

    def take_back(self) -> None:
        """See `MailClient`."""
        keys = self._at_the_top().key_down(Keys.SHIFT).send_keys(Keys.DOWN, Keys.DOWN).key_up(Keys.SHIFT)
        keys.send_keys(Keys.DELETE).perform()

    def save(self) -> None:
        """See `MailClient`; a text that did not change since the last time is not saved."""
        self._one("a.save").click()
        self._until("!rcmail.busy && rcmail.cmp_hash == rcmail.compose_field_hash()")

    def close(self) -> None:
        """See `MailClient`."""
        self._list("Drafts")

    def send(self) -> None:
        """See `MailClient`."""
        self._one("button.send").click()
        until(lambda: "_action=compose" not in self.browser.current_url, "the editor is closed")

    def discard(self) -> None:
        """See `MailClient`."""
        self._select("Drafts")
        self._one("a.delete:not(.disabled)").click()
        self._until("!rcmail.busy && !rcmail.message_list.rowcount")

    def undo(self) -> None:
        """See `MailClient`: Roundcube has no undo; the draft is dragged from Trash to Drafts."""
        self._select("Trash")
        ActionChains(self.browser).drag_and_drop(
            self._one(f"{MESSAGE} td.subject"), self._one("#mailboxlist a[rel=Drafts]")
        ).perform()
        self._until("!rcmail.busy && !rcmail.message_list.rowcount")
        self.read()

    def picture(self) -> bytes:
        """See `MailClient`."""
        self.browser.execute_script(TO_THE_TOP)
        return self.browser.get_screenshot_as_png()

    def _at_the_top(self) -> ActionChains:
        keys = ActionChains(self.browser).click(self._one("#composebody"))
        return keys.key_down(Keys.CONTROL).send_keys(Keys.HOME).key_up(Keys.CONTROL)

    def _list(self, folder: str) -> None:
        self.browser.get(f"{self.address}?_task=mail&_mbox={folder}")
        until(lambda: self.browser.find_elements(By.CSS_SELECTOR, MESSAGE), f"a message is listed in {folder}")

    def _select(self, folder: str) -> None:
        self._list(folder)
        self._one(MESSAGE).click()
        shown = "document.querySelector('#messagecontframe').contentDocument?.querySelector('.message-part')"
        self._until(shown)

    def _one(self, selector: str) -> WebElement:
        return until(lambda: self.browser.find_elements(By.CSS_SELECTOR, selector), selector)[0]

    def _until(self, condition: str) -> None:
        until(lambda: self.browser.execute_script(f"return !!({condition})"), condition)


@contextmanager
def roundcube(login: Login, smtp_port: int) -> Iterator[Roundcube]:
    """Run Roundcube and a browser on a mailbox until the block ends."""
    home = Path(tempfile.mkdtemp(prefix="mailfollow-roundcube-"))
    try:
        with webmail(home, login, smtp_port) as address, _browser(home) as browser:
            browser.get(address)
            for name, text in (("user", login.user), ("pwd", login.password)):
                browser.find_element(By.ID, f"rcmlogin{name}").send_keys(text)
            browser.find_element(By.ID, "rcmloginsubmit").click()
            until(lambda: browser.find_elements(By.ID, "messagelist"), "somebody is logged in")
            introduce(home)
            yield Roundcube(browser, address)
    finally:
        shutil.rmtree(home, ignore_errors=True)


@contextmanager
def _browser(home: Path) -> Iterator[webdriver.Chrome]:
    options = webdriver.ChromeOptions()
    options.binary_location = program("chromium")
    for option in (*OPTIONS, f"--user-data-dir={home / 'browser'}"):
        options.add_argument(option)
    browser = webdriver.Chrome(options, webdriver.ChromeService(program("chromedriver")))
    try:
        yield browser
    finally:
        browser.quit()
