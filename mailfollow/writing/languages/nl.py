"""Dutch."""

from mailfollow.writing.languages.language import Language, listed

WORDS = Language(
    code="nl",
    name="Dutch",
    greeting="Beste {name},",
    greeting_familiar="Hoi {name},",
    greeting_unnamed="Goedendag,",
    greets_full_name=False,
    sign_off="Met vriendelijke groet,\n{name}",
    sign_off_unnamed="Met vriendelijke groet",
    signs_full_name=False,
    weekdays=("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
    months=(
        *("januari", "februari", "maart", "april", "mei", "juni"),
        *("juli", "augustus", "september", "oktober", "november", "december"),
    ),
    day="{day} {month}",
    day_with_year="{day} {month} {year}",
    weekday="{weekday} {date}",
    slot="{date} om {time} uur",
    first_of_month="1",
    conjunction=" en ",
    quotation_marks=("‘", "’"),
    thousands=".",
    decimal=",",
    money="{sign} {figure}",
    attribution="Op {date} schreef {who}:",
    requests=listed("""
        laat me weten, laat het me weten, laat mij weten, zeg me, vertel me, stuur me, stuur mij, schrijf me, geef
        me, bel me, antwoord met, reageer met, graag uw reactie, graag je reactie, noem me
    """),
    banned=listed("""
        even checken, even navragen, ik wilde even, wilde ik even, even informeren, kort opvolgen, even opvolgen,
        ter opvolging, opvolging van mijn, vriendelijke herinnering, kleine herinnering, even een herinnering, ter
        herinnering, is er al nieuws, al iets bekend, nog updates, stand van zaken, al tijd gehad, al gelegenheid
        gehad, al kunnen bekijken, heb je mijn mail, heeft u mijn mail, mijn laatste mail, mijn vorige mail, nog
        niets gehoord, niets van u vernomen, niets van je gehoord, nog interesse, nog steeds geïnteresseerd, ik hoop
        dat het goed met, ik weet dat je het druk, sorry voor het storen, zie uit naar uw reactie, zie je reactie
        graag, kom ik even terug op, bovenaan je inbox
    """),
    spam=listed("""
        handel nu, koop nu, bestel nu, klik hier, tijdelijke aanbieding, speciale aanbieding, exclusieve aanbieding,
        laatste kans, beperkte tijd, zonder enig risico, 100% gegarandeerd, 100% gratis, mis het niet, beste prijs
    """),
)
