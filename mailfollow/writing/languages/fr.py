"""French."""

from mailfollow.writing.languages.language import FormOfAddress, Language, Rhythm, listed

WORDS = Language(
    code="fr",
    name="French",
    letters="àâæçéèêëîïôœùûüÿ",
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
    clock="{hour}h{minute:02}",
    first_of_month="1er",
    conjunction=" et ",
    quotation_marks=("«\u00a0", "\u00a0»"),
    thousands="\u00a0",
    decimal=",",
    money="{figure}\u00a0{sign}",
    attribution="Le {date}, {who} a écrit :",
    # Kandel and Moles, Application de l'indice de Flesch à la langue française, 1958.
    rhythm=Rhythm(
        *(207, 1.015, 73.6, 45),
        nucleus=r"[aeiouyàâäéèêëîïôöùûüœæ]+",
        silent=r"(?<=[^aeiouyàâäéèêëîïôöùûüœæ])e(?=s?$)|(?<=[éiî])e(?=s?$)",
        apart=r"(?<=[éèêï])(?=[aâoiuyé])|(?<=[aoue])(?=[ïéèêë])|(?<=i)(?=[éï])|(?<=[aou])(?=y[aeiouéè])|(?<=[bcdfgpt][rl]i)(?=[aeioué])",
    ),
    formal=listed("vous, votre, vos"),
    familiar=listed("tu, te, toi, ton, ta, tes, t'"),
    form_of_address=FormOfAddress(
        titles=listed("madame, monsieur, mesdames, messieurs, mademoiselle, mme, mlle, m., maître"),
        sign_offs=listed("""
            cordialement, bien à vous, bien à toi, sincères salutations, salutations, respectueusement, amicalement,
            cdlt, bien sincèrement, meilleures salutations, à bientôt, très cordialement, belle journée, bonne journée
        """),
        formal=listed("veuillez, dites-moi, envoyez-moi, répondez-moi, appelez-moi, faites-moi"),
        familiar=listed("dis-moi, envoie-moi, réponds-moi, appelle-moi, fais-moi"),
        weak=listed("ton, ta, tes, votre, vos"),
        others=r"\bvous\s+(?:deux|trois|quatre|tous|toutes|autres)\b",
    ),
    requests=listed("""
        dites moi, dis moi, envoyez moi, envoie moi, écrivez moi, écris moi, donnez moi, donne moi, faites moi
        savoir, fais moi savoir, tenez moi au courant, appelez moi, appelle moi, merci de répondre, indiquez moi,
        faites moi signe, répondez moi, réponds moi, répondez simplement, réponds simplement, merci de me, merci de
        m'indiquer, merci de m'envoyer, merci de m'écrire, merci de confirmer, indique moi, fais moi signe, tiens
        moi au courant, faites le moi savoir, fais le moi savoir, précisez moi, précise moi, confirmez moi, confirme
        moi, transmettez moi, transmets moi
    """),
    banned=listed("""
        je reviens vers vous, je reviens vers toi, je vous relance, je te relance, petite relance, simple
        relance, petit rappel, simple rappel, rappel amical, faire le point, prendre des nouvelles, je viens aux
        nouvelles, avez vous des nouvelles, y a t il du nouveau, avez vous eu le temps, avez vous pu, avez vous
        eu l'occasion, avez vous reçu mon, mon dernier mail, mon dernier message, mon précédent mail, sans
        réponse de votre part, sans nouvelles, sauf erreur de ma part, toujours intéressé, toujours intéressée,
        je sais que vous êtes occupé, j'espère que vous allez bien, désolé de vous déranger, dans l'attente de
        votre, remonter ce message, je me permets de, je me permettrai de, vous relancer, te relancer, ma
        dernière relance, revenir vers vous, revenir vers toi, je viens vers vous, je viens vers toi, je reviens
        à la charge, je reprends contact, faisant suite à, je fais suite à, n'hésitez pas, n'hésite pas,
        n'hésitez surtout pas, restant à votre disposition, restant à disposition, dans l'attente d'un, dans
        l'attente de ton, en attente de votre, en attente de ton, j'attends votre retour, j'attends ton retour,
        as tu eu le temps, as tu pu, as tu eu l'occasion, as tu reçu mon, as tu des nouvelles, vous avez bien
        reçu mon, tu as bien reçu mon, mon mail précédent, mon précédent message, mon message précédent, où en
        êtes vous, où en es tu, du nouveau de votre côté, du nouveau de ton côté, j'espère que ce message,
        j'espère que ce mail, j'espère que tout va bien, j'espère que tu vas bien, je sais que tu es occupé,
        votre temps est précieux, ton temps est précieux, désolé de te déranger, désolée de vous déranger,
        désolée de te déranger, pardon de vous déranger, en haut de votre boîte, en haut de ta boîte, un petit
        mot pour savoir, juste pour savoir, je voulais juste, je voulais simplement, je voulais savoir si, je
        souhaitais savoir si, sans retour de votre part, sans retour de ta part, ceci est une relance, c'est une
        relance, une relance concernant, une relance au sujet, une relance amicale, dernière relance, je reste à
        votre disposition, je reste à ta disposition, nous restons à votre disposition, je reste à disposition,
        votre entière disposition, ta disposition pour toute, votre disposition pour toute, suite à mon mail,
        suite à mon message, suite à mon courriel, suite à mon offre, suite à mon devis, suite à mon précédent,
        suite à mon dernier, suite à ma proposition, mon dernier courriel, mon précédent courriel, à votre bon
        souvenir, à ton bon souvenir, est ce toujours d'actualité, est il toujours d'actualité, est elle
        toujours d'actualité, sont ils toujours d'actualité, sont elles toujours d'actualité, où en est votre
        réflexion, où en est ta réflexion, où en est votre décision, où en est ta décision, je me permets de
        vous écrire à nouveau, je me permets de te relancer, je me permets de vous recontacter, je me permets
        d'insister, je vous recontacte, je te recontacte, je reviens à vous, je relance, relance amicale, rappel
        gentil, gentil rappel, léger rappel, je vous rappelle que, un petit suivi, suivi de mon, faire un suivi,
        savoir où vous en êtes, savoir où tu en es, des nouvelles de votre côté, avez vous du nouveau, as tu du
        nouveau, avez vous pris connaissance, pris le temps de lire, eu l'occasion de consulter, eu l'occasion
        de regarder, bien reçu mon, mon e mail précédent, mon dernier e mail, pas eu de réponse, pas reçu de
        réponse, pas eu de retour, pas eu de nouvelles, restée sans réponse, resté sans réponse, sans nouvelle
        de votre part, êtes vous toujours intéressé, encore intéressé, votre intérêt est toujours, vous devez
        être très occupé, j'espère que ce message vous trouve, en espérant que vous allez bien, excusez moi de
        vous déranger, navré de vous déranger, sans vouloir vous presser, sans vouloir insister, je me tiens à
        votre disposition, dans l'attente d'un retour, en attente de votre retour, restant dans l'attente, au
        plaisir de vous lire, passé entre les mailles, un petit coucou, dernière tentative
    """),
    innocent=listed("""
        une relance automatique, une relance par facture, une relance des factures, une relance de la demande,
        une relance des impayés, faire le point fixe, faire le point zéro, il ne manque pas de, ne manque pas de
        place, sans nouvelles pièces, sans nouvelles fonctions, sans nouvelles machines
    """),
    spam=listed("""
        agissez maintenant, achetez maintenant, cliquez ici, offre limitée, offre spéciale, offre exclusive,
        dernière chance, durée limitée, sans aucun risque, ne manquez pas, meilleur prix, prix imbattable, 100 %
        gratuit, 100 % garanti, garanti à 100 %, clique ici, profitez en vite, profitez en dès, offre
        exceptionnelle, opportunité unique, occasion unique, à ne pas manquer, ne manque pas, ne ratez pas, ne rate
        pas, satisfait ou remboursé, sans aucun engagement, gagnant gagnant
    """),
)
