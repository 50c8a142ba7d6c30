# What the box office refuses, in the reader's words.
box-above-cap = This price is above the programme’s maximum: { $cap }.
box-not-enough = { $left ->
    [0] No places are left.
    [1] Only one place is left.
   *[other] Only { $left } places are left.
 }
box-allotment-used = Places of this allotment are already taken: it can’t be removed.
box-allotments-much = Together the allotments exceed the number of places.
box-amount-other = The amount paid is not that of the order.
box-called-off = The performance is cancelled.
box-cancel-at-desk = These tickets were paid at the desk: they are cancelled there.
box-cancel-hours-bad = The time to cancel can’t exceed sixty days.
box-cancel-late = It is too late to cancel these tickets.
box-capacity-bad = Give a number of places between 1 and 100,000.
box-capacity-hall = The hall can’t take that many people.
box-capacity-taken = More places than that are already taken.
box-category-bad = Give the seat category printed on the ticket, in 40 characters at most.
box-change-late = It is too late to change these tickets.
box-change-other = These tickets can’t be exchanged for that performance.
box-change-unpaid = Only tickets already issued can be exchanged.
box-code-bad = This code is taken, or is not made of small letters, digits and dashes.
box-commune-bad = This commune is not known.
box-email-bad = This e-mail address is not complete. Example: first.last@example.com
box-email-needed = Give an e-mail address: the tickets are sent there.
box-hold-gone = Time is up and the places were given back. Please choose them again.
box-hold-used = These places already belong to an order.
box-household = You have already booked as many places as this performance allows.
box-label-bad = Give a name, in 80 characters at most.
box-most-bad = An order has between 1 and 50 places.
box-name-bad = This name can’t be printed: 80 characters at most, on one line.
box-name-needed = Give a name.
box-no-plan = No seating plan is set: places can’t be numbered.
box-no-seller = Nobody is yet named to sell this performance.
box-no-such-tariff = This price is not offered here.
box-no-tariff = Set at least one price before opening the sale.
box-no-waiting-list = There is no waiting list for this performance.
box-not-open = The sale is not open.
box-not-to-pay = This order is no longer to be paid.
box-nothing-chosen = Choose at least one place.
box-nothing-to-cancel = There is nothing to cancel.
box-numbered-sold = Places are already sold: seating can’t change any more.
box-offer-gone = This offer no longer stands.
box-offer-more = You ask for more places than you are offered.
box-online-late = The online sale can’t end after the desk’s.
box-opens-late = The sale must open before it closes.
box-order-cancelled = This order is cancelled.
box-over = The performance has already begun.
box-paid-already = This order is already paid.
box-pay-later-no = Paying at the town hall is no longer possible for this performance.
box-people-bad = Give a plausible number of people.
box-phone-bad = This telephone number can’t be read.
box-places-bad = Give a number of places between zero and the capacity.
box-places-left = Places are left: you can book them right now.
box-places-taken = More places than that are already taken in this allotment.
box-price-bad = Give a price between 0 and 1,000 €.
box-price-free = A free ticket or an invitation costs nothing.
box-quantity-bad = This number of places is not possible.
box-refund-till = The money was taken at the desk: open a till of the same régie to give it back.
box-sold-already = Orders exist: the sale can’t become a draft again.
box-ticket-cancelled = This ticket is cancelled.
box-ticket-used = This ticket was already used.
box-too-many = That is more places than one order allows.
box-transfer-often = This ticket has already changed hands too often.
box-until-bad = Give a date to come, before the performance.
box-waiting-first = Places that become free are first offered to the waiting list. You can join it.

# What the programming interface answers.
api-key = Key missing, unknown or revoked.
api-token = Something else was asked under this idempotency key.
api-unpaid = This order costs { $due }: say who took the money.
api-already-in = This ticket is already in.
api-code = This ticket does not open this door now.
api-not-found = Not found.
api-busy = The server is very busy: try again in a moment.
api-fault = The request could not be served.
