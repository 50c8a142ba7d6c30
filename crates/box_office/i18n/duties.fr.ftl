# Places numérotées
seats-best = Laissez faire : nous vous donnons les meilleures places qui restent, côte à côte. Ou choisissez-les vous-même.
seats-wheelchair = Venir en fauteuil roulant
seats-wheelchair-hint = { $n ->
    [one] Il reste un emplacement. La place de la personne qui accompagne est à côté.
   *[other] Il reste { $n } emplacements. La place de la personne qui accompagne est à côté.
}
seats-wheelchairs = Personnes en fauteuil roulant, parmi vous
seats-companions = Personnes qui les accompagnent
seats-pick = Choisir mes places
seats-picture = Plan de la salle
seats-picture-about = { $places ->
    [one] Une place
   *[other] { $places } places
}, { $free ->
    [0] aucune libre
    [one] une libre
   *[other] { $free } libres
}. La liste des places, rang par rang, est sous le plan.
seats-stage = Scène
seats-row = rang { $row }
seats-key-free = libre
seats-key-taken = prise
seats-key-chosen = choisie
seats-kind-wheelchair = fauteuil roulant
seats-kind-companion = accompagnant
seats-kind-restricted_view = vue réduite
seats-taken = Une de ces places vient d’être prise. Choisissez-en une autre.
seats-none = Il ne reste pas assez de places de cette catégorie.
seats-no-wheelchair = Il ne reste pas d’emplacement pour fauteuil roulant avec assez de places autour. Appelez-nous : nous chercherons avec vous.
seats-unknown = Cette place n’est pas dans la salle.
seats-category = Une place choisie n’est pas de la catégorie du tarif. Choisissez des places de cette catégorie, ou changez de tarif.
seats-number = Choisissez autant de places que de billets, ou aucune pour avoir les meilleures.
seats-begun = Des places sont déjà prises : on ne change plus la salle de cette séance.
seats-closed = La vente de cette séance est close.
seats-allotments = Les contingents de cette séance demandent plus de places que la salle n’en a.
seats-plan-unsound = Ce plan ne peut pas servir : il lui faut des places, chacune nommée une seule fois, cinq mille au plus.

# Salles
halls-nav = Salles
halls-title = Salles et plans
halls-lead = Décrivez une salle rang par rang : le plan se dessine, et une séance peut se vendre à places numérotées.
halls-name = Nom de la salle
halls-name-needed = Donnez un nom à la salle, de cent caractères au plus.
halls-institution = Établissement
halls-places = Places
halls-none = Aucune salle n’est encore décrite. Sans plan, une séance se vend en placement libre.
halls-new = Décrire une salle
halls-nowhere = Vous ne tenez la billetterie d’aucun établissement.
halls-draw = Voir le plan
halls-keep = Enregistrer
halls-typed = Rangs et places
halls-typed-hint = Un rang par ligne, de la scène vers le fond : « A: 1-12 ». On peut aussi coller un plan de pretix.
halls-examples = Exemples
halls-example =
    A: 1-12
    B-F: 1-6 _ 7-12        cinq rangs, une allée au milieu
    PMR: 1-4w 5-8c         fauteuils roulants, accompagnants
    {"["}Balcon ; 2e série]    une autre partie, sa catégorie
    A: 1-8 9-10r           deux places à vue réduite
    B: 11-1i _ 2-12p       impairs à gauche, pairs à droite
halls-drawn = Le plan
halls-drawn-places = { $n ->
    [one] une place
   *[other] { $n } places
}
halls-drawn-wheelchairs = { $n ->
    [one] dont une pour fauteuil roulant
   *[other] dont { $n } pour fauteuils roulants
}
halls-drawn-companions = { $n ->
    [one] une d’accompagnant
   *[other] { $n } d’accompagnants
}
halls-drawn-restricted = { $n ->
    [one] une à vue réduite
   *[other] { $n } à vue réduite
}
halls-rows = Les rangs en toutes lettres
halls-imported = Ce plan vient d’un fichier. Laissez la zone vide pour le garder tel quel.
halls-promise = Les séances déjà numérotées gardent le plan qu’elles avaient.
halls-kept = La salle est enregistrée.
halls-retired = La salle n’est plus proposée.
halls-performances = Séances à places numérotées
halls-performances-lead = Tant qu’aucune place n’est prise, une séance donnée ici peut passer à ce plan. Sa jauge devient celle de la salle.
halls-performance = Séance
halls-number = Numéroter cette séance
halls-numbered-already = déjà numérotée
halls-numbered = « { $title } » se vend maintenant à places numérotées.
halls-no-performance = Aucune séance à venir n’est en vente ici.
halls-retire = Ne plus proposer cette salle
halls-retire-lead = Elle sort de la liste. Les séances qui ont son plan le gardent.
halls-retire-do = Retirer la salle
halls-fault-line = Ligne { $line } : { $what }
halls-fault-no-colon = un rang s’écrit « A: 1-12 » (lu : { $text }).
halls-fault-no-name = il manque le nom du rang.
halls-fault-no-seat = ce rang n’a pas de place (lu : { $text }).
halls-fault-not-seats = ce ne sont pas des numéros de places (lu : { $text }).
halls-fault-not-rows = ce ne sont pas des rangs qui se suivent (lu : { $text }).
halls-fault-seat-twice = la place { $text } est là deux fois.
halls-fault-row-twice = le rang { $text } est là deux fois.
halls-fault-empty = Il n’y a aucune place.
halls-fault-too-many = Il y a plus de cinq mille places, ou un numéro trop grand.
halls-fault-too-long = un nom est trop long (lu : { $text }).

# Déclarations
duties-nav = Déclarations
duties-title = Déclarations des spectacles
duties-lead = Ce que chaque séance doit : la déclaration SIBIL, la TVA, la taxe sur les spectacles. Tout vient des relevés de billetterie.
duties-no-seller = Aucune séance n’est vendue par un établissement dont vous avez la charge.
duties-quarter = { $number ->
    [1] 1er
   *[other] { $number }e
} trimestre { $year }
duties-quarters = Trimestres et feuille de taxes
duties-running = Trimestre en cours. Chaque séance peut se déclarer dès le lendemain, et au plus tard le { $due }.
duties-late = La date limite du { $due } est passée : il reste des séances à déclarer.
duties-due = À déclarer au plus tard le { $due }.
duties-previous = Trimestre précédent
duties-next = Trimestre suivant
duties-sheet = TVA et taxe sur les spectacles
duties-count-taken = Déclarées
duties-count-ready = Prêtes
duties-count-lacking = À compléter
duties-performances = Séances
duties-show = Spectacle
duties-when = Séance
duties-paid = Billets payants
duties-free = Gratuits
duties-receipts = Recette
duties-state = Déclaration
duties-state-taken = Déclarée
duties-state-changed = À redéclarer : le relevé a changé
duties-state-refused = Refusée, à renvoyer
duties-state-ready = Prête
duties-state-lacking = À compléter
duties-state-to_come = À venir
duties-said = Réponse de SIBIL : { $said }
duties-send = { $n ->
    [0] Rien à envoyer
    [one] Envoyer une déclaration à SIBIL
   *[other] Envoyer { $n } déclarations à SIBIL
}
duties-by-hand = Ce serveur n’a pas de compte SIBIL pour cet établissement : téléchargez le fichier et déclarez sur le site du ministère.
duties-csv = Télécharger en CSV
duties-none = Aucune séance vendue par cet établissement ce trimestre.
duties-history = Envois
duties-sent-at = Envoyée
duties-answer = Réponse
duties-answer-taken = Acceptée
duties-answer-refused = Refusée
duties-withdrawn = Séance annulée depuis
duties-seller = Le vendeur
duties-vat = TVA sur les billets
duties-vat-unknown = Pas encore dit
duties-vat-subject = Assujetti : la TVA est due
duties-vat-exempt = Exonéré
duties-siret = SIRET
duties-siret-hint = Quatorze chiffres. Peut rester vide.
duties-siret-wrong = Ce n’est pas un SIRET : quatorze chiffres, dont le dernier vérifie les autres.
duties-keep = Enregistrer
duties-seller-kept = C’est enregistré.
duties-show-kept = C’est enregistré pour « { $title } ».
duties-number-wrong = Écrivez un nombre de séances.
duties-amount-wrong = Écrivez un montant en euros, comme 1 200 ou 1 200,50.
duties-domain-unknown = SIBIL n’a pas ce domaine.
duties-not-configured = Ce serveur n’a pas de compte SIBIL pour cet établissement.
duties-nothing-to-send = Rien à envoyer : tout est déclaré, ou à compléter.
duties-sent = { $taken ->
    [one] Une séance déclarée.
   *[other] { $taken } séances déclarées.
}{ $left ->
    [0] {""}
   *[other] { " " }Il en reste { $left } : envoyez encore.
}
duties-sent-some = Séances déclarées : { $taken }. Refusées : { $refused }. La raison est en face de chacune.
duties-account-refused = SIBIL refuse le compte de cet établissement. Vérifiez l’utilisateur et le mot de passe dans la configuration du serveur.
duties-unreachable = SIBIL ne répond pas. Rien n’est perdu : réessayez plus tard.
duties-not-understood = SIBIL a répondu autre chose que prévu. Réessayez plus tard, ou déclarez avec le fichier.
duties-lack-to-come = La séance n’a pas encore eu lieu.
duties-lack-not-sold = Cette séance n’est pas vendue ici : ses chiffres ne sont pas connus.
duties-lack-id-missing = La déclaration n’a pas d’identifiant.
duties-lack-id-too-long = L’identifiant de la déclaration est trop long.
duties-lack-dates = La date de la séance manque.
duties-lack-dates-order = La série finit avant de commencer.
duties-lack-two-quarters = La série est à cheval sur deux trimestres.
duties-lack-performances = Le nombre de séances ne va pas avec les dates.
duties-lack-negative = Un nombre est négatif.
duties-lack-tickets = Les nombres de billets ne s’additionnent pas.
duties-lack-receipts = Il y a une recette sans billet payant : un billet annulé n’a pas été remboursé.
duties-lack-average = Un prix moyen ne va pas avec la recette.
duties-lack-capacity = La jauge manque.
duties-lack-above-capacity = Il y a plus de billets que de places.
duties-lack-place-name = Le nom du lieu manque.
duties-lack-place-address = L’adresse du lieu manque.
duties-lack-place-postal-code = Le code postal du lieu manque.
duties-lack-place-town = La ville du lieu manque.
duties-lack-siret = Le SIRET du lieu est faux.
duties-lack-title = Le titre manque.
duties-lack-domain = Le domaine manque.
duties-licence-empty = Aucune licence n’est indiquée : elle doit figurer sur les billets au-delà de six séances par an.
duties-licence-old = Licence { $licence } : ces numéros d’avant 2019 ne valent plus.
duties-licence-form = Licence { $licence } : un numéro s’écrit PLATESV-D-2024-001234 ou L-D-24-1234.
duties-licence-year = Licence { $licence } : aucun récépissé n’a été donné cette année-là.
duties-licence-ended = Licence { $licence } : un récépissé vaut cinq ans, celui-ci est échu.
duties-licence-later = Licence { $licence } : elle est postérieure à la séance.
duties-show-lead = Dites ce que la billetterie ne peut pas savoir. Ce qui n’est pas dit reste « à dire », et n’est jamais supposé.
duties-unsaid = À dire
duties-proposed = Proposé : { $what }
duties-part-vat = TVA
duties-part-sibil = SIBIL
duties-part-tax = Taxe sur les spectacles
duties-nature = Ce qui est joué
duties-nature-hint = Les 140 premières séances payantes d’une création ou d’une nouvelle mise en scène sont à 2,1 %. Les suivantes, et les autres spectacles, à 5,5 %.
duties-nature-creation = Œuvre nouvelle (théâtre, musique, opéra, danse) ou spectacle musical de variétés
duties-nature-new_staging = Œuvre classique dans une nouvelle mise en scène
duties-nature-original_circus = Cirque de créations originales, avec orchestre
duties-nature-other_show = Autre spectacle
duties-played-before = Séances payantes données avant celles d’ici
duties-played-before-hint = Partout, depuis la création. Zéro si la première a lieu ici. La compagnie le sait.
duties-domain = Domaine
duties-young = Pour le jeune public
duties-collector = Percepteur
duties-collector-astp = ASTP
duties-collector-cnm = CNM
duties-collector-nobody = Sans taxe
duties-sold-for = Prix de vente du spectacle, hors taxes
duties-sold-for-hint = Pour une séance gratuite : la taxe porte sur ce prix, et son vendeur la doit.
duties-sheet-lead = Séances passées du trimestre. Les totaux sont ceux des relevés, au centime.
duties-vat-unsaid = Dites d’abord, sur la page des déclarations, si les billets portent la TVA.
duties-vat-exempt-note = Le vendeur est exonéré de TVA : recette hors taxes et recette sont la même.
duties-totals = Totaux
duties-rate = Taux
duties-percent = { $rate } %
duties-gross = Recette
duties-net = Hors taxes
duties-vat-amount = TVA
duties-no-vat = sans TVA
duties-rate-unknown = Taux à dire
duties-to-say = à dire
duties-all = Ensemble
duties-base = Assiette
duties-tax-owed = Taxe due
duties-tax-producers = Due par les producteurs
duties-tax-small = Sous { $amount } par an, la taxe n’est pas recouvrée.
duties-rank = Rang
duties-unknown-seller = à dire : le vendeur
duties-unknown-nature = à dire : ce qui est joué
duties-unknown-rank = à dire : les séances d’avant
duties-unknown-day = aucune règle connue ce jour-là
duties-owed-unknown = à dire
duties-owed-seller = due :
duties-owed-producer = due par le producteur :
duties-owed-price = gratuit : prix de vente à dire
duties-owed-nothing = rien
duties-sheet-none = Aucune séance passée ce trimestre.
