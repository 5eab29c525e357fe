"""Italian."""

from mailfollow.writing.languages.language import Language, listed

WORDS = Language(
    code="it",
    name="Italian",
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
    requests=listed("""
        mi dica, dimmi, mi faccia sapere, fammi sapere, mi scriva, scrivimi, mi mandi, mandami, mi invii, inviami,
        mi chiami, chiamami, mi risponda, rispondimi, mi indichi, mi confermi
    """),
    banned=listed("""
        volevo solo, volevo sapere se, volevo chiedere se, solo per sapere, un breve sollecito, sollecito, un
        promemoria, piccolo promemoria, gentile promemoria, ci sono novità, qualche novità, ci sono aggiornamenti,
        ha avuto modo, hai avuto modo, ha avuto tempo, ha ricevuto la mia, la mia ultima mail, la mia precedente
        mail, non ho ricevuto risposta, non ho avuto notizie, senza sue notizie, è ancora interessato, sei ancora
        interessato, spero che stia bene, spero tutto bene, so che è impegnato, scusi il disturbo, resto in attesa,
        in attesa di un suo, torno a scriverle, mi permetto di ricontattarla, riprendere il discorso
    """),
    spam=listed("""
        agisci ora, compra ora, clicca qui, offerta limitata, offerta speciale, offerta esclusiva, ultima occasione,
        tempo limitato, senza alcun rischio, 100% garantito, 100% gratis, da non perdere, miglior prezzo,
        imperdibile
    """),
)
