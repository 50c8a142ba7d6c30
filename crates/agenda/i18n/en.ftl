agenda-nav = What’s on

agenda-title = What's on
agenda-heading = A show <em>near you</em>
agenda-lead = Concerts, theatre, dance, circus: in the village halls, churches, cafés and theatres of the métropole.
agenda-near-label = Search near a place
agenda-near = Town or postcode
agenda-near-placeholder = Your town or postcode
agenda-look = Search
agenda-locate = Near me
agenda-locate-asking = Your browser is asking whether you agree.
agenda-locate-refused = Your position could not be read. Type your town or your postcode.

agenda-ways = Other ways to look
agenda-way-list = List
agenda-way-calendar = Calendar
agenda-way-map = Map

agenda-demo = Demonstration
agenda-demo-words = These shows and dates are invented to present the software.

agenda-posters = On the bill
agenda-whole-season = The whole season
agenda-all = All dates
agenda-dates = { $n ->
    [0] No dates
    [one] { $n } date
   *[other] { $n } dates
}
agenda-found-near = { $n ->
    [0] No dates near <em>{ $name }</em>
    [one] { $n } date near <em>{ $name }</em>
   *[other] { $n } dates near <em>{ $name }</em>
}
agenda-found-here = { $n ->
    [0] No dates <em>near you</em>
    [one] { $n } date <em>near you</em>
   *[other] { $n } dates <em>near you</em>
}

agenda-filter = Filter
agenda-filters-on = Chosen filters
agenda-remove = Remove the filter
agenda-clear = Clear all
agenda-apply = Apply
agenda-when = When
agenda-period-all = All dates
agenda-period-aujourdhui = Today
agenda-period-week-end = This weekend
agenda-period-semaine = The next 7 days
agenda-period-mois = The next 30 days
agenda-from = From
agenda-to = To
agenda-radius = Distance
agenda-radius-km = Within { $n } km
agenda-radius-any = Anywhere
agenda-commune = Town
agenda-commune-any = All towns
agenda-genre = Kind
agenda-age = Age of the youngest
agenda-age-hint = To see what suits from that age.
agenda-access = Accessibility
agenda-series = Season
agenda-series-any = All seasons
agenda-chip-days = from { $from } to { $to }
agenda-chip-from = from { $from }
agenda-chip-to = until { $to }
agenda-chip-commune = Chosen town
agenda-chip-age = { $n ->
    [0] From birth
    [one] { $n } year old
   *[other] { $n } years old
}
agenda-chip-here = Near me
agenda-chip-near = Near { $name }
agenda-lost = We know no town or postcode “{ $typed }”. Check the spelling, or try the postcode.
agenda-fault-day = A date cannot be read. Write it like 2026-11-26.
agenda-fault-days = The last date is before the first: it was left out.
agenda-fault-age = The age is a number of years, from 0 to 120.
agenda-fault-period = This period is not known: aujourdhui, week-end, semaine or mois.
agenda-fault-genre = A genre asked for is not known: it was left out.
agenda-fault-access = A kind of access asked for is not known: it was left out.
agenda-fault-radius = The distance is 3, 5, 10 or 20 km, or “tout”.
agenda-fault-page = The page is a number from 1 up.
agenda-fault-position = The position is a latitude and a longitude in degrees, like 50.63,3.06.
agenda-fault-number = The number of dates a page goes from 1 to 200.
agenda-fault-place = No town of that name or postcode is known.

agenda-nothing = Nothing matches
agenda-nothing-words = No date meets everything you ask for.
agenda-nothing-wider = Search further away
agenda-nothing-all = See all dates
agenda-nothing-nearest = The nearest to you:
agenda-nothing-yet = Nothing is announced for now
agenda-nothing-yet-words = The next dates will appear here as soon as they are announced. Subscribe your calendar so as not to miss them.

agenda-on = { $weekday } { $number } { $month }
agenda-month-1 = January
agenda-month-2 = February
agenda-month-3 = March
agenda-month-4 = April
agenda-month-5 = May
agenda-month-6 = June
agenda-month-7 = July
agenda-month-8 = August
agenda-month-9 = September
agenda-month-10 = October
agenda-month-11 = November
agenda-month-12 = December

agenda-genre-theatre = Theatre
agenda-genre-opera = Opera
agenda-genre-concert = Concert
agenda-genre-song = Songs and music
agenda-genre-dance = Dance
agenda-genre-circus = Circus
agenda-genre-puppets = Puppets
agenda-genre-reading = Stories and readings
agenda-genre-encounter = Encounter
agenda-genre-other = Show

agenda-access-wheelchair = Wheelchair access
agenda-access-hearing_loop = Hearing loop
agenda-access-sign_language = Sign language
agenda-access-audio_description = Audio description
agenda-access-surtitles = Surtitles
agenda-access-relaxed = Relaxed performance
agenda-access-unsaid = Nothing has been said yet about this hall's accessibility. Ask whoever welcomes you.

agenda-age-from = { $n ->
    [one] from { $n } year
   *[other] from { $n } years
}
agenda-minutes = { $n ->
    [one] { $n } minute
   *[other] { $n } minutes
}
agenda-artists = { $n ->
    [one] { $n } artist on stage
   *[other] { $n } artists on stage
}
agenda-km = { $km } km away
agenda-free = Free
agenda-from-to = { $least } to { $most }
agenda-price-most = { $price } at most

agenda-state-not_yet = Booking opens soon
agenda-state-open = Places available
agenda-state-few = Last places
agenda-state-waiting_list = Full, waiting list
agenda-state-full = Full
agenda-state-closed = Booking closed
agenda-state-free_entry = Free entry
agenda-opens = Booking from { $at }
agenda-places-left = { $n ->
    [one] Only { $n } place left
   *[other] Only { $n } places left
}
agenda-cancelled = Cancelled
agenda-cancelled-title = Cancelled: { $title }
agenda-cancelled-words = This performance is cancelled.
agenda-changed = Changed on { $at }.
agenda-past = Past
agenda-book = Book
agenda-wait = Join the waiting list

agenda-season = Season
agenda-season-lead = { $shows } shows, { $dates } dates in { $communes } towns.
agenda-series-belles-sorties = Les Belles Sorties { $years }
agenda-figure-shows = { $n ->
    [one] show
   *[other] shows
}
agenda-figure-dates = { $n ->
    [one] date
   *[other] dates
}
agenda-figure-communes = { $n ->
    [one] town
   *[other] towns
}
agenda-figure-most = at most a seat
agenda-next-is = Next date: { $when }, { $title }
agenda-shows = The shows

agenda-show-dates = Where and when
agenda-no-more-dates = No more dates are planned.
agenda-played = Already played
agenda-the-show = The show
agenda-see-show = All about the show
agenda-mediation = Around the show
agenda-practical = Good to know
agenda-doors = Doors open
agenda-length = Length
agenda-audience = Audience
agenda-price = Price
agenda-host = Welcomes you
agenda-licence = Licence
agenda-other-dates = Other dates
agenda-where = Where
agenda-around = Map: { $place }, in { $commune }
agenda-around-commune = The dot marks the town: the hall's exact position is not known.
agenda-way-there = See the way on OpenStreetMap

agenda-calendar-title = Calendar
agenda-months = Months
agenda-this-month = This month
agenda-today = today
agenda-month-nothing = No date is announced this month.

agenda-map-title = Map of what's on
agenda-map-heading = { $communes ->
    [0] No town <em>lit</em>
    [one] { $communes } town <em>lit</em>
   *[other] { $communes } towns <em>lit</em>
}
agenda-map-label = { $n ->
    [one] Map of the métropole: { $n } town where a show is announced
   *[other] Map of the métropole: { $n } towns where a show is announced
}
agenda-by-commune = Town by town

agenda-commune-kicker = What's on in
agenda-commune-title = What's on in { $name }
agenda-commune-map = Map of the métropole: { $name }
agenda-commune-none = Nothing is announced here for now.
agenda-coming = Coming up
agenda-close = Close by
agenda-close-all = All that is near here
agenda-played-here = Already played here

agenda-keep = Miss nothing
agenda-keep-words = Subscribe your phone's calendar: dates are added to it, and changes make themselves.
agenda-keep-calendar = Subscribe (iCalendar)
agenda-keep-one = Add to my calendar
agenda-keep-feed = News feed (Atom)
agenda-keep-data = Data (JSON)
agenda-feed-title = What's on in the métropole
agenda-feed-commune = What's on in { $name }
