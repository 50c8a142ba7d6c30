# The desk and the office of the box office.

# At the head
desk-nav = Tickets
desk-nav-statements = Ticket statements
desk-title = Box office
desk-find = Find a performance or an order
desk-find-hint = A title, a place, a name, or an order’s reference.
desk-find-all = Show all
desk-found =
    { $performances ->
        [0] No performance
        [one] One performance
        *[other] { $performances } performances
    } and { $orders ->
        [0] no order
        [one] one order
        *[other] { $orders } orders
    }.
desk-till-open = Open till: { $till }
desk-open-till = Open a till
desk-today = Today
desk-coming = Coming up
desk-over = Past
desk-performances = Performances
desk-performance = Performance
desk-nothing = No performance is coming up in the places you look after.
desk-to-over = Past performances
desk-to-coming = Coming performances
desk-all-orders = All orders
desk-new = Announce a performance
desk-keys = Keys for other programs
desk-statements = Statements
desk-statement = Statement
desk-see = See
desk-sell = Sell
desk-taken-of = { $taken } of { $capacity } places taken
desk-left =
    { $n ->
        [0] no place left
        [one] one place left
        *[other] { $n } places left
    }
desk-no-sale-short = Not on sale yet
desk-no-sale = This performance is not on sale yet: say how many places, and at which prices.
desk-no-seller = Nobody is named yet to sell this performance: its organiser must first say who receives the money.
desk-begin-sale = Prepare the sale
desk-cancelled-words = This performance is cancelled.

# States
desk-state = State
desk-state-none = Not on sale
desk-state-draft = Being prepared
desk-state-open = On sale
desk-state-paused = Held back
desk-state-closed = Closed
desk-state-cancelled = Cancelled
desk-state-asked = Being paid
desk-state-to_pay = To be paid
desk-state-paid = Settled
desk-state-expired = Lapsed
desk-state-valid = Good
desk-state-words-draft = Nobody sees the sale yet.
desk-state-words-open = People can book and buy.
desk-state-words-paused = Nothing is sold; what was sold stays good.
desk-state-words-closed = The sale is over.
desk-state-needed = Choose what becomes of the sale.
desk-all-states = All

# The performance
desk-places-taken = Places taken
desk-places-left = Places left
desk-places = Places
desk-places-words = places
desk-n-places =
    { $n ->
        [one] one place
        *[other] { $n } places
    }
desk-tickets-paid = Tickets paid
desk-tickets-free = Free tickets
desk-receipts = Receipts
desk-to-pay = Still to be paid
desk-waiting = Places waited for
desk-admitted = People let in
desk-sell-words = At the desk or by telephone
desk-group = Group or school
desk-group-words = Keep places, pay later
desk-invite = Invite
desk-invite-words = Tickets marked “free”
desk-orders = Orders
desk-orders-words = Find, take payment, cancel
desk-door = Door
desk-door-words = List to print, count
desk-statement-words = Numbers, tickets, receipts
desk-setup = How it is sold
desk-setup-words = Tariffs, allotments, dates
desk-last-orders = Latest orders
desk-all-of-them = See them all
desk-no-order = No order.
desk-allotments = Allotments
desk-for = For
desk-release = back online { $at }
desk-facts = In short
desk-seller = Seller
desk-host = Host
desk-wait-list = Waiting list
desk-wait-since = Joined
desk-wait-offered = places kept for this person until: { $at }
desk-licence = Licence
desk-cap = Highest price
desk-no-cap = None
desk-online = Online
desk-online-until = Until: { $at }
desk-online-from = From: { $at }
desk-online-no = No opening date
desk-unsaid = Not said
desk-public-page = Public page
desk-queue = Queue
desk-gates = Gates
desk-duties = Declarations

# Set-up
desk-setup-begin = Say how many places are sold and until when; tariffs come next.
desk-setup-main = Places and dates
desk-sale-state = The sale
desk-open-sale = Open the sale
desk-pause-sale = Hold the sale back
desk-close-sale = Close the sale
desk-capacity = Number of places
desk-most = Places in one order, at most
desk-cancel-hours = May be cancelled until (hours before)
desk-cancel-hours-hint = Empty: the public cannot cancel.
desk-opens-at = Opens online
desk-opens-at-hint = Empty: not sold online for now.
desk-online-until-label = Online sale ends
desk-closes-at = Desk sale ends
desk-pay-later = One may book, and pay at the town hall
desk-waiting-list = Waiting list once full
desk-queue-on = Queue when it opens
desk-numbered = Numbered seats
desk-halls = Number the seats: the halls’ plans
desk-save = Save
desk-tariffs = Tariffs
desk-tariff = Tariff
desk-cap-words = The programme sets the highest price: { $cap }. A dearer tariff cannot be saved.
desk-tariff-fr = Name in French
desk-tariff-nl = Name in Dutch
desk-tariff-en = Name in English
desk-tariff-price = Price
desk-tariff-kind = Kind
desk-tariff-category = Seat category
desk-tariff-condition = For whom
desk-tariff-online = Online
desk-tariff-desk = At desks
desk-tariff-add = Add a tariff
desk-tariff-drop = Remove
desk-tariffs-hint = A tariff removed is sold no more; tickets already issued stay good. Without a category, the ticket says “Placement libre” (free seating).
desk-tariff-twice = This name is too close to another tariff’s: change it.
desk-price-above = This price is above the programme’s highest.
desk-save-tariffs = Save the tariffs
desk-allotments-words = { $capacity } places to share. What is given to nobody is sold online.
desk-allotments-hint = On the date said, what is left of an allotment goes back to the online sale.
desk-allotment-twice = Two allotments have this name.
desk-the-rest = The rest:
desk-release-at = Back online on
desk-save-allotments = Save the allotments
desk-kind-full = Full price
desk-kind-reduced = Reduced
desk-kind-free = Free
desk-kind-social = Social
desk-kind-group = Group
desk-kind-school = School
desk-kind-invitation = Invitation
desk-kind-companion = Companion

# Selling
desk-shut = Nothing is sold here for now
desk-shut-draft = The sale is being prepared: open it where it is set up.
desk-shut-paused = The sale is held back.
desk-shut-closed = The sale is closed.
desk-shut-over = The sale’s end has passed.
desk-no-tariff = No tariff is sold at desks.
desk-how-many = How many places?
desk-seats = Which seats?
desk-for-whom = For whom?
desk-name = Name
desk-name-hint = Needed by telephone; at the desk, as you like.
desk-email = E-mail address
desk-email-hint = To send the tickets.
desk-email-bad = This e-mail address cannot exist: read it again.
desk-phone = Telephone
desk-more-of-them = Telephone, commune, language, allotment
desk-commune = Commune
desk-first-time = First time
desk-yes = Yes
desk-no = No
desk-none = None
desk-language = Language
desk-from-allotment = From the allotment
desk-total = Total
desk-when-paid = When is it paid?
desk-way-now = Paid now
desk-way-later = By telephone, paid later
desk-later-words = Places are kept. Where an address is given, a letter says until when and how to pay.
desk-payment = Payment
desk-means-especes = Cash
desk-means-carte = Card
desk-means-cheque = Cheque
desk-means-virement = Transfer
desk-means-titre = Holiday or culture voucher
desk-means-needed = Choose how it is paid.
desk-tendered = Amount handed over
desk-change = Change:
desk-missing = Missing:
desk-cheque-number = Cheque number
desk-cheque-bank = Bank
desk-cheque-drawer = Drawer
desk-two-means = In two parts
desk-first-part = Paid by the first means
desk-second-means = The rest by
desk-part-bad = This part must be between nothing and the total.
desk-amount-bad = Write an amount, such as 5 or 4.50.
desk-number-bad = Write a number.
desk-lines-needed = Choose at least one place.
desk-name-needed = Write the name.
desk-name-long = This name is too long.
desk-no-till = No till is open: open one to take money.
desk-till-not-sellers = The open till is not the seller’s: it may not take money for them.
desk-till-other = The open till is that of “{ $till }”. This performance’s receipts go to: { $seller }. Only their till may take them.
desk-do-sell = Confirm
desk-form-stale = This page is too old: nothing was done. Begin again from the performance.
desk-free = Free
desk-done-sold =
    Order { $reference } settled: { $n ->
        [one] one ticket
        *[other] { $n } tickets
    }.
desk-done-change =
    Order { $reference } settled: { $n ->
        [one] one ticket
        *[other] { $n } tickets
    }. Change: { $change }.
desk-done-given =
    Order { $reference }: { $n ->
        [one] one ticket issued
        *[other] { $n } tickets issued
    }.
desk-done-kept =
    Order { $reference }: { $n ->
        [one] one place kept
        *[other] { $n } places kept
    } until paid.
desk-done-group =
    Order { $reference }: { $n ->
        [one] one place kept
        *[other] { $n } places kept
    } for the group.
desk-done-invited =
    Order { $reference }: { $n ->
        [one] one invitation
        *[other] { $n } invitations
    }.
desk-done-saved = Saved.
desk-done-tariffs = The tariffs are saved.
desk-done-allotments = The allotments are saved.
desk-done-opened = The sale is open.
desk-done-paused = The sale is held back.
desk-done-closed = The sale is closed.
desk-done-draft = The sale is being prepared.
desk-done-announced = The performance is announced. Now say how it is sold.
desk-done-counted = The count is saved.
desk-done-uncounted = The count by hand is taken back.
desk-done-cancelled =
    { $n ->
        [0] The order is cancelled.
        [one] One ticket is cancelled.
        *[other] { $n } tickets are cancelled.
    }
desk-done-back-payment =
    { $n ->
        [one] One ticket is cancelled
        *[other] { $n } tickets are cancelled
    }; { $price } goes back to the buyer’s card.
desk-done-back-till =
    { $n ->
        [one] One ticket is cancelled
        *[other] { $n } tickets are cancelled
    }; to give back: { $price }.
desk-done-back-elsewhere =
    { $n ->
        [one] One ticket is cancelled
        *[other] { $n } tickets are cancelled
    }; { $price } to be given back by whoever sold them.
desk-done-moved = Changed: new order { $reference }.
desk-done-remade = The ticket has a new code; the old one opens nothing any more.
desk-done-key-revoked = The key is taken back: it opens nothing any more.

# Groups and invitations
desk-group-lead = Places are kept, whatever their number. The group pays at the desk; tickets come out then.
desk-group-name = Group or school
desk-group-contact = Whom to reach
desk-group-needed = Write the group’s or the school’s name.
desk-group-until = Places kept until
desk-group-until-hint = After that, the places go back on sale.
desk-group-do = Keep the places
desk-quote = Quote
desk-quote-print = Quote (PDF)
desk-quote-words = The places of this quote are kept until: { $at }. Tickets are issued once paid, at the seller’s till.
desk-quote-for = For: { $name }
desk-quote-unit = Price of one place
desk-invite-lead = Each invitation is a numbered ticket marked “free”, counted in the statement.
desk-invite-many = How many invitations
desk-invite-name = Guest
desk-invite-do = Invite

# Orders
desk-reference = Reference
desk-ordered = Ordered
desk-amount = Amount
desk-nameless = Without a name
desk-refunded = { $price } given back
desk-until = until: { $at }
desk-channel-online = online
desk-channel-desk = at the desk
desk-channel-phone = by telephone
desk-channel-api = by another program
desk-orders-find = Name, address or reference
desk-orders-sum =
    { $n ->
        [0] No order
        [one] One order
        *[other] { $n } orders
    }, { $places ->
        [0] no place
        [one] one place
        *[other] { $places } places
    } standing, { $price }.
desk-orders-more = The { $n } latest are here; the table has them all.
desk-table = Table (CSV)
desk-pdf = Print (PDF)
desk-print = Print the tickets
desk-print-again = Print again (duplicate)
desk-printed-times =
    { $n ->
        [one] Printed once
        *[other] Printed { $n } times
    }
desk-printed-at = Printed: { $at }
desk-nothing-to-print = No good ticket to print.
desk-sell-again = Next sale
desk-receipt = Receipt
desk-take-title = Take the payment
desk-take = Take it and issue the tickets
desk-paid-already = This order waits for no payment any more.
desk-what = What was asked
desk-ticket = Ticket
desk-tickets = Tickets
desk-number = Number
desk-numbers = Numbers
desk-chosen = Choose
desk-choose-ticket = Choose ticket { $number }
desk-entered = let in: { $at }
desk-cancel = Cancel tickets
desk-cancel-words = Tick the tickets to cancel; with none ticked, all are. A cancelled ticket keeps its number.
desk-cancel-order = Cancel the order
desk-cancel-order-do = Cancel and free the places
desk-back-none = Nothing is to be given back.
desk-back-payment = Cancelling all gives { $price } back to the buyer’s card.
desk-back-till = Cancelling all gives { $price } back at the till.
desk-back-elsewhere = Cancelling all: { $price } to be given back by whoever sold these tickets.
desk-back-means = Give back by
desk-why = Why
desk-why-needed = Say why in a few words: nothing was cancelled.
desk-do-refund = Give the money back
desk-do-cancel = Cancel
desk-owed = To give back: performance cancelled
desk-owed-words = The performance is cancelled: { $price } still to be given back. Tick the tickets whose money is given back; with none ticked, all are.
desk-move = Change the performance
desk-move-words = Same show, same tariffs: tickets here are cancelled, others are issued there.
desk-move-to = To
desk-move-do = Change
desk-remake = Ticket lost, or seen by others
desk-remake-words = The ticket keeps its number and gets a new code.
desk-remake-do = Make its code anew
desk-buyer = Buyer
desk-buyer-page = Buyer’s page
desk-paid-at = Paid
desk-given-back = Given back

# Door
desk-door-list = Door list
desk-door-print = Print the list (PDF)
desk-people-expected =
    { $n ->
        [0] Nobody expected
        [one] One person expected
        *[other] { $n } people expected
    }
desk-nobody-yet = No ticket issued yet.
desk-unpaid = To pay before coming in
desk-unpaid-words = Places kept and not paid yet: take the money, the tickets come out at once.
desk-came = Came
desk-count = Count
desk-count-gate = By the gates
desk-count-hand = By hand
desk-count-by-hand = People let in, counted by hand:
desk-count-hint = This number stands in place of the gates’; empty, it is taken back.
desk-people-many = That is more than the hall holds.
desk-paper-destroy = This sheet bears names: destroy it after the performance.

# Statements
desk-statement-foot = Statement of tickets issued (article 290 quater of the French tax code; order of 8 March 1993 as amended).
desk-statement-none = No ticket was issued or given back.
desk-statement-all-days = All days together
desk-statement-of-day = Day of { $day }
desk-statement-of-days = From { $from } to { $until }
desk-statement-good = Good tickets: { $paid } paid, { $free } free.
desk-first-number = First no.
desk-last-number = Last no.
desk-issued = Issued
desk-cancelled = Cancelled
desk-taken = Taken
desk-back = Given back
desk-of-day = Day
desk-day-bad = That is not a day: choose it on the calendar.
desk-days-bad = These two days are not in order.
desk-from-day = From
desk-until-day = To
desk-statements-lead = Each day, by performance and tariff: first and last number, tickets issued and cancelled, receipts. The ledger says the same sum, to the cent.
desk-no-seller-yet = None of the institutions you look after sells tickets yet.
desk-agree = Tickets and ledger
desk-agree-tickets = By the tickets
desk-agree-ledger = By the ledger
desk-agree-difference = Difference
desk-agree-even = Both say the same sum.
desk-agree-off = The two sums differ: tell whoever answers for the tills.
desk-journal = Journal of tickets
desk-journal-words = Each ticket issued or cancelled is written after the one before and sealed with it: a line changed or removed shows.
desk-journal-check = Check the journal
desk-journal-whole =
    The journal is whole: { $n ->
        [0] no line
        [one] one line
        *[other] { $n } lines
    }, numbers without a gap.
desk-journal-broken = The journal was altered at line { $n }: tell the administrator.

# New performance
desk-new-lead = A performance of your institution, outside touring programmes. You then say how it is sold.
desk-new-nobody = You keep no institution’s box office.
desk-new-show = The show
desk-new-known = Already in the programme
desk-new-other = A new show, described below
desk-new-title = Title
desk-new-credits = By and with
desk-new-genre = Genre
desk-new-minutes = Length, in minutes
desk-new-audience = Audience
desk-new-summary = In a few sentences
desk-new-where = Where and when
desk-new-starts = Begins
desk-new-doors = Doors open
desk-new-place = Hall or place
desk-new-place-kind = Kind of place
desk-new-address = Address
desk-new-postal = Postal code
desk-new-commune = Commune
desk-new-access = Accessibility
desk-new-who = Who sells
desk-new-do = Announce the performance
desk-seller-hint = The institution whose till takes the money.
desk-seller-needed = Choose an institution you look after.
desk-licence-hint = Such as PLATESV-D-2026-001234; printed on tickets.
desk-licence-old = This number is from before October 2019: it holds no more.
desk-licence-bad = A number is written PLATESV-D-2026-001234 or L-D-26-1234.
desk-cap-hint = Empty: no cap.
desk-title-needed = Write the title.
desk-place-needed = Say where it is played.
desk-commune-needed = Choose the commune.
desk-places-needed = Say how many people the hall holds.
desk-moment-needed = Say the day and the hour.
desk-moment-bad = Write a day and an hour, such as 25/12/2026 20:30.
desk-moment-past = That moment has passed.
desk-doors-late = Doors open before it begins.
desk-genre-theatre = Theatre
desk-genre-opera = Opera and musical theatre
desk-genre-concert = Concert
desk-genre-song = Songs and popular music
desk-genre-dance = Dance
desk-genre-circus = Circus and street arts
desk-genre-puppets = Puppets and objects
desk-genre-reading = Reading, stories, poetry
desk-genre-encounter = Encounter
desk-genre-other = Other
desk-place-ESPACE_POLYVALENT = Multi-purpose hall
desk-place-THEATRE = Theatre
desk-place-SALLE_CONCERT_AUDITORIUM_OPERA_ZENITH = Concert hall, auditorium, opera house
desk-place-CASINO_DISCOTHEQUE_HOTEL_CAFE_RESTAURANT = Café, restaurant, hotel
desk-place-CABARET_MUSIC_HALL = Cabaret, music hall
desk-place-PLEIN_AIR_PARC_LOISIRS_ATTRACTION = Open air
desk-place-STRUCTURE_ITINERANTE_DEMONTABLE_CHAPITEAU = Big top
desk-place-LIEU_DE_CULTE = Place of worship
desk-place-AUTRE = Other place
desk-access-wheelchair = Wheelchair accessible
desk-access-hearing_loop = Hearing loop
desk-access-sign_language = Sign language
desk-access-audio_description = Audio description
desk-access-surtitles = Surtitles
desk-access-relaxed = Relaxed performance

# Keys
desk-institution = Institution
desk-keys-lead = A key lets another program of the institution book and check tickets in its name. Give each its own: what serves no more is taken back.
desk-keys-none = No key.
desk-key-new = The new key
desk-key-once = Copy it now: it will never be shown again.
desk-key-base = Address to give the other program: { $base }
desk-key-label = What it is for
desk-key-label-hint = The program’s name, for instance.
desk-key-label-needed = Say in a few words what it is for.
desk-key-begins = Begins
desk-key-made = Made
desk-key-used = Last used
desk-key-revoke = Take back
desk-key-revoked = Taken back: { $at }
desk-key-make = Make a key
desk-never = Never
