## Le portail
pass-nav = Museums
pass-portal-title = La C’Art, the museum pass
pass-portal-heading = A year of museums, <em>uncounted</em>
pass-portal-lead = { $n ->
    [one] The collections and exhibitions of one museum, as often as you like.
   *[other] The collections and exhibitions of { $n } museums, as often as you like, for a year.
}
pass-buy = Buy a pass
pass-buy-from = Buy a pass, from { $price }
pass-have-gift = I was given a pass
pass-mine = My passes
pass-map = The communes of the métropole where the pass opens a museum
pass-step-1 = Choose
pass-step-1-words = A pass for you, for two, for the family, or to give
pass-step-2 = Keep it with you
pass-step-2-words = On the phone, on paper or in plastic: all open the same doors
pass-step-3 = Walk in
pass-step-3-words = An hour or a day, for one room or the whole museum
pass-demo = demonstration
pass-demo-words = These prices show the software; they bind nobody.
pass-choose = Which pass is yours?
pass-free = free
pass-validity-purchase = { $n ->
    [one] Good for one month from purchase.
   *[other] Good for { $n } months from purchase.
}
pass-validity-first_visit = { $n ->
    [one] Good for one month from the first visit.
   *[other] Good for { $n } months from the first visit.
}
pass-validity-chosen = { $n ->
    [one] Good for one month, from the day you choose.
   *[other] Good for { $n } months, from the day you choose.
}
pass-admits = Up to { $n } people at a time.
pass-take = Choose
pass-give = Give it
pass-none-sold = No pass is on sale at the moment.
pass-desk-too = The pass is also sold at every museum’s desk and in town halls, in cash, by card or by cheque.
pass-museums = { $n ->
    [one] One museum
   *[other] { $n } museums
}
pass-benefits = Invitations and benefits
pass-benefits-all = See them all
pass-benefits-lead = What museums offer to those who hold a pass.
pass-benefits-shown = On showing the pass
pass-benefits-none = No benefit is announced at the moment.
pass-invitations = Invitations
pass-invitations-how = Ask for them from your pass’s page.
pass-invitations-none = No invitation at the moment. We write to you when one is yours.
pass-privacy-title = What we know of your visits
pass-privacy-words = Museums count entries, not people. Your pass’s code tells neither your name nor your tariff; your passages are erased after two weeks, and only numbers remain.
pass-from-to = from { $from } to { $to }
pass-people = { $n ->
    [one] one person
   *[other] { $n } people
}
pass-asking-soon = To be asked for: { $at }.
pass-asking-closed = It can no longer be asked for.
pass-asking-draw = { $n ->
    [one] One invitation, drawn by lot: { $at }.
   *[other] { $n } invitations, drawn by lot: { $at }.
}
pass-asking-none = All are given; one may wait for one to be given back.
pass-asking-left = { $n ->
    [one] One is left.
   *[other] { $n } are left.
}
pass-asking-open = There is one for everyone.
pass-draw-fair = How to check the draw
pass-draw-how = Each claim is ranked by the SHA-256 hash of the seed, a colon and its identifier. The seed’s hash is published before the first claim, the seed after the draw: nobody could choose it.
pass-draw-hash = Hash of the seed
pass-draw-seed = Seed

## Acheter
pass-basket = Your basket
pass-as-gift = as a gift
pass-basket-set = Update
pass-basket-empty = The basket is empty: choose at least one pass.
pass-basket-empty-words = Choose how many passes above.
pass-basket-full = Ten passes at most in one order. For more, write to us: there are batches.
pass-line = Pass { $n }: { $product }
pass-line-gift = Pass { $n }: { $product }, a gift
pass-first-name = Given name
pass-last-name = Family name
pass-second-first = Second person’s given name
pass-second-last = Second person’s family name
pass-second-last-hint = Empty: the same name.
pass-begins-on = First day
pass-begins-hint = Empty: today.
pass-commune = Commune where you live
pass-commune-none = I would rather not say
pass-commune-hint = Optional: used to count where visitors come from, never to know you.
pass-gift-to = To
pass-gift-from = From
pass-gift-message = A few words
pass-gift-email = Address to send it to
pass-gift-email-hint = Empty: you get the code and give it yourself.
pass-gift-on = Day to send it
pass-gift-on-hint = Empty: at once.
pass-your-order = Your order
pass-email = E-mail address
pass-email-hint = To receive the pass. No account is needed.
pass-terms = I buy this pass and know that I must pay for it.
pass-withdrawal-words = You have fourteen days to change your mind, giving no reason: from your order’s page the money comes back to you. If you have already visited, only the days gone are due.
pass-order-free = Get my pass
pass-pay = Pay { $price }
pass-good-to-know = Good to know
pass-know-account = No account is asked for: a name on the pass, an address to send it to.
pass-know-phone = The pass opens on a phone, even without a network, and can be printed.
pass-know-desk = A plastic card awaits you at any museum’s desk.
pass-know-visits = Lost? Another is made at once, and the old one opens nothing.

## La commande
pass-order = Order { $reference }
pass-order-asked-title = Your order awaits payment
pass-order-asked-words = The pass is made as soon as the payment is received. Just paid? Reload this page in a moment.
pass-order-paid-title = It is done
pass-order-paid-words = Thank you. Everything is below.
pass-order-given_up-title = This order was not paid
pass-order-given_up-words = It is closed. Nothing was taken.
pass-order-letter = A letter is on its way to { $email } too.
pass-order-keep = Keep this page’s address: it is enough to come back.
pass-order-handed-on = This pass is someone else’s now: it is neither shown nor taken back here any more.
pass-order-state-asked = to be paid
pass-order-state-paid = paid
pass-order-state-given_up = closed
pass-deed-new = purchase
pass-deed-renewal = renewal
pass-deed-gift = gift
pass-open = Open the pass
pass-refunded = { $price } given back
pass-waiting-title = One call at a desk is left
pass-waiting-words = Show once what gives a right to this tariff, at any museum’s or town hall’s desk. No paper is kept, and the pass opens at once.
pass-gift-sent = Sent to { $email }.
pass-gift-leaves = Leaves for { $email }: { $day }.
pass-gift-leaves-now = Leaves for { $email } in a minute.
pass-gift-yours = Give this code yourself, or the gift’s page.
pass-gift-until = To be opened by { $day }.
pass-gift-see = The gift’s page
pass-withdraw = Change your mind
pass-withdraw-words = { $price } comes back the way you paid, and this pass opens nothing any more.
pass-withdraw-gift-words = The gift is taken back if nobody opened it, and the money comes back the way you paid.
pass-withdraw-do = Confirm: I withdraw
pass-withdrawn = Done: { $amount } is given back to you.

## Les cadeaux
pass-gift-title = A pass as a gift
pass-gift-lead = Someone gives you a year of museums.
pass-gift-code = Gift code
pass-gift-code-hint = Twelve signs, such as 7K3M P2QX 9TDA.
pass-gift-look = See the gift
pass-gift-of = From { $from }
pass-gift-for = For you, { $name }
pass-gift-what = A { $product } pass.
pass-gift-email-own = Optional: to find your pass and invitations again.
pass-gift-open = Open my pass
pass-gift-done = Here is your pass. Enjoy your visits!
pass-gift-slip = This code is not complete, or a sign is wrong. Check it.
pass-gift-opened = This gift was already opened.
pass-gift-opened-short = opened
pass-gift-cancelled = This gift was taken back.
pass-gift-over = This gift was to be opened within the year: it is no longer good. Write to us.
pass-gift-past = That day has passed.
pass-gift-far = One year ahead at most.
pass-not-given = This pass cannot be given.

## La page du pass
pass-page-title = { $name }’s pass
pass-and = and { $name }
pass-qr-of = Code of { $name }’s pass
pass-qr-of-invitation = Code of the invitation: { $title }
pass-standing-active = good
pass-standing-soon = good soon
pass-standing-over = over
pass-standing-waiting = to be checked at a desk
pass-standing-suspended = held back
pass-standing-refunded = refunded
pass-standing-cancelled = cancelled
pass-begins = from { $day }
pass-ended = since { $day }
pass-until = until { $day }
pass-awaits-visit = the year begins at your first visit, and ends by { $day } at the latest
pass-suspended-words = This pass is held back. Any desk will tell you why.
pass-gone-words = This pass opens nothing any more.
pass-renew-title = Renew
pass-renew-words = The pass goes on until { $day }: nothing is lost of the days left.
pass-renew-do = Renew
pass-keep-account = Keep it in my account
pass-kept = The pass is in your account.
pass-keep-sign-in = Sign in first.
pass-keep-taken = This pass is in an account already.
pass-claim = Ask for an invitation
pass-claim-draw = Take part in the draw
pass-claim-wait = Wait for a place
pass-claim-won = The invitation is yours: it is below.
pass-claim-asked = Noted: you take part in the draw.
pass-claim-waiting = All are given: you are in the line, and we will write to you.
pass-claim-is-won = You are invited. Show this code at the door.
pass-claim-is-asked = You take part in the draw.
pass-claim-is-waiting = In the line, rank { $place }.
pass-give-back = Give back
pass-claim-given-back = Given back. The next in line has it.
pass-claim-closed = This invitation is no longer offered.
pass-claim-early = It is too early to ask for it.
pass-claim-late = It is too late to ask for it.
pass-claim-not-good = Your pass will not be good that day.
pass-own = Your pass, your choices
pass-lost = I lost it
pass-lost-words = Another code is made at once, with another page. The old one opens nothing, wherever it is.
pass-lost-do = Make my pass again
pass-reissued = Made again. The old code opens nothing.
pass-transfer = Hand it on
pass-transfer-words = The pass changes names for the time left; it will no longer be yours.
pass-transfer-email = Their e-mail address
pass-transfer-do = Hand on
pass-transferred = Done: the pass changed hands, a letter has left.
pass-transfer-never = This pass is personal: it cannot be handed on.
pass-transfer-done = This pass was handed on already.
pass-transfer-not-good = This pass is not good: it cannot be handed on.
pass-erase = Erase my data
pass-erase-words = Your name, your address and this pass are erased for ever. It opens nothing any more and is not refunded. Numbers stay, with nobody behind them.
pass-erase-tick = I understand, erase everything
pass-erase-do = Erase
pass-erase-certain = Tick the box to confirm. Nothing was erased.
pass-erased = Everything is erased.
pass-mine-none = No pass in your account. Open a pass’s page and choose “Keep it in my account”.
pass-orders = My orders
pass-reference = Reference
pass-when = Date
pass-amount = Amount
pass-state = State
pass-name = Name
pass-number = Number

## Le guichet
pass-office-nav-desk = Pass: desk
pass-office-nav-benefits = Pass: benefits
pass-office-nav-products = Pass: tariffs
pass-office-nav-batches = Pass: batches
pass-desk = Pass desk
pass-desk-sell = Sell a pass
pass-desk-open-till = Open a till
pass-desk-no-till = Open a till first.
pass-desk-find = A name, a number, or scan the code
pass-desk-hint = Arrows go from name to name, Enter opens, Escape comes back here.
pass-desk-found = { $n ->
    [0] No pass
    [one] One pass
   *[other] { $n } passes
}
pass-desk-passes = Passes found
pass-desk-more = There are more: type another letter.
pass-desk-nobody = No pass in the name of “{ $query }”.
pass-desk-good = { $n ->
    [0] No pass is good today.
    [one] One pass is good today.
   *[other] { $n } passes are good today.
}
pass-desk-waiting = To be checked
pass-desk-unreadable = This code is not one of ours, or is damaged. Type the number.
pass-desk-unknown = No pass has this number.
pass-desk-slip = This number has eleven digits; one is wrong or missing.
pass-desk-email-hint = Optional: to receive the pass on a phone.
pass-desk-declared = The person declares they are entitled to it
pass-desk-seen = I saw the proof (nothing is kept)
pass-desk-take = Take payment
pass-desk-again = This sale was sent already. Go back to the desk and look the name up.
pass-done-sold = Sold. Receipt { $receipt }.
pass-done-checked = Checked: the pass opens.
pass-done-refused = The pass is taken back.
pass-done-suspended = The pass is held back.
pass-done-resumed = The pass is good again.
pass-done-cancelled = The pass is cancelled.
pass-done-transferred = The pass changed names. Print the new card.
pass-done-refunded = Refunded.
pass-holder = Holder
pass-holder-page = The holder’s page
pass-payment = Payment
pass-means = By
pass-means-especes = Cash
pass-means-carte = Card
pass-means-cheque = Cheque
pass-means-virement = Transfer
pass-means-titre = Voucher
pass-means-needed = Choose how it is paid.
pass-tendered = Sum handed over
pass-change = Change:
pass-cheque-number = Cheque number
pass-cheque-bank = Bank
pass-cheque-drawer = Drawn by
pass-two-means = Pay in two ways
pass-first-part = Sum by the first means
pass-second-means = The rest by
pass-none = none
pass-language = Language of letters
pass-check-title = Check the right to the tariff
pass-check-words = Look at the proof and hand it back: nothing is copied or kept.
pass-check-seen = Seen
pass-check-not = It does not do
pass-checked = checked
pass-product = Pass
pass-people-label = Admits
pass-first-visit = First visit
pass-not-yet = not yet
pass-no-email = none
pass-print = Print the card
pass-print-page = Print
pass-remake = Make again (lost)
pass-suspend = Hold back
pass-resume = Make good again
pass-sales = What was paid
pass-what = What
pass-channel-online = online
pass-channel-desk = at a desk
pass-channel-batch = in a batch
pass-refund = Refund
pass-refund-withdrawal = { $price } to give back: fourteen days to withdraw.
pass-refund-rule = { $price } to give back, by this pass’s rule.
pass-refund-nothing-due = Nothing is due. At most { $price }, as a favour.
pass-refund-way-payment = By the way of the online payment.
pass-refund-way-till = At the till that took it.
pass-refund-way-transfer = By the accountant’s transfer.
pass-refund-till = Open a till of the same régie to give this sum back.
pass-refund-amount = Another sum
pass-refund-amount-hint = Empty: what is due.
pass-refund-why = Why
pass-refund-do = Refund and take the pass back
pass-refund-nothing = Nothing was paid for this pass, or all was given back.
pass-refund-none = No rule gives money back at this date.
pass-refund-much = More than was paid.
pass-cancel = Cancel the pass
pass-cancel-words = Without money back: it opens nothing any more.
pass-cancel-do = Cancel
pass-sheet-logged = Each sheet opened is noted in the log.
pass-gone = This pass was given or taken back.
pass-nothing-to-check = Nothing is to be checked on this pass.

## Ce qui ne va pas
pass-name-needed = This name is missing.
pass-name-long = Sixty signs at most.
pass-second-needed = This pass bears two names: give the second.
pass-email-bad = No letter can go to this address. Check it.
pass-terms-needed = Tick the box to order.
pass-declare-needed = Tick the box if you are entitled to it; else choose another pass.
pass-begins-needed = Choose the first day.
pass-begins-past = That day has passed.
pass-begins-far = That day is too far ahead.
pass-message-long = Five hundred signs at most.
pass-day-bad = That is not a date. Write for instance 25/12/2026.
pass-moment-bad = Give a day and a time.
pass-not-sold = This pass is not on sale.
pass-order-large = This order is too large to be counted.
pass-renew-early = It is too early to renew this pass.
pass-renew-late = This pass ended too long ago: take a new one.
pass-renew-gone = This pass was given or taken back: it cannot be renewed.
pass-amount-bad = That is not an amount. Write for instance 12.50.
pass-number-bad = This number is not possible here.

## Les tarifs
pass-office-products = Passes and tariffs
pass-office-products-lead = What is sold, to whom, for how long and at which price. Passes sold keep their days.
pass-office-defaults = Add the example passes that are missing
pass-done-defaults = Added.
pass-done-saved = Saved.
pass-save = Save
pass-action = Action
pass-price = Price
pass-prices = Prices
pass-price-now = Price today
pass-price-next = To come
pass-price-then = { $price } on { $day }
pass-price-from = From
pass-price-is-now = today
pass-price-set = Set this price
pass-price-drop = Take back
pass-price-past = A price does not change in the past: choose today or later.
pass-price-bad = A price is never negative.
pass-no-price = no price
pass-validity = Validity
pass-validity-rule-purchase = from purchase
pass-validity-rule-first_visit = from the first visit
pass-validity-rule-chosen = from a chosen day
pass-sold-where = On sale
pass-sold-online = online
pass-sold-desk = at desks
pass-sold-gift = as a gift
pass-sold-batch = in batches
pass-product-new = New pass
pass-product-demo = Demonstration figures. { $source }
pass-product-says = What is said
pass-product-code = Code
pass-product-code-hint = Small letters, digits and dashes; it never changes.
pass-product-code-bad = Two to twenty-four small letters, digits or dashes.
pass-product-code-taken = This code exists already.
pass-product-name = Name
pass-product-words = In a sentence
pass-product-who = For whom
pass-audience = Audience
pass-audience-solo = one person
pass-audience-duo = two people
pass-audience-family = family
pass-audience-young = the young
pass-audience-social = minimum income
pass-audience-corporate = companies
pass-product-admits = People admitted at once
pass-product-holders = Names borne
pass-eligibility = Right to the tariff
pass-eligibility-open = open to all
pass-eligibility-declared = declared
pass-eligibility-desk = shown once at a desk
pass-eligible = What one declares
pass-product-days = Duration and after
pass-product-months = Months
pass-product-within = Begins within (months)
pass-product-begins = A pass that runs from the first visit needs a time to make it.
pass-product-before = Renewable before the end (days)
pass-product-after = Renewable after the end (days)
pass-product-transfers = Changes of name allowed
pass-refund-what = Refund after fourteen days
pass-refund-rule-never = never
pass-refund-rule-unused = whole, without a visit
pass-refund-rule-pro_rata = by the days left
pass-product-place = Place in lists
pass-product-notional = Paid by a third party
pass-product-notional-hint = For a free pass: what museums share.

## Les lots
pass-office-batches = Batches
pass-office-batches-lead = For works councils: a list of names or codes to hand out, paid on invoice.
pass-buyer = Buyer
pass-siret = SIRET
pass-siret-bad = This SIRET number is wrong: fourteen digits, one a check digit.
pass-buyer-reference = Buyer’s reference
pass-buyer-reference-hint = Purchase order, commitment number.
pass-address = Invoice address
pass-address-needed = The address is missing.
pass-copies = Number
pass-unit = Price of one
pass-to-be-paid = to be paid
pass-paid-on = paid on { $day }
pass-batch-new = New batch
pass-batch-codes = Codes to hand out
pass-batch-codes-hint = A number, { $n } at most; or a list of names below.
pass-batch-people = List of names
pass-batch-people-hint = One person a line: family name; given name; e-mail address (optional).
pass-batch-make = Prepare the invoice
pass-batch-no-product = No pass is sold in batches.
pass-batch-empty = Give a number of codes or a list of names.
pass-batch-many = Two thousand passes at most in a batch.
pass-list-faults = The list was not taken:
pass-list-line = Line { $n }:
pass-list-unreadable = this line cannot be read.
pass-invoice = Invoice { $reference }
pass-invoice-line = { $product } museum pass
pass-invoice-how = To be paid by transfer, quoting { $reference }. The passes are made as soon as the transfer is received.
pass-batch-csv = Download the list
pass-batch-cards = Print the cards
pass-batch-pay = The transfer has come
pass-batch-paid-on = Received on
pass-batch-bank = Bank’s reference
pass-batch-bank-needed = Give the reference the bank shows.
pass-batch-pay-do = Make the passes
pass-batch-future = That day is to come.
pass-batch-paid = This batch was paid already.
pass-batch-made = { $n ->
    [one] One pass
   *[other] { $n } passes
}
pass-batch-opened = { $n ->
    [0] None was opened yet.
    [one] One was opened.
   *[other] { $n } were opened.
}
pass-done-batch = The invoice is ready.
pass-done-batch-paid = The passes are made.

## Les avantages
pass-office-benefits = Invitations and benefits
pass-office-benefits-lead = What your museum offers to those who hold a pass.
pass-museum = Museum
pass-days = Days
pass-given = Given
pass-in-line = Waiting
pass-benefit-new = Announce something
pass-benefit-no-museum = Your role is over no museum.
pass-benefit-kind = What
pass-benefit-kind-benefit = benefit
pass-benefit-kind-invitation = invitation
pass-benefit-state-draft = draft
pass-benefit-state-published = published
pass-benefit-state-cancelled = called off
pass-benefit-way = Given to
pass-benefit-way-first = whoever asks first
pass-benefit-way-draw = by lot
pass-benefit-title = Title
pass-benefit-title-needed = The title is missing.
pass-benefit-words = In a few words
pass-benefit-from = First day
pass-benefit-until = Last day
pass-benefit-days = The last day comes before the first.
pass-benefit-quota = Invitations
pass-benefit-quota-needed = Say how many there are.
pass-benefit-people = People per invitation
pass-benefit-claims-from = To be asked for from
pass-benefit-claims-until = Until (then the draw)
pass-benefit-claims = The end comes before the beginning.
pass-benefit-claims-late = One cannot ask once it is over.
pass-benefit-promise = Once published, what was promised stands: the number can only grow.
pass-benefit-promised = It is published: its kind, its way of giving and its publication no longer change.
pass-benefit-given = Invitations were given for these days: they no longer change. Call it off, then publish another.
pass-benefit-fewer = The number promised can only grow.
pass-benefit-cancelled = It is called off: write another.
pass-claims-asked = in the draw
pass-claims-won = invited
pass-claims-waiting = in the line
pass-claims-given_up = given back
pass-ranks = The ranks, without names

## Les lettres
pass-letter-line-pass = • { $product }, { $who }, from { $begins } to { $ends }: { $link }
pass-letter-line-gift = • { $product }, a gift. Code { $code }: { $link }
pass-letter-order-subject = Your museum pass, order { $reference }
pass-letter-order-text =
    Hello,

    Thank you. This is what you ordered:

    { $lines }
    Paid: { $total }.

    The address above opens the pass; keep it to yourself. Your order: { $link }

    You have fourteen days to change your mind, from the order’s page.

    Enjoy your visits!
pass-letter-pass-subject = Your museum pass
pass-letter-pass-text =
    Hello { $name },

    Here is your { $product } pass, good from { $begins } to { $ends }:

    { $link }

    This address opens the pass; keep it to yourself.

    Enjoy your visits!
pass-letter-checked-subject = Your pass is open
pass-letter-checked-text =
    Hello { $name },

    Checked: your { $product } pass opens museums until { $ends }.

    { $link }

    No document was kept.
pass-letter-transfer-subject = A museum pass is yours
pass-letter-transfer-text =
    Hello { $name },

    Someone hands their { $product } pass on to you, good until { $ends }:

    { $link }

    This address opens the pass; keep it to yourself.
pass-letter-reissued-subject = Your pass was made again
pass-letter-reissued-text =
    Hello { $name },

    Your { $product } pass has a new code and a new page:

    { $link }

    The old one opens nothing. If you asked for nothing, call at a desk.
pass-letter-code-subject = Your renewed pass has a new code
pass-letter-code-text =
    Hello { $name },

    Your { $product } pass goes on until { $ends }. Its page shows the new code:

    { $link }

    A paper or plastic card is to be made again: print it from this page, or ask for it at any desk.
pass-letter-remind-subject = Your museum pass ends on { $ends }
pass-letter-remind-text =
    Hello { $name },

    Your { $product } pass ends on { $ends }. Renewed before, it goes on for another year from that day: nothing is lost.

    { $link }

    If you would rather stop there, there is nothing to do.
pass-letter-refund-subject = Refund, order { $reference }
pass-letter-refund-text =
    Hello,

    { $amount } is given back to you for order { $reference }. Depending on your bank this takes a few days.
pass-letter-invitation-subject = You are invited: { $title }
pass-letter-invitation-text =
    Hello { $name },

    An invitation is yours: { $title }, { $day }.

    It is on your pass’s page: { $link }

    Cannot come? Give it back from that page: the next in line has it.
pass-letter-called-off-subject = Called off: { $title }
pass-letter-called-off-text =
    Hello { $name },

    The museum had to call it off: { $title }, { $day }. Your invitation is no longer good; your pass still is.

    { $link }
pass-letter-gift-subject = { $from } gives you a year of museums
pass-letter-gift-text =
    { $to }

    { $message }

    { $from }

    Here is a { $product } pass, to be opened in your name:

    { $link }

    Code: { $code }. To be opened by { $until }.
pass-see-flows = From one museum to another, counted without following anyone
pass-see-accounts = How the pass’s money is shared
