# Le test d’une connexion ILS-DI, message par message.
availability-probe-answers = Le service répond-il ?
availability-probe-record = Une notice et ses exemplaires
availability-probe-reader = Un numéro de carte et son code
availability-probe-account = Les prêts et réservations de ce lecteur
availability-probe-means-answers = Le service répond comme il se doit à une question sur une notice qui n’existe pas.
availability-probe-means-copies = { $n ->
    [0] La bibliothèque ne connaît aucun exemplaire sous ce numéro de notice.
    [one] La bibliothèque connaît un exemplaire ; disponibles maintenant : { $available }.
   *[other] La bibliothèque connaît { $n } exemplaires ; disponibles maintenant : { $available }.
    }
availability-probe-means-no-such-copy = Aucun de ces exemplaires ne porte le code-barres essayé.
availability-probe-means-reader = Le numéro de carte et le code vont ensemble.
availability-probe-means-account = Le compte est bien celui de cette carte. Prêts : { $loans } ; réservations : { $holds }.
availability-probe-means-another-reader = La réponse parle d’un autre lecteur que celui demandé : elle est refusée, et le compte ne pourra pas être relié.
availability-probe-late = Aucune réponse n’est venue à temps.
availability-probe-down = L’adresse ne répond pas : le serveur est arrêté, l’adresse est fausse, ou un pare-feu ferme le passage.
availability-probe-private = L’adresse est sur un réseau privé, ce que les réglages ne permettent pas.
availability-probe-refused = Le service refuse de nous répondre. Dans Koha, vérifiez que ILS-DI est activé et que l’adresse de ce serveur figure dans « ILS-DI:AuthorizedIPs ».
availability-probe-html = Une page web est venue au lieu d’une réponse : l’adresse n’est sans doute pas celle du service.
availability-probe-unknown-reader = Le numéro de carte ou le code est refusé.
availability-probe-no = Le service refuse, avec ce code : { $code }.
availability-probe-odd = La réponse ne se lit pas : { $why }.
availability-probe-untrusted = Le certificat du serveur n’est garanti par aucune autorité connue, ou le serveur ne parle pas HTTPS.
