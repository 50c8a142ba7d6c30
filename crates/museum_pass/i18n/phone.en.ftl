# The pass in the hand: phone, paper, plastic, wallets.
pass-phone-name = La C'Art
pass-phone-kind = The museum pass of the metropolis
pass-phone-application = { $name }'s C'Art
pass-phone-code = Code of pass { $number }
pass-phone-number = Number
pass-phone-holder = Holder
pass-phone-until = Valid until
pass-phone-turns = The code changes every thirty seconds.
pass-phone-present = Show at the entrance
pass-phone-close = Close
pass-phone-bright = Turn the screen's brightness all the way up.
pass-phone-offline = No network: this is your pass as it was on { $day }. It opens the same doors.
pass-phone-ways = With you everywhere
pass-phone-keep = Keep on this device
pass-phone-drop = Remove from this device
pass-phone-keep-words = The pass will open even without a network. Do this on a device that is yours.
pass-phone-kept = Kept: the pass opens even without a network.
pass-phone-failed = Try again
pass-phone-failed-words = The device could not keep the pass.
pass-phone-apple = Add to Apple Wallet
pass-phone-google = Add to Google Wallet
pass-phone-print = Print a card
pass-phone-print-words = A sheet to fold and cut, which opens the same doors.
pass-phone-not-now = This pass opens no door today: there is no card to give.
pass-phone-no-cards = This batch has no pass to print yet.
pass-phone-sheet-title = Your pass, to cut out
pass-phone-plastic-title = Plastic cards
pass-phone-sheet-words = Print this sheet, fold it, cut it out: it opens the same doors as the phone or the plastic card.
pass-phone-fold = Cut along the dashes, then fold on the dotted line.
pass-phone-show = Show this code at the museum's entrance.
pass-phone-returned = Found this card? Please hand it in at a museum's desk.
pass-phone-how = At the entrance
pass-phone-how-code = Show the code: it can be read even a little creased.
pass-phone-how-name = Carry proof of identity: you may be asked your name.
pass-phone-how-lost = Lost? Have the pass made again from its page or at a museum's desk: the old one opens nothing any more.
pass-phone-lost-label = Lost?
pass-phone-page = My pass's page
pass-phone-page-words = Your pass's page, for you alone:
pass-phone-here = { $museum }: your pass opens this door.
pass-wallets = Phone wallets
pass-wallets-words = A pass can also be kept in the phone's wallet, when this server has what it takes to sign it.
pass-wallets-type = Pass type
pass-wallets-team = Team
pass-wallets-ends = The certificate ends on
pass-wallets-phones = Phones that follow their pass
pass-wallets-alarm = { $days ->
    [0] The certificate ends today: renew it with Apple.
    [one] The certificate ends tomorrow: renew it with Apple.
   *[other] The certificate ends in { $days } days: renew it with Apple, or passes already installed will no longer be updated.
}
pass-wallets-ended = The certificate has ended: phones refuse new passes. Renew it with Apple.
pass-wallets-apple-none = No certificate: pages do not offer Apple Wallet. It takes a Pass Type ID certificate from Apple and its key (option apple-wallet).
pass-wallets-google-here = A service account signs: pages offer Google Wallet.
pass-wallets-google-none = No account: pages do not offer Google Wallet. It takes a service account and an issuer number (options google-wallet and google-wallet-issuer).
