"""Spanish."""

from mailfollow.writing.languages.language import FormOfAddress, Language, Rhythm, listed

WORDS = Language(
    code="es",
    name="Spanish",
    letters="áéíñóúü",
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
    weekday="{weekday} {date}",
    slot="{date} a las {time}",
    clock="{hour}:{minute:02}",
    first_of_month="1",
    conjunction=" y ",
    conjunction_before_i=" e ",
    quotation_marks=("«", "»"),
    thousands=".",
    decimal=",",
    money="{figure}\u00a0{sign}",
    attribution="El {date}, {who} escribió:",
    # Fernández Huerta, Medidas sencillas de lecturabilidad, 1959, as Law corrected it in 2011: words per sentence.
    rhythm=Rhythm(
        *(206.84, 1.02, 60, 45),
        nucleus=r"[iuü]?[aeoáéó](?:[iuü](?![aeoáéóíú])|y(?![aeiouáéíóú]))?|[íú]|[iuü]+y?|y(?![aeiouáéíóú])",
        silent=r"(?<=q)u|(?<=g)u(?=[eiéí])",
    ),
    formal=listed("""
        usted, ustedes, le parece, le sirve, le ayuda, le interesa, le viene bien, le conviene, le gustaría, le
        vendría, le resulta, le envío, le escribo, le mando, le propongo, le paso, le preparo, dígame, envíeme,
        escríbame, respóndame, indíqueme
    """),
    familiar=listed("""
        tú, tu, tus, te, ti, contigo, tuyo, tuya, dime, envíame, escríbeme, respóndeme, puedes, quieres,
        prefieres, tienes, necesitas, tuyos, tuyas, podrías, querrías, deberías, cambiarías
    """),
    form_of_address=FormOfAddress(
        courteous=listed("""
            estimado, estimada, estimados, estimadas, distinguido, distinguida, distinguidos, distinguidas
        """),
        titles=listed("sr, sra, srta, sres, señor, señora, señores, señoras, don, doña, d., dña, dª"),
        sign_offs=listed("""
            saludos, atentamente, cordialmente, saludos cordiales, un cordial saludo, un abrazo, muchos saludos,
            un fuerte abrazo, reciba un cordial saludo, atte
        """),
        formal=listed("""
            le adjunto, le adjuntamos, le enviamos, le remito, le remitimos, le hago llegar, le saluda, le saludo,
            le agradezco, le agradecemos, le informo, le presento, le detallo, le encaja, le va bien, les adjunto,
            les envío, les agradezco, les parece, su disposición, su interés, su confianza, su consulta, su solicitud,
            su respuesta, quedo a su, quedamos a su, indíquenos, díganos, envíenos, escríbanos, llámeme, llámenos,
            avíseme, hágame, dígamelo, confírmeme, no dude
        """),
        familiar=listed("""
            os, vosotros, vosotras, vuestro, vuestra, vuestros, vuestras, decidme, decidnos, contadme, cuéntame, dímelo,
            llámame, avísame, confírmame, indícame, mándame, dame, dinos, escríbenos, llámanos, mira, me dices, crees,
            piensas, estás, eres, sabes, puedas, quieras, necesites, prefieras, tengas, no dudes, podéis, queréis,
            tenéis
        """),
        weak=listed("tu, tus, mira"),
        others=r"\ba\s+(?:(?:tus?|mis?|las?|los|(?:vuestr|nuestr)[oa]s?)\s+\w+|(?-i:[A-ZÁÉÍÓÚÑ])\w+)\s+(?:no\s+)?les?\s\w+"
        r"|\bal\s+\w+\s+(?:no\s+)?les?\s\w+"
        r"|\bles?\s+\w+(?=\s+(?:bien\s+)?(?:al|a\s+(?:tus?|mis?|las?|los|(?:vuestr|nuestr)[oa]s?|(?-i:[A-ZÁÉÍÓÚÑ])\w+))\b)",
    ),
    requests=listed("""
        dígame, dime, avíseme, avísame, envíeme, envíame, mándeme, mándame, escríbame, escríbeme, hágame saber,
        házmelo saber, hágamelo saber, llámeme, llámame, respóndame, respóndeme, deme, dame, por favor responda, por
        favor confirme, indíqueme, indícame, contésteme, contéstame, cuénteme, cuéntame, coménteme, coméntame,
        dígamelo, dímelo, confírmeme, confírmame, páseme, pásame
    """),
    banned=listed("""
        solo quería, sólo quería, quería saber si, hago seguimiento, dar seguimiento, haciendo seguimiento, para
        hacer seguimiento, recordatorio amistoso, pequeño recordatorio, solo un recordatorio, le recuerdo, te
        recuerdo, alguna novedad, hay novedades, alguna noticia, tuvo oportunidad, ha tenido ocasión, ha tenido
        tiempo, has tenido tiempo, pudo revisar, ha podido revisar, mi último correo, mi correo anterior,
        recibió mi correo, no he recibido respuesta, no he tenido noticias, sin noticias suyas, sigue
        interesado, sigues interesado, espero que se encuentre bien, espero que estés bien, sé que está ocupado,
        disculpe la molestia, quedo a la espera, retomar el contacto, retomo el contacto, vuelvo a escribirle
        para, solo para saber, sólo para saber, quería preguntarle si, quería preguntarte si, quería consultarle
        si, me gustaría saber si, me preguntaba si, le escribo para saber, te escribo para saber, hacer
        seguimiento, hacer un seguimiento, darle seguimiento, dando seguimiento, seguimiento a mi, seguimiento
        de mi, un breve recordatorio, breve recordatorio, recordatorio cordial, amable recordatorio, para
        recordarle, para recordarte, quería recordarle, hay alguna novedad, tiene alguna novedad, tienes alguna
        novedad, alguna respuesta, algún comentario sobre, cómo va todo, cómo va el tema, en qué punto está, en
        qué estado se encuentra, ha tenido oportunidad, has tenido oportunidad, tuviste oportunidad, tuvo
        tiempo, tuviste tiempo, pudiste revisar, has podido revisar, ha podido ver, has podido ver, pudo ver,
        recibiste mi correo, ha recibido mi correo, ha recibido mi, has recibido mi, mi correo electrónico
        anterior, mi mensaje anterior, mi último mensaje, mi anterior correo, no he obtenido respuesta, no he
        sabido nada, no hemos tenido noticias, sin noticias tuyas, aún no he recibido, todavía no he recibido,
        continúa interesado, sigue estando interesado, sigue interesada, sigues interesada, espero que este
        correo, espero que este mensaje, espero que todo vaya bien, espero que se encuentre, espero que esté
        bien, confío en que se encuentre, sé que estás ocupado, sé que tiene mucho trabajo, disculpa la
        molestia, perdone la molestia, perdona que insista, disculpe que insista, siento insistir, no quiero
        molestar, no quisiera molestar, espero su respuesta, espero tu respuesta, a la espera de su, a la espera
        de tu, en espera de su, quedo atento, quedo atenta, quedo pendiente, vuelvo a escribirte para, le
        contacto de nuevo, te contacto de nuevo, le vuelvo a escribir, te vuelvo a escribir, me pongo en
        contacto nuevamente, subir este correo, último intento, por si no lo ha visto, por si no lo viste, se le
        pasó, se te pasó, le envío un recordatorio, te envío un recordatorio, solo es un recordatorio, este
        recordatorio, hay algún avance, espero que te encuentres, espero que se encuentren, me pongo en contacto
        con usted, me pongo en contacto contigo, me pongo en contacto para, me pongo de nuevo en contacto, tuvo
        ocasión, tuviste ocasión, has tenido ocasión, pudo echar un vistazo, pudiste echar un vistazo, ha podido
        echar un vistazo, has podido echar un vistazo, ha podido echarle, has podido echarle, no dude en
        contactar, no dudes en contactar, no dude en contactarme, no dudes en contactarme, no dude en
        escribirme, no dudes en escribirme, no dude en llamarme, no dudes en llamarme, no dude en consultar, no
        dudes en consultar, en espera de tu, quedo al pendiente, quedo atento a su, aguardo su respuesta, aguardo
        tu respuesta
    """),
    innocent=listed("""
        dar seguimiento a los pedidos, dar seguimiento a sus pedidos, dar seguimiento a cada pedido, dar
        seguimiento a las incidencias, hacer seguimiento de los pedidos, hacer seguimiento de cada pedido, hacer
        un seguimiento de los pedidos, como pudo ver, como ha podido ver, como has podido ver
    """),
    spam=listed("""
        actúe ya, compre ahora, haga clic aquí, haz clic aquí, oferta limitada, oferta especial, oferta exclusiva,
        última oportunidad, tiempo limitado, sin ningún riesgo, 100% garantizado, 100% gratis, no se lo pierda, no
        te lo pierdas, mejor precio, oportunidad única, oferta irrepetible, precio imbatible, plazas limitadas,
        cupos limitados, gratis y sin compromiso, sin coste alguno, sin costo alguno, satisfacción garantizada,
        resultados garantizados
    """),
)
