## Ma caisse
regie-office-nav = Régie
regie-title = La régie
regie-colon = { " " }:
regie-mine = Ma caisse
regie-open-since = ouverte { $at }
regie-closed-when = clôturée { $at }
regie-receipts-count = { $n ->
    [0] aucune quittance
    [one] une quittance
   *[other] { $n } quittances
}
regie-nothing-taken = Rien n’a encore été encaissé.
regie-journal = Journal de la caisse
regie-close = Clôturer la caisse
regie-open-title = Ouvrir une caisse
regie-till = Caisse
regie-float-of = fond de caisse de { $float }
regie-float-counted = Fond de caisse compté
regie-float-hint = Comptez ce qu’il y a dans le tiroir avant d’encaisser, en euros : 100 ou 97,50.
regie-open-do = Ouvrir la caisse
regie-no-till = Aucune caisse n’est libre pour vous en ce moment.
regie-above-ceiling = L’encaisse dépasse le maximum de { $ceiling } fixé par l’acte constitutif : versez au comptable.
regie-overdue = Plus d’un mois est passé depuis le dernier versement au comptable.
regie-cash-held = Espèces en caisse
regie-ceiling-of = encaisse maximum { $ceiling }
regie-cheques-waiting = Chèques à verser
regie-cheques-count = { $n ->
    [0] aucun chèque
    [one] un chèque
   *[other] { $n } chèques
}
regie-deposit-new = Préparer un versement
regie-deposit-cash = Espèces à verser
regie-deposit-cash-hint = { $free } peuvent être versés ; le fond de caisse reste.
regie-cash-in-tills = { $cash } d’espèces sont dans des caisses ouvertes : clôturez-les pour les verser.
regie-deposit-cheques = { $n ->
    [0] Aucun chèque ne part avec ce bordereau.
    [one] Un chèque part avec ce bordereau, pour { $total }.
   *[other] { $n } chèques partent avec ce bordereau, pour { $total }.
}
regie-deposit-do = Établir le bordereau
regie-sessions = Dernières caisses
regie-opened = Ouverte
regie-agent = Mandataire
regie-closed-at = Clôturée
regie-difference = Écart
regie-is-open = ouverte
regie-not-counted = pas encore comptée
regie-even = juste
regie-deposits = Bordereaux de versement
regie-number = Numéro
regie-made = Établi
regie-handed-on = Versé le
regie-to-hand = à verser
regie-total = Total
regie-year-csv = Journal de l’année, en CSV
regie-none = Aucune régie n’est déclarée pour vos établissements.

## Une caisse
regie-totals = Totaux par moyen de paiement
regie-means = Moyen de paiement
regie-payments = Opérations
regie-means-especes = Espèces
regie-means-carte = Carte bancaire
regie-means-cheque = Chèque
regie-means-virement = Virement
regie-means-titre = Chèques-vacances et chèques culture
regie-free = Gratuit
regie-float-at-opening = Fond de caisse à l’ouverture : { $float }.
regie-float-unusual = Le fond de caisse de la régie est de { $float }.
regie-closing = Clôture
regie-counted-by = Comptée par
regie-expected = Espèces attendues
regie-counted = Espèces comptées
regie-terminal = Total du terminal de paiement
regie-reason = Motif de l’écart
regie-at = Heure
regie-label = Objet
regie-kind-refund = remboursement
regie-csv = Télécharger en CSV
regie-print-page = Imprimer
regie-closing-title = Clôturer la caisse
regie-closing-lead = Comptez tout ce que contient le tiroir, fond de caisse compris. Ce qui est attendu n’apparaît qu’après le comptage.
regie-count = Pièces et billets
regie-terminal-hint = Ce qu’imprime le terminal à la fin de la journée. Laissez vide s’il n’y en a pas.
regie-reason-hint = Seulement si le compte n’est pas juste.
regie-differs = Ce qui est compté n’est pas ce qui était attendu. Recomptez ; si l’écart demeure, dites pourquoi.
regie-close-do = Clôturer
regie-closed = La caisse est clôturée.

## Une quittance
regie-receipt = Quittance
regie-receipt-refund = Quittance de remboursement
regie-lines = Détail
regie-quantity = Quantité
regie-unit = Prix
regie-change = donné { $tendered }, rendu { $change }
regie-gives-back = Rembourse la quittance
regie-was-given-back = Remboursée pour { $amount } par la quittance
regie-signed = Le régisseur : { $regisseur }. Encaissé par { $agent }.
regie-seal = Sceau
regie-duplicate = Duplicata { $n }
regie-screen-copy = Copie d’écran, sans valeur de quittance. Imprimez-la par le bouton.
regie-print-original = Imprimer la quittance
regie-print-duplicate = Imprimer un duplicata

## Un bordereau
regie-deposit = Bordereau de versement
regie-regie = Régie
regie-regisseur = Régisseur
regie-accountant = Comptable public
regie-cheques = Chèques
regie-cheque-number = Numéro du chèque
regie-bank = Banque
regie-drawer = Tireur
regie-amount = Montant
regie-sign-regisseur = Le régisseur
regie-sign-accountant = Le comptable public
regie-hand = Noter le versement
regie-acknowledgement = Reçu du comptable
regie-acknowledgement-hint = Le numéro de son reçu, s’il en a donné un.
regie-hand-do = C’est versé
regie-handed = Le versement est noté.

## Les régies
regie-regies = Régies et caisses
regie-regies-lead = Ce que dit l’acte constitutif de chaque régie : ce qu’elle peut encaisser, comment, et jusqu’à combien.
regie-institution = Établissement
regie-act = Acte constitutif
regie-act-hint = Sa référence et sa date, imprimées sur les quittances.
regie-ceiling = Encaisse maximum
regie-float = Fond de caisse
regie-euros = En euros.
regie-tills = Caisses
regie-till-off = Mettre hors service
regie-till-on = Remettre en service
regie-till-new = Nouvelle caisse
regie-till-add = Ajouter
regie-till-set = La caisse est enregistrée.
regie-out-of-service = Hors service
regie-in-service = En service
regie-change-do = Modifier
regie-declare = Déclarer ou modifier une régie
regie-code = Code
regie-code-hint = De deux à douze lettres capitales ou chiffres ; il figure sur les quittances et ne change plus.
regie-name = Nom
regie-declare-do = Enregistrer
regie-declared = La régie est enregistrée.

## Ce qui ne va pas
regie-fault-already-open = Cette caisse est déjà ouverte, ou vous en tenez une autre.
regie-fault-closed = Cette caisse est clôturée : ouvrez-en une pour encaisser.
regie-fault-out-of-service = Cette régie ou cette caisse est hors service.
regie-fault-means = L’acte constitutif de la régie ne permet pas ce moyen de paiement.
regie-fault-sum = Les moyens de paiement ne font pas le total dû.
regie-fault-tendered = La somme donnée est plus petite que la somme due.
regie-fault-cheque = Un chèque a un numéro et une banque.
regie-fault-too-much-back = C’est plus que ce qui reste à rembourser sur cette quittance.
regie-fault-not-enough-cash = La caisse ne contient pas assez d’espèces.
regie-fault-reason = Dites pourquoi le compte n’est pas juste.
regie-fault-nothing-to-deposit = Il n’y a pas autant d’espèces à verser, ni de chèque.
regie-fault-tills-first = Ces espèces sont dans une caisse ouverte : clôturez-la avant de les verser.
regie-fault-already-handed = Ce bordereau a déjà été versé.
regie-fault-amount = Ce montant ne se lit pas.
regie-fault-lines = Une vente a au moins une ligne, et aucun prix sous zéro.
regie-fault-pieces = Un nombre de pièces ou de billets ne se lit pas.
regie-fault-float = Ce fond de caisse ne se lit pas.
regie-fault-ceiling = L’encaisse maximum est un montant au-dessus de zéro.
regie-fault-no-means = Choisissez au moins un moyen de paiement.
regie-fault-code = De deux à douze lettres capitales, chiffres ou traits d’union.
regie-fault-code-taken = Ce code est celui de la régie d’un autre établissement.
regie-fault-institution = Choisissez un établissement.
regie-fault-name = La régie a un nom.
regie-fault-act = Donnez la référence de l’acte constitutif.
regie-fault-regisseur = Nommez le régisseur.
regie-fault-accountant = Nommez le comptable public.
regie-fault-till-name = La caisse a un nom.
regie-fault-handed-on = Le jour du versement est entre celui du bordereau et aujourd’hui.
