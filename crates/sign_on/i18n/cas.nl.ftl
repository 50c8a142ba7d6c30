# De pagina’s voor de lezer

cas-unknown-title = Deze site kennen wij niet
cas-unknown-text = De site die u hierheen stuurt, is niet bij ons ingeschreven, of haar adres is veranderd. Voor de zekerheid sturen wij u niet terug en hebben wij haar niets over u verteld.
cas-unknown-do = Naar de mediatheek
cas-warn-title = U gaat naar { $name }
cas-warn-text = { $name } zal weten dat u ingeschreven bent, en wat u hebt aanvaard mee te delen. Niets meer.
cas-warn-go = Naar { $name } gaan
cas-warn-stay = Hier blijven
cas-left-title = U bent afgemeld
cas-left-text = De sites waar u met uw kaart binnen was, worden verwittigd: wie dat begrijpt, meldt u ook af. Sluit op een gedeelde computer de browser.
cas-left-again = Opnieuw aanmelden

# De fiche van de leverancier, op kantoor

cas-server-hint = Het adres van de CAS-server dat u aan de leverancier geeft:
cas-services = Terugkeeradressen
cas-services-hint = Eén per regel, precies zoals de leverancier ze stuurt: een ticket wordt nooit aan een ander adres gegeven.
cas-services-needed = Geef minstens één terugkeeradres.
cas-service-taken = Een van deze adressen is al van een andere leverancier.
cas-too-many = Hoogstens vijftig adressen.
cas-leave = Wanneer de lezer zich afmeldt
cas-leave-service = De leverancier verwittigen op het terugkeeradres (gebruikelijk)
cas-leave-address = Hem op een ander adres verwittigen
cas-leave-never = Hem niet verwittigen
cas-leave-where = Dat andere adres
cas-returns = Adressen om naar terug te keren na het afmelden
cas-returns-hint = Eén per regel, naast de terugkeeradressen. Niet verplicht.
cas-seconds = Levensduur van een ticket, in seconden
cas-seconds-hint = Tussen { $least } en { $most } seconden. Dertig volstaat bijna altijd.
cas-seconds-wrong = Geef een aantal seconden tussen 10 en 60.
cas-address-scheme = Een adres begint met https://, in kleine letters.
cas-address-host = De naam van de site staat in kleine letters, zonder accenten of alleen cijfers, en zonder de gewone poort.
cas-address-user = Een adres bevat geen gebruikersnaam: haal weg wat voor het teken @ staat.
cas-address-fragment = Een terugkeeradres stopt voor het teken #.
cas-address-characters = Een van deze adressen bevat een spatie, een accent of een verboden teken: schrijf ze als %C3%A9.
cas-address-dots = Een adres gaat niet een map omhoog („..”).
cas-address-ticket = Een terugkeeradres bevat geen „ticket=”: dat voegen wij toe.
cas-address-long = Een adres telt hoogstens 2.048 tekens.

# De proef

cas-step-server = Onze CAS-server, zoals de leverancier hem ziet
cas-step-server-why = Dit adres is geen https: bijna alle software van leveranciers weigert het. Stel het publieke adres van de server in.
cas-step-service = Een lezer komt van een van zijn adressen
cas-step-service-why = Dit adres wordt niet herkend als dat van deze leverancier: kijk de terugkeeradressen na, bewaar, en begin opnieuw.
cas-step-ticket = Een proefticket wordt gegeven
cas-step-validate = De leverancier vraagt van wie het ticket is
cas-step-validate-why = Het ticket werd geweigerd terwijl het goed was. Probeer opnieuw; blijft het zo, schrijf ons dan met deze pagina.
cas-step-again = Hetzelfde ticket, een tweede keer getoond, wordt geweigerd
cas-step-again-why = Een ticket heeft twee keer gediend: sluit deze leverancier en schrijf ons.
cas-step-other = Een ticket getoond door een andere site wordt geweigerd
cas-step-other-why = Het ticket van een ander werd aanvaard: sluit deze leverancier en schrijf ons.
cas-step-leave = De leverancier wordt verwittigd van een afmelding
cas-step-leave-status = Hij antwoordde met een fout. Aanmelden werkt; afmelden bij hem niet. Vraag hem of hij de „single logout” van CAS aanvaardt, en op welk adres; kies anders om hem niet te verwittigen.
cas-reach-address = Het adres kan niet gelezen worden.
cas-reach-private = Het adres leidt naar een privénetwerk: daar gaan wij niet heen.
cas-reach-late = De leverancier antwoordde niet binnen twee seconden.
cas-reach-not = De leverancier is op dit adres niet te bereiken.
