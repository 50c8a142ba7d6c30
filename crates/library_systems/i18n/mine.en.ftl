loans-nav = My loans and reservations
loans-title = My loans and reservations
loans-back = My card
loans-lead = What you have borrowed, reserved and owe, in all your libraries.
loans-add = Link a library
loans-first = See all your loans in one place
loans-first-words = Link to your card the account you have with one or more libraries: their loans, your reservations and what you owe appear here, and you renew with one click.
loans-first-do = Link a first library
loans-kept = We keep only each library’s last answer, encrypted, for { $n } days after your last visit. Nobody but you sees it; it goes as soon as you unlink the account.

loans-when-now = just now
loans-when-minutes = { $n ->
    [one] a minute ago
   *[other] { $n } minutes ago
}
loans-when-today = today at { $time }
loans-when-yesterday = yesterday at { $time }
loans-when-day = { $day }, at { $time }

loans-strip-lent = To return
loans-strip-late = { $n ->
    [one] one of them late
   *[other] { $n } of them late
}
loans-strip-next = the first is { $said }
loans-strip-none = nothing borrowed
loans-strip-holds = Reserved
loans-strip-ready = { $n ->
    [one] one of them is waiting for you
   *[other] { $n } of them are waiting for you
}
loans-strip-waiting = in the queue
loans-strip-no-holds = nothing reserved
loans-strip-fees = To pay
loans-strip-without = { $n ->
    [one] without one library, which does not say
   *[other] without { $n } libraries, which do not say
}
loans-strip-fees-all = in all
loans-strip-untold = your libraries do not say
loans-lacking = Something may be missing here: one of your libraries has not told everything, or has not answered yet.

loans-lent = Your loans
loans-none = You have nothing to return.
loans-untitled = Title unknown
loans-due-late = { $n ->
    [one] one day late
   *[other] { $n } days late
}
loans-due-today = due today
loans-due-in = { $n ->
    [one] due tomorrow
   *[other] due in { $n } days
}
loans-due-unknown = the library has not told the day
loans-renewed-times = { $n ->
    [one] renewed once already
   *[other] renewed { $n } times already
}
loans-renew = Renew
loans-renew-all = Renew everything
loans-no-more = cannot be renewed any more
loans-no-way = cannot be renewed from here
loans-as-of = known { $when }

loans-held = Your reservations
loans-no-holds = You have reserved nothing.
loans-to-catalogue = Search the catalogue
loans-hold-ready = is waiting for you
loans-hold-coming = is on its way
loans-hold-waiting = in the queue
loans-hold-unknown = asked for
loans-hold-rank = { $n ->
    [one] you are next
   *[other] you are number { $n } in the queue
}
loans-hold-place = in line
loans-hold-until = to be picked up by { $day }
loans-hold-pickup = Pick up at: { $place }
loans-hold-cancel = Give up

loans-libraries = Your libraries
loans-number = Card
loans-answer-live = Answer received { $when }.
loans-answer-late = The library is slow to answer.
loans-answer-down = The library is not answering at the moment.
loans-answer-odd = The library answered something we do not understand; we keep nothing of it.
loans-answer-refused = The library no longer accepts your number and code. We no longer try them, so as not to block your account.
loans-answer-gone = This library is no longer connected to the network.
loans-answer-as-of = This is what it said { $when }.
loans-answer-never = We know nothing of this account yet.
loans-blocked = The library has suspended this account, without saying why. Please ask them.
loans-blocked-why = The library has suspended this account: “{ $words }”
loans-expires = Subscription until { $day }
loans-expired = Subscription ended on { $day }. The library can renew it.
loans-fees = To pay: { $price }
loans-fees-none = Nothing to pay
loans-fees-untold = The library does not say whether you owe anything.
loans-fee-untold = amount unknown
loans-not-whole = The library counts more loans or reservations than it has described here.
loans-relink = Give the new code
loans-unlink = Unlink
loans-unlink-words = What we know of this account is erased at once. Your account at the library itself does not change.
loans-unlink-code = The code we keep is erased too.
loans-unlink-do = Erase and unlink

loans-reminders = Forget nothing
loans-letters = A letter three days before
loans-letters-words = Every morning we ask your libraries what is to be returned, and write to you three days before.
loans-letters-are-on = You get a letter three days before each return. { $email }
loans-letters-start = Receive the letters
loans-letters-stop = No more letters
loans-reminders-on = Noted: a letter will tell you three days before each return.
loans-reminders-off = Noted: no more letters.
loans-reminders-need-address = To receive letters, first give your e-mail address on your card’s page.
loans-calendar = In your calendar
loans-calendar-words = A secret address that your calendar reads by itself. It tells how many items are to be returned and where, never their titles.
loans-calendar-start = Make the address
loans-calendar-again = Change the address
loans-calendar-stop = Close the address
loans-calendar-off = Your calendar’s address is closed.
loans-calendar-ready = Your calendar’s address
loans-calendar-ready-words = Copy it into your calendar, where one subscribes to a calendar.
loans-calendar-address = Address
loans-calendar-secret = It is shown only once. Whoever knows it reads these dates: if it gets out, change it; the old one will no longer answer.
loans-calendar-day = { $n ->
    [one] One item to return: { $library }
   *[other] { $n } items to return: { $library }
}

loans-letter-subject = { $n ->
    [one] An item to return soon
   *[other] { $n } items to return soon
}
loans-letter-line = – { $title }: { $day } ({ $place })
loans-letter-text =
    Hello { $name },

    { $n ->
        [one] An item is to be returned in the coming days:
       *[other] { $n } items are to be returned in the coming days:
    }

    { $loans }

    To renew, or to receive no more of these letters:
    { $link }

loans-which = Which library?
loans-which-words = These can answer from here. The others are not connected to the network yet.
loans-which-none = No library is connected to the network yet.
loans-link-words = Type the number of your card at this library and the code that goes with it. They are checked with the library.
loans-for = For whom
loans-library-number = Card number at this library
loans-number-hint = It is printed on the library’s card, under the barcode.
loans-number-hint-network = Leave empty to try your network card: this library knows it.
loans-code = Code
loans-code-hint = The one this library gave you, or your password on its website.
loans-keep-code = I agree that this code be kept, encrypted: this library’s system asks for it with every question.
loans-keep-code-needed = Without this code, this library answers no question: you must agree to its being kept.
loans-link-do = Link this account
loans-link-privacy = What we keep
loans-link-privacy-words = The number, to ask the question; the library’s last answer, encrypted and for a few days. Neither librarians nor anyone else see them, and you erase everything with one click.
loans-linked = Done: { $library } is linked to your card.
loans-unlinked = Erased: this account is no longer linked.
loans-number-wrong = Type the number as it is printed on the card.
loans-code-wrong = Type the code that goes with this number.
loans-no-card = You first need a network card, confirmed in a library.
loans-too-many-links = This card has as many linked accounts as it may have. Erase one first.
loans-too-many-tries = { $n ->
    [one] Too many tries: wait one minute. Too many wrong codes would block your account at the library.
   *[other] Too many tries: wait { $n } minutes. Too many wrong codes would block your account at the library.
}
loans-not-known = { $library }: the number and the code do not go together. Check both; you can try three times an hour.
loans-link-refused = { $library } refuses: “{ $words }”
loans-link-not-supported = { $library }: accounts cannot be linked with this library.
loans-link-odd = { $library } answered something we do not understand. To be safe, nothing is linked; please tell the library.
loans-link-down = { $library } is not answering at the moment. Nothing is linked; try again later.

loans-renewed = It is renewed.
loans-renewed-until = It is renewed: due { $day }.
loans-cancelled = Noted: you give up this reservation.
loans-cancelled-until = Noted: you give up this reservation ({ $day }).
loans-reserved = It is reserved.
loans-reserved-until = It is reserved, until { $day }.
loans-refused = The library refuses.
loans-refused-silently = The library refuses, without saying why. Please ask them.
loans-library-says = It says: “{ $words }”
loans-unknown-outcome = The library did not answer: we do not know whether it is done. See whether the list has changed before trying again.
loans-not-reached = The library is not answering at the moment: nothing is done. Try again later.
loans-not-supported = This cannot be done from here with this library. Nothing is done.
loans-code-refused = The library no longer accepts your code: nothing is done. Link the account again.
loans-all-renewed = { $n ->
    [one] One loan is renewed.
   *[other] { $n } loans are renewed.
}
loans-all-refused = { $n ->
    [one] One loan cannot be:
   *[other] { $n } loans cannot be:
}
loans-all-title = “{ $title }”.
loans-all-title-words = “{ $title }” ({ $words }).
loans-all-unknown = { $n ->
    [one] For one loan the library did not answer: look at the list before trying again.
   *[other] For { $n } loans the library did not answer: look at the list before trying again.
}
loans-all-goes-on = One library is taking its time; the request goes on, the list will tell.
loans-all-nothing = There is nothing to renew.

loans-reserve = Reserve
loans-reserve-for = For whom
loans-reserve-account = For { $name }, card { $number }
loans-reserve-pickup = Where to pick it up
loans-reserve-do = Reserve
loans-reserve-words = The library tells you when the item is waiting. You can give it up whenever you like, on the page of your loans.
loans-reserve-link = Link your account first
loans-reserve-link-words = To reserve at this library, link the account you have there: once, and you come back here.
