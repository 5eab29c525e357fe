"""Spanish."""

from mailfollow.writing.languages.language import Language, listed

WORDS = Language(
    code="es",
    name="Spanish",
    greeting="Hola, {name}:",
    greeting_familiar="Hola, {name}:",
    greeting_unnamed="Hola:",
    greets_full_name=False,
    sign_off="Un saludo,\n{name}",
    sign_off_unnamed="Un saludo",
    signs_full_name=False,
    weekdays=("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
    months=(
        *("enero", "febrero", "marzo", "abril", "mayo", "junio"),
        *("julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"),
    ),
    day="{day} de {month}",
    day_with_year="{day} de {month} de {year}",
    weekday="{weekday}, {date}",
    slot="{date} a las {time}",
    first_of_month="1",
    conjunction=" y ",
    quotation_marks=("«", "»"),
    thousands=".",
    decimal=",",
    money="{figure} {sign}",
    attribution="El {date}, {who} escribió:",
    requests=listed("""
        dígame, dime, avíseme, avísame, envíeme, envíame, mándeme, mándame, escríbame, escríbeme, hágame saber,
        házmelo saber, hágamelo saber, llámeme, llámame, respóndame, respóndeme, deme, dame, por favor responda, por
        favor confirme, indíqueme
    """),
    banned=listed("""
        solo quería, sólo quería, quería saber si, hago seguimiento, dar seguimiento, haciendo seguimiento, para
        hacer seguimiento, recordatorio amistoso, pequeño recordatorio, solo un recordatorio, le recuerdo, te
        recuerdo, alguna novedad, hay novedades, alguna noticia, tuvo oportunidad, ha tenido ocasión, ha tenido
        tiempo, has tenido tiempo, pudo revisar, ha podido revisar, mi último correo, mi correo anterior, recibió mi
        correo, no he recibido respuesta, no he tenido noticias, sin noticias suyas, sigue interesado, sigues
        interesado, espero que se encuentre bien, espero que estés bien, sé que está ocupado, disculpe la molestia,
        quedo a la espera, retomar el contacto, retomo el contacto, vuelvo a escribirle para
    """),
    spam=listed("""
        actúe ya, compre ahora, haga clic aquí, haz clic aquí, oferta limitada, oferta especial, oferta exclusiva,
        última oportunidad, tiempo limitado, sin ningún riesgo, 100% garantizado, 100% gratis, no se lo pierda, no
        te lo pierdas, mejor precio
    """),
)
