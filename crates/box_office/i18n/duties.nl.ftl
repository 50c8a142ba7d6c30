# Genummerde plaatsen
seats-best = Laat het aan ons over: u krijgt de beste plaatsen die er nog zijn, naast elkaar. Of kies ze zelf.
seats-wheelchair = Met een rolstoel komen
seats-wheelchair-hint = { $n ->
    [one] Er is nog één rolstoelplaats. De begeleider zit ernaast.
   *[other] Er zijn nog { $n } rolstoelplaatsen. De begeleider zit ernaast.
}
seats-wheelchairs = Mensen in een rolstoel, onder u
seats-companions = Mensen die hen begeleiden
seats-pick = Mijn plaatsen kiezen
seats-picture = Plattegrond van de zaal
seats-picture-about = { $places ->
    [one] Eén plaats
   *[other] { $places } plaatsen
}, { $free ->
    [0] geen enkele vrij
    [one] één vrij
   *[other] { $free } vrij
}. De lijst van plaatsen, rij per rij, staat onder de plattegrond.
seats-stage = Podium
seats-row = rij { $row }
seats-key-free = vrij
seats-key-taken = bezet
seats-key-chosen = gekozen
seats-kind-wheelchair = rolstoel
seats-kind-companion = begeleider
seats-kind-restricted_view = beperkt zicht
seats-taken = Een van deze plaatsen is net genomen. Kies een andere.
seats-none = Er zijn niet genoeg plaatsen van deze categorie meer.
seats-no-wheelchair = Er is geen rolstoelplaats meer met genoeg plaatsen eromheen. Bel ons: we zoeken samen met u.
seats-unknown = Deze plaats is niet in de zaal.
seats-category = Een gekozen plaats is niet van de categorie van het tarief. Kies plaatsen van die categorie, of een ander tarief.
seats-number = Kies evenveel plaatsen als tickets, of geen om de beste te krijgen.
seats-begun = Er zijn al plaatsen genomen: de zaal van deze voorstelling verandert niet meer.
seats-closed = De verkoop van deze voorstelling is gesloten.
seats-allotments = De contingenten van deze voorstelling vragen meer plaatsen dan de zaal heeft.
seats-plan-unsound = Deze plattegrond is niet bruikbaar: er zijn plaatsen nodig, elk met één naam, hoogstens vijfduizend.

# Zalen
halls-nav = Zalen
halls-title = Zalen en plattegronden
halls-lead = Beschrijf een zaal rij per rij: de plattegrond wordt getekend en een voorstelling kan met genummerde plaatsen worden verkocht.
halls-name = Naam van de zaal
halls-name-needed = Geef de zaal een naam, van hoogstens honderd tekens.
halls-institution = Instelling
halls-places = Plaatsen
halls-none = Er is nog geen zaal beschreven. Zonder plattegrond kiest ieder ter plekke een plaats.
halls-new = Een zaal beschrijven
halls-nowhere = U houdt de kassa van geen enkele instelling.
halls-draw = De plattegrond bekijken
halls-keep = Opslaan
halls-typed = Rijen en plaatsen
halls-typed-hint = Eén rij per regel, van het podium naar achteren: „A: 1-12”. U kunt ook een plan van pretix plakken.
halls-examples = Voorbeelden
halls-example =
    A: 1-12
    B-F: 1-6 _ 7-12        vijf rijen, een gangpad in het midden
    PMR: 1-4w 5-8c         rolstoelen, begeleiders
    {"["}Balkon ; 2e rang]     een ander deel, zijn categorie
    A: 1-8 9-10r           twee plaatsen met beperkt zicht
    B: 11-1i _ 2-12p       oneven links, even rechts
halls-drawn = De plattegrond
halls-drawn-places = { $n ->
    [one] één plaats
   *[other] { $n } plaatsen
}
halls-drawn-wheelchairs = { $n ->
    [one] waarvan één voor een rolstoel
   *[other] waarvan { $n } voor rolstoelen
}
halls-drawn-companions = { $n ->
    [one] één voor een begeleider
   *[other] { $n } voor begeleiders
}
halls-drawn-restricted = { $n ->
    [one] één met beperkt zicht
   *[other] { $n } met beperkt zicht
}
halls-rows = De rijen voluit
halls-imported = Deze plattegrond komt uit een bestand. Laat het veld leeg om hem zo te houden.
halls-promise = Voorstellingen die al genummerd zijn, houden de plattegrond die ze hadden.
halls-kept = De zaal is opgeslagen.
halls-retired = De zaal wordt niet meer aangeboden.
halls-performances = Voorstellingen met genummerde plaatsen
halls-performances-lead = Zolang er geen plaats genomen is, kan een voorstelling hier deze plattegrond krijgen. Haar capaciteit wordt die van de zaal.
halls-performance = Voorstelling
halls-number = Deze voorstelling nummeren
halls-numbered-already = al genummerd
halls-numbered = „{ $title }” wordt nu met genummerde plaatsen verkocht.
halls-no-performance = Hier is geen komende voorstelling te koop.
halls-retire = Deze zaal niet meer aanbieden
halls-retire-lead = Ze verdwijnt uit de lijst. Voorstellingen met haar plattegrond houden die.
halls-retire-do = De zaal verwijderen
halls-fault-line = Regel { $line }: { $what }
halls-fault-no-colon = een rij schrijft u als „A: 1-12” (gelezen: { $text }).
halls-fault-no-name = de naam van de rij ontbreekt.
halls-fault-no-seat = deze rij heeft geen plaats (gelezen: { $text }).
halls-fault-not-seats = dit zijn geen plaatsnummers (gelezen: { $text }).
halls-fault-not-rows = deze rijen volgen niet op elkaar (gelezen: { $text }).
halls-fault-seat-twice = plaats { $text } staat er twee keer.
halls-fault-row-twice = rij { $text } staat er twee keer.
halls-fault-empty = Er is geen enkele plaats.
halls-fault-too-many = Er zijn meer dan vijfduizend plaatsen, of een nummer is te groot.
halls-fault-too-long = een naam is te lang (gelezen: { $text }).

# Aangiften
duties-nav = Aangiften
duties-title = Aangiften van voorstellingen
duties-lead = Wat elke voorstelling verschuldigd is: de SIBIL-aangifte, de btw, de taks op voorstellingen. Alles komt uit de staten van de kassa.
duties-no-seller = Geen enkele voorstelling wordt verkocht door een instelling waar u voor instaat.
duties-quarter = { $number }e kwartaal { $year }
duties-quarters = Kwartalen en belastingblad
duties-running = Lopend kwartaal. Elke voorstelling kan vanaf de dag erna worden aangegeven, uiterlijk op { $due }.
duties-late = De uiterste datum van { $due } is voorbij: er moeten nog voorstellingen worden aangegeven.
duties-due = Aan te geven uiterlijk op { $due }.
duties-previous = Vorig kwartaal
duties-next = Volgend kwartaal
duties-sheet = Btw en taks op voorstellingen
duties-count-taken = Aangegeven
duties-count-ready = Klaar
duties-count-lacking = Aan te vullen
duties-performances = Voorstellingen
duties-show = Productie
duties-when = Voorstelling
duties-paid = Betaalde tickets
duties-free = Gratis
duties-receipts = Opbrengst
duties-state = Aangifte
duties-state-taken = Aangegeven
duties-state-changed = Opnieuw aan te geven: de staat is veranderd
duties-state-refused = Geweigerd, opnieuw te sturen
duties-state-ready = Klaar
duties-state-lacking = Aan te vullen
duties-state-to_come = Nog te komen
duties-said = Antwoord van SIBIL: { $said }
duties-send = { $n ->
    [0] Niets te sturen
    [one] Eén aangifte naar SIBIL sturen
   *[other] { $n } aangiften naar SIBIL sturen
}
duties-by-hand = Deze server heeft geen SIBIL-account voor deze instelling: download het bestand en geef aan op de site van het ministerie.
duties-csv = Als CSV downloaden
duties-none = Deze instelling verkoopt dit kwartaal geen voorstelling.
duties-history = Verzendingen
duties-sent-at = Verstuurd
duties-answer = Antwoord
duties-answer-taken = Aanvaard
duties-answer-refused = Geweigerd
duties-withdrawn = Voorstelling intussen afgelast
duties-seller = De verkoper
duties-vat = Btw op tickets
duties-vat-unknown = Nog niet gezegd
duties-vat-subject = Btw-plichtig: btw is verschuldigd
duties-vat-exempt = Vrijgesteld
duties-siret = SIRET
duties-siret-hint = Veertien cijfers. Mag leeg blijven.
duties-siret-wrong = Dit is geen SIRET: veertien cijfers, waarvan het laatste de andere controleert.
duties-keep = Opslaan
duties-seller-kept = Opgeslagen.
duties-show-kept = Opgeslagen voor „{ $title }”.
duties-number-wrong = Schrijf een aantal voorstellingen.
duties-amount-wrong = Schrijf een bedrag in euro, zoals 1 200 of 1 200,50.
duties-domain-unknown = SIBIL kent dit domein niet.
duties-not-configured = Deze server heeft geen SIBIL-account voor deze instelling.
duties-nothing-to-send = Niets te sturen: alles is aangegeven, of aan te vullen.
duties-sent = { $taken ->
    [one] Eén voorstelling aangegeven.
   *[other] { $taken } voorstellingen aangegeven.
}{ $left ->
    [0] {""}
   *[other] { " " }Er blijven er { $left }: verstuur nogmaals.
}
duties-sent-some = Voorstellingen aangegeven: { $taken }. Geweigerd: { $refused }. De reden staat bij elk.
duties-account-refused = SIBIL weigert het account van deze instelling. Controleer de gebruiker en het wachtwoord in de configuratie van de server.
duties-unreachable = SIBIL antwoordt niet. Er gaat niets verloren: probeer later opnieuw.
duties-not-understood = SIBIL antwoordde iets onverwachts. Probeer later opnieuw, of geef aan met het bestand.
duties-lack-to-come = De voorstelling heeft nog niet plaatsgevonden.
duties-lack-not-sold = Deze voorstelling wordt hier niet verkocht: haar cijfers zijn niet bekend.
duties-lack-id-missing = De aangifte heeft geen kenmerk.
duties-lack-id-too-long = Het kenmerk van de aangifte is te lang.
duties-lack-dates = De datum van de voorstelling ontbreekt.
duties-lack-dates-order = De reeks eindigt voor ze begint.
duties-lack-two-quarters = De reeks loopt over twee kwartalen.
duties-lack-performances = Het aantal voorstellingen past niet bij de data.
duties-lack-negative = Een aantal is negatief.
duties-lack-tickets = De aantallen tickets kloppen niet.
duties-lack-receipts = Er is opbrengst zonder betaald ticket: een geannuleerd ticket is niet terugbetaald.
duties-lack-average = Een gemiddelde prijs past niet bij de opbrengst.
duties-lack-capacity = De capaciteit ontbreekt.
duties-lack-above-capacity = Er zijn meer tickets dan plaatsen.
duties-lack-place-name = De naam van de plek ontbreekt.
duties-lack-place-address = Het adres van de plek ontbreekt.
duties-lack-place-postal-code = De postcode van de plek ontbreekt.
duties-lack-place-town = De gemeente van de plek ontbreekt.
duties-lack-siret = Het SIRET van de plek is fout.
duties-lack-title = De titel ontbreekt.
duties-lack-domain = Het domein ontbreekt.
duties-licence-empty = Er is geen licentie opgegeven: boven zes voorstellingen per jaar moet ze op de tickets staan.
duties-licence-old = Licentie { $licence }: deze nummers van voor 2019 gelden niet meer.
duties-licence-form = Licentie { $licence }: een nummer schrijft u PLATESV-D-2024-001234 of L-D-24-1234.
duties-licence-year = Licentie { $licence }: in dat jaar is geen bewijs gegeven.
duties-licence-ended = Licentie { $licence }: een bewijs geldt vijf jaar, dit is verlopen.
duties-licence-later = Licentie { $licence }: ze is van na de voorstelling.
duties-show-lead = Zeg wat de kassa niet kan weten. Wat niet gezegd is, blijft „te zeggen” en wordt nooit verondersteld.
duties-unsaid = Te zeggen
duties-proposed = Voorgesteld: { $what }
duties-part-vat = Btw
duties-part-sibil = SIBIL
duties-part-tax = Taks op voorstellingen
duties-nature = Wat er gespeeld wordt
duties-nature-hint = De eerste 140 betaalde voorstellingen van een creatie of een nieuwe enscenering vallen onder 2,1 %. De volgende, en andere voorstellingen, onder 5,5 %.
duties-nature-creation = Nieuw werk (theater, muziek, opera, dans) of muzikale variété
duties-nature-new_staging = Klassiek werk in een nieuwe enscenering
duties-nature-original_circus = Circus met originele creaties, met muzikanten
duties-nature-other_show = Andere voorstelling
duties-played-before = Betaalde voorstellingen voor die van hier
duties-played-before-hint = Overal, sinds de creatie. Nul als de eerste hier plaatsvindt. Het gezelschap weet het.
duties-domain = Domein
duties-young = Voor een jong publiek
duties-collector = Ontvanger
duties-collector-astp = ASTP
duties-collector-cnm = CNM
duties-collector-nobody = Zonder taks
duties-sold-for = Verkoopprijs van de productie, zonder belasting
duties-sold-for-hint = Voor een gratis voorstelling: de taks slaat op die prijs, en haar verkoper is ze verschuldigd.
duties-sheet-lead = Voorbije voorstellingen van het kwartaal. De totalen zijn die van de staten, tot op de cent.
duties-vat-unsaid = Zeg eerst, op de pagina van de aangiften, of de tickets btw dragen.
duties-vat-exempt-note = De verkoper is vrijgesteld van btw: opbrengst met en zonder belasting is dezelfde.
duties-totals = Totalen
duties-rate = Tarief
duties-percent = { $rate } %
duties-gross = Opbrengst
duties-net = Zonder belasting
duties-vat-amount = Btw
duties-no-vat = zonder btw
duties-rate-unknown = Tarief te zeggen
duties-to-say = te zeggen
duties-all = Samen
duties-base = Grondslag
duties-tax-owed = Verschuldigde taks
duties-tax-producers = Verschuldigd door producenten
duties-tax-small = Onder { $amount } per jaar wordt de taks niet geïnd.
duties-rank = Rang
duties-unknown-seller = te zeggen: de verkoper
duties-unknown-nature = te zeggen: wat er gespeeld wordt
duties-unknown-rank = te zeggen: eerdere voorstellingen
duties-unknown-day = geen regel bekend voor die dag
duties-owed-unknown = te zeggen
duties-owed-seller = verschuldigd:
duties-owed-producer = verschuldigd door de producent:
duties-owed-price = gratis: verkoopprijs te zeggen
duties-owed-nothing = niets
duties-sheet-none = Geen voorbije voorstelling dit kwartaal.
