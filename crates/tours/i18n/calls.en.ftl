# The touring programme: calls, proposals, wishes, halls, publication.
calls-nav-office = Belles Sorties
calls-nav-mine = My shows
calls-nav-hosting = Host a show

calls-title = Les Belles Sorties
calls-lead = Each year, fine shows in small communes, at gentle prices. Editions are made here: calls, choices, plan, publication.
calls-none-yet = No edition has been opened yet.
calls-season = From { $from } to { $to }
calls-counts = { $proposals ->
    [one] { $proposals } proposal received
   *[other] { $proposals } proposals received
 }, { $lists ->
    [one] { $lists } commune has sent its wishes
   *[other] { $lists } communes have sent their wishes
 }, { $dates ->
    [one] { $dates } date announced
   *[other] { $dates } dates announced
 }
calls-edition-new = Open an edition
calls-edition-parts = Parts of the edition
calls-edition-season = The season
calls-edition-title = Title
calls-first-day = First day of the season
calls-last-day = Last day of the season
calls-settings = Settings
calls-calendar = Calendar
calls-calendar-hint = Each step follows the one before. Until the call is launched, nobody else sees the edition.
calls-at-proposals_from = Call to institutions opens
calls-at-proposals_until = Call to institutions closes
calls-at-wishes_from = Call to communes opens
calls-at-wishes_until = Call to communes closes
calls-at-arbitration_until = Choices made by
calls-at-publication_at = Season published
calls-at-sales_at = Booking opens
calls-step-past = (past)
calls-who = Who may host
calls-ceiling = Communes with fewer inhabitants than
calls-population = Population counted
calls-population-municipal = municipal population
calls-population-total = total population
calls-who-counts = Under { $ceiling } inhabitants: { $municipal ->
    [one] { $municipal } commune
   *[other] { $municipal } communes
 } by municipal population, { $total ->
    [one] { $total } commune
   *[other] { $total } communes
 } by total population.
calls-wishes-most = Wishes per commune, at most
calls-sectors = Number of sectors
calls-sectors-hint = So that every part of the territory is served.
calls-money = Money
calls-price-cap = Highest price of a ticket, in euros
calls-budget = Budget
calls-budget-hint = What performances may cost in all. Empty: no limit.
calls-crews = Crews on tour
calls-crew-km = Farthest from one day to the next (km)
calls-crew-days = Days in a row, at most
calls-save = Save
calls-phase-draft = Being prepared
calls-phase-announced = Announced
calls-phase-proposals = Institutions propose
calls-phase-choosing = Shows being chosen
calls-phase-wishes = Communes wish
calls-phase-arbitration = Choices being made
calls-phase-published = Published
calls-phase-playing = In season
calls-phase-over = Over
calls-phase-closed = Closed

calls-call-title = Launch the call
calls-call-words = Institutions and communes will see the edition and its calendar. Calls will open and close on the days planned.
calls-call-do = Launch the call
calls-close-title = Close the edition
calls-close-words = A closed edition no longer changes: neither dates, nor proposals, nor wishes.
calls-close-do = Close the edition
calls-tile-waiting = Proposals to look at
calls-tile-accepted = Shows chosen
calls-tile-lists = Communes that sent their wishes
calls-tile-announced = Dates announced
calls-institutions = Institutions
calls-institution = Institution
calls-house-accepted = { $n ->
    [one] { $n } proposal chosen.
   *[other] { $n } proposals chosen.
 }
calls-house-sent = { $n ->
    [one] { $n } proposal sent.
   *[other] { $n } proposals sent.
 }
calls-house-drafts = { $n ->
    [one] { $n } draft.
   *[other] { $n } drafts.
 }
calls-house-none = nothing so far
calls-no-house = The network knows no institution that plays.
calls-remind-houses = { $n ->
    [one] Remind the institution that sent nothing
   *[other] Remind the { $n } institutions that sent nothing
 }
calls-communes = Communes
calls-commune = Commune
calls-communes-sent = { $n ->
    [one] { $n } list sent
   *[other] { $n } lists sent
 }
calls-communes-draft = { $n ->
    [one] { $n } draft
   *[other] { $n } drafts
 }
calls-communes-nothing = { $n ->
    [one] { $n } commune without an answer
   *[other] { $n } communes without an answer
 }
calls-communes-drafts = Who has begun
calls-communes-nothings = Who has not answered
calls-remind-communes = { $n ->
    [one] Remind the late commune
   *[other] Remind the { $n } late communes
 }
calls-communes-lead = { $n } communes of { $total } may host: fewer than { $ceiling } inhabitants ({ $kind }, figures in force on { $date }).
calls-eligibility = Eligibility
calls-history = Hosted before
calls-never-served = Never hosted, as far as we know.
calls-served-in = Hosted in { $years }.
calls-sector = Sector
calls-wishes = Wishes
calls-by-hand = chosen
calls-list-none = nothing
calls-list-draft = { $n ->
    [one] draft, { $n } wish
   *[other] draft, { $n } wishes
 }
calls-list-sent = { $n ->
    [one] sent, { $n } wish
   *[other] sent, { $n } wishes
 }
calls-standing-eligible = { $commune }: { $n } inhabitants ({ $kind }, figures in force on { $date }), fewer than { $ceiling }: eligible.
calls-standing-too-large = { $commune }: { $n } inhabitants ({ $kind }, figures in force on { $date }), { $ceiling } or more: not eligible.
calls-standing-unknown = { $commune }: { $kind } unknown. We cannot say whether the commune is eligible.
calls-short-eligible = { $n } inhabitants, fewer than { $ceiling }: eligible
calls-short-too-large = { $n } inhabitants, { $ceiling } or more: not eligible
calls-short-unknown = population unknown: nobody can say
calls-sector-move = Move a commune to another sector
calls-sector-rule = Sectors follow a public rule: the first centre is the most peopled commune, each next one the commune farthest from the centres already taken; every commune goes to its nearest centre. You may decide otherwise.
calls-sector-by-rule = As the rule says

calls-proposals = Proposals
calls-plan = Plan
calls-publication = Publication
calls-show = Show
calls-state = State
calls-performances = Performances
calls-cost = Cost of a performance
calls-cost-hint = In euros, all included.
calls-cost-words = If every performance offered by the shows chosen were played.
calls-fits = Communes with a hall that fits
calls-tile-dates-offered = Performances offered
calls-tile-cost = Cost if all are played
calls-unknown = not known
calls-no-proposal = No proposal so far.
calls-proposal-draft = Being written
calls-proposal-sent = Sent
calls-proposal-accepted = Chosen
calls-proposal-refused = Not chosen
calls-proposal-withdrawn = Withdrawn
calls-proposal-edit = Correct the sheet
calls-decide = Decide
calls-reason = Reason
calls-reason-hint = It is written to the institution. A refusal always has a reason.
calls-accept = Choose
calls-refuse = Do not choose
calls-not-decidable = This proposal awaits no decision.
calls-fits-where = { $n ->
    [one] Fits a hall in { $n } commune of { $total }
   *[other] Fits a hall in { $n } communes of { $total }
 }

calls-genre-theatre = Theatre
calls-genre-opera = Opera and musical theatre
calls-genre-concert = Concert
calls-genre-song = Song, rock, jazz, world music
calls-genre-dance = Dance
calls-genre-circus = Circus and street arts
calls-genre-puppets = Puppets and objects
calls-genre-reading = Stories, readings, poetry
calls-genre-encounter = Meeting, visit outside the walls
calls-genre-other = Other
calls-genre = Genre
calls-credits = Credits
calls-credits-hint = In one line, as on the poster.
calls-summary = Presentation
calls-minutes = Length, in minutes
calls-n-minutes = { $n ->
    [one] { $n } minute
   *[other] { $n } minutes
 }
calls-audience = Audience
calls-audience-hint = In a few words. Empty: everyone.
calls-age = From age
calls-from-age = From age { $n }.
calls-artists = Artists on stage
calls-mediation = Workshops
calls-mediation-hint = Workshops, meetings, talks that come with the show.
calls-access = Accessibility
calls-access-wheelchair = wheelchairs
calls-access-hearing_loop = hearing loop
calls-access-sign_language = sign language
calls-access-audio_description = audio description
calls-access-surtitles = surtitles
calls-access-relaxed = relaxed performance
calls-needs = Technical needs
calls-needs-none = Nothing special.
calls-needs-hint = Fill in only what cannot be done without: an empty box means any hall will do. Lengths are in metres.
calls-need-width = { $n } m wide
calls-need-depth = { $n } m deep
calls-need-height = { $n } m high
calls-need-power = { $n } kW
calls-need-get-in = { $n } h of get-in
calls-need-places = { $n } spectators at most
calls-need-dark = darkness
calls-need-level = a level way in for the set
calls-need-unusual = unusual places are welcome
calls-width = Width (m)
calls-depth = Depth (m)
calls-height = Height (m)
calls-power = Electric power (kW)
calls-get-in = Get-in time (hours)
calls-places-most = Spectators, at most
calls-needs-dark = It must be dark
calls-needs-level = A level way in is needed
calls-needs-unusual = A church, a canteen, a café will do
calls-needs-words = Other needs

calls-from = From
calls-to = To
calls-days-possible = Days possible
calls-days-out = Except some days
calls-period-n = Period { $n }
calls-out-n = Exception { $n }
calls-weekdays = Days of the week
calls-weekdays-hint = No box ticked: any day will do.
calls-days-none = No day has been given yet.
calls-days-span = { $from } to { $to }
calls-days-weekdays = { $days } ({ $weekdays })
calls-days-but = { $days }; except { $out }

calls-mine = My shows
calls-mine-lead = What your institution proposes to the Belles Sorties, and what becomes of it.
calls-no-call = No call is open at present.
calls-call-until = Open until { $at }.
calls-call-from = The call opens on { $at }.
calls-call-over = The call is closed.
calls-propose = Propose a show
calls-own-proposals = Your proposals
calls-part-show = The show
calls-part-needs = What it needs
calls-part-days = When it can be played
calls-part-money = How often, at what price, with whom
calls-show-title = Title
calls-licence = Licence number
calls-licence-hint = Of who answers for the show: PLATESV-D-2024-001234 or L-D-24-1234. It is printed on tickets.
calls-contact = E-mail address of the person to tell
calls-contact-hint = Decisions and changes are written there.
calls-save-draft = Save the draft
calls-save-send = Save and send
calls-proposal-closed = This proposal can no longer be changed here. Write to the métropole if something must be.
calls-withdraw = Withdraw this proposal
calls-withdraw-words = Communes will no longer be able to ask for it.
calls-withdraw-do = Withdraw

calls-hosting = Host a show
calls-hosting-lead = Say which shows you would like to receive, in which halls and on which days. The métropole pays for one date per commune and year.
calls-halls = Halls
calls-n-halls = { $n ->
    [0] no hall so far
    [one] { $n } hall
   *[other] { $n } halls
 }
calls-wishes-of = The wishes of { $commune }
calls-wishes-are-sent = Your wishes are sent ({ $at }). Until the call closes, each change saved here counts.
calls-wishes-closed = The call is not open: your wishes can be read but not changed.
calls-step-shows = 1. Your shows
calls-step-shows-hint = { $n ->
    [one] One wish.
   *[other] Up to { $n } wishes, the most awaited first.
 }
calls-wish-n = { $n ->
    [1] 1st wish
    [2] 2nd wish
    [3] 3rd wish
   *[other] { $n }th wish
 }
calls-wish-none = None
calls-wish-hall = Hall of wish { $n }
calls-any-hall = Any of them
calls-step-halls = 2. Your halls
calls-step-halls-hint = Tick those you offer for this edition.
calls-no-hall-yet = You have not described a hall yet.
calls-halls-edit = Describe or correct your halls
calls-step-days = 3. Your days
calls-hour-wished = Hour preferred
calls-step-words = 4. A word
calls-note = A word to the métropole
calls-wishes-send = Send our wishes
calls-autosaved = Draft saved.
calls-autosave-failed = Not saved yet: check what is typed, then use the button.
calls-shows-offered = { $n ->
    [one] The show on offer
   *[other] The { $n } shows on offer
 }
calls-fit-yours = And your halls?
calls-no-show-yet = Shows have not been chosen yet. You can describe your halls already.
calls-warn-no-day = None of your days suits this show.
calls-warn-hall = The hall chosen is not among those you offer: this wish cannot be taken into account.
calls-fit-good = { $hall }: fits.
calls-fit-bad = { $hall }: does not fit ({ $why }).
calls-fit-width = { $needs } m of width needed, the hall has { $has }
calls-fit-width-unknown = { $needs } m of width needed, the hall's is not given
calls-fit-depth = { $needs } m of depth needed, the hall has { $has }
calls-fit-depth-unknown = { $needs } m of depth needed, the hall's is not given
calls-fit-height = { $needs } m of height needed, the hall has { $has }
calls-fit-height-unknown = { $needs } m of height needed, the hall's is not given
calls-fit-power = { $needs } kW needed, the hall has { $has }
calls-fit-power-unknown = { $needs } kW needed, the hall's power is not given
calls-fit-dark = it cannot be made dark
calls-fit-level = there are stairs
calls-fit-unusual = a true hall is needed

calls-halls-of = The halls of { $commune }
calls-halls-lead = A village hall, but also a church, a canteen, a café: any place where one can sit and listen.
calls-hall-new = Describe a hall
calls-hall-add = Add this hall
calls-hall-name = Name
calls-hall-kind = Kind of place
calls-hall-places = Seats
calls-hall-unusual = Unusual place (church, canteen, café…)
calls-hall-dark = It can be made dark
calls-hall-level = Level way in for the set
calls-hall-offered = Offered to shows
calls-hall-measures-hint = Of the stage, or of the free floor. In metres. A measure not known may rule out shows that need it.
calls-hall-notes = For crews
calls-hall-notes-hint = Plans, keys, parking, dressing rooms, whom to call.
calls-hall = Hall
calls-address = Address
calls-postal-code = Postal code
calls-n-places = { $n ->
    [one] { $n } seat
   *[other] { $n } seats
 }
calls-unusual = unusual
calls-not-offered = no longer offered
calls-place-ESPACE_POLYVALENT = Village hall, multi-purpose hall
calls-place-THEATRE = Theatre
calls-place-SALLE_CONCERT_AUDITORIUM_OPERA_ZENITH = Concert hall, auditorium, opera
calls-place-LIEU_DE_CULTE = Church, place of worship
calls-place-CASINO_DISCOTHEQUE_HOTEL_CAFE_RESTAURANT = Café, restaurant, hotel
calls-place-PLEIN_AIR_PARC_LOISIRS_ATTRACTION = Open air, park
calls-place-STRUCTURE_ITINERANTE_DEMONTABLE_CHAPITEAU = Big top, temporary structure
calls-place-LIEU_DE_SANTE = Place of care
calls-place-CABARET_MUSIC_HALL = Cabaret, music hall
calls-place-AUTRE = Other (school, canteen, farm…)

calls-no-plan = No plan is adopted for this edition. Adopt one: its dates will come here.
calls-to-plan = Go to the plan
calls-publication-lead = { $n ->
    [one] { $n } date waits to be announced
   *[other] { $n } dates wait to be announced
 }; { $ready ->
    [one] { $ready } is ready
   *[other] { $ready } are ready
 }.
calls-to-announce = Dates to announce
calls-day = Day
calls-seller = Who sells
calls-seller-town-hall = The town hall
calls-seller-hint = Who takes the money and answers for it.
calls-missing = What is missing
calls-ready = ready
calls-complete = Complete
calls-still-missing = Still missing
calls-missing-hour = the hour
calls-missing-licence = the licence number
calls-missing-licence-wrong = the licence number does not have the right form
calls-missing-licence-ended = the licence does not hold on that day
calls-missing-places = the number of seats
calls-missing-address = the hall's address
calls-missing-postal-code = the postal code
calls-missing-not-accepted = the show is no longer chosen
calls-missing-not-eligible = the commune is not eligible
calls-missing-twice = the commune already receives a show of this edition
calls-missing-out-of-season = the day is not in the season
calls-missing-past = the moment planned is past: choose another day in the plan
calls-publish-words = Dates will appear on the portal at once. Institutions and communes will receive a letter.
calls-publish = { $n ->
    [one] Announce this date
   *[other] Announce these { $n } dates
 }
calls-publish-chosen = { $n ->
    [0] Announce the dates ticked
    [one] Announce this date and those ticked
   *[other] Announce these { $n } dates and those ticked
 }
calls-called-off = { $n ->
    [one] One cancelled date is not announced again
   *[other] { $n } cancelled dates are not announced again
 }
calls-called-off-words = The plan still holds what was called off. Tick what you decided anew, and only that.
calls-announce-again = Announce again: { $commune }, { $show }
calls-publish-blocked = { $n ->
    [one] Nothing can be published: one date is incomplete.
   *[other] Nothing can be published: { $n } dates are incomplete.
 }
calls-announced = { $n ->
    [one] { $n } date announced
   *[other] { $n } dates announced
 }
calls-is-announced = announced
calls-cancelled = cancelled
calls-hour = Hour
calls-doors = Doors open
calls-doors-hint = So many minutes before.
calls-places = Seats
calls-date-cancelled = This date is cancelled: { $told }
calls-date-lead = Institution and commune receive a letter; those who hold a ticket are told by the box office.
calls-date-change = Change this date
calls-told = What changes, and why
calls-told-hint = Everyone will read these words.
calls-date-change-do = Change and tell
calls-date-cancel = Cancel this date
calls-date-cancel-words = A cancelled date stays so. Tickets are cancelled and refunded.
calls-date-cancel-do = Cancel and tell

calls-done-opened = The edition is open. Launch the call when its calendar is right.
calls-done-called = The call is launched.
calls-done-closed = The edition is closed.
calls-done-saved = Saved.
calls-done-hall = The hall is added.
calls-done-proposal-sent = Your proposal is sent to the métropole.
calls-done-withdrawn = The proposal is withdrawn.
calls-done-accepted = The show is chosen. The institution is told.
calls-done-refused = The show is not chosen. The institution is told.
calls-done-wishes-sent = Your wishes are sent to the métropole. Thank you!
calls-done-published = The dates are announced. Institutions and communes are told.
calls-done-changed = The date is changed. Institution and commune are told.
calls-done-cancelled = The date is cancelled. Institution and commune are told.
calls-done-reminded = The reminders have left.

calls-refused-closed = The edition is closed: nothing of it changes any more.
calls-refused-called = The call is already launched.
calls-refused-not-called = The call of this edition is not launched.
calls-refused-season-runs = The season is not over: the edition cannot be closed yet.
calls-refused-proposals-wait = Proposals still await a decision.
calls-refused-proposals-closed = The call to institutions is not open.
calls-refused-proposal-decided = The decision is made: this proposal no longer changes.
calls-refused-proposal-sent = This proposal is already sent.
calls-refused-not-sent = This proposal was not sent: it cannot be decided.
calls-refused-decided-so = It is already decided so.
calls-refused-announced = A date of this show is announced: cancel it first.
calls-refused-not-eligible = This commune is not eligible for this edition.
calls-refused-wishes-closed = The call to communes is not open.
calls-refused-nothing = There is no date to announce.
calls-refused-incomplete = Some dates are incomplete: nothing was published.
calls-refused-cancelled = This date is already cancelled.
calls-refused-past = This date is past.
calls-refused-not-open = The call is not open: there is nobody to remind.
calls-refused-reminded = A reminder left less than a day ago.
calls-refused-nobody = Nobody has an account to write to.

calls-wrong-needed = Needed.
calls-wrong-email = This e-mail address will not do.
calls-wrong-number = This number will not do.
calls-wrong-metres = Write a length in metres, such as 6.5.
calls-wrong-price = Write an amount in euros, such as 1250 or 4.50.
calls-wrong-day = There is no such day.
calls-wrong-hour = There is no such hour.
calls-wrong-moment = Give the day and the hour.
calls-wrong-order = The end comes before the beginning.
calls-wrong-choice = This choice does not exist, or no longer.
calls-wrong-year = Give a year.
calls-wrong-edition-exists = An edition already begins that year.
calls-wrong-first-year = The season does not touch the edition's year.
calls-wrong-published = The season is published: this no longer changes.
calls-wrong-wishes-ended = The call to communes is closed: its end no longer changes, because it sets the draw.
calls-wrong-reason = A refusal always has a reason.
calls-wrong-licence = This number does not have the form of a licence, such as PLATESV-D-2024-001234.
calls-wrong-no-wish = Choose at least one show.
calls-wrong-no-hall = Tick at least one hall.
calls-wrong-hall-not-ticked = This hall is not ticked among your halls: tick it, or choose another.
calls-wrong-no-day = Give at least one period.
calls-wrong-too-many-wishes = Too many wishes.
calls-wrong-wished-twice = This show is already among your wishes.
calls-wrong-told = Say what changes and why: it is what people will read.
calls-wrong-season = This day is not in the season.
calls-wrong-past = This moment is past.

calls-letter-proposal-received-subject = Your proposal “{ $show }” has arrived
calls-letter-proposal-received-text =
    Hello,

    Your proposal “{ $show }” for { $edition } has arrived. You can correct it until the call closes:
    { $link }

    The métropole
calls-letter-proposal-accepted-subject = “{ $show }” is chosen
calls-letter-proposal-accepted-text =
    Hello,

    “{ $show }” is chosen for { $edition }. Communes can ask for it; we will write when the dates are set.
    { $reason }

    { $link }

    The métropole
calls-letter-proposal-refused-subject = “{ $show }” is not chosen
calls-letter-proposal-refused-text =
    Hello,

    “{ $show }” is not chosen for { $edition }. This is why:
    { $reason }

    { $link }

    The métropole
calls-letter-wishes-received-subject = The wishes of { $commune } have arrived
calls-letter-wishes-received-text =
    Hello,

    The wishes of { $commune } for { $edition } have arrived:
    { $shows }

    You can change them until the call closes:
    { $link }

    The métropole
calls-letter-published-commune-subject = { $commune } hosts “{ $show }”
calls-letter-published-commune-text =
    Hello,

    { $edition } is published: { $commune } hosts “{ $show }”.
    { $when }, { $hall }

    { $link }

    The métropole
calls-letter-published-institution-subject = The dates of “{ $show }”
calls-letter-published-institution-text =
    Hello,

    { $edition } is published. This is where “{ $show }” is played:
    { $dates }

    { $link }

    The métropole
calls-letter-changed-subject = “{ $show }” in { $commune }: the date changes
calls-letter-changed-text =
    Hello,

    “{ $show }”, planned in { $commune } ({ $before }), changes:
    { $when }, { $hall }, { $places } seats.

    { $told }

    Those who hold a ticket are told.
    { $link }

    The métropole
calls-letter-cancelled-subject = “{ $show }” in { $commune } is cancelled
calls-letter-cancelled-text =
    Hello,

    “{ $show }”, planned in { $commune } ({ $when }, { $hall }), is cancelled.

    { $told }

    Those who hold a ticket are told and refunded.
    { $link }

    The métropole
calls-letter-remind-institutions-subject = { $edition }: propose your shows
calls-letter-remind-institutions-text =
    Hello,

    The call to institutions for { $edition } is open until { $when }. We have received nothing from you yet:
    { $link }

    The métropole
calls-letter-remind-communes-subject = { $edition }: send your wishes
calls-letter-remind-communes-text =
    Hello,

    The call to communes for { $edition } is open until { $when }. Your wishes are not sent yet:
    { $link }

    The métropole

audit-act-tours-edition_opened = edition opened
audit-act-tours-edition_changed = settings of an edition changed
audit-act-tours-edition_called = call launched
audit-act-tours-edition_closed = edition closed
audit-act-tours-edition_published = dates published
audit-act-tours-sector_chosen = sector of a commune chosen
audit-act-tours-proposal_begun = proposal begun
audit-act-tours-proposal_changed = proposal changed
audit-act-tours-proposal_sent = proposal sent
audit-act-tours-proposal_withdrawn = proposal withdrawn
audit-act-tours-proposal_decided = proposal decided
audit-act-tours-hall_kept = hall described
audit-act-tours-wishes_changed = wishes changed
audit-act-tours-wishes_sent = wishes sent
audit-act-tours-date_completed = date completed
audit-act-tours-date_announced = date announced
audit-act-tours-date_changed = date changed
audit-act-tours-date_cancelled = date cancelled
audit-act-tours-reminded = reminder sent
