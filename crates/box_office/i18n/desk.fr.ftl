# Le guichet et le bureau de la billetterie.

# En tête
desk-nav = Billetterie
desk-nav-statements = Relevés de billetterie
desk-title = Billetterie
desk-find = Chercher une séance ou une commande
desk-find-hint = Un titre, un lieu, un nom, ou la référence d’une commande.
desk-find-all = Tout voir
desk-found =
    { $performances ->
        [0] Aucune séance
        [one] Une séance
        *[other] { $performances } séances
    } et { $orders ->
        [0] aucune commande
        [one] une commande
        *[other] { $orders } commandes
    }.
desk-till-open = Caisse ouverte : { $till }
desk-open-till = Ouvrir une caisse
desk-today = Aujourd’hui
desk-coming = À venir
desk-over = Passées
desk-performances = Séances
desk-performance = Séance
desk-nothing = Aucune séance à venir dans les lieux dont vous vous occupez.
desk-to-over = Séances passées
desk-to-coming = Séances à venir
desk-all-orders = Toutes les commandes
desk-new = Annoncer une séance
desk-keys = Clés pour d’autres logiciels
desk-statements = Relevés
desk-statement = Relevé
desk-see = Voir
desk-sell = Vendre
desk-taken-of = { $taken } sur { $capacity } places prises
desk-left =
    { $n ->
        [0] plus aucune place libre
        [one] une place libre
        *[other] { $n } places libres
    }
desk-no-sale-short = Pas encore en vente
desk-no-sale = Cette séance n’est pas encore en vente : dites combien de places et à quels tarifs.
desk-no-seller = Personne n’est encore désigné pour vendre cette séance : l’organisateur doit d’abord dire à qui vont les recettes.
desk-begin-sale = Préparer la vente
desk-cancelled-words = Cette séance est annulée.

# États
desk-state = État
desk-state-none = Pas en vente
desk-state-draft = En préparation
desk-state-open = En vente
desk-state-paused = Suspendue
desk-state-closed = Close
desk-state-cancelled = Annulé
desk-state-asked = Paiement en cours
desk-state-to_pay = À payer
desk-state-paid = Réglée
desk-state-expired = Expirée
desk-state-valid = Valable
desk-state-words-draft = Personne ne voit encore la vente.
desk-state-words-open = On peut réserver et acheter.
desk-state-words-paused = Rien ne se vend ; ce qui est vendu reste valable.
desk-state-words-closed = La vente est finie.
desk-state-needed = Choisissez ce que devient la vente.
desk-all-states = Tous

# La séance
desk-places-taken = Places prises
desk-places-left = Places libres
desk-places = Places
desk-places-words = places
desk-n-places =
    { $n ->
        [one] une place
        *[other] { $n } places
    }
desk-tickets-paid = Billets payants
desk-tickets-free = Billets gratuits
desk-receipts = Recette
desk-to-pay = Reste à payer
desk-waiting = Places attendues
desk-admitted = Entrées
desk-sell-words = Au guichet ou par téléphone
desk-group = Groupe ou école
desk-group-words = Garder des places, payer plus tard
desk-invite = Inviter
desk-invite-words = Billets marqués « gratuit »
desk-orders = Commandes
desk-orders-words = Chercher, encaisser, annuler
desk-door = Entrée du public
desk-door-words = Liste à imprimer, comptage
desk-statement-words = Numéros, billets, recette
desk-setup = Réglages de la vente
desk-setup-words = Tarifs, contingents, dates
desk-last-orders = Dernières commandes
desk-all-of-them = Toutes les voir
desk-no-order = Aucune commande.
desk-allotments = Contingents
desk-for = Pour
desk-release = remis en vente en ligne { $at }
desk-facts = En bref
desk-seller = Vendeur
desk-host = Lieu d’accueil
desk-wait-list = Liste d’attente
desk-wait-since = Inscription
desk-wait-offered = places gardées pour cette personne jusqu’à : { $at }
desk-licence = Licence
desk-cap = Prix maximal
desk-no-cap = Libre
desk-online = En ligne
desk-online-until = Jusqu’à : { $at }
desk-online-from = À partir de : { $at }
desk-online-no = Pas de date d’ouverture
desk-unsaid = Non renseigné
desk-public-page = Page du public
desk-queue = File d’attente
desk-gates = Contrôle d’accès
desk-duties = Déclarations

# Réglages
desk-setup-begin = Dites combien de places se vendent et jusqu’à quand ; les tarifs viennent ensuite.
desk-setup-main = Places et dates
desk-sale-state = La vente
desk-open-sale = Ouvrir la vente
desk-pause-sale = Suspendre la vente
desk-close-sale = Clore la vente
desk-capacity = Nombre de places
desk-most = Places par commande, au plus
desk-cancel-hours = Annulation possible jusqu’à (heures avant)
desk-cancel-hours-hint = Vide : le public ne peut pas annuler.
desk-opens-at = Ouverture en ligne
desk-opens-at-hint = Vide : pas de vente en ligne pour l’instant.
desk-online-until-label = Fin de la vente en ligne
desk-closes-at = Fin de la vente au guichet
desk-pay-later = On peut réserver et payer à la mairie
desk-waiting-list = Liste d’attente quand c’est complet
desk-queue-on = File d’attente à l’ouverture
desk-numbered = Places numérotées
desk-halls = Numéroter les places : les plans de salle
desk-save = Enregistrer
desk-tariffs = Tarifs
desk-tariff = Tarif
desk-cap-words = Le programme fixe le prix le plus haut : { $cap }. Un tarif plus cher ne peut pas être enregistré.
desk-tariff-fr = Nom en français
desk-tariff-nl = Nom en néerlandais
desk-tariff-en = Nom en anglais
desk-tariff-price = Prix
desk-tariff-kind = Nature
desk-tariff-category = Catégorie de place
desk-tariff-condition = Pour qui
desk-tariff-online = En ligne
desk-tariff-desk = Au guichet
desk-tariff-add = Ajouter un tarif
desk-tariff-drop = Retirer
desk-tariffs-hint = Un tarif retiré ne se vend plus ; les billets déjà délivrés restent valables. Sans catégorie, le billet porte « Placement libre ».
desk-tariff-twice = Ce nom ressemble trop à un autre tarif : changez-le.
desk-price-above = Ce prix dépasse le maximum du programme.
desk-save-tariffs = Enregistrer les tarifs
desk-allotments-words = { $capacity } places à partager. Ce qui n’est donné à personne se vend en ligne.
desk-allotments-hint = À la date dite, ce qui reste d’un contingent retourne à la vente en ligne.
desk-allotment-twice = Deux contingents portent ce nom.
desk-the-rest = Le reste :
desk-release-at = Remise en vente en ligne
desk-save-allotments = Enregistrer les contingents
desk-kind-full = Plein tarif
desk-kind-reduced = Réduit
desk-kind-free = Gratuit
desk-kind-social = Solidaire
desk-kind-group = Groupe
desk-kind-school = Scolaire
desk-kind-invitation = Invitation
desk-kind-companion = Accompagnant

# Vendre
desk-shut = Rien ne se vend ici pour l’instant
desk-shut-draft = La vente est en préparation : ouvrez-la dans ses réglages.
desk-shut-paused = La vente est suspendue.
desk-shut-closed = La vente est close.
desk-shut-over = L’heure de fin de vente est passée.
desk-no-tariff = Aucun tarif ne se vend au guichet.
desk-how-many = Combien de places ?
desk-seats = Quelles places ?
desk-for-whom = Pour qui ?
desk-name = Nom
desk-name-hint = Nécessaire par téléphone ; au guichet, à votre choix.
desk-email = Adresse électronique
desk-email-hint = Pour envoyer les billets.
desk-email-bad = Cette adresse électronique ne peut pas exister : relisez-la.
desk-phone = Téléphone
desk-more-of-them = Téléphone, commune, langue, contingent
desk-commune = Commune
desk-first-time = Première fois
desk-yes = Oui
desk-no = Non
desk-none = Aucun
desk-language = Langue
desk-from-allotment = Sur le contingent
desk-total = Total
desk-when-paid = Quand est-ce payé ?
desk-way-now = Payé maintenant
desk-way-later = Par téléphone, payé plus tard
desk-later-words = Les places sont gardées. Si une adresse est donnée, un courriel dit jusqu’à quand payer et comment.
desk-payment = Paiement
desk-means-especes = Espèces
desk-means-carte = Carte
desk-means-cheque = Chèque
desk-means-virement = Virement
desk-means-titre = Chèque-vacances ou culture
desk-means-needed = Choisissez comment c’est payé.
desk-tendered = Somme donnée
desk-change = À rendre :
desk-missing = Il manque :
desk-cheque-number = Numéro du chèque
desk-cheque-bank = Banque
desk-cheque-drawer = Titulaire
desk-two-means = En deux fois
desk-first-part = Payé par le premier moyen
desk-second-means = Le reste par
desk-part-bad = Cette part doit être entre zéro et le total.
desk-amount-bad = Écrivez une somme, comme 5 ou 4,50.
desk-number-bad = Écrivez un nombre.
desk-lines-needed = Choisissez au moins une place.
desk-name-needed = Écrivez le nom.
desk-name-long = Ce nom est trop long.
desk-no-till = Aucune caisse n’est ouverte : ouvrez-en une pour encaisser.
desk-till-not-sellers = La caisse ouverte n’est pas celle du vendeur : elle ne peut pas encaisser pour lui.
desk-till-other = La caisse ouverte est celle de « { $till } ». Les recettes de cette séance vont à : { $seller }. Seule sa caisse peut les encaisser.
desk-do-sell = Valider
desk-form-stale = Cette page est trop ancienne : rien n’a été fait. Recommencez depuis la séance.
desk-free = Gratuit
desk-done-sold =
    Commande { $reference } réglée : { $n ->
        [one] un billet
        *[other] { $n } billets
    }.
desk-done-change =
    Commande { $reference } réglée : { $n ->
        [one] un billet
        *[other] { $n } billets
    }. À rendre : { $change }.
desk-done-given =
    Commande { $reference } : { $n ->
        [one] un billet délivré
        *[other] { $n } billets délivrés
    }.
desk-done-kept =
    Commande { $reference } : { $n ->
        [one] une place gardée
        *[other] { $n } places gardées
    } jusqu’au paiement.
desk-done-group =
    Commande { $reference } : { $n ->
        [one] une place gardée
        *[other] { $n } places gardées
    } pour le groupe.
desk-done-invited =
    Commande { $reference } : { $n ->
        [one] une invitation
        *[other] { $n } invitations
    }.
desk-done-saved = C’est enregistré.
desk-done-tariffs = Les tarifs sont enregistrés.
desk-done-allotments = Les contingents sont enregistrés.
desk-done-opened = La vente est ouverte.
desk-done-paused = La vente est suspendue.
desk-done-closed = La vente est close.
desk-done-draft = La vente est en préparation.
desk-done-announced = La séance est annoncée. Dites maintenant comment elle se vend.
desk-done-counted = Le comptage est enregistré.
desk-done-uncounted = Le comptage à la main est retiré.
desk-done-cancelled =
    { $n ->
        [0] La commande est annulée.
        [one] Un billet est annulé.
        *[other] { $n } billets sont annulés.
    }
desk-done-back-payment =
    { $n ->
        [one] Un billet est annulé
        *[other] { $n } billets sont annulés
    } ; { $price } retournent vers la carte de l’acheteur.
desk-done-back-till =
    { $n ->
        [one] Un billet est annulé
        *[other] { $n } billets sont annulés
    } ; à rendre : { $price }.
desk-done-back-elsewhere =
    { $n ->
        [one] Un billet est annulé
        *[other] { $n } billets sont annulés
    } ; { $price } à rendre par qui les a vendus.
desk-done-moved = C’est changé : nouvelle commande { $reference }.
desk-done-remade = Le billet a un nouveau code ; l’ancien n’ouvre plus.
desk-done-key-revoked = La clé est retirée : elle n’ouvre plus rien.

# Groupes et invitations
desk-group-lead = Les places sont gardées sans limite de nombre par commande. Le groupe paie au guichet ; les billets sortent au paiement.
desk-group-name = Groupe ou école
desk-group-contact = Personne à joindre
desk-group-needed = Écrivez le nom du groupe ou de l’école.
desk-group-until = Places gardées jusqu’au
desk-group-until-hint = Passé ce moment, les places retournent à la vente.
desk-group-do = Garder les places
desk-quote = Devis
desk-quote-print = Devis (PDF)
desk-quote-words = Les places de ce devis sont gardées jusqu’à : { $at }. Les billets sont délivrés au paiement, à la caisse du vendeur.
desk-quote-for = Pour : { $name }
desk-quote-unit = Prix d’une place
desk-invite-lead = Chaque invitation est un billet numéroté marqué « gratuit », compté dans le relevé.
desk-invite-many = Combien d’invitations
desk-invite-name = Invité
desk-invite-do = Inviter

# Commandes
desk-reference = Référence
desk-ordered = Commandée
desk-amount = Montant
desk-nameless = Sans nom
desk-refunded = { $price } rendus
desk-until = jusqu’à : { $at }
desk-channel-online = en ligne
desk-channel-desk = au guichet
desk-channel-phone = par téléphone
desk-channel-api = par un autre logiciel
desk-orders-find = Nom, adresse ou référence
desk-orders-sum =
    { $n ->
        [0] Aucune commande
        [one] Une commande
        *[other] { $n } commandes
    }, { $places ->
        [0] aucune place
        [one] une place
        *[other] { $places } places
    } en cours, { $price }.
desk-orders-more = Les { $n } plus récentes sont ici ; le tableau les a toutes.
desk-table = Tableau (CSV)
desk-pdf = Imprimer (PDF)
desk-print = Imprimer les billets
desk-print-again = Réimprimer (duplicata)
desk-printed-times =
    { $n ->
        [one] Imprimé une fois
        *[other] Imprimé { $n } fois
    }
desk-printed-at = Imprimé : { $at }
desk-nothing-to-print = Aucun billet valable à imprimer.
desk-sell-again = Vente suivante
desk-receipt = Quittance
desk-take-title = Encaisser
desk-take = Encaisser et délivrer les billets
desk-paid-already = Cette commande n’attend plus de paiement.
desk-what = Demandé
desk-ticket = Billet
desk-tickets = Billets
desk-number = Numéro
desk-numbers = Numéros
desk-chosen = Choisir
desk-choose-ticket = Choisir le billet { $number }
desk-entered = entré : { $at }
desk-cancel = Annuler des billets
desk-cancel-words = Cochez les billets à annuler ; sans choix, tous le sont. Un billet annulé garde son numéro.
desk-cancel-order = Annuler la commande
desk-cancel-order-do = Annuler et rendre les places
desk-back-none = Rien n’est à rendre.
desk-back-payment = Tout annuler rend { $price } vers la carte de l’acheteur.
desk-back-till = Tout annuler rend { $price } à la caisse.
desk-back-elsewhere = Tout annuler : { $price } à rendre par qui a vendu ces billets.
desk-back-means = Rendre par
desk-why = Pourquoi
desk-why-needed = Dites pourquoi en quelques mots : rien n’a été annulé.
desk-do-refund = Rendre l’argent
desk-do-cancel = Annuler
desk-owed = À rendre : séance annulée
desk-owed-words = La séance est annulée : { $price } restent à rendre. Cochez les billets dont l’argent est rendu ; sans choix, tous le sont.
desk-move = Changer de séance
desk-move-words = Même spectacle, mêmes tarifs : les billets d’ici sont annulés, d’autres sont délivrés là-bas.
desk-move-to = Vers
desk-move-do = Changer
desk-remake = Billet perdu ou vu par d’autres
desk-remake-words = Le billet garde son numéro et reçoit un nouveau code.
desk-remake-do = Refaire le code
desk-buyer = Acheteur
desk-buyer-page = Page de l’acheteur
desk-paid-at = Payée
desk-given-back = Rendu

# Entrée
desk-door-list = Liste d’entrée
desk-door-print = Imprimer la liste (PDF)
desk-people-expected =
    { $n ->
        [0] Personne n’est attendu
        [one] Une personne attendue
        *[other] { $n } personnes attendues
    }
desk-nobody-yet = Aucun billet délivré pour l’instant.
desk-unpaid = À payer avant d’entrer
desk-unpaid-words = Places gardées et pas encore payées : encaissez, les billets sortent aussitôt.
desk-came = Venus
desk-count = Comptage
desk-count-gate = Par le contrôle d’accès
desk-count-hand = À la main
desk-count-by-hand = Personnes entrées, comptées à la main :
desk-count-hint = Ce nombre remplace celui du contrôle d’accès ; vide, il est retiré.
desk-people-many = C’est plus que la salle ne contient.
desk-paper-destroy = Cette feuille porte des noms : détruisez-la après la séance.

# Relevés
desk-statement-foot = Relevé des billets délivrés (article 290 quater du code général des impôts ; arrêté du 8 mars 1993 modifié).
desk-statement-none = Aucun billet délivré ni rendu.
desk-statement-all-days = Tous les jours ensemble
desk-statement-of-day = Journée du { $day }
desk-statement-of-days = Du { $from } au { $until }
desk-statement-good = Billets valables : { $paid } payants, { $free } gratuits.
desk-first-number = Premier n°
desk-last-number = Dernier n°
desk-issued = Délivrés
desk-cancelled = Annulés
desk-taken = Encaissé
desk-back = Rendu
desk-of-day = Journée
desk-day-bad = Ce n’est pas un jour : choisissez-le au calendrier.
desk-days-bad = Ces deux jours ne se suivent pas.
desk-from-day = Du
desk-until-day = Au
desk-statements-lead = Chaque jour, par séance et par tarif : premier et dernier numéro, billets délivrés et annulés, recette. La comptabilité dit la même somme, au centime.
desk-no-seller-yet = Aucune des institutions dont vous vous occupez ne vend encore de billets.
desk-agree = Billets et comptabilité
desk-agree-tickets = Selon les billets
desk-agree-ledger = Selon la comptabilité
desk-agree-difference = Différence
desk-agree-even = Les deux disent la même somme.
desk-agree-off = Les deux sommes diffèrent : prévenez le responsable de la régie.
desk-journal = Journal des billets
desk-journal-words = Chaque billet délivré ou annulé est inscrit à la suite du précédent et scellé avec lui : une ligne changée ou retirée se voit.
desk-journal-check = Vérifier le journal
desk-journal-whole =
    Le journal est intact : { $n ->
        [0] aucune ligne
        [one] une ligne
        *[other] { $n } lignes
    }, numéros sans trou.
desk-journal-broken = Le journal a été altéré à la ligne { $n } : prévenez l’administrateur.

# Nouvelle séance
desk-new-lead = Une séance de votre institution, hors des programmes itinérants. Vous direz ensuite comment elle se vend.
desk-new-nobody = Vous ne vous occupez de la billetterie d’aucune institution.
desk-new-show = Le spectacle
desk-new-known = Déjà au programme
desk-new-other = Un nouveau spectacle, décrit ci-dessous
desk-new-title = Titre
desk-new-credits = De et avec
desk-new-genre = Genre
desk-new-minutes = Durée, en minutes
desk-new-audience = Public
desk-new-summary = En quelques phrases
desk-new-where = Où et quand
desk-new-starts = Début
desk-new-doors = Ouverture des portes
desk-new-place = Salle ou lieu
desk-new-place-kind = Type de lieu
desk-new-address = Adresse
desk-new-postal = Code postal
desk-new-commune = Commune
desk-new-access = Accessibilité
desk-new-who = Qui vend
desk-new-do = Annoncer la séance
desk-seller-hint = L’institution dont la régie encaisse.
desk-seller-needed = Choisissez une institution dont vous vous occupez.
desk-licence-hint = Comme PLATESV-D-2026-001234 ; imprimée sur les billets.
desk-licence-old = Ce numéro date d’avant octobre 2019 : il ne vaut plus.
desk-licence-bad = Un numéro s’écrit PLATESV-D-2026-001234 ou L-D-26-1234.
desk-cap-hint = Vide : aucun plafond.
desk-title-needed = Écrivez le titre.
desk-place-needed = Dites où cela se joue.
desk-commune-needed = Choisissez la commune.
desk-places-needed = Dites combien de personnes la salle contient.
desk-moment-needed = Dites le jour et l’heure.
desk-moment-bad = Écrivez un jour et une heure, comme 25/12/2026 20:30.
desk-moment-past = Ce moment est passé.
desk-doors-late = Les portes ouvrent avant le début.
desk-genre-theatre = Théâtre
desk-genre-opera = Opéra et théâtre musical
desk-genre-concert = Concert
desk-genre-song = Chanson et musiques actuelles
desk-genre-dance = Danse
desk-genre-circus = Cirque et arts de la rue
desk-genre-puppets = Marionnettes et objets
desk-genre-reading = Lecture, conte, poésie
desk-genre-encounter = Rencontre
desk-genre-other = Autre
desk-place-ESPACE_POLYVALENT = Salle polyvalente
desk-place-THEATRE = Théâtre
desk-place-SALLE_CONCERT_AUDITORIUM_OPERA_ZENITH = Salle de concert, auditorium, opéra
desk-place-CASINO_DISCOTHEQUE_HOTEL_CAFE_RESTAURANT = Café, restaurant, hôtel
desk-place-CABARET_MUSIC_HALL = Cabaret, music-hall
desk-place-PLEIN_AIR_PARC_LOISIRS_ATTRACTION = Plein air
desk-place-STRUCTURE_ITINERANTE_DEMONTABLE_CHAPITEAU = Chapiteau
desk-place-LIEU_DE_CULTE = Lieu de culte
desk-place-AUTRE = Autre lieu
desk-access-wheelchair = Accessible en fauteuil roulant
desk-access-hearing_loop = Boucle magnétique
desk-access-sign_language = Langue des signes
desk-access-audio_description = Audiodescription
desk-access-surtitles = Surtitrage
desk-access-relaxed = Séance détendue

# Clés
desk-institution = Institution
desk-keys-lead = Une clé permet à un autre logiciel de l’institution de réserver et de contrôler en son nom. Donnez une clé à chacun : on retire celle qui ne sert plus.
desk-keys-none = Aucune clé.
desk-key-new = La nouvelle clé
desk-key-once = Copiez-la maintenant : elle ne sera plus jamais montrée.
desk-key-base = Adresse à donner à l’autre logiciel : { $base }
desk-key-label = À quoi elle sert
desk-key-label-hint = Le nom du logiciel, par exemple.
desk-key-label-needed = Dites en quelques mots à quoi elle sert.
desk-key-begins = Début
desk-key-made = Créée
desk-key-used = Dernier usage
desk-key-revoke = Retirer
desk-key-revoked = Retirée : { $at }
desk-key-make = Créer une clé
desk-never = Jamais
