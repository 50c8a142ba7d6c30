## La médiathèque
mediatheque-nav = Médiathèque
mediatheque-home-title = La médiathèque en ligne
mediatheque-home-heading = Chez vous, <em>tout de suite</em>
mediatheque-home-lead = { $n ->
    [0] Rien n’est encore proposé ici.
    [one] Un titre à lire, à regarder ou à suivre
   *[other] { $n } titres à lire, à regarder, à écouter ou à suivre
}{ $open ->
    [0] {""}
   *[other] , dont { $open } sans carte.
}
mediatheque-sections = Les rayons
mediatheque-section-livres = Livres
mediatheque-section-livres-lead = Des romans, des bandes dessinées et des livres à écouter, ouverts dans la page.
mediatheque-section-films = Films
mediatheque-section-films-lead = Des films sous-titrés, qui reprennent où vous les avez laissés.
mediatheque-section-presse = Presse
mediatheque-section-presse-lead = Le journal et les revues, comme sur papier : on tourne, on cherche, on agrandit.
mediatheque-section-cours = Cours
mediatheque-section-cours-lead = Apprendre à son pas, vérifier ce que l’on sait, garder une attestation.
mediatheque-section-musique = Musique
mediatheque-section-musique-lead = Des disques et des concerts à écouter.
mediatheque-all-of = Tout le rayon { $section }
mediatheque-demo = démonstration
mediatheque-demo-words = Les œuvres montrées ici sont libres de droits ou faites pour l’occasion ; chacune dit d’où elle vient.
mediatheque-demo-resource = Ce titre montre le logiciel.
mediatheque-resume = Reprendre
mediatheque-resume-all = Tout ce que j’ai commencé
mediatheque-selection-all = Voir la sélection
mediatheque-selection-by = Choisi à { $library }
mediatheque-selection-by-network = Choisi par les bibliothécaires du réseau
mediatheque-until = jusqu’au { $day }
mediatheque-nothing-yet = Rien n’est encore proposé ici. Les bibliothécaires préparent les premiers titres.
mediatheque-wish = Il manque quelque chose ?
mediatheque-wish-words = Proposez un livre, un film, un journal ; votez pour ce que d’autres ont proposé. Les bibliothécaires répondent à chaque proposition.
mediatheque-wish-see = Voir les propositions
mediatheque-opds = Vous lisez avec une application ? Donnez-lui l’adresse de
mediatheque-opds-link = notre catalogue OPDS
mediatheque-open-to-all = sans carte
mediatheque-with-card = avec votre carte
mediatheque-begun = à { $percent } %
mediatheque-kind-book = Livre
mediatheque-kind-comic = Bande dessinée
mediatheque-kind-audiobook = Livre à écouter
mediatheque-kind-newspaper = Journal
mediatheque-kind-magazine = Revue
mediatheque-kind-film = Film
mediatheque-kind-music = Musique
mediatheque-kind-course = Cours
mediatheque-kind-quiz = Quiz
mediatheque-kind-platform = Site partenaire
mediatheque-role-ill = illustration
mediatheque-role-trl = traduction
mediatheque-role-nrt = lecture
mediatheque-role-drt = réalisation
mediatheque-role-edt = édition
mediatheque-role-cmp = musique
mediatheque-lang-fr = français
mediatheque-lang-nl = néerlandais
mediatheque-lang-en = anglais
mediatheque-lang-de = allemand
mediatheque-lang-es = espagnol
mediatheque-lang-ar = arabe
mediatheque-lang-pt = portugais
mediatheque-yes = oui

## Chercher dans un rayon
mediatheque-filter-words = Un titre, un auteur
mediatheque-filter-kind = Quoi
mediatheque-filter-language = Langue
mediatheque-filter-age = Âge du lecteur
mediatheque-filter-open = sans carte seulement
mediatheque-filter-all = tout
mediatheque-filter-apply = Montrer
mediatheque-filter-clear = Montrer tout le rayon
mediatheque-found = { $n ->
    [0] Aucun titre
    [one] { $n } titre
   *[other] { $n } titres
}
mediatheque-found-none = Rien ne répond à ces choix.

## Un titre
mediatheque-do-lire = Lire
mediatheque-do-regarder = Regarder
mediatheque-do-ecouter = Écouter
mediatheque-do-suivre = Commencer
mediatheque-do-aller = Y aller
mediatheque-resume-lire = Reprendre la lecture, à { $percent } %
mediatheque-resume-regarder = Reprendre le film
mediatheque-resume-ecouter = Reprendre l’écoute
mediatheque-resume-suivre = Reprendre
mediatheque-resume-aller = Y retourner
mediatheque-left = { $n ->
    [0] C’est la dernière fois pour cette période.
    [one] Après celle-ci, il vous en restera une.
   *[other] Après celle-ci, il vous en restera { $n }.
}
mediatheque-may = Puis-je l’ouvrir ?
mediatheque-sign-in = M’identifier
mediatheque-get-card = Obtenir une carte
mediatheque-about-it = De quoi il s’agit
mediatheque-facts = En bref
mediatheque-fact-language = Langue
mediatheque-fact-captions = Sous-titres
mediatheque-fact-described = Audiodescription
mediatheque-fact-length = Durée
mediatheque-fact-pages = Pages
mediatheque-fact-age = Âge
mediatheque-fact-publisher = Éditeur
mediatheque-fact-year = Année
mediatheque-fact-subjects = Sujets
mediatheque-fact-rights = Droits
mediatheque-from-age = dès { $n } ans
mediatheque-pages = { $n ->
    [one] { $n } page
   *[other] { $n } pages
}
mediatheque-trial-until = À l’essai jusqu’au { $day } : dites-nous ce que vous en pensez.
mediatheque-offered-until = Proposé jusqu’au { $day }.
mediatheque-hidden = Les lecteurs ne voient pas cette page : ce titre n’est pas publié.
mediatheque-similar = Dans le même esprit
mediatheque-waiting-join = M’inscrire sur la liste d’attente
mediatheque-waiting-words = Nous vous écrirons quand ce sera votre tour.
mediatheque-waiting-leave = Quitter la liste d’attente
mediatheque-waiting-place = { $n ->
    [one] Vous êtes le prochain ou la prochaine sur la liste. Nous vous écrirons.
   *[other] Vous êtes à la place { $n } sur la liste. Nous vous écrirons.
}
mediatheque-waiting-turn = C’est votre tour : une place vous est gardée jusqu’à { $until }.
mediatheque-waiting-joined = Vous êtes sur la liste d’attente. Nous vous écrirons quand ce sera votre tour.
mediatheque-waiting-left = Vous n’êtes plus sur la liste d’attente.
mediatheque-waiting-useless = Inutile d’attendre : vous pouvez l’ouvrir maintenant, ou ce titre n’a pas de liste pour vous.
mediatheque-turn-subject = C’est votre tour : { $title }
mediatheque-turn-text = Bonjour,

    Une place s’est libérée pour « { $title } ». Elle vous est gardée jusqu’à { $until }.

    Pour l’ouvrir : { $address }

    Passé ce moment, elle ira à la personne suivante.

    Les bibliothécaires du réseau

## À qui, combien de fois
mediatheque-condition-everyone = Ouvert à tout le monde, sans carte.
mediatheque-condition-members = Pour toute personne qui a la carte du réseau.
mediatheque-condition-libraries = Pour les inscrits de { $n ->
    [one] une bibliothèque
   *[other] { $n } bibliothèques
} : { $names }.
mediatheque-condition-communes = Pour les habitants de : { $names }.
mediatheque-condition-age-min = À partir de { $n } ans.
mediatheque-condition-age-max = Jusqu’à { $n } ans.
mediatheque-condition-seats = { $n ->
    [one] Une seule personne à la fois.
   *[other] { $n } personnes à la fois.
}
mediatheque-condition-views-day = { $n ->
    [one] Une fois par jour
   *[other] { $n } fois par jour
}.
mediatheque-condition-views-month = { $n ->
    [one] Une fois par mois
   *[other] { $n } fois par mois
}.
mediatheque-condition-views-year = { $n ->
    [one] Une fois par an
   *[other] { $n } fois par an
}.
mediatheque-condition-views-ever = { $n ->
    [one] Une fois en tout
   *[other] { $n } fois en tout
}.
mediatheque-condition-group-month = { $n } titres par mois, dans l’ensemble « { $group } ».
mediatheque-condition-group-day = { $n } titres par jour, dans l’ensemble « { $group } ».
mediatheque-condition-group-year = { $n } titres par an, dans l’ensemble « { $group } ».
mediatheque-condition-group-ever = { $n } titres en tout, dans l’ensemble « { $group } ».
mediatheque-condition-paid = Le réseau paie { $price } par visionnage.

## Ce que dit la porte

## Lire
mediatheque-reader-leave = Retour à la présentation
mediatheque-reader-contents = Sommaire
mediatheque-reader-settings = Réglages
mediatheque-reader-close = Fermer
mediatheque-reader-back = Page précédente
mediatheque-reader-next = Page suivante
mediatheque-reader-where = Où j’en suis dans le livre
mediatheque-reader-percent = { $percent } %
mediatheque-reader-failed = Ce titre n’a pas pu être ouvert. Votre place est gardée.
mediatheque-reader-again = Réessayer
mediatheque-reader-ended = La lecture s’arrête ici
mediatheque-reader-ended-words = Votre accès a pris fin. Votre place est gardée : vous la retrouverez en revenant.
mediatheque-reader-plain = Sans JavaScript, le livre se lit chapitre par chapitre.
mediatheque-reader-theme = Couleurs
mediatheque-reader-theme-paper = Papier
mediatheque-reader-theme-white = Blanc
mediatheque-reader-theme-sepia = Sépia
mediatheque-reader-theme-night = Nuit
mediatheque-reader-theme-contrast = Contraste fort
mediatheque-reader-size = Taille des lettres
mediatheque-reader-smaller = Lettres plus petites
mediatheque-reader-larger = Lettres plus grandes
mediatheque-reader-face = Lettres
mediatheque-reader-face-book = Celles du livre
mediatheque-reader-face-atkinson = Atkinson, faites pour être lues sans effort
mediatheque-reader-face-serif = À empattements
mediatheque-reader-face-sans = Sans empattements
mediatheque-reader-layout = Mise en page
mediatheque-reader-pages = Par pages
mediatheque-reader-scroll = En défilant
mediatheque-reader-lines = Entre les lignes
mediatheque-reader-lines-1 = Comme dans le livre
mediatheque-reader-lines-2 = Serré
mediatheque-reader-lines-3 = Aéré
mediatheque-reader-lines-4 = Très aéré
mediatheque-reader-ease = Confort
mediatheque-reader-spacing = Écarter les lettres et les mots
mediatheque-reader-offline-keep = Garder hors ligne
mediatheque-reader-offline-drop = Gardé hors ligne
mediatheque-reader-offline-busy = Le livre se copie sur cet appareil…
mediatheque-reader-offline-kept = Le livre est sur cet appareil : il se lira sans connexion.
mediatheque-reader-offline-dropped = Le livre n’est plus gardé sur cet appareil.
mediatheque-reader-offline-failed = La copie n’a pas abouti. Rien n’a changé.

## Regarder, écouter
mediatheque-player-captions = Sous-titres
mediatheque-player-captions-none = sans
mediatheque-player-speed = Vitesse
mediatheque-player-speed-of = × { $speed }
mediatheque-player-described = Audiodescription
mediatheque-player-described-on = Audiodescription en marche.
mediatheque-player-described-off = Audiodescription arrêtée.
mediatheque-player-resumed = Reprise à { $at }.
mediatheque-player-keys = Au clavier : espace pour la pause, flèches pour avancer ou reculer de dix secondes, C pour les sous-titres, M pour le son, F pour le plein écran.
mediatheque-player-transcript = Lire ce qui est dit
mediatheque-player-chapters = Chapitres
mediatheque-player-sleep = S’arrêter
mediatheque-player-sleep-none = jamais
mediatheque-player-sleep-in = dans { $minutes } min
mediatheque-player-sleep-chapter = à la fin du chapitre

## Le journal
mediatheque-press-search = Chercher dans le texte
mediatheque-press-next-found = Page suivante où le mot se trouve
mediatheque-press-page = Page
mediatheque-press-page-of = Page { $page } sur { $pages }
mediatheque-press-of = sur { $pages }
mediatheque-press-back = Précédente
mediatheque-press-next = Suivante
mediatheque-press-smaller = Réduire
mediatheque-press-larger = Agrandir
mediatheque-press-fit = Remettre à la largeur
mediatheque-press-not-found = Ce mot ne se trouve pas dans le texte.
mediatheque-press-found-on = Trouvé à la page : { $pages }
mediatheque-press-plain = Sans JavaScript, le journal s’ouvre dans votre lecteur de PDF.
mediatheque-press-file = Ouvrir le journal

## Cours et quiz
mediatheque-course-plain = Ce cours a besoin de JavaScript pour s’ouvrir.
mediatheque-course-progress-new = Le cours commence ici.
mediatheque-course-progress-going = Votre avancée est gardée.
mediatheque-course-progress-passed = Cours réussi. Votre attestation est sur votre page.
mediatheque-quiz-pass = { $n ->
    [one] Une question
   *[other] { $n } questions
}. Il faut { $percent } % de bonnes réponses.
mediatheque-quiz-several = Plusieurs réponses peuvent être justes.
mediatheque-quiz-answer = Votre réponse
mediatheque-quiz-send = Vérifier mes réponses
mediatheque-quiz-again = Essayer encore
mediatheque-quiz-passed = Réussi : { $points ->
    [0] { $points } point
    [one] { $points } point
   *[other] { $points } points
} sur { $of }.
mediatheque-quiz-failed = { $points ->
    [0] { $points } point
    [one] { $points } point
   *[other] { $points } points
} sur { $of } : pas encore. Les explications sont sous chaque question.
mediatheque-quiz-good = Juste.
mediatheque-quiz-wrong = Ce n’était pas cela.
mediatheque-quiz-right = juste
mediatheque-quiz-was = La bonne réponse : { $answer }.
mediatheque-quiz-certificate = Voir mon attestation
mediatheque-quiz-anonymous = Identifiez-vous avant de commencer pour garder ce résultat et recevoir une attestation.
mediatheque-certificate-title = Attestation
mediatheque-certificate-given = donnée à
mediatheque-certificate-nameless = Cette attestation est authentique. Le nom de la personne n’est montré qu’à elle.
mediatheque-certificate-for = qui a suivi et réussi
mediatheque-certificate-score = { $percent } % de bonnes réponses
mediatheque-certificate-check = Elle se vérifie à l’adresse { $address }
mediatheque-certificate-print = Pour l’imprimer : Ctrl + P, ou Partager puis Imprimer sur un téléphone.

## Ma médiathèque
mediatheque-mine-title = Ma médiathèque
mediatheque-mine-card = Ma carte
mediatheque-mine-lead = Ce que vous avez commencé, pour le reprendre. Vous seul le voyez, et vous pouvez l’effacer.
mediatheque-mine-begun = Commencé
mediatheque-mine-forget = Oublier
mediatheque-mine-forgotten = C’est oublié.
mediatheque-mine-nothing = Vous n’avez rien commencé.
mediatheque-mine-waiting = Mes listes d’attente
mediatheque-mine-certificates = Mes attestations

## Propositions
mediatheque-proposals-title = Ce qu’il faudrait à la médiathèque
mediatheque-proposals-lead = Une voix par personne. Les bibliothécaires répondent à chaque proposition, avec leur raison.
mediatheque-proposals-none = Personne n’a encore rien proposé.
mediatheque-votes = { $n ->
    [0] voix
    [one] voix
   *[other] voix
}
mediatheque-votes-n = { $n } voix
mediatheque-vote = Je le voudrais aussi
mediatheque-vote-undo = Retirer ma voix
mediatheque-proposal-own = votre proposition
mediatheque-proposal-accepted = Oui
mediatheque-proposal-refused = Non
mediatheque-librarian = bibliothécaire
mediatheque-comment = Dire quelque chose
mediatheque-comment-send = Envoyer
mediatheque-propose = Proposer un titre
mediatheque-propose-what = Titre
mediatheque-propose-by = Auteur, éditeur ou site
mediatheque-propose-why = Pourquoi ?
mediatheque-propose-send = Proposer
mediatheque-propose-sign-in = Identifiez-vous pour proposer, voter et répondre.
mediatheque-proposed = Votre proposition est notée, avec votre voix.
mediatheque-voted = Votre voix est comptée.
mediatheque-unvoted = Votre voix est retirée.
mediatheque-commented = Votre message est affiché.

## Bureau
mediatheque-office-nav = Médiathèque
mediatheque-office-title = La médiathèque en ligne
mediatheque-office-lead = Chaque titre, son état et ce qu’il reste de ses limites.
mediatheque-office-deposit = Déposer un fichier
mediatheque-office-selections = Sélections
mediatheque-office-proposals = Propositions
mediatheque-office-proposals-lead = Les plus demandées d’abord. Un refus se dit avec sa raison.
mediatheque-office-col-title = Titre
mediatheque-office-col-kind = Quoi
mediatheque-office-col-state = État
mediatheque-office-col-limits = Limites
mediatheque-office-no-limit = aucune
mediatheque-office-nothing = Aucun titre encore : déposez un premier fichier.
mediatheque-office-intakes = Derniers fichiers reçus
mediatheque-office-see = Voir comme un lecteur
mediatheque-office-edit = Modifier ce titre
mediatheque-office-publish = Publier
mediatheque-office-withdraw = Retirer
mediatheque-office-what = Ce qu’on en dit
mediatheque-office-field-title = Titre
mediatheque-office-field-subtitle = Sous-titre
mediatheque-office-field-creators = Auteurs
mediatheque-office-field-creators-hint = Un nom par ligne.
mediatheque-office-field-subjects-hint = Séparés par des virgules.
mediatheque-office-field-rights-hint = Par exemple : Domaine public, CC BY-SA 4.0.
mediatheque-office-field-licence-url = Adresse de la licence
mediatheque-office-field-attribution = Qui nommer
mediatheque-office-field-cost = Abonnement d’un an, en euros
mediatheque-office-field-cost-hint = Laissez vide si vous ne le connaissez pas ; 0 s’il est gratuit.
mediatheque-office-field-wrong = Ce n’est pas un nombre compris ici.
mediatheque-office-title-needed = Il faut un titre.
mediatheque-office-save = Enregistrer
mediatheque-office-saved = C’est enregistré.
mediatheque-office-published = Les lecteurs voient ce titre.
mediatheque-office-withdrawn = Les lecteurs ne voient plus ce titre.
mediatheque-office-licences = Qui peut entrer
mediatheque-office-no-licence = Aucune licence : personne ne peut entrer.
mediatheque-office-add-licence = Ajouter une licence
mediatheque-office-not-current = Ne court pas aujourd’hui.
mediatheque-office-waiting = { $n ->
    [one] Une personne attend une place.
   *[other] { $n } personnes attendent une place.
}
mediatheque-office-notes = Remarques sur le fichier
mediatheque-office-answer = Réponse
mediatheque-office-accept = Oui
mediatheque-office-refuse = Non
mediatheque-office-answered = La réponse est publiée.
mediatheque-state-draft = brouillon
mediatheque-state-published = publié
mediatheque-state-withdrawn = retiré
mediatheque-intake-accepted = reçu
mediatheque-intake-refused = refusé
mediatheque-limit-seats = { $inside } sur { $seats } places prises
mediatheque-limit-views = { $n ->
    [0] Personne n’est au bout de ses { $views } vues
    [one] Une personne est au bout de ses { $views } vues
   *[other] { $n } personnes sont au bout de leurs { $views } vues
}
mediatheque-limit-budget = { $spent } dépensés sur { $of }
mediatheque-limit-budget-runs-out = { $spent } dépensés sur { $of } : épuisé vers le { $day } à ce rythme
mediatheque-limit-budget-spent = { $of } dépensés : il ne reste rien
mediatheque-licence-title = Une licence
mediatheque-licence-lead = Qui peut ouvrir ce titre, quand, combien de fois, et qui paie. Plusieurs licences peuvent courir : il suffit que l’une admette.
mediatheque-licence-label = Son nom
mediatheque-licence-label-hint = Pour vous y retrouver : « Abonnement 2026 ».
mediatheque-licence-who = Qui
mediatheque-licence-members = Toute personne qui a une carte en règle
mediatheque-licence-everyone = Tout le monde, sans carte
mediatheque-licence-age-min = À partir de (âge)
mediatheque-licence-age-max = Jusqu’à (âge)
mediatheque-licence-libraries = Seulement les inscrits de certaines bibliothèques
mediatheque-licence-communes = Seulement les habitants de certaines communes
mediatheque-licence-when = Quand
mediatheque-licence-starts = Premier jour
mediatheque-licence-ends = Dernier jour
mediatheque-licence-trial = C’est un essai : les pages le disent, avec sa fin
mediatheque-licence-how-often = Combien
mediatheque-licence-seats = Lecteurs à la fois
mediatheque-licence-seats-hint = Vide : sans limite. Au-delà, une liste d’attente s’ouvre.
mediatheque-licence-views = Fois par lecteur
mediatheque-licence-period = Par
mediatheque-licence-period-day = jour
mediatheque-licence-period-month = mois
mediatheque-licence-period-year = an
mediatheque-licence-period-ever = en tout
mediatheque-licence-group = Comptées ensemble avec
mediatheque-licence-group-hint = Les titres qui portent le même mot, comme « films », partagent un seul compte.
mediatheque-licence-money = Argent
mediatheque-licence-price = Prix d’une vue, en euros
mediatheque-licence-price-hint = Vide : rien n’est payé à la vue. Par exemple 2,50.
mediatheque-licence-fund = Enveloppe qui paie
mediatheque-licence-fund-hint = Un mot, comme « vod-2026 » : plusieurs titres peuvent puiser dans la même.
mediatheque-licence-budget = Montant de l’enveloppe, en euros
mediatheque-licence-budget-hint = Vide : celui déjà connu reste. Il ne sera jamais dépassé.
mediatheque-licence-hours = Une vue reste ouverte (heures)
mediatheque-licence-hours-hint = Le temps de finir un film le lendemain. Vide : 48.
mediatheque-licence-save = Enregistrer la licence
mediatheque-licence-end = Mettre fin à cette licence maintenant
mediatheque-licence-saved = La licence est enregistrée : elle vaut dès maintenant.
mediatheque-licence-ended = La licence a pris fin.
mediatheque-licence-label-needed = Donnez-lui un nom.
mediatheque-licence-price-needs-fund = Un prix a besoin d’une enveloppe qui paie, et l’enveloppe d’un montant.
mediatheque-licence-everyone-wrong = Ce qui est ouvert à tout le monde ne peut être ni compté, ni payé, ni réservé à un âge, une commune ou une bibliothèque.
mediatheque-licence-dates-wrong = Elle finirait avant de commencer.
mediatheque-licence-ages-wrong = L’âge le plus grand est sous le plus petit.
mediatheque-licence-senseless = Cette licence se contredit : relisez-la.
mediatheque-deposit-title = Déposer un fichier
mediatheque-deposit-lead = Un livre (EPUB), une bande dessinée (EPUB, CBZ), un journal (PDF), un film (MP4), un livre lu (MP3, ZIP), un cours (SCORM) ou un quiz.
mediatheque-deposit-for = Pour
mediatheque-deposit-file = Le fichier
mediatheque-deposit-hint = { $size } au plus.
mediatheque-deposit-sending = Envoi du fichier
mediatheque-deposit-send = Déposer
mediatheque-deposit-file-needed = Choisissez un fichier.
mediatheque-deposit-then = Et ensuite
mediatheque-deposit-then-words = Le fichier est vérifié et ouvert ; son titre, ses auteurs et sa couverture sont repris. Il reste en brouillon : vous relisez, vous choisissez qui peut entrer, puis vous publiez.
mediatheque-deposit-done = Le fichier est reçu. Relisez ce qui en est dit, puis publiez.
mediatheque-selections-lead = Ce que vous donnez à voir, et quand. Les lecteurs les trouvent en tête de la médiathèque ; celles d’une bibliothèque, sur sa page.
mediatheque-selections-new = Composer une sélection
mediatheque-selections-none = Aucune sélection encore.
mediatheque-selections-who = Qui choisit
mediatheque-selections-network = Tout le réseau
mediatheque-selections-days = Jours
mediatheque-selections-always = toujours
mediatheque-selections-items = Titres
mediatheque-selections-draft = brouillon
mediatheque-selections-coming = à venir
mediatheque-selections-on = en cours
mediatheque-selections-past = passée
mediatheque-selection-form = Une sélection
mediatheque-selection-theme = Thème
mediatheque-selection-words = Vos mots
mediatheque-selection-starts = Premier jour
mediatheque-selection-ends = Dernier jour
mediatheque-selection-published = Montrer aux lecteurs, ces jours-là
mediatheque-selection-choose = Les titres
mediatheque-selection-choose-hint = Donnez un rang à ceux que vous choisissez ; un mot de vous, si vous voulez.
mediatheque-selection-place = Rang
mediatheque-selection-note = Votre mot
mediatheque-selection-saved = La sélection est enregistrée.
mediatheque-selection-for-needed = Choisissez la bibliothèque pour laquelle vous faites cette sélection.
mediatheque-selection-removed = La sélection est supprimée.
mediatheque-selection-remove = Supprimer cette sélection
mediatheque-opds-title = La médiathèque en ligne
mediatheque-opds-new = Nouveautés
mediatheque-opds-login = Numéro de carte
mediatheque-opds-pin = Code secret
mediatheque-opds-auth = Il faut la carte des bibliothèques pour ouvrir ce titre.

mediatheque-elsewhere-title = Ajouter ce qui se lit ailleurs
mediatheque-elsewhere-lead = Un site partenaire, un journal ou un film chez un fournisseur : il a ici sa page, ses licences et sa file d’attente.
mediatheque-elsewhere-address = Adresse
mediatheque-elsewhere-hint = En https://. Pour un fournisseur ouvert avec la carte, l’adresse que donne sa fiche, comme /fournisseurs/europresse/aller : il sait alors qu’un lecteur vient, sans savoir qui, et la visite est comptée une seule fois.
mediatheque-elsewhere-do = Ajouter en brouillon
mediatheque-elsewhere-done = La ressource est ajoutée, en brouillon. Choisissez qui peut entrer, puis publiez.
mediatheque-elsewhere-wrong = Une adresse en https://, ou celle que donne la fiche d’un fournisseur.
audit-act-mediatheque-resource-elsewhere = ressource lue ailleurs ajoutée
