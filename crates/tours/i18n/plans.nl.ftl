# Het plan van een editie: wie ontvangt welke voorstelling, waar en wanneer; waarom; wat het zou veranderen.
plans-title = Plan van de editie
plans-lead = { $shows ->
    [one] { $shows } voorstelling gekozen
   *[other] { $shows } voorstellingen gekozen
 }, { $communes ->
    [one] { $communes } gemeente die wil ontvangen
   *[other] { $communes } gemeenten die willen ontvangen
 }.
plans-order = In welke volgorde plannen worden vergeleken
plans-order-words = Het eerste criterium beslist; bij gelijke stand het tweede; enzovoort. Het voorgestelde plan is het beste van alle, en dat is bewezen. Dezelfde gegevens geven altijd hetzelfde plan.
plans-ask = Een plan voorstellen
plans-ask-words = Het plan houdt rekening met wat voorstellingen nodig hebben, de zalen, de mogelijke dagen, de reizen en de rust van de ploegen, het budget en uw beslissingen hieronder. Vraag er zoveel u wilt: elke versie wordt bewaard.
plans-ask-do = Een plan voorstellen
plans-note = Notitie (facultatief)
plans-versions = Versies
plans-version = Versie { $n }
plans-none = Er is nog geen plan voorgesteld.
plans-based-on = herneemt versie { $n }
plans-state-working = in berekening
plans-state-ready = klaar
plans-state-failed = onmogelijk
plans-adopted = aangenomen
plans-compare = Vergelijken
plans-compare-first = Vergelijk
plans-compare-second = met
plans-decisions = Uw beslissingen
plans-decisions-words = De volgende plannen houden er rekening mee. Om er een toe te voegen, opent u een gemeente in een versie.
plans-no-decision = Nog geen beslissing.
plans-pin-said = { $commune } ontvangt „{ $show }”
plans-unpin = Loslaten
plans-unpin-of = { $commune } loslaten
plans-forbid-said = Uitgesloten voor { $commune }
plans-allow = Weer toelaten
plans-allow-of = Weer toelaten voor { $commune }
plans-working = Het plan wordt berekend. Dat duurt enkele seconden.
plans-refresh = Kijken hoe ver het staat
plans-trouble = Er is geen plan mogelijk
plans-trouble-do = De beslissingen herzien
plans-trouble-pinned-twice = { $commune } is aan twee voorstellingen tegelijk vastgelegd.
plans-trouble-pin-impossible = „{ $show }” kan niet in { $commune } worden gespeeld zoals beslist: geen geschikte zaal is vrij op een dag van de voorstelling.
plans-trouble-too-many-pins = „{ $show }” is in meer gemeenten vastgelegd dan er opvoeringen zijn.
plans-trouble-over-budget = Wat vastligt, kost meer dan het budget.
plans-trouble-too-tight = De ploeg van „{ $show }” kan niet alles spelen wat vastligt: de dagen, de afstanden of de rust laten het niet toe.
plans-trouble-pins-not-found = De berekening vond voor haar grens geen dagen voor alles wat voor de ploeg van „{ $show }” vastligt. Maak een beslissing losser, of leg dagen vast.
plans-trouble-broken = De berekening is op een fout gestopt. Die is genoteerd; stel een nieuw plan voor.
plans-tile-performances = Opvoeringen
plans-tile-asked = Kandidaat-gemeenten
plans-tile-without = Zonder voorstelling
plans-tile-cost = Kosten
plans-tile-budget = Budget
plans-proven = Bewezen: er bestaat geen eerlijker plan.
plans-not-proven = De berekening stopte voordat bewezen was dat geen plan eerlijker is.
plans-gap = De berekening stopte bij haar grens. „{ $criterion }”: { $value } bereikt, hoogstens { $most }.
plans-adopt = Deze versie aannemen
plans-repair = Hernemen rond mijn beslissingen
plans-csv = Rekenblad (CSV)
plans-json = Te controleren dossier (JSON)
plans-criteria = Criteria
plans-criterion = Criterium
plans-reached = Bereikt
plans-criterion-waited-4 = Bediende gemeenten, van die welke vier seizoenen of langer wachten of nooit ontvingen
plans-criterion-waited-3 = Bediende gemeenten, van die welke drie seizoenen wachten
plans-criterion-waited-2 = Bediende gemeenten, van die welke twee seizoenen wachten
plans-criterion-waited-1 = Bediende gemeenten, van die welke één seizoen wachten
plans-criterion-waited-0 = Bediende gemeenten, van die welke vorig seizoen ontvingen
plans-criterion-balance = Aandeel bediende gemeenten in de minst bediende sector
plans-criterion-kept = Gemeenten die hun voorstelling uit de hernomen versie behouden
plans-criterion-wishes = Som van de rangen van vervulde wensen (de laagste is de beste)
plans-criterion-distance = Kilometers van de huizen naar de gemeenten (zo weinig mogelijk)
plans-criterion-draw = Gepubliceerde loting, tussen gelijke plannen
plans-on-map = Op de kaart
plans-map = Gemeenten die dit plan bedient
plans-map-legend = In kleur de bediende gemeenten. Bleke stippen zijn kandidaat-gemeenten zonder voorstelling.
plans-calendar = Kalender
plans-month-1 = januari { $year }
plans-month-2 = februari { $year }
plans-month-3 = maart { $year }
plans-month-4 = april { $year }
plans-month-5 = mei { $year }
plans-month-6 = juni { $year }
plans-month-7 = juli { $year }
plans-month-8 = augustus { $year }
plans-month-9 = september { $year }
plans-month-10 = oktober { $year }
plans-month-11 = november { $year }
plans-month-12 = december { $year }
plans-by-show = Per voorstelling
plans-show = Voorstelling
plans-show-count = { $n ->
    [one] { $n } opvoering van { $most }
   *[other] { $n } opvoeringen van { $most }
 }
plans-in-line = Wachten op deze voorstelling:
plans-by-commune = Bediende gemeenten
plans-without = Gemeenten zonder voorstelling
plans-commune = Gemeente
plans-waiting = Wachttijd
plans-waited = { $n ->
    [0] ontving vorig seizoen
    [one] wacht al { $n } seizoen
   *[other] wacht al { $n } seizoenen
 }
plans-waited-never = ontving nooit
plans-rank = Wens
plans-day = Dag
plans-day-if = Dag (facultatief)
plans-hall = Zaal
plans-pinned = vastgelegd
plans-first-reason = Waarom
plans-no-wish = Stuurde geen wens voor een gekozen voorstelling.
plans-gone = (sindsdien ingetrokken)
plans-hosted = ontving in { $years }
plans-left-without = Zonder voorstelling in deze versie
plans-wishes = Haar wensen
plans-wish-n = Wens { $n }
plans-wish-met = Vervuld.
plans-changes = Wat het zou veranderen
plans-cost = Als de wens toch werd vervuld
plans-why-served = Ontving al in { $year }.
plans-why-better = Wens { $rank } werd vervuld: „{ $show }”.
plans-why-halls = Geen enkele zaal is geschikt.
plans-why-hall = { $hall }: { $lacks }.
plans-why-no-day = Geen geschikte zaal is vrij op een dag waarop de voorstelling kan spelen.
plans-why-forbidden = Uitgesloten door een van uw beslissingen.
plans-why-pins = Uw andere beslissingen laten er geen plaats voor.
plans-why-budget = Eén opvoering kost { $cost }, meer dan het hele budget ({ $budget }).
plans-why-full = { $n ->
    [0] De voorstelling speelt niet.
    [one] De enige opvoering gaat naar { $to }.
   *[other] De { $n } opvoeringen gaan naar { $to }.
 }
plans-why-rivals = Er zijn nog opvoeringen, maar niet genoeg geld of dagen van de ploeg voor deze zonder een andere op te geven.
plans-why-criterion = Wat besliste: „{ $criterion }”.
plans-why-settled = Dit plan behoudt wat al was afgesproken.
plans-why-stopped = Een plan dat de wens vervult, zou niet slechter zijn: de berekening van dit plan stopte voor het einde.
plans-why-not-found = De berekening van een plan dat de wens vervult, stopte bij haar grens.
plans-why-line = { $n ->
    [1] Eerste in de wachtrij voor deze voorstelling.
   *[other] Nummer { $n } in de wachtrij voor deze voorstelling.
 }
plans-lack-width = breedte { $has }, nodig is { $needs }
plans-lack-width-unknown = breedte niet vermeld, nodig is { $needs }
plans-lack-depth = diepte { $has }, nodig is { $needs }
plans-lack-depth-unknown = diepte niet vermeld, nodig is { $needs }
plans-lack-height = hoogte { $has }, nodig is { $needs }
plans-lack-height-unknown = hoogte niet vermeld, nodig is { $needs }
plans-lack-power = elektrisch vermogen { $has }, nodig is { $needs }
plans-lack-power-unknown = elektrisch vermogen niet vermeld, nodig is { $needs }
plans-lack-seats = { $has } plaatsen, nodig zijn er { $needs }
plans-lack-seats-unknown = aantal plaatsen niet vermeld, nodig zijn er { $needs }
plans-lack-dark = kan niet worden verduisterd
plans-lack-access = geen drempelvrije toegang
plans-lack-unusual = de voorstelling speelt niet op ongewone plaatsen
plans-change-hall = „{ $hall }” uitgerust of beter beschreven, of een andere zaal.
plans-change-days = Een zaal die vrij is op een van deze dagen, bijvoorbeeld: { $days }.
plans-change-one-more = Eén opvoering meer ({ $cost }): de wens zou worden vervuld.
plans-change-officers = Een andere beslissing van u.
plans-change-next-year = Volgend jaar: dan wacht zij al { $n ->
    [one] { $n } seizoen
   *[other] { $n } seizoenen
 } en gaat ze voor wie minder lang wacht.
plans-change-next-year-never = Volgend jaar: wie nooit ontving, blijft bij de eersten.
plans-cost-unserved = Zou zonder voorstelling blijven: { $communes }.
plans-cost-swapped = Zou een andere voorstelling krijgen: { $communes }.
plans-cost-moved = Zou op een andere dag of in een andere zaal spelen: { $communes }.
plans-cost-criterion = „{ $criterion }”: van { $before } naar { $after }.
plans-cost-none = Niets voor de anderen.
plans-decide = Beslissen
plans-decide-words = Uw beslissing wordt genoteerd en de volgende plannen houden er rekening mee. Met de hand verplaatsen maakt meteen een nieuwe versie, hernomen rond uw keuze.
plans-move-title = Met de hand verplaatsen
plans-move = Verplaatsen en het plan hernemen
plans-pin-title = Voortaan vastleggen
plans-pin = Vastleggen
plans-unpin-title = De beslissing opheffen
plans-forbid-title = Uitsluiten
plans-forbid = Uitsluiten
plans-any-hall = Elke geschikte zaal
plans-any-show = Elke voorstelling
plans-compare-title = Versies { $a } en { $b }
plans-compare-lead = { $same ->
    [one] { $same } opvoering is dezelfde
   *[other] { $same } opvoeringen zijn dezelfde
 }, { $changed ->
    [one] { $changed } gemeente verandert
   *[other] { $changed } gemeenten veranderen
 }.
plans-compare-map = Gemeenten waarvoor iets verandert van versie { $a } naar versie { $b }
plans-compare-where = Waar het verandert
plans-compare-communes = Gemeente per gemeente
plans-compare-days = Dag per dag
plans-compare-none = Beide versies zijn dezelfde.
plans-better = (beter)
plans-worse = (minder goed)
plans-change = Verandering
plans-kind-gained = extra bediend
plans-kind-lost = niet meer bediend
plans-kind-swapped = andere voorstelling
plans-kind-moved = andere dag of andere zaal
plans-done-asked = De versie is aangevraagd.
plans-done-adopted = Versie aangenomen: deze wordt gepubliceerd.
plans-done-pinned = Beslissing genoteerd. Herneem een plan om te zien wat ze verandert.
plans-done-unpinned = Beslissing opgeheven.
plans-done-forbidden = Uitsluiting genoteerd. Herneem een plan om te zien wat ze verandert.
plans-done-allowed = Weer toegelaten.
plans-refused-closed = Deze editie is afgesloten.
plans-refused-nothing = Er is niets te plannen: er is minstens één gekozen voorstelling nodig en één gemeente die haar wensen stuurde.
plans-refused-no-plan = Deze versie heeft geen plan.
plans-refused-pin = Onmogelijk: geen geschikte zaal van deze gemeente is vrij op een dag van de voorstelling, of ze kost meer dan het budget.
plans-refused-day = Die dag is geen datum.
plans-refused-changed = Deze versie geldt niet meer: een voorstelling, een zaal, een wens of een beslissing is sindsdien veranderd. Herneem ze en neem dan de nieuwe versie aan.
