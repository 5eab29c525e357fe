"""Dutch."""

from mailfollow.writing.languages.language import FormOfAddress, Language, Rhythm, listed

WORDS = Language(
    code="nl",
    name="Dutch",
    letters="éëïöü",
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
    # Douma, De leesbaarheid van landbouwbladen, 1960.
    rhythm=Rhythm(
        *(206.835, 0.93, 77, 40),
        nucleus=r"aai|ooi|oei|eeu|ieu|aa|ee|oo|uu|oe|ie|ei|ij|eu|ui|ou|au|ai|[aeiouyéèëïöü]",
    ),
    formal=listed("u, uw, uzelf"),
    familiar=listed("je, jij, jou, jouw, jullie"),
    form_of_address=FormOfAddress(
        courteous=listed("geachte, hooggeachte"),
        titles=listed("heer, mevrouw, meneer, mevr, mw, dhr"),
        sign_offs=listed("""
            met vriendelijke groet, met vriendelijke groeten, vriendelijke groet, vriendelijke groeten, met groet,
            groet, groeten, groetjes, hartelijke groet, hartelijke groeten, met hartelijke groet, hoogachtend, mvg
        """),
        weak=listed("je, jouw, jullie"),
    ),
    requests=listed("""
        laat me weten, laat het me weten, laat mij weten, zeg me, vertel me, stuur me, stuur mij, schrijf me, geef
        me, bel me, antwoord met, reageer met, graag uw reactie, graag je reactie, noem me
    """),
    banned=listed("""
        even checken, even navragen, ik wilde even, wilde ik even, even informeren, kort opvolgen, even
        opvolgen, ter opvolging, opvolging van mijn, vriendelijke herinnering, kleine herinnering, even een
        herinnering, ter herinnering, is er al nieuws, al iets bekend, nog updates, al tijd gehad, al
        gelegenheid gehad, al kunnen bekijken, heb je mijn mail, heeft u mijn mail, mijn laatste mail, mijn
        vorige mail, nog niets gehoord, niets van u vernomen, niets van je gehoord, nog interesse, nog steeds
        geïnteresseerd, ik hoop dat het goed met, ik weet dat je het druk, sorry voor het storen, zie uit naar
        uw reactie, zie je reactie graag, kom ik even terug op, bovenaan je inbox, even bij je checken, even bij
        u checken, wilde even checken, wilde even vragen, wilde nog even, even polsen, even peilen, even horen
        of, even een berichtje, nog even terugkomen, kom graag terug op, kom terug op mijn, naar aanleiding van
        mijn vorige, naar aanleiding van mijn laatste, follow up van mijn, een korte follow up, even een follow
        up, een follow up, korte opvolging, nog een reminder, korte reminder, kleine reminder, vriendelijke
        reminder, korte herinnering, even herinneren, herinner ik u, herinner ik je, is er nieuws, heeft u al
        nieuws, heb je al nieuws, al wat bekend, is er al meer bekend, zijn er updates, een update ontvangen,
        wat is de status, hoe staat het ermee, hoe staat het met mijn, hoever bent u, hoe ver bent u, hoe ver
        ben je, heeft u al kunnen kijken, heb je al kunnen kijken, heeft u al tijd, heb je al tijd, al een kans
        gehad, de kans gehad om, mijn mail ontvangen, mijn e mail ontvangen, mijn eerdere mail, mijn eerdere
        bericht, mijn laatste bericht, nog niets vernomen, nog geen reactie, nog geen antwoord, geen reactie
        ontvangen, geen antwoord ontvangen, niks van je gehoord, niets meer van u, nog steeds interesse, bent u
        nog geïnteresseerd, ben je nog geïnteresseerd, hoop dat alles goed, hoop dat deze mail, hoop dat dit
        bericht, ik weet dat u het druk, je hebt het vast druk, u heeft het vast druk, excuses voor het storen,
        sorry dat ik stoor, ik wil niet opdringerig, zonder te willen drammen, wacht nog op, wacht op uw
        reactie, wacht op je reactie, in afwachting van uw, in afwachting van je, kijk uit naar uw reactie, kijk
        uit naar je reactie, zie uit naar je reactie, zie uw reactie graag, hoor graag van u, hoor graag van je,
        ik hoor het graag, verneem graag, onderaan je stapel, tussendoor geglipt, laatste poging, aan de mouw
        trekken, naar de stand van zaken, wat de stand van zaken, wat is de stand van zaken, hoe de stand van
        zaken, heeft u het al gelezen, heb je het al gelezen
    """),
    spam=listed("""
        handel nu, koop nu, bestel nu, klik hier, tijdelijke aanbieding, speciale aanbieding, exclusieve aanbieding,
        laatste kans, beperkte tijd, zonder enig risico, 100% gegarandeerd, 100% gratis, mis het niet, beste prijs
    """),
)
