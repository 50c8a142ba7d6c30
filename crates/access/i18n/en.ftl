access-refused-admitted = Yes, right now.
access-refused-door_closed = This title is closed for now.
access-refused-door_closed-do = Come back a little later: the librarians will open it again.
access-refused-wrong_kind = Your pass does not open this title.
access-refused-wrong_kind-do = The library card does: ask for it at any library’s desk.
access-refused-out_of_scope = Your card is for another place.
access-refused-out_of_scope-do = Ask your library whether it can be extended.
access-refused-suspended = Your card is suspended.
access-refused-suspended-do = Ask at your library’s desk: they will tell you why, and how to reopen it.
access-refused-cancelled = Your card was cancelled.
access-refused-cancelled-do = Ask at a library’s desk for another one.
access-refused-replaced = This card was replaced by another.
access-refused-replaced-do = Sign in with the new card’s number.
access-refused-not_yet = Your card will be valid from { $date }.
access-refused-not_yet-do = Come back then.
access-refused-expired = Your card has not been valid since { $date }.
access-refused-expired-do = Renew it online or at the desk: it takes a minute.
access-refused-too_many = { $n ->
    [one] Only one person may enter with this card.
   *[other] At most { $n } people may enter with this card.
}
access-refused-too_many-do = Each reader opens this title with their own card.
access-refused-quota_spent = You have used the { $n } entries of your card.
access-refused-quota_spent-do = It will open again { $date }.
access-refused-quota_spent_ever = You have used the { $n } entries of your card.
access-refused-quota_spent_ever-do = Ask your library how to go on.
access-refused-no_card = This title needs the library card.
access-refused-no_card-do = Sign in if you have it. If not, it takes a few minutes to get.
access-refused-not_offered = This title is not offered at the moment.
access-refused-not_offered-do = Tell the librarians it interests you: proposals help them choose.
access-refused-not_yet_offered = This title will open { $date }.
access-refused-not_yet_offered-do = Come back that day.
access-refused-offer_ended = This title has not been offered since { $date }.
access-refused-offer_ended-do = Tell the librarians if you would like it back.
access-refused-too_young = This title is for readers from { $n } years of age.
access-refused-too_young-do = Other titles await you: choose your age on the shelves.
access-refused-too_old = This title is kept for readers up to { $n } years of age.
access-refused-too_old-do = The person it is made for can open it with their own card.
access-refused-other_commune = This title is kept for the inhabitants of other communes.
access-refused-other_commune-do = If your address has changed, tell your library’s desk.
access-refused-other_library = This title is kept for the readers of other libraries.
access-refused-other_library-do = Ask your library whether it can offer it too.
access-refused-seats_taken = All places are taken at the moment.
access-refused-seats_taken-do = { $n ->
    [0] Nobody is waiting: put yourself on the list and you will be told as soon as a place is free.
    [one] One person is waiting already: put yourself on the list and you will be told when it is your turn.
   *[other] { $n } people are waiting already: put yourself on the list and you will be told when it is your turn.
}
access-refused-views_spent = { $n ->
    [one] You have already taken the title you may have in this period.
   *[other] You have already taken the { $n } titles you may have in this period.
}
access-refused-views_spent-do = You can open it from { $date }.
access-refused-views_spent_ever = { $n ->
    [one] You have already taken the title you may have.
   *[other] You have already taken the { $n } titles you may have.
}
access-refused-views_spent_ever-do = Other titles stay open: see the shelves.
access-refused-budget_spent = The money set aside for these titles is spent.
access-refused-budget_spent-do = There will be some again { $date }.
access-refused-budget_spent_ever = The money set aside for these titles is spent.
access-refused-budget_spent_ever-do = The librarians know; other titles stay open.
access-refused-unknown-state = We cannot check your card at the moment.
access-refused-unknown-state-do = Try again in a few minutes.
access-refused-unknown-quota = We cannot check what you have left.
access-refused-unknown-quota-do = Try again in a few minutes.
access-refused-unknown-age = This title depends on age, and we do not know your date of birth.
access-refused-unknown-age-do = Give it at your library’s desk.
access-refused-unknown-commune = This title depends on where you live, and we do not know it.
access-refused-unknown-commune-do = Give your address at your library’s desk.
access-refused-unknown-library = This title depends on where you are registered, and we do not know it.
access-refused-unknown-library-do = Tell a library that you wish to be registered there.
