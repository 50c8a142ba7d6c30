## Le portail
pass-nav = Musea
pass-portal-title = La C’Art, de museumpas
pass-portal-heading = Een jaar museum, <em>zonder tellen</em>
pass-portal-lead = { $n ->
    [one] Collecties en tentoonstellingen van één museum, zo vaak u wilt.
   *[other] Collecties en tentoonstellingen van { $n } musea, zo vaak u wilt, een jaar lang.
}
pass-buy = Een pas kopen
pass-buy-from = Een pas kopen, vanaf { $price }
pass-have-gift = Ik kreeg een pas cadeau
pass-mine = Mijn passen
pass-map = De gemeenten van de metropool waar de pas een museum opent
pass-step-1 = Kies
pass-step-1-words = Een pas voor uzelf, voor twee, voor het gezin, of om te geven
pass-step-2 = Houd hem bij u
pass-step-2-words = Op de telefoon, op papier of in plastic: ze openen dezelfde deuren
pass-step-3 = Ga binnen
pass-step-3-words = Een uur of een dag, voor één zaal of het hele museum
pass-demo = demonstratie
pass-demo-words = Deze tarieven tonen de software; ze verbinden niemand.
pass-choose = Welke pas past bij u?
pass-free = gratis
pass-validity-purchase = { $n ->
    [one] Eén maand geldig vanaf de aankoop.
   *[other] { $n } maanden geldig vanaf de aankoop.
}
pass-validity-first_visit = { $n ->
    [one] Eén maand geldig vanaf het eerste bezoek.
   *[other] { $n } maanden geldig vanaf het eerste bezoek.
}
pass-validity-chosen = { $n ->
    [one] Eén maand geldig, vanaf de dag die u kiest.
   *[other] { $n } maanden geldig, vanaf de dag die u kiest.
}
pass-admits = Tot { $n } personen tegelijk.
pass-take = Kiezen
pass-give = Cadeau geven
pass-none-sold = Er zijn op dit moment geen passen te koop.
pass-desk-too = De pas is ook te koop aan de balie van elk museum en van de gemeentehuizen, contant, met kaart of cheque.
pass-museums = { $n ->
    [one] Eén museum
   *[other] { $n } musea
}
pass-benefits = Uitnodigingen en voordelen
pass-benefits-all = Alles bekijken
pass-benefits-lead = Wat de musea bieden aan wie een pas heeft.
pass-benefits-shown = Op vertoon van de pas
pass-benefits-none = Er zijn nu geen voordelen aangekondigd.
pass-invitations = Uitnodigingen
pass-invitations-how = U vraagt ze aan op de pagina van uw pas.
pass-invitations-none = Nu geen uitnodigingen. Wij schrijven u zodra er een voor u is.
pass-privacy-title = Wat wij van uw bezoeken weten
pass-privacy-words = De musea tellen bezoeken, geen mensen. De code van uw pas zegt niet wie u bent en niet welk tarief u hebt; uw doorgangen worden na twee weken gewist, alleen aantallen blijven.
pass-from-to = van { $from } tot { $to }
pass-people = { $n ->
    [one] één persoon
   *[other] { $n } personen
}
pass-asking-soon = Aan te vragen: { $at }.
pass-asking-closed = Aanvragen kan niet meer.
pass-asking-draw = { $n ->
    [one] Eén uitnodiging, geloot: { $at }.
   *[other] { $n } uitnodigingen, geloot: { $at }.
}
pass-asking-none = Alle zijn gegeven; u kunt wachten tot er een vrijkomt.
pass-asking-left = { $n ->
    [one] Nog één over.
   *[other] Nog { $n } over.
}
pass-asking-open = Er is er voor iedereen.
pass-draw-fair = Hoe u de loting nagaat
pass-draw-how = Elke aanvraag wordt gerangschikt volgens de SHA-256-vingerafdruk van het zaad, een dubbelepunt en haar kenmerk. De vingerafdruk van het zaad verschijnt vóór de eerste aanvraag, het zaad na de loting: niemand kon het kiezen.
pass-draw-hash = Vingerafdruk van het zaad
pass-draw-seed = Zaad

## Acheter
pass-basket = Uw mandje
pass-as-gift = als cadeau
pass-basket-set = Bijwerken
pass-basket-empty = Het mandje is leeg: kies minstens één pas.
pass-basket-empty-words = Kies hierboven een aantal passen.
pass-basket-full = Hoogstens tien passen per bestelling. Voor meer: schrijf ons, er bestaan pakketten.
pass-line = Pas { $n }: { $product }
pass-line-gift = Pas { $n }: { $product }, als cadeau
pass-first-name = Voornaam
pass-last-name = Naam
pass-second-first = Voornaam van de tweede persoon
pass-second-last = Naam van de tweede persoon
pass-second-last-hint = Leeg: dezelfde naam.
pass-begins-on = Eerste dag
pass-begins-hint = Leeg: vandaag.
pass-commune = Gemeente waar u woont
pass-commune-none = Dat zeg ik liever niet
pass-commune-hint = Niet verplicht: om te tellen waar bezoekers vandaan komen, nooit om u te herkennen.
pass-gift-to = Voor
pass-gift-from = Van
pass-gift-message = Een woordje
pass-gift-email = Adres om hem heen te sturen
pass-gift-email-hint = Leeg: u krijgt de code en geeft ze zelf.
pass-gift-on = Dag van verzending
pass-gift-on-hint = Leeg: meteen.
pass-your-order = Uw bestelling
pass-email = E-mailadres
pass-email-hint = Om de pas te ontvangen. Een account is niet nodig.
pass-terms = Ik koop deze pas en weet dat ik hem moet betalen.
pass-withdrawal-words = U hebt veertien dagen om u te bedenken, zonder reden: via de pagina van uw bestelling krijgt u uw geld terug. Bent u al op bezoek geweest, dan betaalt u alleen de voorbije dagen.
pass-order-free = Mijn pas ontvangen
pass-pay = { $price } betalen
pass-good-to-know = Goed om te weten
pass-know-account = Geen account nodig: een naam op de pas, een adres om hem te sturen.
pass-know-phone = De pas opent op de telefoon, ook zonder netwerk, en laat zich afdrukken.
pass-know-desk = Een plastic kaart ligt voor u klaar aan de balie van elk museum.
pass-know-visits = Verloren? Er komt meteen een nieuwe, en de oude opent niets meer.

## La commande
pass-order = Bestelling { $reference }
pass-order-asked-title = Uw bestelling wacht op betaling
pass-order-asked-words = De pas wordt gemaakt zodra de betaling binnen is. Net betaald? Laad deze pagina zo opnieuw.
pass-order-paid-title = Gelukt
pass-order-paid-words = Dank u. Alles staat hieronder.
pass-order-given_up-title = Deze bestelling is niet betaald
pass-order-given_up-words = Ze is gesloten. Er is niets afgehouden.
pass-order-letter = Er gaat ook een brief naar { $email }.
pass-order-keep = Bewaar het adres van deze pagina: het volstaat om terug te komen.
pass-order-handed-on = Deze pas is nu van iemand anders: hij wordt hier niet meer getoond en niet meer teruggenomen.
pass-order-state-asked = te betalen
pass-order-state-paid = betaald
pass-order-state-given_up = gesloten
pass-deed-new = aankoop
pass-deed-renewal = verlenging
pass-deed-gift = cadeau
pass-open = De pas openen
pass-refunded = { $price } terugbetaald
pass-waiting-title = Nog één keer langs de balie
pass-waiting-words = Toon één keer wat recht geeft op dit tarief, aan de balie van een museum of gemeentehuis. Er wordt geen papier bewaard, en de pas gaat meteen open.
pass-gift-sent = Verstuurd naar { $email }.
pass-gift-leaves = Gaat naar { $email }: { $day }.
pass-gift-leaves-now = Gaat binnen een minuut naar { $email }.
pass-gift-yours = Geef deze code zelf, of de pagina van het cadeau.
pass-gift-until = Te openen vóór { $day }.
pass-gift-see = De pagina van het cadeau
pass-withdraw = Zich bedenken
pass-withdraw-words = U krijgt { $price } terug langs de weg waarlangs u betaalde, en deze pas opent niets meer.
pass-withdraw-gift-words = Het cadeau wordt teruggenomen als het niet is geopend, en u krijgt uw geld terug.
pass-withdraw-do = Bevestigen: ik zie ervan af
pass-withdrawn = Gedaan: u krijgt { $amount } terug.

## Les cadeaux
pass-gift-title = Een pas als cadeau
pass-gift-lead = Iemand geeft u een jaar museum.
pass-gift-code = Code van het cadeau
pass-gift-code-hint = Twaalf tekens, bijvoorbeeld 7K3M P2QX 9TDA.
pass-gift-look = Het cadeau bekijken
pass-gift-of = Van { $from }
pass-gift-for = Voor u, { $name }
pass-gift-what = Een pas { $product }.
pass-gift-email-own = Niet verplicht: om uw pas en uitnodigingen terug te vinden.
pass-gift-open = Mijn pas openen
pass-gift-done = Hier is uw pas. Veel plezier!
pass-gift-slip = Deze code is onvolledig, of er klopt een teken niet. Kijk ze na.
pass-gift-opened = Dit cadeau is al geopend.
pass-gift-opened-short = geopend
pass-gift-cancelled = Dit cadeau is teruggenomen.
pass-gift-over = Dit cadeau moest binnen het jaar open: het geldt niet meer. Schrijf ons.
pass-gift-past = Die dag is voorbij.
pass-gift-far = Hoogstens een jaar vooruit.
pass-not-given = Deze pas kan niet cadeau gegeven worden.

## La page du pass
pass-page-title = Pas van { $name }
pass-and = en { $name }
pass-qr-of = Code van de pas van { $name }
pass-qr-of-invitation = Code van de uitnodiging: { $title }
pass-standing-active = geldig
pass-standing-soon = binnenkort geldig
pass-standing-over = afgelopen
pass-standing-waiting = te controleren aan de balie
pass-standing-suspended = geschorst
pass-standing-refunded = terugbetaald
pass-standing-cancelled = geannuleerd
pass-begins = vanaf { $day }
pass-ended = sinds { $day }
pass-until = tot { $day }
pass-awaits-visit = het jaar begint bij uw eerste bezoek, en eindigt uiterlijk op { $day }
pass-suspended-words = Deze pas is geschorst. Elke balie kan u zeggen waarom.
pass-gone-words = Deze pas opent niets meer.
pass-renew-title = Verlengen
pass-renew-words = De pas loopt dan tot { $day }: van de resterende dagen gaat niets verloren.
pass-renew-do = Verlengen
pass-keep-account = In mijn account bewaren
pass-kept = De pas staat in uw account.
pass-keep-sign-in = Meld u eerst aan.
pass-keep-taken = Deze pas staat al in een account.
pass-claim = Een uitnodiging vragen
pass-claim-draw = Meedoen aan de loting
pass-claim-wait = Op een plaats wachten
pass-claim-won = De uitnodiging is voor u: ze staat hieronder.
pass-claim-asked = Genoteerd: u doet mee aan de loting.
pass-claim-waiting = Alle zijn gegeven: u staat in de rij, wij schrijven u.
pass-claim-is-won = U bent uitgenodigd. Toon deze code aan de ingang.
pass-claim-is-asked = U doet mee aan de loting.
pass-claim-is-waiting = In de rij, plaats { $place }.
pass-give-back = Teruggeven
pass-claim-given-back = Teruggegeven. De volgende heeft er plezier van.
pass-claim-closed = Deze uitnodiging wordt niet meer aangeboden.
pass-claim-early = Aanvragen kan nog niet.
pass-claim-late = Aanvragen kan niet meer.
pass-claim-not-good = Uw pas is die dag niet geldig.
pass-own = Uw pas, uw keuzes
pass-lost = Ik ben hem kwijt
pass-lost-words = Er komt meteen een nieuwe code, met een andere pagina. De oude opent niets meer, op geen enkele drager.
pass-lost-do = Mijn pas opnieuw maken
pass-reissued = Opnieuw gemaakt. De oude code opent niets meer.
pass-transfer = Aan iemand doorgeven
pass-transfer-words = De pas krijgt een andere naam voor de tijd die rest; hij is dan niet meer van u.
pass-transfer-email = Zijn of haar e-mailadres
pass-transfer-do = Doorgeven
pass-transferred = Gedaan: de pas is doorgegeven, er is een brief vertrokken.
pass-transfer-never = Deze pas is persoonlijk en kan niet doorgegeven worden.
pass-transfer-done = Deze pas is al doorgegeven.
pass-transfer-not-good = Deze pas is niet geldig en kan niet doorgegeven worden.
pass-erase = Mijn gegevens wissen
pass-erase-words = Uw naam, adres en deze pas worden voorgoed gewist. Hij opent niets meer en wordt niet terugbetaald. De aantallen blijven, zonder iemand erachter.
pass-erase-tick = Ik begrijp het, wis alles
pass-erase-do = Wissen
pass-erase-certain = Vink het vakje aan om te bevestigen. Er is niets gewist.
pass-erased = Alles is gewist.
pass-mine-none = Geen pas in uw account. Open de pagina van een pas en kies “In mijn account bewaren”.
pass-orders = Mijn bestellingen
pass-reference = Referentie
pass-when = Datum
pass-amount = Bedrag
pass-state = Toestand
pass-name = Naam
pass-number = Nummer

## Le guichet
pass-office-nav-desk = Pas: balie
pass-office-nav-benefits = Pas: voordelen
pass-office-nav-products = Pas: tarieven
pass-office-nav-batches = Pas: pakketten
pass-desk = Passenbalie
pass-desk-sell = Een pas verkopen
pass-desk-open-till = Een kassa openen
pass-desk-no-till = Open eerst een kassa.
pass-desk-find = Een naam, een nummer, of scan de code
pass-desk-hint = Pijlen gaan van naam naar naam, Enter opent, Esc komt hier terug.
pass-desk-found = { $n ->
    [0] Geen pas
    [one] Eén pas
   *[other] { $n } passen
}
pass-desk-passes = Gevonden passen
pass-desk-more = Er zijn er meer: typ nog een letter.
pass-desk-nobody = Geen pas op naam van “{ $query }”.
pass-desk-good = { $n ->
    [0] Vandaag is geen pas geldig.
    [one] Vandaag is één pas geldig.
   *[other] Vandaag zijn { $n } passen geldig.
}
pass-desk-waiting = Te controleren
pass-desk-unreadable = Deze code is niet van ons, of beschadigd. Typ het nummer.
pass-desk-unknown = Geen pas heeft dit nummer.
pass-desk-slip = Dit nummer telt elf cijfers; één ervan is fout of ontbreekt.
pass-desk-email-hint = Niet verplicht: om de pas op de telefoon te krijgen.
pass-desk-declared = De persoon verklaart er recht op te hebben
pass-desk-seen = Ik heb het bewijs gezien (niets wordt bewaard)
pass-desk-take = Ontvangen
pass-desk-again = Deze verkoop werd al verstuurd. Ga terug naar de balie en zoek de naam.
pass-done-sold = Verkocht. Ontvangstbewijs { $receipt }.
pass-done-checked = Gecontroleerd: de pas gaat open.
pass-done-refused = De pas is ingetrokken.
pass-done-suspended = De pas is geschorst.
pass-done-resumed = De pas is weer geldig.
pass-done-cancelled = De pas is geannuleerd.
pass-done-transferred = De pas kreeg een andere naam. Druk de nieuwe kaart af.
pass-done-refunded = Terugbetaald.
pass-holder = Houder
pass-holder-page = De pagina van de houder
pass-payment = Betaling
pass-means = Met
pass-means-especes = Contant
pass-means-carte = Kaart
pass-means-cheque = Cheque
pass-means-virement = Overschrijving
pass-means-titre = Vakantie- of cultuurcheque
pass-means-needed = Kies hoe er betaald wordt.
pass-tendered = Gegeven bedrag
pass-change = Terug te geven:
pass-cheque-number = Nummer van de cheque
pass-cheque-bank = Bank
pass-cheque-drawer = Trekker
pass-two-means = Op twee manieren betalen
pass-first-part = Bedrag met het eerste middel
pass-second-means = De rest met
pass-none = geen
pass-language = Taal van de brieven
pass-check-title = Het recht op het tarief nagaan
pass-check-words = Bekijk het bewijs en geef het terug: niets wordt gekopieerd of bewaard.
pass-check-seen = Gezien
pass-check-not = Niet in orde
pass-checked = gecontroleerd
pass-product = Pas
pass-people-label = Toegang
pass-first-visit = Eerste bezoek
pass-not-yet = nog niet
pass-no-email = geen
pass-print = De kaart afdrukken
pass-print-page = Afdrukken
pass-remake = Opnieuw maken (verloren)
pass-suspend = Schorsen
pass-resume = Weer geldig maken
pass-sales = Wat betaald werd
pass-what = Wat
pass-channel-online = online
pass-channel-desk = aan de balie
pass-channel-batch = per pakket
pass-refund = Terugbetalen
pass-refund-withdrawal = { $price } terug te geven: veertien dagen bedenktijd.
pass-refund-rule = { $price } terug te geven, volgens de regel van deze pas.
pass-refund-nothing-due = Er is niets verschuldigd. Hoogstens { $price }, als gunst.
pass-refund-way-payment = Langs de onlinebetaling.
pass-refund-way-till = Aan de kassa die het ontving.
pass-refund-way-transfer = Per overschrijving door de rekenplichtige.
pass-refund-till = Open een kassa van dezelfde regie om dit bedrag terug te geven.
pass-refund-amount = Ander bedrag
pass-refund-amount-hint = Leeg: wat verschuldigd is.
pass-refund-why = Waarom
pass-refund-do = Terugbetalen en de pas intrekken
pass-refund-nothing = Voor deze pas werd niets betaald, of alles is terugbetaald.
pass-refund-none = Geen regel geeft op deze datum geld terug.
pass-refund-much = Meer dan wat betaald werd.
pass-cancel = De pas annuleren
pass-cancel-words = Zonder geld terug: hij opent niets meer.
pass-cancel-do = Annuleren
pass-sheet-logged = Elke geopende fiche staat in het logboek.
pass-gone = Deze pas is teruggegeven of ingetrokken.
pass-nothing-to-check = Er is niets te controleren op deze pas.

## Ce qui ne va pas
pass-name-needed = Deze naam ontbreekt.
pass-name-long = Hoogstens zestig tekens.
pass-second-needed = Op deze pas staan twee namen: geef de tweede.
pass-email-bad = Op dit adres kan geen brief komen. Kijk het na.
pass-terms-needed = Vink het vakje aan om te bestellen.
pass-declare-needed = Vink het vakje aan als u er recht op hebt; kies anders een andere pas.
pass-begins-needed = Kies de eerste dag.
pass-begins-past = Die dag is voorbij.
pass-begins-far = Die dag is te ver.
pass-message-long = Hoogstens vijfhonderd tekens.
pass-day-bad = Dat is geen datum. Schrijf bijvoorbeeld 25/12/2026.
pass-moment-bad = Geef een dag en een uur.
pass-not-sold = Deze pas is niet te koop.
pass-order-large = Deze bestelling is te groot om te tellen.
pass-renew-early = Het is te vroeg om deze pas te verlengen.
pass-renew-late = Deze pas is te lang afgelopen: neem een nieuwe.
pass-renew-gone = Deze pas is teruggegeven of ingetrokken en kan niet verlengd worden.
pass-amount-bad = Dat is geen bedrag. Schrijf bijvoorbeeld 12,50.
pass-number-bad = Dit getal kan hier niet.

## Les tarifs
pass-office-products = Passen en tarieven
pass-office-products-lead = Wat te koop is, voor wie, hoe lang en tegen welke prijs. Verkochte passen houden hun dagen.
pass-office-defaults = De ontbrekende voorbeeldpassen toevoegen
pass-done-defaults = Toegevoegd.
pass-done-saved = Opgeslagen.
pass-save = Opslaan
pass-action = Actie
pass-price = Prijs
pass-prices = Prijzen
pass-price-now = Prijs vandaag
pass-price-next = Straks
pass-price-then = { $price } op { $day }
pass-price-from = Vanaf
pass-price-is-now = vandaag
pass-price-set = Deze prijs vastleggen
pass-price-drop = Intrekken
pass-price-past = Een prijs verandert niet in het verleden: kies vandaag of later.
pass-price-bad = Een prijs is nooit negatief.
pass-no-price = geen prijs
pass-validity = Geldigheid
pass-validity-rule-purchase = vanaf de aankoop
pass-validity-rule-first_visit = vanaf het eerste bezoek
pass-validity-rule-chosen = vanaf een gekozen dag
pass-sold-where = Te koop
pass-sold-online = online
pass-sold-desk = aan de balie
pass-sold-gift = als cadeau
pass-sold-batch = in pakketten
pass-product-new = Nieuwe pas
pass-product-demo = Demonstratiecijfers. { $source }
pass-product-says = Wat er gezegd wordt
pass-product-code = Code
pass-product-code-hint = Kleine letters, cijfers en streepjes; hij verandert niet meer.
pass-product-code-bad = Twee tot vierentwintig kleine letters, cijfers of streepjes.
pass-product-code-taken = Deze code bestaat al.
pass-product-name = Naam
pass-product-words = In één zin
pass-product-who = Voor wie
pass-audience = Publiek
pass-audience-solo = één persoon
pass-audience-duo = twee personen
pass-audience-family = gezin
pass-audience-young = jongeren
pass-audience-social = minimuminkomen
pass-audience-corporate = ondernemingen
pass-product-admits = Personen tegelijk
pass-product-holders = Namen op de pas
pass-eligibility = Recht op het tarief
pass-eligibility-open = voor iedereen
pass-eligibility-declared = op verklaring
pass-eligibility-desk = één keer getoond aan de balie
pass-eligible = Wat men verklaart
pass-product-days = Duur en vervolg
pass-product-months = Maanden
pass-product-within = Begin binnen (maanden)
pass-product-begins = Een pas vanaf het eerste bezoek heeft een termijn nodig.
pass-product-before = Te verlengen vóór het einde (dagen)
pass-product-after = Te verlengen na het einde (dagen)
pass-product-transfers = Toegestane naamswijzigingen
pass-refund-what = Terugbetaling na veertien dagen
pass-refund-rule-never = nooit
pass-refund-rule-unused = volledig, zonder bezoek
pass-refund-rule-pro_rata = naar de resterende dagen
pass-product-place = Plaats in lijsten
pass-product-notional = Door een derde betaald
pass-product-notional-hint = Voor een gratis pas: wat de musea verdelen.

## Les lots
pass-office-batches = Pakketten
pass-office-batches-lead = Voor ondernemingsraden: een namenlijst of codes om uit te delen, op factuur.
pass-buyer = Koper
pass-siret = SIRET
pass-siret-bad = Dit SIRET-nummer klopt niet: veertien cijfers, met een controlecijfer.
pass-buyer-reference = Referentie van de koper
pass-buyer-reference-hint = Bestelbon, verbintenisnummer.
pass-address = Factuuradres
pass-address-needed = Het adres ontbreekt.
pass-copies = Aantal
pass-unit = Prijs per stuk
pass-to-be-paid = te betalen
pass-paid-on = betaald op { $day }
pass-batch-new = Nieuw pakket
pass-batch-codes = Codes om uit te delen
pass-batch-codes-hint = Een aantal, hoogstens { $n }; of een namenlijst hieronder.
pass-batch-people = Namenlijst
pass-batch-people-hint = Eén persoon per regel: naam; voornaam; e-mailadres (niet verplicht).
pass-batch-make = De factuur opmaken
pass-batch-no-product = Er zijn geen passen in pakketten te koop.
pass-batch-empty = Geef een aantal codes of een namenlijst.
pass-batch-many = Hoogstens tweeduizend passen per pakket.
pass-list-faults = De lijst is niet aanvaard:
pass-list-line = Regel { $n }:
pass-list-unreadable = deze regel is onleesbaar.
pass-invoice = Factuur { $reference }
pass-invoice-line = Museumpas { $product }
pass-invoice-how = Te betalen per overschrijving, met referentie { $reference }. De passen worden gemaakt zodra het geld binnen is.
pass-batch-csv = De lijst downloaden
pass-batch-cards = De kaarten afdrukken
pass-batch-pay = De overschrijving is binnen
pass-batch-paid-on = Ontvangen op
pass-batch-bank = Referentie van de bank
pass-batch-bank-needed = Geef de referentie die de bank toont.
pass-batch-pay-do = De passen maken
pass-batch-future = Die dag moet nog komen.
pass-batch-paid = Dit pakket is al betaald.
pass-batch-made = { $n ->
    [one] Eén pas
   *[other] { $n } passen
}
pass-batch-opened = { $n ->
    [0] Nog geen geopend.
    [one] Eén is geopend.
   *[other] { $n } zijn geopend.
}
pass-done-batch = De factuur is klaar.
pass-done-batch-paid = De passen zijn gemaakt.

## Les avantages
pass-office-benefits = Uitnodigingen en voordelen
pass-office-benefits-lead = Wat uw museum biedt aan wie een pas heeft.
pass-museum = Museum
pass-days = Dagen
pass-given = Gegeven
pass-in-line = Wachtend
pass-benefit-new = Iets aankondigen
pass-benefit-no-museum = Uw rol betreft geen museum.
pass-benefit-kind = Wat
pass-benefit-kind-benefit = voordeel
pass-benefit-kind-invitation = uitnodiging
pass-benefit-state-draft = ontwerp
pass-benefit-state-published = gepubliceerd
pass-benefit-state-cancelled = geannuleerd
pass-benefit-way = Toewijzing
pass-benefit-way-first = wie eerst vraagt
pass-benefit-way-draw = door loting
pass-benefit-title = Titel
pass-benefit-title-needed = De titel ontbreekt.
pass-benefit-words = In enkele woorden
pass-benefit-from = Eerste dag
pass-benefit-until = Laatste dag
pass-benefit-days = De laatste dag komt vóór de eerste.
pass-benefit-quota = Uitnodigingen
pass-benefit-quota-needed = Zeg hoeveel er zijn.
pass-benefit-people = Personen per uitnodiging
pass-benefit-claims-from = Aan te vragen vanaf
pass-benefit-claims-until = Tot (daarna loting)
pass-benefit-claims = Het einde komt vóór het begin.
pass-benefit-claims-late = Aanvragen kan niet meer als het voorbij is.
pass-benefit-promise = Eens gepubliceerd blijft wat beloofd is: het aantal kan alleen groeien.
pass-benefit-promised = Dit is gepubliceerd: aard, toewijzing en publicatie veranderen niet meer.
pass-benefit-given = Er zijn uitnodigingen gegeven voor deze dagen: ze veranderen niet meer. Annuleer en publiceer een nieuwe.
pass-benefit-fewer = Het beloofde aantal kan alleen groeien.
pass-benefit-cancelled = Dit is geannuleerd: schrijf een nieuw.
pass-claims-asked = in de loting
pass-claims-won = uitgenodigd
pass-claims-waiting = in de rij
pass-claims-given_up = teruggegeven
pass-ranks = De rangen, zonder namen

## Les lettres
pass-letter-line-pass = • { $product }, { $who }, van { $begins } tot { $ends }: { $link }
pass-letter-line-gift = • { $product }, als cadeau. Code { $code }: { $link }
pass-letter-order-subject = Uw museumpas, bestelling { $reference }
pass-letter-order-text =
    Dag,

    Dank u. Dit hebt u besteld:

    { $lines }
    Betaald: { $total }.

    Het adres hierboven opent de pas; houd het voor uzelf. Uw bestelling: { $link }

    U hebt veertien dagen om u te bedenken, via de pagina van de bestelling.

    Veel plezier!
pass-letter-pass-subject = Uw museumpas
pass-letter-pass-text =
    Dag { $name },

    Hier is uw pas { $product }, geldig van { $begins } tot { $ends }:

    { $link }

    Dit adres opent de pas; houd het voor uzelf.

    Veel plezier!
pass-letter-checked-subject = Uw pas is open
pass-letter-checked-text =
    Dag { $name },

    Gecontroleerd: uw pas { $product } opent de musea tot { $ends }.

    { $link }

    Er is geen document bewaard.
pass-letter-transfer-subject = Een museumpas is nu van u
pass-letter-transfer-text =
    Dag { $name },

    Iemand geeft u een pas { $product } door, geldig tot { $ends }:

    { $link }

    Dit adres opent de pas; houd het voor uzelf.
pass-letter-reissued-subject = Uw pas is opnieuw gemaakt
pass-letter-reissued-text =
    Dag { $name },

    Uw pas { $product } heeft een nieuwe code en een nieuwe pagina:

    { $link }

    De oude opent niets meer. Hebt u niets gevraagd, ga dan langs een balie.
pass-letter-code-subject = Uw verlengde pas heeft een nieuwe code
pass-letter-code-text =
    Dag { $name },

    Uw pas { $product } loopt door tot { $ends }. Zijn pagina toont de nieuwe code:

    { $link }

    Een kaart op papier of in plastic is te vernieuwen: druk ze af vanaf deze pagina, of vraag ze aan een balie.
pass-letter-remind-subject = Uw museumpas eindigt op { $ends }
pass-letter-remind-text =
    Dag { $name },

    Uw pas { $product } eindigt op { $ends }. Verlengt u hem vroeger, dan loopt hij vanaf die dag nog een jaar: niets gaat verloren.

    { $link }

    Wilt u stoppen, dan hoeft u niets te doen.
pass-letter-refund-subject = Terugbetaling, bestelling { $reference }
pass-letter-refund-text =
    Dag,

    U krijgt { $amount } terug voor bestelling { $reference }. Afhankelijk van uw bank duurt dat enkele dagen.
pass-letter-invitation-subject = U bent uitgenodigd: { $title }
pass-letter-invitation-text =
    Dag { $name },

    Er is een uitnodiging voor u: { $title }, { $day }.

    Ze staat op de pagina van uw pas: { $link }

    Kunt u niet komen? Geef ze daar terug: de volgende heeft er plezier van.
pass-letter-called-off-subject = Geannuleerd: { $title }
pass-letter-called-off-text =
    Dag { $name },

    Het museum moest annuleren: { $title }, { $day }. Uw uitnodiging geldt niet meer; uw pas wel.

    { $link }
pass-letter-gift-subject = { $from } geeft u een jaar museum
pass-letter-gift-text =
    { $to }

    { $message }

    { $from }

    Hier is een pas { $product }, te openen op uw naam:

    { $link }

    Code: { $code }. Te openen vóór { $until }.
pass-see-flows = Van museum naar museum: geteld zonder iemand te volgen
pass-see-accounts = Hoe het geld van de pas wordt verdeeld
