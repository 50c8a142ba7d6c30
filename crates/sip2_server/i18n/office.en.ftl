# Machines and sites that check a card.

sip-nav = Machines
sip-title = Machines and sites that check cards
sip-lead = A self-service machine, a gate, a vendor’s server: each may ask whether a card is good. It learns only what you tick for it.
sip-new = Add a machine
sip-new-lead = Give it a name and say what it may learn. Its password will be shown once, on the next page.
sip-new-do = Add it and see the password
sip-none = No machine yet.
sip-port-tls = Machines call { $host }, port { $port }. The line is encrypted (TLS).
sip-port-plain = Machines call { $host }, port { $port }. The line is not encrypted.
sip-port-none = Machines are not being answered: none can call. Whoever runs the server turns this on in its configuration file.
sip-enabled = In service
sip-disabled = Stopped
sip-seen = Seen { $at }
sip-never-seen = Never seen
sip-for = For: { $door }
sip-lines =
    { $n ->
        [0] No open line
        [one] One open line
        *[other] { $n } open lines
    }

sip-name = Name
sip-name-hint = To recognise it: “Machine in the hall”, “Press kiosk’s server”.
sip-name-needed = Give a name of at most eighty characters.
sip-institution = Institution
sip-institution-hint = Where it stands, or the one that answers for the vendor. It cannot be changed later.
sip-institution-needed = Choose an institution.
sip-learns = What it learns of a reader
sip-learns-hint = When the card is good, besides “yes”. When it is not, it learns nothing, not even why.
sip-sees-name = Their name
sip-sees-birth = Their date of birth
sip-sees-email = Their e-mail address
sip-good-card = What a good card is to it
sip-without-pin = Check a card without its PIN
sip-without-pin-hint = For a device where the card is shown to someone. A site that asks for the number alone would let in whoever knows it.
sip-door = Resource
sip-door-none = None: any card in force
sip-door-hint = A card is then good if it may enter this resource, now: age, town, quota, budget.
sip-door-needed = Choose a resource: without one there is no entry to count.
sip-door-gone = This resource no longer exists. Choose another.
sip-counts-entry = Each check is an entry
sip-counts-entry-hint = It is counted, with its seat, its quota and its price. Otherwise the door only says yes or no.
sip-line = The line
sip-networks = Addresses it calls from
sip-networks-hint = Optional. Addresses or ranges, separated by spaces: 192.0.2.7 or 192.0.2.0/24. Empty: from anywhere.
sip-networks-wrong = Write addresses such as 192.0.2.7, or ranges such as 192.0.2.0/24.
sip-networks-many = Twenty addresses or ranges at most.
sip-encoding = Alphabet
sip-encoding-hint = If accents arrive damaged at the machine, try another.
sip-encoding-needed = Choose an alphabet.
sip-encoding-utf-8 = UTF-8 (recent devices)
sip-encoding-windows-1252 = Windows-1252
sip-encoding-iso-8859-1 = ISO-8859-1
sip-encoding-cp850 = Code page 850 (old devices)

sip-secret-new = Its password
sip-secret-once = Copy it into the machine now: it will never be shown again.
sip-login = Login
sip-secret = Password
sip-secret-made = Made { $at }, and known to the machine alone
sip-code = Institution’s code
sip-secret-renew = Change the password
sip-secret-renew-lead = The old one will open nothing any more, and the lines opened with it will close.
sip-secret-renew-do = Make a new password
sip-disable = Stop it
sip-enable = Put it back in service
sip-connect = Connecting it
sip-settings = Settings
sip-save = Save
sip-done-set = The settings are saved. They count from the next card on.
sip-done-enabled = The machine is in service.
sip-done-disabled = The machine is stopped: it is no longer answered.

sip-figures = Checks
sip-figures-of = Over the last thirty days. Only numbers are kept: no card, no name.
sip-outcome-valid = good cards
sip-outcome-refused = cards refused
sip-outcome-door = refused by the resource
sip-outcome-slowed = slowed down after too many failures
sip-outcome-unreadable = unreadable messages
sip-outcome-failed = unanswered, through our fault
sip-exchanges = Last exchanges
sip-exchanges-lead = For setting a machine up. They say nothing of readers and are gone when the server restarts.
sip-exchanges-none = No exchange since the server started.
sip-when = When
sip-asked = Asked
sip-answered = Answered
sip-took = Took
sip-ms = { $n } ms
sip-asked-login = Sign in
sip-asked-status = Are you there?
sip-asked-card = Is this card good?
sip-asked-reader = Who is this reader?
sip-asked-end = The reader is done
sip-asked-item = Where is this item?
sip-asked-loan = A loan, a return or a hold
sip-asked-unreadable = Unreadable message
sip-answer-valid = Good card
sip-answer-refused = Card refused
sip-answer-door = Refused by the resource
sip-answer-slowed = Too many failures: nothing was looked at
sip-answer-unreadable = To be sent again
sip-answer-failed = No answer, through our fault
sip-answer-other = Answered

# What the machine shows on its screen
sip-said-refused = Card refused. Please ask at your library.
sip-said-unavailable = The card cannot be checked just now. Try again in a moment.
sip-said-no-loans = This service checks cards. It does not keep loans.
sip-said-no-item = This item is not known here.
