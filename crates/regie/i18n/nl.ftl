## Mijn kassa
regie-office-nav = Kassa
regie-title = De kas (régie)
regie-colon = { "" }:
regie-mine = Mijn kassa
regie-open-since = geopend { $at }
regie-closed-when = afgesloten { $at }
regie-receipts-count = { $n ->
    [0] geen kwijting
    [one] één kwijting
   *[other] { $n } kwijtingen
}
regie-nothing-taken = Er is nog niets geïnd.
regie-journal = Kassajournaal
regie-close = De kassa afsluiten
regie-open-title = Een kassa openen
regie-till = Kassa
regie-float-of = wisselgeld { $float }
regie-float-counted = Geteld wisselgeld
regie-float-hint = Tel wat er in de lade ligt voor u int, in euro: 100 of 97,50.
regie-open-do = De kassa openen
regie-no-till = Er is op dit moment geen kassa vrij voor u.
regie-above-ceiling = Het contant geld overschrijdt het maximum van { $ceiling } uit de oprichtingsakte: stort bij de rekenplichtige.
regie-overdue = De laatste storting bij de rekenplichtige is meer dan een maand geleden.
regie-cash-held = Contant geld in kas
regie-ceiling-of = hoogstens { $ceiling }
regie-cheques-waiting = Te storten cheques
regie-cheques-count = { $n ->
    [0] geen cheque
    [one] één cheque
   *[other] { $n } cheques
}
regie-deposit-new = Een storting voorbereiden
regie-deposit-cash = Te storten contant geld
regie-deposit-cash-hint = { $free } kan gestort worden; het wisselgeld blijft.
regie-cash-in-tills = { $cash } contant geld ligt in open kassa’s: sluit ze af om het te storten.
regie-deposit-cheques = { $n ->
    [0] Er gaat geen cheque mee met dit borderel.
    [one] Eén cheque gaat mee met dit borderel, voor { $total }.
   *[other] { $n } cheques gaan mee met dit borderel, voor { $total }.
}
regie-deposit-do = Het borderel opmaken
regie-sessions = Laatste kassa’s
regie-opened = Geopend
regie-agent = Gemachtigde
regie-closed-at = Afgesloten
regie-difference = Verschil
regie-is-open = open
regie-not-counted = nog niet geteld
regie-even = juist
regie-deposits = Stortingsborderellen
regie-number = Nummer
regie-made = Opgemaakt
regie-handed-on = Gestort op
regie-to-hand = te storten
regie-total = Totaal
regie-year-csv = Journaal van het jaar, als CSV
regie-none = Voor uw instellingen is geen kas aangegeven.

## Een kassa
regie-totals = Totalen per betaalmiddel
regie-means = Betaalmiddel
regie-payments = Verrichtingen
regie-means-especes = Contant
regie-means-carte = Bankkaart
regie-means-cheque = Cheque
regie-means-virement = Overschrijving
regie-means-titre = Vakantie- en cultuurcheques
regie-free = Gratis
regie-float-at-opening = Wisselgeld bij opening: { $float }.
regie-float-unusual = Het wisselgeld van de kas is { $float }.
regie-closing = Afsluiting
regie-counted-by = Geteld door
regie-expected = Verwacht contant geld
regie-counted = Geteld contant geld
regie-terminal = Totaal van de betaalterminal
regie-reason = Reden van het verschil
regie-at = Uur
regie-label = Voorwerp
regie-kind-refund = terugbetaling
regie-csv = Downloaden als CSV
regie-print-page = Afdrukken
regie-closing-title = De kassa afsluiten
regie-closing-lead = Tel alles wat in de lade ligt, wisselgeld inbegrepen. Wat verwacht werd, verschijnt pas na de telling.
regie-count = Munten en biljetten
regie-terminal-hint = Wat de terminal op het einde van de dag afdrukt. Laat leeg als er geen is.
regie-reason-hint = Alleen als de telling niet klopt.
regie-differs = Wat geteld is, is niet wat verwacht werd. Tel opnieuw; blijft het verschil, zeg dan waarom.
regie-close-do = Afsluiten
regie-closed = De kassa is afgesloten.

## Een kwijting
regie-receipt = Kwijting
regie-receipt-refund = Kwijting van terugbetaling
regie-lines = Detail
regie-quantity = Aantal
regie-unit = Prijs
regie-change = gegeven { $tendered }, teruggegeven { $change }
regie-gives-back = Betaalt terug: kwijting
regie-was-given-back = Voor { $amount } terugbetaald door kwijting
regie-signed = De kashouder: { $regisseur }. Geïnd door { $agent }.
regie-seal = Zegel
regie-duplicate = Duplicaat { $n }
regie-screen-copy = Schermkopie, geldt niet als kwijting. Druk ze af met de knop.
regie-print-original = De kwijting afdrukken
regie-print-duplicate = Een duplicaat afdrukken

## Een borderel
regie-deposit = Stortingsborderel
regie-regie = Kas
regie-regisseur = Kashouder
regie-accountant = Openbare rekenplichtige
regie-cheques = Cheques
regie-cheque-number = Chequenummer
regie-bank = Bank
regie-drawer = Trekker
regie-amount = Bedrag
regie-sign-regisseur = De kashouder
regie-sign-accountant = De openbare rekenplichtige
regie-hand = De storting noteren
regie-acknowledgement = Ontvangstbewijs van de rekenplichtige
regie-acknowledgement-hint = Het nummer van zijn ontvangstbewijs, als hij er een gaf.
regie-hand-do = Het is gestort
regie-handed = De storting is genoteerd.

## De kassen
regie-regies = Kassen en kassa’s
regie-regies-lead = Wat de oprichtingsakte van elke kas zegt: wat ze mag innen, hoe, en tot hoeveel.
regie-institution = Instelling
regie-act = Oprichtingsakte
regie-act-hint = Kenmerk en datum, afgedrukt op de kwijtingen.
regie-ceiling = Hoogste bedrag contant geld
regie-float = Wisselgeld
regie-euros = In euro.
regie-tills = Kassa’s
regie-till-off = Buiten dienst stellen
regie-till-on = Weer in dienst stellen
regie-till-new = Nieuwe kassa
regie-till-add = Toevoegen
regie-till-set = De kassa is geregistreerd.
regie-out-of-service = Buiten dienst
regie-in-service = In dienst
regie-change-do = Wijzigen
regie-declare = Een kas aangeven of wijzigen
regie-code = Code
regie-code-hint = Twee tot twaalf hoofdletters of cijfers; ze staat op de kwijtingen en verandert niet meer.
regie-name = Naam
regie-declare-do = Opslaan
regie-declared = De kas is opgeslagen.

## Wat niet klopt
regie-fault-already-open = Deze kassa is al open, of u houdt een andere.
regie-fault-closed = Deze kassa is afgesloten: open er een om te innen.
regie-fault-out-of-service = Deze kas of kassa is buiten dienst.
regie-fault-means = De oprichtingsakte van de kas laat dit betaalmiddel niet toe.
regie-fault-sum = De betaalmiddelen maken samen niet het verschuldigde totaal.
regie-fault-tendered = Het gegeven bedrag is kleiner dan het verschuldigde.
regie-fault-cheque = Een cheque heeft een nummer en een bank.
regie-fault-too-much-back = Dat is meer dan wat er op deze kwijting nog terug te betalen is.
regie-fault-not-enough-cash = Er ligt niet genoeg contant geld in de kassa.
regie-fault-reason = Zeg waarom de telling niet klopt.
regie-fault-nothing-to-deposit = Er is niet zoveel contant geld te storten, en geen cheque.
regie-fault-tills-first = Dit contant geld ligt in een open kassa: sluit die af voor u het stort.
regie-fault-already-handed = Dit borderel is al gestort.
regie-fault-amount = Dit bedrag is niet leesbaar.
regie-fault-lines = Een verkoop heeft minstens één regel, en geen prijs onder nul.
regie-fault-pieces = Een aantal munten of biljetten is niet leesbaar.
regie-fault-float = Dit wisselgeld is niet leesbaar.
regie-fault-ceiling = Het hoogste bedrag is groter dan nul.
regie-fault-no-means = Kies minstens één betaalmiddel.
regie-fault-code = Twee tot twaalf hoofdletters, cijfers of koppeltekens.
regie-fault-code-taken = Deze code is van de kas van een andere instelling.
regie-fault-institution = Kies een instelling.
regie-fault-name = De kas heeft een naam.
regie-fault-act = Geef het kenmerk van de oprichtingsakte.
regie-fault-regisseur = Noem de kashouder.
regie-fault-accountant = Noem de openbare rekenplichtige.
regie-fault-till-name = De kassa heeft een naam.
regie-fault-handed-on = De dag van de storting ligt tussen die van het borderel en vandaag.
