# Pages shown to readers

oidc-error-title = This request cannot be answered
oidc-error-vendor = The site that sends you is not registered with us, or no longer is.
oidc-error-address = The site that sends you asks us to take you to an address we do not know as its own.
oidc-error-incomplete = The request of the site that sends you is incomplete: it does not say plainly whose it is.
oidc-error-long = The request of the site that sends you is too long to be true.
oidc-error-safe = To be safe, we do not send you back there, and we told it nothing about you.
oidc-error-do = See the sites the card opens
oidc-post-title = You are going to { $vendor }
oidc-post-words = If nothing happens, use the button.
oidc-post-do = Go to { $vendor }
oidc-logout-title = Sign out?
oidc-logout-vendor = { $vendor } suggests signing you out.
oidc-logout-words = Your session here ends, and the sites you entered with your card are told.
oidc-logout-do = Sign me out
oidc-logout-stay = Stay signed in
oidc-left-title = You are signed out
oidc-left-words = The sites you had entered with your card have been told: those that can hear it sign you out too. On a shared computer, close the browser.
oidc-left-to = Go back to { $vendor }
oidc-left-again = Sign in again

# The vendor's sheet in the office

oidc-ours-issuer = Our address, to give to the vendor
oidc-ours-configuration = It reads everything else here
oidc-client-id = The vendor’s name in the protocol
oidc-client-id-hint = To give to it (“client_id”). Keep the one suggested unless it asks for another.
oidc-client-id-wrong = This name holds no blank and no accent, and two hundred characters at most.
oidc-redirects = Return addresses
oidc-redirects-hint = One a line, exactly as the vendor sends them. Readers are never taken anywhere else.
oidc-redirect-needed = Give at least one return address.
oidc-too-many-addresses = Twenty addresses at most.
oidc-address-wrong = An address begins with https://, with a site name in small letters; no user name, no blank, no accent and no # sign.
oidc-proof = How the vendor proves who it is
oidc-proof-secret = By a secret we give it, shown once (the usual way)
oidc-proof-keys = By a signature: it gave us its public keys
oidc-proof-nothing = By nothing: it is an application without a server, in a browser or a phone
oidc-new-secret = Make a new secret; the old one will no longer serve
oidc-secret-needed = This vendor has no secret yet: make one.
oidc-jwks = Its public keys
oidc-jwks-hint = The text it gave you, which begins with a brace and holds “keys”. Only if it signs.
oidc-jwks-wrong = This text holds no public key we can read: ask the vendor for a “JWKS” with an RSA key of 2048 bits, P-256 or Ed25519.
oidc-pkce = What binds a sign-in to the browser that asked for it
oidc-pkce-yes = PKCE, asked of all software of today
oidc-pkce-nonce = For old software that does not know it: a “nonce”, with the secret or the signature
oidc-pkce-needed = Without a secret or a signature, PKCE is the only protection: it cannot be lifted.
oidc-signature = Signature of what we tell it
oidc-signature-hint = ES256 suits nearly everyone. RS256, for old software, needs an RSA key in the server’s configuration.
oidc-signature-missing = No RSA key is set in the server’s configuration: RS256 is not possible.
oidc-back-channel = Address to tell when a reader signs out
oidc-back-channel-hint = Optional (“back-channel logout”). We try again if it does not answer.
oidc-returns = Addresses to return to after signing out
oidc-returns-hint = One a line, exactly. Optional.

# The trial

oidc-step-configuration = What the vendor reads of us
oidc-step-configuration-why = Our address is not https: nearly all vendors’ software refuses that. Set the server’s public address.
oidc-step-keys = A key to sign as agreed
oidc-step-keys-why = No RSA key is set in the server’s configuration. Choose another signature or have one set.
oidc-step-request = A reader arrives, to be sent back to this address
oidc-step-request-why = This request is refused: check the return address, save, try again.
oidc-step-code = A trial code is given
oidc-step-token = The vendor exchanges the code
oidc-step-token-why = The exchange was refused although the code was good. Try again; if it lasts, write to us with this page.
oidc-step-identity = What is said of the reader, signed
oidc-step-identity-why = The signature or what it covers cannot be read back: close this vendor and write to us.
oidc-step-userinfo = What the vendor may ask again for ten minutes
oidc-step-userinfo-why = The answer is missing or is about another reader: close this vendor and write to us.
oidc-step-again = The same code is refused a second time, and takes back what it gave
oidc-step-again-why = A code served twice: close this vendor and write to us.
oidc-step-elsewhere = A neighbouring address is refused
oidc-step-elsewhere-why = An address that was not agreed was accepted: close this vendor and write to us.
oidc-step-left = The vendor is told that a reader signed out
oidc-step-left-status = It answered with an error. Signing in works; signing out there does not. Ask at which address it accepts “back-channel logout”.
oidc-reach-address = The address cannot be read.
oidc-reach-private = The address leads to a private network: we do not go there.
oidc-reach-late = The vendor did not answer within two seconds.
oidc-reach-not = The vendor could not be reached at this address.
