## Doors, in the office
gate-office-nav = Doors
gate-manifest-name = Entrance control
gate-manifest-short = Entrance
gate-doors-title = Doors
gate-doors-lead = The entrances you answer for, their devices, and who is inside.
gate-inside = Inside
gate-entered-today = Came in today
gate-left-today = Left today
gate-devices = Devices
gate-heard = Heard
gate-shut = door shut
gate-no-device = No device is enrolled at this door yet.
gate-no-door = You answer for no door.
gate-live-link = Who is inside, live
gate-without = Museums without a door
gate-without-lead = A door is where a museum reads codes. Each museum has one at its entrance.
gate-museum = Museum
gate-door-do = Give it a door
gate-door-declared = The door is there: enrol a first device.

## A door
gate-door-of = The door of
gate-enrol = Enrol a device
gate-enrol-lead = On a phone or a tablet, open { $address } and type the code, or read the picture with the camera. A code is good once, for ten minutes.
gate-code = Opening code
gate-code-symbol = Address of the control page, with the code
gate-code-until = Good until:
gate-code-used = This code enrolled “{ $name }”.
gate-code-make = Show a code
gate-serving = In service
gate-silent = Silent for more than a day
gate-seen = Heard
gate-bundle = Instructions dated
gate-bundle-none = not received yet
gate-bundle-behind = there are newer ones
gate-entries = Lines of its log
gate-missing = { $count ->
    [one] 1 line has not arrived yet
   *[other] { $count } lines have not arrived yet
}
gate-enrolled = Enrolled
gate-clock = Clock
gate-clock-wrong = { $minutes } minutes out, corrected here
gate-wipe = Lost or given back: erase it…
gate-wipe-lead = The device erases all it knows as soon as it finds the network again, and gets nothing more. Earlier passages stay counted. Phones that show a proof of the minute get a new one when next opened.
gate-wipe-do = Erase this device
gate-wiped = Erased
gate-wipe-told = It knows: it keeps nothing any more.
gate-wipe-not-told = It does not know yet: it will erase itself when it finds the network again.
gate-device-wiped = The device is erased: it opens nothing any more.

## Live
gate-live-title = Live,
gate-live-at = Computed
gate-live-heard = last passage known
gate-live-nobody = Nobody has come in yet today.
gate-inside-counted = came in less left
gate-inside-about = about: came in within the last 90 minutes
gate-amber = To be checked today
gate-red = Refused today
gate-quarters = Came in, quarter of an hour by quarter of an hour
gate-quarters-chart = Came in by quarter of an hour, { $most } at most; the numbers are in the table that follows
gate-quarters-table = The numbers
gate-from = From
gate-people = People
gate-last = The last answers
gate-last-none = No door has answered today.
gate-let-in = { $count ->
    [one] 1 person
   *[other] { $count } people
}
gate-refresh = Refresh
gate-pause = Pause
gate-resume = Resume
gate-verdict-green = In
gate-verdict-amber = To be checked
gate-verdict-red = Refused
gate-reason-re-entry = already in
gate-reason-elsewhere = seen elsewhere just now
gate-reason-stale-proof = proof not of this minute
gate-reason-unknown-key = unknown key
gate-reason-clock-unsure = clock unsure
gate-reason-suspended = suspended
gate-reason-status-unknown = newer than the instructions
gate-reason-bundle-old = instructions too old
gate-reason-typed-offline = number typed without network
gate-reason-not-ours = another code
gate-reason-malformed = unreadable
gate-reason-too-long = unreadable
gate-reason-wrong-algorithm = foreign signature
gate-reason-revoked-key = key taken back
gate-reason-key-over = key over
gate-reason-bad-signature = false signature
gate-reason-not-yet = not good yet
gate-reason-expired = expired
gate-reason-wrong-door = for another door
gate-reason-revoked = cancelled
gate-reason-unknown-number = unknown number

## To look at
gate-conflicts-title = To look at
gate-conflicts-lead = What is odd in passages once they are put together. Nobody is ever blocked for it: you look, and you decide. These lines go by themselves after { $days } days.
gate-conflicts-open = { $count ->
    [0] Nothing to look at
    [one] 1 thing to look at
   *[other] { $count } things to look at
}
gate-conflicts-none = Nothing to look at.
gate-conflict-too-fast = Two museums, too fast
gate-conflict-too-fast-why = The same code passed at both in less time than it takes to go from one to the other. Perhaps a copy.
gate-conflict-after-cancel = In after cancellation
gate-conflict-after-cancel-why = The right was already cancelled. The door could not know, or let it pass.
gate-conflict-outside-dates = Outside its dates
gate-conflict-outside-dates-why = The right was not good yet, or no longer.
gate-conflict-too-many = Too many people
gate-conflict-too-many-why = More came in than the right admits. As many are counted as it admits.
gate-conflict-old-code = Old code
gate-conflict-old-code-why = This code had been replaced by another.
gate-conflict-against-verdict = In despite the refusal
gate-conflict-against-verdict-why = The door said no, and someone came in.
gate-conflict-after-wipe = Erased device
gate-conflict-after-wipe-why = This passage is told by a device that was already erased: it is not counted.
gate-conflict-unknown-code = Unknown code
gate-conflict-unknown-code-why = This code or number was given to nobody.
gate-conflict-forged = Forged code
gate-conflict-forged-why = The door could not check the signature; it is not ours.
gate-conflict-fork = Two lines for one
gate-conflict-fork-why = The device's log has two different lines under one number. Perhaps a copy of the device.
gate-conflict-damaged-log = Damaged log
gate-conflict-damaged-log-why = A line of the device's log cannot be read or does not follow the one before. The others are counted.
gate-card-number = Number of the card:
gate-doubtful = Two doubts or more on this code: offer its holder a new code, at the desk.
gate-note = What you found
gate-close = Seen
gate-conflict-closed = Noted.
gate-closed = Already seen
gate-what = What
gate-where = Where
gate-when = When
gate-closed-at = Seen
