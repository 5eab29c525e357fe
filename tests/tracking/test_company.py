"""Companies by domain."""

from __future__ import annotations

import pytest

from mailfollow.tracking.matching.company import FREEMAIL, company_of


@pytest.mark.parametrize(("address", "company"), [
    ("bob@acme.example", "acme.example"),
    ("bob@mail.emea.acme.example", "acme.example"),
    ("bob@acme.co.uk", "acme.co.uk"),
    ("bob@mail.acme.co.uk", "acme.co.uk"),
    ("bob@acme.com.au", "acme.com.au"),
    ("bob@acme.de", "acme.de"),
    ("bob@acme.onmicrosoft.com", "acme.onmicrosoft.com"),
    ("bob@acme.mail.onmicrosoft.com", "acme.mail.onmicrosoft.com"),
    ("bob@ACME.Example", "acme.example"),
    ("bob@acme.example.", "acme.example"),
])  # fmt: skip
def test_a_company_is_its_registered_domain(address, company):
    """Departments and countries below it are the same company; tenants of a shared domain are not."""
    assert company_of(address) == company


@pytest.mark.parametrize("address", [
    "gus@gmail.com", "gus@googlemail.com", "gus@outlook.com", "gus@outlook.de", "gus@yahoo.co.uk", "gus@hotmail.fr",
    "gus@gmx.net", "gus@web.de", "gus@t-online.de", "gus@orange.fr", "gus@libero.it", "gus@qq.com", "gus@proton.me",
    "gus@icloud.com", "gus@uol.com.br", "gus@gmail.example", "gus@live.nl",
])  # fmt: skip
def test_a_public_mail_provider_is_nobody_s_company(address):
    """Scenario 35."""
    assert company_of(address) is None


@pytest.mark.parametrize("address", [
    "", "bob", "bob@", "bob@localhost", "bob@[192.0.2.1]", "bob@co.uk", "bob@a..de", "@",
])  # fmt: skip
def test_an_address_without_a_registered_domain_has_no_company(address):
    """What cannot be judged is not grouped."""
    assert company_of(address) is None


def test_a_company_whose_name_begins_like_a_provider_is_a_company():
    """Only the whole label counts, and only where the name is registered."""
    assert company_of("ann@livestock.example") == "livestock.example"
    assert company_of("ann@live.acme.example") == "acme.example"


def test_every_listed_provider_is_recognised():
    """The list has no entry that another rule hides."""
    assert [domain for domain in sorted(FREEMAIL) if company_of(f"someone@{domain}") is not None] == []
