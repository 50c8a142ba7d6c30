agenda-nav = Uitgaan

agenda-title = Uitgaan
agenda-heading = Een voorstelling <em>bij u in de buurt</em>
agenda-lead = Concerten, theater, dans, circus: in de feestzalen, kerken, cafés en theaters van de metropool.
agenda-near-label = Zoeken in de buurt van een plaats
agenda-near = Gemeente of postcode
agenda-near-placeholder = Uw gemeente of postcode
agenda-look = Zoeken
agenda-locate = Bij mij
agenda-locate-asking = Uw browser vraagt of u akkoord gaat.
agenda-locate-refused = Uw positie kon niet worden gelezen. Typ uw gemeente of uw postcode.

agenda-ways = Anders bekijken
agenda-way-list = Lijst
agenda-way-calendar = Kalender
agenda-way-map = Kaart

agenda-demo = Demonstratie
agenda-demo-words = Deze voorstellingen en data zijn verzonnen om de software te tonen.

agenda-posters = Op de affiche
agenda-whole-season = Het hele seizoen
agenda-all = Alle data
agenda-dates = { $n ->
    [0] Geen data
    [one] { $n } datum
   *[other] { $n } data
}
agenda-found-near = { $n ->
    [0] Geen data bij <em>{ $name }</em>
    [one] { $n } datum bij <em>{ $name }</em>
   *[other] { $n } data bij <em>{ $name }</em>
}
agenda-found-here = { $n ->
    [0] Geen data <em>bij u in de buurt</em>
    [one] { $n } datum <em>bij u in de buurt</em>
   *[other] { $n } data <em>bij u in de buurt</em>
}

agenda-filter = Filteren
agenda-filters-on = Gekozen filters
agenda-remove = Filter verwijderen
agenda-clear = Alles wissen
agenda-apply = Toepassen
agenda-when = Wanneer
agenda-period-all = Alle data
agenda-period-aujourdhui = Vandaag
agenda-period-week-end = Dit weekend
agenda-period-semaine = De komende 7 dagen
agenda-period-mois = De komende 30 dagen
agenda-from = Van
agenda-to = Tot
agenda-radius = Afstand
agenda-radius-km = Binnen { $n } km
agenda-radius-any = Overal
agenda-commune = Gemeente
agenda-commune-any = Alle gemeenten
agenda-genre = Genre
agenda-age = Leeftijd van de jongste
agenda-age-hint = Om te zien wat vanaf die leeftijd past.
agenda-access = Toegankelijkheid
agenda-series = Seizoen
agenda-series-any = Alle seizoenen
agenda-chip-days = van { $from } tot { $to }
agenda-chip-from = vanaf { $from }
agenda-chip-to = tot { $to }
agenda-chip-commune = Gekozen gemeente
agenda-chip-age = { $n ->
    [0] Vanaf de geboorte
   *[other] { $n } jaar
}
agenda-chip-here = Bij mij
agenda-chip-near = Bij { $name }
agenda-lost = Wij kennen geen gemeente of postcode “{ $typed }”. Controleer de spelling of probeer de postcode.
agenda-fault-day = Een datum kan niet worden gelezen. Schrijf hem als 2026-11-26.
agenda-fault-days = De laatste datum valt voor de eerste: hij is weggelaten.
agenda-fault-age = De leeftijd is een aantal jaren, van 0 tot 120.
agenda-fault-period = Deze periode is niet bekend: aujourdhui, week-end, semaine of mois.
agenda-fault-genre = Een gevraagd genre is niet bekend: het is weggelaten.
agenda-fault-access = Een gevraagde toegankelijkheid is niet bekend: ze is weggelaten.
agenda-fault-radius = De afstand is 3, 5, 10 of 20 km, of “tout”.
agenda-fault-page = Het paginanummer is een getal vanaf 1.
agenda-fault-position = De plaats is een breedte- en een lengtegraad, zoals 50.63,3.06.
agenda-fault-number = Het aantal data per pagina gaat van 1 tot 200.
agenda-fault-place = Geen gemeente met die naam of postcode is bekend.

agenda-nothing = Niets gevonden
agenda-nothing-words = Geen datum beantwoordt aan alles wat u vraagt.
agenda-nothing-wider = Verder weg zoeken
agenda-nothing-all = Alle data bekijken
agenda-nothing-nearest = Het dichtst bij u:
agenda-nothing-yet = Voorlopig is niets aangekondigd
agenda-nothing-yet-words = De volgende data verschijnen hier zodra ze zijn aangekondigd. Abonneer uw agenda om ze niet te missen.

agenda-on = { $weekday } { $number } { $month }
agenda-month-1 = januari
agenda-month-2 = februari
agenda-month-3 = maart
agenda-month-4 = april
agenda-month-5 = mei
agenda-month-6 = juni
agenda-month-7 = juli
agenda-month-8 = augustus
agenda-month-9 = september
agenda-month-10 = oktober
agenda-month-11 = november
agenda-month-12 = december

agenda-genre-theatre = Theater
agenda-genre-opera = Opera
agenda-genre-concert = Concert
agenda-genre-song = Lied en muziek
agenda-genre-dance = Dans
agenda-genre-circus = Circus
agenda-genre-puppets = Poppenspel
agenda-genre-reading = Verhalen en lezingen
agenda-genre-encounter = Ontmoeting
agenda-genre-other = Voorstelling

agenda-access-wheelchair = Rolstoeltoegankelijk
agenda-access-hearing_loop = Ringleiding
agenda-access-sign_language = Gebarentaal
agenda-access-audio_description = Audiodescriptie
agenda-access-surtitles = Boventiteling
agenda-access-relaxed = Prikkelarme voorstelling
agenda-access-unsaid = Over de toegankelijkheid van deze zaal is nog niets gezegd. Vraag het aan wie u ontvangt.

agenda-age-from = vanaf { $n } jaar
agenda-minutes = { $n ->
    [one] { $n } minuut
   *[other] { $n } minuten
}
agenda-artists = { $n ->
    [one] { $n } artiest op het podium
   *[other] { $n } artiesten op het podium
}
agenda-km = op { $km } km
agenda-free = Gratis
agenda-from-to = van { $least } tot { $most }
agenda-price-most = hoogstens { $price }

agenda-state-not_yet = Reserveren kan binnenkort
agenda-state-open = Plaatsen beschikbaar
agenda-state-few = Laatste plaatsen
agenda-state-waiting_list = Volzet, wachtlijst
agenda-state-full = Volzet
agenda-state-closed = Reserveren afgesloten
agenda-state-free_entry = Vrije toegang
agenda-opens = Reserveren vanaf { $at }
agenda-places-left = { $n ->
    [one] Nog { $n } plaats
   *[other] Nog { $n } plaatsen
}
agenda-cancelled = Geannuleerd
agenda-cancelled-title = Geannuleerd: { $title }
agenda-cancelled-words = Deze voorstelling is geannuleerd.
agenda-changed = Gewijzigd op { $at }.
agenda-past = Voorbij
agenda-book = Reserveren
agenda-wait = Op de wachtlijst inschrijven

agenda-season = Seizoen
agenda-season-lead = { $shows } voorstellingen, { $dates } data in { $communes } gemeenten.
agenda-series-belles-sorties = Les Belles Sorties { $years }
agenda-figure-shows = { $n ->
    [one] voorstelling
   *[other] voorstellingen
}
agenda-figure-dates = { $n ->
    [one] datum
   *[other] data
}
agenda-figure-communes = { $n ->
    [one] gemeente
   *[other] gemeenten
}
agenda-figure-most = hoogstens per plaats
agenda-next-is = Volgende datum: { $when }, { $title }
agenda-shows = De voorstellingen

agenda-show-dates = Waar en wanneer
agenda-no-more-dates = Er zijn geen data meer gepland.
agenda-played = Al gespeeld
agenda-the-show = De voorstelling
agenda-see-show = Alles over de voorstelling
agenda-mediation = Rond de voorstelling
agenda-practical = Goed om te weten
agenda-doors = Deuren open
agenda-length = Duur
agenda-audience = Publiek
agenda-price = Prijs
agenda-host = Ontvangt u
agenda-licence = Vergunning
agenda-other-dates = Andere data
agenda-where = Waar
agenda-around = Plattegrond: { $place }, in { $commune }
agenda-around-commune = De stip duidt de gemeente aan: de precieze plaats van de zaal is niet bekend.
agenda-way-there = De weg bekijken op OpenStreetMap

agenda-calendar-title = Uitkalender
agenda-months = Maanden
agenda-this-month = Deze maand
agenda-today = vandaag
agenda-month-nothing = Deze maand is niets aangekondigd.

agenda-map-title = Uitkaart
agenda-map-heading = { $communes ->
    [0] Geen gemeente <em>verlicht</em>
    [one] { $communes } gemeente <em>verlicht</em>
   *[other] { $communes } gemeenten <em>verlicht</em>
}
agenda-map-label = { $n ->
    [one] Kaart van de metropool: { $n } gemeente waar een voorstelling is aangekondigd
   *[other] Kaart van de metropool: { $n } gemeenten waar een voorstelling is aangekondigd
}
agenda-by-commune = Gemeente per gemeente

agenda-commune-kicker = Uitgaan in
agenda-commune-title = Uitgaan in { $name }
agenda-commune-map = Kaart van de metropool: { $name }
agenda-commune-none = Hier is voorlopig niets aangekondigd.
agenda-coming = Binnenkort
agenda-close = Vlakbij
agenda-close-all = Alles hier in de buurt
agenda-played-here = Al hier gespeeld

agenda-keep = Niets missen
agenda-keep-words = Abonneer de agenda van uw telefoon: data komen erbij, en wijzigingen gebeuren vanzelf.
agenda-keep-calendar = Abonneren (iCalendar)
agenda-keep-one = Aan mijn agenda toevoegen
agenda-keep-feed = Nieuwsfeed (Atom)
agenda-keep-data = Gegevens (JSON)
agenda-feed-title = Uitgaan in de metropool
agenda-feed-commune = Uitgaan in { $name }
