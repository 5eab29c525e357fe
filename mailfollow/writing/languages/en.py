"""English."""

from mailfollow.writing.languages.language import Language, listed

WORDS = Language(
    code="en",
    name="English",
    greeting="Hello {name},",
    greeting_unnamed="Hello,",
    greets_full_name=False,
    sign_off="Best regards,\n{name}",
    sign_off_unnamed="Best regards",
    signs_full_name=False,
    weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    months=(
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
    day="{day} {month}",
    day_with_year="{day} {month} {year}",
    weekday="{weekday}, {date}",
    slot="{date} at {time}",
    first_of_month="1",
    conjunction=" and ",
    quotation_marks=('"', '"'),
    thousands=",",
    decimal=".",
    money="{sign}{figure}",
    attribution="On {date}, {who} wrote:",
    requests=listed("""
        let me know, tell me, send me, give me, write me, drop me a, call me, get back to me, reply with, please
        reply, just reply, reply to this, please answer, please confirm, please choose, please pick, please send,
        please tell, please call, please forward
    """),
    banned=listed("""
        just checking in, checking in, check in with you, wanted to check in, checking back, checking on this, check
        back in, following up, follow up on, just a follow up, quick follow up, a follow up to, this is a follow up,
        touching base, touch base, reaching out, reach out, circling back, circle back, looping back, any update,
        any updates, any news, any progress, any thoughts, any feedback, bumping this, bump this, a quick bump, top
        of your inbox, back to the top, resurfacing this, gentle reminder, friendly reminder, kind reminder, quick
        reminder, just a reminder, a reminder that, gentle nudge, friendly nudge, quick nudge, pinging you, ping
        you, quick ping, just wanted to, just writing to, just dropping, wanted to see if, did you get a chance,
        have you had a chance, had a chance to look, had a chance to review, had time to look, had time to review,
        did you see my, did you receive my, did you get my, in case you missed, since my last email, since my last
        mail, my previous email, per my last, as per my, haven't heard, have not heard, didn't hear, did not hear,
        still waiting, waiting for your reply, waiting to hear, look forward to hearing, looking forward to hearing,
        hope this finds you, hope this email finds, hope you are well, hope you're well, hope all is well, hope
        you're doing well, hope you are doing well, i know you're busy, i know you are busy, sorry to bother, sorry
        to bug, sorry to chase, still interested, are you ready to, ready to move forward, ready to proceed, pick
        your brain
    """),
    spam=listed("""
        act now, act fast, buy now, order now, call now, click here, click below, click the link, limited time, time
        limited, special offer, exclusive offer, exclusive deal, once in a lifetime, don't miss out, last chance,
        final notice, asap, best price, lowest price, risk free, no obligation, no strings attached, money back
        guarantee, 100% free, satisfaction guaranteed, 100% guaranteed, guaranteed results, no brainer, game
        changer, skyrocket, unbeatable, you have been selected
    """),
)
