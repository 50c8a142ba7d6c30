# Het reizende programma: oproepen, voorstellen, wensen, zalen, publicatie.
calls-nav-office = Belles Sorties
calls-nav-mine = Mijn voorstellingen
calls-nav-hosting = Een voorstelling ontvangen

calls-title = Les Belles Sorties
calls-lead = Elk jaar mooie voorstellingen in de kleine gemeenten, tegen een zachte prijs. Hier ontstaan de edities: oproepen, keuzes, plan, publicatie.
calls-none-yet = Er is nog geen editie geopend.
calls-season = Van { $from } tot { $to }
calls-counts = { $proposals ->
    [one] { $proposals } voorstel ontvangen
   *[other] { $proposals } voorstellen ontvangen
 }, { $lists ->
    [one] { $lists } gemeente stuurde haar wensen
   *[other] { $lists } gemeenten stuurden hun wensen
 }, { $dates ->
    [one] { $dates } datum aangekondigd
   *[other] { $dates } data aangekondigd
 }
calls-edition-new = Een editie openen
calls-edition-parts = Delen van de editie
calls-edition-season = Het seizoen
calls-edition-title = Titel
calls-first-day = Eerste dag van het seizoen
calls-last-day = Laatste dag van het seizoen
calls-settings = Instellingen
calls-calendar = Kalender
calls-calendar-hint = Elke stap volgt op de vorige. Zolang de oproep niet gelanceerd is, ziet niemand anders de editie.
calls-at-proposals_from = Oproep aan de instellingen opent
calls-at-proposals_until = Oproep aan de instellingen sluit
calls-at-wishes_from = Oproep aan de gemeenten opent
calls-at-wishes_until = Oproep aan de gemeenten sluit
calls-at-arbitration_until = Keuzes gemaakt
calls-at-publication_at = Publicatie van het seizoen
calls-at-sales_at = Reserveren opent
calls-step-past = (voorbij)
calls-who = Wie mag ontvangen
calls-ceiling = Gemeenten met minder inwoners dan
calls-population = Getelde bevolking
calls-population-municipal = gemeentelijke bevolking
calls-population-total = totale bevolking
calls-who-counts = Onder { $ceiling } inwoners: { $municipal ->
    [one] { $municipal } gemeente
   *[other] { $municipal } gemeenten
 } volgens de gemeentelijke bevolking, { $total ->
    [one] { $total } gemeente
   *[other] { $total } gemeenten
 } volgens de totale bevolking.
calls-wishes-most = Wensen per gemeente, hoogstens
calls-sectors = Aantal sectoren
calls-sectors-hint = Opdat elk deel van het gebied aan bod komt.
calls-money = Geld
calls-price-cap = Hoogste prijs van een ticket, in euro
calls-budget = Budget
calls-budget-hint = Wat de voorstellingen samen mogen kosten. Leeg: geen grens.
calls-crews = De ploegen onderweg
calls-crew-km = Verst van de ene dag op de andere (km)
calls-crew-days = Dagen na elkaar, hoogstens
calls-save = Bewaren
calls-phase-draft = In voorbereiding
calls-phase-announced = Aangekondigd
calls-phase-proposals = De instellingen stellen voor
calls-phase-choosing = Keuze van de voorstellingen
calls-phase-wishes = De gemeenten wensen
calls-phase-arbitration = Keuzes worden gemaakt
calls-phase-published = Gepubliceerd
calls-phase-playing = In het seizoen
calls-phase-over = Voorbij
calls-phase-closed = Afgesloten

calls-call-title = De oproep lanceren
calls-call-words = Instellingen en gemeenten zullen de editie en haar kalender zien. De oproepen openen en sluiten op de geplande dagen.
calls-call-do = De oproep lanceren
calls-close-title = De editie afsluiten
calls-close-words = Een afgesloten editie verandert niet meer: noch data, noch voorstellen, noch wensen.
calls-close-do = De editie afsluiten
calls-tile-waiting = Voorstellen te bekijken
calls-tile-accepted = Gekozen voorstellingen
calls-tile-lists = Gemeenten die hun wensen stuurden
calls-tile-announced = Aangekondigde data
calls-institutions = Instellingen
calls-institution = Instelling
calls-house-accepted = { $n ->
    [one] { $n } voorstel gekozen.
   *[other] { $n } voorstellen gekozen.
 }
calls-house-sent = { $n ->
    [one] { $n } voorstel verstuurd.
   *[other] { $n } voorstellen verstuurd.
 }
calls-house-drafts = { $n ->
    [one] { $n } klad.
   *[other] { $n } kladden.
 }
calls-house-none = nog niets
calls-no-house = Het netwerk kent geen instelling die speelt.
calls-remind-houses = { $n ->
    [one] De instelling herinneren die niets stuurde
   *[other] De { $n } instellingen herinneren die niets stuurden
 }
calls-communes = Gemeenten
calls-commune = Gemeente
calls-communes-sent = { $n ->
    [one] { $n } lijst verstuurd
   *[other] { $n } lijsten verstuurd
 }
calls-communes-draft = { $n ->
    [one] { $n } klad
   *[other] { $n } kladden
 }
calls-communes-nothing = { $n ->
    [one] { $n } gemeente zonder antwoord
   *[other] { $n } gemeenten zonder antwoord
 }
calls-communes-drafts = Wie begonnen is
calls-communes-nothings = Wie niet antwoordde
calls-remind-communes = { $n ->
    [one] De late gemeente herinneren
   *[other] De { $n } late gemeenten herinneren
 }
calls-communes-lead = { $n } van de { $total } gemeenten mogen ontvangen: minder dan { $ceiling } inwoners ({ $kind }, cijfers van kracht op { $date }).
calls-eligibility = In aanmerking
calls-history = Al ontvangen
calls-never-served = Voor zover bekend nooit ontvangen.
calls-served-in = Ontvangen in { $years }.
calls-sector = Sector
calls-wishes = Wensen
calls-by-hand = gekozen
calls-list-none = niets
calls-list-draft = { $n ->
    [one] klad, { $n } wens
   *[other] klad, { $n } wensen
 }
calls-list-sent = { $n ->
    [one] verstuurd, { $n } wens
   *[other] verstuurd, { $n } wensen
 }
calls-standing-eligible = { $commune }: { $n } inwoners ({ $kind }, cijfers van kracht op { $date }), minder dan { $ceiling }: komt in aanmerking.
calls-standing-too-large = { $commune }: { $n } inwoners ({ $kind }, cijfers van kracht op { $date }), { $ceiling } of meer: komt niet in aanmerking.
calls-standing-unknown = { $commune }: { $kind } onbekend. We kunnen niet zeggen of de gemeente in aanmerking komt.
calls-short-eligible = { $n } inwoners, minder dan { $ceiling }: komt in aanmerking
calls-short-too-large = { $n } inwoners, { $ceiling } of meer: komt niet in aanmerking
calls-short-unknown = bevolking onbekend: niet te zeggen
calls-sector-move = Een gemeente naar een andere sector brengen
calls-sector-rule = De sectoren volgen een openbare regel: het eerste centrum is de gemeente met de meeste inwoners, elk volgende is de gemeente die het verst ligt van de al gekozen centra; elke gemeente hoort bij het dichtstbijzijnde centrum. U mag er anders over beslissen.
calls-sector-by-rule = Volgens de regel

calls-proposals = Voorstellen
calls-plan = Plan
calls-publication = Publicatie
calls-show = Voorstelling
calls-state = Stand
calls-performances = Opvoeringen
calls-cost = Kosten van een opvoering
calls-cost-hint = In euro, alles inbegrepen.
calls-cost-words = Als alle opvoeringen van de gekozen voorstellingen gespeeld werden.
calls-fits = Gemeenten met een passende zaal
calls-tile-dates-offered = Aangeboden opvoeringen
calls-tile-cost = Kosten als alles gespeeld wordt
calls-unknown = niet bekend
calls-no-proposal = Nog geen voorstel.
calls-proposal-draft = In opmaak
calls-proposal-sent = Verstuurd
calls-proposal-accepted = Gekozen
calls-proposal-refused = Niet gekozen
calls-proposal-withdrawn = Ingetrokken
calls-proposal-edit = De fiche verbeteren
calls-decide = Beslissen
calls-reason = Reden
calls-reason-hint = Die wordt aan de instelling geschreven. Een weigering heeft altijd een reden.
calls-accept = Kiezen
calls-refuse = Niet kiezen
calls-not-decidable = Dit voorstel wacht niet op een beslissing.
calls-fits-where = { $n ->
    [one] Past in een zaal in { $n } gemeente van { $total }
   *[other] Past in een zaal in { $n } gemeenten van { $total }
 }

calls-genre-theatre = Theater
calls-genre-opera = Opera en muziektheater
calls-genre-concert = Concert
calls-genre-song = Chanson, rock, jazz, wereldmuziek
calls-genre-dance = Dans
calls-genre-circus = Circus en straatkunst
calls-genre-puppets = Poppen en objecten
calls-genre-reading = Verhalen, lezingen, poëzie
calls-genre-encounter = Ontmoeting, bezoek buiten de muren
calls-genre-other = Andere
calls-genre = Genre
calls-credits = Makers
calls-credits-hint = Op één regel, zoals op de affiche.
calls-summary = Voorstelling in woorden
calls-minutes = Duur, in minuten
calls-n-minutes = { $n ->
    [one] { $n } minuut
   *[other] { $n } minuten
 }
calls-audience = Publiek
calls-audience-hint = In enkele woorden. Leeg: iedereen.
calls-age = Vanaf (jaar)
calls-from-age = Vanaf { $n } jaar.
calls-artists = Artiesten op het podium
calls-mediation = Bemiddeling
calls-mediation-hint = Ateliers, ontmoetingen, nagesprekken bij de voorstelling.
calls-access = Toegankelijkheid
calls-access-wheelchair = rolstoelen
calls-access-hearing_loop = ringleiding
calls-access-sign_language = gebarentaal
calls-access-audio_description = audiodescriptie
calls-access-surtitles = boventiteling
calls-access-relaxed = prikkelarme voorstelling
calls-needs = Technische noden
calls-needs-none = Niets bijzonders.
calls-needs-hint = Vul enkel in wat onmisbaar is: een leeg vak betekent dat elke zaal goed is. De maten zijn in meter.
calls-need-width = { $n } m breed
calls-need-depth = { $n } m diep
calls-need-height = { $n } m hoog
calls-need-power = { $n } kW
calls-need-get-in = { $n } u opbouw
calls-need-places = hoogstens { $n } toeschouwers
calls-need-dark = verduistering
calls-need-level = een drempelloze toegang voor het decor
calls-need-unusual = ongewone plekken zijn welkom
calls-width = Breedte (m)
calls-depth = Diepte (m)
calls-height = Hoogte (m)
calls-power = Elektrisch vermogen (kW)
calls-get-in = Opbouwtijd (uren)
calls-places-most = Toeschouwers, hoogstens
calls-needs-dark = Het moet donker zijn
calls-needs-level = Een drempelloze toegang is nodig
calls-needs-unusual = Een kerk, een kantine, een café is goed
calls-needs-words = Andere noden

calls-from = Van
calls-to = Tot
calls-days-possible = Mogelijke dagen
calls-days-out = Behalve sommige dagen
calls-period-n = Periode { $n }
calls-out-n = Uitzondering { $n }
calls-weekdays = Dagen van de week
calls-weekdays-hint = Geen vakje aangevinkt: elke dag is goed.
calls-days-none = Er is nog geen dag gezegd.
calls-days-span = van { $from } tot { $to }
calls-days-weekdays = { $days } ({ $weekdays })
calls-days-but = { $days }; behalve { $out }

calls-mine = Mijn voorstellingen
calls-mine-lead = Wat uw instelling aan de Belles Sorties voorstelt, en wat ervan wordt.
calls-no-call = Er loopt nu geen oproep.
calls-call-until = Open tot { $at }.
calls-call-from = De oproep opent op { $at }.
calls-call-over = De oproep is gesloten.
calls-propose = Een voorstelling voorstellen
calls-own-proposals = Uw voorstellen
calls-part-show = De voorstelling
calls-part-needs = Wat ze nodig heeft
calls-part-days = Wanneer ze gespeeld kan worden
calls-part-money = Hoe vaak, tegen welke prijs, met wie
calls-show-title = Titel
calls-licence = Licentienummer
calls-licence-hint = Van wie voor de voorstelling instaat: PLATESV-D-2024-001234 of L-D-24-1234. Het staat op de tickets.
calls-contact = E-mailadres van wie verwittigd moet worden
calls-contact-hint = Beslissingen en wijzigingen worden daarheen geschreven.
calls-save-draft = Het klad bewaren
calls-save-send = Bewaren en versturen
calls-proposal-closed = Dit voorstel kan hier niet meer gewijzigd worden. Schrijf aan de métropole als het toch moet.
calls-withdraw = Dit voorstel intrekken
calls-withdraw-words = De gemeenten zullen het niet meer kunnen vragen.
calls-withdraw-do = Intrekken

calls-hosting = Een voorstelling ontvangen
calls-hosting-lead = Zeg welke voorstellingen u graag zou ontvangen, in welke zalen en op welke dagen. De métropole betaalt één datum per gemeente en per jaar.
calls-halls = Zalen
calls-n-halls = { $n ->
    [0] nog geen zaal
    [one] { $n } zaal
   *[other] { $n } zalen
 }
calls-wishes-of = De wensen van { $commune }
calls-wishes-are-sent = Uw wensen zijn verstuurd ({ $at }). Tot de oproep sluit, telt elke wijziging die u hier bewaart.
calls-wishes-closed = De oproep is niet open: uw wensen kunnen gelezen maar niet gewijzigd worden.
calls-step-shows = 1. Uw voorstellingen
calls-step-shows-hint = { $n ->
    [one] Eén wens.
   *[other] Tot { $n } wensen, de liefste eerst.
 }
calls-wish-n = { $n ->
    [1] 1e wens
   *[other] { $n }e wens
 }
calls-wish-none = Geen
calls-wish-hall = Zaal van wens { $n }
calls-any-hall = Om het even welke
calls-step-halls = 2. Uw zalen
calls-step-halls-hint = Vink aan welke u voor deze editie aanbiedt.
calls-no-hall-yet = U hebt nog geen zaal beschreven.
calls-halls-edit = Uw zalen beschrijven of verbeteren
calls-step-days = 3. Uw dagen
calls-hour-wished = Gewenst uur
calls-step-words = 4. Een woordje
calls-note = Een woordje voor de métropole
calls-wishes-send = Onze wensen versturen
calls-autosaved = Klad bewaard.
calls-autosave-failed = Nog niet bewaard: kijk na wat er staat en gebruik dan de knop.
calls-shows-offered = { $n ->
    [one] De voorgestelde voorstelling
   *[other] De { $n } voorgestelde voorstellingen
 }
calls-fit-yours = En uw zalen?
calls-no-show-yet = De voorstellingen zijn nog niet gekozen. U kunt uw zalen al beschrijven.
calls-warn-no-day = Geen van uw dagen past bij deze voorstelling.
calls-warn-hall = De gekozen zaal is niet bij de zalen die u aanbiedt: met deze wens kan geen rekening worden gehouden.
calls-fit-good = { $hall }: past.
calls-fit-bad = { $hall }: past niet ({ $why }).
calls-fit-width = { $needs } m breedte nodig, de zaal heeft { $has }
calls-fit-width-unknown = { $needs } m breedte nodig, die van de zaal is niet gezegd
calls-fit-depth = { $needs } m diepte nodig, de zaal heeft { $has }
calls-fit-depth-unknown = { $needs } m diepte nodig, die van de zaal is niet gezegd
calls-fit-height = { $needs } m hoogte nodig, de zaal heeft { $has }
calls-fit-height-unknown = { $needs } m hoogte nodig, die van de zaal is niet gezegd
calls-fit-power = { $needs } kW nodig, de zaal heeft { $has }
calls-fit-power-unknown = { $needs } kW nodig, dat van de zaal is niet gezegd
calls-fit-dark = verduisteren kan er niet
calls-fit-level = er zijn treden
calls-fit-unusual = een echte zaal is nodig

calls-halls-of = De zalen van { $commune }
calls-halls-lead = Een feestzaal, maar ook een kerk, een kantine, een café: elke plek waar men kan zitten en luisteren.
calls-hall-new = Een zaal beschrijven
calls-hall-add = Deze zaal toevoegen
calls-hall-name = Naam
calls-hall-kind = Soort plek
calls-hall-places = Zitplaatsen
calls-hall-unusual = Ongewone plek (kerk, kantine, café…)
calls-hall-dark = Verduisteren kan
calls-hall-level = Drempelloze toegang voor het decor
calls-hall-offered = Aangeboden voor voorstellingen
calls-hall-measures-hint = Van het podium, of van de vrije vloer. In meter. Een onbekende maat kan voorstellingen uitsluiten die ze nodig hebben.
calls-hall-notes = Voor de ploegen
calls-hall-notes-hint = Plannen, sleutels, parkeren, kleedkamers, wie te bellen.
calls-hall = Zaal
calls-address = Adres
calls-postal-code = Postcode
calls-n-places = { $n ->
    [one] { $n } plaats
   *[other] { $n } plaatsen
 }
calls-unusual = ongewoon
calls-not-offered = niet meer aangeboden
calls-place-ESPACE_POLYVALENT = Feestzaal, polyvalente zaal
calls-place-THEATRE = Theater
calls-place-SALLE_CONCERT_AUDITORIUM_OPERA_ZENITH = Concertzaal, auditorium, opera
calls-place-LIEU_DE_CULTE = Kerk, gebedshuis
calls-place-CASINO_DISCOTHEQUE_HOTEL_CAFE_RESTAURANT = Café, restaurant, hotel
calls-place-PLEIN_AIR_PARC_LOISIRS_ATTRACTION = Openlucht, park
calls-place-STRUCTURE_ITINERANTE_DEMONTABLE_CHAPITEAU = Circustent, tijdelijke constructie
calls-place-LIEU_DE_SANTE = Zorgplek
calls-place-CABARET_MUSIC_HALL = Cabaret, musichall
calls-place-AUTRE = Andere (school, kantine, boerderij…)

calls-no-plan = Er is geen plan aangenomen voor deze editie. Neem er een aan: de data komen dan hier.
calls-to-plan = Naar het plan
calls-publication-lead = { $n ->
    [one] { $n } datum wacht op aankondiging
   *[other] { $n } data wachten op aankondiging
 }; { $ready ->
    [one] { $ready } is klaar
   *[other] { $ready } zijn klaar
 }.
calls-to-announce = Aan te kondigen data
calls-day = Dag
calls-seller = Wie verkoopt
calls-seller-town-hall = Het gemeentehuis
calls-seller-hint = Wie het geld ontvangt en ervoor instaat.
calls-missing = Wat ontbreekt
calls-ready = klaar
calls-complete = Aanvullen
calls-still-missing = Er ontbreekt nog
calls-missing-hour = het uur
calls-missing-licence = het licentienummer
calls-missing-licence-wrong = het licentienummer heeft niet de juiste vorm
calls-missing-licence-ended = de licentie geldt niet op die dag
calls-missing-places = het aantal plaatsen
calls-missing-address = het adres van de zaal
calls-missing-postal-code = de postcode
calls-missing-not-accepted = de voorstelling is niet meer gekozen
calls-missing-not-eligible = de gemeente komt niet in aanmerking
calls-missing-twice = de gemeente ontvangt al een voorstelling van deze editie
calls-missing-out-of-season = de dag valt niet in het seizoen
calls-missing-past = het geplande moment is voorbij: kies een andere dag in het plan
calls-publish-words = De data verschijnen meteen op het portaal. Instellingen en gemeenten krijgen een brief.
calls-publish = { $n ->
    [one] Deze datum aankondigen
   *[other] Deze { $n } data aankondigen
 }
calls-publish-chosen = { $n ->
    [0] De aangevinkte data aankondigen
    [one] Deze datum en de aangevinkte aankondigen
   *[other] Deze { $n } data en de aangevinkte aankondigen
 }
calls-called-off = { $n ->
    [one] Eén geannuleerde datum wordt niet opnieuw aangekondigd
   *[other] { $n } geannuleerde data worden niet opnieuw aangekondigd
 }
calls-called-off-words = Het plan bevat nog wat is afgelast. Vink alleen aan wat u opnieuw beslist hebt.
calls-announce-again = Opnieuw aankondigen: { $commune }, { $show }
calls-publish-blocked = { $n ->
    [one] Er kan niets gepubliceerd worden: één datum is onvolledig.
   *[other] Er kan niets gepubliceerd worden: { $n } data zijn onvolledig.
 }
calls-announced = { $n ->
    [one] { $n } datum aangekondigd
   *[other] { $n } data aangekondigd
 }
calls-is-announced = aangekondigd
calls-cancelled = geannuleerd
calls-hour = Uur
calls-doors = Deuren open
calls-doors-hint = Zoveel minuten vooraf.
calls-places = Plaatsen
calls-date-cancelled = Deze datum is geannuleerd: { $told }
calls-date-lead = Instelling en gemeente krijgen een brief; wie een ticket heeft, wordt door de ticketdienst verwittigd.
calls-date-change = Deze datum wijzigen
calls-told = Wat verandert, en waarom
calls-told-hint = Iedereen leest deze woorden.
calls-date-change-do = Wijzigen en verwittigen
calls-date-cancel = Deze datum annuleren
calls-date-cancel-words = Een geannuleerde datum blijft dat. De tickets worden geannuleerd en terugbetaald.
calls-date-cancel-do = Annuleren en verwittigen

calls-done-opened = De editie is open. Lanceer de oproep wanneer de kalender klopt.
calls-done-called = De oproep is gelanceerd.
calls-done-closed = De editie is afgesloten.
calls-done-saved = Bewaard.
calls-done-hall = De zaal is toegevoegd.
calls-done-proposal-sent = Uw voorstel is naar de métropole verstuurd.
calls-done-withdrawn = Het voorstel is ingetrokken.
calls-done-accepted = De voorstelling is gekozen. De instelling is verwittigd.
calls-done-refused = De voorstelling is niet gekozen. De instelling is verwittigd.
calls-done-wishes-sent = Uw wensen zijn naar de métropole verstuurd. Dank u!
calls-done-published = De data zijn aangekondigd. Instellingen en gemeenten zijn verwittigd.
calls-done-changed = De datum is gewijzigd. Instelling en gemeente zijn verwittigd.
calls-done-cancelled = De datum is geannuleerd. Instelling en gemeente zijn verwittigd.
calls-done-reminded = De herinneringen zijn vertrokken.

calls-refused-closed = De editie is afgesloten: er verandert niets meer aan.
calls-refused-called = De oproep is al gelanceerd.
calls-refused-not-called = De oproep van deze editie is niet gelanceerd.
calls-refused-season-runs = Het seizoen is niet voorbij: de editie kan nog niet afgesloten worden.
calls-refused-proposals-wait = Er wachten nog voorstellen op een beslissing.
calls-refused-proposals-closed = De oproep aan de instellingen is niet open.
calls-refused-proposal-decided = De beslissing is genomen: dit voorstel verandert niet meer.
calls-refused-proposal-sent = Dit voorstel is al verstuurd.
calls-refused-not-sent = Dit voorstel werd niet verstuurd: er kan niet over beslist worden.
calls-refused-decided-so = Dat is al zo beslist.
calls-refused-announced = Een datum van deze voorstelling is aangekondigd: annuleer die eerst.
calls-refused-not-eligible = Deze gemeente komt niet in aanmerking voor deze editie.
calls-refused-wishes-closed = De oproep aan de gemeenten is niet open.
calls-refused-nothing = Er is geen datum aan te kondigen.
calls-refused-incomplete = Sommige data zijn onvolledig: er is niets gepubliceerd.
calls-refused-cancelled = Deze datum is al geannuleerd.
calls-refused-past = Deze datum is voorbij.
calls-refused-not-open = De oproep is niet open: er is niemand te herinneren.
calls-refused-reminded = Er vertrok minder dan een dag geleden een herinnering.
calls-refused-nobody = Niemand heeft een account om naar te schrijven.

calls-wrong-needed = In te vullen.
calls-wrong-email = Dit e-mailadres is niet goed.
calls-wrong-number = Dit getal is niet goed.
calls-wrong-metres = Schrijf een lengte in meter, zoals 6,5.
calls-wrong-price = Schrijf een bedrag in euro, zoals 1250 of 4,50.
calls-wrong-day = Deze dag bestaat niet.
calls-wrong-hour = Dit uur bestaat niet.
calls-wrong-moment = Zeg de dag en het uur.
calls-wrong-order = Het einde komt voor het begin.
calls-wrong-choice = Deze keuze bestaat niet, of niet meer.
calls-wrong-year = Zeg een jaar.
calls-wrong-edition-exists = Er begint dat jaar al een editie.
calls-wrong-first-year = Het seizoen raakt het jaar van de editie niet.
calls-wrong-published = Het seizoen is gepubliceerd: dit verandert niet meer.
calls-wrong-wishes-ended = De oproep aan de gemeenten is gesloten: het einde ervan verandert niet meer, want het bepaalt de loting.
calls-wrong-reason = Een weigering heeft altijd een reden.
calls-wrong-licence = Dit nummer heeft niet de vorm van een licentie, zoals PLATESV-D-2024-001234.
calls-wrong-no-wish = Kies minstens één voorstelling.
calls-wrong-no-hall = Vink minstens één zaal aan.
calls-wrong-hall-not-ticked = Deze zaal is niet aangevinkt bij uw zalen: vink ze aan, of kies een andere.
calls-wrong-no-day = Zeg minstens één periode.
calls-wrong-too-many-wishes = Te veel wensen.
calls-wrong-wished-twice = Deze voorstelling staat al bij uw wensen.
calls-wrong-told = Zeg wat verandert en waarom: dat is wat de mensen lezen.
calls-wrong-season = Deze dag valt niet in het seizoen.
calls-wrong-past = Dit moment is voorbij.

calls-letter-proposal-received-subject = Uw voorstel „{ $show }” is aangekomen
calls-letter-proposal-received-text =
    Dag,

    Uw voorstel „{ $show }” voor { $edition } is goed aangekomen. U kunt het verbeteren tot de oproep sluit:
    { $link }

    De métropole
calls-letter-proposal-accepted-subject = „{ $show }” is gekozen
calls-letter-proposal-accepted-text =
    Dag,

    „{ $show }” is gekozen voor { $edition }. De gemeenten kunnen het vragen; we schrijven u wanneer de data vastliggen.
    { $reason }

    { $link }

    De métropole
calls-letter-proposal-refused-subject = „{ $show }” is niet gekozen
calls-letter-proposal-refused-text =
    Dag,

    „{ $show }” is niet gekozen voor { $edition }. Dit is waarom:
    { $reason }

    { $link }

    De métropole
calls-letter-wishes-received-subject = De wensen van { $commune } zijn aangekomen
calls-letter-wishes-received-text =
    Dag,

    De wensen van { $commune } voor { $edition } zijn goed aangekomen:
    { $shows }

    U kunt ze wijzigen tot de oproep sluit:
    { $link }

    De métropole
calls-letter-published-commune-subject = { $commune } ontvangt „{ $show }”
calls-letter-published-commune-text =
    Dag,

    { $edition } is gepubliceerd: { $commune } ontvangt „{ $show }”.
    { $when }, { $hall }

    { $link }

    De métropole
calls-letter-published-institution-subject = De data van „{ $show }”
calls-letter-published-institution-text =
    Dag,

    { $edition } is gepubliceerd. Hier wordt „{ $show }” gespeeld:
    { $dates }

    { $link }

    De métropole
calls-letter-changed-subject = „{ $show }” in { $commune }: de datum verandert
calls-letter-changed-text =
    Dag,

    „{ $show }”, gepland in { $commune } ({ $before }), verandert:
    { $when }, { $hall }, { $places } plaatsen.

    { $told }

    Wie een ticket heeft, wordt verwittigd.
    { $link }

    De métropole
calls-letter-cancelled-subject = „{ $show }” in { $commune } is geannuleerd
calls-letter-cancelled-text =
    Dag,

    „{ $show }”, gepland in { $commune } ({ $when }, { $hall }), is geannuleerd.

    { $told }

    Wie een ticket heeft, wordt verwittigd en terugbetaald.
    { $link }

    De métropole
calls-letter-remind-institutions-subject = { $edition }: stel uw voorstellingen voor
calls-letter-remind-institutions-text =
    Dag,

    De oproep aan de instellingen voor { $edition } is open tot { $when }. We ontvingen nog niets van u:
    { $link }

    De métropole
calls-letter-remind-communes-subject = { $edition }: stuur uw wensen
calls-letter-remind-communes-text =
    Dag,

    De oproep aan de gemeenten voor { $edition } is open tot { $when }. Uw wensen zijn nog niet verstuurd:
    { $link }

    De métropole

audit-act-tours-edition_opened = editie geopend
audit-act-tours-edition_changed = instellingen van een editie gewijzigd
audit-act-tours-edition_called = oproep gelanceerd
audit-act-tours-edition_closed = editie afgesloten
audit-act-tours-edition_published = data gepubliceerd
audit-act-tours-sector_chosen = sector van een gemeente gekozen
audit-act-tours-proposal_begun = voorstel begonnen
audit-act-tours-proposal_changed = voorstel gewijzigd
audit-act-tours-proposal_sent = voorstel verstuurd
audit-act-tours-proposal_withdrawn = voorstel ingetrokken
audit-act-tours-proposal_decided = over een voorstel beslist
audit-act-tours-hall_kept = zaal beschreven
audit-act-tours-wishes_changed = wensen gewijzigd
audit-act-tours-wishes_sent = wensen verstuurd
audit-act-tours-date_completed = datum aangevuld
audit-act-tours-date_announced = datum aangekondigd
audit-act-tours-date_changed = datum gewijzigd
audit-act-tours-date_cancelled = datum geannuleerd
audit-act-tours-reminded = herinnering verstuurd
