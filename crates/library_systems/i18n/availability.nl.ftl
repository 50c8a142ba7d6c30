# De test van een ILS-DI-verbinding, bericht per bericht.
availability-probe-answers = Antwoordt de dienst?
availability-probe-record = Een titelbeschrijving en haar exemplaren
availability-probe-reader = Een kaartnummer en de code
availability-probe-account = De leningen en reserveringen van deze lezer
availability-probe-means-answers = De dienst antwoordt zoals het hoort op een vraag over een titel die niet bestaat.
availability-probe-means-copies = { $n ->
    [0] De bibliotheek kent geen exemplaar onder dit nummer.
    [one] De bibliotheek kent één exemplaar; nu beschikbaar: { $available }.
   *[other] De bibliotheek kent { $n } exemplaren; nu beschikbaar: { $available }.
    }
availability-probe-means-no-such-copy = Geen van deze exemplaren draagt de geprobeerde streepjescode.
availability-probe-means-reader = Het kaartnummer en de code horen bij elkaar.
availability-probe-means-account = De account is inderdaad die van deze kaart. Leningen: { $loans }; reserveringen: { $holds }.
availability-probe-means-another-reader = Het antwoord gaat over een andere lezer dan gevraagd: het wordt geweigerd, en de account kan niet worden gekoppeld.
availability-probe-late = Er kwam geen antwoord op tijd.
availability-probe-down = Het adres antwoordt niet: de server ligt stil, het adres is fout, of een firewall sluit de weg af.
availability-probe-private = Het adres ligt op een privénetwerk, wat de instellingen niet toestaan.
availability-probe-refused = De dienst weigert ons te antwoorden. Controleer in Koha of ILS-DI aanstaat en of het adres van deze server in “ILS-DI:AuthorizedIPs” staat.
availability-probe-html = Er kwam een webpagina in plaats van een antwoord: het adres is waarschijnlijk niet dat van de dienst.
availability-probe-unknown-reader = Het kaartnummer of de code wordt geweigerd.
availability-probe-no = De dienst weigert, met deze code: { $code }.
availability-probe-odd = Het antwoord is onleesbaar: { $why }.
availability-probe-untrusted = Het certificaat van de server wordt door geen bekende autoriteit gewaarborgd, of de server spreekt geen HTTPS.
