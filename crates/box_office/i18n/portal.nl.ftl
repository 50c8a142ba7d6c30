# Reserveren, betalen, een ticket hebben.
booking-title = Reserveren: { $show }
booking-description = Reserveer uw plaatsen voor { $show }, { $place }. Zonder account, in minder dan een minuut.
booking-free = gratis
booking-doors = deuren open om { $at }
booking-steps = Stappen van de reservering
booking-step-places = Uw plaatsen
booking-step-name = Uw naam
booking-step-done = Uw tickets
booking-choose = Kies uw plaatsen
booking-few = { $n ->
    [one] Er is nog één plaats.
   *[other] Er zijn nog { $n } plaatsen.
}
booking-how-many = Hoeveel plaatsen?
booking-most = { $n ->
    [one] één plaats per reservering
   *[other] hoogstens { $n } plaatsen per reservering
}
booking-total = Totaal
booking-fewer = Eén plaats minder, { $label }
booking-more = Eén plaats meer, { $label }
booking-continue = Verder
booking-hold-words = Uw plaatsen worden { $n } minuten vastgehouden terwijl u uw naam geeft.
booking-state-not_yet = De reserveringen zijn nog niet open
booking-state-not_yet-words = De openingsdatum wordt hier aangekondigd.
booking-opens = Ze openen op { $at }.
booking-state-paused = De reserveringen staan even stil
booking-state-paused-words = Wat gereserveerd is, blijft gereserveerd. Kom wat later terug.
booking-state-full = Het is volzet
booking-state-full-words = Alle plaatsen zijn bezet. Soms komt er een vrij: iemand annuleert, een reservering wordt niet betaald.
booking-state-closed = Online reserveren is gesloten
booking-state-closed-words = Soms zijn er nog plaatsen aan de ingang: kom wat voor het begin.
booking-state-over = Deze voorstelling is geweest
booking-state-over-words = Het programma kondigt de volgende aan.
booking-state-cancelled = Deze voorstelling gaat niet door
booking-state-cancelled-words = Wie gereserveerd had, heeft een e-mail gekregen.
booking-wait-join = Op de wachtlijst komen
booking-know = Goed om te weten
booking-know-account = Geen account nodig: een naam en een e-mailadres volstaan.
booking-know-pay = U betaalt online, met de kaart.
booking-know-pay-both = Betaal online, of reserveer en betaal in het gemeentehuis.
booking-know-cancel = { $n ->
    [0] U kunt annuleren tot het begin.
    [one] U kunt annuleren tot één uur voor het begin.
   *[other] U kunt annuleren tot { $n } uur voor het begin.
}
booking-know-no-cancel = Tickets worden niet teruggenomen of geruild, behalve als de voorstelling niet doorgaat.
booking-access = Toegankelijkheid:
booking-access-wheelchair = toegang met een rolstoel
booking-access-hearing_loop = ringleiding
booking-access-sign_language = gebarentaal
booking-access-audio_description = audiodescriptie
booking-access-surtitles = boventitels
booking-access-relaxed = prikkelarme voorstelling
booking-access-unknown = wat de zaal biedt, is nog niet bekend.
booking-access-words = Een bijzondere behoefte? Zeg het aan { $seller }: er wordt een plaats voor u vrijgehouden.
booking-minutes = { $n ->
    [one] Duur: één minuut.
   *[other] Duur: { $n } minuten.
}
booking-by = Tickets verkocht door { $seller }.
booking-licence = Licentie { $licence }.
booking-find = Mijn tickets terugvinden
booking-none-chosen = Kies minstens één plaats.
booking-quantity-wrong = Geef een aantal plaatsen, zoals 2.
booking-too-many = Dat zijn meer plaatsen dan één reservering toelaat.
booking-companion-alone = Een begeleider komt met iemand mee: kies ook de plaats van die persoon.
booking-not-enough = { $left ->
    [0] Er is geen plaats meer.
    [one] Er is nog maar één plaats: kies er minder.
   *[other] Er zijn nog maar { $left } plaatsen: kies er minder.
}

booking-basket-title = Uw reservering: { $show }
booking-basket-heading = Op welke naam?
booking-basket-kept = { $n ->
    [0] Uw plaatsen worden nog minder dan een minuut vastgehouden.
    [one] Uw plaatsen worden nog één minuut vastgehouden.
   *[other] Uw plaatsen worden nog { $n } minuten vastgehouden.
}
booking-basket-left = Uw plaatsen worden nog vastgehouden:
booking-basket-over = De tijd is om: de plaatsen zijn misschien weg. Kies ze opnieuw.
booking-basket-lapsed = Uw plaatsen werden niet meer vastgehouden. Er is niets gereserveerd of betaald: kies ze opnieuw.
booking-given-up = De plaatsen zijn teruggegeven. Er is niets gereserveerd.
booking-name = Voornaam en naam
booking-name-hint = Van de persoon die reserveert, voor het onthaal.
booking-name-needed = Geef een naam.
booking-name-long = Deze naam is te lang.
booking-email = E-mailadres
booking-email-hint = De tickets worden daarheen gestuurd.
booking-email-needed = Geef een e-mailadres.
booking-email-wrong = Dit e-mailadres is niet volledig.
booking-phone = Telefoon (niet verplicht)
booking-phone-hint = Om u te verwittigen als het uur op het laatste moment verandert.
booking-phone-wrong = Dit telefoonnummer is niet leesbaar.
booking-way = Hoe betaalt u?
booking-way-needed = Kies hoe u betaalt.
booking-way-online = Online, meteen
booking-way-online-words = Met de kaart. De tickets komen meteen.
booking-way-town_hall = In het gemeentehuis
booking-way-town_hall-until = Plaatsen vastgehouden tot { $at }.
booking-optional = Twee vrijblijvende vragen
booking-optional-words = Ze dienen om te tellen waar het publiek vandaan komt, nooit om u te herkennen.
booking-commune = Uw gemeente
booking-commune-wrong = Kies een gemeente uit de lijst.
booking-rather-not = Dat zeg ik liever niet
booking-first-time = Is het uw eerste keer?
booking-first-time-yes = Ja, het is de eerste keer
booking-first-time-no = Nee, ik kwam al eerder
booking-confirm = Reserveren
booking-confirm-order = Reserveren voor { $price }
booking-confirm-town_hall = Reserveren, en { $price } betalen in het gemeentehuis
booking-pay = { $price } betalen
booking-privacy = Uw naam en adres dienen alleen voor deze reservering. { $seller } wist ze na de voorstelling.
booking-your-places = Uw plaatsen
booking-places = Plaatsen
booking-price = Prijs
booking-show = De voorstelling
booking-give-up = Deze plaatsen teruggeven
booking-book = Reserveren

booking-order = Reservering { $reference }
booking-order-asked-title = Er moet nog betaald worden
booking-order-asked-words = Uw plaatsen worden vastgehouden terwijl u betaalt.
booking-order-asked-until = Uw plaatsen worden vastgehouden tot { $at }.
booking-order-to_pay-title = Plaatsen vastgehouden, te betalen in het gemeentehuis
booking-order-to_pay-words = Geef het nummer { $reference } aan het loket van { $seller } en betaal { $price } voor { $at }. U krijgt uw tickets meteen.
booking-order-paid-title = Het is gereserveerd
booking-order-paid-words = Toon uw tickets aan de ingang, op een telefoon of op papier.
booking-order-expired-title = Deze reservering is niet op tijd betaald
booking-order-expired-words = De plaatsen zijn weg. U kunt opnieuw reserveren als er nog zijn.
booking-order-cancelled-title = Deze reservering is geannuleerd
booking-order-cancelled-words = De tickets openen de deur niet meer. Wat betaald is, wordt teruggegeven.
booking-pay-now = Toch nu online betalen
booking-order-letter = Er is een e-mail vertrokken naar { $email }.
booking-order-keep = Bewaar het adres van deze pagina: het is van u alleen.
booking-tickets = { $n ->
    [one] Uw ticket
   *[other] Uw { $n } tickets
}
booking-print-all = Alles afdrukken (PDF)
booking-number = nr. { $number }
booking-ticket-open = Ticket openen
booking-ticket-handed = Doorgegeven
booking-ticket-valid = Geldig
booking-ticket-cancelled = Geannuleerd
booking-change-mind = Van gedacht veranderd
booking-drop = Van deze reservering afzien
booking-drop-words = De plaatsen gaan meteen naar anderen. Er is niets te betalen.
booking-drop-do = Plaatsen teruggeven
booking-dropped = De reservering is geannuleerd. De plaatsen zijn teruggegeven.
booking-cancel = Tickets annuleren
booking-cancel-words = Mogelijk tot { $at }. De plaatsen gaan meteen naar anderen.
booking-cancel-payment = Wat u betaald hebt, wordt op uw kaart teruggestort.
booking-cancel-till = Wat u betaald hebt, krijgt u terug aan het loket waar u betaalde.
booking-cancel-elsewhere = Wat u betaald hebt, krijgt u terug van wie u de tickets verkocht.
booking-cancel-none = Er was niets betaald.
booking-cancel-counter = Om te annuleren gaat u naar het loket van { $seller }, tot { $at }.
booking-cancel-which = Welke tickets?
booking-cancel-choose = Vink minstens één ticket aan.
booking-cancel-do = Deze tickets annuleren
booking-cancelled = { $n ->
    [one] Het ticket is geannuleerd.
   *[other] De { $n } tickets zijn geannuleerd.
}
booking-cancelled-refund = { $n ->
    [one] Het ticket is geannuleerd, u krijgt { $amount } terug.
   *[other] De { $n } tickets zijn geannuleerd, u krijgt { $amount } terug.
}
booking-move = Een andere dag komen
booking-move-words = Uw tickets worden geruild voor dezelfde op een andere dag. De oude openen de deur niet meer.
booking-move-to = Nieuwe voorstelling
booking-move-needed = Kies een voorstelling.
booking-move-do = Mijn tickets ruilen
booking-moved = Klaar: uw tickets zijn geruild.

booking-ticket-title = Ticket: { $show }
booking-ticket-entry = Te tonen aan de ingang
booking-ticket-code = Code van ticket { $number }
booking-ticket-present = Tonen aan de ingang
booking-ticket-close = Sluiten
booking-ticket-bright = Zet de helderheid van het scherm zo hoog mogelijk.
booking-ticket-offline = Geen netwerk: dit is uw ticket zoals het was op { $day }. Het opent dezelfde deur.
booking-ticket-void-words = Dit ticket opent de deur niet meer.
booking-ticket-over = De voorstelling is voorbij
booking-keep = Op dit toestel bewaren
booking-keep-drop = Van dit toestel verwijderen
booking-keep-again = Opnieuw proberen
booking-keep-words = Het ticket gaat ook zonder netwerk open. Te doen op een toestel dat van u is.
booking-kept = Bewaard: het ticket gaat ook zonder netwerk open.
booking-keep-failed = Het toestel kon het ticket niet bewaren.
booking-apple = Toevoegen aan Apple Wallet
booking-google = Toevoegen aan Google Wallet
booking-print = Afdrukken (PDF)
booking-hand = Dit ticket aan iemand geven
booking-hand-words = Die persoon krijgt een eigen ticket per e-mail. Dit ticket opent de deur dan niet meer.
booking-hand-name = Naam van die persoon
booking-hand-email = E-mailadres van die persoon
booking-hand-do = Ticket geven
booking-handed = Het ticket is vertrokken naar { $email }. Het oude opent de deur niet meer.
booking-again = Iemand anders heeft deze code gezien
booking-again-words = Laat het ticket opnieuw maken: uw huidige code opent de deur dan niet meer, een nieuwe komt in de plaats.
booking-again-do = Ticket opnieuw maken
booking-again-done = Dit is het nieuwe ticket. Het oude opent de deur niet meer.
booking-mentions = Wat op het ticket staat
booking-mention-operator = Organisator
booking-mention-licence = Licentie
booking-mention-show = Voorstelling
booking-mention-when = Tijdstip
booking-mention-place = Plaats
booking-mention-category = Categorie
booking-mention-tariff = Tarief
booking-mention-price = Prijs, belastingen inbegrepen
booking-mention-number = Nummer
booking-mention-seat = Zitplaats
booking-mention-sold = Uitgegeven
booking-mention-sold-online = online, op { $day }
booking-mention-sold-desk = aan het loket, op { $day }
booking-mention-sold-phone = per telefoon, op { $day }
booking-mention-holder = Op naam van
booking-mention-company = Gebracht door
booking-price-free = gratis

booking-pdf-title = Ticket
booking-pdf-title-many = Tickets
booking-pdf-show = Toon deze code aan de ingang. Ze is ook op een telefoon te lezen.
booking-pdf-one = Eén ticket laat één persoon binnen, één keer.
booking-pdf-foot = Ticket alleen geldig voor deze voorstelling en deze categorie.
booking-pdf-copy = DUPLICAAT
booking-pdf-not-now = Geen enkel ticket van deze reservering kan worden afgedrukt.
booking-wallet-kind = Ticket voor een voorstelling
booking-wallet-when = Voorstelling
booking-wallet-place = Plaats
booking-wallet-page = De pagina van mijn ticket
booking-wallet-here = { $place }: uw ticket opent deze deur.

booking-wait-title = Wachtlijst: { $show }
booking-wait-heading = Wachtlijst
booking-wait-words = Zeg hoeveel plaatsen u wilt. Zodra ze vrijkomen, krijgt u een e-mail en worden ze vastgehouden terwijl u antwoordt.
booking-wait-how = Ieder op zijn beurt, in volgorde van inschrijving. Inschrijven verplicht tot niets.
booking-wait-places = Hoeveel plaatsen?
booking-wait-email-hint = Het aanbod wordt daarheen gestuurd.
booking-wait-do = Mij inschrijven
booking-wait-joined = U staat op de wachtlijst.
booking-wait-places-left = Er zijn nog plaatsen: wachten hoeft niet.
booking-wait-none = Er is geen wachtlijst voor deze voorstelling.
booking-waiting-waiting-title = U staat op de lijst
booking-waiting-waiting-words = U vroeg { $places ->
    [one] één plaats.
   *[other] { $places } plaatsen.
} { $n ->
    [0] Niemand komt voor u.
    [one] Eén inschrijving komt voor de uwe.
   *[other] { $n } inschrijvingen komen voor de uwe.
}
booking-waiting-offered-title = Er wachten plaatsen op u
booking-waiting-offered-words = { $n ->
    [one] Eén plaats wordt voor u vastgehouden tot { $at }.
   *[other] { $n } plaatsen worden voor u vastgehouden tot { $at }.
}
booking-waiting-taken-title = U hebt deze plaatsen genomen
booking-waiting-taken-words = Een e-mail leidt naar uw reservering.
booking-waiting-lapsed-title = Het aanbod is voorbij
booking-waiting-lapsed-words = De plaatsen zijn aan de volgende aangeboden. U kunt zich opnieuw inschrijven.
booking-waiting-declined-title = U staat niet meer op de lijst
booking-waiting-declined-words = U kunt zich altijd opnieuw inschrijven.
booking-waiting-accept = Deze plaatsen nemen
booking-waiting-refuse = Ik wil niet meer komen
booking-waiting-refused = Genoteerd. Dank u, ook namens wie na u komt.

booking-find-words = Geef het adres waarmee u reserveerde. Als er tickets bij horen, vertrekt een e-mail met de links.
booking-find-do = Mijn links ontvangen
booking-find-asked = Als er tickets bij dit adres horen, is er net een e-mail vertrokken.
booking-find-none = Niets gekregen binnen tien minuten? Kijk bij de ongewenste e-mail, probeer dan een ander adres.

booking-letter-event = { $title }
    { $when }
    { $place }
booking-letter-order-subject = Uw tickets: { $title }
booking-letter-order-text =
    Dag { $name },

    Het is gereserveerd.

    { $event }

    { $tickets }

    Uw tickets, om te tonen op een telefoon of af te drukken:
    { $link }

    Totaal: { $total }. Reservering { $reference }.

    Bewaar deze e-mail: de link is van u alleen.
booking-letter-kept-subject = Plaatsen vastgehouden: { $title }
booking-letter-kept-text =
    Dag { $name },

    Uw plaatsen worden vastgehouden.

    { $event }

    { $tickets }

    Te betalen: { $total }, aan het loket van { $seller }, voor { $until }.
    Geef het nummer { $reference }.

    De reservering volgen of annuleren:
    { $link }
booking-letter-remind-pay-subject = Binnenkort te betalen: { $title }
booking-letter-remind-pay-text =
    Dag { $name },

    Uw plaatsen worden vastgehouden tot { $until }. Daarna gaan ze naar anderen.

    { $event }

    Te betalen: { $total }, aan het loket van { $seller }. Geef het nummer { $reference }.

    Komt u niet meer? Geef uw plaatsen hier terug:
    { $link }
booking-letter-lapsed-subject = Plaatsen teruggegeven: { $title }
booking-letter-lapsed-text =
    Dag { $name },

    Reservering { $reference } is niet op tijd betaald: de plaatsen zijn weg.

    { $event }

    Als er nog plaatsen zijn, kunt u opnieuw reserveren:
    { $again }
booking-letter-remind-subject = Binnenkort: { $title }
booking-letter-remind-text =
    Dag { $name },

    We verwachten u.

    { $event }

    Uw tickets:
    { $link }

    Komt u niet meer? Zeg het op dezelfde pagina: misschien wacht iemand op een plaats.
booking-letter-changed-subject = Nieuws: { $title }
booking-letter-changed-text =
    Dag { $name },

    De voorstelling die u reserveerde, verandert.

    { $told }

    Dit geldt nu:
    { $event }

    Uw tickets blijven geldig:
    { $link }
booking-letter-called-off-subject = Gaat niet door: { $title }
booking-letter-called-off-text =
    Dag { $name },

    De voorstelling die u gereserveerd had, gaat niet door.

    { $event }

    { $told }

    { $refund }

    Uw reservering { $reference }:
    { $link }
booking-letter-cancelled-subject = Tickets geannuleerd: { $title }
booking-letter-cancelled-text =
    Dag { $name },

    Klaar: de tickets zijn geannuleerd.

    { $event }

    { $refund }

    Uw reservering { $reference }:
    { $link }
booking-letter-refund-none = Er was niets betaald.
booking-letter-refund-payment = U krijgt { $amount } terug langs de weg waarlangs u betaalde.
booking-letter-refund-till = U krijgt { $amount } terug aan het loket waar u betaalde.
booking-letter-refund-elsewhere = U krijgt { $amount } terug van wie u de tickets verkocht.
booking-letter-moved-subject = Tickets geruild: { $title }
booking-letter-moved-text =
    Dag { $name },

    Uw tickets zijn geruild. De oude openen de deur niet meer.

    { $event }

    { $tickets }

    Uw nieuwe tickets:
    { $link }

    Reservering { $reference }.
booking-letter-transfer-subject = Een ticket voor u: { $title }
booking-letter-transfer-text =
    Dag { $name },

    { $from } geeft u een ticket.

    { $event }

    Hier is het, om te tonen op een telefoon of af te drukken:
    { $link }

    Bewaar deze e-mail: de link is van u alleen.
booking-letter-wait-subject = Wachtlijst: { $title }
booking-letter-wait-text =
    Dag { $name },

    U staat op de wachtlijst.

    { $event }

    Gewenste plaatsen: { $places }. Zodra ze vrijkomen, biedt een e-mail ze u aan.

    Hoever u staat, of de lijst verlaten:
    { $link }
booking-letter-wait-offer-subject = Plaatsen voor u: { $title }
booking-letter-wait-offer-text =
    Dag { $name },

    Er zijn plaatsen vrijgekomen.

    { $event }

    Voor u vastgehouden: { $places }, tot { $until }.
    Nemen of ervan afzien:
    { $link }

    Zonder antwoord gaan ze naar de volgende.
booking-letter-find-subject = Uw tickets
booking-letter-find-text =
    Dag,

    U vroeg om uw tickets terug te vinden. Dit zijn uw komende reserveringen:

    { $orders }

    Was u het niet? Er is niets veranderd, niemand anders kreeg deze e-mail.
booking-letter-line = { $quantity } × { $label }: { $price }
