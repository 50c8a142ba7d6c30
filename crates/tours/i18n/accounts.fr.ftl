accounts-nav = Comptes des Belles Sorties
accounts-title = Comptes des Belles Sorties
accounts-lead = Chaque chiffre se calcule à partir de ses lignes : ouvrez-le pour les lire. Ce qui n'est pas connu reste inconnu, et le chiffre dit sur combien de dates il porte.
accounts-see-public = La page que tout le monde peut lire
accounts-by-season = Saison par saison
accounts-none = Aucune saison n'a encore de compte. Publiez une édition, ou importez les saisons passées.
accounts-since = depuis { $since }
accounts-computed = Calculé le { $at }, à partir des représentations, des billets et des entrées.
accounts-demo = Démonstration
accounts-demo-words = Ces chiffres viennent d'une saison inventée pour montrer le logiciel.

accounts-unknown = n.c.
accounts-unknown-long = non communiqué
accounts-partial = { $known ->
    [one] connu pour { $known } date sur { $played }
   *[other] connu pour { $known } dates sur { $played }
}
accounts-partial-short = ({ $known }/{ $played })
accounts-yes = oui
accounts-no = non
accounts-seasons = { $n ->
    [one] { $n } saison
   *[other] { $n } saisons
}

accounts-figure-representations = Représentations
accounts-figure-spectateurs = Spectateurs
accounts-figure-billets = Billets
accounts-figure-remplissage = Remplissage
accounts-figure-recettes = Recettes
accounts-figure-artistes = Artistes
accounts-figure-premiere-fois = Première fois
accounts-figure-distance = Distance parcourue
accounts-figure-communes = Communes
accounts-figure-cout = Coût
accounts-figure-cout-par-spectateur = Coût par spectateur

accounts-how-representations = Les dates jouées. Les dates annulées et celles à venir sont dans les lignes, sans compter.
accounts-how-spectateurs = Les personnes entrées, comptées à la porte. Une date où personne n'a compté reste inconnue.
accounts-how-billets = Les billets payés et gratuits qui n'ont pas été rendus.
accounts-how-remplissage = Les personnes entrées, rapportées aux places, sur les dates où les deux sont connues.
accounts-how-recettes = Ce que les billets ont rapporté, taxes comprises, remboursements déduits.
accounts-how-artistes = Les artistes en scène, comptés à chaque date : douze musiciens qui jouent trois soirs font trente-six.
accounts-how-premiere-fois = La part des personnes venues pour la première fois, parmi celles qui ont répondu.
accounts-how-distance = La distance moyenne, à vol d'oiseau, du centre de la commune de chacun à la salle, pour les personnes dont la commune est connue.
accounts-how-communes = Les communes qui ont reçu au moins une date.
accounts-how-cout = Le coût des représentations jouées, tel que proposé et retenu.
accounts-how-cout-par-spectateur = Le coût rapporté aux personnes entrées, sur les dates où les deux sont connus.

accounts-rows = Voir les lignes
accounts-rows-of = Lignes du chiffre
accounts-no-rows = Aucune date.
accounts-csv = Télécharger (CSV)
accounts-left-out = { $n ->
    [one] { $n } date jouée sur { $played } n'y est pas, faute d'être connue.
   *[other] { $n } dates jouées sur { $played } n'y sont pas, faute d'être connues.
}
accounts-col-season = Saison
accounts-col-source = Origine
accounts-col-day = Date
accounts-col-commune = Commune
accounts-col-communes = Communes
accounts-col-show = Spectacle
accounts-col-institution = Institution
accounts-col-state = État
accounts-col-performances = Représentations
accounts-col-spectators = Spectateurs
accounts-col-paid = Billets payés
accounts-col-free = Billets gratuits
accounts-col-tickets = Billets
accounts-col-places = Places
accounts-col-fill = Remplissage
accounts-col-receipts = Recettes
accounts-col-artists = Artistes
accounts-col-asked = Personnes qui ont répondu
accounts-col-first = Première fois
accounts-col-share = Part
accounts-col-located = Personnes situées
accounts-col-km = Distance moyenne
accounts-col-cost = Coût
accounts-col-each = Coût par spectateur
accounts-col-counted = Compte dans le chiffre
accounts-state-played = Jouée
accounts-state-coming = À venir
accounts-state-cancelled = Annulée
accounts-state-imported = Importée
accounts-state-own = Tenue ici

accounts-coming = { $n ->
    [one] { $n } date est encore à venir.
   *[other] { $n } dates sont encore à venir.
}
accounts-cancelled = { $n ->
    [one] { $n } date a été annulée.
   *[other] { $n } dates ont été annulées.
}
accounts-provisional = { $n ->
    [one] Les chiffres de { $n } date jouée peuvent encore changer.
   *[other] Les chiffres de { $n } dates jouées peuvent encore changer.
}
accounts-imported-words = Cette saison a été jouée avant ce logiciel : ses chiffres viennent d'un fichier importé.
accounts-map = Carte de la métropole : les communes qui ont reçu, { $name }
accounts-map-all = { $n ->
    [one] Carte de la métropole : { $n } commune a reçu au moins une fois
   *[other] Carte de la métropole : { $n } communes ont reçu au moins une fois
}
accounts-never = { $n ->
    [0] Chacune des { $of } communes qui peuvent recevoir a reçu au moins une fois depuis { $since }.
    [one] { $n } commune sur les { $of } qui peuvent recevoir n'a jamais reçu depuis { $since }.
   *[other] { $n } communes sur les { $of } qui peuvent recevoir n'ont jamais reçu depuis { $since }.
}
accounts-never-names = Jamais servies depuis { $since } :
accounts-never-unknown = Quelles communes pouvaient recevoir cette année-là n'est pas connu.
accounts-chart-evenings = Spectateurs, date par date
accounts-chart-rows = Les mêmes, en lignes
accounts-chart-years = Spectateurs, année par année

accounts-import = Importer les saisons passées
accounts-import-lead = Les saisons jouées avant ce logiciel entrent par un fichier, une représentation par ligne. Rien n'est pris avant que vous ayez vu ce que le fichier changerait.
accounts-file = Fichier
accounts-file-hint = Un fichier CSV de { $size } au plus.
accounts-look = Regarder le fichier
accounts-columns = Les colonnes
accounts-columns-words = La première ligne nomme les colonnes, dans l'ordre que vous voulez. Une case vide veut dire que le chiffre n'est pas connu.
accounts-model = Télécharger un fichier modèle
accounts-column-edition = Le numéro de l'édition : 1 pour la première.
accounts-column-saison = L'année, ou les deux : 2011, 2011-2012.
accounts-column-spectacle = Le titre du spectacle.
accounts-column-institution = Qui a joué.
accounts-column-commune = Le nom de la commune, ou son code INSEE.
accounts-column-date = Le jour, avec l'heure s'il y a eu deux séances : 17/03/2012 20:30.
accounts-column-jauge = Le nombre de places.
accounts-column-spectateurs = Le nombre de personnes venues.
accounts-column-artistes = Le nombre d'artistes en scène.
accounts-column-recette = La recette, en euros.
accounts-column-cout = Le coût, en euros.
accounts-file-empty = Choisissez un fichier qui contient au moins une ligne.
accounts-file-large = Ce fichier est trop grand. Coupez-le en plusieurs.
accounts-file-table = Ce fichier n'est pas un tableau en texte. Dans votre tableur, enregistrez-le au format CSV.
accounts-file-columns = Il manque des colonnes dans la première ligne :
accounts-plan-title = Ce que le fichier changerait
accounts-plan-lead = Rien n'est encore enregistré.
accounts-plan-new = Nouvelles
accounts-plan-changed = Changées
accounts-plan-same = Déjà connues
accounts-plan-refused = Lignes refusées
accounts-plan-seasons = Saisons :
accounts-plan-ignored = Colonnes laissées de côté :
accounts-plan-take = { $n ->
    [0] Enregistrer, rien ne change
    [one] Enregistrer { $n } représentation
   *[other] Enregistrer { $n } représentations
}
accounts-plan-another = Choisir un autre fichier
accounts-plan-more = { $n ->
    [one] Et { $n } autre ligne refusée.
   *[other] Et { $n } autres lignes refusées.
}
accounts-line = Ligne
accounts-why = Pourquoi
accounts-read = Ce qui a été lu
accounts-line-unreadable = La ligne ne peut pas être lue.
accounts-line-edition = Le numéro d'édition n'est pas un nombre de 1 à 200.
accounts-line-season = La saison n'est pas une année comme 2011 ou 2011-2012, ou elle n'a pas encore commencé.
accounts-line-kept-here = Cette saison est tenue ici : ses chiffres viennent des billets et des entrées.
accounts-line-title = Le spectacle n'a pas de titre.
accounts-line-commune = Cette commune n'est pas connue. Écrivez son nom entier, ou son code INSEE.
accounts-line-date = La date ne peut pas être lue. Écrivez-la comme 17/03/2012 ou 2012-03-17.
accounts-line-date-season = La date n'est pas dans la saison.
accounts-line-places = Le nombre de places n'est pas un nombre entier plus grand que zéro.
accounts-line-spectators = Le nombre de spectateurs n'est pas un nombre entier.
accounts-line-artists = Le nombre d'artistes n'est pas un nombre entier.
accounts-line-receipts = La recette n'est pas un montant en euros.
accounts-line-cost = Le coût n'est pas un montant en euros.
accounts-line-twice = La même représentation est déjà à la ligne :
accounts-line-edition-twice = Cette édition a déjà une autre saison dans ce fichier.
accounts-import-done = C'est enregistré : { $new } nouvelles, { $changed } changées, { $same } inchangées.
accounts-import-nothing = Rien n'a été enregistré : aucune ligne de ce fichier ne pouvait être prise.
accounts-forget = Retirer cette saison
accounts-forget-words = Si le fichier importé était faux, retirez la saison, puis importez-la à nouveau. Le journal garde la trace de ce geste.
accounts-forget-button = Retirer cette saison importée
accounts-forgotten = { $n ->
    [one] La saison importée est retirée : { $n } représentation.
   *[other] La saison importée est retirée : { $n } représentations.
}

accounts-public-title = Les Belles Sorties en chiffres
accounts-public-heading = { $n ->
    [one] { $n } édition <em>depuis { $since }</em>
   *[other] { $n } éditions <em>depuis { $since }</em>
}
accounts-public-lead = Des spectacles de qualité pour les petites communes, jamais au-dessus de 5 €.
accounts-none-public = Aucun chiffre n'est encore publié
accounts-where-from = D'où viennent ces chiffres
accounts-where-imported = { $n ->
    [one] { $n } saison a été jouée avant ce logiciel : ses chiffres viennent d'un fichier importé.
   *[other] { $n } saisons ont été jouées avant ce logiciel : leurs chiffres viennent d'un fichier importé.
}

accounts-report = Le rapport (PDF)
accounts-report-title = Rapport : { $name }
accounts-report-lead = { $dates ->
    [0] Aucune date n'a encore été jouée.
    [one] { $dates } date jouée dans { $communes } commune.
   *[other] { $dates } dates jouées dans { $communes } communes.
}
accounts-report-figures = Les chiffres
accounts-report-all = { $n ->
    [one] Depuis { $since } : { $n } édition
   *[other] Depuis { $since } : { $n } éditions
}
accounts-report-territory = Le territoire
accounts-report-bars = Spectateurs, date par date
accounts-report-table = Toutes les dates
accounts-report-notes = Comment ces chiffres sont comptés
accounts-report-foot = Calculé le { $day }.
accounts-legend-now = a reçu cette saison
accounts-legend-before = a reçu une saison passée
accounts-legend-never = n'a pas reçu, ou ne peut pas recevoir
accounts-method-spectators = Les spectateurs sont les personnes entrées, comptées à la porte. Une date où personne n'a compté est non communiquée (n.c.), et non nulle.
accounts-method-fill = Le remplissage rapporte les spectateurs aux places, sur les dates où les deux sont connus.
accounts-method-artists = Les artistes sont comptés à chaque date.
accounts-method-first = La part de première fois est celle des personnes qui ont bien voulu répondre.
accounts-method-distance = La distance va du centre de la commune de chacun à la salle, à vol d'oiseau ; elle ne compte que les personnes dont la commune est connue.
accounts-method-cost = Le coût est celui de la proposition retenue, par date jouée.
accounts-method-unknown = Quand un chiffre n'est connu que pour une partie des dates, il dit lesquelles sont comptées.
