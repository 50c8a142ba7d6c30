# Pagina's voor de lezer

oidc-error-title = Deze vraag kan niet beantwoord worden
oidc-error-vendor = De site die u stuurt, is niet of niet meer bij ons ingeschreven.
oidc-error-address = De site die u stuurt, vraagt om u naar een adres te brengen dat wij niet van hem kennen.
oidc-error-incomplete = De vraag van de site die u stuurt, is onvolledig: ze zegt niet duidelijk van wie ze komt.
oidc-error-long = De vraag van de site die u stuurt, is te lang om echt te zijn.
oidc-error-safe = Voor de zekerheid sturen wij u er niet naar terug en hebben wij hem niets over u gezegd.
oidc-error-do = De sites zien die met de kaart opengaan
oidc-post-title = U gaat naar { $vendor }
oidc-post-words = Gebeurt er niets, gebruik dan de knop.
oidc-post-do = Naar { $vendor } gaan
oidc-logout-title = U afmelden?
oidc-logout-vendor = { $vendor } stelt voor u af te melden.
oidc-logout-words = Uw sessie wordt hier gesloten, en de sites die u met uw kaart bent binnengegaan, worden verwittigd.
oidc-logout-do = Mij afmelden
oidc-logout-stay = Aangemeld blijven
oidc-left-title = U bent afgemeld
oidc-left-words = De sites die u met uw kaart was binnengegaan, zijn verwittigd: wie dat kan horen, meldt u ook af. Sluit op een gedeelde computer de browser.
oidc-left-to = Terug naar { $vendor }
oidc-left-again = Opnieuw aanmelden

# De fiche van de leverancier, in het kantoor

oidc-ours-issuer = Ons adres, aan de leverancier te geven
oidc-ours-configuration = Al het andere leest hij hier
oidc-client-id = Naam van de leverancier in het protocol
oidc-client-id-hint = Aan hem te geven (“client_id”). Laat de voorgestelde staan als hij geen andere vraagt.
oidc-client-id-wrong = Deze naam heeft geen spatie en geen accent, en hoogstens tweehonderd tekens.
oidc-redirects = Adressen om terug te keren
oidc-redirects-hint = Eén per regel, zoals de leverancier ze stuurt, teken voor teken. De lezer wordt nooit ergens anders heen gebracht.
oidc-redirect-needed = Geef minstens één adres om terug te keren.
oidc-too-many-addresses = Hoogstens twintig adressen.
oidc-address-wrong = Een adres begint met https://, met een sitenaam in kleine letters; zonder gebruikersnaam, zonder spatie, zonder accent en zonder het teken #.
oidc-proof = Hoe de leverancier bewijst dat hij het is
oidc-proof-secret = Met een geheim dat wij hem geven en dat één keer getoond wordt (het gewone geval)
oidc-proof-keys = Met een handtekening: hij gaf ons zijn openbare sleutels
oidc-proof-nothing = Met niets: het is een toepassing zonder server, in een browser of een telefoon
oidc-new-secret = Een nieuw geheim maken; het oude dient niet meer
oidc-secret-needed = Deze leverancier heeft nog geen geheim: maak er een.
oidc-jwks = Zijn openbare sleutels
oidc-jwks-hint = De tekst die hij u gaf, die met een accolade begint en “keys” bevat. Alleen als hij ondertekent.
oidc-jwks-wrong = Deze tekst bevat geen openbare sleutel die wij kunnen lezen: vraag de leverancier een “JWKS” met een RSA-sleutel van 2048 bits, P-256 of Ed25519.
oidc-pkce = Wat een aanmelding bindt aan de browser die ze vroeg
oidc-pkce-yes = PKCE, van alle hedendaagse programma’s geëist
oidc-pkce-nonce = Voor een oud programma dat het niet kent: een “nonce”, samen met het geheim of de handtekening
oidc-pkce-needed = Zonder geheim of handtekening is PKCE de enige bescherming: die kan niet vervallen.
oidc-signature = Handtekening onder wat wij hem zeggen
oidc-signature-hint = ES256 past bijna overal. RS256, voor oude programma’s, vraagt een RSA-sleutel in de instellingen van de server.
oidc-signature-missing = Er is geen RSA-sleutel ingesteld op de server: RS256 is niet mogelijk.
oidc-back-channel = Adres om te verwittigen wanneer een lezer zich afmeldt
oidc-back-channel-hint = Niet verplicht (“back-channel logout”). Antwoordt het niet, dan proberen wij het opnieuw.
oidc-returns = Adressen om na het afmelden naar terug te keren
oidc-returns-hint = Eén per regel, teken voor teken. Niet verplicht.

# De proef

oidc-step-configuration = Wat de leverancier over ons leest
oidc-step-configuration-why = Ons adres is niet in https: bijna alle programma’s van leveranciers weigeren dat. Stel het openbare adres van de server in.
oidc-step-keys = Een sleutel om te ondertekenen zoals afgesproken
oidc-step-keys-why = Er is geen RSA-sleutel ingesteld op de server. Kies een andere handtekening of laat hem instellen.
oidc-step-request = Een lezer komt aan, terug te sturen naar dit adres
oidc-step-request-why = Deze vraag wordt geweigerd: kijk het adres na, bewaar, begin opnieuw.
oidc-step-code = Een proefcode wordt gegeven
oidc-step-token = De leverancier wisselt de code in
oidc-step-token-why = De wissel is geweigerd terwijl de code goed was. Begin opnieuw; blijft het duren, schrijf ons dan met deze pagina.
oidc-step-identity = Wat over de lezer gezegd wordt, ondertekend
oidc-step-identity-why = De handtekening of de inhoud kan niet herlezen worden: sluit deze leverancier en schrijf ons.
oidc-step-userinfo = Wat de leverancier tien minuten lang opnieuw mag vragen
oidc-step-userinfo-why = Het antwoord ontbreekt of gaat over een andere lezer: sluit deze leverancier en schrijf ons.
oidc-step-again = Dezelfde code wordt een tweede keer geweigerd en neemt terug wat ze gaf
oidc-step-again-why = Een code heeft twee keer gediend: sluit deze leverancier en schrijf ons.
oidc-step-elsewhere = Een naburig adres wordt geweigerd
oidc-step-elsewhere-why = Een adres dat niet afgesproken is, werd aanvaard: sluit deze leverancier en schrijf ons.
oidc-step-left = De leverancier wordt van een afmelding verwittigd
oidc-step-left-status = Hij antwoordde met een fout. Aanmelden werkt; afmelden bij hem niet. Vraag hem op welk adres hij “back-channel logout” aanvaardt.
oidc-reach-address = Het adres kan niet gelezen worden.
oidc-reach-private = Het adres leidt naar een privénetwerk: daar gaan wij niet heen.
oidc-reach-late = De leverancier antwoordde niet binnen twee seconden.
oidc-reach-not = De leverancier kon op dit adres niet bereikt worden.
