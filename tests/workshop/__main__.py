"""Pictures of the workshop: `python -m tests.workshop --pictures FOLDER` (light, dark, phone, a proposal, a fault)."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

from tests.cli.command import Person
from tests.workshop.stage import chromium, person_with_proposals, workshop

BROKEN = "+++\nangle = 'half-done'\nneeds = ['proposal.topik']\n+++\n{{ greeting }}\n"
FAULTY = (
    "+++\nangle = 'too-eager'\n+++\n{{ greeting }}\n\nI am just checking in about {{ company }}!!\n\n{{ sign_off }}\n"
)

WIDE: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}}
PHONE: dict[str, Any] = {"viewport": {"width": 360, "height": 740}, "device_scale_factor": 2, "has_touch": True}
DARK: dict[str, Any] = {"color_scheme": "dark"}


def main() -> None:
    """Save the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pictures", type=Path, required=True, metavar="FOLDER")
    folder: Path = parser.parse_args().pictures
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        person = person_with_proposals(Path(home))
        person.template("en/half-done", BROKEN)
        person.template("en/too-eager", FAULTY)
        with workshop(person) as shop, chromium() as browser:
            _pictures(browser, shop.url, person, folder)


def _pictures(browser: Browser, url: str, person: Person, folder: Path) -> None:
    _picture(browser, url, folder / "light.png", WIDE)
    _picture(browser, url, folder / "dark.png", WIDE | DARK)
    _picture(browser, url, folder / "phone.png", PHONE)
    _picture(browser, url, folder / "phone-dark.png", PHONE | DARK, "#t-en-three-options")
    _picture(browser, url, folder / "wide.png", {"viewport": {"width": 1680, "height": 1000}})
    _picture(browser, url, folder / "faults.png", WIDE, "#t-en-too-eager")
    _picture(browser, url, folder / "broken.png", WIDE, "#broken-en-half-done")
    _picture(browser, url, folder / "keyboard.png", WIDE, keys=["/", *"three", "Enter", "Enter", "j"])
    _picture(browser, url, folder / "proposal.png", WIDE, choose="new website", keys=["j", "j"])
    _picture(browser, url, folder / "hostile.png", WIDE, choose="<script>")


def _picture(
    browser: Browser, url: str, path: Path, look: dict[str, Any], anchor: str = "", *, choose: str = "", keys: Any = ()
) -> None:
    page = browser.new_page(**look)
    page.goto(url + anchor)
    if choose:
        (value,) = [
            one.get_attribute("value") or "" for one in page.locator("#with option").all() if choose in one.inner_text()
        ]
        page.select_option("#with", value=value)
        with page.expect_navigation():
            page.click("form button")
    for key in keys:
        page.keyboard.press(key)
    page.screenshot(path=path)
    print(path)
    page.close()


if __name__ == "__main__":
    main()
