access-refused-admitted = Ja, nu meteen.
access-refused-door_closed = Deze titel is voorlopig gesloten.
access-refused-door_closed-do = Kom wat later terug: de bibliothecarissen openen hem weer.
access-refused-wrong_kind = Uw toegangsbewijs opent deze titel niet.
access-refused-wrong_kind-do = De bibliotheekkaart wel: vraag ze aan de balie van gelijk welke bibliotheek.
access-refused-out_of_scope = Uw kaart geldt voor een andere plaats.
access-refused-out_of_scope-do = Vraag uw bibliotheek of ze uitgebreid kan worden.
access-refused-suspended = Uw kaart is geschorst.
access-refused-suspended-do = Ga langs de balie van uw bibliotheek: daar zegt men waarom, en hoe ze weer opengaat.
access-refused-cancelled = Uw kaart is geannuleerd.
access-refused-cancelled-do = Vraag aan de balie van een bibliotheek een andere.
access-refused-replaced = Deze kaart is door een andere vervangen.
access-refused-replaced-do = Meld u aan met het nummer van de nieuwe kaart.
access-refused-not_yet = Uw kaart is geldig vanaf { $date }.
access-refused-not_yet-do = Kom dan terug.
access-refused-expired = Uw kaart is niet meer geldig sinds { $date }.
access-refused-expired-do = Verleng ze online of aan de balie: het duurt een minuut.
access-refused-too_many = { $n ->
    [one] Slechts één persoon mag met deze kaart binnen.
   *[other] Hoogstens { $n } personen mogen met deze kaart binnen.
}
access-refused-too_many-do = Elke lezer opent deze titel met de eigen kaart.
access-refused-quota_spent = U hebt de { $n } toegangen van uw kaart gebruikt.
access-refused-quota_spent-do = Ze opent opnieuw { $date }.
access-refused-quota_spent_ever = U hebt de { $n } toegangen van uw kaart gebruikt.
access-refused-quota_spent_ever-do = Vraag uw bibliotheek hoe u verder kunt.
access-refused-no_card = Voor deze titel is de bibliotheekkaart nodig.
access-refused-no_card-do = Meld u aan als u ze hebt. Zo niet, dan krijgt u ze in enkele minuten.
access-refused-not_offered = Deze titel wordt op dit ogenblik niet aangeboden.
access-refused-not_offered-do = Zeg de bibliothecarissen dat hij u interesseert: voorstellen helpen hen kiezen.
access-refused-not_yet_offered = Deze titel gaat open { $date }.
access-refused-not_yet_offered-do = Kom die dag terug.
access-refused-offer_ended = Deze titel wordt niet meer aangeboden sinds { $date }.
access-refused-offer_ended-do = Zeg de bibliothecarissen of u hem terug wilt.
access-refused-too_young = Deze titel is er vanaf { $n } jaar.
access-refused-too_young-do = Andere titels wachten op u: kies uw leeftijd in de afdelingen.
access-refused-too_old = Deze titel is voor lezers tot { $n } jaar.
access-refused-too_old-do = De persoon voor wie hij gemaakt is, kan hem met de eigen kaart openen.
access-refused-other_commune = Deze titel is voor de inwoners van andere gemeenten.
access-refused-other_commune-do = Is uw adres veranderd, zeg het dan aan de balie van uw bibliotheek.
access-refused-other_library = Deze titel is voor de lezers van andere bibliotheken.
access-refused-other_library-do = Vraag uw bibliotheek of zij hem ook kan aanbieden.
access-refused-seats_taken = Alle plaatsen zijn nu bezet.
access-refused-seats_taken-do = { $n ->
    [0] Niemand wacht: zet u op de lijst, u krijgt bericht zodra een plaats vrijkomt.
    [one] Eén persoon wacht al: zet u op de lijst, u krijgt bericht als het uw beurt is.
   *[other] { $n } personen wachten al: zet u op de lijst, u krijgt bericht als het uw beurt is.
}
access-refused-views_spent = { $n ->
    [one] U hebt de titel waarop u in deze periode recht hebt al genomen.
   *[other] U hebt de { $n } titels waarop u in deze periode recht hebt al genomen.
}
access-refused-views_spent-do = U kunt hem openen vanaf { $date }.
access-refused-views_spent_ever = { $n ->
    [one] U hebt de titel waarop u recht hebt al genomen.
   *[other] U hebt de { $n } titels waarop u recht hebt al genomen.
}
access-refused-views_spent_ever-do = Andere titels blijven open: bekijk de afdelingen.
access-refused-budget_spent = Het geld voor deze titels is op.
access-refused-budget_spent-do = Er is er opnieuw { $date }.
access-refused-budget_spent_ever = Het geld voor deze titels is op.
access-refused-budget_spent_ever-do = De bibliothecarissen weten het; andere titels blijven open.
access-refused-unknown-state = Wij kunnen uw kaart nu niet nagaan.
access-refused-unknown-state-do = Probeer het over enkele minuten opnieuw.
access-refused-unknown-quota = Wij kunnen niet nagaan wat u nog over hebt.
access-refused-unknown-quota-do = Probeer het over enkele minuten opnieuw.
access-refused-unknown-age = Deze titel hangt af van de leeftijd, en wij kennen uw geboortedatum niet.
access-refused-unknown-age-do = Geef ze aan de balie van uw bibliotheek.
access-refused-unknown-commune = Deze titel hangt af van de gemeente, en wij kennen de uwe niet.
access-refused-unknown-commune-do = Geef uw adres aan de balie van uw bibliotheek.
access-refused-unknown-library = Deze titel hangt af van de bibliotheek van inschrijving, en wij kennen de uwe niet.
access-refused-unknown-library-do = Zeg een bibliotheek dat u er ingeschreven wilt zijn.
