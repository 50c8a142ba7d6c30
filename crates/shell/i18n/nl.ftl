shell-skip = Naar de inhoud
shell-nav = Hoofdmenu
shell-languages = Taal
shell-search = Zoeken
shell-sign-in = Aanmelden
shell-foot = Het belfort vertelt een hele streek wat er open is. Vrije software, onder licentie EUPL 1.2.
shell-accessibility = Toegankelijkheid
shell-pages = Pagina's
shell-page = pagina
shell-previous = Vorige pagina
shell-next = Volgende pagina

error-home = Terug naar de startpagina
error-reference = Vermeld deze referentie als u ons schrijft: { $reference }.
error-not-found-title = Deze pagina bestaat niet
error-not-found-what = Het adres is misschien onvolledig, of de pagina is verwijderd.
error-not-found-do = Kijk het adres na, of zoek in de catalogus wat u wilde zien.
error-forbidden-title = Deze pagina staat niet voor u open
error-forbidden-what = U bent aangemeld, maar met uw rol kunt u deze pagina niet zien.
error-forbidden-do = Vraag het aan wie de accounts van uw instelling beheert.
error-bad-request-title = Wij begrepen de vraag niet
error-bad-request-what = Het adres of het formulier bevat iets wat wij niet kunnen lezen. Er is niets veranderd.
error-bad-request-do = Ga terug en probeer opnieuw.
error-stale-form-title = Dit formulier is verlopen
error-stale-form-what = Voor de veiligheid werkt een formulier alleen op de pagina waar het werd geopend. Er is niets opgeslagen.
error-stale-form-do = Ga terug, laad de pagina opnieuw en verstuur het nog eens.
error-too-large-title = Dit bestand is te groot
error-too-large-what = { $amount ->
    [0] Wat u verstuurde is groter dan wij aanvaarden. Er is niets opgeslagen.
   *[other] Wat u verstuurde is groter dan { $size }. Er is niets opgeslagen.
}
error-too-large-do = Splits het bestand, of geef het aan wie de server beheert: op de opdrachtregel is er geen grens.
error-too-many-title = Te veel vragen tegelijk
error-too-many-what = Er komen veel vragen van bij u in korte tijd.
error-too-many-do = { $amount ->
    [0] Wacht even en probeer dan opnieuw.
    [one] Wacht { $amount } seconde en probeer dan opnieuw.
   *[other] Wacht { $amount } seconden en probeer dan opnieuw.
}
error-unavailable-title = Een ogenblik, we zijn zo terug
error-unavailable-what = Een deel van de dienst start opnieuw op. Niets van wat u had opgeslagen is verloren.
error-unavailable-do = Probeer over een minuut opnieuw.
error-internal-title = Er ging bij ons iets stuk
error-internal-what = De pagina kon niet worden gemaakt. Het ligt niet aan u, en niets van wat u had opgeslagen is verloren.
error-internal-do = Probeer zo meteen opnieuw. Blijft het misgaan, laat het ons dan weten.

sign-in-title = Aanmelden
sign-in-lead = Met uw kaart, uw adres of een toegangssleutel.
sign-in-who = Kaartnummer of e-mailadres
sign-in-who-hint = Het nummer van veertien cijfers, onder de streepjescode.
sign-in-secret = Pincode of wachtwoord
sign-in-passkey = Een toegangssleutel gebruiken
sign-in-passkey-none = Er is geen toegangssleutel gebruikt. Probeer opnieuw, of meld u anders aan.
sign-in-passkey-refused = Deze toegangssleutel is hier niet bekend.
sign-in-forgotten = Pincode of wachtwoord vergeten?
sign-in-link-hint = We sturen er een link heen die u aanmeldt. Hij werkt één keer, een kwartier lang.
sign-in-link-do = Een link ontvangen
sign-in-link-sent = Als een account dit adres heeft, is er een link onderweg. Hij geldt een kwartier.
sign-in-link-good = U hebt de link uit de e-mail geopend.
sign-in-link-gone = Deze link is al gebruikt, of het kwartier is voorbij. Vraag een andere.
sign-in-new = Nog geen kaart?
sign-in-new-do = Vraag er een aan, ze is gratis.
sign-in-birth = Geboortedatum
sign-in-birth-hint = Bijvoorbeeld 12/05/1984.
sign-in-birth-needed = Deze kaart is vaak geprobeerd vanaf andere apparaten. Geef ook uw geboortedatum, en opnieuw uw pincode.
sign-in-desk = Geen adres? Elke bibliotheek van het netwerk geeft u een nieuwe pincode.
sign-in-slip = Dit kaartnummer is niet volledig, of een cijfer klopt niet. Kijk het na.
sign-in-letter-subject = Uw link om u aan te melden
sign-in-letter-text =
    Dag { $name },

    Deze link meldt u aan. Hij werkt één keer, een kwartier lang:

    { $link }

    Hebt u niets gevraagd, laat deze brief dan onbeantwoord: zonder deze link kan niemand binnen.

    De bibliotheken van het netwerk
sign-in-email = E-mailadres
sign-in-password = Wachtwoord
sign-in-do = Aanmelden
sign-in-demo = Demonstratieaccounts
sign-in-demo-reader = Lezer
sign-in-demo-words = Deze server is een demonstratie. Iedereen kan met deze accounts binnen.

office-nav = Kantoor
office-title = Kantoor
office-hello = Dag { $name }
office-scope = U werkt voor: { $scope }.
office-todo = Te doen
office-recent = Wat onlangs is veranderd
office-nothing = Er is nog niets veranderd.
office-sign-out = Afmelden

staff-title = Accounts van het personeel
staff-lead = Wie wat mag, en voor welke instelling.
staff-name = Naam
staff-email = E-mailadres
staff-roles = Rollen
staff-role = Rol
staff-scope = Voor
staff-seen = Laatst aangemeld
staff-never = nooit
staff-action = Actie
staff-closed = gesloten
staff-close = Account sluiten
staff-reopen = Account heropenen
staff-remove-role = Intrekken
staff-add = Iemand toevoegen
staff-add-do = Account openen
staff-password = Eerste wachtwoord
staff-password-hint = Minstens twaalf tekens. De persoon kan het wijzigen.

audit-title = Logboek
audit-lead = Wie wat veranderde, en wanneer. Elke regel is aan de vorige verzegeld: er kan niets uit verdwijnen zonder dat het te zien is.
audit-sound = { $n ->
    [one] Het logboek is gaaf: { $n } regel nagekeken.
   *[other] Het logboek is gaaf: { $n } regels nagekeken.
}
audit-broken = Het logboek is gewijzigd: een regel klopt niet meer met haar zegel. Verwittig wie de server beheert.
audit-when = Wanneer
audit-who = Wie
audit-what = Wat
audit-seal = Zegel
audit-filter = Filteren

access-title = Toegankelijkheid
access-lead = { $name } moet voor iedereen bruikbaar zijn: met een toetsenbord, een schermlezer, een kleine telefoon of zonder JavaScript.
access-state = Hoever we staan
access-state-words = De pagina's zijn gemaakt om te voldoen aan WCAG 2.2, niveau AA, en aan het Franse RGAA 4.1. Ze zijn nog niet door een derde doorgelicht: er is dus nog geen officiële verklaring van overeenstemming.
access-tested = Wat we bij elke versie nakijken
access-tested-axe = elke pagina gaat door axe-core, zonder één geduld gebrek;
access-tested-keyboard = de belangrijkste wegen worden met het toetsenbord alleen afgelegd;
access-tested-contrast = tekstkleuren hebben een contrast van minstens 4,5 op 1, ook de kleuren die de streek zelf kiest;
access-tested-script = alles werkt zonder JavaScript.
access-not = Wat nog niet in orde is
access-not-words = De beschrijvingen komen van de bibliotheken zoals ze zijn geschreven: de taal van een buitenlandse titel is niet altijd aangegeven.
access-tell = Een hindernis melden
access-tell-words = Zeg het uw bibliotheek: zij geeft het door. Bent u niet tevreden met het antwoord, dan kunt u terecht bij de Franse Défenseur des droits.

## Kantoor: navigatie, rollen, feiten van het logboek
office-group-libraries = Bibliotheken
office-group-museums = Musea en C’Art
office-group-stages = Voorstellingen
office-group-doors = Deuren en kassa’s
office-group-network = Netwerk
office-nav-home = Startpagina van het kantoor
office-nav-staff = Personeelsaccounts
office-nav-audit = Logboek
office-everything = het hele grondgebied
office-figure-records = Beschrijvingen
office-figure-works = Werken
office-figure-sources = Bronnen
office-figure-set-aside = Opzijgelegd in de laatste 30 dagen
office-todo-confirm = { $library }: { $n ->
    [one] { $n } te verwijderen beschrijving wacht op uw akkoord
   *[other] { $n } te verwijderen beschrijvingen wachten op uw akkoord
} ({ $label })
role-director = Directie cultuur
role-network_librarian = Bibliothecaris van het netwerk
role-librarian = Bibliothecaris
role-museum_agent = Museummedewerker
role-commune_agent = Gemeentemedewerker
role-stage_agent = Podiumhuis
sign-in-bad = Dit hoort niet bij elkaar: kijk het nummer of adres na, en dan de pincode of het wachtwoord.
staff-password-optional = Minstens twaalf tekens. Laat leeg om een uitnodigingslink te krijgen die u doorgeeft: de persoon kiest dan zelf.
staff-name-needed = Geef de naam van de persoon.
staff-email-wrong = Dit is geen e-mailadres.
staff-email-taken = Er bestaat al een account met dit adres.
staff-password-weak = Minstens twaalf tekens, en iets anders dan het adres.
staff-scope-unfit = Deze rol past hier niet bij: een bibliothecaris of museummedewerker hoort bij een instelling, een gemeentemedewerker bij een gemeente, de anderen bij het hele grondgebied.
staff-not-yours = Met uw rol kunt u deze rol niet geven of afnemen.
staff-last-director = Er moet minstens één actieve directie blijven: er is niets gewijzigd.
staff-gone = Deze account of rol bestaat niet meer: er is niets gewijzigd.
staff-added = De account van { $name } is geopend.
staff-invited = Geef deze link aan { $name }; hij werkt één keer en is zeven dagen geldig: { $link }
staff-role-given = De rol is gegeven.
staff-role-taken = De rol is afgenomen.
staff-now-closed = De account is gesloten, en de sessies ervan ook.
staff-now-open = De account is weer open.
staff-give = Een andere rol geven
staff-give-do = Deze rol geven
staff-person = Persoon
invitation-title = Uw wachtwoord kiezen
invitation-lead = Deze link opent uw account. Hij werkt maar één keer.
invitation-again = Nog eens hetzelfde
invitation-do = Mijn account openen
invitation-different = De twee wachtwoorden zijn niet gelijk.
invitation-invalid = Deze uitnodiging is al gebruikt of niet meer geldig. Vraag een nieuwe aan wie de accounts beheert.
invitation-accepted = Uw wachtwoord is bewaard. U kunt zich aanmelden.
audit-act-staff-invited = uitnodiging verstuurd
audit-act-staff-invited_again = nieuwe uitnodiging
audit-act-staff-role_given = rol gegeven
audit-act-staff-role_taken = rol afgenomen
audit-act-staff-disabled = account gesloten
audit-act-staff-enabled = account weer geopend
audit-act-key-rotated = sleutel vernieuwd
audit-act-key-revoked = sleutel ingetrokken
audit-act-account-created = account geopend
audit-act-account-password_chosen = wachtwoord gekozen
audit-act-account-password_changed = wachtwoord gewijzigd
audit-act-tenant-installed = grondgebied geïnstalleerd
audit-act-catalogue-grouping = beslissing over een groepering
audit-act-catalogue-grouping_undone = beslissing over een groepering ingetrokken
audit-act-catalogue-source_declared = bron aangemeld
audit-act-catalogue-import_asked = bestand verstuurd voor import
audit-act-catalogue-harvest_asked = oogst gevraagd
audit-act-catalogue-retire_confirmed = verwijdering van beschrijvingen aanvaard
audit-act-catalogue-retire_declined = verwijdering van beschrijvingen geweigerd
audit-by-demonstration = installatie van de demonstratie
audit-by-command-line = opdrachtregel
