"""German."""

from mailfollow.writing.languages.language import Language, listed

WORDS = Language(
    code="de",
    name="German",
    greeting="Guten Tag {name},",
    greeting_familiar="Hallo {name},",
    greeting_unnamed="Guten Tag,",
    greets_full_name=True,
    sign_off="Viele Grüße\n{name}",
    sign_off_unnamed="Viele Grüße",
    signs_full_name=True,
    weekdays=("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"),
    months=(
        *("Januar", "Februar", "März", "April", "Mai", "Juni"),
        *("Juli", "August", "September", "Oktober", "November", "Dezember"),
    ),
    day="{day}. {month}",
    day_with_year="{day}. {month} {year}",
    weekday="{weekday}, {date}",
    slot="{date} um {time} Uhr",
    first_of_month="1",
    conjunction=" und ",
    quotation_marks=("„", "“"),
    thousands=".",
    decimal=",",
    money="{figure} {sign}",
    attribution="Am {date} schrieb {who}:",
    requests=listed("""
        sagen sie mir, sag mir, schreiben sie mir, schreib mir, schicken sie mir, schick mir, senden sie mir, geben
        sie mir, gib mir, lassen sie mich wissen, lass mich wissen, melden sie sich, melde dich, rufen sie mich, ruf
        mich, antworten sie, nennen sie mir, bitte antworten, teilen sie mir
    """),
    banned=listed("""
        nur kurz nachfragen, kurz nachfragen, nachfragen ob, nachhaken, nachfassen, nachfassmail, wollte mich nur,
        wollte mich mal melden, wollte nur mal, wollte fragen ob, mal hören ob, wollte hören, freundliche
        erinnerung, kleine erinnerung, kurze erinnerung, zur erinnerung, ich erinnere an, gibt es neuigkeiten, gibt
        es schon neuigkeiten, schon etwas neues, wie ist der stand, aktueller stand, noch nichts gehört, nichts von
        ihnen gehört, nichts von dir gehört, keine antwort erhalten, haben sie meine mail, meine letzte mail, meine
        letzte e mail, konnten sie schon, hatten sie schon, schon gelegenheit, bereits gelegenheit, schon zeit
        gefunden, noch interesse, noch interessiert, ich hoffe es geht ihnen gut, ich weiß sie sind beschäftigt,
        störe ich, entschuldigen sie die störung, komme zurück auf, komme ich zurück auf, bezugnehmend auf, nach
        oben holen, nach oben schieben, freue mich auf ihre rückmeldung, freue mich auf ihre antwort, um rückmeldung
        wird gebeten
    """),
    spam=listed("""
        jetzt handeln, jetzt kaufen, jetzt bestellen, hier klicken, klicken sie hier, nur für kurze zeit, letzte
        chance, sonderangebot, exklusives angebot, einmaliges angebot, einmalige gelegenheit, ohne jedes risiko,
        risikofrei, 100% kostenlos, 100% garantiert, bestpreis, unschlagbar, sensationell, nicht verpassen, greifen
        sie zu
    """),
)
