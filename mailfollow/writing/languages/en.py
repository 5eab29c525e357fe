"""English."""

from mailfollow.writing.languages.language import Language, Rhythm, listed

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
    # Flesch, A new readability yardstick, 1948.
    rhythm=Rhythm(
        *(206.835, 1.015, 84.6, 50),
        nucleus=r"[aeiouy]+",
        silent=r"(?<=g)ue(?=s?$)|(?<=[^aeiouyl])e$|(?<=[aeiouy]l)e(?=s?$)|(?<=[^aeiouylsxzcgh])e(?=s$)|(?<=[^aeiouytd])e(?=d$)"
        r"|(?<=[^aeiouyl])e(?=(?:ly|ments?|ful|less|ness)$)",
        apart=r"(?<=[^stcgx]i)(?=[aou])|(?<=[^stcgxr]i)(?=en|et)|(?<=e)(?=a$|as$)|(?<=cre)(?=at)|(?<=[eo])(?=ing)"
        r"|(?<=[aeiou])(?=y[aeiou])|(?<=[^gq]u)(?=a[lt])",
    ),
    requests=listed("""
        let me know, tell me, send me, give me, write me, drop me a, call me, get back to me, reply with, please
        reply, just reply, reply to this, please answer, please confirm, please choose, please pick, please send,
        please tell, please call, please forward
    """),
    banned=listed("""
        just checking in, checking in, check in with you, wanted to check in, checking back, checking on this,
        check back in, following up, follow up on, just a follow up, quick follow up, this is a follow up,
        touching base, touch base, reaching out, reach out, circling back, circle back, looping back, any
        update, any updates, any news, any thoughts, any feedback, bumping this, bump this, a quick bump, top of
        your inbox, back to the top, resurfacing this, gentle reminder, friendly reminder, kind reminder, quick
        reminder, just a reminder, a reminder that, gentle nudge, friendly nudge, quick nudge, pinging you, ping
        you, quick ping, just wanted to, just writing to, just dropping, wanted to see if, did you get a chance,
        have you had a chance, had a chance to look, had a chance to review, had time to look, had time to
        review, did you see my, did you receive my, did you get my, in case you missed, since my last email,
        since my last mail, my previous email, per my last, as per my, haven't heard, have not heard, didn't
        hear, did not hear, still waiting, waiting for your reply, waiting to hear, look forward to hearing,
        looking forward to hearing, hope this finds you, hope this email finds, hope you are well, hope you're
        well, hope all is well, hope you're doing well, hope you are doing well, i know you're busy, i know you
        are busy, sorry to bother, sorry to bug, sorry to chase, still interested, are you ready to, ready to
        move forward, ready to proceed, pick your brain, checked in with you, check in on, quick check in,
        friendly check in, checking up on, following up with you, following up again, wanted to follow up, i'm
        following up, i am following up, follow up regarding, wanted to touch base, wanted to reach out, reached
        out, circled back, loop back, looping you in, bubble this up, bubbling this up, did
        this get buried, got buried, slipped through the cracks, fallen through the cracks, fell off your radar,
        wanted to ask if you had, wanted to know if, was wondering if you, where are we on, quick question about
        my, any decision yet, made a decision yet, had a moment to, have a chance to look, have a chance to
        review, have time to review, get a chance to, got my last, in my last email, my last message, my last
        email, further to my, with reference to my, as mentioned in my last, i sent you, heard back from you,
        hear back from you, hearing back from you, hear from you soon, awaiting your reply, awaiting your
        response, at your earliest convenience, await your response, hope you had a great, hope you had a good,
        trust you are well, trust this finds, hope your week, i know things get busy, i understand you're busy,
        sorry for bothering, don't mean to bother, don't want to be a pest, not to be a pest, one last try, last
        attempt, breaking up with you, should i close your file, permission to close your file, any progress on
        your side, any progress on my, any progress yet, have you made any progress, see where things stand, see
        where you stand, wondering where, i wanted to follow up
    """),
    innocent=listed("""
        any updates to the software, any update to the software, any updates of the software, any update of the
        software, any updates to the system, any updates are included, any update is included, any feedback
        form, any feedback from customers, any feedback from your customers, any feedback from users, any
        feedback from visitors, checking in at, checking in guests, checking in luggage, checking in parcels,
        guests checking in, visitors checking in, patients checking in, code checking in, follow up on leads,
        following up on leads, following up leads, following up patients, following up on complaints, send a
        reminder that, sends a reminder that
    """),
    spam=listed("""
        act now, act fast, buy now, order now, call now, click here, click below, click the link, limited time, time
        limited, special offer, exclusive offer, exclusive deal, once in a lifetime, don't miss out, last chance,
        final notice, asap, best price, lowest price, risk free, no obligation, no strings attached, money back
        guarantee, 100% free, satisfaction guaranteed, 100% guaranteed, guaranteed results, no brainer, game
        changer, skyrocket, unbeatable, you have been selected
    """),
)
