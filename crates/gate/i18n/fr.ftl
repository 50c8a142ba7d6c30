## Les portes, au bureau
gate-office-nav = Portes
gate-manifest-name = Contrôle des entrées
gate-manifest-short = Contrôle
gate-doors-title = Portes
gate-doors-lead = Les entrées dont vous répondez, leurs appareils, et qui est à l’intérieur.
gate-inside = À l’intérieur
gate-entered-today = Entrées aujourd’hui
gate-left-today = Sorties aujourd’hui
gate-devices = Appareils
gate-heard = Entendu
gate-shut = porte fermée
gate-no-device = Aucun appareil n’est encore inscrit à cette porte.
gate-no-door = Vous ne répondez d’aucune porte.
gate-live-link = Qui est à l’intérieur, en direct
gate-without = Musées sans porte
gate-without-lead = Une porte est l’endroit où un musée lit les codes. Chaque musée en a une à son entrée.
gate-museum = Musée
gate-door-do = Lui donner une porte
gate-door-declared = La porte est là : inscrivez-y un premier appareil.

## Une porte
gate-door-of = La porte de
gate-enrol = Inscrire un appareil
gate-enrol-lead = Sur un téléphone ou une tablette, ouvrez { $address } et tapez le code, ou lisez l’image avec l’appareil photo. Un code sert une fois, pendant dix minutes.
gate-code = Code d’ouverture
gate-code-symbol = Adresse de la page de contrôle, avec le code
gate-code-until = Il sert jusqu’à :
gate-code-used = Ce code a servi à inscrire « { $name } ».
gate-code-make = Afficher un code
gate-serving = En service
gate-silent = Silencieux depuis plus d’un jour
gate-seen = Entendu
gate-bundle = Consignes en date de
gate-bundle-none = pas encore reçues
gate-bundle-behind = il y en a de plus récentes
gate-entries = Lignes de son journal
gate-missing = { $count ->
    [one] 1 ligne n’est pas encore arrivée
   *[other] { $count } lignes ne sont pas encore arrivées
}
gate-enrolled = Inscrit
gate-clock = Horloge
gate-clock-wrong = décalée de { $minutes } minutes, corrigée ici
gate-wipe = Perdu ou rendu : l’effacer…
gate-wipe-lead = L’appareil efface tout ce qu’il sait dès qu’il retrouve le réseau, et ne reçoit plus rien. Les passages d’avant restent comptés. Les téléphones qui affichent une preuve à la minute en reçoivent une nouvelle à leur prochaine ouverture.
gate-wipe-do = Effacer cet appareil
gate-wiped = Effacé
gate-wipe-told = Il le sait : il ne garde plus rien.
gate-wipe-not-told = Il ne le sait pas encore : il s’effacera dès qu’il retrouvera le réseau.
gate-device-wiped = L’appareil est effacé : il n’ouvrira plus rien.

## En direct
gate-live-title = En direct,
gate-live-at = Calculé
gate-live-heard = dernier passage connu
gate-live-nobody = Personne n’est encore entré aujourd’hui.
gate-inside-counted = entrées moins sorties
gate-inside-about = environ : entrées des 90 dernières minutes
gate-amber = À vérifier aujourd’hui
gate-red = Refus aujourd’hui
gate-quarters = Entrées, quart d’heure par quart d’heure
gate-quarters-chart = Entrées par quart d’heure, { $most } au plus fort ; les nombres sont dans le tableau qui suit
gate-quarters-table = Les nombres
gate-from = À partir de
gate-people = Personnes
gate-last = Les dernières réponses
gate-last-none = Aucune porte n’a répondu aujourd’hui.
gate-let-in = { $count ->
    [one] 1 personne
   *[other] { $count } personnes
}
gate-refresh = Actualiser
gate-pause = Mettre en pause
gate-resume = Reprendre
gate-verdict-green = Entrée
gate-verdict-amber = À vérifier
gate-verdict-red = Refus
gate-reason-re-entry = déjà entré
gate-reason-elsewhere = vu ailleurs à l’instant
gate-reason-stale-proof = preuve qui n’est pas de la minute
gate-reason-unknown-key = clé inconnue
gate-reason-clock-unsure = horloge incertaine
gate-reason-suspended = suspendu
gate-reason-status-unknown = plus récent que les consignes
gate-reason-bundle-old = consignes trop anciennes
gate-reason-typed-offline = numéro tapé sans réseau
gate-reason-not-ours = un autre code
gate-reason-malformed = illisible
gate-reason-too-long = illisible
gate-reason-wrong-algorithm = signature étrangère
gate-reason-revoked-key = clé retirée
gate-reason-key-over = clé échue
gate-reason-bad-signature = fausse signature
gate-reason-not-yet = pas encore valable
gate-reason-expired = échu
gate-reason-wrong-door = pour une autre porte
gate-reason-revoked = annulé
gate-reason-unknown-number = numéro inconnu

## À regarder
gate-conflicts-title = À regarder
gate-conflicts-lead = Ce que les passages ont d’étrange, une fois mis ensemble. Personne n’est jamais bloqué pour cela : vous regardez, et vous décidez. Ces lignes disparaissent d’elles-mêmes après { $days } jours.
gate-conflicts-open = { $count ->
    [0] Rien à regarder
    [one] 1 chose à regarder
   *[other] { $count } choses à regarder
}
gate-conflicts-none = Rien à regarder.
gate-conflict-too-fast = Deux musées, trop vite
gate-conflict-too-fast-why = Le même code est passé aux deux en moins de temps qu’il n’en faut pour aller de l’un à l’autre. Peut-être une copie.
gate-conflict-after-cancel = Entrée après annulation
gate-conflict-after-cancel-why = Le titre était déjà annulé. La porte ne pouvait pas le savoir, ou l’a laissé passer.
gate-conflict-outside-dates = Hors des dates
gate-conflict-outside-dates-why = Le titre n’était pas encore valable, ou ne l’était plus.
gate-conflict-too-many = Trop de personnes
gate-conflict-too-many-why = Il en est entré davantage que le titre n’en admet. Il en est compté autant qu’il en admet.
gate-conflict-old-code = Ancien code
gate-conflict-old-code-why = Ce code avait été remplacé par un autre.
gate-conflict-against-verdict = Entrée malgré le refus
gate-conflict-against-verdict-why = La porte a dit non, et quelqu’un est entré.
gate-conflict-after-wipe = Appareil effacé
gate-conflict-after-wipe-why = Ce passage est raconté par un appareil qui était déjà effacé : il n’est pas compté.
gate-conflict-unknown-code = Code inconnu
gate-conflict-unknown-code-why = Ce code ou ce numéro n’a été donné à personne.
gate-conflict-forged = Faux code
gate-conflict-forged-why = La porte ne pouvait pas vérifier la signature ; elle n’est pas la nôtre.
gate-conflict-fork = Deux lignes pour une
gate-conflict-fork-why = Le journal de l’appareil porte deux lignes différentes sous un même numéro. Peut-être une copie de l’appareil.
gate-conflict-damaged-log = Journal abîmé
gate-conflict-damaged-log-why = Une ligne du journal de l’appareil est illisible ou ne suit pas la précédente. Les autres sont comptées.
gate-card-number = Numéro de la carte :
gate-doubtful = Deux doutes ou plus sur ce code : proposez à son titulaire un nouveau code, au guichet.
gate-note = Ce que vous avez trouvé
gate-close = C’est vu
gate-conflict-closed = C’est noté.
gate-closed = Déjà vu
gate-what = Quoi
gate-where = Où
gate-when = Quand
gate-closed-at = Vu
