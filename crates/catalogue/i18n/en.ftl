## Getting around, searching
catalogue-nav-search = Search
catalogue-nav-libraries = Libraries
catalogue-search-label = Search the libraries
catalogue-search-placeholder = A title, an author, a subject, an ISBN…
catalogue-search-inside = Search { $library }
catalogue-search-inside-placeholder = Search this library…
catalogue-works = { $n ->
    [0] No work
    [one] { $n } work
   *[other] { $n } works
}
catalogue-editions = { $n ->
    [one] { $n } edition
   *[other] { $n } editions
}
catalogue-records = { $n ->
    [one] { $n } record
   *[other] { $n } records
}
catalogue-libraries-word = { $n ->
    [one] library
   *[other] libraries
}
catalogue-held = { $n ->
    [0] online only
    [one] in { $n } library
   *[other] in { $n } libraries
}

## Home
catalogue-home-title = the libraries' catalogue, { $territory }
catalogue-home-heading = Search <em>{ $libraries ->
    [one] { $libraries } library
   *[other] { $libraries } libraries
}</em> at once
catalogue-home-hint = { $works ->
    [one] { $works } work
   *[other] { $works } works
} on the shelf or online, { $territory }: one search says where to find them.
catalogue-home-try = For instance:
catalogue-home-at-home = At home, right now
catalogue-home-media-library = The online media library
catalogue-home-on-stage = Soon, near you
catalogue-home-outings = All outings
catalogue-at-home-read = To read
catalogue-at-home-watch = To watch
catalogue-at-home-listen = To listen to
catalogue-at-home-learn = To learn
catalogue-at-home-open = No card needed
catalogue-at-home-card = With the card
catalogue-home-most-held = Shared the most
catalogue-home-all = The whole catalogue
catalogue-home-arrivals = Just in
catalogue-home-libraries = All libraries
catalogue-now-widest = The largest shared collection
catalogue-now-widest-detail = { $works ->
    [one] { $works } work
   *[other] { $works } works
}, in { $commune }
catalogue-now-import = Updated { $at }
catalogue-now-import-detail = { $new ->
    [0] nothing new
    [one] { $new } new record
   *[other] { $new } new records
}, { $changed ->
    [0] none corrected
    [one] { $changed } corrected
   *[other] { $changed } corrected
}
catalogue-now-online = At home, right now
catalogue-now-online-detail = to read or hear online
catalogue-figures = Some figures
catalogue-where-from = where this figure comes from
catalogue-see-rows = See the rows
catalogue-figure-communes = { $n ->
    [one] town
   *[other] towns
}
catalogue-figure-inhabitants = { $n ->
    [one] inhabitant
   *[other] inhabitants
}
catalogue-figure-libraries = { $n ->
    [one] library
   *[other] libraries
}
catalogue-figure-works = { $n ->
    [one] work
   *[other] works
}
catalogue-figure-editions = { $n ->
    [one] edition
   *[other] editions
}
catalogue-figure-records = { $n ->
    [one] record
   *[other] records
}
catalogue-demo = demonstration
catalogue-demo-words = The towns and libraries are real; their catalogues here are made of freely licensed records, to show the software.
catalogue-demo-library = This library exists, but the catalogue shown here is a demonstration: these freely licensed records say nothing of its real shelves.

## Results
catalogue-inside = Searching only
catalogue-filter = Narrow down
catalogue-filters-on = Filters in force
catalogue-remove = Remove the filter
catalogue-clear = Clear all
catalogue-apply = Apply
catalogue-near = Near
catalogue-near-none = Anywhere
catalogue-near-chip = near { $commune }
catalogue-more = and { $n ->
    [one] { $n } more
   *[other] { $n } more
}
catalogue-facet-bibliotheque = Library
catalogue-facet-commune = Town
catalogue-facet-type = Kind
catalogue-facet-langue = Language
catalogue-facet-periode = Period
catalogue-facet-public = Audience
catalogue-facet-sujet = Subject
catalogue-facet-en_ligne = Access
catalogue-online-1 = online
catalogue-online-0 = on the shelf
catalogue-period = from { $year }
catalogue-found-for = { $n ->
    [0] Nothing for <em>{ $query }</em>
    [one] { $n } work for <em>{ $query }</em>
   *[other] { $n } works for <em>{ $query }</em>
}
catalogue-sort = Sort by
catalogue-sort-pertinence = relevance
catalogue-sort-recent = newest
catalogue-sort-ancien = oldest
catalogue-sort-titre = title
catalogue-sort-auteur = author
catalogue-did-you-mean = Did you mean
catalogue-dropped = No record holds all these words. Here is what we find without: { $words }.
catalogue-read-now = Read now
catalogue-watch-now = Watch now
catalogue-listen-now = Listen now
catalogue-read-online = Read or listen online
catalogue-nothing = No library has it under these words
catalogue-nothing-words = It may not be lost. You can:
catalogue-without-word = search without “{ $word }”
catalogue-without-filters = search without any filter
catalogue-nothing-spelling = type only the author's name, or two words of the title;
catalogue-nothing-ask = ask a librarian, who knows more than we do:
catalogue-nothing-ask-link = all libraries

## Work, edition
catalogue-work-description = { $title }: { $n ->
    [0] to be had online.
    [one] to be found in { $n } library.
   *[other] to be found in { $n } libraries.
}
catalogue-libraries-have-it = { $n ->
    [one] library has it
   *[other] libraries have it
}
catalogue-where = Where to find it
catalogue-editions-of = { $n ->
    [one] One edition is known.
   *[other] { $n } editions, the most widely held first.
}
catalogue-edition-undated = Undated edition
catalogue-edition-of = An edition of
catalogue-holders-of = Libraries that have the edition { $edition }
catalogue-library = Library
catalogue-call-number = Call number
catalogue-status = Status
catalogue-available = on the shelf
catalogue-on-loan = on loan
catalogue-ask = ask there
catalogue-no-call-number = no call number
catalogue-no-holder = No library has reported a copy.
catalogue-copies = { $n ->
    [one] { $n } copy
   *[other] { $n } copies
}
catalogue-more-libraries = { $n ->
    [one] and { $n } more library
   *[other] and { $n } more libraries
}
catalogue-summary = In a few words
catalogue-subjects = Subjects
catalogue-series = Series
catalogue-about = About it
catalogue-description = Description
catalogue-statement = Edition statement
catalogue-place = Place
catalogue-publisher = Publisher
catalogue-date = Date
catalogue-extent = Extent
catalogue-original-language = Original language
catalogue-permanent = Permanent number
catalogue-work-number = work { $number }
catalogue-edition-number = edition { $number }
catalogue-similar = You may also like
catalogue-why = Why these records are together
catalogue-why-words = { $records ->
    [one] A single record describes this work.
   *[other] { $records } library records were brought together in { $editions ->
        [one] one edition
       *[other] { $editions } editions
    } to make one card.
}
catalogue-why-correct = See and correct the grouping
catalogue-why-tell = A mistake? Tell your library: it can part two records, and its decision will be kept.
catalogue-why-isbn = same ISBN
catalogue-why-issn = same ISSN
catalogue-why-ean = same barcode
catalogue-why-identifier = same identifier
catalogue-why-ark = same ARK identifier
catalogue-why-ppn = same Sudoc number
catalogue-why-title = same title
catalogue-why-author = same author
catalogue-why-title-author = same title and author
catalogue-why-uniform-title = same original title
catalogue-why-year = same year
catalogue-why-publisher = same publisher
catalogue-why-extent = same number of pages
catalogue-why-language = same language
catalogue-why-volume = same volume
catalogue-why-librarian = a librarian's decision
catalogue-why-alone = record on its own
catalogue-made-from = { $n ->
    [one] Described from one record
   *[other] Described from { $n } records
}

## Libraries
catalogue-libraries-title = Libraries
catalogue-libraries-heading = <em>{ $n }</em> { $n ->
    [one] library
   *[other] libraries
} around you
catalogue-libraries-hint = { $sharing ->
    [0] None shares its catalogue here yet
    [one] { $sharing } shares its catalogue here
   *[other] { $sharing } share their catalogue here
}, { $territory }. Choose a lit town.
catalogue-legend-lit = catalogue shared
catalogue-legend-unlit = not yet
catalogue-libraries-by-commune = Town by town
catalogue-library-holds = { $works ->
    [one] { $works } work
   *[other] { $works } works
}, { $records ->
    [one] { $records } record.
   *[other] { $records } records.
}
catalogue-library-updated = Updated { $at }.
catalogue-library-none = This library does not share its catalogue here yet.
catalogue-go = Getting there
catalogue-phone = Telephone
catalogue-email = E-mail
catalogue-website = Website
catalogue-hours = Opening hours
catalogue-hours-unknown = We do not know its opening hours. Best to ring before you set off.
catalogue-closed = closed
catalogue-strengths = What it has most of
catalogue-latest = Just in, here
catalogue-see-all = See all

## Office: sources and imports
catalogue-office-sources = Sources and imports
catalogue-sources-title = Sources and imports
catalogue-sources-lead = Where records come from, and how the last imports went.
catalogue-source = Source
catalogue-source-kind = Arrival
catalogue-source-file = files
catalogue-source-oai = OAI-PMH harvest
catalogue-source-records = Records
catalogue-source-last = Last time
catalogue-source-do = Act
catalogue-no-source = No source is declared for your institution.
catalogue-upload-do = Import a file
catalogue-harvest-do = Harvest now
catalogue-runs = Last imports
catalogue-no-run = Nothing has been imported yet.
catalogue-run = File or address
catalogue-run-started = Started
catalogue-run-state = State
catalogue-run-by = Asked for by { $actor }, { $at }.
catalogue-run-full = Full load: records missing from the file will be retired.
catalogue-run-progress = Progress of the import
catalogue-run-bytes = { $done } read of { $total }.
catalogue-run-live = You may close this page: the import goes on. Reload it to see how far it is.
catalogue-state-waiting = waiting
catalogue-state-running = running
catalogue-state-to_confirm = waits for your word
catalogue-state-done = done
catalogue-state-failed = stopped
catalogue-state-interrupted = interrupted
catalogue-count-read = Read
catalogue-count-new = New
catalogue-count-changed = Changed
catalogue-count-unchanged = Unchanged
catalogue-count-repaired = Repaired
catalogue-count-set-aside = Set aside
catalogue-count-deleted = Retired
catalogue-count-adds-up = Every record read is new, changed, unchanged, retired or set aside: nothing is lost. A repaired record is also counted in one of these.
catalogue-set-aside-title = Records set aside
catalogue-set-aside-words = They could not enter the catalogue. Their bytes are kept as they are: correct them in your own system, then import them again.
catalogue-set-aside-download = Download them with their reasons
catalogue-set-aside-position = Place
catalogue-set-aside-record = Record
catalogue-set-aside-reason = Reason
catalogue-set-aside-unread = number unreadable
catalogue-repairs-title = What was repaired while reading
catalogue-repair = Repair
catalogue-retire-title = { $n ->
    [one] { $n } record is no longer in this file
   *[other] { $n } records are no longer in this file
}
catalogue-retire-words = That is a lot. If the file is complete, retire them; if part of your records is missing, keep them and import the right file.
catalogue-retire-yes = { $n ->
    [one] Retire this record
   *[other] Retire these { $n } records
}
catalogue-retire-no = Keep them
catalogue-upload-title = Import a file
catalogue-upload-lead = { $source }, { $library }.
catalogue-upload-mode = What about records that are not in the file?
catalogue-upload-add = Keep them: the file adds and corrects
catalogue-upload-full = Retire them: the file is complete
catalogue-upload-file = File
catalogue-upload-hint = UNIMARC or MARC21, as ISO 2709 or MARCXML, compressed or not, { $size } at most. The encoding is recognised.
catalogue-upload-send = Send and import
catalogue-upload-sending = Sending the file
catalogue-upload-safe = Nothing can be lost
catalogue-upload-safe-words = The file is kept just as you send it. Importing the same one twice changes nothing. Searching goes on during an import.
catalogue-upload-none = Choose a file.
catalogue-upload-empty = This file is empty.
catalogue-upload-not-marc = This file holds no record we can read: neither ISO 2709 nor MARCXML.
catalogue-upload-cut = Sending stopped before the end. Nothing was imported; send the file again.

## Office: groupings
catalogue-grouping-title = Grouping: { $title }
catalogue-grouping-lead = Here are the records brought together, and what brought them together. Your decision prevails over the computation, and no import will undo it.
catalogue-grouping-records = The records
catalogue-grouping-joins = What joins them
catalogue-level-edition = same edition
catalogue-level-work = same work
catalogue-not-same = Not the same
catalogue-same = The same
catalogue-join-other = One missing?
catalogue-join-other-words = If another card describes the same work, give its number or address: the two will become one.
catalogue-join-other-field = Number or address of the other work
catalogue-join-other-unknown = We cannot find this work.
catalogue-join-other-itself = It is this very work.
catalogue-decisions = Decisions already taken
catalogue-decisions-words = They hold for every import to come.
catalogue-verdict-same = The same
catalogue-verdict-not_same = Not the same
catalogue-undo = Take this decision back
catalogue-decided-same = Noted: the same. The cards are joined.
catalogue-decided-not-same = Noted: not the same. The cards are parted.
catalogue-field-title = Title
catalogue-field-author = Author
catalogue-field-imprint = Edition
catalogue-field-identifiers = Identifiers

## Codes
catalogue-kind-book = Book
catalogue-kind-serial = Periodical
catalogue-kind-film = Film
catalogue-kind-music = Music
catalogue-kind-score = Score
catalogue-kind-map = Map
catalogue-kind-audiobook = Audiobook
catalogue-kind-comic = Comic
catalogue-kind-electronic = Electronic resource
catalogue-kind-image = Picture
catalogue-kind-object = Game or object
catalogue-kind-manuscript = Manuscript
catalogue-kind-other = Other document
catalogue-audience-children = children
catalogue-audience-teenagers = teenagers
catalogue-audience-adults = adults
catalogue-audience-unknown = all ages
catalogue-lang-fre = French
catalogue-lang-fra = French
catalogue-lang-eng = English
catalogue-lang-dut = Dutch
catalogue-lang-nld = Dutch
catalogue-lang-ger = German
catalogue-lang-deu = German
catalogue-lang-ita = Italian
catalogue-lang-spa = Spanish
catalogue-lang-por = Portuguese
catalogue-lang-lat = Latin
catalogue-lang-grc = Ancient Greek
catalogue-lang-gre = Greek
catalogue-lang-rus = Russian
catalogue-lang-pol = Polish
catalogue-lang-ara = Arabic
catalogue-lang-chi = Chinese
catalogue-lang-jpn = Japanese
catalogue-lang-tur = Turkish
catalogue-lang-swe = Swedish
catalogue-lang-dan = Danish
catalogue-lang-fin = Finnish
catalogue-lang-hun = Hungarian
catalogue-lang-cze = Czech
catalogue-lang-cat = Catalan
catalogue-lang-wel = Welsh
catalogue-lang-gle = Irish
catalogue-lang-epo = Esperanto
catalogue-lang-tgl = Tagalog
catalogue-lang-heb = Hebrew
catalogue-lang-san = Sanskrit
catalogue-lang-mul = several languages
catalogue-lang-und = language not stated
catalogue-lang-zxx = no text

## Office: declaring, receiving, answering
catalogue-office-nav-sources = Sources and imports
catalogue-declare-title = Declare a source
catalogue-declare-lead = A source is a stream of one library's records, in which a number names one record.
catalogue-declare-name = Name of the source
catalogue-declare-name-hint = For instance: principal, local collection.
catalogue-declare-address = Address of the OAI-PMH server
catalogue-declare-address-hint = Leave empty if you will send files.
catalogue-declare-private = This server is on a private network
catalogue-declare-private-hint = Tick only if it is on the metropolis's network or joined by a tunnel. Otherwise Beffroi calls public addresses only.
catalogue-declare-prefix = Format asked for (metadataPrefix)
catalogue-declare-set = Set asked for
catalogue-declare-do = Declare
catalogue-declare-name-needed = Give the source a name.
catalogue-declare-name-taken = This library already has a source of that name.
catalogue-declare-library-wrong = Choose a library you work for.
catalogue-declare-address-wrong = The address must begin with https:// or http://.
catalogue-declared = The source is declared.
catalogue-upload-waiting = The file is received and kept. Another import is under way: this one begins after it, and will show in the list.
catalogue-harvest-started = The harvest has begun; it shows in the list.
catalogue-harvest-underway = A harvest of this source is already under way.
catalogue-retire-done = Noted: the records are withdrawn.
catalogue-retire-declined = Noted: the records stay.
catalogue-run-detail = What the program noted
catalogue-run-reason-address = The source's address is not one: it must begin with https:// or http://. Declare the source again.
catalogue-run-reason-inside = The address leads to a private network, where this source does not go. If the server is there indeed, ask the network's direction to declare it as such.
catalogue-run-reason-unreachable = The library's server does not answer. Check the address, or try again later: the harvest will go on where it stopped.
catalogue-run-reason-forbidden = The library's server refuses to answer us: ask its supplier to allow us.
catalogue-run-reason-not-there = There is no OAI-PMH server at this address. Check it with the library's supplier.
catalogue-run-reason-status = The library's server answers with an error. Try again later; if it lasts, show the detail to its supplier.
catalogue-run-reason-later = The library's server asks to be left alone for a while. Try again in a few hours.
catalogue-run-reason-garbage = What the server answers is not OAI-PMH. Check the address; if it is right, show the detail to its supplier.
catalogue-run-reason-too-large = An answer of the server is too large to be one: it should send smaller pages.
catalogue-run-reason-refused = The server refuses what it is asked: check the source's format and set.
catalogue-run-reason-same-page = The server sends the same page again and again. Its supplier should be told.
catalogue-run-reason-tokens = The server forgets where the list stands before it is read. Its supplier should be told.
catalogue-run-reason-no-address = This source has no OAI-PMH address: send it files.
catalogue-run-reason-file = The file could not be read to its end. What was read before is kept; send it again.
catalogue-run-reason-no-record = No record was recognised in this file. Is it the right one?
catalogue-run-reason-lost-turn = Another process took over. Nothing is lost: start again.
catalogue-run-reason-busy = Another import is under way and does not end. Try again later.
catalogue-run-reason-stopped = Reading stopped unexpectedly. What was read before is kept; start again.
catalogue-run-reason-ours = An error on our side stopped everything. What had come in is kept; start again, and show the detail if it happens again.
catalogue-run-interrupted = The import stopped before its end, with the program. What had come in is kept; import the file again.
catalogue-decision-undone = The decision is taken back.
catalogue-why-subtitle = same subtitle
catalogue-why-kind = same kind of document
catalogue-why-dimensions = same height
catalogue-why-series = same series
catalogue-why-edition-statement = same edition statement
catalogue-why-imprint = same publisher, year and extent
catalogue-why-original-title = same original title
catalogue-why-differs = differs
catalogue-reason-not-a-record = These bytes are not a record.
catalogue-reason-no-field = No field is whole.
catalogue-reason-too-long = Longer than a record may be.
catalogue-reason-no-xml-record = This XML element holds no record.
catalogue-reason-duplicate_number = This record number occurs twice in the file; the first is kept.
catalogue-repair-wrong-length = wrong announced length
catalogue-repair-oversize = longer than ISO 2709 allows
catalogue-repair-damaged-leader = damaged leader
catalogue-repair-wrong-base-address = wrong base address
catalogue-repair-rebuilt-directory = directory rebuilt
catalogue-repair-truncated = record cut short, whole fields kept
catalogue-repair-missing-terminator = end of record missing
catalogue-repair-embedded-terminator = ends of record in the middle
catalogue-repair-extra-fields = fields outside the directory
catalogue-repair-control-characters = control characters left out
catalogue-repair-other-encoding = other encoding than declared
catalogue-repair-invalid-bytes = bytes that are not UTF-8
catalogue-repair-encoded-twice = encoded in UTF-8 twice
catalogue-repair-unknown-characters = characters unknown to their set
catalogue-repair-damaged-indicators = damaged indicators
catalogue-repair-damaged-xml = damaged XML
catalogue-upload-no-room = The server has no room left for this file. Nothing was imported; tell the person who runs the server.
catalogue-decision-waiting = An import is under way: your decision will be applied once it has ended. Reload this page to check.

## What maps, figures and comparisons say
catalogue-sort-detenu = number of libraries
catalogue-home-map = Map of the territory: lit towns share a library's catalogue
catalogue-map-label = { $n ->
    [one] Map: { $n } library shares its catalogue
   *[other] Map: { $n } libraries share their catalogue
}
catalogue-map-libraries = { $n ->
    [one] { $n } library
   *[other] { $n } libraries
}
catalogue-libraries-source = Source: French ministry of Culture, addresses of public libraries (open data).
catalogue-figure-source-communes = Insee, official geographic code: the towns of the territory, counted one by one.
catalogue-figure-source-inhabitants = Insee, legal populations: sum of the municipal populations of the territory.
catalogue-figure-source-libraries = The libraries declared here, counted just now.
catalogue-figure-source-works = The works of the search index, counted just now, after records were brought together.
catalogue-figure-source-editions = Distinct editions, counted just now, after records were brought together.
catalogue-figure-source-records = Records received from libraries and in force, counted just now.

# What libraries say of their shelves right now
catalogue-shelf-free = { $free } of { $copies }
catalogue-shelf-due = due back <time datetime="{ $iso }">{ $day }</time>
catalogue-shelf-out = not available
catalogue-shelf-holds = { $n ->
    [one] one reader is waiting for it
   *[other] { $n } readers are waiting for it
    }
catalogue-shelf-live = checked just now
catalogue-shelf-minutes = { $n ->
    [one] seen <time datetime="{ $iso }">a minute ago</time>.
   *[other] seen <time datetime="{ $iso }">{ $n } minutes ago</time>.
    }
catalogue-shelf-hours = { $n ->
    [one] seen <time datetime="{ $iso }">an hour ago</time>.
   *[other] seen <time datetime="{ $iso }">{ $n } hours ago</time>.
    }
catalogue-shelf-late = The library is slow to answer.
catalogue-shelf-down = Its system does not answer at the moment.
catalogue-shelf-in = { $n ->
    [one] On the shelf now in one library
   *[other] On the shelf now in { $n } libraries
    }
catalogue-shelf-in-at-least = { $n ->
    [one] On the shelf now in at least one library
   *[other] On the shelf now in at least { $n } libraries
    }
catalogue-shelf-nowhere = On no shelf at the moment
catalogue-shelf-reserve = Place a hold
