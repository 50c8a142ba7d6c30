## The card
card-nav = My card
card-office-nav-desk = Desk
card-office-nav-retention = Retention
card-mine = My card
card-name = Name
card-number = Number
card-state = State
card-state-active = Valid
card-state-expired = Expired
card-state-pending = To be confirmed
card-state-suspended = Suspended
card-state-replaced = Replaced
card-state-cancelled = Cancelled
card-state-none = No card
card-good-until = Valid until { $day }
card-over-since = Expired since { $day }
card-until = until { $day }
card-barcode = The card's barcode
card-qr = The card's QR code
card-age = { $n ->
    [one] { $n } year old
   *[other] { $n } years old
}
card-days = { $n ->
    [one] { $n } day
   *[other] { $n } days
}
card-months = { $n ->
    [one] { $n } month
   *[other] { $n } months
}
card-unknown = unknown
card-save = Save
card-remove = Remove
card-print = Print the card
card-print-do = Print
card-print-back = Back
card-print-words = The card comes out at its own size, 85.6 × 54 mm: print without scaling.

## My card
card-registered-at = Registered at { $library }
card-to-confirm = One last step
card-to-confirm-words = { $n ->
    [0] Come to a library of the network today with an identity document: your card will then open every resource.
    [one] Come to a library of the network by tomorrow with an identity document: your card will then open every resource.
   *[other] Come to a library of the network within { $n } days with an identity document: your card will then open every resource.
}
card-none = You have no library card.
card-none-child = This child has no card any more. Ask for one at the library.
card-none-desk = No current card.
card-ask-one = Ask for a card
card-suspended-words = Your card is suspended: it opens nothing. Please see your library.
card-expired-words = Your card has expired. Have it renewed in any library of the network.
card-seen-to-by = { $name } sees to this card.
card-children = Cards I see to
card-child = A child's card
card-child-pin = Their PIN
card-child-pin-words = With their number and this PIN, the child signs in alone. The PIN before will not work any more.
card-signing = Signing in
card-own = My settings
card-pin-change = The card's PIN
card-pin-choose = Choose a PIN
card-pin-old = Current PIN
card-pin-new = New PIN
card-pin-again = The same once more
card-pin-hint = Four to eight digits. Avoid runs, repetitions and your birth date.
card-pin-weak = This PIN is too easy to guess: four to eight digits, no run, no repetition, no birth date.
card-pin-different = The two PINs are not the same.
card-pin-old-wrong = That is not the current PIN.
card-pin-changed = The PIN is changed.
card-password-change = Change password
card-password-choose = Choose a password
card-password-old = Current password
card-password-new = New password
card-password-hint = Twelve characters at least. Four words taken at random do very well.
card-password-old-wrong = That is not the current password.
card-password-changed = The password is changed. Your other devices are signed out.
card-passkeys = Passkeys
card-passkey = Passkey
card-passkeys-words = A passkey signs you in with your finger, your face or your device's code. Nothing to remember, nothing to copy.
card-passkey-name = A name for it, to know it again
card-passkey-add = Add a passkey on this device
card-passkey-added = The passkey is kept.
card-passkey-removed = The passkey is removed.
card-passkey-refused = The passkey could not be kept. Please try again.
card-passkey-none = This device or browser cannot add one.
card-made = made on { $day }
card-sessions = Signed-in devices
card-unknown-device = Unknown device
card-opened-password = password
card-opened-pin = card and PIN
card-opened-link = link by e-mail
card-opened-passkey = passkey
card-opened-outside = outside identity provider
card-session-end = Sign out
card-session-this = this device
card-session-ended = The device is signed out.
card-sessions-end = Sign out all others
card-sessions-ended = All other devices are signed out.
card-address = E-mail address
card-address-none = none
card-address-new = Give an address
card-address-hint = We send a link there; the address counts once it is opened.
card-address-send = Send the link
card-address-sent = A link is on its way to { $email }. Open it within seven days to confirm the address.
card-address-waits = { $email } is waiting to be confirmed.
card-address-confirm = Confirm your address
card-address-confirm-words = One press is enough: we shall know that you read this address.
card-address-confirm-do = This is my address
card-address-confirmed = Your address is confirmed. You can sign in with it.
card-address-gone = This link has been used or is no longer valid. Ask for another from “My card”.
card-address-taken = Another account has this address. Sign in to that one, or give another address.
card-letter-address-subject = Please confirm your address
card-letter-address-text =
    Dear { $name },

    Open this link to confirm that this address is yours:

    { $link }

    It works once, within seven days. If you asked for nothing, leave this letter unanswered: nothing will happen.

    The libraries of the network
card-proof-hint = To be sure that it is you.
card-letter-changed-subject = Your address has changed
card-letter-changed-text =
    Dear { $name },

    Your account now has another address, confirmed just now: our letters will no longer come here.

    If this was not you, somebody else has got into your account: tell your library at once.

    The libraries of the network
card-language = Language
card-language-changed = Your pages and letters will be in English.
card-history = A record of what I read
card-history-words = By default nobody remembers what you read or watch. You may ask for it to be noted, for you alone.
card-history-is-on = The record is kept.
card-history-is-off = Nothing is noted.
card-history-start = Keep my record
card-history-stop = Note nothing any more
card-history-on = Your record is kept from now on.
card-history-off = Nothing is noted any more.
card-lost = I have lost my card
card-lost-words = Suspend it now: it will open nothing. A library will give you another.
card-lost-do = Suspend my card
card-lost-done = Your card is suspended. Come to a library for another.
card-wrong-state = The card changed in the meantime: nothing was done.
card-held = What you know about me
card-held-words = Everything the house keeps under your name, room by room. The file holds the same, for a machine to read.
card-held-download = Download (JSON)
card-room-card = Account and card
card-room-access = Rights and doors
card-room-letters = Letters waiting to leave
card-room-mediatheque = Online library
card-erase-title = Erase my account
card-erase-lead = You can leave without a trace.
card-erase-goes = What goes: your name, your address, your card, your settings, your record of reading.
card-erase-stays = What stays: numbers in which nobody can recognise you.
card-erase-loans = Return what you have borrowed first: the library keeps its own accounts.
card-erase-children = Nobody will see to the card of { $names } any more. Come to the library to name another parent.
card-erase-understood = I understand that nothing can be brought back.
card-erase-tick = Tick the box first: nothing was erased.
card-erase-next = Continue
card-erase-last = Last question: erase your account now?
card-erase-do = Yes, erase everything
card-erase-no = No, keep my account
card-erased = Your account is erased. Thank you for coming; you will always be welcome.
card-erase-staff = This account has a role of the staff, to be taken back first: nothing was erased.

## Registering online
card-online-title = Ask for a card
card-online-lead = It is free and good in every library of the network. You have it at once; a library confirms it within { $n } days.
card-given-name = Given name
card-family-name = Family name
card-birth = Date of birth
card-birth-hint = For instance 12/05/1984.
card-postal = Postal code
card-commune = Commune
card-commune-other = Another commune
card-library = Library
card-library-choose = Choose
card-library-hint = The one where you will show an identity document. The card is good everywhere.
card-email = E-mail address
card-email-hint = Optional. A link is sent there to confirm it.
card-online-privacy = We ask only for what is needed. Without confirmation, everything is erased by itself.
card-online-do = Get my card
card-online-done = Your card is ready. Note its number: with your PIN, it signs you in.
card-name-needed = Write this name in letters.
card-birth-needed = This is no date. Write for instance 12/05/1984.
card-postal-wrong = This is no postal code.
card-library-needed = Choose a library.
card-too-young-alone = Under fifteen, one registers with a parent, in any library of the network.

## Desk
card-desk = Desk
card-desk-new = Register someone
card-desk-file = Bring in a patron file
card-desk-find = Name, number or card to scan
card-desk-hint = Arrows go from name to name, Enter opens, Escape comes back here.
card-desk-found = { $n ->
    [0] Nobody
    [one] { $n } person
   *[other] { $n } people
}
card-desk-people = People found
card-desk-more = There are more: add a letter or the given name.
card-desk-nobody = Nobody is called “{ $query }”.
card-desk-members = { $n ->
    [0] Nobody has a valid card yet.
    [one] { $n } person has a valid card in the network.
   *[other] { $n } people have a valid card in the network.
}
card-desk-waiting = Online registrations to confirm
card-number-unknown = No card has this number.
card-number-slip = A digit of this number is wrong: please check it.
card-number-length = A card's number has fourteen digits.
card-guardian = Parent's card
card-guardian-hint = Card number of the parent who sees to it, under eighteen.
card-guardian-needed = Under eighteen, a parent's card is needed.
card-guardian-unknown = No current card has this number.
card-guardian-unfit = This person cannot see to the card: it takes an adult, and not the child.
card-guardian-name = Parent
card-children-desk = Children
card-add-child = Register a child of this person
card-library-not-yours = You do not register for this library.
card-desk-register = Register and give the card
card-twin = Someone of this name and birth date is registered already. Is it the same person?
card-twins = Registered already
card-another = It is another person: register them too
card-registered = Card { $number }. PIN to hand over: { $pin }
card-sheet-change = Correct the sheet
card-sheet-changed = The sheet is corrected.
card-sheet-logged = Opening this sheet is noted in the log.
card-registered-on = Registered
card-origin-desk = at a desk
card-origin-online = online
card-origin-file = from a file
card-before = Lost cards
card-came-by-lost = This card has been replaced: it opens nothing. Please keep it.
card-do-confirm = Document seen: confirm
card-do-renew = Renew for a year
card-do-replace = Lost: replace it
card-do-suspend = Suspend
card-do-resume = Give the card back
card-do-pin = Give a PIN
card-do-pin-new = New PIN
card-pin-given = PIN to hand over: { $pin }
card-staff-own = This person has a role of the staff: they change for themselves what signs them in.
card-renewed = The card is valid until { $about }.
card-confirmed = The registration is confirmed. The card is valid until { $about }.
card-replaced = The lost card opens nothing any more. The new one has the number { $about }.
card-suspended = The card is suspended.
card-resumed = The card is given back.
card-erase-desk = Erase this person
card-erase-desk-words = Only when they ask. Name, card and settings vanish; numbers stay.
card-erase-desk-certain = The person asked for it and knows that nothing can be brought back.
card-erase-desk-do = Erase
card-erased-desk = The person is erased.

## Patron file
card-file-lead = The file your system exports. You will first see what it would do; nothing changes before you agree.
card-file-file = File
card-file-hint = A text table (CSV), { $size } at most.
card-file-look = See what it would do
card-file-columns = What we recognise
card-file-columns-words = By the columns' names, in French, Dutch or English: number, name, given name, date of birth, e-mail, postal code, commune, language, expiry. Semicolon, comma or tab; UTF-8 or Windows. The rest is left out.
card-file-empty = This file is empty.
card-file-no-table = This is no text table. From a spreadsheet, save it as CSV.
card-file-missing = A column is missing: a number and a name are needed at least.
card-file-twice = Two columns say the same: keep one.
card-file-too-long = This file has too many lines.
card-plan-title = What this file would do
card-plan-lead = { $name }, for { $library }. Nothing is changed yet.
card-plan-new = New cards
card-plan-changed = Sheets changed
card-plan-same = Up to date
card-plan-refused = Lines set aside
card-plan-ask = Bring this file in?
card-plan-do = Bring it in
card-plan-no = Change nothing
card-plan-read = How it is read
card-plan-read-words = Encoding { $encoding }, columns separated by “{ $separator }”.
card-plan-line = Line
card-plan-why = Why
card-plan-about = What
card-column-aside = left aside
card-column-localnumber = number
card-column-familyname = family name
card-column-givenname = given name
card-column-fullname = full name
card-column-birthdate = date of birth
card-column-email = e-mail address
card-column-postalcode = postal code
card-column-commune = commune
card-column-language = language
card-column-validuntil = expiry
card-file-fault-cells = The line has not as many cells as the first
card-file-fault-no-number = There is no number
card-file-fault-same-number = This number is already further up in the file
card-file-fault-no-name = There is no name
card-file-fault-birth-date = This date of birth is none
card-file-fault-valid-until = This expiry date is none
card-file-fault-email = This is no e-mail address
card-file-fault-twin = This person has a card of the network already
card-file-fault-long-over = This registration ended too long ago
card-file-fault-name = This name has no letters
card-file-done = The file is brought in. New cards: { $new }; sheets changed: { $changed }.
card-file-dropped = The file is forgotten: nothing was changed.

## Retention
card-retention = What we keep
card-retention-lead = How long, and why. Every hour the server erases by itself what has served its time.
card-retention-what = What
card-retention-long = How long
card-retention-why = Why
card-kept-unconfirmed = Online registrations never confirmed
card-kept-unconfirmed-why = Time to come to a library. Whoever holds a pass or a ticket that is still good stays until it ends.
card-kept-ended = People whose card has expired
card-kept-ended-why = Many come back, and their loans must be returned. Whoever holds a pass or a ticket that is still good stays until it ends.
card-kept-sessions = Sessions
card-kept-sessions-why = Staying signed in between two visits.
card-kept-attempts = Failed attempts to sign in
card-kept-attempts-why = Slowing down whoever guesses. No address is kept, only a fingerprint whose key lives two days.
card-kept-files = Patron files not confirmed
card-kept-files-why = Time to decide.
card-kept-letters = Letters that could not leave
card-kept-letters-why = Understanding what is wrong. A letter that left is not kept.
card-kept-log = The office's log
card-kept-log-long = always
card-kept-log-why = Knowing who did what. It names account numbers only: an erased person cannot be recognised in it.
card-retention-choose = Change these durations
card-retention-days = Days before an unconfirmed registration is erased (7 to 365)
card-retention-months = Months before a person whose card has expired is erased (1 to 120)
card-retention-days-wrong = Give a number of days, 7 to 365.
card-retention-months-wrong = Give a number of months, 1 to 120.
card-retention-chosen = The durations are changed.
card-retention-runs = Latest removals
card-retention-at = When
card-retention-removed = Removed
card-retention-never = Nothing has been removed yet.
card-removed-unconfirmed = Unconfirmed registrations
card-removed-ended = People whose card had expired
card-removed-sessions = Sessions, links and attempts
card-removed-files = Patron files
card-removed-letters = Letters

## Facts of the log
audit-act-card-registered = registration
audit-act-card-confirmed = registration confirmed
audit-act-card-renewed = card renewed
audit-act-card-replaced = card replaced
audit-act-card-suspended = card suspended
audit-act-card-resumed = card given back
audit-act-card-pin_given = PIN given
audit-act-card-sheet_opened = sheet opened
audit-act-card-sheet_changed = sheet corrected
audit-act-card-erased = person erased
audit-act-card-file_imported = patron file brought in
audit-act-card-file_changed = sheet changed by a file
audit-act-card-retention_chosen = retention changed
audit-act-account-pin_changed = PIN changed
audit-act-account-email_confirmed = address confirmed
audit-act-account-passkey_added = passkey added
audit-act-account-passkey_removed = passkey removed
audit-by-online = online registration
audit-by-retention = retention
