# De balie en het bureau van de tickets.

# Op kop
desk-nav = Tickets
desk-nav-statements = Ticketstaten
desk-title = Tickets
desk-find = Een voorstelling of bestelling zoeken
desk-find-hint = Een titel, een plaats, een naam of het nummer van een bestelling.
desk-find-all = Alles tonen
desk-found =
    { $performances ->
        [0] Geen voorstelling
        [one] Eén voorstelling
        *[other] { $performances } voorstellingen
    } en { $orders ->
        [0] geen bestelling
        [one] één bestelling
        *[other] { $orders } bestellingen
    }.
desk-till-open = Open kassa: { $till }
desk-open-till = Een kassa openen
desk-today = Vandaag
desk-coming = Binnenkort
desk-over = Voorbij
desk-performances = Voorstellingen
desk-performance = Voorstelling
desk-nothing = Geen voorstellingen op komst in de huizen waar u voor werkt.
desk-to-over = Voorbije voorstellingen
desk-to-coming = Komende voorstellingen
desk-all-orders = Alle bestellingen
desk-new = Een voorstelling aankondigen
desk-keys = Sleutels voor andere programma’s
desk-statements = Staten
desk-statement = Staat
desk-see = Tonen
desk-sell = Verkopen
desk-taken-of = { $taken } van { $capacity } plaatsen bezet
desk-left =
    { $n ->
        [0] geen plaats meer vrij
        [one] één plaats vrij
        *[other] { $n } plaatsen vrij
    }
desk-no-sale-short = Nog niet te koop
desk-no-sale = Deze voorstelling is nog niet te koop: zeg hoeveel plaatsen er zijn en tegen welk tarief.
desk-no-seller = Nog niemand verkoopt deze voorstelling: de organisator zegt eerst aan wie de ontvangsten toekomen.
desk-begin-sale = De verkoop voorbereiden
desk-cancelled-words = Deze voorstelling is afgelast.

# Toestanden
desk-state = Toestand
desk-state-none = Niet te koop
desk-state-draft = In voorbereiding
desk-state-open = Te koop
desk-state-paused = Opgeschort
desk-state-closed = Gesloten
desk-state-cancelled = Geannuleerd
desk-state-asked = Betaling bezig
desk-state-to_pay = Te betalen
desk-state-paid = Betaald
desk-state-expired = Verlopen
desk-state-valid = Geldig
desk-state-words-draft = Nog niemand ziet de verkoop.
desk-state-words-open = Men kan reserveren en kopen.
desk-state-words-paused = Er wordt niets verkocht; wat verkocht is blijft geldig.
desk-state-words-closed = De verkoop is voorbij.
desk-state-needed = Kies wat er met de verkoop gebeurt.
desk-all-states = Alle

# De voorstelling
desk-places-taken = Bezette plaatsen
desk-places-left = Vrije plaatsen
desk-places = Plaatsen
desk-places-words = plaatsen
desk-n-places =
    { $n ->
        [one] één plaats
        *[other] { $n } plaatsen
    }
desk-tickets-paid = Betalende tickets
desk-tickets-free = Gratis tickets
desk-receipts = Ontvangst
desk-to-pay = Nog te betalen
desk-waiting = Wachtende plaatsen
desk-admitted = Binnengekomen
desk-sell-words = Aan de balie of per telefoon
desk-group = Groep of school
desk-group-words = Plaatsen houden, later betalen
desk-invite = Uitnodigen
desk-invite-words = Tickets gemerkt “gratis”
desk-orders = Bestellingen
desk-orders-words = Zoeken, innen, annuleren
desk-door = Ingang
desk-door-words = Lijst om af te drukken, telling
desk-statement-words = Nummers, tickets, ontvangst
desk-setup = Instellingen van de verkoop
desk-setup-words = Tarieven, contingenten, data
desk-last-orders = Laatste bestellingen
desk-all-of-them = Alle tonen
desk-no-order = Geen bestellingen.
desk-allotments = Contingenten
desk-for = Voor
desk-release = terug online { $at }
desk-facts = In het kort
desk-seller = Verkoper
desk-host = Gastheer
desk-wait-list = Wachtlijst
desk-wait-since = Ingeschreven
desk-wait-offered = plaatsen gehouden voor deze persoon tot: { $at }
desk-licence = Vergunning
desk-cap = Hoogste prijs
desk-no-cap = Vrij
desk-online = Online
desk-online-until = Tot: { $at }
desk-online-from = Vanaf: { $at }
desk-online-no = Geen openingsdatum
desk-unsaid = Niet opgegeven
desk-public-page = Pagina voor het publiek
desk-queue = Wachtrij
desk-gates = Toegangscontrole
desk-duties = Aangiften

# Instellingen
desk-setup-begin = Zeg hoeveel plaatsen er verkocht worden en tot wanneer; de tarieven volgen.
desk-setup-main = Plaatsen en data
desk-sale-state = De verkoop
desk-open-sale = De verkoop openen
desk-pause-sale = De verkoop opschorten
desk-close-sale = De verkoop sluiten
desk-capacity = Aantal plaatsen
desk-most = Plaatsen per bestelling, hoogstens
desk-cancel-hours = Annuleren kan tot (uren vooraf)
desk-cancel-hours-hint = Leeg: het publiek kan niet annuleren.
desk-opens-at = Opening online
desk-opens-at-hint = Leeg: voorlopig niet online.
desk-online-until-label = Einde online verkoop
desk-closes-at = Einde verkoop aan de balie
desk-pay-later = Reserveren en in het gemeentehuis betalen kan
desk-waiting-list = Wachtlijst als alles vol is
desk-queue-on = Wachtrij bij de opening
desk-numbered = Genummerde plaatsen
desk-halls = Plaatsen nummeren: de zaalplannen
desk-save = Bewaren
desk-tariffs = Tarieven
desk-tariff = Tarief
desk-cap-words = Het programma bepaalt de hoogste prijs: { $cap }. Een duurder tarief kan niet bewaard worden.
desk-tariff-fr = Naam in het Frans
desk-tariff-nl = Naam in het Nederlands
desk-tariff-en = Naam in het Engels
desk-tariff-price = Prijs
desk-tariff-kind = Soort
desk-tariff-category = Categorie van de plaats
desk-tariff-condition = Voor wie
desk-tariff-online = Online
desk-tariff-desk = Aan de balie
desk-tariff-add = Een tarief toevoegen
desk-tariff-drop = Schrappen
desk-tariffs-hint = Een geschrapt tarief wordt niet meer verkocht; tickets die al zijn afgegeven blijven geldig. Zonder categorie staat op het ticket “Placement libre” (vrije plaatsen).
desk-tariff-twice = Deze naam lijkt te veel op een ander tarief: verander hem.
desk-price-above = Deze prijs is hoger dan het programma toelaat.
desk-save-tariffs = De tarieven bewaren
desk-allotments-words = { $capacity } plaatsen te verdelen. Wat aan niemand gegeven is, wordt online verkocht.
desk-allotments-hint = Op de genoemde datum gaat wat van een contingent overblijft terug naar de onlineverkoop.
desk-allotment-twice = Twee contingenten hebben deze naam.
desk-the-rest = De rest:
desk-release-at = Terug online op
desk-save-allotments = De contingenten bewaren
desk-kind-full = Vol tarief
desk-kind-reduced = Verminderd
desk-kind-free = Gratis
desk-kind-social = Sociaal
desk-kind-group = Groep
desk-kind-school = School
desk-kind-invitation = Uitnodiging
desk-kind-companion = Begeleider

# Verkopen
desk-shut = Hier wordt nu niets verkocht
desk-shut-draft = De verkoop is in voorbereiding: open ze bij de instellingen.
desk-shut-paused = De verkoop is opgeschort.
desk-shut-closed = De verkoop is gesloten.
desk-shut-over = Het einde van de verkoop is voorbij.
desk-no-tariff = Geen enkel tarief wordt aan de balie verkocht.
desk-how-many = Hoeveel plaatsen?
desk-seats = Welke plaatsen?
desk-for-whom = Voor wie?
desk-name = Naam
desk-name-hint = Nodig per telefoon; aan de balie naar keuze.
desk-email = E-mailadres
desk-email-hint = Om de tickets te sturen.
desk-email-bad = Dit e-mailadres kan niet bestaan: lees het na.
desk-phone = Telefoon
desk-more-of-them = Telefoon, gemeente, taal, contingent
desk-commune = Gemeente
desk-first-time = Eerste keer
desk-yes = Ja
desk-no = Nee
desk-none = Geen
desk-language = Taal
desk-from-allotment = Uit het contingent
desk-total = Totaal
desk-when-paid = Wanneer wordt betaald?
desk-way-now = Nu betaald
desk-way-later = Per telefoon, later betaald
desk-later-words = De plaatsen worden gehouden. Is er een adres, dan zegt een e-mail tot wanneer en hoe te betalen.
desk-payment = Betaling
desk-means-especes = Contant
desk-means-carte = Kaart
desk-means-cheque = Cheque
desk-means-virement = Overschrijving
desk-means-titre = Vakantie- of cultuurcheque
desk-means-needed = Kies hoe er betaald wordt.
desk-tendered = Gegeven bedrag
desk-change = Terug te geven:
desk-missing = Nog te krijgen:
desk-cheque-number = Nummer van de cheque
desk-cheque-bank = Bank
desk-cheque-drawer = Houder
desk-two-means = In twee delen
desk-first-part = Betaald met het eerste middel
desk-second-means = De rest met
desk-part-bad = Dit deel moet tussen nul en het totaal liggen.
desk-amount-bad = Schrijf een bedrag, zoals 5 of 4,50.
desk-number-bad = Schrijf een getal.
desk-lines-needed = Kies minstens één plaats.
desk-name-needed = Schrijf de naam.
desk-name-long = Deze naam is te lang.
desk-no-till = Er is geen kassa open: open er een om te innen.
desk-till-not-sellers = De open kassa is niet die van de verkoper: ze mag niet voor hem innen.
desk-till-other = De open kassa is die van “{ $till }”. De ontvangsten van deze voorstelling gaan naar: { $seller }. Alleen die kassa mag innen.
desk-do-sell = Bevestigen
desk-form-stale = Deze pagina is te oud: er is niets gebeurd. Begin opnieuw vanaf de voorstelling.
desk-free = Gratis
desk-done-sold =
    Bestelling { $reference } betaald: { $n ->
        [one] één ticket
        *[other] { $n } tickets
    }.
desk-done-change =
    Bestelling { $reference } betaald: { $n ->
        [one] één ticket
        *[other] { $n } tickets
    }. Terug te geven: { $change }.
desk-done-given =
    Bestelling { $reference }: { $n ->
        [one] één ticket afgegeven
        *[other] { $n } tickets afgegeven
    }.
desk-done-kept =
    Bestelling { $reference }: { $n ->
        [one] één plaats gehouden
        *[other] { $n } plaatsen gehouden
    } tot de betaling.
desk-done-group =
    Bestelling { $reference }: { $n ->
        [one] één plaats gehouden
        *[other] { $n } plaatsen gehouden
    } voor de groep.
desk-done-invited =
    Bestelling { $reference }: { $n ->
        [one] één uitnodiging
        *[other] { $n } uitnodigingen
    }.
desk-done-saved = Bewaard.
desk-done-tariffs = De tarieven zijn bewaard.
desk-done-allotments = De contingenten zijn bewaard.
desk-done-opened = De verkoop is open.
desk-done-paused = De verkoop is opgeschort.
desk-done-closed = De verkoop is gesloten.
desk-done-draft = De verkoop is in voorbereiding.
desk-done-announced = De voorstelling is aangekondigd. Zeg nu hoe ze verkocht wordt.
desk-done-counted = De telling is bewaard.
desk-done-uncounted = De telling met de hand is weggenomen.
desk-done-cancelled =
    { $n ->
        [0] De bestelling is geannuleerd.
        [one] Eén ticket is geannuleerd.
        *[other] { $n } tickets zijn geannuleerd.
    }
desk-done-back-payment =
    { $n ->
        [one] Eén ticket is geannuleerd
        *[other] { $n } tickets zijn geannuleerd
    }; { $price } gaat terug naar de kaart van de koper.
desk-done-back-till =
    { $n ->
        [one] Eén ticket is geannuleerd
        *[other] { $n } tickets zijn geannuleerd
    }; terug te geven: { $price }.
desk-done-back-elsewhere =
    { $n ->
        [one] Eén ticket is geannuleerd
        *[other] { $n } tickets zijn geannuleerd
    }; { $price } terug te geven door wie ze verkocht.
desk-done-moved = Gewijzigd: nieuwe bestelling { $reference }.
desk-done-remade = Het ticket heeft een nieuwe code; de oude opent niets meer.
desk-done-key-revoked = De sleutel is ingetrokken: hij opent niets meer.

# Groepen en uitnodigingen
desk-group-lead = De plaatsen worden gehouden, zonder grens per bestelling. De groep betaalt aan de balie; dan komen de tickets.
desk-group-name = Groep of school
desk-group-contact = Contactpersoon
desk-group-needed = Schrijf de naam van de groep of school.
desk-group-until = Plaatsen gehouden tot
desk-group-until-hint = Daarna gaan de plaatsen terug in verkoop.
desk-group-do = De plaatsen houden
desk-quote = Offerte
desk-quote-print = Offerte (PDF)
desk-quote-words = De plaatsen van deze offerte worden gehouden tot: { $at }. De tickets worden afgegeven bij de betaling, aan de kassa van de verkoper.
desk-quote-for = Voor: { $name }
desk-quote-unit = Prijs per plaats
desk-invite-lead = Elke uitnodiging is een genummerd ticket gemerkt “gratis”, geteld in de staat.
desk-invite-many = Hoeveel uitnodigingen
desk-invite-name = Gast
desk-invite-do = Uitnodigen

# Bestellingen
desk-reference = Nummer
desk-ordered = Besteld
desk-amount = Bedrag
desk-nameless = Zonder naam
desk-refunded = { $price } terugbetaald
desk-until = tot: { $at }
desk-channel-online = online
desk-channel-desk = aan de balie
desk-channel-phone = per telefoon
desk-channel-api = via een ander programma
desk-orders-find = Naam, adres of nummer
desk-orders-sum =
    { $n ->
        [0] Geen bestelling
        [one] Eén bestelling
        *[other] { $n } bestellingen
    }, { $places ->
        [0] geen plaats
        [one] één plaats
        *[other] { $places } plaatsen
    } lopend, { $price }.
desk-orders-more = De { $n } recentste staan hier; de tabel heeft ze alle.
desk-table = Tabel (CSV)
desk-pdf = Afdrukken (PDF)
desk-print = De tickets afdrukken
desk-print-again = Opnieuw afdrukken (duplicaat)
desk-printed-times =
    { $n ->
        [one] Eén keer afgedrukt
        *[other] { $n } keer afgedrukt
    }
desk-printed-at = Afgedrukt: { $at }
desk-nothing-to-print = Geen geldig ticket om af te drukken.
desk-sell-again = Volgende verkoop
desk-receipt = Kwitantie
desk-take-title = Innen
desk-take = Innen en de tickets afgeven
desk-paid-already = Deze bestelling wacht niet meer op betaling.
desk-what = Gevraagd
desk-ticket = Ticket
desk-tickets = Tickets
desk-number = Nummer
desk-numbers = Nummers
desk-chosen = Kiezen
desk-choose-ticket = Ticket { $number } kiezen
desk-entered = binnen: { $at }
desk-cancel = Tickets annuleren
desk-cancel-words = Vink de te annuleren tickets aan; zonder keuze zijn het ze allemaal. Een geannuleerd ticket behoudt zijn nummer.
desk-cancel-order = De bestelling annuleren
desk-cancel-order-do = Annuleren en de plaatsen vrijgeven
desk-back-none = Er is niets terug te geven.
desk-back-payment = Alles annuleren geeft { $price } terug naar de kaart van de koper.
desk-back-till = Alles annuleren geeft { $price } terug aan de kassa.
desk-back-elsewhere = Alles annuleren: { $price } terug te geven door wie deze tickets verkocht.
desk-back-means = Teruggeven met
desk-why = Waarom
desk-why-needed = Zeg in enkele woorden waarom: er is niets geannuleerd.
desk-do-refund = Het geld teruggeven
desk-do-cancel = Annuleren
desk-owed = Terug te geven: voorstelling afgelast
desk-owed-words = De voorstelling is afgelast: { $price } is nog terug te geven. Vink de tickets aan waarvan het geld wordt teruggegeven; zonder keuze zijn het ze allemaal.
desk-move = Van voorstelling veranderen
desk-move-words = Zelfde voorstelling, zelfde tarieven: de tickets hier worden geannuleerd, daar komen nieuwe.
desk-move-to = Naar
desk-move-do = Veranderen
desk-remake = Ticket verloren of door anderen gezien
desk-remake-words = Het ticket houdt zijn nummer en krijgt een nieuwe code.
desk-remake-do = Nieuwe code maken
desk-buyer = Koper
desk-buyer-page = Pagina van de koper
desk-paid-at = Betaald
desk-given-back = Teruggegeven

# Ingang
desk-door-list = Gastenlijst
desk-door-print = De lijst afdrukken (PDF)
desk-people-expected =
    { $n ->
        [0] Niemand verwacht
        [one] Eén persoon verwacht
        *[other] { $n } personen verwacht
    }
desk-nobody-yet = Nog geen ticket afgegeven.
desk-unpaid = Te betalen voor het binnengaan
desk-unpaid-words = Gehouden, nog niet betaalde plaatsen: inn, de tickets komen meteen.
desk-came = Gekomen
desk-count = Telling
desk-count-gate = Door de toegangscontrole
desk-count-hand = Met de hand
desk-count-by-hand = Binnengekomen personen, met de hand geteld:
desk-count-hint = Dit getal vervangt dat van de toegangscontrole; leeg wordt het weggenomen.
desk-people-many = Dat is meer dan de zaal bevat.
desk-paper-destroy = Dit blad draagt namen: vernietig het na de voorstelling.

# Staten
desk-statement-foot = Staat van de afgegeven tickets (artikel 290 quater van de Franse code général des impôts; gewijzigd besluit van 8 maart 1993).
desk-statement-none = Geen ticket afgegeven of teruggenomen.
desk-statement-all-days = Alle dagen samen
desk-statement-of-day = Dag van { $day }
desk-statement-of-days = Van { $from } tot { $until }
desk-statement-good = Geldige tickets: { $paid } betalend, { $free } gratis.
desk-first-number = Eerste nr.
desk-last-number = Laatste nr.
desk-issued = Afgegeven
desk-cancelled = Geannuleerd
desk-taken = Geïnd
desk-back = Teruggegeven
desk-of-day = Dag
desk-day-bad = Dat is geen dag: kies hem in de kalender.
desk-days-bad = Deze twee dagen volgen elkaar niet op.
desk-from-day = Van
desk-until-day = Tot
desk-statements-lead = Elke dag, per voorstelling en tarief: eerste en laatste nummer, afgegeven en geannuleerde tickets, ontvangst. De boekhouding zegt hetzelfde bedrag, tot op de cent.
desk-no-seller-yet = Geen van de instellingen waarvoor u werkt verkoopt al tickets.
desk-agree = Tickets en boekhouding
desk-agree-tickets = Volgens de tickets
desk-agree-ledger = Volgens de boekhouding
desk-agree-difference = Verschil
desk-agree-even = Beide zeggen hetzelfde bedrag.
desk-agree-off = De twee bedragen verschillen: verwittig de verantwoordelijke van de kas.
desk-journal = Ticketjournaal
desk-journal-words = Elk afgegeven of geannuleerd ticket wordt na het vorige ingeschreven en ermee verzegeld: een gewijzigde of verwijderde lijn valt op.
desk-journal-check = Het journaal nakijken
desk-journal-whole =
    Het journaal is gaaf: { $n ->
        [0] geen lijn
        [one] één lijn
        *[other] { $n } lijnen
    }, nummers zonder gat.
desk-journal-broken = Het journaal is gewijzigd op lijn { $n }: verwittig de beheerder.

# Nieuwe voorstelling
desk-new-lead = Een voorstelling van uw instelling, buiten de reizende programma’s. Daarna zegt u hoe ze verkocht wordt.
desk-new-nobody = U houdt van geen enkele instelling de tickets bij.
desk-new-show = De voorstelling
desk-new-known = Al in het programma
desk-new-other = Een nieuwe voorstelling, hieronder beschreven
desk-new-title = Titel
desk-new-credits = Van en met
desk-new-genre = Genre
desk-new-minutes = Duur, in minuten
desk-new-audience = Publiek
desk-new-summary = In enkele zinnen
desk-new-where = Waar en wanneer
desk-new-starts = Begin
desk-new-doors = Deuren open
desk-new-place = Zaal of plaats
desk-new-place-kind = Soort plaats
desk-new-address = Adres
desk-new-postal = Postcode
desk-new-commune = Gemeente
desk-new-access = Toegankelijkheid
desk-new-who = Wie verkoopt
desk-new-do = De voorstelling aankondigen
desk-seller-hint = De instelling waarvan de kas int.
desk-seller-needed = Kies een instelling waarvoor u werkt.
desk-licence-hint = Zoals PLATESV-D-2026-001234; staat op de tickets.
desk-licence-old = Dit nummer dateert van voor oktober 2019: het geldt niet meer.
desk-licence-bad = Een nummer wordt zo geschreven: PLATESV-D-2026-001234 of L-D-26-1234.
desk-cap-hint = Leeg: geen plafond.
desk-title-needed = Schrijf de titel.
desk-place-needed = Zeg waar het speelt.
desk-commune-needed = Kies de gemeente.
desk-places-needed = Zeg hoeveel mensen de zaal bevat.
desk-moment-needed = Zeg de dag en het uur.
desk-moment-bad = Schrijf een dag en een uur, zoals 25/12/2026 20:30.
desk-moment-past = Dat moment is voorbij.
desk-doors-late = De deuren gaan open voor het begin.
desk-genre-theatre = Theater
desk-genre-opera = Opera en muziektheater
desk-genre-concert = Concert
desk-genre-song = Chanson en hedendaagse muziek
desk-genre-dance = Dans
desk-genre-circus = Circus en straatkunsten
desk-genre-puppets = Poppen en objecten
desk-genre-reading = Lezing, vertelling, poëzie
desk-genre-encounter = Ontmoeting
desk-genre-other = Ander
desk-place-ESPACE_POLYVALENT = Polyvalente zaal
desk-place-THEATRE = Theater
desk-place-SALLE_CONCERT_AUDITORIUM_OPERA_ZENITH = Concertzaal, auditorium, opera
desk-place-CASINO_DISCOTHEQUE_HOTEL_CAFE_RESTAURANT = Café, restaurant, hotel
desk-place-CABARET_MUSIC_HALL = Cabaret, musichall
desk-place-PLEIN_AIR_PARC_LOISIRS_ATTRACTION = Openlucht
desk-place-STRUCTURE_ITINERANTE_DEMONTABLE_CHAPITEAU = Tent
desk-place-LIEU_DE_CULTE = Gebedshuis
desk-place-AUTRE = Andere plaats
desk-access-wheelchair = Toegankelijk met rolstoel
desk-access-hearing_loop = Ringleiding
desk-access-sign_language = Gebarentaal
desk-access-audio_description = Audiodescriptie
desk-access-surtitles = Boventiteling
desk-access-relaxed = Prikkelarme voorstelling

# Sleutels
desk-institution = Instelling
desk-keys-lead = Met een sleutel kan een ander programma van de instelling in haar naam reserveren en controleren. Geef elk zijn sleutel: wie niet meer dient, wordt ingetrokken.
desk-keys-none = Geen sleutel.
desk-key-new = De nieuwe sleutel
desk-key-once = Kopieer hem nu: hij wordt nooit meer getoond.
desk-key-base = Adres voor het andere programma: { $base }
desk-key-label = Waarvoor hij dient
desk-key-label-hint = De naam van het programma, bijvoorbeeld.
desk-key-label-needed = Zeg in enkele woorden waarvoor hij dient.
desk-key-begins = Begin
desk-key-made = Gemaakt
desk-key-used = Laatst gebruikt
desk-key-revoke = Intrekken
desk-key-revoked = Ingetrokken: { $at }
desk-key-make = Een sleutel maken
desk-never = Nooit
