## La carte
card-nav = Ma carte
card-office-nav-desk = Guichet
card-office-nav-retention = Conservation
card-mine = Ma carte
card-name = Nom
card-number = Numéro
card-state = État
card-state-active = Valable
card-state-expired = Expirée
card-state-pending = À confirmer
card-state-suspended = Suspendue
card-state-replaced = Remplacée
card-state-cancelled = Annulée
card-state-none = Sans carte
card-good-until = Valable jusqu'au { $day }
card-over-since = Expirée depuis le { $day }
card-until = jusqu'au { $day }
card-barcode = Code-barres de la carte
card-qr = Code QR de la carte
card-age = { $n ->
    [one] { $n } an
   *[other] { $n } ans
}
card-days = { $n ->
    [one] { $n } jour
   *[other] { $n } jours
}
card-months = { $n } mois
card-unknown = inconnue
card-save = Enregistrer
card-remove = Retirer
card-print = Imprimer la carte
card-print-do = Imprimer
card-print-back = Revenir
card-print-words = La carte sort à sa taille, 85,6 × 54 mm : imprimez sans mise à l'échelle.

## Ma carte
card-registered-at = Inscription : { $library }
card-to-confirm = Une dernière étape
card-to-confirm-words = { $n ->
    [0] Passez aujourd'hui dans une bibliothèque du réseau avec une pièce d'identité : votre carte ouvrira alors toutes les ressources.
    [one] Passez demain au plus tard dans une bibliothèque du réseau avec une pièce d'identité : votre carte ouvrira alors toutes les ressources.
   *[other] Passez dans les { $n } jours dans une bibliothèque du réseau avec une pièce d'identité : votre carte ouvrira alors toutes les ressources.
}
card-none = Vous n'avez pas de carte de bibliothèque.
card-none-child = Cet enfant n'a plus de carte. Demandez-en une à la bibliothèque.
card-none-desk = Aucune carte en cours.
card-ask-one = Demander une carte
card-suspended-words = Votre carte est suspendue : elle n'ouvre plus rien. Voyez avec votre bibliothèque.
card-expired-words = Votre carte a expiré. Faites-la prolonger dans n'importe quelle bibliothèque du réseau.
card-seen-to-by = { $name } veille sur cette carte.
card-children = Les cartes sur lesquelles je veille
card-child = Carte d'un enfant
card-child-pin = Son code secret
card-child-pin-words = Avec son numéro et ce code, l'enfant se connecte seul. Le code précédent ne servira plus.
card-signing = Se connecter
card-own = Mes réglages
card-pin-change = Code secret de la carte
card-pin-choose = Choisissez un code secret
card-pin-old = Code actuel
card-pin-new = Nouveau code
card-pin-again = Le même, encore une fois
card-pin-hint = De quatre à huit chiffres. Évitez les suites, les répétitions et votre date de naissance.
card-pin-weak = Ce code se devine trop vite : quatre à huit chiffres, ni suite, ni répétition, ni date de naissance.
card-pin-different = Les deux codes ne sont pas les mêmes.
card-pin-old-wrong = Le code actuel n'est pas celui-là.
card-pin-changed = Le code secret est changé.
card-password-change = Changer de mot de passe
card-password-choose = Choisir un mot de passe
card-password-old = Mot de passe actuel
card-password-new = Nouveau mot de passe
card-password-hint = Douze signes au moins. Quatre mots pris au hasard font très bien l'affaire.
card-password-old-wrong = Le mot de passe actuel n'est pas celui-là.
card-password-changed = Le mot de passe est changé. Vos autres appareils sont déconnectés.
card-passkeys = Clés d'accès
card-passkey = Clé d'accès
card-passkeys-words = Une clé d'accès vous connecte avec le doigt, le visage ou le code de votre appareil. Rien à retenir, rien à recopier.
card-passkey-name = Nom de la clé, pour la reconnaître
card-passkey-add = Ajouter une clé sur cet appareil
card-passkey-added = La clé d'accès est enregistrée.
card-passkey-removed = La clé d'accès est retirée.
card-passkey-refused = La clé n'a pas pu être enregistrée. Essayez à nouveau.
card-passkey-none = Cet appareil ou ce navigateur ne permet pas d'en ajouter.
card-made = faite le { $day }
card-sessions = Appareils connectés
card-unknown-device = Appareil inconnu
card-opened-password = mot de passe
card-opened-pin = carte et code
card-opened-link = lien reçu par courriel
card-opened-passkey = clé d'accès
card-opened-outside = fournisseur d’identité extérieur
card-session-end = Déconnecter
card-session-this = cet appareil
card-session-ended = L'appareil est déconnecté.
card-sessions-end = Déconnecter tous les autres
card-sessions-ended = Tous les autres appareils sont déconnectés.
card-address = Adresse électronique
card-address-none = aucune
card-address-new = Donner une adresse
card-address-hint = Nous y envoyons un lien à ouvrir ; l'adresse ne compte qu'ensuite.
card-address-send = Envoyer le lien
card-address-sent = Un lien est parti à { $email }. Ouvrez-le dans les sept jours pour confirmer l'adresse.
card-address-waits = { $email } attend d'être confirmée.
card-address-confirm = Confirmer votre adresse
card-address-confirm-words = Un geste suffit : nous saurons que vous lisez bien cette adresse.
card-address-confirm-do = C'est bien mon adresse
card-address-confirmed = Votre adresse est confirmée. Elle peut servir à vous connecter.
card-address-gone = Ce lien a déjà servi ou n'est plus valable. Demandez-en un autre depuis « Ma carte ».
card-address-taken = Cette adresse est déjà celle d'un autre compte. Connectez-vous à celui-là, ou donnez-en une autre.
card-letter-address-subject = Confirmez votre adresse
card-letter-address-text =
    Bonjour { $name },

    Ouvrez ce lien pour confirmer que cette adresse est la vôtre :

    { $link }

    Il sert une fois et vaut sept jours. Si vous n'avez rien demandé, laissez cette lettre sans réponse : il ne se passera rien.

    Les bibliothèques du réseau
card-proof-hint = Pour être sûrs que c'est bien vous.
card-letter-changed-subject = Votre adresse a changé
card-letter-changed-text =
    Bonjour { $name },

    Votre compte a désormais une autre adresse, confirmée à l'instant : nos lettres ne viendront plus ici.

    Si vous n'y êtes pour rien, quelqu'un d'autre est entré dans votre compte : prévenez tout de suite votre bibliothèque.

    Les bibliothèques du réseau
card-language = Langue
card-language-changed = Vos pages et vos lettres seront en français.
card-history = Journal de mes lectures
card-history-words = Par défaut, personne ne retient ce que vous lisez ou regardez. Vous pouvez demander que ce soit noté, pour vous seul.
card-history-is-on = Le journal est tenu.
card-history-is-off = Rien n'est noté.
card-history-start = Tenir mon journal
card-history-stop = Ne plus rien noter
card-history-on = Votre journal est tenu à partir de maintenant.
card-history-off = Plus rien n'est noté.
card-lost = J'ai perdu ma carte
card-lost-words = Suspendez-la tout de suite : elle n'ouvrira plus rien. Une bibliothèque vous en donnera une autre.
card-lost-do = Suspendre ma carte
card-lost-done = Votre carte est suspendue. Passez dans une bibliothèque pour en recevoir une autre.
card-wrong-state = La carte a changé d'état entre-temps : rien n'a été fait.
card-held = Ce que nous savons de moi
card-held-words = Tout ce que la maison garde à votre nom, pièce par pièce. Le fichier contient la même chose, lisible par une machine.
card-held-download = Télécharger (JSON)
card-room-card = Compte et carte
card-room-access = Droits et portes
card-room-letters = Lettres qui attendent de partir
card-room-mediatheque = Médiathèque en ligne
card-erase-title = Effacer mon compte
card-erase-lead = Vous pouvez partir sans laisser de trace.
card-erase-goes = S'en vont : votre nom, votre adresse, votre carte, vos réglages, vos lectures notées.
card-erase-stays = Restent : des nombres, où personne ne peut vous reconnaître.
card-erase-loans = Rendez d'abord ce que vous avez emprunté : la bibliothèque garde ses propres comptes.
card-erase-children = Plus personne ne veillera sur la carte de { $names }. Passez à la bibliothèque pour désigner un autre parent.
card-erase-understood = J'ai compris que rien ne pourra être rétabli.
card-erase-tick = Cochez d'abord la case : rien n'a été effacé.
card-erase-next = Continuer
card-erase-last = Dernière question : effacer votre compte maintenant ?
card-erase-do = Oui, effacer tout
card-erase-no = Non, garder mon compte
card-erased = Votre compte est effacé. Merci d'être venu ; vous serez toujours bienvenu.
card-erase-staff = Ce compte a un rôle du personnel. Il faut d'abord le lui retirer : rien n'a été effacé.

## Inscription en ligne
card-online-title = Demander une carte
card-online-lead = Elle est gratuite et vaut dans toutes les bibliothèques du réseau. Vous l'avez tout de suite ; une bibliothèque la confirme dans les { $n } jours.
card-given-name = Prénom
card-family-name = Nom
card-birth = Date de naissance
card-birth-hint = Par exemple 12/05/1984.
card-postal = Code postal
card-commune = Commune
card-commune-other = Une autre commune
card-library = Bibliothèque
card-library-choose = Choisissez
card-library-hint = Celle où vous passerez montrer une pièce d'identité. La carte vaut partout.
card-email = Adresse électronique
card-email-hint = Facultative. Un lien y est envoyé pour la confirmer.
card-online-privacy = Nous ne demandons que ce qui sert. Sans confirmation, tout est effacé de lui-même.
card-online-do = Recevoir ma carte
card-online-done = Votre carte est prête. Notez son numéro : avec votre code secret, il vous connecte.
card-name-needed = Écrivez ce nom en lettres.
card-birth-needed = Cette date n'en est pas une. Écrivez par exemple 12/05/1984.
card-postal-wrong = Ce n'est pas un code postal.
card-library-needed = Choisissez une bibliothèque.
card-too-young-alone = Avant quinze ans, on s'inscrit avec un parent, dans n'importe quelle bibliothèque du réseau.

## Guichet
card-desk = Guichet
card-desk-new = Inscrire quelqu'un
card-desk-file = Reprendre un fichier de lecteurs
card-desk-find = Nom, numéro ou carte à scanner
card-desk-hint = Les flèches vont d'un nom à l'autre, Entrée ouvre, Échap revient ici.
card-desk-found = { $n ->
    [0] Personne
    [one] { $n } personne
   *[other] { $n } personnes
}
card-desk-people = Personnes trouvées
card-desk-more = Il y en a d'autres : ajoutez une lettre ou le prénom.
card-desk-nobody = Personne ne s'appelle « { $query } ».
card-desk-members = { $n ->
    [0] Personne n'a encore de carte valable.
    [one] { $n } personne a une carte valable dans le réseau.
   *[other] { $n } personnes ont une carte valable dans le réseau.
}
card-desk-waiting = Inscriptions en ligne à confirmer
card-number-unknown = Aucune carte ne porte ce numéro.
card-number-slip = Un chiffre de ce numéro est faux : vérifiez-le.
card-number-length = Un numéro de carte a quatorze chiffres.
card-guardian = Carte du parent
card-guardian-hint = Numéro de carte du parent qui veille, avant dix-huit ans.
card-guardian-needed = Avant dix-huit ans, il faut la carte d'un parent.
card-guardian-unknown = Aucune carte en cours ne porte ce numéro.
card-guardian-unfit = Cette personne ne peut pas veiller sur la carte : il faut un adulte, et un autre que l'enfant.
card-guardian-name = Parent
card-children-desk = Enfants
card-add-child = Inscrire un enfant dont cette personne est le parent
card-library-not-yours = Vous n'inscrivez pas pour cette bibliothèque.
card-desk-register = Inscrire et donner la carte
card-twin = Quelqu'un de ce nom et de cette date de naissance est déjà inscrit. Est-ce la même personne ?
card-twins = Déjà inscrits
card-another = C'est une autre personne : l'inscrire aussi
card-registered = Carte { $number }. Code secret à remettre : { $pin }
card-sheet-change = Corriger la fiche
card-sheet-changed = La fiche est corrigée.
card-sheet-logged = L'ouverture de cette fiche est notée au journal.
card-registered-on = Inscription
card-origin-desk = au guichet
card-origin-online = en ligne
card-origin-file = par un fichier
card-before = Cartes perdues
card-came-by-lost = Cette carte a été remplacée : elle n'ouvre plus rien. Reprenez-la.
card-do-confirm = Pièce vue : confirmer
card-do-renew = Prolonger d'un an
card-do-replace = Perdue : la remplacer
card-do-suspend = Suspendre
card-do-resume = Rendre la carte
card-do-pin = Donner un code secret
card-do-pin-new = Nouveau code secret
card-pin-given = Code secret à remettre : { $pin }
card-staff-own = Cette personne a un rôle du personnel : elle change elle-même ce qui la connecte.
card-renewed = La carte vaut jusqu'au { $about }.
card-confirmed = L'inscription est confirmée. La carte vaut jusqu'au { $about }.
card-replaced = La carte perdue n'ouvre plus rien. La nouvelle porte le numéro { $about }.
card-suspended = La carte est suspendue.
card-resumed = La carte est rendue.
card-erase-desk = Effacer cette personne
card-erase-desk-words = À sa demande seulement. Le nom, la carte et les réglages disparaissent ; les nombres restent.
card-erase-desk-certain = La personne l'a demandé et sait que rien ne pourra être rétabli.
card-erase-desk-do = Effacer
card-erased-desk = La personne est effacée.

## Fichier de lecteurs
card-file-lead = Le fichier que votre logiciel exporte. Vous verrez d'abord ce qu'il ferait ; rien n'est changé avant votre accord.
card-file-file = Fichier
card-file-hint = Une table en texte (CSV), { $size } au plus.
card-file-look = Voir ce qu'il ferait
card-file-columns = Ce que nous reconnaissons
card-file-columns-words = Par le nom des colonnes, en français, en néerlandais ou en anglais : numéro, nom, prénom, date de naissance, courriel, code postal, commune, langue, fin d'inscription. Point-virgule, virgule ou tabulation ; UTF-8 ou Windows. Le reste n'est pas repris.
card-file-empty = Ce fichier est vide.
card-file-no-table = Ce n'est pas une table en texte. Depuis un tableur, enregistrez au format CSV.
card-file-missing = Il manque une colonne : il faut au moins un numéro et un nom.
card-file-twice = Deux colonnes disent la même chose : gardez-en une.
card-file-too-long = Ce fichier a trop de lignes.
card-plan-title = Ce que ferait ce fichier
card-plan-lead = { $name }, pour { $library }. Rien n'est encore changé.
card-plan-new = Nouvelles cartes
card-plan-changed = Fiches changées
card-plan-same = Déjà à jour
card-plan-refused = Lignes écartées
card-plan-ask = Reprendre ce fichier ?
card-plan-do = Reprendre
card-plan-no = Ne rien changer
card-plan-read = Comment il est lu
card-plan-read-words = Codage { $encoding }, colonnes séparées par « { $separator } ».
card-plan-line = Ligne
card-plan-why = Pourquoi
card-plan-about = Quoi
card-column-aside = laissée de côté
card-column-localnumber = numéro
card-column-familyname = nom
card-column-givenname = prénom
card-column-fullname = nom et prénom
card-column-birthdate = date de naissance
card-column-email = adresse électronique
card-column-postalcode = code postal
card-column-commune = commune
card-column-language = langue
card-column-validuntil = fin d'inscription
card-file-fault-cells = La ligne n'a pas autant de cases que la première
card-file-fault-no-number = Il n'y a pas de numéro
card-file-fault-same-number = Ce numéro est déjà plus haut dans le fichier
card-file-fault-no-name = Il n'y a pas de nom
card-file-fault-birth-date = Cette date de naissance n'en est pas une
card-file-fault-valid-until = Cette date de fin n'en est pas une
card-file-fault-email = Ce n'est pas une adresse électronique
card-file-fault-twin = Cette personne a déjà une carte du réseau
card-file-fault-long-over = Cette inscription a pris fin depuis trop longtemps
card-file-fault-name = Ce nom n'a pas de lettres
card-file-done = Le fichier est repris. Cartes nouvelles : { $new } ; fiches changées : { $changed }.
card-file-dropped = Le fichier est oublié : rien n'a été changé.

## Conservation
card-retention = Ce que nous gardons
card-retention-lead = Combien de temps, et pourquoi. Le serveur efface de lui-même, chaque heure, ce qui a fait son temps.
card-retention-what = Quoi
card-retention-long = Combien de temps
card-retention-why = Pourquoi
card-kept-unconfirmed = Inscriptions en ligne jamais confirmées
card-kept-unconfirmed-why = Le temps de passer dans une bibliothèque. Qui a un pass ou un billet encore valable reste jusqu'à leur terme.
card-kept-ended = Personnes dont la carte a expiré
card-kept-ended-why = Beaucoup reviennent, et leurs prêts doivent être rendus. Qui a un pass ou un billet encore valable reste jusqu'à leur terme.
card-kept-sessions = Connexions
card-kept-sessions-why = Rester connecté entre deux visites.
card-kept-attempts = Tentatives de connexion manquées
card-kept-attempts-why = Ralentir qui devine. Aucune adresse n'est gardée, seulement une empreinte dont la clé dure deux jours.
card-kept-files = Fichiers de lecteurs non confirmés
card-kept-files-why = Le temps de décider.
card-kept-letters = Lettres qui n'ont pas pu partir
card-kept-letters-why = Comprendre ce qui bloque. Une lettre partie n'est pas gardée.
card-kept-log = Journal du bureau
card-kept-log-long = toujours
card-kept-log-why = Savoir qui a fait quoi. Il ne nomme que des numéros de compte : une personne effacée n'y est plus reconnaissable.
card-retention-choose = Changer ces durées
card-retention-days = Jours avant d'effacer une inscription non confirmée (de 7 à 365)
card-retention-months = Mois avant d'effacer une personne dont la carte a expiré (de 1 à 120)
card-retention-days-wrong = Donnez un nombre de jours, de 7 à 365.
card-retention-months-wrong = Donnez un nombre de mois, de 1 à 120.
card-retention-chosen = Les durées sont changées.
card-retention-runs = Derniers effacements
card-retention-at = Quand
card-retention-removed = Effacés
card-retention-never = Aucun effacement n'a encore eu lieu.
card-removed-unconfirmed = Inscriptions non confirmées
card-removed-ended = Personnes dont la carte avait expiré
card-removed-sessions = Connexions, liens et tentatives
card-removed-files = Fichiers de lecteurs
card-removed-letters = Lettres

## Faits du journal
audit-act-card-registered = inscription
audit-act-card-confirmed = inscription confirmée
audit-act-card-renewed = carte prolongée
audit-act-card-replaced = carte remplacée
audit-act-card-suspended = carte suspendue
audit-act-card-resumed = carte rendue
audit-act-card-pin_given = code secret donné
audit-act-card-sheet_opened = fiche ouverte
audit-act-card-sheet_changed = fiche corrigée
audit-act-card-erased = personne effacée
audit-act-card-file_imported = fichier de lecteurs repris
audit-act-card-file_changed = fiche changée par un fichier
audit-act-card-retention_chosen = durées de conservation changées
audit-act-account-pin_changed = code secret changé
audit-act-account-email_confirmed = adresse confirmée
audit-act-account-passkey_added = clé d'accès ajoutée
audit-act-account-passkey_removed = clé d'accès retirée
audit-by-online = inscription en ligne
audit-by-retention = conservation
