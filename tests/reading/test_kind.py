"""What sort of mail a message is: automatic ones by header, subject or text, and people's that look like them."""

from __future__ import annotations

import pytest

from mailfollow.model import Automatic, Kind, Me, Message
from mailfollow.reading import read
from tests.reading.words import lexicon

ME = Me(name="Max Berg", addresses=("max@berg.example",))

AUTOMATIC = [
    # subject, text, further headers
    ("Out of Office", "I'm out of the office until Monday. For urgent matters call 555-1234.", ""),
    ("Out of the office Re: Proposal", "Thank you for your email. I am currently out of office.", ""),
    ("Autoreply: Proposal", "I'm on holiday.", ""),
    ("Auto: Re: Proposal", "Thanks for your mail. I'm away.", ""),
    (
        "I am out of the office",
        "I am out of the office from 18.11.2026 until 25.11.2026.\n\nI will respond to your message when I return.",
        "",
    ),
    ("Vacation", "I'm on vacation until Nov 30. Upon my return I will respond.", ""),
    ("Abwesenheitsnotiz: Angebot", "Ich bin im Urlaub.", ""),
    (
        "Abwesend",
        "Vielen Dank für Ihre Nachricht. Ich bin bis 27.11. nicht im Büro. In dringenden Fällen hilft Frau Weber.",
        "",
    ),
    (
        "Nicht im Büro: Angebot",
        "Ich bin erst am 30. November wieder im Büro. Ihre E-Mail wird nicht weitergeleitet.",
        "",
    ),
    ("Absence du bureau", "Merci pour votre message. Je suis en congés jusqu'au 27 novembre.", ""),
    ("Fuera de la oficina", "Gracias por su mensaje. Estaré fuera de la oficina hasta el lunes.", ""),
    ("Fuori ufficio Re: Preventivo", "Sono in ferie fino al 30 novembre.", ""),
    ("Afwezig: Offerte", "Bedankt voor uw bericht. Ik ben afwezig tot 30 november.", ""),
    ("Ausência temporária: Proposta", "Estou de férias até 30 de novembro.", ""),
    ("Automatic reply: Proposal", "Hi, I'm at a conference this week.", ""),
    ("自動返信: Proposal", "不在にしております", ""),
    ("Autosvar: Proposal", "Jag är på semester till 30 november", ""),
    ("AutoReply", "We received your message", ""),
    ("OOO Re: Proposal", "back on Monday", ""),
    ("Out-of-office", "Gone fishing", ""),
    (
        "Proposal: received",
        "Dear customer, this is an automated response. We have received your inquiry and will reply within 24 hours.",
        "",
    ),
    ("Ihre Anfrage", "Dies ist eine automatische Eingangsbestätigung. Wir haben Ihre Anfrage erhalten.", ""),
    (
        "Re: Proposal",
        "I am out of the office until Monday.",
        "Auto-Submitted: auto-replied\nIn-Reply-To: <a@berg.example>\n",
    ),
    ("Re: Proposal", "Thanks, ticket 81 was created", "X-Autoreply: yes\nIn-Reply-To: <a@berg.example>\n"),
    ("Re: Proposal", "I'm away", "Precedence: auto_reply\n"),
    ("Proposal", "I am currently out of the office.", "Return-Path: <>\n"),
    ("Re: Proposal", "out", "X-Autorespond: Proposal\n"),
    ("Automatická odpověď: Nabídka", "x", ""),
    ("Răspuns automat: Ofertă", "x", ""),
    ("Автоматична відповідь: Пропозиція", "x", ""),
    ("自动答复:报价", "x", ""),
    ("رد تلقائي: عرض", "x", ""),
    ("[EXTERNAL] Automatische Antwort: Angebot", "Bin auf einer Schulung.", ""),
    ("(Auto Reply) Offer", "Till Monday at a fair.", ""),
    ("Offer", "Be back soon.", "X-Autoreply-Info: vacation\nIn-Reply-To: <a@berg.example>\n"),
    ("Auto: Offer", "I am on maternity leave, a colleague takes care.", "In-Reply-To: <a@berg.example>\n"),
    ("Jane Hill is out of the office", "I am away until 30 November. Your message will be read when I return.", ""),
    ("Afwezig t/m 27 november", "Dank voor uw bericht. Ik ben afwezig. Voor dringende zaken: Piet.", ""),
    (
        "Re: Offer",
        "I am currently out of the office and return on Monday. For urgent matters please call my colleague Bob.",
        "In-Reply-To: <a@berg.example>\n",
    ),
    (
        "AW: Angebot",
        "Ich bin derzeit nicht im Büro. Ihre Nachricht wird nicht weitergeleitet.",
        "In-Reply-To: <a@berg.example>\n",
    ),
    (
        "Re: Devis",
        "Je suis actuellement absent et serai de retour lundi. En cas d'urgence, contactez Paul.",
        "In-Reply-To: <a@berg.example>\n",
    ),
    ("Offer", "Ticket 3391 is in our queue.", "Return-Path: <>\nAuto-Submitted: auto-generated\nReferences: <a@x>\n"),
    ("Fermeture annuelle", "Merci de votre message. Nos bureaux sont fermés, nous vous répondrons à notre retour.", ""),
    ("Conferma di ricezione", "Abbiamo ricevuto la sua e-mail. Messaggio automatico.", ""),
    ("Thank you", "I will reply to your message as soon as I can.", "Return-Path: <>\nPrecedence: bulk\n"),
    ("Offer", "Your message is held. Just this once, click the link below so I can receive it.", ""),
]
PEOPLES = [
    ("Vacation in June", "Hi Max, I'm on vacation from June 1, could you send the contract before that?", ""),
    (
        "Out of office next week",
        "Hi Max,\n\njust so you know, I'll be out of the office next week. Could we sign before?\n\nJane",
        "",
    ),
    ("Re: Proposal", "I'm out of the office until Monday, will look at it then.", "In-Reply-To: <a@berg.example>\n"),
    ("Re: Proposal", "I'm on holiday but please go ahead", "In-Reply-To: <a@berg.example>\n"),
    ("Re: Bob is out of the office", "He will be back on Monday.", "In-Reply-To: <a@berg.example>\n"),
    (
        "RE: Automatic reply: Proposal",
        "Hi Max, sorry for the automatic reply. I'm back now, let's talk.",
        "In-Reply-To: <a@berg.example>\n",
    ),
    ("Holiday greetings", "Dear Max, we wish you happy holidays! Best, Jane", ""),
    ("Absence of signature", "The signature is missing on page 2.", ""),
    ("Away game on Saturday", "Are you coming to the away game?", ""),
    ("Question", "Thank you for your message. Can you start in May?", ""),
    ("Hello", "Thanks for contacting us about the relaunch. I'd like to talk on Tuesday. Jane", ""),
    (
        "Re: Proposal",
        "Thank you for your email. We have received your proposal and will discuss it on Monday.",
        "In-Reply-To: <a@berg.example>\n",
    ),
    ("Proposal", "Thank you for your proposal, we have received it. Jane", ""),
    ("Urlaub", "Hallo Max, ich bin nächste Woche im Urlaub. Kannst du das Angebot vorher schicken?", ""),
    ("Our automatic door", "The automatic door reply unit is broken", ""),
    ("Auto repair quote", "Can you quote the auto repair?", ""),
    ("Automatic reply system", "We want an automatic reply system on the site. Can you do that?", ""),
    ("Re: Proposal", "can you start in May?", "In-Reply-To: <a@berg.example>\nAuto-Submitted: auto-generated\n"),
    (
        "Re: Proposal",
        "fine with me",
        "In-Reply-To: <a@berg.example>\nX-Auto-Response-Suppress: All\nPrecedence: bulk\n",
    ),
    ("Your order", "fine", "Auto-Submitted: no\n"),
    ("Delivery", "The delivery failed yesterday, the truck had an accident. bob@hill.example knows more.", ""),
    ("Undeliverable parcel", "Hi Max, the parcel could not be delivered. Please give us another address. Jane", ""),
    ("Read: my new book", "You should read it. It was read on the radio.", ""),
    ("Accepted", "We accept.", ""),
    ("Accepted: your proposal", "Great work, please start.", ""),
    ("Returned mail", "The postman returned mail addressed to you at our office.", ""),
    ("Mail Delivery Service", "Hi, I'm from the Mail Delivery Service company, we'd like an offer", ""),
    ("Completed form", "Here is the completed form. Jane", ""),
    ("Failure notice", "Our heating failed. Jane", ""),
    (
        "Away until Monday",
        "Hi Max,\n\nI'm away until Monday, so let's sign on Tuesday. Does 10:00 suit you?\n\nJane",
        "",
    ),
    (
        "Re: Proposal",
        "No longer interested, Bob left the company and the project died.",
        "In-Reply-To: <a@berg.example>\n",
    ),
    ("Confirm", "Please confirm that you sent the contract, the link is https://x.example", ""),
    (
        "Re: Proposal",
        "Thank you for your email. Bob is away this week. In urgent cases call me.\n\nJane",
        "In-Reply-To: <a@berg.example>\n",
    ),
    ("Waiting list", "You are on the waiting list for the course. Guest list attached. Jane", ""),
    ("Your ticket to the concert", "Your ticket is at the desk. Ticket number 7. See you, Jane", ""),
    ("Parental leave policy", "Employees on parental leave keep their laptops.", ""),
    ("Out of office space", "We are out of the office space we need, please contact Kim.", ""),
    ("Vacation", "I will be on vacation from the 22nd thru the 29th and Kim will do my work. Please contact her.", ""),
    ("OOO this afternoon", "Dentist at 2. Online again at 4.", ""),
    ("Absent demain", "Bonjour Max, je suis absent demain. On se voit vendredi ? Merci de votre message.", ""),
    ("Case number 4711", "The court's case number is 4711. Put it on the cover.", ""),
    ("Invoice", "I got an automatically generated email from you. The invoice is wrong.", ""),
    (
        "Auto: quote for five cars",
        "We'd like a quote for the insurance of five cars, all of them bought this year in May.",
        "",
    ),
    ("Delegation", "While I am out of the office, Bob may sign. Please contact him in my absence.", ""),
    ("Website", "Can we talk?", "X-MS-Exchange-Inbox-Rules-Loop: office@hill.example\n"),
    ("Mail from your server", "Your server said 550 to me. Tell your admin.", ""),
]


def message(subject: str, text: str, headers: str = "", sender: str = "Jane Hill <jane@hill.example>") -> Message:
    """Read a mail of these parts."""
    head = f"From: {sender}\nTo: max@berg.example\nSubject: {subject}\nDate: Wed, 18 Nov 2026 10:00:00 +0000\n{headers}"
    return read(f"{head}Content-Type: text/plain; charset=utf-8\n\n{text}\n".encode(), ME, lexicon())


@pytest.mark.parametrize(("subject", "text", "headers"), AUTOMATIC)
def test_an_automatic_reply_is_recognised(subject, text, headers):
    """Scenarios 54, 55, 58, 65."""
    assert message(subject, text, headers).kind is Kind.AUTO_REPLY


@pytest.mark.parametrize(("subject", "text", "headers"), PEOPLES)
def test_a_persons_mail_is_a_persons(subject, text, headers):
    """Scenarios 62, 63, 69."""
    read_message = message(subject, text, headers)

    assert read_message.kind is Kind.PERSON, read_message.kind_why


def test_a_bounce_goes_before_an_auto_reply():
    """Two in five bounces also carry Auto-Submitted."""
    text = "Your message could not be delivered.\n\n<bob@hill.example>: 550 5.1.1 user unknown\n"
    bounced = message("Undelivered Mail", text, "Auto-Submitted: auto-replied\n", "MAILER-DAEMON@hill.example")

    assert bounced.kind is Kind.BOUNCE


def test_a_list_is_no_automatic_reply():
    post = message("Away for a week?", "Who is away in June?", "List-Id: <club.hill.example>\nPrecedence: bulk\n")

    assert post.kind is Kind.LIST


def test_who_writes_to_several_is_no_program():
    """A responder answers one person; a notice to the team is in the same words."""
    text = "I'm out of the office until Monday. For urgent matters please contact Bob. Thank you for your message."

    assert message("Out of office until Monday", text).kind is Kind.AUTO_REPLY
    assert message("Out of office until Monday", text, "Cc: bob@hill.example\n").kind is Kind.PERSON


def test_who_names_the_reader_is_no_program():
    text = "Thank you for your message, Max. I am away until Monday. Please contact Bob."
    to_max = 'To: "Max Berg" <max@berg.example>\nFrom: jane@hill.example\nIn-Reply-To: <a@berg.example>\n'

    def kind(text: str) -> Kind:
        return read(f"{to_max}Subject: Re: Proposal\n\n{text}\n".encode(), ME, lexicon()).kind

    assert kind(text) is Kind.PERSON
    assert kind(text.replace(", Max", "")) is Kind.AUTO_REPLY


@pytest.mark.parametrize("headers", ["", "Auto-Submitted: auto-generated\n"])
def test_a_notice_from_an_address_that_nobody_reads_answers_nothing(headers):
    notice = message("Your order is on its way", "It arrives on Friday.", headers, "Shop <noreply@shop.example>")

    assert notice.kind is Kind.LIST


def test_a_mail_to_myself_with_hidden_recipients_is_a_mail():
    """Scenario 33."""
    sent = message("Offer", "See our offer.", "Bcc: jane@hill.example\n", sender="max@berg.example")

    assert sent.kind is Kind.PERSON


def test_an_absence_with_a_departure_in_it_is_an_absence():
    text = "I am out of the office until Monday. My last day before the holidays is 22 December."

    assert message("Automatic reply: Offer", text).automatic is Automatic.AWAY


def test_a_subject_alone_is_enough_only_where_nothing_else_is_there():
    assert message("Out of office until Monday", "").kind is Kind.AUTO_REPLY
    assert message("Our holiday photos", "").kind is Kind.PERSON


def test_every_judgement_says_why():
    assert "Auto-Submitted" in message("x", "y", "Auto-Submitted: auto-replied\n").kind_why
    assert "list-id" in message("x", "y", "List-Id: <a.hill.example>\n").kind_why
    assert message("x", "y").kind_why
