## Le portail
pass-nav = Musées
pass-portal-title = La C’Art, le pass des musées
pass-portal-heading = Un an de musées, <em>sans compter</em>
pass-portal-lead = { $n ->
    [one] Collections et expositions d’un musée, autant de fois que vous voulez.
   *[other] Collections et expositions de { $n } musées, autant de fois que vous voulez, pendant un an.
}
pass-buy = Acheter un pass
pass-buy-from = Acheter un pass, dès { $price }
pass-have-gift = J’ai reçu un pass en cadeau
pass-mine = Mes pass
pass-map = Les communes de la métropole où le pass ouvre un musée
pass-step-1 = Choisissez
pass-step-1-words = Un pass pour vous, pour deux, pour la famille, ou à offrir
pass-step-2 = Gardez-le sur vous
pass-step-2-words = Sur le téléphone, sur papier ou en plastique : tous ouvrent les mêmes portes
pass-step-3 = Entrez
pass-step-3-words = Une heure ou une journée, pour une salle ou pour tout le musée
pass-demo = démonstration
pass-demo-words = Ces tarifs montrent le logiciel ; ils n’engagent personne.
pass-choose = Quel pass pour vous ?
pass-free = gratuit
pass-validity-purchase = { $n ->
    [one] Valable un mois à partir de l’achat.
   *[other] Valable { $n } mois à partir de l’achat.
}
pass-validity-first_visit = { $n ->
    [one] Valable un mois à partir de la première visite.
   *[other] Valable { $n } mois à partir de la première visite.
}
pass-validity-chosen = { $n ->
    [one] Valable un mois, à partir du jour de votre choix.
   *[other] Valable { $n } mois, à partir du jour de votre choix.
}
pass-admits = Jusqu’à { $n } personnes à la fois.
pass-take = Choisir
pass-give = Offrir
pass-none-sold = Aucun pass n’est en vente pour le moment.
pass-desk-too = Le pass se prend aussi au guichet de chaque musée et des mairies, en espèces, par carte ou par chèque.
pass-museums = { $n ->
    [one] Un musée
   *[other] { $n } musées
}
pass-benefits = Invitations et avantages
pass-benefits-all = Tout voir
pass-benefits-lead = Ce que les musées offrent à celles et ceux qui ont un pass.
pass-benefits-shown = Sur présentation du pass
pass-benefits-none = Aucun avantage n’est annoncé pour le moment.
pass-invitations = Invitations
pass-invitations-how = On les demande depuis la page de son pass.
pass-invitations-none = Aucune invitation pour le moment. Nous vous écrivons quand il y en a une qui vous revient.
pass-privacy-title = Ce que nous savons de vos visites
pass-privacy-words = Les musées comptent les entrées, pas les personnes. Le code de votre pass ne dit ni votre nom ni votre tarif ; vos passages sont effacés après deux semaines, il n’en reste que des nombres.
pass-from-to = du { $from } au { $to }
pass-people = { $n ->
    [one] une personne
   *[other] { $n } personnes
}
pass-asking-soon = On pourra la demander : { $at }.
pass-asking-closed = On ne peut plus la demander.
pass-asking-draw = { $n ->
    [one] Une invitation, tirée au sort : { $at }.
   *[other] { $n } invitations, tirées au sort : { $at }.
}
pass-asking-none = Toutes sont données ; on peut attendre qu’une se libère.
pass-asking-left = { $n ->
    [one] Il en reste une.
   *[other] Il en reste { $n }.
}
pass-asking-open = Il y en a pour tout le monde.
pass-draw-fair = Comment vérifier le tirage
pass-draw-how = Chaque demande est classée par l’empreinte SHA-256 de la graine, de deux points et de son identifiant. L’empreinte de la graine est publiée avant la première demande, la graine après le tirage : personne n’a pu la choisir.
pass-draw-hash = Empreinte de la graine
pass-draw-seed = Graine

## Acheter
pass-basket = Votre panier
pass-as-gift = à offrir
pass-basket-set = Mettre à jour
pass-basket-empty = Le panier est vide : choisissez au moins un pass.
pass-basket-empty-words = Choisissez un nombre de pass ci-dessus.
pass-basket-full = Dix pass au plus par commande. Pour davantage, écrivez-nous : il y a des lots.
pass-line = Pass { $n } : { $product }
pass-line-gift = Pass { $n } : { $product }, à offrir
pass-first-name = Prénom
pass-last-name = Nom
pass-second-first = Prénom de la deuxième personne
pass-second-last = Nom de la deuxième personne
pass-second-last-hint = Vide : le même nom.
pass-begins-on = Premier jour
pass-begins-hint = Vide : aujourd’hui.
pass-commune = Commune où vous habitez
pass-commune-none = Je préfère ne pas le dire
pass-commune-hint = Facultatif : sert à compter d’où viennent les visiteurs, jamais à vous reconnaître.
pass-gift-to = Pour
pass-gift-from = De la part de
pass-gift-message = Un mot
pass-gift-email = Adresse où l’envoyer
pass-gift-email-hint = Vide : le code vous revient, vous le donnez vous-même.
pass-gift-on = Le jour de l’envoi
pass-gift-on-hint = Vide : tout de suite.
pass-your-order = Votre commande
pass-email = Adresse électronique
pass-email-hint = Pour recevoir le pass. Aucun compte n’est nécessaire.
pass-terms = J’achète ce pass et je sais que je dois le payer.
pass-withdrawal-words = Vous avez quatorze jours pour changer d’avis, sans donner de raison : depuis la page de votre commande, l’argent vous revient. Si vous avez déjà visité, seuls les jours passés restent dus.
pass-order-free = Recevoir mon pass
pass-pay = Payer { $price }
pass-good-to-know = Bon à savoir
pass-know-account = Aucun compte n’est demandé : un nom sur le pass, une adresse pour l’envoyer.
pass-know-phone = Le pass s’ouvre sur le téléphone, même sans réseau, et s’imprime.
pass-know-desk = Une carte en plastique vous attend au guichet de n’importe quel musée.
pass-know-visits = Perdu ? Un autre est fait tout de suite, et l’ancien n’ouvre plus rien.

## La commande
pass-order = Commande { $reference }
pass-order-asked-title = Votre commande attend son paiement
pass-order-asked-words = Le pass est fait dès que le paiement est reçu. Vous venez de payer ? Rechargez cette page dans un instant.
pass-order-paid-title = C’est fait
pass-order-paid-words = Merci. Tout est ci-dessous.
pass-order-given_up-title = Cette commande n’a pas été payée
pass-order-given_up-words = Elle est close. Rien n’a été pris.
pass-order-letter = Une lettre part aussi vers { $email }.
pass-order-keep = Gardez l’adresse de cette page : elle suffit pour revenir.
pass-order-handed-on = Ce pass est à quelqu’un d’autre maintenant : il ne se montre plus et ne se rend plus d’ici.
pass-order-state-asked = à payer
pass-order-state-paid = payée
pass-order-state-given_up = close
pass-deed-new = achat
pass-deed-renewal = renouvellement
pass-deed-gift = cadeau
pass-open = Ouvrir le pass
pass-refunded = { $price } rendus
pass-waiting-title = Il reste un passage au guichet
pass-waiting-words = Montrez une fois ce qui donne droit à ce tarif, au guichet de n’importe quel musée ou d’une mairie. Aucun papier n’est gardé, et le pass s’ouvre aussitôt.
pass-gift-sent = Envoyé à { $email }.
pass-gift-leaves = Part vers { $email } : { $day }.
pass-gift-leaves-now = Part vers { $email } dans une minute.
pass-gift-yours = Donnez ce code vous-même, ou la page du cadeau.
pass-gift-until = À ouvrir avant le { $day }.
pass-gift-see = La page du cadeau
pass-withdraw = Changer d’avis
pass-withdraw-words = { $price } vous sont rendus par où vous avez payé, et ce pass n’ouvre plus rien.
pass-withdraw-gift-words = Le cadeau est repris s’il n’a pas été ouvert, et l’argent vous est rendu par où vous avez payé.
pass-withdraw-do = Confirmer : je me rétracte
pass-withdrawn = C’est fait : { $amount } vous sont rendus.

## Les cadeaux
pass-gift-title = Un pass en cadeau
pass-gift-lead = Quelqu’un vous offre un an de musées.
pass-gift-code = Code du cadeau
pass-gift-code-hint = Douze signes, par exemple 7K3M P2QX 9TDA.
pass-gift-look = Voir le cadeau
pass-gift-of = De la part de { $from }
pass-gift-for = Pour vous, { $name }
pass-gift-what = Un pass { $product }.
pass-gift-email-own = Facultatif : pour retrouver votre pass et vos invitations.
pass-gift-open = Ouvrir mon pass
pass-gift-done = Voici votre pass. Bonnes visites !
pass-gift-slip = Ce code n’est pas complet, ou un signe est faux. Vérifiez-le.
pass-gift-opened = Ce cadeau a déjà été ouvert.
pass-gift-opened-short = ouvert
pass-gift-cancelled = Ce cadeau a été repris.
pass-gift-over = Ce cadeau devait être ouvert dans l’année : il n’est plus valable. Écrivez-nous.
pass-gift-past = Ce jour est passé.
pass-gift-far = Un an d’avance au plus.
pass-not-given = Ce pass ne s’offre pas.

## La page du pass
pass-page-title = Pass de { $name }
pass-and = et { $name }
pass-qr-of = Code du pass de { $name }
pass-qr-of-invitation = Code de l’invitation : { $title }
pass-standing-active = valable
pass-standing-soon = bientôt valable
pass-standing-over = terminé
pass-standing-waiting = à vérifier au guichet
pass-standing-suspended = suspendu
pass-standing-refunded = remboursé
pass-standing-cancelled = annulé
pass-begins = à partir du { $day }
pass-ended = depuis le { $day }
pass-until = jusqu’au { $day }
pass-awaits-visit = l’année commence à votre première visite, avant le { $day } au plus tard
pass-suspended-words = Ce pass est suspendu. N’importe quel guichet vous dira pourquoi.
pass-gone-words = Ce pass n’ouvre plus rien.
pass-renew-title = Renouveler
pass-renew-words = Le pass continuera jusqu’au { $day } : rien n’est perdu des jours qui restent.
pass-renew-do = Renouveler
pass-keep-account = Le garder dans mon compte
pass-kept = Le pass est dans votre compte.
pass-keep-sign-in = Connectez-vous d’abord.
pass-keep-taken = Ce pass est déjà dans un compte.
pass-claim = Demander une invitation
pass-claim-draw = Participer au tirage
pass-claim-wait = Attendre une place
pass-claim-won = L’invitation est à vous : elle est ci-dessous.
pass-claim-asked = C’est noté : vous participez au tirage.
pass-claim-waiting = Toutes sont données : vous êtes dans la file, nous vous écrirons.
pass-claim-is-won = Vous êtes invité. Montrez ce code à l’entrée.
pass-claim-is-asked = Vous participez au tirage.
pass-claim-is-waiting = Dans la file, rang { $place }.
pass-give-back = Rendre
pass-claim-given-back = C’est rendu. La personne suivante en profite.
pass-claim-closed = Cette invitation n’est plus proposée.
pass-claim-early = On ne peut pas encore la demander.
pass-claim-late = On ne peut plus la demander.
pass-claim-not-good = Votre pass ne sera pas valable ce jour-là.
pass-own = Votre pass, vos choix
pass-lost = Je l’ai perdu
pass-lost-words = Un autre code est fait aussitôt, avec une autre page. L’ancien n’ouvre plus rien, sur aucun support.
pass-lost-do = Refaire mon pass
pass-reissued = C’est refait. L’ancien code n’ouvre plus rien.
pass-transfer = Le transmettre à quelqu’un
pass-transfer-words = Le pass change de nom pour le temps qui reste ; il ne sera plus à vous.
pass-transfer-email = Son adresse électronique
pass-transfer-do = Transmettre
pass-transferred = C’est fait : le pass a changé de mains, une lettre est partie.
pass-transfer-never = Ce pass est personnel : il ne se transmet pas.
pass-transfer-done = Ce pass a déjà changé de mains.
pass-transfer-not-good = Ce pass n’est pas valable : il ne se transmet pas.
pass-erase = Effacer mes données
pass-erase-words = Votre nom, votre adresse et ce pass sont effacés pour toujours. Il n’ouvrira plus rien et ne sera pas remboursé. Les nombres restent, sans personne derrière.
pass-erase-tick = J’ai compris, effacez tout
pass-erase-do = Effacer
pass-erase-certain = Cochez la case pour confirmer. Rien n’a été effacé.
pass-erased = Tout est effacé.
pass-mine-none = Aucun pass dans votre compte. Ouvrez la page d’un pass et choisissez « Le garder dans mon compte ».
pass-orders = Mes commandes
pass-reference = Référence
pass-when = Date
pass-amount = Montant
pass-state = État
pass-name = Nom
pass-number = Numéro

## Le guichet
pass-office-nav-desk = Pass : guichet
pass-office-nav-benefits = Pass : avantages
pass-office-nav-products = Pass : tarifs
pass-office-nav-batches = Pass : lots
pass-desk = Guichet des pass
pass-desk-sell = Vendre un pass
pass-desk-open-till = Ouvrir une caisse
pass-desk-no-till = Ouvrez d’abord une caisse.
pass-desk-find = Un nom, un numéro, ou passez le code
pass-desk-hint = Les flèches vont d’un nom à l’autre, Entrée ouvre, Échap revient ici.
pass-desk-found = { $n ->
    [0] Aucun pass
    [one] Un pass
   *[other] { $n } pass
}
pass-desk-passes = Pass trouvés
pass-desk-more = Il y en a d’autres : tapez une lettre de plus.
pass-desk-nobody = Aucun pass au nom de « { $query } ».
pass-desk-good = { $n ->
    [0] Aucun pass n’est valable aujourd’hui.
    [one] Un pass est valable aujourd’hui.
   *[other] { $n } pass sont valables aujourd’hui.
}
pass-desk-waiting = À vérifier
pass-desk-unreadable = Ce code n’est pas l’un des nôtres, ou il est abîmé. Tapez le numéro.
pass-desk-unknown = Aucun pass n’a ce numéro.
pass-desk-slip = Ce numéro a onze chiffres ; l’un d’eux est faux ou manque.
pass-desk-email-hint = Facultatif : pour recevoir le pass sur le téléphone.
pass-desk-declared = La personne déclare y avoir droit
pass-desk-seen = J’ai vu le justificatif (rien n’est gardé)
pass-desk-take = Encaisser
pass-desk-again = Cette vente a déjà été envoyée. Revenez au guichet et cherchez le nom.
pass-done-sold = Vendu. Reçu { $receipt }.
pass-done-checked = C’est vérifié : le pass s’ouvre.
pass-done-refused = Le pass est retiré.
pass-done-suspended = Le pass est suspendu.
pass-done-resumed = Le pass est de nouveau valable.
pass-done-cancelled = Le pass est annulé.
pass-done-transferred = Le pass a changé de nom. Imprimez la nouvelle carte.
pass-done-refunded = C’est remboursé.
pass-holder = Titulaire
pass-holder-page = La page du titulaire
pass-payment = Paiement
pass-means = Par
pass-means-especes = Espèces
pass-means-carte = Carte
pass-means-cheque = Chèque
pass-means-virement = Virement
pass-means-titre = Chèque-vacances ou culture
pass-means-needed = Choisissez comment c’est payé.
pass-tendered = Somme donnée
pass-change = À rendre :
pass-cheque-number = Numéro du chèque
pass-cheque-bank = Banque
pass-cheque-drawer = Tireur
pass-two-means = Payer de deux façons
pass-first-part = Somme par le premier moyen
pass-second-means = Le reste par
pass-none = aucun
pass-language = Langue des lettres
pass-check-title = Vérifier le droit au tarif
pass-check-words = Regardez le justificatif et rendez-le : rien n’est copié ni gardé.
pass-check-seen = C’est vu
pass-check-not = Ce n’est pas bon
pass-checked = vérifié
pass-product = Pass
pass-people-label = Entrées
pass-first-visit = Première visite
pass-not-yet = pas encore
pass-no-email = aucune
pass-print = Imprimer la carte
pass-print-page = Imprimer
pass-remake = Refaire (perdu)
pass-suspend = Suspendre
pass-resume = Rendre valable
pass-sales = Ce qui a été payé
pass-what = Quoi
pass-channel-online = en ligne
pass-channel-desk = au guichet
pass-channel-batch = par lot
pass-refund = Rembourser
pass-refund-withdrawal = { $price } à rendre : quatorze jours pour se rétracter.
pass-refund-rule = { $price } à rendre, selon la règle de ce pass.
pass-refund-nothing-due = Rien n’est dû. Au plus { $price }, par faveur.
pass-refund-way-payment = Par le moyen du paiement en ligne.
pass-refund-way-till = À la caisse qui l’a encaissé.
pass-refund-way-transfer = Par virement du comptable.
pass-refund-till = Ouvrez une caisse de la même régie pour rendre cette somme.
pass-refund-amount = Autre somme
pass-refund-amount-hint = Vide : ce qui est dû.
pass-refund-why = Pourquoi
pass-refund-do = Rembourser et retirer le pass
pass-refund-nothing = Rien n’a été payé pour ce pass, ou tout a été rendu.
pass-refund-none = Aucune règle ne rend d’argent à cette date.
pass-refund-much = Plus que ce qui a été payé.
pass-cancel = Annuler le pass
pass-cancel-words = Sans argent rendu : il n’ouvrira plus rien.
pass-cancel-do = Annuler
pass-sheet-logged = Chaque fiche ouverte est notée dans le journal.
pass-gone = Ce pass a été rendu ou retiré.
pass-nothing-to-check = Rien n’est à vérifier sur ce pass.

## Ce qui ne va pas
pass-name-needed = Ce nom manque.
pass-name-long = Soixante signes au plus.
pass-second-needed = Ce pass porte deux noms : donnez le second.
pass-email-bad = Cette adresse ne peut pas recevoir de lettre. Vérifiez-la.
pass-terms-needed = Cochez la case pour commander.
pass-declare-needed = Cochez la case si vous y avez droit ; sinon, choisissez un autre pass.
pass-begins-needed = Choisissez le premier jour.
pass-begins-past = Ce jour est passé.
pass-begins-far = Ce jour est trop loin.
pass-message-long = Cinq cents signes au plus.
pass-day-bad = Ce n’est pas une date. Écrivez par exemple 25/12/2026.
pass-moment-bad = Donnez un jour et une heure.
pass-not-sold = Ce pass n’est pas en vente.
pass-order-large = Cette commande est trop grande pour être comptée.
pass-renew-early = Il est trop tôt pour renouveler ce pass.
pass-renew-late = Ce pass est terminé depuis trop longtemps : prenez-en un nouveau.
pass-renew-gone = Ce pass a été rendu ou retiré : il ne se renouvelle pas.
pass-amount-bad = Ce n’est pas une somme. Écrivez par exemple 12,50.
pass-number-bad = Ce nombre n’est pas possible ici.

## Les tarifs
pass-office-products = Pass et tarifs
pass-office-products-lead = Ce qui se vend, à qui, pour combien de temps et à quel prix. Les pass déjà vendus gardent leurs jours.
pass-office-defaults = Ajouter les pass d’exemple qui manquent
pass-done-defaults = C’est ajouté.
pass-done-saved = C’est enregistré.
pass-save = Enregistrer
pass-action = Action
pass-price = Prix
pass-prices = Prix
pass-price-now = Prix du jour
pass-price-next = À venir
pass-price-then = { $price } le { $day }
pass-price-from = À partir du
pass-price-is-now = aujourd’hui
pass-price-set = Fixer ce prix
pass-price-drop = Retirer
pass-price-past = Un prix ne change pas dans le passé : choisissez aujourd’hui ou plus tard.
pass-price-bad = Un prix n’est jamais négatif.
pass-no-price = pas de prix
pass-validity = Validité
pass-validity-rule-purchase = dès l’achat
pass-validity-rule-first_visit = dès la première visite
pass-validity-rule-chosen = dès un jour choisi
pass-sold-where = En vente
pass-sold-online = en ligne
pass-sold-desk = au guichet
pass-sold-gift = en cadeau
pass-sold-batch = par lots
pass-product-new = Nouveau pass
pass-product-demo = Chiffres de démonstration. { $source }
pass-product-says = Ce qui est dit
pass-product-code = Code
pass-product-code-hint = Minuscules, chiffres et tirets ; il ne change plus.
pass-product-code-bad = Deux à vingt-quatre minuscules, chiffres ou tirets.
pass-product-code-taken = Ce code existe déjà.
pass-product-name = Nom
pass-product-words = En une phrase
pass-product-who = Pour qui
pass-audience = Public
pass-audience-solo = une personne
pass-audience-duo = deux personnes
pass-audience-family = famille
pass-audience-young = jeunes
pass-audience-social = minima sociaux
pass-audience-corporate = entreprises
pass-product-admits = Personnes admises à la fois
pass-product-holders = Noms portés
pass-eligibility = Droit au tarif
pass-eligibility-open = ouvert à tous
pass-eligibility-declared = sur déclaration
pass-eligibility-desk = montré une fois au guichet
pass-eligible = Ce que l’on déclare
pass-product-days = Durée et suites
pass-product-months = Mois
pass-product-within = Début sous (mois)
pass-product-begins = Un pass qui court de la première visite a besoin d’un délai pour la faire.
pass-product-before = Renouvelable avant la fin (jours)
pass-product-after = Renouvelable après la fin (jours)
pass-product-transfers = Changements de nom permis
pass-refund-what = Remboursement après quatorze jours
pass-refund-rule-never = jamais
pass-refund-rule-unused = en entier, sans visite
pass-refund-rule-pro_rata = selon les jours restants
pass-product-place = Rang dans les listes
pass-product-notional = Pris en charge par un tiers
pass-product-notional-hint = Pour un pass gratuit : ce que les musées se partagent.

## Les lots
pass-office-batches = Lots
pass-office-batches-lead = Pour les comités d’entreprise : une liste de noms ou des codes à distribuer, payés sur facture.
pass-buyer = Acheteur
pass-siret = SIRET
pass-siret-bad = Ce numéro SIRET est faux : quatorze chiffres, dont une clé.
pass-buyer-reference = Référence de l’acheteur
pass-buyer-reference-hint = Bon de commande, numéro d’engagement.
pass-address = Adresse de facturation
pass-address-needed = L’adresse manque.
pass-copies = Nombre
pass-unit = Prix de l’un
pass-to-be-paid = à payer
pass-paid-on = payé le { $day }
pass-batch-new = Nouveau lot
pass-batch-codes = Codes à distribuer
pass-batch-codes-hint = Un nombre, { $n } au plus ; ou une liste de noms ci-dessous.
pass-batch-people = Liste de noms
pass-batch-people-hint = Une personne par ligne : nom ; prénom ; adresse électronique (facultative).
pass-batch-make = Préparer la facture
pass-batch-no-product = Aucun pass n’est vendu par lots.
pass-batch-empty = Donnez un nombre de codes ou une liste de noms.
pass-batch-many = Deux mille pass au plus par lot.
pass-list-faults = La liste n’a pas été prise :
pass-list-line = Ligne { $n } :
pass-list-unreadable = cette ligne ne se lit pas.
pass-invoice = Facture { $reference }
pass-invoice-line = Pass des musées { $product }
pass-invoice-how = À régler par virement, avec la référence { $reference }. Les pass sont faits dès que le virement est reçu.
pass-batch-csv = Télécharger la liste
pass-batch-cards = Imprimer les cartes
pass-batch-pay = Le virement est arrivé
pass-batch-paid-on = Reçu le
pass-batch-bank = Référence de la banque
pass-batch-bank-needed = Donnez la référence que montre la banque.
pass-batch-pay-do = Faire les pass
pass-batch-future = Ce jour est à venir.
pass-batch-paid = Ce lot a déjà été payé.
pass-batch-made = { $n ->
    [one] Un pass
   *[other] { $n } pass
}
pass-batch-opened = { $n ->
    [0] Aucun n’a encore été ouvert.
    [one] Un a été ouvert.
   *[other] { $n } ont été ouverts.
}
pass-done-batch = La facture est prête.
pass-done-batch-paid = Les pass sont faits.

## Les avantages
pass-office-benefits = Invitations et avantages
pass-office-benefits-lead = Ce que votre musée offre à celles et ceux qui ont un pass.
pass-museum = Musée
pass-days = Jours
pass-given = Données
pass-in-line = En attente
pass-benefit-new = Annoncer quelque chose
pass-benefit-no-museum = Votre rôle ne porte sur aucun musée.
pass-benefit-kind = Quoi
pass-benefit-kind-benefit = avantage
pass-benefit-kind-invitation = invitation
pass-benefit-state-draft = brouillon
pass-benefit-state-published = publié
pass-benefit-state-cancelled = annulé
pass-benefit-way = Attribution
pass-benefit-way-first = au premier qui demande
pass-benefit-way-draw = par tirage au sort
pass-benefit-title = Titre
pass-benefit-title-needed = Le titre manque.
pass-benefit-words = En quelques mots
pass-benefit-from = Premier jour
pass-benefit-until = Dernier jour
pass-benefit-days = Le dernier jour vient avant le premier.
pass-benefit-quota = Invitations
pass-benefit-quota-needed = Dites combien il y en a.
pass-benefit-people = Personnes par invitation
pass-benefit-claims-from = À demander à partir de
pass-benefit-claims-until = Jusqu’à (puis tirage)
pass-benefit-claims = La fin vient avant le début.
pass-benefit-claims-late = On ne peut plus demander une fois que c’est passé.
pass-benefit-promise = Une fois publié, ce qui est promis reste : le nombre ne peut que grandir.
pass-benefit-promised = C’est publié : la nature, l’attribution et la publication ne changent plus.
pass-benefit-given = Des invitations sont données pour ces jours : ils ne changent plus. Annulez, puis publiez-en une autre.
pass-benefit-fewer = Le nombre promis ne peut que grandir.
pass-benefit-cancelled = C’est annulé : écrivez-en un autre.
pass-claims-asked = au tirage
pass-claims-won = invités
pass-claims-waiting = dans la file
pass-claims-given_up = rendues
pass-ranks = Les rangs, sans les noms

## Les lettres
pass-letter-line-pass = • { $product }, { $who }, du { $begins } au { $ends } : { $link }
pass-letter-line-gift = • { $product }, à offrir. Code { $code } : { $link }
pass-letter-order-subject = Votre pass des musées, commande { $reference }
pass-letter-order-text =
    Bonjour,

    Merci. Voici ce que vous avez commandé :

    { $lines }
    Total payé : { $total }.

    L’adresse ci-dessus ouvre le pass ; gardez-la pour vous. Votre commande : { $link }

    Vous avez quatorze jours pour changer d’avis, depuis la page de la commande.

    Bonnes visites !
pass-letter-pass-subject = Votre pass des musées
pass-letter-pass-text =
    Bonjour { $name },

    Voici votre pass { $product }, valable du { $begins } au { $ends } :

    { $link }

    Cette adresse ouvre le pass ; gardez-la pour vous.

    Bonnes visites !
pass-letter-checked-subject = Votre pass est ouvert
pass-letter-checked-text =
    Bonjour { $name },

    C’est vérifié : votre pass { $product } ouvre les musées jusqu’au { $ends }.

    { $link }

    Aucun document n’a été gardé.
pass-letter-transfer-subject = Un pass des musées est à vous
pass-letter-transfer-text =
    Bonjour { $name },

    Quelqu’un vous transmet son pass { $product }, valable jusqu’au { $ends } :

    { $link }

    Cette adresse ouvre le pass ; gardez-la pour vous.
pass-letter-reissued-subject = Votre pass a été refait
pass-letter-reissued-text =
    Bonjour { $name },

    Votre pass { $product } a un nouveau code et une nouvelle page :

    { $link }

    L’ancien n’ouvre plus rien. Si vous n’avez rien demandé, passez à un guichet.
pass-letter-code-subject = Votre pass renouvelé a un nouveau code
pass-letter-code-text =
    Bonjour { $name },

    Votre pass { $product } continue jusqu’au { $ends }. Sa page montre son nouveau code :

    { $link }

    Une carte imprimée ou en plastique est à refaire : imprimez-la depuis cette page, ou demandez-la à n’importe quel guichet.
pass-letter-remind-subject = Votre pass des musées se termine le { $ends }
pass-letter-remind-text =
    Bonjour { $name },

    Votre pass { $product } se termine le { $ends }. Renouvelé avant, il continue un an de plus à partir de ce jour : rien n’est perdu.

    { $link }

    Si vous préférez vous arrêter là, il n’y a rien à faire.
pass-letter-refund-subject = Remboursement, commande { $reference }
pass-letter-refund-text =
    Bonjour,

    { $amount } vous sont rendus pour la commande { $reference }. Selon votre banque, cela prend quelques jours.
pass-letter-invitation-subject = Vous êtes invité : { $title }
pass-letter-invitation-text =
    Bonjour { $name },

    Une invitation est à vous : { $title }, { $day }.

    Elle est sur la page de votre pass : { $link }

    Vous ne pouvez pas venir ? Rendez-la depuis cette page : la personne suivante en profitera.
pass-letter-called-off-subject = Annulé : { $title }
pass-letter-called-off-text =
    Bonjour { $name },

    Le musée a dû annuler : { $title }, { $day }. Votre invitation n’est plus valable ; votre pass l’est toujours.

    { $link }
pass-letter-gift-subject = { $from } vous offre un an de musées
pass-letter-gift-text =
    { $to }

    { $message }

    { $from }

    Voici un pass { $product }, à ouvrir à votre nom :

    { $link }

    Code : { $code }. À ouvrir avant le { $until }.
pass-see-flows = D’un musée à l’autre : les passages, comptés sans suivre personne
pass-see-accounts = Comment l’argent du pass se partage
