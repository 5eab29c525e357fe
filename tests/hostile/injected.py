"""Names, subjects and ids that hold what steers: headers, commands, terminals, the direction of text, templates."""

# ruff: noqa: E501 - payloads are data, and stand side by side
from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from tests.hostile.case import ANY, EVIL, HEARD, IGNORED, TEXT, Aim, Build, Case, answer, b_word, proposal, q_word

HEADERS = (
    f"Offer\r\nBcc: {EVIL}", f"Offer\nBcc: {EVIL}", f"Offer\rBcc: {EVIL}", f"Offer\r\n\r\n{EVIL}", f"Offer\n\nTo: {EVIL}",
    f"Offer\x0bBcc: {EVIL}", f"Offer\x0cBcc: {EVIL}", f"Offer\x85Bcc: {EVIL}", f"Offer\u2028Bcc: {EVIL}",
    f"Offer\u2029Bcc: {EVIL}", f"Offer\r\n Bcc: {EVIL}", f"Offer\0\r\nBcc: {EVIL}", f"Offer%0d%0aBcc: {EVIL}",
    f"Offer\\r\\nBcc: {EVIL}", f"Offer?=\r\nBcc: {EVIL}\r\nX: =?utf-8?Q?", f"Offer {b_word(chr(10) + 'Bcc: ' + EVIL)}",
    f"Offer {q_word(chr(13) + chr(10) + 'Cc: ' + EVIL)}", f'Offer" <{EVIL}>, "', f"Offer <{EVIL}>", f"Offer, {EVIL},",
    f"Offer: {EVIL};", f"Offer\udc0a\udc0dBcc: {EVIL}", f"Offer\u560d\u560aBcc: {EVIL}", "Offer\r\n" * 300,
    f"Offer(\r\nBcc: {EVIL}", f"Offer =?utf-8?B?{'A' * 4_000}", "X" * 15_000, "=?" * 2_000, "\u00e9" * 3_000,
)  # fmt: skip
COMMANDS = (
    '"\r\na1 DELETE INBOX\r\n', '" DELETE INBOX "', "x\r\na1 STORE 1:* +FLAGS (\\Deleted)\r\na2 EXPUNGE\r\n", "{5+}\r\nHELLO",
    "{99999999}", "\\", '\\"', '"', "*", "%", "(", ")", "NIL", "a b c", "&AAA-", "&-&-", "&", "~{3}", "[", "]",
    "UID EXPUNGE 1:*", "BODY[]", "\x7f", "INBOX", "../../../etc/passwd", "a\tb",
)  # fmt: skip
TERMINAL = (
    "\x1b[2J\x1b[H", "\x1b[31mred", "\x1b]0;owned\x07", "\x1b]52;c;cm0gLXJmIC8=\x07", "\x1b]8;;http://evil.example\x07x\x1b]8;;\x07",
    "\x9b31m", "\x9d0;owned\x9c", "\x90q\x9c", "\x1bP+q544e\x1b\\", "\x1b[6n", "\x1b[?1049h", "\x1b[1A\x1b[2K", "\x1bc", "\x1b(0",
    "\x1b#8", "\x07\x07\x07", "\b\b\b\bgone", "a\rb", "\x0e\x0f", "\x05", "\x1b[>c", "\x1b[21t", "\x1b_evil\x1b\\", "\x1bX\x1b\\",
    "\x1b[200~rm -rf /\n\x1b[201~", "\x00", "\x7f", "\x1b", "\x84\x85\x86\x8d", "\u2028\u2029",
)  # fmt: skip
DIRECTION = (
    "\u202egnp.exe", "\u202d", "\u2066\u2067\u2068\u2069", "\u200e\u200f", "\u061c", "\u200b\u200c\u200d\u2060", "\ufeffx", "\u00ad",
    "\u180e", "\ufff9a\ufffab\ufffb", "\U000e0041\U000e0042", "\U000e0101", "\u3164\u115f\uffa0", "раураl", "Ｊａｎｅ", "𝐉𝐚𝐧𝐞", "Jаne",
    "مرحبا", "שלום", "a" + "\u0301" * 500, "\u0489" * 200, "👨\u200d👩\u200d👧", "ﷺ" * 50, "\ud800", "\u202e" * 500, "\u1d173",
)  # fmt: skip
MARKUP = (
    "[/foo]", "[bold red]x[/]", "[link=file:///etc/passwd]x[/link]", "</b><script>alert(1)</script>", "{0.__class__}", "%s%n%d%x",
    "%(name)s", "$(touch /tmp/x)", "`id`", "{name!r}", "${jndi:ldap://x}", "'; DROP TABLE messages; --", "\\x1b[31m", "&#x1b;[31m",
    "<img src=http://evil.example/p.png>", "=cmd|' /C calc'!A0",
)  # fmt: skip
TEMPLATES = (
    "{{ 1111*1111 }}", "{{1111*1111}}", "{% for i in range(10**9) %}x{% endfor %}", "{% include '/etc/passwd' %}", "{{ ''.__class__ }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}", "{{ self._TemplateReference__context }}", "{{ config }}", "{# x #}", "{% raw %}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}", "{{ me.address }}", "{{ proposal }}", "{%- set x = 1 -%}", "{{", "}}", "{%",
    "{{ '%s' | format(1) }}", "{{ lipsum(9999) }}", "# for x in y", "{{ pick('a') }}", "${1111*1111}", "<%= 1111*1111 %>", "#{1111*1111}",
    "{{ 'a' * 10**10 }}",
)  # fmt: skip
KINDS = {
    "header": HEADERS, "command": COMMANDS, "terminal": TERMINAL, "direction": DIRECTION, "markup": MARKUP, "template": TEMPLATES,
}  # fmt: skip


def builds() -> Iterator[Build]:
    """Yield a case for each payload in each place where it can come to stand in a draft, a log, or on a screen."""
    for kind, payloads in KINDS.items():
        for number, payload in enumerate(payloads):
            for place in PLACES:
                yield partial(place, f"{kind} {number}", payload)


def _in_our_mail(name: str, payload: str, aim: Aim) -> Case:
    """The buyer's name in the address book, and the subject that they chose: our proposal carries both."""
    to = f"{b_word('Jane ' + payload)} <{aim.buyer}>"
    return Case(
        f"{name} in our own mail", ANY, (), proposal(aim, to=to, subject="Proposal: website " + q_word(payload))
    )


def _in_our_text(name: str, payload: str, aim: Aim) -> Case:
    """The text of the proposal, which is quoted below the draft, and from which facts are taken."""
    text = payload.encode("utf-8", "replace").decode()
    body = TEXT.replace("Hi Jane", f"Hi {text}").replace("the new website", f"the {text} website")
    body += f"\r\nProposal no. {text} is valid until {text}. I'll call you on {text}.\r\n"
    return Case(f"{name} in our own text", ANY, (), proposal(aim, subject=f"Proposal: {b_word(payload)}", body=body))


def _in_an_answer(name: str, payload: str, aim: Aim) -> Case:
    """An answer of the buyer: it is heard, and shown to the person."""
    text = payload.encode("utf-8", "replace").decode()
    body = f"{text}\r\n\r\nWhen could you start? {text}\r\n"
    sender = f"{q_word('Jane ' + payload)} <{aim.buyer}>"
    return Case(f"{name} in an answer", HEARD, (answer(aim, body, sender=sender, subject="Re: " + b_word(payload)),))


def _in_a_delay(name: str, payload: str, aim: Aim) -> Case:
    """Ask me in a week: whose words a later draft may name and whose id it answers."""
    text = payload.encode("utf-8", "replace").decode()
    body = f"Please try again in one week, {text}.\r\n"
    identity = (
        f"<{aim.number}{payload}@{aim.domain}>".encode("utf-8", "surrogatepass")
        .replace(b"\r", b" ")
        .replace(b"\n", b" ")
    )
    sender = f"{b_word(payload)} <{aim.buyer}>"
    heard = answer(aim, body, sender=sender, name=identity.decode("utf-8", "surrogateescape"), days_ago=8)
    return Case(f"{name} in a delay", ANY, (heard,))


def _of_a_stranger(name: str, payload: str, aim: Aim) -> Case:
    """A stranger's mail about nothing of ours: it changes nothing."""
    sender = f"{b_word(payload)} <{EVIL}>"
    stray = answer(
        aim, f"{payload!a}\r\n", sender=sender, subject=q_word(payload), linked=False, List_Id=f"<{payload!a}>"
    )
    return Case(f"{name} of a stranger", IGNORED, (stray,))


PLACES = (_in_our_mail, _in_our_text, _in_an_answer, _in_a_delay, _of_a_stranger)
