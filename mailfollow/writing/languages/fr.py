"""French."""

from mailfollow.writing.languages.language import Language, listed

WORDS = Language(
    code="fr",
    name="French",
    greeting="Bonjour {name},",
    greeting_familiar="Bonjour {name},",
    greeting_unnamed="Bonjour,",
    greets_full_name=False,
    sign_off="Bien cordialement,\n{name}",
    sign_off_unnamed="Bien cordialement",
    signs_full_name=True,
    weekdays=("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    months=(
        *("janvier", "février", "mars", "avril", "mai", "juin"),
        *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
    ),
    day="{day} {month}",
    day_with_year="{day} {month} {year}",
    weekday="{weekday} {date}",
    slot="{date} à {time}",
    first_of_month="1er",
    conjunction=" et ",
    quotation_marks=("« ", " »"),
    thousands=" ",
    decimal=",",
    money="{figure} {sign}",
    attribution="Le {date}, {who} a écrit :",
    requests=listed("""
        dites moi, dis moi, envoyez moi, envoie moi, écrivez moi, écris moi, donnez moi, donne moi, faites moi
        savoir, fais moi savoir, tenez moi au courant, appelez moi, appelle moi, répondez, merci de me, merci de
        répondre, indiquez moi, faites moi signe
    """),
    banned=listed("""
        je me permets de vous relancer, je me permets de revenir, je reviens vers vous, je reviens vers toi, je vous
        relance, je te relance, petite relance, simple relance, une relance, petit rappel, simple rappel, rappel
        amical, faire le point, prendre des nouvelles, je viens aux nouvelles, avez vous des nouvelles, y a t il du
        nouveau, avez vous eu le temps, avez vous pu, avez vous eu l'occasion, avez vous reçu mon, mon dernier mail,
        mon dernier message, mon précédent mail, sans réponse de votre part, sans nouvelles, sauf erreur de ma part,
        toujours intéressé, toujours intéressée, je sais que vous êtes occupé, j'espère que vous allez bien, désolé
        de vous déranger, dans l'attente de votre, remonter ce message
    """),
    spam=listed("""
        agissez maintenant, achetez maintenant, cliquez ici, offre limitée, offre spéciale, offre exclusive,
        dernière chance, durée limitée, sans aucun risque, 100% gratuit, 100% garanti, ne manquez pas, profitez en,
        meilleur prix, prix imbattable
    """),
)
