# Ce que la billetterie refuse, dans les mots de qui lit.
box-above-cap = Ce prix dépasse le maximum fixé par le programme : { $cap }.
box-not-enough = { $left ->
    [0] Il ne reste plus de place.
    [1] Il ne reste qu’une place.
   *[other] Il ne reste que { $left } places.
 }
box-allotment-used = Ce contingent a déjà des places prises : il ne peut pas être supprimé.
box-allotments-much = Les contingents dépassent ensemble le nombre de places.
box-amount-other = Le montant payé n’est pas celui de la commande.
box-called-off = La représentation est annulée.
box-cancel-at-desk = Ces billets ont été payés au guichet : c’est là qu’ils s’annulent.
box-cancel-hours-bad = Le délai d’annulation ne peut pas dépasser soixante jours.
box-cancel-late = Il est trop tard pour annuler ces billets.
box-capacity-bad = Indiquez un nombre de places entre 1 et 100 000.
box-capacity-hall = La salle ne peut pas recevoir autant de monde.
box-capacity-taken = Plus de places que cela sont déjà prises.
box-category-bad = Indiquez la catégorie de place imprimée sur le billet, en 40 signes au plus.
box-change-late = Il est trop tard pour changer ces billets.
box-change-other = Ces billets ne peuvent pas être échangés contre cette représentation.
box-change-unpaid = Seuls des billets déjà émis peuvent être échangés.
box-code-bad = Ce code est déjà pris ou n’est pas fait de lettres minuscules, de chiffres et de tirets.
box-commune-bad = Cette commune n’est pas connue.
box-email-bad = Cette adresse électronique n’est pas complète. Exemple : prenom.nom@exemple.fr
box-email-needed = Indiquez une adresse électronique : les billets y sont envoyés.
box-hold-gone = Le délai est passé et les places ont été rendues. Choisissez-les à nouveau.
box-hold-used = Ces places font déjà partie d’une commande.
box-household = Vous avez déjà réservé le nombre de places permis pour cette représentation.
box-label-bad = Indiquez un nom, en 80 signes au plus.
box-most-bad = Une commande compte de 1 à 50 places.
box-name-bad = Ce nom ne peut pas être imprimé : 80 signes au plus, sur une seule ligne.
box-name-needed = Indiquez un nom.
box-no-plan = Aucun plan de salle n’est posé : les places ne peuvent pas être numérotées.
box-no-seller = Personne n’est encore désigné pour vendre cette représentation.
box-no-such-tariff = Ce tarif n’est pas proposé ici.
box-no-tariff = Fixez au moins un tarif avant d’ouvrir la vente.
box-no-waiting-list = Il n’y a pas de liste d’attente pour cette représentation.
box-not-open = La vente n’est pas ouverte.
box-not-to-pay = Cette commande n’est plus à payer.
box-nothing-chosen = Choisissez au moins une place.
box-nothing-to-cancel = Il n’y a rien à annuler.
box-numbered-sold = Des places sont déjà vendues : le placement ne peut plus changer.
box-offer-gone = Cette proposition n’est plus valable.
box-offer-more = Vous demandez plus de places qu’il ne vous en est proposé.
box-online-late = La vente en ligne ne peut pas finir après celle du guichet.
box-opens-late = La vente doit ouvrir avant de fermer.
box-order-cancelled = Cette commande est annulée.
box-over = La représentation a déjà commencé.
box-paid-already = Cette commande est déjà payée.
box-pay-later-no = Il n’est plus possible de payer à la mairie pour cette représentation.
box-people-bad = Indiquez un nombre de personnes vraisemblable.
box-phone-bad = Ce numéro de téléphone n’est pas lisible.
box-places-bad = Indiquez un nombre de places entre zéro et la capacité.
box-places-left = Il reste des places : vous pouvez les réserver tout de suite.
box-places-taken = Plus de places que cela sont déjà prises dans ce contingent.
box-price-bad = Indiquez un prix entre 0 et 1 000 €.
box-price-free = Un billet gratuit ou une invitation ne coûte rien.
box-quantity-bad = Ce nombre de places n’est pas possible.
box-refund-till = L’argent a été encaissé au guichet : ouvrez une caisse de la même régie pour le rendre.
box-sold-already = Des commandes existent : la vente ne peut plus redevenir un brouillon.
box-ticket-cancelled = Ce billet est annulé.
box-ticket-used = Ce billet a déjà servi.
box-too-many = C’est plus de places que n’en permet une commande.
box-transfer-often = Ce billet a déjà changé de mains trop souvent.
box-until-bad = Indiquez une date à venir, avant la représentation.
box-waiting-first = Les places qui se libèrent sont d’abord proposées à la liste d’attente. Vous pouvez vous y inscrire.

# Ce que l’interface de programmation répond.
api-key = Clé absente, inconnue ou reprise.
api-token = Une autre demande a été faite avec cette clé d’idempotence.
api-unpaid = Cette commande coûte { $due } : dites qui a reçu l’argent.
api-already-in = Ce billet est déjà entré.
api-code = Ce billet n’ouvre pas cette porte maintenant.
api-not-found = Introuvable.
api-busy = Le serveur est très sollicité : réessayez dans un instant.
api-fault = La demande n’a pas pu être servie.
