shell-skip = Skip to content
shell-nav = Main navigation
shell-languages = Language
shell-search = Search
shell-sign-in = Sign in
shell-foot = The belfry tells a whole territory what is open to it. Free software, under the EUPL 1.2.
shell-accessibility = Accessibility
shell-pages = Pages
shell-page = page
shell-previous = Previous page
shell-next = Next page

error-home = Back to the home page
error-reference = If you write to us, quote this reference: { $reference }.
error-not-found-title = This page does not exist
error-not-found-what = The address may be incomplete, or the page has been taken away.
error-not-found-do = Check the address, or search the catalogue for what you wanted.
error-forbidden-title = This page is not open to you
error-forbidden-what = You are signed in, but your role does not let you see this page.
error-forbidden-do = Ask the person who looks after accounts at your institution.
error-bad-request-title = We did not understand the request
error-bad-request-what = The address or the form holds something we cannot read. Nothing was changed.
error-bad-request-do = Go back and try again.
error-stale-form-title = This form has expired
error-stale-form-what = For safety, a form only works in the page where it was opened. Nothing was saved.
error-stale-form-do = Go back, reload the page, then send it again.
error-too-large-title = This file is too large
error-too-large-what = { $amount ->
    [0] What you sent is larger than we accept. Nothing was saved.
   *[other] What you sent is larger than { $size }. Nothing was saved.
}
error-too-large-do = Split the file, or give it to the person who runs the server: the command line has no limit.
error-too-many-title = Too many requests at once
error-too-many-what = Many requests came from your side in a short time.
error-too-many-do = { $amount ->
    [0] Wait a moment, then try again.
    [one] Wait { $amount } second, then try again.
   *[other] Wait { $amount } seconds, then try again.
}
error-unavailable-title = One moment, we will be back
error-unavailable-what = Part of the service is restarting. Nothing you had saved is lost.
error-unavailable-do = Try again in a minute.
error-internal-title = Something broke on our side
error-internal-what = The page could not be made. It is not your fault, and nothing you had saved is lost.
error-internal-do = Try again in a moment. If it happens again, tell us.

sign-in-title = Sign in
sign-in-lead = With your card, your address or a passkey.
sign-in-who = Card number or e-mail address
sign-in-who-hint = The fourteen-digit number below the barcode.
sign-in-secret = PIN or password
sign-in-passkey = Use a passkey
sign-in-passkey-none = No passkey was used. Try again, or sign in another way.
sign-in-passkey-refused = This passkey is not known here.
sign-in-forgotten = Forgotten your PIN or password?
sign-in-link-hint = We send a link there that signs you in. It works once, for a quarter of an hour.
sign-in-link-do = Get a link
sign-in-link-sent = If an account has this address, a link is on its way. It is good for a quarter of an hour.
sign-in-link-good = You have opened the link received by e-mail.
sign-in-link-gone = This link has been used, or the quarter of an hour is over. Ask for another.
sign-in-new = No card yet?
sign-in-new-do = Ask for one, it is free.
sign-in-birth = Date of birth
sign-in-birth-hint = For instance 12/05/1984.
sign-in-birth-needed = This card has been tried often from other devices. Please give your date of birth too, and your PIN again.
sign-in-desk = No address? Any library of the network gives you a new PIN.
sign-in-slip = This card number is not complete, or a digit is wrong. Please check it.
sign-in-letter-subject = Your link to sign in
sign-in-letter-text =
    Dear { $name },

    This link signs you in. It works once, for a quarter of an hour:

    { $link }

    If you asked for nothing, leave this letter unanswered: nobody can enter without this link.

    The libraries of the network
sign-in-email = E-mail address
sign-in-password = Password
sign-in-do = Sign in
sign-in-demo = Demonstration accounts
sign-in-demo-reader = Reader
sign-in-demo-words = This server is a demonstration. Anyone may come in with these accounts.

office-nav = Office
office-title = Office
office-hello = Hello { $name }
office-scope = You work for: { $scope }.
office-todo = To do
office-recent = What changed lately
office-nothing = Nothing has been changed yet.
office-sign-out = Sign out

staff-title = Staff accounts
staff-lead = Who may do what, and for which institution.
staff-name = Name
staff-email = E-mail address
staff-roles = Roles
staff-role = Role
staff-scope = For
staff-seen = Last sign-in
staff-never = never
staff-action = Action
staff-closed = closed
staff-close = Close the account
staff-reopen = Reopen the account
staff-remove-role = Remove
staff-add = Add a person
staff-add-do = Open the account
staff-password = First password
staff-password-hint = At least twelve characters. The person can change it.

audit-title = Log
audit-lead = Who changed what, and when. Each line is sealed to the one before: nothing can be taken out unseen.
audit-sound = { $n ->
    [one] The log is sound: { $n } line checked.
   *[other] The log is sound: { $n } lines checked.
}
audit-broken = The log has been altered: a line no longer matches its seal. Tell the person who runs the server.
audit-when = When
audit-who = Who
audit-what = What
audit-seal = Seal
audit-filter = Filter

access-title = Accessibility
access-lead = { $name } must serve everyone: with a keyboard, a screen reader, a small phone or without JavaScript.
access-state = Where we are
access-state-words = The pages are made to meet WCAG 2.2, level AA, and the French RGAA 4.1. No third party has audited them yet, so their official state of conformity is not established.
access-tested = What we check at each version
access-tested-axe = every page goes through axe-core, with no defect tolerated;
access-tested-keyboard = the main journeys are made with the keyboard alone;
access-tested-contrast = text colours have a contrast of at least 4.5 to 1, including those a territory chooses;
access-tested-script = everything works without JavaScript.
access-not = What is not there yet
access-not-words = Records come from the libraries as they were written: the language of a foreign title is not always marked.
access-tell = Report an obstacle
access-tell-words = Tell your library: it will pass it on. If the answer does not satisfy you, you may turn to the French Défenseur des droits.

## Office: navigation, roles, facts of the log
office-group-libraries = Libraries
office-group-museums = Museums and C’Art
office-group-stages = Shows
office-group-doors = Doors and tills
office-group-network = Network
office-nav-home = Office home
office-nav-staff = Staff accounts
office-nav-audit = Log
office-everything = the whole territory
office-figure-records = Records
office-figure-works = Works
office-figure-sources = Sources
office-figure-set-aside = Set aside in the last 30 days
office-todo-confirm = { $library }: { $n ->
    [one] { $n } record to withdraw waits for your word
   *[other] { $n } records to withdraw wait for your word
} ({ $label })
role-director = Director of culture
role-network_librarian = Network librarian
role-librarian = Librarian
role-museum_agent = Museum agent
role-commune_agent = Town hall agent
role-stage_agent = Performing arts house
sign-in-bad = These do not go together: check the number or address, then the PIN or password.
staff-password-optional = At least twelve characters. Leave it empty to get an invitation link to hand over: the person then chooses.
staff-name-needed = Give the person's name.
staff-email-wrong = This is not an e-mail address.
staff-email-taken = There already is an account with this address.
staff-password-weak = At least twelve characters, and not the address itself.
staff-scope-unfit = This role cannot be given for that: a librarian or museum agent works for an institution, a town hall agent for a commune, the others for the whole territory.
staff-not-yours = Your role does not let you give or take this one.
staff-last-director = There must remain an active director: nothing was changed.
staff-gone = This account or role does not exist any more: nothing was changed.
staff-added = { $name }'s account is open.
staff-invited = Hand this link to { $name }; it works once, for seven days: { $link }
staff-role-given = The role is given.
staff-role-taken = The role is taken back.
staff-now-closed = The account is closed, and its sessions with it.
staff-now-open = The account is open again.
staff-give = Give another role
staff-give-do = Give this role
staff-person = Person
invitation-title = Choose your password
invitation-lead = This link opens your account. It works once.
invitation-again = The same once more
invitation-do = Open my account
invitation-different = The two passwords are not the same.
invitation-invalid = This invitation has been used or is no longer valid. Ask the person who manages accounts for another.
invitation-accepted = Your password is saved. You can sign in.
audit-act-staff-invited = invitation sent
audit-act-staff-invited_again = new invitation
audit-act-staff-role_given = role given
audit-act-staff-role_taken = role taken back
audit-act-staff-disabled = account closed
audit-act-staff-enabled = account reopened
audit-act-key-rotated = key turned
audit-act-key-revoked = key taken back
audit-act-account-created = account opened
audit-act-account-password_chosen = password chosen
audit-act-account-password_changed = password changed
audit-act-tenant-installed = territory installed
audit-act-catalogue-grouping = decision on a grouping
audit-act-catalogue-grouping_undone = decision on a grouping taken back
audit-act-catalogue-source_declared = source declared
audit-act-catalogue-import_asked = file sent for import
audit-act-catalogue-harvest_asked = harvest asked for
audit-act-catalogue-retire_confirmed = withdrawal of records agreed to
audit-act-catalogue-retire_declined = withdrawal of records declined
audit-by-demonstration = installation of the demonstration
audit-by-command-line = command line
