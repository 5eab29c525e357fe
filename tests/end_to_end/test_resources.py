"""Resources in drafts, on a real server: offered once, to nobody at the company again, with a file that goes along."""

from __future__ import annotations

import email
import email.policy
from datetime import timedelta
from email.message import EmailMessage
from email.utils import format_datetime

import pytest

from mailfollow.cli.setup import desk_for
from mailfollow.errors import CannotWrite
from mailfollow.library import load_templates
from mailfollow.mailbox.imap.mailbox import ImapMailbox
from mailfollow.model import DraftState
from tests.end_to_end.stage import JANE, Stage, texts

pytestmark = pytest.mark.dovecot

COLLEAGUE = "Carl Roth <carl@acme.example>"
STRANGER = "Omar Reyes <omar@northwind.example>"
PDF = b"%PDF-1.7\r\n" + bytes(range(256)) * 2000
"""Half a megabyte: more than is read of any message."""
OFFERING = """+++
angle = "{angle}"
resource = "any"
+++
{{{{ greeting }}}}

{opening}

{{{{ resource.title }}}}: {{{{ resource.pitch }}}}
{{% if resource.url %}}{{{{ resource.url }}}}{{% endif %}}
{{% if resource.attached %}}See {{{{ resource.attached }}}}.{{% endif %}}

{ask}

{{{{ sign_off }}}}
"""
PLAIN = """+++
angle = "plain"
+++
{{ greeting }}

The first week decides most of it. We could agree on what is to be seen at its end, and leave the rest until then.

Which day would suit you?

{{ sign_off }}
"""


@pytest.fixture
def shop(stage: Stage) -> Stage:
    """Somebody whose only templates offer resources, but for one."""
    folder = stage.folder / "templates" / "en"
    folder.mkdir(parents=True)
    for template in load_templates().templates:
        if template.language == "en":
            text = f'+++\nangle = "{template.angle}"\nwhen = ["declined"]\n+++\nShall we talk?\n'
            (stage.folder / "templates" / f"{template.name}.txt.j2").write_text(text)
    words = {
        "case": ("What others did before is worth more than any plan.", "Is your situation like theirs?"),
        "reading": ("Some things are better read than told on the telephone.", "Who else should have it?"),
        "handout": ("On a quiet afternoon this may save you a meeting or two.", "Does that help you decide?"),
    }
    for angle, (opening, ask) in words.items():
        (folder / f"{angle}.txt.j2").write_text(OFFERING.format(angle=angle, opening=opening, ask=ask))
    (folder / "plain.txt.j2").write_text(PLAIN)
    (stage.folder / "resources").mkdir()
    return stage


def put(stage: Stage, name: str, *more: str, kind: str = "guide", topics: str = '"website"') -> None:
    """Put a resource into the folder."""
    lines = [f'kind = "{kind}"', f'title = "About {name}"', f"topics = [{topics}]", *more]
    text = "+++\n" + "\n".join(lines) + f"\n+++\nWhat {name} says, on two pages.\n"
    (stage.folder / "resources" / f"{name}.md").write_text(text)


def link(name: str) -> str:
    return f'url = "https://hale-studio.example/{name}"'


def offered(stage: Stage) -> list[str]:
    """Return what each draft ever written offered, oldest first."""
    settings = stage.config
    with desk_for(settings, texts(settings.paths.templates), now=stage.now) as desk:
        drafts = [draft for one in desk.store.threads.all() for draft in desk.store.drafts.of_thread(one.id)]
    return [draft.resource for draft in sorted(drafts, key=lambda draft: draft.id)]


def send(stage: Stage, *, without_file: bool = False) -> None:
    """Send the only draft as it is, with another Message-ID."""
    ((uid, draft),) = stage.drafts_by_uid()
    del draft["Message-ID"], draft["Date"]
    draft["Message-ID"] = f"<sent{next(stage.numbers)}.{stage.login.user}@client.example>"
    draft["Date"] = format_datetime(stage.now)
    if without_file:
        draft.set_payload(draft.get_payload()[:1])
    stage.login.append("Sent", draft.as_bytes(), ["\\Seen"], stage.now)
    stage.login.remove("Drafts", uid)


def attached(draft: EmailMessage) -> list[tuple[str | None, bytes]]:
    return [(part.get_filename(), part.get_content()) for part in draft.iter_attachments()]


def test_what_was_offered_once_never_comes_again_nor_to_a_colleague(shop: Stage) -> None:
    """Scenario 101: the second follow-up offers something else, a colleague gets neither, a stranger gets the best."""
    (shop.folder / "templates/en/plain.txt.j2").unlink()
    put(shop, "alpha", link("alpha"))
    put(shop, "beta", link("beta"))
    shop.propose(JANE, days_ago=5)
    for later in ({"days": 0}, {"days": 9}):
        shop.at(**later).look()
        send(shop)
        shop.at(hours=1).look()
    best, second = offered(shop)
    assert {best, second} == {"alpha", "beta"}

    shop.propose(COLLEAGUE, topic="website for the branch")
    shop.propose(STRANGER, topic="website")
    report = shop.at(days=6).look()

    assert offered(shop)[2:] == [best]
    assert "omar" in shop.drafts()[0]["To"]
    (why,) = report.refused.values()
    assert "offer a resource, and there is none that fits and that they have not had" in why


def test_a_resource_by_another_name_is_the_same_by_its_link(shop: Stage) -> None:
    """Scenario 101: neither they nor a colleague get it again, though its file was renamed."""
    (shop.folder / "templates/en/plain.txt.j2").unlink()
    put(shop, "alpha", link("alpha"))
    shop.propose(JANE, days_ago=5)
    shop.look()
    send(shop)
    shop.at(hours=1).look()
    (shop.folder / "resources" / "alpha.md").unlink()
    put(shop, "renamed", link("alpha"))
    shop.propose(COLLEAGUE, topic="website for the branch")

    report = shop.at(days=6).look()

    assert offered(shop) == ["alpha"]
    assert report.refused


def test_a_link_that_only_begins_alike_is_another(shop: Stage) -> None:
    """Scenario 102: the home page in a proposal keeps no page below it from being offered, nor the other way round."""
    put(shop, "home", 'url = "https://hale-studio.example/"')
    text = "Here is our proposal for the website: EUR 4,800. See https://hale-studio.example/alpha. Does it suit you?"
    shop.send(STRANGER, "Proposal: website", text, days_ago=6)

    shop.look()

    assert offered(shop) == ["home"]


def test_a_draft_that_nobody_saw_has_offered_nothing(shop: Stage) -> None:
    """Scenario 101: an answer came, the draft was withdrawn; what it offered may be offered later."""
    put(shop, "alpha", link("alpha"))
    proposal = shop.propose(days_ago=5)
    shop.look()
    assert offered(shop) == ["alpha"]
    shop.receive(JANE, "Re: Proposal: new website", "Thanks, which colours are in it?", answers=proposal)
    shop.at(hours=1).look()
    assert shop.drafts() == []

    shop.propose(COLLEAGUE, topic="website of the branch")
    shop.at(days=4).look()

    assert offered(shop) == ["alpha", "alpha"]


@pytest.mark.parametrize(
    "why", ["expired", "dead", "sent by hand", "told by them", "in the proposal", "other language", "other matter"]
)
def test_what_should_not_be_offered_is_not(shop: Stage, why: str) -> None:
    """Scenario 102: expired, or a dead link; nor what they have already, cannot read, or did not ask about."""
    more = {"expired": "expires = 2026-03-01", "other language": 'languages = ["de"]'}.get(why, "")
    put(shop, "alpha", link("alpha"), more, topics='"pumps"' if why == "other matter" else '"website"')
    if why == "in the proposal":
        text = (
            "Here is our proposal for the website: EUR 4,800. See https://hale-studio.example/alpha. Does it suit you?"
        )
        shop.send(STRANGER, "Proposal: website", text, days_ago=6)
    else:
        proposal = shop.propose(days_ago=6)
    if why == "sent by hand":
        shop.send(JANE, "Re: Proposal: new website", "See https://hale-studio.example/Alpha/, and tell me!",
                  days_ago=5, answers=proposal)  # fmt: skip
    if why == "told by them":
        shop.receive(JANE, "Re: Proposal: new website", "We read www.hale-studio.example/alpha. Please ask again on "
                     "Thursday, I am busy until then.", answers=proposal)  # fmt: skip
    settings = shop.config
    with desk_for(settings, texts(settings.paths.templates), now=shop.now) as desk:
        desk.store.resources.note("https://hale-studio.example/alpha", shop.now, "404" if why == "dead" else "")

    shop.at(days=3).look()

    assert offered(shop)
    assert [name for name in offered(shop) if name] == []


def test_a_link_found_alive_again_is_offered(shop: Stage) -> None:
    """Scenario 102: until a later check."""
    put(shop, "alpha", link("alpha"))
    settings = shop.config
    with desk_for(settings, texts(settings.paths.templates), now=shop.now) as desk:
        desk.store.resources.note("https://hale-studio.example/alpha", shop.now, "404")
        desk.store.resources.note("https://hale-studio.example/alpha", shop.now + timedelta(hours=1), "")
    shop.propose(days_ago=5)

    shop.look()

    assert offered(shop) == ["alpha"]


def test_a_file_goes_along_and_the_text_names_it(shop: Stage) -> None:
    """As the server gives it back, every byte."""
    put(shop, "alpha", 'file = "Käse & Brot.pdf"')
    (shop.folder / "resources" / "Käse & Brot.pdf").write_bytes(PDF)
    shop.propose(days_ago=5)

    shop.look()

    (draft,) = shop.drafts()
    assert attached(draft) == [("Käse & Brot.pdf", PDF)]
    body = draft.get_body()
    assert body is not None
    assert "See Käse & Brot.pdf." in body.get_content()


def test_a_file_that_has_gone_is_not_offered(shop: Stage) -> None:
    """The template that needs nothing is taken instead."""
    put(shop, "alpha", 'file = "alpha.pdf"')
    shop.propose(days_ago=5)

    shop.look()

    assert offered(shop) == [""]


def test_a_draft_with_a_file_lies_untouched_and_is_taken_back_when_an_answer_comes(shop: Stage) -> None:
    """To the byte, though it is larger than what is read of other messages."""
    put(shop, "alpha", 'file = "alpha.pdf"')
    (shop.folder / "resources" / "alpha.pdf").write_bytes(PDF)
    proposal = shop.propose(days_ago=5)
    shop.look()
    shop.at(hours=1).look()
    assert len(shop.drafts()) == 1
    draft = shop.thread().draft
    assert draft is not None
    assert (draft.state, draft.kept) == (DraftState.OPEN, "")

    shop.receive(JANE, "Re: Proposal: new website", "Yes, let us begin in May.", answers=proposal)
    shop.at(hours=1).look()

    assert shop.drafts() == []


def test_a_draft_too_large_for_the_server_keeps_no_other_from_being_written(
    shop: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Scenario 22: some servers take no large message; that says nothing of small ones."""
    put(shop, "alpha", 'file = "alpha.pdf"', topics='"garden"')
    (shop.folder / "resources" / "alpha.pdf").write_bytes(PDF)
    save = ImapMailbox.save_draft

    def limited(mailbox: ImapMailbox, data: bytes, *more: object) -> object:
        if len(data) > len(PDF):
            raise CannotWrite("Message too large")
        return save(mailbox, data, *more)  # type: ignore[arg-type]  # passed on as they are

    monkeypatch.setattr(ImapMailbox, "save_draft", limited)
    shop.propose(STRANGER, topic="garden", days_ago=6)
    report = shop.look()
    assert [problem.sentence for problem in report.problems] == ["Message too large"]

    shop.propose(JANE, days_ago=5)
    shop.at(hours=1).look()

    assert [draft["To"] for draft in shop.drafts()] == [JANE]


def test_the_same_draft_at_another_place_is_still_ours(shop: Stage) -> None:
    """A server that moved the mailbox gives it another UID; neither edited nor left lying because of its size."""
    put(shop, "alpha", 'file = "alpha.pdf"')
    (shop.folder / "resources" / "alpha.pdf").write_bytes(PDF)
    proposal = shop.propose(days_ago=5)
    shop.look()
    with shop.login.session("Drafts") as client:
        (uid,) = client.search("ALL")
        data = client.fetch([uid], ["BODY.PEEK[]"])[uid][b"BODY[]"]
    shop.login.append("Drafts", data, ["\\Draft"], shop.now)
    shop.login.remove("Drafts", uid)
    shop.at(hours=1).look()
    draft = shop.thread().draft
    assert draft is not None
    assert (draft.state, draft.kept) == (DraftState.OPEN, "")

    shop.receive(JANE, "Re: Proposal: new website", "Yes, let us begin in May.", answers=proposal)
    shop.at(hours=1).look()

    assert shop.drafts() == []


@pytest.mark.parametrize(("without_file", "how"), [(False, "as it was written"), (True, "edited")])
def test_what_was_sent_is_told_from_what_was_changed(shop: Stage, without_file: bool, how: str) -> None:
    """A file that goes along makes nothing "edited"; taking it out does."""
    put(shop, "alpha", 'file = "alpha.pdf"')
    (shop.folder / "resources" / "alpha.pdf").write_bytes(PDF)
    shop.propose(days_ago=5)
    shop.look()
    send(shop, without_file=without_file)
    shop.at(hours=1).look()

    settings, thread = shop.config, shop.thread().id
    with desk_for(settings, texts(settings.paths.templates), now=shop.now) as desk:
        (why,) = (event.why for event in desk.store.threads.events(thread) if "from Drafts" in event.why)

    assert why.endswith(how)


def test_a_client_that_writes_the_draft_anew_with_its_file_changes_nothing(shop: Stage) -> None:
    """Another boundary, another encoding of the name: the reader sees the same."""
    put(shop, "alpha", 'file = "Käse.pdf"')
    (shop.folder / "resources" / "Käse.pdf").write_bytes(PDF)
    shop.propose(days_ago=5)
    shop.look()
    ((uid, draft),) = shop.drafts_by_uid()
    anew = email.message_from_bytes(draft.as_bytes(), policy=email.policy.SMTP)
    assert isinstance(anew, EmailMessage)
    anew.set_boundary("another")
    for part in anew.iter_attachments():
        part.replace_header("Content-Disposition", 'attachment; filename="=?utf-8?q?K=C3=A4se=2Epdf?="')
    shop.login.append("Drafts", anew.as_bytes(), ["\\Draft"], shop.now)
    shop.login.remove("Drafts", uid)

    shop.at(hours=1).look()

    draft_of_ours = shop.thread().draft
    assert draft_of_ours is not None
    assert draft_of_ours.state is DraftState.OPEN


def test_an_empty_file_is_not_offered(shop: Stage) -> None:
    """Whoever opened it would wonder."""
    put(shop, "alpha", 'file = "alpha.pdf"')
    (shop.folder / "resources" / "alpha.pdf").write_bytes(b"")
    shop.propose(days_ago=5)

    shop.look()

    assert offered(shop) == [""]
