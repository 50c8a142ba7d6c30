## The media library
mediatheque-nav = Media library
mediatheque-home-title = The online media library
mediatheque-home-heading = At home, <em>right now</em>
mediatheque-home-lead = { $n ->
    [0] Nothing is offered here yet.
    [one] One title to read, watch or follow
   *[other] { $n } titles to read, watch, listen to or follow
}{ $open ->
    [0] {""}
   *[other] , { $open } of them without a card.
}
mediatheque-sections = Shelves
mediatheque-section-livres = Books
mediatheque-section-livres-lead = Novels, comics and audiobooks that open in the page.
mediatheque-section-films = Films
mediatheque-section-films-lead = Films with captions, which resume where you left them.
mediatheque-section-presse = Press
mediatheque-section-presse-lead = Newspapers and magazines as on paper: turn, search, enlarge.
mediatheque-section-cours = Courses
mediatheque-section-cours-lead = Learn at your own pace, check what you know, keep a certificate.
mediatheque-section-musique = Music
mediatheque-section-musique-lead = Records and concerts to listen to.
mediatheque-all-of = The whole shelf: { $section }
mediatheque-demo = demonstration
mediatheque-demo-words = The works shown here are free of rights or made for the occasion; each says where it comes from.
mediatheque-demo-resource = This title shows the software.
mediatheque-resume = Resume
mediatheque-resume-all = Everything I have begun
mediatheque-selection-all = See the selection
mediatheque-selection-by = Chosen at { $library }
mediatheque-selection-by-network = Chosen by the network’s librarians
mediatheque-until = until { $day }
mediatheque-nothing-yet = Nothing is offered here yet. The librarians are preparing the first titles.
mediatheque-wish = Is something missing?
mediatheque-wish-words = Propose a book, a film, a newspaper; vote for what others have proposed. Librarians answer every proposal.
mediatheque-wish-see = See the proposals
mediatheque-opds = Do you read with an app? Give it the address of
mediatheque-opds-link = our OPDS catalogue
mediatheque-open-to-all = without a card
mediatheque-with-card = with your card
mediatheque-begun = at { $percent }%
mediatheque-kind-book = Book
mediatheque-kind-comic = Comic
mediatheque-kind-audiobook = Audiobook
mediatheque-kind-newspaper = Newspaper
mediatheque-kind-magazine = Magazine
mediatheque-kind-film = Film
mediatheque-kind-music = Music
mediatheque-kind-course = Course
mediatheque-kind-quiz = Quiz
mediatheque-kind-platform = Partner site
mediatheque-role-ill = illustrations
mediatheque-role-trl = translation
mediatheque-role-nrt = reading
mediatheque-role-drt = direction
mediatheque-role-edt = editing
mediatheque-role-cmp = music
mediatheque-lang-fr = French
mediatheque-lang-nl = Dutch
mediatheque-lang-en = English
mediatheque-lang-de = German
mediatheque-lang-es = Spanish
mediatheque-lang-ar = Arabic
mediatheque-lang-pt = Portuguese
mediatheque-yes = yes

## Searching a shelf
mediatheque-filter-words = A title, an author
mediatheque-filter-kind = What
mediatheque-filter-language = Language
mediatheque-filter-age = Reader’s age
mediatheque-filter-open = without a card only
mediatheque-filter-all = all
mediatheque-filter-apply = Show
mediatheque-filter-clear = Show the whole shelf
mediatheque-found = { $n ->
    [0] No title
    [one] { $n } title
   *[other] { $n } titles
}
mediatheque-found-none = Nothing answers these choices.

## A title
mediatheque-do-lire = Read
mediatheque-do-regarder = Watch
mediatheque-do-ecouter = Listen
mediatheque-do-suivre = Begin
mediatheque-do-aller = Go there
mediatheque-resume-lire = Resume reading, at { $percent }%
mediatheque-resume-regarder = Resume the film
mediatheque-resume-ecouter = Resume listening
mediatheque-resume-suivre = Resume
mediatheque-resume-aller = Go back there
mediatheque-left = { $n ->
    [0] This is the last one for this period.
    [one] After this one you will have one left.
   *[other] After this one you will have { $n } left.
}
mediatheque-may = May I open it?
mediatheque-sign-in = Sign in
mediatheque-get-card = Get a card
mediatheque-about-it = What it is about
mediatheque-facts = In short
mediatheque-fact-language = Language
mediatheque-fact-captions = Captions
mediatheque-fact-described = Audio description
mediatheque-fact-length = Length
mediatheque-fact-pages = Pages
mediatheque-fact-age = Age
mediatheque-fact-publisher = Publisher
mediatheque-fact-year = Year
mediatheque-fact-subjects = Subjects
mediatheque-fact-rights = Rights
mediatheque-from-age = from { $n } years
mediatheque-pages = { $n ->
    [one] { $n } page
   *[other] { $n } pages
}
mediatheque-trial-until = On trial until { $day }: tell us what you think.
mediatheque-offered-until = Offered until { $day }.
mediatheque-hidden = Readers do not see this page: the title is not published.
mediatheque-similar = In the same spirit
mediatheque-waiting-join = Put me on the waiting list
mediatheque-waiting-words = We will write to you when it is your turn.
mediatheque-waiting-leave = Leave the waiting list
mediatheque-waiting-place = { $n ->
    [one] You are next on the list. We will write to you.
   *[other] You are number { $n } on the list. We will write to you.
}
mediatheque-waiting-turn = It is your turn: a place is kept for you until { $until }.
mediatheque-waiting-joined = You are on the waiting list. We will write to you when it is your turn.
mediatheque-waiting-left = You are no longer on the waiting list.
mediatheque-waiting-useless = No need to wait: you can open it now, or this title has no list for you.
mediatheque-turn-subject = It is your turn: { $title }
mediatheque-turn-text = Hello,

    A place is free for “{ $title }”. It is kept for you until { $until }.

    To open it: { $address }

    After that it goes to the next person.

    The network’s librarians

## For whom, how often
mediatheque-condition-everyone = Open to everyone, without a card.
mediatheque-condition-members = For anyone who has the network’s card.
mediatheque-condition-libraries = For the readers of { $n ->
    [one] one library
   *[other] { $n } libraries
}: { $names }.
mediatheque-condition-communes = For the inhabitants of: { $names }.
mediatheque-condition-age-min = From { $n } years of age.
mediatheque-condition-age-max = Up to { $n } years of age.
mediatheque-condition-seats = { $n ->
    [one] One person at a time.
   *[other] { $n } people at a time.
}
mediatheque-condition-views-day = { $n ->
    [one] Once a day
   *[other] { $n } times a day
}.
mediatheque-condition-views-month = { $n ->
    [one] Once a month
   *[other] { $n } times a month
}.
mediatheque-condition-views-year = { $n ->
    [one] Once a year
   *[other] { $n } times a year
}.
mediatheque-condition-views-ever = { $n ->
    [one] Once in all
   *[other] { $n } times in all
}.
mediatheque-condition-group-month = { $n } titles a month, among “{ $group }”.
mediatheque-condition-group-day = { $n } titles a day, among “{ $group }”.
mediatheque-condition-group-year = { $n } titles a year, among “{ $group }”.
mediatheque-condition-group-ever = { $n } titles in all, among “{ $group }”.
mediatheque-condition-paid = The network pays { $price } a view.

## What the door says

## Reading
mediatheque-reader-leave = Back to the title’s page
mediatheque-reader-contents = Contents
mediatheque-reader-settings = Settings
mediatheque-reader-close = Close
mediatheque-reader-back = Previous page
mediatheque-reader-next = Next page
mediatheque-reader-where = Where I am in the book
mediatheque-reader-percent = { $percent }%
mediatheque-reader-failed = This title could not be opened. Your place is kept.
mediatheque-reader-again = Try again
mediatheque-reader-ended = Reading stops here
mediatheque-reader-ended-words = Your access has ended. Your place is kept: you will find it when you come back.
mediatheque-reader-plain = Without JavaScript, the book is read chapter by chapter.
mediatheque-reader-theme = Colours
mediatheque-reader-theme-paper = Paper
mediatheque-reader-theme-white = White
mediatheque-reader-theme-sepia = Sepia
mediatheque-reader-theme-night = Night
mediatheque-reader-theme-contrast = Strong contrast
mediatheque-reader-size = Size of the letters
mediatheque-reader-smaller = Smaller letters
mediatheque-reader-larger = Larger letters
mediatheque-reader-face = Letters
mediatheque-reader-face-book = The book’s own
mediatheque-reader-face-atkinson = Atkinson, made to be read without effort
mediatheque-reader-face-serif = With serifs
mediatheque-reader-face-sans = Without serifs
mediatheque-reader-layout = Layout
mediatheque-reader-pages = Page by page
mediatheque-reader-scroll = Scrolling
mediatheque-reader-lines = Between the lines
mediatheque-reader-lines-1 = As in the book
mediatheque-reader-lines-2 = Tight
mediatheque-reader-lines-3 = Airy
mediatheque-reader-lines-4 = Very airy
mediatheque-reader-ease = Comfort
mediatheque-reader-spacing = Space out letters and words
mediatheque-reader-offline-keep = Keep offline
mediatheque-reader-offline-drop = Kept offline
mediatheque-reader-offline-busy = The book is being copied to this device…
mediatheque-reader-offline-kept = The book is on this device: it can be read without a connection.
mediatheque-reader-offline-dropped = The book is no longer kept on this device.
mediatheque-reader-offline-failed = The copy did not succeed. Nothing has changed.

## Watching, listening
mediatheque-player-captions = Captions
mediatheque-player-captions-none = off
mediatheque-player-speed = Speed
mediatheque-player-speed-of = × { $speed }
mediatheque-player-described = Audio description
mediatheque-player-described-on = Audio description on.
mediatheque-player-described-off = Audio description off.
mediatheque-player-resumed = Resumed at { $at }.
mediatheque-player-keys = By keyboard: space to pause, arrows to go ten seconds on or back, C for captions, M for sound, F for full screen.
mediatheque-player-transcript = Read what is said
mediatheque-player-chapters = Chapters
mediatheque-player-sleep = Stop
mediatheque-player-sleep-none = never
mediatheque-player-sleep-in = in { $minutes } min
mediatheque-player-sleep-chapter = at the end of the chapter

## The newspaper
mediatheque-press-search = Search in the text
mediatheque-press-next-found = Next page where the word is
mediatheque-press-page = Page
mediatheque-press-page-of = Page { $page } of { $pages }
mediatheque-press-of = of { $pages }
mediatheque-press-back = Previous
mediatheque-press-next = Next
mediatheque-press-smaller = Zoom out
mediatheque-press-larger = Zoom in
mediatheque-press-fit = Back to the width
mediatheque-press-not-found = This word is not in the text.
mediatheque-press-found-on = Found on page: { $pages }
mediatheque-press-plain = Without JavaScript, the newspaper opens in your PDF reader.
mediatheque-press-file = Open the newspaper

## Courses and quizzes
mediatheque-course-plain = This course needs JavaScript to open.
mediatheque-course-progress-new = The course begins here.
mediatheque-course-progress-going = Your progress is kept.
mediatheque-course-progress-passed = Course passed. Your certificate is on your page.
mediatheque-quiz-pass = { $n ->
    [one] One question
   *[other] { $n } questions
}. { $percent }% of right answers are needed.
mediatheque-quiz-several = Several answers may be right.
mediatheque-quiz-answer = Your answer
mediatheque-quiz-send = Check my answers
mediatheque-quiz-again = Try again
mediatheque-quiz-passed = Passed: { $points ->
    [0] { $points } points
    [one] { $points } point
   *[other] { $points } points
} of { $of }.
mediatheque-quiz-failed = { $points ->
    [0] { $points } points
    [one] { $points } point
   *[other] { $points } points
} of { $of }: not yet. Explanations are under each question.
mediatheque-quiz-good = Right.
mediatheque-quiz-wrong = That was not it.
mediatheque-quiz-right = right
mediatheque-quiz-was = The right answer: { $answer }.
mediatheque-quiz-certificate = See my certificate
mediatheque-quiz-anonymous = Sign in before you begin to keep this result and receive a certificate.
mediatheque-certificate-title = Certificate
mediatheque-certificate-given = given to
mediatheque-certificate-nameless = This certificate is genuine. The person’s name is shown to them only.
mediatheque-certificate-for = who followed and passed
mediatheque-certificate-score = { $percent }% of right answers
mediatheque-certificate-check = It can be checked at { $address }
mediatheque-certificate-print = To print it: Ctrl + P, or Share then Print on a phone.

## My media library
mediatheque-mine-title = My media library
mediatheque-mine-card = My card
mediatheque-mine-lead = What you have begun, to resume it. Only you see it, and you can erase it.
mediatheque-mine-begun = Begun
mediatheque-mine-forget = Forget
mediatheque-mine-forgotten = It is forgotten.
mediatheque-mine-nothing = You have begun nothing.
mediatheque-mine-waiting = My waiting lists
mediatheque-mine-certificates = My certificates

## Proposals
mediatheque-proposals-title = What the media library should have
mediatheque-proposals-lead = One vote a person. Librarians answer every proposal, with their reason.
mediatheque-proposals-none = Nobody has proposed anything yet.
mediatheque-votes = { $n ->
    [0] votes
    [one] vote
   *[other] votes
}
mediatheque-votes-n = { $n ->
    [one] { $n } vote
   *[other] { $n } votes
}
mediatheque-vote = I would like it too
mediatheque-vote-undo = Take back my vote
mediatheque-proposal-own = your proposal
mediatheque-proposal-accepted = Yes
mediatheque-proposal-refused = No
mediatheque-librarian = librarian
mediatheque-comment = Say something
mediatheque-comment-send = Send
mediatheque-propose = Propose a title
mediatheque-propose-what = Title
mediatheque-propose-by = Author, publisher or site
mediatheque-propose-why = Why?
mediatheque-propose-send = Propose
mediatheque-propose-sign-in = Sign in to propose, vote and answer.
mediatheque-proposed = Your proposal is noted, with your vote.
mediatheque-voted = Your vote is counted.
mediatheque-unvoted = Your vote is taken back.
mediatheque-commented = Your message is shown.

## Office
mediatheque-office-nav = Media library
mediatheque-office-title = The online media library
mediatheque-office-lead = Each title, its state and what is left of its limits.
mediatheque-office-deposit = Deposit a file
mediatheque-office-selections = Selections
mediatheque-office-proposals = Proposals
mediatheque-office-proposals-lead = The most wished for first. A refusal is given with its reason.
mediatheque-office-col-title = Title
mediatheque-office-col-kind = What
mediatheque-office-col-state = State
mediatheque-office-col-limits = Limits
mediatheque-office-no-limit = no limit
mediatheque-office-nothing = No title yet: deposit a first file.
mediatheque-office-intakes = Last files received
mediatheque-office-see = See as a reader
mediatheque-office-edit = Change this title
mediatheque-office-publish = Publish
mediatheque-office-withdraw = Withdraw
mediatheque-office-what = What is said of it
mediatheque-office-field-title = Title
mediatheque-office-field-subtitle = Subtitle
mediatheque-office-field-creators = Authors
mediatheque-office-field-creators-hint = One name a line.
mediatheque-office-field-subjects-hint = Separated by commas.
mediatheque-office-field-rights-hint = For instance: Public domain, CC BY-SA 4.0.
mediatheque-office-field-licence-url = Address of the licence
mediatheque-office-field-attribution = Whom to name
mediatheque-office-field-cost = A year’s subscription, in euros
mediatheque-office-field-cost-hint = Leave empty if you do not know; 0 if it is free.
mediatheque-office-field-wrong = This is not a number understood here.
mediatheque-office-title-needed = A title is needed.
mediatheque-office-save = Save
mediatheque-office-saved = Saved.
mediatheque-office-published = Readers see this title.
mediatheque-office-withdrawn = Readers no longer see this title.
mediatheque-office-licences = Who may enter
mediatheque-office-no-licence = No licence: nobody may enter.
mediatheque-office-add-licence = Add a licence
mediatheque-office-not-current = Does not run today.
mediatheque-office-waiting = { $n ->
    [one] One person is waiting for a place.
   *[other] { $n } people are waiting for a place.
}
mediatheque-office-notes = Remarks on the file
mediatheque-office-answer = Answer
mediatheque-office-accept = Yes
mediatheque-office-refuse = No
mediatheque-office-answered = The answer is published.
mediatheque-state-draft = draft
mediatheque-state-published = published
mediatheque-state-withdrawn = withdrawn
mediatheque-intake-accepted = taken
mediatheque-intake-refused = refused
mediatheque-limit-seats = { $inside } of { $seats } places taken
mediatheque-limit-views = { $n ->
    [0] Nobody has used up their { $views } views
    [one] One person has used up their { $views } views
   *[other] { $n } people have used up their { $views } views
}
mediatheque-limit-budget = { $spent } spent of { $of }
mediatheque-limit-budget-runs-out = { $spent } spent of { $of }: gone around { $day } at this pace
mediatheque-limit-budget-spent = { $of } spent: nothing is left
mediatheque-licence-title = A licence
mediatheque-licence-lead = Who may open this title, when, how often, and who pays. Several licences may run: one that admits is enough.
mediatheque-licence-label = Its name
mediatheque-licence-label-hint = For yourselves: “Subscription 2026”.
mediatheque-licence-who = Who
mediatheque-licence-members = Anyone with a valid card
mediatheque-licence-everyone = Everyone, without a card
mediatheque-licence-age-min = From (age)
mediatheque-licence-age-max = Up to (age)
mediatheque-licence-libraries = Only the readers of some libraries
mediatheque-licence-communes = Only the inhabitants of some communes
mediatheque-licence-when = When
mediatheque-licence-starts = First day
mediatheque-licence-ends = Last day
mediatheque-licence-trial = It is a trial: pages say so, with its end
mediatheque-licence-how-often = How many
mediatheque-licence-seats = Readers at once
mediatheque-licence-seats-hint = Empty: no limit. Beyond it, a waiting list opens.
mediatheque-licence-views = Times per reader
mediatheque-licence-period = Per
mediatheque-licence-period-day = day
mediatheque-licence-period-month = month
mediatheque-licence-period-year = year
mediatheque-licence-period-ever = in all
mediatheque-licence-group = Counted together with
mediatheque-licence-group-hint = Titles that carry the same word, such as “films”, share one count.
mediatheque-licence-money = Money
mediatheque-licence-price = Price of a view, in euros
mediatheque-licence-price-hint = Empty: nothing is paid per view. For instance 2.50.
mediatheque-licence-fund = Fund that pays
mediatheque-licence-fund-hint = A word, such as “vod-2026”: several titles may draw on the same.
mediatheque-licence-budget = The fund’s amount, in euros
mediatheque-licence-budget-hint = Empty: the one already known stays. It will never be exceeded.
mediatheque-licence-hours = A view stays open (hours)
mediatheque-licence-hours-hint = Time to finish a film the next day. Empty: 48.
mediatheque-licence-save = Save the licence
mediatheque-licence-end = End this licence now
mediatheque-licence-saved = The licence is saved: it holds from now on.
mediatheque-licence-ended = The licence has ended.
mediatheque-licence-label-needed = Give it a name.
mediatheque-licence-price-needs-fund = A price needs a fund that pays, and the fund an amount.
mediatheque-licence-everyone-wrong = What is open to everyone can be neither counted, nor paid, nor kept for an age, a commune or a library.
mediatheque-licence-dates-wrong = It would end before it begins.
mediatheque-licence-ages-wrong = The greatest age is under the smallest.
mediatheque-licence-senseless = This licence contradicts itself: read it again.
mediatheque-deposit-title = Deposit a file
mediatheque-deposit-lead = A book (EPUB), a comic (EPUB, CBZ), a newspaper (PDF), a film (MP4), an audiobook (MP3, ZIP), a course (SCORM) or a quiz.
mediatheque-deposit-for = For
mediatheque-deposit-file = The file
mediatheque-deposit-hint = { $size } at most.
mediatheque-deposit-sending = Sending the file
mediatheque-deposit-send = Deposit
mediatheque-deposit-file-needed = Choose a file.
mediatheque-deposit-then = And then
mediatheque-deposit-then-words = The file is checked and opened; its title, authors and cover are taken over. It stays a draft: you read it through, choose who may enter, then publish.
mediatheque-deposit-done = The file is received. Read through what is said of it, then publish.
mediatheque-selections-lead = What you show, and when. Readers find them at the top of the media library; a library’s own, on its page.
mediatheque-selections-new = Compose a selection
mediatheque-selections-none = No selection yet.
mediatheque-selections-who = Who chooses
mediatheque-selections-network = The whole network
mediatheque-selections-days = Days
mediatheque-selections-always = always
mediatheque-selections-items = Titles
mediatheque-selections-draft = draft
mediatheque-selections-coming = to come
mediatheque-selections-on = shown now
mediatheque-selections-past = past
mediatheque-selection-form = A selection
mediatheque-selection-theme = Theme
mediatheque-selection-words = Your words
mediatheque-selection-starts = First day
mediatheque-selection-ends = Last day
mediatheque-selection-published = Show to readers, on those days
mediatheque-selection-choose = The titles
mediatheque-selection-choose-hint = Give a rank to those you choose; a word of yours, if you like.
mediatheque-selection-place = Rank
mediatheque-selection-note = Your word
mediatheque-selection-saved = The selection is saved.
mediatheque-selection-for-needed = Choose the library this selection is for.
mediatheque-selection-removed = The selection is removed.
mediatheque-selection-remove = Remove this selection
mediatheque-opds-title = The online media library
mediatheque-opds-new = New titles
mediatheque-opds-login = Card number
mediatheque-opds-pin = PIN
mediatheque-opds-auth = This title needs the library card.

mediatheque-elsewhere-title = Add something read elsewhere
mediatheque-elsewhere-lead = A partner site, a newspaper or a film at a vendor’s: it has its page, licences and waiting list here.
mediatheque-elsewhere-address = Address
mediatheque-elsewhere-hint = In https://. For a vendor opened with the card, the address its sheet gives, such as /fournisseurs/europresse/aller: it then knows that a reader comes, not who, and the visit is counted once.
mediatheque-elsewhere-do = Add as a draft
mediatheque-elsewhere-done = The resource is added as a draft. Choose who may enter, then publish.
mediatheque-elsewhere-wrong = An https:// address, or the one a vendor’s sheet gives.
audit-act-mediatheque-resource-elsewhere = resource read elsewhere added
