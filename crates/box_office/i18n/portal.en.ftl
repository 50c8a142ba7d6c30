# Booking, paying, having one's ticket.
booking-title = Book: { $show }
booking-description = Book your places for { $show }, { $place }. No account, in less than a minute.
booking-free = free
booking-doors = doors open at { $at }
booking-steps = Steps of the booking
booking-step-places = Your places
booking-step-name = Your name
booking-step-done = Your tickets
booking-choose = Choose your places
booking-few = { $n ->
    [one] One place is left.
   *[other] { $n } places are left.
}
booking-how-many = How many places?
booking-most = { $n ->
    [one] one place per booking
   *[other] up to { $n } places per booking
}
booking-total = Total
booking-fewer = One place fewer, { $label }
booking-more = One place more, { $label }
booking-continue = Continue
booking-hold-words = Your places will be kept for { $n } minutes while you give your name.
booking-state-not_yet = Booking is not open yet
booking-state-not_yet-words = The opening date will be announced here.
booking-opens = It opens on { $at }.
booking-state-paused = Booking is paused for a moment
booking-state-paused-words = What is booked stays booked. Come back a little later.
booking-state-full = It is full
booking-state-full-words = All places are taken. Some come free at times: someone cancels, a booking is not paid.
booking-state-closed = Online booking is closed
booking-state-closed-words = There are sometimes places left at the door: come a little before it starts.
booking-state-over = This performance has taken place
booking-state-over-words = The programme announces the next ones.
booking-state-cancelled = This performance is cancelled
booking-state-cancelled-words = People who had booked have received an e-mail.
booking-wait-join = Join the waiting list
booking-know = Good to know
booking-know-account = No account to create: a name and an e-mail address are enough.
booking-know-pay = You pay online, by card.
booking-know-pay-both = Pay online, or book now and pay at the town hall.
booking-know-cancel = { $n ->
    [0] You may cancel until the performance starts.
    [one] You may cancel until one hour before it starts.
   *[other] You may cancel until { $n } hours before it starts.
}
booking-know-no-cancel = Tickets are neither taken back nor exchanged, unless the performance is cancelled.
booking-access = Accessibility:
booking-access-wheelchair = wheelchair access
booking-access-hearing_loop = hearing loop
booking-access-sign_language = sign language
booking-access-audio_description = audio description
booking-access-surtitles = surtitles
booking-access-relaxed = relaxed performance
booking-access-unknown = what the hall offers is not known yet.
booking-access-words = A particular need? Tell { $seller }: a place will be kept for you.
booking-minutes = { $n ->
    [one] It lasts one minute.
   *[other] It lasts { $n } minutes.
}
booking-by = Tickets sold by { $seller }.
booking-licence = Licence { $licence }.
booking-find = Find my tickets
booking-none-chosen = Choose at least one place.
booking-quantity-wrong = Give a number of places, such as 2.
booking-too-many = That is more places than one booking allows.
booking-companion-alone = A companion comes with someone: choose that person's place too.
booking-not-enough = { $left ->
    [0] No place is left.
    [one] Only one place is left: choose fewer.
   *[other] Only { $left } places are left: choose fewer.
}

booking-basket-title = Your booking: { $show }
booking-basket-heading = In whose name?
booking-basket-kept = { $n ->
    [0] Your places are kept for less than a minute more.
    [one] Your places are kept for one more minute.
   *[other] Your places are kept for { $n } more minutes.
}
booking-basket-left = Your places are kept for
booking-basket-over = Time is up: the places may have gone. Choose them again.
booking-basket-lapsed = Your places were no longer kept. Nothing was booked or paid: choose them again.
booking-given-up = The places were given back. Nothing was booked.
booking-name = First and last name
booking-name-hint = That of the person who books, for the door.
booking-name-needed = Give a name.
booking-name-long = This name is too long.
booking-email = E-mail address
booking-email-hint = The tickets will be sent there.
booking-email-needed = Give an e-mail address.
booking-email-wrong = This e-mail address is not complete.
booking-phone = Telephone (optional)
booking-phone-hint = To tell you if the time changes at the last moment.
booking-phone-wrong = This telephone number cannot be read.
booking-way = How will you pay?
booking-way-needed = Choose a way to pay.
booking-way-online = Online, right away
booking-way-online-words = By card. The tickets come at once.
booking-way-town_hall = At the town hall
booking-way-town_hall-until = Places kept until { $at }.
booking-optional = Two optional questions
booking-optional-words = They serve to count where the audience comes from, never to know who you are.
booking-commune = Your town
booking-commune-wrong = Choose a town from the list.
booking-rather-not = I would rather not say
booking-first-time = Is it your first time?
booking-first-time-yes = Yes, it is the first time
booking-first-time-no = No, I have come before
booking-confirm = Book
booking-confirm-order = Book for { $price }
booking-confirm-town_hall = Book, and pay { $price } at the town hall
booking-pay = Pay { $price }
booking-privacy = Your name and address serve for this booking only. { $seller } erases them after the performance.
booking-your-places = Your places
booking-places = Places
booking-price = Price
booking-show = The show
booking-give-up = Give these places back
booking-book = Book

booking-order = Booking { $reference }
booking-order-asked-title = It remains to be paid
booking-order-asked-words = Your places are kept while you pay.
booking-order-asked-until = Your places are kept until { $at }.
booking-order-to_pay-title = Places kept, to be paid at the town hall
booking-order-to_pay-words = Give the number { $reference } at the counter of { $seller } and pay { $price } before { $at }. You will get your tickets at once.
booking-order-paid-title = It is booked
booking-order-paid-words = Show your tickets at the door, on a phone or on paper.
booking-order-expired-title = This booking was not paid in time
booking-order-expired-words = The places have gone. You may book again if some are left.
booking-order-cancelled-title = This booking is cancelled
booking-order-cancelled-words = Its tickets no longer open the door. What was paid is given back.
booking-pay-now = Pay online now instead
booking-order-letter = An e-mail has gone to { $email }.
booking-order-keep = Keep the address of this page: it is yours alone.
booking-tickets = { $n ->
    [one] Your ticket
   *[other] Your { $n } tickets
}
booking-print-all = Print all (PDF)
booking-number = no. { $number }
booking-ticket-open = Open the ticket
booking-ticket-handed = Given away
booking-ticket-valid = Valid
booking-ticket-cancelled = Cancelled
booking-change-mind = Changing your mind
booking-drop = Give up this booking
booking-drop-words = The places go to others at once. Nothing is to be paid.
booking-drop-do = Give the places back
booking-dropped = The booking is cancelled. The places were given back.
booking-cancel = Cancel tickets
booking-cancel-words = Possible until { $at }. The places go to others at once.
booking-cancel-payment = What you paid goes back to your card.
booking-cancel-till = What you paid is given back at the counter where you paid.
booking-cancel-elsewhere = What you paid is given back by whoever sold you the tickets.
booking-cancel-none = Nothing had been paid.
booking-cancel-counter = To cancel, go to the counter of { $seller } before { $at }.
booking-cancel-which = Which tickets?
booking-cancel-choose = Tick at least one ticket.
booking-cancel-do = Cancel these tickets
booking-cancelled = { $n ->
    [one] The ticket is cancelled.
   *[other] The { $n } tickets are cancelled.
}
booking-cancelled-refund = { $n ->
    [one] The ticket is cancelled, { $amount } is given back to you.
   *[other] The { $n } tickets are cancelled, { $amount } is given back to you.
}
booking-move = Come another day
booking-move-words = Your tickets are exchanged for the same ones on another day. The old ones will no longer open the door.
booking-move-to = New performance
booking-move-needed = Choose a performance.
booking-move-do = Exchange my tickets
booking-moved = Done: your tickets are exchanged.

booking-ticket-title = Ticket: { $show }
booking-ticket-entry = To show at the door
booking-ticket-code = Code of ticket { $number }
booking-ticket-present = Show at the door
booking-ticket-close = Close
booking-ticket-bright = Turn the screen's brightness all the way up.
booking-ticket-offline = No network: this is your ticket as it was on { $day }. It opens the same door.
booking-ticket-void-words = This ticket no longer opens the door.
booking-ticket-over = The performance is over
booking-keep = Keep on this device
booking-keep-drop = Remove from this device
booking-keep-again = Try again
booking-keep-words = The ticket will open even without a network. For a device of your own.
booking-kept = Kept: the ticket opens even without a network.
booking-keep-failed = The device could not keep the ticket.
booking-apple = Add to Apple Wallet
booking-google = Add to Google Wallet
booking-print = Print (PDF)
booking-hand = Give this ticket to someone
booking-hand-words = They receive a ticket of their own by e-mail. This one will no longer open the door.
booking-hand-name = Their name
booking-hand-email = Their e-mail address
booking-hand-do = Give the ticket
booking-handed = The ticket has gone to { $email }. The old one no longer opens the door.
booking-again = Someone else has seen this code
booking-again-words = Have the ticket made anew: the code you have will no longer open the door, a new one takes its place.
booking-again-do = Make the ticket anew
booking-again-done = Here is the new ticket. The old one no longer opens the door.
booking-mentions = What the ticket says
booking-mention-operator = Organiser
booking-mention-licence = Licence
booking-mention-show = Show
booking-mention-when = Performance
booking-mention-place = Place
booking-mention-category = Category
booking-mention-tariff = Tariff
booking-mention-price = Price, taxes included
booking-mention-number = Number
booking-mention-seat = Seat
booking-mention-sold = Issued
booking-mention-sold-online = online, on { $day }
booking-mention-sold-desk = at the counter, on { $day }
booking-mention-sold-phone = by telephone, on { $day }
booking-mention-holder = In the name of
booking-mention-company = Presented by
booking-price-free = free of charge

booking-pdf-title = Ticket
booking-pdf-title-many = Tickets
booking-pdf-show = Show this code at the door. It can be read on a phone too.
booking-pdf-one = One ticket lets one person in, once.
booking-pdf-foot = Ticket good for this performance and this category only.
booking-pdf-copy = DUPLICATE
booking-pdf-not-now = No ticket of this booking can be printed.
booking-wallet-kind = Show ticket
booking-wallet-when = Performance
booking-wallet-place = Place
booking-wallet-page = My ticket's page
booking-wallet-here = { $place }: your ticket opens this door.

booking-wait-title = Waiting list: { $show }
booking-wait-heading = Waiting list
booking-wait-words = Say how many places you want. As soon as they come free, you get an e-mail and they are kept for you while you answer.
booking-wait-how = Everyone in turn, in the order they joined. Joining commits you to nothing.
booking-wait-places = How many places?
booking-wait-email-hint = The offer will be sent there.
booking-wait-do = Join the list
booking-wait-joined = You are on the waiting list.
booking-wait-places-left = Places are left: no need to wait.
booking-wait-none = There is no waiting list for this performance.
booking-waiting-waiting-title = You are on the list
booking-waiting-waiting-words = You asked for { $places ->
    [one] one place.
   *[other] { $places } places.
} { $n ->
    [0] Nobody comes before you.
    [one] One entry comes before yours.
   *[other] { $n } entries come before yours.
}
booking-waiting-offered-title = Places are waiting for you
booking-waiting-offered-words = { $n ->
    [one] One place is kept for you until { $at }.
   *[other] { $n } places are kept for you until { $at }.
}
booking-waiting-taken-title = You took these places
booking-waiting-taken-words = An e-mail leads to your booking.
booking-waiting-lapsed-title = The offer is over
booking-waiting-lapsed-words = The places were offered to the next person. You may join again.
booking-waiting-declined-title = You are no longer on the list
booking-waiting-declined-words = You may join again whenever you like.
booking-waiting-accept = Take these places
booking-waiting-refuse = I no longer want to come
booking-waiting-refused = Noted. Thank you on behalf of those who come next.

booking-find-words = Give the address you booked with. If tickets belong to it, an e-mail leaves with their links.
booking-find-do = Send me my links
booking-find-asked = If tickets belong to this address, an e-mail has just left.
booking-find-none = Nothing within ten minutes? Look among unwanted mail, then try another address.

booking-letter-event = { $title }
    { $when }
    { $place }
booking-letter-order-subject = Your tickets: { $title }
booking-letter-order-text =
    Hello { $name },

    It is booked.

    { $event }

    { $tickets }

    Your tickets, to show on a phone or to print:
    { $link }

    Total: { $total }. Booking { $reference }.

    Keep this e-mail: its link is yours alone.
booking-letter-kept-subject = Places kept: { $title }
booking-letter-kept-text =
    Hello { $name },

    Your places are kept.

    { $event }

    { $tickets }

    To pay: { $total }, at the counter of { $seller }, before { $until }.
    Give the number { $reference }.

    Follow or cancel the booking:
    { $link }
booking-letter-remind-pay-subject = To be paid soon: { $title }
booking-letter-remind-pay-text =
    Hello { $name },

    Your places are kept until { $until }. After that they go to others.

    { $event }

    To pay: { $total }, at the counter of { $seller }. Give the number { $reference }.

    Not coming any more? Give your places back here:
    { $link }
booking-letter-lapsed-subject = Places given back: { $title }
booking-letter-lapsed-text =
    Hello { $name },

    Booking { $reference } was not paid in time: its places have gone.

    { $event }

    If places are left, you may book again:
    { $again }
booking-letter-remind-subject = Soon: { $title }
booking-letter-remind-text =
    Hello { $name },

    We are expecting you.

    { $event }

    Your tickets:
    { $link }

    Not coming any more? Say so on the same page: someone may be waiting for a place.
booking-letter-changed-subject = News: { $title }
booking-letter-changed-text =
    Hello { $name },

    The performance you booked has changed.

    { $told }

    This is how it stands now:
    { $event }

    Your tickets are still good:
    { $link }
booking-letter-called-off-subject = Cancelled: { $title }
booking-letter-called-off-text =
    Hello { $name },

    The performance you had booked is cancelled.

    { $event }

    { $told }

    { $refund }

    Your booking { $reference }:
    { $link }
booking-letter-cancelled-subject = Tickets cancelled: { $title }
booking-letter-cancelled-text =
    Hello { $name },

    Done: the tickets are cancelled.

    { $event }

    { $refund }

    Your booking { $reference }:
    { $link }
booking-letter-refund-none = Nothing had been paid.
booking-letter-refund-payment = { $amount } is given back to you the way you paid.
booking-letter-refund-till = { $amount } is given back to you at the counter where you paid.
booking-letter-refund-elsewhere = { $amount } is given back by whoever sold you the tickets.
booking-letter-moved-subject = Tickets exchanged: { $title }
booking-letter-moved-text =
    Hello { $name },

    Your tickets are exchanged. The old ones no longer open the door.

    { $event }

    { $tickets }

    Your new tickets:
    { $link }

    Booking { $reference }.
booking-letter-transfer-subject = A ticket for you: { $title }
booking-letter-transfer-text =
    Hello { $name },

    { $from } gives you a ticket.

    { $event }

    Here it is, to show on a phone or to print:
    { $link }

    Keep this e-mail: its link is yours alone.
booking-letter-wait-subject = Waiting list: { $title }
booking-letter-wait-text =
    Hello { $name },

    You are on the waiting list.

    { $event }

    Places wanted: { $places }. As soon as they come free, an e-mail offers them to you.

    Where you are, or to leave the list:
    { $link }
booking-letter-wait-offer-subject = Places for you: { $title }
booking-letter-wait-offer-text =
    Hello { $name },

    Places have come free.

    { $event }

    Places kept for you: { $places }, until { $until }.
    Take them or leave them:
    { $link }

    Without an answer, they go to the next person.
booking-letter-find-subject = Your tickets
booking-letter-find-text =
    Hello,

    You asked to find your tickets. These are your bookings to come:

    { $orders }

    It was not you? Nothing has changed, nobody else received this e-mail.
booking-letter-line = { $quantity } × { $label }: { $price }
