## Navigeren, zoeken
catalogue-nav-search = Zoeken
catalogue-nav-libraries = Bibliotheken
catalogue-search-label = Zoeken in de bibliotheken
catalogue-search-placeholder = Een titel, auteur, onderwerp of ISBN…
catalogue-search-inside = Zoeken in { $library }
catalogue-search-inside-placeholder = Zoeken in deze bibliotheek…
catalogue-works = { $n ->
    [0] Geen enkel werk
    [one] { $n } werk
   *[other] { $n } werken
}
catalogue-editions = { $n ->
    [one] { $n } uitgave
   *[other] { $n } uitgaven
}
catalogue-records = { $n ->
    [one] { $n } beschrijving
   *[other] { $n } beschrijvingen
}
catalogue-libraries-word = { $n ->
    [one] bibliotheek
   *[other] bibliotheken
}
catalogue-held = { $n ->
    [0] alleen online
    [one] in { $n } bibliotheek
   *[other] in { $n } bibliotheken
}

## Startpagina
catalogue-home-title = de catalogus van de bibliotheken, { $territory }
catalogue-home-heading = Zoek in <em>{ $libraries ->
    [one] { $libraries } bibliotheek
   *[other] { $libraries } bibliotheken
}</em> tegelijk
catalogue-home-hint = { $works ->
    [one] { $works } werk
   *[other] { $works } werken
} op de plank of online, { $territory }: één zoekopdracht zegt waar ze zijn.
catalogue-home-try = Bijvoorbeeld:
catalogue-home-at-home = Thuis, nu meteen
catalogue-home-media-library = De online mediatheek
catalogue-home-on-stage = Binnenkort bij u in de buurt
catalogue-home-outings = Alle voorstellingen
catalogue-at-home-read = Om te lezen
catalogue-at-home-watch = Om te bekijken
catalogue-at-home-listen = Om te beluisteren
catalogue-at-home-learn = Om te leren
catalogue-at-home-open = Zonder kaart
catalogue-at-home-card = Met de kaart
catalogue-home-most-held = Het meest gedeeld
catalogue-home-all = De hele catalogus
catalogue-home-arrivals = Pas binnen
catalogue-home-libraries = Alle bibliotheken
catalogue-now-widest = De grootste gedeelde collectie
catalogue-now-widest-detail = { $works ->
    [one] { $works } werk
   *[other] { $works } werken
}, in { $commune }
catalogue-now-import = Bijgewerkt { $at }
catalogue-now-import-detail = { $new ->
    [0] niets nieuws
    [one] { $new } nieuwe beschrijving
   *[other] { $new } nieuwe beschrijvingen
}, { $changed ->
    [0] geen verbeterd
    [one] { $changed } verbeterd
   *[other] { $changed } verbeterd
}
catalogue-now-online = Thuis, nu meteen
catalogue-now-online-detail = online te lezen of te beluisteren
catalogue-figures = Enkele cijfers
catalogue-where-from = waar dit cijfer vandaan komt
catalogue-see-rows = De regels bekijken
catalogue-figure-communes = { $n ->
    [one] gemeente
   *[other] gemeenten
}
catalogue-figure-inhabitants = { $n ->
    [one] inwoner
   *[other] inwoners
}
catalogue-figure-libraries = { $n ->
    [one] bibliotheek
   *[other] bibliotheken
}
catalogue-figure-works = { $n ->
    [one] werk
   *[other] werken
}
catalogue-figure-editions = { $n ->
    [one] uitgave
   *[other] uitgaven
}
catalogue-figure-records = { $n ->
    [one] beschrijving
   *[other] beschrijvingen
}
catalogue-demo = demonstratie
catalogue-demo-words = De gemeenten en bibliotheken zijn echt; hun catalogi bestaan hier uit rechtenvrije beschrijvingen, om de software te tonen.
catalogue-demo-library = Deze bibliotheek bestaat, maar de catalogus hier is een demonstratie: deze rechtenvrije beschrijvingen zeggen niets over haar echte planken.

## Resultaten
catalogue-inside = Zoeken beperkt tot
catalogue-filter = Verfijnen
catalogue-filters-on = Actieve filters
catalogue-remove = Filter weghalen
catalogue-clear = Alles wissen
catalogue-apply = Toepassen
catalogue-near = Dicht bij
catalogue-near-none = Overal
catalogue-near-chip = dicht bij { $commune }
catalogue-more = en { $n ->
    [one] nog { $n }
   *[other] nog { $n }
}
catalogue-facet-bibliotheque = Bibliotheek
catalogue-facet-commune = Gemeente
catalogue-facet-type = Soort document
catalogue-facet-langue = Taal
catalogue-facet-periode = Periode
catalogue-facet-public = Publiek
catalogue-facet-sujet = Onderwerp
catalogue-facet-en_ligne = Toegang
catalogue-online-1 = online
catalogue-online-0 = op de plank
catalogue-period = vanaf { $year }
catalogue-found-for = { $n ->
    [0] Niets voor <em>{ $query }</em>
    [one] { $n } werk voor <em>{ $query }</em>
   *[other] { $n } werken voor <em>{ $query }</em>
}
catalogue-sort = Sorteren op
catalogue-sort-pertinence = relevantie
catalogue-sort-recent = nieuwste eerst
catalogue-sort-ancien = oudste eerst
catalogue-sort-titre = titel
catalogue-sort-auteur = auteur
catalogue-did-you-mean = Bedoelde u
catalogue-dropped = Geen beschrijving bevat al deze woorden. Dit vinden we zonder: { $words }.
catalogue-read-now = Nu lezen
catalogue-watch-now = Nu bekijken
catalogue-listen-now = Nu beluisteren
catalogue-read-online = Online lezen of beluisteren
catalogue-nothing = Geen bibliotheek heeft het onder deze woorden
catalogue-nothing-words = Alles is nog niet verloren. U kunt:
catalogue-without-word = zoeken zonder “{ $word }”
catalogue-without-filters = zoeken zonder filters
catalogue-nothing-spelling = alleen de naam van de auteur typen, of twee woorden van de titel;
catalogue-nothing-ask = het een bibliothecaris vragen, die weet meer dan wij:
catalogue-nothing-ask-link = alle bibliotheken

## Werk, uitgave
catalogue-work-description = { $title }: { $n ->
    [0] online te raadplegen.
    [one] te vinden in { $n } bibliotheek.
   *[other] te vinden in { $n } bibliotheken.
}
catalogue-libraries-have-it = { $n ->
    [one] bibliotheek heeft het
   *[other] bibliotheken hebben het
}
catalogue-where = Waar te vinden
catalogue-editions-of = { $n ->
    [one] Er is één uitgave bekend.
   *[other] { $n } uitgaven, de meest verspreide eerst.
}
catalogue-edition-undated = Uitgave zonder datum
catalogue-edition-of = Een uitgave van
catalogue-holders-of = Bibliotheken met de uitgave { $edition }
catalogue-library = Bibliotheek
catalogue-call-number = Plaatskenmerk
catalogue-status = Toestand
catalogue-available = op de plank
catalogue-on-loan = uitgeleend
catalogue-ask = ter plaatse te vragen
catalogue-no-call-number = zonder plaatskenmerk
catalogue-no-holder = Geen bibliotheek heeft een exemplaar gemeld.
catalogue-copies = { $n ->
    [one] { $n } exemplaar
   *[other] { $n } exemplaren
}
catalogue-more-libraries = { $n ->
    [one] en nog { $n } bibliotheek
   *[other] en nog { $n } bibliotheken
}
catalogue-summary = In enkele woorden
catalogue-subjects = Onderwerpen
catalogue-series = Reeks
catalogue-about = Over dit werk
catalogue-description = Beschrijving
catalogue-statement = Druk
catalogue-place = Plaats
catalogue-publisher = Uitgever
catalogue-date = Datum
catalogue-extent = Omvang
catalogue-original-language = Oorspronkelijke taal
catalogue-permanent = Vast nummer
catalogue-work-number = werk { $number }
catalogue-edition-number = uitgave { $number }
catalogue-similar = Ook te ontdekken
catalogue-why = Waarom deze beschrijvingen samen staan
catalogue-why-words = { $records ->
    [one] Eén beschrijving gaat over dit werk.
   *[other] { $records } beschrijvingen van bibliotheken zijn samengebracht in { $editions ->
        [one] één uitgave
       *[other] { $editions } uitgaven
    } op één fiche.
}
catalogue-why-correct = De groepering bekijken en verbeteren
catalogue-why-tell = Een fout? Zeg het uw bibliotheek: zij kan twee beschrijvingen scheiden, en haar beslissing blijft bewaard.
catalogue-why-isbn = zelfde ISBN
catalogue-why-issn = zelfde ISSN
catalogue-why-ean = zelfde streepjescode
catalogue-why-identifier = zelfde identificatie
catalogue-why-ark = zelfde ARK
catalogue-why-ppn = zelfde Sudoc-nummer
catalogue-why-title = zelfde titel
catalogue-why-author = zelfde auteur
catalogue-why-title-author = zelfde titel en auteur
catalogue-why-uniform-title = zelfde oorspronkelijke titel
catalogue-why-year = zelfde jaar
catalogue-why-publisher = zelfde uitgever
catalogue-why-extent = zelfde aantal bladzijden
catalogue-why-language = zelfde taal
catalogue-why-volume = zelfde deel
catalogue-why-librarian = beslissing van een bibliothecaris
catalogue-why-alone = alleenstaande beschrijving
catalogue-made-from = { $n ->
    [one] Beschreven op basis van één beschrijving
   *[other] Beschreven op basis van { $n } beschrijvingen
}

## Bibliotheken
catalogue-libraries-title = De bibliotheken
catalogue-libraries-heading = <em>{ $n }</em> { $n ->
    [one] bibliotheek
   *[other] bibliotheken
} rondom u
catalogue-libraries-hint = { $sharing ->
    [0] Nog geen enkele deelt hier haar catalogus
    [one] { $sharing } deelt hier haar catalogus
   *[other] { $sharing } delen hier hun catalogus
}, { $territory }. Kies een verlichte gemeente.
catalogue-legend-lit = gedeelde catalogus
catalogue-legend-unlit = nog niet
catalogue-libraries-by-commune = Gemeente per gemeente
catalogue-library-holds = { $works ->
    [one] { $works } werk
   *[other] { $works } werken
}, { $records ->
    [one] { $records } beschrijving.
   *[other] { $records } beschrijvingen.
}
catalogue-library-updated = Bijgewerkt { $at }.
catalogue-library-none = Deze bibliotheek deelt haar catalogus hier nog niet.
catalogue-go = Ernaartoe
catalogue-phone = Telefoon
catalogue-email = E-mail
catalogue-website = Website
catalogue-hours = Openingsuren
catalogue-hours-unknown = Wij kennen haar openingsuren niet. Bel even voor u vertrekt.
catalogue-closed = gesloten
catalogue-strengths = Wat u er het meest vindt
catalogue-latest = Hier pas binnen
catalogue-see-all = Alles bekijken

## Kantoor: bronnen en imports
catalogue-office-sources = Bronnen en imports
catalogue-sources-title = Bronnen en imports
catalogue-sources-lead = Waar de beschrijvingen vandaan komen, en hoe de laatste imports verliepen.
catalogue-source = Bron
catalogue-source-kind = Aankomst
catalogue-source-file = bestanden
catalogue-source-oai = OAI-PMH-oogst
catalogue-source-records = Beschrijvingen
catalogue-source-last = Laatste keer
catalogue-source-do = Actie
catalogue-no-source = Voor uw instelling is geen bron opgegeven.
catalogue-upload-do = Bestand importeren
catalogue-harvest-do = Nu oogsten
catalogue-runs = Laatste imports
catalogue-no-run = Er is nog niets geïmporteerd.
catalogue-run = Bestand of adres
catalogue-run-started = Begin
catalogue-run-state = Toestand
catalogue-run-by = Gevraagd door { $actor }, { $at }.
catalogue-run-full = Volledige lading: beschrijvingen die niet in het bestand staan, worden verwijderd.
catalogue-run-progress = Voortgang van de import
catalogue-run-bytes = { $done } van { $total } gelezen.
catalogue-run-live = U mag deze pagina sluiten: de import gaat door. Laad ze opnieuw om te zien hoever hij staat.
catalogue-state-waiting = wacht
catalogue-state-running = bezig
catalogue-state-to_confirm = wacht op uw akkoord
catalogue-state-done = klaar
catalogue-state-failed = gestopt
catalogue-state-interrupted = onderbroken
catalogue-count-read = Gelezen
catalogue-count-new = Nieuw
catalogue-count-changed = Gewijzigd
catalogue-count-unchanged = Ongewijzigd
catalogue-count-repaired = Hersteld
catalogue-count-set-aside = Opzijgezet
catalogue-count-deleted = Verwijderd
catalogue-count-adds-up = Elke gelezen beschrijving is nieuw, gewijzigd, ongewijzigd, verwijderd of opzijgezet: er gaat niets verloren. Een herstelde beschrijving telt ook in een van deze vakken mee.
catalogue-set-aside-title = Opzijgezette beschrijvingen
catalogue-set-aside-words = Ze konden niet in de catalogus. Hun bytes worden bewaard zoals ze zijn: verbeter ze in uw eigen programma en importeer ze opnieuw.
catalogue-set-aside-download = Downloaden met de redenen
catalogue-set-aside-position = Plaats
catalogue-set-aside-record = Beschrijving
catalogue-set-aside-reason = Reden
catalogue-set-aside-unread = nummer onleesbaar
catalogue-repairs-title = Wat bij het lezen werd hersteld
catalogue-repair = Herstelling
catalogue-retire-title = { $n ->
    [one] { $n } beschrijving staat niet meer in dit bestand
   *[other] { $n } beschrijvingen staan niet meer in dit bestand
}
catalogue-retire-words = Dat is veel. Is het bestand volledig, verwijder ze dan; ontbreekt er een deel, hou ze en importeer het juiste bestand.
catalogue-retire-yes = { $n ->
    [one] Deze beschrijving verwijderen
   *[other] Deze { $n } beschrijvingen verwijderen
}
catalogue-retire-no = Ze houden
catalogue-upload-title = Bestand importeren
catalogue-upload-lead = { $source }, { $library }.
catalogue-upload-mode = Wat met beschrijvingen die niet in het bestand staan?
catalogue-upload-add = Houden: het bestand voegt toe en verbetert
catalogue-upload-full = Verwijderen: het bestand is volledig
catalogue-upload-file = Bestand
catalogue-upload-hint = UNIMARC of MARC21, in ISO 2709 of MARCXML, al dan niet gecomprimeerd, hoogstens { $size }. De codering wordt herkend.
catalogue-upload-send = Versturen en importeren
catalogue-upload-sending = Bestand wordt verstuurd
catalogue-upload-safe = Er kan niets verloren gaan
catalogue-upload-safe-words = Het bestand wordt bewaard zoals u het verstuurt. Tweemaal hetzelfde importeren verandert niets. Zoeken blijft mogelijk tijdens de import.
catalogue-upload-none = Kies een bestand.
catalogue-upload-empty = Dit bestand is leeg.
catalogue-upload-not-marc = Dit bestand bevat geen enkele beschrijving die wij kunnen lezen: geen ISO 2709, geen MARCXML.
catalogue-upload-cut = Het versturen werd onderbroken. Er is niets geïmporteerd; verstuur het bestand opnieuw.

## Kantoor: groeperingen
catalogue-grouping-title = Groepering: { $title }
catalogue-grouping-lead = Dit zijn de samengebrachte beschrijvingen, en wat ze samenbracht. Uw beslissing gaat boven de berekening, en geen import maakt ze ongedaan.
catalogue-grouping-records = De beschrijvingen
catalogue-grouping-joins = Wat ze samenbrengt
catalogue-level-edition = zelfde uitgave
catalogue-level-work = zelfde werk
catalogue-not-same = Het is niet hetzelfde
catalogue-same = Het is hetzelfde
catalogue-join-other = Ontbreekt er een?
catalogue-join-other-words = Beschrijft een andere fiche hetzelfde werk, geef dan haar nummer of adres: ze worden er één.
catalogue-join-other-field = Nummer of adres van het andere werk
catalogue-join-other-unknown = Wij vinden dit werk niet.
catalogue-join-other-itself = Dat is dit werk al.
catalogue-decisions = Eerdere beslissingen
catalogue-decisions-words = Ze gelden voor alle volgende imports.
catalogue-verdict-same = Het is hetzelfde
catalogue-verdict-not_same = Het is niet hetzelfde
catalogue-undo = Op deze beslissing terugkomen
catalogue-decided-same = Genoteerd: het is hetzelfde. De fiches zijn samengevoegd.
catalogue-decided-not-same = Genoteerd: het is niet hetzelfde. De fiches zijn gescheiden.
catalogue-field-title = Titel
catalogue-field-author = Auteur
catalogue-field-imprint = Uitgave
catalogue-field-identifiers = Identificaties

## Codes
catalogue-kind-book = Boek
catalogue-kind-serial = Tijdschrift
catalogue-kind-film = Film
catalogue-kind-music = Muziek
catalogue-kind-score = Partituur
catalogue-kind-map = Kaart
catalogue-kind-audiobook = Luisterboek
catalogue-kind-comic = Strip
catalogue-kind-electronic = Elektronische bron
catalogue-kind-image = Beeld
catalogue-kind-object = Spel of voorwerp
catalogue-kind-manuscript = Handschrift
catalogue-kind-other = Ander document
catalogue-audience-children = kinderen
catalogue-audience-teenagers = jongeren
catalogue-audience-adults = volwassenen
catalogue-audience-unknown = alle leeftijden
catalogue-lang-fre = Frans
catalogue-lang-fra = Frans
catalogue-lang-eng = Engels
catalogue-lang-dut = Nederlands
catalogue-lang-nld = Nederlands
catalogue-lang-ger = Duits
catalogue-lang-deu = Duits
catalogue-lang-ita = Italiaans
catalogue-lang-spa = Spaans
catalogue-lang-por = Portugees
catalogue-lang-lat = Latijn
catalogue-lang-grc = Oudgrieks
catalogue-lang-gre = Grieks
catalogue-lang-rus = Russisch
catalogue-lang-pol = Pools
catalogue-lang-ara = Arabisch
catalogue-lang-chi = Chinees
catalogue-lang-jpn = Japans
catalogue-lang-tur = Turks
catalogue-lang-swe = Zweeds
catalogue-lang-dan = Deens
catalogue-lang-fin = Fins
catalogue-lang-hun = Hongaars
catalogue-lang-cze = Tsjechisch
catalogue-lang-cat = Catalaans
catalogue-lang-wel = Welsh
catalogue-lang-gle = Iers
catalogue-lang-epo = Esperanto
catalogue-lang-tgl = Tagalog
catalogue-lang-heb = Hebreeuws
catalogue-lang-san = Sanskriet
catalogue-lang-mul = meerdere talen
catalogue-lang-und = taal niet vermeld
catalogue-lang-zxx = zonder tekst

## Kantoor: aanmelden, ontvangen, antwoorden
catalogue-office-nav-sources = Bronnen en imports
catalogue-declare-title = Een bron aanmelden
catalogue-declare-lead = Een bron is een stroom beschrijvingen van een bibliotheek, waarin elk nummer één beschrijving aanduidt.
catalogue-declare-name = Naam van de bron
catalogue-declare-name-hint = Bijvoorbeeld: principal, lokaal fonds.
catalogue-declare-address = Adres van de OAI-PMH-server
catalogue-declare-address-hint = Laat leeg als u bestanden stuurt.
catalogue-declare-private = Deze server staat op een privénetwerk
catalogue-declare-private-hint = Alleen aanvinken als hij op het netwerk van de metropool staat of via een tunnel verbonden is. Anders belt Beffroi alleen openbare adressen.
catalogue-declare-prefix = Gevraagd formaat (metadataPrefix)
catalogue-declare-set = Gevraagde set
catalogue-declare-do = Aanmelden
catalogue-declare-name-needed = Geef de bron een naam.
catalogue-declare-name-taken = Deze bibliotheek heeft al een bron met deze naam.
catalogue-declare-library-wrong = Kies een bibliotheek waarvoor u werkt.
catalogue-declare-address-wrong = Het adres moet met https:// of http:// beginnen.
catalogue-declared = De bron is aangemeld.
catalogue-upload-waiting = Bestand ontvangen en bewaard. Er loopt een andere import: deze begint daarna en verschijnt in de lijst.
catalogue-harvest-started = De oogst is gestart en verschijnt in de lijst.
catalogue-harvest-underway = Er loopt al een oogst van deze bron.
catalogue-retire-done = Genoteerd: de beschrijvingen zijn verwijderd.
catalogue-retire-declined = Genoteerd: de beschrijvingen blijven.
catalogue-run-detail = Wat het programma heeft genoteerd
catalogue-run-reason-address = Het adres van de bron is geen adres: het moet met https:// of http:// beginnen. Meld de bron opnieuw aan.
catalogue-run-reason-inside = Het adres leidt naar een privénetwerk, waar deze bron niet komt. Staat de server daar toch, vraag dan de directie van het netwerk om hem zo aan te melden.
catalogue-run-reason-unreachable = De server van de bibliotheek antwoordt niet. Controleer het adres of probeer later opnieuw: de oogst gaat verder waar ze gebleven is.
catalogue-run-reason-forbidden = De server van de bibliotheek weigert ons te antwoorden: vraag de leverancier om ons toe te laten.
catalogue-run-reason-not-there = Op dit adres staat geen OAI-PMH-server. Controleer het bij de leverancier van de bibliotheek.
catalogue-run-reason-status = De server van de bibliotheek antwoordt met een fout. Probeer later opnieuw; blijft het duren, toon dan het detail aan de leverancier.
catalogue-run-reason-later = De server van de bibliotheek vraagt om even met rust gelaten te worden. Probeer het over enkele uren opnieuw.
catalogue-run-reason-garbage = Wat de server antwoordt, is geen OAI-PMH. Controleer het adres; klopt het, toon dan het detail aan de leverancier.
catalogue-run-reason-too-large = Een antwoord van de server is te groot om er een te zijn: hij zou kleinere pagina’s moeten sturen.
catalogue-run-reason-refused = De server weigert wat hem gevraagd wordt: controleer het formaat en de set van de bron.
catalogue-run-reason-same-page = De server stuurt steeds dezelfde pagina. Meld dit aan de leverancier.
catalogue-run-reason-tokens = De server vergeet waar de lijst staat voordat ze gelezen is. Meld dit aan de leverancier.
catalogue-run-reason-no-address = Deze bron heeft geen OAI-PMH-adres: stuur er bestanden naar.
catalogue-run-reason-file = Het bestand kon niet tot het einde gelezen worden. Wat ervoor gelezen is, blijft bewaard; stuur het opnieuw.
catalogue-run-reason-no-record = In dit bestand is geen enkele beschrijving herkend. Is het het juiste?
catalogue-run-reason-lost-turn = Een ander programma heeft het overgenomen. Er is niets verloren: begin opnieuw.
catalogue-run-reason-busy = Er loopt een andere import die niet eindigt. Probeer later opnieuw.
catalogue-run-reason-stopped = Het lezen is onverwacht gestopt. Wat ervoor gelezen is, blijft bewaard; begin opnieuw.
catalogue-run-reason-ours = Een fout aan onze kant heeft alles gestopt. Wat binnen was, blijft bewaard; begin opnieuw, en toon het detail als het zich herhaalt.
catalogue-run-interrupted = De import stopte voor het einde, samen met het programma. Wat binnen was, is bewaard; importeer het bestand opnieuw.
catalogue-decision-undone = De beslissing is ingetrokken.
catalogue-why-subtitle = zelfde ondertitel
catalogue-why-kind = zelfde soort document
catalogue-why-dimensions = zelfde hoogte
catalogue-why-series = zelfde reeks
catalogue-why-edition-statement = zelfde editievermelding
catalogue-why-imprint = zelfde uitgever, jaar en omvang
catalogue-why-original-title = zelfde oorspronkelijke titel
catalogue-why-differs = verschilt
catalogue-reason-not-a-record = Deze bytes vormen geen beschrijving.
catalogue-reason-no-field = Geen enkel veld is heel.
catalogue-reason-too-long = Langer dan een beschrijving mag zijn.
catalogue-reason-no-xml-record = Dit XML-element bevat geen beschrijving.
catalogue-reason-duplicate_number = Dit nummer komt twee keer voor in het bestand; de eerste is bewaard.
catalogue-repair-wrong-length = foute aangekondigde lengte
catalogue-repair-oversize = langer dan ISO 2709 toelaat
catalogue-repair-damaged-leader = beschadigde leader
catalogue-repair-wrong-base-address = fout basisadres
catalogue-repair-rebuilt-directory = directory opnieuw opgebouwd
catalogue-repair-truncated = afgebroken beschrijving, hele velden bewaard
catalogue-repair-missing-terminator = einde ontbreekt
catalogue-repair-embedded-terminator = eindtekens middenin
catalogue-repair-extra-fields = velden buiten de directory
catalogue-repair-control-characters = stuurtekens weggelaten
catalogue-repair-other-encoding = andere codering dan aangegeven
catalogue-repair-invalid-bytes = bytes die geen UTF-8 zijn
catalogue-repair-encoded-twice = twee keer in UTF-8 gecodeerd
catalogue-repair-unknown-characters = tekens onbekend in hun set
catalogue-repair-damaged-indicators = beschadigde indicatoren
catalogue-repair-damaged-xml = beschadigde XML
catalogue-upload-no-room = De server heeft geen plaats meer voor dit bestand. Er is niets geïmporteerd; waarschuw wie de server beheert.
catalogue-decision-waiting = Er loopt een import: uw beslissing wordt toegepast zodra die klaar is. Herlaad deze pagina om dat na te gaan.

## Wat kaarten, cijfers en vergelijkingen zeggen
catalogue-sort-detenu = aantal bibliotheken
catalogue-home-map = Kaart van de streek: verlichte gemeenten delen de catalogus van een bibliotheek
catalogue-map-label = { $n ->
    [one] Kaart: { $n } bibliotheek deelt haar catalogus
   *[other] Kaart: { $n } bibliotheken delen hun catalogus
}
catalogue-map-libraries = { $n ->
    [one] { $n } bibliotheek
   *[other] { $n } bibliotheken
}
catalogue-libraries-source = Bron: Frans ministerie van Cultuur, adressen van openbare bibliotheken (open data).
catalogue-figure-source-communes = Insee, officiële geografische code: de gemeenten van de streek, één voor één geteld.
catalogue-figure-source-inhabitants = Insee, wettelijke bevolkingscijfers: som van de gemeentelijke bevolkingen van de streek.
catalogue-figure-source-libraries = De hier opgegeven bibliotheken, zojuist geteld.
catalogue-figure-source-works = De werken in de zoekindex, zojuist geteld, nadat beschrijvingen zijn samengebracht.
catalogue-figure-source-editions = De onderscheiden uitgaven, zojuist geteld, nadat beschrijvingen zijn samengebracht.
catalogue-figure-source-records = De geldende beschrijvingen van de bibliotheken, zojuist geteld.

# Wat bibliotheken nu van hun rekken zeggen
catalogue-shelf-free = { $free } van { $copies }
catalogue-shelf-due = verwacht terug op <time datetime="{ $iso }">{ $day }</time>
catalogue-shelf-out = niet beschikbaar
catalogue-shelf-holds = { $n ->
    [one] één lezer wacht erop
   *[other] { $n } lezers wachten erop
    }
catalogue-shelf-live = zonet nagevraagd
catalogue-shelf-minutes = { $n ->
    [one] gezien <time datetime="{ $iso }">een minuut geleden</time>.
   *[other] gezien <time datetime="{ $iso }">{ $n } minuten geleden</time>.
    }
catalogue-shelf-hours = { $n ->
    [one] gezien <time datetime="{ $iso }">een uur geleden</time>.
   *[other] gezien <time datetime="{ $iso }">{ $n } uur geleden</time>.
    }
catalogue-shelf-late = De bibliotheek antwoordt traag.
catalogue-shelf-down = Haar systeem antwoordt op dit moment niet.
catalogue-shelf-in = { $n ->
    [one] Nu mee te nemen in één bibliotheek
   *[other] Nu mee te nemen in { $n } bibliotheken
    }
catalogue-shelf-in-at-least = { $n ->
    [one] Nu mee te nemen in minstens één bibliotheek
   *[other] Nu mee te nemen in minstens { $n } bibliotheken
    }
catalogue-shelf-nowhere = Op dit moment nergens in het rek
catalogue-shelf-reserve = Reserveren
