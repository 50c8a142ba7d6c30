accounts-nav = Rekeningen van Les Belles Sorties
accounts-title = Rekeningen van Les Belles Sorties
accounts-lead = Elk cijfer wordt berekend uit zijn regels: open het om ze te lezen. Wat niet bekend is, blijft onbekend, en het cijfer zegt over hoeveel data het gaat.
accounts-see-public = De pagina die iedereen kan lezen
accounts-by-season = Seizoen per seizoen
accounts-none = Nog geen enkel seizoen heeft een rekening. Publiceer een editie, of importeer vroegere seizoenen.
accounts-since = sinds { $since }
accounts-computed = Berekend op { $at }, uit voorstellingen, tickets en binnenkomsten.
accounts-demo = Demonstratie
accounts-demo-words = Deze cijfers komen uit een seizoen dat verzonnen is om de software te tonen.

accounts-unknown = n.b.
accounts-unknown-long = niet bekend
accounts-partial = { $known ->
    [one] bekend voor { $known } van { $played } data
   *[other] bekend voor { $known } van { $played } data
}
accounts-partial-short = ({ $known }/{ $played })
accounts-yes = ja
accounts-no = nee
accounts-seasons = { $n ->
    [one] { $n } seizoen
   *[other] { $n } seizoenen
}

accounts-figure-representations = Voorstellingen
accounts-figure-spectateurs = Toeschouwers
accounts-figure-billets = Tickets
accounts-figure-remplissage = Bezetting
accounts-figure-recettes = Ontvangsten
accounts-figure-artistes = Artiesten
accounts-figure-premiere-fois = Eerste keer
accounts-figure-distance = Afgelegde afstand
accounts-figure-communes = Gemeenten
accounts-figure-cout = Kosten
accounts-figure-cout-par-spectateur = Kosten per toeschouwer

accounts-how-representations = De gespeelde data. Geannuleerde en komende data staan in de regels en tellen niet mee.
accounts-how-spectateurs = De mensen die binnenkwamen, geteld aan de deur. Een datum waarop niemand telde, blijft onbekend.
accounts-how-billets = Betaalde en gratis tickets die niet zijn teruggegeven.
accounts-how-remplissage = De mensen die binnenkwamen gedeeld door de plaatsen, op de data waarop beide bekend zijn.
accounts-how-recettes = Wat de tickets opbrachten, belastingen inbegrepen, terugbetalingen afgetrokken.
accounts-how-artistes = De artiesten op het podium, op elke datum geteld: twaalf muzikanten die drie avonden spelen, maken zesendertig.
accounts-how-premiere-fois = Het aandeel mensen dat voor het eerst kwam, onder wie antwoordde.
accounts-how-distance = De gemiddelde afstand, in vogelvlucht, van het midden van ieders gemeente tot de zaal, voor de mensen van wie de gemeente bekend is.
accounts-how-communes = De gemeenten die minstens één datum ontvingen.
accounts-how-cout = De kosten van de gespeelde voorstellingen, zoals voorgesteld en aanvaard.
accounts-how-cout-par-spectateur = De kosten gedeeld door de mensen die binnenkwamen, op de data waarop beide bekend zijn.

accounts-rows = De regels bekijken
accounts-rows-of = Regels van het cijfer
accounts-no-rows = Geen data.
accounts-csv = Downloaden (CSV)
accounts-left-out = { $n ->
    [one] { $n } gespeelde datum van { $played } zit er niet in, omdat ze niet bekend is.
   *[other] { $n } gespeelde data van { $played } zitten er niet in, omdat ze niet bekend zijn.
}
accounts-col-season = Seizoen
accounts-col-source = Herkomst
accounts-col-day = Datum
accounts-col-commune = Gemeente
accounts-col-communes = Gemeenten
accounts-col-show = Voorstelling
accounts-col-institution = Instelling
accounts-col-state = Stand
accounts-col-performances = Voorstellingen
accounts-col-spectators = Toeschouwers
accounts-col-paid = Betaalde tickets
accounts-col-free = Gratis tickets
accounts-col-tickets = Tickets
accounts-col-places = Plaatsen
accounts-col-fill = Bezetting
accounts-col-receipts = Ontvangsten
accounts-col-artists = Artiesten
accounts-col-asked = Mensen die antwoordden
accounts-col-first = Eerste keer
accounts-col-share = Aandeel
accounts-col-located = Mensen met bekende gemeente
accounts-col-km = Gemiddelde afstand
accounts-col-cost = Kosten
accounts-col-each = Kosten per toeschouwer
accounts-col-counted = Telt mee in het cijfer
accounts-state-played = Gespeeld
accounts-state-coming = Komt nog
accounts-state-cancelled = Geannuleerd
accounts-state-imported = Geïmporteerd
accounts-state-own = Hier bijgehouden

accounts-coming = { $n ->
    [one] { $n } datum komt nog.
   *[other] { $n } data komen nog.
}
accounts-cancelled = { $n ->
    [one] { $n } datum is geannuleerd.
   *[other] { $n } data zijn geannuleerd.
}
accounts-provisional = { $n ->
    [one] De cijfers van { $n } gespeelde datum kunnen nog veranderen.
   *[other] De cijfers van { $n } gespeelde data kunnen nog veranderen.
}
accounts-imported-words = Dit seizoen is gespeeld voor deze software er was: de cijfers komen uit een geïmporteerd bestand.
accounts-map = Kaart van de metropool: de gemeenten die ontvingen, { $name }
accounts-map-all = { $n ->
    [one] Kaart van de metropool: { $n } gemeente ontving minstens één keer
   *[other] Kaart van de metropool: { $n } gemeenten ontvingen minstens één keer
}
accounts-never = { $n ->
    [0] Elk van de { $of } gemeenten die mogen ontvangen, deed dat minstens één keer sinds { $since }.
    [one] { $n } van de { $of } gemeenten die mogen ontvangen, deed dat nooit sinds { $since }.
   *[other] { $n } van de { $of } gemeenten die mogen ontvangen, deden dat nooit sinds { $since }.
}
accounts-never-names = Nooit aan de beurt sinds { $since }:
accounts-never-unknown = Welke gemeenten dat jaar mochten ontvangen, is niet bekend.
accounts-chart-evenings = Toeschouwers, datum per datum
accounts-chart-rows = Dezelfde, als regels
accounts-chart-years = Toeschouwers, jaar per jaar

accounts-import = Vroegere seizoenen importeren
accounts-import-lead = Seizoenen van voor deze software komen binnen met een bestand, één voorstelling per regel. Niets wordt overgenomen voor u hebt gezien wat het bestand zou veranderen.
accounts-file = Bestand
accounts-file-hint = Een CSV-bestand van hoogstens { $size }.
accounts-look = Het bestand bekijken
accounts-columns = De kolommen
accounts-columns-words = De eerste regel noemt de kolommen, in om het even welke volgorde. Een leeg vak betekent dat het cijfer niet bekend is.
accounts-model = Een modelbestand downloaden
accounts-column-edition = Het nummer van de editie: 1 voor de eerste.
accounts-column-saison = Het jaar, of beide: 2011, 2011-2012.
accounts-column-spectacle = De titel van de voorstelling.
accounts-column-institution = Wie speelde.
accounts-column-commune = De naam van de gemeente, of haar INSEE-code.
accounts-column-date = De dag, met het uur als er die dag twee waren: 17/03/2012 20:30.
accounts-column-jauge = Het aantal plaatsen.
accounts-column-spectateurs = Het aantal mensen dat kwam.
accounts-column-artistes = Het aantal artiesten op het podium.
accounts-column-recette = De ontvangsten, in euro.
accounts-column-cout = De kosten, in euro.
accounts-file-empty = Kies een bestand met minstens één regel.
accounts-file-large = Dit bestand is te groot. Knip het in stukken.
accounts-file-table = Dit bestand is geen tabel in tekst. Sla het in uw rekenprogramma op als CSV.
accounts-file-columns = In de eerste regel ontbreken kolommen:
accounts-plan-title = Wat het bestand zou veranderen
accounts-plan-lead = Nog niets is opgeslagen.
accounts-plan-new = Nieuw
accounts-plan-changed = Gewijzigd
accounts-plan-same = Al bekend
accounts-plan-refused = Geweigerde regels
accounts-plan-seasons = Seizoenen:
accounts-plan-ignored = Kolommen die opzij blijven:
accounts-plan-take = { $n ->
    [0] Opslaan, niets verandert
    [one] { $n } voorstelling opslaan
   *[other] { $n } voorstellingen opslaan
}
accounts-plan-another = Een ander bestand kiezen
accounts-plan-more = { $n ->
    [one] En { $n } andere geweigerde regel.
   *[other] En { $n } andere geweigerde regels.
}
accounts-line = Regel
accounts-why = Waarom
accounts-read = Wat er gelezen is
accounts-line-unreadable = De regel kan niet worden gelezen.
accounts-line-edition = Het nummer van de editie is geen getal van 1 tot 200.
accounts-line-season = Het seizoen is geen jaar zoals 2011 of 2011-2012, of het is nog niet begonnen.
accounts-line-kept-here = Dit seizoen wordt hier bijgehouden: zijn cijfers komen uit tickets en binnenkomsten.
accounts-line-title = De voorstelling heeft geen titel.
accounts-line-commune = Deze gemeente is niet bekend. Schrijf haar volledige naam, of haar INSEE-code.
accounts-line-date = De datum kan niet worden gelezen. Schrijf hem als 17/03/2012 of 2012-03-17.
accounts-line-date-season = De datum valt niet in het seizoen.
accounts-line-places = Het aantal plaatsen is geen geheel getal boven nul.
accounts-line-spectators = Het aantal toeschouwers is geen geheel getal.
accounts-line-artists = Het aantal artiesten is geen geheel getal.
accounts-line-receipts = De ontvangsten zijn geen bedrag in euro.
accounts-line-cost = De kosten zijn geen bedrag in euro.
accounts-line-twice = Dezelfde voorstelling staat al op regel:
accounts-line-edition-twice = Deze editie heeft in dit bestand al een ander seizoen.
accounts-import-done = Opgeslagen: { $new } nieuw, { $changed } gewijzigd, { $same } ongewijzigd.
accounts-import-nothing = Niets is opgeslagen: geen enkele regel van dit bestand kon worden overgenomen.
accounts-forget = Dit seizoen weer weghalen
accounts-forget-words = Was het geïmporteerde bestand fout, haal het seizoen dan weg en importeer het opnieuw. Het logboek bewaart hiervan een spoor.
accounts-forget-button = Dit geïmporteerde seizoen weghalen
accounts-forgotten = { $n ->
    [one] Het geïmporteerde seizoen is weg: { $n } voorstelling.
   *[other] Het geïmporteerde seizoen is weg: { $n } voorstellingen.
}

accounts-public-title = Les Belles Sorties in cijfers
accounts-public-heading = { $n ->
    [one] { $n } editie <em>sinds { $since }</em>
   *[other] { $n } edities <em>sinds { $since }</em>
}
accounts-public-lead = Kwaliteitsvoorstellingen voor kleine gemeenten, nooit duurder dan 5 euro.
accounts-none-public = Nog geen cijfers gepubliceerd
accounts-where-from = Waar deze cijfers vandaan komen
accounts-where-imported = { $n ->
    [one] { $n } seizoen is gespeeld voor deze software er was: de cijfers komen uit een geïmporteerd bestand.
   *[other] { $n } seizoenen zijn gespeeld voor deze software er was: hun cijfers komen uit een geïmporteerd bestand.
}

accounts-report = Het verslag (PDF)
accounts-report-title = Verslag: { $name }
accounts-report-lead = { $dates ->
    [0] Nog geen enkele datum is gespeeld.
    [one] { $dates } datum gespeeld in { $communes } gemeente.
   *[other] { $dates } data gespeeld in { $communes } gemeenten.
}
accounts-report-figures = De cijfers
accounts-report-all = { $n ->
    [one] Sinds { $since }: { $n } editie
   *[other] Sinds { $since }: { $n } edities
}
accounts-report-territory = Het grondgebied
accounts-report-bars = Toeschouwers, datum per datum
accounts-report-table = Alle data
accounts-report-notes = Hoe deze cijfers zijn geteld
accounts-report-foot = Berekend op { $day }.
accounts-legend-now = ontving dit seizoen
accounts-legend-before = ontving in een vroeger seizoen
accounts-legend-never = ontving niet, of mag niet ontvangen
accounts-method-spectators = Toeschouwers zijn de mensen die binnenkwamen, geteld aan de deur. Een datum waarop niemand telde, is niet bekend (n.b.), wat geen nul is.
accounts-method-fill = De bezetting deelt de toeschouwers door de plaatsen, op de data waarop beide bekend zijn.
accounts-method-artists = Artiesten worden op elke datum geteld.
accounts-method-first = Het aandeel eerste keren is dat van de mensen die wilden antwoorden.
accounts-method-distance = De afstand gaat van het midden van ieders gemeente tot de zaal, in vogelvlucht; ze telt alleen mensen van wie de gemeente bekend is.
accounts-method-cost = De kosten zijn die van het aanvaarde voorstel, per gespeelde datum.
accounts-method-unknown = Is een cijfer maar voor een deel van de data bekend, dan zegt het voor hoeveel.
