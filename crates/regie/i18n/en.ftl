## My till
regie-office-nav = Tills
regie-title = The régie
regie-colon = { "" }:
regie-mine = My till
regie-open-since = opened { $at }
regie-closed-when = closed { $at }
regie-receipts-count = { $n ->
    [0] no receipt
    [one] one receipt
   *[other] { $n } receipts
}
regie-nothing-taken = Nothing was taken yet.
regie-journal = Till journal
regie-close = Close the till
regie-open-title = Open a till
regie-till = Till
regie-float-of = float of { $float }
regie-float-counted = Float counted
regie-float-hint = Count what is in the drawer before taking money, in euros: 100 or 97.50.
regie-open-do = Open the till
regie-no-till = No till is free for you at the moment.
regie-above-ceiling = Cash is above the maximum of { $ceiling } set by the régie’s act: hand it over to the accountant.
regie-overdue = More than a month has passed since the last handing over to the accountant.
regie-cash-held = Cash held
regie-ceiling-of = at most { $ceiling }
regie-cheques-waiting = Cheques to hand over
regie-cheques-count = { $n ->
    [0] no cheque
    [one] one cheque
   *[other] { $n } cheques
}
regie-deposit-new = Prepare a deposit
regie-deposit-cash = Cash to hand over
regie-deposit-cash-hint = { $free } can be handed over; the float stays.
regie-cash-in-tills = { $cash } of cash is in open tills: close them to hand it over.
regie-deposit-cheques = { $n ->
    [0] No cheque goes with this slip.
    [one] One cheque goes with this slip, for { $total }.
   *[other] { $n } cheques go with this slip, for { $total }.
}
regie-deposit-do = Make the slip
regie-sessions = Last tills
regie-opened = Opened
regie-agent = Agent
regie-closed-at = Closed
regie-difference = Difference
regie-is-open = open
regie-not-counted = not counted yet
regie-even = even
regie-deposits = Deposit slips
regie-number = Number
regie-made = Made
regie-handed-on = Handed over on
regie-to-hand = to hand over
regie-total = Total
regie-year-csv = Journal of the year, as CSV
regie-none = No régie is declared for your institutions.

## A till
regie-totals = Totals by means of payment
regie-means = Means of payment
regie-payments = Operations
regie-means-especes = Cash
regie-means-carte = Bank card
regie-means-cheque = Cheque
regie-means-virement = Transfer
regie-means-titre = Holiday and culture vouchers
regie-free = Free
regie-float-at-opening = Float at the opening: { $float }.
regie-float-unusual = The régie’s float is { $float }.
regie-closing = Closing
regie-counted-by = Counted by
regie-expected = Cash expected
regie-counted = Cash counted
regie-terminal = Card terminal’s total
regie-reason = Reason for the difference
regie-at = Time
regie-label = Object
regie-kind-refund = refund
regie-csv = Download as CSV
regie-print-page = Print
regie-closing-title = Close the till
regie-closing-lead = Count everything in the drawer, the float included. What is expected appears only after the count.
regie-count = Coins and notes
regie-terminal-hint = What the terminal prints at the end of the day. Leave empty if there is none.
regie-reason-hint = Only when the count is not right.
regie-differs = What was counted is not what was expected. Count again; if the difference remains, say why.
regie-close-do = Close
regie-closed = The till is closed.

## A receipt
regie-receipt = Receipt
regie-receipt-refund = Refund receipt
regie-lines = Details
regie-quantity = Quantity
regie-unit = Price
regie-change = given { $tendered }, change { $change }
regie-gives-back = Refunds receipt
regie-was-given-back = Refunded for { $amount } by receipt
regie-signed = The régisseur: { $regisseur }. Taken by { $agent }.
regie-seal = Seal
regie-duplicate = Duplicate { $n }
regie-screen-copy = Screen copy, not valid as a receipt. Print it with the button.
regie-print-original = Print the receipt
regie-print-duplicate = Print a duplicate

## A slip
regie-deposit = Deposit slip
regie-regie = Régie
regie-regisseur = Régisseur
regie-accountant = Public accountant
regie-cheques = Cheques
regie-cheque-number = Cheque number
regie-bank = Bank
regie-drawer = Drawer
regie-amount = Amount
regie-sign-regisseur = The régisseur
regie-sign-accountant = The public accountant
regie-hand = Note the handing over
regie-acknowledgement = Accountant’s receipt
regie-acknowledgement-hint = The number of their receipt, if they gave one.
regie-hand-do = It is handed over
regie-handed = The handing over is noted.

## Régies
regie-regies = Régies and tills
regie-regies-lead = What each régie’s act says: what it may take, how, and up to how much.
regie-institution = Institution
regie-act = Founding act
regie-act-hint = Its reference and date, printed on receipts.
regie-ceiling = Most cash held
regie-float = Float
regie-euros = In euros.
regie-tills = Tills
regie-till-off = Put out of service
regie-till-on = Put back in service
regie-till-new = New till
regie-till-add = Add
regie-till-set = The till is recorded.
regie-out-of-service = Out of service
regie-in-service = In service
regie-change-do = Change
regie-declare = Declare or change a régie
regie-code = Code
regie-code-hint = Two to twelve capital letters or digits; it is on receipts and never changes.
regie-name = Name
regie-declare-do = Save
regie-declared = The régie is recorded.

## What is wrong
regie-fault-already-open = This till is open already, or you hold another.
regie-fault-closed = This till is closed: open one to take money.
regie-fault-out-of-service = This régie or till is out of service.
regie-fault-means = The régie’s act does not allow this means of payment.
regie-fault-sum = The means of payment do not add up to what is due.
regie-fault-tendered = What was handed over is less than what is due.
regie-fault-cheque = A cheque has a number and a bank.
regie-fault-too-much-back = That is more than what is left to refund on this receipt.
regie-fault-not-enough-cash = There is not enough cash in the till.
regie-fault-reason = Say why the count is not right.
regie-fault-nothing-to-deposit = There is not that much cash to hand over, and no cheque.
regie-fault-tills-first = This cash is in an open till: close the till before handing it over.
regie-fault-already-handed = This slip was handed over already.
regie-fault-amount = This amount can’t be read.
regie-fault-lines = A sale has at least one line, and no price below zero.
regie-fault-pieces = A number of coins or notes can’t be read.
regie-fault-float = This float can’t be read.
regie-fault-ceiling = The most cash held is an amount above zero.
regie-fault-no-means = Choose at least one means of payment.
regie-fault-code = Two to twelve capital letters, digits or hyphens.
regie-fault-code-taken = This code belongs to another institution’s régie.
regie-fault-institution = Choose an institution.
regie-fault-name = The régie has a name.
regie-fault-act = Give the act’s reference.
regie-fault-regisseur = Name the régisseur.
regie-fault-accountant = Name the public accountant.
regie-fault-till-name = The till has a name.
regie-fault-handed-on = The day of the handing over is between the slip’s and today.
