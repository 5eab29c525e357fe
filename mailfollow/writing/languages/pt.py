"""Portuguese."""

from mailfollow.writing.languages.language import Language, listed

WORDS = Language(
    code="pt",
    name="Portuguese",
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
    requests=listed("""
        diga me, diz me, me diga, avise me, me avise, envie me, me envie, mande me, me mande, escreva me, me
        escreva, ligue me, me ligue, responda me, me responda, por favor responda, informe me, me informe, dê me, me
        dê
    """),
    banned=listed("""
        só queria, só para saber, gostaria de saber se, queria saber se, fazer o acompanhamento, fazer um follow up,
        dar seguimento, pequeno lembrete, lembrete amigável, só um lembrete, alguma novidade, há novidades, alguma
        notícia, teve oportunidade, teve a oportunidade, conseguiu ver, conseguiu analisar, teve tempo, recebeu o
        meu email, recebeu meu e mail, meu último email, meu e mail anterior, não tive resposta, não recebi
        resposta, não tive notícias, sem notícias suas, ainda tem interesse, ainda está interessado, espero que
        esteja bem, espero que este email o encontre, sei que está ocupado, desculpe incomodar, fico no aguardo,
        aguardo retorno, aguardo a sua resposta, retomar o contato, retomar o contacto
    """),
    spam=listed("""
        aja agora, compre agora, clique aqui, oferta limitada, oferta especial, oferta exclusiva, última
        oportunidade, última chance, tempo limitado, sem nenhum risco, 100% garantido, 100% grátis, não perca,
        melhor preço, imperdível
    """),
)
