agenda-nav = Sorties

agenda-title = Sorties
agenda-heading = Un spectacle <em>près de chez vous</em>
agenda-lead = Concerts, théâtre, danse, cirque : dans les salles des fêtes, les églises, les cafés et les théâtres de la métropole.
agenda-near-label = Chercher près d'un lieu
agenda-near = Commune ou code postal
agenda-near-placeholder = Votre commune ou code postal
agenda-look = Chercher
agenda-locate = Près de moi
agenda-locate-asking = Votre navigateur vous demande si vous êtes d'accord.
agenda-locate-refused = Votre position n'a pas pu être lue. Écrivez votre commune ou votre code postal.

agenda-ways = Autres façons de voir
agenda-way-list = Liste
agenda-way-calendar = Calendrier
agenda-way-map = Carte

agenda-demo = Démonstration
agenda-demo-words = Ces spectacles et ces dates sont inventés pour montrer le logiciel.

agenda-posters = À l'affiche
agenda-whole-season = Toute la saison
agenda-all = Toutes les dates
agenda-dates = { $n ->
    [0] Aucune date
    [one] { $n } date
   *[other] { $n } dates
}
agenda-found-near = { $n ->
    [0] Aucune date près de <em>{ $name }</em>
    [one] { $n } date près de <em>{ $name }</em>
   *[other] { $n } dates près de <em>{ $name }</em>
}
agenda-found-here = { $n ->
    [0] Aucune date <em>près de vous</em>
    [one] { $n } date <em>près de vous</em>
   *[other] { $n } dates <em>près de vous</em>
}

agenda-filter = Filtrer
agenda-filters-on = Filtres choisis
agenda-remove = Retirer le filtre
agenda-clear = Tout effacer
agenda-apply = Appliquer
agenda-when = Quand
agenda-period-all = Toutes les dates
agenda-period-aujourdhui = Aujourd'hui
agenda-period-week-end = Ce week-end
agenda-period-semaine = Les 7 jours qui viennent
agenda-period-mois = Les 30 jours qui viennent
agenda-from = Du
agenda-to = Au
agenda-radius = Distance
agenda-radius-km = À moins de { $n } km
agenda-radius-any = N'importe où
agenda-commune = Commune
agenda-commune-any = Toutes les communes
agenda-genre = Genre
agenda-age = Âge du plus jeune
agenda-age-hint = Pour voir ce qui convient dès cet âge.
agenda-access = Accessibilité
agenda-series = Saison
agenda-series-any = Toutes les saisons
agenda-chip-days = du { $from } au { $to }
agenda-chip-from = à partir du { $from }
agenda-chip-to = jusqu'au { $to }
agenda-chip-commune = Commune choisie
agenda-chip-age = { $n ->
    [0] Dès la naissance
    [one] { $n } an
   *[other] { $n } ans
}
agenda-chip-here = Près de moi
agenda-chip-near = Près de { $name }
agenda-lost = Nous ne connaissons pas de commune ni de code postal « { $typed } ». Vérifiez l'orthographe, ou essayez le code postal.
agenda-fault-day = Une date ne peut pas être lue. Écrivez-la comme 2026-11-26.
agenda-fault-days = La dernière date est avant la première : elle n'a pas été prise en compte.
agenda-fault-age = L'âge est un nombre d'années, de 0 à 120.
agenda-fault-period = Cette période n'est pas connue : aujourdhui, week-end, semaine ou mois.
agenda-fault-genre = Un genre demandé n'est pas connu : il n'a pas été pris en compte.
agenda-fault-access = Un accès demandé n'est pas connu : il n'a pas été pris en compte.
agenda-fault-radius = La distance est de 3, 5, 10 ou 20 km, ou « tout ».
agenda-fault-page = Le numéro de page est un nombre à partir de 1.
agenda-fault-position = La position est une latitude et une longitude en degrés, comme 50.63,3.06.
agenda-fault-number = Le nombre de dates par page va de 1 à 200.
agenda-fault-place = Aucune commune de ce nom ni de ce code postal n'est connue.

agenda-nothing = Rien ne correspond
agenda-nothing-words = Aucune date ne répond à tout ce que vous demandez.
agenda-nothing-wider = Chercher plus loin
agenda-nothing-all = Voir toutes les dates
agenda-nothing-nearest = Le plus près de vous :
agenda-nothing-yet = Rien n'est annoncé pour l'instant
agenda-nothing-yet-words = Les prochaines dates paraîtront ici dès qu'elles seront annoncées. Abonnez votre agenda pour ne pas les manquer.

agenda-on = { $weekday } { $number } { $month }
agenda-month-1 = janvier
agenda-month-2 = février
agenda-month-3 = mars
agenda-month-4 = avril
agenda-month-5 = mai
agenda-month-6 = juin
agenda-month-7 = juillet
agenda-month-8 = août
agenda-month-9 = septembre
agenda-month-10 = octobre
agenda-month-11 = novembre
agenda-month-12 = décembre

agenda-genre-theatre = Théâtre
agenda-genre-opera = Opéra
agenda-genre-concert = Concert
agenda-genre-song = Chanson et musiques
agenda-genre-dance = Danse
agenda-genre-circus = Cirque
agenda-genre-puppets = Marionnettes
agenda-genre-reading = Contes et lectures
agenda-genre-encounter = Rencontre
agenda-genre-other = Spectacle

agenda-access-wheelchair = Accessible en fauteuil
agenda-access-hearing_loop = Boucle magnétique
agenda-access-sign_language = Langue des signes
agenda-access-audio_description = Audiodescription
agenda-access-surtitles = Surtitres
agenda-access-relaxed = Séance Relax
agenda-access-unsaid = Rien n'est encore dit de l'accessibilité de cette salle. Posez la question à qui vous accueille.

agenda-age-from = { $n ->
    [one] dès { $n } an
   *[other] dès { $n } ans
}
agenda-minutes = { $n ->
    [one] { $n } minute
   *[other] { $n } minutes
}
agenda-artists = { $n ->
    [one] { $n } artiste en scène
   *[other] { $n } artistes en scène
}
agenda-km = à { $km } km
agenda-free = Gratuit
agenda-from-to = de { $least } à { $most }
agenda-price-most = { $price } au plus

agenda-state-not_yet = Réservation bientôt ouverte
agenda-state-open = Places disponibles
agenda-state-few = Dernières places
agenda-state-waiting_list = Complet, liste d'attente
agenda-state-full = Complet
agenda-state-closed = Réservation close
agenda-state-free_entry = Entrée libre
agenda-opens = Réservation à partir du { $at }
agenda-places-left = { $n ->
    [one] Plus que { $n } place
   *[other] Plus que { $n } places
}
agenda-cancelled = Annulé
agenda-cancelled-title = Annulé : { $title }
agenda-cancelled-words = Cette représentation est annulée.
agenda-changed = Modifié le { $at }.
agenda-past = Passé
agenda-book = Réserver
agenda-wait = S'inscrire sur la liste d'attente

agenda-season = Saison
agenda-season-lead = { $shows } spectacles, { $dates } dates dans { $communes } communes.
agenda-series-belles-sorties = Les Belles Sorties { $years }
agenda-figure-shows = { $n ->
    [one] spectacle
   *[other] spectacles
}
agenda-figure-dates = { $n ->
    [one] date
   *[other] dates
}
agenda-figure-communes = { $n ->
    [one] commune
   *[other] communes
}
agenda-figure-most = au plus la place
agenda-next-is = Prochaine date : { $when }, { $title }
agenda-shows = Les spectacles

agenda-show-dates = Où et quand
agenda-no-more-dates = Plus aucune date n'est prévue.
agenda-played = Déjà joué
agenda-the-show = Le spectacle
agenda-see-show = Tout savoir du spectacle
agenda-mediation = Autour du spectacle
agenda-practical = Bon à savoir
agenda-doors = Ouverture des portes
agenda-length = Durée
agenda-audience = Public
agenda-price = Prix
agenda-host = Vous accueille
agenda-licence = Licence
agenda-other-dates = Autres dates
agenda-where = Où
agenda-around = Plan : { $place }, à { $commune }
agenda-around-commune = Le point marque la commune : la position exacte de la salle n'est pas connue.
agenda-way-there = Voir le chemin sur OpenStreetMap

agenda-calendar-title = Calendrier des sorties
agenda-months = Mois
agenda-this-month = Ce mois-ci
agenda-today = aujourd'hui
agenda-month-nothing = Aucune date n'est annoncée ce mois-ci.

agenda-map-title = Carte des sorties
agenda-map-heading = { $communes ->
    [0] Aucune commune <em>éclairée</em>
    [one] { $communes } commune <em>éclairée</em>
   *[other] { $communes } communes <em>éclairées</em>
}
agenda-map-label = { $n ->
    [one] Carte de la métropole : { $n } commune où un spectacle est annoncé
   *[other] Carte de la métropole : { $n } communes où un spectacle est annoncé
}
agenda-by-commune = Commune par commune

agenda-commune-kicker = Sortir à
agenda-commune-title = Sortir à { $name }
agenda-commune-map = Carte de la métropole : { $name }
agenda-commune-none = Rien n'est annoncé ici pour l'instant.
agenda-coming = À venir
agenda-close = Tout près
agenda-close-all = Tout ce qui est près d'ici
agenda-played-here = Déjà passé par ici

agenda-keep = Ne rien manquer
agenda-keep-words = Abonnez l'agenda de votre téléphone : les dates s'y ajoutent, et les changements s'y font tout seuls.
agenda-keep-calendar = S'abonner (iCalendar)
agenda-keep-one = Ajouter à mon agenda
agenda-keep-feed = Fil d'actualité (Atom)
agenda-keep-data = Données (JSON)
agenda-feed-title = Sorties de la métropole
agenda-feed-commune = Sorties à { $name }
