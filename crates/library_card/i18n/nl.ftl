## De kaart
card-nav = Mijn kaart
card-office-nav-desk = Balie
card-office-nav-retention = Bewaring
card-mine = Mijn kaart
card-name = Naam
card-number = Nummer
card-state = Toestand
card-state-active = Geldig
card-state-expired = Verlopen
card-state-pending = Te bevestigen
card-state-suspended = Geschorst
card-state-replaced = Vervangen
card-state-cancelled = Ingetrokken
card-state-none = Geen kaart
card-good-until = Geldig tot en met { $day }
card-over-since = Verlopen sinds { $day }
card-until = tot en met { $day }
card-barcode = Streepjescode van de kaart
card-qr = QR-code van de kaart
card-age = { $n } jaar
card-days = { $n ->
    [one] { $n } dag
   *[other] { $n } dagen
}
card-months = { $n ->
    [one] { $n } maand
   *[other] { $n } maanden
}
card-unknown = onbekend
card-save = Bewaren
card-remove = Verwijderen
card-print = De kaart afdrukken
card-print-do = Afdrukken
card-print-back = Terug
card-print-words = De kaart komt er op ware grootte uit, 85,6 × 54 mm: druk af zonder te schalen.

## Mijn kaart
card-registered-at = Inschrijving: { $library }
card-to-confirm = Nog één stap
card-to-confirm-words = { $n ->
    [0] Kom vandaag langs in een bibliotheek van het netwerk met een identiteitsbewijs: dan opent uw kaart alles.
    [one] Kom uiterlijk morgen langs in een bibliotheek van het netwerk met een identiteitsbewijs: dan opent uw kaart alles.
   *[other] Kom binnen { $n } dagen langs in een bibliotheek van het netwerk met een identiteitsbewijs: dan opent uw kaart alles.
}
card-none = U hebt geen bibliotheekkaart.
card-none-child = Dit kind heeft geen kaart meer. Vraag er een in de bibliotheek.
card-none-desk = Geen lopende kaart.
card-ask-one = Een kaart aanvragen
card-suspended-words = Uw kaart is geschorst: ze opent niets meer. Vraag ernaar in uw bibliotheek.
card-expired-words = Uw kaart is verlopen. Laat haar verlengen in om het even welke bibliotheek van het netwerk.
card-seen-to-by = { $name } ziet toe op deze kaart.
card-children = Kaarten waarop ik toezie
card-child = Kaart van een kind
card-child-pin = De pincode
card-child-pin-words = Met het nummer en deze code meldt het kind zich zelf aan. De vorige code werkt dan niet meer.
card-signing = Aanmelden
card-own = Mijn instellingen
card-pin-change = Pincode van de kaart
card-pin-choose = Kies een pincode
card-pin-old = Huidige code
card-pin-new = Nieuwe code
card-pin-again = Nog eens dezelfde
card-pin-hint = Vier tot acht cijfers. Vermijd reeksen, herhalingen en uw geboortedatum.
card-pin-weak = Deze code is te makkelijk te raden: vier tot acht cijfers, geen reeks, geen herhaling, geen geboortedatum.
card-pin-different = De twee codes zijn niet gelijk.
card-pin-old-wrong = Dat is niet de huidige code.
card-pin-changed = De pincode is veranderd.
card-password-change = Wachtwoord veranderen
card-password-choose = Een wachtwoord kiezen
card-password-old = Huidig wachtwoord
card-password-new = Nieuw wachtwoord
card-password-hint = Minstens twaalf tekens. Vier willekeurige woorden volstaan ruimschoots.
card-password-old-wrong = Dat is niet het huidige wachtwoord.
card-password-changed = Het wachtwoord is veranderd. Uw andere apparaten zijn afgemeld.
card-passkeys = Toegangssleutels
card-passkey = Toegangssleutel
card-passkeys-words = Een toegangssleutel meldt u aan met uw vinger, uw gezicht of de code van uw apparaat. Niets te onthouden, niets over te typen.
card-passkey-name = Een naam, om hem te herkennen
card-passkey-add = Een sleutel toevoegen op dit apparaat
card-passkey-added = De toegangssleutel is bewaard.
card-passkey-removed = De toegangssleutel is verwijderd.
card-passkey-refused = De sleutel kon niet bewaard worden. Probeer het opnieuw.
card-passkey-none = Dit apparaat of deze browser kan er geen toevoegen.
card-made = gemaakt op { $day }
card-sessions = Aangemelde apparaten
card-unknown-device = Onbekend apparaat
card-opened-password = wachtwoord
card-opened-pin = kaart en code
card-opened-link = link per e-mail
card-opened-passkey = toegangssleutel
card-opened-outside = externe identiteitsdienst
card-session-end = Afmelden
card-session-this = dit apparaat
card-session-ended = Het apparaat is afgemeld.
card-sessions-end = Alle andere afmelden
card-sessions-ended = Alle andere apparaten zijn afgemeld.
card-address = E-mailadres
card-address-none = geen
card-address-new = Een adres opgeven
card-address-hint = We sturen er een link heen; het adres telt pas als die geopend is.
card-address-send = De link sturen
card-address-sent = Er is een link onderweg naar { $email }. Open hem binnen zeven dagen om het adres te bevestigen.
card-address-waits = { $email } wacht op bevestiging.
card-address-confirm = Uw adres bevestigen
card-address-confirm-words = Eén druk volstaat: dan weten we dat u dit adres leest.
card-address-confirm-do = Dit is mijn adres
card-address-confirmed = Uw adres is bevestigd. U kunt er zich mee aanmelden.
card-address-gone = Deze link is al gebruikt of niet meer geldig. Vraag een andere via ‘Mijn kaart’.
card-address-taken = Een andere account heeft dit adres. Meld u daar aan, of geef een ander adres op.
card-letter-address-subject = Bevestig uw adres
card-letter-address-text =
    Dag { $name },

    Open deze link om te bevestigen dat dit adres van u is:

    { $link }

    Hij werkt één keer, binnen zeven dagen. Hebt u niets gevraagd, laat deze brief dan onbeantwoord: er gebeurt niets.

    De bibliotheken van het netwerk
card-proof-hint = Zo weten we zeker dat u het bent.
card-letter-changed-subject = Uw adres is gewijzigd
card-letter-changed-text =
    Dag { $name },

    Uw account heeft nu een ander adres, zojuist bevestigd: onze brieven komen hier niet meer aan.

    Hebt u dat niet gedaan, dan is iemand anders in uw account geraakt: verwittig meteen uw bibliotheek.

    De bibliotheken van het netwerk
card-language = Taal
card-language-changed = Uw pagina's en brieven zijn voortaan in het Nederlands.
card-history = Logboek van wat ik lees
card-history-words = Standaard onthoudt niemand wat u leest of bekijkt. U kunt vragen het bij te houden, voor u alleen.
card-history-is-on = Het logboek wordt bijgehouden.
card-history-is-off = Er wordt niets genoteerd.
card-history-start = Mijn logboek bijhouden
card-history-stop = Niets meer noteren
card-history-on = Uw logboek wordt vanaf nu bijgehouden.
card-history-off = Er wordt niets meer genoteerd.
card-lost = Ik ben mijn kaart kwijt
card-lost-words = Schors haar meteen: ze opent dan niets meer. Een bibliotheek geeft u een andere.
card-lost-do = Mijn kaart schorsen
card-lost-done = Uw kaart is geschorst. Kom langs in een bibliotheek voor een andere.
card-wrong-state = De kaart is intussen veranderd: er is niets gedaan.
card-held = Wat we van mij weten
card-held-words = Alles wat het huis op uw naam bewaart, kamer per kamer. Het bestand bevat hetzelfde, leesbaar voor een machine.
card-held-download = Downloaden (JSON)
card-room-card = Account en kaart
card-room-access = Rechten en deuren
card-room-letters = Brieven die nog moeten vertrekken
card-room-mediatheque = Onlinebibliotheek
card-erase-title = Mijn account wissen
card-erase-lead = U kunt vertrekken zonder een spoor na te laten.
card-erase-goes = Wat verdwijnt: uw naam, uw adres, uw kaart, uw instellingen, uw genoteerde lectuur.
card-erase-stays = Wat blijft: getallen waarin niemand u kan herkennen.
card-erase-loans = Breng eerst terug wat u geleend hebt: de bibliotheek houdt haar eigen rekening bij.
card-erase-children = Niemand ziet dan nog toe op de kaart van { $names }. Kom langs in de bibliotheek om een andere ouder aan te wijzen.
card-erase-understood = Ik begrijp dat niets hersteld kan worden.
card-erase-tick = Vink eerst het vakje aan: er is niets gewist.
card-erase-next = Doorgaan
card-erase-last = Laatste vraag: uw account nu wissen?
card-erase-do = Ja, alles wissen
card-erase-no = Nee, mijn account houden
card-erased = Uw account is gewist. Bedankt voor uw komst; u blijft altijd welkom.
card-erase-staff = Deze account heeft een rol van het personeel, die eerst weg moet: er is niets gewist.

## Online inschrijven
card-online-title = Een kaart aanvragen
card-online-lead = Ze is gratis en geldt in alle bibliotheken van het netwerk. U hebt haar meteen; een bibliotheek bevestigt haar binnen { $n } dagen.
card-given-name = Voornaam
card-family-name = Achternaam
card-birth = Geboortedatum
card-birth-hint = Bijvoorbeeld 12/05/1984.
card-postal = Postcode
card-commune = Gemeente
card-commune-other = Een andere gemeente
card-library = Bibliotheek
card-library-choose = Kies
card-library-hint = Die waar u een identiteitsbewijs komt tonen. De kaart geldt overal.
card-email = E-mailadres
card-email-hint = Niet verplicht. Er gaat een link heen om het te bevestigen.
card-online-privacy = We vragen alleen wat nodig is. Zonder bevestiging wordt alles vanzelf gewist.
card-online-do = Mijn kaart ontvangen
card-online-done = Uw kaart is klaar. Noteer het nummer: met uw pincode meldt het u aan.
card-name-needed = Schrijf deze naam in letters.
card-birth-needed = Dit is geen datum. Schrijf bijvoorbeeld 12/05/1984.
card-postal-wrong = Dit is geen postcode.
card-library-needed = Kies een bibliotheek.
card-too-young-alone = Onder de vijftien schrijft men zich in met een ouder, in om het even welke bibliotheek van het netwerk.

## Balie
card-desk = Balie
card-desk-new = Iemand inschrijven
card-desk-file = Een lezersbestand overnemen
card-desk-find = Naam, nummer of kaart om te scannen
card-desk-hint = Pijltjes gaan van naam naar naam, Enter opent, Escape komt hier terug.
card-desk-found = { $n ->
    [0] Niemand
    [one] { $n } persoon
   *[other] { $n } personen
}
card-desk-people = Gevonden personen
card-desk-more = Er zijn er meer: voeg een letter of de voornaam toe.
card-desk-nobody = Niemand heet ‘{ $query }’.
card-desk-members = { $n ->
    [0] Nog niemand heeft een geldige kaart.
    [one] { $n } persoon heeft een geldige kaart in het netwerk.
   *[other] { $n } personen hebben een geldige kaart in het netwerk.
}
card-desk-waiting = Online-inschrijvingen te bevestigen
card-number-unknown = Geen kaart heeft dit nummer.
card-number-slip = Een cijfer van dit nummer klopt niet: kijk het na.
card-number-length = Een kaartnummer heeft veertien cijfers.
card-guardian = Kaart van de ouder
card-guardian-hint = Kaartnummer van de ouder die toeziet, onder de achttien.
card-guardian-needed = Onder de achttien is de kaart van een ouder nodig.
card-guardian-unknown = Geen lopende kaart heeft dit nummer.
card-guardian-unfit = Deze persoon kan niet op de kaart toezien: het moet een volwassene zijn, en niet het kind zelf.
card-guardian-name = Ouder
card-children-desk = Kinderen
card-add-child = Een kind van deze persoon inschrijven
card-library-not-yours = U schrijft niet in voor deze bibliotheek.
card-desk-register = Inschrijven en de kaart geven
card-twin = Iemand met deze naam en geboortedatum is al ingeschreven. Is het dezelfde persoon?
card-twins = Al ingeschreven
card-another = Het is iemand anders: ook inschrijven
card-registered = Kaart { $number }. Pincode om mee te geven: { $pin }
card-sheet-change = De fiche verbeteren
card-sheet-changed = De fiche is verbeterd.
card-sheet-logged = Het openen van deze fiche staat in het logboek.
card-registered-on = Inschrijving
card-origin-desk = aan de balie
card-origin-online = online
card-origin-file = uit een bestand
card-before = Verloren kaarten
card-came-by-lost = Deze kaart is vervangen: ze opent niets meer. Neem haar in.
card-do-confirm = Bewijs gezien: bevestigen
card-do-renew = Een jaar verlengen
card-do-replace = Verloren: vervangen
card-do-suspend = Schorsen
card-do-resume = De kaart teruggeven
card-do-pin = Een pincode geven
card-do-pin-new = Nieuwe pincode
card-pin-given = Pincode om mee te geven: { $pin }
card-staff-own = Deze persoon heeft een rol van het personeel: die verandert zelf waarmee er aangemeld wordt.
card-renewed = De kaart is geldig tot en met { $about }.
card-confirmed = De inschrijving is bevestigd. De kaart is geldig tot en met { $about }.
card-replaced = De verloren kaart opent niets meer. De nieuwe heeft nummer { $about }.
card-suspended = De kaart is geschorst.
card-resumed = De kaart is teruggegeven.
card-erase-desk = Deze persoon wissen
card-erase-desk-words = Alleen op eigen vraag. Naam, kaart en instellingen verdwijnen; getallen blijven.
card-erase-desk-certain = De persoon heeft het gevraagd en weet dat niets hersteld kan worden.
card-erase-desk-do = Wissen
card-erased-desk = De persoon is gewist.

## Lezersbestand
card-file-lead = Het bestand dat uw systeem uitvoert. U ziet eerst wat het zou doen; er verandert niets voor u akkoord gaat.
card-file-file = Bestand
card-file-hint = Een teksttabel (CSV), hoogstens { $size }.
card-file-look = Zien wat het zou doen
card-file-columns = Wat we herkennen
card-file-columns-words = Aan de namen van de kolommen, in het Frans, Nederlands of Engels: nummer, achternaam, voornaam, geboortedatum, e-mail, postcode, gemeente, taal, einddatum. Puntkomma, komma of tab; UTF-8 of Windows. De rest wordt niet overgenomen.
card-file-empty = Dit bestand is leeg.
card-file-no-table = Dit is geen teksttabel. Bewaar het vanuit een rekenblad als CSV.
card-file-missing = Er ontbreekt een kolom: een nummer en een naam zijn minstens nodig.
card-file-twice = Twee kolommen zeggen hetzelfde: houd er één.
card-file-too-long = Dit bestand heeft te veel regels.
card-plan-title = Wat dit bestand zou doen
card-plan-lead = { $name }, voor { $library }. Er is nog niets veranderd.
card-plan-new = Nieuwe kaarten
card-plan-changed = Veranderde fiches
card-plan-same = Al bijgewerkt
card-plan-refused = Regels opzijgezet
card-plan-ask = Dit bestand overnemen?
card-plan-do = Overnemen
card-plan-no = Niets veranderen
card-plan-read = Hoe het gelezen wordt
card-plan-read-words = Codering { $encoding }, kolommen gescheiden door ‘{ $separator }’.
card-plan-line = Regel
card-plan-why = Waarom
card-plan-about = Wat
card-column-aside = opzijgelaten
card-column-localnumber = nummer
card-column-familyname = achternaam
card-column-givenname = voornaam
card-column-fullname = volledige naam
card-column-birthdate = geboortedatum
card-column-email = e-mailadres
card-column-postalcode = postcode
card-column-commune = gemeente
card-column-language = taal
card-column-validuntil = einde van de inschrijving
card-file-fault-cells = De regel heeft niet evenveel cellen als de eerste
card-file-fault-no-number = Er is geen nummer
card-file-fault-same-number = Dit nummer staat al hoger in het bestand
card-file-fault-no-name = Er is geen naam
card-file-fault-birth-date = Deze geboortedatum is er geen
card-file-fault-valid-until = Deze einddatum is er geen
card-file-fault-email = Dit is geen e-mailadres
card-file-fault-twin = Deze persoon heeft al een kaart van het netwerk
card-file-fault-long-over = Deze inschrijving is te lang voorbij
card-file-fault-name = Deze naam heeft geen letters
card-file-done = Het bestand is overgenomen. Nieuwe kaarten: { $new }; veranderde fiches: { $changed }.
card-file-dropped = Het bestand is vergeten: er is niets veranderd.

## Bewaring
card-retention = Wat we bewaren
card-retention-lead = Hoe lang, en waarom. De server wist elk uur vanzelf wat zijn tijd gehad heeft.
card-retention-what = Wat
card-retention-long = Hoe lang
card-retention-why = Waarom
card-kept-unconfirmed = Online-inschrijvingen die nooit bevestigd zijn
card-kept-unconfirmed-why = De tijd om langs te komen in een bibliotheek. Wie een pas of een ticket heeft die nog geldig is, blijft tot het einde daarvan.
card-kept-ended = Personen van wie de kaart verlopen is
card-kept-ended-why = Velen komen terug, en hun leningen moeten terug. Wie een pas of een ticket heeft die nog geldig is, blijft tot het einde daarvan.
card-kept-sessions = Aanmeldingen
card-kept-sessions-why = Aangemeld blijven tussen twee bezoeken.
card-kept-attempts = Mislukte aanmeldingen
card-kept-attempts-why = Wie raadt, vertragen. Geen adres wordt bewaard, alleen een afdruk waarvan de sleutel twee dagen leeft.
card-kept-files = Niet bevestigde lezersbestanden
card-kept-files-why = De tijd om te beslissen.
card-kept-letters = Brieven die niet konden vertrekken
card-kept-letters-why = Begrijpen wat er hapert. Een vertrokken brief wordt niet bewaard.
card-kept-log = Logboek van het bureau
card-kept-log-long = altijd
card-kept-log-why = Weten wie wat deed. Er staan alleen accountnummers in: een gewiste persoon is er niet in te herkennen.
card-retention-choose = Deze termijnen veranderen
card-retention-days = Dagen voor een niet bevestigde inschrijving gewist wordt (7 tot 365)
card-retention-months = Maanden voor een persoon met een verlopen kaart gewist wordt (1 tot 120)
card-retention-days-wrong = Geef een aantal dagen, 7 tot 365.
card-retention-months-wrong = Geef een aantal maanden, 1 tot 120.
card-retention-chosen = De termijnen zijn veranderd.
card-retention-runs = Laatste keren dat er gewist werd
card-retention-at = Wanneer
card-retention-removed = Gewist
card-retention-never = Er is nog niets gewist.
card-removed-unconfirmed = Niet bevestigde inschrijvingen
card-removed-ended = Personen met een verlopen kaart
card-removed-sessions = Aanmeldingen, links en pogingen
card-removed-files = Lezersbestanden
card-removed-letters = Brieven

## Feiten van het logboek
audit-act-card-registered = inschrijving
audit-act-card-confirmed = inschrijving bevestigd
audit-act-card-renewed = kaart verlengd
audit-act-card-replaced = kaart vervangen
audit-act-card-suspended = kaart geschorst
audit-act-card-resumed = kaart teruggegeven
audit-act-card-pin_given = pincode gegeven
audit-act-card-sheet_opened = fiche geopend
audit-act-card-sheet_changed = fiche verbeterd
audit-act-card-erased = persoon gewist
audit-act-card-file_imported = lezersbestand overgenomen
audit-act-card-file_changed = fiche veranderd door een bestand
audit-act-card-retention_chosen = bewaartermijnen veranderd
audit-act-account-pin_changed = pincode veranderd
audit-act-account-email_confirmed = adres bevestigd
audit-act-account-passkey_added = toegangssleutel toegevoegd
audit-act-account-passkey_removed = toegangssleutel verwijderd
audit-by-online = online-inschrijving
audit-by-retention = bewaring
