"""Italian."""

from mailfollow.writing.languages.language import FormOfAddress, Language, Rhythm, listed

WORDS = Language(
    code="it",
    name="Italian",
    letters="àèéìòù",
    greeting="Buongiorno {name},",
    greeting_familiar="Ciao {name},",
    greeting_unnamed="Buongiorno,",
    greets_full_name=False,
    sign_off="Un cordiale saluto,\n{name}",
    sign_off_unnamed="Un cordiale saluto",
    signs_full_name=True,
    weekdays=("lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica"),
    months=(
        *("gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno"),
        *("luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre"),
    ),
    day="{day} {month}",
    day_with_year="{day} {month} {year}",
    weekday="{weekday} {date}",
    slot="{date} alle {time}",
    first_of_month="1º",
    conjunction=" e ",
    quotation_marks=("«", "»"),
    thousands=".",
    decimal=",",
    money="{figure} {sign}",
    attribution="Il {date}, {who} ha scritto:",
    # Franchina and Vacca, Adaptation of Flesch readability index on a bilingual text, 1986.
    rhythm=Rhythm(
        *(217, 1.3, 60, 40),
        nucleus=r"[iu]?[aeoàèéòó](?:[iu](?![aeoàèéòùì]))?|[iu]?[ùì]|[iu]",
    ),
    formal=listed("Lei, Suo, Sua, Suoi, Sue, mi dica, mi faccia sapere, mi scriva, mi risponda"),
    familiar=listed("tu, te, ti, tuo, tua, tuoi, tue, dimmi, fammi sapere, scrivimi, rispondimi"),
    form_of_address=FormOfAddress(
        courteous=listed(
            "gentile, gentili, gentilissimo, gentilissima, gent.mo, gent.ma, egregio, egregia, egregi, spett.le"
        ),
        titles=listed("""
            signor, signora, signore, signori, sig, sig.ra, sig.na, dott, dott.ssa, dottor, dottoressa, ing, avv, arch,
            prof, geom
        """),
        sign_offs=listed("""
            cordiali saluti, distinti saluti, cordialmente, saluti, un saluto, un caro saluto, a presto, i migliori
            saluti, buona giornata
        """),
        formal=listed("""
            le invio, le mando, le propongo, le allego, le scrivo, la ringrazio, inviarle, mandarle, proporle, mi
            chiami, mi mandi
        """),
        familiar=listed("puoi, vuoi, preferisci, mandami, chiamami, inviarti, mandarti, proporti"),
        weak=listed("tuo, tua, tuoi, tue, Suo, Sua, Suoi, Sue"),
    ),
    requests=listed("""
        mi dica, dimmi, mi faccia sapere, fammi sapere, mi scriva, scrivimi, mi mandi, mandami, mi invii, inviami,
        mi chiami, chiamami, mi risponda, rispondimi, mi indichi, mi confermi
    """),
    banned=listed("""
        volevo solo, volevo sapere se, volevo chiedere se, solo per sapere, piccolo promemoria, gentile
        promemoria, ci sono novità, qualche novità, ci sono aggiornamenti, ha avuto modo, hai avuto modo, ha
        avuto tempo, ha ricevuto la mia, la mia ultima mail, la mia precedente mail, non ho ricevuto risposta,
        non ho avuto notizie, senza sue notizie, è ancora interessato, sei ancora interessato, spero che stia
        bene, spero tutto bene, so che è impegnato, scusi il disturbo, resto in attesa, in attesa di un suo,
        torno a scriverle, mi permetto di ricontattarla, riprendere il discorso, volevo chiederle se, volevo
        chiederti se, volevo avere notizie, le scrivo per sapere, ti scrivo per sapere, le scrivo nuovamente, ti
        riscrivo, le riscrivo, torno a scriverti, mi permetto di riscriverle, mi permetto di sollecitare, mi
        permetto di disturbarla, la ricontatto, ti ricontatto, sollecitare una risposta, un gentile sollecito,
        solo un promemoria, breve promemoria, un amichevole promemoria, le ricordo, ti ricordo, volevo
        ricordarle, volevo ricordarti, facciamo il punto, fare un follow up, un follow up, ci sono sviluppi,
        qualche aggiornamento, ha qualche novità, hai qualche novità, ha novità, hai novità, a che punto siamo,
        a che punto siete, a che punto è, ha avuto occasione, hai avuto occasione, hai avuto tempo, ha potuto
        vedere, hai potuto vedere, ha potuto leggere, ha già potuto, hai già potuto, è riuscito a vedere, sei
        riuscito a vedere, è riuscita a vedere, hai ricevuto la mia, ha ricevuto il mio, ha letto la mia, la mia
        mail precedente, la mia precedente email, la mia ultima email, la mia precedente comunicazione, non ho
        avuto riscontro, non ho ricevuto riscontro, non ho più avuto notizie, non ho ricevuto notizie, in attesa
        di riscontro, in attesa di un riscontro, resto in attesa di, attendo un suo, attendo sua risposta,
        attendo un riscontro, attendo sue notizie, in attesa di sue notizie, senza tue notizie, è ancora
        interessata, sei ancora interessata, siete ancora interessati, spero che lei stia bene, spero che tu
        stia bene, spero di trovarla bene, so che sei impegnato, immagino sia impegnato, scusa il disturbo, mi
        scusi se insisto, scusa se insisto, non vorrei disturbare, senza voler insistere, resto a disposizione,
        rimango a disposizione, rimango in attesa, riportare in alto, le fosse sfuggita, ti fosse sfuggita,
        ultimo tentativo, le mando un promemoria, le invio un promemoria, ti mando un promemoria, è un
        promemoria, le sollecito, ti sollecito, un sollecito, mio sollecito, breve sollecito
    """),
    innocent=listed("""
        invia un sollecito, inviare un sollecito, lettera con un sollecito, un sollecito di pagamento, invia un
        gentile sollecito, come ha potuto vedere, come hai potuto vedere, come ha potuto leggere
    """),
    spam=listed("""
        agisci ora, compra ora, clicca qui, offerta limitata, offerta speciale, offerta esclusiva, ultima occasione,
        tempo limitato, senza alcun rischio, 100% garantito, 100% gratis, da non perdere, miglior prezzo,
        imperdibile
    """),
)
