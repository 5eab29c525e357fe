"""German."""

from mailfollow.writing.languages.language import FormOfAddress, Language, Rhythm, listed

WORDS = Language(
    code="de",
    name="German",
    letters="äöüß",
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
    slot="{date}, um {time} Uhr",
    first_of_month="1",
    conjunction=" und ",
    quotation_marks=("„", "“"),
    thousands=".",
    decimal=",",
    money="{figure} {sign}",
    attribution="Am {date} schrieb {who}:",
    # Amstad, Wie verständlich sind unsere Zeitungen?, 1978.
    rhythm=Rhythm(180, 1, 58.5, hard=40, nucleus=r"au|äu|eu|ei|ai|ie|aa|ee|oo|[aeioyäöü]|(?<!q)u"),
    formal=listed("Sie, Ihnen, Ihr, Ihre, Ihren, Ihrem, Ihrer, Ihres"),
    familiar=listed("""
        du, dich, dir, dein, deine, deinen, deinem, deiner, deines, euch, euer, eure, euren, eurem, eurer, schreib
        mir, sag mir, schick mir, gib mir, nenn mir, möchtest, kannst, willst, hast, bist, hättest, könntest,
        brauchst, weißt, magst, sollst, musst
    """),
    form_of_address=FormOfAddress(
        courteous=listed("geehrte, geehrter, geehrtes, geehrten"),
        titles=listed("frau, herr, herrn, herren, damen"),
        sign_offs=listed("""
            mit freundlichen grüßen, mit freundlichem gruß, mit besten grüßen, mit herzlichen grüßen, freundliche grüße,
            beste grüße, liebe grüße, herzliche grüße, schöne grüße, grüße, gruß, lg, vg, mfg, freundlichst,
            mit freundlichen gruessen, viele gruesse, liebe gruesse, beste gruesse, hochachtungsvoll
        """),
        familiar=listed("""
            habt, seid, wollt, könnt, sollt, müsst, dürft, wisst, möchtet, hättet, wärt, könntet, ruf mich, melde dich,
            lass mich wissen, sag bescheid, gib bescheid, schau mal
        """),
        weak=listed("dein, deine, deinen, deinem, deiner, deines, Ihr, Ihre, Ihren, Ihrem, Ihrer, Ihres"),
        opening=r"Sie(?=\s(?:\w+en|sind)\b)|(?:Ihnen|Ihre?[nmrs]?)(?=\s)",
        others=r"\bSie\s+(?:dir|dich|euch)\b|\bIhr\s+(?-i:[a-zäöüß])\w*t\b"
        r"|\bIhr\b(?=[^.,!?\n]{0,60}\s(?:habt|seid|wollt|könnt|sollt|müsst|dürft|wisst|möchtet|hättet)\b)"
        r"|\b(?:habt|seid|wollt|könnt|sollt|müsst|dürft|wisst|möchtet|hättet)\s+Ihr\b",
    ),
    requests=listed("""
        sagen sie mir, sag mir, schreiben sie mir, schreib mir, schicken sie mir, schick mir, senden sie mir, sende
        mir, geben sie mir, gib mir, lassen sie mich wissen, lass mich wissen, melden sie sich, melde dich, rufen
        sie mich, ruf mich, antworten sie, antworte mir, nennen sie mir, nenn mir, nenne mir, bitte antworten, teilen
        sie mir, teil mir, geben sie bescheid, gib bescheid, sagen sie bescheid, sag bescheid, leiten sie mich,
        leite mich
    """),
    banned=listed("""
        nur kurz nachfragen, kurz nachfragen, nachfragen ob, nachhaken, nachfassen, nachfassmail, wollte mich
        nur, wollte mich mal melden, wollte nur mal, wollte fragen ob, mal hören ob, wollte hören, freundliche
        erinnerung, kleine erinnerung, kurze erinnerung, zur erinnerung, ich erinnere an, gibt es neuigkeiten,
        gibt es schon neuigkeiten, schon etwas neues, wie ist der stand, aktueller stand, noch nichts gehört,
        nichts von ihnen gehört, nichts von dir gehört, keine antwort erhalten, haben sie meine mail, meine
        letzte mail, meine letzte e mail, konnten sie schon, hatten sie schon, schon gelegenheit, bereits
        gelegenheit, schon zeit gefunden, noch interesse, noch interessiert, ich hoffe es geht ihnen gut, ich
        weiß sie sind beschäftigt, störe ich, entschuldigen sie die störung, komme zurück auf, komme ich zurück
        auf, bezugnehmend auf, nach oben holen, nach oben schieben, freue mich auf ihre rückmeldung, freue mich
        auf ihre antwort, um rückmeldung wird gebeten, ich wollte nachfragen, wollte nachfragen, wollte ich
        nachfragen, kurz nachgefragt, nachfasse, hake ich nach, hake nach, wollte mich kurz, melde mich noch
        einmal, melde mich nochmal, melde ich mich noch einmal, melde ich mich nochmal, melde mich erneut, darf
        ich sie erinnern, möchte sie erinnern, möchte erinnern, sanfte erinnerung, kleiner reminder, kurzer
        reminder, freundlicher reminder, kurzes follow up, ein follow up, zwischenstand erfragen, gibt es etwas
        neues, gibt es ein update, gibt es updates, gibt es schon ein feedback, wie sieht es aus mit, wie sieht
        es bei ihnen aus, wie ist der aktuelle stand, bisher keine antwort, bisher keine rückmeldung, noch keine
        rückmeldung, noch keine antwort, keine rückmeldung erhalten, leider noch nichts, bislang nichts gehört,
        haben sie meine e mail, hast du meine mail, hast du meine e mail, meine mail erhalten, meine e mail
        erhalten, meine vorherige mail, konntest du schon, hattest du schon, haben sie sich schon entschieden,
        hast du dich schon entschieden, zeit gefunden mein angebot, einen blick auf mein angebot, weiterhin
        interesse, besteht noch interesse, ich hoffe es geht dir gut, ich hoffe sie sind wohlauf, ich hoffe
        diese nachricht, ich weiß du bist beschäftigt, viel um die ohren, sicher viel zu tun, nicht nerven,
        möchte nicht drängen, möchte nicht stören, entschuldige die störung, in erinnerung rufen, in erinnerung
        bringen, wieder nach oben, freue mich auf deine rückmeldung, freue mich auf deine antwort, freue mich
        über ihre rückmeldung, freue mich über eine rückmeldung, freue mich von ihnen zu hören, warte auf ihre
        antwort, warte noch auf, bitte um rückmeldung, bitte um kurze rückmeldung, zeitnahe rückmeldung, letzter
        versuch, mail untergegangen, nachricht untergegangen, angebot untergegangen, sicher untergegangen,
        vielleicht untergegangen, bei ihnen untergegangen, bei dir untergegangen, gerne stehe ich, gern stehe ich,
        stehe ich gerne zur verfügung, stehe ich gern zur verfügung, stehe ich ihnen, stehe ich dir, für rückfragen
        stehe, bezugnehmend, haben sie mein angebot, hast du mein angebot, haben sie das angebot erhalten, hast du
        das angebot erhalten, ich erlaube mir, erlaube ich mir, noch auf dem schirm, von ihnen zu hören, von dir zu
        hören, ich hoffe ihnen geht es gut, ich hoffe dir geht es gut, warte auf deine antwort
    """),
    innocent=listed("""
        aktueller stand der technik, zur erinnerung an, aktueller stand des wissens, beim nachfassen von leads
    """),
    spam=listed("""
        jetzt handeln, jetzt kaufen, jetzt bestellen, hier klicken, klicken sie hier, nur für kurze zeit, letzte
        chance, sonderangebot, exklusives angebot, einmaliges angebot, einmalige gelegenheit, ohne jedes risiko,
        risikofrei, 100% kostenlos, 100% garantiert, bestpreis, unschlagbar, sensationell, nicht verpassen, greifen
        sie zu, nur noch heute, jetzt zuschlagen, jetzt sichern, schnell zugreifen, solange der vorrat reicht, völlig
        unverbindlich, kostenlos und unverbindlich, geld zurück garantie, garantierter erfolg, garantierte
        ergebnisse, gamechanger, game changer
    """),
)
