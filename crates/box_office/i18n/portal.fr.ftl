# Réserver, payer, avoir son billet.
booking-title = Réserver : { $show }
booking-description = Réservez vos places pour { $show }, { $place }. Sans compte, en moins d'une minute.
booking-free = gratuit
booking-doors = ouverture des portes à { $at }
booking-steps = Étapes de la réservation
booking-step-places = Vos places
booking-step-name = Votre nom
booking-step-done = Vos billets
booking-choose = Choisissez vos places
booking-few = { $n ->
    [one] Il reste une place.
   *[other] Il reste { $n } places.
}
booking-how-many = Combien de places ?
booking-most = { $n ->
    [one] une place par réservation
   *[other] { $n } places au plus par réservation
}
booking-total = Total
booking-fewer = Une place de moins, { $label }
booking-more = Une place de plus, { $label }
booking-continue = Continuer
booking-hold-words = Vos places vous seront gardées { $n } minutes, le temps de donner votre nom.
booking-state-not_yet = Les réservations ne sont pas encore ouvertes
booking-state-not_yet-words = La date d'ouverture sera annoncée ici.
booking-opens = Elles ouvrent le { $at }.
booking-state-paused = Les réservations sont suspendues un moment
booking-state-paused-words = Ce qui est réservé reste réservé. Revenez un peu plus tard.
booking-state-full = C'est complet
booking-state-full-words = Toutes les places sont prises. Il s'en libère parfois : quelqu'un annule, une réservation n'est pas payée.
booking-state-closed = Les réservations en ligne sont closes
booking-state-closed-words = Il reste parfois des places à l'entrée : venez un peu avant le début.
booking-state-over = Cette séance a eu lieu
booking-state-over-words = Le programme annonce les prochaines.
booking-state-cancelled = Cette séance est annulée
booking-state-cancelled-words = Les personnes qui avaient réservé ont reçu un courriel.
booking-wait-join = S'inscrire sur la liste d'attente
booking-know = Bon à savoir
booking-know-account = Pas de compte à créer : un nom et une adresse électronique suffisent.
booking-know-pay = Le paiement se fait en ligne, par carte.
booking-know-pay-both = Payez en ligne, ou réservez et payez à la mairie.
booking-know-cancel = { $n ->
    [0] Vous pouvez annuler jusqu'au début de la séance.
    [one] Vous pouvez annuler jusqu'à une heure avant le début.
   *[other] Vous pouvez annuler jusqu'à { $n } heures avant le début.
}
booking-know-no-cancel = Les billets ne sont ni repris ni échangés, sauf si la séance est annulée.
booking-access = Accessibilité :
booking-access-wheelchair = accès en fauteuil roulant
booking-access-hearing_loop = boucle magnétique
booking-access-sign_language = langue des signes
booking-access-audio_description = audiodescription
booking-access-surtitles = surtitres
booking-access-relaxed = séance détendue
booking-access-unknown = ce que propose la salle n'est pas encore indiqué.
booking-access-words = Un besoin particulier ? Dites-le à { $seller } : une place vous sera gardée.
booking-minutes = { $n ->
    [one] Durée : une minute.
   *[other] Durée : { $n } minutes.
}
booking-by = Billets vendus par { $seller }.
booking-licence = Licence { $licence }.
booking-find = Retrouver mes billets
booking-none-chosen = Choisissez au moins une place.
booking-quantity-wrong = Indiquez un nombre de places, comme 2.
booking-too-many = C'est plus de places qu'une réservation n'en permet.
booking-companion-alone = Une personne qui accompagne vient avec quelqu'un : choisissez aussi la place de la personne accompagnée.
booking-not-enough = { $left ->
    [0] Il ne reste plus de place.
    [one] Il ne reste qu'une place : choisissez-en moins.
   *[other] Il ne reste que { $left } places : choisissez-en moins.
}

booking-basket-title = Votre réservation : { $show }
booking-basket-heading = À quel nom ?
booking-basket-kept = { $n ->
    [0] Vos places sont gardées encore moins d'une minute.
    [one] Vos places sont gardées encore une minute.
   *[other] Vos places sont gardées encore { $n } minutes.
}
booking-basket-left = Vos places sont gardées encore
booking-basket-over = Le temps est écoulé : les places ont pu repartir. Choisissez-les à nouveau.
booking-basket-lapsed = Vos places n'étaient plus gardées. Rien n'a été réservé ni payé : choisissez-les à nouveau.
booking-given-up = Les places ont été rendues. Rien n'a été réservé.
booking-name = Nom et prénom
booking-name-hint = Celui de la personne qui réserve, pour l'accueil.
booking-name-needed = Indiquez un nom.
booking-name-long = Ce nom est trop long.
booking-email = Adresse électronique
booking-email-hint = Les billets y seront envoyés.
booking-email-needed = Indiquez une adresse électronique.
booking-email-wrong = Cette adresse électronique n'est pas complète.
booking-phone = Téléphone (facultatif)
booking-phone-hint = Pour vous prévenir si l'horaire change au dernier moment.
booking-phone-wrong = Ce numéro de téléphone n'est pas lisible.
booking-way = Comment payer ?
booking-way-needed = Choisissez une façon de payer.
booking-way-online = En ligne, tout de suite
booking-way-online-words = Par carte. Les billets arrivent aussitôt.
booking-way-town_hall = À la mairie
booking-way-town_hall-until = Places gardées jusqu'au { $at }.
booking-optional = Deux questions facultatives
booking-optional-words = Elles servent à compter d'où vient le public, jamais à vous reconnaître.
booking-commune = Votre commune
booking-commune-wrong = Choisissez une commune de la liste.
booking-rather-not = Je préfère ne pas le dire
booking-first-time = Est-ce votre première fois ?
booking-first-time-yes = Oui, c'est la première fois
booking-first-time-no = Non, je suis déjà venu
booking-confirm = Réserver
booking-confirm-order = Réserver pour { $price }
booking-confirm-town_hall = Réserver, et payer { $price } à la mairie
booking-pay = Payer { $price }
booking-privacy = Votre nom et votre adresse servent à cette réservation seulement. { $seller } les efface après la séance.
booking-your-places = Vos places
booking-places = Places
booking-price = Prix
booking-show = Le spectacle
booking-give-up = Rendre ces places
booking-book = Réserver

booking-order = Réservation { $reference }
booking-order-asked-title = Il reste à payer
booking-order-asked-words = Vos places sont gardées le temps du paiement.
booking-order-asked-until = Vos places sont gardées jusqu'au { $at }.
booking-order-to_pay-title = Places gardées, à payer à la mairie
booking-order-to_pay-words = Donnez le numéro { $reference } au guichet de { $seller } et réglez { $price } avant le { $at }. Les billets vous seront remis aussitôt.
booking-order-paid-title = C'est réservé
booking-order-paid-words = Montrez vos billets à l'entrée, sur un téléphone ou sur papier.
booking-order-expired-title = Cette réservation n'a pas été payée à temps
booking-order-expired-words = Les places sont reparties. Vous pouvez réserver à nouveau s'il en reste.
booking-order-cancelled-title = Cette réservation est annulée
booking-order-cancelled-words = Ses billets n'ouvrent plus la porte. Ce qui a été payé est rendu.
booking-pay-now = Payer plutôt en ligne, maintenant
booking-order-letter = Un courriel est parti à { $email }.
booking-order-keep = Gardez l'adresse de cette page : elle est à vous seul.
booking-tickets = { $n ->
    [one] Votre billet
   *[other] Vos { $n } billets
}
booking-print-all = Tout imprimer (PDF)
booking-number = n° { $number }
booking-ticket-open = Ouvrir le billet
booking-ticket-handed = Transmis
booking-ticket-valid = Valable
booking-ticket-cancelled = Annulé
booking-change-mind = Changer d'avis
booking-drop = Renoncer à cette réservation
booking-drop-words = Les places reviennent tout de suite à d'autres. Rien n'est à payer.
booking-drop-do = Rendre les places
booking-dropped = La réservation est annulée. Les places ont été rendues.
booking-cancel = Annuler des billets
booking-cancel-words = Possible jusqu'au { $at }. Les places reviennent tout de suite à d'autres.
booking-cancel-payment = Ce que vous avez payé vous est rendu sur la carte.
booking-cancel-till = Ce que vous avez payé vous est rendu au guichet où vous avez réglé.
booking-cancel-elsewhere = Ce que vous avez payé vous est rendu par qui vous a vendu les billets.
booking-cancel-none = Rien n'avait été payé.
booking-cancel-counter = Pour annuler, adressez-vous au guichet de { $seller } jusqu'au { $at }.
booking-cancel-which = Quels billets ?
booking-cancel-choose = Cochez au moins un billet.
booking-cancel-do = Annuler ces billets
booking-cancelled = { $n ->
    [one] Le billet est annulé.
   *[other] Les { $n } billets sont annulés.
}
booking-cancelled-refund = { $n ->
    [one] Le billet est annulé, { $amount } vous sont rendus.
   *[other] Les { $n } billets sont annulés, { $amount } vous sont rendus.
}
booking-move = Venir un autre jour
booking-move-words = Vos billets sont échangés contre les mêmes à une autre séance. Les anciens n'ouvriront plus la porte.
booking-move-to = Nouvelle séance
booking-move-needed = Choisissez une séance.
booking-move-do = Échanger mes billets
booking-moved = C'est fait : vos billets sont échangés.

booking-ticket-title = Billet : { $show }
booking-ticket-entry = À montrer à l'entrée
booking-ticket-code = Code du billet { $number }
booking-ticket-present = Montrer à l'entrée
booking-ticket-close = Refermer
booking-ticket-bright = Poussez la luminosité de l'écran au maximum.
booking-ticket-offline = Sans réseau : voici votre billet tel qu'il était le { $day }. Il ouvre la même porte.
booking-ticket-void-words = Ce billet n'ouvre plus la porte.
booking-ticket-over = La séance est passée
booking-keep = Garder sur cet appareil
booking-keep-drop = Retirer de cet appareil
booking-keep-again = Réessayer
booking-keep-words = Le billet s'ouvrira même sans réseau. À faire sur un appareil qui est à vous.
booking-kept = Gardé : le billet s'ouvre même sans réseau.
booking-keep-failed = L'appareil n'a pas pu garder le billet.
booking-apple = Ajouter à Apple Wallet
booking-google = Ajouter à Google Wallet
booking-print = Imprimer (PDF)
booking-hand = Donner ce billet à quelqu'un
booking-hand-words = Cette personne reçoit son propre billet par courriel. Celui-ci n'ouvrira plus la porte.
booking-hand-name = Son nom
booking-hand-email = Son adresse électronique
booking-hand-do = Donner le billet
booking-handed = Le billet est parti à { $email }. L'ancien n'ouvre plus la porte.
booking-again = Quelqu'un d'autre a vu ce code
booking-again-words = Faites refaire le billet : le code que vous avez n'ouvrira plus la porte, un nouveau le remplace.
booking-again-do = Refaire le billet
booking-again-done = Voici le nouveau billet. L'ancien n'ouvre plus la porte.
booking-mentions = Ce que dit le billet
booking-mention-operator = Exploitant
booking-mention-licence = Licence
booking-mention-show = Spectacle
booking-mention-when = Séance
booking-mention-place = Lieu
booking-mention-category = Catégorie
booking-mention-tariff = Tarif
booking-mention-price = Prix, taxes comprises
booking-mention-number = Numéro
booking-mention-seat = Place
booking-mention-sold = Délivré
booking-mention-sold-online = en ligne, le { $day }
booking-mention-sold-desk = au guichet, le { $day }
booking-mention-sold-phone = par téléphone, le { $day }
booking-mention-holder = Au nom de
booking-mention-company = Présenté par
booking-price-free = gratuit

booking-pdf-title = Billet
booking-pdf-title-many = Billets
booking-pdf-show = Présentez ce code à l'entrée. Il se lit aussi sur un téléphone.
booking-pdf-one = Un billet fait entrer une personne, une seule fois.
booking-pdf-foot = Billet valable pour cette séance et cette catégorie seulement.
booking-pdf-copy = DUPLICATA
booking-pdf-not-now = Aucun billet de cette réservation ne peut être imprimé.
booking-wallet-kind = Billet de spectacle
booking-wallet-when = Séance
booking-wallet-place = Lieu
booking-wallet-page = La page de mon billet
booking-wallet-here = { $place } : votre billet ouvre cette porte.

booking-wait-title = Liste d'attente : { $show }
booking-wait-heading = Liste d'attente
booking-wait-words = Dites combien de places vous voulez. Dès qu'elles se libèrent, vous recevez un courriel et elles vous sont gardées le temps de répondre.
booking-wait-how = Chacun son tour, dans l'ordre d'inscription. L'inscription n'engage à rien.
booking-wait-places = Combien de places ?
booking-wait-email-hint = L'offre y sera envoyée.
booking-wait-do = M'inscrire
booking-wait-joined = Vous êtes sur la liste d'attente.
booking-wait-places-left = Il reste des places : pas besoin d'attendre.
booking-wait-none = Il n'y a pas de liste d'attente pour cette séance.
booking-waiting-waiting-title = Vous êtes sur la liste
booking-waiting-waiting-words = Vous avez demandé { $places ->
    [one] une place.
   *[other] { $places } places.
} { $n ->
    [0] Personne ne passe avant vous.
    [one] Une inscription passe avant la vôtre.
   *[other] { $n } inscriptions passent avant la vôtre.
}
booking-waiting-offered-title = Des places vous attendent
booking-waiting-offered-words = { $n ->
    [one] Une place vous est gardée jusqu'au { $at }.
   *[other] { $n } places vous sont gardées jusqu'au { $at }.
}
booking-waiting-taken-title = Vous avez pris ces places
booking-waiting-taken-words = Un courriel mène à votre réservation.
booking-waiting-lapsed-title = L'offre est passée
booking-waiting-lapsed-words = Les places ont été proposées à la personne suivante. Vous pouvez vous inscrire à nouveau.
booking-waiting-declined-title = Vous n'êtes plus sur la liste
booking-waiting-declined-words = Vous pouvez vous inscrire à nouveau quand vous voulez.
booking-waiting-accept = Prendre ces places
booking-waiting-refuse = Je ne veux plus venir
booking-waiting-refused = C'est noté. Merci pour les suivants.

booking-find-words = Donnez l'adresse que vous aviez indiquée. Si des billets y sont attachés, un courriel part avec leurs liens.
booking-find-do = Recevoir mes liens
booking-find-asked = Si des billets sont attachés à cette adresse, un courriel vient de partir.
booking-find-none = Rien reçu dans dix minutes ? Regardez les indésirables, puis essayez une autre adresse.

booking-letter-event = { $title }
    { $when }
    { $place }
booking-letter-order-subject = Vos billets : { $title }
booking-letter-order-text =
    Bonjour { $name },

    C'est réservé.

    { $event }

    { $tickets }

    Vos billets, à montrer sur un téléphone ou à imprimer :
    { $link }

    Total : { $total }. Réservation { $reference }.

    Gardez ce courriel : son lien est à vous seul.
booking-letter-kept-subject = Places gardées : { $title }
booking-letter-kept-text =
    Bonjour { $name },

    Vos places sont gardées.

    { $event }

    { $tickets }

    À payer : { $total }, au guichet de { $seller }, avant le { $until }.
    Donnez le numéro { $reference }.

    Suivre ou annuler la réservation :
    { $link }
booking-letter-remind-pay-subject = À payer bientôt : { $title }
booking-letter-remind-pay-text =
    Bonjour { $name },

    Vos places sont gardées jusqu'au { $until }. Passé ce moment, elles iront à d'autres.

    { $event }

    À payer : { $total }, au guichet de { $seller }. Donnez le numéro { $reference }.

    Vous ne venez plus ? Rendez vos places ici :
    { $link }
booking-letter-lapsed-subject = Places rendues : { $title }
booking-letter-lapsed-text =
    Bonjour { $name },

    La réservation { $reference } n'a pas été payée à temps : ses places sont reparties.

    { $event }

    S'il reste des places, vous pouvez réserver à nouveau :
    { $again }
booking-letter-remind-subject = Bientôt : { $title }
booking-letter-remind-text =
    Bonjour { $name },

    On vous attend.

    { $event }

    Vos billets :
    { $link }

    Vous ne venez plus ? Dites-le sur la même page : quelqu'un attend peut-être une place.
booking-letter-changed-subject = Du nouveau : { $title }
booking-letter-changed-text =
    Bonjour { $name },

    La séance pour laquelle vous avez réservé change.

    { $told }

    Voici ce qui vaut maintenant :
    { $event }

    Vos billets restent bons :
    { $link }
booking-letter-called-off-subject = Annulé : { $title }
booking-letter-called-off-text =
    Bonjour { $name },

    La séance pour laquelle vous aviez réservé est annulée.

    { $event }

    { $told }

    { $refund }

    Votre réservation { $reference } :
    { $link }
booking-letter-cancelled-subject = Billets annulés : { $title }
booking-letter-cancelled-text =
    Bonjour { $name },

    C'est fait : les billets sont annulés.

    { $event }

    { $refund }

    Votre réservation { $reference } :
    { $link }
booking-letter-refund-none = Rien n'avait été payé.
booking-letter-refund-payment = { $amount } vous sont rendus par le moyen qui a servi à payer.
booking-letter-refund-till = { $amount } vous sont rendus au guichet où vous avez réglé.
booking-letter-refund-elsewhere = { $amount } vous sont rendus par qui vous a vendu les billets.
booking-letter-moved-subject = Billets échangés : { $title }
booking-letter-moved-text =
    Bonjour { $name },

    Vos billets sont échangés. Les anciens n'ouvrent plus la porte.

    { $event }

    { $tickets }

    Vos nouveaux billets :
    { $link }

    Réservation { $reference }.
booking-letter-transfer-subject = Un billet pour vous : { $title }
booking-letter-transfer-text =
    Bonjour { $name },

    { $from } vous donne un billet.

    { $event }

    Le voici, à montrer sur un téléphone ou à imprimer :
    { $link }

    Gardez ce courriel : son lien est à vous seul.
booking-letter-wait-subject = Liste d'attente : { $title }
booking-letter-wait-text =
    Bonjour { $name },

    Vous êtes sur la liste d'attente.

    { $event }

    Places voulues : { $places }. Dès qu'elles se libèrent, un courriel vous les propose.

    Où vous en êtes, ou vous retirer :
    { $link }
booking-letter-wait-offer-subject = Des places pour vous : { $title }
booking-letter-wait-offer-text =
    Bonjour { $name },

    Des places se sont libérées.

    { $event }

    Places gardées pour vous : { $places }, jusqu'au { $until }.
    Les prendre ou y renoncer :
    { $link }

    Sans réponse, elles iront à la personne suivante.
booking-letter-find-subject = Vos billets
booking-letter-find-text =
    Bonjour,

    Vous avez demandé à retrouver vos billets. Voici vos réservations à venir :

    { $orders }

    Ce n'était pas vous ? Rien n'a changé, personne d'autre n'a reçu ce courriel.
booking-letter-line = { $quantity } × { $label } : { $price }
