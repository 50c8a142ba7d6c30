## De deuren, op kantoor
gate-office-nav = Deuren
gate-manifest-name = Toegangscontrole
gate-manifest-short = Controle
gate-doors-title = Deuren
gate-doors-lead = De ingangen waarvoor u instaat, hun toestellen, en wie binnen is.
gate-inside = Binnen
gate-entered-today = Vandaag binnengekomen
gate-left-today = Vandaag vertrokken
gate-devices = Toestellen
gate-heard = Gehoord
gate-shut = deur gesloten
gate-no-device = Bij deze deur is nog geen toestel ingeschreven.
gate-no-door = U staat voor geen enkele deur in.
gate-live-link = Wie binnen is, live
gate-without = Musea zonder deur
gate-without-lead = Een deur is de plek waar een museum de codes leest. Elk museum heeft er een aan zijn ingang.
gate-museum = Museum
gate-door-do = Een deur geven
gate-door-declared = De deur is er: schrijf er een eerste toestel in.

## Een deur
gate-door-of = De deur van
gate-enrol = Een toestel inschrijven
gate-enrol-lead = Open op een telefoon of tablet { $address } en typ de code, of lees de afbeelding met de camera. Een code dient één keer, tien minuten lang.
gate-code = Openingscode
gate-code-symbol = Adres van de controlepagina, met de code
gate-code-until = Geldig tot:
gate-code-used = Met deze code is ‘{ $name }’ ingeschreven.
gate-code-make = Een code tonen
gate-serving = In dienst
gate-silent = Al meer dan een dag stil
gate-seen = Gehoord
gate-bundle = Richtlijnen van
gate-bundle-none = nog niet ontvangen
gate-bundle-behind = er zijn recentere
gate-entries = Regels in zijn logboek
gate-missing = { $count ->
    [one] 1 regel is nog niet aangekomen
   *[other] { $count } regels zijn nog niet aangekomen
}
gate-enrolled = Ingeschreven
gate-clock = Klok
gate-clock-wrong = { $minutes } minuten ernaast, hier rechtgezet
gate-wipe = Verloren of teruggegeven: wissen…
gate-wipe-lead = Het toestel wist alles wat het weet zodra het weer netwerk heeft, en krijgt niets meer. Eerdere doorgangen blijven geteld. Telefoons die een bewijs van de minuut tonen, krijgen bij de volgende opening een nieuw.
gate-wipe-do = Dit toestel wissen
gate-wiped = Gewist
gate-wipe-told = Het weet het: het bewaart niets meer.
gate-wipe-not-told = Het weet het nog niet: het wist zichzelf zodra het weer netwerk heeft.
gate-device-wiped = Het toestel is gewist: het opent niets meer.

## Live
gate-live-title = Live,
gate-live-at = Berekend
gate-live-heard = laatste bekende doorgang
gate-live-nobody = Er is vandaag nog niemand binnengekomen.
gate-inside-counted = binnengekomen min vertrokken
gate-inside-about = ongeveer: binnengekomen in de laatste 90 minuten
gate-amber = Vandaag na te kijken
gate-red = Vandaag geweigerd
gate-quarters = Binnengekomen, kwartier per kwartier
gate-quarters-chart = Binnengekomen per kwartier, hoogstens { $most }; de getallen staan in de tabel hieronder
gate-quarters-table = De getallen
gate-from = Vanaf
gate-people = Personen
gate-last = De laatste antwoorden
gate-last-none = Vandaag heeft nog geen deur geantwoord.
gate-let-in = { $count ->
    [one] 1 persoon
   *[other] { $count } personen
}
gate-refresh = Vernieuwen
gate-pause = Pauzeren
gate-resume = Hervatten
gate-verdict-green = Binnen
gate-verdict-amber = Na te kijken
gate-verdict-red = Geweigerd
gate-reason-re-entry = al binnengekomen
gate-reason-elsewhere = net elders gezien
gate-reason-stale-proof = bewijs niet van deze minuut
gate-reason-unknown-key = onbekende sleutel
gate-reason-clock-unsure = onzekere klok
gate-reason-suspended = geschorst
gate-reason-status-unknown = recenter dan de richtlijnen
gate-reason-bundle-old = richtlijnen te oud
gate-reason-typed-offline = nummer getypt zonder netwerk
gate-reason-not-ours = een andere code
gate-reason-malformed = onleesbaar
gate-reason-too-long = onleesbaar
gate-reason-wrong-algorithm = vreemde handtekening
gate-reason-revoked-key = ingetrokken sleutel
gate-reason-key-over = vervallen sleutel
gate-reason-bad-signature = valse handtekening
gate-reason-not-yet = nog niet geldig
gate-reason-expired = vervallen
gate-reason-wrong-door = voor een andere deur
gate-reason-revoked = geannuleerd
gate-reason-unknown-number = onbekend nummer

## Te bekijken
gate-conflicts-title = Te bekijken
gate-conflicts-lead = Wat vreemd is aan de doorgangen, eens ze samengelegd zijn. Niemand wordt daarvoor ooit tegengehouden: u kijkt, en u beslist. Deze regels verdwijnen vanzelf na { $days } dagen.
gate-conflicts-open = { $count ->
    [0] Niets te bekijken
    [one] 1 zaak te bekijken
   *[other] { $count } zaken te bekijken
}
gate-conflicts-none = Niets te bekijken.
gate-conflict-too-fast = Twee musea, te snel
gate-conflict-too-fast-why = Dezelfde code kwam bij beide langs in minder tijd dan nodig is om van het ene naar het andere te gaan. Misschien een kopie.
gate-conflict-after-cancel = Binnen na annulering
gate-conflict-after-cancel-why = Het bewijs was al geannuleerd. De deur kon het niet weten, of liet het door.
gate-conflict-outside-dates = Buiten de data
gate-conflict-outside-dates-why = Het bewijs was nog niet geldig, of niet meer.
gate-conflict-too-many = Te veel personen
gate-conflict-too-many-why = Er kwamen er meer binnen dan het bewijs toelaat. Er worden er zoveel geteld als het toelaat.
gate-conflict-old-code = Oude code
gate-conflict-old-code-why = Deze code was door een andere vervangen.
gate-conflict-against-verdict = Binnen ondanks weigering
gate-conflict-against-verdict-why = De deur zei nee, en er kwam iemand binnen.
gate-conflict-after-wipe = Gewist toestel
gate-conflict-after-wipe-why = Deze doorgang wordt verteld door een toestel dat al gewist was: hij telt niet mee.
gate-conflict-unknown-code = Onbekende code
gate-conflict-unknown-code-why = Deze code of dit nummer is aan niemand gegeven.
gate-conflict-forged = Valse code
gate-conflict-forged-why = De deur kon de handtekening niet nakijken; het is niet de onze.
gate-conflict-fork = Twee regels voor één
gate-conflict-fork-why = Het logboek van het toestel heeft twee verschillende regels onder één nummer. Misschien een kopie van het toestel.
gate-conflict-damaged-log = Beschadigd logboek
gate-conflict-damaged-log-why = Een regel in het logboek van het toestel is onleesbaar of volgt niet op de vorige. De andere worden geteld.
gate-card-number = Nummer van de kaart:
gate-doubtful = Twee of meer twijfels over deze code: stel de houder aan de balie een nieuwe code voor.
gate-note = Wat u gevonden hebt
gate-close = Gezien
gate-conflict-closed = Genoteerd.
gate-closed = Al gezien
gate-what = Wat
gate-where = Waar
gate-when = Wanneer
gate-closed-at = Gezien
