"""Portuguese."""

from mailfollow.writing.languages.language import FormOfAddress, Language, Rhythm, listed

WORDS = Language(
    code="pt",
    name="Portuguese",
    letters="ãáâàçéêíóôõúü",
    greeting="Olá, {name},",
    greeting_familiar="Olá, {name},",
    greeting_unnamed="Olá,",
    greets_full_name=False,
    sign_off="Cumprimentos,\n{name}",
    sign_off_unnamed="Cumprimentos",
    signs_full_name=False,
    weekdays=(
        *("segunda-feira", "terça-feira", "quarta-feira", "quinta-feira", "sexta-feira"),
        *("sábado", "domingo"),
    ),
    months=(
        *("janeiro", "fevereiro", "março", "abril", "maio", "junho"),
        *("julho", "agosto", "setembro", "outubro", "novembro", "dezembro"),
    ),
    day="{day} de {month}",
    day_with_year="{day} de {month} de {year}",
    weekday="{weekday}, {date}",
    slot="{date} às {time}",
    first_of_month="1",
    conjunction=" e ",
    quotation_marks=("“", "”"),
    thousands=".",
    decimal=",",
    money="{figure} {sign}",
    attribution="Em {date}, {who} escreveu:",
    # Martins and others, Readability formulas applied to textbooks in Brazilian Portuguese, 1996.
    rhythm=Rhythm(
        *(248.835, 1.015, 84.6, 35),
        nucleus=r"ã[eo]|õe|[aeoáéóâêôãõà](?:[iu](?![aeoáéóãz]))?|[iuíúü]",
        silent=r"(?<=[qg])u(?=[aeioáéíóã])",
    ),
    formal=listed("você, vocês, o senhor, a senhora"),
    familiar=listed("tu, ti, contigo, teu, tua, teus, tuas"),
    form_of_address=FormOfAddress(
        courteous=listed("""
            exmo, exma, exmos, exmas, excelentíssimo, excelentíssima, prezado, prezada, prezados, prezadas, estimado,
            estimada, estimados, estimadas
        """),
        titles=listed("senhor, senhora, senhores, senhoras, sr, sra, srs, dr, dra, dona, eng, enga"),
        sign_offs=listed("""
            atenciosamente, com os melhores cumprimentos, melhores cumprimentos, cordialmente, um abraço, abraço,
            abraços, saudações, att, obrigado, obrigada
        """),
        formal=listed("lhe, diga-me, envie-me, ao seu dispor, à sua disposição"),
        familiar=listed("te, diz-me, envia-me, podes, queres, tens, achas, preferes, precisas"),
        weak=listed("te, teu, tua, teus, tuas"),
    ),
    requests=listed("""
        diga me, diz me, me diga, avise me, me avise, envie me, me envie, mande me, me mande, escreva me, me
        escreva, ligue me, me ligue, responda me, me responda, por favor responda, informe me, me informe, dê me, me
        dê
    """),
    banned=listed("""
        só queria, só para saber, gostaria de saber se, queria saber se, fazer o acompanhamento, fazer um follow
        up, dar seguimento, pequeno lembrete, lembrete amigável, só um lembrete, alguma novidade, há novidades,
        alguma notícia, teve oportunidade, teve a oportunidade, conseguiu ver, conseguiu analisar, teve tempo,
        recebeu o meu email, recebeu meu e mail, meu último email, meu e mail anterior, não tive resposta, não
        recebi resposta, não tive notícias, sem notícias suas, ainda tem interesse, ainda está interessado,
        espero que esteja bem, espero que este email o encontre, sei que está ocupado, desculpe incomodar, fico
        no aguardo, aguardo retorno, aguardo a sua resposta, retomar o contato, retomar o contacto, gostava de
        saber se, queria só saber, só passando para, passando para saber, passando aqui para, estou passando
        para, vim saber, venho por este meio saber, dando seguimento, fazendo um follow up, um follow up,
        fazendo acompanhamento, dar um acompanhamento, relembrar o meu, relembrar a minha, gostaria de
        relembrar, venho relembrar, queria lembrar, lembrete gentil, gentil lembrete, breve lembrete, tem alguma
        novidade, tem novidades, tens novidades, alguma atualização, alguma posição, algum retorno, algum
        feedback, algum avanço, como está o andamento, em que pé está, qual é o ponto de situação, tiveste
        oportunidade, teve a chance, teve chance de, tiveste tempo, já teve tempo, conseguiste ver, pôde ver,
        pôde analisar, já pôde, recebeu meu email, recebeu a minha mensagem, recebeste o meu email, viu meu
        email, viu o meu email, meu email anterior, meu último e mail, minha última mensagem, minha mensagem
        anterior, não obtive resposta, não obtive retorno, não tive retorno, não recebi retorno, ainda não
        recebi, sem resposta da sua parte, sem notícias tuas, continua interessado, continua interessada, ainda
        está interessada, ainda estás interessado, continua com interesse, espero que estejas bem, espero que
        tudo esteja bem, espero que esta mensagem, sei que anda ocupado, sei que está ocupada, sei que a
        correria, na correria, desculpa incomodar, desculpe insistir, desculpe a insistência, perdoe a
        insistência, não quero incomodar, fico a aguardar, fico aguardando, aguardo seu retorno, aguardo o seu
        retorno, aguardo um retorno, aguardo notícias, aguardo feedback, à espera da sua resposta, no aguardo
        de, retomo o contacto, retomo o contato, volto a contactá lo, entro em contato novamente, última
        tentativa, envio um lembrete, é um lembrete, qual o ponto de situação, saber o ponto de situação, saber
        o status, qual o status da proposta, qual o status do orçamento
    """),
    innocent=listed("""
        fazer o acompanhamento da obra, fazer o acompanhamento do projeto, fazer o acompanhamento dos pedidos,
        fazendo acompanhamento da obra, como pôde ver, como conseguiu ver, que não perca
    """),
    spam=listed("""
        aja agora, compre agora, clique aqui, oferta limitada, oferta especial, oferta exclusiva, última
        oportunidade, última chance, tempo limitado, sem nenhum risco, 100% garantido, 100% grátis, não perca,
        melhor preço, imperdível
    """),
)
