access-refused-admitted = Oui, tout de suite.
access-refused-door_closed = Ce titre est fermé pour le moment.
access-refused-door_closed-do = Revenez un peu plus tard : les bibliothécaires le rouvriront.
access-refused-wrong_kind = Votre titre d’accès n’ouvre pas cette ressource.
access-refused-wrong_kind-do = La carte des bibliothèques l’ouvre : demandez-la à l’accueil de n’importe quelle bibliothèque.
access-refused-out_of_scope = Votre carte vaut pour un autre lieu.
access-refused-out_of_scope-do = Demandez à votre bibliothèque si elle peut l’étendre.
access-refused-suspended = Votre carte est suspendue.
access-refused-suspended-do = Passez à l’accueil de votre bibliothèque : on vous dira pourquoi, et comment la rouvrir.
access-refused-cancelled = Votre carte a été annulée.
access-refused-cancelled-do = Passez à l’accueil d’une bibliothèque pour en obtenir une autre.
access-refused-replaced = Cette carte a été remplacée par une autre.
access-refused-replaced-do = Identifiez-vous avec le numéro de la nouvelle carte.
access-refused-not_yet = Votre carte sera valable à partir de { $date }.
access-refused-not_yet-do = Revenez à ce moment-là.
access-refused-expired = Votre carte n’est plus valable depuis { $date }.
access-refused-expired-do = Renouvelez-la en ligne ou à l’accueil : cela prend une minute.
access-refused-too_many = { $n ->
    [one] Une seule personne peut entrer avec cette carte.
   *[other] { $n } personnes au plus peuvent entrer avec cette carte.
}
access-refused-too_many-do = Chaque lecteur ouvre ce titre avec sa propre carte.
access-refused-quota_spent = Vous avez utilisé les { $n } entrées de votre carte.
access-refused-quota_spent-do = Elle ouvrira de nouveau { $date }.
access-refused-quota_spent_ever = Vous avez utilisé les { $n } entrées de votre carte.
access-refused-quota_spent_ever-do = Demandez à votre bibliothèque comment continuer.
access-refused-no_card = Il faut la carte des bibliothèques pour ouvrir ce titre.
access-refused-no_card-do = Identifiez-vous si vous l’avez. Sinon, elle s’obtient en quelques minutes.
access-refused-not_offered = Ce titre n’est pas proposé en ce moment.
access-refused-not_offered-do = Dites aux bibliothécaires qu’il vous intéresse : les propositions les aident à choisir.
access-refused-not_yet_offered = Ce titre sera ouvert { $date }.
access-refused-not_yet_offered-do = Revenez ce jour-là.
access-refused-offer_ended = Ce titre n’est plus proposé depuis { $date }.
access-refused-offer_ended-do = Dites aux bibliothécaires si vous souhaitez son retour.
access-refused-too_young = Ce titre est proposé à partir de { $n } ans.
access-refused-too_young-do = D’autres titres vous attendent : choisissez votre âge dans les rayons.
access-refused-too_old = Ce titre est réservé aux lecteurs jusqu’à { $n } ans.
access-refused-too_old-do = La personne pour qui il est fait peut l’ouvrir avec sa propre carte.
access-refused-other_commune = Ce titre est réservé aux habitants d’autres communes.
access-refused-other_commune-do = Si votre adresse a changé, dites-le à l’accueil de votre bibliothèque.
access-refused-other_library = Ce titre est réservé aux inscrits d’autres bibliothèques.
access-refused-other_library-do = Demandez à votre bibliothèque si elle peut le proposer elle aussi.
access-refused-seats_taken = Toutes les places sont prises en ce moment.
access-refused-seats_taken-do = { $n ->
    [0] Personne n’attend : inscrivez-vous, vous serez prévenu dès qu’une place se libère.
    [one] Une personne attend déjà : inscrivez-vous, vous serez prévenu à votre tour.
   *[other] { $n } personnes attendent déjà : inscrivez-vous, vous serez prévenu à votre tour.
}
access-refused-views_spent = { $n ->
    [one] Vous avez déjà pris le titre auquel vous avez droit pour cette période.
   *[other] Vous avez déjà pris les { $n } titres auxquels vous avez droit pour cette période.
}
access-refused-views_spent-do = Vous pourrez l’ouvrir à partir de { $date }.
access-refused-views_spent_ever = { $n ->
    [one] Vous avez déjà pris le titre auquel vous avez droit.
   *[other] Vous avez déjà pris les { $n } titres auxquels vous avez droit.
}
access-refused-views_spent_ever-do = D’autres titres restent ouverts : voyez les rayons.
access-refused-budget_spent = L’argent prévu pour ces titres est dépensé.
access-refused-budget_spent-do = Il y en aura de nouveau { $date }.
access-refused-budget_spent_ever = L’argent prévu pour ces titres est dépensé.
access-refused-budget_spent_ever-do = Les bibliothécaires le savent ; d’autres titres restent ouverts.
access-refused-unknown-state = Nous ne pouvons pas vérifier votre carte en ce moment.
access-refused-unknown-state-do = Réessayez dans quelques minutes.
access-refused-unknown-quota = Nous ne pouvons pas vérifier ce qu’il vous reste.
access-refused-unknown-quota-do = Réessayez dans quelques minutes.
access-refused-unknown-age = Ce titre dépend de l’âge, et votre date de naissance ne nous est pas connue.
access-refused-unknown-age-do = Donnez-la à l’accueil de votre bibliothèque.
access-refused-unknown-commune = Ce titre dépend de la commune, et la vôtre ne nous est pas connue.
access-refused-unknown-commune-do = Donnez votre adresse à l’accueil de votre bibliothèque.
access-refused-unknown-library = Ce titre dépend de la bibliothèque d’inscription, et la vôtre ne nous est pas connue.
access-refused-unknown-library-do = Dites à une bibliothèque que vous voulez y être inscrit.
