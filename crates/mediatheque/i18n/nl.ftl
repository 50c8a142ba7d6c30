## De mediatheek
mediatheque-nav = Mediatheek
mediatheque-home-title = De mediatheek online
mediatheque-home-heading = Bij u thuis, <em>nu meteen</em>
mediatheque-home-lead = { $n ->
    [0] Hier wordt nog niets aangeboden.
    [one] Eén titel om te lezen, te bekijken of te volgen
   *[other] { $n } titels om te lezen, te bekijken, te beluisteren of te volgen
}{ $open ->
    [0] {""}
   *[other] , waarvan { $open } zonder kaart.
}
mediatheque-sections = De afdelingen
mediatheque-section-livres = Boeken
mediatheque-section-livres-lead = Romans, strips en luisterboeken die in de pagina opengaan.
mediatheque-section-films = Films
mediatheque-section-films-lead = Ondertitelde films, die verdergaan waar u gebleven was.
mediatheque-section-presse = Pers
mediatheque-section-presse-lead = De krant en de tijdschriften zoals op papier: bladeren, zoeken, vergroten.
mediatheque-section-cours = Cursussen
mediatheque-section-cours-lead = Leren op eigen tempo, nagaan wat u weet, een getuigschrift bewaren.
mediatheque-section-musique = Muziek
mediatheque-section-musique-lead = Platen en concerten om te beluisteren.
mediatheque-all-of = De hele afdeling { $section }
mediatheque-demo = demonstratie
mediatheque-demo-words = De werken die hier getoond worden zijn rechtenvrij of hiervoor gemaakt; elk zegt waar het vandaan komt.
mediatheque-demo-resource = Deze titel toont de software.
mediatheque-resume = Verdergaan
mediatheque-resume-all = Alles wat ik begonnen ben
mediatheque-selection-all = De selectie bekijken
mediatheque-selection-by = Gekozen in { $library }
mediatheque-selection-by-network = Gekozen door de bibliothecarissen van het netwerk
mediatheque-until = tot { $day }
mediatheque-nothing-yet = Hier wordt nog niets aangeboden. De bibliothecarissen bereiden de eerste titels voor.
mediatheque-wish = Ontbreekt er iets?
mediatheque-wish-words = Stel een boek, een film of een krant voor; stem op wat anderen voorstelden. De bibliothecarissen antwoorden op elk voorstel.
mediatheque-wish-see = De voorstellen bekijken
mediatheque-opds = Leest u met een app? Geef haar het adres van
mediatheque-opds-link = onze OPDS-catalogus
mediatheque-open-to-all = zonder kaart
mediatheque-with-card = met uw kaart
mediatheque-begun = op { $percent } %
mediatheque-kind-book = Boek
mediatheque-kind-comic = Stripverhaal
mediatheque-kind-audiobook = Luisterboek
mediatheque-kind-newspaper = Krant
mediatheque-kind-magazine = Tijdschrift
mediatheque-kind-film = Film
mediatheque-kind-music = Muziek
mediatheque-kind-course = Cursus
mediatheque-kind-quiz = Quiz
mediatheque-kind-platform = Partnersite
mediatheque-role-ill = illustraties
mediatheque-role-trl = vertaling
mediatheque-role-nrt = voorlezing
mediatheque-role-drt = regie
mediatheque-role-edt = redactie
mediatheque-role-cmp = muziek
mediatheque-lang-fr = Frans
mediatheque-lang-nl = Nederlands
mediatheque-lang-en = Engels
mediatheque-lang-de = Duits
mediatheque-lang-es = Spaans
mediatheque-lang-ar = Arabisch
mediatheque-lang-pt = Portugees
mediatheque-yes = ja

## Zoeken in een afdeling
mediatheque-filter-words = Een titel, een auteur
mediatheque-filter-kind = Wat
mediatheque-filter-language = Taal
mediatheque-filter-age = Leeftijd van de lezer
mediatheque-filter-open = alleen zonder kaart
mediatheque-filter-all = alles
mediatheque-filter-apply = Tonen
mediatheque-filter-clear = De hele afdeling tonen
mediatheque-found = { $n ->
    [0] Geen enkele titel
    [one] { $n } titel
   *[other] { $n } titels
}
mediatheque-found-none = Niets beantwoordt aan deze keuzes.

## Een titel
mediatheque-do-lire = Lezen
mediatheque-do-regarder = Bekijken
mediatheque-do-ecouter = Beluisteren
mediatheque-do-suivre = Beginnen
mediatheque-do-aller = Erheen gaan
mediatheque-resume-lire = Verder lezen, op { $percent } %
mediatheque-resume-regarder = De film verder bekijken
mediatheque-resume-ecouter = Verder luisteren
mediatheque-resume-suivre = Verdergaan
mediatheque-resume-aller = Ernaar terugkeren
mediatheque-left = { $n ->
    [0] Dit is de laatste keer voor deze periode.
    [one] Hierna hebt u er nog één.
   *[other] Hierna hebt u er nog { $n }.
}
mediatheque-may = Mag ik dit openen?
mediatheque-sign-in = Aanmelden
mediatheque-get-card = Een kaart krijgen
mediatheque-about-it = Waarover het gaat
mediatheque-facts = In het kort
mediatheque-fact-language = Taal
mediatheque-fact-captions = Ondertitels
mediatheque-fact-described = Audiodescriptie
mediatheque-fact-length = Duur
mediatheque-fact-pages = Bladzijden
mediatheque-fact-age = Leeftijd
mediatheque-fact-publisher = Uitgever
mediatheque-fact-year = Jaar
mediatheque-fact-subjects = Onderwerpen
mediatheque-fact-rights = Rechten
mediatheque-from-age = vanaf { $n } jaar
mediatheque-pages = { $n ->
    [one] { $n } bladzijde
   *[other] { $n } bladzijden
}
mediatheque-trial-until = Op proef tot { $day }: zeg ons wat u ervan vindt.
mediatheque-offered-until = Aangeboden tot { $day }.
mediatheque-hidden = Lezers zien deze pagina niet: de titel is niet gepubliceerd.
mediatheque-similar = In dezelfde geest
mediatheque-waiting-join = Zet mij op de wachtlijst
mediatheque-waiting-words = Wij schrijven u wanneer het uw beurt is.
mediatheque-waiting-leave = De wachtlijst verlaten
mediatheque-waiting-place = { $n ->
    [one] U bent de volgende op de lijst. Wij schrijven u.
   *[other] U staat op plaats { $n } van de lijst. Wij schrijven u.
}
mediatheque-waiting-turn = Het is uw beurt: een plaats wordt voor u bewaard tot { $until }.
mediatheque-waiting-joined = U staat op de wachtlijst. Wij schrijven u wanneer het uw beurt is.
mediatheque-waiting-left = U staat niet meer op de wachtlijst.
mediatheque-waiting-useless = Wachten hoeft niet: u kunt het nu openen, of deze titel heeft geen lijst voor u.
mediatheque-turn-subject = Het is uw beurt: { $title }
mediatheque-turn-text = Dag,

    Er is een plaats vrij voor “{ $title }”. Ze wordt voor u bewaard tot { $until }.

    Openen: { $address }

    Daarna gaat ze naar de volgende persoon.

    De bibliothecarissen van het netwerk

## Voor wie, hoe vaak
mediatheque-condition-everyone = Open voor iedereen, zonder kaart.
mediatheque-condition-members = Voor ieder die de kaart van het netwerk heeft.
mediatheque-condition-libraries = Voor de lezers van { $n ->
    [one] één bibliotheek
   *[other] { $n } bibliotheken
}: { $names }.
mediatheque-condition-communes = Voor de inwoners van: { $names }.
mediatheque-condition-age-min = Vanaf { $n } jaar.
mediatheque-condition-age-max = Tot { $n } jaar.
mediatheque-condition-seats = { $n ->
    [one] Eén persoon tegelijk.
   *[other] { $n } personen tegelijk.
}
mediatheque-condition-views-day = { $n ->
    [one] Eén keer per dag
   *[other] { $n } keer per dag
}.
mediatheque-condition-views-month = { $n ->
    [one] Eén keer per maand
   *[other] { $n } keer per maand
}.
mediatheque-condition-views-year = { $n ->
    [one] Eén keer per jaar
   *[other] { $n } keer per jaar
}.
mediatheque-condition-views-ever = { $n ->
    [one] Eén keer in totaal
   *[other] { $n } keer in totaal
}.
mediatheque-condition-group-month = { $n } titels per maand, binnen “{ $group }”.
mediatheque-condition-group-day = { $n } titels per dag, binnen “{ $group }”.
mediatheque-condition-group-year = { $n } titels per jaar, binnen “{ $group }”.
mediatheque-condition-group-ever = { $n } titels in totaal, binnen “{ $group }”.
mediatheque-condition-paid = Het netwerk betaalt { $price } per weergave.

## Wat de deur zegt

## Lezen
mediatheque-reader-leave = Terug naar de voorstelling
mediatheque-reader-contents = Inhoud
mediatheque-reader-settings = Instellingen
mediatheque-reader-close = Sluiten
mediatheque-reader-back = Vorige bladzijde
mediatheque-reader-next = Volgende bladzijde
mediatheque-reader-where = Waar ik ben in het boek
mediatheque-reader-percent = { $percent } %
mediatheque-reader-failed = Deze titel kon niet geopend worden. Uw plaats is bewaard.
mediatheque-reader-again = Opnieuw proberen
mediatheque-reader-ended = Het lezen stopt hier
mediatheque-reader-ended-words = Uw toegang is afgelopen. Uw plaats is bewaard: u vindt ze terug als u terugkomt.
mediatheque-reader-plain = Zonder JavaScript leest u het boek hoofdstuk per hoofdstuk.
mediatheque-reader-theme = Kleuren
mediatheque-reader-theme-paper = Papier
mediatheque-reader-theme-white = Wit
mediatheque-reader-theme-sepia = Sepia
mediatheque-reader-theme-night = Nacht
mediatheque-reader-theme-contrast = Sterk contrast
mediatheque-reader-size = Grootte van de letters
mediatheque-reader-smaller = Kleinere letters
mediatheque-reader-larger = Grotere letters
mediatheque-reader-face = Letters
mediatheque-reader-face-book = Die van het boek
mediatheque-reader-face-atkinson = Atkinson, gemaakt om moeiteloos te lezen
mediatheque-reader-face-serif = Met schreef
mediatheque-reader-face-sans = Zonder schreef
mediatheque-reader-layout = Opmaak
mediatheque-reader-pages = Per bladzijde
mediatheque-reader-scroll = Scrollend
mediatheque-reader-lines = Tussen de regels
mediatheque-reader-lines-1 = Zoals in het boek
mediatheque-reader-lines-2 = Dicht
mediatheque-reader-lines-3 = Ruim
mediatheque-reader-lines-4 = Zeer ruim
mediatheque-reader-ease = Comfort
mediatheque-reader-spacing = Letters en woorden verder uit elkaar
mediatheque-reader-offline-keep = Offline bewaren
mediatheque-reader-offline-drop = Offline bewaard
mediatheque-reader-offline-busy = Het boek wordt op dit toestel gekopieerd…
mediatheque-reader-offline-kept = Het boek staat op dit toestel: het is zonder verbinding te lezen.
mediatheque-reader-offline-dropped = Het boek wordt niet meer op dit toestel bewaard.
mediatheque-reader-offline-failed = De kopie is niet gelukt. Er is niets veranderd.

## Bekijken, beluisteren
mediatheque-player-captions = Ondertitels
mediatheque-player-captions-none = geen
mediatheque-player-speed = Snelheid
mediatheque-player-speed-of = × { $speed }
mediatheque-player-described = Audiodescriptie
mediatheque-player-described-on = Audiodescriptie aan.
mediatheque-player-described-off = Audiodescriptie uit.
mediatheque-player-resumed = Hervat op { $at }.
mediatheque-player-keys = Met het toetsenbord: spatie voor de pauze, pijlen om tien seconden vooruit of terug te gaan, C voor de ondertitels, M voor het geluid, F voor het volledige scherm.
mediatheque-player-transcript = Lezen wat gezegd wordt
mediatheque-player-chapters = Hoofdstukken
mediatheque-player-sleep = Stoppen
mediatheque-player-sleep-none = nooit
mediatheque-player-sleep-in = over { $minutes } min
mediatheque-player-sleep-chapter = aan het einde van het hoofdstuk

## De krant
mediatheque-press-search = Zoeken in de tekst
mediatheque-press-next-found = Volgende bladzijde waar het woord staat
mediatheque-press-page = Bladzijde
mediatheque-press-page-of = Bladzijde { $page } van { $pages }
mediatheque-press-of = van { $pages }
mediatheque-press-back = Vorige
mediatheque-press-next = Volgende
mediatheque-press-smaller = Verkleinen
mediatheque-press-larger = Vergroten
mediatheque-press-fit = Terug naar de breedte
mediatheque-press-not-found = Dit woord staat niet in de tekst.
mediatheque-press-found-on = Gevonden op bladzijde: { $pages }
mediatheque-press-plain = Zonder JavaScript gaat de krant open in uw pdf-lezer.
mediatheque-press-file = De krant openen

## Cursussen en quizzen
mediatheque-course-plain = Deze cursus heeft JavaScript nodig om open te gaan.
mediatheque-course-progress-new = De cursus begint hier.
mediatheque-course-progress-going = Uw vordering is bewaard.
mediatheque-course-progress-passed = Cursus geslaagd. Uw getuigschrift staat op uw pagina.
mediatheque-quiz-pass = { $n ->
    [one] Eén vraag
   *[other] { $n } vragen
}. { $percent } % goede antwoorden is nodig.
mediatheque-quiz-several = Meerdere antwoorden kunnen juist zijn.
mediatheque-quiz-answer = Uw antwoord
mediatheque-quiz-send = Mijn antwoorden nakijken
mediatheque-quiz-again = Opnieuw proberen
mediatheque-quiz-passed = Geslaagd: { $points ->
    [0] { $points } punten
    [one] { $points } punt
   *[other] { $points } punten
} op { $of }.
mediatheque-quiz-failed = { $points ->
    [0] { $points } punten
    [one] { $points } punt
   *[other] { $points } punten
} op { $of }: nog niet. De uitleg staat onder elke vraag.
mediatheque-quiz-good = Juist.
mediatheque-quiz-wrong = Dat was het niet.
mediatheque-quiz-right = juist
mediatheque-quiz-was = Het juiste antwoord: { $answer }.
mediatheque-quiz-certificate = Mijn getuigschrift bekijken
mediatheque-quiz-anonymous = Meld u aan vóór u begint om dit resultaat te bewaren en een getuigschrift te krijgen.
mediatheque-certificate-title = Getuigschrift
mediatheque-certificate-given = gegeven aan
mediatheque-certificate-nameless = Dit getuigschrift is echt. De naam van de persoon wordt alleen aan die persoon getoond.
mediatheque-certificate-for = die gevolgd heeft en geslaagd is voor
mediatheque-certificate-score = { $percent } % goede antwoorden
mediatheque-certificate-check = Het is na te gaan op { $address }
mediatheque-certificate-print = Afdrukken: Ctrl + P, of Delen en dan Afdrukken op een telefoon.

## Mijn mediatheek
mediatheque-mine-title = Mijn mediatheek
mediatheque-mine-card = Mijn kaart
mediatheque-mine-lead = Wat u begonnen bent, om verder te gaan. Alleen u ziet het, en u kunt het wissen.
mediatheque-mine-begun = Begonnen
mediatheque-mine-forget = Vergeten
mediatheque-mine-forgotten = Het is vergeten.
mediatheque-mine-nothing = U bent niets begonnen.
mediatheque-mine-waiting = Mijn wachtlijsten
mediatheque-mine-certificates = Mijn getuigschriften

## Voorstellen
mediatheque-proposals-title = Wat de mediatheek zou moeten hebben
mediatheque-proposals-lead = Eén stem per persoon. De bibliothecarissen antwoorden op elk voorstel, met hun reden.
mediatheque-proposals-none = Niemand heeft al iets voorgesteld.
mediatheque-votes = { $n ->
    [0] stemmen
    [one] stem
   *[other] stemmen
}
mediatheque-votes-n = { $n ->
    [one] { $n } stem
   *[other] { $n } stemmen
}
mediatheque-vote = Ik zou het ook willen
mediatheque-vote-undo = Mijn stem terugnemen
mediatheque-proposal-own = uw voorstel
mediatheque-proposal-accepted = Ja
mediatheque-proposal-refused = Nee
mediatheque-librarian = bibliothecaris
mediatheque-comment = Iets zeggen
mediatheque-comment-send = Versturen
mediatheque-propose = Een titel voorstellen
mediatheque-propose-what = Titel
mediatheque-propose-by = Auteur, uitgever of site
mediatheque-propose-why = Waarom?
mediatheque-propose-send = Voorstellen
mediatheque-propose-sign-in = Meld u aan om voor te stellen, te stemmen en te antwoorden.
mediatheque-proposed = Uw voorstel is genoteerd, met uw stem.
mediatheque-voted = Uw stem is geteld.
mediatheque-unvoted = Uw stem is teruggenomen.
mediatheque-commented = Uw bericht staat er.

## Kantoor
mediatheque-office-nav = Mediatheek
mediatheque-office-title = De mediatheek online
mediatheque-office-lead = Elke titel, zijn toestand en wat er van zijn grenzen overblijft.
mediatheque-office-deposit = Een bestand neerleggen
mediatheque-office-selections = Selecties
mediatheque-office-proposals = Voorstellen
mediatheque-office-proposals-lead = De meest gevraagde eerst. Een weigering krijgt haar reden.
mediatheque-office-col-title = Titel
mediatheque-office-col-kind = Wat
mediatheque-office-col-state = Toestand
mediatheque-office-col-limits = Grenzen
mediatheque-office-no-limit = geen
mediatheque-office-nothing = Nog geen titel: leg een eerste bestand neer.
mediatheque-office-intakes = Laatst ontvangen bestanden
mediatheque-office-see = Bekijken zoals een lezer
mediatheque-office-edit = Deze titel wijzigen
mediatheque-office-publish = Publiceren
mediatheque-office-withdraw = Terugtrekken
mediatheque-office-what = Wat erover gezegd wordt
mediatheque-office-field-title = Titel
mediatheque-office-field-subtitle = Ondertitel
mediatheque-office-field-creators = Auteurs
mediatheque-office-field-creators-hint = Eén naam per regel.
mediatheque-office-field-subjects-hint = Gescheiden door komma’s.
mediatheque-office-field-rights-hint = Bijvoorbeeld: Publiek domein, CC BY-SA 4.0.
mediatheque-office-field-licence-url = Adres van de licentie
mediatheque-office-field-attribution = Wie te noemen
mediatheque-office-field-cost = Abonnement voor een jaar, in euro
mediatheque-office-field-cost-hint = Laat leeg als u het niet weet; 0 als het gratis is.
mediatheque-office-field-wrong = Dit is geen getal dat hier begrepen wordt.
mediatheque-office-title-needed = Er is een titel nodig.
mediatheque-office-save = Bewaren
mediatheque-office-saved = Bewaard.
mediatheque-office-published = De lezers zien deze titel.
mediatheque-office-withdrawn = De lezers zien deze titel niet meer.
mediatheque-office-licences = Wie binnen mag
mediatheque-office-no-licence = Geen licentie: niemand mag binnen.
mediatheque-office-add-licence = Een licentie toevoegen
mediatheque-office-not-current = Loopt vandaag niet.
mediatheque-office-waiting = { $n ->
    [one] Eén persoon wacht op een plaats.
   *[other] { $n } personen wachten op een plaats.
}
mediatheque-office-notes = Opmerkingen bij het bestand
mediatheque-office-answer = Antwoord
mediatheque-office-accept = Ja
mediatheque-office-refuse = Nee
mediatheque-office-answered = Het antwoord is gepubliceerd.
mediatheque-state-draft = ontwerp
mediatheque-state-published = gepubliceerd
mediatheque-state-withdrawn = teruggetrokken
mediatheque-intake-accepted = ontvangen
mediatheque-intake-refused = geweigerd
mediatheque-limit-seats = { $inside } van { $seats } plaatsen bezet
mediatheque-limit-views = { $n ->
    [0] Niemand heeft al zijn { $views } weergaven gebruikt
    [one] Eén persoon heeft al zijn { $views } weergaven gebruikt
   *[other] { $n } personen hebben al hun { $views } weergaven gebruikt
}
mediatheque-limit-budget = { $spent } uitgegeven van { $of }
mediatheque-limit-budget-runs-out = { $spent } uitgegeven van { $of }: op rond { $day } aan dit tempo
mediatheque-limit-budget-spent = { $of } uitgegeven: er blijft niets over
mediatheque-licence-title = Een licentie
mediatheque-licence-lead = Wie deze titel mag openen, wanneer, hoe vaak, en wie betaalt. Meerdere licenties kunnen lopen: één die toelaat volstaat.
mediatheque-licence-label = Haar naam
mediatheque-licence-label-hint = Voor uzelf: “Abonnement 2026”.
mediatheque-licence-who = Wie
mediatheque-licence-members = Ieder met een geldige kaart
mediatheque-licence-everyone = Iedereen, zonder kaart
mediatheque-licence-age-min = Vanaf (leeftijd)
mediatheque-licence-age-max = Tot (leeftijd)
mediatheque-licence-libraries = Alleen de lezers van sommige bibliotheken
mediatheque-licence-communes = Alleen de inwoners van sommige gemeenten
mediatheque-licence-when = Wanneer
mediatheque-licence-starts = Eerste dag
mediatheque-licence-ends = Laatste dag
mediatheque-licence-trial = Het is een proef: de pagina’s zeggen het, met het einde
mediatheque-licence-how-often = Hoeveel
mediatheque-licence-seats = Lezers tegelijk
mediatheque-licence-seats-hint = Leeg: onbeperkt. Daarboven gaat een wachtlijst open.
mediatheque-licence-views = Keren per lezer
mediatheque-licence-period = Per
mediatheque-licence-period-day = dag
mediatheque-licence-period-month = maand
mediatheque-licence-period-year = jaar
mediatheque-licence-period-ever = in totaal
mediatheque-licence-group = Samen geteld met
mediatheque-licence-group-hint = Titels met hetzelfde woord, zoals “films”, delen één telling.
mediatheque-licence-money = Geld
mediatheque-licence-price = Prijs van een weergave, in euro
mediatheque-licence-price-hint = Leeg: per weergave wordt niets betaald. Bijvoorbeeld 2,50.
mediatheque-licence-fund = Pot die betaalt
mediatheque-licence-fund-hint = Een woord, zoals “vod-2026”: meerdere titels kunnen uit dezelfde putten.
mediatheque-licence-budget = Bedrag van de pot, in euro
mediatheque-licence-budget-hint = Leeg: het bekende blijft. Het wordt nooit overschreden.
mediatheque-licence-hours = Een weergave blijft open (uren)
mediatheque-licence-hours-hint = Tijd om een film ’s anderendaags af te kijken. Leeg: 48.
mediatheque-licence-save = De licentie bewaren
mediatheque-licence-end = Deze licentie nu beëindigen
mediatheque-licence-saved = De licentie is bewaard: ze geldt vanaf nu.
mediatheque-licence-ended = De licentie is afgelopen.
mediatheque-licence-label-needed = Geef ze een naam.
mediatheque-licence-price-needs-fund = Een prijs heeft een pot nodig die betaalt, en de pot een bedrag.
mediatheque-licence-everyone-wrong = Wat voor iedereen open is, kan niet geteld, betaald of voorbehouden worden aan een leeftijd, een gemeente of een bibliotheek.
mediatheque-licence-dates-wrong = Ze zou eindigen vóór ze begint.
mediatheque-licence-ages-wrong = De hoogste leeftijd ligt onder de laagste.
mediatheque-licence-senseless = Deze licentie spreekt zichzelf tegen: lees ze na.
mediatheque-deposit-title = Een bestand neerleggen
mediatheque-deposit-lead = Een boek (EPUB), een strip (EPUB, CBZ), een krant (PDF), een film (MP4), een luisterboek (MP3, ZIP), een cursus (SCORM) of een quiz.
mediatheque-deposit-for = Voor
mediatheque-deposit-file = Het bestand
mediatheque-deposit-hint = Hoogstens { $size }.
mediatheque-deposit-sending = Het bestand wordt verstuurd
mediatheque-deposit-send = Neerleggen
mediatheque-deposit-file-needed = Kies een bestand.
mediatheque-deposit-then = En dan
mediatheque-deposit-then-words = Het bestand wordt nagekeken en geopend; titel, auteurs en omslag worden overgenomen. Het blijft een ontwerp: u leest na, kiest wie binnen mag, en publiceert.
mediatheque-deposit-done = Het bestand is ontvangen. Lees na wat erover gezegd wordt, en publiceer.
mediatheque-selections-lead = Wat u toont, en wanneer. Lezers vinden ze bovenaan de mediatheek; die van een bibliotheek op haar pagina.
mediatheque-selections-new = Een selectie samenstellen
mediatheque-selections-none = Nog geen selectie.
mediatheque-selections-who = Wie kiest
mediatheque-selections-network = Het hele netwerk
mediatheque-selections-days = Dagen
mediatheque-selections-always = altijd
mediatheque-selections-items = Titels
mediatheque-selections-draft = ontwerp
mediatheque-selections-coming = komt nog
mediatheque-selections-on = loopt nu
mediatheque-selections-past = voorbij
mediatheque-selection-form = Een selectie
mediatheque-selection-theme = Thema
mediatheque-selection-words = Uw woorden
mediatheque-selection-starts = Eerste dag
mediatheque-selection-ends = Laatste dag
mediatheque-selection-published = Aan de lezers tonen, op die dagen
mediatheque-selection-choose = De titels
mediatheque-selection-choose-hint = Geef een rang aan wat u kiest; een woord van u, als u wilt.
mediatheque-selection-place = Rang
mediatheque-selection-note = Uw woord
mediatheque-selection-saved = De selectie is bewaard.
mediatheque-selection-for-needed = Kies de bibliotheek waarvoor u deze selectie maakt.
mediatheque-selection-removed = De selectie is verwijderd.
mediatheque-selection-remove = Deze selectie verwijderen
mediatheque-opds-title = De mediatheek online
mediatheque-opds-new = Nieuwe titels
mediatheque-opds-login = Kaartnummer
mediatheque-opds-pin = Pincode
mediatheque-opds-auth = Voor deze titel is de bibliotheekkaart nodig.

mediatheque-elsewhere-title = Toevoegen wat elders gelezen wordt
mediatheque-elsewhere-lead = Een partnersite, een krant of een film bij een leverancier: hier heeft het zijn pagina, licenties en wachtlijst.
mediatheque-elsewhere-address = Adres
mediatheque-elsewhere-hint = Met https://. Voor een leverancier die met de kaart opent, het adres van zijn blad, zoals /fournisseurs/europresse/aller: hij weet dan dat een lezer komt, niet wie, en het bezoek telt één keer.
mediatheque-elsewhere-do = Als concept toevoegen
mediatheque-elsewhere-done = De bron is als concept toegevoegd. Kies wie binnen mag en publiceer dan.
mediatheque-elsewhere-wrong = Een adres met https://, of dat van het blad van een leverancier.
audit-act-mediatheque-resource-elsewhere = elders gelezen bron toegevoegd
