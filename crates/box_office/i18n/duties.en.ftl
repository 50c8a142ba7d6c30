# Numbered seats
seats-best = Leave it to us: we give you the best places left, side by side. Or choose them yourself.
seats-wheelchair = Coming in a wheelchair
seats-wheelchair-hint = { $n ->
    [one] One space is left. The companion’s seat is beside it.
   *[other] { $n } spaces are left. The companion’s seat is beside each.
}
seats-wheelchairs = People in a wheelchair, among you
seats-companions = People who accompany them
seats-pick = Choose my seats
seats-picture = Plan of the hall
seats-picture-about = { $places ->
    [one] One seat
   *[other] { $places } seats
}, { $free ->
    [0] none free
    [one] one free
   *[other] { $free } free
}. The list of seats, row by row, is under the plan.
seats-stage = Stage
seats-row = row { $row }
seats-key-free = free
seats-key-taken = taken
seats-key-chosen = chosen
seats-kind-wheelchair = wheelchair
seats-kind-companion = companion
seats-kind-restricted_view = restricted view
seats-taken = One of these seats has just been taken. Choose another.
seats-none = Not enough seats of this category are left.
seats-no-wheelchair = No wheelchair space is left with enough seats around it. Call us: we will look with you.
seats-unknown = This seat is not in the hall.
seats-category = A seat chosen is not of the price’s category. Choose seats of that category, or another price.
seats-number = Choose as many seats as tickets, or none to have the best ones.
seats-begun = Places are taken already: the hall of this performance cannot change.
seats-closed = The sale of this performance is closed.
seats-allotments = The allotments of this performance want more places than the hall has.
seats-plan-unsound = This plan cannot be used: it needs seats, each named once, five thousand at most.

# Halls
halls-nav = Halls
halls-title = Halls and plans
halls-lead = Describe a hall row by row: the plan is drawn, and a performance may be sold with numbered seats.
halls-name = Name of the hall
halls-name-needed = Give the hall a name, of a hundred characters at most.
halls-institution = Institution
halls-places = Places
halls-none = No hall is described yet. Without a plan, people sit where they like.
halls-new = Describe a hall
halls-nowhere = You keep the box office of no institution.
halls-draw = See the plan
halls-keep = Save
halls-typed = Rows and seats
halls-typed-hint = One row a line, from the stage to the back: “A: 1-12”. A plan of pretix may be pasted too.
halls-examples = Examples
halls-example =
    A: 1-12
    B-F: 1-6 _ 7-12        five rows, an aisle in the middle
    PMR: 1-4w 5-8c         wheelchairs, companions
    {"["}Balcony ; 2nd price]  another part, its category
    A: 1-8 9-10r           two seats with a restricted view
    B: 11-1i _ 2-12p       odd on the left, even on the right
halls-drawn = The plan
halls-drawn-places = { $n ->
    [one] one place
   *[other] { $n } places
}
halls-drawn-wheelchairs = { $n ->
    [one] one of them for a wheelchair
   *[other] { $n } of them for wheelchairs
}
halls-drawn-companions = { $n ->
    [one] one for a companion
   *[other] { $n } for companions
}
halls-drawn-restricted = { $n ->
    [one] one with a restricted view
   *[other] { $n } with a restricted view
}
halls-rows = The rows in full
halls-imported = This plan comes from a file. Leave the field empty to keep it as it is.
halls-promise = Performances numbered already keep the plan they had.
halls-kept = The hall is saved.
halls-retired = The hall is no longer offered.
halls-performances = Performances with numbered seats
halls-performances-lead = As long as no place is taken, a performance given here may use this plan. Its capacity becomes the hall’s.
halls-performance = Performance
halls-number = Number this performance
halls-numbered-already = numbered already
halls-numbered = “{ $title }” is now sold with numbered seats.
halls-no-performance = No performance to come is sold here.
halls-retire = No longer offer this hall
halls-retire-lead = It leaves the list. Performances that have its plan keep it.
halls-retire-do = Remove the hall
halls-fault-line = Line { $line }: { $what }
halls-fault-no-colon = a row is written “A: 1-12” (read: { $text }).
halls-fault-no-name = the row has no name.
halls-fault-no-seat = this row has no seat (read: { $text }).
halls-fault-not-seats = these are not seat numbers (read: { $text }).
halls-fault-not-rows = these rows do not follow each other (read: { $text }).
halls-fault-seat-twice = seat { $text } is there twice.
halls-fault-row-twice = row { $text } is there twice.
halls-fault-empty = There is no seat.
halls-fault-too-many = There are more than five thousand seats, or a number is too large.
halls-fault-too-long = a name is too long (read: { $text }).

# Declarations
duties-nav = Declarations
duties-title = Declarations of shows
duties-lead = What each performance owes: the SIBIL declaration, VAT, the tax on shows. All of it comes from the box office’s statements.
duties-no-seller = No performance is sold by an institution you answer for.
duties-quarter = { $number ->
    [1] 1st
    [2] 2nd
    [3] 3rd
   *[other] { $number }th
} quarter { $year }
duties-quarters = Quarters and tax worksheet
duties-running = This quarter is running. Each performance may be declared from the day after, and by { $due } at the latest.
duties-late = The deadline of { $due } has passed: performances are still to be declared.
duties-due = To be declared by { $due }.
duties-previous = Quarter before
duties-next = Quarter after
duties-sheet = VAT and the tax on shows
duties-count-taken = Declared
duties-count-ready = Ready
duties-count-lacking = To complete
duties-performances = Performances
duties-show = Show
duties-when = Performance
duties-paid = Paid tickets
duties-free = Free
duties-receipts = Receipts
duties-state = Declaration
duties-state-taken = Declared
duties-state-changed = To declare again: the statement changed
duties-state-refused = Refused, to send again
duties-state-ready = Ready
duties-state-lacking = To complete
duties-state-to_come = To come
duties-said = SIBIL’s answer: { $said }
duties-send = { $n ->
    [0] Nothing to send
    [one] Send one declaration to SIBIL
   *[other] Send { $n } declarations to SIBIL
}
duties-by-hand = This server has no SIBIL account for this institution: download the file and declare on the ministry’s site.
duties-csv = Download as CSV
duties-none = This institution sells no performance this quarter.
duties-history = Sendings
duties-sent-at = Sent
duties-answer = Answer
duties-answer-taken = Accepted
duties-answer-refused = Refused
duties-withdrawn = Performance cancelled since
duties-seller = The seller
duties-vat = VAT on tickets
duties-vat-unknown = Not said yet
duties-vat-subject = Subject: VAT is due
duties-vat-exempt = Exempt
duties-siret = SIRET
duties-siret-hint = Fourteen digits. May stay empty.
duties-siret-wrong = This is not a SIRET: fourteen digits, the last of which checks the others.
duties-keep = Save
duties-seller-kept = Saved.
duties-show-kept = Saved for “{ $title }”.
duties-number-wrong = Write a number of performances.
duties-amount-wrong = Write an amount in euros, such as 1200 or 1200.50.
duties-domain-unknown = SIBIL has no such domain.
duties-not-configured = This server has no SIBIL account for this institution.
duties-nothing-to-send = Nothing to send: everything is declared, or to be completed.
duties-sent = { $taken ->
    [one] One performance declared.
   *[other] { $taken } performances declared.
}{ $left ->
    [0] {""}
   *[other] { " " }{ $left } are left: send again.
}
duties-sent-some = Performances declared: { $taken }. Refused: { $refused }. The reason is beside each.
duties-account-refused = SIBIL refuses this institution’s account. Check the user and the password in the server’s configuration.
duties-unreachable = SIBIL does not answer. Nothing is lost: try again later.
duties-not-understood = SIBIL answered something unexpected. Try again later, or declare with the file.
duties-lack-to-come = The performance has not taken place yet.
duties-lack-not-sold = This performance is not sold here: its figures are not known.
duties-lack-id-missing = The declaration has no identifier.
duties-lack-id-too-long = The declaration’s identifier is too long.
duties-lack-dates = The date of the performance is missing.
duties-lack-dates-order = The series ends before it begins.
duties-lack-two-quarters = The series is across two quarters.
duties-lack-performances = The number of performances does not fit the dates.
duties-lack-negative = A number is below zero.
duties-lack-tickets = The numbers of tickets do not add up.
duties-lack-receipts = There are receipts without a paid ticket: a cancelled ticket was not refunded.
duties-lack-average = An average price does not fit the receipts.
duties-lack-capacity = The capacity is missing.
duties-lack-above-capacity = There are more tickets than places.
duties-lack-place-name = The name of the place is missing.
duties-lack-place-address = The address of the place is missing.
duties-lack-place-postal-code = The postal code of the place is missing.
duties-lack-place-town = The town of the place is missing.
duties-lack-siret = The SIRET of the place is wrong.
duties-lack-title = The title is missing.
duties-lack-domain = The domain is missing.
duties-licence-empty = No licence is given: it must be on tickets beyond six performances a year.
duties-licence-old = Licence { $licence }: these numbers of before 2019 hold no longer.
duties-licence-form = Licence { $licence }: a number is written PLATESV-D-2024-001234 or L-D-24-1234.
duties-licence-year = Licence { $licence }: no receipt was given in that year.
duties-licence-ended = Licence { $licence }: a receipt holds five years, this one has ended.
duties-licence-later = Licence { $licence }: it is later than the performance.
duties-show-lead = Say what the box office cannot know. What is not said stays “to say”, and is never supposed.
duties-unsaid = To say
duties-proposed = Proposed: { $what }
duties-part-vat = VAT
duties-part-sibil = SIBIL
duties-part-tax = Tax on shows
duties-nature = What is played
duties-nature-hint = The first 140 paid performances of a new work or a new staging are at 2.1%. Those after, and other shows, at 5.5%.
duties-nature-creation = New work (theatre, music, opera, dance) or musical variety show
duties-nature-new_staging = Classical work newly staged
duties-nature-original_circus = Circus of original creations, with musicians
duties-nature-other_show = Another show
duties-played-before = Paid performances given before those here
duties-played-before-hint = Anywhere, since its creation. Zero if the first is given here. The company knows.
duties-domain = Domain
duties-young = For a young audience
duties-collector = Collector
duties-collector-astp = ASTP
duties-collector-cnm = CNM
duties-collector-nobody = No tax
duties-sold-for = What the show was sold for, without taxes
duties-sold-for-hint = For a free performance: the tax is on this price, and its seller owes it.
duties-sheet-lead = Past performances of the quarter. Totals are those of the statements, to the cent.
duties-vat-unsaid = First say, on the page of declarations, whether tickets bear VAT.
duties-vat-exempt-note = The seller is exempt from VAT: receipts with and without tax are the same.
duties-totals = Totals
duties-rate = Rate
duties-percent = { $rate }%
duties-gross = Receipts
duties-net = Without tax
duties-vat-amount = VAT
duties-no-vat = no VAT
duties-rate-unknown = Rate to say
duties-to-say = to say
duties-all = In all
duties-base = Base
duties-tax-owed = Tax owed
duties-tax-producers = Owed by producers
duties-tax-small = Below { $amount } a year the tax is not collected.
duties-rank = Rank
duties-unknown-seller = to say: the seller
duties-unknown-nature = to say: what is played
duties-unknown-rank = to say: earlier performances
duties-unknown-day = no rule known for that day
duties-owed-unknown = to say
duties-owed-seller = owed:
duties-owed-producer = owed by the producer:
duties-owed-price = free: sale price to say
duties-owed-nothing = nothing
duties-sheet-none = No past performance this quarter.
