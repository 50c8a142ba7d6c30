# Automaten en sites die een kaart nagaan.

sip-nav = Automaten
sip-title = Automaten en sites die de kaart nagaan
sip-lead = Een automaat, een poortje, de server van een leverancier: elk kan vragen of een kaart goed is. Hij verneemt enkel wat u voor hem aanvinkt.
sip-new = Een automaat toevoegen
sip-new-lead = Geef hem een naam en zeg wat hij mag vernemen. Zijn wachtwoord wordt één keer getoond, op de volgende pagina.
sip-new-do = Toevoegen en het wachtwoord tonen
sip-none = Nog geen automaten.
sip-port-tls = De automaten bellen { $host }, poort { $port }. De lijn is versleuteld (TLS).
sip-port-plain = De automaten bellen { $host }, poort { $port }. De lijn is niet versleuteld.
sip-port-none = De server voor automaten staat niet aan: geen enkele kan bellen. Wie de server beheert, zet hem aan in het configuratiebestand.
sip-enabled = In dienst
sip-disabled = Gestopt
sip-seen = Gezien { $at }
sip-never-seen = Nooit gezien
sip-for = Voor: { $door }
sip-lines =
    { $n ->
        [0] Geen open lijn
        [one] Eén open lijn
        *[other] { $n } open lijnen
    }

sip-name = Naam
sip-name-hint = Om hem te herkennen: “Automaat in de hal”, “Server van de perskiosk”.
sip-name-needed = Geef een naam van ten hoogste tachtig tekens.
sip-institution = Instelling
sip-institution-hint = Waar hij staat, of wie voor de leverancier instaat. Dit kan later niet meer veranderen.
sip-institution-needed = Kies een instelling.
sip-learns = Wat hij over een lezer verneemt
sip-learns-hint = Als de kaart goed is, naast “ja”. Is ze dat niet, dan verneemt hij niets, ook niet waarom.
sip-sees-name = De naam
sip-sees-birth = De geboortedatum
sip-sees-email = Het e-mailadres
sip-good-card = Wat voor hem een goede kaart is
sip-without-pin = Een kaart nagaan zonder pincode
sip-without-pin-hint = Voor een toestel waar de kaart aan iemand wordt getoond. Een site die enkel het nummer vraagt, zou iedereen binnenlaten die het kent.
sip-door = Bron
sip-door-none = Geen: elke geldige kaart
sip-door-hint = Een kaart is dan goed als ze nu in deze bron binnen mag: leeftijd, gemeente, quotum, budget.
sip-door-needed = Kies een bron: zonder bron is er geen toegang om te tellen.
sip-door-gone = Deze bron bestaat niet meer. Kies een andere.
sip-counts-entry = Elke controle is een toegang
sip-counts-entry-hint = Ze wordt geteld, met haar plaats, haar quotum en haar prijs. Anders zegt de deur enkel ja of nee.
sip-line = De lijn
sip-networks = Adressen vanwaar hij belt
sip-networks-hint = Facultatief. Adressen of reeksen, gescheiden door spaties: 192.0.2.7 of 192.0.2.0/24. Leeg: van overal.
sip-networks-wrong = Schrijf adressen zoals 192.0.2.7, of reeksen zoals 192.0.2.0/24.
sip-networks-many = Ten hoogste twintig adressen of reeksen.
sip-encoding = Alfabet
sip-encoding-hint = Komen accenten beschadigd aan op de automaat, probeer dan een ander.
sip-encoding-needed = Kies een alfabet.
sip-encoding-utf-8 = UTF-8 (recente toestellen)
sip-encoding-windows-1252 = Windows-1252
sip-encoding-iso-8859-1 = ISO-8859-1
sip-encoding-cp850 = Codetabel 850 (oude toestellen)

sip-secret-new = Zijn wachtwoord
sip-secret-once = Neem het nu over in de automaat: het wordt nooit meer getoond.
sip-login = Gebruikersnaam
sip-secret = Wachtwoord
sip-secret-made = Gemaakt { $at }, en enkel bij de automaat bekend
sip-code = Code van de instelling
sip-secret-renew = Het wachtwoord veranderen
sip-secret-renew-lead = Het oude opent niets meer, en de lijnen die ermee geopend zijn gaan dicht.
sip-secret-renew-do = Een nieuw wachtwoord maken
sip-disable = Stoppen
sip-enable = Weer in dienst nemen
sip-connect = Hem aansluiten
sip-settings = Instellingen
sip-save = Bewaren
sip-done-set = De instellingen zijn bewaard. Ze gelden vanaf de volgende kaart.
sip-done-enabled = De automaat is in dienst.
sip-done-disabled = De automaat is gestopt: hij krijgt geen antwoord meer.

sip-figures = Controles
sip-figures-of = Over de laatste dertig dagen. Enkel aantallen worden bewaard: geen kaart, geen naam.
sip-outcome-valid = goede kaarten
sip-outcome-refused = geweigerde kaarten
sip-outcome-door = geweigerd door de bron
sip-outcome-slowed = vertraagd, na te veel mislukkingen
sip-outcome-unreadable = onleesbare berichten
sip-outcome-failed = zonder antwoord, door onze fout
sip-exchanges = Laatste uitwisselingen
sip-exchanges-lead = Om een automaat in te stellen. Ze zeggen niets over lezers en verdwijnen als de server herstart.
sip-exchanges-none = Geen uitwisseling sinds de server gestart is.
sip-when = Wanneer
sip-asked = Vraag
sip-answered = Antwoord
sip-took = Duur
sip-ms = { $n } ms
sip-asked-login = Zich aanmelden
sip-asked-status = Bent u er?
sip-asked-card = Is deze kaart goed?
sip-asked-reader = Wie is deze lezer?
sip-asked-end = De lezer is klaar
sip-asked-item = Waar is dit document?
sip-asked-loan = Een uitlening, een terugkeer of een reservering
sip-asked-unreadable = Onleesbaar bericht
sip-answer-valid = Goede kaart
sip-answer-refused = Kaart geweigerd
sip-answer-door = Geweigerd door de bron
sip-answer-slowed = Te veel mislukkingen: er is niets nagekeken
sip-answer-unreadable = Opnieuw te sturen
sip-answer-failed = Geen antwoord, door onze fout
sip-answer-other = Beantwoord

# Wat de automaat op zijn scherm toont
sip-said-refused = Kaart geweigerd. Vraag het in uw bibliotheek.
sip-said-unavailable = De kaart kan nu niet worden nagegaan. Probeer het zo meteen opnieuw.
sip-said-no-loans = Deze dienst gaat kaarten na. Hij houdt geen uitleningen bij.
sip-said-no-item = Dit document is hier niet bekend.
