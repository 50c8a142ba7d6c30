## Naviguer, chercher
catalogue-nav-search = Chercher
catalogue-nav-libraries = Bibliothèques
catalogue-search-label = Chercher dans les bibliothèques
catalogue-search-placeholder = Un titre, un auteur, un sujet, un ISBN…
catalogue-search-inside = Chercher à { $library }
catalogue-search-inside-placeholder = Chercher dans cette bibliothèque…
catalogue-works = { $n ->
    [0] Aucune œuvre
    [one] { $n } œuvre
   *[other] { $n } œuvres
}
catalogue-editions = { $n ->
    [one] { $n } édition
   *[other] { $n } éditions
}
catalogue-records = { $n ->
    [one] { $n } notice
   *[other] { $n } notices
}
catalogue-libraries-word = { $n ->
    [one] bibliothèque
   *[other] bibliothèques
}
catalogue-held = { $n ->
    [0] en ligne seulement
    [one] dans { $n } bibliothèque
   *[other] dans { $n } bibliothèques
}

## Accueil
catalogue-home-title = le catalogue des bibliothèques, { $territory }
catalogue-home-heading = Cherchez dans <em>{ $libraries ->
    [one] { $libraries } bibliothèque
   *[other] { $libraries } bibliothèques
}</em> à la fois
catalogue-home-hint = { $works ->
    [one] { $works } œuvre
   *[other] { $works } œuvres
} en rayon ou en ligne, { $territory } : une seule recherche dit où les trouver.
catalogue-home-try = Par exemple :
catalogue-home-at-home = Chez vous, tout de suite
catalogue-home-media-library = La médiathèque en ligne
catalogue-home-on-stage = Bientôt près de chez vous
catalogue-home-outings = Toutes les sorties
catalogue-at-home-read = À lire
catalogue-at-home-watch = À regarder
catalogue-at-home-listen = À écouter
catalogue-at-home-learn = À apprendre
catalogue-at-home-open = Sans carte
catalogue-at-home-card = Avec la carte
catalogue-home-most-held = Les plus partagées
catalogue-home-all = Tout le catalogue
catalogue-home-arrivals = Arrivées ces jours-ci
catalogue-home-libraries = Toutes les bibliothèques
catalogue-now-widest = Le plus grand fonds partagé
catalogue-now-widest-detail = { $works ->
    [one] { $works } œuvre
   *[other] { $works } œuvres
}, à { $commune }
catalogue-now-import = Mise à jour { $at }
catalogue-now-import-detail = { $new ->
    [0] aucune nouveauté
    [one] { $new } nouvelle notice
   *[other] { $new } nouvelles notices
}, { $changed ->
    [0] aucune corrigée
    [one] { $changed } corrigée
   *[other] { $changed } corrigées
}
catalogue-now-online = Chez vous, tout de suite
catalogue-now-online-detail = à lire ou à écouter en ligne
catalogue-figures = Quelques chiffres
catalogue-where-from = d'où vient ce chiffre
catalogue-see-rows = Voir les lignes
catalogue-figure-communes = { $n ->
    [one] commune
   *[other] communes
}
catalogue-figure-inhabitants = { $n ->
    [one] habitant
   *[other] habitants
}
catalogue-figure-libraries = { $n ->
    [one] bibliothèque
   *[other] bibliothèques
}
catalogue-figure-works = { $n ->
    [one] œuvre
   *[other] œuvres
}
catalogue-figure-editions = { $n ->
    [one] édition
   *[other] éditions
}
catalogue-figure-records = { $n ->
    [one] notice
   *[other] notices
}
catalogue-demo = démonstration
catalogue-demo-words = Les communes et les bibliothèques sont réelles ; leurs catalogues, ici, sont composés de notices libres de droits pour montrer le logiciel.
catalogue-demo-library = Cette bibliothèque existe, mais le catalogue montré ici est une démonstration : ces notices libres de droits ne disent rien de ses vrais rayons.

## Résultats
catalogue-inside = Recherche limitée à
catalogue-filter = Affiner
catalogue-filters-on = Filtres en place
catalogue-remove = Retirer le filtre
catalogue-clear = Tout effacer
catalogue-apply = Appliquer
catalogue-near = Près de
catalogue-near-none = Partout
catalogue-near-chip = près de { $commune }
catalogue-more = et { $n ->
    [one] { $n } autre
   *[other] { $n } autres
}
catalogue-facet-bibliotheque = Bibliothèque
catalogue-facet-commune = Commune
catalogue-facet-type = Type de document
catalogue-facet-langue = Langue
catalogue-facet-periode = Période
catalogue-facet-public = Public
catalogue-facet-sujet = Sujet
catalogue-facet-en_ligne = Accès
catalogue-online-1 = en ligne
catalogue-online-0 = en rayon
catalogue-period = à partir de { $year }
catalogue-found-for = { $n ->
    [0] Rien pour <em>{ $query }</em>
    [one] { $n } œuvre pour <em>{ $query }</em>
   *[other] { $n } œuvres pour <em>{ $query }</em>
}
catalogue-sort = Trier par
catalogue-sort-pertinence = pertinence
catalogue-sort-recent = plus récent
catalogue-sort-ancien = plus ancien
catalogue-sort-titre = titre
catalogue-sort-auteur = auteur
catalogue-did-you-mean = Vouliez-vous dire
catalogue-dropped = Aucune notice ne contient tous ces mots. Voici ce que nous trouvons sans : { $words }.
catalogue-read-now = Lire maintenant
catalogue-watch-now = Regarder maintenant
catalogue-listen-now = Écouter maintenant
catalogue-read-online = Lire ou écouter en ligne
catalogue-nothing = Aucune bibliothèque ne l'a sous ces mots
catalogue-nothing-words = Ce n'est pas forcément perdu. Vous pouvez :
catalogue-without-word = chercher sans « { $word } »
catalogue-without-filters = chercher sans aucun filtre
catalogue-nothing-spelling = n'écrire que le nom de l'auteur, ou deux mots du titre ;
catalogue-nothing-ask = demander à un bibliothécaire, il en sait plus que nous :
catalogue-nothing-ask-link = toutes les bibliothèques

## Œuvre, édition
catalogue-work-description = { $title } : { $n ->
    [0] à consulter en ligne.
    [one] à trouver dans { $n } bibliothèque.
   *[other] à trouver dans { $n } bibliothèques.
}
catalogue-libraries-have-it = { $n ->
    [one] bibliothèque l'a
   *[other] bibliothèques l'ont
}
catalogue-where = Où le trouver
catalogue-editions-of = { $n ->
    [one] Une seule édition est connue.
   *[other] { $n } éditions, les plus répandues d'abord.
}
catalogue-edition-undated = Édition sans date
catalogue-edition-of = Une édition de
catalogue-holders-of = Bibliothèques qui ont l'édition { $edition }
catalogue-library = Bibliothèque
catalogue-call-number = Cote
catalogue-status = État
catalogue-available = en rayon
catalogue-on-loan = emprunté
catalogue-ask = à demander sur place
catalogue-no-call-number = sans cote
catalogue-no-holder = Aucune bibliothèque n'a signalé d'exemplaire.
catalogue-copies = { $n ->
    [one] { $n } exemplaire
   *[other] { $n } exemplaires
}
catalogue-more-libraries = { $n ->
    [one] et { $n } autre bibliothèque
   *[other] et { $n } autres bibliothèques
}
catalogue-summary = En quelques mots
catalogue-subjects = Sujets
catalogue-series = Collection
catalogue-about = À propos
catalogue-description = Description
catalogue-statement = Mention d'édition
catalogue-place = Lieu
catalogue-publisher = Éditeur
catalogue-date = Date
catalogue-extent = Importance
catalogue-original-language = Langue d'origine
catalogue-permanent = Numéro permanent
catalogue-work-number = œuvre { $number }
catalogue-edition-number = édition { $number }
catalogue-similar = À découvrir aussi
catalogue-why = Pourquoi ces notices sont regroupées
catalogue-why-words = { $records ->
    [one] Une seule notice décrit cette œuvre.
   *[other] { $records } notices de bibliothèques ont été rapprochées en { $editions ->
        [one] une édition
       *[other] { $editions } éditions
    } pour ne former qu'une fiche.
}
catalogue-why-correct = Voir et corriger le regroupement
catalogue-why-tell = Une erreur ? Dites-le à votre bibliothèque : elle peut séparer deux notices, et sa décision sera gardée.
catalogue-why-isbn = même ISBN
catalogue-why-issn = même ISSN
catalogue-why-ean = même code-barres
catalogue-why-identifier = même identifiant
catalogue-why-ark = même identifiant ARK
catalogue-why-ppn = même numéro Sudoc
catalogue-why-title = même titre
catalogue-why-author = même auteur
catalogue-why-title-author = même titre et même auteur
catalogue-why-uniform-title = même titre d'origine
catalogue-why-year = même année
catalogue-why-publisher = même éditeur
catalogue-why-extent = même nombre de pages
catalogue-why-language = même langue
catalogue-why-volume = même volume
catalogue-why-librarian = décision d'un bibliothécaire
catalogue-why-alone = notice seule
catalogue-made-from = { $n ->
    [one] Décrit à partir d'une notice
   *[other] Décrit à partir de { $n } notices
}

## Bibliothèques
catalogue-libraries-title = Les bibliothèques
catalogue-libraries-heading = <em>{ $n }</em> { $n ->
    [one] bibliothèque
   *[other] bibliothèques
} autour de vous
catalogue-libraries-hint = { $sharing ->
    [0] Aucune ne partage encore son catalogue ici
    [one] { $sharing } partage son catalogue ici
   *[other] { $sharing } partagent leur catalogue ici
}, { $territory }. Choisissez une commune éclairée.
catalogue-legend-lit = catalogue partagé
catalogue-legend-unlit = pas encore
catalogue-libraries-by-commune = Commune par commune
catalogue-library-holds = { $works ->
    [one] { $works } œuvre
   *[other] { $works } œuvres
}, { $records ->
    [one] { $records } notice.
   *[other] { $records } notices.
}
catalogue-library-updated = Mise à jour { $at }.
catalogue-library-none = Cette bibliothèque ne partage pas encore son catalogue ici.
catalogue-go = Y aller
catalogue-phone = Téléphone
catalogue-email = Courriel
catalogue-website = Site
catalogue-hours = Horaires
catalogue-hours-unknown = Nous ne connaissons pas ses horaires. Un coup de fil avant de partir, et c'est sûr.
catalogue-closed = fermé
catalogue-strengths = Ce qu'on y trouve le plus
catalogue-latest = Arrivées ici dernièrement
catalogue-see-all = Tout voir

## Bureau : sources et imports
catalogue-office-sources = Sources et imports
catalogue-sources-title = Sources et imports
catalogue-sources-lead = D'où viennent les notices, et comment se sont passés les derniers imports.
catalogue-source = Source
catalogue-source-kind = Arrivée
catalogue-source-file = fichiers
catalogue-source-oai = moisson OAI-PMH
catalogue-source-records = Notices
catalogue-source-last = Dernière fois
catalogue-source-do = Agir
catalogue-no-source = Aucune source n'est déclarée pour votre établissement.
catalogue-upload-do = Importer un fichier
catalogue-harvest-do = Moissonner maintenant
catalogue-runs = Derniers imports
catalogue-no-run = Aucun import n'a encore eu lieu.
catalogue-run = Fichier ou adresse
catalogue-run-started = Début
catalogue-run-state = État
catalogue-run-by = Demandé par { $actor }, { $at }.
catalogue-run-full = Chargement complet : les notices absentes du fichier seront retirées.
catalogue-run-progress = Avancement de l'import
catalogue-run-bytes = { $done } lus sur { $total }.
catalogue-run-live = Vous pouvez fermer cette page : l'import continue. Rechargez-la pour voir où il en est.
catalogue-state-waiting = en attente
catalogue-state-running = en cours
catalogue-state-to_confirm = attend votre accord
catalogue-state-done = terminé
catalogue-state-failed = arrêté
catalogue-state-interrupted = interrompu
catalogue-count-read = Lues
catalogue-count-new = Nouvelles
catalogue-count-changed = Modifiées
catalogue-count-unchanged = Inchangées
catalogue-count-repaired = Réparées
catalogue-count-set-aside = Mises de côté
catalogue-count-deleted = Retirées
catalogue-count-adds-up = Chaque notice lue est nouvelle, modifiée, inchangée, retirée ou mise de côté : rien ne se perd. Une notice réparée est aussi comptée dans l'une de ces cases.
catalogue-set-aside-title = Notices mises de côté
catalogue-set-aside-words = Elles n'ont pas pu entrer dans le catalogue. Leurs octets sont gardés tels quels : corrigez-les dans votre logiciel, puis importez-les à nouveau.
catalogue-set-aside-download = Les télécharger avec leurs raisons
catalogue-set-aside-position = Rang
catalogue-set-aside-record = Notice
catalogue-set-aside-reason = Raison
catalogue-set-aside-unread = numéro illisible
catalogue-repairs-title = Ce qui a été réparé en lisant
catalogue-repair = Réparation
catalogue-retire-title = { $n ->
    [one] { $n } notice n'est plus dans ce fichier
   *[other] { $n } notices ne sont plus dans ce fichier
}
catalogue-retire-words = C'est beaucoup. Si le fichier est complet, retirez-les ; s'il manque une partie de vos notices, gardez-les et importez le bon fichier.
catalogue-retire-yes = { $n ->
    [one] Retirer cette notice
   *[other] Retirer ces { $n } notices
}
catalogue-retire-no = Les garder
catalogue-upload-title = Importer un fichier
catalogue-upload-lead = { $source }, { $library }.
catalogue-upload-mode = Que faire des notices absentes du fichier ?
catalogue-upload-add = Les garder : le fichier ajoute et corrige
catalogue-upload-full = Les retirer : le fichier est complet
catalogue-upload-file = Fichier
catalogue-upload-hint = UNIMARC ou MARC21, en ISO 2709 ou MARCXML, compressé ou non, { $size } au plus. L'encodage est reconnu.
catalogue-upload-send = Envoyer et importer
catalogue-upload-sending = Envoi du fichier
catalogue-upload-safe = Rien ne peut se perdre
catalogue-upload-safe-words = Le fichier est gardé tel que vous l'envoyez. Importer deux fois le même ne change rien. La recherche continue pendant l'import.
catalogue-upload-none = Choisissez un fichier.
catalogue-upload-empty = Ce fichier est vide.
catalogue-upload-not-marc = Ce fichier ne contient aucune notice que nous sachions lire : ni ISO 2709, ni MARCXML.
catalogue-upload-cut = L'envoi s'est interrompu avant la fin. Rien n'a été importé ; envoyez le fichier à nouveau.

## Bureau : regroupements
catalogue-grouping-title = Regroupement : { $title }
catalogue-grouping-lead = Voici les notices réunies, et ce qui les a réunies. Votre décision l'emporte sur le calcul, et aucun import ne la défera.
catalogue-grouping-records = Les notices
catalogue-grouping-joins = Ce qui les réunit
catalogue-level-edition = même édition
catalogue-level-work = même œuvre
catalogue-not-same = Ce n'est pas le même
catalogue-same = C'est le même
catalogue-join-other = Il en manque une ?
catalogue-join-other-words = Si une autre fiche décrit la même œuvre, donnez son numéro ou son adresse : les deux n'en feront plus qu'une.
catalogue-join-other-field = Numéro ou adresse de l'autre œuvre
catalogue-join-other-unknown = Nous ne trouvons pas cette œuvre.
catalogue-join-other-itself = C'est déjà cette œuvre.
catalogue-decisions = Décisions déjà prises
catalogue-decisions-words = Elles valent pour tous les imports à venir.
catalogue-verdict-same = C'est le même
catalogue-verdict-not_same = Ce n'est pas le même
catalogue-undo = Revenir sur cette décision
catalogue-decided-same = Noté : c'est le même. Les fiches sont réunies.
catalogue-decided-not-same = Noté : ce n'est pas le même. Les fiches sont séparées.
catalogue-field-title = Titre
catalogue-field-author = Auteur
catalogue-field-imprint = Édition
catalogue-field-identifiers = Identifiants

## Codes
catalogue-kind-book = Livre
catalogue-kind-serial = Revue
catalogue-kind-film = Film
catalogue-kind-music = Musique
catalogue-kind-score = Partition
catalogue-kind-map = Carte
catalogue-kind-audiobook = Livre audio
catalogue-kind-comic = Bande dessinée
catalogue-kind-electronic = Ressource électronique
catalogue-kind-image = Image
catalogue-kind-object = Jeu ou objet
catalogue-kind-manuscript = Manuscrit
catalogue-kind-other = Autre document
catalogue-audience-children = enfants
catalogue-audience-teenagers = adolescents
catalogue-audience-adults = adultes
catalogue-audience-unknown = tous publics
catalogue-lang-fre = français
catalogue-lang-fra = français
catalogue-lang-eng = anglais
catalogue-lang-dut = néerlandais
catalogue-lang-nld = néerlandais
catalogue-lang-ger = allemand
catalogue-lang-deu = allemand
catalogue-lang-ita = italien
catalogue-lang-spa = espagnol
catalogue-lang-por = portugais
catalogue-lang-lat = latin
catalogue-lang-grc = grec ancien
catalogue-lang-gre = grec
catalogue-lang-rus = russe
catalogue-lang-pol = polonais
catalogue-lang-ara = arabe
catalogue-lang-chi = chinois
catalogue-lang-jpn = japonais
catalogue-lang-tur = turc
catalogue-lang-swe = suédois
catalogue-lang-dan = danois
catalogue-lang-fin = finnois
catalogue-lang-hun = hongrois
catalogue-lang-cze = tchèque
catalogue-lang-cat = catalan
catalogue-lang-wel = gallois
catalogue-lang-gle = irlandais
catalogue-lang-epo = espéranto
catalogue-lang-tgl = tagalog
catalogue-lang-heb = hébreu
catalogue-lang-san = sanskrit
catalogue-lang-mul = plusieurs langues
catalogue-lang-und = langue non précisée
catalogue-lang-zxx = sans texte

## Bureau : déclarer, recevoir, répondre
catalogue-office-nav-sources = Sources et imports
catalogue-declare-title = Déclarer une source
catalogue-declare-lead = Une source est un flux de notices d'une bibliothèque, où chaque numéro ne désigne qu'une notice.
catalogue-declare-name = Nom de la source
catalogue-declare-name-hint = Par exemple : principal, fonds local.
catalogue-declare-address = Adresse du serveur OAI-PMH
catalogue-declare-address-hint = Laissez vide si vous enverrez des fichiers.
catalogue-declare-private = Ce serveur est sur un réseau privé
catalogue-declare-private-hint = À cocher seulement s'il est sur le réseau de la métropole ou relié par un tunnel. Sans cela, Beffroi n'appelle que des adresses publiques.
catalogue-declare-prefix = Format demandé (metadataPrefix)
catalogue-declare-set = Ensemble demandé (set)
catalogue-declare-do = Déclarer
catalogue-declare-name-needed = Donnez un nom à la source.
catalogue-declare-name-taken = Cette bibliothèque a déjà une source de ce nom.
catalogue-declare-library-wrong = Choisissez une bibliothèque de votre périmètre.
catalogue-declare-address-wrong = L'adresse doit commencer par https:// ou http://.
catalogue-declared = La source est déclarée.
catalogue-upload-waiting = Fichier reçu et gardé. Un autre import est en cours : celui-ci commencera ensuite, et apparaîtra dans la liste.
catalogue-harvest-started = La moisson est lancée ; elle apparaît dans la liste.
catalogue-harvest-underway = Une moisson de cette source est déjà en cours.
catalogue-retire-done = C'est noté : les notices sont retirées.
catalogue-retire-declined = C'est noté : les notices restent.
catalogue-run-detail = Ce que le programme a noté
catalogue-run-reason-address = L’adresse de la source n’en est pas une : elle doit commencer par https:// ou http://. Déclarez la source à nouveau.
catalogue-run-reason-inside = L’adresse mène à un réseau privé, où cette source ne va pas. Si le serveur y est bien, demandez à la direction du réseau de la déclarer ainsi.
catalogue-run-reason-unreachable = Le serveur de la bibliothèque ne répond pas. Vérifiez l’adresse, ou réessayez plus tard : la moisson reprendra où elle en est.
catalogue-run-reason-forbidden = Le serveur de la bibliothèque refuse de nous répondre : demandez à son fournisseur de nous y autoriser.
catalogue-run-reason-not-there = Il n’y a pas de serveur OAI-PMH à cette adresse. Vérifiez-la auprès du fournisseur de la bibliothèque.
catalogue-run-reason-status = Le serveur de la bibliothèque répond par une erreur. Réessayez plus tard ; si cela dure, montrez-en le détail à son fournisseur.
catalogue-run-reason-later = Le serveur de la bibliothèque demande à être laissé tranquille un moment. Réessayez dans quelques heures.
catalogue-run-reason-garbage = Ce que répond le serveur n’est pas de l’OAI-PMH. Vérifiez l’adresse ; si elle est juste, montrez le détail à son fournisseur.
catalogue-run-reason-too-large = Une réponse du serveur est trop grosse pour en être une : il devrait envoyer des pages plus petites.
catalogue-run-reason-refused = Le serveur refuse ce qui lui est demandé : vérifiez le format et l’ensemble de la source.
catalogue-run-reason-same-page = Le serveur envoie sans fin la même page. C’est un défaut à signaler à son fournisseur.
catalogue-run-reason-tokens = Le serveur oublie où en est la liste avant qu’elle soit lue. C’est un défaut à signaler à son fournisseur.
catalogue-run-reason-no-address = Cette source n’a pas d’adresse OAI-PMH : envoyez-lui des fichiers.
catalogue-run-reason-file = Le fichier n’a pas pu être lu jusqu’au bout. Ce qui a été lu avant est gardé ; envoyez-le à nouveau.
catalogue-run-reason-no-record = Aucune notice n’a été reconnue dans ce fichier. Est-ce le bon ?
catalogue-run-reason-lost-turn = Un autre programme a pris la suite. Rien n’est perdu : recommencez.
catalogue-run-reason-busy = Un autre import est en cours et ne se termine pas. Réessayez plus tard.
catalogue-run-reason-stopped = La lecture s’est arrêtée de façon inattendue. Ce qui a été lu avant est gardé ; recommencez.
catalogue-run-reason-ours = Une erreur de notre côté a tout arrêté. Ce qui était entré est gardé ; recommencez, et montrez le détail si cela se reproduit.
catalogue-run-interrupted = L'import s'est arrêté avant la fin, avec le programme. Ce qui était entré est gardé ; importez le fichier à nouveau.
catalogue-decision-undone = La décision est retirée.
catalogue-why-subtitle = même sous-titre
catalogue-why-kind = même type de document
catalogue-why-dimensions = même hauteur
catalogue-why-series = même collection
catalogue-why-edition-statement = même mention d'édition
catalogue-why-imprint = même éditeur, même année, même importance
catalogue-why-original-title = même titre d'origine
catalogue-why-differs = diffère
catalogue-reason-not-a-record = Ces octets ne forment pas une notice.
catalogue-reason-no-field = Aucune zone n'est entière.
catalogue-reason-too-long = Plus long qu'une notice ne peut l'être.
catalogue-reason-no-xml-record = Cet élément XML ne contient pas de notice.
catalogue-reason-duplicate_number = Ce numéro de notice apparaît deux fois dans le fichier ; la première est gardée.
catalogue-repair-wrong-length = longueur annoncée fausse
catalogue-repair-oversize = plus longue que l'ISO 2709 ne permet
catalogue-repair-damaged-leader = label abîmé
catalogue-repair-wrong-base-address = adresse de base fausse
catalogue-repair-rebuilt-directory = répertoire reconstruit
catalogue-repair-truncated = notice coupée, zones entières gardées
catalogue-repair-missing-terminator = fin de notice absente
catalogue-repair-embedded-terminator = fins de notice au milieu
catalogue-repair-extra-fields = zones absentes du répertoire
catalogue-repair-control-characters = caractères de contrôle ôtés
catalogue-repair-other-encoding = autre encodage qu'annoncé
catalogue-repair-invalid-bytes = octets étrangers à l'UTF-8
catalogue-repair-encoded-twice = UTF-8 encodé deux fois
catalogue-repair-unknown-characters = caractères inconnus de leur jeu
catalogue-repair-damaged-indicators = indicateurs abîmés
catalogue-repair-damaged-xml = XML abîmé
catalogue-upload-no-room = Le serveur n'a plus de place pour recevoir ce fichier. Rien n'a été importé ; prévenez la personne qui gère le serveur.
catalogue-decision-waiting = Un import est en cours : votre décision sera appliquée dès qu'il aura fini. Rechargez cette page pour le vérifier.

## Ce que disent les cartes, les chiffres, les comparaisons
catalogue-sort-detenu = nombre de bibliothèques
catalogue-home-map = Carte du territoire : les communes éclairées partagent le catalogue d'une bibliothèque
catalogue-map-label = { $n ->
    [one] Carte : { $n } bibliothèque partage son catalogue
   *[other] Carte : { $n } bibliothèques partagent leur catalogue
}
catalogue-map-libraries = { $n ->
    [one] { $n } bibliothèque
   *[other] { $n } bibliothèques
}
catalogue-libraries-source = Source : ministère de la Culture, adresses des bibliothèques publiques (données ouvertes).
catalogue-figure-source-communes = Insee, code officiel géographique : les communes du territoire, comptées une à une.
catalogue-figure-source-inhabitants = Insee, populations légales : somme des populations municipales des communes du territoire.
catalogue-figure-source-libraries = Les bibliothèques déclarées ici, comptées à l'instant.
catalogue-figure-source-works = Les œuvres de l'index de recherche, comptées à l'instant, après rapprochement des notices.
catalogue-figure-source-editions = Les éditions distinctes, comptées à l'instant, après rapprochement des notices.
catalogue-figure-source-records = Les notices reçues des bibliothèques et en vigueur, comptées à l'instant.

# Ce que les bibliothèques disent de leurs rayons, maintenant
catalogue-shelf-free = { $free } sur { $copies }
catalogue-shelf-due = retour prévu le <time datetime="{ $iso }">{ $day }</time>
catalogue-shelf-out = indisponible
catalogue-shelf-holds = { $n ->
    [one] un lecteur l’attend
   *[other] { $n } lecteurs l’attendent
    }
catalogue-shelf-live = vérifié à l’instant
catalogue-shelf-minutes = { $n ->
    [one] vu <time datetime="{ $iso }">il y a une minute</time>.
   *[other] vu <time datetime="{ $iso }">il y a { $n } minutes</time>.
    }
catalogue-shelf-hours = { $n ->
    [one] vu <time datetime="{ $iso }">il y a une heure</time>.
   *[other] vu <time datetime="{ $iso }">il y a { $n } heures</time>.
    }
catalogue-shelf-late = La bibliothèque tarde à répondre.
catalogue-shelf-down = Son système ne répond pas pour le moment.
catalogue-shelf-in = { $n ->
    [one] À prendre maintenant dans une bibliothèque
   *[other] À prendre maintenant dans { $n } bibliothèques
    }
catalogue-shelf-in-at-least = { $n ->
    [one] À prendre maintenant dans une bibliothèque au moins
   *[other] À prendre maintenant dans { $n } bibliothèques au moins
    }
catalogue-shelf-nowhere = En rayon nulle part pour le moment
catalogue-shelf-reserve = Réserver
