loans-nav = Mijn leningen en reserveringen
loans-title = Mijn leningen en reserveringen
loans-back = Mijn kaart
loans-lead = Wat u hebt geleend, gereserveerd en te betalen, in al uw bibliotheken.
loans-add = Een bibliotheek koppelen
loans-first = Zie al uw leningen op één plaats
loans-first-words = Koppel aan uw kaart de account die u bij een of meer bibliotheken hebt: hun leningen, uw reserveringen en wat u moet betalen verschijnen hier, en u verlengt met één druk op de knop.
loans-first-do = Een eerste bibliotheek koppelen
loans-kept = Wij bewaren alleen het laatste antwoord van elke bibliotheek, versleuteld, tot { $n } dagen na uw laatste bezoek. Niemand anders dan u ziet het; het verdwijnt zodra u de account ontkoppelt.

loans-when-now = zonet
loans-when-minutes = { $n ->
    [one] een minuut geleden
   *[other] { $n } minuten geleden
}
loans-when-today = vandaag om { $time }
loans-when-yesterday = gisteren om { $time }
loans-when-day = { $day }, om { $time }

loans-strip-lent = Terug te brengen
loans-strip-late = { $n ->
    [one] waarvan één te laat
   *[other] waarvan { $n } te laat
}
loans-strip-next = het eerste { $said }
loans-strip-none = niets geleend
loans-strip-holds = Gereserveerd
loans-strip-ready = { $n ->
    [one] waarvan één voor u klaarligt
   *[other] waarvan er { $n } voor u klaarliggen
}
loans-strip-waiting = in afwachting
loans-strip-no-holds = niets gereserveerd
loans-strip-fees = Te betalen
loans-strip-without = { $n ->
    [one] zonder één bibliotheek, die het niet zegt
   *[other] zonder { $n } bibliotheken, die het niet zeggen
}
loans-strip-fees-all = in totaal
loans-strip-untold = uw bibliotheken zeggen het niet
loans-lacking = Hier kan iets ontbreken: een van uw bibliotheken heeft niet alles gezegd, of heeft nog niet geantwoord.

loans-lent = Uw leningen
loans-none = U hebt niets terug te brengen.
loans-untitled = Titel onbekend
loans-due-late = { $n ->
    [one] een dag te laat
   *[other] { $n } dagen te laat
}
loans-due-today = vandaag terug te brengen
loans-due-in = { $n ->
    [one] morgen terug te brengen
   *[other] over { $n } dagen terug te brengen
}
loans-due-unknown = de bibliotheek heeft de dag niet gezegd
loans-renewed-times = { $n ->
    [one] al één keer verlengd
   *[other] al { $n } keer verlengd
}
loans-renew = Verlengen
loans-renew-all = Alles verlengen
loans-no-more = kan niet meer worden verlengd
loans-no-way = kan niet van hieruit worden verlengd
loans-as-of = bekend { $when }

loans-held = Uw reserveringen
loans-no-holds = U hebt niets gereserveerd.
loans-to-catalogue = In de catalogus zoeken
loans-hold-ready = ligt voor u klaar
loans-hold-coming = is onderweg
loans-hold-waiting = in afwachting
loans-hold-unknown = aangevraagd
loans-hold-rank = { $n ->
    [one] u bent de volgende
   *[other] u staat op plaats { $n }
}
loans-hold-place = in de rij
loans-hold-until = af te halen uiterlijk { $day }
loans-hold-pickup = Afhalen: { $place }
loans-hold-cancel = Afzien

loans-libraries = Uw bibliotheken
loans-number = Kaart
loans-answer-live = Antwoord { $when } ontvangen.
loans-answer-late = De bibliotheek laat op haar antwoord wachten.
loans-answer-down = De bibliotheek antwoordt op dit moment niet.
loans-answer-odd = De bibliotheek heeft iets geantwoord dat wij niet begrijpen; wij bewaren er niets van.
loans-answer-refused = De bibliotheek aanvaardt uw nummer en uw code niet meer. Wij proberen ze niet meer, om uw account niet te blokkeren.
loans-answer-gone = Deze bibliotheek is niet meer met het netwerk verbonden.
loans-answer-as-of = Dit is wat ze { $when } heeft gezegd.
loans-answer-never = Over deze account weten wij nog niets.
loans-blocked = De bibliotheek heeft deze account geschorst, zonder te zeggen waarom. Vraag het haar.
loans-blocked-why = De bibliotheek heeft deze account geschorst: “{ $words }”
loans-expires = Abonnement tot { $day }
loans-expired = Abonnement afgelopen sinds { $day }. De bibliotheek kan het vernieuwen.
loans-fees = Te betalen: { $price }
loans-fees-none = Niets te betalen
loans-fees-untold = De bibliotheek zegt niet of u haar iets moet betalen.
loans-fee-untold = bedrag onbekend
loans-not-whole = De bibliotheek telt meer leningen of reserveringen dan ze hier heeft beschreven.
loans-relink = De nieuwe code opgeven
loans-unlink = Ontkoppelen
loans-unlink-words = Wat wij over deze account weten wordt meteen gewist. Uw account bij de bibliotheek zelf verandert niet.
loans-unlink-code = De bewaarde code wordt ook gewist.
loans-unlink-do = Wissen en ontkoppelen

loans-reminders = Niets vergeten
loans-letters = Een brief drie dagen vooraf
loans-letters-words = Wij vragen uw bibliotheken elke ochtend wat terug moet, en schrijven u drie dagen vooraf.
loans-letters-are-on = U krijgt een brief drie dagen voor elke inleverdag. { $email }
loans-letters-start = De brieven ontvangen
loans-letters-stop = Geen brieven meer ontvangen
loans-reminders-on = Genoteerd: een brief verwittigt u drie dagen voor elke inleverdag.
loans-reminders-off = Genoteerd: geen brieven meer.
loans-reminders-need-address = Om brieven te ontvangen, geeft u eerst uw e-mailadres op de pagina van uw kaart.
loans-calendar = In uw agenda
loans-calendar-words = Een geheim adres dat uw agenda zelf leest. Het zegt hoeveel documenten terug moeten en waar, nooit hun titels.
loans-calendar-start = Het adres maken
loans-calendar-again = Het adres veranderen
loans-calendar-stop = Het adres sluiten
loans-calendar-off = Het adres van uw agenda is gesloten.
loans-calendar-ready = Het adres van uw agenda
loans-calendar-ready-words = Kopieer het in uw agenda, waar men zich op een kalender abonneert.
loans-calendar-address = Adres
loans-calendar-secret = Het wordt maar één keer getoond. Wie het kent, leest deze dagen: raakt het bekend, verander het dan; het oude antwoordt niet meer.
loans-calendar-day = { $n ->
    [one] Eén document terug te brengen: { $library }
   *[other] { $n } documenten terug te brengen: { $library }
}

loans-letter-subject = { $n ->
    [one] Een document is binnenkort terug te brengen
   *[other] { $n } documenten zijn binnenkort terug te brengen
}
loans-letter-line = – { $title }: { $day } ({ $place })
loans-letter-text =
    Dag { $name },

    { $n ->
        [one] Een document moet in de komende dagen terug:
       *[other] { $n } documenten moeten in de komende dagen terug:
    }

    { $loans }

    Om te verlengen, of om deze brieven niet meer te ontvangen:
    { $link }

loans-which = Welke bibliotheek?
loans-which-words = Deze kunnen van hieruit antwoorden. De andere zijn nog niet met het netwerk verbonden.
loans-which-none = Er is nog geen enkele bibliotheek met het netwerk verbonden.
loans-link-words = Typ het nummer van uw kaart in deze bibliotheek en de code die erbij hoort. Ze worden bij haar nagekeken.
loans-for = Voor wie
loans-library-number = Kaartnummer in deze bibliotheek
loans-number-hint = Het staat op de kaart van de bibliotheek, onder de streepjescode.
loans-number-hint-network = Laat leeg om uw netwerkkaart te proberen: deze bibliotheek kent ze.
loans-code = Code
loans-code-hint = Die welke deze bibliotheek u heeft gegeven, of uw wachtwoord op haar website.
loans-keep-code = Ik aanvaard dat deze code versleuteld wordt bewaard: het systeem van deze bibliotheek vraagt ze bij elke vraag opnieuw.
loans-keep-code-needed = Zonder deze code antwoordt deze bibliotheek op geen enkele vraag: u moet aanvaarden dat ze wordt bewaard.
loans-link-do = Deze account koppelen
loans-link-privacy = Wat wij bewaren
loans-link-privacy-words = Het nummer, om de vraag te stellen; het laatste antwoord van de bibliotheek, versleuteld en voor enkele dagen. Noch de bibliothecarissen noch iemand anders ziet dat, en u wist alles met één druk op de knop.
loans-linked = Klaar: { $library } is met uw kaart verbonden.
loans-unlinked = Gewist: deze account is niet meer gekoppeld.
loans-number-wrong = Typ het nummer zoals het op de kaart staat.
loans-code-wrong = Typ de code die bij dit nummer hoort.
loans-no-card = U hebt eerst een netwerkkaart nodig, bevestigd in een bibliotheek.
loans-too-many-links = Aan deze kaart zijn al zoveel accounts gekoppeld als mogelijk. Wis er eerst een.
loans-too-many-tries = { $n ->
    [one] Te veel pogingen: wacht een minuut. Te veel foute codes zouden uw account bij de bibliotheek blokkeren.
   *[other] Te veel pogingen: wacht { $n } minuten. Te veel foute codes zouden uw account bij de bibliotheek blokkeren.
}
loans-not-known = { $library }: het nummer en de code horen niet bij elkaar. Kijk beide na; u kunt het drie keer per uur proberen.
loans-link-refused = { $library } weigert: “{ $words }”
loans-link-not-supported = { $library }: bij deze bibliotheek kan geen account worden gekoppeld.
loans-link-odd = { $library } heeft iets geantwoord dat wij niet begrijpen. Voor de zekerheid is niets gekoppeld; verwittig de bibliotheek.
loans-link-down = { $library } antwoordt op dit moment niet. Er is niets gekoppeld; probeer later opnieuw.

loans-renewed = Het is verlengd.
loans-renewed-until = Het is verlengd: terug te brengen { $day }.
loans-cancelled = Genoteerd: u ziet af van deze reservering.
loans-cancelled-until = Genoteerd: u ziet af van deze reservering ({ $day }).
loans-reserved = Het is gereserveerd.
loans-reserved-until = Het is gereserveerd, tot { $day }.
loans-refused = De bibliotheek weigert.
loans-refused-silently = De bibliotheek weigert, zonder te zeggen waarom. Vraag het haar.
loans-library-says = Ze zegt: “{ $words }”
loans-unknown-outcome = De bibliotheek heeft niet geantwoord: wij weten niet of het gedaan is. Kijk of de lijst veranderd is voordat u opnieuw begint.
loans-not-reached = De bibliotheek antwoordt op dit moment niet: er is niets gedaan. Probeer later opnieuw.
loans-not-supported = Bij deze bibliotheek kan dat niet van hieruit. Er is niets gedaan.
loans-code-refused = De bibliotheek aanvaardt uw code niet meer: er is niets gedaan. Koppel de account opnieuw.
loans-all-renewed = { $n ->
    [one] Eén lening is verlengd.
   *[other] { $n } leningen zijn verlengd.
}
loans-all-refused = { $n ->
    [one] Eén lening kan niet worden verlengd:
   *[other] { $n } leningen kunnen niet worden verlengd:
}
loans-all-title = “{ $title }”.
loans-all-title-words = “{ $title }” ({ $words }).
loans-all-unknown = { $n ->
    [one] Voor één lening heeft de bibliotheek niet geantwoord: kijk op de lijst voordat u opnieuw begint.
   *[other] Voor { $n } leningen heeft de bibliotheek niet geantwoord: kijk op de lijst voordat u opnieuw begint.
}
loans-all-goes-on = Een bibliotheek neemt haar tijd; de vraag loopt verder, de lijst zal zeggen hoe het staat.
loans-all-nothing = Er is niets te verlengen.

loans-reserve = Reserveren
loans-reserve-for = Voor wie
loans-reserve-account = Voor { $name }, kaart { $number }
loans-reserve-pickup = Waar u het afhaalt
loans-reserve-do = Reserveren
loans-reserve-words = De bibliotheek verwittigt u als het document klaarligt. U ziet ervan af wanneer u wilt, op de pagina van uw leningen.
loans-reserve-link = Koppel eerst uw account
loans-reserve-link-words = Om in deze bibliotheek te reserveren, koppelt u de account die u er hebt: één keer, en u komt hier terug.
