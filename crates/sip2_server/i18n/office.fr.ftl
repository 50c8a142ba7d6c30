# Les automates et les sites qui vérifient une carte.

sip-nav = Automates
sip-title = Automates et sites qui vérifient la carte
sip-lead = Un automate, un portillon, le serveur d’un fournisseur : chacun peut demander si une carte est bonne. Il n’apprend que ce que vous cochez pour lui.
sip-new = Ajouter un automate
sip-new-lead = Donnez-lui un nom et dites ce qu’il peut apprendre. Son mot de passe s’affichera une seule fois, à la page suivante.
sip-new-do = Ajouter et voir le mot de passe
sip-none = Aucun automate pour l’instant.
sip-port-tls = Les automates appellent { $host }, port { $port }. La ligne est chiffrée (TLS).
sip-port-plain = Les automates appellent { $host }, port { $port }. La ligne n’est pas chiffrée.
sip-port-none = Le serveur des automates n’est pas allumé : aucun ne peut appeler. Qui exploite le serveur l’allume dans son fichier de configuration.
sip-enabled = En service
sip-disabled = Arrêté
sip-seen = Vu { $at }
sip-never-seen = Jamais vu
sip-for = Pour : { $door }
sip-lines =
    { $n ->
        [0] Aucune ligne ouverte
        [one] Une ligne ouverte
        *[other] { $n } lignes ouvertes
    }

sip-name = Nom
sip-name-hint = Pour le reconnaître : « Automate du hall », « Serveur du kiosque de presse ».
sip-name-needed = Donnez un nom, de quatre-vingts signes au plus.
sip-institution = Établissement
sip-institution-hint = Celui où il se trouve, ou celui qui répond du fournisseur. Il ne pourra plus changer.
sip-institution-needed = Choisissez un établissement.
sip-learns = Ce qu’il apprend d’un lecteur
sip-learns-hint = Quand la carte est bonne, en plus de « oui ». Quand elle ne l’est pas, il n’apprend rien, pas même pourquoi.
sip-sees-name = Son nom
sip-sees-birth = Sa date de naissance
sip-sees-email = Son adresse de courriel
sip-good-card = Ce qu’est une bonne carte pour lui
sip-without-pin = Vérifier une carte sans son code secret
sip-without-pin-hint = Pour un appareil où la carte est présentée à quelqu’un. Un site qui ne demande que le numéro laisserait entrer qui le connaît.
sip-door = Ressource
sip-door-none = Aucune : toute carte en cours de validité
sip-door-hint = Une carte est alors bonne si elle peut entrer dans cette ressource, maintenant : âge, commune, quota, budget.
sip-door-needed = Choisissez une ressource : sans elle, il n’y a pas d’entrée à compter.
sip-door-gone = Cette ressource n’existe plus. Choisissez-en une autre.
sip-counts-entry = Chaque vérification est une entrée
sip-counts-entry-hint = Elle est comptée, avec sa place, son quota et son prix. Sinon la porte dit seulement oui ou non.
sip-line = La ligne
sip-networks = Adresses d’où il appelle
sip-networks-hint = Facultatif. Des adresses ou des plages, séparées par des espaces : 192.0.2.7 ou 192.0.2.0/24. Vide : de partout.
sip-networks-wrong = Écrivez des adresses comme 192.0.2.7, ou des plages comme 192.0.2.0/24.
sip-networks-many = Vingt adresses ou plages au plus.
sip-encoding = Alphabet
sip-encoding-hint = Si les accents arrivent abîmés sur l’automate, essayez-en un autre.
sip-encoding-needed = Choisissez un alphabet.
sip-encoding-utf-8 = UTF-8 (appareils récents)
sip-encoding-windows-1252 = Windows-1252
sip-encoding-iso-8859-1 = ISO-8859-1
sip-encoding-cp850 = Page de code 850 (appareils anciens)

sip-secret-new = Son mot de passe
sip-secret-once = Recopiez-le maintenant dans l’automate : il ne sera plus jamais montré.
sip-login = Identifiant
sip-secret = Mot de passe
sip-secret-made = Créé { $at }, et connu de l’automate seul
sip-code = Code de l’établissement
sip-secret-renew = Changer le mot de passe
sip-secret-renew-lead = L’ancien n’ouvrira plus rien, et les lignes ouvertes avec lui se fermeront.
sip-secret-renew-do = Créer un nouveau mot de passe
sip-disable = Arrêter
sip-enable = Remettre en service
sip-connect = Le brancher
sip-settings = Réglages
sip-save = Enregistrer
sip-done-set = Les réglages sont enregistrés. Ils comptent dès la prochaine carte.
sip-done-enabled = L’automate est en service.
sip-done-disabled = L’automate est arrêté : il n’obtient plus de réponse.

sip-figures = Vérifications
sip-figures-of = Sur les trente derniers jours. Seuls des nombres sont gardés : aucune carte, aucun nom.
sip-outcome-valid = cartes bonnes
sip-outcome-refused = cartes refusées
sip-outcome-door = refusées par la ressource
sip-outcome-slowed = ralenties, après trop d’échecs
sip-outcome-unreadable = messages illisibles
sip-outcome-failed = sans réponse, par notre faute
sip-exchanges = Derniers échanges
sip-exchanges-lead = Pour mettre un automate au point. Ils ne disent rien des lecteurs et disparaissent quand le serveur redémarre.
sip-exchanges-none = Aucun échange depuis que le serveur a démarré.
sip-when = Quand
sip-asked = Demande
sip-answered = Réponse
sip-took = Durée
sip-ms = { $n } ms
sip-asked-login = S’identifier
sip-asked-status = Êtes-vous là ?
sip-asked-card = Cette carte est-elle bonne ?
sip-asked-reader = Qui est ce lecteur ?
sip-asked-end = Le lecteur a fini
sip-asked-item = Où est ce document ?
sip-asked-loan = Un prêt, un retour ou une réservation
sip-asked-unreadable = Message illisible
sip-answer-valid = Carte bonne
sip-answer-refused = Carte refusée
sip-answer-door = Refusée par la ressource
sip-answer-slowed = Trop d’échecs : rien n’a été regardé
sip-answer-unreadable = À renvoyer
sip-answer-failed = Pas de réponse, par notre faute
sip-answer-other = Répondu

# Ce que l’automate montre sur son écran
sip-said-refused = Carte refusée. Renseignez-vous dans votre bibliothèque.
sip-said-unavailable = Vérification impossible pour le moment. Réessayez dans un instant.
sip-said-no-loans = Ce service vérifie les cartes. Il ne tient pas les prêts.
sip-said-no-item = Document inconnu ici.
