# Wat het loket weigert, in de woorden van wie leest.
box-above-cap = Deze prijs ligt boven het maximum van het programma: { $cap }.
box-not-enough = { $left ->
    [0] Er zijn geen plaatsen meer.
    [1] Er is nog maar één plaats.
   *[other] Er zijn nog maar { $left } plaatsen.
 }
box-allotment-used = In dit contingent zijn al plaatsen ingenomen: het kan niet worden verwijderd.
box-allotments-much = De contingenten overschrijden samen het aantal plaatsen.
box-amount-other = Het betaalde bedrag is niet dat van de bestelling.
box-called-off = De voorstelling gaat niet door.
box-cancel-at-desk = Deze tickets werden aan het loket betaald: daar worden ze ook geannuleerd.
box-cancel-hours-bad = De annuleringstermijn kan niet langer dan zestig dagen zijn.
box-cancel-late = Het is te laat om deze tickets te annuleren.
box-capacity-bad = Geef een aantal plaatsen op tussen 1 en 100 000.
box-capacity-hall = De zaal kan niet zoveel mensen ontvangen.
box-capacity-taken = Er zijn al meer plaatsen ingenomen.
box-category-bad = Geef de plaatscategorie op die op het ticket staat, in hoogstens 40 tekens.
box-change-late = Het is te laat om deze tickets te wisselen.
box-change-other = Deze tickets kunnen niet voor die voorstelling worden gewisseld.
box-change-unpaid = Alleen uitgegeven tickets kunnen worden gewisseld.
box-code-bad = Deze code is al in gebruik of bestaat niet uit kleine letters, cijfers en streepjes.
box-commune-bad = Deze gemeente is niet bekend.
box-email-bad = Dit e-mailadres is niet volledig. Voorbeeld: voornaam.naam@voorbeeld.be
box-email-needed = Geef een e-mailadres op: de tickets worden daarheen gestuurd.
box-hold-gone = De tijd is om en de plaatsen zijn vrijgegeven. Kies ze opnieuw.
box-hold-used = Deze plaatsen horen al bij een bestelling.
box-household = U hebt al het toegestane aantal plaatsen voor deze voorstelling gereserveerd.
box-label-bad = Geef een naam op, in hoogstens 80 tekens.
box-most-bad = Een bestelling telt 1 tot 50 plaatsen.
box-name-bad = Deze naam kan niet worden gedrukt: hoogstens 80 tekens, op één regel.
box-name-needed = Geef een naam op.
box-no-plan = Er is geen zaalplan: de plaatsen kunnen niet worden genummerd.
box-no-seller = Niemand is nog aangewezen om deze voorstelling te verkopen.
box-no-such-tariff = Dit tarief wordt hier niet aangeboden.
box-no-tariff = Bepaal minstens één tarief voor u de verkoop opent.
box-no-waiting-list = Er is geen wachtlijst voor deze voorstelling.
box-not-open = De verkoop is niet open.
box-not-to-pay = Deze bestelling hoeft niet meer te worden betaald.
box-nothing-chosen = Kies minstens één plaats.
box-nothing-to-cancel = Er valt niets te annuleren.
box-numbered-sold = Er zijn al plaatsen verkocht: de plaatsing kan niet meer veranderen.
box-offer-gone = Dit aanbod geldt niet meer.
box-offer-more = U vraagt meer plaatsen dan u worden aangeboden.
box-online-late = De onlineverkoop kan niet later eindigen dan die aan het loket.
box-opens-late = De verkoop moet openen voor hij sluit.
box-order-cancelled = Deze bestelling is geannuleerd.
box-over = De voorstelling is al begonnen.
box-paid-already = Deze bestelling is al betaald.
box-pay-later-no = Betalen op het gemeentehuis kan voor deze voorstelling niet meer.
box-people-bad = Geef een geloofwaardig aantal mensen op.
box-phone-bad = Dit telefoonnummer is niet leesbaar.
box-places-bad = Geef een aantal plaatsen op tussen nul en de capaciteit.
box-places-left = Er zijn nog plaatsen: u kunt ze meteen reserveren.
box-places-taken = In dit contingent zijn al meer plaatsen ingenomen.
box-price-bad = Geef een prijs op tussen 0 en 1 000 €.
box-price-free = Een gratis ticket of een uitnodiging kost niets.
box-quantity-bad = Dit aantal plaatsen kan niet.
box-refund-till = Het geld werd aan het loket ontvangen: open een kassa van dezelfde regie om het terug te geven.
box-sold-already = Er zijn al bestellingen: de verkoop kan geen ontwerp meer worden.
box-ticket-cancelled = Dit ticket is geannuleerd.
box-ticket-used = Dit ticket is al gebruikt.
box-too-many = Dat zijn meer plaatsen dan een bestelling toelaat.
box-transfer-often = Dit ticket is al te vaak van hand gewisseld.
box-until-bad = Geef een datum in de toekomst op, vóór de voorstelling.
box-waiting-first = Vrijgekomen plaatsen worden eerst aan de wachtlijst aangeboden. U kunt zich daarop inschrijven.

# Wat de programmeerinterface antwoordt.
api-key = Sleutel ontbreekt, is onbekend of ingetrokken.
api-token = Met deze idempotentiesleutel werd iets anders gevraagd.
api-unpaid = Deze bestelling kost { $due }: zeg wie het geld ontving.
api-already-in = Dit ticket is al binnen.
api-code = Dit ticket opent deze deur nu niet.
api-not-found = Niet gevonden.
api-busy = De server heeft het erg druk: probeer zo dadelijk opnieuw.
api-fault = De vraag kon niet worden beantwoord.
