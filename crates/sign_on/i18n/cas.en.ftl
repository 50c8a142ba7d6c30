# Pages shown to readers

cas-unknown-title = We do not know this site
cas-unknown-text = The site that sent you here is not registered with us, or its address has changed. To be safe, we do not send you back to it, and we told it nothing about you.
cas-unknown-do = Go to the online library
cas-warn-title = You are going to { $name }
cas-warn-text = { $name } will know that you are registered, and what you agreed to tell it. Nothing more.
cas-warn-go = Go to { $name }
cas-warn-stay = Stay here
cas-left-title = You are signed out
cas-left-text = The sites you entered with your card are being told: those that listen sign you out too. On a shared computer, close the browser.
cas-left-again = Sign in again

# The vendor’s sheet, in the office

cas-server-hint = The address of the CAS server to give to the vendor:
cas-services = Return addresses
cas-services-hint = One per line, exactly as the vendor sends them: a ticket is never handed to any other address.
cas-services-needed = Give at least one return address.
cas-service-taken = One of these addresses already belongs to another vendor.
cas-too-many = Fifty addresses at most.
cas-leave = When the reader signs out
cas-leave-service = Tell the vendor at the return address (usual)
cas-leave-address = Tell it at another address
cas-leave-never = Do not tell it
cas-leave-where = That other address
cas-returns = Addresses to come back to after signing out
cas-returns-hint = One per line, besides the return addresses. Optional.
cas-seconds = How long a ticket lives, in seconds
cas-seconds-hint = Between { $least } and { $most } seconds. Thirty is nearly always enough.
cas-seconds-wrong = Give a number of seconds between 10 and 60.
cas-address-scheme = An address begins with https://, in small letters.
cas-address-host = The name of the site is in small letters, without accents or figures alone, and without the usual port.
cas-address-user = An address holds no user name: take out what comes before the @ sign.
cas-address-fragment = A return address stops before the # sign.
cas-address-characters = One of these addresses holds a blank, an accent or a forbidden sign: write them as %C3%A9.
cas-address-dots = An address does not go up a folder (“..”).
cas-address-ticket = A return address does not hold “ticket=”: we add it.
cas-address-long = An address has 2,048 characters at most.

# The trial

cas-step-server = Our CAS server, as the vendor sees it
cas-step-server-why = This address is not https: nearly all vendors’ software refuses it. Set the server’s public address.
cas-step-service = A reader comes from one of its addresses
cas-step-service-why = This address is not recognised as this vendor’s: check the return addresses, save, and try again.
cas-step-ticket = A trial ticket is handed over
cas-step-validate = The vendor asks whose ticket it is
cas-step-validate-why = The ticket was refused though it was good. Try again; if it lasts, write to us with this page.
cas-step-again = The same ticket, shown a second time, is refused
cas-step-again-why = A ticket served twice: close this vendor and write to us.
cas-step-other = A ticket shown by another site is refused
cas-step-other-why = Somebody else’s ticket was accepted: close this vendor and write to us.
cas-step-leave = The vendor is told that a reader signed out
cas-step-leave-status = It answered with an error. Signing in works; signing out there does not. Ask whether it accepts CAS “single logout”, and at which address; otherwise choose not to tell it.
cas-reach-address = The address cannot be read.
cas-reach-private = The address leads to a private network: we do not go there.
cas-reach-late = The vendor did not answer within two seconds.
cas-reach-not = The vendor could not be reached at this address.
