# Le plan d'une édition : qui reçoit quel spectacle, où et quand ; pourquoi ; ce qui le changerait.
plans-title = Plan de l'édition
plans-lead = { $shows ->
    [one] { $shows } spectacle retenu
   *[other] { $shows } spectacles retenus
 }, { $communes ->
    [one] { $communes } commune qui demande à accueillir
   *[other] { $communes } communes qui demandent à accueillir
 }.
plans-order = Dans quel ordre les plans sont comparés
plans-order-words = Le premier critère décide ; à égalité, le deuxième ; et ainsi de suite. Le plan proposé est le meilleur de tous, et cela est démontré. Les mêmes données donnent toujours le même plan.
plans-ask = Proposer un plan
plans-ask-words = Le plan respecte les besoins des spectacles, les salles, les jours possibles, les trajets et le repos des équipes, le budget, et vos décisions ci-dessous. Vous pouvez en demander autant que vous voulez : chaque version est gardée.
plans-ask-do = Proposer un plan
plans-note = Note (facultative)
plans-versions = Versions
plans-version = Version { $n }
plans-none = Aucun plan n'a encore été proposé.
plans-based-on = reprend la version { $n }
plans-state-working = en calcul
plans-state-ready = prête
plans-state-failed = impossible
plans-adopted = adoptée
plans-compare = Comparer
plans-compare-first = Comparer
plans-compare-second = avec
plans-decisions = Vos décisions
plans-decisions-words = Les prochains plans les respecteront. Pour en ajouter, ouvrez une commune dans une version.
plans-no-decision = Aucune décision pour l'instant.
plans-pin-said = { $commune } accueille « { $show } »
plans-unpin = Libérer
plans-unpin-of = Libérer { $commune }
plans-forbid-said = Exclu pour { $commune }
plans-allow = Autoriser de nouveau
plans-allow-of = Autoriser de nouveau pour { $commune }
plans-working = Le plan se calcule. Cela prend quelques secondes.
plans-refresh = Voir où il en est
plans-trouble = Aucun plan n'est possible
plans-trouble-do = Revoir les décisions
plans-trouble-pinned-twice = { $commune } est fixée à deux spectacles à la fois.
plans-trouble-pin-impossible = « { $show } » ne peut pas être joué à { $commune } comme décidé : aucune salle adaptée n'est libre un jour du spectacle.
plans-trouble-too-many-pins = « { $show } » est fixé dans plus de communes qu'il n'a de représentations.
plans-trouble-over-budget = Ce qui est fixé coûte plus que le budget.
plans-trouble-too-tight = L'équipe de « { $show } » ne peut pas jouer tout ce qui est fixé : les jours, les trajets ou le repos ne le permettent pas.
plans-trouble-pins-not-found = Le calcul n'a pas trouvé de jours pour tout ce qui est fixé à l'équipe de « { $show } » avant sa limite. Desserrez une décision, ou fixez des jours.
plans-trouble-broken = Le calcul s'est arrêté sur une erreur. Elle est notée ; proposez un nouveau plan.
plans-tile-performances = Représentations
plans-tile-asked = Communes candidates
plans-tile-without = Sans spectacle
plans-tile-cost = Coût
plans-tile-budget = Budget
plans-proven = Démontré : aucun plan plus juste n'existe.
plans-not-proven = Le calcul s'est arrêté avant d'avoir démontré qu'aucun plan n'est plus juste.
plans-gap = Le calcul s'est arrêté à sa limite. « { $criterion } » : { $value } atteint, { $most } au plus.
plans-adopt = Adopter cette version
plans-repair = Reprendre autour de mes décisions
plans-csv = Tableur (CSV)
plans-json = Dossier à vérifier (JSON)
plans-criteria = Critères
plans-criterion = Critère
plans-reached = Atteint
plans-criterion-waited-4 = Communes servies, parmi celles qui attendent depuis quatre saisons ou plus ou n'ont jamais accueilli
plans-criterion-waited-3 = Communes servies, parmi celles qui attendent depuis trois saisons
plans-criterion-waited-2 = Communes servies, parmi celles qui attendent depuis deux saisons
plans-criterion-waited-1 = Communes servies, parmi celles qui attendent depuis une saison
plans-criterion-waited-0 = Communes servies, parmi celles qui ont accueilli la saison passée
plans-criterion-balance = Part des communes servies dans le secteur le moins bien servi
plans-criterion-kept = Communes qui gardent leur spectacle de la version reprise
plans-criterion-wishes = Somme des rangs des vœux exaucés (la plus basse est la meilleure)
plans-criterion-distance = Kilomètres des maisons aux communes (le moins possible)
plans-criterion-draw = Tirage au sort publié, entre plans égaux
plans-on-map = Sur la carte
plans-map = Communes servies par ce plan
plans-map-legend = En couleur, les communes servies. Les points pâles marquent les communes candidates restées sans spectacle.
plans-calendar = Calendrier
plans-month-1 = janvier { $year }
plans-month-2 = février { $year }
plans-month-3 = mars { $year }
plans-month-4 = avril { $year }
plans-month-5 = mai { $year }
plans-month-6 = juin { $year }
plans-month-7 = juillet { $year }
plans-month-8 = août { $year }
plans-month-9 = septembre { $year }
plans-month-10 = octobre { $year }
plans-month-11 = novembre { $year }
plans-month-12 = décembre { $year }
plans-by-show = Par spectacle
plans-show = Spectacle
plans-show-count = { $n ->
    [one] { $n } représentation sur { $most }
   *[other] { $n } représentations sur { $most }
 }
plans-in-line = Attendent ce spectacle :
plans-by-commune = Communes servies
plans-without = Communes sans spectacle
plans-commune = Commune
plans-waiting = Attente
plans-waited = { $n ->
    [0] a accueilli la saison passée
    [one] attend depuis { $n } saison
   *[other] attend depuis { $n } saisons
 }
plans-waited-never = n'a jamais accueilli
plans-rank = Vœu
plans-day = Jour
plans-day-if = Jour (facultatif)
plans-hall = Salle
plans-pinned = fixée
plans-first-reason = Pourquoi
plans-no-wish = N'a envoyé aucun vœu pour un spectacle retenu.
plans-gone = (retiré depuis)
plans-hosted = a accueilli en { $years }
plans-left-without = Sans spectacle dans cette version
plans-wishes = Ses vœux
plans-wish-n = Vœu { $n }
plans-wish-met = Exaucé.
plans-changes = Ce qui le changerait
plans-cost = Si on l'exauçait quand même
plans-why-served = A déjà accueilli en { $year }.
plans-why-better = Son vœu { $rank } a été exaucé : « { $show } ».
plans-why-halls = Aucune de ses salles ne convient.
plans-why-hall = { $hall } : { $lacks }.
plans-why-no-day = Aucune salle adaptée n'est libre un jour où le spectacle peut jouer.
plans-why-forbidden = Exclu par une de vos décisions.
plans-why-pins = Vos autres décisions ne lui laissent pas de place.
plans-why-budget = Une représentation coûte { $cost }, plus que tout le budget ({ $budget }).
plans-why-full = { $n ->
    [0] Le spectacle ne joue pas.
    [one] La seule représentation va à { $to }.
   *[other] Les { $n } représentations vont à { $to }.
 }
plans-why-rivals = Il reste des représentations, mais pas assez d'argent ou de jours de l'équipe pour celle-ci sans en retirer une autre.
plans-why-criterion = Ce qui a décidé : « { $criterion } ».
plans-why-settled = Ce plan garde ce qui était déjà convenu.
plans-why-stopped = Un plan qui l'exauce ne serait pas moins bon : le calcul de celui-ci s'est arrêté avant la fin.
plans-why-not-found = Le calcul d'un plan qui l'exauce s'est arrêté à sa limite.
plans-why-line = { $n ->
    [1] Première dans l'attente de ce spectacle.
   *[other] Numéro { $n } dans l'attente de ce spectacle.
 }
plans-lack-width = largeur { $has }, il faut { $needs }
plans-lack-width-unknown = largeur non indiquée, il faut { $needs }
plans-lack-depth = profondeur { $has }, il faut { $needs }
plans-lack-depth-unknown = profondeur non indiquée, il faut { $needs }
plans-lack-height = hauteur { $has }, il faut { $needs }
plans-lack-height-unknown = hauteur non indiquée, il faut { $needs }
plans-lack-power = puissance électrique { $has }, il faut { $needs }
plans-lack-power-unknown = puissance électrique non indiquée, il faut { $needs }
plans-lack-seats = { $has } places, il en faut { $needs }
plans-lack-seats-unknown = nombre de places non indiqué, il en faut { $needs }
plans-lack-dark = ne peut pas être mise dans le noir
plans-lack-access = pas d'accès de plain-pied
plans-lack-unusual = le spectacle ne se joue pas dans un lieu insolite
plans-change-hall = « { $hall } » équipée ou mieux décrite, ou une autre salle.
plans-change-days = Une salle libre un de ces jours, par exemple : { $days }.
plans-change-one-more = Une représentation de plus ({ $cost }) : le vœu serait exaucé.
plans-change-officers = Une autre décision de votre part.
plans-change-next-year = L'an prochain : { $n ->
    [one] elle aura attendu { $n } saison
   *[other] elle aura attendu { $n } saisons
 } et passera devant celles qui attendent depuis moins longtemps.
plans-change-next-year-never = L'an prochain : n'ayant jamais accueilli, elle restera parmi les premières.
plans-cost-unserved = { $n ->
    [one] Resterait sans spectacle : { $communes }.
   *[other] Resteraient sans spectacle : { $communes }.
 }
plans-cost-swapped = { $n ->
    [one] Changerait de spectacle : { $communes }.
   *[other] Changeraient de spectacle : { $communes }.
 }
plans-cost-moved = { $n ->
    [one] Changerait de jour ou de salle : { $communes }.
   *[other] Changeraient de jour ou de salle : { $communes }.
 }
plans-cost-criterion = « { $criterion } » : de { $before } à { $after }.
plans-cost-none = Rien pour les autres.
plans-decide = Décider
plans-decide-words = Votre décision est notée et les prochains plans la respectent. Déplacer à la main crée tout de suite une nouvelle version, reprise autour de votre choix.
plans-move-title = Déplacer à la main
plans-move = Déplacer et reprendre le plan
plans-pin-title = Fixer pour la suite
plans-pin = Fixer
plans-unpin-title = Lever la décision
plans-forbid-title = Exclure
plans-forbid = Exclure
plans-any-hall = Toute salle adaptée
plans-any-show = Tout spectacle
plans-compare-title = Versions { $a } et { $b }
plans-compare-lead = { $same ->
    [one] { $same } représentation est la même
   *[other] { $same } représentations sont les mêmes
 }, { $changed ->
    [one] { $changed } commune change
   *[other] { $changed } communes changent
 }.
plans-compare-map = Communes dont le sort change de la version { $a } à la version { $b }
plans-compare-where = Où cela change
plans-compare-communes = Commune par commune
plans-compare-days = Jour par jour
plans-compare-none = Les deux versions sont les mêmes.
plans-better = (mieux)
plans-worse = (moins bien)
plans-change = Changement
plans-kind-gained = servie en plus
plans-kind-lost = n'est plus servie
plans-kind-swapped = autre spectacle
plans-kind-moved = autre jour ou autre salle
plans-done-asked = La version est demandée.
plans-done-adopted = Version adoptée : c'est elle qui sera publiée.
plans-done-pinned = Décision notée. Reprenez un plan pour voir ce qu'elle change.
plans-done-unpinned = Décision levée.
plans-done-forbidden = Exclusion notée. Reprenez un plan pour voir ce qu'elle change.
plans-done-allowed = De nouveau autorisé.
plans-refused-closed = Cette édition est close.
plans-refused-nothing = Il n'y a rien à planifier : il faut au moins un spectacle retenu et une commune qui a envoyé ses vœux.
plans-refused-no-plan = Cette version n'a pas de plan.
plans-refused-pin = Impossible : aucune salle adaptée de cette commune n'est libre un jour du spectacle, ou il coûte plus que le budget.
plans-refused-day = Ce jour n'est pas une date.
plans-refused-changed = Cette version ne tient plus : un spectacle, une salle, un vœu ou une décision a changé depuis. Reprenez-la, puis adoptez la nouvelle version.
