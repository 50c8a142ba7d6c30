# De pas in de hand: telefoon, papier, plastic, wallets.
pass-phone-name = La C'Art
pass-phone-kind = De museumpas van de metropool
pass-phone-application = La C'Art van { $name }
pass-phone-code = Code van pas { $number }
pass-phone-number = Nummer
pass-phone-holder = Houder
pass-phone-until = Geldig tot en met
pass-phone-turns = De code verandert elke dertig seconden.
pass-phone-present = Tonen aan de ingang
pass-phone-close = Sluiten
pass-phone-bright = Zet de helderheid van het scherm op het hoogst.
pass-phone-offline = Geen netwerk: dit is uw pas zoals op { $day }. Hij opent dezelfde deuren.
pass-phone-ways = Altijd bij u
pass-phone-keep = Op dit toestel bewaren
pass-phone-drop = Van dit toestel verwijderen
pass-phone-keep-words = De pas opent dan ook zonder netwerk. Doe dit op een toestel dat van u is.
pass-phone-kept = Bewaard: de pas opent ook zonder netwerk.
pass-phone-failed = Opnieuw proberen
pass-phone-failed-words = Het toestel kon de pas niet bewaren.
pass-phone-apple = Toevoegen aan Apple Wallet
pass-phone-google = Toevoegen aan Google Wallet
pass-phone-print = Een kaart afdrukken
pass-phone-print-words = Een blad om te plooien en uit te knippen, dat dezelfde deuren opent.
pass-phone-not-now = Deze pas opent vandaag geen enkele deur: er is geen kaart te geven.
pass-phone-no-cards = Deze reeks heeft nog geen pas om af te drukken.
pass-phone-sheet-title = Uw pas om uit te knippen
pass-phone-plastic-title = Plastic kaarten
pass-phone-sheet-words = Druk dit blad af, plooi het, knip het uit: het opent dezelfde deuren als de telefoon of de plastic kaart.
pass-phone-fold = Knip langs de streepjes en plooi op de stippellijn.
pass-phone-show = Toon deze code aan de ingang van het museum.
pass-phone-returned = Kaart gevonden? Geef ze af aan de balie van een museum.
pass-phone-how = Aan de ingang
pass-phone-how-code = Toon de code: ze blijft leesbaar, ook wat gekreukt.
pass-phone-how-name = Houd een identiteitsbewijs bij: men kan naar uw naam vragen.
pass-phone-how-lost = Kwijt? Laat de pas opnieuw maken via zijn pagina of aan de balie van een museum: de oude opent niets meer.
pass-phone-lost-label = Kwijt?
pass-phone-page = De pagina van mijn pas
pass-phone-page-words = De pagina van uw pas, voor u alleen:
pass-phone-here = { $museum }: uw pas opent deze deur.
pass-wallets = Wallets van telefoons
pass-wallets-words = Een pas kan ook in de wallet van de telefoon, als deze server hem kan ondertekenen.
pass-wallets-type = Soort pas
pass-wallets-team = Team
pass-wallets-ends = Het certificaat eindigt op
pass-wallets-phones = Telefoons die hun pas volgen
pass-wallets-alarm = { $days ->
    [0] Het certificaat eindigt vandaag: vernieuw het bij Apple.
    [one] Het certificaat eindigt morgen: vernieuw het bij Apple.
   *[other] Het certificaat eindigt over { $days } dagen: vernieuw het bij Apple, anders worden geïnstalleerde passen niet meer bijgewerkt.
}
pass-wallets-ended = Het certificaat is afgelopen: telefoons weigeren nieuwe passen. Vernieuw het bij Apple.
pass-wallets-apple-none = Geen certificaat: de pagina's bieden Apple Wallet niet aan. Er is een certificaat “Pass Type ID” van Apple nodig, met zijn sleutel (optie apple-wallet).
pass-wallets-google-here = Een serviceaccount ondertekent: de pagina's bieden Google Wallet aan.
pass-wallets-google-none = Geen account: de pagina's bieden Google Wallet niet aan. Er zijn een serviceaccount en een uitgeversnummer nodig (opties google-wallet en google-wallet-issuer).
