"""Words that say nothing of a matter: the commonest of seven languages, and those that stand in any proposal."""

from __future__ import annotations

_WORDS = (
    # English.
    "about above after all also an and any are as at back be been before being below between both but by can come "
    "could do does each few for from further had has have here hi hello how if in into is it its just let like "
    "look make many may me more most much must my need new no not now of off on once one only or other our out "
    "over own per please see should so some such take than thank thanks that the their them then there these they "
    "this those through to too two under until up us use very via want was way we well were what when where which "
    "while who will with within without would year years you your day days week weeks month months first last "
    "next total price prices cost costs fee fees amount offer offers offered proposal proposals quote quotation "
    "estimate project projects talk call question questions work team company customer customers client clients "
    "time "
    # German; what another language has already is not repeated.
    "ab aber alle allem allen aller alles als am andere auch auf aus bei beim bis bitte da damit dann das dass "
    "dein dem den der des die dies diese diesem diesen dieser dieses dir doch du durch ein eine einem einen einer "
    "eines er es etwas euch euer fur ganz gegen gern gerne guten hab habe haben hallo hat hatte hatten herr herrn "
    "frau hier ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im ins ist ja je jede jeden jeder jetzt kann kein "
    "keine keinen konnen konnten liebe lieber man mehr mein meine meinem meinen mich mir mit nach neu neue neuen "
    "neuer neues nicht noch nun nur ob oder ohne pro sehr sein seine sich sie sind sobald soll sollen sowie uber "
    "um und uns unser unsere unserem unseren unserer unter viel vielen vom von vor war waren wegen weil wenn wer "
    "werden wie wieder wir wird wo wurde wurden zu zum zur zwei zwischen jahr jahre tag tage tagen woche wochen "
    "monat monate euro eur angebot angebote angebots kostenvoranschlag preis preise preisen kosten betrag projekt "
    "projekte projekts gesprach frage fragen arbeit arbeiten firma kunde kunden dank danke grusse grussen "
    "freundlichen "
    # French.
    "au aux avec ainsi alors apres autre autres aussi avant bien bonjour car ce cela ces cet cette chaque chez "
    "comme dans de depuis deux donc dont elle en encore entre est et etc etre fait faire il ils jour jours la le "
    "les leur leurs lors lui ma mais meme merci mes mois moins mon ne nos notre nous nouveau nouvelle ont ou par "
    "pas peu peut plus pour pouvons pres puis quand que quel quelle qui sa sans se sera ses si son sont sous sur "
    "ta tous tout toute toutes tres tu un une vers voici vos votre vous annee devis offre offres proposition "
    "propositions prix montant projet projets travail equipe societe madame monsieur cordialement "
    # Spanish.
    "ademas al algo ano anos antes asi cada como con cual cuando cuatro del desde dia dias donde dos el ella "
    "ellos era esta estan estas este esto estos fue ha hace hacer han hasta hay hola las lo los mas meses mi mis "
    "mucho muy nada ni nosotros nuestra nuestras nuestro nuestros nueva nuevo otra otras otro otros para pero "
    "poco podemos por porque pues quien segun ser sin sobre su sus tal tambien tan tanto te tiene toda todas todo "
    "todos tras una unas uno unos usted ustedes vez ya yo gracias saludo saludos estimada estimado propuesta "
    "propuestas presupuesto oferta ofertas precio precios importe proyecto proyectos pregunta preguntas trabajo "
    "equipo empresa cliente clientes euros "
    # Italian.
    "agli alla anche che chi ci col cosa cui dal dalla dei della delle dello di dopo e ed fra gli hai hanno ho io "
    "lei loro mio molto nei nel nella noi non nostra nostre nostri nostro o perche piu poi prima quando quanto "
    "quella quello questa queste questi questo sono sua sue sul sulla suo tra tutte tutti tutto vi voi vostra "
    "vostro buongiorno grazie offerta offerte proposta proposte preventivo prezzo prezzi importo progetto "
    "progetti domanda domande lavoro anno anni giorno giorni mese mesi settimana "
    # Dutch.
    "aan bij dan dat deze dit door een geen graag heb hebben heeft het hij hoe hun ik jij jou jouw jullie kan "
    "kunnen maar meer met mij mijn na naar niet nog nu om onder ons onze ook op tot u uit uw van veel voor waar "
    "wat wel wij worden wordt zal ze zich zij zijn zo zou offertes voorstel prijs prijzen bedrag vraag vragen "
    "werk bedrijf klant klanten jaar dagen maand beste hartelijk groet groeten "
    # Portuguese.
    "ao aos ate bem com dele ela ele em essa esse eu foi isso meu minha muito nao nas nossa nossas nosso nossos "
    "num os pela pelo qual quem sem seu seus suas tambem tem uma umas voce voces obrigado obrigada orcamento "
    "preco precos valor projeto projetos pergunta trabalho semana semanas "
)
COMMONEST = frozenset(_WORDS.split())
"""In small letters and without accents."""

_ACTIVITIES = (
    "maintenance service support training consulting consultancy advice design development installation repair "
    "cleaning security safety audit inspection planning management review analysis testing translation delivery "
    "transport renovation upgrade update video "
    "wartung schulung beratung gestaltung entwicklung montage reparatur reinigung sicherheit prufung planung "
    "verwaltung ubersetzung lieferung sanierung renovierung pflege instandhaltung "
    "entretien assistance formation conseil conception developpement reparation nettoyage securite controle gestion "
    "traduction livraison depannage "
    "mantenimiento servicio soporte formacion asesoria consultoria diseno desarrollo instalacion reparacion limpieza "
    "seguridad auditoria inspeccion planificacion analisis traduccion entrega transporte reforma "
    "manutenzione servizio assistenza formazione consulenza progettazione sviluppo installazione riparazione pulizia "
    "sicurezza controllo gestione traduzione consegna trasporto ristrutturazione "
    "onderhoud dienst ondersteuning opleiding advies ontwerp ontwikkeling installatie reparatie schoonmaak veiligheid "
    "controle beheer vertaling levering vervoer "
    "manutencao servico suporte formacao desenvolvimento instalacao reparacao limpeza seguranca gestao analise traducao"
)
ACTIVITIES = frozenset(_ACTIVITIES.split())
"""What can be done to anything: maintenance alone does not say of what. In small letters and without accents."""
