# La programmation itinérante : appels, propositions, vœux, salles, publication.
calls-nav-office = Belles Sorties
calls-nav-mine = Mes spectacles
calls-nav-hosting = Accueillir un spectacle

calls-title = Les Belles Sorties
calls-lead = Chaque année, des spectacles de qualité dans les petites communes, à prix doux. Ici se préparent les éditions : les appels, les choix, le plan, la publication.
calls-none-yet = Aucune édition n'est encore ouverte.
calls-season = Du { $from } au { $to }
calls-counts = { $proposals ->
    [one] { $proposals } proposition reçue
   *[other] { $proposals } propositions reçues
 }, { $lists ->
    [one] { $lists } commune a envoyé ses vœux
   *[other] { $lists } communes ont envoyé leurs vœux
 }, { $dates ->
    [one] { $dates } date annoncée
   *[other] { $dates } dates annoncées
 }
calls-edition-new = Ouvrir une édition
calls-edition-parts = Parties de l'édition
calls-edition-season = La saison
calls-edition-title = Titre
calls-first-day = Premier jour de la saison
calls-last-day = Dernier jour de la saison
calls-settings = Réglages
calls-calendar = Calendrier
calls-calendar-hint = Chaque étape suit la précédente. Tant que l'appel n'est pas lancé, personne d'autre que vous ne voit l'édition.
calls-at-proposals_from = Ouverture de l'appel aux institutions
calls-at-proposals_until = Clôture de l'appel aux institutions
calls-at-wishes_from = Ouverture de l'appel aux communes
calls-at-wishes_until = Clôture de l'appel aux communes
calls-at-arbitration_until = Fin des arbitrages
calls-at-publication_at = Publication de la saison
calls-at-sales_at = Ouverture des réservations
calls-step-past = (étape passée)
calls-who = Qui peut accueillir
calls-ceiling = Communes de moins de (habitants)
calls-population = Population comptée
calls-population-municipal = population municipale
calls-population-total = population totale
calls-who-counts = Sous { $ceiling } habitants : { $municipal ->
    [one] { $municipal } commune
   *[other] { $municipal } communes
 } avec la population municipale, { $total ->
    [one] { $total } commune
   *[other] { $total } communes
 } avec la population totale.
calls-wishes-most = Vœux par commune, au plus
calls-sectors = Nombre de secteurs
calls-sectors-hint = Pour que chaque partie du territoire soit servie.
calls-money = L'argent
calls-price-cap = Prix maximal d'un billet, en euros
calls-budget = Budget
calls-budget-hint = Ce que les représentations peuvent coûter en tout. Vide : pas de limite.
calls-crews = Les équipes en tournée
calls-crew-km = Trajet d'un jour à l'autre, au plus (km)
calls-crew-days = Jours de suite, au plus
calls-save = Enregistrer
calls-phase-draft = En préparation
calls-phase-announced = Annoncée
calls-phase-proposals = Les institutions proposent
calls-phase-choosing = Choix des spectacles
calls-phase-wishes = Les communes font leurs vœux
calls-phase-arbitration = Arbitrages
calls-phase-published = Publiée
calls-phase-playing = En saison
calls-phase-over = Terminée
calls-phase-closed = Close

calls-call-title = Lancer l'appel
calls-call-words = Les institutions et les communes verront l'édition et son calendrier. Les appels s'ouvriront et se fermeront aux dates prévues.
calls-call-do = Lancer l'appel
calls-close-title = Clore l'édition
calls-close-words = Une édition close ne change plus : ni dates, ni propositions, ni vœux.
calls-close-do = Clore l'édition
calls-tile-waiting = Propositions à examiner
calls-tile-accepted = Spectacles retenus
calls-tile-lists = Communes ayant envoyé leurs vœux
calls-tile-announced = Dates annoncées
calls-institutions = Institutions
calls-institution = Institution
calls-house-accepted = { $n ->
    [one] { $n } proposition retenue.
   *[other] { $n } propositions retenues.
 }
calls-house-sent = { $n ->
    [one] { $n } proposition envoyée.
   *[other] { $n } propositions envoyées.
 }
calls-house-drafts = { $n ->
    [one] { $n } brouillon.
   *[other] { $n } brouillons.
 }
calls-house-none = rien pour l'instant
calls-no-house = Aucune institution de spectacle n'est connue du réseau.
calls-remind-houses = { $n ->
    [one] Relancer l'institution qui n'a rien envoyé
   *[other] Relancer les { $n } institutions qui n'ont rien envoyé
 }
calls-communes = Communes
calls-commune = Commune
calls-communes-sent = { $n ->
    [one] { $n } liste envoyée
   *[other] { $n } listes envoyées
 }
calls-communes-draft = { $n ->
    [one] { $n } brouillon
   *[other] { $n } brouillons
 }
calls-communes-nothing = { $n ->
    [one] { $n } commune sans réponse
   *[other] { $n } communes sans réponse
 }
calls-communes-drafts = Qui a commencé
calls-communes-nothings = Qui n'a pas répondu
calls-remind-communes = { $n ->
    [one] Relancer la commune en retard
   *[other] Relancer les { $n } communes en retard
 }
calls-communes-lead = { $n } communes sur { $total } peuvent accueillir : moins de { $ceiling } habitants ({ $kind }, chiffres en vigueur au { $date }).
calls-eligibility = Éligibilité
calls-history = Déjà servie
calls-never-served = Jamais servie, à notre connaissance.
calls-served-in = Servie en { $years }.
calls-sector = Secteur
calls-wishes = Vœux
calls-by-hand = choisi
calls-list-none = rien
calls-list-draft = { $n ->
    [one] brouillon, { $n } vœu
   *[other] brouillon, { $n } vœux
 }
calls-list-sent = { $n ->
    [one] envoyé, { $n } vœu
   *[other] envoyés, { $n } vœux
 }
calls-standing-eligible = { $commune } : { $n } habitants ({ $kind }, chiffres en vigueur au { $date }), moins de { $ceiling } : éligible.
calls-standing-too-large = { $commune } : { $n } habitants ({ $kind }, chiffres en vigueur au { $date }), { $ceiling } ou plus : non éligible.
calls-standing-unknown = { $commune } : { $kind } inconnue. Nous ne pouvons pas dire si la commune est éligible.
calls-short-eligible = { $n } habitants, moins de { $ceiling } : éligible
calls-short-too-large = { $n } habitants, { $ceiling } ou plus : non éligible
calls-short-unknown = population inconnue : on ne peut pas dire
calls-sector-move = Changer une commune de secteur
calls-sector-rule = Les secteurs suivent une règle publique : le premier centre est la commune la plus peuplée, chaque suivant est la commune la plus éloignée des centres déjà pris ; chaque commune va au centre le plus proche. Vous pouvez en décider autrement.
calls-sector-by-rule = Selon la règle

calls-proposals = Propositions
calls-plan = Plan
calls-publication = Publication
calls-show = Spectacle
calls-state = État
calls-performances = Représentations
calls-cost = Coût d'une représentation
calls-cost-hint = En euros, tout compris.
calls-cost-words = Si toutes les représentations proposées par les spectacles retenus étaient jouées.
calls-fits = Communes dont une salle convient
calls-tile-dates-offered = Représentations offertes
calls-tile-cost = Coût si tout est joué
calls-unknown = non connu
calls-no-proposal = Aucune proposition pour l'instant.
calls-proposal-draft = En cours d'écriture
calls-proposal-sent = Envoyée
calls-proposal-accepted = Retenue
calls-proposal-refused = Non retenue
calls-proposal-withdrawn = Retirée
calls-proposal-edit = Corriger la fiche
calls-decide = Décider
calls-reason = Motif
calls-reason-hint = Il est écrit à l'institution. Un refus a toujours un motif.
calls-accept = Retenir
calls-refuse = Ne pas retenir
calls-not-decidable = Cette proposition n'attend pas de décision.
calls-fits-where = { $n ->
    [one] Convient à une salle dans { $n } commune sur { $total }
   *[other] Convient à une salle dans { $n } communes sur { $total }
 }

calls-genre-theatre = Théâtre
calls-genre-opera = Opéra et théâtre musical
calls-genre-concert = Concert
calls-genre-song = Chanson, rock, jazz, musiques du monde
calls-genre-dance = Danse
calls-genre-circus = Cirque et arts de la rue
calls-genre-puppets = Marionnettes et objets
calls-genre-reading = Contes, lectures, poésie
calls-genre-encounter = Rencontre, visite hors les murs
calls-genre-other = Autre
calls-genre = Genre
calls-credits = Distribution
calls-credits-hint = En une ligne, comme sur l'affiche.
calls-summary = Présentation
calls-minutes = Durée, en minutes
calls-n-minutes = { $n ->
    [one] { $n } minute
   *[other] { $n } minutes
 }
calls-audience = Public
calls-audience-hint = En quelques mots. Vide : tout public.
calls-age = À partir de (ans)
calls-from-age = À partir de { $n } ans.
calls-artists = Artistes en scène
calls-mediation = Médiation
calls-mediation-hint = Ateliers, rencontres, bords de scène proposés avec le spectacle.
calls-access = Accessibilité
calls-access-wheelchair = fauteuils roulants
calls-access-hearing_loop = boucle magnétique
calls-access-sign_language = langue des signes
calls-access-audio_description = audiodescription
calls-access-surtitles = surtitres
calls-access-relaxed = séance adaptée
calls-needs = Besoins techniques
calls-needs-none = Rien de particulier.
calls-needs-hint = Ne remplissez que ce qui est indispensable : une case vide veut dire que toute salle convient. Les mesures sont en mètres.
calls-need-width = { $n } m de large
calls-need-depth = { $n } m de profondeur
calls-need-height = { $n } m de hauteur
calls-need-power = { $n } kW
calls-need-get-in = { $n } h d'installation
calls-need-places = { $n } spectateurs au plus
calls-need-dark = le noir
calls-need-level = un accès de plain-pied pour le décor
calls-need-unusual = les lieux insolites sont bienvenus
calls-width = Largeur (m)
calls-depth = Profondeur (m)
calls-height = Hauteur (m)
calls-power = Puissance électrique (kW)
calls-get-in = Temps d'installation (heures)
calls-places-most = Spectateurs, au plus
calls-needs-dark = Il faut le noir
calls-needs-level = Il faut un accès de plain-pied
calls-needs-unusual = Une église, une cantine, un café conviennent
calls-needs-words = Autres besoins

calls-from = Du
calls-to = Au
calls-days-possible = Jours possibles
calls-days-out = Sauf certains jours
calls-period-n = Période { $n }
calls-out-n = Exception { $n }
calls-weekdays = Jours de la semaine
calls-weekdays-hint = Aucune case cochée : tous les jours conviennent.
calls-days-none = Aucun jour n'est encore dit.
calls-days-span = du { $from } au { $to }
calls-days-weekdays = { $days } ({ $weekdays })
calls-days-but = { $days } ; sauf { $out }

calls-mine = Mes spectacles
calls-mine-lead = Ce que votre institution propose aux Belles Sorties, et ce qu'il en advient.
calls-no-call = Aucun appel n'est lancé pour l'instant.
calls-call-until = Ouvert jusqu'au { $at }.
calls-call-from = L'appel ouvre le { $at }.
calls-call-over = L'appel est clos.
calls-propose = Proposer un spectacle
calls-own-proposals = Vos propositions
calls-part-show = Le spectacle
calls-part-needs = Ce qu'il lui faut
calls-part-days = Quand il peut se jouer
calls-part-money = Combien de fois, à quel prix, avec qui
calls-show-title = Titre
calls-licence = Numéro de licence
calls-licence-hint = De qui répond du spectacle : PLATESV-D-2024-001234 ou L-D-24-1234. Il est imprimé sur les billets.
calls-contact = Adresse électronique de la personne à prévenir
calls-contact-hint = Les décisions et les changements y sont écrits.
calls-save-draft = Enregistrer le brouillon
calls-save-send = Enregistrer et envoyer
calls-proposal-closed = Cette proposition ne peut plus être changée ici. Écrivez à la métropole si quelque chose doit l'être.
calls-withdraw = Retirer cette proposition
calls-withdraw-words = Les communes ne pourront plus la demander.
calls-withdraw-do = Retirer

calls-hosting = Accueillir un spectacle
calls-hosting-lead = Dites quels spectacles vous aimeriez recevoir, dans quelles salles et quels jours. La métropole finance une date par commune et par an.
calls-halls = Salles
calls-n-halls = { $n ->
    [0] aucune salle pour l'instant
    [one] { $n } salle
   *[other] { $n } salles
 }
calls-wishes-of = Les vœux de { $commune }
calls-wishes-are-sent = Vos vœux sont envoyés ({ $at }). Jusqu'à la clôture, chaque changement enregistré ici est pris en compte.
calls-wishes-closed = L'appel n'est pas ouvert : vos vœux se lisent mais ne se changent pas.
calls-step-shows = 1. Vos spectacles
calls-step-shows-hint = { $n ->
    [one] Un vœu.
   *[other] Jusqu'à { $n } vœux, du plus attendu au moins attendu.
 }
calls-wish-n = { $n ->
    [1] 1er vœu
   *[other] { $n }e vœu
 }
calls-wish-none = Aucun
calls-wish-hall = Salle du vœu { $n }
calls-any-hall = N'importe laquelle
calls-step-halls = 2. Vos salles
calls-step-halls-hint = Cochez celles que vous proposez pour cette édition.
calls-no-hall-yet = Vous n'avez pas encore décrit de salle.
calls-halls-edit = Décrire ou corriger vos salles
calls-step-days = 3. Vos jours
calls-hour-wished = Heure souhaitée
calls-step-words = 4. Un mot
calls-note = Un mot pour la métropole
calls-wishes-send = Envoyer nos vœux
calls-autosaved = Brouillon enregistré.
calls-autosave-failed = Pas encore enregistré : vérifiez ce qui est saisi, puis utilisez le bouton.
calls-shows-offered = { $n ->
    [one] Le spectacle proposé
   *[other] Les { $n } spectacles proposés
 }
calls-fit-yours = Et vos salles ?
calls-no-show-yet = Les spectacles ne sont pas encore choisis. Vous pouvez déjà décrire vos salles.
calls-warn-no-day = Aucun de vos jours ne convient à ce spectacle.
calls-warn-hall = La salle choisie n'est pas parmi celles que vous proposez : ce vœu ne peut pas être pris en compte.
calls-fit-good = { $hall } : convient.
calls-fit-bad = { $hall } : ne convient pas ({ $why }).
calls-fit-width = il faut { $needs } m de large, la salle en a { $has }
calls-fit-width-unknown = il faut { $needs } m de large, la largeur n'est pas dite
calls-fit-depth = il faut { $needs } m de profondeur, la salle en a { $has }
calls-fit-depth-unknown = il faut { $needs } m de profondeur, la profondeur n'est pas dite
calls-fit-height = il faut { $needs } m de hauteur, la salle en a { $has }
calls-fit-height-unknown = il faut { $needs } m de hauteur, la hauteur n'est pas dite
calls-fit-power = il faut { $needs } kW, la salle en a { $has }
calls-fit-power-unknown = il faut { $needs } kW, la puissance n'est pas dite
calls-fit-dark = le noir n'y est pas possible
calls-fit-level = il y a des marches
calls-fit-unusual = il faut une vraie salle

calls-halls-of = Les salles de { $commune }
calls-halls-lead = Une salle des fêtes, mais aussi une église, une cantine, un café : tout lieu où l'on peut s'asseoir et écouter.
calls-hall-new = Décrire une salle
calls-hall-add = Ajouter cette salle
calls-hall-name = Nom
calls-hall-kind = Sorte de lieu
calls-hall-places = Places assises
calls-hall-unusual = Lieu insolite (église, cantine, café…)
calls-hall-dark = On peut faire le noir
calls-hall-level = Accès de plain-pied pour le décor
calls-hall-offered = Proposée aux spectacles
calls-hall-measures-hint = De la scène, ou de l'espace libre. En mètres. Une mesure inconnue peut écarter des spectacles qui en ont besoin.
calls-hall-notes = Pour les équipes
calls-hall-notes-hint = Plans, clés, stationnement, loges, à qui téléphoner.
calls-hall = Salle
calls-address = Adresse
calls-postal-code = Code postal
calls-n-places = { $n ->
    [one] { $n } place
   *[other] { $n } places
 }
calls-unusual = insolite
calls-not-offered = n'est plus proposée
calls-place-ESPACE_POLYVALENT = Salle des fêtes, salle polyvalente
calls-place-THEATRE = Théâtre
calls-place-SALLE_CONCERT_AUDITORIUM_OPERA_ZENITH = Salle de concert, auditorium, opéra
calls-place-LIEU_DE_CULTE = Église, lieu de culte
calls-place-CASINO_DISCOTHEQUE_HOTEL_CAFE_RESTAURANT = Café, restaurant, hôtel
calls-place-PLEIN_AIR_PARC_LOISIRS_ATTRACTION = Plein air, parc
calls-place-STRUCTURE_ITINERANTE_DEMONTABLE_CHAPITEAU = Chapiteau, structure démontable
calls-place-LIEU_DE_SANTE = Lieu de santé
calls-place-CABARET_MUSIC_HALL = Cabaret, music-hall
calls-place-AUTRE = Autre (école, cantine, ferme…)

calls-no-plan = Aucun plan n'est adopté pour cette édition. Adoptez-en un : ses dates viendront ici.
calls-to-plan = Aller au plan
calls-publication-lead = { $n ->
    [one] { $n } date attend d'être annoncée
   *[other] { $n } dates attendent d'être annoncées
 } ; { $ready ->
    [one] { $ready } est prête
   *[other] { $ready } sont prêtes
 }.
calls-to-announce = Dates à annoncer
calls-day = Jour
calls-seller = Qui vend
calls-seller-town-hall = La mairie
calls-seller-hint = Qui encaisse et répond des recettes.
calls-missing = Ce qui manque
calls-ready = prête
calls-complete = Compléter
calls-still-missing = Il manque encore
calls-missing-hour = l'heure
calls-missing-licence = le numéro de licence
calls-missing-licence-wrong = le numéro de licence n'a pas la bonne forme
calls-missing-licence-ended = la licence ne vaut pas ce jour-là
calls-missing-places = le nombre de places
calls-missing-address = l'adresse de la salle
calls-missing-postal-code = le code postal
calls-missing-not-accepted = le spectacle n'est plus retenu
calls-missing-not-eligible = la commune n'est pas éligible
calls-missing-twice = la commune reçoit déjà un spectacle de cette édition
calls-missing-out-of-season = le jour n'est pas dans la saison
calls-missing-past = le moment prévu est passé : choisissez un autre jour dans le plan
calls-publish-words = Les dates paraîtront aussitôt sur le portail. Les institutions et les communes recevront une lettre.
calls-publish = { $n ->
    [one] Annoncer cette date
   *[other] Annoncer ces { $n } dates
 }
calls-publish-chosen = { $n ->
    [0] Annoncer les dates cochées
    [one] Annoncer cette date et celles qui sont cochées
   *[other] Annoncer ces { $n } dates et celles qui sont cochées
 }
calls-called-off = { $n ->
    [one] Une date annulée n'est pas annoncée à nouveau
   *[other] { $n } dates annulées ne sont pas annoncées à nouveau
 }
calls-called-off-words = Le plan contient encore ce qui a été annulé. Cochez ce que vous avez décidé de nouveau, et cela seul.
calls-announce-again = Annoncer à nouveau : { $commune }, { $show }
calls-publish-blocked = { $n ->
    [one] Rien ne peut être publié : une date est incomplète.
   *[other] Rien ne peut être publié : { $n } dates sont incomplètes.
 }
calls-announced = { $n ->
    [one] { $n } date annoncée
   *[other] { $n } dates annoncées
 }
calls-is-announced = annoncée
calls-cancelled = annulée
calls-hour = Heure
calls-doors = Ouverture des portes
calls-doors-hint = Tant de minutes avant.
calls-places = Places
calls-date-cancelled = Cette date est annulée : { $told }
calls-date-lead = L'institution et la commune reçoivent une lettre ; les personnes qui ont un billet sont prévenues par la billetterie.
calls-date-change = Changer cette date
calls-told = Ce qui change, et pourquoi
calls-told-hint = Ces mots sont lus par tout le monde.
calls-date-change-do = Changer et prévenir
calls-date-cancel = Annuler cette date
calls-date-cancel-words = Une date annulée le reste. Les billets sont annulés et remboursés.
calls-date-cancel-do = Annuler et prévenir

calls-done-opened = L'édition est ouverte. Lancez l'appel quand son calendrier est bon.
calls-done-called = L'appel est lancé.
calls-done-closed = L'édition est close.
calls-done-saved = C'est enregistré.
calls-done-hall = La salle est ajoutée.
calls-done-proposal-sent = Votre proposition est envoyée à la métropole.
calls-done-withdrawn = La proposition est retirée.
calls-done-accepted = Le spectacle est retenu. L'institution en est avertie.
calls-done-refused = Le spectacle n'est pas retenu. L'institution en est avertie.
calls-done-wishes-sent = Vos vœux sont envoyés à la métropole. Merci !
calls-done-published = Les dates sont annoncées. Les institutions et les communes en sont averties.
calls-done-changed = La date est changée. L'institution et la commune en sont averties.
calls-done-cancelled = La date est annulée. L'institution et la commune en sont averties.
calls-done-reminded = Les lettres de relance sont parties.

calls-refused-closed = L'édition est close : plus rien n'y change.
calls-refused-called = L'appel est déjà lancé.
calls-refused-not-called = L'appel de cette édition n'est pas lancé.
calls-refused-season-runs = La saison n'est pas finie : on ne peut pas encore clore l'édition.
calls-refused-proposals-wait = Des propositions attendent encore une décision.
calls-refused-proposals-closed = L'appel aux institutions n'est pas ouvert.
calls-refused-proposal-decided = La décision est prise : cette proposition ne change plus.
calls-refused-proposal-sent = Cette proposition est déjà envoyée.
calls-refused-not-sent = Cette proposition n'a pas été envoyée : on ne peut pas en décider.
calls-refused-decided-so = C'est déjà décidé ainsi.
calls-refused-announced = Une date de ce spectacle est annoncée : annulez-la d'abord.
calls-refused-not-eligible = Cette commune n'est pas éligible à cette édition.
calls-refused-wishes-closed = L'appel aux communes n'est pas ouvert.
calls-refused-nothing = Il n'y a aucune date à annoncer.
calls-refused-incomplete = Des dates sont incomplètes : rien n'a été publié.
calls-refused-cancelled = Cette date est déjà annulée.
calls-refused-past = Cette date est passée.
calls-refused-not-open = L'appel n'est pas ouvert : il n'y a personne à relancer.
calls-refused-reminded = Une relance est partie il y a moins d'un jour.
calls-refused-nobody = Personne n'a de compte à qui écrire.

calls-wrong-needed = À remplir.
calls-wrong-email = Cette adresse électronique ne convient pas.
calls-wrong-number = Ce nombre ne convient pas.
calls-wrong-metres = Écrivez une longueur en mètres, comme 6,5.
calls-wrong-price = Écrivez un montant en euros, comme 1250 ou 4,50.
calls-wrong-day = Ce jour n'existe pas.
calls-wrong-hour = Cette heure n'existe pas.
calls-wrong-moment = Dites le jour et l'heure.
calls-wrong-order = La fin vient avant le début.
calls-wrong-choice = Ce choix n'existe pas ou plus.
calls-wrong-year = Dites une année.
calls-wrong-edition-exists = Une édition commence déjà cette année-là.
calls-wrong-first-year = La saison ne touche pas l'année de l'édition.
calls-wrong-published = La saison est publiée : cela ne change plus.
calls-wrong-wishes-ended = L'appel aux communes est clos : sa fin ne change plus, car elle fixe le tirage au sort.
calls-wrong-reason = Un refus a toujours un motif.
calls-wrong-licence = Ce numéro n'a pas la forme d'une licence, comme PLATESV-D-2024-001234.
calls-wrong-no-wish = Choisissez au moins un spectacle.
calls-wrong-no-hall = Cochez au moins une salle.
calls-wrong-hall-not-ticked = Cette salle n'est pas cochée dans vos salles : cochez-la, ou choisissez-en une autre.
calls-wrong-no-day = Dites au moins une période.
calls-wrong-too-many-wishes = Trop de vœux.
calls-wrong-wished-twice = Ce spectacle est déjà dans vos vœux.
calls-wrong-told = Dites ce qui change et pourquoi : c'est ce que les gens liront.
calls-wrong-season = Ce jour n'est pas dans la saison.
calls-wrong-past = Ce moment est passé.

calls-letter-proposal-received-subject = Votre proposition « { $show } » est arrivée
calls-letter-proposal-received-text =
    Bonjour,

    Votre proposition « { $show } » pour { $edition } est bien arrivée. Vous pouvez la corriger jusqu'à la clôture de l'appel :
    { $link }

    La métropole
calls-letter-proposal-accepted-subject = « { $show } » est retenu
calls-letter-proposal-accepted-text =
    Bonjour,

    « { $show } » est retenu pour { $edition }. Les communes peuvent le demander ; nous vous écrirons quand les dates seront fixées.
    { $reason }

    { $link }

    La métropole
calls-letter-proposal-refused-subject = « { $show } » n'est pas retenu
calls-letter-proposal-refused-text =
    Bonjour,

    « { $show } » n'est pas retenu pour { $edition }. Voici pourquoi :
    { $reason }

    { $link }

    La métropole
calls-letter-wishes-received-subject = Les vœux de { $commune } sont arrivés
calls-letter-wishes-received-text =
    Bonjour,

    Les vœux de { $commune } pour { $edition } sont bien arrivés :
    { $shows }

    Vous pouvez les changer jusqu'à la clôture de l'appel :
    { $link }

    La métropole
calls-letter-published-commune-subject = { $commune } accueille « { $show } »
calls-letter-published-commune-text =
    Bonjour,

    { $edition } est publiée : { $commune } accueille « { $show } ».
    { $when }, { $hall }

    { $link }

    La métropole
calls-letter-published-institution-subject = Les dates de « { $show } »
calls-letter-published-institution-text =
    Bonjour,

    { $edition } est publiée. Voici où se joue « { $show } » :
    { $dates }

    { $link }

    La métropole
calls-letter-changed-subject = « { $show } » à { $commune } : la date change
calls-letter-changed-text =
    Bonjour,

    « { $show } », prévu à { $commune } ({ $before }), change :
    { $when }, { $hall }, { $places } places.

    { $told }

    Les personnes qui ont un billet sont prévenues.
    { $link }

    La métropole
calls-letter-cancelled-subject = « { $show } » à { $commune } est annulé
calls-letter-cancelled-text =
    Bonjour,

    « { $show } », prévu à { $commune } ({ $when }, { $hall }), est annulé.

    { $told }

    Les personnes qui ont un billet sont prévenues et remboursées.
    { $link }

    La métropole
calls-letter-remind-institutions-subject = { $edition } : proposez vos spectacles
calls-letter-remind-institutions-text =
    Bonjour,

    L'appel aux institutions pour { $edition } est ouvert jusqu'au { $when }. Nous n'avons encore rien reçu de vous :
    { $link }

    La métropole
calls-letter-remind-communes-subject = { $edition } : envoyez vos vœux
calls-letter-remind-communes-text =
    Bonjour,

    L'appel aux communes pour { $edition } est ouvert jusqu'au { $when }. Vos vœux ne sont pas encore envoyés :
    { $link }

    La métropole

audit-act-tours-edition_opened = édition ouverte
audit-act-tours-edition_changed = réglages d'une édition changés
audit-act-tours-edition_called = appel lancé
audit-act-tours-edition_closed = édition close
audit-act-tours-edition_published = dates publiées
audit-act-tours-sector_chosen = secteur d'une commune choisi
audit-act-tours-proposal_begun = proposition commencée
audit-act-tours-proposal_changed = proposition changée
audit-act-tours-proposal_sent = proposition envoyée
audit-act-tours-proposal_withdrawn = proposition retirée
audit-act-tours-proposal_decided = décision sur une proposition
audit-act-tours-hall_kept = salle décrite
audit-act-tours-wishes_changed = vœux changés
audit-act-tours-wishes_sent = vœux envoyés
audit-act-tours-date_completed = date complétée
audit-act-tours-date_announced = date annoncée
audit-act-tours-date_changed = date changée
audit-act-tours-date_cancelled = date annulée
audit-act-tours-reminded = relance envoyée
